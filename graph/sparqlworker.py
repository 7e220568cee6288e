"""Runs what a person typed in a process of its own, which can be stopped whatever it is doing.

The engine cannot be interrupted from Python, and some queries crash it. What the process does is in
:mod:`.sparqlserving` and in the module that it is started with.
"""

from __future__ import annotations

import contextlib
import marshal
import signal
import time
from typing import TYPE_CHECKING, Any, Self

from .pipes import Pipes
from .processes import started
from .queryerrors import QueryError, QueryFailedError, QueryStoppedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Seconds that a query may take, and megabytes of memory that it may have, if nobody says.
TIMEOUT = 60.0
MEMORY = 2048

_GRACE = 5  # seconds beyond the deadline until a process ends itself whose parent is gone
_OUT_OF_MEMORY = (
    "memory allocation of",
    "bad_alloc",
    "MemoryError",
    "annot allocate memory",
    "Resource temporarily unavailable",
    "failed to spawn thread",
)
_TOO_DEEP = "overflowed its stack"


class Worker:
    """A process that answers one request; it is started at once and ends with the ``with`` block.

    Args:
        module: where its ``main`` is, which gets the request from `sparqlserving.served`.
    """

    def __init__(self, module: str) -> None:
        self._process = started(module)
        self._pipes = Pipes(self._process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._pipes.close()

    def answer(
        self, request: Mapping[str, Any], *, timeout: float = TIMEOUT, memory: int = MEMORY
    ) -> Iterator[bytes]:
        """What the process prints on a request, as it comes.

        Args:
            request: what to do, in plain values.
            timeout: seconds that may be waited for the process; what the reader takes between two chunks
                does not count.
            memory: megabytes that the process may take beyond what it has when it starts on the query, where
                the system can limit that.

        Raises:
            QueryStoppedError: it took too long, or needed more memory.
            SyntaxError: it is no query; says where in the engine's way.
            QueryError: whatever else it reports.
        """
        full = {**request, "limits": {"seconds": timeout + _GRACE, "megabytes": memory}}
        with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
            stdin.write(marshal.dumps(full))
        left = timeout
        while True:
            since = time.monotonic()
            chunk = self._pipes.read(max(left, 0.0))
            left -= time.monotonic() - since
            if chunk is None:
                raise _too_long(timeout)
            if not chunk:
                break
            yield chunk
        code = self._process.wait(max(left, 1.0))
        if code is None:
            raise _too_long(timeout)
        _judge(code, b"".join(self._pipes.said).decode(errors="replace"), timeout, memory)


def _too_long(timeout: float) -> QueryStoppedError:
    return QueryStoppedError(
        f"the query was stopped: it was not done after {timeout:g} s. What was printed is not all. Ask for "
        "less (LIMIT, a narrower pattern), or give it longer with --timeout SECONDS"
    )


def _judge(code: int, said: str, timeout: float, memory: int) -> None:
    """Raise what a process that ended has reported, or what its end tells."""
    last = said.rstrip().rpartition("\n")[2]
    reported = _reported(last)
    if reported is not None:
        raise reported
    if code == 0:
        return
    if _TOO_DEEP in said or code == -getattr(signal, "SIGSEGV", 0):
        raise QueryError("the query is nested too deep to be run: use fewer brackets within brackets")
    if code == -getattr(signal, "SIGXCPU", 0):
        raise _too_long(timeout)
    if any(sign in said for sign in _OUT_OF_MEMORY) or code == -getattr(signal, "SIGKILL", 0):
        raise QueryStoppedError(
            f"the query was stopped: it needs more than {memory} MB of memory. What was printed is not all. "
            "Ask for less (LIMIT, fewer patterns that share no variable), or give it more with --memory MB"
        )
    raise QueryFailedError(f"the query crashed the engine (code {code}): {last or 'it said nothing'}")


def _reported(line: str) -> Exception | None:
    """The error of `sparqlserving.report`; None where the line is something else."""
    import json  # noqa: PLC0415 - for errors only

    try:
        found = json.loads(line)
        if found["kind"] == "SyntaxError":
            return SyntaxError(found["error"])
        error = QueryError(found["error"])
        error.exit_code = int(found["code"])
    except (ValueError, KeyError, TypeError):
        return None
    return error


def received(chunks: Iterable[bytes]) -> Iterator[Any]:
    """The parts of an answer that `sparqlserving.send` wrote."""
    left = b""
    for chunk in chunks:
        left += chunk
        while len(left) >= 4 and len(left) >= (end := 4 + int.from_bytes(left[:4], "big")):
            yield marshal.loads(left[4:end])  # noqa: S302 - from a process of ours
            left = left[end:]
