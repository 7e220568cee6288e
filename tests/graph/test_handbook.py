"""Whole handbooks, the bundled one and a real one: names are resolved and paths found."""

from __future__ import annotations

import importlib.util
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.data.targets import read_target
from careergraph.graph import store as stores
from careergraph.graph.assemble import Assembly, assemble
from careergraph.graph.build import Report, build
from careergraph.graph.skills import unlinked
from careergraph.graph.vocabulary import load_vocabulary
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from careergraph.data.records import Corpus, Item, Role
    from careergraph.graph.store import OpenBuild


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
        if finding.code.startswith(("unresolved-", "ambiguous-", "missing-page"))
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


# The bundled handbook alone: what whoever tries careergraph out may rely on.


@pytest.fixture(scope="module")
def bundled() -> Corpus:
    """The bundled handbook."""
    return read([handbook()])


@pytest.fixture(scope="module")
def built(bundled: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Report, OpenBuild]]:
    """A store of the bundled handbook, and what the build reported."""
    folder = tmp_path_factory.mktemp("bundled") / "store"
    with stores.building(folder) as new:
        report = build(bundled, new, "https://careers.example/", vocabulary=load_vocabulary())
    with stores.reading(folder) as there:
        yield report, there


def test_a_whole_company(bundled: Corpus, built: tuple[Report, OpenBuild]) -> None:
    """It has at least 60 families and 220 roles, in each department of a software company, and no warning."""
    report, _ = built
    assert report.families >= 60
    assert report.roles >= 220
    assert not report.findings
    assert {page.department for page in bundled.pages if page.is_job_family} > {
        "engineering",
        "finance",
        "legal-and-corporate-affairs",
        "marketing",
        "people-ops",
        "product",
        "sales",
    }


def test_the_format_is_used_in_its_variety(bundled: Corpus) -> None:
    """Ladders are stated in all three ways, one source has several targets, and some steps are undefined."""
    moves = [(page.path, move) for page in bundled.pages for move in page.moves]
    assert {move.kind for _, move in moves} == {"prose", "table", "mermaid"}
    targets: dict[tuple[str, int, str], set[str]] = {}
    for path, move in moves:
        targets.setdefault((path, move.line, move.source), set()).add(move.target)
    assert any(len(named) > 1 for named in targets.values())
    assert any(page.ladder_undefined for page in bundled.pages)
    assert sum(bool(page.segments) for page in bundled.pages if page.department == "sales") >= 2
    assert sum(bool(one.requirements) for page in bundled.pages for one in page.specialties) > 20
    assert any(page.indicators and any(role.indicators for role in page.roles) for page in bundled.pages)
    assert {extension.of for page in bundled.pages for role in page.roles for extension in role.extends} >= {
        "requirements",
        "responsibilities",
    }


def test_from_every_role_there_is_a_way_up(bundled: Corpus) -> None:
    """Each role leads, step by step, to an executive, or to where a page says that no step is defined yet."""
    minter = Minter(bundled)
    graph: nx.DiGraph[str] = nx.DiGraph()
    tops: set[str] = set()
    open_ended: set[str] = set()
    roles: list[str] = []
    for page in bundled.pages:
        if page.is_job_family:
            names = minter.names(page.path)
            for role, iri in zip(page.roles, names.roles, strict=True):
                roles.append(iri)
                # A move to a family leads to some role of it; a move from it is open to all of them.
                graph.add_edges_from([(f"{names.family} in", iri), (iri, f"{names.family} out")])
                if role.title.startswith("Chief "):
                    tops.add(iri)
                elif page.ladder_undefined:
                    open_ended.add(iri)
    known = set(roles)
    for move in assemble(bundled, minter).moves:
        assert isinstance(move.source, str)
        assert isinstance(move.target, str)
        graph.add_edge(
            move.source if move.source in known else f"{move.source} out",
            move.target if move.target in known else f"{move.target} in",
        )
        open_ended.discard(move.source)
    reached = {iri: nx.descendants(graph, iri) for iri in roles}
    assert [iri for iri in roles if not (reached[iri] | {iri}) & (tops | open_ended)] == []
    entries = [iri for iri in roles if graph.in_degree(iri) == 1 and iri not in tops]
    assert len(entries) > 20
    assert sum(bool(reached[iri] & tops) for iri in entries) > 0.8 * len(entries)


def _own(role: Role, items: tuple[Item, ...]) -> list[str]:
    extending = {extension.line for extension in role.extends}
    return [item.text for item in items if item.line not in extending]


def test_every_role_has_requirements_of_its_own(bundled: Corpus) -> None:
    """Beside those that it takes over, each role has 4 to 10 requirements and 3 responsibilities or more."""
    roles = [(page.path, role) for page in bundled.pages if page.is_job_family for role in page.roles]
    own = {(path, role.title): len(_own(role, role.requirements)) for path, role in roles}
    assert {where: count for where, count in own.items() if not 4 <= count <= 10} == {}
    assert statistics.mean(own.values()) > 5
    assert [role.title for _, role in roles if len(_own(role, role.responsibilities)) < 3] == []


def test_requirements_name_skills_of_the_vocabulary(bundled: Corpus, built: tuple[Report, OpenBuild]) -> None:
    """No more than one requirement in 20 links to no skill, those that name none (degrees, travel) included."""
    holders = [
        holder
        for page in bundled.pages
        for holder in (page, *page.roles, *page.specialties, *page.segments)
        if page.is_job_family
    ]
    asked = sum(len(holder.requirements) + len(holder.nice_to_haves) for holder in holders)
    left = [words for _, words in unlinked(built[1].quads) if words != "Ability to use GitLab"]
    assert asked > 1000
    assert len(left) < asked / 20


def test_every_indicator_is_defined(bundled: Corpus, built: tuple[Report, OpenBuild]) -> None:
    """All that pages name have a definition; at least 120 have a direction, and hardly any has none."""
    report, there = built
    assert report.defined == report.indicators >= 120
    assert all(one.definition and one.base_path and one.department for one in bundled.definitions)
    told = [one for one in bundled.definitions if one.target and read_target(one.target.text).direction]
    assert len(told) >= 120
    assert len(bundled.definitions) - len(told) < 5
    directions = there.quads.query(
        "PREFIX cg: <https://w3id.org/careergraph#> SELECT DISTINCT ?i { GRAPH ?g { ?i cg:direction ?d } }"
    )
    assert len(list(directions)) == len(told)


def test_its_origin_is_stated(bundled: Corpus, built: tuple[Report, OpenBuild]) -> None:
    """Source, date and licence are in the graph, with all pages as members and the lines that say so."""
    [row] = list(
        built[1].quads.query(
            """
            PREFIX prov: <http://www.w3.org/ns/prov#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            SELECT ?source ?date ?licence (COUNT(DISTINCT ?page) AS ?pages) {
              ?handbook a prov:Collection ; prov:hadPrimarySource ?source ; prov:hadMember ?page ;
                dcterms:date ?date ; dcterms:license ?licence .
            } GROUP BY ?source ?date ?licence"""
        )
    )
    assert row["source"] == ox.NamedNode("https://about.gitlab.com/handbook/")
    assert row["date"].value == "2022-11"
    assert row["licence"] == ox.NamedNode("https://creativecommons.org/licenses/by-sa/4.0/")
    assert int(row["pages"].value) == len(bundled.pages)


def test_its_readme_lists_every_page(bundled: Corpus) -> None:
    """For each page the README says from which page its facts come."""
    text = (handbook() / "README.md").read_text(encoding="utf-8")
    listed = {line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")}
    families = {page.path.removeprefix("job-families/") for page in bundled.pages if page.is_job_family}
    assert families - listed == set()
    assert listed - families == {"Page here", "---"}


@pytest.fixture(scope="module")
def overlap() -> ModuleType:
    """The script that compares words, as a module."""
    file = Path(__file__).parents[2] / "benchmarks" / "overlap.py"
    spec = importlib.util.spec_from_file_location("overlap_benchmark", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_words_are_its_own(bundled: Corpus, corpus_dir: Path, overlap: ModuleType) -> None:
    """No item and no definition shares eight words in a row with a page of the real handbook."""
    passages = list(overlap.items(bundled))
    assert len(passages) > 3000
    assert list(overlap.shared(passages, overlap.runs_of(corpus_dir))) == []


def test_shared_words_are_found(overlap: ModuleType) -> None:
    """A run of eight words is found whatever its case, punctuation and links; one of seven is not."""
    known = {("one", "two", "three", "four", "five", "six", "seven", "eight"): "page.md"}
    passage = overlap.Passage("a.md", 3, "Zero, one [two](/x/y) three: four five SIX seven eight nine")
    [found] = overlap.shared([passage], known)
    assert (found.words, found.page) == ("one two three four five six seven eight", "page.md")
    assert not list(overlap.shared([passage._replace(text="one two three four five six seven")], known))
