"""What comes closest to a path that does not exist."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .careers import Careers
    from .nodes import Node

_Steps = dict[str, set[str]]


def nearest_reachable(
    careers: Careers, starts: Collection[str], ends: Collection[str], limit: int = 5
) -> tuple[list[Node], list[Node]]:
    """The roles that come closest on both sides of a path that does not exist.

    Returns:
        the roles that can be reached from the starts, those nearest to the ends first; and the roles that
        lead to the ends, those nearest to the starts first. Near is the number of moves, whatever
        their direction; roles that no moves join at all follow by likeness of their titles.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - loads only where there is no path

    forwards: _Steps = defaultdict(set)
    backwards: _Steps = defaultdict(set)
    roles = {iri for iri, node in careers.nodes.items() if node.type != "family"}
    leaving, arriving = roles | set(starts), roles | set(ends)
    for move in careers.moves:
        if move.source not in leaving or move.target not in arriving:
            continue
        forwards[move.source].add(move.target)
        backwards[move.target].add(move.source)
    either = {iri: forwards[iri] | backwards[iri] for iri in {*forwards, *backwards}}

    def ranked(candidates: Collection[str], others: Collection[str]) -> list[Node]:
        away = distances(either, others)
        titles = [careers.nodes[iri].title.casefold() for iri in sorted(others)]
        nodes = [careers.nodes[iri] for iri in candidates]
        return sorted(
            (node for node in nodes if node.type != "family"),
            key=lambda node: (
                away.get(node.iri, len(careers.nodes)),
                -max(fuzz.token_set_ratio(node.title.casefold(), title) for title in titles),
                node.title,
                node.iri,
            ),
        )[:limit]

    ahead = distances(forwards, starts).keys() - set(starts)
    behind = distances(backwards, ends).keys() - set(ends)
    return ranked(ahead, ends), ranked(behind, starts)


def distances(steps: Mapping[str, Collection[str]], starts: Collection[str]) -> dict[str, int]:
    """How many steps it takes at least to get from any of the starts to each node that can be reached.

    >>> distances({"a": {"b"}, "b": {"c"}}, ["a"])
    {'a': 0, 'b': 1, 'c': 2}
    """
    found = dict.fromkeys(sorted(starts), 0)
    reached = list(found)
    while reached:
        fresh = {after for node in reached for after in steps.get(node, ()) if after not in found}
        found.update((node, found[reached[0]] + 1) for node in sorted(fresh))
        reached = sorted(fresh)
    return found
