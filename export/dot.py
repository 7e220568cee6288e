"""The moves in DOT, the language of Graphviz: job families as clusters, promotions upwards.

Labels and tooltips are strings in which Graphviz acts on backslashes and on HTML entities, identifiers are
not: https://graphviz.org/doc/info/lang.html and https://graphviz.org/docs/attr-types/escString/.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .network import LINES, colour, network
from .textfit import plain, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from careergraph.graph.careers import Careers

    from .network import Selection

_SHAPES = {"manager": "octagon", "individual contributor": "box", "": "box"}
_STYLES = {"stated": "solid", "inferred": "dashed"}


def to_dot(careers: Careers, selection: Selection) -> str:
    """A part of the graph in DOT; stated moves solid, inferred ones dashed, their lines as tooltips.

    Nodes are called by their IRIs. What `network.network` tells of nodes and edges stands with them, too, as
    attributes that Graphviz passes over; ``pos`` keeps their places for ``neato -n``.

    Args:
        careers: the graph.
        selection: what of it.
    """
    graph = network(careers, selection)
    lines = [
        "digraph careers {",
        '  graph [rankdir=BT, fontname="Arial", nodesep=0.3, ranksep=0.5];',
        '  node [shape=box, style=filled, fontname="Arial", fontsize=11];',
        '  edge [fontname="Arial", fontsize=9];',
    ]
    families: dict[str, list[str]] = defaultdict(list)
    for iri in graph:
        node = careers.nodes[iri]
        families[node.family or (iri if node.type == "family" else "")].append(iri)
    for number, (family, members) in enumerate(families.items()):
        inner = [_node(graph, iri) for iri in members]
        if family and family in careers.nodes:
            title = _string(escaped(careers.nodes[family].title))
            head = [f"  subgraph cluster_{number} {{", f"    label={title};", '    style="rounded";']
            lines += [*head, *(f"    {line}" for line in inner), "  }"]
        else:
            lines += [f"  {line}" for line in inner]
    lines += [_edge(graph, *edge) for edge in graph.edges(keys=True)]
    return "\n".join([*lines, "}"]) + "\n"


def quoted(text: str) -> str:
    r"""A text as a DOT string.

    >>> print(quoted('the "lead" \\'))
    "the \"lead\" \\"
    """
    return _string(text.replace("\\", "\\\\"))


def _string(inner: str) -> str:
    """A string whose backslashes are escapes already."""
    return '"' + inner.replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    r"""A text as Graphviz shows it in a label: no escapes, no entities.

    >>> print(escaped(r"R&D \N"))
    R&amp;D \\N
    """
    return plain(text).replace("\\", "\\\\").replace("&", "&amp;")


def _attributes(look: Mapping[str, str], known: Mapping[str, object]) -> str:
    """What Graphviz draws, escaped already, and what it passes over."""
    drawn = [f"{name}={_string(value)}" for name, value in look.items()]
    return ", ".join([*drawn, *(f"{name}={quoted(str(value))}" for name, value in known.items())])


def _node(graph: nx.MultiDiGraph[str], iri: str) -> str:
    known = dict(graph.nodes[iri])
    x, y = known.pop("x"), known.pop("y")
    label = "\\n".join(map(escaped, wrap(known.pop("label"), 150, 11, 4)))
    shape = _SHAPES[known.get("track", "")]
    look = {
        "label": label,
        "shape": shape,
        "style": {"named": "filled,dashed"}.get(known["type"], "filled"),
        "fillcolor": _hex(colour(known)),
        "pos": f"{x:g},{y:g}",
        "tooltip": escaped("; ".join(str(known[each]) for each in ("title", "lines") if each in known)),
    }
    if shape == "box" and known.get("track"):
        look["style"] = "filled,rounded"
    return f"{quoted(iri)} [{_attributes(look, known)}];"


def _edge(graph: nx.MultiDiGraph[str], source: str, target: str, iri: str) -> str:
    known = dict(graph.edges[source, target, iri])
    del known["label"]
    look = {
        "style": _STYLES[known["basis"]],
        "color": _hex(LINES[known["kind"]]),
        "tooltip": escaped(f"{known['kind']}, {known['basis']}: {known.get('lines', '')}"),
        "constraint": "true" if known["kind"] == "promotion" else "false",
    }
    told = _attributes(look, {"iri": iri, **known})
    return f"  {quoted(source)} -> {quoted(target)} [{told}];"


def _hex(rgb: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in rgb)
