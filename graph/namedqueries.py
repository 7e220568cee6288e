"""The queries that people ask by name (``queries/*.rq``), each described in its own first lines.

A query starts with comments of this form; what stands behind ``Parameters`` and ``Columns`` is one a line::

    # Question: Which roles of a job family are there, from the lowest grade to the highest?
    # Parameters:
    #   family (family): the job family. Example: Backend Engineer
    # Columns:
    #   role: the role

A parameter is a variable of the query. Its value is put in its place as a term; it never becomes a part of
the text. Types are "role", "family", "position" (a role or family), "skill", "department", "number" and
"text".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from .queryerrors import QueryError, QueryParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from .names import Named
    from .query import Dataset
    from .sparql import Found

ParameterType = Literal["role", "family", "position", "skill", "department", "number", "text"]

# importlib.resources takes longer to load than most queries to run.
_FOLDER = Path(__file__).parent / "queries"
_NAMED = {
    "role": ("role",),
    "family": ("family",),
    "position": ("role", "family"),
    "department": ("department",),
}
_DIGITS = 15  # of a number before and behind the point: all engines' decimals hold that
_HEADING = re.compile(r"# (Question|Parameters|Columns):(.*)")
_PARAMETER = re.compile(r"#   (\w+) \((\w+)\): (.+?) Example: (.+)")
_COLUMN = re.compile(r"#   (\w+): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query has to be told: the variable, its sort of value, what it means, and one value."""

    name: str
    type: ParameterType
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its description; ``columns`` are (variable, what it means), parameters not among them."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value: the term, and for people what it was understood as."""

    term: ox.NamedNode | ox.Literal
    spoken: str


class UnknownQueryError(QueryError):
    """There is no query of this name."""


def names() -> list[str]:
    """The names of all queries, sorted."""
    return sorted(file.stem for file in _FOLDER.glob("*.rq"))


@cache
def load(name: str) -> NamedQuery:
    """A query by its name.

    Raises:
        UnknownQueryError: there is none.
    """
    if name not in names():
        from difflib import get_close_matches  # noqa: PLC0415 - only for this message

        near = get_close_matches(name, names(), 3, 0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "careergraph queries lists them"
        raise UnknownQueryError(f"there is no query “{name}”; {hint}")
    return described((_FOLDER / f"{name}.rq").read_text(encoding="utf-8"), name)


def load_all() -> Iterator[NamedQuery]:
    """All queries, by name."""
    for name in names():
        yield load(name)


def described(text: str, name: str = "") -> NamedQuery:
    """A query from its text; without a description at its top, it has no parameters.

    Raises:
        QueryParameterError: a line of the description is not of the form that is shown above.
    """
    said: dict[str, list[str]] = {"Question": [], "Parameters": [], "Columns": []}
    part = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        heading = _HEADING.fullmatch(line)
        if heading:
            part = heading.group(1)
            said[part].append(heading.group(2).strip())
        elif part == "Question":
            said[part].append(line.removeprefix("#").strip())
        elif part:
            said[part].append(line)
    parameters = [_parameter(line) for line in said["Parameters"][1:]]
    columns = [_fields(_COLUMN, line, "# NAME: MEANING") for line in said["Columns"][1:]]
    question = " ".join(said["Question"]).strip()
    return NamedQuery(name, question, tuple(parameters), tuple((n, m) for n, m in columns), text)


def values(query: NamedQuery, given: Mapping[str, str], dataset: Dataset, base: str = "") -> dict[str, Value]:
    """The terms that a query's parameters stand for.

    Args:
        query: with its description.
        given: parameter → what a person typed: a name, as other commands understand names, a number, a text.
        dataset: where names are looked up.
        base: what IRIs of the dataset start with.

    Raises:
        QueryParameterError: one is missing, unknown, or no number.
        AmbiguousNameError: several things have the name.
        UnknownNameError: nothing has.
    """
    check(query, given)
    return {one.name: _value(one, given[one.name], dataset, base) for one in query.parameters}


def check(query: NamedQuery, given: Mapping[str, str]) -> None:
    """Make sure that exactly the parameters of a query are given.

    Raises:
        QueryParameterError: one is missing or unknown.
    """
    known = {one.name: one for one in query.parameters}
    called = f"“{query.name}”" if query.name else "this query"
    # A misspelt name first: what it leaves missing follows from it.
    unknown = sorted(given.keys() - known.keys())
    if unknown:
        takes = f"it takes {', '.join(known)}" if known else "it takes none"
        told = (
            ""
            if query.name
            else ". A query says in comments at its top what it takes; see: careergraph queries"
        )
        raise QueryParameterError(f"{called} has no parameter “{unknown[0]}”; {takes}{told}")
    missing = [one for name, one in known.items() if not given.get(name, "").strip()]
    if missing:
        needed = "".join(f"\n  {one.name}: {one.meaning}" for one in missing)
        example = " ".join(f'--param {one.name}="{one.example}"' for one in missing)
        raise QueryParameterError(f"{called} needs{needed}\nExample: {example}")


def ask(query: NamedQuery, store: ox.Store, given: Mapping[str, Value], base: str = "") -> Found:
    """Run a query over all graphs of a store.

    Args:
        query: one of `load`.
        store: the quads.
        given: from `values`.
        base: what IRIs of the store start with.
    """
    from .sparqlserving import run  # noqa: PLC0415 - loads the engine, which listing queries does not need

    # They declare what they use: prefixes that come along cost more than a small query.
    return run(store, query.text, base, None, {name: one.term for name, one in given.items()}, None)


def _parameter(line: str) -> Parameter:
    name, kind, meaning, example = _fields(_PARAMETER, line, "# NAME (TYPE): MEANING. Example: VALUE")
    if kind not in get_args(ParameterType):
        types = ", ".join(get_args(ParameterType))
        raise QueryParameterError(f"{kind!r} is no type of a parameter; types: {types}")
    return Parameter(name, cast("ParameterType", kind), meaning, example)


def _fields(form: re.Pattern[str], line: str, shown: str) -> tuple[str, ...]:
    found = form.fullmatch(line.rstrip())
    if found is None:
        raise QueryParameterError(f"the description of the query has the line {line!r}; expected: {shown}")
    return found.groups()


def _value(parameter: Parameter, typed: str, dataset: Dataset, base: str) -> Value:
    import pyoxigraph as ox  # noqa: PLC0415 - not needed to list queries

    if parameter.type == "text":
        return Value(ox.Literal(typed), typed)
    if parameter.type == "number":
        from decimal import Decimal, InvalidOperation  # noqa: PLC0415 - few parameters are numbers

        try:
            number = Decimal(typed.strip())
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite():
            example = f"--param {parameter.name}={parameter.example}"
            raise QueryParameterError(f"{parameter.name} is a number, not “{typed}”. Example: {example}")
        # What an engine's decimals cannot hold compares with nothing, and the answer would be empty.
        if number.adjusted() >= _DIGITS or cast("int", number.as_tuple().exponent) < -_DIGITS:
            raise QueryParameterError(
                f"{parameter.name} may have {_DIGITS} digits before the point and {_DIGITS} behind it, and "
                f"“{typed}” has more"
            )
        plain = f"{number:f}"
        decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
        return Value(ox.Literal(plain, datatype=decimal), plain)
    found = _find(parameter.type, typed, dataset, base)
    return Value(ox.NamedNode(found.iri), found.name)


def _find(kind: ParameterType, typed: str, dataset: Dataset, base: str) -> Named:
    from .facts import things  # noqa: PLC0415 - loads much, and only names need it
    from .names import NameIndex  # noqa: PLC0415
    from .skills import skills  # noqa: PLC0415

    known = skills(dataset) if kind == "skill" else things(dataset, _NAMED[kind])
    return NameIndex(known, base).find(typed)
