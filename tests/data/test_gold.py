"""What is read from real pages is measured against facts that people read from them."""

from __future__ import annotations

import importlib.util
import json
from typing import TYPE_CHECKING, Any

import pytest

from careergraph.data.reader import read
from careergraph.export.extract import page_json

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def tallies(shared: Path) -> dict[str, Any]:
    """The scoring script's tallies over all pages with known facts."""
    spec = importlib.util.spec_from_file_location("scoring", shared / "score" / "score_extraction.py")
    assert spec
    assert spec.loader
    scoring = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scoring)
    found = {p.path: page_json(p) for p in read([shared / "corpus" / "handbook-2022" / "job-families"]).pages}
    out = {row: scoring.Tally(row) for row in scoring.ROWS}
    for file in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        scoring.score_page(gold["page"], gold, found[gold["page"]], out)
    return out


def test_every_row_is_read_well(tallies: dict[str, Any]) -> None:
    """No kind of fact falls below F1 0.90."""
    rows = {row: t.f1 for row, t in tallies.items() if row != "skill mentions"}
    assert {row: f1 for row, f1 in rows.items() if f1 < 0.90} == {}


def test_facts_are_read_well(tallies: dict[str, Any]) -> None:
    """The mean over all kinds of facts is at least 0.95."""
    rows = [t.f1 for row, t in tallies.items() if row != "skill mentions"]
    assert sum(rows) / len(rows) >= 0.95
