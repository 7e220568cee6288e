"""What things look like as JSON, the same in every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.graph.names import Named
    from careergraph.graph.nodes import Move, Node


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
        "grades": list(node.grades),
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
