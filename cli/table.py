"""Rows of a query as a table that fits the terminal, or as one block a row where no table would."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from careergraph.graph.resultcells import Cell, same_labels

from .render import bold, clean, dim, echo, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BETWEEN = 2
_WIDEST_WORD = 30  # a word that is longer is broken rather than given a column of its width
_LINES = 6  # a cell of more lines is cut
_PIECES = re.compile(r"[^\s/#-]*[/#-]+|[^\s/#-]+|\s+")


class Table:
    """Prints pages of rows; the first page decides how wide columns are.

    Args:
        variables: the names of the columns.
        iris: show IRIs rather than what they are called.
    """

    def __init__(self, variables: Sequence[str], *, iris: bool = False) -> None:
        names = list(variables)
        self._iris = iris
        self._count = 0
        self._widths: list[int] = []
        self._right: list[bool] = []
        # A place on a page reads, and can be opened, as one.
        self._merged = names.index("path") if ("path", "line") in pairwise(names) else -1
        self._names = self._merge(names)

    def add(self, page: Sequence[Sequence[Cell]]) -> None:
        """Print some rows."""
        shared = same_labels(page)
        rows = [self._merge([self._text(cell, shared) for cell in row]) for row in page]
        if not self._count:
            self._right = [
                all(row[i].kind in ("number", "none") for row in page) for i in range(len(page[0]))
            ]
            if self._merged >= 0:
                self._right[self._merged : self._merged + 2] = [False]
            self._widths = _widths(self._names, rows) if self._names else []
            if self._widths:
                self._head()
        for row in rows:
            self._count += 1
            if self._widths:
                self._row(row)
            else:
                self._block(row)

    def end(self) -> None:
        """Print how many rows there were."""
        echo(dim(f"({self._count} row{'' if self._count == 1 else 's'})"))

    def _merge(self, values: list[str]) -> list[str]:
        if self._merged < 0:
            return values
        path, line = values[self._merged : self._merged + 2]
        one = f"{path}:{line}" if path and line else path or line
        return [*values[: self._merged], one, *values[self._merged + 2 :]]

    def _text(self, cell: Cell, shared: set[str]) -> str:
        if self._iris or not cell.label:
            return clean(cell.text)
        label = clean(cell.label)
        return f"{label} {clean(cell.text)}" if cell.label in shared else label

    def _head(self) -> None:
        cells = [
            _pad(name, size, right=right)
            for name, size, right in zip(self._names, self._widths, self._right, strict=True)
        ]
        echo(bold((" " * _BETWEEN).join(cells).rstrip()))
        echo(dim((" " * _BETWEEN).join("-" * size for size in self._widths)))

    def _row(self, row: Sequence[str]) -> None:
        cells = [fill(text, size) for text, size in zip(row, self._widths, strict=True)]
        for number in range(max(map(len, cells), default=0)):
            parts = [
                _pad(lines[number] if number < len(lines) else "", size, right=right)
                for lines, size, right in zip(cells, self._widths, self._right, strict=True)
            ]
            echo((" " * _BETWEEN).join(parts).rstrip())

    def _block(self, row: Sequence[str]) -> None:
        longest = max(map(columns, self._names), default=0)
        echo(dim(f"-- {self._count}"))
        for name, text in zip(self._names, row, strict=True):
            if text:
                first, *more = fill(text, max(20, width() - longest - _BETWEEN))
                echo(f"{bold(_pad(name, longest))}{' ' * _BETWEEN}{first}")
                for line in more:
                    echo(" " * (longest + _BETWEEN) + line)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, accents none.

    >>> columns("naïve"), columns("役割")
    (5, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def fill(text: str, size: int) -> list[str]:
    """A text in lines of at most ``size`` columns, broken between words and behind slashes and hyphens.

    >>> fill("job-families/sales/index.md", 14)
    ['job-families/', 'sales/index.md']
    >>> fill("", 5)
    ['']
    """
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        part = piece
        if columns(line + part.rstrip()) > size:
            if line.strip():
                lines.append(line.rstrip())
            line, part = "", part.lstrip()
            while columns(part) > size:
                end = _end(part, size)
                lines.append(part[:end])
                part = part[end:]
        line += part
    lines.append(line.rstrip())
    if len(lines) > _LINES:
        last = lines[_LINES - 1]
        lines = [*lines[: _LINES - 1], last[: _end(last, size - 1)].rstrip() + "…"]
    return lines


def _end(text: str, size: int) -> int:
    """How many characters fit into ``size`` columns, at least one."""
    end = min(len(text), size)
    while end > 1 and columns(text[:end]) > size:
        end -= 1
    return max(end, 1)


def _pad(text: str, size: int, *, right: bool = False) -> str:
    blank = " " * (size - columns(text))
    return blank + text if right else text + blank


def _widths(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is; [] where they do not fit beside each other."""
    cells = list(zip(names, *rows, strict=True))
    natural = [max(map(columns, column)) for column in cells]
    least = [min(_WIDEST_WORD, _longest_word(column)) for column in cells]
    room = width() - _BETWEEN * (len(natural) - 1)
    if sum(least) > room:
        return []
    level = max(natural)
    while sum(sizes := [min(n, max(m, level)) for n, m in zip(natural, least, strict=True)]) > room:
        level -= 1
    return sizes


def _longest_word(texts: Iterable[str]) -> int:
    return max((columns(word) for text in texts for word in text.split()), default=1)
