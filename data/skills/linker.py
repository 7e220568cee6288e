"""Mentions of skills in sentences, each linked to a concept of a scheme.

Labels are found on word boundaries (:mod:`.matcher`), names that share a word are completed
(:mod:`.coordination`); of those that overlap, the longest stays. A label that is also another word
counts only in fitting company. What that was tried on and how well it does is in ``docs/skills.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .coordination import GENERIC_HEADS, shared_heads
from .cues import liked_spans, names_people, negated, sentences
from .labels import VARIANT, Entry, Labels
from .matcher import Matcher
from .near import NearLabels
from .scheme import GROUP
from .words import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .matcher import Match
    from .scheme import Concept, Scheme
    from .words import Words

_ESCO = "http://data.europa.eu/esco/"
#: How alike a stretch of text and a label must be where near labels count; tuned on one set, checked on another.
NEAR = 0.9
#: Texts whose mentions are remembered: pages repeat their items.
_REMEMBERED = 20_000


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


class _Found(NamedTuple):
    """The words from ``first`` up to ``stop``, the span's last word, and the concept that they name."""

    first: int
    stop: int
    entry: Entry


class Linker:
    """Finds the mentions of a scheme's skills.

    Args:
        scheme: the vocabulary. The automaton over its labels is built here, once.
        alternatives: whether alternative labels count. Left out, they do, unless most concepts are ESCO's:
            its alternatives are written to be searched, and in running text they name something else
            far more often than the skill ("process", "tools", "data").
        near: how alike (0.8 to 1) a stretch of words must be to a preferred label to count as it; 0 for not at all.
            Left out, 0.9 where alternatives do not count, else 0.

    >>> from careergraph.data.skills.scheme import Concept, Scheme
    >>> scheme = Scheme.of([Concept("urn:k8s", "Kubernetes", ("K8s",)), Concept("urn:vc", "verbal communication")])
    >>> [(m.label, m.text, m.preferred) for m in Linker(scheme).mentions("Verbal and written communication; K8s a plus")]
    [('verbal communication', 'Verbal and written communication', False), ('Kubernetes', 'K8s', True)]
    """

    def __init__(self, scheme: Scheme, *, alternatives: bool | None = None, near: float | None = None) -> None:
        self.scheme = scheme
        if alternatives is None:
            alternatives = 2 * sum(iri.startswith(_ESCO) for iri in scheme.concepts) <= len(scheme)
        if near is None:
            near = 0.0 if alternatives else NEAR
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
        out = tuple(
            mention for start, end in sentences(text) for mention in self._sentence(text[start:end], start)
        )
        if len(text) < 1000 and len(self._remembered) < _REMEMBERED:
            self._remembered[text] = out
        return out

    def _sentence(self, text: str, offset: int) -> list[Mention]:
        found = self._matcher.words(text)
        matches = self._matcher.matches(found)
        shared = self._shared(found)
        if not (matches or shared or self._near):
            return []
        chosen = self._choose(matches, found)
        taken = {i for each in chosen for i in range(each.first, each.stop)}
        near = self._nearly(found, taken) if self._near else []
        spans = [*_without_repeats(_uncovered(chosen, shared), found), *near]
        spans.extend(_shared_span(each, found) for each in shared if not _inside(each, chosen))
        liked = liked_spans(text) if spans else []
        out: dict[tuple[str, int, int], Mention] = {}
        for first, stop, entry in spans:
            start, end = found.starts[first], found.ends[stop - 1]
            if names_people(found, first, stop) or negated(text, start, end):
                continue
            concept = entry.concept
            preferred = any(a <= start and end <= b for a, b in liked)
            exact = entry.rank <= VARIANT
            out[concept.iri, start, end] = Mention(
                offset + start, offset + end, text[start:end], concept.iri, concept.pref_label, preferred, exact
            )
        return sorted(out.values(), key=lambda mention: (mention.start, mention.end, mention.concept))

    def _choose(self, matches: list[Match], found: Words) -> list[_Found]:
        """Of the labels found those that stay: the longest, in fitting company."""
        taken = [False] * len(found)
        chosen: list[_Found] = []
        waiting: list[Match] = []
        for match in matches:
            if True in taken[match.first : match.stop]:
                continue
            entry = _fitting(match.entries, match.first, match.stop, found)
            if entry is None:
                waiting.append(match)
                continue
            taken[match.first : match.stop] = [True] * (match.stop - match.first)
            chosen.append(_Found(match.first, match.stop, entry))
        for match in waiting:
            if True not in taken[match.first : match.stop]:
                entry = _by_neighbours(match, chosen, found)
                if entry is not None:
                    taken[match.first : match.stop] = [True] * (match.stop - match.first)
                    chosen.append(_Found(match.first, match.stop, entry))
        return chosen

    def _shared(self, found: Words) -> list[tuple[_Found, int]]:
        """Names that share a word with another one, each with the index behind its own words."""
        return [
            (_Found(each.first, each.stop, entry), each.own)
            for each in shared_heads(found, self._labels)
            for entry in [_fitting(each.entries, each.first, each.stop, found)]
            if entry is not None
        ]

    def _nearly(self, found: Words, taken: set[int]) -> list[_Found]:
        out: list[_Found] = []
        for each in self._near.find(found) if self._near else ():
            stretch = range(each.first, each.stop)
            if taken.isdisjoint(stretch):
                taken.update(stretch)
                out.append(_Found(each.first, each.stop, Entry(each.concept, VARIANT + 1)))
        return out


def _near_labels(scheme: Scheme) -> Iterator[tuple[Concept, str]]:
    for concept in scheme:
        if concept.kind != GROUP:
            yield concept, concept.pref_label
            for label in concept.hidden_labels:
                yield concept, label


def _fitting(entries: list[Entry], first: int, stop: int, found: Words) -> Entry | None:
    """The first entry that these words may stand for here."""
    for entry in entries:
        if entry.light and entry.light != found.light[first]:
            continue
        if entry.case:
            raw = found.text[found.starts[first] : found.ends[stop - 1]]
            if raw != entry.case:
                continue
        if entry.contexts is not None and not _in_company(entry.contexts, first, stop, found):
            continue
        return entry
    return None


def _in_company(contexts: frozenset[str], first: int, stop: int, found: Words) -> bool:
    """Whether one of the contexts stands elsewhere in the sentence."""
    around = [*found.light[:first], BREAK, *found.light[stop:]]
    words = set(around)
    text = ""
    for context in contexts:
        if " " not in context:
            if context in words:
                return True
        else:
            text = text or f" {' '.join(around)} "
            if f" {context} " in text:
                return True
    return False


def _by_neighbours(match: Match, chosen: list[_Found], found: Words) -> Entry | None:
    """What an ambiguous name means in a list with skills of the same kind: "Go, Java or Rust"."""
    links = {BREAK, "and", "or"}
    before, after = match.first, match.stop
    while before > 0 and found.keys[before - 1] in links:
        before -= 1
    while after < len(found) and found.keys[after] in links:
        after += 1
    near = {
        above
        for each in chosen
        if (each.stop == before < match.first) or (each.first == after > match.stop)
        for above in each.entry.concept.broader
    }
    for entry in match.entries if near else ():
        if near.intersection(entry.concept.broader) and (not entry.light or entry.light == found.light[match.first]):
            return entry
    return None


def _inside(shared: tuple[_Found, int], chosen: list[_Found]) -> bool:
    """Whether the own words of a coordinated name belong to a longer label already."""
    each, own = shared
    return any(c.first <= each.first and own <= c.stop and c.stop - c.first > 1 for c in chosen)


def _uncovered(chosen: list[_Found], shared: list[tuple[_Found, int]]) -> list[_Found]:
    """The labels that are not the own words of a coordinated name."""
    covered = {i for each, own in shared if not _inside((each, own), chosen) for i in range(each.first, own)}
    return [each for each in chosen if not covered.issuperset(range(each.first, each.stop))]


def _shared_span(shared: tuple[_Found, int], found: Words) -> _Found:
    each, own = shared
    return each._replace(stop=own) if found.light[each.stop - 1] in GENERIC_HEADS else each


def _without_repeats(chosen: list[_Found], found: Words) -> list[_Found]:
    """The labels without the short form in brackets behind the long one: "Google Cloud Platform (GCP)"."""
    ends = {(each.stop, each.entry.concept.iri) for each in chosen}
    text = found.text
    return [
        each
        for each in chosen
        if not (
            (each.first - 1, each.entry.concept.iri) in ends and text[found.starts[each.first - 1]] == "("
        )
    ]
