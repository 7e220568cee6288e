"""What the examples in docstrings need; the tests' own fixtures are in tests/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

#: Modules whose examples ask a store of the bundled handbook, by the name ``store``.
_ASKING = ("careergraph.graph.careergraph",)


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the bundled handbook."""
    from careergraph.data.bundled import handbook  # noqa: PLC0415 - few runs need it
    from careergraph.data.reader import read  # noqa: PLC0415
    from careergraph.graph import store as stores  # noqa: PLC0415
    from careergraph.graph.build import build  # noqa: PLC0415
    from careergraph.graph.vocabulary import load_vocabulary  # noqa: PLC0415
    from careergraph.ontology.iris import DEFAULT_BASE  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("example") / "store"
    with stores.building(folder) as new:
        build(read([handbook()]), new, DEFAULT_BASE, vocabulary=load_vocabulary())
    return folder


@pytest.fixture(autouse=True)
def _names_of_examples(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    """Give examples that ask a store one."""
    if isinstance(request.node, pytest.DoctestItem) and request.node.name.startswith(_ASKING):
        doctest_namespace["store"] = request.getfixturevalue("example_store")
