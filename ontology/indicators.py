"""Which performance indicators there are: what pages name, what files define, and which of them are one.

A page names an indicator and often links it to the heading of the page that publishes it. A file defines
indicators with the address of that page (``base_path``), whose headings are their names. So a link that leads
to a page with definitions means the one whose heading it names, or failing that the one of the same name
there, or whose name ends with it; a link to any other page is no definition's. A name without a link means
the definition of that name, if there is only one.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from careergraph.data.anchors import Anchors
from careergraph.data.records import Finding

from .iris import address, quote, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from careergraph.data.records import Corpus, Indicator, IndicatorDefinition, Page

_HTML = re.compile(r"(?:/index)?(?:\.html?)?(?:\.md)?(?:\.erb)?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SIGNS = re.compile(r"[^\w%$<>=]+")
_PERCENT = re.compile(r"\bpercent(?:age)?\b|%")

#: The address of a page and a fragment, both quoted.
Key = tuple[str, str]


class _Place(NamedTuple):
    """A page that publishes indicators: the definitions by fragment and by form of their name."""

    by_fragment: dict[str, IndicatorDefinition]
    by_name: list[dict[str, list[IndicatorDefinition]]]


class Indicators:
    """The indicators of a corpus by IRI.

    Args:
        corpus: the pages and definitions of one reading.
        base: what every IRI starts with.
        separator: what stands between a page's IRI and a name on it.
    """

    def __init__(self, corpus: Corpus, base: str, separator: str) -> None:
        self._base, self._separator = base, separator
        families = [page for page in corpus.pages if page.is_job_family]
        self._ambiguous_links = {
            key
            for page in families
            for uses in (page.indicators, *(role.indicators for role in page.roles))
            for key in _repeated_links(page, uses)
        }
        #: IRI → what defines it.
        self.defined: dict[str, IndicatorDefinition] = {}
        #: What is odd about definitions, and about names that lead to none.
        self.findings: list[Finding] = []
        self._iris: dict[int, str] = {}
        for definition in corpus.definitions:
            self._define(definition)
        self._places = _places(self.defined.values())
        self._everywhere = _by_name(self.defined.values())
        #: IRI → its names, the one to call it by first: that of the definition, else the commonest on pages.
        self.names = self._name(families)

    def iri(self, path: str, indicator: Indicator) -> str:
        """The IRI of an indicator that the page names."""
        definition = self._meant(path, indicator)
        return self._iris[id(definition)] if definition else self._undefined(path, indicator)

    def _define(self, definition: IndicatorDefinition) -> None:
        """Give a definition its IRI; a second one of the same name and page is passed over."""
        key = link_key("", definition.base_path)
        local = f"{key[0]}{self._separator}{quote(_fragments(definition)[0])}" if key and key[0] else ""
        iri = f"{self._base}indicator/{local or slug(definition.name)}"
        known = self.defined.setdefault(iri, definition)
        self._iris[id(definition)] = iri
        if known is not definition:
            self.findings.append(
                Finding(
                    definition.path,
                    definition.line,
                    "duplicate-indicator",
                    f"“{definition.name}” is defined before, at {known.path}:{known.line}; that is kept",
                    "one definition of an indicator, or another base_path",
                )
            )

    def _meant(self, path: str, indicator: Indicator) -> IndicatorDefinition | None:
        """The definition of an indicator that a page names, if there is one."""
        key = link_key(path, indicator.link)
        place = self._places.get(key[0]) if key else None
        if key is None or place is None:
            return None if key else _only(self._everywhere, indicator.name)
        linked = place.by_fragment.get(unquote(key[1]).casefold())
        named = _only(place.by_name, indicator.name) or _only_ending(place.by_name, indicator.name)
        return named or linked if key in self._ambiguous_links else linked or named

    def _undefined(self, path: str, indicator: Indicator) -> str:
        key = link_key(path, indicator.link)
        if key is None:
            return f"{self._base}indicator/{slug(indicator.name)}"
        place, fragment = key
        ambiguous = not fragment or key in self._ambiguous_links
        named = "-".join(part for part in (fragment, slug(indicator.name) if ambiguous else "") if part)
        return f"{self._base}indicator/{place}{self._separator}{named}"

    def _name(self, families: Iterable[Page]) -> dict[str, tuple[str, ...]]:
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for page in families:
            for indicator in indicators_of(page):
                iri = self.iri(page.path, indicator)
                if iri not in names and iri not in self.defined:
                    self._tell_undefined(page, indicator)
                names[iri][indicator.name] += 1
        found: dict[str, tuple[str, ...]] = {}
        told = {iri for iri, one in self.defined.items() if one.definition or one.target}
        for iri in sorted({*names, *told}):
            ranked = [name for name, _ in sorted(names[iri].items(), key=lambda name: (-name[1], name[0]))]
            own = [self.defined[iri].name] if iri in self.defined else []
            found[iri] = tuple(dict.fromkeys((*own, *ranked)))
        return found

    def _tell_undefined(self, page: Page, indicator: Indicator) -> None:
        """Report a link to a page with definitions that leads to none, and a name that fits several."""
        key = link_key(page.path, indicator.link)
        place = self._places.get(key[0]) if key else None
        if place is not None:
            files = ", ".join(sorted({one.path for one in place.by_fragment.values()}))
            message = (
                f"“{indicator.name}” ({indicator.link}) is none of the indicators of that page in {files}"
            )
            expected = "the name or heading of one of those, or a definition of this one"
        elif key is None and (several := _fitting(self._everywhere, indicator.name)):
            places = ", ".join(f"{one.path}:{one.line}" for one in several)
            message = f"“{indicator.name}” fits several definitions: {places}"
            expected = "a link to the page that publishes the one that is meant"
        else:
            return
        self.findings.append(Finding(page.path, indicator.line, "undefined-indicator", message, expected))


def indicators_of(page: Page) -> Iterator[Indicator]:
    """All that a page names, for its family and for its roles."""
    yield from page.indicators
    for role in page.roles:
        yield from role.indicators


def link_key(path: str, link: str | None) -> Key | None:
    """The address and fragment that a link on a page leads to, quoted; without the host, as many links are.

    >>> link_key("sales/rep.md", "https://example.com/kpi/#win-rate"), link_key("sales/rep.md", "../kpi.md")
    (('kpi', 'win-rate'), ('kpi', ''))
    """
    if not link:
        return None
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return quote(link.strip()), ""
    if parts.scheme not in {"", "http", "https"}:
        return quote(link.strip()), ""
    if not parts.path and not parts.netloc:
        place = address(path)
    else:
        start = "/" if parts.netloc else f"/{path.rpartition('/')[0]}/"
        joined = posixpath.normpath(posixpath.join(start, parts.path or "/"))
        place = "/".join(quote(part) for part in _HTML.sub("", joined).split("/") if part)
    return place, quote(parts.fragment)


def _fragments(definition: IndicatorDefinition) -> list[str]:
    """The ids that lead to a definition's heading: those of its name, and that of its address, if any."""
    own = link_key("", definition.base_path)
    return [*Anchors().of(definition.name), *([unquote(own[1])] if own and own[1] else [])] or [
        slug(definition.name)
    ]


def _places(definitions: Iterable[IndicatorDefinition]) -> dict[str, _Place]:
    listed: dict[str, list[IndicatorDefinition]] = defaultdict(list)
    for definition in definitions:
        key = link_key("", definition.base_path)
        if key is not None:
            listed[key[0]].append(definition)
    places: dict[str, _Place] = {}
    for address_, there in listed.items():
        by_fragment: dict[str, IndicatorDefinition] = {}
        for definition in there:
            for fragment in _fragments(definition):
                by_fragment.setdefault(fragment.casefold(), definition)
        places[address_] = _Place(by_fragment, _by_name(there))
    return places


def _without_brackets(name: str) -> str:
    return _BRACKETS.sub("", name)


#: From the form of a name that is nearest to it to the freest.
_FORMS: tuple[Callable[[str], str], ...] = (str, _without_brackets)


def name_key(name: str) -> str:
    """A name without case, punctuation and the spelling of "percent" and "and".

    >>> name_key("Hires vs. Plan"), name_key("Percent of MR’s") == name_key("% of MRs")
    ('hires vs plan', True)
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    plain = re.sub(r"['’]", "", plain)
    return " ".join(_SIGNS.sub(" ", _PERCENT.sub(" % ", plain)).split())


def _by_name(definitions: Iterable[IndicatorDefinition]) -> list[dict[str, list[IndicatorDefinition]]]:
    """For each form, the definitions by the key of their name."""
    known = list(definitions)
    found: list[dict[str, list[IndicatorDefinition]]] = []
    for form in _FORMS:
        by_key: dict[str, list[IndicatorDefinition]] = defaultdict(list)
        for definition in known:
            key = name_key(form(definition.name))
            if key:
                by_key[key].append(definition)
        found.append(by_key)
    return found


def _fitting(by_name: list[dict[str, list[IndicatorDefinition]]], name: str) -> list[IndicatorDefinition]:
    """The definitions that a name fits in the nearest form in which it fits any."""
    for form, by_key in zip(_FORMS, by_name, strict=True):
        fitting = by_key.get(name_key(form(name)), [])
        if fitting:
            return fitting
    return []


def _only(by_name: list[dict[str, list[IndicatorDefinition]]], name: str) -> IndicatorDefinition | None:
    fitting = _fitting(by_name, name)
    return fitting[0] if len(fitting) == 1 else None


def _only_ending(
    by_name: list[dict[str, list[IndicatorDefinition]]], name: str
) -> IndicatorDefinition | None:
    """The one definition whose name ends with this one; pages leave out the department it begins with."""
    key = name_key(name)
    if " " not in key:
        return None
    ending = [one for known, found in by_name[0].items() if known.endswith(f" {key}") for one in found]
    return ending[0] if len(ending) == 1 else None


def _repeated_links(page: Page, uses: Iterable[Indicator]) -> Iterator[Key]:
    names: dict[Key, set[str]] = defaultdict(set)
    for use in uses:
        key = link_key(page.path, use.link)
        if key is not None:
            names[key].add(slug(use.name))
    yield from (key for key, slugs in names.items() if len(slugs) > 1)
