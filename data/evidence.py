"""What tells that a heading is a role: a grade, a superior, items of its own, words of a position.

A heading is never taken for a role by its words alone; what stands below it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .blocks import Paragraph
from .grades import grades
from .headings import ITEM_PARTS, Part
from .sections import paragraphs
from .superiors import superiors
from .titles import is_level_only, is_sentence_like, names_position, same_title, title_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .headings import PartHeading
    from .sections import Section


@dataclass(slots=True)
class Evidence:
    """What speaks for a heading that opens no part.

    Attributes:
        position: its words name a position.
        groups: headings below it are graded positions.
        described: a paragraph stands directly below it.
        graded: a grade is stated for it.
        graded_level_with: that is so only by a "Job Grade" heading that stands level with it.
        superior: a superior is named for it.
        items: responsibilities, requirements or nice-to-haves follow.
        item_parts: which of these.
        items_level_with: that is so only by headings that stand level with it.
    """

    position: bool
    groups: bool
    described: bool
    graded: bool
    superior: bool
    graded_level_with: bool = False
    items: bool = False
    item_parts: set[Part] = field(default_factory=set)
    items_level_with: bool = False

    @property
    def whole(self) -> bool:
        """Whether both responsibilities and requirements follow."""
        return {Part.RESPONSIBILITIES, Part.REQUIREMENTS} <= self.item_parts


def states_grade(section: Section) -> bool:
    """Whether a section's sentences state a grade."""
    return any(grades(text) for text in paragraphs([section]))


def evidence_for(sections: Sequence[Section], index: int) -> Evidence:
    """What speaks for the heading of one of a page's sections, from what stands below it.

    Args:
        sections: the page's sections in order.
        index: which of them; its heading opens no part.
    """
    section = sections[index]
    out = Evidence(
        position=names_position(section.text) and not is_sentence_like(section.text),
        groups=_has_graded_below(sections, index),
        described=any(isinstance(block, Paragraph) for block in section.blocks),
        graded=states_grade(section),
        superior=_names_superior(section),
    )
    for at in range(index + 1, len(sections)):
        following = sections[at]
        if following.part is None:
            out.graded = out.graded or _repeats_with_grade(section, following)
            break
        if _ends(out, section, following, following.part.part):
            break
        _take(out, section, following, following.part)
    return out


def _names_superior(section: Section) -> bool:
    return any(superiors(text) for text in paragraphs([section]))


def _repeats_with_grade(section: Section, following: Section) -> bool:
    """Whether the title stands again, below itself, where "Job Grade" is meant."""
    return (
        following.level > section.level
        and same_title(following.text, section.text)
        and states_grade(following)
    )


def _ends(out: Evidence, section: Section, following: Section, part: Part) -> bool:
    """Whether a part that follows is no longer the heading's own."""
    if following.level < section.level:
        # "## Requirements" below "### Role": still the role's own if nothing else stands between
        out.items = out.items or (part in ITEM_PARTS and not out.graded)
        return True
    if part is Part.LEVELS:
        # a superior named above the levels belongs to their introduction
        out.superior = out.superior and (out.graded or out.items)
        return True
    return part in (Part.SPECIALTIES, Part.SEGMENTS)


def _take(out: Evidence, section: Section, following: Section, heading: PartHeading) -> None:
    """Take what one of the heading's own parts tells."""
    part = heading.part
    if part is Part.GRADE:
        if not _names_other(heading.owner, section.text):
            out.graded_level_with = not out.graded and following.level == section.level
            out.graded = True
    elif part in ITEM_PARTS:
        out.items_level_with = following.level == section.level and (not out.items or out.items_level_with)
        out.items = True
        out.item_parts.add(part)
        out.graded = out.graded or states_grade(following)
    elif part is Part.REPORTING:
        out.superior = True
    elif part is Part.OVERVIEW:
        out.superior = out.superior or _names_superior(following)


def _names_other(owner: str, title: str) -> bool:
    """Whether a part's owner words are a title of their own that has little to do with this heading's."""
    if not owner or is_level_only(owner) or not names_position(owner):
        return False
    return not set(title_key(title)) & set(title_key(owner))


def _has_graded_below(sections: Sequence[Section], index: int) -> bool:
    """Whether headings deeper than this one, before the next at its level, are graded positions."""
    for at in range(index + 1, len(sections)):
        section = sections[at]
        if section.level <= sections[index].level:
            return False
        if section.part is not None or same_title(section.text, sections[index].text):
            continue
        if states_grade(section) or (at + 1 < len(sections) and _opens_grade(sections[at + 1], section)):
            return True
    return False


def _opens_grade(following: Section, section: Section) -> bool:
    return (
        following.part is not None and following.part.part is Part.GRADE and following.level > section.level
    )
