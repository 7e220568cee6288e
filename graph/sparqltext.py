"""SPARQL queries as text, for endpoints: terms put in the place of variables, pages, counts.

A query is cut into tokens, so that nothing inside a string, an IRI or a comment is ever taken for a variable
or a keyword. What the tokens mean is left to the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, cast

from .sparqltokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .query import Bound
    from .sparqltokens import Token

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_MODIFIERS = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


class QueryTextError(ValueError):
    """A query that cannot be handled as text: it is no query, or it assigns to a parameter."""


def _placed(query: str) -> list[tuple[Token, int]]:
    """The tokens of a query, and how many brackets are open around each."""
    found = []
    depth = 0
    for token in tokens(query):
        if token.text in ("}", ")", "]"):
            depth -= 1
        found.append((token, depth))
        if token.text in ("{", "(", "["):
            depth += 1
    return found


def _word(token: Token) -> str:
    """A keyword in capitals; what is no word as it is."""
    return token.text.upper() if token.kind == "word" else token.text


def _form_at(placed: Sequence[tuple[Token, int]]) -> int:
    for number, (token, depth) in enumerate(placed):
        if depth == 0 and token.kind == "word" and _word(token) in _FORMS:
            return number
    raise QueryTextError("this is no SELECT, ASK, CONSTRUCT or DESCRIBE query")


def form(query: str) -> Form:
    """What sort of query this is.

    >>> form('PREFIX select: <http://x/> ask { ?s ?p "select" }')
    'ASK'

    Raises:
        QueryTextError: it is none.
    """
    placed = _placed(query)
    return cast("Form", _word(placed[_form_at(placed)][0]))


class _Clauses:
    """In which clause of which SELECT a variable stands, token by token."""

    def __init__(self) -> None:
        self._columns: int | None = None  # the depth of the SELECT whose columns are being listed
        self._listed: dict[
            int, set[str]
        ] = {}  # the given variables that each open SELECT lists, by its depth
        self._modifiers: dict[int, str] = {}  # the last modifier of each open SELECT, by its depth

    def at(self, token: Token, depth: int) -> None:
        """Go on to a token."""
        word = _word(token)
        if word == "}":
            self._listed = {at: names for at, names in self._listed.items() if at <= depth}
            self._modifiers = {at: name for at, name in self._modifiers.items() if at <= depth}
        if word == "SELECT":
            self._columns = depth
            self._listed[depth] = set()
        elif word in ("{", "WHERE", "FROM"):
            self._columns = None
        if word in _MODIFIERS:
            self._modifiers[depth] = word

    def written(self, name: str, term: object, depth: int) -> str:
        """How a term is written here in the place of the variable of a name."""
        if self._columns == depth:
            # A name may be assigned once only: where a SELECT around lists it, this one gives way.
            around = any(name in names for at, names in self._listed.items() if at < depth)
            self._listed[depth].add(name)
            return f"({term} AS ?{name}{'_given' if around else ''})"
        if self._modifiers.get(depth) in ("GROUP", "ORDER"):
            return f"({term})"
        return str(term)


def substitute(query: str, bound: Bound) -> str:
    """The query with terms in the place of variables; a variable that is selected keeps its column.

    Terms are written by pyoxigraph, with all escapes, in the place of whole tokens.

    >>> import pyoxigraph as ox
    >>> substitute('SELECT ?x ?y { ?x ?p ?y FILTER(?y != "?x") }', {"x": ox.NamedNode("http://a/b")})
    'SELECT (<http://a/b> AS ?x) ?y { <http://a/b> ?p ?y FILTER(?y != "?x") }'

    Raises:
        QueryTextError: the query assigns to a variable that is bound (``AS ?x``, ``VALUES ?x``).
    """
    if not bound:
        return query
    out: list[str] = []
    end = 0
    clauses = _Clauses()
    before = ""
    for token, depth in _placed(query):
        clauses.at(token, depth)
        out.append(query[end : token.start])
        end = token.start + len(token.text)
        name = token.text[1:] if token.kind == "var" else ""
        if name in bound and before in ("AS", "VALUES"):
            raise QueryTextError(f"?{name} is given, and the query assigns to it")
        out.append(clauses.written(name, bound[name], depth) if name in bound else token.text)
        before = _word(token)
    return "".join((*out, query[end:]))


@dataclass(frozen=True, slots=True)
class Parts:
    """A SELECT query in parts, so that it can stand inside another.

    ``body`` reaches from SELECT to the end of what is matched, grouped and filtered; ``order`` holds the
    conditions of ORDER BY, ``values`` the block of VALUES at the end.
    """

    prologue: str
    dataset: str
    body: str
    order: str
    values: str
    limit: int | None
    offset: int

    def counted(self) -> str:
        """A query for the number of all rows, as ``?rows``."""
        limit = "" if self.limit is None else f" LIMIT {self.limit}"
        offset = f" OFFSET {self.offset}" if self.offset else ""
        inner = f"{self.body}{limit}{offset} {self.values}"
        return f"{self.prologue}\nSELECT (COUNT(*) AS ?rows) {self.dataset} WHERE {{ {{ {inner} }} }}"

    def page(self, variables: Sequence[str], start: int, size: int) -> str:
        """A query for ``size`` rows from number ``start`` (from 0) on, in an order that leaves nothing open.

        The sorted query stands inside: Virtuoso refuses ORDER BY beside a large OFFSET.

        Args:
            variables: the columns.
            start: how many rows to skip, besides those that the query itself skips.
            size: how many rows to give.
        """
        order = " ".join(filter(None, (self.order, *(f"?{name}" for name in variables))))
        inner = f"{self.body} ORDER BY {order} {self.values}"
        outer = f"SELECT * {self.dataset} WHERE {{ {{ {inner} }} }}"
        return f"{self.prologue}\n{outer} LIMIT {size} OFFSET {self.offset + start}"


def parts(query: str) -> Parts:
    """Take a SELECT query apart.

    >>> found = parts("PREFIX a: <http://a/> SELECT ?x FROM a:g { ?x a a:T } ORDER BY DESC(?x) LIMIT 5")
    >>> found.dataset, found.order, found.limit
    ('FROM a:g', 'DESC(?x)', 5)
    >>> print(found.counted())
    PREFIX a: <http://a/>
    SELECT (COUNT(*) AS ?rows) FROM a:g WHERE { { SELECT ?x { ?x a a:T } LIMIT 5  } }

    Raises:
        QueryTextError: it is no SELECT query.
    """
    placed = _placed(query)
    start = _form_at(placed)
    words = [_word(token) if depth == 0 else "" for token, depth in placed]
    if words[start] != "SELECT":
        raise QueryTextError("this is no SELECT query")
    try:
        pattern = words.index("{", start)
        end = words.index("}", pattern)
    except ValueError:
        raise QueryTextError("the query has no pattern in braces") from None

    def text(first: int, last: int) -> str:
        """The query from a token to before another."""
        if first >= last:
            return ""
        final = placed[last - 1][0]
        return query[placed[first][0].start : final.start + len(final.text)]

    dataset = next((n for n in range(start, pattern) if words[n] == "FROM"), pattern)
    where = next((n for n in range(dataset, pattern) if words[n] == "WHERE"), pattern)
    marks = [n for n in range(end + 1, len(words)) if words[n] in _MODIFIERS]
    tail = {words[n]: (n, following) for n, following in pairwise([*marks, len(words)])}

    def clause(name: str, skip: int = 0) -> str:
        first, last = tail.get(name, (0, 0))
        return text(first + skip, last)

    return Parts(
        prologue=text(0, start),
        dataset=text(dataset, where),
        body=" ".join(
            filter(None, (text(start, dataset), text(where, end + 1), clause("GROUP"), clause("HAVING")))
        ),
        order=clause("ORDER", 2),
        values=clause("VALUES"),
        limit=int(clause("LIMIT", 1)) if "LIMIT" in tail else None,
        offset=int(clause("OFFSET", 1) or 0),
    )
