"""Mentions of skills in sentences, each linked to a concept of a scheme.

Labels are found on word boundaries (:mod:`.matcher`), names that share a word are completed
(:mod:`.coordination`); of those that overlap, the longest stays. A label that is also another word
counts only in fitting company.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .coordination import GENERIC_HEADS, shared_heads
from .cues import liked_spans, negated, sentences
from .labels import Labels
from .matcher import Matcher
from .words import BREAK

if TYPE_CHECKING:
    from .labels import Entry
    from .matcher import Match
    from .scheme import Scheme
    from .words import Words


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill named in a text.

    ``start`` and ``end`` are character offsets, ``text`` is what stands there; ``concept`` and ``label`` are
    the skill's IRI and preferred label. ``preferred`` says that the sentence calls it a plus.
    """

    start: int
    end: int
    text: str
    concept: str
    label: str
    preferred: bool = False


class _Sentence:
    """A sentence on its way to its mentions."""

    def __init__(self, text: str, found: Words) -> None:
        self.text = text
        self.words = found
        self.light = set(found.light)
        self._joined = ""

    def has(self, context: str) -> bool:
        if " " not in context:
            return context in self.light
        if not self._joined:
            self._joined = f" {' '.join(self.words.light)} "
        return f" {context} " in self._joined


class Linker:
    """Finds the mentions of a scheme's skills.

    Args:
        scheme: the vocabulary. The automaton over its labels is built here, once.

    >>> from careergraph.data.skills.scheme import Concept, Scheme
    >>> linker = Linker(Scheme.of([Concept("urn:k8s", "Kubernetes", ("K8s",)), Concept("urn:vc", "verbal communication")]))
    >>> [(m.label, m.text) for m in linker.mentions("Verbal and written communication; K8s is a plus")]
    [('verbal communication', 'Verbal and written communication'), ('Kubernetes', 'K8s')]
    """

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._matcher = Matcher(Labels(scheme))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The skills that a text names, in order.

        Args:
            text: an item, a paragraph or a whole document as plain text.

        Returns:
            Mentions, by place. Two may share a stretch of text where two names share a word.
        """
        out: list[Mention] = []
        for start, end in sentences(text):
            out.extend(self._sentence(text[start:end], start))
        return tuple(out)

    def _sentence(self, text: str, offset: int) -> list[Mention]:
        found = self._matcher.words(text)
        matches = self._matcher.matches(found)
        if not matches:
            return []
        sentence = _Sentence(text, found)
        taken = [False] * len(found.keys)
        chosen: list[tuple[int, int, Entry]] = []
        waiting: list[Match] = []
        for match in matches:
            if any(taken[match.first : match.stop]):
                continue
            entry = self._choose(match, sentence)
            if entry is None:
                waiting.append(match)
                continue
            taken[match.first : match.stop] = [True] * (match.stop - match.first)
            chosen.append((match.first, match.stop, entry))
        chosen.extend(self._by_neighbours(waiting, chosen, taken, found))
        spans = self._spans(chosen, sentence)
        liked = liked_spans(text)
        out: dict[tuple[str, int, int], Mention] = {}
        for start, end, entry in sorted(spans, key=lambda span: span[:2]):
            if negated(text, start, end):
                continue
            concept = entry.concept
            preferred = any(a <= start and end <= b for a, b in liked)
            mention = Mention(
                offset + start, offset + end, text[start:end], concept.iri, concept.pref_label, preferred
            )
            out.setdefault((concept.iri, start, end), mention)
        return list(out.values())

    def _spans(self, chosen: list[tuple[int, int, Entry]], sentence: _Sentence) -> list[tuple[int, int, Entry]]:
        """The character spans of all names, those with shared words among them."""
        found = sentence.words
        spans: list[tuple[int, int, Entry]] = []
        covered: set[int] = set()
        for shared in shared_heads(found, sentence.text, self._matcher):
            if any(first <= shared.first and shared.own <= stop and stop - first > 1 for first, stop, _ in chosen):
                continue
            entry = self._fits(shared.entries, shared.first, shared.stop, sentence)
            if entry is None:
                continue
            head = found.light[shared.stop - 1]
            stop = shared.own if head in GENERIC_HEADS else shared.stop
            spans.append((found.starts[shared.first], found.ends[stop - 1], entry))
            covered.update(range(shared.first, shared.own))
        spans.extend(
            (found.starts[first], found.ends[stop - 1], entry)
            for first, stop, entry in chosen
            if not covered.issuperset(range(first, stop))
        )
        return spans

    def _choose(self, match: Match, sentence: _Sentence) -> Entry | None:
        return self._fits(match.entries, match.first, match.stop, sentence)

    @staticmethod
    def _fits(entries: list[Entry], first: int, stop: int, sentence: _Sentence) -> Entry | None:
        """The first entry that these words may stand for here."""
        found = sentence.words
        for entry in entries:
            if entry.light and entry.light != found.light[first]:
                continue
            raw = sentence.text[found.starts[first] : found.ends[stop - 1]]
            if entry.case and raw != entry.case and not (raw.istitle() and entry.case.istitle()):
                continue
            if entry.contexts is not None:
                own = set(found.light[first:stop])
                if not any(sentence.has(c) for c in entry.contexts if not own.issuperset(c.split())):
                    continue
            return entry
        return None

    @staticmethod
    def _by_neighbours(
        waiting: list[Match], chosen: list[tuple[int, int, Entry]], taken: list[bool], found: Words
    ) -> list[tuple[int, int, Entry]]:
        """Ambiguous names in a list with skills of the same kind: "Go, Java or Rust"."""
        by_edge = {stop: entry for _, stop, entry in chosen} | {}
        by_start = {first: entry for first, _, entry in chosen}
        out: list[tuple[int, int, Entry]] = []
        links = {BREAK, "and", "or"}
        for match in waiting:
            if any(taken[match.first : match.stop]):
                continue
            near: list[Entry] = []
            before = match.first
            while before > 0 and found.keys[before - 1] in links:
                before -= 1
            if before < match.first and before in by_edge:
                near.append(by_edge[before])
            after = match.stop
            while after < len(found.keys) and found.keys[after] in links:
                after += 1
            if after > match.stop and after in by_start:
                near.append(by_start[after])
            for entry in match.entries:
                light_fits = not entry.light or entry.light == found.light[match.first]
                if light_fits and any(set(entry.concept.broader) & set(other.concept.broader) for other in near):
                    out.append((match.first, match.stop, entry))
                    taken[match.first : match.stop] = [True] * (match.stop - match.first)
                    break
        return out
