"""Grades and superiors from tables that name roles or levels, by row or by column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from .grades import cell_grades
from .records import Superior
from .titles import is_level_only, names_position, same_title, title_key, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .blocks import Table, Text
    from .records import Grade, Role

_Fact = TypeVar("_Fact")

_REPORTS_COLUMN = re.compile(r"\breports?\s+to\b|\breporting\s+to\b", re.IGNORECASE)
_GRADE_COLUMN = re.compile(r"\bgrades?\b|\bjob\s+level\b", re.IGNORECASE)
_GRADE_CELL = re.compile(
    r"^\W*(?:job\s+)?(?:grade|level)\s*#?\s*\d|^\W*#?\d{1,2}(?:\.\d)?(?:\s*(?:/|-|,|or|and|to)\s*\d{1,2})?\W*$",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:\v|\n|;|\s/\s|,\s+(?=(?:Senior|Sr|Staff|Junior|Associate|Principal|Lead)\b))\s*",
    re.IGNORECASE,
)


def facts_from_tables(
    tables: Iterable[Table], roles: Sequence[Role]
) -> tuple[dict[int, tuple[Grade, ...]], dict[int, tuple[Superior, ...]]]:
    """Grades and superiors from tables that name the role or only its level.

    A row that is only a level ("Senior") is the role whose title differs from its siblings by that level.

    Returns:
        Grades, and superiors, by the line of the role; the first table that names the role counts.
    """
    grades: dict[int, tuple[Grade, ...]] = {}
    superiors: dict[int, tuple[Superior, ...]] = {}
    for table in tables:
        _collect(_grade_pairs(table), roles, grades)
        _collect(_superior_pairs(table), roles, superiors)
    return grades, superiors


def _grade_pairs(table: Table) -> Iterator[tuple[str, tuple[Grade, ...]]]:
    """Each title of a table with its grades; it stands in the nearest cell to the left that is no grade."""
    columns = {i for i, cell in enumerate(table.header) if _GRADE_COLUMN.search(cell.flat)}
    for row in (table.header, *table.rows):
        for index, cell in enumerate(row):
            if not _GRADE_CELL.match(cell.flat):
                continue
            if columns and index not in columns and "grade" not in cell.flat.lower():
                continue  # a number of something else
            titles = (one for one in row[:index][::-1] if one.flat and not _GRADE_CELL.match(one.flat))
            for part in _titles(next(titles, None)):
                yield part, cell_grades(cell)
    yield from _by_column(table, _GRADE_COLUMN, cell_grades)


def _by_column(
    table: Table, label: re.Pattern[str], read: Callable[[Text], tuple[_Fact, ...]]
) -> Iterator[tuple[str, tuple[_Fact, ...]]]:
    """Titles in the header, with their facts from a row that its first cell names ("Job Grade | 5 | 6")."""
    for row in table.rows:
        if row and label.search(row[0].flat) and not re.search(r"\d", row[0].flat):
            for title, cell in zip(table.header[1:], row[1:], strict=False):
                for part in _titles(title):
                    yield part, read(cell)


def _superior_pairs(table: Table) -> Iterator[tuple[str, tuple[Superior, ...]]]:
    """Each title of a table with its superiors, where a column or a row is headed "Reports to"."""
    columns = [i for i, cell in enumerate(table.header) if _REPORTS_COLUMN.search(cell.flat)]
    for row in table.rows if columns else ():
        if len(row) > columns[0] > 0:
            for part in _titles(row[0]):
                yield part, _cell_superiors(row[columns[0]])
    yield from _by_column(table, _REPORTS_COLUMN, _cell_superiors)


def _cell_superiors(cell: Text) -> tuple[Superior, ...]:
    links = {" ".join(link.text.split()): link.target for _, link in cell.links}
    titles = [
        part for piece in _titles(cell) for part in re.split(r"\s+or\s+", piece) if names_position(part)
    ]
    return tuple(Superior(title, cell.line, links.get(title) or None, cell.flat) for title in titles)


def _titles(cell: Text | None) -> list[str]:
    """The titles in a cell, parted by line breaks, ";", "/" or a comma before a level."""
    if cell is None:
        return []
    parts = [part.strip(" *") for part in _PARTS.split(cell.text)]
    return [" ".join(part.split()) for part in parts if part.strip()]


def _collect(
    pairs: Iterable[tuple[str, tuple[_Fact, ...]]], roles: Sequence[Role], out: dict[int, tuple[_Fact, ...]]
) -> None:
    """Put facts under the line of the role that their title names, where there are none yet."""
    for title, found in pairs:
        role = _role_named(title, roles) if found else None
        if role is not None:
            out.setdefault(role.line, found)


def _role_named(title: str, roles: Sequence[Role]) -> Role | None:
    """The role that a table's title means: by all its words in any order, by some of them, by its level."""
    exact = next((role for role in roles if same_title(role.title, title)), None)
    if exact is not None:
        return exact
    key = set(title_key(title))
    for role in roles:
        if (
            set(title_key(role.title)) == key
            or set(title_key(role.title)) == key - {"intermediate"}
            or set(title_key(role.title)) - {"intermediate"} == key
        ):
            return role
    if not is_level_only(title):
        near = [role for role in roles if key and (key <= set(title_key(role.title)))]
        return near[0] if len(near) == 1 else None
    level = list(title_key(title))
    if level == ["intermediate"]:
        plain = [role for role in roles if not _level_of(role.title) or "intermediate" in words(role.title)]
        return plain[0] if len(plain) == 1 else None
    same = [role for role in roles if _level_of(role.title) == tuple(level)]
    return same[0] if len(same) == 1 else None


def _level_of(title: str) -> tuple[str, ...]:
    """The level words that a title begins with, or ends with in brackets."""
    return tuple(word for word in title_key(title) if is_level_only(word))
