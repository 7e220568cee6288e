"""Skills, gaps and coverage on real pages and on ESCO as published."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.data.skills.esco import import_esco, occupations
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.coverage import Having, Taxonomy
from careergraph.graph.effective import effective
from careergraph.graph.gap import Positions
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.skills import read_taxonomy, skill_links
from careergraph.graph.vocabulary import load_vocabulary
from careergraph.ontology.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from careergraph.graph.store import OpenBuild


@pytest.fixture(scope="module")
def real(corpus_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBuild]:
    """A store of a real handbook, with the bundled vocabulary."""
    folder = tmp_path_factory.mktemp("real") / "store"
    with stores.building(folder) as new:
        build(
            read([corpus_dir / "job-families"]), new, "https://careers.example/", vocabulary=load_vocabulary()
        )
    with stores.reading(folder) as there:
        yield there


def test_the_bundled_handbook_with_skills_fits_the_shapes(tmp_path: Path) -> None:
    """Mentions, facts of requirements, concepts and shortcuts are as the shapes demand."""
    with stores.building(tmp_path / "store") as new:
        report = build(read([handbook()]), new, "https://careers.example/", vocabulary=load_vocabulary())
    assert report.mentions > report.skills > 100
    with stores.reading(tmp_path / "store") as there:
        found = validate(there.quads)
    assert found.conforms, found.violations[:5]


def test_every_role_of_a_real_handbook_covers_itself(real: OpenBuild) -> None:
    """The gap from a role to itself is none, whatever it takes over, and effective items all cite lines."""
    inheritance = Inheritance(real.quads)
    positions = Positions(real.quads, inheritance, read_taxonomy(real.quads))
    roles = [one for one in inheritance.holders.values() if one.type == "role"]
    assert len(roles) > 400
    for role in roles[::20]:
        gap = positions.gap(role, role)
        assert gap.coverage.score in (None, 1.0)
        assert not gap.indicators
        assert all(item.citation[1] > 0 for item in effective(real.quads, inheritance, role).items)


def test_a_role_that_extends_another_covers_its_requirements(real: OpenBuild) -> None:
    """Where a page says so, everything that the extended role requires is required, too."""
    inheritance = Inheritance(real.quads)
    own = skill_links(real.quads)["required"]
    seen = 0
    for role in (one for one in inheritance.holders.values() if one.type == "role"):
        sources = inheritance.sources(role.iri, "requirements").found
        for source in (source for source in sources if source.via and source.holder.type == "role"):
            positions = Positions(real.quads, inheritance, read_taxonomy(real.quads))
            assert own.get(source.holder.iri, set()) <= set(positions.profile(role).of("required"))
            seen += 1
        if seen > 20:
            break
    assert seen > 20


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The benchmark of the coverage score, as a module."""
    file = Path(__file__).parents[2] / "benchmarks" / "coverage.py"
    spec = importlib.util.spec_from_file_location("coverage_benchmark", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_coverage_tells_occupations_of_one_trade(shared: Path, benchmark: ModuleType) -> None:
    """On ESCO, credit for related skills tells pairs of one unit group from others better than exact IRIs."""
    zips = sorted((shared / "esco").glob("*.zip"))
    scheme = import_esco(*zips)
    known = [occupation for occupation in occupations(*zips) if occupation.essential]
    positives, negatives = benchmark.sample(known, 1500, 1)

    def auc(taxonomy: Taxonomy) -> float:
        def score(pair: tuple[object, object]) -> float:
            origin, destination = pair
            weights = dict.fromkeys(origin.optional, 0.5) | dict.fromkeys(origin.essential, 1.0)  # type: ignore[attr-defined]
            return Having(taxonomy, weights).coverage(destination.essential).score or 0.0  # type: ignore[attr-defined]

        return float(benchmark.auc([*map(score, positives)], [*map(score, negatives)]))

    exact, partial = auc(Taxonomy({}, {})), auc(Taxonomy.of(scheme))
    assert partial > 0.92
    assert partial > exact + 0.02


def test_the_sample_is_the_same_for_a_seed(shared: Path, benchmark: ModuleType) -> None:
    """Positives are of one unit group, negatives of two, and a seed gives the same pairs again."""
    known = [one for one in occupations(*sorted((shared / "esco").glob("*.zip"))) if one.essential]
    positives, negatives = benchmark.sample(known, 200, 7)
    assert benchmark.sample(known, 200, 7) == (positives, negatives)
    assert len(positives) == len(negatives) == 200
    assert all(a.isco == b.isco and a.iri != b.iri for a, b in positives)
    assert all(a.isco != b.isco for a, b in negatives)


def test_auc_counts_ties_half(benchmark: ModuleType) -> None:
    """The chance that a positive is higher than a negative."""
    assert benchmark.auc([1.0], [0.0]) == 1.0
    assert benchmark.auc([0.5, 1.0], [0.5, 0.0]) == 0.875
