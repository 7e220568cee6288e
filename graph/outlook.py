"""What may come next for somebody in a role: all moves from it, ranked, each kind for itself."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Literal

from .effort import leads_down, rise
from .steps import best_of, step_of
from .suggest import Suggestions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .careers import Careers
    from .nodes import Move, Node
    from .steps import Step

Direction = Literal["up", "lateral", "change of track", "down", "suggested"]
#: In the order in which they are shown.
DIRECTIONS: tuple[Direction, ...] = ("up", "lateral", "change of track", "down", "suggested")
#: How pages say that a move stays level.
_SIDEWAYS = re.compile(r"\b(?:lateral(?:ly)?|sideways)\b", re.IGNORECASE)
#: What begins the next of the moves that a sentence names.
_NEXT_MOVE = re.compile(r"\b(?:or|and)\b|;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The steps that lead away from a role, by direction; in each, least effort first.

    Those to a mere name come last, as nothing is known of what it asks. ``applies`` gives an inferred move
    that applies one stated for a whole family, by its IRI, that stated one, and ``nodes`` the ends of that;
    ``shared`` gives a suggested move the skills that both roles ask, the most special first. ``leading`` are
    steps that lead to the role, and ``of_family`` those from its family as a whole to others that no
    step from the role applies. ``left_out`` counts demotions that are not named, ``unstated`` steps that are
    not because no page states them.
    """

    role: Node
    steps: dict[Direction, tuple[Step, ...]]
    applies: dict[str, Move] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    shared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leading: tuple[Step, ...] = ()
    of_family: tuple[Step, ...] = ()
    left_out: int = 0
    unstated: int = 0

    def of(self, direction: Direction) -> tuple[Step, ...]:
        """The steps of one direction."""
        return self.steps.get(direction, ())

    @property
    def known(self) -> bool:
        """Whether any page or rule leads on."""
        return any(direction != "suggested" for direction in self.steps)


def outlook(
    careers: Careers,
    role: Node,
    *,
    allow_down: bool = False,
    stated_only: bool = False,
    suggested: int = 0,
) -> Outlook:
    """What may come next.

    A move that is stated for or to a whole family is told with the steps that apply it to roles; it is a step
    of its own only where none does.

    Args:
        careers: what `careers.read_careers` gives.
        role: a role, or a family or department for all of its roles.
        allow_down: name demotions, too.
        stated_only: only steps that a page states.
        suggested: add at most so many lateral moves that nobody wrote down, by likeness of skills.
    """
    nodes = careers.nodes
    members = {member.iri for member in careers.members(role)}
    allowed = [move for move in careers.moves if not stated_only or move.basis == "stated"]
    around = [move for move in allowed if (move.source in members) != (move.target in members)]
    applies = _applies(careers, around)
    told = {move.iri for move in applies.values()}
    ways = [move for move in around if move.source in members and move.iri not in told]
    found: dict[Direction, list[Step]] = defaultdict(list)
    for (source, target), moves in _by_pair(ways).items():
        found[direction_of(nodes[source], nodes[target], moves)].append(step_of(careers, moves))
    left_out = 0 if allow_down else len(found.pop("down", ()))
    shared: dict[str, tuple[str, ...]] = {}
    if suggested and not stated_only:
        finding = Suggestions(careers)
        proposed = [
            move
            for iri in sorted(members)
            if nodes[iri].type == "role"
            for move in finding.moves(nodes[iri], suggested)
            if move.target not in members
        ]
        found["suggested"] = _ranked([step_of(careers, [move]) for move in proposed])[:suggested]
        shared = {s.move.iri: finding.shared(s.source.iri, s.target.iri) for s in found["suggested"]}
    families = {nodes[iri].family for iri in members} - members
    whole = [m for m in allowed if m.source in families and nodes[m.target].family != m.source]
    return Outlook(
        role,
        {direction: tuple(_ranked(found[direction])) for direction in DIRECTIONS if found[direction]},
        applies,
        {iri: nodes[iri] for move in applies.values() for iri in (move.source, move.target)},
        shared,
        _steps(careers, [m for m in around if m.target in members and m.iri not in told]),
        _steps(careers, [move for move in whole if move.iri not in told]),
        left_out,
        _unstated(careers, members) if stated_only else 0,
    )


def _unstated(careers: Careers, members: Collection[str]) -> int:
    """How many steps, but for demotions, rules alone infer away from some roles."""
    ways = [move for move in careers.moves if move.source in members and move.target not in members]
    return sum(
        best_of(moves).basis != "stated" and not leads_down(careers.nodes[source], careers.nodes[target])
        for (source, target), moves in _by_pair(ways).items()
    )


def _by_pair(moves: Iterable[Move]) -> dict[tuple[str, str], list[Move]]:
    found: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in moves:
        found[move.source, move.target].append(move)
    return found


def _steps(careers: Careers, moves: Iterable[Move]) -> tuple[Step, ...]:
    return tuple(_ranked([step_of(careers, each) for each in _by_pair(moves).values()]))


def _ranked(steps: Iterable[Step]) -> list[Step]:
    def rank(step: Step) -> tuple[bool, int, str, str]:
        return step.target.type == "named", step.effort.total, step.target.iri, step.source.iri

    return sorted(steps, key=rank)


def _applies(careers: Careers, moves: Iterable[Move]) -> dict[str, Move]:
    """For each move that applies one stated for a whole family: its IRI, and the stated one.

    That is the one between its ends or their families that a line which it cites states.
    """
    stated = _by_pair(move for move in careers.moves if move.basis == "stated")
    found = {}
    for move in moves:
        if move.rule != "family-move":
            continue
        sources, targets = ((end, careers.nodes[end].family) for end in (move.source, move.target))
        for pair in product(sources, targets):
            for other in stated.get(pair, ()):
                if not set(other.citations).isdisjoint(move.citations):
                    found[move.iri] = other
    return found


def direction_of(source: Node, target: Node, moves: Collection[Move]) -> Direction:
    """Where moves between two nodes lead.

    What counts is the move that a page states, if one does. A change of track is one, whether it leads up or
    stays level. A move to another family leads up unless its grades, or the words of the page, say that it
    stays level; the words of a page do not change that a rule leads to a higher grade.
    """
    if leads_down(source, target):
        return "down"
    best = best_of(moves)
    kind = best.kind
    if kind == "change of track" or (source.track and target.track and source.track != target.track):
        return "change of track"
    if kind == "next family":
        grades = rise(source, target)
        rises = grades is not None and grades > 0 and best.basis != "stated"
        said = not rises and any(_says_sideways(sentence, target.title) for sentence in best.sentences)
        return "lateral" if said or (grades is not None and grades <= 0) else "up"
    return "lateral" if kind == "lateral" else "up"


def _says_sideways(sentence: str, title: str) -> bool:
    """Whether a sentence says that the move to a title is lateral; the word may be about another target.

    >>> _says_sideways("It leads to Tax, or laterally to Audit.", "Audit")
    True
    >>> _says_sideways("It leads to Tax, or laterally to Audit.", "Tax")
    False
    """
    found = _SIDEWAYS.search(sentence)
    if not found:
        return False
    before, after = sentence[: found.start()].casefold(), sentence[found.end() :].casefold()
    if title.casefold() in after:
        return True
    return not _NEXT_MOVE.search(before[max(0, before.rfind(title.casefold())) :])
