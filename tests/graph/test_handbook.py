"""Whole handbooks, the bundled one and a real one: names are resolved and paths found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.graph.assemble import Assembly, assemble
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import Unresolved

if TYPE_CHECKING:
    from pathlib import Path

    from careergraph.data.records import Corpus


@pytest.fixture(scope="module", params=["bundled", "real"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """The pages of the bundled handbook, or of a real one where it is at hand."""
    folder: Path = handbook() if request.param == "bundled" else request.getfixturevalue("corpus_dir")
    return read([folder])


@pytest.fixture(scope="module")
def assembly(corpus: Corpus) -> Assembly:
    """What the names of the handbook mean, and its moves."""
    return assemble(corpus, Minter(corpus))


def test_every_stated_move_is_kept_or_reported(corpus: Corpus, assembly: Assembly) -> None:
    """Each move of each page is among the stated moves with its line, or a finding says why not."""
    stated = {citation for move in assembly.moves if move.basis == "stated" for citation in move.citations}
    reported = {(finding.path, finding.line) for finding in assembly.findings}
    for page in corpus.pages:
        for move in page.moves:
            assert {(page.path, move.line)} & (stated | reported)


def test_what_is_not_resolved_is_reported(assembly: Assembly) -> None:
    """There is a finding for each unresolved end of a move, with its page and line."""
    reported = {
        (finding.path, finding.line)
        for finding in assembly.findings
        if finding.code.startswith(("unresolved-", "ambiguous-"))
    }
    for move in assembly.moves:
        if move.basis == "stated" and isinstance(move.target, Unresolved):
            assert move.citations[0] in reported
    assert all(finding.line > 0 and finding.path for finding in assembly.findings)


def test_most_names_are_resolved(assembly: Assembly) -> None:
    """More next steps and superiors are found than not; links to pages outside the reading are the rest."""
    for use in ("target", "source", "superior", "extends"):
        resolved, unresolved = assembly.names[use]
        assert resolved > unresolved, use


def test_stated_and_inferred_moves_do_not_overlap(assembly: Assembly) -> None:
    """No pair of roles is both stated and inferred, and every inferred move names rule and lines."""
    stated = {(move.source, move.target) for move in assembly.moves if move.basis == "stated"}
    for move in assembly.moves:
        if move.basis == "inferred":
            assert (move.source, move.target) not in stated
            assert move.rule
            assert move.citations


def test_the_page_that_only_draws_ladders_gives_moves_between_families(
    corpus: Corpus, assembly: Assembly
) -> None:
    """Moves drawn on a page that is no job family join roles of different pages by its links."""
    drawn = {page.path for page in corpus.pages if page.moves and not page.is_job_family}
    assert drawn
    joined = [
        move
        for move in assembly.moves
        if move.basis == "stated"
        and move.citations[0][0] in drawn
        and isinstance(move.source, str)
        and isinstance(move.target, str)
        and move.source.partition("#")[0] != move.target.partition("#")[0]
    ]
    assert len(joined) >= 3


def test_iris_of_moves_are_of_roles_and_families(corpus: Corpus, assembly: Assembly) -> None:
    """Every resolved end of a move, and every resolved superior, is something that a page describes."""
    minter = Minter(corpus)
    known = {
        iri
        for page in corpus.pages
        for iri in (minter.names(page.path).family, *minter.names(page.path).roles)
    }
    for move in assembly.moves:
        for iri in (move.source, move.target):
            assert isinstance(iri, Unresolved) or iri in known
    for iri in assembly.targets.values():
        assert iri is None or iri in known or iri.startswith(f"{minter.base}target/")
