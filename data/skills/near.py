"""Labels that a sentence says in nearly the same words: "solving business problems" for "solve problems".

A label and a stretch of text are compared as sets of stems, weighted by inverse document frequency over the
concepts (Spärck Jones, "A statistical interpretation of term specificity and its application in
retrieval", Journal of Documentation 28, 1972); how alike they are is the weighted coefficient of Dice,
2·|A∩B| / (|A|+|B|).
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .spelling import word_set
from .words import BREAK, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .scheme import Concept
    from .words import Words

#: Words that hold a sentence together or that every requirement has; they tell no skill from another.
_STOP = word_set("""
    and or of in to for with on at by from as is are be been have has had you your we our they their
    it its this that these those will would can could should must may within across into through
    using use used other others such etc eg ie about over under between including include who what
    which when where how not no any all some more most very well also both either than then up out
    off per via if so there here do does did us i me my he she his her them able ability strong good
    excellent great solid proven experience experienced knowledge understanding skill familiarity
    proficiency proficient expert expertise year least plus preferred required requirement need
    needed work working new various different multiple
""")
_SUFFIXES = sorted(
    word_set("""
        ational ization ations ation ative ators ator ition itions ically ical ions ion ives ive ments ment
        ness ings ing ities ity ies ied ers er ors or ed es s al ly ance ence ency ancy able ible ic e y
    """),
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


_LONGEST_STRETCH = 12


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
    rarest: str
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
        threshold: the least likeness, 0 to 1.
    """

    def __init__(self, labels: Iterable[tuple[Concept, str]], threshold: float) -> None:
        self._stems = _Stems()
        self._threshold = threshold
        listed = [
            (concept, frozenset(s for word in words(label).light if (s := self._stems[word])))
            for concept, label in labels
        ]
        documents: dict[str, set[str]] = defaultdict(set)
        for concept, stems in listed:
            for s in stems:
                documents[s].add(concept.iri)
        total = max(len({concept.iri for concept, _ in listed}), 2)
        self._unknown = math.log(total)
        self._idf = {s: math.log(total / len(iris)) for s, iris in documents.items()}
        self._by_rarest: dict[str, dict[str, list[_Label]]] = {}
        for concept, stems in listed:
            if len(stems) > 1:
                rarest, second = sorted(stems, key=lambda s: (-self._idf[s], s))[:2]
                label = _Label(concept, stems, rarest, sum(self._idf[s] for s in stems))
                self._by_rarest.setdefault(rarest, {}).setdefault(second, []).append(label)

    def find(self, found: Words) -> list[Near]:
        """Stretches like a label, those that share most with it first."""
        sequence = list(map(self._stems.__getitem__, found.light))
        present = set(sequence)
        by_rarest = self._by_rarest
        out: list[Near] = []
        for s in [s for s in present if s in by_rarest]:
            by_second = by_rarest[s]
            for t in present & by_second.keys():
                for label in by_second[t]:
                    common = label.stems & present
                    shared = sum(map(self._idf.__getitem__, common))
                    if 2 * shared >= self._threshold * (shared + label.weight):
                        out.extend(self._stretches(label, common, found, sequence))
        out.sort(key=lambda near: (-near.shared, -near.likeness, near.first, near.concept.iri))
        return out

    def _stretches(
        self, label: _Label, common: frozenset[str], found: Words, sequence: list[str]
    ) -> Iterator[Near]:
        """The shortest stretch around each place of a label's rarest stem that has all the common ones."""
        shared = sum(map(self._idf.__getitem__, common))
        places = [[i for i, s in enumerate(sequence) if s == each] for each in common]
        for place in [i for i, s in enumerate(sequence) if s == label.rarest]:
            at = [_nearest(options, place) for options in places]
            first, stop = min(at), max(at) + 1
            if stop - first > _LONGEST_STRETCH or BREAK in found.keys[first:stop]:
                continue
            extra = sum(self._idf.get(s, self._unknown) for s in {*sequence[first:stop]} - common if s)
            likeness = 2 * shared / (shared + extra + label.weight)
            if likeness >= self._threshold:
                yield Near(first, stop, likeness, shared, label.concept)


def _nearest(options: list[int], place: int) -> int:
    return min(options, key=lambda i: abs(i - place))
