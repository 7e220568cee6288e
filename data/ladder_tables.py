"""The moves of a table with a column of starting roles and a column of targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .blocks import Text
from .ladder_targets import is_undefined, targets
from .records import StatedMove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .blocks import Table
    from .ladder_targets import Target

_FROM_COLUMN = re.compile(
    r"^(?:from|starting|current|source|moving from|present)\b|\bstarting\b", re.IGNORECASE
)
_TO_COLUMN = re.compile(
    r"^(?:to|next|target|destination|desired|lateral|future|moving to|possible)\b|\b(?:options?|next)\b",
    re.IGNORECASE,
)


def table_moves(table: Table) -> tuple[list[StatedMove], int]:
    """The moves of a table; an empty start repeats the last one.

    A table whose other columns set conditions (more than these two) is read all the same.

    Returns:
        The moves, none for a table without such columns, and the first line with a target that is not yet
        defined, or 0.
    """
    starts = [i for i, cell in enumerate(table.header) if _FROM_COLUMN.search(cell.flat)]
    ends = [i for i, cell in enumerate(table.header) if _TO_COLUMN.search(cell.flat) and i not in starts]
    if not starts or not ends:
        return [], 0
    moves: list[StatedMove] = []
    undefined = 0
    source = Text("", table.line)
    for row in table.rows:
        if len(row) <= max(starts[0], ends[0]):
            continue
        source = row[starts[0]] if row[starts[0]].flat else source
        target = row[ends[0]]
        if source.flat and is_undefined(target.flat):
            undefined = undefined or target.line
        elif source.flat:
            said = " | ".join(cell.flat for cell in row)
            moves += [
                StatedMove(source.flat, name, target.line, "table", _only_link(source), link, said)
                for name, link in _cell_targets(target)
            ]
    return moves, undefined


def _cell_targets(cell: Text) -> Iterator[Target]:
    """The targets in a cell: those of each of its lines (``<br>``)."""
    start = 0
    for piece in cell.text.split("\v"):
        yield from targets(cell, start, start + len(piece))
        start += len(piece) + 1


def _only_link(text: Text) -> str | None:
    return text.links[0][1].target or None if len(text.links) == 1 else None
