"""What a position asks that somebody does not bring: skills, indicators, and requirements in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .coverage import Having
from .effective import effective, same_words
from .facts import describe
from .query import select
from .skills import profile, skill_links

if TYPE_CHECKING:
    from .coverage import Coverage, Match, Taxonomy
    from .effective import EffectiveItem
    from .facts import Fact
    from .inheritance import Inheritance
    from .names import Named
    from .query import Dataset
    from .skills import Evidence, Profile

#: A related skill that is worth less says too little to be called a part of what is asked.
PARTLY = 0.25
#: `fit` leaves out positions that ask fewer skills: one skill of one is no fit worth naming.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that is asked: what stands for it, and the lines that ask it, the strongest first.

    ``nearest`` is the label of the skill that somebody has for it, "" where there is none.
    """

    label: str
    match: Match
    nearest: str
    evidence: tuple[Evidence, ...]

    @property
    def carried_over(self) -> bool:
        """Whether somebody has this very skill, on whatever evidence."""
        return self.match.as_such

    @property
    def partly(self) -> bool:
        """Whether they have not, but a skill that is a part of it, or near."""
        return not self.carried_over and self.match.credit >= PARTLY


@dataclass(frozen=True, slots=True)
class Gap:
    """The way to a position: what it requires and prefers, each with what somebody has for it.

    ``coverage`` is about the required skills alone. ``indicators`` are performance indicators that are new;
    ``items`` are requirements that are new in words and that skills do not say in full: those that name none,
    and those that ask for a length of experience, a degree or a language.
    """

    required: tuple[Need, ...]
    preferred: tuple[Need, ...]
    coverage: Coverage
    indicators: tuple[Fact, ...]
    items: tuple[EffectiveItem, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A role, how much of what it requires is covered, and the required skills that are missing, by label."""

    role: Named
    coverage: Coverage
    missing: tuple[str, ...]


class Positions:
    """What positions ask, as far as it takes to compare them; each is read once.

    Args:
        store: what `store.reading` gives; its build must have looked for skills.
        inheritance: made from the same store.
        taxonomy: of the skills that are compared.
    """

    def __init__(self, store: Dataset, inheritance: Inheritance, taxonomy: Taxonomy) -> None:
        self.inheritance = inheritance
        self.taxonomy = taxonomy
        self._store = store
        self._profiles: dict[tuple[str, str], Profile] = {}

    def profile(self, position: Named, specialty: str = "") -> Profile:
        """The skills that a position asks."""
        key = (position.iri, specialty)
        if key not in self._profiles:
            self._profiles[key] = profile(self._store, self.inheritance, position, specialty)
        return self._profiles[key]

    def gap(self, origin: Named | None, target: Named, having: Having | None = None) -> Gap:
        """What a position asks that another one, or somebody, does not bring.

        Args:
            origin: the position that somebody comes from; None where only their skills are known.
            target: the position that they want.
            having: their skills; those that ``origin`` asks if left out.
        """
        if having is None:
            having = Having(self.taxonomy, self.profile(origin).weights if origin else {})
        asked = self.profile(target)
        return Gap(
            self._needs(asked, asked.of("required"), having),
            self._needs(asked, asked.of("preferred"), having),
            having.coverage(asked.of("required")),
            self._new_indicators(origin, target),
            self._new_items(origin, target, asked),
        )

    def missing(self, origin: Named, target: Named) -> tuple[str, ...]:
        """The labels of the skills that a position requires and another one does not ask at all."""
        had = self.profile(origin).skills
        new = {self.taxonomy.label(iri) for iri in self.profile(target).of("required") if iri not in had}
        return tuple(sorted(new, key=str.casefold))

    def fits(self, having: Having, enough: int = ENOUGH) -> list[Fit]:
        """The roles that require at least ``enough`` skills, those first of which most is covered."""
        own = skill_links(self._store)["required"]
        found = []
        for role in self.inheritance.holders.values():
            if role.type != "role":
                continue
            asked: set[str] = set()
            for source in self.inheritance.sources(role.iri, "requirements").found:
                asked |= own.get(source.holder.iri, set())
            if len(asked) >= enough:
                coverage = having.coverage(asked)
                missing = [self.taxonomy.label(m.asked) for m in coverage.matches if m.credit < PARTLY]
                found.append(Fit(role, coverage, tuple(sorted(missing, key=str.casefold))))
        return sorted(found, key=lambda fit: (-(fit.coverage.score or 0), -fit.coverage.exact, fit.role.iri))

    def _needs(self, asked: Profile, skills: list[str], having: Having) -> tuple[Need, ...]:
        needs = []
        for iri in skills:
            match = having.match(iri)
            nearest = self.taxonomy.label(match.had) if match.had else ""
            needs.append(Need(self.taxonomy.label(iri), match, nearest, asked.skills[iri]))
        return tuple(sorted(needs, key=lambda need: (need.label.casefold(), need.match.asked)))

    def _new_indicators(self, origin: Named | None, target: Named) -> tuple[Fact, ...]:
        known = {fact.other.iri for fact in self._indicators(origin)} if origin else set()
        new = {fact.other.iri: fact for fact in self._indicators(target) if fact.other.iri not in known}
        return tuple(new.values())

    def _indicators(self, position: Named) -> list[Fact]:
        family = self.inheritance.family(position.iri)
        holders = [position, family] if family else [position]
        return [fact for each in holders for fact in describe(self._store, each.iri).of("hasIndicator")]

    def _new_items(self, origin: Named | None, target: Named, asked: Profile) -> tuple[EffectiveItem, ...]:
        known: set[str] = set()
        if origin:
            items = effective(self._store, self.inheritance, origin).items
            known = {same_words(text) for item in items for text in (item.text, *item.nested)}
        sources = self.inheritance.sources(target.iri, "requirements")
        more = {
            row["top"]
            for source in sources.found
            for row in select(self._store, "item-facts", {"thing": ox.NamedNode(source.holder.iri)})
        }
        linked = {one.text for evidence in asked.skills.values() for one in evidence}
        return tuple(
            item
            for item in effective(self._store, self.inheritance, target).of("hasRequirement")
            if item.citation not in self.inheritance.statements
            and same_words(item.text) not in known
            and (item.iri in more or linked.isdisjoint((item.text, *item.nested)))
        )
