"""Where the walk through a page's sections stands: whose section is read, inside which part and container.

`careergraph.data.structure` walks; `careergraph.data.placing_parts` and `careergraph.data.placing_titles`
decide where a section goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .evidence import evidence_for
from .owners import Kind, Owner, Structure
from .titles import same_title, title_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .evidence import Evidence
    from .headings import Part
    from .sections import Section


@dataclass(frozen=True, slots=True)
class OpenPart:
    """The part that headings below it go on with, the level of its heading, the last section given to it."""

    part: Part
    level: int
    section: Section


@dataclass(slots=True)
class Container:
    """The "Specialties" or "Segments" that the walk is inside, or was inside last.

    Attributes:
        kind: what its members are; None outside.
        level: the heading's level.
        member_level: the level of its members' headings, 0 before the first.
        role: the role inside which it stands, if any; the role's own parts go on below it.
    """

    kind: Kind | None = None
    level: int = 0
    member_level: int = 0
    role: Owner | None = None


class Standing:
    """What the walk remembers from one section to the next.

    Attributes:
        sections: the page's sections.
        index: which of them is being placed.
        out: the owners found so far, with their sections.
        owner: whose sections are being read.
        part: the part that is open, if any.
        container: the specialties or segments that are open, or were open last.
        levels: the level of the "Levels" heading that is open, or 0.
        outside: the level of a heading that is no role's and holds parts of nobody's, or 0.
    """

    def __init__(self, sections: Sequence[Section], family: str) -> None:
        self.sections = sections
        self.index = 0
        self.out = Structure(Owner(Kind.FAMILY, family))
        self.owner = self.out.family
        self.part: OpenPart | None = None
        self.container = Container()
        self.levels = 0
        self.outside = 0
        self._first_heading = next((section for section in sections if section.heading), None)
        self._evidence = {
            index: evidence_for(sections, index)
            for index, section in enumerate(sections)
            if section.heading and section.part is None
        }
        self._graded_titles = [
            (index, _without_intermediate(sections[index].text))
            for index, evidence in self._evidence.items()
            if evidence.graded
        ]

    def evidence(self) -> Evidence:
        """What speaks for the heading being placed, which opens no part."""
        return self._evidence[self.index]

    def at_first_heading(self) -> bool:
        """Whether the section being placed has the page's first heading."""
        return self.sections[self.index] is self._first_heading

    def repeats_graded_title(self) -> bool:
        """Whether the heading being placed has the title of another one that is graded."""
        mine = _without_intermediate(self.sections[self.index].text)
        return any(index != self.index and title == mine for index, title in self._graded_titles)

    def repeats_family_title(self) -> bool:
        """Whether the heading being placed has the family's title."""
        return same_title(self.sections[self.index].text, self.out.family.title)

    def graded_follows(self) -> bool:
        """Whether a graded heading follows the one being placed."""
        return any(index > self.index for index, _ in self._graded_titles)

    def inside_part(self, section: Section) -> bool:
        """Whether a section stands below the heading of the part that is open."""
        return self.part is not None and section.level > self.part.level

    def give(self, owner: Owner, part: Part, section: Section) -> None:
        """Give a section to an owner, and open its part."""
        owner.parts.append((part, section))
        level = section.level
        if self.part is not None and part is self.part.part:
            level = min(level, self.part.level)
        self.part = OpenPart(part, level, section)

    def close_part(self) -> None:
        """Leave the part that is open."""
        self.part = None

    def open_role(self, title: str, section: Section, *, specialty: bool = False) -> Owner:
        """A new role, whose sections follow; ``specialty`` says that it stands among the specialties."""
        # where the role's heading is that of its first part, its parts stand level with it
        level = section.level if section.part is None else section.level - 1
        owner = Owner(Kind.ROLE, title, section.heading, level, also_specialty=specialty)
        self.out.roles.append(owner)
        self.owner = owner
        self.close_part()
        return owner

    def open_member(self, title: str, section: Section) -> Owner:
        """A new specialty or segment, whose sections follow."""
        kind = self.container.kind or Kind.SPECIALTY
        owner = Owner(kind, title, section.heading, section.level)
        (self.out.specialties if kind is Kind.SPECIALTY else self.out.segments).append(owner)
        self.owner = owner
        self.close_part()
        return owner


def _without_intermediate(title: str) -> tuple[str, ...]:
    return tuple(word for word in title_words(title) if word != "intermediate")
