"""How fast queries are: the whole command, and the named queries against bare pyoxigraph and rdflib's engine.

    python benchmarks/queries.py [STORE] [--runs N] [--only start|named]    (default: the bundled handbook)

The start: ``careergraph query`` with a typed query and with a named one, and ``python -c "import click,
pyoxigraph"``, run turn about, ten times each; medians. What Python has compiled is used, as it is wherever a
package was installed.

Named queries: each with the example of its description (where that fits several things of the store, the
first), by `careergraph.graph.namedqueries.ask`, by ``Store.query`` of pyoxigraph on the same store, and by
rdflib's engine over the same quads in memory: as one graph (``Dataset(default_union=True)``, which is how
ours are read), and poured into a plain ``Graph``, which is quicker for it. All find the rows and touch each
value. They take turns; at each turn a query is run once unmeasured and once measured, in seconds of the
processor, so that what else the machine does counts less. Medians count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from careergraph.graph import namedqueries
from careergraph.graph import store as stores
from careergraph.graph.errors import AmbiguousNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careergraph.graph.namedqueries import NamedQuery, Value
    from careergraph.graph.store import OpenBuild

STARTS = 10
TYPED = "SELECT ?role { ?role a cg:Role } LIMIT 5"


def seconds(what: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long something takes."""
    started = clock()
    what()
    return clock() - started


def print_starts(store: Path) -> None:
    """Print how long commands take as a whole."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["CAREERGRAPH_STORE"] = str(store)
    command = [sys.executable, "-m", "careergraph.cli", "query"]
    commands = {
        'python -c "import click, pyoxigraph"': [sys.executable, "-c", "import click, pyoxigraph"],
        "careergraph query SPARQL": [*command, TYPED],
        "careergraph query SPARQL --format csv": [*command, TYPED, "--format", "csv"],
        "careergraph query --name families-without-indicator": [
            *command,
            "--name",
            "families-without-indicator",
        ],
    }

    def run(words: Sequence[str]) -> None:
        subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)

    for words in commands.values():
        run(words)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, words in commands.items():
            taken[name].append(seconds(lambda words=words: run(words)))  # type: ignore[misc]
    least = statistics.median(next(iter(taken.values())))
    for name, found in taken.items():
        middle = statistics.median(found)
        print(f"{name:52} {middle * 1000:6.0f} ms  ratio {middle / least:.2f}")


def example(query: NamedQuery, build: OpenBuild) -> dict[str, Value]:
    """The parameters of the example in a query's description."""
    typed = {parameter.name: parameter.example for parameter in query.parameters}
    base = build.about["base"]
    while True:
        try:
            return namedqueries.values(query, typed, build.quads, base)
        except AmbiguousNameError as error:
            [name] = [name for name, value in typed.items() if value == error.name]
            typed[name] = error.candidates[0].iri


def print_named(build: OpenBuild, runs: int) -> None:
    """Print how long each named query takes by each engine."""
    store = build.quads
    if not isinstance(store, ox.Store):
        raise TypeError("the store is not on this machine")
    sys.setrecursionlimit(20_000)
    union = rdflib.Dataset(default_union=True)
    union.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    poured = rdflib.Graph()
    poured += (triple for triple in union.triples((None, None, None)))
    print(f"{len(poured)} triples")
    print(f"{'':28}  rows      ours      bare  rdflib union   rdflib graph  (ms)")
    ratios: dict[str, list[float]] = {"bare": [], "union": [], "graph": []}
    for query in namedqueries.load_all():
        given = example(query, build)
        ways = engines(query, given, build, store, union, poured)
        rows = len(ways["ours"]())
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, way in ways.items():
                way()  # what ran before has left the processor's caches full of its own
                taken[name].append(seconds(way, time.process_time))
        ours, bare, one, other = (
            statistics.median(taken[name]) * 1000 for name in ("ours", "bare", "union", "graph")
        )
        print(
            f"{query.name:28} {rows:5} {ours:9.2f} {bare:9.2f} {one:9.1f} x{one / ours:<4.0f} "
            f"{other:8.1f} x{other / ours:.0f}"
        )
        ratios["bare"].append(ours / bare)
        ratios["union"].append(one / ours)
        ratios["graph"].append(other / ours)
    print(f"ours is {statistics.median(ratios['bare']):.2f} times bare pyoxigraph (median over the queries)")
    print(f"rdflib's engine over the same quads is {statistics.median(ratios['union']):.1f} times ours,")
    print(f"over a graph that all were poured into {statistics.median(ratios['graph']):.1f} times")


def engines(  # noqa: PLR0913, PLR0917 - what all of them need
    query: NamedQuery,
    given: dict[str, Value],
    build: OpenBuild,
    store: ox.Store,
    union: rdflib.Graph,
    poured: rdflib.Graph,
) -> dict[str, Callable[[], list[list[object]]]]:
    """The same query by each engine."""
    terms = {ox.Variable(name): value.term for name, value in given.items()}
    bindings = {
        name: rdflib.URIRef(value.term.value)
        if isinstance(value.term, ox.NamedNode)
        else rdflib.Literal(value.term.value, datatype=_datatype(value.term))
        for name, value in given.items()
    }

    def ours() -> list[list[object]]:
        found = namedqueries.ask(query, store, given, build.about["base"])
        return [list(row) for row in found]  # type: ignore[union-attr, call-overload]

    def bare() -> list[list[object]]:
        found = store.query(query.text, use_default_graph_as_union=True, substitutions=terms)  # type: ignore[arg-type]
        return [list(row) for row in found]  # type: ignore[union-attr, call-overload]

    def by_rdflib(graph: rdflib.Graph) -> Callable[[], list[list[object]]]:
        return lambda: [list(row) for row in graph.query(query.text, initBindings=bindings)]  # type: ignore[call-overload]

    return {"ours": ours, "bare": bare, "union": by_rdflib(union), "graph": by_rdflib(poured)}


def _datatype(term: ox.Literal) -> str | None:
    return None if term.datatype.value.endswith("#string") else term.datatype.value


def main() -> None:
    """Measure on a store that is there, or on a new one of the bundled handbook."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="so many times each, medians count")
    parser.add_argument("--only", choices=["start", "named"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        store = options.store or Path(temporary) / "store"
        if options.store is None:
            command = [sys.executable, "-m", "careergraph.cli", "build", "--store", str(store)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if options.only != "named":
            print_starts(store)
        if options.only != "start":
            with stores.reading(store) as build:
                print_named(build, options.runs)


if __name__ == "__main__":
    main()
