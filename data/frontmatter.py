"""The YAML front matter of a page, read so that hostile YAML does no harm.

PyYAML's safe loader runs nothing, yet merge keys and aliases make a few lines grow without bound and deep
nesting crashes the C loader. So the text is bounded, and aliases and deep nesting are refused while the
events are still a stream, before anything is built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import yaml

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNOPENED = re.compile(r"\A(?:[a-z_]+:[^\n]*\n){1,20}---[ \t]*\n")
_TITLE_LINE = re.compile(r"^title[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_TITLE = re.compile(r"^title[ \t]*=[ \t]*[\"'](.*?)[\"'][ \t]*$", re.MULTILINE)

MAX_CHARS = 64 * 1024
MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says: its values, the title with its line, how many lines it takes, what is wrong with it."""

    values: dict[str, Any]
    title: str
    title_line: int
    lines: int
    problem: str = ""
    problem_line: int = 0


class _Refused(ValueError):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def load_yaml(text: str) -> Any:
    """Load YAML with the C safe loader after refusing aliases, tags that are not plain YAML, and deep nesting.

    Raises:
        ValueError: with the reason; its ``line`` attribute (from 1) where it is known.
    """
    if len(text) > MAX_CHARS:
        raise _Refused(f"the YAML is longer than {MAX_CHARS:,} characters", 1)
    # A bracket a level: counted before parsing, as the C parser itself overflows on very deep nesting.
    if max(text.count("["), text.count("{"), text.count("- - ")) > 1000:
        raise _Refused("the YAML has more brackets than any front matter needs", 1)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise _Refused("YAML aliases (*name) are not read", line)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _Refused(f"the YAML is nested deeper than {MAX_DEPTH} levels", line)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
        return yaml.load(text, Loader=loader)  # noqa: S506 - CSafeLoader, the safe one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Refused(f"invalid YAML: {error.problem}", mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, _Refused):
            raise
        raise _Refused(f"invalid YAML: {error}", 1) from error


def read_front_matter(source: str) -> FrontMatter:
    """Read a page's front matter; one that cannot be read gives its title line all the same, and the problem.

    >>> read_front_matter("---\\nlayout: x\\ntitle: 'A'\\n---\\ntext").title_line
    3
    """
    toml = _TOML.match(source)
    if toml:
        title = _TOML_TITLE.search(toml.group(1))
        line = 2 + toml.group(1).count("\n", 0, title.start()) if title else 1
        return FrontMatter({}, title.group(1) if title else "", line, toml.group().count("\n"))
    found = _FENCE.match(source)
    unopened = None if found else _UNOPENED.match(source)
    if unopened:
        front = read_front_matter("---\n" + source)
        return replace(
            front,
            title_line=front.title_line - 1,
            lines=front.lines - 1,
            problem=front.problem or "the front matter is not opened by a line '---'",
            problem_line=max(1, front.problem_line - 1),
        )
    if not found:
        opened = source.startswith("---\n")
        return FrontMatter(
            {},
            "",
            1,
            0,
            "the front matter is opened by '---' and never closed" if opened else "",
            1 if opened else 0,
        )
    text = found.group(1)
    lines = found.group().count("\n")
    place = _TITLE_LINE.search(text)
    title_line = 2 + text.count("\n", 0, place.start()) if place else 1
    raw_title = place.group(1).strip().strip("\"'") if place else ""
    try:
        values = load_yaml(text)
    except ValueError as error:
        line = getattr(error, "line", 1) + 1
        return FrontMatter({}, raw_title, title_line, lines, str(error), line)
    if not isinstance(values, dict):
        problem = "" if values is None else "the front matter is no list of 'key: value' lines"
        return FrontMatter({}, raw_title, title_line, lines, problem, 2 if problem else 0)
    title = values.get("title")
    return FrontMatter(
        {str(key): value for key, value in values.items()},
        " ".join(str(title).split()) if title is not None else "",
        title_line,
        lines,
    )
