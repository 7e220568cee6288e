"""What a page is made of, as records that know their lines: headings, paragraphs, lists, tables, fences.

`careergraph.data.markdown` makes these blocks; everything above it reads blocks and never Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .records import Item, Link

#: What parts the name that an item begins with from the words about it.
_BEHIND_NAME = re.compile(r"\s*[:–—]\s+|\s+-\s+|\n|\.\s")


@dataclass(frozen=True, slots=True)
class Text:
    r"""A run of inline content as plain text.

    Line breaks of the source stay as ``\n``, so that ``line`` plus the number of breaks before an offset is
    the line of that offset; ``<br>`` is ``\v``, which is no line of the file.

    Attributes:
        text: the words, without Markdown.
        line: the line on which they begin.
        links: each link with its offset in ``text``, in order.
        bold: the stretches in bold, in order.
    """

    text: str
    line: int
    links: tuple[tuple[int, Link], ...] = ()
    bold: tuple[str, ...] = ()

    def line_at(self, offset: int) -> int:
        """The line in the file on which the character at ``offset`` stands."""
        return self.line + self.text.count("\n", 0, offset)

    @property
    def flat(self) -> str:
        """The text on one line, with single blanks; ``<br>`` is one of them."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 to 6), its text and the fragment ids that lead to it."""

    level: int
    content: Text
    line: int
    anchors: tuple[str, ...]

    @property
    def text(self) -> str:
        """The heading's text on one line."""
        return self.content.flat


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside lists."""

    content: Text
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item as read: its first paragraph, the lines that this covers and the items nested in it."""

    content: Text
    line: int
    end_line: int
    nested: tuple[Entry, ...] = ()

    @property
    def name(self) -> str:
        """The name that the item begins with: its bold words, or what stands before a colon or dash."""
        text = self.content
        if text.bold and text.flat.startswith(text.bold[0]):
            return " ".join(text.bold[0].split()).strip(" :")
        head = _BEHIND_NAME.split(text.text, maxsplit=1)[0]
        return " ".join(head.split()).strip(" :.")

    def item(self) -> Item:
        """The record of this item."""
        return Item(
            text=self.content.flat,
            line=self.line,
            end_line=self.end_line,
            links=tuple(link for _, link in self.content.links),
            nested=tuple(entry.item() for entry in self.nested),
        )


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list; only its top level, nested items hang on their entry."""

    entries: tuple[Entry, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header row and body rows, each cell with its text and links."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code (or a Mermaid element): its language word, its text, the line of the text's first line."""

    language: str
    text: str
    line: int


Block = Heading | Paragraph | List | Table | Fence


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a page, in order; ``too_deep`` is the line from which nesting was dropped, or 0."""

    blocks: tuple[Block, ...]
    too_deep: int = 0
