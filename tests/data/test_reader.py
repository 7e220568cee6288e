"""Pages in the shapes that people write them in are read as a person would read them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from careergraph.data.reader import read_page

if TYPE_CHECKING:
    from careergraph.data.records import Page, Role


def page(body: str, title: str = "Analyst") -> Page:
    """A page with front matter (3 lines) and this body."""
    return read_page(f"---\ntitle: {title}\n---\n{dedent(body).lstrip(chr(10))}", "job-families/finance/x.md")


def roles(found: Page) -> list[tuple[str, int, list[str], int, int]]:
    """Title, line, grades and the number of responsibilities and requirements of each role."""
    return [
        (r.title, r.line, [g.text for g in r.grades], len(r.responsibilities), len(r.requirements))
        for r in found.roles
    ]


def role(found: Page, title: str) -> Role:
    """The role of this title."""
    return next(one for one in found.roles if one.title == title)


def test_template_one() -> None:
    """Family-wide items stand above the levels; each level has its own grade and items."""
    found = page("""
        Overview.

        ## Responsibilities
        * Family one
        * Family two

        ## Levels
        ### Junior Analyst
        The Junior Analyst reports to the [Manager](#manager).
        #### Junior Analyst Job Grade
        The Junior Analyst is a [grade 5](/pay).
        #### Junior Analyst Requirements
        * One
          * nested
        ### Senior Analyst
        #### Senior Analyst Job Grade
        The Senior Analyst is a [grade 7](/pay).
        #### Senior Analyst Responsibilities
        * Extends the Junior Analyst responsibilities
        * Two

        ## Performance Indicators
        * [Speed](/pi/#speed)
        """)
    assert roles(found) == [("Junior Analyst", 11, ["5"], 0, 1), ("Senior Analyst", 18, ["7"], 2, 0)]
    assert [item.text for item in found.responsibilities] == ["Family one", "Family two"]
    assert [(one.name, one.link, one.line) for one in found.indicators] == [("Speed", "/pi/#speed", 26)]
    assert [one.title for one in role(found, "Senior Analyst").extends] == ["Junior Analyst"]
    assert role(found, "Junior Analyst").requirements[0].nested[0].text == "nested"


def test_template_two() -> None:
    """Each role carries its own parts, indicators, ladder and hiring process."""
    found = page("""
        ## Web Editor
        The Web Editor reports to the Manager, Web.
        ### Job Grade
        The Web Editor is a [grade 6](/pay).
        ### Performance Indicators
        * Clicks
        ### Career Ladder
        The next step for the Web Editor is the [Manager, Web](#manager-web).
        ### Hiring Process
        1. Call
        2. Interview
        ## Manager, Web
        ### Job Grade
        The Manager, Web is a [grade 8](/pay).
        ### Hiring Process
        1. Call
        """)
    assert [(r.title, len(r.indicators)) for r in found.roles] == [("Web Editor", 1), ("Manager, Web", 0)]
    assert len(found.hiring_steps) == 3
    assert [(m.source, m.target, m.target_link, m.line) for m in found.moves] == [
        ("Web Editor", "Manager, Web", "#manager-web", 11)
    ]


def test_single_role_page() -> None:
    """A page without role headings is one role, at the title's line."""
    found = page("""
        ## Job Grade
        The Analyst is a grade 6.
        ## Requirements
        * One
        ## Performance Indicators
        * Speed
        """)
    assert roles(found) == [("Analyst", 2, ["6"], 0, 1)]
    assert [one.name for one in found.roles[0].indicators] == ["Speed"]
    assert found.indicators == ()


def test_base_role_before_levels() -> None:
    """A grade above the levels makes the family's title a role of its own."""
    found = page("""
        ## Job Grade
        The Analyst is a grade 6.
        ## Responsibilities
        * One
        ## Senior
        ### Job Grade
        The Senior Analyst is a grade 7.
        """)
    assert roles(found) == [("Analyst", 2, ["6"], 1, 0), ("Senior Analyst", 8, ["7"], 0, 0)]
    assert found.responsibilities == ()


def test_level_only_headings_get_full_titles() -> None:
    """The title as the grade sentence has it, else the level before the family's title."""
    found = page("""
        ## Levels
        ### Lead
        #### Job Grade
        The Analytics Lead is a grade 8.
        ### Staff
        #### Responsibilities
        * One
        """)
    assert [one.title for one in found.roles] == ["Analytics Lead", "Staff Analyst"]


@pytest.mark.parametrize(
    ("level", "sentence", "expected"),
    [
        ("Senior", "Senior testers in the office are at grade 7.", "Senior Office Tester"),
        ("Senior", "The Senior Test tester is a grade 7.", "Senior Test tester"),
        ("Intermediate", "The Tester is a grade 6.", "Tester"),
        ("Intermediate", "The Senior Tester is a grade 6.", "Intermediate Office Tester"),
        ("Staff", "This role is a grade 8.", "Staff Office Tester"),
    ],
)
def test_full_title_of_a_level(level: str, sentence: str, expected: str) -> None:
    """A grade sentence gives the title of a bare level if it is written as one, else the family's title does."""
    found = page(f"## Levels\n### {level}\n#### Job Grade\n{sentence}\n", "Office Tester Job Family")
    assert [one.title for one in found.roles] == [expected]


def test_intermediate_as_the_page_calls_it() -> None:
    """Where the page speaks of the "Intermediate Tester", the word belongs to the title."""
    found = page(
        "## Intermediate\n### Job Grade\nThe Tester is a grade 6.\n"
        "## Senior\n### Job Grade\nThe Senior Tester is a grade 7.\n"
        "### Responsibilities\n* Extends the Intermediate Tester responsibilities\n",
        "Office Tester",
    )
    assert [one.title for one in found.roles] == ["Intermediate Tester", "Senior Tester"]


def test_sections_at_the_roles_own_level() -> None:
    """Parts that stand level with the role's heading, or above it, are the role's."""
    found = page("""
        ## Analyst
        ## Job Grade
        The Analyst is a grade 6.
        ## Requirements
        * One
        ### Director, Analysis
        #### Job Grade
        The Director, Analysis is a grade 10.
        ## Requirements
        * Two
        * Three
        """)
    assert roles(found) == [("Analyst", 4, ["6"], 0, 1), ("Director, Analysis", 9, ["10"], 0, 2)]


def test_specialties_with_sections_above_their_level() -> None:
    """Items under a specialty never count for a role, even where their headings stand at the wrong level."""
    found = page("""
        ## Job Grade
        The Analyst is a grade 6.
        ## Requirements
        * One
        ## Specialties
        ### Training
        ## Responsibilities
        * Two
        ## Requirements
        * Three
        * Four
        ### Consulting
        * Five
        ## Career Ladder
        The next step is not yet defined.
        """)
    assert roles(found) == [("Analyst", 2, ["6"], 0, 1)]
    assert [(s.name, len(s.responsibilities), len(s.requirements)) for s in found.specialties] == [
        ("Training", 1, 2),
        ("Consulting", 1, 0),
    ]
    assert found.ladder_undefined


def test_graded_position_under_specialties_is_both() -> None:
    """A graded position among the specialties is a specialty and a role."""
    found = page("""
        ## Analyst
        ### Job Grade
        The Analyst is a grade 6.
        ## Specialties
        ### Senior Analyst
        #### Job Grade
        The Senior Analyst is a grade 7.
        ### Tax
        Only words.
        """)
    assert [one.title for one in found.roles] == ["Analyst", "Senior Analyst"]
    assert [one.name for one in found.specialties] == ["Senior Analyst", "Tax"]


def test_group_headings_are_no_roles() -> None:
    """A heading that groups graded roles gives its items to the family."""
    found = page("""
        ## Audit Analysts
        ### Responsibilities
        * Shared
        ### Levels
        ### Junior Audit Analyst
        #### Job Grade
        The Junior Audit Analyst is a grade 5.
        ### Audit Analyst
        #### Job Grade
        The Audit Analyst is a grade 6.
        """)
    assert [one.title for one in found.roles] == ["Junior Audit Analyst", "Audit Analyst"]
    assert len(found.responsibilities) == 1


def test_sections_beside_a_roles_parts_are_no_roles() -> None:
    """A heading between a role's parts, on their level, takes none of them, though items follow it."""
    found = page("""
        ## Staff Analyst
        ### Job Grade
        The Staff Analyst is a [grade 8](/pay).
        ### Justification
        The business grows, and its questions with it.
        ### Responsibilities
        * One
        ### Requirements
        * Two
        * Three
        ## Data Operations
        ### Responsibilities
        * Four
        ### Requirements
        * Five
        """)
    assert roles(found) == [("Staff Analyst", 4, ["8"], 1, 2), ("Data Operations", 14, [], 1, 1)]
    assert [(s.heading, s.line) for s in found.sections] == [("Justification", 7)]


def test_repeated_title_where_grade_is_meant() -> None:
    """The title again, below itself, is its grade section and no second role."""
    found = page("""
        ## Clerk
        ### Clerk
        The Clerk is a [grade 4](/pay).
        ### Clerk Responsibilities
        * One
        """)
    assert roles(found) == [("Clerk", 4, ["4"], 1, 0)]


def test_role_that_begins_with_its_grade_heading() -> None:
    """A second grade heading that names another position opens that role."""
    found = page("""
        ## Senior Director
        ### Job Grade
        The Senior Director, Sales is a grade 11.
        ### Requirements
        * One
        ### Vice President of Sales Job Grade
        The Vice President of Sales is a [12](/pay/#grades).
        ### Vice President of Sales Requirements
        * Two
        * Three
        """)
    assert roles(found) == [
        ("Senior Director, Sales", 4, ["11"], 0, 1),
        ("Vice President of Sales", 9, ["12"], 0, 2),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Role | Grade |\n| --- | --- |\n| Junior Analyst | 5 |\n| Sr. Analyst | 7 |\n",
        "| Level | Grade |\n| --- | --- |\n| [Junior](#j) | [Grade 5](/pay) |\n| [Senior](#s) | [Grade 7](/pay) |\n",
        "| Our roles |\n| - |\n| Junior | Grade 5 |\n| Senior | Grade 7 |\n",
        "| Grade | Role | \n| --- | --- |\n| x | Junior Analyst | \n\n| Role | Grade |\n|--|--|\n| Junior Analyst | 5\n| Senior Analyst | 7\n",
        "| Role | Grade | Role | Grade |\n|--|--|--|--|\n| Junior Analyst | 5 | Senior Analyst | 7 |\n",
    ],
)  # fmt: skip
def test_grades_from_tables(table: str) -> None:
    """Grades stand in tables by role or by level; ragged rows lose nothing."""
    found = page(
        f"## Levels\n{table}\n### Junior Analyst\n#### Requirements\n* One\n### Senior Analyst\n#### Requirements\n* Two\n"
    )
    assert [(one.title, [g.text for g in one.grades]) for one in found.roles] == [
        ("Junior Analyst", ["5"]),
        ("Senior Analyst", ["7"]),
    ]


def test_table_in_the_roles_own_section() -> None:
    """A table under the role's "Job Grade" counts as any other."""
    found = page("## Clerk\n### Job Grade\n| Role | Grade |\n|--|--|\n| Clerk | 5 |\n### Requirements\n* x\n")
    assert [g.text for g in found.roles[0].grades] == ["5"]


def test_own_sentence_wins_over_the_table() -> None:
    """The statement in the role's own section decides, even where a table disagrees."""
    found = page(
        "| Role | Grade |\n|--|--|\n| Clerk | 5 |\n\n## Clerk\n### Job Grade\nThe Clerk is a grade 6.\n"
    )
    assert found.roles[0].grades[0].text == "6"


def test_grade_sentence_that_misnames_the_role() -> None:
    """The grade counts where it stands, and a finding tells of the other name."""
    found = page("## Senior Clerk\n### Job Grade\nThe Tax Manager is a grade 6.\n")
    assert roles(found) == [("Senior Clerk", 4, ["6"], 0, 0)]
    assert [(f.code, f.line) for f in found.findings] == [("grade-names-other-role", 6)]


@pytest.mark.parametrize(
    "sentence", ["This role is a grade 6.", "This is a grade 6 role.", "It is a grade 6.", "A grade 6."]
)
def test_grade_sentence_that_names_no_title(sentence: str) -> None:
    """A sentence about "this role" misnames nobody."""
    found = page(f"## Senior Clerk\n### Job Grade\n{sentence}\n")
    assert roles(found) == [("Senior Clerk", 4, ["6"], 0, 0)]
    assert found.findings == ()


def test_superior_of_all_levels() -> None:
    """A sentence about all levels gives a superior to those who name none and stand below it."""
    found = page("""
        All levels report to the [Manager, Clerks](#m), and all roles write.

        ## Clerk
        ### Job Grade
        The Clerk is a grade 5.
        ## Senior Clerk
        The Senior Clerk reports to the Director, Tax.
        ### Job Grade
        The Senior Clerk is a grade 6.
        ## Manager, Clerks
        ### Job Grade
        The Manager, Clerks is a grade 8.
        ## Director, Clerks
        ### Job Grade
        The Director, Clerks is a grade 10.
        """)
    assert [[(s.title, s.line) for s in one.reports_to] for one in found.roles] == [
        [("Manager, Clerks", 4)],
        [("Director, Tax", 10)],
        [],
        [],
    ]
    some = page("Some levels report to the Manager.\n\n## Clerk\n### Job Grade\nThe Clerk is a grade 5.\n")
    assert some.roles[0].reports_to == ()


def test_items_in_their_many_forms() -> None:
    """Mixed bullets are one list, a doubled bullet is one item, a missing bullet is no item, comments are nothing."""
    found = page("""
        ## Clerk
        ### Responsibilities
        * Extends the Page responsibilities
        - two
        - three
        * * four
        continued without bullet
        <!-- * five -->
        ### Requirements
        1. one

        1. two
        Nice-to-haves:
        * bonus
        """)
    one = found.roles[0]
    assert [item.text for item in one.responsibilities][:3] == [
        "Extends the Page responsibilities",
        "two",
        "three",
    ]
    assert len(one.responsibilities) == 4
    assert len(one.requirements) == 2
    assert [item.text for item in one.nice_to_haves] == ["bonus"]


def test_nice_to_haves_after_a_plain_line() -> None:
    """A short line that names another kind of items changes the kind."""
    found = page("## Clerk\n### Requirements\n* one\n\nNice-to-haves:\n* bonus\n* more\n")
    assert (len(found.roles[0].requirements), len(found.roles[0].nice_to_haves)) == (1, 2)


def test_indicators_without_a_list() -> None:
    """A linked line is an indicator; a sentence that points to another page is none; a list's introduction is none."""
    found = page("## Clerk\n### Requirements\n* x\n## KPIs\n[Monthly users](/m/)\n")
    assert [(i.name, i.link) for i in found.indicators] == [("Monthly users", "/m/")]
    found = page(
        "## Clerk\n### Requirements\n* x\n## KPIs\nThe Clerk contributes to the [indicators](/m/).\n"
    )
    assert found.indicators == ()
    found = page("## Clerk\n### Requirements\n* x\n## KPIs\n[KPIs](/m/)\n* Cost\n")
    assert [i.name for role in found.roles for i in role.indicators] + [i.name for i in found.indicators] == [
        "Cost"
    ]


def test_indicator_sections_between_roles_belong_to_the_role_before() -> None:
    """Several sections of indicators at the page's level are each of the role before them."""
    found = page("""
        ### Clerk
        #### Job Grade
        The Clerk is a grade 4.
        ## Performance Indicators
        * Speed
        ### Usher
        #### Job Grade
        The Usher is a grade 5.
        ## Performance Indicators
        * Calm
        """)
    assert [[i.name for i in r.indicators] for r in found.roles] == [["Speed"], ["Calm"]]


def test_what_cannot_be_placed_is_kept() -> None:
    """A section that no part of the format claims is kept with its line, and told."""
    found = page("## Clerk\n### Requirements\n* x\n## A note on our garden\nRoses.\n")
    assert [(s.heading, s.line, s.text) for s in found.sections] == [("A note on our garden", 7, "Roses.")]
    finding = next(f for f in found.findings if f.code == "unplaced-section")
    assert finding.line == 7
    assert "Requirements" in finding.expected


@pytest.mark.parametrize(
    "body", ["", "Moved to [here](/x).\n", "## Links\n* [A](/a)\n* [B](/b)\n", "<%= partial('x') %>\n"]
)
def test_stubs_are_no_job_families(body: str) -> None:
    """A bare index, a stub or a redirect is no job family."""
    assert not page(body).is_job_family


def test_kramdown_hugo_and_html_leave_the_facts() -> None:
    """Attributes, shortcodes, partials and tags are taken away; lines stay true; nothing is executed."""
    found = page("""
        ## Clerk {#the-clerk}
        {:.no_toc}
        <a id="old-clerk"></a>
        ### **Job Grade**
        The Clerk is a [grade 4]({{< ref "/pay" >}}).
        {{% alert %}}
        ### Requirements
        {{% /alert %}}
        <ul>
        <li>One</li>
        <li><b>Two</b></li>
        </ul>
        <%= raise "never run" %>
        """)
    assert roles(found) == [("Clerk", 4, ["4"], 0, 2)]
    assert "the-clerk" in found.roles[0].anchors
    assert found.roles[0].grades[0].line == 8


def test_anchor_tags_lead_to_the_heading_below() -> None:
    """An id that a tag sets just above a heading is one of the heading's anchors."""
    found = page('<a id="base"></a>\n### Clerk\n#### Requirements\n* x\n')
    assert "base" in found.roles[0].anchors


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark(newline: str) -> None:
    """CRLF, CR and a byte order mark change no line and no fact."""
    plain = "---\ntitle: Clerk\n---\n## Clerk\n### Job Grade\nThe Clerk is a grade 4.\n"
    odd = read_page("\ufeff" + plain.replace("\n", newline), "x.md")
    assert odd.roles == read_page(plain, "x.md").roles


def test_unopened_front_matter() -> None:
    """Front matter whose first line is missing still gives the title, and is told."""
    found = read_page("layout: x\ntitle: Clerk\n---\n## Job Grade\nThe Clerk is a grade 4.\n", "x.md")
    assert (found.family, found.line, found.roles[0].grades[0].line) == ("Clerk", 2, 5)
    assert "front-matter" in {f.code for f in found.findings}


def test_page_that_only_draws_a_ladder() -> None:
    """A page that is no job family may draw moves, with the links of its click lines."""
    found = read_page(
        '---\ntitle: Careers\n---\n```mermaid\ngraph LR\n  a(Clerk)-->b(Senior Clerk)\n  click b "/job-families/x/#senior"\n```\n',
        "careers.md",
    )
    assert not found.is_job_family
    assert [(m.source, m.target, m.target_link, m.line, m.kind) for m in found.moves] == [
        ("Clerk", "Senior Clerk", "/job-families/x/#senior", 6, "mermaid")
    ]


def test_asides_are_kept() -> None:
    """Sections that say nothing of roles are kept without a warning."""
    found = page("## Clerk\n### Job Grade\nThe Clerk is a grade 4.\n## Links\n* [A](/a)\n")
    assert [(s.heading, s.line, s.text) for s in found.sections] == [("Links", 7, "A")]
    assert found.findings == ()


def test_further_paragraphs_of_an_item_are_kept() -> None:
    """A second paragraph of an item is nested in it, with its line, and counts as no item."""
    found = page("## Clerk\n### Requirements\n* One\n\n  Two\n* Three\n").roles[0]
    assert [(item.text, [(n.text, n.line) for n in item.nested]) for item in found.requirements] == [
        ("One", [("Two", 8)]),
        ("Three", []),
    ]


def test_superiors_behind_a_slip_of_the_verb() -> None:
    """The verb may lack its "to" ("reports the Director"); what somebody reports, and who reports to a role, is no superior."""
    found = page("""
        ## Junior Analyst
        The Junior Analyst reports the the [Director, Audit](/audit#director).
        ### Job Grade
        The Junior Analyst is a grade 5.
        ## Senior Analyst
        The Senior Analyst reports a Tax Manager. The Senior Analyst reports the Annual Results.
        ### Job Grade
        The Senior Analyst is a grade 7.
        ## Director, Tax
        The Director, Tax reports to the VP, Finance. Analysts and the Tax Clerk report to the Director, Tax.
        ### Job Grade
        The Director, Tax is a grade 10.
        """)
    assert [[one.title for one in r.reports_to] for r in found.roles] == [
        ["Director, Audit"],
        ["Tax Manager"],
        ["VP, Finance"],
    ]


def test_a_word_for_role_behind_a_title() -> None:
    """The heading "Tax Analyst Role" is that of the Tax Analyst."""
    found = page("## Tax Analyst Role\n### Requirements\n* One\n", "Tax")
    assert roles(found) == [("Tax Analyst", 4, [], 0, 1)]


def test_the_familys_own_heading_above_its_levels_is_no_role() -> None:
    """A heading with the page's title, which names no position, holds what is common to the levels."""
    body = """
        ## Audit Operations
        ### Responsibilities
        * Shared
        ### Requirements
        * Shared, too
        """
    levels = """
        ## Individual Contributor Levels
        ### Senior Audit Lead
        #### Job Grade
        The Senior Audit Lead is a grade 7.
        #### Responsibilities
        * One
        """
    found = page(dedent(body) + dedent(levels), "Audit Operations")
    assert roles(found) == [("Senior Audit Lead", 11, ["7"], 1, 0)]
    assert [len(found.responsibilities), len(found.requirements)] == [1, 1]
    assert roles(page(body, "Audit Operations")) == [("Audit Operations", 4, [], 1, 1)]


def test_specialties_end_at_a_higher_heading() -> None:
    """What stands below a heading above the specialties' own is none of them."""
    found = page("""
        ## Responsibilities
        * One
        ### Specialties
        * Tax: letters to the authorities
        ## Ways of working
        ### Answering letters
        #### Answering short letters
        * Three
        """)
    assert [one.name for one in found.specialties] == ["Tax"]
    assert [(len(r.responsibilities), len(r.requirements)) for r in found.roles] == [(1, 0)]


def test_extensions_without_bullets_end_with_their_line() -> None:
    """Where lines stand without bullets, a title ends with its line; a wrapped line goes on."""
    found = page("""
        ## Lead Analyst
        ### Job Grade
        The Lead Analyst is a grade 8.
        ### Requirements
        Extends: Senior Tax Analyst
        Experience of writing reports that people outside of finance understand
        ## Director of Analysis
        ### Job Grade
        The Director of Analysis is a grade 10.
        ### Requirements
        In this role you meet people from everywhere. It extends the Senior
        Tax Analyst requirements.
        ## Senior Director of Analysis
        ### Job Grade
        The Senior Director of Analysis is a grade 11.
        ### Requirements
        All the requirements of a Tax Analyst at previous levels, plus:
        * One
        """)
    assert [[one.title for one in r.extends] for r in found.roles] == [
        ["Senior Tax Analyst"],
        ["Senior Tax Analyst"],
        ["Tax Analyst"],
    ]


def test_what_is_asked_of_applicants_is_no_requirement() -> None:
    """A heading that speaks to the reader inside the hiring process opens no part of the role."""
    found = page("""
        ## Tax Analyst
        ### Requirements
        * One
        ## Hiring Process
        * Call
        ### What we're looking for
        * A recording of ten minutes
        """)
    assert roles(found) == [("Tax Analyst", 4, [], 0, 1)]


def test_indicators_that_will_be_set_are_none() -> None:
    """An item that says that indicators will be set later names none."""
    found = page("""
        ## Tax Analyst
        ### Requirements
        * One
        ### Performance Indicators
        * Performance indicators for this family will be set in spring
        * Returns that will be filed on time
        """)
    assert [i.name for i in found.roles[0].indicators] == ["Returns that will be filed on time"]
