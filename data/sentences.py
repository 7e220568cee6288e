"""Where sentences begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABBREVIATION = re.compile(
    r"\b(?:sr|jr|snr|dr|mr|mrs|ms|inc|ltd|co|vs|etc|e\.g|i\.e|dept|mgr|dir|no|st|u\.s|approx)\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;]+(?=\s|$)")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in a text; abbreviations ("Sr.", "e.g.") end none.

    >>> [("A. B is. C")[s:e] for s, e in sentence_spans("A. B is. C")]
    ['A.', 'B is.', 'C']
    """
    start = 0
    for stop in _STOP.finditer(text):
        if _ABBREVIATION.search(text, start, stop.end()):
            continue
        yield start, stop.end()
        start = stop.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        yield start, len(text)
