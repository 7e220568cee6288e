"""What things look like as JSON, the same in every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.graph.names import Named
    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.steps import Step


def citations_json(citations: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
    """Lines of pages."""
    return [{"path": path, "line": line} for path, line in citations]


def named_json(thing: Named) -> dict[str, str]:
    """A thing by name."""
    return {"iri": thing.iri, "name": thing.name, "type": thing.type, "detail": thing.detail}


def node_json(node: Node) -> dict[str, object]:
    """A role, family or mere name that moves join."""
    return {
        "iri": node.iri,
        "title": node.title,
        "type": node.type,
        "family": node.family_title,
        "department": node.department_title,
        "grades": list(node.grades),
        "track": node.track,
        "citations": citations_json(node.citations),
    }


def move_json(move: Move) -> dict[str, object]:
    """A move without its ends."""
    return {
        "move": move.iri,
        "kind": move.kind,
        "basis": move.basis,
        "rule": move.rule,
        "sentences": list(move.sentences),
        "citations": citations_json(move.citations),
    }


def step_json(step: Step) -> dict[str, object]:
    """A move with its ends and what it takes; effort is in whole units."""
    return {
        "from": node_json(step.source),
        "to": node_json(step.target),
        **move_json(step.move),
        "others": [move_json(other) for other in step.others],
        "effort": {
            "total": step.effort.total / 1000,
            "missing": step.effort.missing / 1000,
            "grade": step.effort.grade / 1000,
            "track": step.effort.track / 1000,
            "settling": step.effort.settling / 1000,
        },
        "coverage": None if step.coverage is None else round(step.coverage, 4),
        "missing_skills": list(step.missing),
        "new_indicators": list(step.indicators),
    }
