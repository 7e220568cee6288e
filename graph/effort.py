"""What a step of a career takes: skills that are missing, grades, a change of track, and settling in.

The parts are those by which published studies tell viable moves from others: how much of what the new
occupation asks one brings along, which is not symmetric (Kanders et al., "Mapping Career Causeways", Nesta
2020), and how far apart the levels are, with one level at a time as the rule (job zones: World Economic Forum
and Boston Consulting Group, "Towards a Reskilling Revolution", 2018). The weights are ours; docs/paths.md
gives the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .levels import seniority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .levels import Track
    from .nodes import Move, Node

#: Effort in thousandths, so that sums are exact. What no required skill is brought along for.
MISSING = 1000
#: As if so much were missing, where nothing is required or known.
UNKNOWN_MISSING = 500
#: The first grade up, and every further one in the same step.
GRADE, FURTHER_GRADE = 500, 1000
#: From individual contributor to manager, or back.
TRACK = 500
#: Any move: new people, new duties.
SETTLING = 250


@dataclass(frozen=True, slots=True)
class Effort:
    """What a step or a whole path takes, in thousandths."""

    missing: int = 0
    grade: int = 0
    track: int = 0
    settling: int = 0

    @property
    def total(self) -> int:
        """All parts together."""
        return self.missing + self.grade + self.track + self.settling

    @classmethod
    def of(cls, parts: Iterable[Effort]) -> Effort:
        """The effort of several steps together.

        >>> Effort.of([Effort(missing=300), Effort(missing=200, settling=250)]).total
        750
        """
        found = list(parts)
        return cls(
            sum(each.missing for each in found),
            sum(each.grade for each in found),
            sum(each.track for each in found),
            sum(each.settling for each in found),
        )


def effort(source: Node, target: Node, move: Move, score: float | None) -> Effort:
    """What a move takes.

    Args:
        source: where it starts.
        target: where it leads.
        move: what it is.
        score: how much of what the target requires the source brings, 0 to 1; None where it is not known.

    >>> from .nodes import Move, Node
    >>> senior = Node("s", "role", "Senior Engineer", ranks=(7,), track="individual contributor")
    >>> manager = Node("m", "role", "Engineering Manager", ranks=(8,), track="manager")
    >>> effort(senior, manager, Move("", "s", "m", "change of track", "stated"), 0.6)
    Effort(missing=400, grade=500, track=500, settling=250)
    """
    changes = bool(source.track and target.track and source.track != target.track)
    return Effort(
        UNKNOWN_MISSING if score is None else round((1 - score) * MISSING),
        _climb(rise(source, target), move.kind),
        TRACK if changes else 0,
        SETTLING,
    )


def rise(source: Node, target: Node) -> float | None:
    """By how many grades a move leads up (down: below 0); None where a grade is not known.

    Of a role with several grades, the nearest to those of the other counts.
    """
    if not source.ranks or not target.ranks:
        return None
    if target.ranks[0] >= source.ranks[0]:
        return max(0.0, target.ranks[0] - source.ranks[0])
    return min(0.0, target.ranks[-1] - source.ranks[0])


def leads_down(source: Node, target: Node) -> bool:
    """Whether a move is a demotion.

    It is where every grade of the target is below every grade of the source; without grades, where within a
    family and track the words of the title tell a lower level.
    """
    if source.ranks and target.ranks:
        return target.ranks[-1] < source.ranks[0]
    if (
        not source.family
        or source.family != target.family
        or source.track != target.track
        or not source.track
    ):
        return False
    track: Track = "manager" if source.track == "manager" else "individual contributor"
    return seniority(target.title, track) < seniority(source.title, track)


def _climb(grades: float | None, kind: str) -> int:
    """The effort of a rise; a promotion whose grades are not known counts as one grade."""
    if grades is None:
        grades = 1.0 if kind == "promotion" else 0.0
    if grades <= 0:
        return 0
    return round(min(grades, 1.0) * GRADE + max(grades - 1.0, 0.0) * FURTHER_GRADE)
