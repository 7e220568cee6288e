"""The queries that people ask by name: described, answered as the pages say, and checked by a second engine."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.graph import namedqueries
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.errors import AmbiguousNameError, UnknownNameError
from careergraph.graph.namedqueries import UnknownQueryError
from careergraph.graph.queryerrors import QueryParameterError
from careergraph.graph.resultpages import labels
from careergraph.graph.sparql import prepare
from careergraph.graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careergraph.graph.store import OpenBuild

BASE = "https://careers.example/"
FOLDER = "job-families/"
BACKEND = "engineering/backend-engineer/_index.md"
LEADERS = "engineering/engineering-management/index.html.md"
SUPPORT = "engineering/support-engineer.md"
RECRUITER = "people-ops/recruiter/index.html.md"
DATA = "finance/manager-data.md"
LADDERS = "../handbook/engineering/career-development.md"
NAMES = namedqueries.names()

#: A page with something of each sort that the bundled handbook has no example of.
ODD = """---
title: "Lamp Keeping"
---

Lamp keepers light lamps.

## Levels

### Junior Lamplighter

The Junior Lamplighter reports to the Master of Wicks.

#### Junior Lamplighter Job Grade

The Junior Lamplighter is a grade 3.

#### Junior Lamplighter Requirements

* Two years of work with lamps

#### Junior Lamplighter Nice-to-haves

* Python programming

### Senior Lamplighter

The Senior Lamplighter reports to the Junior Lamplighter.

#### Senior Lamplighter Requirements

* Python programming

#### Senior Lamplighter Career Ladder

The next step for the Senior Lamplighter is the Keeper of the Moon.

### Weather

Rain.
"""


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBuild]:
    """The bundled handbook as a store."""
    folder = tmp_path_factory.mktemp("named") / "store"
    with stores.building(folder) as new:
        build(read([handbook()]), new, BASE, vocabulary=load_vocabulary())
    with stores.reading(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBuild]:
    """A store of one page of our own."""
    place = tmp_path_factory.mktemp("odd")
    (place / "job-families").mkdir()
    (place / "job-families" / "lamplighter.md").write_text(ODD, encoding="utf-8")
    with stores.building(place / "store") as new:
        build(read([place / "job-families"]), new, BASE, vocabulary=load_vocabulary())
    with stores.reading(place / "store") as opened:
        yield opened


def answer(
    opened: OpenBuild, name: str, given: dict[str, str], columns: tuple[str, ...]
) -> Counter[tuple[str, ...]]:
    """Some columns of what a named query finds; IRIs by their labels, else by their last part."""
    query = namedqueries.load(name)
    store = opened.quads
    assert isinstance(store, ox.Store)
    found = namedqueries.ask(query, store, namedqueries.values(query, given, store, BASE), BASE)
    assert isinstance(found, ox.QuerySolutions)
    rows = [[row[column] for column in columns] for row in found]
    known = labels(store, {term.value for row in rows for term in row if isinstance(term, ox.NamedNode)})

    def spoken(term: Any) -> str:
        if term is None:
            return ""
        return (
            known.get(term.value, term.value.rpartition("#")[2])
            if isinstance(term, ox.NamedNode)
            else term.value
        )

    return Counter(tuple(spoken(term).removeprefix(FOLDER) for term in row) for row in rows)


@dataclass(frozen=True)
class Case:
    """What reading the pages answers: rows of these columns; ``all`` of them, or some and ``none`` of others."""

    name: str
    given: dict[str, str]
    columns: tuple[str, ...]
    rows: set[tuple[str, ...]]
    all: bool = True
    none: frozenset[tuple[str, ...]] = frozenset()


SENIOR = {"role": f"{FOLDER}engineering/backend-engineer#senior-backend-engineer"}
BACKEND_FAMILY = {"family": f"{FOLDER}engineering/backend-engineer"}

# Read in the bundled pages; each row names the line where it stands.
CASES = [
    Case(
        "ladder",
        BACKEND_FAMILY,
        ("role", "grade", "track", "path", "line"),
        {
            ("Junior Backend Engineer", "5", "IndividualContributor", BACKEND, "39"),  # grade: line 45
            ("Intermediate Backend Engineer", "6", "IndividualContributor", BACKEND, "61"),  # line 67
            ("Senior Backend Engineer", "7", "IndividualContributor", BACKEND, "85"),  # line 91
            ("Staff Backend Engineer", "8", "IndividualContributor", BACKEND, "109"),  # line 115
        },
    ),
    Case(
        "roles-with-skill",
        {"skill": "Kubernetes"},
        ("position", "asked", "path", "line"),
        {
            # "Familiarity with container technology, for example Docker and Kubernetes"
            (
                "Director of Professional Services",
                "hasRequirement",
                "sales/director-of-professional-services.md",
                "34",
            ),
            # "Working knowledge of containers, Kubernetes and AWS"
            (
                "Manager, Customer Experience",
                "hasRequirement",
                "sales/manager-customer-experience/index.html.md",
                "31",
            ),
        },
        all=False,
        none=frozenset({("Senior Backend Engineer", "hasRequirement", BACKEND, "104")}),  # names none
    ),
    Case(
        "roles-above-grade",
        {"above": "11"},
        ("role", "grade", "path", "line"),
        {
            ("VP of Development", "12", LEADERS, "168"),  # "is a grade 12"
            ("Engineering Fellow", "12", LEADERS, "144"),
        },
        all=False,
        none=frozenset({("Senior Backend Engineer", "7", BACKEND, "91")}),
    ),
    Case(
        "reports",
        {"role": f"{FOLDER}engineering/engineering-management#vp-of-development"},
        ("report", "superior", "path", "line"),
        {
            ("Senior Director, Development", "VP of Development", LEADERS, "115"),  # directly
            ("Director, Development", "Senior Director, Development", LEADERS, "66"),  # and so down
            ("Senior Manager, Development", "Director, Development", LEADERS, "13"),
            ("Senior Backend Engineer", "Backend Engineering Manager", BACKEND, "87"),
        },
        all=False,
        none=frozenset(
            {("VP of Development", "Chief Technology Officer", LEADERS, "164")}
        ),  # that is above it
    ),
    Case(
        "superiors",
        SENIOR,
        ("report", "superior", "path", "line"),
        {
            ("Senior Backend Engineer", "Backend Engineering Manager", BACKEND, "87"),
            (
                "Backend Engineering Manager",
                "Senior Manager, Development",
                "engineering/development/backend/manager/index.html.md",
                "6",
            ),
            ("Senior Manager, Development", "Director, Development", LEADERS, "13"),
            ("Director, Development", "Senior Director, Development", LEADERS, "66"),
            ("Senior Director, Development", "VP of Development", LEADERS, "115"),
            ("VP of Development", "Chief Technology Officer", LEADERS, "164"),
        },
        all=False,
        none=frozenset(
            {("Principal Engineer", "Senior Manager, Development", LEADERS, "40")}
        ),  # beside the line
    ),
    Case(
        "shared-indicators",
        {},
        ("indicator", "family"),
        {
            # backend-engineer/_index.md:175 and development/backend/manager/index.html.md link the same heading
            ("Open MR Age (OMA)", "Backend Engineering"),
            ("Open MR Age (OMA)", "Backend Engineering Manager"),
        },
        all=False,
        none=frozenset(
            {("Ticket deflection through documentation updates", "Support Engineer")}
        ),  # theirs alone
    ),
    Case(
        "requirements",
        SENIOR,
        ("holder", "text", "path", "line"),
        {
            (
                "Senior Backend Engineer",
                "Extends the Intermediate Backend Engineer requirements",
                BACKEND,
                "103",
            ),
            ("Senior Backend Engineer", "Software architecture for large web applications", BACKEND, "104"),
            ("Senior Backend Engineer", "Scalability work on data-heavy features", BACKEND, "105"),
            ("Senior Backend Engineer", "Mentoring of engineers", BACKEND, "106"),
            ("Senior Backend Engineer", "Threat modeling when designing features", BACKEND, "107"),
            (
                "Backend Engineering",
                "Professional use of Ruby on Rails, or of the language that a specialty calls for",
                BACKEND,
                "20",
            ),
            (
                "Backend Engineering",
                "SQL and relational database design, with PostgreSQL in particular",
                BACKEND,
                "21",
            ),
            ("Backend Engineering", "Performance profiling and query optimization", BACKEND, "22"),
            ("Backend Engineering", "Automated testing", BACKEND, "23"),
            ("Backend Engineering", "Version control with Git and habitual code review", BACKEND, "24"),
            ("Backend Engineering", "Secure coding practices", BACKEND, "25"),
            (
                "Backend Engineering",
                "Technical writing in English for asynchronous discussion",
                BACKEND,
                "26",
            ),
            ("Backend Engineering", "Self-organization in a fully remote team", BACKEND, "27"),
            ("Backend Engineering", "Ability to use GitLab", BACKEND, "28"),
        },
    ),
    Case(
        "next-moves",
        SENIOR,
        ("to", "kind", "basis", "path", "line"),
        {
            # the diagram: "sbe --> stb & bem"
            (
                "Staff Backend Engineer",
                "Promotion",
                "Stated",
                "handbook/engineering/career-development.md",
                "38",
            ),
            (
                "Backend Engineering Manager",
                "ChangeOfTrack",
                "Stated",
                "handbook/engineering/career-development.md",
                "38",
            ),
        },
        all=False,
        none=frozenset(
            {
                (
                    "Principal Engineer",
                    "NextFamily",
                    "Stated",
                    "handbook/engineering/career-development.md",
                    "39",
                )
            }
        ),
    ),
    Case(
        "moves-to",
        SENIOR,
        ("from", "kind", "basis", "path", "line"),
        # "jbe --> ibe --> sbe"
        {
            (
                "Intermediate Backend Engineer",
                "Promotion",
                "Stated",
                "handbook/engineering/career-development.md",
                "35",
            )
        },
        all=False,
        none=frozenset(
            {
                (
                    "Junior Backend Engineer",
                    "Promotion",
                    "Stated",
                    "handbook/engineering/career-development.md",
                    "35",
                )
            }
        ),
    ),
    Case(
        "family-moves",
        BACKEND_FAMILY,
        ("from", "to", "kind", "basis"),
        {
            (
                "Junior Backend Engineer",
                "Intermediate Backend Engineer",
                "Promotion",
                "Stated",
            ),  # diagram, line 35
            ("Intermediate Backend Engineer", "Senior Backend Engineer", "Promotion", "Stated"),  # line 35
            ("Senior Backend Engineer", "Staff Backend Engineer", "Promotion", "Stated"),  # line 38
            ("Senior Backend Engineer", "Backend Engineering Manager", "ChangeOfTrack", "Stated"),  # line 38
            ("Staff Backend Engineer", "Principal Engineer", "NextFamily", "Stated"),  # line 39
        },
        all=False,
        none=frozenset(
            {("Principal Engineer", "Distinguished Engineer", "Promotion", "Stated")}
        ),  # another family
    ),
    Case(
        "reachable-roles",
        {"role": f"{FOLDER}engineering/backend-engineer#junior-backend-engineer"},
        ("reached", "grade"),
        {
            ("Intermediate Backend Engineer", "6"),  # by the diagram, lines 35 to 40
            ("Engineering Fellow", "12"),
            ("VP of Development", "12"),
        },
        all=False,
        none=frozenset({("Junior Backend Engineer", "5"), ("Support Engineer", "6")}),
    ),
    Case(
        "dead-ends",
        {},
        ("role", "grade", "undefined", "path", "line"),
        {
            # line 137: "The next step after the Staff Support Engineer is not yet defined."
            ("Staff Support Engineer", "8", "true", SUPPORT, "106"),
        },
        all=False,
        none=frozenset({("Senior Backend Engineer", "7", "", BACKEND, "85")}),
    ),
    Case("undescribed-targets", {}, ("named",), set(), all=False, none=frozenset({("Principal Engineer",)})),
    Case(
        "unknown-superiors",
        {},
        ("named",),
        set(),
        all=False,
        none=frozenset({("Backend Engineering Manager",)}),
    ),
    Case(
        "families-without-indicator",
        {},
        ("family",),
        set(),
        all=False,
        none=frozenset(
            {("Backend Engineering",), ("Support Engineer",)}
        ),  # measured as a family; by its roles
    ),
    Case(
        "role-indicators",
        {"role": "Senior Support Engineer"},
        ("indicator", "holder", "path", "line"),
        {
            ("Customer satisfaction with Support", "Senior Support Engineer", SUPPORT, "86"),
            ("Service Level Agreement", "Senior Support Engineer", SUPPORT, "87"),
            ("Ticket deflection through documentation updates", "Senior Support Engineer", SUPPORT, "88"),
        },
    ),
    Case(
        "role-indicators",
        SENIOR,
        ("indicator", "holder", "path", "line"),
        {
            ("Backend Unit Test Coverage", "Backend Engineering", BACKEND, "173"),
            ("Open MR Review Time (OMRT)", "Backend Engineering", BACKEND, "174"),
            ("Open MR Age (OMA)", "Backend Engineering", BACKEND, "175"),
        },
    ),
    Case(
        "new-skills",
        SENIOR,
        ("before", "skill", "path", "line"),
        {
            ("Intermediate Backend Engineer", "Software architecture", BACKEND, "104"),
            ("Intermediate Backend Engineer", "Scalability", BACKEND, "105"),
            ("Intermediate Backend Engineer", "Mentoring", BACKEND, "106"),
            ("Intermediate Backend Engineer", "Threat modeling", BACKEND, "107"),
        },
        all=False,
    ),
    Case(
        "preferred-then-required",
        {},
        ("role", "next", "skill"),
        set(),
        all=False,
        # both levels require it: lines 20 to 28 hold for all of them
        none=frozenset({("Intermediate Backend Engineer", "Senior Backend Engineer", "Git")}),
    ),
    Case(
        "similar-roles",
        {"role": "Manager, Data (Intermediate)"},
        ("other",),
        {
            ("Junior Backend Engineer",)
        },  # relational databases: manager-data.md:32, backend-engineer/_index.md:58
        all=False,
        none=frozenset({("Manager, Data (Intermediate)",)}),
    ),
    Case(
        "top-skills",
        {"department": "finance"},
        ("skill",),
        {("SQL",), ("Python",)},  # manager-data.md:32 and 79
        all=False,
        none=frozenset({("Threat modeling",)}),  # of engineering
    ),
    Case(
        "department-roles",
        {"department": "finance"},
        ("role", "grade", "family"),
        {
            ("Manager, Data (Intermediate)", "8", "Data Management"),  # manager-data.md:16
            ("Senior Manager, Data", "9", "Data Management"),  # line 44
        },
        all=False,
        none=frozenset({("Senior Backend Engineer", "7", "Backend Engineering")}),
    ),
    Case(
        "page-facts",
        {"path": FOLDER + DATA},
        ("line", "thing", "property", "value"),
        {
            ("3", "Data Management", "label", "Data Management"),
            ("12", "Manager, Data (Intermediate)", "reportsTo", "Senior Manager, Data"),
            ("16", "Manager, Data (Intermediate)", "grade", "8"),
            ("32", "L32-requirement", "text", "SQL and relational databases, preferably Snowflake"),
        },
        all=False,
    ),
    Case("findings", {}, ("path", "line"), set(), all=False, none=frozenset({(BACKEND, "1")})),
    Case(
        "specialties",
        {"family": f"{FOLDER}people-ops/recruiter"},
        ("specialty", "text", "path", "line"),
        {
            ("Engineering", "Recruitment of engineers up to executive rank", RECRUITER, "217"),
            (
                "Engineering",
                "Basic understanding of programming languages and architectures",
                RECRUITER,
                "218",
            ),
            ("Engineering", "Boolean search", RECRUITER, "219"),
            ("Engineering", "Stakeholder management with engineering leaders", RECRUITER, "220"),
            ("Early Career Programs", "Campus recruitment", RECRUITER, "235"),
            ("Early Career Programs", "Program management", RECRUITER, "236"),
            ("Early Career Programs", "Talent mapping with LinkedIn Talent Insights", RECRUITER, "237"),
            ("Early Career Programs", "Event planning", RECRUITER, "238"),
        },
    ),
    Case(
        "extends",
        SENIOR,
        ("builder", "extended", "how", "path", "line"),
        {
            (
                "Senior Backend Engineer",
                "Intermediate Backend Engineer",
                "extendsResponsibilities",
                BACKEND,
                "95",
            ),
            (
                "Senior Backend Engineer",
                "Intermediate Backend Engineer",
                "extendsRequirements",
                BACKEND,
                "103",
            ),
            (
                "Intermediate Backend Engineer",
                "Junior Backend Engineer",
                "extendsResponsibilities",
                BACKEND,
                "71",
            ),
            (
                "Intermediate Backend Engineer",
                "Junior Backend Engineer",
                "extendsRequirements",
                BACKEND,
                "79",
            ),
        },
    ),
    Case(
        "roles-without-grade",
        {},
        ("role",),
        set(),
        all=False,
        none=frozenset({("Senior Backend Engineer",), ("Support Engineer",)}),
    ),
    Case(
        "experience",
        {"years": "5"},
        ("position", "months", "path", "line"),
        {
            ("Manager, Data (Intermediate)", "60", DATA, "29")
        },  # "Five years in data engineering, analytics ..."
        all=False,
        none=frozenset({("Senior Manager, Data", "48", DATA, "57")}),  # "Four years of people management"
    ),
    Case(
        "inferred-moves",
        {},
        ("from", "to", "rule", "path", "line"),
        {
            # no ladder of the page leads from one level to the next; headings and grades do
            ("Manager, Data (Intermediate)", "Senior Manager, Data", "next-level", DATA, "10"),
            ("Manager, Data (Intermediate)", "Senior Manager, Data", "next-level", DATA, "44"),
        },
        all=False,
        none=frozenset(
            {("Senior Backend Engineer", "Staff Backend Engineer", "next-level", BACKEND, "85")}
        ),  # stated
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_answers_are_what_the_pages_say(case: Case, bundled: OpenBuild) -> None:
    """Each query, on the bundled handbook, against answers found by reading."""
    found = set(answer(bundled, case.name, case.given, case.columns))
    assert case.rows <= found
    assert not case.none & found
    if case.all:
        assert found == case.rows


def test_every_query_is_checked_by_reading() -> None:
    """No query is missing above."""
    assert {case.name for case in CASES} == set(NAMES)


def test_what_is_cited_above_stands_there() -> None:
    """The places in the expected answers hold what the answers say: words of a text, a title, a grade."""
    for case in CASES:
        for row in case.rows:
            told = dict(zip(case.columns, row, strict=True))
            if "text" in told and "line" in told:
                page = (handbook() / FOLDER / told["path"]).read_text(encoding="utf-8").splitlines()
                assert told["text"][:20] in page[int(told["line"]) - 1]


# The page is ODD, above; lines are its own.
ODD_CASES = [
    Case(
        "undescribed-targets",
        {},
        ("named", "from", "line"),
        {("Keeper of the Moon", "Senior Lamplighter", "35")},
    ),
    Case(
        "unknown-superiors", {}, ("named", "role", "line"), {("Master of Wicks", "Junior Lamplighter", "11")}
    ),
    Case("families-without-indicator", {}, ("family",), {("Lamp Keeping",)}),
    Case("roles-without-grade", {}, ("role", "line"), {("Senior Lamplighter", "25")}),
    Case(
        "preferred-then-required",
        {},
        ("role", "next", "skill"),
        {("Junior Lamplighter", "Senior Lamplighter", "Python")},
    ),
    Case("dead-ends", {}, ("role",), set()),
    Case("reports", {"role": "Junior Lamplighter"}, ("report",), {("Senior Lamplighter",)}),
    Case("experience", {"years": "2"}, ("position", "months"), {("Junior Lamplighter", "24")}),
    Case("experience", {"years": "2.5"}, ("position",), set()),
    Case(
        "roles-with-skill",
        {"skill": "Python"},
        ("position", "asked"),
        {("Junior Lamplighter", "hasNiceToHave"), ("Senior Lamplighter", "hasRequirement")},
    ),
]


@pytest.mark.parametrize("case", ODD_CASES, ids=lambda case: f"{case.name} {case.given}")
def test_answers_on_a_page_with_everything_odd(case: Case, odd: OpenBuild) -> None:
    """What the bundled handbook has no example of is found where there is one."""
    assert set(answer(odd, case.name, case.given, case.columns)) == case.rows


def test_findings_are_those_of_the_build(odd: OpenBuild) -> None:
    """The query lists as many findings as the build counted."""
    found = answer(odd, "findings", {}, ("path", "line", "code", "message"))
    assert found
    assert sum(found.values()) == sum(odd.about["findings"].values())


def plain(term: Any) -> Any:
    """A term of either engine as a value that compares."""
    if term is None:
        return None
    if isinstance(term, (ox.NamedNode, rdflib.URIRef)):
        return ("iri", term.value if isinstance(term, ox.NamedNode) else str(term))
    value = term.value if isinstance(term, ox.Literal) else str(term)
    datatype = term.datatype.value if isinstance(term, ox.Literal) else str(term.datatype or "string")
    kind = re.split("[#/]", datatype)[-1]
    return Decimal(value) if kind in ("integer", "decimal") else (kind, value, term.language)


def both(
    query: namedqueries.NamedQuery, given: dict[str, Any], store: ox.Store, graph: rdflib.Graph
) -> tuple[Any, Any]:
    """The rows that each engine finds, with how often each comes."""
    found = namedqueries.ask(query, store, given, BASE)
    assert isinstance(found, ox.QuerySolutions)
    variables = [variable.value for variable in found.variables]
    bindings = {}
    for name, value in given.items():
        if isinstance(value.term, ox.NamedNode):
            bindings[name] = rdflib.URIRef(value.term.value)
        else:
            number = value.term.datatype.value.endswith("decimal")
            bindings[name] = rdflib.Literal(value.term.value, datatype=rdflib.XSD.decimal if number else None)
    others = graph.query(query.text, initBindings=bindings)
    return (
        Counter(tuple(plain(term) for term in row) for row in found),
        Counter(tuple(plain(row[name]) for name in variables) for row in others),  # type: ignore[index, call-overload]
    )


@pytest.fixture(scope="module")
def poured(bundled: OpenBuild) -> rdflib.Graph:
    """The bundled handbook's triples for rdflib's own engine."""
    triples = ox.serialize((quad.triple for quad in bundled.quads), format=ox.RdfFormat.N_TRIPLES)  # type: ignore[union-attr]
    assert triples is not None
    return rdflib.Graph().parse(data=triples, format="nt")


@pytest.fixture
def deep() -> Iterator[None]:
    """The other engine follows paths by recursion: a chain of some hundred links needs more of it than Python allows."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize("name", NAMES)
def test_another_engine_finds_the_same(name: str, bundled: OpenBuild, poured: rdflib.Graph) -> None:
    """The engine of rdflib shares no code with the one in use; it gives the same rows as often."""
    query = namedqueries.load(name)
    store = bundled.quads
    assert isinstance(store, ox.Store)
    given = next(case.given for case in CASES if case.name == name)
    ours, theirs = both(query, namedqueries.values(query, given, store, BASE), store, poured)
    assert ours == theirs


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize(
    ("name", "count"), [("reachable-roles", 990), ("superiors", 990), ("reports", 0), ("extends", 990)]
)
def test_chains_of_a_thousand_links_are_followed(name: str, count: int) -> None:
    """Property paths go to the end of a chain of 990 moves, superiors or extended roles, with both engines."""
    store = ox.Store()
    lines = [f"<role/{n}> a cg:Role ; rdfs:label 'Role {n}' ." for n in range(991)]
    for n in range(990):
        lines.append(f"<move/{n}> cg:from <role/{n}> ; cg:to <role/{n + 1}> .")
        for word in ("reportsTo", "extends"):
            lines.append(f"<role/{n}> cg:{word} <role/{n + 1}> .")
            lines.append(
                f"<fact/{word}{n}> rdf:subject <role/{n}> ; rdf:predicate cg:{word} ; rdf:object <role/{n + 1}> ; "
                f"prov:wasDerivedFrom <line/{n}> . <line/{n}> cg:line {n} ; cg:page <page> ."
            )
    lines.append("<page> cg:path 'x.md' .")
    prefixes = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in namedqueries_prefixes().items())
    head = f"BASE <{BASE}> {prefixes}"
    store.update(f"{head} INSERT DATA {{ {' '.join(lines)} }}")
    graph = rdflib.Graph().parse(data=store.dump(format=ox.RdfFormat.N_QUADS).decode(), format="nt")  # type: ignore[union-attr]
    query = namedqueries.load(name)
    ours, theirs = both(query, namedqueries.values(query, {"role": "role/0"}, store, BASE), store, graph)
    assert ours == theirs
    assert sum(ours.values()) == count


def namedqueries_prefixes() -> dict[str, str]:
    """The prefixes that named queries declare."""
    return dict(found for one in namedqueries.load_all() for found in prepare(one.text).declared)


@pytest.mark.parametrize("name", NAMES)
def test_each_query_is_described(name: str) -> None:
    """The description is whole: the question, parameters that the query uses, and the columns as they come."""
    query = namedqueries.load(name)
    assert query.question.endswith("?")
    columns = [column for column, _ in query.columns]
    found = ox.Store().query(query.text)
    assert isinstance(found, ox.QuerySolutions)
    parameters = [parameter.name for parameter in query.parameters]
    assert [variable.value for variable in found.variables] == [*parameters, *columns]


@pytest.mark.parametrize("name", NAMES)
def test_each_query_runs_elsewhere(name: str) -> None:
    """What is printed declares all prefixes it uses and no others, and is plain SPARQL 1.1."""
    query = namedqueries.load(name)
    body = re.sub(r"(?m)^(#|PREFIX).*$|<[^>]*>", "", query.text)
    used = set(re.findall(r"(?<![\w?])([a-z]+):\w", body))
    assert set(dict(prepare(query.text).declared)) == used
    assert rdflib.Graph().query(query.text) is not None
    if re.search(r"\w[*+]", body):
        assert "SELECT DISTINCT" in body or "COUNT(DISTINCT" in body  # some engines count ways, not ends


def test_there_are_enough_queries() -> None:
    """At least two dozen."""
    assert len(NAMES) >= 24


@pytest.mark.parametrize("name", [one.name for one in namedqueries.load_all() if one.parameters])
def test_examples_of_descriptions_work(name: str, bundled: OpenBuild) -> None:
    """The example of each parameter can be typed as it stands."""
    query = namedqueries.load(name)
    given = {parameter.name: parameter.example for parameter in query.parameters}
    assert namedqueries.values(query, given, bundled.quads, BASE)


def test_an_unknown_query_is_told_the_nearest() -> None:
    """A name that no query has leads to those that are like it."""
    with pytest.raises(UnknownQueryError, match="did you mean ladder"):
        namedqueries.load("laddr")
    with pytest.raises(UnknownQueryError, match="careergraph queries"):
        namedqueries.load("../lookups/moves")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("ladder", {}, 'family: the job family.*--param family="Backend Engineer"'),
        ("ladder", {"family": " "}, "needs"),
        ("ladder", {"family": "x", "role": "y"}, "no parameter “role”; it takes family"),
        ("findings", {"family": "x"}, "it takes none"),
        ("experience", {"years": "many"}, "is a number, not “many”. Example: --param years=8"),
        ("experience", {"years": "nan"}, "is a number"),
        ("experience", {"years": "-1e30"}, "15 digits before the point"),
        ("experience", {"years": "1e-30"}, "15 behind it"),
        ("experience", {"years": "1e999999999"}, "“1e999999999” has more"),
        ("experience", {"year": "8"}, "has no parameter “year”; it takes years"),
    ],
)
def test_wrong_parameters_are_told_what_is_needed(
    name: str, given: dict[str, str], said: str, bundled: OpenBuild
) -> None:
    """What is missing, unknown or no number is said, with an example."""
    with pytest.raises(QueryParameterError, match=re.compile(said, re.DOTALL)):
        namedqueries.values(namedqueries.load(name), given, bundled.quads, BASE)


def test_names_are_understood_as_everywhere(bundled: OpenBuild) -> None:
    """A parameter is looked up like the names of other commands: abbreviations, typos, ends of IRIs."""
    query = namedqueries.load("superiors")

    def role(typed: str) -> str:
        return namedqueries.values(query, {"role": typed}, bundled.quads, BASE)["role"].spoken

    assert role("Sr Support Enginer") == role("engineering/support-engineer#senior-support-engineer")
    with pytest.raises(UnknownNameError):
        role("Astronaut of the Deep Sea")
    with pytest.raises(AmbiguousNameError):
        namedqueries.values(namedqueries.load("roles-with-skill"), {"skill": "Tin"}, _two_skills(), BASE)


def _two_skills() -> ox.Store:
    store = ox.Store()
    store.update(
        """PREFIX cg: <https://w3id.org/careergraph#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { <a:1> a cg:Skill ; skos:prefLabel "Tin" ; cg:informationContent 1 .
                      <a:2> a cg:Skill ; skos:prefLabel "tin" ; cg:informationContent 1 }"""
    )
    return store


@pytest.mark.parametrize("text", ['x" } ; DROP ALL #', "x> . ?s ?p ?o", "\\u0022 } #", "?path", "'''"])
def test_a_value_never_becomes_a_part_of_the_query(text: str, bundled: OpenBuild) -> None:
    """Whatever is typed as a text is compared as a text."""
    assert not answer(bundled, "page-facts", {"path": text}, ("line",))


def test_descriptions_of_ones_own_work_too() -> None:
    """A query that somebody saved and changed has its parameters; a broken description is told."""
    mine = namedqueries.load("ladder").text.replace("from the lowest grade", "from the first")
    assert namedqueries.described(mine).parameters == namedqueries.load("ladder").parameters
    assert namedqueries.described("SELECT * { ?s ?p ?o }").parameters == ()
    for broken, said in (
        ("#   family: no type", "expected: # NAME"),
        ("#   x (person): who. Example: me", "no type"),
    ):
        with pytest.raises(QueryParameterError, match=said):
            namedqueries.described(f"# Parameters:\n{broken}\nASK {{ }}")
