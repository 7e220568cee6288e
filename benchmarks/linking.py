"""What linking costs: the items of a handbook against ESCO's labels, and parsing the same pages.

    python benchmarks/linking.py [HANDBOOK [ESCO_ZIP...]]

Both are measured in the same run and in turn, so that their ratio does not depend on the machine; the best
of some rounds counts. A linker is made anew for every round (it remembers the texts it has seen). Building
the automaton is done once a run of the program and printed on its own.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from careergraph.data.reader import read
from careergraph.data.skills.esco import import_esco
from careergraph.data.skills.linker import Linker
from careergraph.data.skills.reading import bundled_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careergraph.data.records import Item, Page, Role, Specialty

SHARED = Path(__file__).parents[2] / "shared"
ROUNDS = 5
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(\S.*)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def requirement_items(pages: tuple[Page, ...]) -> list[str]:
    """The requirements and nice-to-haves of roles, families, specialties and segments, nested ones too."""

    def texts(items: tuple[Item, ...]) -> Iterator[str]:
        for item in items:
            yield item.text
            yield from texts(item.nested)

    owners: list[Page | Role | Specialty] = []
    for page in pages:
        owners += [page, *page.roles, *page.specialties, *page.segments]
    return [text for owner in owners for text in texts((*owner.requirements, *owner.nice_to_haves))]


def main(arguments: list[str]) -> None:
    """Print the times and the ratios."""
    handbook = Path(arguments[0]) if arguments else SHARED / "corpus" / "handbook-2022" / "job-families"
    zips = [Path(name) for name in arguments[1:]] or sorted((SHARED / "esco").glob("*.zip"))
    sources = [path.read_text(encoding="utf-8") for path in sorted(handbook.rglob("*.md*"))]
    items = requirement_items(read([handbook]).pages)
    bullets = [_LINK.sub(r"\1", text) for source in sources for text in _BULLET.findall(source)]
    parser = MarkdownIt("commonmark")
    esco, ours = import_esco(*zips), bundled_scheme()
    print(f"{len(sources)} pages, {len(items)} requirement items, {len(bullets)} list items of any kind")
    for name, scheme, words, alternatives in (
        (f"ESCO, all {sum(len(concept.labels) for concept in esco):,} labels", esco, None, True),
        ("ESCO, preferred and near labels", esco, None, None),
        ("ESCO in the words of the bundled scheme", esco, ours, None),
        ("the bundled scheme", ours, None, None),
    ):
        building = seconds(lambda: Linker(scheme, words=words, alternatives=alternatives))  # noqa: B023 - used at once
        print(f"{name}: built in {building * 1000:.0f} ms")
        for what, texts in (("requirement items", items), ("all list items", bullets)):
            parsing, linking = [], []
            for _ in range(ROUNDS):  # in turn, so that what else the machine does falls on both
                linker = Linker(scheme, words=words, alternatives=alternatives)
                gc.collect()
                gc.freeze()  # else the collector walks through the vocabulary, which slows parsing more
                parsing.append(seconds(lambda: [parser.parse(source) for source in sources]))
                linking.append(seconds(lambda: [linker.mentions(text) for text in texts]))  # noqa: B023 - as above
                gc.unfreeze()
            print(
                f"    {what}: {min(linking) * 1000:.0f} ms, parsing {min(parsing) * 1000:.0f} ms, "
                f"ratio {min(linking) / min(parsing):.2f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
