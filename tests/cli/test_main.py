"""The command as a whole: help, versions, exit codes, what it imports, how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from careergraph import __version__
from careergraph.cli import exits
from careergraph.cli.registry import COMMANDS
from careergraph.data.errors import CareergraphError
from careergraph.graph import errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Result

HEAVY = ("rdflib", "networkx", "markdown_it", "rapidfuzz", "pyoxigraph", "yaml", "ahocorasick_rs", "pyshacl")
COMMAND = [sys.executable, "-m", "careergraph.cli"]


def imported_by(*args: str) -> set[str]:
    """The heavy libraries that a command loads."""
    code = (
        "import sys\nfrom careergraph.cli.main import main\n"
        f"try:\n    main({list(args)!r})\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(re.findall(r"'(\w+)'", done.stderr.splitlines()[-1]))


def test_help_shows_every_command_examples_and_exit_codes(run: Callable[..., Result]) -> None:
    """The first page tells what there is to know to begin."""
    shown = run("--help")
    assert shown.code == 0
    for command in COMMANDS:
        assert f"  {command} " in shown.out
    for code, meaning in exits.MEANINGS.items():
        assert re.search(rf"^ +{code} +{re.escape(meaning)}$", shown.out, re.MULTILINE)
    assert "Examples:" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_exists_and_has_help(run: Callable[..., Result], command: str) -> None:
    """Each command in the list can be imported, and its help has examples on lines of their own."""
    shown = run(command, "--help")
    assert shown.code == 0
    assert f"\n    careergraph {command} " in shown.out
    assert "\\b" not in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80


def test_the_version_is_that_of_the_package(run: Callable[..., Result]) -> None:
    """The version is printed alone on a line, for programs."""
    assert run("--version").out == f"careergraph {__version__}\n"


def test_every_error_has_a_documented_exit_code() -> None:
    """The code of each of our errors is in the list that --help shows."""
    found = [CareergraphError]
    for error in found:
        found += error.__subclasses__()
    assert {errors.AmbiguousNameError, errors.StoreBusyError} <= set(found)
    assert {error.exit_code for error in found} <= set(exits.MEANINGS)


@pytest.mark.parametrize(
    "args", [("shw", "x"), ("--nonsense",), ("path", "only one"), ("path", "a", "b", "--format", "yaml")]
)  # fmt: skip
def test_wrong_usage_exits_with_2(run: Callable[..., Result], args: tuple[str, ...]) -> None:
    """A wrong command, option or number of arguments is said with where to find help."""
    done = run(*args)
    assert done.code == exits.USAGE
    assert "--help" in done.err
    assert done.out == ""


def test_a_misspelt_command_names_the_one_that_was_perhaps_meant(run: Callable[..., Result]) -> None:
    """The nearest command is offered."""
    assert "Did you mean 'show'?" in run("shw", "x").err


@pytest.mark.parametrize("args", [("--version",), ("--help",), ("nonsense",)])
def test_light_calls_load_no_heavy_library(args: tuple[str, ...]) -> None:
    """Help, version and a misspelt command start without any library but click."""
    assert imported_by(*args) == set()


def test_each_command_loads_only_what_it_needs(bundled_store: Path) -> None:
    """Asking the store parses no Markdown, a path makes no network, finding a name loads no matcher."""
    at = ["--store", str(bundled_store)]
    assert imported_by("path", "Support Engineer", "Senior Support Engineer", *at) == {"pyoxigraph"}
    assert imported_by("show", "Support Engineer", *at) == {"pyoxigraph"}
    assert imported_by("find", "kubernetes", *at) <= {"pyoxigraph", "rapidfuzz"}


@pytest.mark.parametrize(
    "args",
    [
        ("gap", "Support Engineer", "Staff Support Engineer"),
        ("show", "Support Engineer", "--effective"),
        ("show", "Kubernetes"),
        ("show", "K8s"),
        ("skills",),
        ("skills", "--unlinked"),
    ],
)
def test_what_needs_no_linking_loads_no_matcher(bundled_store: Path, args: tuple[str, ...]) -> None:
    """Questions about skills that are in the store are answered without the automaton over all labels."""
    command, *more = args
    assert imported_by(command, "--store", str(bundled_store), *more) <= {"pyoxigraph", "rapidfuzz"}


def test_a_build_without_skills_loads_no_matcher(tmp_path: Path) -> None:
    """Who does not want skills does not pay for them."""
    loaded = imported_by("build", "--no-skills", "--store", str(tmp_path / "store"))
    assert "ahocorasick_rs" not in loaded


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_without_a_traceback(tmp_path: Path) -> None:
    """Interrupted while it waits for input that never comes, a build says so and exits with 130."""
    code = (
        "import os, signal\n"
        "import careergraph.data.reader as reader\n"
        "def interrupted(*_):\n    os.kill(os.getpid(), signal.SIGINT)\n    signal.pause()\n"
        "reader.read = interrupted\n"
        "from careergraph.cli.main import main\n"
        f"main(['build', '--store', {str(tmp_path / 'store')!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == exits.INTERRUPTED == 128 + signal.SIGINT
    assert done.stderr.splitlines()[-1] == "interrupted"
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error(bundled_store: Path) -> None:
    """Piped into something that reads nothing, a command ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "show", "Support Engineer", "--store", str(bundled_store)],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.returncode == exits.ERROR
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_output_works_in_any_encoding(bundled_store: Path, encoding: str) -> None:
    """A terminal that lacks a sign gets another one, JSON stays JSON."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "CAREERGRAPH_STORE": str(bundled_store)}
    ends = ["Professional Services Practice Manager", "VP, Customer Success"]
    for more in ([], ["--format", "json"]):
        done = subprocess.run(
            [*COMMAND, "path", *ends, *more], capture_output=True, env=environment, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"Director of Professional Services" in done.stdout
        if more:
            assert "“".encode() in done.stdout or b"\\u" in done.stdout or b"\\u201c" not in done.stdout


def test_the_package_runs_as_a_module() -> None:
    """``python -m careergraph.cli`` is the command."""
    assert find_spec("careergraph.cli.__main__") is not None
    done = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"careergraph {__version__}\n"
