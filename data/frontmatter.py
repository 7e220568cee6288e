"""The YAML front matter of a page, read so that hostile YAML does no harm.

PyYAML's safe loader runs nothing, yet merge keys and aliases make a few lines grow without bound and deep
nesting crashes the C loader. So the text is bounded, and aliases and deep nesting are refused while the
events are still a stream, before anything is built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import yaml

from .records import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNOPENED = re.compile(r"\A(?:[a-z_]+:[^\n]*\n){1,20}---[ \t]*\n")
_TITLE_LINE = re.compile(r"^title[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_KEY_LINE = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]+(?P<value>[^#\s].*?)(?:[ \t]+#.*)?[ \t]*$")
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_TITLE = re.compile(r"^title[ \t]*=[ \t]*[\"'](.*?)[\"'][ \t]*$", re.MULTILINE)

#: Front matter that is longer, more deeply nested or richer in brackets than this is refused.
MAX_CHARS = 64 * 1024
MAX_DEPTH = 32
MAX_BRACKETS = 1000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says.

    Attributes:
        title: the title, "" without one.
        title_line: the title's line in the file; 1 without one.
        lines: how many lines the front matter takes.
        problem: what is wrong with it, "" if nothing is.
        problem_line: the line of that, or 0.
    """

    title: str
    title_line: int
    lines: int
    problem: str = ""
    problem_line: int = 0


def read_front_matter(source: str) -> FrontMatter:
    r"""Read a page's front matter.

    It is YAML between lines ``---``, or TOML between lines ``+++``, of which only a quoted title is read.
    What cannot be read gives its title all the same, as written, and the problem; so does YAML that lacks
    the first ``---``.

    Args:
        source: the whole page.

    >>> read_front_matter("---\nlayout: x\ntitle: 'A'\n---\ntext").title_line
    3
    """
    toml = _TOML.match(source)
    if toml:
        return _toml(toml)
    found = _FENCE.match(source)
    if found:
        return _yaml(found)
    if _UNOPENED.match(source):
        front = read_front_matter("---\n" + source)
        return replace(
            front,
            title_line=front.title_line - 1,
            lines=front.lines - 1,
            problem=front.problem or "the front matter is not opened by a line '---'",
            problem_line=max(1, front.problem_line - 1),
        )
    if source.startswith("---\n"):
        return FrontMatter("", 1, 0, "the front matter is opened by '---' and never closed", 1)
    return FrontMatter("", 1, 0)


def front_values(source: str) -> dict[str, Said]:
    r"""The plain values of a page's YAML front matter by key, as written, each with its line.

    Front matter that cannot be read has none.

    >>> front_values("---\ntitle: A\ndate: 2022-11\n---\n")["date"]
    Said(text='2022-11', line=3)
    """
    found = _FENCE.match(source.removeprefix("\ufeff").replace("\r\n", "\n"))
    try:
        values = _load(found.group(1)) if found else None
    except _RefusedError:
        return {}
    if not found or not isinstance(values, dict):
        return {}
    lines = {
        written["key"]: Said(" ".join(written["value"].strip("\"' \t").split()), number)
        for number, line in enumerate(found.group(1).split("\n"), 2)
        if (written := _KEY_LINE.match(line))
    }
    return {str(key): lines[str(key)] for key in values if str(key) in lines}


class _RefusedError(ValueError):
    """YAML that is invalid or could do harm; ``line`` counts from 1 in the YAML."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _load(text: str) -> Any:
    """Load YAML with the C safe loader after refusing what is long, uses aliases or is deeply nested.

    Raises:
        _RefusedError: with the reason and the line.
    """
    if len(text) > MAX_CHARS:
        raise _RefusedError(f"the YAML is longer than {MAX_CHARS:,} characters", 1)
    # A bracket a level: counted before parsing, as the C parser itself overflows on very deep nesting.
    if max(text.count("["), text.count("{"), text.count("- - ")) > MAX_BRACKETS:
        raise _RefusedError("the YAML has more brackets than any front matter needs", 1)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_harm(yaml.parse(text, Loader=loader))
        return yaml.load(text, Loader=loader)  # noqa: S506 - CSafeLoader, the safe one
    except _RefusedError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _RefusedError(f"invalid YAML: {error.problem}", mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _RefusedError(f"invalid YAML: {error}", 1) from error


def _refuse_harm(events: Iterable[yaml.Event]) -> None:
    """Go through the events of some YAML, and refuse aliases and deep nesting."""
    depth = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError("YAML aliases (*name) are not read", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _RefusedError(f"the YAML is nested deeper than {MAX_DEPTH} levels", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _toml(found: re.Match[str]) -> FrontMatter:
    title = _TOML_TITLE.search(found.group(1))
    line = 2 + found.group(1).count("\n", 0, title.start()) if title else 1
    return FrontMatter(title.group(1) if title else "", line, found.group().count("\n"))


def _yaml(found: re.Match[str]) -> FrontMatter:
    text = found.group(1)
    lines = found.group().count("\n")
    place = _TITLE_LINE.search(text)
    title_line = 2 + text.count("\n", 0, place.start()) if place else 1
    try:
        values = _load(text)
    except _RefusedError as error:
        return FrontMatter(_written(place), title_line, lines, str(error), error.line + 1)
    if not isinstance(values, dict):
        problem = "" if values is None else "the front matter is no list of 'key: value' lines"
        return FrontMatter(_written(place), title_line, lines, problem, 2 if problem else 0)
    title = values.get("title")
    return FrontMatter(
        " ".join(str(title).split()) if title is not None else "",
        title_line,
        lines,
    )


def _written(place: re.Match[str] | None) -> str:
    """The title as it is written, for front matter that cannot be read."""
    return place.group(1).strip().strip("\"'") if place else ""
