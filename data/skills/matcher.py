"""Where labels stand in a text: all of them, on word boundaries, found in one pass.

The automaton is that of Aho and Corasick, "Efficient string matching: an aid to bibliographic search",
Communications of the ACM 18 (1975), as built by ahocorasick-rs; it runs over the normalised words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from .labels import VARIANT
from .words import words

if TYPE_CHECKING:
    from .labels import Entry, Labels
    from .words import Words


class Match(NamedTuple):
    """A label found: the words from ``first`` up to and without ``stop``, and what it may mean."""

    first: int
    stop: int
    entries: list[Entry]


def _longest_first(match: Match) -> tuple[int, bool, int]:
    """Order of choice: more words, then labels as the scheme writes them before variants, then by place."""
    return match.first - match.stop, match.entries[0].rank > VARIANT - 1, match.first


class Matcher:
    """Finds every label of a scheme in a text, also those inside longer ones."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._entries = list(labels.entries.values())
        self._automaton = AhoCorasick([f" {key} " for key in labels.entries], matchkind=MatchKind.Standard)

    def words(self, text: str) -> Words:
        """The words of a text, pairs joined as the labels have them."""
        return self._labels.compounds.join(words(text))

    def matches(self, found: Words) -> list[Match]:
        """Every label in these words, longer ones first, then by place."""
        haystack = f" {' '.join(found.keys)} "
        hits = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        if not hits:
            return []
        place: dict[int, int] = {}
        offset = 0
        for i, key in enumerate(found.keys):
            place[offset] = i
            offset += len(key) + 1
        place[offset] = len(found.keys)
        entries = self._entries
        matches = [Match(place[start], place[end - 1], entries[number]) for number, start, end in hits]
        matches.sort(key=_longest_first)
        return matches
