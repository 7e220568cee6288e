"""Performance indicators: as list items, as lines of their own, or named in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .blocks import List, Paragraph, Text
from .records import Indicator, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .sections import Section

#: "A Key Performance Indicator for this role is the number of ..."
_KPI_SENTENCE = re.compile(
    r"\b(?:key\s+)?(?:performance\s+indicators?|kpis?)\b.*?\b(?:is|are)\b:?\s+(?:the\s+)?(?P<name>.+?)[.\s]*$",
    re.IGNORECASE,
)
#: Words of sentences that point to indicators kept elsewhere.
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:contribut\w+|aligns?|responsible|see|refer|review|read|found|measured|track\w*|maintained"
    r"|following|below|same|includes?)\b",
    re.IGNORECASE,
)
#: "Performance indicators for this family will be set in spring": no name of one.
_NOT_YET = re.compile(
    r"^(?:the\s+|our\s+)?(?:key\s+)?(?:performance\s+(?:indicators?|metrics|measures)|kpis?)\b"
    r".*\b(?:will|to|must) be\b",
    re.IGNORECASE,
)
#: Link texts that stand for a whole page of indicators.
_WHOLE_PAGE = re.compile(
    r"\bperformance\s+indicators?\b|\bKPIs?\b|\bOKRs?\b|\b(?:here|page|handbook|this)\b", re.IGNORECASE
)


def indicators(sections: Iterable[Section]) -> tuple[Indicator, ...]:
    """The indicators of some sections, in order.

    In a section with a list they are its top-level items, and its sentences only introduce the list. In one
    without, they are the lines that are a link or a bare name, and what a sentence calls an indicator.
    """
    out: list[Indicator] = []
    for section in sections:
        lists = [block for block in section.blocks if isinstance(block, List)]
        for block in lists:
            contents = [entry.content for entry in block.entries]
            out += [_of(text) for text in contents if text.flat and not _NOT_YET.match(text.flat)]
        if not lists:
            for paragraph in section.blocks:
                if isinstance(paragraph, Paragraph):
                    out += _without_list(paragraph.content)
    return tuple(out)


def _of(text: Text) -> Indicator:
    return Indicator(text.flat, text.line, next((link.target for _, link in text.links if link.target), None))


def _without_list(text: Text) -> Iterator[Indicator]:
    start = 0
    for number, line in enumerate(text.text.split("\n")):
        links = [link for offset, link in text.links if start <= offset <= start + len(line)]
        yield from _in_line(line.strip(), text.line + number, links)
        start += len(line) + 1


def _in_line(plain: str, line: int, links: list[Link]) -> Iterator[Indicator]:
    """The line itself if it is a link or a bare name, else what its sentence names."""
    if links and plain.strip(" .:*") == links[0].text.strip(" .:*"):
        yield Indicator(plain.rstrip(" ."), line, links[0].target or None)
        return
    if _is_name(plain):
        yield Indicator(plain, line, links[0].target or None if links else None)
        return
    named = _KPI_SENTENCE.search(plain)
    if named and not _POINTS_ELSEWHERE.search(named["name"]):
        yield Indicator(
            " ".join(named["name"].split()), line, links[-1].target or None if len(links) > 1 else None
        )
        return
    for link in links:
        if "#" in link.target and not _WHOLE_PAGE.search(link.text):  # one heading of a page of indicators
            yield Indicator(" ".join(link.text.split()), line, link.target)


def _is_name(plain: str) -> bool:
    return (
        bool(plain)
        and len(plain.split()) <= 14
        and not plain.endswith((".", ":"))
        and not plain.startswith("(")
        and not _POINTS_ELSEWHERE.search(plain)
    )
