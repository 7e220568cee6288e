"""An endpoint that misbehaves is an error that says what to do; one that cuts results is asked for the rest."""

from __future__ import annotations

import base64
import gc
import gzip
import http.server
import json
import re
import socket
import ssl
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
import trustme

from careergraph.graph import httpclient
from careergraph.graph.connecting import connected
from careergraph.graph.credentials import Credentials, split_credentials
from careergraph.graph.description import FIND, Description, graphs_of
from careergraph.graph.endpoint import Endpoint
from careergraph.graph.errors import (
    EndpointAnswerError,
    EndpointError,
    EndpointRefusedError,
    EndpointUnreachableError,
    NoGraphThereError,
)
from careergraph.graph.httpclient import HttpClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASE = "https://careers.example/"
RESULTS = "application/sparql-results+json"
EMPTY = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
TWO = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "a"}}, {"x": {"type": "literal", "value": "b"}}]}}'


class Fake:
    """A server that answers as a test tells it; ``seen`` are the requests."""

    def __init__(self, answer: Callable[[Any], None], context: ssl.SSLContext | None = None) -> None:
        seen: list[Any] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                self.body = self.rfile.read(length)
                text = self.body.decode("utf-8", "replace") if length else urlsplit(self.path).query
                self.fields = parse_qs(text, keep_blank_values=True)
                seen.append(self)
                answer(self)

            do_POST = do_GET  # noqa: N815 - as the standard library calls it

            def log_message(self, *_: object) -> None:
                pass

            def reply(self, body: bytes, kind: str = RESULTS, status: int = 200, **headers: str) -> None:
                self.send_response(status)
                for name, value in {
                    "Content-Type": kind,
                    "Content-Length": str(len(body)),
                    **headers,
                }.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

        self.seen = seen
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that leaves is no news
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self._server.server_port}/sparql"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Fake]]:
    """Starts fake servers; retries wait for next to nothing."""
    monkeypatch.setattr(httpclient, "_BACKOFF", 0.001)
    for name in ("CAREERGRAPH_USER", "CAREERGRAPH_PASSWORD", "CAREERGRAPH_TOKEN", "CAREERGRAPH_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", "/nowhere")
    running = []
    # Results of pyoxigraph may only be dropped in their own thread, and the server's threads collect garbage, too.
    gc.collect()
    gc.disable()

    def start(answer: Callable[[Any], None], context: ssl.SSLContext | None = None) -> Fake:
        running.append(Fake(answer, context))
        return running[-1]

    yield start
    for one in running:
        one.close()
    gc.collect()
    gc.enable()


def ask(url: str, query: str = "SELECT ?x { ?x ?p ?o }", **options: Any) -> list[dict[str, str]]:
    """Put a question to an endpoint, as lookups are."""
    http = HttpClient(**options)
    try:
        return list(Endpoint(url, http, graphs_of(BASE)).rows(query, {}))
    finally:
        http.close()


def half(handler: Any) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    handler.wfile.write(TWO[:60])
    handler.close_connection = True


def half_in_chunks(handler: Any) -> None:
    """Break off between two chunks."""
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(TWO), TWO))
    handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (
            lambda h: h.reply(b"<html>hello</html>", "text/html; charset=utf-8"),
            EndpointAnswerError,
            "answered with a web page",
        ),
        (lambda h: h.reply(b"a,b", "text/csv"), EndpointAnswerError, "answered with “text/csv”"),
        (lambda h: h.reply(b"no", "text/plain", 401), EndpointRefusedError, "wants to know who asks"),
        (
            lambda h: h.reply(b"<html>no</html>", "text/html", 403),
            EndpointRefusedError,
            r"forbids this \(HTTP 403\)$",
        ),
        (
            lambda h: h.reply(b"no such thing", "text/plain", 404),
            EndpointAnswerError,
            "HTTP 404: no such thing",
        ),
        (
            lambda h: h.reply(b"Virtuoso 37000\nError", "text/plain", 500),
            EndpointAnswerError,
            "HTTP 500: Virtuoso 37000 Error",
        ),
        (
            lambda h: h.reply(b"", "text/plain", 503),
            EndpointUnreachableError,
            r"busy or down \(HTTP 503\) and was asked 5 times",
        ),
        (lambda h: h.reply(TWO[:90]), EndpointAnswerError, "broke off"),
        (lambda h: h.reply(b""), EndpointAnswerError, "broke off"),
        (lambda h: h.reply(b'{"error": "no"}'), EndpointAnswerError, "gave no SPARQL result"),
        (
            lambda h: h.reply(b'{"head": {}, "boolean": true}'),
            EndpointAnswerError,
            "truth value for a SELECT",
        ),
        (half, EndpointUnreachableError, r"broke off \(Connection broken: [^']*\)$"),
        (half_in_chunks, EndpointUnreachableError, "broke off"),
        (lambda h: h.reply(b"", status=302, Location="/sparql"), EndpointUnreachableError, "without end"),
        (
            lambda h: h.reply(TWO, X_SQL_State="S1TAT", X_SQL_Message="RC... anytime"),
            EndpointAnswerError,
            "stopped before .* anytime",
        ),
    ],
)
def test_what_is_no_answer(
    fake: Callable[..., Fake], answer: Any, kind: type[EndpointError], told: str
) -> None:
    """Whatever a server does instead of answering is an error of its kind, which names the address."""
    server = fake(answer)
    with pytest.raises(kind, match=told) as caught:
        ask(server.url)
    assert caught.value.url.startswith(server.url)
    assert caught.value.exit_code == 10


def test_nobody_is_there() -> None:
    """A port that nobody listens on is said at once."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{sock.getsockname()[1]}/sparql"
    with pytest.raises(EndpointUnreachableError, match="is the server running"):
        ask(url)


def test_a_server_without_tls(fake: Callable[..., Fake]) -> None:
    """Who asks it by https:// is told that the address may be another."""
    server = fake(lambda h: h.reply(TWO))
    with pytest.raises(EndpointUnreachableError, match=r"is it http:// rather than https://\?"):
        ask(server.url.replace("http://", "https://"))


def test_a_slow_server(fake: Callable[..., Fake]) -> None:
    """A server that does not answer in time is given up."""
    stop = threading.Event()
    server = fake(lambda _: stop.wait(30))
    with pytest.raises(EndpointUnreachableError, match=r"in time.*CAREERGRAPH_TIMEOUT"):
        ask(server.url, timeout=0.05, read_retries=0)
    stop.set()


def test_a_certificate_that_nobody_vouches_for(
    fake: Callable[..., Fake], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A self-signed certificate is refused, until its CA is named."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = fake(lambda h: h.reply(TWO), context)
    with pytest.raises(EndpointUnreachableError, match=r"cannot be trusted: .*SSL_CERT_FILE"):
        ask(server.url)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert len(ask(server.url)) == 2


@pytest.mark.parametrize("url", ["http://", "ftp://a/b", "http://[::1/x", "http://a:b/x", "nothing"])
def test_what_is_no_address(url: str) -> None:
    """A text that is no address is said to be none."""
    with pytest.raises(EndpointUnreachableError, match="no address"), connected(url):
        pass


def test_a_busy_server_is_asked_again(fake: Callable[..., Fake]) -> None:
    """After 503 the question is put again, and the answer taken."""
    server = fake(lambda h: h.reply(b"", "text/plain", 503) if len(server.seen) < 3 else h.reply(TWO))
    assert len(ask(server.url)) == 2
    assert len(server.seen) == 3


def test_redirects_are_followed_without_the_password(fake: Callable[..., Fake]) -> None:
    """An answer may be elsewhere; another server is not told who asks."""
    other = fake(lambda h: h.reply(TWO))
    server = fake(
        lambda h: h.reply(
            b"", status=307, Location=other.url + urlsplit(h.path).query.join("?\0").rstrip("\0")
        )
    )
    assert len(ask(server.url, credentials=Credentials("ann", "secret"))) == 2
    assert "Authorization" in server.seen[0].headers
    assert "Authorization" not in other.seen[0].headers


def test_gzip_is_taken(fake: Callable[..., Fake]) -> None:
    """A compressed answer is unpacked while it is read."""
    server = fake(lambda h: h.reply(gzip.compress(TWO), Content_Encoding="gzip"))
    assert len(ask(server.url)) == 2


def test_one_connection_serves_all_questions(fake: Callable[..., Fake]) -> None:
    """A connection is used again."""
    server = fake(lambda h: h.reply(TWO))
    endpoint = Endpoint(server.url, HttpClient())
    for _ in range(5):
        assert len(list(endpoint.rows("SELECT ?x { ?x ?p ?o }", {}))) == 2
    assert len({handler.client_address for handler in server.seen}) == 1
    endpoint.http.close()


def test_long_questions_are_posted_as_a_form(fake: Callable[..., Fake]) -> None:
    """A question that is too long for an address goes into the body; the graphs are named either way."""
    server = fake(lambda h: h.reply(TWO))
    ask(server.url)
    ask(server.url, f"SELECT ?x {{ ?x ?p '{'x' * 3000}' }}")
    assert [handler.command for handler in server.seen] == ["GET", "POST"]
    assert server.seen[1].headers["Content-Type"] == "application/x-www-form-urlencoded"
    for handler in server.seen:
        assert handler.fields["default-graph-uri"] == list(graphs_of(BASE).values())


@pytest.mark.parametrize("who", ["url", "environment", "netrc", "token"])
def test_who_asks(
    fake: Callable[..., Fake], who: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """User and password come from the address, the environment or ~/.netrc; a token from the environment."""
    server = fake(lambda h: h.reply(TWO))
    url = server.url
    if who == "url":
        url = url.replace("//", "//ann:s%40cret@")
    elif who == "environment":
        monkeypatch.setenv("CAREERGRAPH_USER", "ann")
        monkeypatch.setenv("CAREERGRAPH_PASSWORD", "s@cret")
    elif who == "netrc":
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password s@cret\n")
        (tmp_path / "netrc").chmod(0o600)
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    else:
        monkeypatch.setenv("CAREERGRAPH_TOKEN", "abc")
    bare, credentials = split_credentials(url)
    assert bare == server.url
    ask(bare, credentials=credentials)
    expected = "Bearer abc" if who == "token" else f"Basic {base64.b64encode(b'ann:s@cret').decode()}"
    assert server.seen[0].headers["Authorization"] == expected


def test_a_digest_challenge_is_answered(fake: Callable[..., Fake]) -> None:
    """A server that wants a digest gets one, and the password does not cross the wire in it."""
    challenge = 'Digest realm="SPARQL", nonce="abc", opaque="def", stale="false", qop="auth", algorithm="MD5"'

    def answer(handler: Any) -> None:
        said = handler.headers.get("Authorization", "")
        if said.startswith("Digest "):
            handler.reply(TWO)
        else:  # as Virtuoso: no challenge for somebody who said something
            handler.reply(b"", "text/html", 401, **({} if said else {"WWW_Authenticate": challenge}))

    server = fake(answer)
    http = HttpClient(Credentials("ann", "secret"))
    endpoint = Endpoint(server.url, http)
    assert len(list(endpoint.rows("SELECT ?x { ?x ?p ?o }", {}))) == 2
    assert len(list(endpoint.rows("SELECT ?x { ?x ?p ?o }", {}))) == 2
    digests = [handler.headers["Authorization"] for handler in server.seen[2:]]
    assert len(digests) == 2
    assert all('username="ann"' in one and "secret" not in one for one in digests)
    http.close()


def test_a_password_that_is_not_accepted_is_not_shown(fake: Callable[..., Fake]) -> None:
    """An error names the address without the password, and says that it was wrong."""
    server = fake(lambda h: h.reply(b"", "text/plain", 401))
    with (
        pytest.raises(EndpointRefusedError, match="does not accept this user and password") as caught,
        connected(server.url.replace("//", "//ann:hush@")),
    ):
        pass
    assert "hush" not in str(caught.value)
    assert "hush" not in repr(split_credentials(server.url.replace("//", "//ann:hush@")))


def rows(numbers: range) -> bytes:
    """A result of so many rows."""
    bindings = [{"x": {"type": "literal", "value": f"{number:05}"}} for number in numbers]
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}).encode()


def cutting(limit: int, there: int, *, telling: bool) -> Callable[[Any], None]:
    """A server that has ``there`` rows and gives at most ``limit`` at once; it may say so."""

    def answer(handler: Any) -> None:
        query = handler.fields["query"][0]
        if "COUNT(*)" in query:
            found = {"rows": {"type": "literal", "value": str(there)}}
            handler.reply(json.dumps({"head": {"vars": ["rows"]}, "results": {"bindings": [found]}}).encode())
            return
        page = re.search(r"LIMIT (\d+) OFFSET (\d+)$", query)
        size, start = (int(page[1]), int(page[2])) if page else (there, 0)
        given = range(start, min(there, start + min(size, limit)))
        told = {"X_SPARQL_MaxRows": str(limit)} if telling and len(given) == limit else {}
        handler.reply(rows(given), **told)

    return answer


@pytest.mark.parametrize("telling", [True, False])
@pytest.mark.parametrize(
    ("limit", "there"), [(150, 149), (150, 150), (150, 151), (150, 1000), (1000, 1000), (7, 7)]
)
def test_a_result_is_whole_whatever_the_server_cuts(
    fake: Callable[..., Fake], limit: int, there: int, telling: bool
) -> None:
    """A full page is never trusted: what is missing is counted and fetched."""
    server = fake(cutting(limit, there, telling=telling))
    assert [row["x"] for row in ask(server.url)] == [f"{number:05}" for number in range(there)]


def test_a_stream_that_was_cut_silently_ends_in_an_error(fake: Callable[..., Fake]) -> None:
    """Rows that were given already cannot be put in order any more: the end says that some are missing."""
    server = fake(cutting(150, 400, telling=False))
    endpoint = Endpoint(server.url, HttpClient())
    _, found = endpoint.solutions("SELECT ?x { ?x ?p ?o }")
    with pytest.raises(EndpointAnswerError, match="ended the result after 150 rows"):
        list(found)
    endpoint.http.close()


def test_triples_that_may_be_cut(fake: Callable[..., Fake]) -> None:
    """Exactly 10,000 triples of a CONSTRUCT are taken for a part."""
    lines = b"".join(b"<http://a/%d> <http://a/p> <http://a/o> .\n" % number for number in range(10_000))
    server = fake(lambda h: h.reply(lines, "application/n-triples"))
    endpoint = Endpoint(server.url, HttpClient())
    with pytest.raises(EndpointAnswerError, match="may have kept others back"):
        list(endpoint.triples("CONSTRUCT WHERE { ?s ?p ?o }"))
    endpoint.http.close()


def described(*found: Description) -> bytes:
    """The answer to the question which datasets are there."""
    store = ox.Store()
    for one in found:
        store.extend(ox.Quad(*triple, ox.NamedNode(one.graph)) for triple in one.to_triples())
    answer = store.query(FIND)
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=ox.QueryResultsFormat.JSON) or b""


def description(base: str = BASE, *, complete: bool = True, version: int = 1) -> Description:
    """A dataset."""
    return Description(base, graphs_of(base), "sha256:0", 5, complete, {"base": base, "format": version})


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (EMPTY, "holds no careergraph; run: careergraph push http"),
        (described(), "holds no careergraph; run: careergraph push http"),
        (described(description(complete=False)), "in part: a push is under way"),
        (described(description(version=0)), "another version"),
        (
            described(description(), description("https://other.example/")),
            r"several careergraphs; name one:\n.*#https://careers.example/\n.*#https://other",
        ),
    ],
)
def test_an_endpoint_without_a_graph_to_read(fake: Callable[..., Fake], answer: bytes, told: str) -> None:
    """No graph, half a graph, another version's or several: the message says what to do."""
    server = fake(lambda h: h.reply(answer))
    with pytest.raises(NoGraphThereError, match=told) as caught, connected(server.url):
        pass
    assert caught.value.exit_code == 8


def test_one_of_several_graphs_is_named_by_its_base(fake: Callable[..., Fake]) -> None:
    """The base behind “#” says which is meant."""
    answer = described(description(), description("https://other.example/"))
    server = fake(lambda h: h.reply(answer))
    with connected(f"{server.url}#https://other.example/") as build:
        assert build.about["base"] == "https://other.example/"
        assert isinstance(build.quads, Endpoint)
        assert build.quads.graphs == graphs_of("https://other.example/")
