"""A dataset behind a SPARQL 1.1 endpoint, asked like a store on disk.

The graphs of the dataset are named in every question (``default-graph-uri``), so that other data in the same
server does not matter and stated and inferred facts stay apart. Some servers end a result silently after so
many rows. So a result that is longer than what is known to be safe is counted by the server as well, and
fetched in pages, in an order that leaves nothing open, where a part is missing.
"""

from __future__ import annotations

import contextlib
import re
from typing import IO, TYPE_CHECKING, Literal, TypeAlias, cast
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from .credentials import without_secrets
from .description import SHARES
from .errors import EndpointAnswerError
from .sparqltext import parts, substitute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .description import Share
    from .httpclient import HttpClient, Reply
    from .query import Bound, Row

#: Which graphs a question is put to: all as one, as lookups are; what is stated, with the others by name,
#: as a build is queried; or whatever the server takes where no graph is named.
Scope = Literal["union", "stated", "server"]
Solution: TypeAlias = "tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]"

_LONGEST_URL = 2000
_SURE = 100  # no server is known that cuts shorter results
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_XSD_BOOLEAN = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_CANONICAL = {"1": "true", "0": "false"}  # Virtuoso gives back truth values as numbers
_MAY_BE_CUT = 10_000
_GRAPH = re.compile(r"\bGRAPH\b", re.IGNORECASE)
#: Virtuoso's refusal of ORDER BY with a large LIMIT or OFFSET, and how many rows it would give.
_SORTS_LESS = re.compile(r"SR353: .*Only (\d+) are allowed")


class _CutError(Exception):
    """A result that is shorter than what was asked; ``page`` rows came."""

    def __init__(self, page: int) -> None:
        super().__init__(page)
        self.page = page


class Endpoint:
    """Answers SPARQL queries over a dataset elsewhere.

    Args:
        url: of the endpoint, without credentials.
        http: how to reach it.
        graphs: share → IRI of its graph; may be set later.
    """

    def __init__(self, url: str, http: HttpClient, graphs: dict[Share, str] | None = None) -> None:
        self.url = url
        self.http = http
        self.graphs: dict[Share, str] = graphs or {}
        self._sure = _SURE

    def rows(self, query: str, bound: Bound) -> Iterator[Row]:
        """The solutions of a SELECT query over all graphs, with terms in the place of variables.

        Raises:
            EndpointError: there is no answer, or one that is none.
        """
        yield from self.select(substitute(query, bound), "union")

    def select(self, query: str, scope: Scope) -> Iterator[Row]:
        """The solutions of a SELECT query as rows of strings.

        Raises:
            EndpointError: there is no answer, or one that is none.
        """
        variables, whole = self._gathered(query, scope)
        for solution in whole:
            yield _row(variables, solution)

    def solutions(
        self, query: str, bound: Bound | None = None, scope: Scope = "stated"
    ) -> tuple[list[str], Iterator[Solution]]:
        """The variables and the solutions of a SELECT query, as they come: a term or None for each variable.

        Raises:
            EndpointError: there is no answer, or one that is none; while iterating, too.
        """
        variables, found = self._begun(substitute(query, bound or {}), scope)
        return variables, self._told_if_cut(found)

    def ask(self, query: str, bound: Bound | None = None, scope: Scope = "stated") -> bool:
        """The answer to an ASK query."""
        with contextlib.closing(self._ask(substitute(query, bound or {}), scope, _RESULTS)) as reply:
            found = self._parsed(reply)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            with self._broken_off():
                # Virtuoso answers by a number, under this name, in a table that is empty for "no".
                if [variable.value for variable in found.variables] == ["__ASK_RETVAL"]:
                    return any(one["__ASK_RETVAL"].value == "1" for one in found)
            raise EndpointAnswerError("gave no truth value for an ASK query", self.url)

    def triples(self, query: str, bound: Bound | None = None, scope: Scope = "stated") -> Iterator[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, as they come.

        Raises:
            EndpointAnswerError: the server may have kept some back; SPARQL has no way to tell.
        """
        with contextlib.closing(self._ask(substitute(query, bound or {}), scope, _TRIPLES)) as reply:
            form = ox.RdfFormat.from_media_type(reply.type)
            if form is None:
                raise _no_result(reply, self.url)
            count = 0
            with self._broken_off():
                for quad in ox.parse(cast("IO[bytes]", reply), format=form):  # all that it needs is read()
                    count += 1
                    yield quad.triple
            virtuoso = "virtuoso" in reply.headers.get("Server", "").lower()
            if count >= _MAY_BE_CUT and (virtuoso or not count % 1000):
                raise EndpointAnswerError(
                    f"gave {count} triples and may have kept others back; ask by SELECT, whose rows are "
                    "counted, or use careergraph export",
                    self.url,
                )

    def quads(self, shares: Sequence[Share] = SHARES) -> Iterator[ox.Quad]:
        """All quads as a build has them: what is stated in the default graph."""
        for share in shares:
            if share not in self.graphs:
                continue
            graph = ox.NamedNode(self.graphs[share])
            name = ox.DefaultGraph() if share == "stated" else graph
            # Property by property: a server that cuts results need not sort the whole graph for each page.
            _, used = self._gathered(f"SELECT DISTINCT ?p WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", "server")
            for (predicate,) in used:
                query = f"SELECT ?s ?o WHERE {{ GRAPH {graph} {{ ?s {predicate} ?o }} }}"
                for subject, value in self._gathered(query, "server")[1]:
                    yield ox.Quad(subject, predicate, value, name)  # type: ignore[arg-type]  # of any triple

    def __iter__(self) -> Iterator[ox.Quad]:
        """All quads, as iterating over a store gives them."""
        return self.quads()

    def count(self, graph: str) -> int:
        """How many triples a graph holds, as the server says."""
        query = f"SELECT (COUNT(*) AS ?rows) WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return self._number(query, "server")

    def _gathered(self, query: str, scope: Scope) -> tuple[list[str], list[Solution]]:
        """The variables and all solutions; only the end of a result tells whether it is one."""
        variables, found = self._begun(query, scope)
        try:
            return variables, list(found)
        except _CutError as cut:
            return variables, list(self._pages(query, scope, variables, cut.page))

    def _told_if_cut(self, found: Iterator[Solution]) -> Iterator[Solution]:
        try:
            yield from found
        except _CutError as cut:
            raise EndpointAnswerError(
                f"ended the result after {cut.page} rows without saying so; ask for fewer, by LIMIT and "
                "OFFSET",
                self.url,
            ) from None

    def _begun(self, query: str, scope: Scope) -> tuple[list[str], Iterator[Solution]]:
        """The variables and the solutions; `_CutError` behind the last where the server counts more."""
        try:
            reply = self._ask(query, scope, _RESULTS)
        except EndpointAnswerError as error:
            refused = _SORTS_LESS.search(str(error))
            if refused is None:
                raise
            variables = self._variables(parts(query).page((), 0, 1), scope)
            return variables, self._pages(query, scope, variables, int(refused[1]))
        found = self._parsed(reply)
        if not isinstance(found, ox.QuerySolutions):
            raise EndpointAnswerError("gave a truth value for a SELECT query", self.url)
        variables = [variable.value for variable in found.variables]
        if (page := _page_size(reply)) is None:
            return variables, self._checked(query, scope, reply, found)
        reply.close()
        return variables, self._pages(query, scope, variables, page)

    def _checked(
        self, query: str, scope: Scope, reply: Reply, found: ox.QuerySolutions
    ) -> Iterator[Solution]:
        number = 0
        with contextlib.closing(reply), self._broken_off():
            for solution in found:
                number += 1
                yield _terms(solution)
        if number <= self._sure:
            return
        if self._number(parts(query).counted(), scope) != number:
            raise _CutError(number)
        self._sure = number

    def _pages(self, query: str, scope: Scope, variables: Sequence[str], size: int) -> Iterator[Solution]:
        taken = parts(query)
        expected = self._number(taken.counted(), scope)
        start = 0
        while start < expected:
            reply = self._ask(taken.page(variables, start, min(size, expected - start)), scope, _RESULTS)
            found = self._parsed(reply)
            number = 0
            with contextlib.closing(reply), self._broken_off():
                for solution in found if isinstance(found, ox.QuerySolutions) else ():
                    number += 1
                    yield _terms(solution)
            if not number:
                raise EndpointAnswerError(f"counts {expected} rows and gives {start} of them", self.url)
            start += number

    def _variables(self, query: str, scope: Scope) -> list[str]:
        with contextlib.closing(self._ask(query, scope, _RESULTS)) as reply:
            found = self._parsed(reply)
            return [one.value for one in found.variables] if isinstance(found, ox.QuerySolutions) else []

    def _number(self, query: str, scope: Scope) -> int:
        reply = self._ask(query, scope, _RESULTS)
        with contextlib.closing(reply), self._broken_off():
            found = self._parsed(reply)
            if isinstance(found, ox.QuerySolutions):
                for solution in found:
                    return int(solution["rows"].value)
        raise EndpointAnswerError("does not count", self.url)

    def _ask(self, query: str, scope: Scope, accept: str) -> Reply:
        fields = [("query", query)]
        if scope == "union":
            fields += [("default-graph-uri", iri) for iri in self.graphs.values()]
            if _GRAPH.search(query):  # else there would be none; Virtuoso slips with them and "*"
                fields += [("named-graph-uri", iri) for iri in self.graphs.values()]
        elif scope == "stated":
            fields += [
                ("default-graph-uri" if share == "stated" else "named-graph-uri", iri)
                for share, iri in self.graphs.items()
            ]
        encoded = urlencode(fields)
        mark = "&" if urlsplit(self.url).query else "?"
        if len(self.url) + len(encoded) < _LONGEST_URL:
            address = f"{self.url}{mark}{encoded}"
            reply = self.http.request("GET", address, {"Accept": accept}, name=self.url)
        else:
            kind = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
            reply = self.http.request("POST", self.url, kind, encoded)
        if state := reply.headers.get("X-SQL-State"):
            reply.close()
            raise EndpointAnswerError(
                f"stopped before the answer was complete ({state}: "
                f"{reply.headers.get('X-SQL-Message', 'it allows no more time')})",
                self.url,
            )
        return reply

    def _parsed(self, reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
        if reply.type not in (_RESULTS, "application/json"):
            raise _no_result(reply, self.url)
        with self._broken_off():
            return ox.parse_query_results(cast("IO[bytes]", reply), ox.QueryResultsFormat.JSON)

    @contextlib.contextmanager
    def _broken_off(self) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            raise EndpointAnswerError(
                f"broke off, or gave no SPARQL result: {error.msg}", self.url
            ) from error


def _page_size(reply: Reply) -> int | None:
    """How many rows the server gives at most, where it says that it has given so many."""
    said = reply.headers.get("X-SPARQL-MaxRows", "")
    return int(said) if said.isdecimal() and int(said) else None


def _no_result(reply: Reply, url: str) -> EndpointAnswerError:
    kind = reply.type or "no content type"
    reply.close()
    web = "a web page" if kind in ("text/html", "application/xhtml+xml") else f"“{kind}”"
    return EndpointAnswerError(
        f"answered with {web} in the place of a SPARQL result; is this the endpoint's own address?",
        without_secrets(url),
    )


def _row(variables: Sequence[str], solution: Solution) -> Row:
    return {
        variable: term.value
        for variable, term in zip(variables, solution, strict=True)
        if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode))
    }


def _terms(solution: ox.QuerySolution) -> Solution:
    """The terms, truth values as "true" and "false"."""
    return tuple(
        ox.Literal(_CANONICAL[term.value], datatype=_XSD_BOOLEAN)
        if isinstance(term, ox.Literal) and term.datatype == _XSD_BOOLEAN and term.value in _CANONICAL
        else term
        for term in solution
    )
