"""Responsibilities, requirements and nice-to-haves: the list items of an owner, by kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .blocks import List, Paragraph
from .headings import Part, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .owners import Owner
    from .records import Item
    from .sections import Section

Sort = Literal["responsibilities", "requirements", "nice_to_haves"]
#: What kind of items the lists of a part are.
_SORTS: dict[Part, Sort] = {
    Part.RESPONSIBILITIES: "responsibilities",
    Part.REQUIREMENTS: "requirements",
    Part.NICE_TO_HAVES: "nice_to_haves",
}

#: A sentence that leads to requirements.
_ASKS = re.compile(
    r"\b(?:requires?|requirements?|required|qualifications?|must have|should have|looking for|we need"
    r"|you have|ability to|experience (?:in|with)|candidates? (?:will|should|must))\b[^.]*:?\s*$",
    re.IGNORECASE,
)
_LONGEST_SWITCH = 60


@dataclass(slots=True)
class Items:
    """Items by kind, in page order; false if there are none."""

    responsibilities: list[Item] = field(default_factory=list)
    requirements: list[Item] = field(default_factory=list)
    nice_to_haves: list[Item] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.responsibilities or self.requirements or self.nice_to_haves)

    def add(self, block: List, sort: Sort) -> None:
        """Take a list's items."""
        mine: list[Item] = getattr(self, sort)
        mine.extend(entry.item() for entry in block.entries)

    def extend(self, other: Items) -> None:
        """Take another's items behind the own ones."""
        self.responsibilities += other.responsibilities
        self.requirements += other.requirements
        self.nice_to_haves += other.nice_to_haves


def items_of(owner: Owner) -> Items:
    """The items in an owner's parts; a short line between two lists may change their kind."""
    out = Items()
    for part, section in owner.parts:
        sort = _SORTS.get(part)
        if sort is None:
            continue
        for block in section.blocks:
            if isinstance(block, Paragraph):
                sort = _announced(block.content.flat) or sort
            elif isinstance(block, List):
                out.add(block, sort)
                sort = _announced_behind(block) or sort
    return out


def bare_items(sections: Iterable[Section], default: Sort) -> Items:
    """Items of lists that stand directly below a title.

    Args:
        sections: the sections with that title.
        default: the kind of the items where no line or sentence before the list tells it.
    """
    out = Items()
    for section in sections:
        sort = default
        for block in section.blocks:
            if isinstance(block, Paragraph):
                sort = _announced(block.content.flat) or _asked(block.content.flat) or sort
            elif isinstance(block, List):
                out.add(block, sort)
    return out


def _announced(line: str) -> Sort | None:
    """The kind of items that a short line of its own announces ("Nice-to-haves:", "**Requirements**")."""
    if len(line) > _LONGEST_SWITCH or line.endswith("."):
        return None
    heading = part_of(line)
    return _SORTS.get(heading.part) if heading else None


def _announced_behind(block: List) -> Sort | None:
    """What a line announces that was taken into the last item because no blank line parts them."""
    lines = block.entries[-1].content.text.split("\n") if block.entries else []
    if len(lines) < 2 or not lines[-1].rstrip().endswith(":"):
        return None
    return _announced(" ".join(lines[-1].split()))


def _asked(text: str) -> Sort | None:
    return "requirements" if text.endswith(":") and _ASKS.search(text) else None
