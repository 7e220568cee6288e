"""A module runs in a process of its own: in a copy of this one where that is safe, else in a new Python."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")

WORK = """
import os, signal, sys, time

def main():
    told = sys.stdin.buffer.read().decode()
    if told == "fail":
        raise ValueError("told to fail")
    if told == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if told == "wait":
        time.sleep(60)
    sys.stderr.write("é on the side")
    print(f"{told} {sys.orig_argv[-1]}")
"""

ASK = """
import json, sys, threading
from careergraph.graph.pipes import Pipes
from careergraph.graph.processes import started

if sys.argv[1] == "busy":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
print("once", end=" ")
found = {}
for told in ("hello", "fail", "die", "wait"):
    process = started("work")
    pipes = Pipes(process)
    with process.stdin as stdin:
        stdin.write(told.encode())
    said = b""
    while chunk := pipes.read(0.5):
        said += chunk
    code = process.wait(0.2)
    process.kill()
    found[told] = [said.decode(), b"".join(pipes.said).decode(), code, process.wait()]
    pipes.close()
print(json.dumps(found))
"""


def asked(folder: Path, *args: str, closed: bool = False) -> dict[str, Any]:
    """What four processes answered that a new Python started: output, errors, exit code, code after kill."""
    (folder / "work.py").write_text(WORK, encoding="utf-8")
    (folder / "ask.py").write_text(ASK, encoding="utf-8")
    command = [sys.executable, "ask.py", *args]
    if closed:
        command = ["sh", "-c", 'exec "$@" <&-', "sh", *command]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    once, _, found = done.stdout.decode().partition(" ")
    assert once == "once"  # what was waiting to be written here is not written by a copy too
    return dict(json.loads(found))


@LINUX
@pytest.mark.parametrize(
    ("args", "closed", "own"),
    [(["idle"], False, False), (["busy"], False, True), (["idle"], True, True)],
    ids=["alone", "with a thread", "with a standard stream closed"],
)
def test_what_a_process_says_and_how_it_ends(
    tmp_path: Path, args: list[str], closed: bool, own: bool
) -> None:
    """Both kinds read, write, fail, die and are killed alike; a copy is made only where it is safe."""
    found = asked(tmp_path, *args, closed=closed)
    said, aside, code, after = found["hello"]
    told, _, argument = said.strip().partition(" ")
    assert (told, aside, code, after) == ("hello", "é on the side", 0, 0)
    assert (argument != args[0]) == own
    said, aside, code, after = found["fail"]
    assert "ValueError: told to fail" in aside
    assert (said, code, after) == ("", 1, 1)
    assert found["die"] == ["", "", -11, -11]
    assert found["wait"] == ["", "", None, -9]
