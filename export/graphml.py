"""The moves as GraphML, for yEd, Gephi, igraph, Cytoscape and networkx.

Attributes are typed. Gephi takes places and colours from the attributes x, y, r, g and b; yEd takes them,
shapes and lines from elements of its own (https://docs.yworks.com/yfiles/doc/developers-guide/graphml.html),
which others pass over.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement, register_namespace

from networkx.readwrite.graphml import GraphMLWriter

from .layout import BOX
from .network import LINES, colour, network

if TYPE_CHECKING:
    import networkx as nx

    from careergraph.graph.careers import Careers

    from .network import Selection

_Y = "http://www.yworks.com/xml/graphml"
_SHAPES = {"manager": "octagon", "individual contributor": "roundrectangle"}
_STYLES = {"stated": "line", "inferred": "dashed"}


def to_graphml(careers: Careers, selection: Selection) -> bytes:
    """A part of the graph as GraphML; see `network.network` for its attributes.

    Args:
        careers: the graph.
        selection: what of it.
    """
    graph = network(careers, selection)
    for _, attributes in graph.nodes(data=True):
        attributes |= dict(zip("rgb", colour(attributes), strict=True))
    writer = GraphMLWriter(graph, prettyprint=False)
    root = writer.xml
    _name_keys(root)
    _for_yed(root, graph)
    writer.indent(root)
    register_namespace("y", _Y)
    written = io.BytesIO()
    ElementTree(root).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue() + b"\n"


def _name_keys(root: Element) -> None:
    """Call keys by the names of their attributes: Gephi takes the one called d3 for a label of yEd's."""
    named = {}
    for key in root.iter("key"):
        named[key.get("id")] = f"{key.get('for')}-{key.get('attr.name')}"
        key.set("id", named[key.get("id")])
    for data in root.iter("data"):
        data.set("key", named[data.get("key")])


def _for_yed(root: Element, graph: nx.MultiDiGraph[str]) -> None:
    for number, scope in enumerate(("node", "edge")):
        key = Element("key", {"id": f"{scope}-graphics", "for": scope, "yfiles.type": f"{scope}graphics"})
        root.insert(number, key)
    for node in root.iter("node"):
        attributes = graph.nodes[node.get("id", "")]
        data = Element("data", {"key": "node-graphics"})
        # Ahead of the others: networkx takes x and y from here, too, and the last ones count.
        node.insert(0, data)
        shape = _Drawn(data, "ShapeNode")
        wide, high = BOX
        left, top = attributes["x"] - wide / 2, -attributes["y"] - high / 2
        shape.add("Geometry", x=f"{left:g}", y=f"{top:g}", width=f"{wide:g}", height=f"{high:g}")
        shape.add("Fill", color=_hex(colour(attributes)), transparent="false")
        dashed = "dashed" if attributes["type"] == "named" else "line"
        shape.add("BorderStyle", color="#3b4855", type=dashed, width="1.0")
        label = shape.add(
            "NodeLabel",
            configuration="CroppingLabel",
            autoSizePolicy="node_size",
            fontSize="12",
            modelName="internal",
            modelPosition="c",
        )
        label.text = attributes["label"]
        shape.add("Shape", type=_SHAPES.get(attributes.get("track", ""), "rectangle"))
    for edge in root.iter("edge"):
        ends = edge.get("source", ""), edge.get("target", "")
        attributes = graph.edges[*ends, edge.get("id", "")]
        data = Element("data", {"key": "edge-graphics"})
        edge.insert(0, data)
        line = _Drawn(data, "PolyLineEdge")
        style = _STYLES[attributes["basis"]]
        line.add("LineStyle", color=_hex(LINES[attributes["kind"]]), type=style, width="1.5")
        line.add("Arrows", source="none", target="standard")


class _Drawn:
    """An element of yEd's in which others are put."""

    def __init__(self, parent: Element, name: str) -> None:
        self._element = SubElement(parent, f"{{{_Y}}}{name}")

    def add(self, name: str, **attributes: str) -> Element:
        return SubElement(self._element, f"{{{_Y}}}{name}", attributes)


def _hex(rgb: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in rgb)
