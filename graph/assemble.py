"""From a corpus to its moves: names resolved, moves inferred, and what could not be resolved reported."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from careergraph.data.records import Finding
from careergraph.ontology.moves import InferredTrack, MoveKind, ResolvedMove, Unresolved

from .family_names import track_wanted
from .infer import (
    Citation,
    FamilyStatement,
    InferredMove,
    across_families,
    ends,
    not_stated,
    within_family,
)
from .ladders import Rung, rungs
from .levels import IC, MANAGER, field_words, is_bare_level, level_words
from .resolve import Resolution, Resolver, group
from .title_index import Place
from .titles import identity

if TYPE_CHECKING:
    from careergraph.data.records import Corpus, Page, StatedMove
    from careergraph.ontology.minting import Minter

#: (what the name was wanted for) → how a message speaks of it.
_SPOKEN = {
    "target": "next step",
    "source": "start of a move",
    "superior": "superior",
    "extends": "extended role",
}


@dataclass(slots=True)
class Assembly:
    """The moves of a corpus, the tracks of its roles, and what its names mean.

    ``targets`` maps (page path, line, title as written) of superiors and extended roles to IRIs, None where
    unresolved. ``names`` counts, for each use of a name, those that were resolved and those that were not.
    """

    moves: list[ResolvedMove] = field(default_factory=list)
    tracks: list[InferredTrack] = field(default_factory=list)
    targets: dict[tuple[str, int, str], str | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    names: dict[str, tuple[int, int]] = field(default_factory=dict)


def assemble(corpus: Corpus, minter: Minter) -> Assembly:
    """Resolve every name of the corpus and infer the moves that follow.

    Args:
        corpus: the pages of one reading.
        minter: gives the IRIs of its roles and families.
    """
    return _Assembler(corpus, minter).run()


class _Name(NamedTuple):
    """A name on a page and what it is wanted for (a key of `_SPOKEN`)."""

    use: str
    name: str
    page: Page
    line: int
    link: str | None


class _Assembler:
    def __init__(self, corpus: Corpus, minter: Minter) -> None:
        self.corpus = corpus
        self.minter = minter
        self.resolver = Resolver(corpus)
        self.out = Assembly()
        self._counts: dict[str, list[int]] = {use: [0, 0] for use in _SPOKEN}
        self._findings: set[Finding] = set()
        self._ladders: dict[str, list[Rung]] = {}
        self._places: dict[str, PageIris] = {}

    def run(self) -> Assembly:
        """Resolve, infer, and collect."""
        families = [page for page in self.corpus.pages if page.is_job_family]
        for page in families:
            self._places[page.path] = PageIris(page, self.minter)
        reported_to = self._resolve_roles(families)
        for page in families:
            self._ladders[page.path] = rungs(page, reported_to[page.path])
            self._add_tracks(page, reported_to[page.path])
        pairs: set[tuple[object, object]] = set()
        statements: list[FamilyStatement] = []
        for page in self.corpus.pages:
            for move in page.moves:
                self._state(page, move, pairs, statements)
        inferred = [found for said in statements for found in across_families(said, self._ladders)]
        for page in families:
            inferred += within_family(page, self._ladders[page.path], pairs)
        self.out.moves += [self._inferred(found) for found in not_stated(inferred, pairs)]
        self._unite_names()
        self.out.findings = sorted(self._findings)
        self.out.names = {use: (done, left) for use, (done, left) in self._counts.items()}
        return self.out

    def _unite_names(self) -> None:
        """Give a role that no page describes one name, where pages spell it in several ways ("VP", ...)."""
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for move in self.out.moves:
            for end in (move.source, move.target):
                if isinstance(end, Unresolved):
                    spellings[identity(end.name)][end.name] += 1
        chosen = {title: min(names, key=lambda n: (-names[n], n)) for title, names in spellings.items()}

        def united(end: str | Unresolved) -> str | Unresolved:
            return Unresolved(chosen[identity(end.name)]) if isinstance(end, Unresolved) else end

        self.out.moves = [
            replace(m, source=united(m.source), target=united(m.target)) for m in self.out.moves
        ]
        for (path, line, title), iri in self.out.targets.items():
            if iri is None and identity(title) in chosen:
                self.out.targets[path, line, title] = self.minter.target(chosen[identity(title)])

    def _add_tracks(self, page: Page, reported_to: dict[int, tuple[str, int]]) -> None:
        for rung in self._ladders[page.path]:
            cited = [(page.path, rung.role.line)]
            if rung.track_rule == "track-by-reports":
                cited.append(reported_to[rung.role.line])
            iri = self._places[page.path].of(Place(page, rung.role))
            self.out.tracks.append(InferredTrack(iri, rung.track, rung.track_rule, tuple(cited)))

    def _resolve_roles(self, families: list[Page]) -> dict[str, dict[int, tuple[str, int]]]:
        """Resolve superiors and extended roles; by page, the lines of roles reported to and who says so."""
        reported_to: dict[str, dict[int, tuple[str, int]]] = defaultdict(dict)
        for page in families:
            for role in page.roles:
                for superior in role.reports_to:
                    said = _Name("superior", superior.title, page, superior.line, superior.link)
                    found = self._resolve(said, role.title, superior.sentence)
                    self.out.targets[page.path, superior.line, superior.title] = self._iri(found)
                    if found.place and found.place.role:
                        lines = reported_to[found.place.page.path]
                        lines.setdefault(found.place.role.line, (page.path, superior.line))
                for extension in role.extends:
                    said = _Name("extends", extension.title, page, extension.line, extension.link)
                    found = self._resolve(said, role.title)
                    self.out.targets[page.path, extension.line, extension.title] = self._iri(found)
        return reported_to

    def _resolve(self, said: _Name, near: str, sentence: str = "") -> Resolution:
        found = self.resolver.resolve(said.name, said.page, link=said.link, near=near, sentence=sentence)
        self._counts[said.use][found.place is None] += 1
        if found.code:
            code = found.code.replace("-name", f"-{said.use}")
            message = f"{_SPOKEN[said.use]}: {found.message}"
            self._findings.add(Finding(said.page.path, said.line, code, message, found.expected))
        return found

    def _state(
        self,
        page: Page,
        move: StatedMove,
        pairs: set[tuple[object, object]],
        statements: list[FamilyStatement],
    ) -> None:
        start = _Name("source", move.source, page, move.line, move.source_link)
        source = self._resolve(start, "", move.sentence)
        goal = _Name("target", move.target, page, move.line, move.target_link)
        target = self._resolve(goal, move.source, move.sentence)
        begin: Place | str = source.place or _kept_apart(move.source, page)
        end: Place | str = target.place or _kept_apart(move.target, page)
        if self._means_family(begin, end, move.target):
            end = Place(end.page, None)  # type: ignore[union-attr]  # a place, as it means a family
        if ends(begin) == ends(end):
            self._findings.add(
                Finding(
                    page.path,
                    move.line,
                    "move-to-itself",
                    f"“{move.source}” and “{move.target}” both mean {begin}",
                    "two different roles, or links that tell them apart",
                )
            )
            return
        pairs.add((ends(begin), ends(end)))
        self.out.moves.append(
            ResolvedMove(
                source=self._end(begin),
                target=self._end(end),
                kind=self._kind(begin, end, move.sentence),
                basis="stated",
                citations=((page.path, move.line),),
                sentence=move.sentence,
                target_text=move.target,
                resolved_by=target.how or "",
            )
        )
        to_family = isinstance(end, Place) and end.role is None
        if to_family or (isinstance(begin, Place) and begin.role is None):
            said = Citation(page.path, move.line)
            leaving = _TRACKS.get(group(move.source) or "")
            statements.append(
                FamilyStatement(
                    begin, end, said, move.sentence, leaving, track_wanted(move.target, move.sentence)
                )
            )

    def _means_family(self, begin: Place | str, end: Place | str, name: str) -> bool:
        """Whether a name without a level means the family rather than its intermediate role.

        "Senior Recruiter can move to People Business Partner": the title is that of the family and of its
        role at grade 6; nobody of grade 7 is meant to step down, so it is the family that is meant.
        """
        if isinstance(begin, str) or isinstance(end, str) or level_words(name):
            return False
        if "intermediate" in name.casefold() or "intermediate" not in end.title.casefold():
            return False
        if begin.page is end.page or identity(end.page.family) != identity(name):
            return False
        one, other = self._rung(begin), self._rung(end)
        return bool(one and other and one.grade and other.grade and other.grade < one.grade)

    def _inferred(self, found: InferredMove) -> ResolvedMove:
        return ResolvedMove(
            source=self._end(found.source),
            target=self._end(found.target),
            kind=self._kind(found.source, found.target),
            basis="inferred",
            citations=tuple((cited.path, cited.line) for cited in found.citations),
            sentence=found.sentence,
            rule=found.rule,
        )

    def _end(self, place: Place | str) -> str | Unresolved:
        return Unresolved(place) if isinstance(place, str) else self._places[place.page.path].of(place)

    def _iri(self, found: Resolution) -> str | None:
        return self._places[found.place.page.path].of(found.place) if found.place else None

    def _rung(self, place: Place) -> Rung | None:
        return next((r for r in self._ladders[place.page.path] if r.role is place.role), None)

    def _kind(self, begin: Place | str, end: Place | str, sentence: str = "") -> MoveKind:
        """Change of track first, then whether the family is left, then whether the move leads up.

        A sentence that speaks of job families states a move from one family to the next; which track the
        roles in them are on is for the rules, not for the page.
        """
        if isinstance(begin, str) or isinstance(end, str):
            titles = [place if isinstance(place, str) else place.title for place in (begin, end)]
            return "promotion" if field_words(titles[0]) == field_words(titles[1]) else "next family"
        same_family = begin.page.path == end.page.path
        if not same_family and _SPEAKS_OF_FAMILIES.search(sentence):
            return "next family"
        one, other = self._rung(begin), self._rung(end)
        if one is None or other is None:
            return "promotion" if same_family else "next family"
        if one.track != other.track:
            return "change of track"
        if not (
            other.above(one)
            or (one.grade is not None and other.grade is not None and other.grade > one.grade)
        ):
            return "lateral"
        return "promotion" if same_family else "next family"


_TRACKS = {"manager": MANAGER, "individual contributor": IC}
_SPEAKS_OF_FAMILIES = re.compile(r"\bjob\s+famil(?:y|ies)\b", re.IGNORECASE)


def _kept_apart(name: str, page: Page) -> str:
    """A name as it stands; one of level words alone ("Manager") with its family, lest all of them be one."""
    return f"{name} ({page.family})" if is_bare_level(name) else name


class PageIris:
    """The IRIs of a family and its roles, by place."""

    def __init__(self, page: Page, minter: Minter) -> None:
        names = minter.names(page.path)
        self._family = names.family
        self._roles = {id(role): iri for role, iri in zip(page.roles, names.roles, strict=True)}

    def of(self, place: Place) -> str:
        """The IRI of a role of this page, or of its family."""
        return self._roles[id(place.role)] if place.role else self._family
