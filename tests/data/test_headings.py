"""Headings are read as parts of the format, however they are written."""

from __future__ import annotations

import pytest

from careergraph.data.headings import Part, part_of

PARTS = {
    Part.GRADE: ["Job Grade", "Senior Job Grade", "Job grade ", "Data Analyst Job Grade", "Grade"],
    Part.RESPONSIBILITIES: [
        "Responsibilities",
        "Responsbilities",
        "Responsibilites",
        "Senior Analyst Responsibilities",
        "Expectations",
        "Responsibilities & Requirements",
        "Responsibilities (extends Senior Analyst Responsibilities)",
        "Primary Job Responsibilities",
        "What you'll do",
        "Responsibilities for Analyst roles",
    ],
    Part.REQUIREMENTS: [
        "Requirements",
        "Requirments",
        "Requirements:",
        "Base Requirements Across All Levels",
        "Additional Requirements for EMEA",
        "Qualifications",
        "About you",
        "Knowledge, Skills, and Abilities",
    ],
    Part.NICE_TO_HAVES: [
        "Nice-to-haves",
        "Nice to have",
        "Nice-to-have's",
        "Nice-to-have Requirements",
        "Preferred Qualifications",
        "Additional Skills",
    ],
    Part.INDICATORS: [
        "Performance Indicators",
        "Performance Indicators (PI)",
        "Key Performance Indicators",
        "KPIs",
        "Primary Performance Indicator for the Role",
        "Analyst Performance Indicator",
    ],
    Part.LADDER: ["Career Ladder", "Career paths", "Moving to and moving from", "Career Progression"],
    Part.HIRING: [
        "Hiring Process",
        "Interview Process",
        "Hiring process overview",
        "Hiring Process for EMEA",
    ],
    Part.LEVELS: [
        "Levels",
        "In role levels",
        "Platform Team Levels",
        "Levels of Analyst roles",
        "Levels and Job Grades",
    ],
    Part.SPECIALTIES: ["Specialties", "Specialities", "Team Specialties", "Specialties for Analyst roles"],
    Part.SEGMENTS: ["Segment", "Segments"],
}


@pytest.mark.parametrize(
    ("part", "heading"), [(part, h) for part, headings in PARTS.items() for h in headings]
)
def test_part(part: Part, heading: str) -> None:
    """A heading of a part is known as that part."""
    found = part_of(heading)
    assert found is not None
    assert found.part is part


@pytest.mark.parametrize(
    "heading",
    [
        "Senior Backend Engineer",
        "Director, Tax",
        "Manager, Performance Marketing",
        "Trust and Safety",
        "Projects you might work on:",
        "Security Logging Specialty",
        "Segment Marketing Manager",
        "Chief Executive Officer",
        "Head of Career Development",
        "Director, Career Development",
        "Director, Business Metrics",
        "",
    ],
)
def test_no_part(heading: str) -> None:
    """Titles and other headings open no part."""
    assert part_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "owner"),
    [
        ("Senior Analyst Responsibilities", "Senior Analyst"),
        ("Requirements", ""),
        ("Base Requirements Across All Levels", ""),
        ("Manager, Tax Job Grade", "Manager, Tax"),
        ("Analyst (Intermediate) Requirements", "Analyst (Intermediate)"),
    ],
)
def test_owner(heading: str, owner: str) -> None:
    """The words beside a part name whose part it is."""
    found = part_of(heading)
    assert found is not None
    assert found.owner == owner
