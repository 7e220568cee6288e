"""The skills of a store as a tree, with how many positions ask each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .names import Named
from .query import select
from .skills import skill_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .query import Dataset


@dataclass(frozen=True, slots=True)
class SkillCount:
    """A skill and how many positions (roles, families, specialties, segments) name it in their own items.

    ``required`` and ``preferred`` count positions that name the skill itself; ``below`` those that name it or
    anything narrower, either way. ``depth`` is 0 for a skill with nothing above it.
    """

    skill: Named
    depth: int
    required: int
    preferred: int
    below: int
    broader: tuple[str, ...]


def skill_tree(store: Dataset) -> list[SkillCount]:
    """All skills that a store knows, each before what is narrower; by label.

    A skill with several broader ones stands below the first of them by label.
    """
    labels: dict[str, str] = {}
    broader: dict[str, set[str]] = defaultdict(set)
    for row in select(store, "concepts"):
        labels[row["skill"]] = row["label"]
        if "broader" in row:
            broader[row["skill"]].add(row["broader"])
    required, preferred = (_by_skill(links) for links in skill_links(store).values())
    below: dict[str, set[str]] = {iri: set() for iri in labels}
    for iri in labels:
        for above in _upwards(iri, broader):
            below[above] |= required[iri] | preferred[iri]

    def by_label(iri: str) -> tuple[str, str]:
        return labels[iri].casefold(), iri

    children: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(labels, key=by_label, reverse=True):
        children[min(broader[iri], key=by_label) if broader[iri] else ""].append(iri)
    found: list[SkillCount] = []
    waiting = [(iri, 0) for iri in children[""]]
    while waiting:
        iri, depth = waiting.pop()
        above_it = tuple(sorted(broader[iri], key=by_label))
        counts = len(required[iri]), len(preferred[iri]), len(below[iri])
        found.append(SkillCount(Named(iri, labels[iri], "skill"), depth, *counts, above_it))
        waiting += ((each, depth + 1) for each in children[iri])
    return found


def _by_skill(links: dict[str, set[str]]) -> dict[str, set[str]]:
    """The holders of each skill, from the skills of each holder."""
    found: dict[str, set[str]] = defaultdict(set)
    for holder, skills in links.items():
        for iri in skills:
            found[iri].add(holder)
    return found


def _upwards(iri: str, broader: dict[str, set[str]]) -> Iterator[str]:
    seen = {iri}
    waiting = [iri]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += broader[each] - seen
        seen |= broader[each]
