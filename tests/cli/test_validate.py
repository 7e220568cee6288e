"""``careergraph validate`` as a person runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import SH, Graph

from careergraph.graph import store as stores
from careergraph.ontology.rdffile import read_rdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result

    Run = Callable[..., Result]

GOLDEN = Path(__file__).parents[1] / "golden" / "ontology.nq"
WRITER = "writing/technical-writer/index.html.md"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A graph in which a mention ends behind its item's text, and a grade has a language."""
    text = GOLDEN.read_text(encoding="utf-8").replace('gradeText> "6"', 'gradeText> "6"@de')
    mention = "#L17-requirement-skill-1> <https://w3id.org/careergraph#spanEnd> "
    assert f'{mention}"8"' in text
    file = tmp_path / "broken.nq"
    file.write_text(text.replace(f'{mention}"8"', f'{mention}"99"'), encoding="utf-8")
    return file


def test_the_bundled_handbook_conforms(run: Run) -> None:
    """With no argument the graph of the store is checked, and that of the bundled handbook is as it should be."""
    checked = run("validate")
    assert checked.out.startswith("The graph is as it should be: ")
    assert (checked.code, checked.err) == (0, "")


def test_a_real_handbook_conforms(run: Run, corpus_dir: Path, tmp_path: Path) -> None:
    """What is built from real pages fits the shapes."""
    assert run("build", corpus_dir, "--store", tmp_path / "store").code == 0
    checked = run("validate", tmp_path / "store", "--format", "json")
    assert [each for each in checked.json["results"] if each["severity"] == "Violation"] == []
    assert checked.json["conforms"]
    assert checked.json["triples"] > 100_000


def test_what_is_wrong_is_told_with_page_and_line(run: Run, broken: Path) -> None:
    """Each thing that is wrong is said in words, with the page and line behind it and what stands there."""
    checked = run("validate", broken)
    assert checked.code == 1
    parts = {part.splitlines()[0]: part.splitlines()[1:] for part in checked.out.split("\n\n")}
    assert parts["error: A mention lies within the text of its item."][0].strip() == f"{WRITER}:17"
    grade = parts["error: A grade is kept as it is written."]
    assert [line.strip() for line in grade] == [
        f"{WRITER}:10",
        "6 <https://careers.example/grade/6>",
        'cg:gradeText: "6"@de',
    ]
    assert checked.out.endswith("not as it should be: 444 triples, 2 errors, 1 warning.\n")


def test_json(run: Run, broken: Path) -> None:
    """For programs, all of it: message, node, property, values and lines."""
    results = {each["message"]: each for each in run("validate", broken, "--format", "json").json["results"]}
    assert results["A grade is kept as it is written."] == {
        "severity": "Violation",
        "message": "A grade is kept as it is written.",
        "focus": "https://careers.example/grade/6",
        "name": "6",
        "path": "https://w3id.org/careergraph#gradeText",
        "values": ['"6"@de'],
        "citations": [{"path": WRITER, "line": 10}],
    }


def test_turtle(run: Run, broken: Path) -> None:
    """The report of SHACL, as other tools read it."""
    checked = run("validate", broken, "--format", "turtle")
    report = Graph().parse(data=checked.out, format="turtle")
    assert [value.toPython() for value in report.objects(None, SH.conforms)] == [False]
    assert len(list(report.objects(None, SH.result))) == 3
    assert checked.code == 1


def test_warnings_are_told_and_do_not_count(run: Run) -> None:
    """A role with two grades is a warning; the exit code says that nothing is wrong."""
    checked = run("validate", GOLDEN)
    assert checked.out.startswith("warning: A role has one grade at most")
    assert f"{WRITER}:28" in checked.out
    assert checked.code == 0


def test_many_of_a_kind_are_cut(run: Run, tmp_path: Path) -> None:
    """Of what is wrong many times, a few places are shown, and how to see the others."""
    file = tmp_path / "roles.ttl"
    roles = " ".join(f"<urn:role:{number}> a cg:Role ." for number in range(12))
    file.write_text(f"@prefix cg: <https://w3id.org/careergraph#> . {roles}", encoding="utf-8")
    shown = run("validate", file, "--limit", "3").out
    assert "(12 times)" in shown
    assert "... and 9 more; see them with --limit 12" in shown
    assert "(no page is cited)" in shown


def test_files_and_stores_are_checked_together(run: Run, tmp_path: Path) -> None:
    """A file that refers to what a store holds is checked with the store."""
    with stores.building(tmp_path / "store") as new:
        new.publish(read_rdf(GOLDEN), {})
    file = tmp_path / "more.ttl"
    file.write_text(
        "@prefix cg: <https://w3id.org/careergraph#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        '<urn:new> a cg:Skill ; skos:prefLabel "new" ; cg:informationContent 1.0 ;'
        " skos:broader <https://skills.example/markdown> .",
        encoding="utf-8",
    )
    assert "What is broader than a skill is described" in run("validate", file).out
    assert run("validate", file, tmp_path / "store").code == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("none.ttl", None, "none.ttl: cannot be read: No such file"),
        ("a.ttl", "", "a.ttl: holds no statement"),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .\nno Turtle", "a.ttl:2: is no Turtle"),
        ("a.nt", "<urn:a> <urn:b> <urn:c> .", "there is nothing of careergraph in this graph"),
        ("a.docx", "x", "no RDF file by its suffix"),
        ("a.rdf", '<!DOCTYPE a [<!ENTITY x "y">]><a/>', "XML entity “x”"),
        (
            "a.jsonld",
            '{"@context": "https://example.org/", "@id": "urn:a"}',
            "nothing is fetched from the network",
        ),
    ],
)
def test_bad_files(run: Run, tmp_path: Path, name: str, text: str | None, message: str) -> None:
    """A file that cannot be read is named, with the line and what to do."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    failed = run("validate", name)
    assert (failed.code, failed.out) == (3, "")
    assert message in failed.err
    assert "Traceback" not in failed.err


def test_a_folder_that_is_no_store(run: Run, tmp_path: Path) -> None:
    """A folder without a build is not filled with one."""
    (tmp_path / "pages").mkdir()
    failed = run("validate", "pages")
    assert failed.code == 3
    assert "pages: is no store" in failed.err
    assert not list((tmp_path / "pages").iterdir())


def test_a_store_named_twice(run: Run, bundled_store: Path) -> None:
    """Either an argument or the option says what is checked."""
    assert run("validate", bundled_store, "--store", bundled_store).code == 2


def test_without_pyshacl(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pySHACL is missing, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    failed = run("validate", GOLDEN)
    assert failed.code == 1
    assert "pip install 'careergraph[validate]'" in failed.err
