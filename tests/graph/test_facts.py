"""What the store holds of a thing is read back with its lines; every named query runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from careergraph.graph import facts, query
from careergraph.graph import store as stores
from careergraph.graph.errors import UnknownNameError
from careergraph.ontology.namespaces import CG, PROV, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from careergraph.data.records import Page, Role
    from careergraph.graph.build import Report

BASE = "https://careers.example/"
NAMESPACES = {
    "cg": CG.Role.value.removesuffix("Role"),
    "prov": PROV.value.value.removesuffix("value"),
    "rdf": RDF.type.value.removesuffix("type"),
    "rdfs": RDFS.label.value.removesuffix("label"),
    "schema": SCHEMA.description.value.removesuffix("description"),
    "skos": SKOS.altLabel.value.removesuffix("altLabel"),
}


@pytest.mark.parametrize("name", query.names())
def test_lookups_run_and_use_known_terms(name: str) -> None:
    """Each query begins with what it is for, binds on an empty store, and its terms are in the vocabulary."""
    text = query.text(name)
    assert text.startswith("# ")
    for prefix, iri in re.findall(r"PREFIX (\w+): <([^>]+)>", text):
        assert NAMESPACES[prefix] == iri
    for term in re.findall(r"\bcg:(\w+)", text):
        assert hasattr(CG, term) or hasattr(CG, f"{term}_"), term
    variables = {"thing": ox.NamedNode(BASE), "text": ox.Literal("x")}
    bound = {v: term for v, term in variables.items() if re.search(rf"SELECT [^{{]*\?{v}\b", text)}
    if name in ("things", "nodes"):
        bound = {}
    assert list(query.select(ox.Store(), name, bound)) == []


def test_facts_of_a_role_come_with_their_lines(
    make_page: Callable[..., Page],
    make_role: Callable[..., Role],
    build_store: Callable[..., tuple[Path, Report]],
) -> None:
    """Grade, family, superior and items of a role are found, each at its line; so is who reports to it."""
    clerk = make_role("Clerk", "07", line=10, duty="File *papers* (all)", reports_to="Head Clerk")
    folder, report = build_store(
        make_page("office/clerk.md", "Office", [clerk, make_role("Head Clerk", "8", line=30)])
    )
    assert (report.roles, report.resolved["superior"]) == (2, 1)
    with stores.reading(folder) as build:
        of_clerk = facts.describe(build.quads, f"{BASE}office/clerk#clerk")
        of_head = facts.describe(build.quads, f"{BASE}office/clerk#head-clerk")
    assert of_clerk.citations == (("office/clerk.md", 10),)
    [grade] = of_clerk.of("grade")
    assert (grade.other.name, grade.citations) == ("07", (("office/clerk.md", 12),))
    [superior] = of_clerk.of("reportsTo")
    assert (superior.other.name, superior.citations) == ("Head Clerk", (("office/clerk.md", 11),))
    [track] = of_clerk.of("track")
    assert (track.other.name, track.rule) == ("individual contributor", "track-by-title")
    [item] = of_clerk.items
    assert (item.property, item.text, item.citation) == (
        "hasResponsibility",
        "File *papers* (all)",
        ("office/clerk.md", 14),
    )
    assert [fact.other.name for fact in of_head.to("reportsTo")] == ["Clerk"]


def test_what_the_store_does_not_hold_is_unknown(
    make_page: Callable[..., Page], build_store: Callable[..., tuple[Path, Report]]
) -> None:
    """An IRI of nothing raises rather than describing nothing."""
    folder, _ = build_store(make_page("a.md", "A", [("Clerk", "4")]))
    with stores.reading(folder) as build, pytest.raises(UnknownNameError):
        facts.describe(build.quads, f"{BASE}nothing")


@pytest.mark.parametrize("text", ["FILE", "papers (", '"quoted"', "back\\slash", "}#", "ÄPFEL"])
def test_items_are_searched_by_their_plain_words(
    make_page: Callable[..., Page],
    make_role: Callable[..., Role],
    build_store: Callable[..., tuple[Path, Report]],
    text: str,
) -> None:
    """Whatever signs are typed, items that hold them are found, whatever their case, and nothing else."""
    duty = 'File papers (all) "quoted" back\\slash }# äpfel'
    folder, _ = build_store(
        make_page(
            "a.md",
            "A",
            [make_role("Clerk", "4", line=10, duty=duty), make_role("Cook", "4", line=30, duty="Cook")],
        )
    )
    with stores.reading(folder) as build:
        [found] = facts.search_items(build.quads, text)
        assert found.citation == ("a.md", 14)
        assert found.holder is not None
        assert found.holder.name == "Clerk"
        assert facts.search_items(build.quads, "no such words") == []


def test_the_same_pages_give_the_same_quads(
    make_page: Callable[..., Page], build_store: Callable[..., tuple[Path, Report]], tmp_path: Path
) -> None:
    """Two builds of the same pages hold the same quads, byte for byte once sorted."""
    page = make_page("a.md", "A", [("Clerk", "4"), ("Senior Clerk", "5"), ("Manager, A", "6")])
    dumps = []
    for name in ("one", "two"):
        folder, _ = build_store(page, folder=tmp_path / name)
        with stores.reading(folder) as build:
            dumps.append(sorted(str(quad) for quad in build.quads))
    assert dumps[0] == dumps[1]
    assert dumps[0]
