"""Names typed by people find the one thing meant, or say what else there is."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph.errors import AmbiguousNameError, UnknownNameError
from careergraph.graph.names import Named, NameIndex

BASE = "https://careers.example/"
TITLES = [
    ("role", "Site Reliability Engineer"),
    ("role", "Senior Site Reliability Engineer"),
    ("role", "Manager, Field Events"),
    ("role", "Field Events Manager"),
    ("role", "Director of Professional Services"),
    ("family", "Director of Professional Services"),
    ("role", "VP, Customer Success"),
    ("role", "Backend Engineer"),
    ("role", "Intermediate Backend Engineer"),
    ("specialty", "Training & Certification"),
    ("indicator", "Bookings per agreed plan"),
    ("role", "Data Analyst"),
    ("role", "Data Analyst"),
]
THINGS = [Named(f"{BASE}t{number}", title, type_) for number, (type_, title) in enumerate(TITLES)]
THINGS.append(Named(f"{BASE}somewhere/deep/down", "Diver", "role"))
INDEX = NameIndex(THINGS, BASE, ("role", "family", "specialty", "indicator"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Site Reliability Engineer", 0),
        ("sre", 0),
        ("Sr Site Reliability Eng", 1),
        ("senior site reliabilty enginer", 1),
        ("senior SRE", 1),
        ("Mgr Field Events", 2),
        ("manager of field events", 2),
        ("field events mgr", 3),
        ("dir professional services", 4),
        ("Professional Services Director", 4),
        ("director of PS", 4),
        ("director of profesional services", 4),
        ("Vice President Customer Success", 6),
        ("backend engineer", 7),
        ("training and certification", 9),
        ("bookings", 10),
        ("t5", 5),
        (f"{BASE}t12", 12),
        ("deep/down", 13),
    ],
)
def test_what_people_type_finds_what_they_mean(typed: str, meant: int) -> None:
    """Case, abbreviations, word order, initials, typos, parts of names and IRIs are understood."""
    assert INDEX.find(typed) == THINGS[meant]


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [("data analyst", {11, 12}), ("field events", {2, 3}), ("data analist", {11, 12})],
)
def test_what_fits_several_is_not_guessed(typed: str, candidates: set[int]) -> None:
    """Several things of the name are all listed, each with what can be typed to name it."""
    with pytest.raises(AmbiguousNameError) as caught:
        INDEX.find(typed)
    assert set(caught.value.candidates) == {THINGS[number] for number in candidates}
    assert caught.value.exit_code == 4
    for line in str(caught.value).splitlines()[1:]:
        assert INDEX.find(line.rpartition(": ")[2]) in caught.value.candidates


@pytest.mark.parametrize("typed", ["Astronaut", "", "   ", "?!", "Staff Site Reliability Enginer", "of the"])
def test_what_nothing_is_called_is_said_so(typed: str) -> None:
    """A name of nothing, or of another level, is unknown."""
    with pytest.raises(UnknownNameError) as caught:
        INDEX.find(typed)
    assert caught.value.exit_code == 5


def test_a_position_is_not_taken_for_one_of_another_level() -> None:
    """Who asks for an architect does not mean the director of architects, who is named as the nearest."""
    director = Named(BASE + "d", "Director, Solutions Architect", "named")
    index = NameIndex([director, Named(BASE + "s", "Data Architect", "role")], BASE)
    with pytest.raises(UnknownNameError) as caught:
        index.find("Solutions Architect")
    assert director in caught.value.suggestions
    assert index.find("Director, Solutions") == index.find("director architect solutions") == director
    assert NameIndex([director], BASE).find("solutions") == director


def test_unknown_names_come_with_what_resembles_them() -> None:
    """Suggestions name the nearest things first."""
    with pytest.raises(UnknownNameError) as caught:
        INDEX.find("Staff Site Reliability Engineer")
    nearest = {thing.name for thing in caught.value.suggestions[:2]}
    assert nearest == {"Site Reliability Engineer", "Senior Site Reliability Engineer"}
    assert "Senior Site Reliability Engineer (role): t1" in str(caught.value)


def test_a_long_list_of_candidates_is_cut() -> None:
    """A message lists a dozen candidates and says how many more there are."""
    many = NameIndex([Named(f"{BASE}{n}", "Clerk", "role") for n in range(40)], BASE)
    with pytest.raises(AmbiguousNameError, match="and 28 more") as caught:
        many.find("clerk")
    assert len(caught.value.candidates) == 40


def test_search_finds_by_starts_of_words_and_like_by_likeness() -> None:
    """Words may be begun and in any order; what is misspelt is like what is meant."""
    assert [thing.name for thing in INDEX.search("eng reliab")] == [
        "Site Reliability Engineer",
        "Senior Site Reliability Engineer",
    ]
    assert INDEX.search("bakend enginer") == []
    assert INDEX.like("bakend enginer")[0].name == "Backend Engineer"
    assert INDEX.like("zzzz") == []


@given(st.text(max_size=40))
def test_any_text_is_found_unknown_or_ambiguous(typed: str) -> None:
    """Whatever is typed, the answer is a thing or one of the two errors."""
    with contextlib.suppress(AmbiguousNameError, UnknownNameError):
        assert INDEX.find(typed) in THINGS
    assert {*INDEX.search(typed), *INDEX.like(typed)} <= set(THINGS)
