"""Finds the role or family that a name on a page means: by link, by page and heading, by title.

The order, first answer wins:

1. A link to a page that was read. A text that names one of its roles picks that role, even against the
   fragment; then the fragment picks the role whose heading it leads to; then the role is meant that is the
   page's only one, or the only one of the level that the text tells; else the page's family is.
2. The title as written, then in another word order, then with other forms of its words, then misspelt; each
   on the same page, then in the same department, then in the whole handbook.
3. A title of level words alone ("Senior Manager") means the role of this level on the same page, or the one
   with the field of the role that the sentence is about.
4. The address of a link to a page that was not read, taken for a title.
5. Of somebody who moves, the family of the page, where the name says more or less of its field.

What fits several places equally is not resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from .family_names import means_own_family, names_family, names_field, resembles_own_family, speaks_of_family
from .levels import field_words, is_bare_level, level_words
from .links import Destination, LinkIndex, segments
from .title_index import Match, Place, TitleIndex
from .titles import words

if TYPE_CHECKING:
    from careergraph.data.records import Corpus, Page

How = Literal[
    "link",
    "fragment",
    "title",
    "word order",
    "word form",
    "part of title",
    "typo",
    "address",
    "level",
    "page",
]
Code = Literal[
    "unresolved-name",
    "ambiguous-name",
    "inexact-title",
    "misspelt-title",
    "moved-page",
    "missing-page",
    "link-and-text-differ",
    "",
]

#: Comparisons close enough to set a title above the link that it carries.
_EXACT = ("title", "word order")
#: Comparisons after which a person should look at the page.
_INEXACT = ("typo", "part of title")
#: So many words of the field must a name share with the address of its link to be taken for what it says.
_ENOUGH_IN_COMMON = 2
_GROUP = {
    "individual contributor": re.compile(r"^(?:all\s+)?(?:individual contributors?|ics?)$", re.IGNORECASE),
    "manager": re.compile(
        r"^(?:all\s+)?(?:managers? of people|people (?:managers?|leaders?)|people management)$", re.IGNORECASE
    ),
    "": re.compile(r"^individual contributors? and (?:managers? of people|people managers?)$", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was found to mean; ``place`` is None where it stays a name.

    ``code`` is set where a person should look at the page, with ``message`` and ``expected`` for them.
    """

    place: Place | None
    how: How | None = None
    code: Code = ""
    message: str = ""
    expected: str = ""
    candidates: tuple[Place, ...] = ()


def group(name: str) -> str | None:
    """The track that a group of people's name stands for, "" for both; None where it is no such name.

    >>> group("Individual contributors"), group("managers of people"), group("Engineers")
    ('individual contributor', 'manager', None)
    >>> group("individual contributors and managers of people")
    ''
    """
    for track, pattern in _GROUP.items():
        if pattern.match(name.strip()):
            return track
    return None


class Resolver:
    """Resolves names against the pages of one reading."""

    def __init__(self, corpus: Corpus) -> None:
        families = [page for page in corpus.pages if page.is_job_family]
        self.links = LinkIndex(families)
        self.titles = TitleIndex(families)

    def resolve(
        self, name: str, page: Page, *, link: str | None = None, near: str = "", sentence: str = ""
    ) -> Resolution:
        """Find what ``name``, written on ``page``, means.

        Args:
            name: the title as written.
            page: the page it stands on.
            link: the target of the link that the name carries, if any.
            near: the title that the statement is about; it completes a name of level words alone. Empty where
                the name itself is what the statement is about.
            sentence: the statement; "... job family" in it prefers the family to a role of the same title.
        """
        family_meant = speaks_of_family(name, sentence)
        if link and (destination := self.links.find(link, page)) is not None:
            return self._by_link(name, destination, near, family_meant=family_meant)
        if means_own_family(name, page, sentence, moves=not near) or (
            page.is_job_family and group(name) is not None
        ):
            return Resolution(_family(page), "page")
        found = self._by_title(name, page, near, family_meant=family_meant)
        address = _address(link) if link else ()
        if found.place is None:
            found = self._by_address(name, address) or found
        if found.place is None and not near and resembles_own_family(name, page, called=family_meant):
            message = f"“{name}” was taken for “{page.family}”, whose page it stands on"
            return Resolution(_family(page), "page", "inexact-title", message, f"“{page.family}”")
        if link and address and found.code == "unresolved-name":
            return self._unresolved(name, missing=link)
        return found

    def _by_link(self, name: str, to: Destination, near: str, *, family_meant: bool) -> Resolution:
        page = to.page
        code: Code = "moved-page" if to.moved else ""
        message = f"the link of “{name}” leads to a page that now stands at {page.path}" if to.moved else ""
        expected = f"a link to {page.path}" if to.moved else ""
        led_to = next(
            (role for role in page.roles if to.anchor and to.anchor in (a.casefold() for a in role.anchors)),
            None,
        )
        named = self.titles.on_page(name, page)
        if named and named.tier == "word form" and names_field(name):
            named = None
        if led_to is None:
            named = named or self.titles.level_on_page(name, page, near)
            named = named or (self._without_specialty(name, page, to.anchor) if to.anchor else None)
            if named is None and not (names_family(name, page) or names_field(name)):
                named = self.titles.only_of_level(name, page)
        elif named and named.tier not in _EXACT:
            named = None
        if named and named.single and named.single.role and not (family_meant and len(page.roles) > 1):
            role = named.single.role
            if led_to is not None and led_to is not role:
                return Resolution(
                    named.single,
                    "link",
                    "link-and-text-differ",
                    f"the link of “{name}” leads to “{led_to.title}” (line {led_to.line} of {page.path})",
                    f"a link to #{role.anchors[0] if role.anchors else '…'}",
                )
            return Resolution(named.single, "fragment" if led_to else "link", code, message, expected)
        if led_to is not None:
            return Resolution(Place(page, led_to), "fragment", code, message, expected)
        if not _has_level(page, name):
            return self._elsewhere(name, page)
        return Resolution(_family(page), "link", code, message, expected)

    def _elsewhere(self, name: str, page: Page) -> Resolution:
        """What a name means whose link leads to a page without anybody of its level."""
        problem = f"the page that “{name}” links to, {page.path}, has no role of this level"
        found = self.titles.find(name)
        if found and found.single and found.tier in _EXACT:
            expected = f"a link to {found.single.page.path}"
            return Resolution(found.single, found.tier, "link-and-text-differ", problem, expected)
        return self._unresolved(name, f"; {problem}")

    def _without_specialty(self, name: str, page: Page, anchor: str) -> Match | None:
        """The role that a name means once the specialty it links to is taken out of it."""
        for specialty in (*page.specialties, *page.segments):
            if anchor in (a.casefold() for a in specialty.anchors):
                extra = set(words(specialty.name))
                return self.titles.on_page(" ".join(w for w in words(name) if w not in extra), page)
        return None

    def _by_title(self, name: str, page: Page, near: str, *, family_meant: bool) -> Resolution:
        found = self.titles.find(name, page)
        if found and near and found.tier in _INEXACT:
            about = self.titles.find(near, page)
            if about and about.single == found.single:
                found = None  # nobody is said to move to where they are, in other words
        if found is None:
            found = self.titles.level_on_page(name, page, near)
            if found is None and near and is_bare_level(name):
                found = self.titles.find(" ".join((name, *field_words(near))), page)
            if found is not None and found.single:
                return Resolution(found.single, "level")
        if found is None:
            return self._unresolved(name)
        if found.single is None:
            return Resolution(
                None,
                code="ambiguous-name",
                message=f"“{name}” fits {len(found.places)} places equally well: "
                + "; ".join(str(place) for place in found.places[:4]),
                expected="a link to the page and heading that is meant",
                candidates=found.places,
            )
        place = found.single
        if place.role and (family_meant or (found.tier == "word form" and names_field(name))):
            place = _family(place.page)
        if found.tier in _INEXACT:
            inexact: Code = "misspelt-title" if found.tier == "typo" else "inexact-title"
            message = f"“{name}” was taken for “{place.title}”"
            return Resolution(place, found.tier, inexact, message, f"“{place.title}”")
        return Resolution(place, found.tier)

    def _by_address(self, name: str, address: tuple[str, ...]) -> Resolution | None:
        """The role whose title the address of a page or heading that was not read is.

        ".../director-of-sales/" and "...#manager-sales" are titles, if the name is not of another level and
        has at least two words of the field in common.
        """
        said = set(field_words(name))
        for title in address:
            field = set(field_words(title))
            if level_words(title) != level_words(name) or len(said & field) < _ENOUGH_IN_COMMON:
                continue
            found = self.titles.find(title) if said <= field or field <= said else None
            if found and found.single and found.tier in _EXACT:
                place = found.single
                message = f"the link of “{name}” leads to no page that was read; by its address it is {place}"
                return Resolution(place, "address", "moved-page", message, f"a link to {place.page.path}")
        return None

    def _unresolved(self, name: str, more: str = "", missing: str = "") -> Resolution:
        nearest = self.titles.nearest(name)
        hint = f" (nearest: {'; '.join(nearest)})" if nearest else ""
        if missing:
            return Resolution(
                None,
                code="missing-page",
                message=f"“{name}” links to {missing}, which is not among the job families read{hint}",
                expected="that page among those read, or a link to one that is",
            )
        return Resolution(
            None,
            code="unresolved-name",
            message=f"“{name}” names no role or job family that was read{hint}{more}",
            expected="the title of a role, or a link to its page and heading",
        )


def _address(link: str) -> tuple[str, ...]:
    """The names of the heading and the page that a link leads to, as words; none if it leads to no page."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ()
    if parts.scheme not in ("", "http", "https"):
        return ()
    return tuple(
        name.replace("-", " ") for name in (unquote(parts.fragment), *segments(parts.path)[-1:]) if name
    )


def _has_level(page: Page, name: str) -> bool:
    """Whether the page describes somebody of the level that a name tells, if it tells one."""
    wanted = level_words(name)
    titles = (page.family, *(role.title for role in page.roles))
    return not wanted or any(wanted == level_words(title) for title in titles)


def _family(page: Page) -> Place:
    """The family of a page; its role where it has no other."""
    if len(page.roles) == 1:
        return Place(page, page.roles[0])
    return Place(page)
