"""One graph in all kinds of stores: in memory, on disk, behind an Oxigraph server and behind Virtuoso."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from careergraph.cli.main import main
from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.connecting import connected
from careergraph.graph.credentials import split_credentials
from careergraph.graph.httpclient import HttpClient
from careergraph.graph.pushing import graph_store_addresses, push
from careergraph.graph.store import OpenBuild
from careergraph.graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BASE = "https://careers.example/"


@pytest.fixture(scope="session")
def built_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the bundled handbook."""
    folder = tmp_path_factory.mktemp("conformance") / "store"
    with stores.building(folder) as new:
        build(read([handbook()]), new, BASE, vocabulary=load_vocabulary())
    return folder


@pytest.fixture(scope="session")
def on_disk(built_folder: Path) -> Iterator[OpenBuild]:
    """The store that the others are compared with."""
    with stores.reading(built_folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def in_memory(on_disk: OpenBuild) -> OpenBuild:
    """The same quads in memory."""
    assert isinstance(on_disk.quads, ox.Store)
    quads = ox.Store()
    quads.extend(on_disk.quads)
    return OpenBuild(None, quads, on_disk.about)


#: Other data in the same servers, which nobody asked for.
STRANGE = [
    ox.Triple(ox.NamedNode(f"{BASE}strange"), predicate, value)
    for predicate, value in (
        (
            ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            ox.NamedNode("https://w3id.org/careergraph#Role"),
        ),
        (ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal("A Role of Somebody Else")),
    )
]


def _endpoint(server: Any, on_disk: OpenBuild) -> Iterator[OpenBuild]:
    url, who = split_credentials(server.with_user)
    http = HttpClient(who)
    lines = ox.serialize(STRANGE, format=ox.RdfFormat.N_TRIPLES)
    address = f"{graph_store_addresses(url)[0]}?graph=https://strange.example/graph"
    http.request("PUT", address, {"Content-Type": "application/n-triples"}, lines).close()
    http.close()
    # Servers plan by what they know of their data, which is not up to date once data was replaced: Virtuoso
    # then answers some queries in wrong ways.
    push(on_disk, server.with_user, graph="https://strange.example/before")
    push(on_disk, server.with_user)
    with connected(server.url) as opened:
        yield opened


@pytest.fixture(scope="session")
def behind_oxigraph(oxigraph_server: Any, on_disk: OpenBuild) -> Iterator[OpenBuild]:
    """The same graph in an Oxigraph server, to which it was pushed, beside other data."""
    yield from _endpoint(oxigraph_server, on_disk)


@pytest.fixture(scope="session")
def behind_virtuoso(virtuoso_server: Any, on_disk: OpenBuild) -> Iterator[OpenBuild]:
    """The same graph in Virtuoso, to which it was pushed, beside other data."""
    yield from _endpoint(virtuoso_server, on_disk)


@pytest.fixture(params=["in_memory", "on_disk", "behind_oxigraph", "behind_virtuoso"])
def opened(request: pytest.FixtureRequest) -> OpenBuild:
    """The graph in each kind of store."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, OpenBuild)
    return found


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


@pytest.fixture
def run(
    opened: OpenBuild,
    built_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Callable[..., Result]:
    """Runs ``careergraph`` on the graph in each kind of store that has a name; skips the one in memory."""
    if opened.folder is None and not opened.url:
        pytest.skip("commands do not get at a store in the memory of the tests")
    monkeypatch.setenv("CAREERGRAPH_STORE", opened.url or str(built_folder))
    monkeypatch.chdir(tmp_path)

    def call(*args: object) -> Result:
        with pytest.raises(SystemExit) as exited:
            main([str(arg) for arg in args])
        printed = capfd.readouterr()
        assert isinstance(exited.value.code, int)
        return Result(exited.value.code, printed.out, printed.err)

    return call
