"""Moves are inferred by named rules from order, grades and statements about families."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.anchors import Anchors
from careergraph.data.records import Corpus, Grade, Item, Page, Role
from careergraph.graph.assemble import assemble
from careergraph.graph.infer import RULES
from careergraph.graph.ladders import rungs
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import ResolvedMove, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from careergraph.data.records import StatedMove

LADDER = [
    ("Data Engineer (Junior)", "5"),
    ("Data Engineer (Intermediate)", "6"),
    ("Senior Data Engineer", "7"),
    ("Staff Data Engineer", "8"),
]


def end(value: str | Unresolved) -> str:
    """The readable part of an end of a move."""
    return f"?{value.name}" if isinstance(value, Unresolved) else value.rpartition("#")[2]


def pairs(moves: list[ResolvedMove], rule: str) -> set[tuple[str, str]]:
    """The ends of the moves that a rule infers; of the stated ones for an empty rule."""
    return {(end(move.source), end(move.target)) for move in moves if move.rule == rule}


def moves_of(*pages: Page) -> list[ResolvedMove]:
    """All moves of some pages."""
    corpus = Corpus(pages)
    return assemble(corpus, Minter(corpus)).moves


def test_next_level_follows_the_words_of_level_and_the_grades(make_page: Callable[..., Page]) -> None:
    """Each level leads to the next one up and to no other."""
    found = moves_of(make_page("data.md", "Data Engineering", LADDER))
    assert pairs(found, "next-level") == {
        ("data-engineer-junior", "data-engineer-intermediate"),
        ("data-engineer-intermediate", "senior-data-engineer"),
        ("senior-data-engineer", "staff-data-engineer"),
    }
    assert {move.kind for move in found} == {"promotion"}


def test_next_level_keeps_to_one_field_and_one_track(make_page: Callable[..., Page]) -> None:
    """Two titles of one family have a ladder each; both end in the role of the wider field."""
    found = moves_of(
        make_page(
            "security.md",
            "Trust",
            [
                ("Security Analyst, Trust", "6"),
                ("Senior Security Analyst, Trust", "7"),
                ("Security Engineer, Trust", "6"),
                ("Senior Security Engineer, Trust", "7"),
                ("Manager, Trust", "8"),
                ("Director, Trust", "10"),
            ],
        )
    )
    assert pairs(found, "next-level") == {
        ("security-analyst-trust", "senior-security-analyst-trust"),
        ("security-engineer-trust", "senior-security-engineer-trust"),
        ("manager-trust", "director-trust"),
    }
    assert pairs(found, "manager-fork") == {
        ("senior-security-analyst-trust", "manager-trust"),
        ("senior-security-engineer-trust", "manager-trust"),
    }
    assert {m.kind for m in found if m.rule == "manager-fork"} == {"change of track"}


def test_families_without_grades_are_ordered_by_words(make_page: Callable[..., Page]) -> None:
    """Where no grades are stated, the words of level alone make the ladder and the fork."""
    found = moves_of(
        make_page(
            "w.md",
            "Writing",
            [(t, "") for t in ("Writer", "Senior Writer", "Staff Writer", "Manager, Writing")],
        )
    )
    assert pairs(found, "next-level") == {("writer", "senior-writer"), ("senior-writer", "staff-writer")}
    assert pairs(found, "manager-fork") == {("senior-writer", "manager-writing")}


def test_grades_against_the_words_infer_nothing(make_page: Callable[..., Page]) -> None:
    """A higher title of a lower grade is no next level."""
    found = moves_of(make_page("x.md", "X", [("Senior Clerk", "7"), ("Staff Clerk", "6")]))
    assert found == []


def test_a_stated_pair_is_not_inferred_too(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """What a page states is stated only."""
    stated = [make_move("Data Engineer (Junior)", "Data Engineer (Intermediate)")]
    found = moves_of(make_page("data.md", "Data Engineering", LADDER, stated))
    assert pairs(found, "") == {("data-engineer-junior", "data-engineer-intermediate")}
    assert ("data-engineer-junior", "data-engineer-intermediate") not in pairs(found, "next-level")


def test_no_level_is_inferred_beyond_a_stated_step(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """Where pages lead a manager to directors of other fields, no leap to the vice president is inferred."""
    ladder = [
        ("Manager, Security", "9"),
        ("Director, Security Operations", "10"),
        ("Director, Product Security", "10"),
        ("VP, Security", "11"),
    ]
    leap = ("manager-security", "vp-security")
    assert leap in pairs(moves_of(make_page("s.md", "Security", ladder)), "next-level")
    stated = [make_move("Manager, Security", "Director, Product Security")]
    found = moves_of(make_page("s.md", "Security", ladder, moves=stated))
    assert leap not in pairs(found, "next-level")


@pytest.mark.parametrize(("grade", "inferred"), [("10", True), ("10.5", False), ("12", False), ("", True)])
def test_no_level_is_inferred_over_a_wide_gap(
    make_page: Callable[..., Page], grade: str, inferred: bool
) -> None:
    """More than two grades leave room for levels that the page does not describe."""
    found = moves_of(make_page("p.md", "Fun", [("Manager, Fun", "8"), ("Director, Fun", grade)]))
    assert bool(pairs(found, "next-level")) is inferred


def test_next_level_of_a_family_that_lengthens_its_titles(make_page: Callable[..., Page]) -> None:
    """Where all above are of one narrower field, the ladder goes on there, by a higher level and grade only."""
    bills = [("Billing Associate", "5"), ("Billing Specialist", "6"), ("Senior Billing Specialist", "7")]
    assert pairs(moves_of(make_page("b.md", "Billing", bills)), "next-level") == {
        ("billing-associate", "billing-specialist"),
        ("billing-specialist", "senior-billing-specialist"),
    }
    wide = [("Director, Tax", "10"), ("Director of Foreign Tax", "11")]
    assert pairs(moves_of(make_page("t.md", "Tax", wide)), "next-level") == set()
    several = [("Manager, Tax", "8"), ("Director, Foreign Tax", "10"), ("Director, Local Tax", "10")]
    assert pairs(moves_of(make_page("t.md", "Tax", several)), "next-level") == set()


def test_fork_to_the_first_manager_of_a_field_that_widens(make_page: Callable[..., Page]) -> None:
    """The first manager counts, even where the second bears more of the contributors' field."""
    ladder = [
        ("Senior Ledger Accountant", "7"),
        ("Manager, Accounting", "8"),
        ("Senior Manager, Ledger Accounting", "9"),
    ]
    found = moves_of(make_page("l.md", "Ledger", ladder))
    assert pairs(found, "manager-fork") == {("senior-ledger-accountant", "manager-accounting")}
    assert pairs(found, "next-level") == {("manager-accounting", "senior-manager-ledger-accounting")}


def test_a_name_without_a_level_is_no_step_down(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """A senior who moves to "Partner" is not led to the intermediate one, but into the family at their grade."""
    partners = make_page("p.md", "Partner", [("Partner (Intermediate)", "6"), ("Senior Partner", "7")])
    ladder = [("Recruiter", "6"), ("Senior Recruiter", "7")]
    stated = [make_move("Recruiter", "Partner"), make_move("Senior Recruiter", "Partner")]
    found = moves_of(make_page("r.md", "Recruiting", ladder, moves=stated), partners)
    assert ("recruiter", "partner-intermediate") in pairs(found, "")
    assert ("senior-recruiter", "partner-intermediate") not in pairs(found, "")
    assert ("senior-recruiter", "senior-partner") in pairs(found, "family-move")


def test_inferred_moves_cite_headings_grades_and_statement(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """An inferred move cites the lines of both headings and grades; one for a family, the statement first."""
    managers = make_page(
        "sales/managers.md", "Data Leadership", [("Manager, Data", "8"), ("Director, Data", "10")]
    )
    said = make_move(
        "Data Engineer", "Data Leadership", 90, sentence="The Data Engineer job family leads to it."
    )
    found = moves_of(make_page("data.md", "Data Engineering", LADDER, [said]), managers)
    level = next(m for m in found if m.rule == "next-level" and end(m.source) == "data-engineer-junior")
    assert level.citations == (("data.md", 10), ("data.md", 12), ("data.md", 20), ("data.md", 22))
    family = next(m for m in found if m.rule == "family-move" and end(m.source) == "senior-data-engineer")
    assert family.citations[0] == ("data.md", 90)
    assert family.sentence == said.sentence


def test_a_family_is_entered_at_the_nearest_grade_and_left_near_it(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """From family to family, those at most one grade below the entrance may leave; others must rise first."""
    managers = make_page(
        "sales/managers.md", "Data Leadership", [("Manager, Data", "8"), ("Director, Data", "10")]
    )
    said = make_move("Data Engineer", "Data Leadership", sentence="The Data Engineer job family leads there.")
    found = moves_of(make_page("data.md", "Data Engineering", LADDER, [said]), managers)
    assert pairs(found, "family-move") == {
        ("senior-data-engineer", "manager-data"),
        ("staff-data-engineer", "manager-data"),
    }


def test_a_role_enters_a_family_at_its_own_grade(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """A role that is said to lead to a family enters it at the nearest grade not below its own."""
    clerk = make_page(
        "clerk.md", "Clerk", [("Clerk", "6")], [make_move("Clerk", "Data Engineering", link="/x/data/")]
    )
    found = moves_of(clerk, make_page("x/data.md", "Data Engineering", LADDER))
    assert pairs(found, "family-move") == {("clerk", "data-engineer-intermediate")}
    assert next(m for m in found if m.rule == "family-move").kind == "lateral"


def test_groups_of_people_are_their_track(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """The names "individual contributors" and "managers of people" are the roles of that track."""
    page = make_page(
        "e.md",
        "Events",
        [
            ("Event Planner", "6"),
            ("Senior Event Planner", "7"),
            ("Manager, Events", "8"),
            ("Director, Events", "10"),
        ],
        [
            make_move("individual contributors", "Head of Fun"),
            make_move("managers of people", "Chief of Fun"),
        ],
    )
    found = moves_of(page)
    assert pairs(found, "family-move") == {
        ("senior-event-planner", "?Head of Fun"),
        ("director-events", "?Chief of Fun"),
    }


def test_a_role_of_management_in_a_family(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """A family in which "a management role" is said to be next is entered on its manager track."""
    hiring = make_page("x/hiring.md", "Hiring", [("Hiring Lead", "8"), ("Manager, Hiring", "8")])
    for said, expected in (
        ("The Clerk can move to a management role in the Hiring job family.", "manager-hiring"),
        ("The Clerk can move to an individual contributor role in the Hiring job family.", "hiring-lead"),
        ("The Clerk can move to the Hiring job family.", "hiring-lead"),
    ):
        stated = make_move("Clerk", "Hiring", sentence=said)
        found = moves_of(make_page("c.md", "Clerk", [("Clerk", "8")], [stated]), hiring)
        assert pairs(found, "family-move") == {("clerk", expected)}


def test_all_roles_may_leave_for_a_team(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """To a team that no page describes all roles of the family may move, to a position only the highest."""
    stated = [make_move("Data Engineering", "Fun Services"), make_move("Data Engineering", "Head of Fun")]
    found = moves_of(make_page("data.md", "Data Engineering", LADDER, stated))
    leaving = pairs(found, "family-move")
    assert {source for source, target in leaving if target == "?Fun Services"} == {
        "data-engineer-junior",
        "data-engineer-intermediate",
        "senior-data-engineer",
        "staff-data-engineer",
    }
    assert {source for source, target in leaving if target == "?Head of Fun"} == {"staff-data-engineer"}


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("Fun", {"data-engineer-intermediate"}),
        ("Senior Cook", {"senior-data-engineer"}),
        ("Manager, Fun", set()),
    ],
)
def test_a_name_enters_a_family_at_its_level(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove], start: str, expected: set[str]
) -> None:
    """From a name that no page describes a family is entered at the level that the name tells."""
    found = moves_of(make_page("data.md", "Data Engineering", LADDER, [make_move(start, "Data Engineering")]))
    entered = [move for move in found if move.rule == "family-move"]
    assert {end(move.target) for move in entered} == expected
    assert all(end(move.source) == f"?{start}" and ("data.md", 90) in move.citations for move in entered)


def test_names_that_no_page_describes_are_one_in_all_spellings(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """Spellings of one title are one target; a bare "Manager" on two pages is two."""
    one = make_page(
        "a.md", "A", [("Clerk", "4")], [make_move("Clerk", "VP of Fun"), make_move("Clerk", "Manager", 91)]
    )
    two = make_page(
        "b.md",
        "B",
        [("Cook", "4")],
        [make_move("Cook", "Vice President, Fun"), make_move("Cook", "Manager", 91)],
    )
    targets = [end(m.target) for m in moves_of(one, two) if not m.rule]
    assert len({t for t in targets if "Fun" in t}) == 1
    assert {t for t in targets if "Manager" in t} == {"?Manager (A)", "?Manager (B)"}


def test_a_chief_is_one_for_all_families(
    make_page: Callable[..., Page], make_move: Callable[..., StatedMove]
) -> None:
    """A chief is named alike everywhere: found from every page, and never one for each family."""
    one = make_page(
        "a.md", "A", [("Clerk", "4")], [make_move("Clerk", "CEO"), make_move("Clerk", "Chief of Staff", 91)]
    )
    two = make_page("x/b.md", "B", [("Chief Executive Officer", "14")])
    targets = {end(m.target) for m in moves_of(one, two) if not m.rule}
    assert targets == {"chief-executive-officer", "?Chief of Staff"}


@pytest.mark.parametrize(
    ("title", "duty", "reports_to", "expected"),
    [
        ("Manager, Events", "", "", "manager"),
        ("Events Manager", "", "", "individual contributor"),
        ("Events Manager", "Hire and manage a great team", "", "manager"),
        ("Events Manager", "Manage the team's calendar", "", "individual contributor"),
        ("Events Manager", "Typically manages 2-4 senior analysts", "", "manager"),
        ("Events Manager", "Manages up to 12 people on site", "", "manager"),
        ("Events Manager", "Manages 3 to 5 fairs with their managers", "", "individual contributor"),
        ("Events Manager", "", "Events Manager", "manager"),
        ("Events Lead", "", "", "individual contributor"),
        ("Events Lead", "Has direct reports", "", "manager"),
        ("Head of Events", "", "", "manager"),
        ("VP Events", "", "", "manager"),
        ("Principal Events Officer", "Manage a large team", "", "manager"),
        ("Events Officer", "Plan fairs", "", "individual contributor"),
        ("Engineer", "Work with direct reports of others", "", "individual contributor"),
    ],
)
def test_track_follows_title_reports_and_duties(  # noqa: PLR0917 - what is given, and what shall come out
    make_page: Callable[..., Page],
    make_role: Callable[..., Role],
    title: str,
    duty: str,
    reports_to: str,
    expected: str,
) -> None:
    """Who leads people is told by the title, by who reports to the role, or by what it does."""
    role = make_role(title, "8", line=10, duty=duty)
    clerk = make_role("Clerk", "6", line=30, reports_to=reports_to)
    corpus = Corpus((make_page("e.md", "Events", [role, clerk]),))
    found = assemble(corpus, Minter(corpus)).tracks
    assert found[0].track == expected


LEVELS = st.sampled_from(
    ["Intern", "Junior", "", "Senior", "Staff", "Principal", "Manager,", "Director of", "VP,"]
)
FIELDS = st.sampled_from(["Data Analyst", "Data", "Sales"])
GRADES = st.sampled_from(["", "4", "6", "07", "8", "9.5", "executive"])


@given(st.lists(st.tuples(LEVELS, FIELDS, GRADES), max_size=9))
def test_whatever_the_family_inferred_moves_rise_and_say_why(made: list[tuple[str, str, str]]) -> None:
    """For any family: rules are named, lines cited, no role leads to itself, no level or grade goes down."""
    roles = tuple(
        Role(
            f"{level} {field}".strip(),
            10 * line,
            anchors=Anchors().of(field),
            grades=(Grade(grade, 10 * line + 1),) if grade else (),
            responsibilities=(Item("Work", 10 * line + 2, 10 * line + 2),),
        )
        for line, (level, field, grade) in enumerate(made, 1)
    )
    page = Page("f.md", "Family", is_job_family=True, roles=roles)
    corpus = Corpus((page,))
    minter = Minter(corpus)
    rung = dict(zip(minter.names("f.md").roles, rungs(page), strict=True))
    for move in assemble(corpus, minter).moves:
        assert move.basis == "inferred"
        assert move.rule in RULES
        assert move.citations
        assert move.source != move.target
        one, other = rung[str(move.source)], rung[str(move.target)]
        if one.grade is not None and other.grade is not None:
            assert other.grade >= one.grade
        if move.rule == "next-level":
            assert one.track == other.track
            assert other.above(one)
