"""All kinds of stores give the same answers: in memory, on disk, behind an Oxigraph server, behind Virtuoso."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from careergraph.export.rdf import serialize
from careergraph.graph import namedqueries, query, sparql, sparqlremote
from careergraph.graph.careers import read_careers
from careergraph.graph.effective import effective
from careergraph.graph.endpoint import Endpoint
from careergraph.graph.facts import describe, lines, search_items, things
from careergraph.graph.gap import Positions
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.nodes import read_moves, read_nodes
from careergraph.graph.skillfacts import describe_skill
from careergraph.graph.skills import read_taxonomy, skills, unlinked
from careergraph.graph.skilltree import skill_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.conformance.conftest import Result

    from careergraph.graph.store import OpenBuild

BASE = "https://careers.example/"


def in_order(rows: Iterable[query.Row]) -> list[list[tuple[str, str]]]:
    """Rows in an order of their own: the order of a result without ORDER BY means nothing."""
    return sorted(sorted(row.items()) for row in rows)


_KNOWN: dict[str, list[query.Row]] = {}


def on_disk_rows(on_disk: OpenBuild, lookup: str, bound: dict[str, Any]) -> list[query.Row]:
    """What the store on disk answers, asked once."""
    if lookup not in _KNOWN:
        _KNOWN[lookup] = list(query.select(on_disk.quads, lookup, bound))
    return _KNOWN[lookup]


@pytest.mark.parametrize("lookup", query.names())
def test_every_lookup(opened: OpenBuild, on_disk: OpenBuild, lookup: str) -> None:
    """What commands ask is answered alike, about everything and about one thing."""
    bound: dict[str, ox.NamedNode | ox.Literal] = {}
    if lookup == "search-items":
        bound = {"text": ox.Literal("The TEAM")}
    rows = on_disk_rows(on_disk, lookup, bound)
    assert in_order(query.select(opened.quads, lookup, bound)) == in_order(rows)
    first = re.findall(r"\?(\w+)", query.text(lookup).partition("SELECT")[2])[0]
    for value in sorted({row[first] for row in rows if row[first].startswith("http")})[:3]:
        about = {**bound, first: ox.NamedNode(value)}
        expected = in_order(query.select(on_disk.quads, lookup, about))
        assert expected
        assert in_order(query.select(opened.quads, lookup, about)) == expected


def asked(opened: OpenBuild, text: str, bound: Any = None) -> Any:
    """The answer to a query as a person asks it, in any kind of store."""
    prepared = sparql.prepare(text)
    if isinstance(opened.quads, Endpoint):
        return sparqlremote.ask(opened.quads, prepared, base=BASE, bound=bound)
    assert isinstance(opened.quads, ox.Store)
    return sparql.ask(opened.quads, prepared, base=BASE, bound=bound)


def cells(found: Any) -> list[list[str]]:
    """A result as strings; numbers by their value, as stores write them in their own way."""
    return sorted(["" if cell is None else _cell(cell) for cell in row] for row in found)


def _cell(term: Any) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("#decimal", "#integer", "#double")):
        return f"{float(term.value):.6g}"
    return str(term)


@pytest.mark.parametrize("name", namedqueries.names())
def test_every_named_query(opened: OpenBuild, on_disk: OpenBuild, name: str) -> None:
    """What people ask by name is answered alike, with the values of the query's own description."""
    described = namedqueries.load(name)
    given = {one.name: one.example for one in described.parameters}
    meant, known = (namedqueries.values(described, given, each.quads, BASE) for each in (opened, on_disk))
    assert meant == known
    bound = {variable: value.term for variable, value in meant.items()}
    assert cells(asked(opened, described.text, bound)) == cells(asked(on_disk, described.text, bound))


def test_what_is_known_of_each_thing(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """Things, facts and lines are the same."""
    everything = things(on_disk.quads)
    assert things(opened.quads) == everything
    for thing in everything[:: max(1, len(everything) // 12)]:
        assert describe(opened.quads, thing.iri) == describe(on_disk.quads, thing.iri)
        assert lines(opened.quads, thing.iri) == lines(on_disk.quads, thing.iri)


@pytest.mark.parametrize("text", ["the", "C++", 'say "', "it’s", "\\", "100%", "a\tb", "?text }", "漢字 😀"])
def test_searching_for_any_text(opened: OpenBuild, on_disk: OpenBuild, text: str) -> None:
    """Whatever is searched for is a text, and finds the same items."""
    assert search_items(opened.quads, text) == search_items(on_disk.quads, text)


def test_nodes_and_moves(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """What paths are made of is the same, and stated and inferred moves stay apart."""
    assert read_nodes(opened.quads) == read_nodes(on_disk.quads)
    moves = read_moves(opened.quads)
    assert sorted(moves, key=lambda move: move.iri) == sorted(
        read_moves(on_disk.quads), key=lambda move: move.iri
    )
    assert {move.basis for move in moves} == {"stated", "inferred"}


def test_skills_and_gaps(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """Skills, what is asked of a role, and what is missing on the way to another one are the same."""
    known = skills(on_disk.quads)
    assert skills(opened.quads) == known
    assert skill_tree(opened.quads) == skill_tree(on_disk.quads)
    assert unlinked(opened.quads) == unlinked(on_disk.quads)
    taxonomies = [read_taxonomy(each.quads) for each in (opened, on_disk)]
    here, there = (Inheritance(each.quads) for each in (opened, on_disk))
    roles = [role for role in there.holders.values() if role.type == "role"]
    roles = roles[:: len(roles) // 5]
    gaps = [
        [
            Positions(each.quads, inheritance, taxonomy).gap(
                inheritance.holders[one.iri], inheritance.holders[other.iri]
            )
            for one, other in pairwise(roles)
        ]
        for each, inheritance, taxonomy in zip((opened, on_disk), (here, there), taxonomies, strict=True)
    ]
    assert gaps[0] == gaps[1]
    for role in roles:
        assert effective(opened.quads, here, role) == effective(on_disk.quads, there, role)
    nodes = read_nodes(on_disk.quads)
    for skill in known[:: len(known) // 5]:
        assert describe_skill(opened.quads, skill, here, nodes) == describe_skill(
            on_disk.quads, skill, there, nodes
        )


def test_the_graph_itself(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """Every quad comes back, in its graph, in the same words: the export is the same, byte for byte."""
    assert isinstance(opened.quads, (ox.Store, Endpoint))
    assert isinstance(on_disk.quads, ox.Store)
    assert serialize(opened.quads, "nquads") == serialize(on_disk.quads, "nquads")


def test_base_and_vocabulary_are_known(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """What a build knows of itself is known everywhere."""
    assert opened.about == on_disk.about


COMMANDS: list[tuple[str, ...]] = [
    ("show", "Senior Support Engineer"),
    ("show", "Senior Support Engineer", "--effective"),
    ("show", "Kubernetes"),
    ("find", "kubernetes"),
    ("path", "Support Engineer", "Staff Support Engineer"),
    ("gap", "Support Engineer", "Senior Support Engineer"),
    ("skills", "--top", "20"),
    ("skills", "--unlinked"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command(run: Callable[..., Result], built_folder: Any, command: tuple[str, ...]) -> None:
    """Commands print the same, from wherever they read."""
    found = run(*command, "--format", "json")
    assert found.code == 0, found.err
    assert found.json == run(*command, "--format", "json", "--store", built_folder).json


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (
            "SELECT ?role ?grade { ?role a cg:Role OPTIONAL { ?role cg:grade/cg:gradeText ?grade } } ORDER BY ?role ?grade",
            "csv",
        ),
        ("ASK { ?move cg:basis cg:Inferred }", "json"),
        ("CONSTRUCT { ?role a cg:Role } { ?role a cg:Role }", "ntriples"),
        ("SELECT (COUNT(*) AS ?moves) { GRAPH <graph/inferred> { ?move a cg:Move } }", "csv"),
    ],
)
def test_queries_as_typed(run: Callable[..., Result], built_folder: Any, text: str, form: str) -> None:
    """A query that a person types gives the same, whatever its form."""
    found = run("query", text, "--format", form)
    assert found.code == 0, found.err
    expected = run("query", text, "--format", form, "--store", built_folder)
    assert sorted(found.out.splitlines()) == sorted(expected.out.splitlines())


def test_more_rows_than_a_server_gives_at_once(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """A result of more than 10,000 rows is complete, in its order, also where the server ends it silently."""
    text = "SELECT ?s ?p WHERE { ?s ?p ?o } ORDER BY ?p"
    found = [(subject.value, predicate.value) for subject, predicate in asked(opened, text)]
    assert len(found) > 10_000
    assert [predicate for _, predicate in found] == sorted(predicate for _, predicate in found)
    assert sorted(found) == sorted(
        (subject.value, predicate.value) for subject, predicate in asked(on_disk, text)
    )
    some = list(asked(opened, "SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 10500 OFFSET 100"))
    assert len({row[0] for row in some}) == len(some) == 10_500


def test_careers(opened: OpenBuild, on_disk: OpenBuild) -> None:
    """What paths are searched in is the same: nodes, moves, what positions ask."""
    found, expected = (read_careers(each.quads, BASE, skills=True) for each in (opened, on_disk))
    assert found.nodes == expected.nodes
    assert found.moves == expected.moves
    assert found.asked == expected.asked
    assert found.indicators == expected.indicators
