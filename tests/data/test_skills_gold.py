"""Mentions in real pages are measured against phrases that people marked in the same lines."""

from __future__ import annotations

import importlib.util
import json
from typing import TYPE_CHECKING, Any

import pytest

from careergraph.data.reader import read
from careergraph.data.skills.linker import Linker
from careergraph.data.skills.reading import bundled_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from careergraph.data.records import Item, Page


def items(page: Page) -> Iterator[Item]:
    """All items of a page, nested ones too."""
    waiting: list[Item] = []
    for owner in (page, *page.roles, *page.specialties, *page.segments):
        waiting += [*owner.requirements, *owner.nice_to_haves, *owner.responsibilities]
    while waiting:
        item = waiting.pop()
        waiting += item.nested
        yield item


@pytest.fixture(scope="module")
def mentions(shared: Path) -> Any:
    """The scoring script's tally of skill mentions with the bundled scheme."""
    spec = importlib.util.spec_from_file_location("scoring", shared / "score" / "score_extraction.py")
    assert spec
    assert spec.loader
    scoring = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scoring)
    linker = Linker(bundled_scheme())
    pages = {page.path: page for page in read([shared / "corpus" / "handbook-2022" / "job-families"]).pages}
    tallies = {row: scoring.Tally(row) for row in scoring.ROWS}
    for file in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        found = [
            {"line": item.line, "skills": [mention.text for mention in linker.mentions(item.text)]}
            for item in items(pages[gold["page"]])
        ]
        scoring.score_page(gold["page"], gold, {"skills": found}, tallies)
    return tallies["skill mentions"]


def test_precision(mentions: Any) -> None:
    """Of the words taken for skills at least four in five are."""
    assert mentions.precision >= 0.80


def test_f1(mentions: Any) -> None:
    """F1 is at least 0.80."""
    assert mentions.f1 >= 0.80
