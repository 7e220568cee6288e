"""Builds the store from a corpus: everything stated, resolved and inferred, in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from careergraph.ontology.definitions import definition_quads
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import move_quads, track_quads
from careergraph.ontology.namespaces import CG, PROV
from careergraph.ontology.origins import origin_quads
from careergraph.ontology.triples import corpus_quads

from .assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Quad

    from careergraph.data.records import Corpus, Finding
    from careergraph.data.skills.scheme import Scheme
    from careergraph.ontology.moves import ResolvedMove
    from careergraph.ontology.placing import PlacedItem

    from .store import NewBuild


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The scheme that skills were linked to: its title, its files (none: the bundled one) and its size."""

    title: str
    files: tuple[str, ...]
    concepts: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build holds.

    ``moves`` counts stated moves under "stated", inferred ones under the name of their rule; a move that
    pages state on several lines is one, and ``statements`` counts each line. ``resolved`` and
    ``unresolved`` count the names on pages by their use: target, source, superior, extends. ``skills`` counts
    the skills that are mentioned; ``vocabulary`` is None where skills were not looked for. ``defined`` counts
    the indicators of which a file gives a definition or a target.
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
    skills: int = 0
    mentions: int = 0
    defined: int = 0
    statements: int = 0
    vocabulary: Vocabulary | None = None
    findings: tuple[Finding, ...] = field(default=())

    def counts(self) -> dict[str, object]:
        """Everything but the findings, of which only their number by code, as JSON-like data."""
        facts = asdict(self)
        facts["findings"] = dict(sorted(Counter(finding.code for finding in self.findings).items()))
        return facts


def build(
    corpus: Corpus,
    new: NewBuild,
    base: str,
    progress: Callable[[str], None] = lambda _: None,
    vocabulary: Scheme | None = None,
) -> Report:
    """Resolve, infer, link and write a corpus as the new current build of a store.

    Args:
        corpus: the pages of one reading.
        new: from `store.building`.
        base: what all IRIs start with.
        progress: is told what is being done.
        vocabulary: the skills to look for in items; none are without it.

    Raises:
        BaseIriError: no IRIs can be made from ``base``.
    """
    minter = Minter(corpus, base)
    progress("resolving names")
    found = assemble(corpus, minter)
    placed: list[PlacedItem] | None = None if vocabulary is None else []
    moves = set(move_quads(found.moves, minter))
    stated = {quad.subject for quad in moves if quad.predicate == CG.basis and quad.object == CG.Stated}
    whole = replace(corpus, findings=(*corpus.findings, *found.findings, *minter.indicator_findings))
    quads = set(
        chain(
            corpus_quads(whole, minter, found.targets, placed),
            moves,
            track_quads(found.tracks, minter),
            definition_quads(minter),
            origin_quads(corpus.origins, minter),
        )
    )
    linked = Linked()
    if vocabulary is not None and placed is not None:
        progress("linking skills")
        linked = _link(vocabulary, placed, minter)
    progress("writing the store")
    families = [page for page in corpus.pages if page.is_job_family]
    report = Report(
        base=base,
        pages=len(corpus.pages),
        families=len(families),
        roles=sum(len(page.roles) for page in families),
        specialties=sum(len(page.specialties) + len(page.segments) for page in families),
        indicators=len(minter.indicators),
        triples=len(quads) + len(linked.quads),
        moves={**_by_rule(found.moves), **({"stated": len(stated)} if stated else {})},
        resolved={use: done for use, (done, _) in found.names.items()},
        unresolved={use: left for use, (_, left) in found.names.items()},
        skills=linked.skills,
        mentions=linked.mentions,
        defined=sum(
            bool(one.definition or one.target)
            for iri, one in minter.definitions.items()
            if iri in minter.indicators
        ),
        statements=sum(quad.predicate == PROV.wasDerivedFrom and quad.subject in stated for quad in moves),
        vocabulary=linked.vocabulary,
        findings=tuple(
            sorted({*whole.findings, *(finding for page in corpus.pages for finding in page.findings)})
        ),
    )
    new.publish(chain(quads, linked.quads), report.counts())
    return report


def _by_rule(moves: Iterable[ResolvedMove]) -> dict[str, int]:
    """How many moves each rule infers."""
    return dict(sorted(Counter(move.rule for move in moves if move.rule).items()))


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found: quads, each once, and counts of mentions and of the skills mentioned."""

    quads: list[Quad] = field(default_factory=list)
    mentions: int = 0
    skills: int = 0
    vocabulary: Vocabulary | None = None


def _link(vocabulary: Scheme, placed: list[PlacedItem], minter: Minter) -> Linked:
    # These load the matcher, which builds without skills do not need.
    from careergraph.ontology.concepts import concept_quads  # noqa: PLC0415
    from careergraph.ontology.mentions import MentionWriter  # noqa: PLC0415

    from .vocabulary import files_of, make_linker  # noqa: PLC0415

    writer = MentionWriter(make_linker(vocabulary))
    quads = writer.quads(placed)
    quads += concept_quads(vocabulary, writer.skills, minter)
    about = Vocabulary(vocabulary.title, files_of(vocabulary), len(vocabulary))
    return Linked(quads, writer.mentions, len(writer.skills), about)
