"""Ladders and paths as Mermaid flowcharts that can stand on a page, and are read from it again as meant.

A title is a node's quoted label, with what Mermaid or HTML would act on as HTML entities; only named ones, as
Mermaid takes ``#`` and digits for its own. https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careergraph.graph.ladderview import Ladder
    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.paths import Path

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
    nodes = [
        *(stage.role for stage in ladder.stages),
        *(end for edge in edges for end in (edge.source, edge.target)),
    ]
    head = ["flowchart TD", f"  %% Ladder of {_plain(ladder.family.title)}"]
    head.append("  %% Solid arrows: stated by a page. Dotted arrows: inferred by a rule.")
    if any(edge.move.basis != "stated" for edge in edges):
        head.append("  %% A page that draws an arrow states it: take out the dotted ones that are wrong.")
    return _chart(head, nodes, [edge.move for edge in edges], ladder.family.iri, fenced=fenced)


def path_to_mermaid(path: Path, *, fenced: bool = True) -> str:
    """A career path as a flowchart from left to right; see `to_mermaid`.

    Args:
        path: what `graph.paths.paths` gives.
        fenced: as a code block, as it stands on a page.
    """
    head = ["flowchart LR", f"  %% Path from {_plain(path.start.title)} to {_plain(path.nodes[-1].title)}"]
    head.append("  %% Solid arrows: stated by a page. Dotted arrows: inferred, or suggested by skills.")
    return _chart(head, path.nodes, [step.move for step in path.steps], "", fenced=fenced)


def _chart(head: list[str], nodes: Iterable[Node], moves: Sequence[Move], own: str, *, fenced: bool) -> str:
    """The lines of a flowchart; nodes that are not of the family ``own`` link to their pages."""
    drawn = {node.iri: node for node in nodes}
    numbers = {iri: number for number, iri in enumerate(drawn, 1)}
    lines = [*head, *(f'  n{numbers[iri]}["{label(node)}"]' for iri, node in drawn.items())]
    for move in moves:
        lines.append(f"  %% {_basis(move)}")
        lines.append(f"  n{numbers[move.source]} {_ARROWS.get(move.basis, _DOTTED)} n{numbers[move.target]}")
    for iri, node in drawn.items():
        if own not in (node.iri, node.family) and node.citations:
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


def _basis(move: Move) -> str:
    rule = f" by rule {move.rule}" if move.rule else ""
    lines = ", ".join(f"{_plain(path)}:{line}" for path, line in move.citations)
    return f"{move.kind}, {move.basis}{rule}: {lines}"
