"""Grades, superiors and extended roles are read from sentences in their many wordings."""

from __future__ import annotations

import pytest

from careergraph.data.blocks import Paragraph, Text
from careergraph.data.extends import extensions
from careergraph.data.grades import grade_subject, grades
from careergraph.data.markdown import parse
from careergraph.data.superiors import superiors


def text(markdown: str) -> Text:
    """The inline text of one paragraph of Markdown."""
    block = parse(markdown).blocks[0]
    assert isinstance(block, Paragraph)
    return block.content


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Analyst is a [grade 7](/pay/#job-grades).", ["7"]),
        ("The Analyst is a job grade #10.", ["10"]),
        ("The {Analyst} is a [6](/pay/#job-grades).", ["6"]),
        ("The Analyst is a [Grade 9.5](/pay).", ["9.5"]),
        ("Analyst is a grade [8].", ["8"]),
        ("The Analyst is a [level 11](/pay/#job-grades).", ["11"]),
        ("The Analyst is a grade 9 or 10.", ["9", "10"]),
        ("The Analyst is not aligned to a job [grade](/pay/#job-grades).", []),
        ("Analysts grade 30 papers a week.", []),
        ("Read more about [grades](/pay).", []),
        ("Release [7](/upgrade/) is out.", []),
    ],
)
def test_grades(sentence: str, expected: list[str]) -> None:
    """The grade is the number that the sentence or its link gives."""
    assert [grade.text for grade in grades(text(sentence))] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Analyst reports to the Manager, Tax.", [("Manager, Tax", None)]),
        ("The Analyst reports to [Manager, Data.](/d/) ", [("Manager, Data", "/d/")]),
        ("The Analyst resorts to the Manager, Tax", [("Manager, Tax", None)]),
        ("The Analyst reports to the Sr. Director of Pricing.", [("Sr. Director of Pricing", None)]),
        (
            "Reporting to the Vice President of Sales, the leader builds teams.",
            [("Vice President of Sales", None)],
        ),
        ("This role reports directly to the CEO and works with everyone.", [("CEO", None)]),
        (
            "It reports to the [Director](/a/) or the [VP of Tax](/b/).",
            [("Director", "/a/"), ("VP of Tax", "/b/")],
        ),
        ("The X reports to the Director or VP, Alliances.", [("Director", None), ("VP, Alliances", None)]),
        ("The X reports to the Manager, Trust and Safety role.", [("Manager, Trust and Safety", None)]),
        (
            "The X reports to a [Chef](/c/) or, in small bars, to the [Head Cook](/h/).",
            [("Chef", "/c/"), ("Head Cook", "/h/")],
        ),
        (
            "The X reports to the Manager, Bars, or, where there is none, the Chef.",
            [("Manager, Bars", None), ("Chef", None)],
        ),
        ("The X reports to a leader they support.", []),
        ("They lead the people who report to the Director.", []),
        (
            "{:.lead-in} The X reports to [the Tax Lead](/a) or [the Audit Lead](/b).",
            [("Tax Lead", "/a"), ("Audit Lead", "/b")],
        ),
        ("Sends ad hoc reports to senior management.", []),
        ("The X will report to a Director of Product (or above).", [("Director of Product", None)]),
        (
            "The X will report into the Manager of Field Work for which region they serve.",
            [("Manager of Field Work", None)],
        ),
        ("X reports to the VP of Design, and Designers report to the X.", [("VP of Design", None)]),
        ("The X reports to the Chief of Staff to the CEO.", [("Chief of Staff to the CEO", None)]),
        (
            "X reports to their leader or to the Chief of Staff for their division.",
            [("Chief of Staff", None)],
        ),
    ],
)
def test_superiors(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    """Every named superior is read as written, with its link; clauses about others name none."""
    assert [(one.title, one.link) for one in superiors(text(sentence))] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Extends the Junior Analyst responsibilities", ["Junior Analyst"]),
        ("Extends that of the Analyst (Intermediate) requirements, plus", ["Analyst (Intermediate)"]),
        ("Extends responsibilities of Director, Stock Plans", ["Director, Stock Plans"]),
        ("Exends that of the Senior Director requirements", ["Senior Director"]),
        ("The Staff Analyst role extends the [Senior Analyst](#s) role.", ["Senior Analyst"]),
        ("Extends that of the Web Manager and the Data Manager requirements", ["Web Manager", "Data Manager"]),
        ("This role extends the [Web Manager](#a), [Data Manager](#b) and [Tax Manager](#c) roles.", ["Web Manager", "Data Manager", "Tax Manager"]),
        ("The Lead shares the same requirements and responsibilities as the Intermediate Analyst with these additions:", ["Intermediate Analyst"]),
        ("The Lead has all of the responsibilities of a Senior Analyst, plus:", ["Senior Analyst"]),
        ("All requirements of a Senior Analyst", ["Senior Analyst"]),
        ("The responsibilities of a Tax Analyst, plus;", ["Tax Analyst"]),
        ('Everything under Senior Analyst" plus the following items:', ["Senior Analyst"]),
        ("This role includes all of the responsibilities above, plus:", []),
        ("Extends the general requirements", []),
        ("All the requirements of the previous level, plus:", []),
        ("Acts as the individual equivalent of a Manager", []),
        ("Works with the extended Analyst team", []),
    ],
)  # fmt: skip
def test_extensions(sentence: str, expected: list[str]) -> None:
    """The extended roles are read as written; "above" and "the previous level" name none."""
    assert [one.title for one in extensions(text(sentence), "requirements")] == expected


def test_extended_part() -> None:
    """What is extended follows from the words, else from where the statement stands."""
    assert (
        extensions(text("Extends the Analyst responsibilities"), "requirements")[0].of == "responsibilities"
    )
    assert extensions(text("Extends the Analyst"), "requirements")[0].of == "requirements"


def test_lines_inside_a_paragraph() -> None:
    """A statement in a wrapped paragraph cites its own line."""
    found = superiors(text("First line.\nThe Analyst reports to the\nManager, Tax."))
    assert [(one.title, one.line) for one in found] == [("Manager, Tax", 3)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Recruiting Lead role is a [grade 8](/pay).", "Recruiting Lead"),
        ("Associate Legal Counsel is a grade 5.", "Associate Legal Counsel"),
        ("Theatre Manager is a grade 6.", "Theatre Manager"),
        ("An Analyst is a grade 6.", "Analyst"),
        ("This Analyst position is at grade 6.", "Analyst"),
        ("IT Manager is a grade 8.", "IT Manager"),
        ("This role is a grade 7.", ""),
        ("This is a grade 7 role.", ""),
        ("It is a grade 8.", ""),
        ("They are at grade 8.", ""),
        ("The position is a grade 8.", ""),
        ("Both roles are a grade 8.", ""),
        ("The job grade for this role is grade 8.", ""),
    ],
)
def test_grade_subject(sentence: str, expected: str) -> None:
    """Whom a grade sentence is about, without the article; "this role" and the like name no title."""
    assert grade_subject(text(sentence)) == expected
