"""Titles are compared as people mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph.levels import IC, MANAGER, seniority
from careergraph.graph.titles import bag, key, loose, same_but_for_typos, same_with_initials, words

SAME = [
    ("VP, Customer Success", "Vice President of Customer Success"),
    ("Sr. Mgr., Field Events", "Senior Manager of Field Events"),
    ("Director of Data & Analytics", "Director, Data and Analytics"),
    ("Data Engineer (Intermediate)", "Intermediate Data Engineer"),
    ("Backend Engineering Roles", "Backend Engineering"),
    ("Support Engineer Job Family", "Support Engineers"),
    ("Security - Roles & Responsibilities", "Security"),
    ("Front-End Engineer", "Frontend engineer"),
    ("VP of Professional Services (PS)", "Vice President, Professional Services"),
    ("CTO", "Chief Technology Officer"),
    ("Старший инженер", "СТАРШИЙ  Инженер"),
    ("Développeur", "developpeur"),
]
DIFFERENT = [
    ("Manager, Field Events", "Field Events Manager"),
    ("Senior Manager, Tax", "Manager, Tax"),
    ("Director, Tax (US)", "Director, Tax (EMEA)"),
    ("Инженер", "Директор"),
    ("エンジニア", "マネージャー"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_title_have_one_key(one: str, other: str) -> None:
    """Abbreviations, small words, plural and what a title is called do not tell titles apart."""
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_titles_have_different_keys(one: str, other: str) -> None:
    """Order, level and qualifying brackets tell titles apart."""
    assert key(one) != key(other)


def test_word_order_and_word_form_are_looser_comparisons() -> None:
    """The bag forgets order, the loose form also whether the field or its people are named."""
    assert bag("Field Events Manager") == bag("Manager, Field Events")
    assert bag("Engineering Manager") != bag("Engineer Manager")
    assert loose("Engineering Manager") == loose("Engineer Manager")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("adminstrator stock", "administrator stock", True),
        ("manager sale", "manager sales", True),
        ("senior date engineer", "senior data engineer", True),
        ("staff engineer", "senior engineer", False),
        ("tax vp", "tax it", False),
        ("data engineer", "data engineer senior", False),
    ],
)
def test_typos_are_edits_within_words(one: str, other: str, same: bool) -> None:
    """A misspelt word is the same word, another word is not."""
    assert same_but_for_typos(one, other) is same


def test_initials_stand_for_words_that_follow_each_other() -> None:
    """Initials are understood where they are those of exactly the words that are missing."""
    assert same_with_initials("Director of PS", "Director, Professional Services")
    assert same_with_initials("VP, FP&A", "VP of Financial Planning and Analysis")
    assert not same_with_initials("Director of PS", "Director, Product")
    assert not same_with_initials("Director of PS", "Senior Director, Professional Services")


@given(st.text(max_size=60))
def test_keys_do_not_depend_on_case_and_blanks_of_any_text(title: str) -> None:
    """Whatever stands in a title, upper case and more blanks around it change nothing."""
    assert words(f"  {title} ") == words(title)
    if title.isascii():
        assert words(title.upper()) == words(title)


@pytest.mark.parametrize(
    "ladder",
    [
        ["Intern", "Junior Engineer", "Engineer", "Senior Engineer", "Staff Engineer", "Principal Engineer"],
        ["Principal Engineer", "Senior Principal Engineer", "Distinguished Engineer", "Engineering Fellow"],
    ],
)
def test_levels_of_contributors_rise(ladder: list[str]) -> None:
    """The words of level of individual contributors are ordered."""
    steps = [seniority(title, IC) for title in ladder]
    assert steps == sorted(set(steps))


def test_levels_of_managers_rise() -> None:
    """The words of level of managers are ordered."""
    ladder = [
        "Associate Manager, X",
        "Manager, X",
        "Senior Manager, X",
        "Director of X",
        "Senior Director of X",
        "Area VP of X",
        "VP of X",
        "Senior VP of X",
        "Executive VP of X",
        "Chief X Officer",
    ]
    steps = [seniority(title, MANAGER) for title in ladder]
    assert steps == sorted(set(steps))
