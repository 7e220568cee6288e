"""Which files are pages or may define indicators, and their text.

Real trees hold symbolic links that loop, pipes that never end and files that are no text. None of them may
stop the reading of the others: each is passed over with a finding that says what to do.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import InputError
from .records import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SUFFIXES = (".md", ".md.erb", ".markdown")
_YAML = (".yml", ".yaml")

#: Real pages stay below 100 kB; parsing takes seconds a megabyte.
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file: where it is, its name relative to the folder that the user named, and that folder, if any."""

    file: Path
    name: str
    in_folder: str = ""

    @property
    def is_yaml(self) -> bool:
        """Whether it may define indicators; every other file is a page."""
        return self.name.lower().endswith(_YAML)


def _shown(path: str) -> str:
    """A path that is safe to print on one line."""
    return path.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n").replace("\r", "\\r")


def _is_page(name: str) -> bool:
    """Whether a file name is that of a page; partials (``_name.erb``) and hidden files are none.

    >>> [_is_page(n) for n in ("index.html.md", "_index.md", "_part.erb", "README.txt", ".hidden.md")]
    [True, True, False, False, False]
    """
    return name.lower().endswith(_SUFFIXES) and not name.startswith(".")


def _is_wanted(name: str) -> bool:
    return _is_page(name) or (name.lower().endswith(_YAML) and not name.startswith("."))


def find_files(paths: Iterable[Path]) -> tuple[list[Found], list[Finding]]:
    """All pages and YAML files below the given folders, and the given files themselves.

    Args:
        paths: folders and files as the user named them.

    Returns:
        The files, ordered by name, and a finding for each file or folder that was passed over.

    Raises:
        InputError: if a path does not exist or cannot be listed.
    """
    found: dict[str, Found] = {}
    findings: list[Finding] = []
    for path in paths:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", path=_shown(str(path))) from error
        if stat.S_ISDIR(mode):
            root = path.resolve()
            for file in _walk(root, findings):
                name = _shown(file.relative_to(root).as_posix())
                _take(found, findings, Found(file, name, str(root)))
        elif stat.S_ISREG(mode):
            _take(found, findings, Found(path, _shown(path.name)))
        else:
            raise InputError("is neither a folder nor a regular file", path=_shown(str(path)))
    return sorted(found.values(), key=lambda one: one.name), findings


def _take(found: dict[str, Found], findings: list[Finding], one: Found) -> None:
    """Take a page, unless another file has its path already."""
    known = found.get(one.name)
    if known is None:
        found[one.name] = one
    elif known.file.resolve() != one.file.resolve():
        is_read, is_not = _shown(str(known.file)), _shown(str(one.file))
        findings.append(
            Finding(
                one.name,
                0,
                "same-path",
                f"two pages have this path: {is_read} is read, {is_not} is not",
                "folders whose pages have different paths; name their common folder instead",
            )
        )


def _walk(root: Path, findings: list[Finding]) -> Iterator[Path]:
    """The files wanted below ``root``, folders in order; links out of it are not followed."""

    def unreadable(error: OSError) -> None:
        name = _shown(os.path.relpath(error.filename or str(root), root))
        findings.append(
            Finding(
                name, 0, "unreadable", f"this folder cannot be listed: {error.strerror}", "read permission"
            )
        )

    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            place = Path(folder, name)
            if place.is_symlink():
                folders.remove(name)
                findings.append(
                    Finding(
                        _shown(place.relative_to(root).as_posix()),
                        0,
                        "link-skipped",
                        "a symbolic link to a folder is not followed",
                        "the folder itself",
                    )
                )
        for name in sorted(files):
            if not _is_wanted(name):
                continue
            place = Path(folder, name)
            if _is_readable_file(place, root, findings):
                yield place


def _is_readable_file(place: Path, root: Path, findings: list[Finding]) -> bool:
    """Whether a file can be read as a page; a finding says why not."""
    shown = _shown(place.relative_to(root).as_posix())
    try:
        if place.is_symlink() and not place.resolve(strict=True).is_relative_to(root):
            findings.append(
                Finding(
                    shown,
                    0,
                    "link-skipped",
                    "a symbolic link out of the folder is not followed",
                    "a page inside the folder",
                )
            )
            return False
        if not stat.S_ISREG(place.stat().st_mode):
            findings.append(Finding(shown, 0, "no-file", "is no regular file", "a page"))
            return False
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        findings.append(Finding(shown, 0, "unreadable", f"cannot be read: {reason}", "a readable file"))
        return False
    return True


def read_text(
    found: Found, findings: list[Finding], wanted: Callable[[str], bool] | None = None
) -> str | None:
    """A file's text, or None with a finding: too large, not readable, not UTF-8.

    Args:
        found: the file.
        findings: takes the finding.
        wanted: tells by the text (its beginning, if it is too large) whether the file matters; one that does
            not gives None and no finding.
    """
    try:
        with found.file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        findings.append(
            Finding(
                found.name, 0, "unreadable", f"cannot be read: {error.strerror or error}", "read permission"
            )
        )
        return None
    if wanted is not None and not wanted(data.decode("utf-8", "replace")):
        return None
    if len(data) > MAX_BYTES:
        findings.append(
            Finding(
                found.name,
                0,
                "too-large",
                f"is larger than {MAX_BYTES:,} bytes and was not read",
                "a page of Markdown; split it",
            )
        )
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.append(
            Finding(
                found.name,
                line,
                "not-utf-8",
                f"byte {error.start + 1:,} is no UTF-8; the page was not read",
                "the file saved as UTF-8",
            )
        )
        return None
