"""Builds the store from a corpus: everything stated, resolved and inferred, in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import move_quads, track_quads
from careergraph.ontology.triples import corpus_quads

from .assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from careergraph.data.records import Corpus, Finding

    from .store import NewBuild


@dataclass(frozen=True, slots=True)
class Report:
    """What a build holds.

    ``moves`` counts stated moves under "stated", inferred ones under the name of their rule. ``resolved`` and
    ``unresolved`` count the names on pages by their use: target, source, superior, extends.
    """

    base: str
    pages: int
    families: int
    roles: int
    specialties: int
    indicators: int
    triples: int
    moves: dict[str, int]
    resolved: dict[str, int]
    unresolved: dict[str, int]
    findings: tuple[Finding, ...] = field(default=())

    def counts(self) -> dict[str, object]:
        """Everything but the findings, of which only their number by code, as JSON-like data."""
        facts = asdict(self)
        facts["findings"] = dict(sorted(Counter(finding.code for finding in self.findings).items()))
        return facts


def build(
    corpus: Corpus, new: NewBuild, base: str, progress: Callable[[str], None] = lambda _: None
) -> Report:
    """Resolve, infer and write a corpus as the new current build of a store.

    Args:
        corpus: the pages of one reading.
        new: from `store.building`.
        base: what all IRIs start with.
        progress: is told what is being done.

    Raises:
        BaseIriError: no IRIs can be made from ``base``.
    """
    minter = Minter(corpus, base)
    progress("resolving names")
    found = assemble(corpus, minter)
    progress("writing the store")
    whole = replace(corpus, findings=(*corpus.findings, *found.findings))
    quads = set(
        chain(
            corpus_quads(whole, minter, found.targets),
            move_quads(found.moves, minter),
            track_quads(found.tracks, minter),
        )
    )
    families = [page for page in corpus.pages if page.is_job_family]
    report = Report(
        base=base,
        pages=len(corpus.pages),
        families=len(families),
        roles=sum(len(page.roles) for page in families),
        specialties=sum(len(page.specialties) + len(page.segments) for page in families),
        indicators=len(minter.indicators),
        triples=len(quads),
        moves=dict(sorted(Counter(move.rule or "stated" for move in found.moves).items())),
        resolved={use: done for use, (done, _) in found.names.items()},
        unresolved={use: left for use, (_, left) in found.names.items()},
        findings=tuple(
            sorted({*whole.findings, *(finding for page in corpus.pages for finding in page.findings)})
        ),
    )
    new.publish(quads, report.counts())
    return report
