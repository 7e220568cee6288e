"""What on a page is no content, blanked out so that every line stays where it is.

Page generators execute or replace parts of a page: ERB, Hugo shortcodes, kramdown attributes, HTML comments.
None of it is ever run here. Tags that would hide the Markdown around them from a CommonMark parser are taken
away, and dialects are evened out: headings without a blank, rows wider than their table.
"""

from __future__ import annotations

import re

#: What opens and closes a comment; one that opens a line and is never closed goes to the end of the page.
_COMMENTS = (("<!--", "-->"), ("{::comment}", "{:/comment}"))
#: ERB and Hugo shortcodes: inside the brackets stands code, between two shortcodes content.
_TEMPLATE_CODE = (("<%", "%>"), ("{{<", ">}}"), ("{{%", "%}}"))
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+\"?([^\"\s>%]+)\"?\s*[%>]\}\}")
#: kramdown's inline and block attribute lists: ``{:.no_toc}``, ``{: #id}``; and Hugo's ``{#id .class}``.
_ATTRIBUTES = re.compile(r"\{:[^}\n]*\}|\{[#.][\w-][^}\n]*\}|\{::[^}\n]*\}")
_MERMAID_DIV = re.compile(
    r"^[ \t]*<(div|pre)[^>\n]{0,400}class=[\"']?[^>\n]{0,400}\bmermaid\b[^>\n]{0,400}>(.*?)</\1>",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_MERMAID_SHORTCODE = re.compile(
    r"\{\{[<%]\s*mermaid\b[^>%]*[%>]\}\}(.*?)\{\{[<%]\s*/\s*mermaid\s*[%>]\}\}", re.DOTALL
)
#: kramdown takes "##Title" for a heading, CommonMark does not; a single "#" may be a channel or a number.
_UNSPACED_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[A-Za-z*\[])", re.MULTILINE)
_ID_IN_TAG = re.compile(
    r"<(?:a|h[1-6]|div|span)\b[^>\n]{0,200}?\b(?:id|name)=[\"']([\w:.-]+)[\"']", re.IGNORECASE
)
_LIST_TAG = re.compile(
    r"^[ \t]*</?(?:ul|ol)\b[^>\n]{0,400}>|^[ \t]*<li\b[^>\n]{0,400}>|</li>", re.IGNORECASE | re.MULTILINE
)
_HEADING_TAG = re.compile(r"^[ \t]*<h([1-6])\b[^>\n]{0,400}>(.*?)</h\1>", re.IGNORECASE | re.MULTILINE)
_STYLE_ONLY = re.compile(
    r"</?(?:span|div|figure|center|font|u|details|summary|section|p|a|i|b|sup|sub)\b[^>\n]{0,400}>",
    re.IGNORECASE,
)
_ROW = r"[ \t]*\|?[^|\n]*\|[^\n]*\n"
#: A table's header, its ruler ("|---|---|") and its rows.
_TABLE = re.compile(
    rf"^([^\n]*\|[^\n]*)\n([ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*)\n((?:{_ROW})+)",
    re.MULTILINE,
)


def strip_markup(source: str) -> str:
    r"""Blank out what is no content, keeping every line where it is.

    Args:
        source: a page's text, with front matter already blanked out.

    Returns:
        Markdown with as many lines. Mermaid elements and shortcodes become fences.

    >>> strip_markup("a <!-- b\nc --> d\n<%= partial('x') %>\n")
    'a \n d\n\n'
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
        source = _TABLE.sub(_widen, source)
    return source


def strip_attributes(text: str) -> str:
    """The text without kramdown's and Hugo's attribute lists.

    >>> strip_attributes("Clerk {#the-clerk}{:.no_toc}")
    'Clerk '
    """
    return _ATTRIBUTES.sub("", text) if "{" in text else text


def ids_in_tags(source: str) -> list[tuple[int, str]]:
    r"""The line and name of every id that a tag sets (``<a id="old-clerk">``), in order.

    >>> ids_in_tags('text\n<a name="old-clerk"></a>\n')
    [(2, 'old-clerk')]
    """
    if "id=" not in source and "name=" not in source:
        return []
    return [(source.count("\n", 0, tag.start()) + 1, tag.group(1)) for tag in _ID_IN_TAG.finditer(source)]


def _blank_between(source: str, opening: str, closing: str, *, to_end: bool) -> str:
    """The text with each stretch between two brackets replaced by its line breaks; in linear time."""
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
