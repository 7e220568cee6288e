"""The store on disk is replaced as a whole or not at all, whatever happens to the processes around it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from careergraph.graph import store as stores
from careergraph.graph.errors import StoreBusyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NODE = ox.NamedNode("https://careers.example/x")


def quads(number: int) -> list[ox.Quad]:
    """So many different quads."""
    return [ox.Quad(NODE, NODE, ox.Literal(str(n)), NODE) for n in range(number)]


def publish(folder: Path, number: int) -> None:
    """Build a store of so many quads."""
    with stores.building(folder) as new:
        new.publish(quads(number), {"number": number})


def size(folder: Path) -> int:
    """How many quads the current build holds; fails unless it is whole."""
    with stores.reading(folder) as build:
        assert len(build.quads) == build.about["number"]
        return len(build.quads)


@pytest.fixture
def python(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts Python programs on the store ``folder``; those still running at the end are killed."""
    running: list[subprocess.Popen[str]] = []

    def start(code: str) -> subprocess.Popen[str]:
        head = f"""
            import sys, time
            from pathlib import Path
            import pyoxigraph as ox
            from careergraph.graph import store as stores
            folder = Path({str(tmp_path / "store")!r})
            node = ox.NamedNode("https://careers.example/x")
            def say(word):
                print(word, flush=True)
        """
        program = textwrap.dedent(head) + textwrap.dedent(code)
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def wait_for(process: subprocess.Popen[str], word: str) -> None:
    """Wait until the process says a word."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line == word, process.communicate()[1]


SLOW_BUILD = """
    def slowly():
        for n in range(1000):
            yield ox.Quad(node, node, ox.Literal(str(n)), node)
        say("half")
        sys.stdin.readline()
    with stores.building(folder) as new:
        say("begun")
        new.publish(slowly(), {"number": 1000})
    say("done")
"""


def test_a_build_is_read_back_whole(tmp_path: Path) -> None:
    """What was published is what is read, with what was said about it."""
    publish(tmp_path / "store", 7)
    assert size(tmp_path / "store") == 7


def test_a_new_build_replaces_the_old_one_and_removes_it(tmp_path: Path) -> None:
    """After a second build only that one is left on disk."""
    publish(tmp_path / "store", 7)
    publish(tmp_path / "store", 8)
    assert size(tmp_path / "store") == 8
    assert len(list((tmp_path / "store" / "builds").iterdir())) == 1


def test_a_failing_build_leaves_the_old_one(tmp_path: Path) -> None:
    """An exception while building changes nothing and leaves nothing behind."""
    folder = tmp_path / "store"
    publish(folder, 7)

    def breaking() -> Iterator[ox.Quad]:
        yield from quads(3)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"), stores.building(folder) as new:
        new.publish(breaking(), {})
    assert size(folder) == 7
    assert len(list((folder / "builds").iterdir())) == 1


def test_a_build_that_publishes_nothing_makes_no_store(tmp_path: Path) -> None:
    """A block that ends without publishing leaves no build to be read."""
    with stores.building(tmp_path / "store"):
        pass
    assert not stores.exists(tmp_path / "store")
    with pytest.raises(StoreError, match="careergraph build"), stores.reading(tmp_path / "store"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_an_interrupted_build_leaves_the_old_one_and_the_next_one_sweeps(
    tmp_path: Path, python: Callable[[str], subprocess.Popen[str]], how: str
) -> None:
    """Killed or interrupted while writing, a build never shows; the next one removes its leftovers."""
    folder = tmp_path / "store"
    publish(folder, 7)
    process = python(SLOW_BUILD)
    wait_for(process, "begun")
    wait_for(process, "half")
    process.send_signal(getattr(signal, how))
    process.wait(timeout=30)
    assert size(folder) == 7
    assert len(list((folder / "builds").iterdir())) == (2 if how == "SIGKILL" else 1)
    publish(folder, 8)
    assert size(folder) == 8
    assert len(list((folder / "builds").iterdir())) == 1


def test_a_second_builder_is_told_that_another_build_is_running(
    tmp_path: Path, python: Callable[[str], subprocess.Popen[str]]
) -> None:
    """While one process builds, another is refused with an error of its own kind, and readers read on."""
    folder = tmp_path / "store"
    publish(folder, 7)
    process = python(SLOW_BUILD)
    wait_for(process, "begun")
    with pytest.raises(StoreBusyError, match="another build is running") as caught, stores.building(folder):
        pass
    assert caught.value.exit_code == 7
    assert size(folder) == 7
    process.communicate("go on\n", timeout=30)
    assert process.returncode == 0
    assert size(folder) == 1000


def test_a_reader_keeps_its_build_while_others_come_and_go(
    tmp_path: Path, python: Callable[[str], subprocess.Popen[str]]
) -> None:
    """A build that a process still reads is not removed; once nobody reads it, the next build removes it."""
    folder = tmp_path / "store"
    publish(folder, 7)
    reader = python(
        """
        with stores.reading(folder) as build:
            say("open")
            sys.stdin.readline()
            say(len(list(build.quads.quads_for_pattern(None, None, None))))
        """
    )
    wait_for(reader, "open")
    publish(folder, 8)
    publish(folder, 9)
    assert len(list((folder / "builds").iterdir())) == 2
    out, _ = reader.communicate("go on\n", timeout=30)
    assert out.strip() == "7"
    publish(folder, 10)
    assert size(folder) == 10
    assert len(list((folder / "builds").iterdir())) == 1


def test_readers_never_fail_while_builds_follow_each_other(
    tmp_path: Path, python: Callable[[str], subprocess.Popen[str]]
) -> None:
    """Readers that open the store again and again during rebuilds always find a whole build."""
    folder = tmp_path / "store"
    publish(folder, 1)
    readers = [
        python(
            """
            say("ready")
            times = 0
            while not (folder.parent / "stop").exists():
                with stores.reading(folder) as build:
                    assert len(build.quads) == build.about["number"]
                times += 1
            say(times)
            """
        )
        for _ in range(2)
    ]
    for reader in readers:
        wait_for(reader, "ready")
    for number in range(2, 14):
        publish(folder, number)
    (tmp_path / "stop").touch()
    for reader in readers:
        out, err = reader.communicate(timeout=60)
        assert reader.returncode == 0, err
        assert int(out) > 0


def test_waiting_for_a_build_that_is_running(
    python: Callable[[str], subprocess.Popen[str]],
) -> None:
    """A builder that waits begins once the other is done."""
    first = python(SLOW_BUILD)
    wait_for(first, "begun")
    second = python(
        """
        say("here")
        with stores.building(folder, wait=True):
            say("mine")
        """
    )
    wait_for(second, "here")
    time.sleep(0.2)
    assert second.poll() is None
    first.communicate("go on\n", timeout=30)
    wait_for(second, "mine")


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    """A folder that is no store and not empty is refused, lest somebody's files be mixed with ours."""
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="other files"), stores.building(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_store_is_an_error(tmp_path: Path) -> None:
    """A file where the folder should be is said so, for reading and for building."""
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreError), stores.building(tmp_path / "store"):
        pass
    with pytest.raises(StoreError), stores.reading(tmp_path / "store"):
        pass


@pytest.mark.parametrize(
    "damage",
    [
        lambda build: (build / "about.json").write_text("{"),
        lambda build: (build / "about.json").write_text("[]"),
        lambda build: (build / "about.json").write_text(json.dumps({"format": 0})),
        lambda build: (build / "quads" / "CURRENT").write_text("nothing"),
        lambda build: (build / "about.json").unlink(),
        lambda build: (build.parent.parent / "current").write_bytes(b"\xff\xfe"),
        lambda build: (build.parent.parent / "current").write_text("../../elsewhere"),
    ],
)
def test_a_damaged_store_says_what_to_do(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """Whatever part is broken or of another version, reading raises our error, which names the remedy."""
    publish(tmp_path / "store", 3)
    [build] = (tmp_path / "store" / "builds").iterdir()
    damage(build)
    with pytest.raises(StoreError, match="careergraph build"), stores.reading(tmp_path / "store"):
        pass
    publish(tmp_path / "store", 4)
    assert size(tmp_path / "store") == 4


def test_the_default_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable names the store; without it, or empty, it is in the current folder."""
    monkeypatch.setenv("CAREERGRAPH_STORE", str(Path("there", "store")))
    assert stores.default_folder().parts == ("there", "store")
    monkeypatch.setenv("CAREERGRAPH_STORE", "")
    assert str(stores.default_folder()) == ".careergraph"
