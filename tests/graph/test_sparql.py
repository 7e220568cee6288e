"""What is typed as SPARQL: what may run, what is refused and why, and where a mistake stands."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph import namedqueries
from careergraph.graph.prefixes import PREFIXES, short
from careergraph.graph.query import names, text
from careergraph.graph.queryerrors import QueryFailedError, QueryRefusedError, QuerySyntaxError
from careergraph.graph.sparql import Share, ask, prepare
from careergraph.graph.sparqlgrammar import first_fault
from careergraph.graph.sparqlremote import complete
from careergraph.graph.sparqltokens import tokens

BASE = "https://careers.example/"
ONTOLOGY = Path(__file__).parents[2] / "ontology" / "careergraph.ttl"


@pytest.fixture
def store() -> ox.Store:
    """One stated fact, one inferred one, one finding."""
    made = ox.Store()
    made.update(
        """
        PREFIX cg: <https://w3id.org/careergraph#> BASE <https://careers.example/>
        INSERT DATA {
          <role> cg:grade <grade/8> .
          GRAPH <graph/inferred> { <role> cg:track cg:Manager }
          GRAPH <graph/findings> { <finding> cg:code "odd" }
        }
        """
    )
    return made


def rows(store: ox.Store, query: str, *shares: Share) -> list[str]:
    """The first column of what a query finds."""
    found = ask(store, prepare(query), base=BASE, shares=shares)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(row[0]) for row in found)


@pytest.mark.parametrize(
    "typed",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "delete where { ?s ?p ?o }",
        "PREFIX ex: <http://ex/> # a note\n DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://elsewhere.example/data.ttl>",
        "CLEAR ALL",
        "DROP GRAPH <a:b>",
        "CREATE GRAPH <a:b>",
        "COPY DEFAULT TO <a:b>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_with_the_reason(typed: str) -> None:
    """Whatever changes a graph is refused, in any case and behind any prologue."""
    with pytest.raises(QueryRefusedError, match="would change the graph") as caught:
        prepare(typed)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "service", ["SERVICE <http://x.example/>", "service silent ?s", "Service\n#x\n<http://x>"]
)
def test_other_servers_are_not_asked(service: str) -> None:
    """SERVICE is refused before the engine could call anybody."""
    with pytest.raises(QueryRefusedError, match="another server"):
        prepare(f"SELECT * {{ ?s ?p ?o . {service} {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "harmless",
    [
        'ASK { ?s ?p "SERVICE <http://x> { }" }',
        "ASK { ?s ?p '''DELETE ' SERVICE''' }",
        "# SERVICE <http://x> { }\nASK { ?s ?p ?o } # LOAD <x>",
        "ASK { ?service ?p <http://SERVICE.example/#SERVICE> }",
        "PREFIX service: <http://x/> ASK { ?s service:SERVICE ?o }",
        'ASK { ?s ?p "a \\" SERVICE " , "b" }',
    ],
)
def test_words_in_strings_comments_and_names_are_just_words(harmless: str, store: ox.Store) -> None:
    """What only looks like a keyword does not stop a query."""
    assert isinstance(ask(store, prepare(harmless), base=BASE), ox.QueryBoolean)


@pytest.mark.parametrize(
    ("typed", "line", "column", "said"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p ?o\n  FILTER(?s = )\n}", 3, 15, "“)” cannot stand here"),
        ("SELECT ?r { ?r a cg:Role }\n LIMITE 5", 2, 2, "“LIMITE” cannot stand here"),
        ('SELECT ?é { ?é a "ü" . ?é ?p ?ö ?x }', 1, 33, "“?x” cannot stand here"),
        ("# a note\r\nSELECT * {\r\n\t?s ?p ?o ?x }", 3, 11, "“?x” cannot stand here"),
        ("SELECT * { ?s ?p ?o", 1, 20, "ends too early"),
        ('SELECT * { ?s ?p "abc }', 1, 18, "string is not closed"),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", 1, 23, "“;” cannot stand here"),
        ("hello", 1, 1, "“hello” cannot stand here"),
        ("", 1, 1, "there is no query"),
        ("# only a note", 1, 14, "there is no query"),
        ("SELECT ?r ?x { ?r a ?x } GROUP BY ?r", 1, 1, "variable that is unbound"),
        ("SELECT * { ?s ?p <http://[x> }", 1, 18, "IRI"),
        ("SELECT * { ?s cgg:from ?o }", 1, 15, "nobody declared the prefix cgg:"),
        ("SELECT * { ?s ?p <http://a b> }", 1, 18, "cannot stand here"),
    ],
)
def test_mistakes_are_named_with_line_and_column(
    typed: str, line: int, column: int, said: str, store: ox.Store
) -> None:
    """The place is that of the text as typed; the line is shown with a mark below the place."""
    with pytest.raises(QuerySyntaxError, match=re.escape(said)) as caught:
        ask(store, prepare(typed), base=BASE)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    _, shown, mark, *_ = str(error).splitlines()
    assert shown[2:] == typed.splitlines()[line - 1].replace("\t", " ") if typed else shown == "  "
    assert mark.index("^") == column + 1


def test_a_mistake_in_a_long_line_is_shown_with_what_stands_around_it(store: ox.Store) -> None:
    """A line of thousands of signs is cut around the place."""
    with pytest.raises(QuerySyntaxError) as caught:
        ask(store, prepare(f"SELECT * {{ {'?s ?p ?o . ' * 900} ! }}"), base=BASE)
    _, shown, mark, *_ = str(caught.value).splitlines()
    assert len(shown) < 110
    assert shown[mark.index("^")] == "!"


def test_an_unknown_prefix_is_told_the_known_ones() -> None:
    """The message lists what need not be declared, what was declared, and what may be meant."""
    with pytest.raises(QuerySyntaxError, match="Did you mean skos:") as caught:
        prepare("PREFIX ours: <http://ours.example/> ASK { ?s sko:broader ?o }")
    assert all(f"{prefix}:" in str(caught.value) for prefix in (*PREFIXES, "ours"))


def test_prefixes_are_known_unless_the_query_says_otherwise(store: ox.Store) -> None:
    """cg: needs no declaration; a declaration of one's own is obeyed."""
    assert rows(store, "SELECT ?role { ?role cg:grade ?grade }") == ["<https://careers.example/role>"]
    assert rows(store, "PREFIX cg: <http://other/> SELECT ?role { ?role cg:grade ?grade }") == []


def test_the_known_prefixes_are_those_of_the_ontology() -> None:
    """No prefix means something else than in the ontology, and none that graphs need is missing."""
    written = dict(
        re.findall(r"^@prefix (\w+):\s+<([^>]+)>", ONTOLOGY.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {prefix: written.get(prefix, iri) for prefix, iri in PREFIXES.items()} == PREFIXES
    assert {"cg", "rdf", "rdfs", "skos", "prov", "schema", "org", "xsd", "dcterms"} <= PREFIXES.keys()


@pytest.mark.parametrize(
    "iri", ["https://w3id.org/careergraph#Role", f"{BASE}grade/8", "urn:x:y", f"{BASE}a#b-c"]
)
def test_short_iris_can_be_typed_again(iri: str, store: ox.Store) -> None:
    """What tables show for an IRI means this IRI in a query."""
    store.add(ox.Quad(ox.NamedNode(iri), ox.NamedNode("a:p"), ox.Literal("here")))
    assert rows(store, f"SELECT ?o {{ {short(iri, BASE)} <a:p> ?o }}") == ['"here"']


def test_all_graphs_are_one_unless_some_are_named(store: ox.Store) -> None:
    """Everything is asked by default; GRAPH, a share or FROM choose."""
    every = "SELECT ?p { ?s ?p ?o }"
    assert len(rows(store, every)) == 3
    assert len(rows(store, "SELECT ?p { GRAPH <graph/inferred> { ?s ?p ?o } }")) == 1
    assert rows(store, every, "stated") == ["<https://w3id.org/careergraph#grade>"]
    assert rows(store, every, "inferred") == ["<https://w3id.org/careergraph#track>"]
    assert len(rows(store, every, "stated", "findings")) == 2
    assert rows(store, "SELECT ?p FROM <graph/findings> { ?s ?p ?o }") == [
        "<https://w3id.org/careergraph#code>"
    ]


@pytest.mark.parametrize(
    "source", ["<file:///etc/passwd>", "<http://elsewhere.example/x.ttl>", "NAMED <x>", "cg:x"]
)
def test_from_reads_no_file_and_no_address(source: str, store: ox.Store) -> None:
    """FROM is for graphs of the store; the message names them."""
    with pytest.raises(QueryRefusedError, match="graph/inferred"):
        ask(store, prepare("SELECT * FROM % { ?s ?p ?o }".replace("%", source)), base=BASE)


def test_the_grammar_accepts_all_queries_of_the_project() -> None:
    """No query that runs is said to have a mistake."""
    for query in (*(text(name) for name in names()), *(one.text for one in namedqueries.load_all())):
        assert first_fault(list(tokens(query))) is None


ACCEPTED = [
    (
        "SELECT REDUCED (COUNT(DISTINCT *) AS ?n) { ?s ?p [ a ?x ; ] , ( 1 2.5 -3e4 ) ; . } GROUP BY (STR(?x) AS ?y) ?z "
        "HAVING (?n > 1) ORDER BY DESC(?x) ?y STR(?z) OFFSET 2 LIMIT 5"
    ),
    "SELECT * { { SELECT * { } } UNION { ?s !(a|^cg:b)*/cg:c?|^cg:d+ 'x'@en-GB , true } MINUS { [] cg:a _:b } }",
    "CONSTRUCT { ?s ?p ?o . } WHERE { GRAPH ?g { ?s ?p ?o } BIND(IF(?o < 3 && !BOUND(?x), ?a, xsd:integer(1)) AS ?b) }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE cg:a <a:b>",
    "DESCRIBE ?x WHERE { VALUES (?x ?y) { (cg:a UNDEF) (<a:b> 'c'^^xsd:string) } } VALUES ?z { 1 }",
    "ASK FROM NAMED <a:g> { FILTER NOT EXISTS { ?s ?p ?o } FILTER(?a NOT IN (1, 2)) FILTER regex(?a, 'b', 'i') }",
    "BASE <a:b> PREFIX : <c:d> ASK { :a :b-c :d.e ; :%41 :\\~x }",
    "SELECT (GROUP_CONCAT(DISTINCT ?a; SEPARATOR=', ') AS ?b) { OPTIONAL { ?a a ?c } }",
]


@pytest.mark.parametrize("query", ACCEPTED)
def test_the_grammar_agrees_with_the_engine_on_what_is_sparql(query: str) -> None:
    """Corners of the language: what the engine takes has no fault."""
    ox.Store().query(query, prefixes=PREFIXES)
    assert first_fault(list(tokens(query))) is None


@given(st.data())
def test_whatever_is_cut_from_a_query_the_place_is_in_the_text(data: st.DataObject) -> None:
    """With any of its tokens missing, a query either runs or has its mistake placed, without a crash."""
    query = data.draw(st.sampled_from(ACCEPTED))
    listed = list(tokens(query))
    missing = data.draw(st.integers(0, len(listed) - 1))
    left = " ".join(token.text for number, token in enumerate(listed) if number != missing)
    try:
        ask(ox.Store(), prepare(left))
    except QuerySyntaxError as error:
        place = (error.line, error.column)
    except (QueryRefusedError, QueryFailedError):
        place = (1, 1)
    else:
        place = (1, 1)
    assert (1, 1) <= place <= (1, len(left) + 1)


@given(st.text(alphabet="SELECTASK{}?x \"'<>#\\:.\n()", max_size=60))
def test_any_text_is_answered_or_refused(typed: str) -> None:
    """Rubbish is never anything but a syntax error."""
    with contextlib.suppress(QuerySyntaxError, QueryRefusedError):
        ask(ox.Store(), prepare(typed))


@given(st.text(max_size=80))
def test_tokens_leave_nothing_out(typed: str) -> None:
    """Between tokens stand blanks and comments only."""
    end = 0
    for token in tokens(typed):
        assert not typed[end : token.start].strip() or typed[end : token.start].lstrip().startswith("#")
        assert typed.startswith(token.text, token.start)
        end = token.start + len(token.text)


def test_a_query_for_elsewhere_declares_what_it_uses() -> None:
    """Prefixes that are known here are declared for other engines, on the same line, and only if need be."""
    query = "PREFIX rdfs: <http://mine/>\nASK { ?s a cg:Role ; rdfs:label 'skos:x' }"
    assert complete(prepare(query), BASE) == f"BASE <{BASE}> PREFIX cg: <{PREFIXES['cg']}> {query}"
