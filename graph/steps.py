"""A step of a career: a move between two roles, and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .effort import Effort, effort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .careers import Careers
    from .nodes import Basis, Move, Node


_BASES: list[Basis] = ["stated", "inferred", "suggested"]


@dataclass(frozen=True, slots=True)
class Step:
    """A move and what it takes; ``others`` are further moves between the same two roles.

    ``coverage`` is how much of what the target requires the source brings, 0 to 1, None where it is not
    known. ``missing`` are the required skills that the source does not ask at all, the most important
    first: named by most items while least like what one has, then the most special. ``indicators`` are
    performance indicators that are new.
    """

    source: Node
    target: Node
    move: Move
    others: tuple[Move, ...]
    effort: Effort
    coverage: float | None = None
    missing: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


def best_of(moves: Iterable[Move]) -> Move:
    """Of several moves between the same two roles, the one that counts: what a page states wins."""
    return min(moves, key=lambda move: (_BASES.index(move.basis), move.iri))


def step_of(careers: Careers, moves: Sequence[Move], beside: Iterable[Move] = ()) -> Step:
    """The step that moves between the same two roles make, with what its end asks and its start does not.

    Args:
        careers: what `careers.read_careers` gives.
        moves: one or more; a stated one is the step, and the others stand beside it.
        beside: further moves that stand beside it at any rate.
    """
    best = best_of(moves)
    rest = [move for move in moves if move is not best]
    source, target = careers.nodes[best.source], careers.nodes[best.target]
    score = careers.score(best)
    there, wanted = careers.asked.get(source.iri), careers.asked.get(target.iri)
    between_roles = there and wanted and source.type == target.type == "role"
    return Step(
        source,
        target,
        best,
        tuple(sorted((*rest, *beside), key=lambda move: move.iri)),
        effort(source, target, best, score),
        score,
        tuple(missing(careers, source.iri, target.iri)) if between_roles else (),
        tuple(careers.indicators[iri] for iri in wanted.indicators if iri not in there.indicators)
        if between_roles and there and wanted
        else (),
    )


def missing(careers: Careers, source: str, target: str) -> list[str]:
    """The labels of the skills that one position requires and another does not ask, most important first."""
    taxonomy = careers.taxonomy
    if taxonomy is None:
        return []
    had, asked = careers.asked[source].skills, careers.asked[target].skills
    matched = careers.having(source)

    def importance(iri: str) -> tuple[float, float, str]:
        return -(1 - matched.match(iri).credit) * asked[iri][1], -taxonomy.content(iri), taxonomy.label(iri)

    new = sorted((iri for iri in careers.required(target) if iri not in had), key=importance)
    return list(dict.fromkeys(taxonomy.label(iri) for iri in new))
