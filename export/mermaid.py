"""Ladders as Mermaid flowcharts that can stand on a page, where they are read again as they were meant.

A title is a node's quoted label, with what Mermaid or HTML would act on as HTML entities; only named ones, as
Mermaid takes ``#`` and digits for its own. https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from careergraph.graph.ladderview import Edge, Ladder
    from careergraph.graph.nodes import Node

_ARROWS = {"stated": "-->"}
_DOTTED = "-.->"
_ENTITIES = {
    "&": "&amp;",
    '"': "&quot;",
    "<": "&lt;",
    ">": "&gt;",
    "`": "&grave;",
    "*": "&ast;",
    "\\": "&bsol;",
}
_ACTED_ON = re.compile(r"[&\"<>`*\\]|#(?=\w+;)|%(?=%)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SUFFIX = re.compile(r"(?:/?(?<![^/])_?index)?(?:\.html)?\.md(?:\.erb)?$", re.IGNORECASE)


def to_mermaid(ladder: Ladder, *, fenced: bool = True) -> str:
    """A family's ladder as a flowchart: stated moves solid, inferred ones dotted, with their lines.

    Roles of other families link to their pages. A role that no move joins stands for itself.

    Args:
        ladder: what `graph.ladderview.ladder` gives.
        fenced: as a code block, as it stands on a page.
    """
    edges = ladder.edges
    numbers: dict[str, int] = {}
    nodes: dict[str, Node] = {}
    for node in (
        *(stage.role for stage in ladder.stages),
        *(end for edge in edges for end in (edge.source, edge.target)),
    ):
        nodes.setdefault(node.iri, node)
        numbers.setdefault(node.iri, len(numbers) + 1)
    lines = ["flowchart TD", f"  %% Ladder of {_plain(ladder.family.title)}"]
    lines.append("  %% Solid arrows: stated by a page. Dotted arrows: inferred by a rule.")
    if any(edge.move.basis != "stated" for edge in edges):
        lines.append("  %% A page that draws an arrow states it: take out the dotted ones that are wrong.")
    lines += [f'  n{numbers[iri]}["{label(node)}"]' for iri, node in nodes.items()]
    for edge in edges:
        lines.append(f"  %% {_basis(edge)}")
        arrow = _ARROWS.get(edge.move.basis, _DOTTED)
        lines.append(f"  n{numbers[edge.source.iri]} {arrow} n{numbers[edge.target.iri]}")
    for iri, node in nodes.items():
        elsewhere = ladder.family.iri not in (node.iri, node.family)
        if elsewhere and node.citations:
            lines.append(f'  click n{numbers[iri]} "{address(node.citations[0][0])}"')
    if fenced:
        lines = ["```mermaid", *lines, "```"]
    return "\n".join(lines) + "\n"


def label(node: Node) -> str:
    """What a node shows, escaped; a family is called one, as it may have a role of its title.

    >>> from careergraph.graph.nodes import Node
    >>> label(Node("", "role", 'Manager, "R&D" [EMEA] <new>'))
    'Manager, &quot;R&amp;D&quot; [EMEA] &lt;new&gt;'
    """
    text = _ACTED_ON.sub(_entity, _plain(node.title))
    return f"{text} job family" if node.type == "family" else text


def address(path: str) -> str:
    """Where the page of a path stands on a site.

    >>> address("job-families/sales/index.html.md"), address("a b/lead.md"), address("index.md")
    ('/job-families/sales/', '/a%20b/lead/', '/')
    """
    page = posixpath.join("/", _SUFFIX.sub("", path), "")
    return quote(page)


def _entity(found: re.Match[str]) -> str:
    char = found.group()
    return _ENTITIES.get(char) or {"#": "&num;", "%": "&percnt;"}[char]


def _plain(text: str) -> str:
    return _CONTROL.sub("", " ".join(text.split()))


def _basis(edge: Edge) -> str:
    move = edge.move
    rule = f" by rule {move.rule}" if move.rule else ""
    lines = ", ".join(f"{_plain(path)}:{line}" for path, line in move.citations)
    return f"{move.kind}, {move.basis}{rule}: {lines}"
