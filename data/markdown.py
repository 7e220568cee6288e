"""Markdown → a flat list of blocks that know their lines.

`markdown-it-py <https://markdown-it-py.readthedocs.io>`_ parses; this module takes from its tokens what the
reader needs: headings with their anchors, paragraphs, lists, tables, fenced code. What a page generator
would execute or replace (ERB, Hugo shortcodes, kramdown attributes, HTML comments) is blanked out
beforehand, line by line, so that line numbers stay true and nothing of it is ever run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from .anchors import Anchors, fragment
from .records import Item, Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

#: Deeper nesting than this is not read; markdown-it-py drops it without a word, `parse` reports it.
MAX_NESTING = 40


@dataclass(frozen=True, slots=True)
class Text:
    """A run of inline content as plain text; ``links`` are in order, with their offsets in ``text``.

    Line breaks of the source stay as ``\\n``, so that ``line`` plus the number of breaks before an offset
    is the line of that offset.
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
    """A list item as read: its own text, the lines it covers and the items nested in it."""

    content: Text
    line: int
    end_line: int
    nested: tuple[Entry, ...] = ()
    more: tuple[Text, ...] = ()

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
    ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header row and body rows, each cell with its text and links."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code (or a ``<div class="mermaid">``): its language word, its text, the line of the text's first line."""

    language: str
    text: str
    line: int


Block = Heading | Paragraph | List | Table | Fence


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a page, in order; ``too_deep`` is the line from which nesting was dropped, or 0."""

    blocks: tuple[Block, ...]
    too_deep: int = 0


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")


# -- what is no content ------------------------------------------------------------------------------

#: What opens and closes a comment; one that opens a line and is never closed goes to the end of the page.
_COMMENTS = (("<!--", "-->"), ("{::comment}", "{:/comment}"))
#: ERB and Hugo shortcodes: what stands inside the brackets is code, what stands between two shortcodes is content.
_TEMPLATE_CODE = (("<%", "%>"), ("{{<", ">}}"), ("{{%", "%}}"))
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+\"?([^\"\s>%]+)\"?\s*[%>]\}\}")
#: kramdown's inline and block attribute lists: ``{:.no_toc}``, ``{: #id}``; and Hugo's ``{#id .class}``.
_KRAMDOWN = re.compile(r"\{:[^}\n]*\}|\{[#.][\w-][^}\n]*\}|\{::[^}\n]*\}")
_MERMAID_DIV = re.compile(
    r"^[ \t]*<(div|pre)[^>\n]{0,400}class=[\"']?[^>\n]{0,400}\bmermaid\b[^>\n]{0,400}>(.*?)</\1>",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_MERMAID_SHORTCODE = re.compile(
    r"\{\{[<%]\s*mermaid\b[^>%]*[%>]\}\}(.*?)\{\{[<%]\s*/\s*mermaid\s*[%>]\}\}", re.DOTALL
)
#: kramdown takes "##Title" for a heading, CommonMark does not; a single "#" may be a channel or a number.
_UNSPACED_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[A-Za-z*\[])", re.MULTILINE)
_ANCHOR_TAG = re.compile(r"<(?:a|h[1-6]|div|span)\b[^>\n]{0,200}?\b(?:id|name)=[\"']([\w:.-]+)[\"']", re.IGNORECASE)
_LIST_TAG = re.compile(
    r"^[ \t]*</?(?:ul|ol)\b[^>\n]{0,400}>|^[ \t]*<li\b[^>\n]{0,400}>|</li>", re.IGNORECASE | re.MULTILINE
)
_HEADING_TAG = re.compile(r"^[ \t]*<h([1-6])\b[^>\n]{0,400}>(.*?)</h\1>", re.IGNORECASE | re.MULTILINE)
_STYLE_ONLY = re.compile(
    r"</?(?:span|div|figure|center|font|u|details|summary|section|p|a|i|b|sup|sub)\b[^>\n]{0,400}>", re.IGNORECASE
)


def _blank_between(source: str, opening: str, closing: str, *, to_end: bool) -> str:
    """The text with each stretch from ``opening`` to ``closing`` replaced by its line breaks; linear in its length."""
    out: list[str] = []
    at = 0
    while (start := source.find(opening, at)) != -1:
        end = source.find(closing, start + len(opening))
        if end == -1:
            if not to_end or source[:start].rpartition("\n")[2].strip():
                break
            out += [source[at:start], "\n" * source.count("\n", start)]
            return "".join(out)
        end += len(closing)
        out += [source[at:start], "\n" * source.count("\n", start, end)]
        at = end
    return source if at == 0 else "".join([*out, source[at:]])


def _as_fence(text: str, body: str) -> str:
    """A Mermaid element as a fence that covers the same lines."""
    lines = text.count("\n")
    if lines < 2:  # no room for a fence of its own lines
        return "\n" * lines
    first, *inner, last = body.split("\n")
    if first.strip():  # what stands on the line of the opening tag, and of the closing one
        inner[0] = f"{first.strip().rstrip(';')}; {inner[0]}"
    if last.strip():
        inner[-1] = f"{inner[-1].rstrip().rstrip(';')}; {last.strip()}"
    return "\n".join(["```mermaid", *inner, "```"])


def strip_markup(source: str) -> str:
    """Blank out what is no content, keeping every line where it is.

    >>> strip_markup("a <!-- b\\nc --> d\\n<%= partial('x') %>\\n")
    'a \\n d\\n\\n'
    """
    for opening, closing in _COMMENTS:
        source = _blank_between(source, opening, closing, to_end=True)
    if "mermaid" in source:
        source = _MERMAID_DIV.sub(lambda m: _as_fence(m.group(), m.group(2)), source)
        source = _MERMAID_SHORTCODE.sub(lambda m: _as_fence(m.group(), m.group(1)), source)
    if "{{" in source:
        source = _REF.sub(lambda m: m.group(1), source)
    for opening, closing in _TEMPLATE_CODE:
        source = _blank_between(source, opening, closing, to_end=False)
    if "<" in source:
        # A line that opens with a tag would make an HTML block and hide the Markdown that follows it.
        source = _LIST_TAG.sub(lambda m: "* " if m.group().lower().startswith("<li") else "", source)
        source = _HEADING_TAG.sub(lambda m: "#" * int(m.group(1)) + " " + m.group(2), source)
        source = _STYLE_ONLY.sub("", source)
    if "##" in source:
        source = _UNSPACED_HEADING.sub(r"\1 ", source)
    if "|" in source:
        source = _TABLE_HEAD.sub(_widen, source)
    return source


_ROW = r"[ \t]*\|?[^|\n]*\|[^\n]*\n"
_TABLE_HEAD = re.compile(
    rf"^([^\n]*\|[^\n]*)\n([ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*)\n((?:{_ROW})+)",
    re.MULTILINE,
)


def _cells(row: str) -> int:
    return row.strip().strip("|").count("|") + 1


def _widen(match: re.Match[str]) -> str:
    """A table whose rows have more cells than its header; GitHub's dialect would drop them."""
    header, ruler, rows = match.groups()
    missing = max(_cells(row) for row in rows.splitlines()) - _cells(ruler)
    if missing <= 0:
        return match.group()
    # the ruler's cells count: header and ruler are made equally wide
    head = header.rstrip().rstrip("|") + " |" * (missing + 1 + max(0, _cells(ruler) - _cells(header)))
    return f"{head}\n{ruler.rstrip().rstrip('|')}{'|-' * missing}|\n{rows}"


# -- tokens → blocks -----------------------------------------------------------------------------------


def _inline(token: Token) -> Text:
    """An inline token as plain text with the links in it."""
    out: list[str] = []
    size = 0
    links: list[tuple[int, Link]] = []
    bold: list[str] = []
    open_links: list[tuple[int, str]] = []
    open_bold: list[int] = []
    for child in token.children or ():
        kind = child.type
        piece = ""
        if kind in ("text", "code_inline"):
            piece = child.content
        elif kind in ("softbreak", "hardbreak"):
            piece = "\n"
        elif kind == "image":
            piece = child.content
        elif kind == "html_inline" and child.content.lower().startswith("<br"):
            piece = "\v"  # a break in a cell or label that is no line of the file
        elif kind == "link_open":
            open_links.append((size, str(child.attrGet("href") or "")))
        elif kind == "link_close" and open_links:
            start, target = open_links.pop()
            links.append((start, Link("".join(out)[start:].strip(), target)))
        elif kind == "strong_open":
            open_bold.append(size)
        elif kind == "strong_close" and open_bold:
            bold.append("".join(out)[open_bold.pop() :].strip())
        if piece:
            out.append(piece)
            size += len(piece)
    text = "".join(out)
    if "{" in text:
        text = _KRAMDOWN.sub("", text)
    line = token.map[0] + 1 if token.map else 0
    return Text(text, line, tuple(links), tuple(bold))


def _close(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at ``start``."""
    level, index = tokens[start].level, start + 1
    while tokens[index].level != level:
        index += 1
    return index


def _list(tokens: Sequence[Token], start: int) -> tuple[List, int]:
    """The list that opens at ``start``, and the index behind it."""
    end = _close(tokens, start)
    entries: list[Entry] = []
    index = start + 1
    while index < end:
        stop = _close(tokens, index)
        entries.append(_entry(tokens, index, stop))
        index = stop + 1
    opening = tokens[start]
    return List(tuple(entries), _line(opening), opening.type == "ordered_list_open"), end + 1


def _entry(tokens: Sequence[Token], start: int, stop: int) -> Entry:
    content: Text | None = None
    more: list[Text] = []
    nested: list[Entry] = []
    index = start + 1
    while index < stop:
        token = tokens[index]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            inner, index = _list(tokens, index)
            nested.extend(inner.entries)
            continue
        if token.type == "inline":
            text = _inline(token)
            if content is None:
                content = text
            else:
                more.append(text)
        index += 1
    span = tokens[start].map or [0, 0]
    line = span[0] + 1
    if content is None and nested:  # "* * text": the inner item is the item
        first = nested[0]
        return Entry(first.content, line, first.end_line, first.nested, first.more)
    end_line = (content.line + content.text.count("\n")) if content else line
    return Entry(content or Text("", line), line, end_line, tuple(nested), tuple(more))


def _table(tokens: Sequence[Token], start: int) -> tuple[Table, int]:
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


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _blocks(tokens: Sequence[Token], placed: list[tuple[int, str]]) -> Iterator[Block]:
    """The blocks of some tokens; ``placed`` are ids that tags give to the heading on their line or just below."""
    anchors = Anchors()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            found, index = _list(tokens, index)
            yield found
            continue
        if kind == "table_open":
            table, index = _table(tokens, index)
            yield table
            continue
        if kind == "heading_open":
            content = _inline(tokens[index + 1])
            line = _line(token)
            explicit = fragment(tokens[index + 1].content)
            tagged = tuple(name for at, name in placed if line - 3 <= at <= line)
            placed = [one for one in placed if one[0] > line]
            yield Heading(int(token.tag[1]), content, line, anchors.of(content.flat, explicit) + tagged)
            index += 3
            continue
        if kind in ("fence", "code_block"):
            yield Fence(
                token.info.strip().split(" ")[0].lower(), token.content, _line(token) + (kind == "fence")
            )
        elif kind == "inline":
            text = _inline(token)
            yield _headless_table(text) or Paragraph(text, _line(token))
        index += 1


def parse(source: str) -> Document:
    """The blocks of a page.

    Args:
        source: the page's text, with front matter already blanked out (lines kept).

    Returns:
        The blocks in order. Quotes and other containers are looked through.

    >>> [type(block).__name__ for block in parse("# A\\n\\ntext\\n* one\\n* two\\n").blocks]
    ['Heading', 'Paragraph', 'List']
    """
    tokens = _parser().parse(strip_markup(source))
    deepest = max(tokens, key=lambda token: token.level, default=None)
    too_deep = _line(deepest) if deepest is not None and deepest.level >= MAX_NESTING - 2 else 0
    placed: list[tuple[int, str]] = []
    if "id=" in source or "name=" in source:
        placed = [(source.count("\n", 0, tag.start()) + 1, tag.group(1)) for tag in _ANCHOR_TAG.finditer(source)]
    return Document(tuple(_blocks(tokens, placed)), too_deep)
