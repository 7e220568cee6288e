"""Moves between roles as nodes of their own: from, to, kind, stated or inferred, and what is behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pyoxigraph import NamedNode

from .namespaces import CG, RDF
from .writing import QuadWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from .minting import Minter

MoveKind = Literal["promotion", "lateral", "change of track", "next family"]
Basis = Literal["stated", "inferred"]
Track = Literal["individual contributor", "manager"]
Citation = tuple[str, int]

_KINDS: dict[MoveKind, NamedNode] = {
    "promotion": CG.Promotion,
    "lateral": CG.Lateral,
    "change of track": CG.ChangeOfTrack,
    "next family": CG.NextFamily,
}
_BASES: dict[Basis, NamedNode] = {"stated": CG.Stated, "inferred": CG.Inferred}
_TRACKS: dict[Track, NamedNode] = {
    "individual contributor": CG.IndividualContributor,
    "manager": CG.Manager,
}


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A role or family by the name that a page gives it; no page that was read describes it."""

    name: str


@dataclass(frozen=True, slots=True)
class ResolvedMove:
    """A move from one role or family to another.

    Args:
        source: the IRI it starts from, or the name where no page describes it.
        target: the IRI it leads to, or the name where no page describes it.
        kind: what sort of move it is.
        basis: "stated" if a page says so, "inferred" if a rule does.
        citations: the (page path, line) pairs that state it, or that the rule went by: at least one, first
            the line that the sentence stands on.
        sentence: the sentence, table row or diagram edge that states it, or that the rule went by.
        rule: the name of the rule that infers it; "" for a stated move.
        target_text: the target's name as the page has it.
        resolved_by: how the name was found to mean the target ("link", "title", "typo" ...).
    """

    source: str | Unresolved
    target: str | Unresolved
    kind: MoveKind
    basis: Basis
    citations: tuple[Citation, ...]
    sentence: str = ""
    rule: str = ""
    target_text: str = ""
    resolved_by: str = ""

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"the move from {self.source} to {self.target} cites no line")


@dataclass(frozen=True, slots=True)
class InferredTrack:
    """The track of a role (its IRI), the name of the rule that infers it and the lines the rule went by."""

    role: str
    track: Track
    rule: str
    citations: tuple[Citation, ...]


def move_quads(moves: Iterable[ResolvedMove], minter: Minter) -> Iterator[Quad]:
    """Yield the moves as quads: stated ones into the default graph, inferred ones into ``minter.inferred``.

    Moves of the same ends, kind and basis are one node, which cites all their lines.
    """
    writers: dict[Basis, QuadWriter] = {
        "stated": QuadWriter(minter),
        "inferred": QuadWriter(minter, minter.inferred),
    }
    for move in moves:
        writer = writers[move.basis]
        source, target = (_end(end, writer, move.citations) for end in (move.source, move.target))
        node = NamedNode(minter.move(source.value, target.value, move.kind, move.basis))
        writer.add(node, RDF.type, CG.Move)
        writer.add(node, CG.from_, source)
        writer.add(node, CG.to, target)
        writer.add(node, CG.kind, _KINDS[move.kind])
        writer.add(node, CG.basis, _BASES[move.basis])
        writer.text(node, CG.sentence, move.sentence)
        writer.text(node, CG.rule, move.rule)
        writer.text(node, CG.asWritten, move.target_text)
        writer.text(node, CG.resolvedBy, move.resolved_by)
        for path, line in move.citations:
            writer.cite(node, path, line)
        if move.basis == "stated":
            # A move that is stated twice has two sentences; this tells which of them stands where.
            writer.text(writer.line(*move.citations[0]), CG.lineText, move.sentence)
    for writer in writers.values():
        yield from writer.quads


def track_quads(tracks: Iterable[InferredTrack], minter: Minter) -> Iterator[Quad]:
    """Yield ``cg:track`` of each role into ``minter.inferred``, with the rule and the lines it went by."""
    writer = QuadWriter(minter, minter.inferred)
    for found in tracks:
        fact = (NamedNode(found.role), CG.track, _TRACKS[found.track])
        node = writer.statement(minter.track_statement(found.role), fact, found.citations)
        writer.add(node, CG.basis, CG.Inferred)
        writer.text(node, CG.rule, found.rule)
    return iter(writer.quads)


def _end(end: str | Unresolved, writer: QuadWriter, citations: tuple[Citation, ...]) -> NamedNode:
    if isinstance(end, Unresolved):
        return writer.unresolved(end.name, *citations[0])
    return NamedNode(end)
