"""Everything that a store holds of one thing, each fact with its lines."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .errors import UnknownNameError
from .names import Named
from .nodes import local
from .query import Row, select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .query import Dataset

Citation = tuple[str, int]

#: Class → what people call it.
TYPES = {
    "Role": "role",
    "JobFamily": "family",
    "Specialty": "specialty",
    "Segment": "segment",
    "PerformanceIndicator": "indicator",
    "Department": "department",
    "Grade": "grade",
    "Track": "track",
    "UnresolvedTarget": "named",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A link between the thing and another, by the property's local name ("reportsTo").

    A fact with a plain value has that as the name of ``other``, which has no IRI then. ``written`` is the
    name that the page gives the other where it differs; ``rule`` is set where the fact is inferred.
    """

    property: str
    other: Named
    citations: tuple[Citation, ...]
    written: str = ""
    link: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ItemFact:
    """An item by the property that ties it to its holder ("hasRequirement")."""

    property: str
    text: str
    citation: Citation
    holder: Named | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a thing: description, links from and to it, items in the order of the page.

    ``ladder_undefined`` is true where the page says that no next step is defined yet.
    """

    thing: Named
    description: str = ""
    citations: tuple[Citation, ...] = ()
    links: tuple[Fact, ...] = ()
    backlinks: tuple[Fact, ...] = ()
    items: tuple[ItemFact, ...] = ()
    ladder_undefined: bool = False

    def of(self, *properties: str) -> list[Fact]:
        """The links by these properties."""
        return [fact for fact in self.links if fact.property in properties]

    def to(self, *properties: str) -> list[Fact]:
        """The links from other things by these properties."""
        return [fact for fact in self.backlinks if fact.property in properties]


def things(store: Dataset, types: Iterable[str] = ()) -> list[Named]:
    """Everything with a name, or only what is of some types ("role", "family" ...), ordered by IRI."""
    wanted = set(types)
    rows: dict[str, Row] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    grades: dict[str, set[str]] = defaultdict(set)
    for row in select(store, "things"):
        if wanted and TYPES[local(row["type"])] not in wanted:
            continue
        iri = row["thing"]
        rows[iri] = row
        if "alias" in row:
            aliases[iri].add(row["alias"])
        if "grade" in row:
            grades[iri].add(row["grade"])
    found = []
    for iri, row in sorted(rows.items()):
        graded = f"grade {', '.join(sorted(grades[iri]))}" if grades[iri] else ""
        of_family = f"of {row['family']}" if row.get("family", row["name"]) != row["name"] else ""
        detail = ", ".join(part for part in (graded, of_family) if part)
        found.append(Named(iri, row["name"], TYPES[local(row["type"])], detail, tuple(sorted(aliases[iri]))))
    return found


def lines(store: Dataset, iri: str) -> tuple[Citation, ...]:
    """The lines that a role, move or other thing was read from, ordered by page and line."""
    rows = select(store, "lines", {"thing": ox.NamedNode(iri)})
    return tuple(sorted((row["path"], int(row["line"])) for row in rows))


def describe(store: Dataset, iri: str) -> Facts:
    """All facts of one thing but its moves.

    Raises:
        UnknownNameError: the store holds nothing of this IRI.
    """
    bound = {"thing": ox.NamedNode(iri)}
    rows = list(select(store, "description", bound))
    if not rows:
        raise UnknownNameError(iri)
    types = [TYPES[local(row["type"])] for row in rows if local(row["type"]) in TYPES]
    items = [
        ItemFact(local(row["property"]), row["text"], (row["path"], int(row["line"])))
        for row in select(store, "items", bound)
    ]
    return Facts(
        Named(iri, rows[0]["name"], types[0] if types else "thing"),
        rows[0].get("text", ""),
        lines(store, iri),
        _facts(select(store, "links", bound)),
        _facts(select(store, "backlinks", bound)),
        tuple(sorted(items, key=lambda item: (item.property, item.citation))),
        any(row.get("undefined") == "true" for row in rows),
    )


def search_items(store: Dataset, text: str) -> list[ItemFact]:
    """The items whose text contains ``text``, whatever its case, with their holders; by page and line."""
    found = [
        ItemFact(
            local(row["property"]),
            row["words"],
            (row["path"], int(row["line"])),
            Named(row["holder"], row["holderName"], ""),
        )
        for row in select(store, "search-items", {"text": ox.Literal(text)})
    ]
    return sorted(
        found, key=lambda item: (item.citation, item.property, item.holder.iri if item.holder else "")
    )


def _other(row: Row) -> Named:
    if row.get("plain") == "true":
        return Named("", row["other"], "value")
    name = row.get("label") or _words(row["other"])
    return Named(row["other"], name, TYPES.get(local(row.get("type", "")), ""))


def _words(iri: str) -> str:
    """The name of a term as words, where the store has no label for it: "individual contributor"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local(iri)).lower()


def _facts(rows: Iterable[Row]) -> tuple[Fact, ...]:
    first: dict[str, Row] = {}
    cited: dict[str, set[Citation]] = defaultdict(set)
    for row in rows:
        if local(row.get("type", "")) in TYPES or row["fact"] not in first:
            first[row["fact"]] = row
        cited[row["fact"]].add((row["path"], int(row["line"])))
    found = [
        Fact(
            local(row["property"]),
            _other(row),
            tuple(sorted(cited[fact])),
            row.get("asWritten", "") if row.get("asWritten") != row.get("label") else "",
            row.get("link", ""),
            row.get("rule", ""),
        )
        for fact, row in first.items()
    ]
    return tuple(sorted(found, key=lambda fact: (fact.property, fact.citations, fact.other.iri)))
