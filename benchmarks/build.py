"""How long ``careergraph build`` takes, as a ratio to a bare markdown-it-py parse of the same pages in the same run.

    python benchmarks/build.py [FOLDER]    (default: the bundled handbook)

Both sides read the same files from disk; the build is the command as a person calls it, start-up included.
Each side runs three times, turn about, and its fastest run counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from markdown_it import MarkdownIt

from careergraph.data.bundled import handbook
from careergraph.data.sources import find_pages

RUNS = 3


def parse(folder: Path) -> float:
    """Seconds to read and parse all pages with markdown-it-py and nothing else."""
    found, _ = find_pages([folder])
    started = time.perf_counter()
    parser = MarkdownIt("commonmark").enable("table")
    for page in found:
        parser.parse(page.file.read_text(encoding="utf-8"))
    return time.perf_counter() - started


def build(folder: Path) -> float:
    """Seconds of the whole command."""
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "careergraph.cli", "build", str(folder), "--store", store, "--format", "json"]
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started


def main() -> None:
    """Print both times and their ratio."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else handbook()
    found, _ = find_pages([folder])
    size = sum(page.file.stat().st_size for page in found)
    parses, builds = zip(*((parse(folder), build(folder)) for _ in range(RUNS)), strict=True)
    print(f"{len(found)} pages, {size / 1e6:.2f} MB")
    print(f"bare markdown-it-py parse  {min(parses):.2f} s")
    print(f"careergraph build          {min(builds):.2f} s")
    print(f"ratio                      {min(builds) / min(parses):.2f}")


if __name__ == "__main__":
    main()
