"""The named SPARQL queries (``queries/*.rq``) that commands ask the store."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: A row of a result: variable → value as a string; unbound variables are absent.
Row = dict[str, str]


@cache
def text(name: str) -> str:
    """The SPARQL of a named query.

    Raises:
        FileNotFoundError: there is no such query.
    """
    return resources.files(__package__).joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


def names() -> list[str]:
    """The names of all queries, sorted."""
    folder = resources.files(__package__).joinpath("queries")
    return sorted(file.name.removesuffix(".rq") for file in folder.iterdir() if file.name.endswith(".rq"))


def select(
    store: ox.Store, name: str, bound: Mapping[str, ox.NamedNode | ox.Literal] | None = None
) -> Iterator[Row]:
    """Run a named SELECT query over all graphs of the store, as if they were one.

    Args:
        store: what `store.reading` gives.
        name: the query.
        bound: terms to put in the place of variables.

    Yields:
        a row at a time; IRIs and literals alike as their plain string.
    """
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(variable): term for variable, term in (bound or {}).items()
    }
    found = store.query(text(name), use_default_graph_as_union=True, substitutions=substitutions)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(f"queries/{name}.rq is no SELECT query")
    variables = [variable.value for variable in found.variables]
    for solution in found:
        yield {
            variable: value.value
            for variable in variables
            if isinstance(value := solution[variable], (ox.NamedNode, ox.Literal, ox.BlankNode))
        }
