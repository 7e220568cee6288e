"""Does the bundled handbook use its own words?

Lists every run of eight or more words that a list item of the handbook, or the definition of an indicator,
shares with the pages of another handbook::

    python benchmarks/overlap.py ../shared/corpus/handbook-2022
    python benchmarks/overlap.py ../shared/corpus/handbook-2022 --all

Titles of roles are facts and not told apart from other words. With ``--all`` every line of every page is
compared, also the set phrases that state a grade, a superior or a next step. Exit code 1 says that something
was found.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from careergraph.data.bundled import handbook
from careergraph.data.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careergraph.data.records import Corpus, Item, Page

#: So many words in a row are no coincidence.
RUN = 8
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[a-z0-9]+")
_SUFFIXES = (".md", ".erb", ".yml", ".yaml")


class Passage(NamedTuple):
    """Words of the handbook and where they stand."""

    path: str
    line: int
    text: str


class Shared(NamedTuple):
    """A run of words that a passage has in common with a page of the other handbook."""

    passage: Passage
    words: str
    page: str


def words(text: str) -> list[str]:
    """The words of a text in lower case, without the targets of links.

    >>> words("Extends the [Analyst](/jobs/#analyst) role")
    ['extends', 'the', 'analyst', 'role']
    """
    return _WORD.findall(_LINK_TARGET.sub("]", text.lower()))


def runs_of(folder: Path) -> dict[tuple[str, ...], str]:
    """Every run of `RUN` words in the pages and YAML files of a folder, with a page that has it."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted(folder.rglob("*")):
        if file.name.endswith(_SUFFIXES) and file.is_file():
            there = words(file.read_text(encoding="utf-8", errors="replace"))
            for start in range(len(there) - RUN + 1):
                found.setdefault(tuple(there[start : start + RUN]), file.relative_to(folder).as_posix())
    return found


def items(corpus: Corpus) -> Iterator[Passage]:
    """The list items of all pages, nested ones too, and the definitions of indicators."""
    for page in corpus.pages:
        for line, text in _listed(_of_page(page)):
            yield Passage(page.path, line, text)
    for one in corpus.definitions:
        if one.definition:
            yield Passage(one.path, one.definition.line, one.definition.text)


def _of_page(page: Page) -> Iterator[Item]:
    for holder in (page, *page.roles, *page.specialties, *page.segments):
        yield from (*holder.responsibilities, *holder.requirements, *holder.nice_to_haves)
    yield from page.hiring_steps


def _listed(listed: Iterable[Item]) -> Iterator[tuple[int, str]]:
    for item in listed:
        yield item.line, item.text
        yield from _listed(item.nested)


def lines(folder: Path) -> Iterator[Passage]:
    """Every line of every page and YAML file."""
    for file in sorted(folder.rglob("*")):
        if file.name.endswith(_SUFFIXES) and file.name != "README.md":
            for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                yield Passage(file.relative_to(folder).as_posix(), number, text)


def shared(passages: Iterable[Passage], known: dict[tuple[str, ...], str]) -> Iterator[Shared]:
    """The runs that passages share with known ones, each as long as it goes."""
    for passage in sorted(set(passages)):
        here = words(passage.text)
        start = 0
        while start <= len(here) - RUN:
            end = start
            while tuple(here[end : end + RUN]) in known:
                end += 1
            if end > start:
                page = known[tuple(here[start : start + RUN])]
                yield Shared(passage, " ".join(here[start : end + RUN - 1]), page)
            start = end + 1


def main() -> int:
    """Print what is shared."""
    parser = argparse.ArgumentParser(description="Does the bundled handbook use its own words?")
    parser.add_argument("corpus", type=Path, help="the folder of the other handbook")
    parser.add_argument(
        "--all", action="store_true", help="compare all lines, not only items and definitions"
    )
    arguments = parser.parse_args()
    if not arguments.corpus.is_dir():
        parser.error(f"{arguments.corpus} is no folder")
    known = runs_of(arguments.corpus)
    passages = list(lines(handbook()) if arguments.all else items(read([handbook()])))
    found = list(shared(passages, known))
    for one in found:
        print(f"{one.passage.path}:{one.passage.line}: {one.words} [{one.page}]")
    print(f"{len(found)} runs of {RUN} or more words shared, in {len(set(passages))} passages compared")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
