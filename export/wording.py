"""Roles and moves in words: what a picture says to those who do not see it, and where its facts stand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .textfit import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.graph.ladderview import Edge
    from careergraph.graph.nodes import Citation, Move, Node
    from careergraph.graph.steps import Step

#: What a move rests on, in words.
BASES = {
    "stated": "stated by a page",
    "inferred": "inferred by a rule",
    "suggested": "suggested by skills that are alike",
}


def edge_in_words(edge: Edge) -> str:
    """A move with its ends and lines as part of a sentence."""
    return f"{end_in_words(edge.source)} to {end_in_words(edge.target)}: {_move_in_words(edge.move)}"


def step_in_words(step: Step) -> str:
    """What a step is, rests on and takes."""
    score = "" if step.coverage is None else f", brings {step.coverage:.0%} of the skills required"
    return _move_in_words(step.move, score)


def _move_in_words(move: Move, more: str = "") -> str:
    lines = ", ".join(by_page(move.citations))
    return f"{move.kind}, {BASES[move.basis]}{more}{f' ({lines})' if lines else ''}"


def end_in_words(node: Node) -> str:
    """A role, family or mere name with its grade."""
    graded = f" (grade {plain(', '.join(node.grades))})" if node.grades else ""
    return f"{plain(node.title)}{' job family' if node.type == 'family' else ''}{graded}"


def by_page(citations: Iterable[Citation]) -> list[str]:
    """Pages with their lines, in the order in which they are first cited."""
    lines: dict[str, set[int]] = defaultdict(set)
    for path, line in citations:
        lines[path].add(line)
    return [f"{plain(path)}:{', '.join(map(str, sorted(those)))}" for path, those in lines.items()]


def counted(number: int, word: str) -> str:
    """A number with its word.

    >>> counted(1, "role"), counted(2, "role")
    ('1 role', '2 roles')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"


def node_in_words(node: Node) -> str:
    """A role, family or mere name with all that is known of its place, and its lines."""
    parts = [end_in_words(node), plain(node.track)]
    parts += [f"of {plain(node.family_title)}"] if node.family_title else []
    return ", ".join([part for part in parts if part] + by_page(node.citations))
