"""The roles of one job family in order: track, position, and which fields belong to one ladder."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from .levels import IC, MANAGER, Track, TrackRule, field_words, seniority, track
from .titles import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from careergraph.data.records import Page, Role

#: So many grades may the next level be above a role: from a manager to a director it is two where nobody
#: stands between. A wider gap leaves room for levels that the page does not describe.
MOST_GRADES = 2


@dataclass(frozen=True, slots=True)
class Rung:
    """A role with what places it on a ladder.

    ``seniority`` comes from the words of the title and compares within a track only; ``grade`` is the lowest
    grade stated, None where none is; ``field`` is what the role is about, ``track_rule`` what told the track.
    """

    role: Role
    track: Track
    seniority: float
    grade: Decimal | None
    field: frozenset[str]
    track_rule: TrackRule

    def above(self, other: Rung) -> bool:
        """Whether this role is higher on the same track: by level, within one by grade, never against it."""
        if self.track != other.track:
            return False
        if self.grade is not None and other.grade is not None:
            if self.grade < other.grade:
                return False
            if self.seniority == other.seniority:
                return self.grade > other.grade
        return self.seniority > other.seniority


def grade_of(role: Role) -> Decimal | None:
    """The lowest grade stated for a role as a number; None where none is stated or it is no number."""
    grades = []
    for grade in role.grades:
        try:
            value = Decimal(grade.text.strip())
        except InvalidOperation:
            continue
        if value.is_finite():
            grades.append(value)
    return min(grades, default=None)


def rungs(page: Page, reported_to: Collection[int] = ()) -> list[Rung]:
    """The roles of a page as rungs, in the order of the page.

    Args:
        page: a job family.
        reported_to: the lines of the roles that somebody is said to report to; evidence that they lead
            people.
    """
    found = []
    for role in page.roles:
        on, rule = track(role, page, has_reports=role.line in reported_to)
        field = stems(field_words(role.title))
        found.append(Rung(role, on, seniority(role.title, on), grade_of(role), field, rule))
    return found


def next_up(rung: Rung, ladder: Sequence[Rung]) -> list[Rung]:
    """The next level above a role: of the same field, else of a wider one (its words are among the role's).

    Else of a narrower one, where everybody higher is of that field: a family that calls its people by one
    name at the bottom and by a longer one above ("Billing Associate", "Billing Specialist"). Then the level
    must be higher by the words, and by the grade as well. Several roles at the same level and grade are all
    next; none is at more than `MOST_GRADES` above the role.
    """
    higher = [other for other in ladder if other.above(rung)]
    candidates = [o for o in higher if o.field == rung.field] or [o for o in higher if o.field < rung.field]
    if not candidates and len({o.field for o in higher}) == 1:
        candidates = [o for o in higher if o.field > rung.field and _is_promotion(rung, o)]
    return [o for o in _lowest(candidates) if (_rise(rung, o) or 0) <= MOST_GRADES]


def _rise(rung: Rung, other: Rung) -> Decimal | None:
    """By how many grades a role is above another; None where either has none."""
    return None if rung.grade is None or other.grade is None else other.grade - rung.grade


def _is_promotion(rung: Rung, other: Rung) -> bool:
    rise = _rise(rung, other)
    return other.seniority > rung.seniority and (rise is None or rise > 0)


def forks(ladder: Sequence[Rung]) -> list[tuple[Rung, Rung]]:
    """The pairs (individual contributor, first manager) at which a ladder parts.

    An individual contributor of at least senior level may turn to the lowest manager of the field, if the
    manager's grade is the same or at most one higher; where grades are missing, the lowest such level may.
    """
    contributors = [r for r in ladder if r.track == IC and r.seniority >= seniority("Senior", IC)]
    managers = [r for r in ladder if r.track == MANAGER]
    firsts = _first_of_each_field(managers)
    pairs = []
    for manager in firsts:
        graded, ungraded = [], []
        for person in contributors:
            closest = _closest(person, firsts)
            if closest != manager.field and (closest is not None or manager not in _lowest(managers)):
                continue
            if manager.grade is None or person.grade is None:
                ungraded.append(person)
            elif 0 <= manager.grade - person.grade <= 1:
                graded.append(person)
        pairs += [(person, manager) for person in graded or _lowest(ungraded)]
    return pairs


def _lowest(candidates: Sequence[Rung]) -> list[Rung]:
    def height(rung: Rung) -> tuple[float, Decimal]:
        return rung.seniority, rung.grade if rung.grade is not None else Decimal(0)

    lowest = min(map(height, candidates), default=None)
    return [rung for rung in candidates if height(rung) == lowest]


def _first_of_each_field(managers: Sequence[Rung]) -> list[Rung]:
    """The lowest manager of each field; a field that another one widens has its first manager there."""
    first = {}
    for manager in managers:
        same = [m for m in managers if m.field == manager.field]
        lowest = _lowest(same)[0]
        if not any(other.field < manager.field and manager.above(other) for other in managers):
            first[manager.field] = lowest
    return list(first.values())


def _closest(person: Rung, managers: Sequence[Rung]) -> frozenset[str] | None:
    """The field of the managers that shares most with a person's; None where all are equally far."""
    shared = {m.field: len(m.field & person.field) for m in managers}
    if len(set(shared.values())) <= 1:
        return None
    return max(shared, key=lambda field: (shared[field], -len(field), sorted(field)))
