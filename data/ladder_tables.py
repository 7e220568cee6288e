"""The moves of a table with a column of starting roles and a column of targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .blocks import Text
from .ladder_targets import is_undefined, targets
from .records import StatedMove
from .titles import names_position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .blocks import Table
    from .ladder_targets import Target

_FROM_COLUMN = re.compile(
    r"^(?:from|starting|current|source|moving from|present)\b|\bstarting\b", re.IGNORECASE
)
_TO_COLUMN = re.compile(
    r"^(?:to|next|target|destination|desired|lateral|sideways|across|alternatives?|promotion|future|moving to"
    r"|possible)\b|\b(?:options?|next|lateral|sideways)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(?:\W*|none|nobody|nothing|n/?a|not\s+applicable)$", re.IGNORECASE)


def table_moves(table: Table) -> tuple[list[StatedMove], int]:
    """The moves of a table; an empty start repeats the last one.

    A table whose other columns set conditions is read all the same. Of several columns of targets ("Next",
    "Lateral"), those behind the first count if most of their cells name positions or are links.

    Returns:
        The moves, none for a table without such columns, and the first line with a target that is not yet
        defined, or 0.
    """
    starts = [i for i, cell in enumerate(table.header) if _FROM_COLUMN.search(cell.flat)]
    ends = [i for i, cell in enumerate(table.header) if _TO_COLUMN.search(cell.flat) and i not in starts]
    if not starts or not ends:
        return [], 0
    ends = [ends[0], *(column for column in ends[1:] if _names_positions(table, column))]
    moves: list[StatedMove] = []
    undefined = 0
    source = Text("", table.line)
    for row in table.rows:
        if len(row) <= starts[0]:
            continue
        source = row[starts[0]] if row[starts[0]].flat else source
        said = " | ".join(cell.flat for cell in row)
        for target in (row[column] for column in ends if source.flat and column < len(row)):
            if is_undefined(target.flat):
                undefined = undefined or target.line
            else:
                moves += [
                    StatedMove(source.flat, name, target.line, "table", _only_link(source), link, said)
                    for name, link in _cell_targets(target)
                ]
    return moves, undefined


def _names_positions(table: Table, column: int) -> bool:
    cells = [row[column] for row in table.rows if column < len(row) and not _NOTHING.match(row[column].flat)]
    return sum(bool(cell.links) or names_position(cell.flat) for cell in cells) * 2 > len(cells)


def _cell_targets(cell: Text) -> Iterator[Target]:
    """The targets in a cell: those of each of its lines (``<br>``)."""
    if _NOTHING.match(cell.flat):
        return
    start = 0
    for piece in cell.text.split("\v"):
        yield from targets(cell, start, start + len(piece))
        start += len(piece) + 1


def _only_link(text: Text) -> str | None:
    return text.links[0][1].target or None if len(text.links) == 1 else None
