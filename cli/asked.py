"""A query as it was asked: made ready, run here or in a process of its own, and printed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from careergraph.export.results import fitting
from careergraph.graph import sparql
from careergraph.graph import store as stores
from careergraph.graph.queryerrors import QueryRefusedError
from careergraph.graph.sparqlserving import sent_terms
from careergraph.graph.sparqlworker import received

from .options import is_url
from .queryworker import give

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careergraph.export.results import ResultFormat
    from careergraph.graph.namedqueries import NamedQuery, Value
    from careergraph.graph.query import Dataset
    from careergraph.graph.sparqlworker import Worker

    from .options import Place
    from .table import Table


@dataclass(frozen=True, slots=True)
class Source:
    """Where a query is put to: a folder of quads that stays while it runs, or an address; and the base."""

    base: str
    quads: str = ""
    url: str = ""

    @contextmanager
    def dataset(self) -> Iterator[Dataset]:
        """What is there, to be asked from this process."""
        if self.url:
            from .opening import opened  # noqa: PLC0415 - as above

            with opened(self.url) as build:
                yield build.quads
        else:
            yield ox.Store.read_only(self.quads)


@contextmanager
def source(place: Place | None) -> Iterator[Source]:
    """Find what a query is put to, without opening a store on this machine.

    Raises:
        StoreError: there is none, or it cannot be read.
        EndpointError: the endpoint does not answer.
    """
    place = place or stores.usual_place()
    if is_url(place):
        from .opening import opened  # noqa: PLC0415 - not for a store that is there

        with opened(place) as build:
            yield Source(str(build.about["base"]), url=str(place))
        return
    if not stores.exists(Path(place)):
        from .opening import opened  # noqa: PLC0415 - as above

        with opened(place):  # builds the bundled handbook
            pass
    with stores.held(Path(place)) as (build, about):
        yield Source(str(about["base"]), quads=str(build / "quads"))


class Asked:
    """A query that was asked.

    Args:
        text: SPARQL.
        name: of a named query.
        params: parameter → value as typed.
        shares: the parts of the store that it is put to.
        form: the format that was asked for.
        place: the store.

    Raises:
        QueryError: it cannot be run.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what the command line has
        self,
        text: str,
        name: str,
        params: dict[str, str],
        shares: tuple[sparql.Share, ...],
        form: ResultFormat | None,
        place: Place | None,
    ) -> None:
        self._query = sparql.prepare(text)
        self._described: NamedQuery | None = None
        if params or text.startswith("#"):
            from careergraph.graph import namedqueries  # noqa: PLC0415 - not for most of what is typed

            self._described = namedqueries.described(text, name)
            namedqueries.check(self._described, params)
        self._params = params
        self._shares = shares
        self._form = fitting(self._query.form, form)
        self._place = place

    def here(self, shown: Shown) -> None:
        """Run it in this process, and print what it finds."""
        with source(self._place) as where, where.dataset() as dataset:
            given = self._given(dataset, where.base)
            bound = {name: value.term for name, value in given.items()}
            found: Any
            if isinstance(dataset, ox.Store):
                found = sparql.ask(dataset, self._query, base=where.base, shares=self._shares, bound=bound)
            else:
                self._check_remote()
                from careergraph.graph import sparqlremote  # noqa: PLC0415 - for endpoints only

                found = sparqlremote.ask(dataset, self._query, base=where.base, bound=bound)  # type: ignore[arg-type]
            shown.told(given, where.base)
            give(found, self._form, dataset, where.base, sys.stdout.buffer, shown)
        shown.end()

    def apart(self, worker: Worker, shown: Shown, *, timeout: float, memory: int) -> None:
        """Run it in another process, and print what it finds."""
        with source(self._place) as where:
            given: dict[str, Value] = {}
            if where.url:
                self._check_remote()
            if self._query.graphs or (self._described and self._described.parameters):
                with where.dataset() as dataset:
                    given = self._given(dataset, where.base)
                    if isinstance(dataset, ox.Store):
                        sparql.check_graphs(dataset, self._query, where.base)
            request = {
                "text": self._query.text,
                "form": self._form,
                "base": where.base,
                "quads": where.quads,
                "url": where.url,
                "graphs": sparql.default_graphs(self._query, self._shares, where.base),
                "bound": sent_terms({name: value.term for name, value in given.items()}),
            }
            chunks = worker.answer(request, timeout=timeout, memory=memory)
            try:
                if self._form != "table":
                    for chunk in chunks:
                        sys.stdout.buffer.write(chunk)
                        sys.stdout.buffer.flush()
                    return
                shown.told(given, where.base)
                for part in received(chunks):
                    shown(part)
            except SyntaxError as error:
                raise sparql.explained(self._query.text, str(error)) from error
        shown.end()

    def _given(self, dataset: Dataset, base: str) -> dict[str, Value]:
        if self._described is None:
            return {}
        from careergraph.graph import namedqueries  # noqa: PLC0415 - loaded by now

        return namedqueries.values(self._described, self._params, dataset, base)

    def _check_remote(self) -> None:
        if self._shares:
            raise QueryRefusedError(
                "--share is for stores on this machine; name a graph in the query itself: GRAPH <...> { }"
            )


class Shown:
    """Prints the parts of a table as they come: what was given; a truth value, or variables and rows."""

    def __init__(self, *, iris: bool) -> None:
        self._iris = iris
        self._given: dict[str, Value] = {}
        self._base = ""
        self._table: Table | None = None
        self._kept: list[int] = []

    def told(self, given: dict[str, Value], base: str) -> None:
        """What was given for parameters is the same in each row, and stands above the table instead."""
        self._given, self._base = given, base

    def __call__(self, part: Any) -> None:
        """Print a part as `queryworker.give` has it."""
        from careergraph.graph.prefixes import short  # noqa: PLC0415 - loads while the other process works
        from careergraph.graph.resultcells import Cell  # noqa: PLC0415

        from .render import bold, clean, dim, echo  # noqa: PLC0415
        from .table import Table  # noqa: PLC0415

        if isinstance(part, bool):
            echo("yes" if part else "no")
        elif isinstance(part, list):
            if self._table is not None:
                self._table.add([[Cell(*row[number]) for number in self._kept] for row in part])
        else:
            for name, value in self._given.items():
                iri = short(value.term.value, self._base) if isinstance(value.term, ox.NamedNode) else ""
                echo(f"{bold(name)}: {clean(value.spoken)}" + (f"  {dim(clean(iri))}" if iri else ""))
            self._kept = [number for number, variable in enumerate(part) if variable not in self._given]
            self._table = Table([part[number] for number in self._kept], iris=self._iris)

    def end(self) -> None:
        """All has come."""
        if self._table is not None:
            self._table.end()
