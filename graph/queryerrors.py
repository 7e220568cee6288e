"""What can go wrong with a query that a person types.

::

    CareergraphError
    └── QueryError              exit code 2: what was asked cannot be run
        ├── QuerySyntaxError    it is no SPARQL: line, column and the place
        ├── QueryRefusedError   it is SPARQL, but would change the graph or read from elsewhere
        ├── QueryParameterError a parameter that is missing, unknown or no such value
        ├── QueryFormatError    the format cannot hold what the query gives
        ├── QueryFailedError    exit code 1: the engine gave up
        └── QueryStoppedError   exit code 9: out of time or memory
"""

from __future__ import annotations

from careergraph.data.errors import CareergraphError

_SHOWN = 100  # of a long line, so many characters around the place


class QueryError(CareergraphError):
    """A query that cannot be run."""

    exit_code = 2


class QuerySyntaxError(QueryError):
    """A text that is no SPARQL query.

    Args:
        message: what is wrong.
        text: the query as typed.
        offset: where in it, in characters from 0.
        hint: what to do about it.
    """

    def __init__(self, message: str, text: str, offset: int, hint: str = "") -> None:
        self.line, self.column = place(text, offset)
        start = text.rfind("\n", 0, offset) + 1
        whole = text[start:].split("\n", 1)[0].rstrip("\r")
        at = min(offset - start, len(whole))
        cut = max(0, at - _SHOWN // 2)
        shown = whole[cut : cut + _SHOWN].replace("\t", " ")
        shown = "".join(char if char.isprintable() else "\ufffd" for char in shown)
        marks = ("…" if cut else "", "…" if cut + _SHOWN < len(whole) else "")
        caret = " " * (at - cut + len(marks[0])) + "^"
        hint = f"\n{hint}" if hint else ""
        where = f"line {self.line}, column {self.column}"
        super().__init__(f"{where}: {message}\n  {marks[0]}{shown}{marks[1]}\n  {caret}{hint}")


class QueryRefusedError(QueryError):
    """A request that would change the graph or read from elsewhere."""


class QueryParameterError(QueryError):
    """A parameter that is missing, unknown, or given a value that it cannot have."""


class QueryFormatError(QueryError):
    """A format that cannot hold what a query gives."""


class QueryFailedError(QueryError):
    """The engine could not answer."""

    exit_code = 1


class QueryStoppedError(QueryError):
    """A query that was stopped, for time or memory."""

    exit_code = 9


def place(text: str, offset: int) -> tuple[int, int]:
    r"""The line and column of a character, both from 1.

    >>> place("ASK\n{ }", 4)
    (2, 1)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
