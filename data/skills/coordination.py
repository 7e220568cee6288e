"""Skills that share a word: "written and verbal communication", "compiler design and construction"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .words import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .labels import Entry
    from .matcher import Matcher
    from .words import Words

_COORDINATORS = frozenset({"and", "or"})
#: Heads that add nothing to the name before them: "analytical and communication skills".
GENERIC_HEADS = frozenset(
    "skill ability experience knowledge expertise capability competency background tool technology practice".split()
)
_LONGEST_CONJUNCT, _LONGEST_HEAD = 3, 2


class Shared(NamedTuple):
    """A coordinated name: the words that it is made of, from ``first`` up to ``stop``, and what it may mean.

    ``own`` is the conjunct's own end; what lies between it and the shared head are other conjuncts.
    """

    first: int
    own: int
    stop: int
    entries: list[Entry]


def shared_heads(found: Words, text: str, matcher: Matcher) -> Iterator[Shared]:
    """Conjuncts that a label completes only together with a word that stands behind (or before) the other one."""
    keys = found.keys
    for i in range(1, len(keys)):
        if keys[i] in _COORDINATORS:
            left, right = i, i + 1
        elif "/" in text[found.ends[i - 1] : found.starts[i]]:
            left, right = i, i
        else:
            continue
        if keys[left - 1] == BREAK:  # "written, verbal, and technical communication"
            left -= 1
        found_behind = list(_behind(keys, left, right, matcher))
        yield from found_behind
        if not found_behind:
            yield from _before(keys, left, right, matcher)


def _plain(keys: list[str], first: int, stop: int) -> bool:
    return 0 <= first < stop <= len(keys) and not any(
        key == BREAK or key in _COORDINATORS for key in keys[first:stop]
    )


def _behind(keys: list[str], left: int, right: int, matcher: Matcher) -> Iterator[Shared]:
    """Conjuncts up to ``left`` whose head stands at the end of what begins at ``right``."""
    for inner in range(1, _LONGEST_CONJUNCT):
        for size in range(_LONGEST_HEAD, 0, -1):
            first, stop = right + inner, right + inner + size
            if not _plain(keys, right, stop):
                continue
            chain = list(_chain(keys, left, keys[first:stop], stop, matcher))
            if chain:
                yield from chain
                return


def _chain(keys: list[str], end: int, head: list[str], stop: int, matcher: Matcher) -> Iterator[Shared]:
    while end > 0:
        for size in range(_LONGEST_CONJUNCT, 0, -1):
            first = end - size
            if _plain(keys, first, end):
                entries = matcher.look_up(keys[first:end] + head)
                if entries:
                    yield Shared(first, end, stop, entries)
                    break
        else:
            return
        end = first
        if end > 0 and keys[end - 1] == BREAK:
            end -= 1
        else:
            return


def _before(keys: list[str], left: int, right: int, matcher: Matcher) -> Iterator[Shared]:
    """What begins at ``right`` and shares its beginning with the words that end at ``left``."""
    for shared in (1, 2):
        first = left - 1 - shared
        if not _plain(keys, first, left):
            continue
        for size in (2, 1):
            stop = right + size
            if _plain(keys, right, stop):
                entries = matcher.look_up(keys[first : first + shared] + keys[right:stop])
                if entries:
                    yield Shared(first, stop, stop, entries)
                    return
