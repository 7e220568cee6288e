"""Labels that a sentence says in nearly the same words: "solving business problems" for "solve problems".

A label and a stretch of text are compared as sets of stems, weighted by inverse document frequency over the
concepts (Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval",
Journal of Documentation 28, 1972); how alike they are is the weighted coefficient of Dice, 2·|A∩B| / (|A|+|B|).
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .words import BREAK, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .scheme import Concept
    from .words import Words

#: Words that hold a sentence together or that every requirement has; they tell no skill from another.
_STOP = frozenset(
    """and or of in to for with on at by from as is are be been have has had you your we our they their it its this
    that these those will would can could should must may within across into through using use used other others such
    etc eg ie about over under between including include who what which when where how not no any all some more most
    very well also both either than then up out off per via if so there here do does did us i me my he she his her them
    able ability strong good excellent great solid proven experience experienced knowledge understanding skill
    familiarity proficiency proficient expert expertise year least plus preferred required requirement need needed work
    working new various different multiple""".split()
)
_SUFFIXES = sorted(
    """ational ization ations ation ative ators ator ition itions ically ical ions ion ives ive ments ment ness ings
    ing ities ity ies ied ers er ors or ed es s al ly ance ence ency ancy able ible ic e y""".split(),
    key=lambda suffix: (-len(suffix), suffix),
)
_INFLECTIONS = frozenset({"e", "y", "ed", "s", "es", "ing"})


def stem(word: str) -> str:
    """A word without its inflection and its most common derivation.

    >>> stem("collaborative") == stem("collaborate") == stem("collaboration")
    True
    """
    if len(word) <= 4 or not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (3 if suffix in _INFLECTIONS else 4):
            word = word[: -len(suffix)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-2] if len(word) > 5 and word.endswith("at") else word


class _Stems(dict[str, str]):
    """Light form → stem; empty for words that carry nothing."""

    def __missing__(self, word: str) -> str:
        found = "" if word in _STOP or word == BREAK else stem(word)
        if len(self) < 200_000:
            self[word] = found
        return found


class _Label(NamedTuple):
    concept: Concept
    stems: frozenset[str]
    weight: float


class Near(NamedTuple):
    """A stretch of words, from ``first`` up to ``stop``, that nearly says a label; ``likeness`` is 0 to 1."""

    first: int
    stop: int
    likeness: float
    shared: float
    concept: Concept


class NearLabels:
    """Finds stretches of text that are nearly one of some labels.

    Args:
        labels: concepts with the label of theirs to look for; labels of one word are left out.
        threshold: the least likeness, above 0.8.
    """

    def __init__(self, labels: Iterable[tuple[Concept, str]], threshold: float) -> None:
        self._stems = _Stems()
        self._threshold = threshold
        listed = [
            (concept, frozenset(s for word in words(label).light if (s := self._stems[word]))) for concept, label in labels
        ]
        documents: dict[str, set[str]] = defaultdict(set)
        for concept, stems in listed:
            for s in stems:
                documents[s].add(concept.iri)
        total = max(len({concept.iri for concept, _ in listed}), 2)
        self._unknown = math.log(total)
        self._idf = {s: math.log(total / len(iris)) for s, iris in documents.items()}
        self._by_rarest: dict[str, list[_Label]] = defaultdict(list)
        for concept, stems in listed:
            if len(stems) > 1:
                rarest = max(stems, key=lambda s: (self._idf[s], s))
                self._by_rarest[rarest].append(_Label(concept, stems, sum(self._idf[s] for s in stems)))

    def find(self, found: Words) -> list[Near]:
        """Stretches like a label, those that share most with it first."""
        stems = self._stems
        sequence = [stems[word] for word in found.light]
        places: dict[str, list[int]] = {}
        for i, s in enumerate(sequence):
            if s:
                places.setdefault(s, []).append(i)
        present = places.keys()
        out: list[Near] = []
        for s in present & self._by_rarest.keys():
            for label in self._by_rarest[s]:
                common = label.stems & present
                if len(common) < 2:
                    continue
                shared = label.weight if len(common) == len(label.stems) else sum(self._idf[c] for c in common)
                if 2 * shared < self._threshold * (shared + label.weight):
                    continue
                out.extend(
                    near
                    for place in places[s]
                    for near in [self._stretch(label, common, shared, place, places, sequence, found.keys)]
                    if near.likeness >= self._threshold
                )
        out.sort(key=lambda near: (-near.shared, -near.likeness, near.first, near.concept.iri))
        return out

    def _stretch(
        self,
        label: _Label,
        common: frozenset[str],
        shared: float,
        place: int,
        places: dict[str, list[int]],
        sequence: list[str],
        keys: list[str],
    ) -> Near:
        """The shortest stretch around a place that has all the common stems, and how like the label it is."""
        at = [min(places[s], key=lambda i: abs(i - place)) for s in common]
        first, stop = min(at), max(at) + 1
        if stop - first > 12 or BREAK in keys[first:stop]:
            return Near(first, stop, 0.0, shared, label.concept)
        inside = {s for s in sequence[first:stop] if s}
        extra = sum(self._idf.get(s, self._unknown) for s in inside - common)
        likeness = 2 * shared / (shared + extra + label.weight)
        return Near(first, stop, likeness, shared, label.concept)

