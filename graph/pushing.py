"""Loads a build into a triple store elsewhere, by the SPARQL 1.1 Graph Store HTTP Protocol.

Each share of the build has a graph of its own there: what pages state, what rules infer, findings, skills. A
description in another graph (`.description`) says whether all of it is there; whoever reads the dataset finds
it by that, and nobody reads a half.

The triples go in pieces, always the same ones in the same order. So a push that was interrupted goes on
behind the last piece of which the end is there: nothing need be kept on either side. A piece that was sent
twice does no harm, as a graph holds each triple once. At the end the server counts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from .connecting import find
from .credentials import split_credentials
from .description import SHARES, Description, graphs_of
from .endpoint import Endpoint
from .errors import EndpointAnswerError, EndpointError
from .httpclient import HttpClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .description import Share
    from .store import OpenBuild

#: Triples a piece; some 2 MB.
PIECE = 10_000
_READ_RETRIES = 3  # a piece may be sent again
_N_TRIPLES = {"Content-Type": "application/n-triples"}


class BlankNodesError(EndpointError):
    """A graph with blank nodes, which cannot be sent in pieces: the parts of one would become several."""

    exit_code = 3


class IncompletePushError(EndpointError):
    """The server took every piece and counts another number of triples than were sent."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: the graphs with their numbers of triples, and how many triples were sent this time."""

    url: str
    base: str
    graphs: dict[str, int]
    triples: int
    sent: int


@dataclass(frozen=True, slots=True)
class _Piece:
    share: Share
    body: bytes
    triples: int
    end: ox.Triple | None  # a triple by which to ask whether the piece is there


@dataclass(frozen=True, slots=True)
class _Measured:
    """Everything in the order of pushing: its digest, how many triples a share has, the end of each piece."""

    digest: str
    counts: dict[Share, int]
    ends: list[tuple[Share, ox.Triple | None]]

    @property
    def triples(self) -> int:
        return sum(self.counts.values())


def graph_store_addresses(url: str) -> list[str]:
    """Where servers have their Graph Store Protocol, the likeliest first, by the address of their endpoint.

    >>> graph_store_addresses("http://localhost:7878/query")[0]
    'http://localhost:7878/store'
    >>> graph_store_addresses("http://localhost:8890/sparql")[0]
    'http://localhost:8890/sparql-graph-crud-auth'
    >>> graph_store_addresses("https://graph.example/repositories/careers")
    ['https://graph.example/repositories/careers/rdf-graphs/service']
    """
    parts = urlsplit(url)
    above, _, last = parts.path.rstrip("/").rpartition("/")
    if above.endswith("/repositories"):  # GraphDB, RDF4J
        paths = [f"{parts.path.rstrip('/')}/rdf-graphs/service"]
    elif last == "sparql":  # Virtuoso, Fuseki, Neptune, Oxigraph behind another name
        paths = [f"{above}/sparql-graph-crud-auth", f"{above}/data", f"{above}/sparql/gsp/", f"{above}/store"]
    elif last == "query":  # Oxigraph, Fuseki, Stardog
        paths = [f"{above}/store", f"{above}/data", above or "/"]
    else:
        paths = [parts.path]
    return [urlunsplit(parts._replace(path=path, query="")) for path in paths]


def push(  # noqa: PLR0913 - three are options
    build: OpenBuild,
    url: str,
    *,
    graph: str = "",
    graph_store: str = "",
    anew: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Pushed:
    """Load a build into the store behind an endpoint, or go on where an earlier push was interrupted.

    Args:
        build: what to load.
        url: of the SPARQL endpoint; may hold user and password.
        graph: the IRI of the graph for what pages state; by default ``<base>graph/stated``.
        graph_store: the address of its Graph Store Protocol, where it is none of the usual ones.
        anew: replace what is there even if it is the same.
        progress: is told how many triples of how many are there.

    Raises:
        BlankNodesError: the build has blank nodes.
        EndpointError: the server does not answer, or does not take what is sent.
        IncompletePushError: it took everything and counts another number.
    """
    bare, who = split_credentials(url)
    http = HttpClient(who, read_retries=_READ_RETRIES)
    try:
        endpoint = Endpoint(bare, http)
        base = build.about["base"]
        graphs = graphs_of(base, graph)
        measured = _measured(build, bare)
        aim = Description(base, graphs, measured.digest, measured.triples, False, build.about)
        there = next((one for one in find(endpoint) if one.base == base), None)
        same = there is not None and (there.digest, there.graphs) == (aim.digest, graphs) and not anew
        sent = 0
        if not (same and there is not None and there.complete):
            addresses = [graph_store] if graph_store else graph_store_addresses(bare)
            target = _Target(http, endpoint, _writable(http, endpoint, addresses, aim))
            if not same:
                target.clear({*graphs.values(), *(there.graphs.values() if there else ())})
            target.replace(aim.graph, aim.to_triples())
            first = _first_missing(measured, target, graphs)
            for number, piece in enumerate(_pieces(build)):
                if number >= first:
                    target.add(graphs[piece.share], piece.body)
                    sent += piece.triples
                progress(sent, aim.triples)
            _check(endpoint, graphs, measured.counts, bare)
            target.replace(aim.graph, replace(aim, complete=True).to_triples())
        return Pushed(
            bare, base, {graphs[share]: measured.counts[share] for share in SHARES}, aim.triples, sent
        )
    finally:
        http.close()


class _Target:
    """The graphs of a store elsewhere, to be written."""

    def __init__(self, http: HttpClient, endpoint: Endpoint, address: str) -> None:
        self._http = http
        self._endpoint = endpoint
        self._address = address

    def clear(self, graphs: set[str]) -> None:
        """Remove graphs; one that is not there is as good."""
        for graph in sorted(graphs):
            try:
                self._http.request("DELETE", _named(self._address, graph), {}).close()
            except EndpointAnswerError as error:
                if error.status != 404:
                    raise

    def add(self, graph: str, body: bytes) -> None:
        """Add N-Triples to a graph."""
        self._http.request("POST", _named(self._address, graph), _N_TRIPLES, body).close()

    def replace(self, graph: str, triples: list[ox.Triple]) -> None:
        """Make this all that a graph holds."""
        body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        self._http.request("PUT", _named(self._address, graph), _N_TRIPLES, body).close()

    def holds(self, graph: str, triple: ox.Triple) -> bool:
        """Whether a graph holds a triple."""
        pattern = f"GRAPH {ox.NamedNode(graph)} {{ {triple} }}"
        return self._endpoint.ask(f"ASK {{ {pattern} }}", scope="server")


def _named(address: str, graph: str) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode({'graph': graph})}"


def _writable(http: HttpClient, endpoint: Endpoint, addresses: list[str], aim: Description) -> str:
    """The first address that takes the description, and from which it arrives at the endpoint.

    The description without a digest: until everything that was there is removed, no push goes on behind it.
    """
    aim = replace(aim, digest="")
    failure: EndpointError | None = None
    for address in addresses:
        try:
            _Target(http, endpoint, address).replace(aim.graph, aim.to_triples())
        except EndpointAnswerError as error:
            if error.status not in (404, 405, 501):
                raise
            failure = failure or error
            continue
        if any(one.digest == aim.digest and not one.complete for one in find(endpoint)):
            return address
        raise EndpointAnswerError(
            f"took a graph that {endpoint.url} does not have; name the address of its Graph Store Protocol "
            "with --graph-store",
            address,
        )
    raise EndpointAnswerError(
        f"has no Graph Store Protocol at {' or '.join(addresses)}; name its address with --graph-store",
        endpoint.url,
    ) from failure


def _quads(build: OpenBuild, share: Share) -> Iterator[ox.Triple]:
    """The triples of a share, for a build on disk in an order that hangs on nothing but the triples."""
    store = build.quads
    if isinstance(store, ox.Store):
        own = graphs_of(build.about["base"])[share]
        name = ox.DefaultGraph() if share == "stated" else ox.NamedNode(own)
        return (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
    if isinstance(store, Endpoint):
        return (quad.triple for quad in store.quads((share,)))
    raise TypeError(f"{type(store).__name__} cannot be listed")


def _pieces(build: OpenBuild) -> Iterator[_Piece]:
    for share in SHARES:
        held: list[ox.Triple] = []
        for triple in _quads(build, share):
            held.append(triple)
            if len(held) == PIECE:
                yield _piece(share, held)
                held = []
        if held:
            yield _piece(share, held)


def _piece(share: Share, triples: list[ox.Triple]) -> _Piece:
    body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    # Servers may write numbers and truth values in another way than they were sent.
    links = (triple for triple in reversed(triples) if isinstance(triple.object, ox.NamedNode))
    return _Piece(share, body, len(triples), next(links, None))


def _measured(build: OpenBuild, url: str) -> _Measured:
    digest = hashlib.sha256()
    counts: dict[Share, int] = dict.fromkeys(SHARES, 0)
    ends: list[tuple[Share, ox.Triple | None]] = []
    for piece in _pieces(build):
        if b"_:" in piece.body and any(
            line.startswith(b"_:") or b" _:" in line for line in _bare(piece.body)
        ):
            raise BlankNodesError(
                "the graph has blank nodes, and is not sent in pieces; give them IRIs before the import", url
            )
        digest.update(piece.share.encode())
        digest.update(piece.body)
        counts[piece.share] += piece.triples
        ends.append((piece.share, piece.end))
    return _Measured(f"sha256:{digest.hexdigest()}", counts, ends)


def _bare(body: bytes) -> Iterator[bytes]:
    """The lines of N-Triples without their strings."""
    return (line.partition(b'"')[0] for line in body.splitlines())


def _first_missing(measured: _Measured, target: _Target, graphs: dict[Share, str]) -> int:
    """The number of the first piece to send; they arrive in order, so halving finds it."""
    low, high = 0, len(measured.ends)
    while low < high:
        middle = (low + high) // 2
        share, end = measured.ends[middle]
        if end is not None and target.holds(graphs[share], end):
            low = middle + 1
        else:
            high = middle
    return low


def _check(endpoint: Endpoint, graphs: dict[Share, str], counts: dict[Share, int], url: str) -> None:
    for share, graph in graphs.items():
        found = endpoint.count(graph)
        if found != counts[share]:
            raise IncompletePushError(
                f"counts {found} triples in {graph}, and {counts[share]} were sent; "
                "replace what is there: careergraph push --anew",
                url,
            )
