"""Advisory locks on files: one writer, or many readers.

A lock ends with the process that holds it, however that process ends. Windows has no shared locks here: there
a reader takes none, and the system itself refuses to delete what somebody has open.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - exercised on that system only
    import msvcrt

    def _lock(handle: int, *, shared: bool, wait: bool) -> bool:
        if shared:
            return True
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, *, shared: bool, wait: bool) -> bool:
        how = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        try:
            fcntl.flock(handle, how)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def locked(path: Path, *, shared: bool = False, wait: bool = False) -> Iterator[bool]:
    """Hold a lock on ``path`` for the block; yields whether it was got.

    A shared lock needs the file to exist (and only to be readable); an exclusive one creates it.

    Raises:
        OSError: the file cannot be opened.
    """
    handle = os.open(path, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield _lock(handle, shared=shared, wait=wait)
    finally:
        os.close(handle)
