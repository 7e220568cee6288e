"""Writes a command's output where ``-o`` says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from careergraph.data.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path | None, content: bytes) -> None:
    """Write to standard output, or replace a file as a whole or leave it as it was.

    Raises:
        InputError: the file cannot be written.
    """
    if file is None:
        sys.stdout.buffer.write(content)
        return
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(file)) from error
    finally:
        beside.unlink(missing_ok=True)
