"""Words: what labels and texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.skills.near import stem
from careergraph.data.skills.spelling import light_form
from careergraph.data.skills.words import BREAK, folded, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policies", "policy"),
        ("Processes", "process"),
        ("APIs", "API"),
        ("KPIs", "kpi"),
        ("databases", "database"),
        ("analyses", "analysis"),
        ("organisation", "organization"),
        ("prioritising", "prioritizing"),
        ("behavioural", "behavioral"),
        ("programmes", "program"),
        ("modelling", "modeling"),
        ("NodeJS", "Node.js"),
        ("Salesforce.com", "Salesforce"),
        ("team's", "team"),
    ],
)
def test_one_word(one: str, other: str) -> None:
    """Plural, spelling and possessive make no other word."""
    assert light_form(one) == light_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("test", "testing"),
        ("market", "marketing"),
        ("account", "accounting"),
        ("business", "busines"),
        ("expertise", "expertize"),
        ("enterprise", "enterprize"),
        ("advising", "advizing"),
        ("selling", "seling"),
        ("installing", "instaling"),
    ],
)
def test_two_words(one: str, other: str) -> None:
    """What only looks like an ending or a spelling stays."""
    assert light_form(one) != light_form(other)


def test_verbs_that_introduce_a_skill_are_folded() -> None:
    """Forms of such a verb are one, a noun on -ing stays one."""
    assert {folded(word) for word in ("manage", "managing", "managed")} == {"manage"}
    assert folded("led") == "lead"
    assert folded("marketing") == "marketing"


def test_names_with_signs_are_words() -> None:
    """Signs that belong to a name stay, other punctuation parts."""
    assert words("C++, C#, .NET (R&D) e.g. CI/CD.").keys == [
        "c++", BREAK, "c#", BREAK, ".net", BREAK, "r", "and", "d", BREAK, "eg", BREAK, "ci", "cd", BREAK,
    ]  # fmt: skip


def test_joined_words_keep_their_place() -> None:
    """Two words made one cover both in the text."""
    text = "the front-end of SOC 2"
    found = words(text).join([0, 3])
    assert found.keys == ["frontend", "of", "soc2"]
    assert found.light == found.keys
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == ["front-end", "of", "SOC 2"]


@given(st.text(max_size=80))
def test_words_lie_in_order_within_the_text(text: str) -> None:
    """Whatever the text: as many places as words, in order, none empty."""
    found = words(text)
    assert len(found.keys) == len(found.light) == len(found.starts) == len(found.ends)
    edge = 0
    for start, end in zip(found.starts, found.ends, strict=True):
        assert edge <= start < end <= len(text)
        edge = end


@pytest.mark.parametrize(
    "family",
    [
        ("collaborate", "collaboration", "collaborative"),
        ("manage", "managing", "manages"),
        ("test", "tests", "testing"),
    ],
)
def test_stems(family: tuple[str, ...]) -> None:
    """Words of a family share their stem."""
    assert len({stem(light_form(word)) for word in family}) == 1
