"""Moves that no page states but that follow, by a named rule, from the order and grades of roles.

Rules:

``next-level``
    The next higher role of the same family, track and field; none that lies beyond a role of the family to
    which pages state a move up on this track.
``manager-fork``
    From an individual contributor of at least senior level to the first manager of the same family and field,
    whose grade is the same or one higher.
``family-move``
    A page states a move from or to a whole family. It is entered at the role with the nearest grade that is
    not below the person's (one called Management or Leadership, on its manager track); it is left by the
    roles for which that is at most one grade up, or else by the highest below. For a name that no page
    describes all its roles may leave, if that is no position's ("Education Services"), else the highest;
    from such a name it is entered at the level that the name tells.

A pair of roles that a page states is never inferred as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from careergraph.data.titles import names_position

from .ladders import Rung, forks, next_up
from .levels import IC, MANAGER, Track, leads_by_title, level_words, seniority
from .title_index import Place
from .titles import identity, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from careergraph.data.records import Page

#: Words of families' names that mean their managers.
_LEADERSHIP = frozenset({"leadership", "management"})
Rule = Literal["next-level", "manager-fork", "family-move"]
#: What each rule says, for people.
RULES: dict[str, str] = {
    "next-level": "next level of the same family and track",
    "manager-fork": "from senior individual contributor to first manager of the family",
    "family-move": "applies a move stated for a whole job family to the role with the nearest grade",
}


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A line of a page."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class FamilyStatement:
    """A stated move with a whole family at one end or both.

    ``track`` limits who may leave the source, ``into`` where the target is entered.
    """

    source: Place | str
    target: Place | str
    citation: Citation
    sentence: str
    track: Track | None = None
    into: Track | None = None


@dataclass(frozen=True, slots=True)
class InferredMove:
    """A move from one role to another, and why; one end may be a name that no page describes.

    ``citations`` are the lines of headings and grades, and of the statement if there is one, that it
    rests on; ``sentence`` is that statement.
    """

    source: Place | str
    target: Place | str
    rule: Rule
    citations: tuple[Citation, ...]
    sentence: str = ""


def _cite(page: Page, rung: Rung) -> list[Citation]:
    return [Citation(page.path, rung.role.line), *(Citation(page.path, g.line) for g in rung.role.grades)]


def within_family(
    page: Page, ladder: Sequence[Rung], stated: Collection[tuple[object, object]] = ()
) -> list[InferredMove]:
    """The next-level and manager-fork moves of one family.

    Args:
        page: the family.
        ladder: its roles, see `ladders.rungs`.
        stated: pairs (source, target) that pages state, by `ends`.
    """

    def said(one: Rung, other: Rung) -> bool:
        return (ends(Place(page, one.role)), ends(Place(page, other.role))) in stated

    pairs: list[tuple[Rung, Rung, Rule]] = [
        (rung, above, "next-level")
        for rung in ladder
        for above in next_up(rung, ladder)
        if not any(said(rung, step) and step.above(rung) and above.above(step) for step in ladder)
    ]
    pairs += [(person, manager, "manager-fork") for person, manager in forks(ladder)]
    return [
        InferredMove(
            Place(page, one.role),
            Place(page, other.role),
            rule,
            tuple(dict.fromkeys(_cite(page, one) + _cite(page, other))),
        )
        for one, other, rule in pairs
    ]


def entry(source: Rung | None, ladder: Sequence[Rung]) -> Rung | None:
    """The role at which a family is entered: nearest grade not below the source's, on its track if possible.

    Without grades it is the lowest level above an intern; where every grade is lower, the highest.
    """
    if not ladder:
        return None

    def by_track(rung: Rung) -> tuple[bool, float]:
        return (source is not None and rung.track != source.track, rung.seniority)

    graded = [r for r in ladder if r.grade is not None]
    if source is None or source.grade is None or not graded:
        same = [r for r in ladder if source is None or r.track == source.track] or list(ladder)
        grown = [r for r in same if r.track == MANAGER or r.seniority > 0] or same
        return min(grown, key=lambda r: r.seniority)
    wanted = source.grade
    at_least = [r for r in graded if r.grade is not None and r.grade >= wanted]
    if not at_least:
        return max(graded, key=lambda r: (r.grade or 0, r.seniority))
    lowest = min(r.grade for r in at_least if r.grade is not None)
    return min((r for r in at_least if r.grade == lowest), key=by_track)


def entry_of_name(name: str, ladder: Sequence[Rung]) -> Rung | None:
    """Where somebody enters a family of whom only a name is known: at the level that the name tells.

    A name without a level ("Engineering") enters at the lowest level that is no junior one. None where the
    family has no role of the level.
    """
    on = MANAGER if leads_by_title(name) else IC
    level = seniority(name, on)
    fitting = [rung for rung in ladder if rung.track == on and rung.seniority == level]
    if not fitting and not level_words(name):
        fitting = [rung for rung in ladder if rung.track == MANAGER or rung.seniority > level]
    return min(fitting, key=lambda rung: (rung.seniority, rung.grade or 0), default=None)


def across_families(statement: FamilyStatement, ladders: Mapping[str, Sequence[Rung]]) -> list[InferredMove]:
    """The moves between roles that a move stated for a family amounts to.

    Args:
        statement: the stated move.
        ladders: the rungs of every page, by path.
    """
    source, target = statement.source, statement.target
    entered = _entered(target, ladders, statement.into) if isinstance(target, Place) else []
    if isinstance(source, str):
        into = entry_of_name(source, entered)
        return [_across(statement, None, into)] if into else []
    leaving = _rungs(source, ladders)
    if statement.track is not None:
        leaving = [rung for rung in leaving if rung.track == statement.track]
    if isinstance(target, str):
        return [_across(statement, rung, None) for rung in _leaving_for(target, leaving)]
    pairs = [
        (rung, into) for rung in leaving if (into := entry(rung, entered)) and into.role is not rung.role
    ]
    if source.role is None:
        pairs = _plausible(pairs)
    return [_across(statement, rung, into) for rung, into in pairs]


def _across(statement: FamilyStatement, rung: Rung | None, into: Rung | None) -> InferredMove:
    """The move of one role; None stands for an end that is a mere name."""
    source, target = statement.source, statement.target
    cited = [statement.citation]
    if rung is not None and isinstance(source, Place):
        cited += _cite(source.page, rung)
        source = Place(source.page, rung.role)
    if into is not None and isinstance(target, Place):
        cited += _cite(target.page, into)
        target = Place(target.page, into.role)
    return InferredMove(source, target, "family-move", tuple(dict.fromkeys(cited)), statement.sentence)


def _rungs(place: Place, ladders: Mapping[str, Sequence[Rung]]) -> list[Rung]:
    ladder = ladders.get(place.page.path, ())
    return [r for r in ladder if place.role is None or r.role is place.role]


def _entered(family: Place, ladders: Mapping[str, Sequence[Rung]], track: Track | None) -> list[Rung]:
    """Where a family can be entered: on the track wanted; one called Management, on its manager track."""
    ladder = _rungs(family, ladders)
    if track is None and family.role is None and not _LEADERSHIP.isdisjoint(words(family.title)):
        track = MANAGER
    return [r for r in ladder if r.track == track] or ladder


def _leaving_for(name: str, leaving: Sequence[Rung]) -> Sequence[Rung]:
    """Those who leave a family for a name: all for that of a team or field, the highest for a position's."""
    if names_position(name) or not _LEADERSHIP.isdisjoint(words(name)):
        return _highest(leaving)
    return leaving


def _height(rung: Rung) -> tuple[bool, float, Decimal]:
    return (rung.track == MANAGER, rung.seniority, rung.grade or Decimal(0))


def _highest(rungs: Sequence[Rung]) -> list[Rung]:
    top = max(map(_height, rungs), default=None)
    return [rung for rung in rungs if _height(rung) == top]


def _plausible(pairs: list[tuple[Rung, Rung]]) -> list[tuple[Rung, Rung]]:
    """Those who leave a family: at most one grade below where they arrive, else the highest of its roles."""

    def rise(pair: tuple[Rung, Rung]) -> Decimal | None:
        one, other = pair
        return None if one.grade is None or other.grade is None else other.grade - one.grade

    near = [pair for pair in pairs if (step := rise(pair)) is not None and 0 <= step <= 1]
    if near:
        return near
    upwards = [pair for pair in pairs if (step := rise(pair)) is None or step > 0] or pairs
    highest = _highest([pair[0] for pair in upwards])
    return [pair for pair in upwards if pair[0] in highest]


def not_stated(moves: Iterable[InferredMove], stated: set[tuple[object, object]]) -> list[InferredMove]:
    """The moves whose pair of ends no page states, each pair once; the first rule that gives it counts.

    Args:
        moves: inferred moves, those with the best evidence first.
        stated: pairs (source, target) that pages state.
    """
    seen = set(stated)
    kept = []
    for move in moves:
        pair = (ends(move.source), ends(move.target))
        if pair not in seen and pair[0] != pair[1]:
            seen.add(pair)
            kept.append(move)
    return kept


def ends(place: Place | str) -> object:
    """What identifies one end of a move in a set of pairs."""
    if isinstance(place, str):
        return identity(place)
    return (place.page.path, place.role.line if place.role else 0, place.title)
