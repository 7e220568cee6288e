"""Facts of requirements that are no skills."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.skills.degrees import Degree, degrees
from careergraph.data.skills.facts import Experience, LanguageLevel, experiences, facts, languages


@pytest.mark.parametrize(
    ("text", "months", "at_most", "span"),
    [
        ("5+ years of experience", 60, None, "5+ years of experience"),
        ("2-4 years of relevant equity experience on X", 24, 48, "2-4 years of relevant equity experience"),
        ("3 to 5 years’ experience in sales", 36, 60, "3 to 5 years’ experience"),
        ("At least five years working in tax", 60, None, "five years"),
        ("Five + years experience leading", 60, None, "Five + years experience"),
        ("a minimum of 18 months in support", 18, None, "18 months"),
        ("Over fifteen to twenty (15-20) years in tax", 180, 240, "fifteen to twenty (15-20) years"),
        ("1-3 (or more) years of experience", 12, None, "1-3 (or more) years of experience"),
        ("led the office for at least 2 years", 24, None, "2 years"),
    ],
)  # fmt: skip
def test_years(text: str, months: int, at_most: int | None, span: str) -> None:
    """Numbers, words and ranges are months, with the words that say so."""
    (found,) = experiences(text)
    assert (found.months, found.months_at_most, found.text) == (months, at_most, span)
    assert text[found.start : found.end] == span


@pytest.mark.parametrize(
    "text",
    [
        "founded 10 years ago",
        "growth over the next 3 years with us",
        "per year",
        "a 40-year-old with experience",
    ],
)
def test_other_years(text: str) -> None:
    """Years of something else are no experience."""
    assert list(experiences(text)) == []


@pytest.mark.parametrize(
    ("text", "level", "fields", "equivalent"),
    [
        ("Bachelor's degree in Computer Science or equivalent", "bachelor", ("Computer Science",), True),
        ("BS/BA in Accounting or Finance", "bachelor", ("Accounting", "Finance"), False),
        ("B.S. Degree in Computer Science, Information Systems, or related area.", "bachelor",
         ("Computer Science", "Information Systems"), False),
        ("Master’s or PhD in statistics", "master", ("statistics",), False),
        ("MBA preferred", "master", (), False),
        ("PhD", "doctorate", (), False),
        ("J.D. from an accredited law school", "law", (), False),
        ("College degree required", "degree", (), False),
        ("High school diploma", "secondary", (), False),
    ],
)  # fmt: skip
def test_degrees(text: str, level: str, fields: tuple[str, ...], equivalent: bool) -> None:
    """Levels, fields and whether something else will do."""
    (found,) = degrees(text)
    assert (found.level, found.fields, found.or_equivalent) == (level, fields, equivalent)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text", ["a high degree of autonomy", "able to master new tools", "ba, ms and as", "Scrum Master"]
)
def test_no_degrees(text: str) -> None:
    """Words that only look like a degree are none."""
    assert list(degrees(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fluent in English", [("English", "Fluent")]),
        ("excellent spoken and written English", [("English", "excellent")]),
        ("German (C1) and French are spoken here", [("German", "C1"), ("French", "C1")]),
        ("Native-level Japanese", [("Japanese", "Native-level")]),
        ("Experience with the German market", []),
        ("polish your writing", []),
        ("write plain English", []),
    ],
)
def test_languages(text: str, found: list[tuple[str, str]]) -> None:
    """A language counts where the sentence is about speaking it."""
    assert [(each.language, each.level) for each in languages(text)] == found


def test_all_in_order_with_preference() -> None:
    """All kinds of facts come in order; what is a plus is preferred; a degree's field is no language."""
    text = "5+ years of experience; a degree in English or journalism; fluent German is a plus"
    found = facts(text)
    assert [type(each) for each in found] == [Experience, Degree, LanguageLevel]
    assert [each.preferred for each in found] == [False, False, True]


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    """Whatever the text, each fact's words stand where it says."""
    for found in facts(text):
        assert text[found.start : found.end] == found.text
