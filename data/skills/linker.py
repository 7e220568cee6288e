"""Mentions of skills in sentences, each linked to a concept of a scheme.

Labels are found on word boundaries (:mod:`.matcher`), names that share a word are completed
(:mod:`.coordination`); of those that overlap, the longest stays. A label that is also another word
counts only in fitting company. What that was tried on and how well it does is in ``docs/skills.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .company import by_neighbours, fitting
from .coordination import GENERIC_HEADS, shared_heads
from .crosswalk import crosswalk
from .cues import liked_spans, may_like, may_negate, negated, sentences
from .degrees import degrees
from .labels import VARIANT, Entry, Labels
from .matcher import Matcher, Named
from .near import NearLabels
from .people import names_people
from .scheme import GROUP
from .spelling import word_set
from .words import BREAK, is_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .matcher import Match
    from .scheme import Concept, Scheme
    from .words import Words

_ESCO = "http://data.europa.eu/esco/"
#: How alike a stretch of text and a label must be where near labels count; docs/skills.md has the curve.
NEAR = 0.8
#: So many characters before and behind a sentence may tell what an ambiguous word in it means.
_AROUND = 200
#: Texts whose mentions are remembered: pages repeat their items.
_REMEMBERED = 20_000


_PRAISE = word_set("strong excellent good solid great ability to")


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill named in a text.

    ``start`` and ``end`` are character offsets, ``text`` is what stands there; ``concept`` and ``label`` are
    the skill's IRI and preferred label. ``preferred`` says that the sentence calls it a plus. ``exact`` is
    False where the words only come near a label.
    """

    start: int
    end: int
    text: str
    concept: str
    label: str
    preferred: bool = False
    exact: bool = True


class Linker:
    """Finds the mentions of a scheme's skills.

    Args:
        scheme: the vocabulary. The automaton over its labels is built here, once.
        alternatives: whether alternative labels count. Left out, they do, unless most concepts are ESCO's:
            its alternatives are written to be searched, and in running text they name something else
            far more often than the skill ("process", "tools", "data").
        near: how alike (0 to 1) a stretch of words must be to a preferred label to count as it, 0 for not at
            all. Left out, 0.8 where alternatives do not count, else 0.
        words: a scheme whose labels stand for the concepts that it matches (:func:`.crosswalk.crosswalk`),
            in place of alternative labels that do not count.

    >>> from careergraph.data.skills.scheme import Concept, Scheme
    >>> talk, k8s = Concept("urn:a", "verbal communication"), Concept("urn:b", "Kubernetes", ("K8s",))
    >>> linker = Linker(Scheme.of([talk, k8s]))
    >>> [(m.label, m.text) for m in linker.mentions("Verbal and written communication; K8s is a plus")]
    [('verbal communication', 'Verbal and written communication'), ('Kubernetes', 'K8s')]
    """

    def __init__(
        self,
        scheme: Scheme,
        *,
        alternatives: bool | None = None,
        near: float | None = None,
        words: Scheme | None = None,
    ) -> None:
        self.scheme = scheme
        if alternatives is None:
            alternatives = 2 * sum(iri.startswith(_ESCO) for iri in scheme.concepts) <= len(scheme)
        if near is None:
            near = 0.0 if alternatives else NEAR
        if words is not None and not alternatives:
            scheme, alternatives = crosswalk(scheme, words), True
        self._labels = Labels(scheme, alternatives=alternatives)
        self._matcher = Matcher(self._labels)
        self._near = NearLabels(_near_labels(scheme), near) if near else None
        self._remembered: dict[str, tuple[Mention, ...]] = {}

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The skills that a text names, in order.

        Args:
            text: an item, a paragraph or a whole document as plain text.

        Returns:
            Mentions, by place. Two may share a stretch of text where two names share a word.
        """
        known = self._remembered.get(text)
        if known is not None:
            return known
        out = tuple(mention for start, end in sentences(text) for mention in self._sentence(text, start, end))
        if len(text) < 1000 and len(self._remembered) < _REMEMBERED:
            self._remembered[text] = out
        return out

    def _sentence(self, whole: str, offset: int, until: int) -> list[Mention]:
        text = whole[offset:until]
        found = self._matcher.words(text)
        found.around = whole[max(0, offset - _AROUND) : offset] + whole[until : until + _AROUND]
        names = self._names(found)
        if not names:
            return []
        liked = liked_spans(text) if may_like(found) else []
        fields = [(degree.start, degree.end) for degree in degrees(text)]
        may_be_negated = may_negate(found)
        out: list[Mention] = []
        for first, stop, entry in names:
            start, end = found.starts[first], found.ends[stop - 1]
            if names_people(found, first, stop) or _within(fields, start, end):
                continue
            if may_be_negated and negated(text, start, end):
                continue
            iri, label = entry.concept.iri, entry.concept.pref_label
            preferred, exact = _within(liked, start, end), entry.rank <= VARIANT
            out.append(Mention(offset + start, offset + end, text[start:end], iri, label, preferred, exact))
        return _once(out)

    def _names(self, found: Words) -> list[Named]:
        """What the words of a sentence name, whatever it says about it."""
        matches = self._matcher.matches(found)
        shared = self._shared(found)
        if not (matches or shared or self._near):
            return []
        chosen = self._choose(matches, found)
        taken = {i for each in chosen for i in range(each.first, each.stop)}
        more = [each for each in shared if not _inside(each, chosen, found)]
        names = [
            *_without_repeats(_uncovered(chosen, more), found),
            *(_shared_span(each, found) for each in more),
            *self._nearly(found, taken),
        ]
        return [_without_praise(each, found) for each in names]

    def _choose(self, matches: list[Match], found: Words) -> list[Named]:
        """Of the labels found those that stay: the longest, in fitting company."""
        taken = [False] * len(found)
        chosen: list[Named] = []
        waiting: list[Match] = []
        for match in matches:
            if True in taken[match.first : match.stop]:
                continue
            entry = fitting(match.entries, match.first, match.stop, found)
            if entry is None:
                waiting.append(match)
                continue
            taken[match.first : match.stop] = [True] * (match.stop - match.first)
            chosen.append(Named(match.first, match.stop, entry))
        for match in waiting:
            if True not in taken[match.first : match.stop]:
                entry = by_neighbours(match, chosen, found)
                if entry is not None:
                    taken[match.first : match.stop] = [True] * (match.stop - match.first)
                    chosen.append(Named(match.first, match.stop, entry))
        return chosen

    def _shared(self, found: Words) -> list[tuple[Named, int]]:
        """Names that share a word with another one, each with the index behind its own words."""
        return [
            (Named(each.first, each.stop, entry), each.own)
            for each in shared_heads(found, self._labels)
            for entry in [fitting(each.entries, each.first, each.stop, found)]
            if entry is not None
        ]

    def _nearly(self, found: Words, taken: set[int]) -> list[Named]:
        out: list[Named] = []
        for each in self._near.find(found) if self._near else ():
            stretch = range(each.first, each.stop)
            if taken.isdisjoint(stretch):
                taken.update(stretch)
                out.append(Named(each.first, each.stop, Entry(each.concept, VARIANT + 1)))
        return out


def outside(mentions: Iterable[Mention], spans: Iterable[tuple[int, int]]) -> tuple[Mention, ...]:
    """The mentions that touch none of some spans of the text."""
    apart = list(spans)
    return tuple(one for one in mentions if not any(a < one.end and one.start < b for a, b in apart))


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _once(mentions: list[Mention]) -> list[Mention]:
    """In order, without those that lie within or across another of the same concept before them."""
    mentions.sort(key=lambda mention: (mention.start, -mention.end, mention.concept))
    until: dict[str, int] = {}
    out: list[Mention] = []
    for mention in mentions:
        if mention.start >= until.get(mention.concept, 0):
            until[mention.concept] = mention.end
            out.append(mention)
    return out


def _near_labels(scheme: Scheme) -> Iterator[tuple[Concept, str]]:
    for concept in scheme:
        if concept.kind != GROUP:
            yield concept, concept.pref_label


def _inside(shared: tuple[Named, int], chosen: list[Named], found: Words) -> bool:
    """Whether a coordinated name says nothing more than the labels that are there.

    Its own words belong to a longer label; or they are a verb and the rest is a label ("building and defining
    recruiting pipelines").
    """
    each, own = shared
    if is_verb(found.keys[each.first]) and any(own < c.first and c.stop >= each.stop for c in chosen):
        return True
    return any(c.first <= each.first and own <= c.stop and c.stop - c.first > 1 for c in chosen)


def _uncovered(chosen: list[Named], shared: list[tuple[Named, int]]) -> list[Named]:
    """The labels that are not the own words of a coordinated name."""
    covered = {i for each, own in shared for i in range(each.first, own)}
    return [each for each in chosen if not covered.issuperset(range(each.first, each.stop))]


def _without_praise(named: Named, found: Words) -> Named:
    """The name without "strong" or "ability to", which labels may have: a span is the shortest phrase."""
    first = named.first
    while first < named.stop - 1 and found.keys[first] in _PRAISE:
        first += 1
    return named._replace(first=first)


def _shared_span(shared: tuple[Named, int], found: Words) -> Named:
    each, own = shared
    return each._replace(stop=own) if found.light[each.stop - 1] in GENERIC_HEADS else each


#: What may stand between the bracket and the short form in it: "(i.e., SDLC)".
_THAT_IS = frozenset({BREAK, "ie", "aka"})


def _without_repeats(chosen: list[Named], found: Words) -> list[Named]:
    """The labels without the short form in brackets behind the long one: "Google Cloud Platform (GCP)"."""
    if "(" not in found.text:
        return chosen
    ends = {(each.stop, each.entry.concept.iri) for each in chosen}

    def repeats(each: Named) -> bool:
        opening = each.first - 1
        while opening > 0 and found.keys[opening] in _THAT_IS and found.text[found.starts[opening]] != "(":
            opening -= 1
        return (opening, each.entry.concept.iri) in ends

    return [each for each in chosen if not repeats(each)]
