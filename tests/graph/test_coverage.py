"""How much of what is asked somebody has, with credit for related skills."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.skills.scheme import Concept, Scheme
from careergraph.graph.coverage import NARROWER, RELATED, Having, Taxonomy

SCHEME = Scheme.of(
    [
        Concept("it", "IT"),
        Concept("languages", "programming languages", broader=("it",)),
        Concept("go", "Go", broader=("languages",)),
        Concept("rust", "Rust", broader=("languages",)),
        Concept("sql", "SQL", broader=("languages", "data")),
        Concept("data", "data", broader=("it",)),
        Concept("cooking", "cooking"),
        Concept("baking", "baking", broader=("cooking",)),
    ]
)
IRIS = sorted(SCHEME.concepts)
TREE = Taxonomy.of(SCHEME)


@pytest.mark.parametrize(
    ("had", "asked", "relation"),
    [
        ("go", "go", "same"),
        ("go", "languages", "narrower"),
        ("go", "it", "narrower"),
        ("languages", "go", "broader"),
        ("rust", "go", "related"),
        ("baking", "go", "none"),
    ],
)
def test_relations(had: str, asked: str, relation: str) -> None:
    """The hierarchy tells how two skills stand to each other."""
    assert TREE.relation(had, asked) == relation


def test_credit_follows_the_order_of_matches() -> None:
    """The same skill is worth most, then a narrower, a nearer one, and one of another field nothing."""
    worth = [TREE.credit(had, "languages") for had in ("languages", "go", "it", "baking")]
    assert worth == sorted(worth, reverse=True)
    assert worth[:2] == [1.0, NARROWER]
    assert worth[3] == 0.0
    assert TREE.credit("go", "rust") > TREE.credit("data", "rust")


@given(st.sampled_from(IRIS), st.sampled_from(IRIS))
def test_credit_is_a_part(had: str, asked: str) -> None:
    """Credit is from 0 to 1; only the same skill is worth all, only narrower ones more than `RELATED`."""
    credit = TREE.credit(had, asked)
    assert 0 <= credit <= 1
    assert (credit == 1) == (had == asked)
    if TREE.relation(had, asked) not in ("same", "narrower"):
        assert credit <= RELATED


@given(
    st.dictionaries(st.sampled_from(IRIS), st.sampled_from([0.25, 0.5, 1.0])),
    st.sets(st.sampled_from(IRIS), min_size=1),
)
def test_the_best_skill_counts(weights: dict[str, float], asked: set[str]) -> None:
    """What a match is worth is the most that any skill is worth, times its weight; the score is the mean."""
    coverage = Having(TREE, weights).coverage(asked)
    best = {
        iri: max((weight * TREE.credit(had, iri) for had, weight in weights.items()), default=0.0)
        for iri in asked
    }
    assert {match.asked: match.credit for match in coverage.matches} == pytest.approx(best)
    assert coverage.score == pytest.approx(sum(best.values()) / len(best))
    assert coverage.exact == len(asked & set(weights))
    assert coverage.exact == sum(match.as_such for match in coverage.matches)
    for match in coverage.matches:
        assert match.relation == (TREE.relation(match.had, match.asked) if match.had else "none")


@given(st.sets(st.sampled_from(IRIS), min_size=1), st.sampled_from(IRIS))
def test_more_skills_never_cover_less(had: set[str], more: str) -> None:
    """Learning something never lowers the coverage."""
    weights = dict.fromkeys(had, 1.0)
    before = Having(TREE, weights).coverage(IRIS).score
    after = Having(TREE, weights | {more: 1.0}).coverage(IRIS).score
    assert before is not None
    assert after is not None
    assert after >= before - 1e-12


def test_coverage_is_directional() -> None:
    """Who has everything covers who has little, not the other way round."""
    much, little = {"go", "rust", "baking"}, {"go"}
    assert Having(TREE, dict.fromkeys(much, 1.0)).coverage(little).score == 1.0
    low = Having(TREE, dict.fromkeys(little, 1.0)).coverage(much).score
    assert low is not None
    assert low < 0.6


def test_a_skill_had_on_weak_evidence_is_had() -> None:
    """A narrower skill on better evidence gives the credit; that the very skill is there, too, is kept."""
    [match] = Having(TREE, {"languages": 0.5, "go": 1.0}).coverage(["languages"]).matches
    assert (match.had, match.relation, match.credit, match.as_such) == ("go", "narrower", 0.9, True)


def test_nothing_asked_is_no_coverage() -> None:
    """Without required skills there is no score, rather than a full or an empty one."""
    assert Having(TREE, {"go": 1.0}).coverage([]).score is None


def test_what_the_scheme_does_not_know_counts_as_such() -> None:
    """A skill without a place in the hierarchy is worth something for itself only."""
    having = Having(Taxonomy({}, {}), {"x": 1.0})
    assert (having.match("x").credit, having.match("y").credit) == (1.0, 0.0)
