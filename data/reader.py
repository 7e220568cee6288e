"""Read folders and single pages into records."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from .assemble import page_of
from .blocks import Heading
from .errors import InputError
from .frontmatter import read_front_matter
from .indicator_files import may_define, read_definitions
from .markdown import MAX_NESTING, parse
from .origin import may_tell, read_origin
from .records import Corpus, Finding, Page
from .sources import find_files, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .blocks import Document
    from .frontmatter import FrontMatter
    from .records import IndicatorDefinition, Origin


def read_page(text: str, path: str) -> Page:
    r"""Read one page.

    Args:
        text: the page as it stands in the file.
        path: its path relative to the folder read, with forward slashes; findings cite it.

    Returns:
        The page's records. Nothing on the page is executed; what cannot be placed becomes a finding.

    >>> page = read_page("---\ntitle: Analyst\n---\n## Job Grade\nThe Analyst is a grade 6.\n", "analyst.md")
    >>> page.roles[0].title, page.roles[0].grades[0].text, page.roles[0].grades[0].line
    ('Analyst', '6', 5)
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(source)
    # blanked out, so that lines stay what they are in the file
    body = "\n" * front.lines + source.split("\n", front.lines)[-1] if front.lines else source
    document = parse(body)
    title, line = (front.title, front.title_line) if front.title else _title_without(path, document)
    page = page_of(path, title, line, document)
    findings = _findings(path, front, document)
    if not front.title and (page.is_job_family or page.moves):
        findings.append(
            Finding(
                path,
                1,
                "no-title",
                f"the page has no title; {title!r} is used",
                "front matter with 'title: ...'",
            )
        )
    return replace(
        page,
        findings=tuple(sorted({*page.findings, *findings})),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        department=_department(path),
    )


def _findings(path: str, front: FrontMatter, document: Document) -> list[Finding]:
    """What is wrong with the front matter, and whether the page is nested too deeply."""
    out: list[Finding] = []
    if front.problem:
        out.append(
            Finding(
                path,
                front.problem_line,
                "front-matter",
                front.problem,
                "lines such as 'title: Backend Engineer' between '---' lines",
            )
        )
    if document.too_deep:
        out.append(
            Finding(
                path,
                document.too_deep,
                "too-deep",
                f"nested deeper than {MAX_NESTING} levels; what stands deeper was not read",
                "lists and quotes nested a few levels",
            )
        )
    return out


#: What of a path is no name: "index", and the endings of a page.
_NO_NAME = re.compile(r"(?:/?(?:_?index))?(?:\.html)?(?:\.md)?(?:\.erb)?$")


def _title_without(path: str, document: Document) -> tuple[str, int]:
    """What stands for a missing title, and its line: the first heading of level 1, else the path's end."""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            return block.text, block.line
    name = _NO_NAME.sub("", path).rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").title()
    return name or path, 1


def _department(path: str) -> str:
    """The folder that groups families: the first below the one that holds them all ("job-families")."""
    parts = _NO_NAME.sub("", path).split("/")
    if "job-families" in parts:
        parts = parts[parts.index("job-families") + 1 :]
    return parts[0] if len(parts) > 1 else ""


def read(paths: Iterable[Path], progress: Callable[[int, int], None] | None = None) -> Corpus:
    """Read all pages and definitions of indicators below some folders, and single files.

    Args:
        paths: folders and files as the user named them.
        progress: called with the number of pages done and of all pages.

    Returns:
        The pages, ordered by path. A file that cannot be read becomes a finding; the others are read.

    Raises:
        InputError: if a named path does not exist, or no page is found at all.
    """
    files, findings = find_files(paths)
    found = [one for one in files if not one.is_yaml]
    if not found and not findings:
        raise InputError("no pages found: expected .md, .html.md or .html.md.erb files below the given path")
    pages: list[Page] = []
    origins: dict[str, Origin] = {}
    in_folder: dict[str, list[str]] = defaultdict(list)
    for number, one in enumerate(found, 1):
        text = read_text(one, findings)
        origin = (
            read_origin(text, one.name) if text is not None and one.in_folder and may_tell(one.name) else None
        )
        if origin is not None:
            origins.setdefault(one.in_folder, origin)
        elif text is not None:
            pages.append(read_page(text, one.name))
            in_folder[one.in_folder].append(one.name)
        if progress is not None:
            progress(number, len(found))
    pages.sort(key=lambda page: page.path)
    definitions: list[IndicatorDefinition] = []
    for one in files:
        text = read_text(one, findings, may_define) if one.is_yaml else None
        if text is not None:
            defined, odd = read_definitions(text, one.name)
            definitions += defined
            findings += odd
    return Corpus(
        tuple(pages),
        tuple(sorted(findings)),
        tuple(definitions),
        tuple(replace(origin, pages=tuple(in_folder[folder])) for folder, origin in origins.items()),
    )
