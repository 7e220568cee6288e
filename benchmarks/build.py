"""How long ``careergraph build`` takes, against a bare markdown-it-py parse of the same pages in one run.

    python benchmarks/build.py [FOLDER]    (default: the bundled handbook)

Both sides are processes of their own that read the same files, start-up included. They run turn about, five
times each, and the fastest run of each counts. The parse alone, without start-up, is printed beside.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from careergraph.data.bundled import handbook
from careergraph.data.sources import find_files

RUNS = 5
PARSE = """
import sys, time
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
started = time.perf_counter()
for name in sys.stdin.read().split("\\0"):
    parser.parse(Path(name).read_text(encoding="utf-8"))
print(time.perf_counter() - started)
"""


def parse(names: list[str]) -> tuple[float, float]:
    """Seconds of a process that parses all pages and does nothing else, and of the parse in it."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PARSE], input="\0".join(names), capture_output=True, text=True, check=True
    )
    return time.perf_counter() - started, float(done.stdout)


def build(folder: Path, *options: str) -> float:
    """Seconds of the whole command."""
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "careergraph.cli", "build", str(folder), "--store", store, *options]
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - started


def main() -> None:
    """Print the times and their ratios."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else handbook()
    names = [str(page.file) for page in find_files([folder])[0] if not page.is_yaml]
    runs = [(*parse(names), build(folder, "--no-skills"), build(folder)) for _ in range(RUNS)]
    process, inside, plain, linked = map(min, zip(*runs, strict=True))
    print(f"{len(names)} pages, {sum(Path(name).stat().st_size for name in names) / 1e6:.2f} MB")
    print(f"bare parse                     {process:.2f} s, of which parsing {inside:.2f} s")
    print(f"careergraph build --no-skills  {plain:.2f} s, ratio {plain / process:.1f}")
    print(f"careergraph build              {linked:.2f} s, ratio {linked / process:.1f}")


if __name__ == "__main__":
    main()
