"""To whom a section goes whose heading opens no part: it may be a role, a specialty, a group or nobody's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .evidence import states_grade
from .headings import ITEM_PARTS, Part
from .owners import Kind
from .titles import is_sentence_like, names_position, same_title

if TYPE_CHECKING:
    from .evidence import Evidence
    from .sections import Section
    from .standing import Standing

#: Words behind a title that is repeated as a heading below itself.
_ROLE_WORD = re.compile(r"\s+(?:role|position|reporting|description|overview)$", re.IGNORECASE)
#: "Backend Engineering Roles at Acme": an introduction to roles, none itself.
_PLURAL_ROLES = re.compile(r"\b(?:roles|positions|jobs)\b(?:\s+(?:at|in|within)\s+.+)?$", re.IGNORECASE)
#: "Tax Analyst Role": the position is the Tax Analyst.
_POSITION_WORD = re.compile(r"\s+(?:role|position)$", re.IGNORECASE)
_ONE_SPECIALTY = re.compile(r"\bspecial(?:ty|ity|i[sz]ation)$", re.IGNORECASE)


def place_titled(at: Standing, section: Section) -> None:
    """Give a section to its owner, by its heading's words and what stands below it."""
    evidence = at.evidence()
    introduces = bool(_PLURAL_ROLES.search(section.text))
    if _repeats_title(at, section):
        at.give(at.owner, _meant(section), section)
    elif at.container.kind is not None and _is_member(at, section, evidence):
        _enter_member(at, section, evidence)
    elif not introduces and _is_role(at, section, evidence):
        if section.level <= at.levels:
            at.levels = 0
        at.container.kind = None
        at.open_role(_role_title(section.text), section).own.append(section)
    elif introduces or evidence.groups or _is_block_above(at, evidence):
        at.close_part()
        at.container.kind = None
        at.owner = at.out.family
        at.out.family.own.append(section)
    elif _ONE_SPECIALTY.search(section.text):
        at.container.kind = Kind.SPECIALTY
        at.container.level, at.container.member_level = section.level - 1, section.level
        at.open_member(_title(section.text), section).own.append(section)
    else:
        _place_unclaimed(at, section)


def _repeats_title(at: Standing, section: Section) -> bool:
    """Whether the role's title stands again where one of its parts is meant."""
    owner = at.owner
    if owner.kind is not Kind.ROLE or not same_title(_ROLE_WORD.sub("", section.text), owner.title):
        return False
    # at the role's own level the title goes on with a role that has only its grade so far
    return section.level > owner.level or (
        section.level == owner.level and owner.has(Part.GRADE) and not owner.has_items()
    )


def _meant(section: Section) -> Part:
    """The part that is meant where a heading repeats its role's title."""
    if states_grade(section):
        return Part.GRADE
    return Part.RESPONSIBILITIES if section.has_list() else Part.OVERVIEW


def _is_member(at: Standing, section: Section, evidence: Evidence) -> bool:
    """Whether a heading inside a container is a member of it, or stands inside one."""
    if section.level <= at.container.level:
        # a specialty written at the wrong level; a graded one, or one that groups roles, is none
        return (
            at.container.kind is Kind.SPECIALTY
            and at.container.member_level > 0
            and not (evidence.graded or evidence.groups or evidence.superior)
        )
    return not is_sentence_like(section.text) or evidence.items or evidence.graded


def _enter_member(at: Standing, section: Section, evidence: Evidence) -> None:
    container, title = at.container, _title(section.text)
    inside = 0 < container.member_level < section.level
    if inside and not evidence.graded and at.owner.is_member:
        at.owner.own.append(section)
        at.close_part()
        return
    container.member_level = min(container.member_level or section.level, section.level)
    if evidence.graded and evidence.position:
        role = at.open_role(title, section, specialty=True)
        role.own.append(section)
        if container.kind is Kind.SPECIALTY:
            at.out.specialties.append(role)
    else:
        at.open_member(title, section).own.append(section)


def _is_role(at: Standing, section: Section, evidence: Evidence) -> bool:
    """Whether what stands below a heading makes it a role."""
    if evidence.graded:
        return evidence.position or not (evidence.groups or evidence.graded_level_with)
    if is_sentence_like(section.text) or not (evidence.position or evidence.whole):
        return False
    if evidence.groups or _is_block_above(at, evidence) or _is_beside_parts(at, section, evidence):
        return False
    in_levels = 0 < at.levels < section.level
    return (
        evidence.items
        or evidence.superior
        or (in_levels and evidence.described and not at.inside_part(section))
    )


def _is_block_above(at: Standing, evidence: Evidence) -> bool:
    """Whether what stands here holds above the levels.

    A graded heading repeats this one's title; or it is the family's, no position's, and levels follow.
    """
    if evidence.graded:
        return False
    of_family = not evidence.position and not evidence.superior and at.repeats_family_title()
    return at.repeats_graded_title() or (of_family and at.graded_follows())


def _is_beside_parts(at: Standing, section: Section, evidence: Evidence) -> bool:
    """Whether a heading that names no position stands level with, and among, the parts of the last role."""
    owner = at.owner
    return (
        not evidence.position
        and evidence.items_level_with
        and owner.kind is Kind.ROLE
        and not owner.has_items()
        and section.level == owner.part_level
    )


def _place_unclaimed(at: Standing, section: Section) -> None:
    """A heading inside a part goes on with it, unless it speaks to the reader; any other one is nobody's."""
    part = at.part
    if (
        part is not None
        and section.level > part.level
        and (part.part in ITEM_PARTS or not is_sentence_like(section.text))
    ):
        held = any(one is part.section for _, one in at.owner.parts)
        holder = at.owner if held else at.out.family
        holder.parts.append((part.part, section))
        return
    at.close_part()
    if section.level < at.container.level:
        at.container.kind = None
    if at.owner.kind is Kind.ROLE and section.level <= at.owner.level:
        at.outside = section.level
    if section.level == 1 and at.at_first_heading():
        at.out.family.own.append(section)
    else:
        at.out.unplaced.append(section)


def _title(text: str) -> str:
    return " ".join(text.split()).strip(" :*_")


def _role_title(text: str) -> str:
    """The title without the word "role" behind it, if it names a position without it."""
    title = _title(text)
    shorter = _POSITION_WORD.sub("", title)
    return shorter if names_position(shorter) else title
