"""``careergraph push`` to a real server: complete, replaced, resumed; commands then read there."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from careergraph.graph import pushing, store
from careergraph.graph.connecting import connected, find
from careergraph.graph.credentials import split_credentials
from careergraph.graph.errors import EndpointUnreachableError, NoGraphThereError
from careergraph.graph.httpclient import HttpClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Result

BASE = "https://careers.example/"


@pytest.fixture(params=["oxigraph_server", "virtuoso_server"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A server without a graph of ours, in the end, too."""
    found = request.getfixturevalue(request.param)
    monkeypatch.setenv("CAREERGRAPH_USER", found.user)
    monkeypatch.setenv("CAREERGRAPH_PASSWORD", found.password)
    _clear(found)
    yield found
    _clear(found)


def _clear(server: Any) -> None:
    url, who = split_credentials(server.with_user)
    http = HttpClient(who)
    endpoint = pushing.Endpoint(url, http)
    target = pushing._Target(http, endpoint, pushing.graph_store_addresses(url)[0])
    for one in list(find(endpoint)):
        target.clear({one.graph, *one.graphs.values()})
    http.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small pieces."""
    monkeypatch.setattr(pushing, "PIECE", 2000)


def test_a_graph_that_was_pushed_is_read_there(run: Callable[..., Result], server: Any) -> None:
    """Pushed, counted, and then asked by its address alone; a second push has nothing to do."""
    pushed = run("push", server.url, "--format", "json")
    assert pushed.code == 0, pushed.err
    assert pushed.json["sent"] == pushed.json["triples"] == sum(pushed.json["graphs"].values()) > 10_000
    assert set(pushed.json["graphs"]) == {
        f"{BASE}graph/{share}" for share in ("stated", "inferred", "findings", "skills")
    }
    there = run("find", "kubernetes", "--format", "json", "--store", server.url)
    assert there.json == run("find", "kubernetes", "--format", "json").json
    again = run("push", server.url)
    assert re.search(r"All \d+ triples are at .* already", again.out)


def test_the_graph_of_what_is_stated_can_be_named(run: Callable[..., Result], server: Any) -> None:
    """Another graph takes what pages state, and readers find it."""
    assert run("push", server.url).code == 0
    named = run("push", server.url, "--graph", "urn:example:stated", "--format", "json")
    assert "urn:example:stated" in named.json["graphs"]
    assert run("show", "Support Engineer", "--store", server.url).code == 0
    url, who = split_credentials(server.with_user)
    endpoint = pushing.Endpoint(url, HttpClient(who))
    assert endpoint.count(f"{BASE}graph/stated") == 0
    endpoint.http.close()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("pieces", [1, 4])
def test_an_interrupted_push_goes_on(
    run: Callable[..., Result], server: Any, monkeypatch: pytest.MonkeyPatch, pieces: int
) -> None:
    """After a break in the middle nothing is read; the next push sends the rest only, and all is there."""
    add, sent = pushing._Target.add, []

    def breaking(self: Any, graph: str, body: bytes) -> None:
        if len(sent) == pieces:
            raise EndpointUnreachableError("broke off", self._address)
        add(self, graph, body)
        sent.append(body)

    monkeypatch.setattr(pushing._Target, "add", breaking)
    assert run("push", server.url).code == 10
    with pytest.raises(NoGraphThereError, match="in part"), connected(server.url):
        pass
    assert run("find", "kubernetes", "--store", server.url).code == 8
    monkeypatch.setattr(pushing._Target, "add", add)
    rest = run("push", server.url, "--format", "json")
    assert rest.code == 0, rest.err
    assert rest.json["triples"] - rest.json["sent"] == 2000 * pieces
    assert run("find", "kubernetes", "--store", server.url).code == 0


@pytest.mark.usefixtures("small")
def test_another_graph_replaces_the_one_before(
    run: Callable[..., Result], server: Any, tmp_path: Path
) -> None:
    """Nothing of the graph that was pushed before, or of half a push, is left."""
    assert run("push", server.url).code == 0
    assert run("export", "--family", "Support Engineer", "-o", "part.nq").code == 0
    assert run("import", "part.nq", "--store", "part").code == 0
    assert run("push", server.url, "--store", "part").code == 0
    run("export", "--store", server.url, "-o", "back.nq")
    assert (tmp_path / "back.nq").read_bytes() == (tmp_path / "part.nq").read_bytes()


def test_what_got_lost_is_noticed(
    run: Callable[..., Result], server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that takes a piece and keeps nothing of it is found out by counting."""
    monkeypatch.setattr(pushing._Target, "add", lambda *_: None)
    lost = run("push", server.url)
    assert lost.code == 10
    assert re.search(r"counts 0 triples in .*graph/stated, and \d+ were sent", lost.err)


def test_a_server_without_the_protocol(run: Callable[..., Result], oxigraph_server: Any) -> None:
    """An address where nobody takes graphs is an error that says what to name."""
    found = run("push", oxigraph_server.url, "--graph-store", oxigraph_server.url.replace("query", "nothing"))
    assert found.code == 10
    assert "--graph-store" in found.err


def test_a_wrong_password(
    run: Callable[..., Result], virtuoso_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that does not let somebody write says so; the password is not shown."""
    monkeypatch.setenv("CAREERGRAPH_USER", "dba")
    monkeypatch.setenv("CAREERGRAPH_PASSWORD", "hush")
    found = run("push", virtuoso_server.url)
    assert found.code == 10
    assert "does not accept this user and password" in found.err
    assert "hush" not in found.err


def test_blank_nodes_are_refused(tmp_path: Path) -> None:
    """A graph whose blank nodes would fall apart into pieces is not sent at all."""
    node = ox.NamedNode("http://a/p")
    for quads in ([ox.Quad(ox.BlankNode(), node, node)], [ox.Quad(node, node, ox.BlankNode())]):
        with store.building(tmp_path / "store") as new:
            new.publish(quads, {"base": BASE})
        with (
            store.reading(tmp_path / "store") as build,
            pytest.raises(pushing.BlankNodesError, match="blank nodes"),
        ):
            pushing._measured(build, "http://a/sparql")
    quads = [ox.Quad(node, node, ox.Literal(" _:b0 is a text"))]
    with store.building(tmp_path / "store") as new:
        new.publish(quads, {"base": BASE})
    with store.reading(tmp_path / "store") as build:
        assert pushing._measured(build, "http://a/sparql").triples == 1


def test_building_into_an_endpoint(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """A build goes into a folder; an endpoint in the environment is told how it gets there."""
    monkeypatch.setenv("CAREERGRAPH_STORE", "http://ann:hush@127.0.0.1:1/sparql")
    found = run("build")
    assert (found.code, "careergraph push" in found.err, "hush" in found.err) == (8, True, False)


def test_nobody_there(run: Callable[..., Result]) -> None:
    """A command that reads from an endpoint which is down says so, without a traceback."""
    found = run("show", "Support Engineer", "--store", "http://127.0.0.1:1/sparql")
    assert found.code == 10
    assert re.fullmatch(
        r"error: http://127.0.0.1:1/sparql: cannot be reached: .*; is the server running\?\n", found.err
    )


@pytest.mark.usefixtures("run")
def test_only_an_endpoint_loads_what_http_needs() -> None:
    """Commands on a folder start without it."""
    code = "import sys; from careergraph.cli.main import main\ntry: main(['find', 'kubernetes'])\nexcept SystemExit: pass\nprint([m for m in sys.modules if m.partition('.')[0] in ('urllib3', 'http', 'ssl')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
