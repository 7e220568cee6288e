"""Runs the command line as a person would, on a store of the bundled handbook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from careergraph.cli.main import main
from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What a command printed and how it exited."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the bundled handbook."""
    folder = tmp_path_factory.mktemp("bundled") / "store"
    with stores.building(folder) as new:
        build(read([handbook()]), new, "https://careers.example/", vocabulary=load_vocabulary())
    return folder


@pytest.fixture
def run(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Result]:
    """Runs ``careergraph`` in an empty folder; the store is that of the bundled handbook."""
    monkeypatch.setenv("CAREERGRAPH_STORE", str(bundled_store))
    monkeypatch.chdir(tmp_path)

    def call(*args: object) -> Result:
        with pytest.raises(SystemExit) as exited:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        assert isinstance(exited.value.code, int)
        return Result(exited.value.code, printed.out, printed.err)

    return call
