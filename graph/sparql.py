"""SPARQL queries as people type them: what is refused, what need not be declared, and where a mistake stands.

A typed query runs in a process that loads only :mod:`.sparqlserving`; this module is what stands before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from .prefixes import PREFIXES
from .queryerrors import QueryRefusedError, QuerySyntaxError
from .sparqlserving import run
from .sparqltokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
#: A part of the store, as in ``careergraph export --share``.
Share = Literal["all", "stated", "inferred", "findings", "skills"]
Found: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"

_FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING"}
)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SENTENCE = re.compile(r"\b[A-Z]\w*(?: [\w-]+)+")


class Query(NamedTuple):
    """A query that may be run: its text as typed, its form, and the graphs that FROM clauses name."""

    text: str
    form: Form
    graphs: tuple[Token, ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    base: str = ""


def prepare(text: str) -> Query:
    """Read a query far enough to know its form, and refuse what must not be run.

    Args:
        text: SPARQL, whose prefixes need not be declared if they are among `PREFIXES`.

    Raises:
        QueryRefusedError: it is an update, or asks another server.
        QuerySyntaxError: it is empty, no query, or uses a prefix that nobody declared.
    """
    found = list(tokens(text))
    declared, base, at = _prologue(found)
    head = found[at].text.upper() if at < len(found) and found[at].kind == "word" else ""
    if head in _UPDATES:
        raise QueryRefusedError(
            f"{head} would change the graph, and a query only reads: what the graph holds comes from the "
            "pages. Change these and run: careergraph build"
        )
    for token in found:
        if token.kind == "word" and token.text.upper() == "SERVICE":
            raise QueryRefusedError(
                "SERVICE would send a part of the query to another server; a query reads this graph only. "
                "Query the other server by itself, or load its data and this graph (careergraph export) into "
                "one store"
            )
    if head not in _FORMS:
        raise _fault(text, found, len(text), "this is no query")
    _check_prefixes(text, found, {*PREFIXES, *dict(declared)})
    return Query(text, _FORMS[head], _from(found), declared, base)


def ask(
    store: ox.Store,
    query: Query,
    *,
    base: str = "",
    shares: Collection[Share] = (),
    bound: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
) -> Found:
    """Run a query over all graphs as if they were one, or over some.

    Args:
        store: the quads.
        query: from `prepare`.
        base: the base of the store's IRIs; relative IRIs in the query are relative to it.
        shares: the parts of the store that are asked where the query names no GRAPH; none for all of it. A
            query with FROM says that itself.
        bound: terms to put in the place of variables.

    Raises:
        QuerySyntaxError: it is no SPARQL.
        QueryRefusedError: FROM names a graph that the store does not hold.
        QueryFailedError: the store cannot be read.
    """
    check_graphs(store, query, base)
    try:
        return run(store, query.text, base, default_graphs(query, shares, base), bound or {})
    except SyntaxError as error:
        raise explained(query.text, str(error)) from error


def default_graphs(query: Query, shares: Collection[Share], base: str) -> list[str] | None:
    """The graphs that a query is put to where it names no GRAPH, as `sparqlserving.run` takes them."""
    if query.graphs:
        return []
    if not shares or "all" in shares:
        return None
    return ["" if share == "stated" else f"{base}graph/{share}" for share in shares]


def _prologue(found: list[Token]) -> tuple[tuple[tuple[str, str], ...], str, int]:
    """The prefixes and the base that a query declares, and the number of the token behind them."""
    declared, base, at = [], "", 0
    while at + 1 < len(found) and found[at].kind == "word":
        word, behind = found[at].text.upper(), found[at + 1]
        if word == "BASE" and behind.kind == "iri":
            base, at = behind.text[1:-1], at + 2
        elif word == "PREFIX" and behind.kind == "name" and at + 2 < len(found):
            declared.append((behind.text.partition(":")[0], found[at + 2].text[1:-1]))
            at += 3
        else:
            break
    return tuple(declared), base, at


def _check_prefixes(text: str, found: list[Token], known: set[str]) -> None:
    for number, token in enumerate(found):
        prefix = token.text.partition(":")[0]
        if token.kind != "name" or prefix in known:
            continue
        if number and found[number - 1].text.upper() == "PREFIX":
            continue  # a declaration that is broken further on
        if _broken_before(found, number):
            raise _fault(text, found, len(text), "")
        from difflib import get_close_matches  # noqa: PLC0415 - only for this message

        near = get_close_matches(prefix, known, 1)
        meant = f"Did you mean {near[0]}:? " if near else ""
        listed = ", ".join(f"{one}:" for one in sorted(known) if one)
        raise QuerySyntaxError(
            f"nobody declared the prefix {prefix}:",
            text,
            token.start,
            f"{meant}Known without declaring: {listed}; any other: PREFIX {prefix or 'x'}: <http://...>",
        )


def _broken_before(found: list[Token], number: int) -> bool:
    from .sparqlgrammar import first_fault  # noqa: PLC0415 - for queries with mistakes only

    broken = first_fault(found)
    return broken is not None and broken[0] < number


def _from(found: list[Token]) -> tuple[Token, ...]:
    """The IRIs and names that FROM and FROM NAMED name."""
    graphs = []
    for number, token in enumerate(found):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        rest = found[number + 1 : number + 3]
        if rest and rest[0].text.upper() == "NAMED":
            rest = rest[1:]
        if rest and rest[0].kind in ("iri", "name"):
            graphs.append(rest[0])
    return tuple(graphs)


def check_graphs(store: ox.Store, query: Query, base: str = "") -> None:
    """Make sure that FROM names graphs of the store; files and addresses are not read.

    Raises:
        QueryRefusedError: it names something else.
    """
    if not query.graphs:
        return
    from urllib.parse import urljoin  # noqa: PLC0415 - few queries have FROM

    namespaces = {**PREFIXES, **dict(query.declared)}
    for token in query.graphs:
        prefix, _, local = token.text.partition(":")
        iri = token.text[1:-1] if token.kind == "iri" else namespaces[prefix] + local
        iri = urljoin(urljoin(base, query.base), iri)
        try:
            known = store.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            known = False
        if not known:
            held = ", ".join(
                f"<{node.value}>" for node in store.named_graphs() if isinstance(node, ox.NamedNode)
            )
            raise QueryRefusedError(
                f"FROM {token.text} would read a file or an address; a query reads the graphs of the store "
                f"only: {held or 'it has no named ones'}. Without FROM it reads all of them"
            )


def explained(text: str, message: str) -> QuerySyntaxError:
    """The engine's message on a query as a place in the text and a sentence."""
    found = list(tokens(text))
    placed = _PLACE.match(message)
    line, column, expected = placed.groups() if placed else ("1", "1", message)
    lines = text.splitlines(keepends=True)[: int(line)]
    offset = sum(map(len, lines[:-1])) + int(column) - 1 if len(lines) == int(line) else len(text)
    said = _SENTENCE.search(expected)
    return _fault(text, found, offset, said.group() if said else "this cannot stand here")


def _fault(text: str, found: list[Token], offset: int, said: str) -> QuerySyntaxError:
    """A mistake at the first word that no rule fits; where all do, what the engine said of ``offset``."""
    from .sparqlgrammar import first_fault  # noqa: PLC0415 - for queries with mistakes only

    broken = first_fault(found)
    if broken is None:
        # What is wrong with what is selected, the engine notices at the end of it all.
        before = [
            t.start
            for t in found
            if t.start < offset and ("SELECT" not in said or t.text.upper() == "SELECT")
        ]
        return QuerySyntaxError(said, text, before[-1] if before else 0)
    number, expected = broken
    hint = f"expected: {'  '.join(expected)}" if expected else ""
    if not found:
        return QuerySyntaxError("there is no query", text, len(text), hint)
    if number >= len(found):
        end = found[-1].start + len(found[-1].text)
        return QuerySyntaxError("the query ends too early", text, end, hint)
    token = found[number]
    if token.kind == "unknown" and token.text in "\"'":
        return QuerySyntaxError("this string is not closed", text, token.start)
    return QuerySyntaxError(f"“{token.text[:40]}” cannot stand here", text, token.start, hint)
