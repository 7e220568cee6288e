"""``query`` and ``queries``: SPARQL typed, from a file, by name; tables, formats, limits and mistakes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from careergraph.cli.table import columns, fill
from careergraph.graph import namedqueries
from careergraph.graph import store as stores

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result

ROLES = "SELECT ?role { ?role a cg:Role } ORDER BY ?role LIMIT 5"
FOR_EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SENIOR = "role=job-families/engineering/backend-engineer#senior-backend-engineer"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes as on Unix")


def started(store: Path, *args: str, **kwargs: Any) -> subprocess.Popen[bytes]:
    """The command as a process of its own."""
    environment = {**os.environ, "CAREERGRAPH_STORE": str(store), "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "careergraph.cli", "query", *args]
    return subprocess.Popen(
        words,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        **kwargs,
    )


def test_a_table_shows_labels_and_counts_rows(run: Callable[..., Result]) -> None:
    """IRIs are called by their labels; lines fit 80 columns; nothing of it is for a terminal only."""
    done = run("query", "SELECT ?role ?track { ?role cg:track ?track } LIMIT 30")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["role", "track"]
    assert re.fullmatch(r"-+  -+", lines[1])
    assert lines[-1] == "(30 rows)"
    assert re.search(r"  (individual contributor|manager)$", done.out, re.MULTILINE)
    assert "https://" not in done.out
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in done.out


def test_iris_are_shown_short_and_can_be_typed_again(run: Callable[..., Result]) -> None:
    """With --iris, cells are what a query can hold."""
    done = run("query", "--iris", "SELECT ?type { <grade/8> a ?type . BIND(<grade/8> AS ?grade) }")
    assert "cg:Grade" in done.out
    done = run("query", "--iris", "SELECT ?grade { ?grade cg:gradeText '8' }")
    assert done.out.splitlines()[2] == "<grade/8>"


def test_things_of_the_same_name_are_told_apart(run: Callable[..., Result], tmp_path: Path) -> None:
    """Two IRIs of one label are shown with their short IRIs."""
    folder = tmp_path / "twins"
    text = "SELECT ?x { ?x rdfs:label ?l } ORDER BY ?x"
    with stores.building(folder) as new:
        label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        named = {"a": "Twin", "b": "Twin", "c": "Single \x1b[31m"}
        quads = [
            ox.Quad(ox.NamedNode(f"https://c.example/{n}"), label, ox.Literal(v)) for n, v in named.items()
        ]
        new.publish(quads, {"base": "https://c.example/"})
    shown = run("query", text, "--store", folder).out.splitlines()[2:-1]
    assert shown == ["Twin <a>", "Twin <b>", "Single \ufffd[31m"]


def test_rows_that_fit_no_table_become_blocks(run: Callable[..., Result]) -> None:
    """Many long columns are shown one below the other, each row by itself."""
    done = run("query", "--name", "page-facts", "-p", "path=job-families/engineering/support-engineer.md")
    assert done.out.startswith("path: job-families/engineering/support-engineer.md\n-- 1\nline")
    assert max(map(len, done.out.splitlines())) <= 80


def test_places_stand_as_one(run: Callable[..., Result]) -> None:
    """A page and a line beside each other are printed as path:line."""
    done = run(
        "query",
        "SELECT ?path ?line { ?s cg:page/cg:path ?path ; cg:line ?line } ORDER BY ?path ?line LIMIT 1",
    )
    assert re.search(r"^path:line\n-+\n[\w./-]+\.md:\d+\n\(1 row\)", done.out, re.MULTILINE)


def test_rows_without_columns_are_counted(run: Callable[..., Result]) -> None:
    """A query that selects nothing has a row for each match, and no column."""
    assert run("query", "SELECT * { }").out == "-- 1\n(1 row)\n"
    assert run("query", "SELECT * { <grade/8> a cg:Role }").out == "(0 rows)\n"


def test_yes_or_no(run: Callable[..., Result]) -> None:
    """ASK is answered in a word; programs get what SPARQL defines."""
    assert run("query", "ASK { ?role a cg:Role }").out == "yes\n"
    assert run("query", "ASK { ?role a cg:Nothing }").out == "no\n"
    assert run("query", "ASK { ?role a cg:Role }", "--format", "json").json["boolean"] is True


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "xml"])
def test_formats_for_rows_are_complete(form: str, run: Callable[..., Result]) -> None:
    """Each format of SPARQL's own has all rows, with whole IRIs."""
    done = run("query", ROLES, "--format", form)
    formats = {
        "json": ox.QueryResultsFormat.JSON,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
    }
    if form == "csv":
        found = [row["role"] for row in csv.DictReader(io.StringIO(done.out))]
    else:
        rows = ox.parse_query_results(done.out.encode(), formats[form])
        assert isinstance(rows, ox.QuerySolutions)
        found = [row["role"].value for row in rows]  # type: ignore[union-attr]
    assert len(found) == 5
    assert all(iri.startswith("https://careers.example/") for iri in found)


@pytest.mark.parametrize(
    ("form", "parsed"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_formats_for_triples_read_back(
    form: str | None, parsed: ox.RdfFormat, run: Callable[..., Result]
) -> None:
    """CONSTRUCT and DESCRIBE give RDF, Turtle if nothing is said, with the known prefixes."""
    done = run("query", "DESCRIBE <grade/8>", *(("--format", form) if form else ()))
    found = {(str(quad.predicate), str(quad.object)) for quad in ox.parse(done.out.encode(), format=parsed)}
    assert ("<https://w3id.org/careergraph#gradeText>", '"8"') in found
    assert ("cg:gradeText" in done.out) == (parsed == ox.RdfFormat.TURTLE)


@pytest.mark.parametrize(
    ("query", "form", "said"),
    [
        (ROLES, "turtle", "turtle cannot hold what SELECT gives, which is rows"),
        ("ASK { }", "jsonld", "what ASK gives"),
        ("DESCRIBE <grade/8>", "csv", "csv cannot hold what DESCRIBE gives, which is triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "table", "choose --format turtle, ntriples, jsonld"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(
    query: str, form: str, said: str, run: Callable[..., Result]
) -> None:
    """The message names what fits."""
    done = run("query", query, "--format", form)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_query_comes_as_text_from_a_file_or_from_standard_input(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All ways to give a query give the same."""
    (tmp_path / "roles.rq").write_text("\ufeff" + ROLES, encoding="utf-8")
    typed = run("query", ROLES).out
    assert run("query", "roles.rq").out == typed
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ROLES.encode())))
    assert run("query", "-").out == typed


def test_what_is_no_query_and_no_file_is_told(run: Callable[..., Result], tmp_path: Path) -> None:
    """A file that is missing, a folder, a file that is no text, nothing, and both at once."""
    missing = run("query", "missing.rq")
    assert missing.code == 3
    assert "missing.rq: cannot be read: No such file" in missing.err
    (tmp_path / "binary.rq").write_bytes(b"ASK \xff")
    assert "no UTF-8 text (byte 4)" in run("query", "binary.rq").err
    assert run("query", ".").code == 3
    assert run("query").code == 2
    assert run("query", ROLES, "--name", "ladder").code == 2


def test_mistakes_are_shown_at_their_place(run: Callable[..., Result]) -> None:
    """Line, column, the line itself with a mark, and what is expected; no traceback."""
    done = run("query", "SELECT ?r {\n  ?r a cg:Role ?x\n}")
    assert done.code == 2
    lines = done.err.splitlines()
    assert lines[0] == "error: line 2, column 16: “?x” cannot stand here"
    assert lines[1:3] == ["    ?r a cg:Role ?x", "                 ^"]
    assert lines[3].startswith("expected: ")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "DELETE would change the graph"),
        ("LOAD <http://x.example/>", "LOAD would change the graph"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "another server"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "the graphs of the store only"),
    ],
)
def test_what_must_not_run_is_refused_with_a_sentence(
    query: str, said: str, run: Callable[..., Result], bundled_store: Path
) -> None:
    """Updates, other servers and files: exit code 2, the reason, and the graph is as it was."""
    before = sorted((path.name, path.stat().st_mtime_ns) for path in bundled_store.rglob("*.sst"))
    done = run("query", query)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sorted((path.name, path.stat().st_mtime_ns) for path in bundled_store.rglob("*.sst")) == before


def test_shares_choose_what_is_asked(run: Callable[..., Result]) -> None:
    """Everything by default; what is stated, or what is inferred, on request."""
    count = "SELECT (COUNT(*) AS ?n) { ?move a cg:Move ; cg:basis cg:Inferred }"

    def found(*options: str) -> int:
        done = run("query", count, "--format", "csv", *options)
        return int(done.out.split()[1])

    assert found() == found("--share", "inferred") > 0
    assert found("--share", "stated") == 0


def test_limits_stop_a_query(run: Callable[..., Result]) -> None:
    """Time and memory: exit code 9, and how to allow more."""
    done = run("query", FOR_EVER, "--timeout", "0.5")
    assert done.code == 9
    assert "--timeout SECONDS" in done.err
    nested = f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}"
    crashed = run("query", nested)
    assert (crashed.code, crashed.out) == (2, "")
    assert "nested too deep" in crashed.err
    assert run("query", ROLES, "--timeout", "0").code == 2


@POSIX
def test_a_reader_that_has_enough_ends_the_query(bundled_store: Path) -> None:
    """``| head`` closes the pipe: nothing is complained about, and nothing runs on."""
    for form in ("csv", "table"):
        process = started(
            bundled_store, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "--format", form, start_new_session=True
        )
        assert process.stdout is not None
        assert process.stdout.read(200)
        process.stdout.close()
        assert process.wait(20) == 1
        assert process.stderr is not None
        assert process.stderr.read() == b""
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
        process.__exit__(None, None, None)


@POSIX
def test_ctrl_c_ends_the_query(bundled_store: Path) -> None:
    """Exit code 130, one word, and no process is left."""
    with started(bundled_store, FOR_EVER, start_new_session=True) as process:
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert (process.returncode, said.strip()) == (130, b"interrupted")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_named_queries_are_asked_with_parameters(run: Callable[..., Result]) -> None:
    """What a name was understood as stands above the table; programs get it as a column."""
    done = run("query", "--name", "superiors", "-p", SENIOR)
    assert done.out.startswith(
        "role: Senior Backend Engineer  <job-families/engineering/backend-engineer#senior-backend-engineer>\n"
    )
    assert "\nSenior Backend  Backend " in done.out
    rows = list(
        csv.DictReader(io.StringIO(run("query", "--name", "superiors", "-p", SENIOR, "--format", "csv").out))
    )
    assert {row["role"] for row in rows} == {f"https://careers.example/{SENIOR.removeprefix('role=')}"}


def test_named_queries_can_be_limited_too(run: Callable[..., Result]) -> None:
    """With a limit, a named query runs in a process of its own and gives the same."""
    plain = run("query", "--name", "ladder", "-p", "family=Support Engineer").out
    assert run("query", "--name", "ladder", "-p", "family=Support Engineer", "--timeout", "30").out == plain


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--name", "ladder"), 2, '--param family="Backend Engineer"'),
        (("--name", "ladder", "-p", "family"), 2, "NAME=VALUE"),
        (("--name", "ladder", "-p", "family=x", "-p", "family=y"), 2, "given twice"),
        (("--name", "ladder", "-p", "family=Astronauts of Doom"), 5, "nothing is called"),
        (("--name", "ladder", "-p", "family=x", "-p", "family =y"), 2, "given twice"),
        (("--name", "ladder", ROLES), 2, "not both"),
        ((), 2, "give a query"),
        (("--name", "ladder", "-p", "family=" + 5000 * "x"), 5, "“" + 200 * "x" + "…”"),
        (("--name", "nosuch"), 2, "careergraph queries"),
        ((ROLES, "-p", "role=x"), 2, "has no parameter “role”"),
    ],
)
def test_wrong_parameters_are_explained(
    args: tuple[str, ...], code: int, said: str, run: Callable[..., Result]
) -> None:
    """What is missing or unknown is named."""
    done = run("query", *args)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize("name", namedqueries.names())
def test_what_queries_prints_can_be_built_on(name: str, run: Callable[..., Result], tmp_path: Path) -> None:
    """The text of each query, saved, is asked as a file with the same parameters and gives the same."""
    query = namedqueries.load(name)
    (tmp_path / "mine.rq").write_text(run("queries", name).out, encoding="utf-8")
    given = [
        word for one in query.parameters for word in ("-p", f"{one.name}={_value(one.name, one.example)}")
    ]
    by_name = run("query", "--name", name, *given, "--format", "csv")
    by_file = run("query", "mine.rq", *given, "--format", "csv")
    assert (by_name.code, by_name.err) == (0, "")
    assert by_file.out == by_name.out


def _value(name: str, example: str) -> str:
    return SENIOR.partition("=")[2] if name == "role" else example


def test_queries_are_listed_with_their_questions(run: Callable[..., Result]) -> None:
    """Names, parameters and questions; for programs, the text as well."""
    listed = run("queries").out
    for query in namedqueries.load_all():
        assert re.search(rf"^{query.name}( |$)", listed, re.MULTILINE)
        assert query.question.split()[0] in listed
    found = json.loads(run("queries", "--format", "json").out)
    assert [one["name"] for one in found] == namedqueries.names()
    assert all(one["text"] and one["columns"] for one in found)
    assert run("queries", "ladder", "--format", "json").json["parameters"][0]["type"] == "family"
    assert run("queries", "nosuch").code == 2


def test_a_store_that_is_not_there_is_built(run: Callable[..., Result], tmp_path: Path) -> None:
    """The first query of all builds the bundled handbook; a store that cannot be read is an error."""
    done = run("query", "ASK { ?role a cg:Role }", "--store", tmp_path / "new")
    assert (done.code, done.out) == (0, "yes\n")
    (tmp_path / "new" / "current").write_text("nonsense\n")
    assert run("query", "ASK { }", "--store", tmp_path / "new").code == 8


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("a bc def", 4, ["a bc", "def"]),
        ("job-families/sales/x.md:3", 14, ["job-families/", "sales/x.md:3"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("役割役割", 4, ["役割", "役割"]),
    ],
)
def test_cells_are_broken_where_they_may_be(text: str, size: int, lines: list[str]) -> None:
    """Between words, behind slashes, and anywhere if need be; wide letters count twice."""
    assert fill(text, size) == lines
    assert all(columns(line) <= size for line in lines)


def test_a_very_long_cell_is_cut() -> None:
    """The end of a text that would fill the screen is a mark."""
    lines = fill("word " * 200, 20)
    assert len(lines) == 6
    assert lines[-1].endswith("…")
    assert max(map(columns, lines)) <= 20


DOC = Path(__file__).parents[2] / "docs" / "sparql.md"


def test_the_page_lists_all_queries() -> None:
    """docs/sparql.md has each named query with its question and parameters."""
    page = DOC.read_text(encoding="utf-8")
    listed = page.partition("## Named queries")[2].partition("\n## ")[0]
    table = re.findall(r"^\| `([\w-]+)` \| (.*?) \| (.*?) \|$", listed, re.MULTILINE)
    expected = [
        (one.name, one.question, ", ".join(f"`{p.name}`" for p in one.parameters))
        for one in namedqueries.load_all()
    ]
    assert table == expected


@pytest.mark.parametrize("number", range(5))
def test_the_examples_of_the_page_are_what_happens(number: int, run: Callable[..., Result]) -> None:
    """Each worked example of docs/sparql.md prints what stands there."""
    page = DOC.read_text(encoding="utf-8")
    examples = re.findall(
        r"^```console\n\$ careergraph ((?:.*\\\n)*.*)\n((?:(?!```).*\n)*)```$", page, re.MULTILINE
    )
    command, output = examples[number]
    assert len(examples) == 5
    assert run(*shlex.split(command.replace("\\\n", ""))).out.replace("\r\n", "\n") == output
