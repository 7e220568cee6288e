"""Queries that people type, put to a SPARQL endpoint; the answers look like those of a store."""

from __future__ import annotations

import contextlib
import io
import json
from itertools import chain, repeat
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .prefixes import PREFIXES
from .queryerrors import QueryFailedError, QueryRefusedError
from .sparql import explained
from .sparqlserving import run
from .sparqltokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .endpoint import Endpoint
    from .query import Bound
    from .sparql import Found, Query


def ask(
    endpoint: Endpoint, query: Query, *, base: str = "", bound: Bound | None = None
) -> Found | Iterator[ox.Triple]:
    """Run a query over all graphs of a dataset elsewhere.

    Args:
        endpoint: where.
        query: from `sparql.prepare`.
        base: the base of the dataset's IRIs.
        bound: terms to put in the place of variables.

    Raises:
        QuerySyntaxError: it is no SPARQL.
        QueryRefusedError: the query names graphs with FROM; which ones are read is set already.
        EndpointError: there is no answer, or one that is none.
    """
    if query.graphs:
        raise QueryRefusedError("FROM is not for endpoints: without it, all graphs of the dataset are read")
    _check(query, base)
    text = complete(query, base)
    if query.form == "ASK":
        return _parsed([json.dumps({"head": {}, "boolean": endpoint.ask(text, bound, "union")})])
    if query.form != "SELECT":
        return endpoint.triples(text, bound, "union")
    variables, found = endpoint.solutions(text, bound, "union")
    return _parsed(_json(variables, found))


def _check(query: Query, base: str) -> None:
    """Find mistakes here, where they can be shown at their place in the text as typed."""
    with contextlib.suppress(QueryFailedError):  # a function that only the endpoint has
        try:
            run(ox.Store(), query.text, base, None, {})
        except SyntaxError as error:
            raise explained(query.text, str(error)) from error


def complete(query: Query, base: str = "") -> str:
    """The text with the base, and those prefixes declared that it uses without declaring them.

    They are put before the first line, so that lines keep their numbers.

    >>> from .sparql import prepare
    >>> complete(prepare("ASK { ?role a cg:Role }"))
    'PREFIX cg: <https://w3id.org/careergraph#> ASK { ?role a cg:Role }'
    """
    used = {token.text.partition(":")[0] for token in tokens(query.text) if token.kind == "name"}
    declared = dict(query.declared)
    missing = [f"PREFIX {p}: <{PREFIXES[p]}>" for p in sorted(used - declared.keys()) if p in PREFIXES]
    return " ".join([*([f"BASE <{base}>"] if base and not query.base else []), *missing, query.text])


class _Chunks(io.RawIOBase):
    """Pieces of a text as a file."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._left or size < 0:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece.encode()
        given, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return given


def _parsed(pieces: Iterable[str]) -> ox.QuerySolutions | ox.QueryBoolean:
    return ox.parse_query_results(_Chunks(pieces), ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]  # a binary file


def _json(variables: Sequence[str], found: Iterable[Iterable[object]]) -> Iterator[str]:
    """SPARQL's own JSON, from which the engine writes all other formats."""
    yield json.dumps({"head": {"vars": list(variables)}})[:-1] + ', "results": {"bindings": ['
    for comma, solution in zip(chain([""], repeat(",")), found, strict=False):
        row = {name: _term(term) for name, term in zip(variables, solution, strict=True) if term is not None}
        yield comma + json.dumps(row)
    yield "]}}"


def _term(term: object) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} is no term of SPARQL 1.1")
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
