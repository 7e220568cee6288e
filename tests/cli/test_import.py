"""``careergraph import`` reads back what ``careergraph export`` wrote; a broken file changes nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from careergraph.graph import store as stores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

ASKED = [
    ("show", "Support Engineer"),
    ("show", "Senior Support Engineer", "--effective"),
    ("show", "Kubernetes"),
    ("path", "Support Engineer", "Staff Support Engineer"),
    ("gap", "Support Engineer", "Senior Support Engineer"),
    ("skills",),
]


def answers(run: Callable[..., Result], *place: object) -> list[object]:
    """What a store says, question by question."""
    return [run(*question, "--format", "json", *place).json for question in ASKED]


@pytest.mark.parametrize("name", ["g.nq", "g.trig", "g.jsonld"])
def test_a_graph_comes_back(run: Callable[..., Result], tmp_path: Path, name: str) -> None:
    """Formats of several graphs give back the same quads, the same answers and the same paths."""
    assert run("export", "-o", name).code == 0
    imported = run("import", name, "--store", "back", "--format", "json")
    assert imported.code == 0, imported.err
    run("export", "-o", "first.nq")
    run("export", "-o", "second.nq", "--store", "back")
    assert (tmp_path / "first.nq").read_bytes() == (tmp_path / "second.nq").read_bytes()
    assert answers(run, "--store", "back") == answers(run)


def test_what_a_build_says_of_itself_is_found_again(
    run: Callable[..., Result], bundled_store: Path, tmp_path: Path
) -> None:
    """Base, counts and vocabulary are read off the graph; moves and names are counted once each."""
    run("export", "-o", "g.nq")
    run("import", "g.nq", "--store", "back")
    with stores.reading(bundled_store) as old, stores.reading(tmp_path / "back") as new:
        assert old.about.keys() == new.about.keys()
        merged = {"moves", "resolved", "unresolved"}
        assert {k: v for k, v in old.about.items() if k not in merged} == {
            k: v for k, v in new.about.items() if k not in merged
        }
        assert old.about["moves"].keys() == new.about["moves"].keys()
        for counted in merged:
            assert all(0 <= new.about[counted][key] <= number for key, number in old.about[counted].items())


@pytest.mark.parametrize("name", ["g.ttl", "g.nt", "g.rdf"])
def test_a_format_of_one_graph_gives_back_what_is_stated(
    run: Callable[..., Result], tmp_path: Path, name: str
) -> None:
    """What a page states comes back; inferred moves and skills by name are what such a file lacks."""
    run("export", "-o", name)
    assert run("import", name, "--store", "back").code == 0
    for number, place in enumerate((("--store", "back"), ())):
        run("export", "--share", "stated", "-o", f"{number}.nt", *place)
    assert (tmp_path / "0.nt").read_bytes() == (tmp_path / "1.nt").read_bytes()
    found = run("show", "Support Engineer", "--store", "back", "--format", "json").json
    assert found["items"] == run("show", "Support Engineer", "--format", "json").json["items"]
    assert run("gap", "Support Engineer", "Senior Support Engineer", "--store", "back").code == 8


def test_some_families_stand_on_their_own(run: Callable[..., Result]) -> None:
    """A part of the graph is imported by itself, and answers about its roles as the whole does."""
    assert run("export", "--family", "support engineer", "-o", "part.trig").code == 0
    imported = run("import", "part.trig", "--store", "part", "--format", "json")
    assert imported.json["families"] >= 1
    assert imported.json["triples"] < 3000
    whole, part = answers(run), answers(run, "--store", "part")
    assert [part[0], part[1], part[3], part[4]] == [whole[0], whole[1], whole[3], whole[4]]


def test_a_family_that_is_not_there(run: Callable[..., Result], tmp_path: Path) -> None:
    """A name that no family has is an error as elsewhere, and no file is written."""
    assert run("export", "--family", "Zookeeper of Lions", "-o", "g.nq").code == 5
    assert list(tmp_path.iterdir()) == []


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">
<rdf:Description rdf:about="http://a/x"><a:p>&c;</a:p></rdf:Description></rdf:RDF>
"""
PAGE = '<https://careers.example/page/a.md> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/careergraph#Page> .\n<https://careers.example/page/a.md> <https://w3id.org/careergraph#path> "a.md" .\n'
OTHER = PAGE.replace("careers.example", "other.example")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("g.nq", "Dear sir,\n", "g.nq:1: "),
        ("g.nq", PAGE * 2000 + "<http://a> <http", "g.nq:4001: "),
        ("g.ttl", "@prefix a: <http://a/> .\na:x a a:", "g.ttl"),
        ("g.rdf", LAUGHS, "entities are not expanded"),
        (
            "g.jsonld",
            '{"@context": "https://elsewhere.example/c", "@id": "http://a", "@type": "http://b"}',
            "nothing is fetched from the network",
        ),
        ("g.xlsx", PAGE, "no RDF file by its suffix"),
        ("g.nt", "", "holds no statement"),
        ("g.nt", "<http://a> <http://b> <http://c> .\n", "holds no page of careergraph"),
        (
            "g.nt",
            PAGE + OTHER,
            "several graphs, of the bases https://careers.example/, https://other.example/",
        ),
    ],
)
def test_a_file_that_is_none(
    run: Callable[..., Result], tmp_path: Path, name: str, text: str, told: str
) -> None:
    """Whatever is wrong is said with the file, and the graph that was there is left as it was."""
    run("export", "--share", "stated", "-o", "before.nq")
    run("import", "before.nq", "--store", "store")
    held = sorted((tmp_path / "store").rglob("*"))
    (tmp_path / name).write_text(text)
    found = run("import", name, "--store", "store")
    assert (found.code, found.out) == (3, "")
    assert told in found.err
    assert "Traceback" not in found.err
    assert sorted((tmp_path / "store").rglob("*")) == held


def test_a_file_that_is_missing(run: Callable[..., Result], tmp_path: Path) -> None:
    """A name that no file has makes no store."""
    assert run("import", "none.nq", "--store", "store").code == 3
    assert not stores.exists(tmp_path / "store")


def test_the_graphs_of_a_server_become_a_store_again(run: Callable[..., Result], tmp_path: Path) -> None:
    """A dump of what was pushed has stated facts in a graph by name, and a description: neither is kept."""
    run("export", "-o", "g.nq")
    graph = "<https://careers.example/graph/stated>"
    lines = [
        line
        if line.rstrip(" .").endswith(("/inferred>", "/findings>", "/skills>"))
        else f"{line.removesuffix(' .')} {graph} ."
        for line in (tmp_path / "g.nq").read_text().splitlines()
    ]
    lines.append(
        '<https://careers.example/graph/description> <http://a/p> "x" <https://careers.example/graph/description> .'
    )
    (tmp_path / "dump.nq").write_text("\n".join(lines) + "\n")
    assert run("import", "dump.nq", "--store", "back").code == 0
    run("export", "-o", "again.nq", "--store", "back")
    assert (tmp_path / "again.nq").read_bytes() == (tmp_path / "g.nq").read_bytes()


def test_skills_of_another_vocabulary(run: Callable[..., Result], tmp_path: Path) -> None:
    """Skills that the bundled vocabulary does not have are kept; only words in a CV are not understood then."""
    run("export", "-o", "g.nq")
    text = (
        (tmp_path / "g.nq")
        .read_text()
        .replace("https://w3id.org/careergraph/skills/", "https://skills.example/")
    )
    (tmp_path / "g.nq").write_text(text)
    assert run("import", "g.nq", "--store", "back").code == 0
    assert run("gap", "Support Engineer", "Senior Support Engineer", "--store", "back").code == 0
    assert run("show", "No Such Thing", "--store", "back").code == 5
    (tmp_path / "cv.md").write_text("Kubernetes\n")
    found = run("gap", "--have", "cv.md", "Support Engineer", "--store", "back")
    assert (found.code, "careergraph import FILE --skills" in found.err) == (8, True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_leaves_the_store(run: Callable[..., Result], tmp_path: Path) -> None:
    """An import that is interrupted in the middle changes nothing and leaves nothing."""
    (tmp_path / "small.nt").write_text(PAGE)
    run("import", "small.nt", "--store", "store")
    held = sorted((tmp_path / "store").rglob("*"))
    (tmp_path / "large.nt").write_text(
        PAGE + "".join(f'<http://a/{n}> <http://a/p> "{n}" .\n' for n in range(1_000_000))
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "careergraph.cli", "import", "large.nt", "--store", "store"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while len(list((tmp_path / "store" / "builds").iterdir())) < 2:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (130, b"interrupted")
    assert sorted((tmp_path / "store").rglob("*")) == held


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Four times as many statements take about as much memory: files are streams."""
    code = (
        "import json, resource, sys\nfrom pathlib import Path\nfrom careergraph.graph import store\n"
        "store._BATCH = 20_000\nfrom careergraph.graph.importing import import_files\n"
        "with store.building(Path(sys.argv[2])) as new:\n    import_files([Path(sys.argv[1])], new)\n"
        "print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))\n"
    )
    used = []
    for number in (60_000, 240_000):
        file = tmp_path / f"{number}.nq"
        file.write_text(
            PAGE + "".join(f'<http://a/{n}> <http://a/p> "{n:0150}" <http://a/g> .\n' for n in range(number))
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(file), str(tmp_path / f"store{number}")],
            capture_output=True,
            text=True,
            check=True,
        )
        used.append(json.loads(done.stdout))
    assert used[1] < 1.3 * used[0]
