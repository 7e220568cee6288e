"""The moves as GEXF, the format of Gephi, with the places, colours and shapes of the ladders."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement

from networkx.readwrite.gexf import GEXFWriter

from .network import LINES, colour, network

if TYPE_CHECKING:
    from careergraph.graph.careers import Careers

    from .network import Selection

_SHAPES = {"manager": "square", "individual contributor": "disc"}
_STYLES = {"stated": "solid", "inferred": "dashed"}
_SIZE = 24.0


def to_gexf(careers: Careers, selection: Selection) -> bytes:
    """A part of the graph as GEXF 1.2; see `network.network` for its attributes.

    Args:
        careers: the graph.
        selection: what of it.
    """
    graph = network(careers, selection)
    for _, attributes in graph.nodes(data=True):
        at = {"x": attributes.pop("x"), "y": attributes.pop("y"), "z": 0.0}
        shape = _SHAPES.get(attributes.get("track", ""), "diamond")
        attributes["viz"] = {
            "position": at,
            "color": _colour(colour(attributes)),
            "size": _SIZE,
            "shape": shape,
        }
    for _, _, iri, attributes in graph.edges(keys=True, data=True):
        attributes["viz"] = {
            "color": _colour(LINES[attributes["kind"]]),
            "thickness": 1.0,
            "shape": _STYLES[attributes["basis"]],
        }
        attributes["id"] = iri
    writer = GEXFWriter(graph)
    meta = writer.xml.find("meta")
    if meta is not None:
        meta.clear()  # networkx writes the day: the same graph would be another file tomorrow
        SubElement(meta, "creator").text = "careergraph"
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue() + b"\n"


def _colour(rgb: tuple[int, int, int]) -> dict[str, float]:
    return {**dict(zip("rgb", rgb, strict=True)), "a": 1.0}
