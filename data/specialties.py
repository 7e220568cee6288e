"""The records of specialties and segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .headings import Part
from .items import bare_items, items_of
from .owners import Kind
from .records import Specialty
from .role_facts import description
from .sections import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .owners import Owner
    from .records import Item
    from .sections import Section


def specialties_of(owners: Sequence[Owner], title_line: int) -> Iterator[Specialty]:
    """The records of specialties or segments that have headings.

    Args:
        owners: all of a page's specialties, or all of its segments.
        title_line: the line of the page's title, which stands for that of a missing heading.
    """
    written = [items_of(owner) for owner in owners]
    # A heading is missing where every sibling has requirements and none has responsibilities.
    only_ask = any(one.requirements for one in written) and not any(one.responsibilities for one in written)
    for owner, items in zip(owners, written, strict=True):
        sections = owner.own if owner.kind is not Kind.ROLE else [*owner.own, *owner.of(Part.GRADE)]
        bare = bare_items(sections, "requirements" if only_ask and owner.own else "responsibilities")
        yield Specialty(
            name=owner.title,
            line=owner.heading.line if owner.heading else title_line,
            anchors=owner.heading.anchors if owner.heading else (),
            description=description(owner.own),
            responsibilities=_by_line(items.responsibilities, bare.responsibilities),
            requirements=_by_line(items.requirements, bare.requirements),
            nice_to_haves=tuple(items.nice_to_haves),
        )


def _by_line(items: list[Item], bare: list[Item]) -> tuple[Item, ...]:
    return tuple(sorted([*items, *bare], key=lambda item: item.line))


def listed_specialties(containers: Iterable[Section]) -> Iterator[Specialty]:
    """Specialties that stand as list items, where every item begins with a name ("**Cloud**: ...")."""
    for section in containers:
        found = list(entries(section))
        if all(entry.name and len(entry.name.split()) <= 6 for entry in found):
            for entry in found:
                yield Specialty(entry.name, entry.line, description=entry.content.flat)
