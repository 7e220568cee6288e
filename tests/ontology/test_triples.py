"""A corpus as quads."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from careergraph.data.records import Corpus, Finding, Grade, Indicator, Item, Page, Role, Specialty, Superior
from careergraph.data.skills.linker import Linker
from careergraph.ontology.concepts import concept_quads
from careergraph.ontology.mentions import MentionWriter
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import InferredTrack, ResolvedMove, move_quads, track_quads
from careergraph.ontology.triples import corpus_quads, rank

if TYPE_CHECKING:
    from careergraph.data.skills.scheme import Scheme
    from careergraph.ontology.placing import PlacedItem

GOLDEN = Path(__file__).parents[1] / "golden" / "ontology.nq"
PREFIXES = {
    "cg": "https://w3id.org/careergraph#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


def store(quads: list[Quad]) -> Store:
    """A store that holds these quads."""
    made = Store()
    made.bulk_extend(quads)
    return made


def ask(quads: list[Quad], where: str) -> bool:
    """Whether a pattern is found in any graph."""
    found = store(quads).query(f"ASK {{ {where} }}", prefixes=PREFIXES, use_default_graph_as_union=True)
    return bool(found)


def select(quads: list[Quad], query: str) -> list[tuple[str, ...]]:
    """The rows of a query over all graphs, sorted."""
    rows = store(quads).query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    return sorted(tuple(term.value for term in row) for row in rows)


@pytest.fixture
def quads(  # noqa: PLR0917 - one a part of the graph
    corpus: Corpus,
    minter: Minter,
    targets: dict[tuple[str, int, str], str | None],
    moves: list[ResolvedMove],
    tracks: list[InferredTrack],
    scheme: Scheme,
) -> list[Quad]:
    """The whole graph of the small handbook."""
    placed: list[PlacedItem] = []
    writer = MentionWriter(Linker(scheme))
    return [
        *corpus_quads(corpus, minter, targets, placed),
        *move_quads(moves, minter),
        *track_quads(tracks, minter),
        *writer.quads(placed),
        *concept_quads(scheme, writer.skills, minter),
    ]


def test_golden(quads: list[Quad]) -> None:
    """The small handbook gives the graph that was looked through by eye.

    ``CAREERGRAPH_REFRESH=1 pytest ...`` writes it anew; look through the difference.
    """
    if os.environ.get("CAREERGRAPH_REFRESH"):
        lines = serialize(set(quads), format=RdfFormat.N_QUADS).decode().splitlines(keepends=True)
        GOLDEN.write_text("".join(sorted(lines)), encoding="utf-8")
    expected, found = Dataset(parse(path=str(GOLDEN))), Dataset(quads)
    for graph in (expected, found):
        graph.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    missing = sorted(map(str, set(expected) - set(found)))
    surplus = sorted(map(str, set(found) - set(expected)))
    assert (missing, surplus) == ([], [])


def test_no_blank_nodes(quads: list[Quad]) -> None:
    """Every node has an IRI, so that the same pages give the same quads."""
    assert not [quad for quad in quads if BlankNode in (type(quad.subject), type(quad.object))]


def test_order_of_pages_does_not_matter(
    corpus: Corpus, targets: dict[tuple[str, int, str], str | None]
) -> None:
    """The same pages in another order give the same sorted N-Quads, byte for byte."""
    turned = replace(corpus, pages=corpus.pages[::-1])
    dumps = [
        sorted({str(quad) for quad in corpus_quads(each, Minter(each), targets)}) for each in (corpus, turned)
    ]
    assert dumps[0] == dumps[1]


def test_only_four_graphs(quads: list[Quad]) -> None:
    """What pages state, what rules infer, what was odd and the vocabulary are kept apart."""
    names = {quad.graph_name for quad in quads}
    assert DefaultGraph() in names
    graphs = {name.value.rpartition("/")[2] for name in names if isinstance(name, NamedNode)}
    assert graphs == {"inferred", "findings", "skills"}


def test_nothing_is_said_twice(quads: list[Quad]) -> None:
    """No triple stands in two graphs: queries over all graphs would count it twice."""
    assert len({quad.triple for quad in quads}) == len(set(quads))


def test_a_link_says_who_says_so(quads: list[Quad]) -> None:
    """For a plain triple between two nodes, the page and line that state it can be asked for."""
    rows = select(
        quads,
        """SELECT ?path ?line ?as ?sentence WHERE {
            ?role rdfs:label "Technical Writer" ; cg:reportsTo ?boss .
            ?says rdf:subject ?role ; rdf:predicate cg:reportsTo ; rdf:object ?boss ;
                prov:wasDerivedFrom ?at ; cg:asWritten ?as ; cg:sentence ?sentence .
            ?at cg:page/cg:path ?path ; cg:line ?line .
        }""",
    )
    assert rows == [
        (
            "writing/technical-writer/index.html.md",
            "12",
            "Managing Editor",
            "Reports to the Managing Editor.",
        )
    ]


def test_what_is_extended(quads: list[Quad]) -> None:
    """The property tells which part of a role is extended; a name that nobody describes stays a name."""
    assert ask(quads, '[] cg:heading "Senior" ; cg:extendsRequirements/rdfs:label "Technical Writer"')
    assert ask(quads, '[] cg:extends [ a cg:UnresolvedTarget ; rdfs:label "Storyteller" ]')
    assert not ask(quads, '[] cg:extends/rdfs:label "Technical Writer"')


def test_grades_as_written_and_comparable(quads: list[Quad]) -> None:
    """A grade is kept as written, has a number to compare by, and none if it is no number."""
    rows = select(
        quads, "SELECT ?text ?rank WHERE { ?g cg:gradeText ?text ; cg:rank ?rank FILTER(?rank > 6.5) }"
    )
    assert rows == [("07.5", "7.5"), ("8", "8")]
    assert ask(quads, '?g cg:gradeText "Executive" FILTER NOT EXISTS { ?g cg:rank ?rank }')


def test_item_of_role_and_specialty_is_one(quads: list[Quad]) -> None:
    """What a page says once of a role and of its specialty is one item of both."""
    assert ask(
        quads,
        """?role a cg:Role ; cg:inSpecialty ?specialty ; cg:hasResponsibility ?item .
        ?specialty cg:hasResponsibility ?item""",
    )
    assert len(select(quads, 'SELECT ?i WHERE { ?i cg:text "Write manuals" }')) == 1


def test_nested_items_are_not_counted(quads: list[Quad]) -> None:
    """Nested items hang on their parent, not on the role."""
    counted = select(
        quads, 'SELECT (COUNT(?i) AS ?n) { [] rdfs:label "Technical Writer" ; cg:hasRequirement ?i }'
    )
    assert counted == [("3",)]
    assert ask(quads, '[] a cg:Requirement ; cg:subItem [ a cg:Requirement ; cg:text "XML" ]')


def test_page_that_is_no_family(quads: list[Quad]) -> None:
    """A page that describes no family is a page and nothing more."""
    assert ask(quads, '?page cg:path "ladders.md" FILTER NOT EXISTS { ?family cg:describedBy ?page }')


def test_findings_can_be_asked_for(quads: list[Quad]) -> None:
    """Findings are nodes with code and line; one outside any line cites its page."""
    rows = select(
        quads, "SELECT ?code ?at WHERE { ?f a cg:Finding ; cg:code ?code ; prov:wasDerivedFrom ?at }"
    )
    page = "https://careers.example/page/"
    assert rows == [
        ("unplaced-section", f"{page}writing/technical-writer/index.html.md#L60"),
        ("unreadable-page", f"{page}broken.md"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", "8"),
        ("9.5", "9.5"),
        ("010", "10"),
        (" 7 ", "7"),
        ("0", "0"),
        ("10.50", "10.5"),
        ("8-9", None),
        ("٨", None),
        ("1e5", None),
        ("-3", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_rank(text: str, expected: str | None) -> None:
    """Only plain decimal numbers are ranks."""
    assert rank(text) == expected


TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
ITEMS = st.lists(
    st.builds(lambda text, line: Item(text, line, line), TEXT, st.integers(-1, 5)), max_size=3
).map(tuple)


@given(
    st.builds(
        lambda text, line, items, named: Page(
            path=f"{text}/x.md",
            family=text,
            is_job_family=True,
            line=line,
            description=text,
            roles=(
                Role(
                    text,
                    line,
                    grades=(Grade(text, line),),
                    reports_to=tuple(Superior(name, line, name, name) for name in named),
                    requirements=items,
                    indicators=tuple(Indicator(name, line, name) for name in named),
                ),
            ),
            specialties=(Specialty(text, line, (text,), text, items, items, items),),
            hiring_steps=items,
            findings=(Finding(text, line, text, text),),
        ),
        TEXT,
        st.integers(-1, 5),
        ITEMS,
        st.lists(TEXT, max_size=2),
    )
)
def test_any_page_can_be_written(page: Page) -> None:
    """Whatever the texts and lines are, a store takes the quads, and its dump is read again."""
    corpus = Corpus((page,))
    quads = list(corpus_quads(corpus, Minter(corpus)))
    dump = store(quads).dump(format=RdfFormat.N_QUADS)
    assert len(list(parse(dump, format=RdfFormat.N_QUADS))) == len(set(quads))


def from_gold(fact: dict, line: int = 1) -> Page:
    """The records of facts that were read by eye; item texts are made up, only their number is known."""

    def items(count: int) -> tuple[Item, ...]:
        nonlocal line
        line += count
        return tuple(Item(f"Item {at}", at, at) for at in range(line - count, line))

    def indicators(listed: list[dict]) -> tuple[Indicator, ...]:
        return tuple(Indicator(one["name"], 1, one["link"]) for one in listed)

    roles = tuple(
        Role(
            role["title"],
            role["line"],
            grades=tuple(Grade(text, role["line"]) for text in role["grade"]),
            reports_to=tuple(Superior(one["title"], role["line"], one["link"]) for one in role["reports_to"]),
            responsibilities=items(role["responsibilities"]),
            requirements=items(role["requirements"]),
            nice_to_haves=items(role["nice_to_haves"]),
            indicators=indicators(role["performance_indicators"]),
        )
        for role in fact["roles"]
    )
    return Page(
        fact["page"],
        fact["family"],
        is_job_family=fact["is_job_family"],
        roles=roles,
        indicators=indicators(fact["family_performance_indicators"]),
        hiring_steps=items(fact["hiring_steps"]),
    )


def test_real_facts_come_back_by_sparql(shared: Path) -> None:
    """What was read by eye from real pages is what SPARQL finds in their graph."""
    facts = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "gold").glob("*.json"))
    ]
    corpus = Corpus(tuple(from_gold(fact) for fact in facts))
    quads = list(corpus_quads(corpus, Minter(corpus)))
    roles = Counter((fact["page"], role["title"]) for fact in facts for role in fact["roles"])
    listed = select(
        quads,
        """SELECT ?path ?title ?role WHERE {
            ?role a cg:Role ; rdfs:label ?title ; cg:inFamily/cg:describedBy/cg:path ?path
        }""",
    )
    assert Counter((path, title) for path, title, _ in listed) == roles
    counted = select(quads, "SELECT (COUNT(?i) AS ?n) WHERE { ?r a cg:Role ; cg:hasRequirement ?i }")
    assert counted == [(str(sum(role["requirements"] for fact in facts for role in fact["roles"])),)]
    graded = select(
        quads,
        """SELECT ?path ?title ?g WHERE {
            ?role rdfs:label ?title ; cg:grade/cg:gradeText ?g ; cg:inFamily/cg:describedBy/cg:path ?path
        }""",
    )
    assert set(graded) == {
        (fact["page"], role["title"], grade)
        for fact in facts
        for role in fact["roles"]
        for grade in role["grade"]
    }
