"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from careergraph.data.bundled import handbook

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    {
        line.split("#")[0].strip()
        for line in re.findall(r"^ {4}(?:\$ )?(careergraph .+)$", README, re.MULTILINE)
    }
)
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ``handbook`` is the bundled handbook."""
    place = tmp_path_factory.mktemp("readme")
    (place / "handbook").symlink_to(handbook())
    return place


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the README's commands there."""
    environment = {
        **os.environ,
        "CAREERGRAPH_STORE": str(folder / ".careergraph"),
        "PYTHONIOENCODING": "utf-8",
    }
    words = [sys.executable, "-m", "careergraph.cli", *shlex.split(command)[1:]]
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_work(command: str, folder: Path) -> None:
    """Every command that the README names succeeds as it stands there."""
    result = run(command, folder)
    assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Links between the project's own pages lead to files that exist."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
