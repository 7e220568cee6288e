"""Reads what another process prints on both of its outputs, and waits no longer than told."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .processes import Process

_CHUNK = 1 << 16

if sys.platform == "win32":  # pragma: no cover - exercised on that system only
    import queue
    import threading

    class Pipes:
        """What a process prints: chunks of its output by `read`, its errors in ``said``.

        Nobody can wait for a pipe there but by reading it, so threads do.
        """

        def __init__(self, process: Process) -> None:
            self.said: list[bytes] = []
            self._process = process
            self._chunks: queue.Queue[bytes] = queue.Queue(8)
            self._threads = [threading.Thread(target=one, daemon=True) for one in (self._read, self._listen)]
            for thread in self._threads:
                thread.start()

        def read(self, timeout: float) -> bytes | None:
            """The next chunk; b"" at the end of both outputs, None when none came in so many seconds."""
            try:
                chunk = self._chunks.get(timeout=timeout)
            except queue.Empty:
                return None
            if not chunk:
                self._threads[1].join()
            return chunk

        def close(self) -> None:
            """Let go of the pipes of a process that has ended."""
            while self._threads[0].is_alive():  # it may wait for room
                with contextlib.suppress(queue.Empty):
                    self._chunks.get(timeout=0.05)
            self._threads[1].join()
            _close(self._process)

        def _read(self) -> None:
            while chunk := os.read(self._process.stdout.fileno(), _CHUNK):
                self._chunks.put(chunk)
            self._chunks.put(b"")

        def _listen(self) -> None:
            self.said.append(self._process.stderr.read())

else:
    import selectors

    class Pipes:
        """What a process prints: chunks of its output by `read`, its errors in ``said``."""

        def __init__(self, process: Process) -> None:
            self.said: list[bytes] = []
            self._process = process
            self._selector = selectors.DefaultSelector()
            for stream in (process.stdout, process.stderr):
                self._selector.register(stream, selectors.EVENT_READ)

        def read(self, timeout: float) -> bytes | None:
            """The next chunk; b"" at the end of both outputs, None when none came in so many seconds."""
            while self._selector.get_map():
                ready = self._selector.select(timeout)
                if not ready:
                    return None
                for key, _ in ready:
                    chunk = os.read(key.fd, _CHUNK)
                    if not chunk:
                        self._selector.unregister(key.fileobj)
                    elif key.fileobj is self._process.stderr:
                        self.said.append(chunk)
                    else:
                        return chunk
            return b""

        def close(self) -> None:
            """Let go of the pipes of a process that has ended."""
            self._selector.close()
            _close(self._process)


def _close(process: Process) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):
            stream.close()
