"""Fixtures that all layers' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real pages and hand-read facts beside the checkout; absent on most machines."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("../shared (real pages and facts read from them) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def corpus_dir(shared: Path) -> Path:
    """A real handbook's pages."""
    return shared / "corpus" / "handbook-2022"
