"""What the people who own the pages may want to look at, over a whole graph or a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .insight import KINDS, Insight
from .insight_asks import lone_skills, same_requirements
from .insight_grades import grade_gaps, lower_grades, no_grades
from .insight_shape import central, gateways, long_ladders
from .insight_view import View
from .insight_ways import dead_ends, missing_pages, no_way_out, unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .careers import Careers
    from .insight import Kind
    from .nodes import Node
    from .query import Dataset

_FOUND_BY: dict[Kind, Callable[[View], list[Insight]]] = {
    "dead-end": dead_ends,
    "unreachable": unreachable,
    "no-way-out": no_way_out,
    "gateway": gateways,
    "central": central,
    "long-ladder": long_ladders,
    "grade-gap": grade_gaps,
    "lower-grade": lower_grades,
    "no-grade": no_grades,
    "same-requirements": same_requirements,
    "lone-skill": lone_skills,
    "missing-page": missing_pages,
}


def insights(
    careers: Careers, store: Dataset, only: Iterable[Kind] = (), within: Node | None = None
) -> dict[Kind, list[Insight]]:
    """Everything worth a look, by kind in the order of `insight.KINDS`, the most striking first.

    Args:
        careers: what `careers.read_careers` gives.
        store: the dataset it was read from.
        only: kinds to look for; none for all.
        within: tell only what concerns this role or a role of this family or department. Everything is
            computed over the whole graph all the same.

    Returns:
        a list for each kind that was looked for, empty ones too.
    """
    wanted = set(only) or set(KINDS)
    view = View(careers, store)
    return {
        kind: [each for each in _FOUND_BY[kind](view) if within is None or _concerns(each, within)]
        for kind in KINDS
        if kind in wanted
    }


def _concerns(insight: Insight, part: Node) -> bool:
    """Whether an insight is about a role, family or department, or something that belongs to it."""
    return any(part.iri in (node.iri, node.family, node.department) for node in insight.nodes)
