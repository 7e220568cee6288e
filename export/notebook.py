"""Graphs, ladders and paths in notebooks: HTML in a frame that may do nothing but show it.

The frame is sandboxed without any right, and a policy forbids it to ask for anything: a page's title that
smuggles in a script shows its text. https://html.spec.whatwg.org/multipage/iframe-embed-object.html
"""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from typing import TYPE_CHECKING

from careergraph.graph.careergraph import CareerGraph

from .svg import to_svg
from .textfit import plain
from .viewdata import spoken
from .wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.graph.ladderview import Ladder
    from careergraph.graph.paths import Path

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
html, body { margin: 0; background: #ffffff; color: #18222d; font: 14px/1.45 Arial, Helvetica, sans-serif; }
svg { display: block; width: 100%; height: auto; }
main { padding: 12px; }
h1 { margin: 0 0 4px; font-size: 18px; }
p { margin: 0 0 10px; color: #566270; }
table { border-collapse: collapse; }
th, td { padding: 3px 14px 3px 0; border-bottom: 1px solid #dfe4ea; text-align: right; }
th:first-child, td:first-child { text-align: left; }
"""
#: Height of a line of the table, and of what stands above it, in pixels.
_ROW, _HEAD = 28, 120


def to_html(shown: CareerGraph | Ladder | Path) -> str:
    """HTML for a notebook: the picture of a ladder or a path, or what a graph holds by department."""
    if isinstance(shown, CareerGraph):
        rows = _rows(shown)
        return _frame("What the graph holds", _table(shown, rows), f"height:{_HEAD + _ROW * len(rows)}px")
    return _frame("Career ladder or path", to_svg(shown), "aspect-ratio:16/9;max-width:1280px")


def _frame(title: str, body: str, size: str) -> str:
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    )
    return (
        f'<iframe sandbox="" title="{escape(title)}" srcdoc="{escape(page)}" '
        f'style="width:100%;{size};border:0"></iframe>'
    )


def _rows(graph: CareerGraph) -> list[tuple[str, int, int, int, int]]:
    """Department, and how many families, roles, stated and inferred moves it has."""
    nodes = graph.careers.nodes
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for node in nodes.values():
        if node.type in ("family", "role"):
            found[node.department_title][node.type] += 1
    for move in graph.careers.moves:
        department = nodes[move.source].department_title or nodes[move.target].department_title
        found[department][move.basis] += 1
    kinds = ("family", "role", "stated", "inferred")
    return [
        (spoken(plain(title)) or "no department", *(found[title][kind] for kind in kinds))  # type: ignore[misc]
        for title in sorted(found, key=lambda title: (not title, title.casefold()))
    ]


def _table(graph: CareerGraph, rows: Iterable[tuple[str, int, int, int, int]]) -> str:
    moves = graph.careers.moves
    stated = sum(move.basis == "stated" for move in moves)
    families = sum(node.type == "family" for node in graph.careers.nodes.values())
    head = "".join(
        f'<th scope="col">{each}</th>'
        for each in ("department", "job families", "roles", "moves stated", "moves inferred")
    )
    body = "".join(
        f"<tr><td>{escape(name)}</td>{''.join(f'<td>{number}</td>' for number in numbers)}</tr>"
        for name, *numbers in rows
    )
    return (
        f"<main><h1>{counted(len(graph.roles), 'role')} of {families} job families</h1>"
        f"<p>{counted(len(moves), 'move')}: {stated} stated by pages, {len(moves) - stated} inferred by rules"
        f"</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></main>"
    )
