"""What a page tells of its roles beside the picture: requirements and superiors, read all at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from careergraph.graph.effective import same_words
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.nodes import local
from careergraph.graph.query import select
from careergraph.ontology.namespaces import CG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.graph.nodes import Citation
    from careergraph.graph.query import Dataset


@dataclass(frozen=True, slots=True)
class Item:
    """A requirement in its page's words; ``holder`` is the role, family or specialty whose own it is."""

    holder: str
    text: str
    citation: Citation
    nested: tuple[str, ...] = ()


@dataclass(slots=True)
class Told:
    """What is told of one position: its own items and what it takes over, nearest first.

    ``superiors`` are (IRI or "", name, line).
    """

    requirements: list[Item] = field(default_factory=list)
    nice_to_have: list[Item] = field(default_factory=list)
    responsibilities: int = 0
    superiors: list[tuple[str, str, Citation]] = field(default_factory=list)


def read_told(store: Dataset, iris: Iterable[str]) -> tuple[dict[str, Told], dict[str, str]]:
    """What is told of some roles and families.

    Args:
        store: the dataset.
        iris: the roles and families.

    Returns:
        by IRI; and the names of all holders of items.
    """
    inheritance = Inheritance(store)
    items = _items(store)
    superiors: dict[str, dict[tuple[str, str], Citation]] = defaultdict(dict)
    for row in select(store, "links", {"property": CG.reportsTo}):
        plain = row.get("plain") == "true"
        name = row.get("label") or row.get("asWritten") or row["other"]
        line = row["path"], int(row["line"])
        key = ("" if plain else row["other"], name)
        superiors[row["thing"]][key] = min(line, superiors[row["thing"]].get(key, line))
    found: dict[str, Told] = {}
    for iri in iris:
        told = found[iri] = Told()
        told.superiors = [(*key, line) for key, line in sorted(superiors[iri].items())]
        for source in inheritance.sources(iri, "requirements").found:
            told.requirements += items.get((source.holder.iri, "hasRequirement"), ())
            told.nice_to_have += items.get((source.holder.iri, "hasNiceToHave"), ())
        told.requirements = _once(told.requirements)
        told.nice_to_have = _once(told.nice_to_have)
        duties = [
            each
            for source in inheritance.sources(iri, "responsibilities").found
            for each in items.get((source.holder.iri, "hasResponsibility"), ())
        ]
        told.responsibilities = len(_once(duties))
    return found, {iri: holder.name for iri, holder in inheritance.holders.items()}


def _items(store: Dataset) -> dict[tuple[str, str], list[Item]]:
    """By holder and property, in the order of the page."""
    nested: dict[str, dict[str, Citation]] = defaultdict(dict)
    for row in select(store, "nested-items"):
        line = row["path"], int(row["line"])
        nested[row["top"]][row["text"]] = min(line, nested[row["top"]].get(row["text"], line))
    found: dict[tuple[str, str], dict[str, Item]] = defaultdict(dict)
    for row in select(store, "items"):
        below = tuple(sorted(nested[row["item"]], key=nested[row["item"]].__getitem__))
        item = Item(row["thing"], row["text"], (row["path"], int(row["line"])), below)
        known = found[row["thing"], local(row["property"])]
        if row["item"] not in known or item.citation < known[row["item"]].citation:
            known[row["item"]] = item
    return {
        key: sorted(those.values(), key=lambda item: (item.citation, item.text))
        for key, those in found.items()
    }


def _once(items: list[Item]) -> list[Item]:
    """Without words that a nearer source has, too."""
    first: dict[tuple[str, ...], Item] = {}
    for item in items:
        first.setdefault(tuple(same_words(text) for text in (item.text, *item.nested)), item)
    return list(first.values())
