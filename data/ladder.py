"""The moves that a career-ladder section states, in prose, lists, tables and Mermaid.

A target that is not yet defined is no move but is told; a pointer to another page is no move.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .blocks import Fence, List, Paragraph, Table
from .ladder_prose import list_moves, moves_of_names, paragraph_moves
from .ladder_tables import table_moves
from .mermaid import parse_chart
from .records import StatedMove
from .title_phrases import strip_article
from .titles import names_position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .blocks import Block

#: A heading that says which way its lists go: "Moving from Support", not "Moving to and from".
_ONE_WAY = re.compile(r"^moving\s+(?P<way>to|from)\s+(?!and\b)(?P<here>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a ladder section states.

    Attributes:
        moves: the moves, in the order of the section's blocks.
        undefined: the first line that says that the next step is not yet defined, or 0.
        not_understood: line and words of each Mermaid statement that is no part of the syntax.
    """

    moves: tuple[StatedMove, ...] = ()
    undefined: int = 0
    not_understood: tuple[tuple[int, str], ...] = ()


def ladder_of(blocks: Sequence[Block], context: str, heading: str = "") -> Ladder:
    """What a ladder section states.

    Args:
        blocks: the section's paragraphs, lists, tables and fences, in order.
        context: the role or family that the section belongs to; the source where a sentence names none.
        heading: the section's heading; "Moving from X" and "Moving to X" say which way its lists go.
    """
    moves: list[StatedMove] = []
    undefined = 0
    not_understood: list[tuple[int, str]] = []
    way = _ONE_WAY.match(heading.strip())
    introduced: str | None = None
    for block in blocks:
        missing = 0
        if isinstance(block, Paragraph):
            said = paragraph_moves(block.content, context)
            moves += said.moves
            missing, introduced = said.undefined, said.introduces
        elif isinstance(block, List) and way:
            here = strip_article(way["here"].strip())
            moves += moves_of_names(block.entries, here, to_here=way["way"].lower() == "to")
            introduced = None
        elif isinstance(block, List):
            found, missing = list_moves(block.entries, introduced, context)
            moves += found
            introduced = None
        elif isinstance(block, Table):
            found, missing = table_moves(block)
            moves += found
        elif isinstance(block, Fence):
            chart = chart_ladder(block)
            moves += chart.moves
            not_understood += chart.not_understood
        undefined = undefined or missing
    return Ladder(tuple(moves), undefined, tuple(not_understood))


def chart_ladder(fence: Fence) -> Ladder:
    """The moves of a Mermaid flowchart: between the nodes' labels, with the links of its ``click`` lines."""
    chart = parse_chart(fence.text, fence.line)
    if chart is None:
        return Ladder()
    moves = tuple(
        StatedMove(
            chart.label(edge.source),
            chart.label(edge.target),
            edge.line,
            "mermaid",
            chart.links.get(edge.source),
            chart.links.get(edge.target),
            f"{chart.label(edge.source)} --> {chart.label(edge.target)}",
        )
        for edge in chart.edges
    )
    return Ladder(moves, not_understood=tuple(chart.not_understood))


def looks_like_ladder(fence: Fence) -> bool:
    """Whether a flowchart's nodes are mostly positions (a process drawing's are not)."""
    chart = parse_chart(fence.text, fence.line)
    if chart is None or not chart.edges:
        return False
    labels = [chart.label(node) for node in chart.lines]
    return sum(names_position(label) for label in labels) * 2 > len(labels)
