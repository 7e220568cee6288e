"""Moves as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, Store

from careergraph.ontology.moves import InferredTrack, ResolvedMove, Unresolved, move_quads, track_quads
from careergraph.ontology.namespaces import CG, PROV, RDF

if TYPE_CHECKING:
    from careergraph.ontology.minting import Minter

EDITOR = "https://careers.example/writing/editor#managing-editor"
WRITER = "https://careers.example/writing/technical-writer#technical-writer"
STATED = "https://careers.example/move/stated/writing/technical-writer:technical-writer--writing/editor:managing-editor--next-family"


@pytest.fixture
def store(moves: list[ResolvedMove], minter: Minter) -> Store:
    """The moves of the small handbook."""
    made = Store()
    made.extend(move_quads(moves, minter))
    return made


def values(store: Store, subject: str, predicate: NamedNode) -> list[str]:
    """What a node has, sorted."""
    return sorted(quad.object.value for quad in store.quads_for_pattern(NamedNode(subject), predicate, None))


def test_move_stated_twice_is_one_node(store: Store) -> None:
    """Two pages that state a move are two sources of one node, each line with its sentence."""
    cited = values(store, STATED, PROV.wasDerivedFrom)
    assert [values(store, line, CG.lineText) for line in cited] == [
        ["Writers become editors."],
        ["Next is Managing Editor."],
    ]
    assert values(store, STATED, CG.sentence) == ["Next is Managing Editor.", "Writers become editors."]
    assert values(store, STATED, CG.basis) == [CG.Stated.value]


def test_stated_and_inferred_stay_apart(store: Store) -> None:
    """A rule that infers what a page states makes a node of its own in a graph of its own."""
    between = {
        quad.subject
        for quad in store.quads_for_pattern(None, CG.from_, NamedNode(WRITER))
        if values(store, quad.subject.value, CG.to) == [EDITOR]
    }
    assert len(between) == 2
    (inferred,) = (node for node in between if node.value != STATED)
    quads = list(store.quads_for_pattern(inferred, None, None))
    assert {quad.graph_name.value for quad in quads} == {"https://careers.example/graph/inferred"}
    assert values(store, inferred.value, CG.rule) == ["grades-meet"]
    assert len(values(store, inferred.value, PROV.wasDerivedFrom)) == 2
    assert values(store, inferred.value, CG.sentence) == []


def test_target_that_nobody_describes(store: Store) -> None:
    """A name that leads to no page becomes a node that says so and cites the line."""
    node = "https://careers.example/target/chief-storyteller"
    assert values(store, node, RDF.type) == [CG.UnresolvedTarget.value]
    assert values(store, node, PROV.wasDerivedFrom) == [
        "https://careers.example/page/writing/technical-writer/index.html.md#L51"
    ]


def test_a_move_needs_a_source() -> None:
    """A move that cites no line cannot be made."""
    with pytest.raises(ValueError, match="cites no line"):
        ResolvedMove(WRITER, Unresolved("Editor"), "promotion", "inferred", ())


def test_track_is_inferred(tracks: list[InferredTrack], minter: Minter) -> None:
    """A role's track stands among what is inferred, with a statement that names the rule."""
    quads: list[Quad] = list(track_quads(tracks, minter))
    store = Store()
    store.extend(quads)
    (fact,) = store.quads_for_pattern(NamedNode(EDITOR), None, None)
    assert fact.graph_name.value == minter.inferred
    assert values(store, EDITOR, CG.track) == [CG.Manager.value]
    statement = next(store.quads_for_pattern(None, RDF.subject, NamedNode(EDITOR))).subject
    assert values(store, statement.value, CG.rule) == ["title-words"]
