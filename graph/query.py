"""Asks a dataset, here or elsewhere, the SPARQL queries (``lookups/*.rq``) that the commands are made of."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Protocol, TypeAlias

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: A row of a result: variable → value as a string; unbound variables are absent.
Row = dict[str, str]
Bound: TypeAlias = "Mapping[str, ox.NamedNode | ox.Literal]"


class Answering(Protocol):
    """A dataset that is not a pyoxigraph store: whatever answers a SELECT query over all of its graphs."""

    def rows(self, query: str, bound: Bound) -> Iterator[Row]:
        """The solutions of a SELECT query, one at a time, with terms in the place of variables."""


#: What commands read: a store in memory or on disk, or something else that answers.
Dataset: TypeAlias = "ox.Store | Answering"


@cache
def text(name: str) -> str:
    """The SPARQL of a lookup.

    Raises:
        FileNotFoundError: there is no such lookup.
    """
    return resources.files(__package__).joinpath("lookups", f"{name}.rq").read_text(encoding="utf-8")


def names() -> list[str]:
    """The names of all lookups, sorted."""
    folder = resources.files(__package__).joinpath("lookups")
    return sorted(file.name.removesuffix(".rq") for file in folder.iterdir() if file.name.endswith(".rq"))


def select(store: Dataset, name: str, bound: Bound | None = None) -> Iterator[Row]:
    """Run a lookup over all graphs of a dataset, as if they were one.

    Args:
        store: the dataset.
        name: the lookup.
        bound: terms to put in the place of variables.

    Yields:
        a row at a time; IRIs and literals alike as their plain string.
    """
    if not isinstance(store, ox.Store):
        yield from store.rows(text(name), bound or {})
        return
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(variable): term for variable, term in (bound or {}).items()
    }
    found = store.query(text(name), use_default_graph_as_union=True, substitutions=substitutions)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(f"lookups/{name}.rq is no SELECT query")
    variables = [variable.value for variable in found.variables]
    for solution in found:
        yield {
            variable: value.value
            for variable in variables
            if isinstance(value := solution[variable], (ox.NamedNode, ox.Literal, ox.BlankNode))
        }
