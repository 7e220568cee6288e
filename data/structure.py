"""Headings → who owns what: which headings are roles, specialties or groups, and whose each part is.

A page is read as a row of sections in order, each with the heading's level. The format's levels cannot be
trusted (sections stand at the role's own level, roles below "Performance Indicators"), so a section is given
to an owner by what it is and what stands around it, not by the tree alone. The rules are described in
docs/reading.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .headings import Part
from .placing_parts import PAGE_PARTS, place_part
from .placing_titles import place_titled
from .sections import sections_of
from .standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .blocks import Block
    from .owners import Structure


def structure_of(blocks: Iterable[Block], family: str) -> Structure:
    """Give each section of a page to its owner.

    Args:
        blocks: the page's blocks in order.
        family: the family's title.

    Returns:
        The owners with their sections, and the sections that no rule claims.
    """
    at = Standing(sections_of(blocks), family)
    for index, section in enumerate(at.sections):
        at.index = index
        if section.level <= at.outside:
            at.outside = 0
        if section.heading is None:
            at.out.family.own.append(section)
        elif section.part is None:
            place_titled(at, section)
        elif at.outside and section.part.part not in PAGE_PARTS:
            at.out.unplaced.append(section)
        else:
            place_part(at, section, section.part)
    _share_out_indicators(at.out)
    return at.out


def _share_out_indicators(out: Structure) -> None:
    """Several sections of indicators at the page's level cannot all be the family's: each is a role's."""
    first = min((role.heading.line for role in out.roles if role.heading), default=0)
    several = [section for section in out.family.of(Part.INDICATORS) if section.line > first]
    if len(several) < 2:
        return
    for section in several:
        before = [role for role in out.roles if role.heading and role.heading.line < section.line]
        if before and not before[-1].has(Part.INDICATORS):
            out.family.parts.remove((Part.INDICATORS, section))
            before[-1].parts.append((Part.INDICATORS, section))
