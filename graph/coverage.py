"""How much of what is asked somebody has: a directional score over skills, with credit for related ones.

Of two skills, what one is worth for the other is found from the hierarchy of the scheme alone:

- the same: 1;
- narrower than what is asked ("Python" for "programming languages"): `NARROWER`. Semantic matchmaking ranks
  such a "plug-in" match right behind the exact one (Paolucci et al., "Semantic matching of web services
  capabilities", ISWC 2002);
- otherwise (broader, sibling, further away): `RELATED` times the square of Lin's similarity, twice the
  information content of the closest common concept over the sum of both (Lin, "An information-theoretic
  definition of similarity", ICML 1998), with information content from the hierarchy (Seco et al. 2004, see
  :func:`careergraph.ontology.concepts.information_content`).

How the numbers were chosen, and what they reach on ESCO: docs/skills-and-gaps.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from careergraph.ontology.concepts import information_content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from careergraph.data.skills.scheme import Scheme

Relation = Literal["same", "narrower", "broader", "related", "none"]

#: What a narrower skill is worth for the one that is asked.
NARROWER = 0.9
#: What any other skill is worth at most.
RELATED = 0.5


class Taxonomy:
    """Concepts by IRI with what is above each, and how special each is (0 to 1).

    Args:
        broader: IRI → the IRIs right above it; without cycles.
        content: IRI → information content. What is missing counts as most special.
        labels: IRI → preferred label.
    """

    def __init__(
        self,
        broader: Mapping[str, Collection[str]],
        content: Mapping[str, float],
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self._broader = broader
        self._content = content
        self._labels = labels or {}
        self._ancestors: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, scheme: Scheme) -> Taxonomy:
        """The hierarchy of a whole scheme."""
        return cls(
            {concept.iri: scheme.broader(concept.iri) for concept in scheme},
            information_content(scheme),
            {concept.iri: concept.pref_label for concept in scheme},
        )

    def __iter__(self) -> Iterator[str]:
        """The concepts that have a label, ordered by IRI."""
        return iter(sorted(self._labels))

    def broader(self, iri: str) -> Collection[str]:
        """The concepts right above one."""
        return self._broader.get(iri, ())

    def label(self, iri: str) -> str:
        """The preferred label of a concept; its IRI where it is unknown."""
        return self._labels.get(iri, iri)

    def content(self, iri: str) -> float:
        """How special a concept is, 0 to 1."""
        return self._content.get(iri, 1.0)

    def ancestors(self, iri: str) -> frozenset[str]:
        """All concepts above one."""
        known = self._ancestors.get(iri)
        if known is None:
            above: set[str] = set()
            waiting = list(self._broader.get(iri, ()))
            while waiting:
                each = waiting.pop()
                if each not in above:
                    above.add(each)
                    waiting.extend(self._broader.get(each, ()))
            known = self._ancestors[iri] = frozenset(above)
        return known

    def lin(self, one: str, other: str) -> float:
        """Lin's similarity of two concepts, 0 to 1."""
        common = (self.ancestors(one) | {one}) & (self.ancestors(other) | {other})
        shared = max(map(self.content, common), default=0.0)
        return 2 * shared / (self.content(one) + self.content(other)) if shared else 0.0

    def credit(self, had: str, asked: str) -> float:
        """What a skill that somebody has is worth for one that is asked, 0 to 1; not symmetric.

        >>> steps = {"python": ["languages"], "java": ["languages"], "languages": ["it"], "it": []}
        >>> content = {"python": 1.0, "java": 1.0, "languages": 0.6, "it": 0.2}
        >>> tree = Taxonomy(steps, content)
        >>> [round(tree.credit(had, "languages"), 2) for had in ("languages", "python", "it")]
        [1.0, 0.9, 0.12]
        >>> [round(tree.credit(had, "python"), 2) for had in ("python", "languages", "java")]
        [1.0, 0.28, 0.18]
        """
        if had == asked:
            return 1.0
        if asked in self.ancestors(had):
            return NARROWER
        return RELATED * self.lin(had, asked) ** 2

    def relation(self, had: str, asked: str) -> Relation:
        """How a skill that somebody has stands to one that is asked."""
        if had == asked:
            return "same"
        if asked in self.ancestors(had):
            return "narrower"
        if had in self.ancestors(asked):
            return "broader"
        return "related" if self.lin(had, asked) else "none"


@dataclass(frozen=True, slots=True)
class Match:
    """A skill that is asked, the best of what somebody has for it ("" for nothing) and what that is worth.

    ``as_such`` tells whether they have the very skill, on whatever evidence: a narrower one may be worth more
    than the very skill on weak evidence.
    """

    asked: str
    had: str
    relation: Relation
    credit: float
    as_such: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What somebody has of what is asked.

    ``score`` is the mean credit of the asked skills, 0 to 1; None where none is asked. ``exact`` counts those
    that somebody has as such, on whatever evidence.
    """

    matches: tuple[Match, ...]
    score: float | None
    exact: int


class Having:
    """The skills that somebody has, ready to be compared with what many positions ask.

    Args:
        taxonomy: the hierarchy of the skills.
        weights: IRI → how sure it is that they have it, above 0 to 1.
    """

    def __init__(self, taxonomy: Taxonomy, weights: Mapping[str, float]) -> None:
        self.taxonomy = taxonomy
        self.weights = dict(weights)
        self._matches: dict[str, Match] = {}
        #: Concept → the surest of the skills below it.
        self._narrower: dict[str, tuple[float, str]] = {}
        #: Concept → weight → of the skills that are it or below it, the least special. No other one of this
        #: weight can be worth more for a skill that has the concept above it.
        self._below: dict[str, dict[float, tuple[float, str]]] = defaultdict(dict)
        for had, weight in sorted(self.weights.items()):
            special = taxonomy.content(had)
            for above in (had, *taxonomy.ancestors(had)):
                least = self._below[above]
                if weight not in least or special < least[weight][0]:
                    least[weight] = (special, had)
                if above != had and weight > self._narrower.get(above, (0.0, ""))[0]:
                    self._narrower[above] = (weight, had)

    def match(self, asked: str) -> Match:
        """The best of these skills for one that is asked: weight times credit decides."""
        found = self._matches.get(asked)
        if found is None:
            credit, had = max(self._candidates(asked), key=itemgetter(0), default=(0.0, ""))
            relation = self.taxonomy.relation(had, asked) if had else "none"
            found = self._matches[asked] = Match(asked, had, relation, credit, asked in self.weights)
        return found

    def _candidates(self, asked: str) -> Iterator[tuple[float, str]]:
        """What may be the best: weight times `Taxonomy.credit`, and the skill."""
        if asked in self.weights:
            yield self.weights[asked], asked
        weight, had = self._narrower.get(asked, (0.0, ""))
        if had:
            yield weight * NARROWER, had
        special = self.taxonomy.content(asked)
        for above in (asked, *self.taxonomy.ancestors(asked)):
            shared = self.taxonomy.content(above)
            for weight, (content, had) in self._below.get(above, {}).items() if shared else ():
                if had != asked:
                    yield weight * RELATED * (2 * shared / (content + special)) ** 2, had

    def coverage(self, asked: Collection[str]) -> Coverage:
        """How much of what is asked these skills cover.

        |skills that are had ∩ skills that are asked| / |skills that are asked|, where a skill that is merely
        related counts by its credit, and one on weaker evidence by its weight.
        """
        matches = tuple(self.match(iri) for iri in sorted(asked))
        score = sum(match.credit for match in matches) / len(matches) if matches else None
        return Coverage(matches, score, sum(match.as_such for match in matches))
