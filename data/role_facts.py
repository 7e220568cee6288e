"""What the sections of a role state: title, grades, superiors, extended roles, description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .extends import extensions
from .grades import grade_subject, grades
from .headings import Part
from .sections import entries, paragraphs, texts
from .superiors import superiors
from .titles import is_level_only, title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .blocks import Text
    from .extends import Extended
    from .owners import Owner
    from .records import Extension, Grade, Superior
    from .sections import Section

#: List items that speak of the position itself, not of what its holder does.
_ABOUT_THE_POSITION = re.compile(
    r"^(?:this|the)\s+(?:position|role|job|person)\b|^(?:reports|reporting)\s+(?:directly\s+)?to\b",
    re.IGNORECASE,
)
#: What a part extends where the words of the statement do not tell.
_EXTENDED_IN: dict[Part, Extended] = {
    Part.OVERVIEW: "role",
    Part.GRADE: "role",
    Part.REPORTING: "role",
    Part.RESPONSIBILITIES: "responsibilities",
    Part.REQUIREMENTS: "requirements",
    Part.NICE_TO_HAVES: "requirements",
}
_LONGEST_TITLE = 90


def full_title(owner: Owner, family: str) -> str:
    """The title of a role; that of a heading which is only a level is spelt out.

    A grade sentence with that level gives the full title; without one, the level stands before the
    family's title.
    """
    title = owner.title
    if not is_level_only(title):
        return title
    level = set(title_key(title))
    for text in paragraphs([*owner.of(Part.GRADE), *owner.own]):
        subject = grade_subject(text)
        if level < set(title_key(subject)) and len(subject) < _LONGEST_TITLE:
            return subject
    return f"{title} {family}"


def other_role_graded(owner: Owner, title: str) -> Iterator[tuple[int, str]]:
    """Line and words of each grade sentence of a role that speaks of another title.

    Words that are all in the other title are no other title, nor is "intermediate" a difference.
    """
    for text in paragraphs(owner.of(Part.GRADE)):
        subject = grade_subject(text)
        if subject and not _agree(subject, title):
            yield text.line, subject


def _agree(one: str, other: str) -> bool:
    a, b = ({word for word in title_key(title) if word != "intermediate"} for title in (one, other))
    return a <= b or b <= a


def grades_of(owner: Owner) -> tuple[Grade, ...]:
    """The grades of an owner: from its grade section, else from what stands directly below its title."""
    sections = [*owner.of(Part.GRADE), *owner.own, *owner.of(Part.OVERVIEW, Part.REPORTING)]
    stated = (grades(text) for section in sections for text in texts(section))
    return next((found for found in stated if found), ())


def superiors_of(owner: Owner) -> tuple[Superior, ...]:
    """The superiors named in an owner's sentences, and in items that speak of the position itself."""
    stated = [*owner.own, *owner.of(Part.OVERVIEW, Part.REPORTING, Part.GRADE)]
    listed = owner.of(Part.RESPONSIBILITIES, Part.REQUIREMENTS)
    items = (
        entry.content
        for section in (*stated, *listed)
        for entry in entries(section)
        if _ABOUT_THE_POSITION.match(entry.content.flat)
    )
    out: dict[str, Superior] = {}
    for text in (*paragraphs(stated), *paragraphs(listed), *items):
        for one in superiors(text):
            out.setdefault(one.title.casefold(), one)
    return tuple(out.values())


def extensions_of(owner: Owner) -> tuple[Extension, ...]:
    """The roles that an owner extends, each once for responsibilities, for requirements and for both."""
    out: dict[tuple[str, Extended], Extension] = {}
    for of, text in _where_extended(owner):
        for one in extensions(text, of):
            out.setdefault((one.title.casefold(), one.of), one)
    return tuple(out.values())


def _where_extended(owner: Owner) -> Iterator[tuple[Extended, Text]]:
    """The texts that may say what is extended, each with the part of the role that it stands in."""
    places: list[tuple[Extended, Section]] = [("role", section) for section in owner.own]
    places += [(_EXTENDED_IN[part], section) for part, section in owner.parts if part in _EXTENDED_IN]
    for of, section in places:
        if section.heading is not None and section.part is not None and section.part.aside:
            yield of, section.heading.content  # "Responsibilities (extends the Analyst's)"
        yield from ((of, text) for text in texts(section))


def description(sections: Iterable[Section]) -> str:
    """The paragraphs of some sections, with a blank line between them."""
    return "\n\n".join(text.flat for text in paragraphs(sections) if text.flat)
