"""Who owns the parts of a page: the family, its roles, its specialties and segments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from .headings import ITEM_PARTS, Part
from .titles import same_title, title_key

if TYPE_CHECKING:
    from .blocks import Heading
    from .sections import Section

#: The parts by whose level it is known where an owner's parts stand.
_OWN_PARTS = ITEM_PARTS | {Part.GRADE}
_AND = re.compile(r"\s*(?:&|\band\b)\s*")


class Kind(Enum):
    """What an owner is."""

    FAMILY = auto()
    ROLE = auto()
    SPECIALTY = auto()
    SEGMENT = auto()


@dataclass(slots=True)
class Owner:
    """A family, role, specialty or segment with the sections that belong to it.

    Attributes:
        kind: what it is.
        title: its title, as its heading has it.
        heading: its heading; None for a family and for a role that has none.
        level: the heading's level, or one less where the heading is that of the owner's first part.
        own: the sections that stand directly below the heading and open no part.
        parts: the sections that open a part, in order.
        also_specialty: whether a role stands among the specialties, and is one of them too.
    """

    kind: Kind
    title: str = ""
    heading: Heading | None = None
    level: int = 0
    own: list[Section] = field(default_factory=list)
    parts: list[tuple[Part, Section]] = field(default_factory=list)
    also_specialty: bool = False

    @property
    def is_member(self) -> bool:
        """Whether the owner is a specialty or a segment."""
        return self.kind in (Kind.SPECIALTY, Kind.SEGMENT)

    @property
    def part_level(self) -> int:
        """The level of the owner's own parts (its first one below itself), or 0 with none."""
        levels = [s.level for part, s in self.parts if part in _OWN_PARTS and s.level > self.level]
        return min(levels) if levels else 0

    def has(self, part: Part) -> bool:
        """Whether a section of this part belongs to the owner."""
        return any(found is part for found, _ in self.parts)

    def has_own_part(self) -> bool:
        """Whether the owner has a grade, responsibilities, requirements or nice-to-haves, be they empty."""
        return any(part in _OWN_PARTS for part, _ in self.parts)

    def has_items(self) -> bool:
        """Whether the owner has responsibilities, requirements or nice-to-haves."""
        return any(part in ITEM_PARTS for part, _ in self.parts)

    def of(self, *parts: Part) -> list[Section]:
        """The sections of these parts, in order."""
        return [section for found, section in self.parts if found in parts]


@dataclass(slots=True)
class Structure:
    """The owners of a page in page order, and the sections that nobody owns.

    Attributes:
        family: the job family.
        roles: the roles that have a heading.
        specialties: the specialties; a graded one is among the roles too.
        segments: the segments.
        levels: the sections with headings such as "Levels", "Specialties" and "Segments".
        containers: those of them that are called specialties.
        asides: the sections that say nothing of roles, such as "Links".
        unplaced: the sections that no rule claims.
    """

    family: Owner
    roles: list[Owner] = field(default_factory=list)
    specialties: list[Owner] = field(default_factory=list)
    segments: list[Owner] = field(default_factory=list)
    levels: list[Section] = field(default_factory=list)
    containers: list[Section] = field(default_factory=list)
    asides: list[Section] = field(default_factory=list)
    unplaced: list[Section] = field(default_factory=list)

    @property
    def owners(self) -> list[Owner]:
        """The family, the roles, the specialties and the segments, each once."""
        members = [one for one in (*self.specialties, *self.segments) if one.is_member]
        return [self.family, *self.roles, *members]

    def named_together(self, words: str) -> list[Owner]:
        """The last roles, if words name several of them together ("Manager and Director"); else none."""
        if self.roles and same_title(words, self.roles[-1].title):
            return []
        pieces = [piece for piece in _AND.split(words) if piece]
        last = self.roles[-len(pieces) :]
        if len(pieces) < 2 or len(last) < len(pieces):
            return []
        named = (
            set(title_key(piece)) <= set(title_key(role.title))
            for piece, role in zip(pieces, last, strict=True)
        )
        return last if all(named) else []
