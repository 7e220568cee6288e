"""Queries as text: terms come into the place of variables and nowhere else, pages and counts keep the meaning."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph.sparqltext import QueryTextError, form, parts, substitute

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
NASTY = [
    '"',
    "\\",
    '\\"',
    "'''",
    '"""',
    "\n",
    "\r\n",
    "\t",
    "} UNION {",
    "?x",
    "# no comment",
    "<http://a>",
    "\\u0041",
    "é漢😀",
    "\x00\x01",
    "{{",
    "$x",
    "^^xsd:integer",
    "@en",
]

STORE = ox.Store()
S, P = ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p")


@given(st.one_of(TEXTS, st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY)).map("".join)))
def test_any_text_stays_a_text(text: str) -> None:
    """Whatever a parameter holds, the query finds just that, as binding it in the engine does."""
    query = "SELECT ?x (STRLEN(?x) AS ?n) WHERE { BIND(?x AS ?y) FILTER(?y = ?x) } # ?x"
    term = ox.Literal(text)
    rows = list(STORE.query(substitute(query, {"x": term})))  # type: ignore[arg-type]
    assert [(row["x"].value, int(row["n"].value)) for row in rows] == [(text, len(text))]  # type: ignore[union-attr]


@given(TEXTS)
def test_any_iri_that_is_one(text: str) -> None:
    """An IRI is put in whole, or is none in the first place."""
    try:
        iri = ox.NamedNode(f"http://a/{text}")
    except ValueError:
        return
    store = ox.Store()
    store.add(ox.Quad(iri, P, S))
    [row] = store.query(substitute("SELECT ?x ?o { ?x ?p ?o }", {"x": iri}))  # type: ignore[misc]
    assert (row["x"], row["o"]) == (iri, S)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('SELECT ?x { ?x ?p "?x" }', 'SELECT (<http://a/s> AS ?x) { <http://a/s> ?p "?x" }'),
        ("SELECT ?xy { ?xy ?x ?y }", "SELECT ?xy { ?xy <http://a/s> ?y }"),
        (
            "SELECT $x { $x ?p <http://a/?x> }",
            "SELECT (<http://a/s> AS ?x) { <http://a/s> ?p <http://a/?x> }",
        ),
        (
            "SELECT (COUNT(?x) AS ?n) { ?x ?p ?o } GROUP BY ?x",
            "SELECT (COUNT(<http://a/s>) AS ?n) { <http://a/s> ?p ?o } GROUP BY (<http://a/s>)",
        ),
        (
            "SELECT * { { SELECT ?x { ?x ?p ?o } } }",
            "SELECT * { { SELECT (<http://a/s> AS ?x) { <http://a/s> ?p ?o } } }",
        ),
        (
            "SELECT ?x ?o { { SELECT ?x ?o { ?x ?p ?o } } }",
            "SELECT (<http://a/s> AS ?x) ?o { { SELECT (<http://a/s> AS ?x_given) ?o { <http://a/s> ?p ?o } } }",
        ),
        (
            "SELECT ?o { { SELECT ?o { ?x ?p ?o } GROUP BY ?x ?o ORDER BY ?x } ?x ?p ?o }",
            """SELECT ?o { { SELECT ?o { <http://a/s> ?p ?o } \
GROUP BY (<http://a/s>) ?o ORDER BY (<http://a/s>) } <http://a/s> ?p ?o }""",
        ),
        ("ASK { ?x ?p ?o # ?x\n }", "ASK { <http://a/s> ?p ?o # ?x\n }"),
        (
            "SELECT ?x WHERE { FILTER(?x<?y) }",
            "SELECT (<http://a/s> AS ?x) WHERE { FILTER(<http://a/s><?y) }",
        ),
    ],
)
def test_where_terms_go(query: str, expected: str) -> None:
    """Whole tokens are replaced; names, strings, IRIs and comments that look alike are left."""
    assert substitute(query, {"x": S}) == expected


@pytest.mark.parametrize(
    "query", ["SELECT ?x { BIND(1 AS ?x) }", "SELECT ?x { VALUES ?x { 1 } }", "SELECT (1 AS ?x) { }"]
)
def test_a_parameter_is_not_assigned_to(query: str) -> None:
    """A query that gives the variable a value itself is refused, rather than changed into another one."""
    with pytest.raises(QueryTextError, match=r"\?x is given"):
        substitute(query, {"x": S})


STORE_OF_TEN = ox.Store()
STORE_OF_TEN.extend(ox.Quad(S, P, ox.Literal(number)) for number in range(10))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { ?s ?p ?o }",
        "PREFIX a: <http://a/> SELECT DISTINCT ?o WHERE { a:s a:p ?o } ORDER BY DESC(?o)",
        "select ?o where { ?s ?p ?o } order by ?o limit 7 offset 2",
        "SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?o HAVING (?o > 3) # LIMIT 1",
        'SELECT ?o { ?s ?p ?o FILTER(?o != "LIMIT 3") } ORDER BY ?o OFFSET 3',
        "SELECT ?o { ?s ?p ?o } VALUES ?s { <http://a/s> }",
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_pages_put_together_are_the_result(query: str, size: int) -> None:
    """Counted and fetched in pages of any size, a result is the same, in its order if it has one."""
    whole = [row["o"] for row in STORE_OF_TEN.query(query)]  # type: ignore[union-attr, index]
    taken = parts(query)
    [counted] = STORE_OF_TEN.query(taken.counted())  # type: ignore[misc]
    assert int(counted["rows"].value) == len(whole)
    pages: list[object] = []
    for start in range(0, len(whole), size):
        rows = STORE_OF_TEN.query(taken.page(["o"], start, min(size, len(whole) - start)))
        pages += [row["o"] for row in rows]  # type: ignore[union-attr, index]
    assert (pages if "order by" in query.lower() else set(pages)) == (
        whole if "order by" in query.lower() else set(whole)
    )
    assert len(pages) == len(whole)


def test_the_form_of_a_query() -> None:
    """The form is the first keyword behind the declarations, whatever these are called."""
    assert form("BASE <http://select/> PREFIX ask: <http://a/> construct where { ?s ?p ?o }") == "CONSTRUCT"
    with pytest.raises(QueryTextError):
        form("DROP ALL")
