"""The roles of one job family in order: track, position, and which fields belong to one ladder."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from .levels import IC, MANAGER, Track, TrackRule, field_words, seniority, track

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from careergraph.data.records import Page, Role

#: Words of a title that begin alike are of one field: "Administrator", "Administration".
_STEM = 5


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
        field = frozenset(word[:_STEM] for word in field_words(role.title))
        found.append(Rung(role, on, seniority(role.title, on), grade_of(role), field, rule))
    return found


def next_up(rung: Rung, ladder: Sequence[Rung]) -> list[Rung]:
    """The next level above a role: of the same field, else of a wider one (its words are among the role's).

    Several roles at the same level and grade are all next.
    """
    higher = [other for other in ladder if other.above(rung)]
    candidates = [o for o in higher if o.field == rung.field] or [o for o in higher if o.field < rung.field]
    return _lowest(candidates)


def forks(ladder: Sequence[Rung]) -> list[tuple[Rung, Rung]]:
    """The pairs (individual contributor, first manager) at which a ladder parts.

    An individual contributor of at least senior level may turn to the lowest manager of the field, if the
    manager's grade is the same or at most one higher; where grades are missing, the lowest such level may.
    """
    contributors = [r for r in ladder if r.track == IC and r.seniority >= seniority("Senior", IC)]
    managers = [r for r in ladder if r.track == MANAGER]
    pairs = []
    for manager in _first_of_each_field(managers):
        graded, ungraded = [], []
        for person in contributors:
            closest = _closest(person, managers)
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
