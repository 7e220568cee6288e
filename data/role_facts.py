"""What the sections of a role state: title, grades, superiors, extended roles, description."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .extends import extensions
from .grades import grade_subject, grades
from .headings import Part
from .sections import entries, paragraphs, texts
from .superiors import superiors
from .title_phrases import is_capitalised
from .titles import is_level_only, same_title, title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .blocks import Text
    from .extends import Extended
    from .owners import Owner
    from .records import Extension, Grade, Role, Superior
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
#: "All levels report to ..."
_OF_ALL = re.compile(
    r"^\W*(?:all|every|each|both)\s+(?:of\s+(?:the|our|these)\s+|these\s+)?(?:levels?|roles?|positions?|titles?|jobs?)"
    r"(?:\s+(?:here|below|on\s+this\s+page|(?:in|of)\s+(?:this|the)\s+(?:job\s+)?family))?"
    r"\s+(?:directly\s+)?reports?\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 90
_JOB_FAMILY = re.compile(r"\s+job\s+family$", re.IGNORECASE)


def full_title(owner: Owner, family: str, owners: Sequence[Owner] = ()) -> str:
    """The title of a role; that of a heading which is only a level is spelt out.

    A grade sentence with that level gives the full title, if it is written as one ("The Senior Tax Analyst",
    not "Senior analysts"); without one, the level stands before the family's title. To "Intermediate" a title
    without a level belongs, unless the page calls it by that word elsewhere.

    Args:
        owner: the role.
        family: the family's title.
        owners: all roles of the page.
    """
    title = owner.title
    if not is_level_only(title):
        return title
    level = set(title_key(title))
    intermediate = level == {"intermediate"}
    for text in paragraphs([*owner.of(Part.GRADE), *owner.own]):
        subject = grade_subject(text)
        if len(subject) >= _LONGEST_TITLE or not _is_written_as_title(subject):
            continue
        if level < set(title_key(subject)):
            return subject
        if intermediate and not any(map(is_level_only, title_key(subject))):
            longer = f"{title} {subject}"
            return longer if _is_used(longer, owners) else subject
    return f"{title} {_JOB_FAMILY.sub('', family)}"


def _is_written_as_title(subject: str) -> bool:
    return any(is_capitalised(word) and not is_level_only(word) for word in subject.split())


def _is_used(title: str, owners: Sequence[Owner]) -> bool:
    """Whether the text of some role has the title."""
    written = title.casefold()
    return any(
        written in text.flat.casefold()
        for owner in owners
        for section in (*owner.own, *(section for _, section in owner.parts))
        for text in texts(section)
    )


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


def superiors_of(owner: Owner, title: str) -> tuple[Superior, ...]:
    """The superiors named in an owner's sentences, and in items that speak of the position itself.

    Who reports to the role that is called ``title`` is told there, too; nobody reports to themselves.
    """
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
            if not same_title(one.title, title):
                out.setdefault(one.title.casefold(), one)
    return tuple(out.values())


def with_common_superiors(roles: Iterable[Role], family: Owner, levels: Iterable[Section]) -> Iterator[Role]:
    """The roles of a page; those that name no superior get the one of "All levels report to the X".

    Where X stands on the page itself, that goes for the roles before it.

    Args:
        roles: the roles, in order.
        family: the owner of what stands above them.
        levels: the sections called "Levels" and the like.
    """
    stated = paragraphs([*family.own, *family.of(Part.OVERVIEW, Part.REPORTING), *levels])
    common = [one for text in stated for one in superiors(text) if _OF_ALL.match(one.sentence)]
    for role in roles:
        common = [one for one in common if not same_title(one.title, role.title)]
        yield role if role.reports_to else replace(role, reports_to=tuple(common))


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
