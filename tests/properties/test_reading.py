"""Whatever stands in a file, reading it ends, cites lines that exist, and gives the same again."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from careergraph.data.markup import strip_markup
from careergraph.data.reader import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = st.sampled_from(
    [
        "---", "title: Clerk", "# Clerk", "## Senior Clerk", "### Job Grade", "#### Requirements", "## Specialties",
        "## Levels", "### Performance Indicators", "## Career Ladder", "## Hiring Process", "* item", "  * nested", "- other",
        "1. first", "The Clerk is a [grade 4](/pay).", "The Clerk reports to the [Lead](#lead) or the Director, X.",
        "* Extends the Clerk requirements", "The next step for the Clerk is the [Lead](/lead) job family.", "| Role | Grade |",
        "|---|---|", "| Clerk | 4 |", "```mermaid", "graph LR", "a(Clerk)-->b(Lead)", "```", "<!--", "-->", "<% x %>", "{{< y >}}",
        "{{%", '<div class="mermaid">', "</div>", "", "    code", "> quote", "TBD", "[x]: /y", "\\", "**Nice-to-haves**:", "\t* tab",
    ]
)  # fmt: skip
PAGES = st.one_of(st.lists(LINES, max_size=40).map("\n".join), st.text(max_size=300))


def cited(record: Any) -> Iterator[int]:
    """All lines that a record and the records in it cite."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in {"line", "end_line"}:
            yield value
        elif isinstance(value, tuple):
            for one in value:
                if dataclasses.is_dataclass(one):
                    yield from cited(one)


@given(PAGES)
@settings(deadline=None, max_examples=300)
def test_reading_ends_and_cites_lines_that_exist(text: str) -> None:
    """No page makes the reader fail, and every line cited is a line of the page."""
    page = read_page(text, "job-families/x/y.md")
    last = max(1, text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1)
    assert all(0 <= line <= last for line in cited(page))
    assert read_page(text, "job-families/x/y.md") == page


@given(PAGES)
@settings(deadline=None)
def test_taking_markup_away_keeps_every_line(text: str) -> None:
    """What is no content is blanked out line by line."""
    assert strip_markup(text).count("\n") == text.count("\n")
