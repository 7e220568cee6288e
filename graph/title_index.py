"""All roles and families of a reading, found by their titles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .levels import field_words, head_first, is_bare_level, level_words
from .links import segments
from .titles import (
    bag,
    each_field,
    initials,
    key,
    loose,
    same_but_for_typos,
    same_with_initials,
    without_served,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from careergraph.data.records import Page, Role

Tier = Literal["title", "word order", "word form", "part of title", "typo"]
_TIERS: tuple[tuple[Tier, Callable[[str], str]], ...] = (
    ("title", key),
    ("word order", bag),
    ("word form", loose),
)
#: Similarity (0 to 100) below which two titles are not even looked at as misspellings of each other.
_TYPO_CUTOFF = 88.0


@dataclass(frozen=True, slots=True)
class Place:
    """A role of a page, or with no role the job family that the page describes."""

    page: Page
    role: Role | None = None

    @property
    def title(self) -> str:
        """The title of the role, else of the family."""
        return self.role.title if self.role else self.page.family

    def __str__(self) -> str:
        line = self.role.line if self.role else self.page.line
        return f"{self.title} ({self.page.path}:{line})"


@dataclass(frozen=True, slots=True)
class Match:
    """The places that a title fits equally well, and which comparison found them."""

    places: tuple[Place, ...]
    tier: Tier

    @property
    def single(self) -> Place | None:
        """The one place meant; None where several fit."""
        return self.places[0] if len(self.places) == 1 else None


def _settle(places: list[Place]) -> tuple[Place, ...]:
    """A role stands before the family of its own page; everything else that fits equally stays."""
    pages_with_role = {place.page.path for place in places if place.role}
    return tuple(p for p in places if p.role or p.page.path not in pages_with_role)


def _same_level(one: str, other: str) -> bool:
    return level_words(one) == level_words(other)


def _part_of_other(name: str, place: Place) -> bool:
    """Whether a name and a title of one level differ only in how much they say of the field.

    One word is too little to go by ("Director of UX" is nobody in "UX Research"), unless what the name says
    more is in the name of the family.
    """
    served = without_served(place.title)
    said, title = set(field_words(name)), set(field_words(served))
    shared = said & title
    if not shared or not _same_level(name, served):
        return False
    if said >= title and said - title <= set(words(place.page.family)):
        return True
    return len(shared) > 1 and (said <= title or title <= said)


def department(page: Page) -> str:
    """What groups a page with its neighbours: its department, else the folder above it."""
    return page.department or "/".join(segments(page.path)[:-1])


class TitleIndex:
    """Roles and families by title, on one page, in one department or everywhere."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.places: list[Place] = []
        self._by_key: dict[Tier, dict[str, list[Place]]] = {tier: defaultdict(list) for tier, _ in _TIERS}
        self._of_page: dict[str, list[Place]] = defaultdict(list)
        for page in pages:
            if page.is_job_family:
                for place in (Place(page), *(Place(page, role) for role in page.roles)):
                    self._add(place)
        self._loose_keys = list(self._by_key["word form"])

    def _add(self, place: Place) -> None:
        self.places.append(place)
        self._of_page[place.page.path].append(place)
        for tier, make in _TIERS:
            self._by_key[tier][make(place.title)].append(place)

    def find(self, title: str, page: Page | None = None) -> Match | None:
        """The places with this title: the closest comparison wins, within it the nearest to ``page``.

        Titles of nothing but level words ("Senior Manager") are too general to be looked for beyond ``page``.
        """
        if not words(title):
            return None
        scopes = self._scopes(page, general=is_bare_level(title))
        for tier, make in _TIERS:
            found = self._by_key[tier].get(make(title), [])
            for within in scopes:
                if near := [place for place in found if within(place)]:
                    return Match(_settle(near), tier)
        near_by = self.on_page(title, page) if page is not None else None
        if near_by and near_by.single:
            return near_by
        return self._by_initials(title, scopes) or self._one_field(title) or self._misspelt(title, scopes)

    def on_page(self, title: str, page: Page) -> Match | None:
        """The roles of one page with this title or heading; families are not looked at.

        On one page initials stand for the words of a title, and a title of the same level that only says more
        or less of its field is the same one ("Security Manager, Trust" for "Manager, Trust") if there is just
        one.
        """
        roles = [place for place in self._of_page[page.path] if place.role]
        for tier, make in _TIERS:
            wanted = make(title)
            found = [p for p in roles if wanted and make(p.title) == wanted]
            found = found or [
                p for p in roles if p.role and p.role.heading and make(p.role.heading) == wanted
            ]
            if found:
                return Match(tuple(found), tier)
        wanted = loose(title)
        found = [
            p for p in roles if same_but_for_typos(wanted, loose(p.title)) and _same_level(title, p.title)
        ]
        if found:
            return Match(tuple(found), "typo")
        found = [p for p in roles if same_with_initials(title, without_served(p.title))]
        found = found or [p for p in roles if _part_of_other(title, p)]
        if len(found) == 1:
            return Match(tuple(found), "part of title")
        return self._narrowed(title, page)

    def level_on_page(self, title: str, page: Page, near: str) -> Match | None:
        """The roles of a page at the level that a title of level words names ("Senior", "Senior Manager").

        Where several roles have this level, those whose field is that of ``near`` are meant, and "Manager, X"
        rather than "X Manager".
        """
        wanted = level_words(title)
        if field_words(title) or not wanted:
            return None
        found = [p for p in self._of_page[page.path] if p.role and level_words(p.title) == wanted]
        if len(found) > 1:
            field = set(field_words(near))
            found = [p for p in found if set(field_words(p.title)) == field] or found
            found = [p for p in found if head_first(p.title)] or found
        return Match(tuple(found), "word form") if found else None

    def only_of_level(self, title: str, page: Page) -> Match | None:
        """The role of a page at the level that a title tells, whatever the field, if there is just one."""
        wanted = level_words(title)
        found = [p for p in self._of_page[page.path] if p.role and level_words(p.title) == wanted]
        return Match(tuple(found), "word form") if wanted and len(found) == 1 else None

    def _narrowed(self, title: str, page: Page) -> Match | None:
        """The role that a specialty of a page is one of, by the specialty's name.

        "Manager, Support (Weekends)" is "Manager, Support" where the page has a specialty of that name.
        """
        wanted = set(words(title))
        if not any(set(words(s.name)) == wanted for s in (*page.specialties, *page.segments)):
            return None
        found = [
            p
            for p in self._of_page[page.path]
            if p.role and set(words(p.title)) < wanted and _same_level(title, p.title)
        ]
        return Match(tuple(found), "part of title") if len(found) == 1 else None

    @cached_property
    def _bags(self) -> dict[str, str]:
        """Each title with its words in alphabetical order."""
        return {place.title: bag(place.title) for place in self.places}

    def nearest(self, title: str, limit: int = 2) -> list[str]:
        """Titles that resemble one that was not found, best first, for a message."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads only where a title was not found

        found = process.extract(
            bag(title),
            self._bags,
            scorer=fuzz.ratio,
            limit=limit,
            score_cutoff=65,
        )
        return [match[2] for match in found]

    def _scopes(self, page: Page | None, *, general: bool) -> list[Callable[[Place], bool]]:
        scopes: list[Callable[[Place], bool]] = []
        if page is not None:
            scopes.append(lambda place: place.page.path == page.path)
        if not general:
            if page is not None:
                scopes.append(lambda place: department(place.page) == department(page))
            scopes.append(lambda _: True)
        return scopes

    def _by_initials(self, title: str, scopes: list[Callable[[Place], bool]]) -> Match | None:
        """The place whose title's initials a word in capitals is ("PAO")."""
        short = title.strip()
        if not (3 <= len(short) <= 6 and short.isalpha() and short.isupper()):
            return None
        found = [place for place in self.places if initials(place.title) == short.lower()]
        for within in scopes:
            if near := [place for place in found if within(place)]:
                return Match(_settle(near), "part of title")
        return None

    @cached_property
    def _fields(self) -> dict[str, list[Place]]:
        """The families of two fields ("Sales and Channel Marketing") by the title of each."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            for title in each_field(place.title) if place.role is None else ():
                found[key(title)].append(place)
        return found

    def _one_field(self, title: str) -> Match | None:
        """The family of two fields of which the title names one."""
        found = self._fields.get(key(title), [])
        return Match(tuple(found), "part of title") if len(found) == 1 else None

    def _misspelt(self, title: str, scopes: list[Callable[[Place], bool]]) -> Match | None:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads only where a title was not found as written

        wanted = loose(title)
        close = process.extract(
            wanted, self._loose_keys, scorer=fuzz.ratio, score_cutoff=_TYPO_CUTOFF, limit=10
        )
        found = [
            place
            for match in close
            if same_but_for_typos(wanted, match[0]) and _same_level(wanted, match[0])
            for place in self._by_key["word form"][match[0]]
        ]
        for within in scopes:
            if near := [place for place in found if within(place)]:
                return Match(_settle(near), "typo")
        return None
