"""Files that are no pages, or no files, stop nobody from reading the others."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from careergraph.data.errors import InputError
from careergraph.data.reader import read
from careergraph.data.sources import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "---\ntitle: Clerk\n---\n## Job Grade\nThe Clerk is a grade 4.\n## Requirements\n* Reading\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good page."""
    root = tmp_path / "pages"
    root.mkdir()
    (root / "good.md").write_text(PAGE, encoding="utf-8")
    return root


def codes(folder: Path) -> list[tuple[str, str, int]]:
    """The findings of a folder whose good page was read all the same."""
    corpus = read([folder])
    assert "good.md" in [page.path for page in corpus.pages]
    found = [*corpus.findings, *(f for page in corpus.pages if page.path != "good.md" for f in page.findings)]
    return [(f.path, f.code, f.line) for f in found]


def test_all_kinds_of_page_names(tmp_path: Path) -> None:
    """All file names of the formats are pages; partials, hidden files and others are not."""
    for name in (
        "a/index.html.md",
        "b/index.html.md.erb",
        "c/_index.md",
        "d.md",
        "e/_part.erb",
        "f.txt",
        ".g.md",
        ".h/i.md",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE, encoding="utf-8")
    assert [page.path for page in read([tmp_path]).pages] == [
        "a/index.html.md", "b/index.html.md.erb", "c/_index.md", "d.md",
    ]  # fmt: skip


def test_a_single_page(folder: Path) -> None:
    """A page named itself is read under its file name."""
    assert [page.path for page in read([folder / "good.md"]).pages] == ["good.md"]


def test_missing_path(tmp_path: Path) -> None:
    """A path that does not exist is an error that names it."""
    with pytest.raises(InputError, match=r"nowhere: cannot be read: No such file") as caught:
        read([tmp_path / "nowhere"])
    assert caught.value.path.endswith("nowhere")


def test_no_pages(tmp_path: Path) -> None:
    """A folder without pages is an error that says what was expected."""
    with pytest.raises(InputError, match=r"no pages found: expected \.md"):
        read([tmp_path])


def test_not_utf_8(folder: Path) -> None:
    """Bytes that are no UTF-8 are told with their line."""
    (folder / "bad.md").write_bytes(b"---\ntitle: X\n---\ncaf\xe9\n")
    assert codes(folder) == [("bad.md", "not-utf-8", 4)]


def test_too_large(folder: Path) -> None:
    """A page beyond the limit is not even parsed."""
    with (folder / "huge.md").open("wb") as file:
        file.truncate(50 * MAX_BYTES)
    assert codes(folder) == [("huge.md", "too-large", 0)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe(folder: Path) -> None:
    """A pipe that nobody writes to does not hang the reading."""
    os.mkfifo(folder / "pipe.md")
    assert codes(folder) == [("pipe.md", "no-file", 0)]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on this system")
def test_links(folder: Path, tmp_path: Path) -> None:
    """Links that loop, lead out of the folder or lead nowhere are passed over; one inside the folder is read."""
    (folder / "loop").symlink_to(folder)
    (folder / "self.md").symlink_to("self.md")
    (folder / "gone.md").symlink_to("nothing.md")
    (folder / "inside.md").symlink_to("good.md")
    secret = tmp_path / "secret.md"
    secret.write_text(PAGE, encoding="utf-8")
    (folder / "out.md").symlink_to(secret)
    corpus = read([folder])
    assert [page.path for page in corpus.pages] == ["good.md", "inside.md"]
    assert sorted((f.path, f.code) for f in corpus.findings) == [
        ("gone.md", "unreadable"), ("loop", "link-skipped"), ("out.md", "link-skipped"), ("self.md", "unreadable"),
    ]  # fmt: skip


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything is readable for this user"
)
def test_no_permission(folder: Path) -> None:
    """A file that may not be read is told."""
    (folder / "mine.md").write_text(PAGE, encoding="utf-8")
    (folder / "mine.md").chmod(0)
    assert codes(folder) == [("mine.md", "unreadable", 0)]


def test_odd_names(folder: Path) -> None:
    """Blanks stay, line breaks are shown as such, so that a finding is one line."""
    (folder / "my page.md").write_text(PAGE, encoding="utf-8")
    (folder / "two\nlines.md").write_text(PAGE, encoding="utf-8")
    assert [page.path for page in read([folder]).pages] == ["good.md", "my page.md", "two\\nlines.md"]


def test_the_same_path_twice(folder: Path, tmp_path: Path) -> None:
    """Two folders with a page of the same path: the first is read, and the finding names both."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "good.md").write_text(PAGE, encoding="utf-8")
    corpus = read([folder, other])
    assert len(corpus.pages) == 1
    assert [(f.path, f.code) for f in corpus.findings] == [("good.md", "same-path")]
    assert read([folder, folder]).findings == ()


HOSTILE = {
    "aliases that grow": "a: &a [x,x]\nb: &b [*a,*a]\ntitle: T",
    "merge keys": "base: &base {a: 1}\nb: {<<: *base}\ntitle: T",
    "code": "title: !!python/object/apply:os.system ['touch hacked']",
    "deep nesting": "title: T\na: " + "{a: " * 60 + "}" * 60,
    "very deep nesting": "title: T\na: " + "[" * 100_000,
    "unclosed quote": 'title: "T',
    "no mapping": "- title",
    "a surrogate": 'title: "\\ud800"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_front_matter(name: str, folder: Path) -> None:
    """Front matter that is broken or meant to harm is told with its line; the page's body is read."""
    (folder / "bad.md").write_text(
        f"---\n{HOSTILE[name]}\n---\n## Requirements\n* Reading\n", encoding="utf-8"
    )
    found = [one for one in codes(folder) if one[1] == "front-matter"]
    assert len(found) == 1
    assert found[0][2] >= 1
    page = next(page for page in read([folder]).pages if page.path == "bad.md")
    assert page.roles[0].requirements[0].text == "Reading"
    assert not (folder / "hacked").exists()


def test_deep_nesting_is_told(folder: Path) -> None:
    """Quotes nested beyond the limit are told: the parser drops them without a word."""
    (folder / "deep.md").write_text(PAGE + ">" * 200 + " lost\n", encoding="utf-8")
    assert ("deep.md", "too-deep", 8) in codes(folder)
