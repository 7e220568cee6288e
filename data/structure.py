"""Headings → who owns what: which headings are roles, specialties or groups, and whose each part is.

A page is read as a row of sections in order, each with the heading's level. The format's levels cannot be
trusted (sections stand at the role's own level, roles below "Performance Indicators"), so a section is given
to an owner by what it is and what stands around it, not by the tree alone. The rules are described in
docs/reading.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from .headings import Part, PartHeading, part_of
from .markdown import Heading, List, Paragraph, Table
from .sentences import grades, superiors
from .titles import is_level_only, is_sentence_like, names_position, same_title, title_key, title_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .markdown import Block


@dataclass(slots=True)
class Section:
    """A heading (None for what stands above the first) with the blocks up to the next heading."""

    heading: Heading | None
    part: PartHeading | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The heading's level; 0 for what stands above the first heading."""
        return self.heading.level if self.heading else 0

    @property
    def text(self) -> str:
        """The heading's text."""
        return self.heading.text if self.heading else ""

    @property
    def line(self) -> int:
        """The heading's line, or that of the first block."""
        if self.heading:
            return self.heading.line
        return self.blocks[0].line if self.blocks else 1


class Kind(Enum):
    """What an owner is."""

    FAMILY = auto()
    ROLE = auto()
    SPECIALTY = auto()
    SEGMENT = auto()


@dataclass(slots=True)
class Owner:
    """A family, role, specialty or segment with the sections that belong to it."""

    kind: Kind
    title: str = ""
    heading: Heading | None = None
    level: int = 0
    own: list[Section] = field(default_factory=list)
    parts: list[tuple[Part, Section]] = field(default_factory=list)
    also_specialty: bool = False

    def has(self, part: Part) -> bool:
        """Whether a section of this part belongs to the owner."""
        return any(found is part for found, _ in self.parts)

    def of(self, *parts: Part) -> list[Section]:
        """The sections of these parts, in order."""
        return [section for found, section in self.parts if found in parts]

    def has_items(self) -> bool:
        """Whether the owner has responsibilities, requirements or nice-to-haves."""
        return any(part in _ITEM_PARTS for part, _ in self.parts)

    @property
    def part_level(self) -> int:
        """The level of the owner's own parts (its first one below itself), or 0 with none."""
        levels = [s.level for part, s in self.parts if part in _OWN_PARTS and s.level > self.level]
        return min(levels) if levels else 0


@dataclass(slots=True)
class Structure:
    """The owners of a page in page order, and the sections that nobody owns."""

    family: Owner
    roles: list[Owner] = field(default_factory=list)
    specialties: list[Owner] = field(default_factory=list)
    segments: list[Owner] = field(default_factory=list)
    levels: list[Section] = field(default_factory=list)
    containers: list[Section] = field(default_factory=list)  # the "Specialties" headings
    unplaced: list[Section] = field(default_factory=list)


_OWN_PARTS = frozenset({Part.GRADE, Part.RESPONSIBILITIES, Part.REQUIREMENTS, Part.NICE_TO_HAVES})
_ITEM_PARTS = frozenset({Part.RESPONSIBILITIES, Part.REQUIREMENTS, Part.NICE_TO_HAVES})
_PAGE_PARTS = frozenset({Part.INDICATORS, Part.LADDER, Part.HIRING})


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    """Cut a page's blocks at its headings."""
    out = [Section(None, None)]
    for block in blocks:
        if isinstance(block, Heading):
            out.append(Section(block, part_of(block.text) if block.text else None))
        else:
            out[-1].blocks.append(block)
    return out


# -- evidence that a heading is a role -------------------------------------------------------------------


def states_grade(section: Section) -> bool:
    """Whether a section's sentences state a grade."""
    return any(isinstance(block, Paragraph) and grades(block.content) for block in section.blocks)


def _names_superior(section: Section) -> bool:
    return any(isinstance(block, Paragraph) and superiors(block.content) for block in section.blocks)


@dataclass(slots=True)
class _Evidence:
    graded: bool
    graded_level_with: bool  # only by a "Job Grade" heading that stands level with this one
    superior: bool
    items: bool
    whole: bool  # both responsibilities and requirements
    position: bool
    groups: bool
    described: bool


def _evidence(sections: Sequence[Section], index: int) -> _Evidence:
    section = sections[index]
    graded, superior, items = states_grade(section), _names_superior(section), False
    graded_level_with = False
    kinds: set[Part] = set()
    for following in sections[index + 1 :]:
        if following.part is None:
            if (
                following.level > section.level
                and same_title(following.text, section.text)
                and states_grade(following)
            ):
                graded = True  # the title again where "Job Grade" is meant
            break
        if following.level < section.level:
            # "## Requirements" below "### Role": still the role's own if nothing else stands between
            if following.part.part in _ITEM_PARTS and not (graded or items):
                items = True
            break
        part = following.part.part
        if part in (Part.LEVELS, Part.SPECIALTIES, Part.SEGMENTS):
            if part is Part.LEVELS and not (graded or items):
                superior = False  # an introduction to the levels that follow
            break
        if part is Part.GRADE and not _names_other(following.part.owner, section.text):
            graded_level_with = not graded and following.level == section.level
            graded = True
        elif part in _ITEM_PARTS:
            items = True
            kinds.add(part)
            graded = graded or states_grade(following)
        elif part is Part.REPORTING:
            superior = True
        elif part is Part.OVERVIEW:
            superior = superior or _names_superior(following)
    return _Evidence(
        graded,
        graded_level_with,
        superior,
        items,
        {Part.RESPONSIBILITIES, Part.REQUIREMENTS} <= kinds,
        names_position(section.text) and not is_sentence_like(section.text),
        _has_graded_below(sections, index),
        any(isinstance(block, Paragraph) for block in section.blocks),
    )


def _names_other(owner: str, title: str) -> bool:
    """Whether a part's owner words are a title of their own that has little to do with this heading's."""
    if not owner or is_level_only(owner) or not names_position(owner):
        return False
    mine, theirs = set(title_key(title)), set(title_key(owner))
    return not (mine & theirs)


def _has_graded_below(sections: Sequence[Section], index: int) -> bool:
    """Whether headings deeper than this one, before the next at its level, are graded positions."""
    for at in range(index + 1, len(sections)):
        section = sections[at]
        if section.level <= sections[index].level:
            return False
        if section.part is not None or same_title(section.text, sections[index].text):
            continue
        following = sections[at + 1] if at + 1 < len(sections) else None
        if states_grade(section) or (
            following is not None
            and following.part is not None
            and following.part.part is Part.GRADE
            and following.level > section.level
        ):
            return True
    return False


# -- the walk --------------------------------------------------------------------------------------------


class _Walk:
    """Goes through the sections once and gives each to its owner."""

    def __init__(self, sections: Sequence[Section], family: str) -> None:
        self.sections = sections
        self.out = Structure(Owner(Kind.FAMILY, family))
        self.owner = self.out.family
        self.part: Part | None = None
        self.part_level = 0
        self.part_section: Section | None = None
        self.levels = 0  # the level of the "Levels" heading that is open, or 0
        self.container: Kind | None = None  # inside "Specialties" or "Segments"
        self.container_level = 0
        self.container_role: Owner | None = None  # the role inside which the container stands
        self.member_level = 0
        self.outside = 0  # the level of a heading that is no role's and holds parts of nobody's, or 0
        self.graded_titles = self._graded_titles()

    def _graded_titles(self) -> list[tuple[int, str]]:
        return [
            (i, s.text)
            for i, s in enumerate(self.sections)
            if s.heading and s.part is None and _evidence(self.sections, i).graded
        ]

    def run(self) -> Structure:
        for index, section in enumerate(self.sections):
            if self.outside and section.level <= self.outside:
                self.outside = 0
            if section.heading is None:
                self.out.family.own.append(section)
            elif self.outside and section.part is not None and section.part.part not in _PAGE_PARTS:
                self.out.unplaced.append(section)
            elif section.part is not None:
                self._part(section, section.part)
            else:
                self._other(index, section)
        self._part_indicators()
        return self.out

    def _part_indicators(self) -> None:
        """Several sections of indicators at the page's level cannot all be the family's: each is of the role before it."""
        family = self.out.family
        first = min((role.heading.line for role in self.out.roles if role.heading), default=0)
        several = [section for section in family.of(Part.INDICATORS) if section.line > first]
        if len(several) < 2:
            return
        for section in several:
            before = [
                role
                for role in self.out.roles
                if role.heading is not None and role.heading.line < section.line
            ]
            if before and not before[-1].has(Part.INDICATORS):
                family.parts.remove((Part.INDICATORS, section))
                before[-1].parts.append((Part.INDICATORS, section))

    # parts

    def _give(self, owner: Owner, part: Part, section: Section) -> None:
        owner.parts.append((part, section))
        nested = part is self.part and self.part_level < section.level
        self.part, self.part_section = part, section
        self.part_level = self.part_level if nested else section.level

    def _close(self) -> None:
        self.part, self.part_level, self.part_section = None, 0, None

    def _part(self, section: Section, heading: PartHeading) -> None:
        part = heading.part
        if part is Part.LEVELS:
            self._close()
            self.container = None
            self.levels = section.level
            self.out.levels.append(section)
            if states_grade(section) and not self.owner.parts:
                self.owner.own.append(section)
        elif part in (Part.SPECIALTIES, Part.SEGMENTS):
            self._open_container(section, Kind.SPECIALTY if part is Part.SPECIALTIES else Kind.SEGMENT)
        elif part is Part.ASIDE:
            self._aside(section)
        elif part in _PAGE_PARTS:
            self._page_part(section, part)
        else:
            self._own_part(section, part, heading)

    def _open_container(self, section: Section, kind: Kind) -> None:
        self._close()
        role = self.out.roles[-1] if self.out.roles else None
        self.container, self.container_level, self.member_level = kind, section.level, 0
        # "### Specialties" inside "## Role": the role's own parts go on below it
        self.container_role = (
            role if role is not None and section.level > role.level and role.has_items() else None
        )
        if self.owner.kind is not Kind.ROLE:
            self.owner = self.out.family
        self.out.levels.append(section)
        if kind is Kind.SPECIALTY:
            self.out.containers.append(section)

    def _aside(self, section: Section) -> None:
        if self.part is not None and section.level > self.part_level:
            return
        self._close()

    def _page_part(self, section: Section, part: Part) -> None:
        """Indicators, ladder, hiring process: the role's if they stand where its own parts stand, else the family's."""
        owner = self.owner
        if self.container is not None and section.level <= self.container_level:
            self.container = None
        shared = self._named_together(section) if part is Part.INDICATORS else []
        if shared:
            self._give(shared[0], part, section)
            for other in shared[1:]:
                other.parts.append((part, section))
        elif (owner.kind is Kind.ROLE and section.level > owner.level and section.level >= owner.part_level) or (
            owner.kind in (Kind.SPECIALTY, Kind.SEGMENT)
            and self.container is not None
            and section.level > self.member_level
        ):
            self._give(owner, part, section)
        else:
            if self.container is not None and section.level <= max(self.member_level, self.container_level):
                self.container = None
            self._give(self.out.family, part, section)

    def _named_together(self, section: Section) -> list[Owner]:
        """The last roles before a section that its heading names together ("Manager and Senior Manager ...")."""
        words = section.part.owner if section.part else ""
        if self.out.roles and same_title(words, self.out.roles[-1].title):
            return []
        pieces = [piece for piece in re.split(r"\s*(?:&|\band\b)\s*", words) if piece]
        last = self.out.roles[-len(pieces) :]
        if len(pieces) < 2 or len(last) < len(pieces):
            return []
        named = [
            set(title_key(piece)) <= set(title_key(role.title))
            for piece, role in zip(pieces, last, strict=True)
        ]
        return last if all(named) else []

    def _own_part(self, section: Section, part: Part, heading: PartHeading) -> None:
        owner = self.owner
        role = self.container_role
        if (
            self.container is not None
            and role is not None
            and role.level < section.level <= self.container_level
            and not heading.owner
        ):
            self.container = None
            owner = self.owner = role
        if (
            self.container is not None
            and owner.kind not in (Kind.SPECIALTY, Kind.SEGMENT)
            and heading.owner
            and section.level > self.container_level
        ):
            if part is not Part.GRADE and not owner.also_specialty:
                owner = self._member(section, heading.owner)  # a specialty that has no heading of its own
        if part is Part.GRADE:
            owner = self._graded(section, heading, owner)
        elif (
            owner.kind is Kind.ROLE
            and section.level < owner.level
            and (owner.has(part) or (part is Part.NICE_TO_HAVES and owner.has(Part.REQUIREMENTS)))
            and not heading.owner
            and owner.part_level > owner.level
        ):
            owner = self.out.family
        if part is Part.REQUIREMENTS and not owner.has(Part.RESPONSIBILITIES):
            self._missing_heading(owner, section)
        self._give(owner, part, section)

    def _missing_heading(self, owner: Owner, section: Section) -> None:
        """A list under a heading of its own just before the requirements stands where responsibilities stand."""
        before = self.out.unplaced[-1] if self.out.unplaced else None
        index = next(i for i, one in enumerate(self.sections) if one is section)
        if (
            before is not None
            and before is self.sections[index - 1]
            and before.level == section.level
            and not is_sentence_like(before.text)
            and any(isinstance(block, List) for block in before.blocks)
        ):
            owner.parts.append((Part.RESPONSIBILITIES, before))
            self.out.unplaced.remove(before)

    def _graded(self, section: Section, heading: PartHeading, owner: Owner) -> Owner:
        """The owner of a grade section; a second grade that names another position opens that role."""
        named = heading.owner
        is_title = bool(named) and names_position(named) and not is_level_only(named)
        if (
            owner.kind is Kind.ROLE
            and owner.has(Part.GRADE)
            and owner.has_items()
            and is_title
            and not same_title(named, owner.title)
        ):
            return self._role(named, section)
        if (
            owner.kind in (Kind.SPECIALTY, Kind.SEGMENT)
            and section.level <= self.container_level
            and is_title
        ):
            return self._role(named, section)
        return owner

    # other headings

    def _role(self, title: str, section: Section, *, specialty: bool = False) -> Owner:
        owner = Owner(Kind.ROLE, title, section.heading, section.level, also_specialty=specialty)
        if (
            section.part is not None
        ):  # the role's heading is that of its first part: its parts stand level with it
            owner.level = section.level - 1
        self.out.roles.append(owner)
        self.owner = owner
        self._close()
        return owner

    def _member(self, section: Section, name: str) -> Owner:
        kind = self.container or Kind.SPECIALTY
        owner = Owner(kind, name, section.heading, section.level)
        (self.out.specialties if kind is Kind.SPECIALTY else self.out.segments).append(owner)
        self.owner = owner
        self._close()
        return owner

    def _other(self, index: int, section: Section) -> None:
        evidence = _evidence(self.sections, index)
        if self._repeats_title(section):
            self._give(self.owner, self._meant(section), section)
            return
        if self.container is not None and self._is_member(section, evidence):
            self._enter_member(section, evidence)
            return
        if not _PLURAL_ROLES.search(section.text) and self._is_role(index, section, evidence):
            if section.level <= self.levels:
                self.levels = 0
            self.container = None
            self._role(_title(section.text), section).own.append(section)
            return
        if evidence.groups or _PLURAL_ROLES.search(section.text) or self._is_block_above(index, section, evidence):
            self._close()
            self.container = None
            self.owner = self.out.family
            self.out.family.own.append(section)
            return
        if re.search(r"\bspecial(?:ty|ity|i[sz]ation)$", section.text, re.IGNORECASE):
            self.container, self.container_level, self.member_level = (
                Kind.SPECIALTY,
                section.level - 1,
                section.level,
            )
            self._member(section, _title(section.text)).own.append(section)
            return
        self._unclaimed(section)

    def _unclaimed(self, section: Section) -> None:
        if (
            self.part is not None
            and section.level > self.part_level
            and not (is_sentence_like(section.text) and self.part not in _ITEM_PARTS)
        ):
            if self.part_section is not None:
                owner = self._holder()
                owner.parts.append((self.part, section))
            return
        self._close()
        if self.owner.kind is Kind.ROLE and section.level <= self.owner.level:
            self.outside = section.level
        if section.level == 1 and index_of_first_heading(self.sections) is section:
            self.out.family.own.append(section)
        else:
            self.out.unplaced.append(section)

    def _holder(self) -> Owner:
        for owner in (self.owner, self.out.family):
            if any(s is self.part_section for _, s in owner.parts):
                return owner
        return self.out.family

    def _repeats_title(self, section: Section) -> bool:
        owner = self.owner
        if owner.kind is not Kind.ROLE or not same_title(_ROLE_WORD.sub("", section.text), owner.title):
            return False
        # at the role's own level the title goes on with a role that has only its grade so far
        return section.level > owner.level or (
            section.level == owner.level and owner.has(Part.GRADE) and not owner.has_items()
        )

    @staticmethod
    def _meant(section: Section) -> Part:
        if states_grade(section):
            return Part.GRADE
        if any(isinstance(block, List) for block in section.blocks):
            return Part.RESPONSIBILITIES
        return Part.OVERVIEW

    def _is_member(self, section: Section, evidence: _Evidence) -> bool:
        if section.level <= self.container_level:
            # a specialty written at the wrong level; a graded one, or one that groups roles, is none
            return (
                self.container is Kind.SPECIALTY
                and self.member_level > 0
                and not (evidence.graded or evidence.groups or evidence.superior)
            )
        return not (is_sentence_like(section.text) and not evidence.items) or evidence.graded

    def _enter_member(self, section: Section, evidence: _Evidence) -> None:
        if (
            self.member_level
            and section.level > self.member_level
            and not evidence.graded
            and self.owner.kind in (Kind.SPECIALTY, Kind.SEGMENT)
        ):
            self.owner.own.append(section)  # a heading inside the specialty
            self._close()
            return
        self.member_level = section.level if not self.member_level else min(self.member_level, section.level)
        title = _title(section.text)
        if evidence.graded and evidence.position:
            role = self._role(title, section, specialty=True)
            role.own.append(section)
            if self.container is Kind.SPECIALTY:
                self.out.specialties.append(role)
            return
        self._member(section, title).own.append(section)

    def _is_role(self, index: int, section: Section, evidence: _Evidence) -> bool:
        if is_sentence_like(section.text) and not evidence.graded:
            return False
        if evidence.graded:
            return evidence.position or not (evidence.groups or evidence.graded_level_with)
        if not (evidence.position or evidence.whole) or self._is_block_above(index, section, evidence) or evidence.groups:
            return False
        if (
            self.part is not None
            and section.level > self.part_level
            and not (evidence.items or evidence.superior)
        ):
            return False
        return (
            evidence.superior
            or evidence.items
            or (bool(self.levels) and section.level > self.levels and evidence.described)
        )

    def _is_block_above(self, index: int, section: Section, evidence: _Evidence) -> bool:
        """A heading with a title that a graded heading repeats: what stands here holds above the levels."""
        if evidence.graded:
            return False
        mine = _without_intermediate(section.text)
        return any(at != index and _without_intermediate(title) == mine for at, title in self.graded_titles)


def _without_intermediate(title: str) -> tuple[str, ...]:
    return tuple(word for word in title_words(title) if word != "intermediate")


def index_of_first_heading(sections: Sequence[Section]) -> Section | None:
    """The first section that has a heading."""
    return next((section for section in sections if section.heading), None)


_ROLE_WORD = re.compile(r"\s+(?:role|position|reporting|description|overview)$", re.IGNORECASE)
#: "Backend Engineering Roles at Acme": an introduction to roles, none itself.
_PLURAL_ROLES = re.compile(r"\b(?:roles|positions|jobs)\b(?:\s+(?:at|in|within)\s+.+)?$", re.IGNORECASE)


def _title(text: str) -> str:
    return " ".join(text.split()).strip(" :*_")


def structure_of(blocks: Iterable[Block], family: str) -> Structure:
    """Give each section of a page to its owner.

    Args:
        blocks: the page's blocks in order.
        family: the family's title.

    Returns:
        The owners with their sections, and the sections that no rule claims.
    """
    return _Walk(sections_of(blocks), family).run()


def tables_of(sections: Iterable[Section]) -> list[Table]:
    """All tables of some sections."""
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]
