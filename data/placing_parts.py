"""To whom a section goes whose heading opens a part of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence import states_grade
from .headings import Part
from .owners import Kind
from .standing import Container
from .titles import is_level_only, is_sentence_like, names_position, same_title

if TYPE_CHECKING:
    from .headings import PartHeading
    from .owners import Owner
    from .sections import Section
    from .standing import Standing

#: Parts that may stand for the whole page.
PAGE_PARTS = frozenset({Part.INDICATORS, Part.LADDER, Part.HIRING})


def place_part(at: Standing, section: Section, heading: PartHeading) -> None:
    """Give a section to its owner, by the part that its heading opens."""
    part = heading.part
    if part is Part.LEVELS:
        _open_levels(at, section)
    elif part in (Part.SPECIALTIES, Part.SEGMENTS):
        _open_container(at, section, Kind.SPECIALTY if part is Part.SPECIALTIES else Kind.SEGMENT)
    elif part is Part.ASIDE:
        at.out.asides.append(section)
        if not at.inside_part(section):
            at.close_part()
    elif part in PAGE_PARTS:
        _place_page_part(at, section, heading)
    else:
        _place_own_part(at, section, heading)


def _open_levels(at: Standing, section: Section) -> None:
    at.close_part()
    at.container.kind = None
    at.levels = section.level
    at.out.levels.append(section)
    if states_grade(section) and not at.owner.parts:
        at.owner.own.append(section)


def _open_container(at: Standing, section: Section, kind: Kind) -> None:
    at.close_part()
    role = at.out.roles[-1] if at.out.roles else None
    # "### Specialties" inside "## Role": the role's own parts go on below it
    inside = role if role is not None and section.level > role.level and role.has_items() else None
    at.container = Container(kind, section.level, role=inside)
    if at.owner.kind is not Kind.ROLE:
        at.owner = at.out.family
    at.out.levels.append(section)
    if kind is Kind.SPECIALTY:
        at.out.containers.append(section)


# -- indicators, ladder, hiring process ------------------------------------------------------------------


def _place_page_part(at: Standing, section: Section, heading: PartHeading) -> None:
    """The role's if they stand where its own parts stand, else the family's."""
    part, owner, container = heading.part, at.owner, at.container
    if section.level <= container.level:
        container.kind = None
    shared = at.out.named_together(heading.owner) if part is Part.INDICATORS else []
    of_role = owner.kind is Kind.ROLE and section.level > owner.level and section.level >= owner.part_level
    of_member = owner.is_member and container.kind is not None and section.level > container.member_level
    if shared:
        at.give(shared[0], part, section)
        for other in shared[1:]:
            other.parts.append((part, section))
    elif of_role or of_member:
        at.give(owner, part, section)
    else:
        if section.level <= max(container.member_level, container.level):
            container.kind = None
        at.give(at.out.family, part, section)


# -- grade, items, reporting, overview ---------------------------------------------------------------------


def _place_own_part(at: Standing, section: Section, heading: PartHeading) -> None:
    """The part is of whoever stands before it; the functions below say when it is another's."""
    part = heading.part
    if _speaks_to_applicants(at, section):
        at.close_part()
        at.out.unplaced.append(section)
        return
    _leave_container_in_role(at, section, heading)
    owner = at.owner
    if _names_member(at, section, heading):
        owner = at.open_member(heading.owner, section)
    if part is Part.GRADE:
        owner = _graded(at, section, heading, owner)
    elif not heading.owner and _goes_on_above(section, part, owner):
        owner = at.out.family
    if part is Part.REQUIREMENTS and not owner.has(Part.RESPONSIBILITIES):
        _take_unnamed_list(at, section, owner)
    at.give(owner, part, section)


def _speaks_to_applicants(at: Standing, section: Section) -> bool:
    """Whether "What we're looking for" stands inside the hiring process: it is about a step of it."""
    part = at.part
    return (
        part is not None
        and part.part is Part.HIRING
        and at.inside_part(section)
        and is_sentence_like(section.text)
    )


def _leave_container_in_role(at: Standing, section: Section, heading: PartHeading) -> None:
    """Go back to the role inside which specialties stand, at a part that is level with them."""
    container, role = at.container, at.container.role
    if (
        container.kind is not None
        and role is not None
        and role.level < section.level <= container.level
        and not heading.owner
    ):
        container.kind = None
        at.owner = role


def _names_member(at: Standing, section: Section, heading: PartHeading) -> bool:
    """Whether a part inside a container is that of a specialty that has no heading of its own."""
    return (
        at.container.kind is not None
        and not at.owner.is_member
        and bool(heading.owner)
        and section.level > at.container.level
        and heading.part is not Part.GRADE
        and not at.owner.also_specialty
    )


def _goes_on_above(section: Section, part: Part, owner: Owner) -> bool:
    """Whether a part that stands above a role which has such a part must be the family's."""
    return (
        owner.kind is Kind.ROLE
        and section.level < owner.level < owner.part_level
        and (owner.has(part) or (part is Part.NICE_TO_HAVES and owner.has(Part.REQUIREMENTS)))
    )


def _graded(at: Standing, section: Section, heading: PartHeading, owner: Owner) -> Owner:
    """The owner of a grade section; a second grade that names another position opens that role."""
    named = heading.owner
    if not names_position(named) or is_level_only(named):
        return owner
    second = owner.kind is Kind.ROLE and owner.has(Part.GRADE) and owner.has_items()
    behind_members = owner.is_member and section.level <= at.container.level
    if behind_members or (second and not same_title(named, owner.title)):
        return at.open_role(named, section)
    return owner


def _take_unnamed_list(at: Standing, section: Section, owner: Owner) -> None:
    """A list under a heading of its own just before the requirements stands where responsibilities stand."""
    before = at.out.unplaced[-1] if at.out.unplaced else None
    if (
        before is not None
        and before is at.sections[at.index - 1]
        and before.level == section.level
        and not is_sentence_like(before.text)
        and before.has_list()
    ):
        owner.parts.append((Part.RESPONSIBILITIES, before))
        at.out.unplaced.remove(before)
