"""Processes that run the ``main`` of a module and talk through pipes: a copy of this one, or a new Python.

A copy is there at once, and a new Python is not (it takes longer than most queries). But a copy has one
thread only, whatever the others were holding when it was made; so it is made where there are no others, as
when a command has just started, and where the system tells that: on Linux.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import careergraph

if TYPE_CHECKING:
    from typing import IO, NoReturn

_START = "import sys; sys.path[:] = sys.argv[1].splitlines(); from {module} import main; main()"
_LONGEST_NAP = 0.05  # seconds between two looks whether a copy has ended, as `subprocess` has it


class Process(Protocol):
    """A process that was started, and the pipes to it."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]

    def wait(self, seconds: float | None = None) -> int | None:
        """Its exit code (below 0: a signal) once it has ended; None when it has not in so many seconds."""

    def kill(self) -> None:
        """End it, whatever it is doing; nothing where it has ended."""


def started(module: str) -> Process:
    """Start a process that runs ``main()`` of a module and ends.

    Args:
        module: by its full name.
    """
    if _alone():
        pipes = [os.pipe() for _ in range(3)]
        if min(end for pipe in pipes for end in pipe) > 2:  # else a standard stream of this process is closed
            return _Copy(module, pipes)
        for end in (end for pipe in pipes for end in pipe):
            os.close(end)
    return _New(module)


def _alone() -> bool:
    """Whether this process is known to have a single thread, those of libraries counted."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - faster
    except OSError:
        return False


class _Copy:
    """This process once more, from here on."""

    def __init__(self, module: str, pipes: list[tuple[int, int]]) -> None:
        (its_in, stdin), (stdout, its_out), (stderr, its_err) = pipes
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if not self._pid:
            for end in (stdin, stdout, stderr):
                os.close(end)
            _become(module, (its_in, its_out, its_err))
        for end in (its_in, its_out, its_err):
            os.close(end)
        self._code: int | None = None
        self.stdin: IO[bytes] = os.fdopen(stdin, "wb")
        self.stdout: IO[bytes] = os.fdopen(stdout, "rb")
        self.stderr: IO[bytes] = os.fdopen(stderr, "rb")

    def wait(self, seconds: float | None = None) -> int | None:
        end = None if seconds is None else time.monotonic() + seconds
        nap = 0.0005
        while self._code is None:
            pid, status = os.waitpid(self._pid, 0 if end is None else os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
            elif end is not None and time.monotonic() >= end:
                return None
            else:
                time.sleep(nap)
                nap = min(nap * 2, _LONGEST_NAP)
        return self._code

    def kill(self) -> None:
        if self._code is None:
            os.kill(self._pid, signal.SIGKILL)


def _become(module: str, ends: tuple[int, int, int]) -> NoReturn:
    """In the copy: take the pipes for the standard streams, run, and end without going back."""
    try:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        for number, end in enumerate(ends):
            os.dup2(end, number)
            os.close(end)
        sys.stdin = os.fdopen(0, "r", encoding="utf-8")
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace")
        importlib.import_module(module).main()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - nothing may get out into the code that made the copy
        os.write(2, f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(1)


class _New:
    """A Python of its own. Without the start-up code of site packages, it works in half the time."""

    def __init__(self, module: str) -> None:
        import subprocess  # noqa: PLC0415 - takes a while to load, and is not needed for a copy

        command = [sys.executable, "-I", *_flags(), "-c", _START.format(module=module), "\n".join(_modules())]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - ours
        self._late = subprocess.TimeoutExpired
        if self._process.stdin is None or self._process.stdout is None or self._process.stderr is None:
            raise AssertionError("pipes were asked for")
        self.stdin, self.stdout, self.stderr = self._process.stdin, self._process.stdout, self._process.stderr

    def wait(self, seconds: float | None = None) -> int | None:
        try:
            return self._process.wait(seconds)
        except self._late:
            return None

    def kill(self) -> None:
        self._process.kill()


def _modules() -> list[str]:
    return [str(Path(careergraph.__file__).parents[1]), *(place for place in sys.path if place)]


def _flags() -> list[str]:
    # Where the layers' folders are not beside the package, only the start-up code knows where they are.
    start = ["-S"] if (Path(careergraph.__file__).parent / "graph").is_dir() else []
    return [*start, *(["-B"] if sys.dont_write_bytecode else [])]
