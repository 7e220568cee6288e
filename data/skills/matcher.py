"""Where labels stand in a text: all of them, on word boundaries, found in one pass.

The automaton is that of Aho and Corasick, "Efficient string matching: an aid to bibliographic search",
Communications of the ACM 18 (1975), as built by ahocorasick-rs; it runs over the normalised words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from .labels import VARIANT
from .spelling import word_set
from .words import words

if TYPE_CHECKING:
    from .labels import Entry, Labels
    from .words import Words


class Match(NamedTuple):
    """A label found: the words from ``first`` up to and without ``stop``, and what it may mean."""

    first: int
    stop: int
    entries: list[Entry]


class Named(NamedTuple):
    """What the words from ``first`` up to ``stop`` name."""

    first: int
    stop: int
    entry: Entry


#: Words that say how well or that something is known; they make no name longer.
_FILLERS = word_set("""
    skill ability experience knowledge expertise strong excellent good solid great
""")


def _order(match: Match, keys: list[str]) -> tuple[int, int, bool, int]:
    """Order of choice: more words that say something, more words, the scheme's own before variants, place."""
    inside = keys[match.first : match.stop]
    telling = sum(key not in _FILLERS for key in inside)
    return -telling, -len(inside), match.entries[0].rank >= VARIANT, match.first


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
        """Every label in these words, longer ones first."""
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
        keys = found.keys
        matches.sort(key=lambda match: _order(match, keys))
        return matches
