"""How results look: lines of 80 columns, colour on terminals only, JSON for programs."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What terminals act on; titles of a page must not.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def width() -> int:
    """How many columns to use: those of the terminal, at most 100, 80 elsewhere."""
    return min(100, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def echo(text: str = "") -> None:
    """Print a line of text for people; control characters that came from a page are shown as such."""
    colour = None if "NO_COLOR" not in os.environ else False
    click.echo(text, color=colour)


def clean(text: str) -> str:
    r"""A text of a page on one line, without what a terminal would act on.

    >>> clean("Manager,\n\x1b[31mData")
    'Manager, �[31mData'
    """
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def bold(text: str) -> str:
    """A heading or name."""
    return click.style(text, bold=True)


def dim(text: str) -> str:
    """What stands in the background: a place on a page."""
    return click.style(text, dim=True)


def stated_or_inferred(basis: str) -> str:
    """The word itself, green for what pages state, yellow for what rules infer, magenta for suggestions."""
    return click.style(basis, fg={"stated": "green", "inferred": "yellow"}.get(basis, "magenta"))


def wrap(text: str, indent: str = "", then: str | None = None) -> str:
    """A text in lines of `width`, the first after ``indent``, the others after ``then``."""
    return textwrap.fill(
        clean(text),
        width(),
        initial_indent=indent,
        subsequent_indent=indent if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def places(citations: Iterable[tuple[str, int]]) -> list[str]:
    """Lines of pages, those of one page together: ``page.md:3,17``.

    >>> places([("a.md", 3), ("a.md", 17), ("b.md", 2)])
    ['a.md:3,17', 'b.md:2']
    """
    lines: dict[str, list[int]] = {}
    for path, line in citations:
        lines.setdefault(path, []).append(line)
    return [f"{clean(path)}:{','.join(map(str, sorted(set(found))))}" for path, found in lines.items()]


def echo_json(data: object) -> None:
    """Print data as JSON; with escapes only where the output cannot take other signs."""
    plain = not (sys.stdout.encoding or "ascii").lower().startswith("utf")
    click.echo(json.dumps(data, ensure_ascii=plain, indent=2))
