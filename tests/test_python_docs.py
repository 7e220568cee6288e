"""The examples of docs/python.md are what happens."""

from __future__ import annotations

import doctest
from pathlib import Path


def test_examples_of_the_python_page(example_store: Path) -> None:
    """Each gives what stands below it."""
    page = Path(__file__).parents[1] / "docs" / "python.md"
    result = doctest.testfile(
        str(page), module_relative=False, globs={"store": example_store}, encoding="utf-8"
    )
    assert (result.failed, result.attempted > 20) == (0, True)
