"""Markdown → a flat list of blocks that know their lines.

`markdown-it-py <https://markdown-it-py.readthedocs.io>`_ parses; this module takes from its tokens what the
reader needs: headings with their anchors, paragraphs, lists, tables, fenced code.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .anchors import Anchors, fragment
from .blocks import Document, Entry, Fence, Heading, List, Paragraph, Table, Text
from .markup import ids_in_tags, strip_attributes, strip_markup
from .records import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_core import StateCore

    from .blocks import Block

#: Deeper nesting than this is not read; markdown-it-py drops it without a word, `parse` reports it.
MAX_NESTING = 40

#: The characters at which CommonMark's inline rules begin.
_MAY_BE_MARKUP = re.compile(r"[\n\\`*_\[\]!<>&]")

_LISTS = ("bullet_list_open", "ordered_list_open")


def parse(source: str) -> Document:
    r"""The blocks of a page.

    Args:
        source: the page's text, with front matter already blanked out (lines kept).

    Returns:
        The blocks in order. Quotes and other containers are looked through.

    >>> [type(block).__name__ for block in parse("# A\n\ntext\n* one\n* two\n").blocks]
    ['Heading', 'Paragraph', 'List']
    """
    tokens = _parser().parse(strip_markup(source))
    deepest = max(tokens, key=lambda token: token.level, default=None)
    too_deep = _line(deepest) if deepest is not None and deepest.level >= MAX_NESTING - 2 else 0
    return Document(tuple(_blocks(tokens, ids_in_tags(source))), too_deep)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.core.ruler.at("inline", _inline_rule)
    return parser


def _inline_rule(state: StateCore) -> None:
    """markdown-it-py's own rule, but for texts in which no markup can stand: these are one piece of text."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if _MAY_BE_MARKUP.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children.append(Token("text", "", 0, content=token.content))


def _blocks(tokens: Sequence[Token], placed: list[tuple[int, str]]) -> Iterator[Block]:
    """The blocks of some tokens; ``placed`` are the ids in tags, which belong to the heading just below."""
    anchors = Anchors()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kind = token.type
        if kind in _LISTS:
            found, index = _list(tokens, index)
            yield found
            continue
        if kind == "table_open":
            table, index = _table(tokens, index)
            yield table
            continue
        if kind == "heading_open":
            inline = tokens[index + 1]
            content, line = _inline(inline), _line(token)
            tagged = tuple(name for at, name in placed if line - 3 <= at <= line)
            placed = [one for one in placed if one[0] > line]
            ids = anchors.of(content.flat, fragment(inline.content))
            yield Heading(int(token.tag[1]), content, line, ids + tagged)
            index += 3
            continue
        if kind in ("fence", "code_block"):
            language = token.info.strip().split(" ")[0].lower()
            yield Fence(language, token.content, _line(token) + (kind == "fence"))
        elif kind == "inline":
            text = _inline(token)
            yield _headless_table(text) or Paragraph(text, _line(token))
        index += 1


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _close(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at ``start``."""
    level, index = tokens[start].level, start + 1
    while tokens[index].level != level:
        index += 1
    return index


# -- inline content ------------------------------------------------------------------------------------


class _Inline:
    """Collects the text of an inline token, and where its links and bold stretches stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.links: list[tuple[int, Link]] = []
        self.bold: list[str] = []
        self.open_links: list[tuple[int, int, str]] = []  # number of pieces before it, offset, target
        self.open_bold: list[int] = []

    def add(self, child: Token) -> None:
        """Take one token: what it shows, or what it opens or closes."""
        match child.type:
            case "text" | "code_inline" | "image":
                self._show(strip_attributes(child.content))
            case "softbreak" | "hardbreak":
                self._show("\n")
            case "html_inline" if child.content.lower().startswith("<br"):
                self._show("\v")  # a break in a cell or label that is no line of the file
            case "link_open":
                self.open_links.append((len(self.pieces), self.size, str(child.attrGet("href") or "")))
            case "link_close" if self.open_links:
                first, offset, target = self.open_links.pop()
                self.links.append((offset, Link(self._from(first), target)))
            case "strong_open":
                self.open_bold.append(len(self.pieces))
            case "strong_close" if self.open_bold:
                self.bold.append(self._from(self.open_bold.pop()))
            case _:  # emphasis and the like show nothing of their own
                pass

    def _show(self, piece: str) -> None:
        self.pieces.append(piece)
        self.size += len(piece)

    def _from(self, first: int) -> str:
        return "".join(self.pieces[first:]).strip()


def _inline(token: Token) -> Text:
    """An inline token as plain text with the links in it."""
    out = _Inline()
    for child in token.children or ():
        out.add(child)
    return Text("".join(out.pieces), _line(token), tuple(out.links), tuple(out.bold))


# -- lists ---------------------------------------------------------------------------------------------


def _list(tokens: Sequence[Token], start: int) -> tuple[List, int]:
    """The list that opens at ``start``, and the index behind it."""
    end = _close(tokens, start)
    entries: list[Entry] = []
    index = start + 1
    while index < end:
        stop = _close(tokens, index)
        entries.append(_entry(tokens, index, stop))
        index = stop + 1
    return List(tuple(entries), _line(tokens[start])), end + 1


def _entry(tokens: Sequence[Token], start: int, stop: int) -> Entry:
    content: Text | None = None
    nested: list[Entry] = []
    index = start + 1
    while index < stop:
        token = tokens[index]
        if token.type in _LISTS:
            inner, index = _list(tokens, index)
            nested.extend(inner.entries)
            continue
        if token.type == "inline":
            text = _inline(token)
            if content is None:
                content = text
            else:  # a further paragraph of the item is kept as what is nested in it
                nested.append(Entry(text, text.line, text.line + text.text.count("\n")))
        index += 1
    line = _line(tokens[start]) or 1
    if content is None and nested:  # "* * text": the inner item is the item
        first = nested[0]
        return Entry(first.content, line, first.end_line, first.nested)
    end_line = (content.line + content.text.count("\n")) if content else line
    return Entry(content or Text("", line), line, end_line, tuple(nested))


# -- tables --------------------------------------------------------------------------------------------


def _table(tokens: Sequence[Token], start: int) -> tuple[Table, int]:
    """The table that opens at ``start``, and the index behind it."""
    end = _close(tokens, start)
    rows: list[tuple[Text, ...]] = []
    row: list[Text] = []
    for token in tokens[start:end]:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(_inline(token))
        elif token.type == "tr_close":
            rows.append(tuple(row))
    return Table(rows[0] if rows else (), tuple(rows[1:]), _line(tokens[start])), end + 1


def _headless_table(text: Text) -> Table | None:
    """A table without a ruler, which Markdown takes for a paragraph: every line begins with a bar."""
    lines = text.text.split("\n")
    if len(lines) < 2 or not all(line.lstrip().startswith("|") for line in lines):
        return None
    rows: list[tuple[Text, ...]] = []
    start = 0
    for number, line in enumerate(lines):
        cells: list[Text] = []
        at = start
        for cell in line.split("|"):
            links = tuple((o - at, link) for o, link in text.links if at <= o < at + len(cell) + 1)
            cells.append(Text(cell.strip(), text.line + number, links))
            at += len(cell) + 1
        rows.append(tuple(cells[1:-1] if line.rstrip().endswith("|") else cells[1:]))
        start += len(line) + 1
    return Table(rows[0], tuple(rows[1:]), text.line)
