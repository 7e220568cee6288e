"""Queries that never end, eat memory or crash the engine end with their process, and with nothing else."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from careergraph.graph.queryerrors import QueryError, QueryStoppedError
from careergraph.graph.sparqlworker import Worker, received

MODULE = "careergraph.cli.queryworker"
FOR_EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")


@pytest.fixture
def quads(tmp_path: Path) -> str:
    """A store of 2,000 triples on disk."""
    store = ox.Store(str(tmp_path / "quads"))
    name = ox.NamedNode("https://x.example/p")
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"https://x.example/{n}"), name, ox.Literal(n)) for n in range(2000)
    )
    store.flush()
    del store
    return str(tmp_path / "quads")


def request(quads: str, text: str, form: str = "csv") -> dict[str, Any]:
    """What the command line would ask."""
    return {"text": text, "form": form, "base": "", "quads": quads, "url": "", "graphs": None, "bound": {}}


def processes() -> set[str]:
    """The ids of the processes that this one has started and that are there."""
    here = str(os.getpid())
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if words[1] == here:
            found.add(status.parent.name)
    return found


def test_the_answer_comes_as_the_process_writes_it(quads: str) -> None:
    """All rows arrive, in the format that was asked for."""
    with Worker(MODULE) as worker:
        answer = b"".join(worker.answer(request(quads, "SELECT ?s { ?s ?p ?o }")))
    assert answer.count(b"\r\n") == 2001


def test_the_parts_of_a_table_arrive_as_they_were_sent(quads: str) -> None:
    """However the pipe cuts what it carries, parts are put together again."""
    with Worker(MODULE) as worker:
        variables, *pages = received(worker.answer(request(quads, "SELECT ?o { ?s ?p ?o }", "table")))
    assert variables == ("o",)
    assert [len(page) for page in pages] == [200] * 10
    assert {row[0][2] for page in pages for row in page} == {"number"}


def test_a_query_that_never_ends_is_stopped_in_time(quads: str) -> None:
    """At its deadline the process is gone, and the message says how to give it longer."""
    started = time.monotonic()
    with pytest.raises(QueryStoppedError, match="--timeout") as caught, Worker(MODULE) as worker:
        b"".join(worker.answer(request(quads, FOR_EVER), timeout=0.5))
    assert time.monotonic() - started < 20
    assert caught.value.exit_code == 9


def test_a_slow_reader_does_not_use_up_the_time(quads: str) -> None:
    """What the reader does between two chunks is not waiting for the query."""
    with Worker(MODULE) as worker:
        chunks = worker.answer(request(quads, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"), timeout=5)
        size = len(next(chunks))
        time.sleep(5.2)
        size += sum(map(len, chunks))
    assert size > 1_000_000


@LINUX
def test_a_query_that_needs_too_much_memory_is_stopped(quads: str) -> None:
    """The limit counts what the query itself needs."""
    hungry = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a"
    with pytest.raises(QueryStoppedError, match="--memory"), Worker(MODULE) as worker:
        b"".join(worker.answer(request(quads, hungry), memory=100))
    with Worker(MODULE) as worker:
        assert b"".join(worker.answer(request(quads, "ASK { ?s ?p ?o }"), memory=100)) == b"true\n"


def test_what_crashes_the_engine_crashes_its_process_only(quads: str) -> None:
    """Thousands of brackets overflow the engine's stack; here they are an error like others."""
    nested = f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}"
    with pytest.raises(QueryError, match="nested too deep"), Worker(MODULE) as worker:
        b"".join(worker.answer(request(quads, nested)))


def test_what_the_process_reports_is_raised_here(quads: str) -> None:
    """An error keeps its message and code; a syntax error is what the engine says."""
    with (
        pytest.raises(QueryError, match=r"cannot be opened|No such file|does not exist") as caught,
        Worker(MODULE) as one,
    ):
        b"".join(one.answer(request(quads + "x", "ASK { }")))
    assert caught.value.exit_code == 1
    with pytest.raises(SyntaxError, match=r"error at 1:"), Worker(MODULE) as other:
        b"".join(other.answer(request(quads, "ASK")))


@LINUX
@pytest.mark.parametrize("ending", ["unused", "left early", "interrupted"])
def test_no_process_is_left_behind(quads: str, ending: str) -> None:
    """However the block ends, its process ends with it."""
    before = processes()

    def leave() -> None:
        with Worker(MODULE) as worker:
            assert len(processes() - before) == 1
            if ending == "unused":
                return
            for _ in worker.answer(request(quads, "SELECT * { ?a ?b ?c . ?d ?e ?f }")):
                if ending == "interrupted":
                    raise KeyboardInterrupt
                return

    if ending == "interrupted":
        with pytest.raises(KeyboardInterrupt):
            leave()
    else:
        leave()
    assert processes() == before


@LINUX
def test_an_orphan_ends_itself(quads: str) -> None:
    """The process has a limit of its own, for the case that the one that watches the clock is gone."""
    before = processes()
    with Worker(MODULE) as worker:
        chunks = worker.answer(request(quads, "SELECT * { ?a ?b ?c . ?d ?e ?f }"), timeout=2)
        next(chunks)
        [process] = processes() - before
        limits = Path(f"/proc/{process}/limits").read_text()
    [seconds] = [line.split()[3] for line in limits.splitlines() if line.startswith("Max cpu time")]
    assert int(seconds) < 20


def test_the_process_loads_little() -> None:
    """What starts with each query must not load click or other slow modules."""
    import subprocess  # noqa: PLC0415 - for this test only

    code = f"import sys; sys.path[:] = sys.argv[1:]; import {MODULE}; print(*sys.modules)"
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, source, *sys.path],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert loaded.isdisjoint(
        {"click", "typing", "re", "json", "dataclasses", "pathlib", "rdflib", "subprocess"}
    )
