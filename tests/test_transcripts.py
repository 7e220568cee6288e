"""What the README and docs/ show of the terminal is what happens.

A transcript is a block of ``console``: a command after ``$``, and all that it prints. Commands of a page run one
after the other in a folder in which ``handbook`` is the bundled handbook. ``make transcripts`` writes them anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from careergraph.data.bundled import handbook

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ ((?:careergraph|echo) (?:.*\\\n)*.*)\n", re.MULTILINE)
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if BLOCK.search(page.read_text(encoding="utf-8"))
]


def prepared(folder: Path) -> Path:
    """Make a folder ready for commands: the handbook, and the command itself."""
    (folder / "handbook").symlink_to(handbook())
    binaries = folder / ".bin"
    binaries.mkdir()
    script = binaries / "careergraph"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m careergraph.cli "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def printed(command: str, folder: Path) -> str:
    """What a command prints to the terminal, errors too."""
    environment = {
        **os.environ,
        "CAREERGRAPH_STORE": str(folder / ".careergraph"),
        "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def renewed(text: str, folder: Path) -> str:
    """A page with every transcript as it should be."""

    def block(found: re.Match[str]) -> str:
        commands = COMMAND.findall(found[0])
        return "\n".join(f"$ {command}\n{printed(command, folder)}" for command in commands)

    return BLOCK.sub(block, text)


@pytest.mark.skipif(os.name == "nt", reason="commands are given to sh")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_transcripts_are_what_happens(page: Path, tmp_path: Path) -> None:
    """Every transcript on the page is what its command prints; else: make transcripts."""
    text = page.read_text(encoding="utf-8")
    folder = prepared(tmp_path)
    printed("careergraph build handbook", folder)
    assert renewed(text, folder) == text


def main() -> None:
    """Write all transcripts anew."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as place:
            folder = prepared(Path(place))
            printed("careergraph build handbook", folder)
            page.write_text(renewed(page.read_text(encoding="utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    main()
