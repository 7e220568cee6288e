"""Finds what a person means by a name: abbreviations, word order, initials and typos are understood.

The order, first answer wins: the IRI, or the end of one; the title as it stands, then but for
abbreviations and small words; its words in another order; other forms of its words; its initials; a title of
the same level that has all words typed, if there is only one; misspelt words; and last whatever of the
same level and field resembles it clearly more than anything else does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careergraph.data.titles import names_position

from .errors import AmbiguousNameError, UnknownNameError
from .levels import level_words
from .titles import bag, key, loose, same_but_for_typos, same_with_initials, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_RESEMBLES = 86.0
_CLEARLY = 5.0
_SAME_WORD = 65.0
_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name; ``type`` is "role", "family" ..., ``detail`` tells it from others so named."""

    iri: str
    name: str
    type: str
    detail: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


class NameIndex:
    """Things by name; those whose type comes first in ``prefer`` win where names are equal.

    Args:
        things: what can be found.
        base: what their IRIs start with.
        prefer: types in order; a thing of a later type is not looked at where one of an earlier type has the
            name. Types that are not listed come last, as one.
    """

    def __init__(
        self, things: Iterable[Named], base: str = "", prefer: Sequence[str] = ("role", "family")
    ) -> None:
        self._things = list(things)
        self._base = base
        self._order = {type_: position for position, type_ in enumerate(prefer)}
        self._by_iri = {thing.iri: thing for thing in self._things}

    def find(self, name: str) -> Named:
        """The one thing that ``name`` means.

        Raises:
            AmbiguousNameError: several fit equally well.
            UnknownNameError: none does.
        """
        direct = self._by_iri.get(name) or self._by_iri.get(self._base + name)
        if direct:
            return direct
        ending = [
            thing for thing in self._things if "/" in name and thing.iri.endswith(f"/{name.lstrip('/')}")
        ]
        if len(ending) == 1:
            return ending[0]
        if words(name):
            for candidates in self._attempts(name):
                if len(candidates) == 1:
                    return candidates[0]
                if candidates:
                    listed = sorted(candidates, key=lambda t: (t.name, t.iri))
                    raise AmbiguousNameError(name, [self.describe(thing) for thing in listed], listed)
        suggested = self.suggest(name)
        raise UnknownNameError(name, [self.describe(thing) for thing in suggested], suggested)

    def describe(self, thing: Named) -> str:
        """One line that tells a thing from all others and holds what can be typed to name it."""
        short = thing.iri.removeprefix(self._base)
        detail = f", {thing.detail}" if thing.detail else ""
        return f"{thing.name} ({thing.type}{detail}): {short}"

    def suggest(self, name: str, limit: int = _SUGGESTIONS) -> list[Named]:
        """Things whose names have all words of ``name``, then those that resemble it, best first."""
        typed = set(words(name))
        within = [t for t in self._things if typed and any(typed < set(words(n)) for n in t.names)]
        alike = [thing for _, thing in self._resembling(name, 60.0)]
        return list(dict.fromkeys(within + alike))[:limit]

    def search(self, text: str) -> list[Named]:
        """What has all words of ``text``, or starts of them, in its name."""
        folded = _spaced(text)
        readings = [typed for typed in (words(text), tuple(folded.split())) if typed]

        def fits(name: str) -> bool:
            there = words(name)
            return folded in name.casefold() or any(
                all(any(word.startswith(start) for word in there) for start in typed) for typed in readings
            )

        found = [thing for thing in self._things if any(fits(name) for name in thing.names)]
        found.sort(key=lambda t: (self._order.get(t.type, len(self._order)), len(t.name), t.name, t.iri))
        return found

    def like(self, text: str) -> list[Named]:
        """What is called something like ``text``, most alike first."""
        return [thing for _, thing in self._resembling(text, 75.0)]

    def _attempts(self, name: str) -> Iterable[list[Named]]:
        for make in (_spaced, key, bag, loose):
            yield self._first_type(self._with(make, make(name)))
        compact = "".join(c for c in name.casefold() if c.isalnum())
        if 2 <= len(compact) <= 6 and " " not in name.strip():
            yield self._first_type([t for t in self._things if _initials(t.name) == compact])
        yield self._first_type([t for t in self._things if same_with_initials(name, t.name)])
        typed = set(words(name))
        within = [t for t in self._things if any(typed < set(words(n)) for n in t.names)]
        same_level = [t for t in within if level_words(t.name) == level_words(name)]
        yield self._first_type(same_level)
        wanted = loose(name)
        yield self._first_type(
            [t for t in self._things if any(same_but_for_typos(wanted, loose(n)) for n in t.names)]
        )
        # A word that names a position at another level is no short name of it.
        yield self._first_type(within) if len(within) > 1 or not names_position(name) else []
        scored = self._resembling(name, _RESEMBLES)
        scored = [
            (score, t)
            for score, t in scored
            if level_words(t.name) == level_words(name) and any(_same_field(name, n) for n in t.names)
        ]
        if scored:
            yield self._first_type([thing for score, thing in scored if score > scored[0][0] - _CLEARLY])

    def _with(self, make: Callable[[str], str], wanted: str) -> list[Named]:
        return [thing for thing in self._things if any(make(name) == wanted for name in thing.names)]

    def _first_type(self, found: list[Named]) -> list[Named]:
        by_rank: dict[int, list[Named]] = defaultdict(list)
        for thing in found:
            by_rank[self._order.get(thing.type, len(self._order))].append(thing)
        return by_rank[min(by_rank)] if by_rank else []

    def _resembling(self, name: str, at_least: float) -> list[tuple[float, Named]]:
        from rapidfuzz import fuzz  # noqa: PLC0415 - loads only where nothing has the name

        wanted = bag(name) or name.casefold()
        scored = [(max(fuzz.ratio(wanted, bag(n)) for n in thing.names), thing) for thing in self._things]
        found = [(score, thing) for score, thing in scored if score >= at_least]
        return sorted(found, key=lambda pair: (-pair[0], pair[1].name, pair[1].iri))


def _same_field(name: str, other: str) -> bool:
    """Whether no word stands for a quite different one: "Support" is no way to write "Security"."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - loads only where nothing has the name

    typed, there = set(words(name)), set(words(other))
    new, left = typed - there, there - typed
    return not left or all(max(fuzz.ratio(word, one) for one in left) >= _SAME_WORD for word in new)


def _spaced(title: str) -> str:
    return " ".join(title.casefold().split())


def _initials(title: str) -> str:
    return "".join(word[0] for word in words(title))
