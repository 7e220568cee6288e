"""Writes a command's output where ``-o`` says."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from careergraph.data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(file: Path | None, content: bytes) -> None:
    """Write to standard output, or replace a file as a whole or leave it as it was.

    Raises:
        InputError: the file cannot be written.
    """
    if file is None:
        sys.stdout.buffer.write(content)
        return
    write_all({file: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Replace files as a whole, and none of them unless all can be written.

    Raises:
        InputError: one cannot be written.
    """
    beside = {file: file.with_name(f".{file.name}.part") for file in contents}
    at = next(iter(contents), None)
    try:
        for at, part in beside.items():
            part.write_bytes(contents[at])
        for at, part in beside.items():
            part.replace(at)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(at)) from error
    finally:
        for part in beside.values():
            with contextlib.suppress(OSError):  # what is no file of ours
                part.unlink(missing_ok=True)
