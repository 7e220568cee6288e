"""Skills that share a word: "written and verbal communication", "compiler design and construction"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .spelling import word_set
from .words import BREAK

if TYPE_CHECKING:
    from .labels import Entry, Labels
    from .words import Words

_COORDINATORS = frozenset({"and", "or"})
_NO_CONJUNCT = frozenset({BREAK, "and", "or"})
#: Heads that add nothing to the name before them: "analytical and communication skills".
GENERIC_HEADS = word_set("""
    skill ability experience knowledge expertise capability competency background tool technology
    practice
""")
_LONGEST_CONJUNCT = 3


class Shared(NamedTuple):
    """A coordinated name: the words that it is made of, from ``first`` up to ``stop``, and what it may mean.

    ``own`` is the conjunct's own end; what lies between it and the shared head are other conjuncts.
    """

    first: int
    own: int
    stop: int
    entries: list[Entry]


def shared_heads(found: Words, labels: Labels) -> list[Shared]:
    """Conjuncts that are a label only together with a word that stands behind (or before) the other one."""
    keys = found.keys
    out: list[Shared] = []
    for left, right in _joints(found):
        behind = _behind(keys, left, right, labels)
        out.extend(behind or _before(keys, left, right, labels))
    return out


def _joints(found: Words) -> list[tuple[int, int]]:
    """Where conjuncts meet: the index behind the left one and that of the right one."""
    keys = found.keys
    joints: list[tuple[int, int]] = []
    for word in _COORDINATORS:
        if word not in keys:
            continue
        for i, key in enumerate(keys):
            if key == word and 0 < i < len(keys) - 1:
                # "written, verbal, and technical communication"
                joints.append((i - 1 if keys[i - 1] == BREAK else i, i + 1))
    if "/" in found.text:
        starts, ends, text = found.starts, found.ends, found.text
        joints.extend((i, i) for i in range(1, len(keys)) if "/" in text[ends[i - 1] : starts[i]])
    joints.sort()
    return joints


def _behind(keys: list[str], left: int, right: int, labels: Labels) -> list[Shared]:
    """Conjuncts up to ``left`` whose head stands at the end of what begins at ``right``."""
    limit = right
    while limit < len(keys) and limit < right + _LONGEST_CONJUNCT + 1 and keys[limit] not in _NO_CONJUNCT:
        limit += 1
    for stop in range(right + 2, limit + 1):
        if keys[stop - 1] not in labels.last_words:
            continue
        for first in range(max(right + 1, stop - 2), stop):
            chain = _chain(keys, left, keys[first:stop], stop, labels)
            if chain:
                return chain
    return []


def _chain(keys: list[str], end: int, head: list[str], stop: int, labels: Labels) -> list[Shared]:
    out: list[Shared] = []
    tail = " ".join(head)
    while end > 0:
        limit = end
        while limit > 0 and limit > end - _LONGEST_CONJUNCT and keys[limit - 1] not in _NO_CONJUNCT:
            limit -= 1
        for first in range(limit, end):
            if keys[first] in labels.first_words:
                entries = labels.entries.get(f"{' '.join(keys[first:end])} {tail}")
                if entries:
                    out.append(Shared(first, end, stop, entries))
                    break
        else:
            return out
        if first == 0 or keys[first - 1] != BREAK:
            return out
        end = first - 1
    return out


def _before(keys: list[str], left: int, right: int, labels: Labels) -> list[Shared]:
    """What begins at ``right`` and shares its beginning with the words that end at ``left``."""
    for shared in (1, 2):
        first = left - 1 - shared
        if (
            first < 0
            or keys[first] not in labels.first_words
            or not _NO_CONJUNCT.isdisjoint(keys[first:left])
        ):
            continue
        for size in (2, 1):
            stop = right + size
            if stop <= len(keys) and _NO_CONJUNCT.isdisjoint(keys[right:stop]):
                entries = labels.entries.get(" ".join(keys[first : first + shared] + keys[right:stop]))
                if entries:
                    return [Shared(first, stop, stop, entries)]
    return []
