"""How long ``careergraph path`` takes, and the search for routes against networkx's; side by side in one run.

    python benchmarks/paths.py [FOLDER [FROM TO]]    (default: the bundled handbook)

1. The whole process ``careergraph path FROM TO`` against ``python -c "import click, networkx, pyoxigraph"``:
   turn about, ten times each; the medians count. The first call after a build reads the store and keeps what
   it read; it is made before, and its time is printed beside.
2. The five cheapest simple paths between two roles in random graphs of 10,000 roles and 100,000 moves,
   against ``networkx.shortest_simple_paths`` on the same graph, whose costs must be the same. Moves lead
   anywhere ("random", costs as efforts are, or all the same), or to roles nearby, as careers do ("near").
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import networkx as nx

from careergraph.data.bundled import handbook
from careergraph.graph.search import Arcs, simple_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS, ROUTES, PAIRS = 10, 5, 10
ROLES, MOVES = 10_000, 100_000
BARE = [sys.executable, "-c", "import click, networkx, pyoxigraph"]
ENDS = ("Junior Backend Engineer", "VP of Development")


def timed(command: list[str]) -> float:
    """Seconds of a process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def processes(pages: Path, ends: tuple[str, str]) -> None:
    """Print the first part."""
    careergraph = [sys.executable, "-m", "careergraph.cli"]
    with tempfile.TemporaryDirectory() as store:
        timed([*careergraph, "build", str(pages), "--store", store])
        asked = [*careergraph, "path", *ends, "--store", store]
        first = timed(asked)
        several = [*asked, "-k", "5"]
        runs = [(timed(BARE), timed(asked), timed(several)) for _ in range(RUNS)]
    bare, one, five = map(median, zip(*runs, strict=True))
    print(f"bare imports          {bare * 1000:.0f} ms")
    print(f"first call            {first * 1000:.0f} ms")
    print(f"careergraph path      {one * 1000:.0f} ms, ratio {one / bare:.2f}")
    print(f"careergraph path -k5  {five * 1000:.0f} ms, ratio {five / bare:.2f}")


def graphs() -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """Names and moves of the graphs of the second part."""
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    for name in ("random", "random, all costs the same", "near"):
        moves: dict[tuple[int, int], int] = {}
        while len(moves) < MOVES:
            source = chance.randrange(ROLES)
            near = (source + int(chance.gauss(0, 30))) % ROLES
            target = near if name == "near" else chance.randrange(ROLES)
            if source != target:
                moves[source, target] = 1000 if "same" in name else chance.randrange(250, 2500)
        yield name, [(source, target, cost) for (source, target), cost in moves.items()]


def searches(name: str, moves: list[tuple[int, int, int]]) -> None:
    """Print a line of the second part.

    Raises:
        ValueError: the costs differ.
    """
    arcs = Arcs(ROLES, moves)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from(moves)
    chance = random.Random(2)  # noqa: S311 - a sample, no secret
    ours = theirs = 0.0
    for _ in range(PAIRS):
        start = chance.randrange(ROLES)
        end = (start + chance.randrange(100, 400)) % ROLES
        begun = time.perf_counter()
        found = list(islice(simple_paths(arcs, start, end), ROUTES))
        between = time.perf_counter()
        expected = list(islice(nx.shortest_simple_paths(graph, start, end, weight="weight"), ROUTES))
        ours, theirs = ours + between - begun, theirs + time.perf_counter() - between
        if [cost for cost, _ in found] != [nx.path_weight(graph, path, "weight") for path in expected]:
            raise ValueError(f"other costs from {start} to {end}")
    means = f"ours {ours / PAIRS * 1000:6.1f} ms, networkx {theirs / PAIRS * 1000:6.1f} ms"
    print(f"{name:28} {means}, ratio {ours / theirs:.3f}")


def main() -> None:
    """Print both parts."""
    pages = Path(sys.argv[1]) if len(sys.argv) > 1 else handbook()
    processes(pages, (sys.argv[2], sys.argv[3]) if len(sys.argv) > 3 else ENDS)
    print(f"{ROUTES} cheapest paths, {ROLES} roles, {MOVES} moves; mean of {PAIRS} pairs")
    for name, moves in graphs():
        searches(name, moves)


if __name__ == "__main__":
    main()
