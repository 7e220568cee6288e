"""Definitions of indicators in YAML files, the reading of their targets, and where a handbook comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.errors import InputError
from careergraph.data.indicator_files import MAX_DEPTH, read_definitions
from careergraph.data.origin import read_origin
from careergraph.data.reader import read
from careergraph.data.records import Said
from careergraph.data.targets import Target, read_target

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "---\ntitle: Analyst\n---\n## Job Grade\nThe Analyst is a grade 6.\n"

LISTED = """\
- name: Offer Acceptance Rate
  base_path: "/handbook/hiring/metrics/"
  definition: >
    Offers that *candidates* sign,
    see [the list](/x).
  target: At or above 90%
  org: Talent
  is_key: true
  health:
    level: 2
    reasons:
    - name: not an indicator
- name: Retention
  target:
"""


def test_every_fact_has_the_line_of_its_key() -> None:
    """Values come without Markdown, on one line, each with the line on which its key stands."""
    (first, second), findings = read_definitions(LISTED, "kpi.yml")
    assert not findings
    assert (first.name, first.path, first.line, first.base_path) == (
        "Offer Acceptance Rate",
        "kpi.yml",
        1,
        "/handbook/hiring/metrics/",
    )
    assert first.definition == Said("Offers that candidates sign, see the list.", 3)
    assert first.target == Said("At or above 90%", 6)
    assert first.department == Said("Talent", 7)
    assert first.is_key == Said("true", 8)
    assert (second.name, second.line, second.target) == ("Retention", 13, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- just\n- words\n",
        "name: one\ntarget: 5%\n",  # a mapping, no list
        "- name: Ann\n  role: engineer\n",  # a team's page
        "jobs:\n- name: build\n  target: all\n",  # a pipeline
        "# name: x, target: y\n",
    ],
)
def test_other_yaml_is_left_alone(text: str) -> None:
    """YAML that lists no indicators gives neither definitions nor findings."""
    assert read_definitions(text, "other.yml") == ([], [])


def test_two_documents() -> None:
    """The lists of all documents count."""
    found, _ = read_definitions("- name: A\n  target: 1%\n---\n- name: B\n  target: 2%\n", "kpi.yml")
    assert [(one.name, one.line) for one in found] == [("A", 1), ("B", 4)]


def test_broken_yaml_is_told_and_stops_nothing() -> None:
    """The finding has file and line, and the documents before the broken one are read."""
    found, [finding] = read_definitions(
        "- name: A\n  target: 1%\n---\n- name: B\n  target: 'open\n", "kpi.yml"
    )
    assert [one.name for one in found] == ["A"]
    assert (finding.path, finding.code) == ("kpi.yml", "indicator-file")
    assert finding.line >= 4
    assert "invalid YAML" in finding.message


@pytest.mark.parametrize(
    "nested", ["[" * 3000, "- " * 3000, "{a: " * 3000, "".join(f"{'  ' * n}a:\n" for n in range(3000))]
)
def test_deep_nesting_is_refused(nested: str) -> None:
    """Nesting beyond the limit is a finding; nothing crashes."""
    _, [finding] = read_definitions(f"- name: A\n  target: 1%\n---\n{nested}", "kpi.yml")
    assert f"{MAX_DEPTH} levels" in finding.message


def test_aliases_and_odd_keys_do_no_harm() -> None:
    """Aliases stand for nothing, keys that are no plain words are passed over, a first value is kept."""
    text = "- name: &n A\n  ? [odd]\n  : x\n  org: *n\n  target: 1%\n  target: 2%\n  is_key: maybe\n"
    ([one], _) = read_definitions(text, "kpi.yml")
    assert (one.name, one.department, one.is_key) == ("A", None, None)
    assert one.target == Said("1%", 5)


def test_an_entry_without_a_name_is_told() -> None:
    """It is passed over with a finding on the line where it begins."""
    found, [finding] = read_definitions("- name: A\n  target: 1%\n- target: 5%\n", "kpi.yml")
    assert len(found) == 1
    assert (finding.line, finding.code) == (3, "unnamed-indicator")


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    read_definitions(f"- name: x\n  target: {text}\n", "kpi.yml")


@given(st.text(max_size=80))
def test_any_target_is_read(words: str) -> None:
    """No words raise; bounds are decimal numbers, the lower not above the upper."""
    found = read_target(words)
    bounds = [bound for bound in (found.minimum, found.maximum) if bound]
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", bound, re.ASCII) for bound in bounds)
    assert [float(bound) for bound in bounds] == sorted(float(bound) for bound in bounds)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("At or above 95%", Target("higher", "95", "", "%")),
        ("equal or greater than 99.95%", Target("higher", "99.95", "", "%")),
        ("95% or higher", Target("higher", "95", "", "%")),
        ("at least one per quarter", Target("higher", "1", "", "per quarter")),
        ("not below 80%", Target("higher", "80", "", "%")),
        ("> 4.5", Target("higher", "4.5", "", "")),
        ("Up by 15% year over year", Target("higher", "15", "", "% year over year")),
        ("Below 45 minutes", Target("lower", "", "45", "minutes")),
        ("<.58 average location factor", Target("lower", "", "0.58", "average location factor")),
        ("less than $10K/Month", Target("lower", "", "10000", "US dollars per month")),
        ("no more than 1,500 users", Target("lower", "", "1500", "users")),
        ("Less than 10% are over 14 days", Target("lower", "", "10", "%")),
        ("at or below 10:1", Target("lower", "", "10", "to 1")),
        ("Within 24 business hours", Target("lower", "", "24", "business hours")),
        ("reduce from 8% to 5%", Target("lower", "", "5", "%")),
        ("at or within 5% of plan", Target("range", "-5", "5", "% of plan")),
        ("Between -3% and 3%", Target("range", "-3", "3", "%")),
        ("Between 8:1 and 10:1", Target("range", "8", "10", "to 1")),
        ("5–10 business days", Target("range", "5", "10", "business days")),
        ("above 90% and below 99%", Target("range", "90", "99", "%")),
        ("12%", Target(unit="%")),
        ("At 48 engineers", Target(unit="engineers")),
        ("77 (out of 100)", Target(unit="out of 100")),
        ("TBD", Target()),
        ("Greater than TBD", Target()),
        ("See the dashboard", Target()),
        ("0", Target()),
    ],
)
def test_targets(words: str, read: Target) -> None:
    """A direction, bounds and unit are read as far as the words go."""
    assert read_target(words) == read


def test_a_real_handbook(corpus_dir: Path) -> None:
    """All entries of its files are read, as PyYAML has them, and about two in three targets say a direction."""
    corpus = read([corpus_dir])
    entries = [
        (file.relative_to(corpus_dir).as_posix(), entry["name"], entry.get("target"))
        for file in sorted((corpus_dir / "performance_indicators").glob("*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    assert [(one.path, one.target is not None) for one in corpus.definitions] == [
        (path, target is not None) for path, _, target in entries
    ]
    assert len(corpus.definitions) > 200
    for one in corpus.definitions:
        lines = (corpus_dir / one.path).read_text(encoding="utf-8").split("\n")
        assert "name:" in lines[one.line - 1]
        assert one.definition is None or "definition:" in lines[one.definition.line - 1]
        assert one.target is None or "target:" in lines[one.target.line - 1]
    read_ = [read_target(one.target.text) for one in corpus.definitions if one.target]
    assert sum(bool(each.direction) for each in read_) > 0.6 * len(read_)


def test_files_of_a_folder(tmp_path: Path) -> None:
    """YAML beside pages is read; what is no list of indicators is passed over in silence, broken or not."""
    (tmp_path / "analyst.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "kpi.yaml").write_text(LISTED, encoding="utf-8")
    (tmp_path / "broken.yml").write_text("a: [", encoding="utf-8")
    (tmp_path / "binary.yml").write_bytes(b"\xff\xfe\x00")
    corpus = read([tmp_path])
    assert [page.path for page in corpus.pages] == ["analyst.md"]
    assert [one.name for one in corpus.definitions] == ["Offer Acceptance Rate", "Retention"]
    assert not corpus.findings


def test_a_list_of_indicators_that_is_no_text(tmp_path: Path) -> None:
    """A file that would list indicators and is no UTF-8 is told with its line."""
    (tmp_path / "analyst.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "kpi.yml").write_bytes(b"- name: A\n  target: \xff\n")
    [finding] = read([tmp_path]).findings
    assert (finding.path, finding.line, finding.code) == ("kpi.yml", 2, "not-utf-8")


def test_definitions_alone_are_no_handbook(tmp_path: Path) -> None:
    """A folder without any page is an error, whatever else it holds."""
    (tmp_path / "kpi.yml").write_text(LISTED, encoding="utf-8")
    with pytest.raises(InputError):
        read([tmp_path])


def test_origin_of_a_folder(tmp_path: Path) -> None:
    """A README with a source in the folder named tells the origin of its pages and is none of them."""
    (tmp_path / "sales").mkdir()
    for name in ("analyst.md", "sales/README.md"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "README.md").write_text(
        "---\nsource: https://example.com/  # as read\nlicense: CC0\n---\n# Read me\n", encoding="utf-8"
    )
    corpus = read([tmp_path])
    [origin] = corpus.origins
    assert (origin.source, origin.license, origin.date) == (
        Said("https://example.com/", 2),
        Said("CC0", 3),
        None,
    )
    assert origin.pages == ("analyst.md", "sales/README.md")
    assert [page.path for page in corpus.pages] == ["analyst.md", "sales/README.md"]


def test_a_readme_without_a_source_is_a_page() -> None:
    """Many handbooks call the page of a folder README.md."""
    assert read_origin(PAGE, "README.md") is None
    assert read_origin("# no front matter\n", "README.md") is None
    assert read_origin("---\nsource: [broken\n---\n", "README.md") is None
