"""The description of the ontology, checked against the ontology."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from careergraph.ontology import generate_namespaces as generator

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", DOC, flags=re.DOTALL)


def test_every_term_is_described() -> None:
    """The table of terms has each term of the ontology and no other."""
    table = DOC.partition("## Terms")[2].partition("Used as they are")[0]
    first_cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `cg:")]
    described = re.findall(r"`cg:(\w+)`", " ".join(first_cells))
    assert sorted(described) == sorted(generator.terms()["CG"])


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_queries_answer(query: str) -> None:
    """Each query of the page finds something in a graph that holds one of everything."""
    store = Store()
    store.load(path=str(ROOT / "tests" / "golden" / "ontology.nq"))
    assert list(store.query(query, use_default_graph_as_union=True))


def test_there_are_queries() -> None:
    """The page has the queries that the test above is about."""
    assert len(QUERIES) == 5
