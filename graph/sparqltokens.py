"""The words and signs of a SPARQL text, so that what stands in strings and comments does not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    "blank": r"(?:\s|\#[^\r\n]*)+",
    "iri": r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>",
    "string": r"\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}"
    r"|\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*'",
    "var": r"[?$]\w+",
    "bnode": r"_:\w(?:[\w.-]*[\w-])?",
    "name": r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:"
    r"(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*"
    r"(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]))?)?",
    "number": r"(?:\d*\.\d+|\d+)(?:[eE][+-]?\d+)?|\d+\.[eE][+-]?\d+",
    "word": r"[A-Za-z_]\w*",
    "lang": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "sign": r"\^\^|\|\||&&|!=|<=|>=|<<|>>|[{}()\[\].,;*/|^+=<>!?-]",
    "unknown": r".",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)


class Token(NamedTuple):
    """A word or sign: what kind it is, its text, and where it starts in characters from 0."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a SPARQL text, without blanks and comments.

    A sign that belongs nowhere, such as a quotation mark that is never closed, is of the kind "unknown".

    >>> [token.text for token in tokens("ASK { ?s a <http://a#SERVICE> } # LOAD")]
    ['ASK', '{', '?s', 'a', '<http://a#SERVICE>', '}']
    """
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "unknown"
        if kind != "blank":
            yield Token(kind, found.group(), found.start())
