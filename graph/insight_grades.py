"""Grades that do not fit: steps that jump, higher levels with lower grades, roles without any."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from .effort import leads_down, rise
from .insight import Insight, counted, number, with_grade
from .levels import IC, MANAGER, field_words, seniority

if TYPE_CHECKING:
    from .insight_view import View
    from .nodes import Citation, Node

#: A step of more grades than this is a gap.
ONE_STEP = 1.0
#: The step of a manager's track on which chief officers stand.
_CHIEF = 10.0


def grade_gaps(view: View) -> list[Insight]:
    """Steps up by more than one grade that a page states, and neighbouring levels so far apart."""
    nodes = view.careers.nodes
    found = []
    for move in view.moves:
        source, target = nodes[move.source], nodes[move.target]
        grades = rise(source, target)
        if grades is None or grades <= ONE_STEP or "family" in (source.type, target.type):
            continue
        if move.basis != "stated" and move.rule != "next-level":
            continue  # what a rule applies to families says nothing of where a page puts a level
        how = "a page states the step" if move.basis == "stated" else "nothing stands between these levels"
        what = f"{with_grade(source)} to {with_grade(target)} is {number(grades)} grades up; {how}"
        citations = move.citations or (*source.citations, *target.citations)
        found.append(Insight("grade-gap", (source, target), grades, what, citations=citations))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri, each.nodes[1].iri))


def lower_grades(view: View) -> list[Insight]:
    """Levels with a lower grade than a lower level of the same ladder, and stated moves to a lower grade."""
    nodes = view.careers.nodes
    found: dict[tuple[Node, Node], Insight] = {}
    for roles in view.families.values():
        for higher, lower in permutations(roles, 2):
            if _above(higher, lower) and higher.ranks and lower.ranks and higher.ranks[-1] < lower.ranks[0]:
                drop = lower.ranks[0] - higher.ranks[-1]
                what = f"{with_grade(higher)} stands above {with_grade(lower)} by its title"
                cited = (*lower.citations, *higher.citations)
                found[lower, higher] = Insight("lower-grade", (lower, higher), drop, what, citations=cited)
    for move in view.careers.moves:
        source, target = nodes[move.source], nodes[move.target]
        drop_of = rise(source, target)
        if move.basis == "stated" and drop_of is not None and drop_of < 0 and leads_down(source, target):
            what = f"a page states a move from {with_grade(source)} to {with_grade(target)}"
            lines: tuple[Citation, ...] = move.citations
            found[source, target] = Insight("lower-grade", (source, target), -drop_of, what, citations=lines)
    return sorted(found.values(), key=lambda each: (-(each.value or 0), *(node.iri for node in each.nodes)))


def _above(higher: Node, lower: Node) -> bool:
    """Whether two roles are on one ladder, one above the other: track, field and words of level tell."""
    if higher.track != lower.track:
        return False
    on = MANAGER if higher.track == MANAGER else IC
    fields = set(field_words(higher.title)), set(field_words(lower.title))
    same_field = fields[0] <= fields[1] or fields[1] <= fields[0]
    return same_field and seniority(higher.title, on) > seniority(lower.title, on)


def no_grades(view: View) -> list[Insight]:
    """Roles without a grade; those whose family grades most of its other roles first.

    Chief officers are left out: nobody compares their grade.
    """
    found = []
    for role in view.roles:
        if role.grades or (role.track == MANAGER and seniority(role.title, MANAGER) >= _CHIEF):
            continue
        mates = view.families[role.family]
        graded = sum(bool(mate.grades) for mate in mates)
        beside = f"; {graded} of {counted(len(mates), 'role')} of its family have one" if graded else ""
        what = f"{role.title} has no grade{beside}"
        found.append(Insight("no-grade", (role,), graded, what, citations=role.citations))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))
