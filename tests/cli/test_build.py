"""``careergraph build`` reads pages, says what it found, and never harms the store that is there."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from careergraph.graph import store as stores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Result

PAGE = """---
layout: job_family_page
title: Clerk
---

## Responsibilities
- File papers

## Levels

### Clerk
The Clerk reports to the [Head Clerk](#head-clerk).

#### Clerk Job Grade
The Clerk is a [grade 4](/grades).

#### Clerk Responsibilities
- Open letters

### Senior Clerk
The Senior Clerk reports to the [Head Clerk](#head-clerk).

#### Senior Clerk Job Grade
The Senior Clerk is a [grade 5](/grades).

#### Senior Clerk Requirements
- Knowledge of files

## Career Ladder
The next step for the Senior Clerk is the [Director of Paper](/jobs/paper/).
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A handbook of one job family."""
    folder = tmp_path / "hand book"
    (folder / "office").mkdir(parents=True)
    (folder / "office" / "clerk.md").write_text(PAGE, encoding="utf-8")
    return folder


def test_a_build_reports_what_it_holds(run: Callable[..., Result], pages: Path, tmp_path: Path) -> None:
    """Counts of pages, roles, triples, moves and names are printed, in 80 columns without colour."""
    done = run("build", pages, "--store", tmp_path / "store")
    assert (done.code, done.err) == (0, "")
    assert "1 pages" in done.out
    assert "1 job families, 2 roles" in done.out
    assert re.search(r"\d+ triples", done.out)
    assert re.search(r"next steps +0 +1$", done.out, re.MULTILINE)
    assert "missing-page" in done.out
    assert "\x1b" not in done.out
    assert stores.exists(tmp_path / "store")


def test_warnings_are_listed_with_file_and_line(
    run: Callable[..., Result], pages: Path, tmp_path: Path
) -> None:
    """Each warning is one line: file:line: code: what was found (expected: what would do)."""
    done = run("build", pages, "--store", tmp_path / "store", "--warnings")
    listed = [line.strip() for line in done.out.splitlines() if "missing-page" in line]
    assert len(listed) == 1
    assert re.match(r"office/clerk\.md:\d+: missing-page: .*Director of Paper.* \(expected: .+\)$", listed[0])


def test_json_holds_the_counts_and_every_warning(
    run: Callable[..., Result], pages: Path, tmp_path: Path
) -> None:
    """The report as JSON has the same numbers and all warnings."""
    done = run(
        "build", pages, "--store", tmp_path / "store", "--format", "json", "--base", "urn:example:jobs/"
    )
    found = done.json
    assert (found["pages"], found["families"], found["roles"]) == (1, 1, 2)
    assert found["base"] == "urn:example:jobs/"
    assert found["moves"] == {"next-level": 1, "stated": 1}
    assert found["unresolved"]["target"] == 1
    assert sum(found["findings"].values()) == len(found["warnings"])
    assert {"path", "line", "code", "message", "expected"} == set(found["warnings"][0])
    with stores.reading(tmp_path / "store") as build:
        assert build.about["base"] == "urn:example:jobs/"
        assert len(build.quads) == found["triples"]


def test_a_move_that_is_stated_twice_is_one_move(
    run: Callable[..., Result], pages: Path, tmp_path: Path
) -> None:
    """Moves are counted as the other commands count them; how many statements there are is told beside it."""
    again = PAGE + "\nThe Senior Clerk can move to the [Director of Paper](/jobs/paper/).\n"
    (pages / "office" / "clerk.md").write_text(again, encoding="utf-8")
    built = run("build", pages, "--store", tmp_path / "store")
    assert "  1 move stated, in 2 statements\n  1 move inferred: 1 next-level\n" in built.out
    told = run("insights", "--store", tmp_path / "store", "--only", "dead-end").out
    assert "1 move stated, 1 inferred" in told
    found = run("build", pages, "--store", tmp_path / "store", "--format", "json").json
    assert (found["moves"], found["statements"]) == ({"next-level": 1, "stated": 1}, 2)


def test_without_a_path_the_bundled_handbook_is_built(run: Callable[..., Result], tmp_path: Path) -> None:
    """The bundled handbook has at least a dozen families."""
    done = run("build", "--store", tmp_path / "store", "--format", "json")
    assert done.code == 0
    assert done.json["families"] >= 12


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "missing", "missing"),
        (lambda folder: folder, "no page"),
        (lambda folder: _file(folder / "x.md", b"\xff\xfe\x00bad"), "no page could be read"),
        (lambda folder: _file(folder / "x.md", b"# Only a heading\n"), "none of the 1 pages"),
    ],
)
def test_what_cannot_be_read_leaves_the_old_store(
    run: Callable[..., Result],
    pages: Path,
    tmp_path: Path,
    make: Callable[[Path], Path],
    says: str,
) -> None:
    """A missing path, an empty folder, broken files or no families: exit 3, and the old store stays."""
    store = tmp_path / "store"
    run("build", pages, "--store", store)
    (tmp_path / "other").mkdir()
    done = run("build", make(tmp_path / "other"), "--store", store)
    assert done.code == 3
    assert done.err.startswith("error: ")
    assert says in done.err
    assert "Traceback" not in done.err
    with stores.reading(store) as build:
        assert build.about["roles"] == 2


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("base", ["careers.example", "https://careers.example", "https://a b/", ""])
def test_a_base_of_which_no_iris_can_be_made_is_wrong_usage(
    run: Callable[..., Result], pages: Path, tmp_path: Path, base: str
) -> None:
    """A bad base is refused before anything is read, with what would be right."""
    done = run("build", pages, "--store", tmp_path / "store", "--base", base)
    assert done.code == 2
    assert "https://careers.example/" in done.err
    assert not stores.exists(tmp_path / "store")


def test_a_build_during_a_build_is_refused(run: Callable[..., Result], pages: Path, tmp_path: Path) -> None:
    """While another process builds, the command says so and exits with its own code."""
    store = tmp_path / "store"
    code = (
        "import sys\nfrom pathlib import Path\nfrom careergraph.graph import store\n"
        f"with store.building(Path({str(store)!r})):\n"
        "    print('begun', flush=True)\n    sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "begun\n"
        done = run("build", pages, "--store", store)
        other.communicate("end\n")
    assert done.code == 7
    assert "another build is running" in done.err


def test_a_store_in_a_folder_of_other_files_is_refused(run: Callable[..., Result], pages: Path) -> None:
    """A folder that holds something else is not made a store."""
    done = run("build", pages, "--store", pages)
    assert done.code == 8
    assert "other files" in done.err
    assert sorted(path.name for path in pages.iterdir()) == ["office"]


def test_without_a_store_commands_build_the_bundled_handbook_and_say_so(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first question to no store is answered from the bundled handbook; the second finds the store."""
    monkeypatch.delenv("CAREERGRAPH_STORE")
    first = run("show", "Support Engineer")
    assert first.code == 0
    assert "building the handbook that comes with careergraph" in first.err
    assert stores.exists(tmp_path / ".careergraph")
    second = run("show", "Support Engineer")
    assert (second.err, second.out) == ("", first.out)


def test_a_damaged_store_says_what_to_do(run: Callable[..., Result], tmp_path: Path) -> None:
    """A store that names a build which is gone is an error with its own code and the remedy."""
    (tmp_path / "store" / "builds").mkdir(parents=True)
    (tmp_path / "store" / "current").write_text("gone")
    done = run("show", "Clerk", "--store", tmp_path / "store")
    assert done.code == 8
    assert "careergraph build" in done.err
