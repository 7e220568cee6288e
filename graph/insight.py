"""What an insight is and which kinds there are; docs/insights.md says of each how it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .nodes import Citation, Node

Kind = Literal[
    "dead-end",
    "unreachable",
    "no-way-out",
    "gateway",
    "central",
    "long-ladder",
    "grade-gap",
    "lower-grade",
    "no-grade",
    "same-requirements",
    "lone-skill",
    "missing-page",
]


@dataclass(frozen=True, slots=True)
class About:
    """What insights of a kind have in common: a heading, why they matter, and what their value counts."""

    title: str
    why: str
    unit: str


#: In the order in which they are told.
KINDS: dict[Kind, About] = {
    "dead-end": About(
        "Dead ends", "people in it see no next step, though others stand higher", "grades above it"
    ),
    "unreachable": About(
        "Roles nobody can reach", "it can only be filled from outside", "other roles of its family"
    ),
    "no-way-out": About(
        "Families without a way out", "people who want to leave the family find no route", "roles"
    ),
    "gateway": About(
        "Single gateways", "without this role, the others are cut off from the rest", "roles cut off"
    ),
    "central": About(
        "Most central roles", "many routes pass it: what it asks shapes many careers", "betweenness"
    ),
    "long-ladder": About(
        "Longest ladders", "the longest way up that begins here; each step is a wait", "steps"
    ),
    "grade-gap": About("Grade gaps", "the step is higher than one grade: a level may be missing", "grades"),
    "lower-grade": About(
        "Higher levels with lower grades", "title and grade contradict each other: one may be wrong", "grades"
    ),
    "no-grade": About(
        "Missing grades", "without a grade, steps from and to it cannot be weighed", "graded roles of family"
    ),
    "same-requirements": About(
        "Nearly the same requirements", "nothing tells the roles apart: merge, extend or sharpen", "likeness"
    ),
    "lone-skill": About(
        "Skills asked by only one role",
        "nobody else can bring them: hire, train, or use the usual word",
        "skills",
    ),
    "missing-page": About(
        "Moves to pages that are not there", "the ladder leads to a role that nobody can read up on", "moves"
    ),
}


@dataclass(frozen=True, slots=True)
class Insight:
    """Something that the people who own the pages may want to look at.

    ``nodes`` are the roles, families or names that it is about, the main one first; ``value`` is in the unit
    of its kind, and None where there is nothing to count. ``names`` are what it lists beside roles: skills,
    families cut off. ``citations`` are the lines to go and look at.
    """

    kind: Kind
    nodes: tuple[Node, ...]
    value: float | None
    what: str
    names: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def about(self) -> About:
        """What all insights of its kind have in common."""
        return KINDS[self.kind]


def with_grade(node: Node) -> str:
    """A title with its grades: "Staff Engineer (grade 8)"."""
    return f"{node.title} (grade {'/'.join(node.grades)})" if node.grades else node.title


def number(value: float) -> str:
    """A number as people write it.

    >>> number(2.0), number(2.5), number(0.0001234)
    ('2', '2.5', '0.000123')
    """
    return f"{value:.0f}" if value == int(value) else f"{value:.3g}"


def counted(value: int, one: str, more: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "family", "families"), counted(2, "step")
    ('1 family', '2 steps')
    """
    return f"{value:,} {one if value == 1 else more or one + 's'}"
