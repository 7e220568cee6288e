"""Lateral moves that nobody wrote down, suggested because the skills of one role cover those of another.

They are never part of the graph: what is suggested is neither stated nor inferred from what pages say of
moves.

Most roles ask for communication, project management and the like, so that plain coverage finds half of what
a paralegal needs in a program manager, and a marketing manager in every engineer. A skill therefore counts by
how special it is: the fewer job families ask for it, the more, as terms do in text retrieval (inverse
document frequency: Spärck Jones, "A statistical interpretation of term specificity and its application in
retrieval", 1972). Families are counted rather than roles because the roles of one ladder share their skills.

Two conditions have to be met: the role covers at least half of what the other requires, so weighted; and what
both have as such is worth at least as much as two skills that no other family asks for. The second one keeps
out roles whose pages name few skills, all of them common. On a handbook of 500 roles, the two leave
suggestions for a quarter of the roles; plain coverage of half with three skills in common gave some to
three in five, many of them between jobs that have little to do with each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from .levels import IC, MANAGER, seniority
from .nodes import Move
from .titles import identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .careers import Careers
    from .nodes import Node

#: At least so much of what the other role requires is covered, each skill by how special it is ...
COVERED = 0.5
#: ... and what both have as such is worth at least so many skills that one family alone asks for.
SHARED = 2.0


class Suggestions:
    """Finds roles that are alike in skills.

    Args:
        careers: what `careers.read_careers` gives.
    """

    def __init__(self, careers: Careers) -> None:
        self._careers = careers

    def moves(self, role: Node, limit: int) -> list[Move]:
        """Lateral moves to roles of the same grade and track that no move leads to, best covered first.

        A role of the same title elsewhere is the same job, and no suggestion; neither is one of the same
        family whose title tells another level.

        Args:
            role: where to start.
            limit: how many at most.

        Returns:
            none where the grade or the skills of the role are not known.
        """
        if role.rank is None or self._careers.taxonomy is None:
            return []
        led_to = self._led_to.get(role.iri, set())
        found = []
        for other in self._level[role.track, role.rank]:
            if other.iri in led_to or _same_job(role, other):
                continue
            score = self._covered(role.iri, other.iri)
            if score >= COVERED:
                found.append((-score, other.iri))
        return [_move(role.iri, target) for _, target in sorted(found)[:limit]]

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """The labels of the skills that one role asks and the other requires, the most special first."""
        taxonomy = self._careers.taxonomy
        if taxonomy is None:
            return ()
        both = self._both(one, other)
        labels = sorted((-self._special(iri), taxonomy.label(iri)) for iri in both)
        return tuple(dict.fromkeys(label for _, label in labels))

    def _covered(self, source: str, target: str) -> float:
        """How much of what is required is covered; 0 where too little of it is special."""
        if sum(map(self._special, self._both(source, target))) < SHARED:
            return 0.0
        having = self._careers.having(source)
        required = self._careers.required(target)
        credits_ = sum(self._special(iri) * having.match(iri).credit for iri in required)
        return credits_ / sum(map(self._special, required))

    def _both(self, source: str, target: str) -> list[str]:
        had = self._careers.asked[source].skills
        return [iri for iri in self._careers.required(target) if iri in had]

    def _special(self, iri: str) -> float:
        """1 for a skill that one family asks, close to 0 for one that all do."""
        families, asking = self._frequencies
        return 1 - log(asking[iri]) / log(families + 1)

    @cached_property
    def _frequencies(self) -> tuple[int, dict[str, int]]:
        """How many families there are, and how many ask each skill in any of their roles."""
        asking: dict[str, set[str]] = defaultdict(set)
        for iri, asked in self._careers.asked.items():
            for skill in asked.skills:
                asking[skill].add(self._careers.nodes[iri].family or iri)
        families = {family for found in asking.values() for family in found}
        return len(families), {skill: len(found) for skill, found in asking.items()}

    @cached_property
    def _level(self) -> dict[tuple[str, float], list[Node]]:
        """The roles of each track and grade; of several grades, in all between the lowest and the highest."""
        roles = [node for node in self._careers.nodes.values() if node.type == "role" and node.ranks]
        ranks = sorted({rank for node in roles for rank in node.ranks})
        found: dict[tuple[str, float], list[Node]] = defaultdict(list)
        for node in roles:
            for rank in ranks[bisect_left(ranks, node.ranks[0]) : bisect_right(ranks, node.ranks[-1])]:
                found[node.track, rank].append(node)
        return found

    @cached_property
    def _led_to(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for move in self._careers.moves:
            found[move.source].add(move.target)
        return found


def all_suggestions(careers: Careers, limit: int) -> Iterator[Move]:
    """What `Suggestions.moves` finds for every role, at most ``limit`` for each."""
    finding = Suggestions(careers)
    for node in careers.nodes.values():
        if node.type == "role":
            yield from finding.moves(node, limit)


def _same_job(role: Node, other: Node) -> bool:
    """Whether two roles have one title, or are levels of one family."""
    if role.iri == other.iri or identity(role.title) == identity(other.title):
        return True
    if not role.family or role.family != other.family:
        return False
    track = MANAGER if role.track == MANAGER else IC
    return seniority(role.title, track) != seniority(other.title, track)


def _move(source: str, target: str) -> Move:
    return Move(
        f"urn:careergraph:suggested:{source}:{target}",
        source,
        target,
        "lateral",
        "suggested",
        rule="skill-coverage",
    )
