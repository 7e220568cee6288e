"""Grades from tables that name roles or levels beside their grades."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .sentences import cell_grades
from .titles import is_level_only, title_key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .markdown import Table, Text
    from .records import Grade, Role

_GRADE_COLUMN = re.compile(r"\bgrades?\b|\bjob\s+level\b", re.IGNORECASE)
_GRADE_CELL = re.compile(
    r"^\W*(?:job\s+)?(?:grade|level)\s*#?\s*\d|^\W*#?\d{1,2}(?:\.\d)?(?:\s*(?:/|-|,|or|and|to)\s*\d{1,2})?\W*$",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:<br\s*/?>|\n|;|\s/\s|,\s+(?=(?:Senior|Sr|Staff|Junior|Associate|Principal|Lead)\b))\s*",
    re.IGNORECASE,
)


def _pairs(table: Table) -> Iterator[tuple[str, tuple[Grade, ...]]]:
    """Each title of a table with its grades; the title stands in the nearest cell to the left that is no grade."""
    named = any(_GRADE_COLUMN.search(cell.flat) for cell in table.header)
    columns = {i for i, cell in enumerate(table.header) if _GRADE_COLUMN.search(cell.flat)}
    for row in (table.header, *table.rows):
        for index, cell in enumerate(row):
            is_grade = bool(_GRADE_CELL.match(cell.flat)) and (
                index in columns or not named or "grade" in cell.flat.lower()
            )
            if not is_grade:
                continue
            title = next(
                (
                    row[i]
                    for i in range(index - 1, -1, -1)
                    if row[i].flat and not _GRADE_CELL.match(row[i].flat)
                ),
                None,
            )
            if title is not None:
                for part in _titles(title):
                    yield part, cell_grades(cell)


def _titles(cell: Text) -> list[str]:
    parts = [part.strip(" *") for part in _PARTS.split(cell.text)]
    return [" ".join(part.split()) for part in parts if part.strip()]


def grades_from_tables(tables: Iterable[Table], roles: Sequence[Role]) -> dict[int, tuple[Grade, ...]]:
    """Grades by the line of the role, from tables whose rows name the role or only its level.

    A row that is only a level ("Senior") is the role whose title differs from its siblings by that level.
    """
    out: dict[int, tuple[Grade, ...]] = {}
    for table in tables:
        for title, found in _pairs(table):
            if not found:
                continue
            match = _role_named(title, roles)
            if match is not None:
                out.setdefault(match.line, found)
    return out


def _role_named(title: str, roles: Sequence[Role]) -> Role | None:
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
    level = [word for word in title_key(title)]
    if level == ["intermediate"]:
        plain = [role for role in roles if not _level_of(role.title) or "intermediate" in words(role.title)]
        return plain[0] if len(plain) == 1 else None
    same = [role for role in roles if _level_of(role.title) == tuple(level)]
    return same[0] if len(same) == 1 else None


def _level_of(title: str) -> tuple[str, ...]:
    """The level words that a title begins with, or ends with in brackets."""
    found: list[str] = []
    for word in title_key(title):
        if is_level_only(word):
            found.append(word)
    return tuple(found)
