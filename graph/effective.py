"""What is really asked of a role: every item that holds for it, and from where it comes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .nodes import local
from .query import select

if TYPE_CHECKING:
    from .inheritance import Aspect, Extension, Inheritance, Source
    from .names import Named
    from .query import Dataset

Citation = tuple[str, int]

#: Property of an item → the aspect that it belongs to.
ASPECTS: dict[str, Aspect] = {
    "hasRequirement": "requirements",
    "hasNiceToHave": "requirements",
    "hasResponsibility": "responsibilities",
}


@dataclass(frozen=True, slots=True)
class EffectiveItem:
    """An item that holds for a role.

    ``source`` is whose it is and by which statements it holds; ``also`` are the lines where others of the
    role's sources say the same words. ``nested`` are the items below it, in order.
    """

    iri: str
    property: str
    text: str
    citation: Citation
    source: Source
    nested: tuple[str, ...] = ()
    also: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds for a role (or a family): items, nearest source first, then in the order of the page.

    ``cycles`` and ``unresolved`` are statements that could not be followed, as in
    :class:`.inheritance.Sources`.
    """

    role: Named
    items: tuple[EffectiveItem, ...]
    cycles: tuple[tuple[Extension, ...], ...]
    unresolved: tuple[Extension, ...]

    def of(self, *properties: str) -> list[EffectiveItem]:
        """The items by these properties."""
        return [item for item in self.items if item.property in properties]


def effective(store: Dataset, inheritance: Inheritance, role: Named, specialty: str = "") -> Effective:
    """Everything that is asked of a role.

    Args:
        store: what `store.reading` gives.
        inheritance: made from the same store.
        role: a role, or a family for what it asks of all its roles.
        specialty: the IRI of a specialty that the role is held in, if any.

    Returns:
        its effective items. Words that several sources have stand once, at the nearest.
    """
    first: dict[tuple[str, ...], EffectiveItem] = {}
    also: dict[tuple[str, ...], list[Citation]] = defaultdict(list)
    cycles: dict[frozenset[Extension], tuple[Extension, ...]] = {}
    unresolved: dict[Extension, None] = {}
    for aspect in ("requirements", "responsibilities"):
        sources = inheritance.sources(role.iri, aspect, specialty)
        cycles |= {frozenset(cycle): cycle for cycle in sources.cycles}
        unresolved |= dict.fromkeys(sources.unresolved)
        for source in sources.found:
            for item in _items(store, source, aspect):
                key = (item.property, *(same_words(text) for text in (item.text, *item.nested)))
                if key not in first:
                    first[key] = item
                elif item.iri != first[key].iri:
                    also[key].append(item.citation)
    items = (replace(item, also=tuple(also[key])) for key, item in first.items())
    return Effective(role, tuple(items), tuple(cycles.values()), tuple(unresolved))


def same_words(text: str) -> str:
    """What two texts share that differ in case and spaces only."""
    return " ".join(text.casefold().split())


def _items(store: Dataset, source: Source, aspect: Aspect) -> list[EffectiveItem]:
    """The items of one source, in the order of the page."""
    bound = {"thing": ox.NamedNode(source.holder.iri)}
    rows = [row for row in select(store, "items", bound) if ASPECTS.get(local(row["property"])) == aspect]
    nested: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in select(store, "nested-items", bound) if rows else ():
        nested[row["top"]].append((int(row["line"]), row["text"]))
    found = [
        EffectiveItem(
            row["item"],
            local(row["property"]),
            row["text"],
            (row["path"], int(row["line"])),
            source,
            tuple(text for _, text in sorted(nested[row["item"]])),
        )
        for row in rows
    ]
    return sorted(found, key=lambda item: (item.citation, item.iri))
