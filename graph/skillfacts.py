"""Everything that a store holds of one skill: its place among others, and who asks it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .inheritance import Source
from .names import Named
from .nodes import local
from .query import select
from .skills import WEIGHTS, evidence

if TYPE_CHECKING:
    from .inheritance import Inheritance
    from .nodes import Node
    from .query import Dataset
    from .skills import Evidence, Strength


@dataclass(frozen=True, slots=True)
class Asker:
    """A role, family, specialty or segment whose own items name the skill, the strongest evidence first.

    ``grades`` are its own as written; of a family, those of its roles; of a specialty, none.
    """

    holder: Named
    family: str
    grades: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def strength(self) -> Strength:
        """How strongly the skill is asked."""
        return self.evidence[0].strength


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """A skill: what is right above and below it, its matches in other schemes, and who asks it by grade."""

    skill: Named
    broader: tuple[Named, ...]
    narrower: tuple[Named, ...]
    exact_matches: tuple[str, ...]
    close_matches: tuple[str, ...]
    askers: tuple[Asker, ...]

    def of(self, strength: Strength) -> list[Asker]:
        """Who asks it as strongly as this."""
        return [asker for asker in self.askers if asker.strength == strength]


def describe_skill(
    store: Dataset, skill: Named, inheritance: Inheritance, nodes: dict[str, Node]
) -> SkillFacts:
    """All that is known of a skill.

    Args:
        store: what `store.reading` gives.
        skill: one of `skills.skills`.
        inheritance: made from the same store.
        nodes: from `nodes.read_nodes`, for the grades.
    """
    said: dict[str, list[Evidence]] = defaultdict(list)
    mentions = select(store, "skill-mentions", {"skill": ox.NamedNode(skill.iri)})
    for row in sorted(mentions, key=lambda row: (row["path"], int(row["line"]), int(row["start"]))):
        holder = inheritance.holders[row["holder"]]
        said[holder.iri].append(evidence(row, Source(holder)))
    askers = [
        _asker(inheritance.holders[iri], found, inheritance, nodes) for iri, found in sorted(said.items())
    ]
    links: dict[str, list[Named]] = defaultdict(list)
    for row in select(store, "skill", {"skill": ox.NamedNode(skill.iri)}):
        links[local(row["property"])].append(Named(row["other"], row.get("label", ""), "skill"))
    narrower = [
        Named(row["skill"], row["label"], "skill")
        for row in select(store, "concepts")
        if row.get("broader") == skill.iri
    ]
    return SkillFacts(
        skill,
        tuple(sorted(links["broader"], key=_label)),
        tuple(sorted(narrower, key=_label)),
        tuple(sorted(other.iri for other in links["exactMatch"])),
        tuple(sorted(other.iri for other in links["closeMatch"])),
        tuple(sorted(askers, key=lambda asker: _rank(asker, nodes))),
    )


def _label(thing: Named) -> tuple[str, str]:
    return thing.name.casefold(), thing.iri


def _asker(holder: Named, found: list[Evidence], inheritance: Inheritance, nodes: dict[str, Node]) -> Asker:
    roles = inheritance.parts(holder.iri, "role") if holder.type == "family" else [holder]
    ranked = sorted(
        (nodes[role.iri] for role in roles if role.iri in nodes), key=lambda node: node.rank or float("inf")
    )
    grades = dict.fromkeys(grade for node in ranked for grade in node.grades)
    family = inheritance.family(holder.iri)
    found.sort(key=lambda one: (-WEIGHTS[one.strength], one.strength, one.citation))
    return Asker(holder, family.name if family else "", tuple(grades), tuple(found))


def _rank(asker: Asker, nodes: dict[str, Node]) -> tuple[float, str, str]:
    """By the lowest grade; what has none comes last."""
    node = nodes.get(asker.holder.iri)
    rank = node.rank if node else None
    if rank is None:
        numbers = [float(grade) for grade in asker.grades if grade.replace(".", "", 1).isdecimal()]
        rank = min(numbers, default=float("inf"))
    return rank, asker.holder.name.casefold(), asker.holder.iri
