"""The roles that a sentence says are extended ("Extends the Senior Analyst responsibilities").

Whoever writes "extends that of the Analyst", "the same requirements as the Analyst" or "everything under
Analyst, plus" means that the items of that role hold for this one too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from .records import Extension
from .sentences import sentence_spans
from .title_phrases import looks_like_title, strip_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .blocks import Text

#: What of a role is extended.
Extended = Literal["responsibilities", "requirements", "role"]

_WHAT = r"(?:responsibilit(?:y|ies|es)|responsibilites|requirements?|qualifications|expectations|duties)"
_WHATS = rf"{_WHAT}(?:\s*(?:,|and|&|or)\s*(?:the\s+)?{_WHAT})*(?:,?\s+and\s+performance indicators)?"
#: The wordings, each with the extended role in group "who" (up to where the rest of the sentence may begin).
_WORDINGS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"\be?x?t?ext?e?nds?(?:ing)?\b:?\s+(?:upon\s+|on\s+)?(?:all\s+)?(?:(?:either|both)\s+)?"
            r"(?:that\s+(?:of\s+)?|those\s+of\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:same\s+)?"
            rf"(?:{_WHATS}\s+(?:of|for|from)\s+)?(?P<who>.+)"
        ),
        rf"\bexends\b\s+(?:that\s+of\s+)?(?:the\s+)?(?:{_WHATS}\s+(?:of|for)\s+)?(?P<who>.+)",
        rf"\bsame\s+(?:\w+\s+)?{_WHATS}\s+(?:as|of)\s+(?P<who>.+)",
        rf"\ball\s+(?:of\s+)?(?:the\s+)?{_WHATS}\s+(?:of|for|from|in)\s+(?P<who>.+)",
        rf"\ball\s+of\s+the\s+(?P<who>(?:\w+\s+){{1,6}}?){_WHATS}\b",
        rf"^(?:the\s+)?{_WHATS}\s+of\s+(?P<who>.+?),?\s+plus\b",
        rf"\bin\s+addition\s+to\s+(?:meeting\s+)?(?:the\s+)?{_WHATS}\s+(?:of|for)\s+(?P<who>[^,;]+)",
        r"\beverything\s+(?:in|under|from|of)\s+(?P<who>.+)",
        rf"\bexpected\s+to\s+meet\s+(?:all\s+(?:of\s+)?)?(?:the\s+)?(?P<who>.+?\s+){_WHATS}\b",
    )
)
#: Where the name of the extended role ends and the sentence goes on.
_WHO_END = re.compile(
    rf"\s*(?:\b(?:job\s+)?{_WHATS}\b.*|\b(?:role|position|level|job)\b(?:\s+{_WHATS})?.*|[,;:]?\s*\bplus\b.*"
    r"|\b(?:listed|outlined|described|defined|stated|as|with|but|by|including|along|in\s+complexity|while|who)\b.*"
    r"|,?\s+(?:and|with)\s+(?:also|the\s+(?:following|addition)|adds?|includes?|is|has|who)\b.*"
    r"|\bat\s+(?:the\s+)?(?:previous|prior|earlier|lower|all)\s+levels?\b.*"
    r"|,\s+(?:the|this)\s[^,]*\b(?:will|must|should|has|is)\b.*"
    r"|\babove\b.*|[;:].*|[\"”“].*)$",
    re.IGNORECASE | re.DOTALL,
)
#: "the previous level", "the general requirements": these name no role.
_NO_ROLE = re.compile(
    r"^(?:above|general|previous|base|basic|following|below|same|ones?|other|these|those|this|that|all|any"
    r"|any other|requirements?|responsibilit\w+|intermediate|lower|prior|preceding|performance|core)?"
    r"(?:\s+(?:level|levels|ones?|position|role|team|general))?$",
    re.IGNORECASE,
)
#: A word of each of the wordings; most texts have none of them and need not be looked at further.
_MAY_EXTEND = re.compile(
    r"ext?e?nd|exend|\bsame\b|\ball\b|everything|in\s+addition|expected\s+to|\bplus\b", re.IGNORECASE
)
_ENUMERATION = re.compile(
    r"\s+(?:and|or|as well as)\s+(?:the|a|an|that\s+of)\s+|,?\s+or\s+(?=[A-Z])", re.IGNORECASE
)
#: A line that is a statement of its own.
_LINE_EXTENDS = re.compile(r"\W*ext?ends?\b", re.IGNORECASE)
#: What may stand between two links that are enumerated.
_BETWEEN_LINKS = re.compile(r"[\s,]*(?:and|or)?\s*(?:the|a|an)?\s*")


def title_spans(text: str, extended: Iterable[Extension]) -> list[tuple[int, int]]:
    """Where a text names the roles that it says are extended: their titles name roles and no skills.

    >>> title_spans("Extends the UX Designer requirements", [Extension("UX Designer", 4)])
    [(12, 23)]
    """
    return [
        found.span()
        for title in {one.title for one in extended}
        for found in re.finditer(re.escape(title), text, re.IGNORECASE)
    ]


@dataclass(frozen=True, slots=True)
class _Named:
    """A role as written, and where in the text it begins."""

    title: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.title)


def extensions(text: Text, of: Extended) -> tuple[Extension, ...]:
    """The roles that a text says this one extends, as written.

    Args:
        text: a paragraph, a list item or a heading.
        of: the part in which it stands; it tells what is extended where the words do not.
    """
    if not _MAY_EXTEND.search(text.text):
        return ()
    out: list[Extension] = []
    whole = text.text.replace("\n", " ")
    for start, end in _statement_spans(text, whole):
        sentence = whole[start:end]
        for wording in _WORDINGS:
            found = wording.search(sentence)
            if not found:
                continue
            named = _linked_roles(text, start + found.start("who"), start + found.end("who")) or list(
                _roles(found["who"], start + found.start("who"))
            )
            what, said = _what(found.group(), of), " ".join(sentence.split())
            out += [
                Extension(one.title, text.line_at(one.start), _link(text, one), what, said) for one in named
            ]
            if named:
                break
    return tuple(dict.fromkeys(out))


def _statement_spans(text: Text, whole: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text; one that is a line without a bullet ends with the line.

    A line that was wrapped has no room for the next line's first word, so one with room was ended.
    """
    width = max(map(len, text.text.split("\n")))
    for start, end in sentence_spans(whole):
        stop = text.text.find("\n", start, end)
        following = text.text[stop + 1 : end]
        line = text.text[start:stop]
        if (
            stop != -1
            and _LINE_EXTENDS.match(line)
            and following[:1].isupper()
            and len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
            and not any(start <= offset < stop for offset, _ in text.links)
        ):
            yield start, stop
        else:
            yield start, end


def _linked_roles(text: Text, start: int, end: int) -> list[_Named]:
    """The roles of an enumeration of links ("the [X], [Y] and [Z]"); none where fewer than two are linked."""
    linked = [
        (offset, link) for offset, link in text.links if start <= offset < end and looks_like_title(link.text)
    ]
    between = [text.text[a + len(x.text) : b] for (a, x), (b, _) in pairwise(linked)]
    if len(linked) < 2 or not all(_BETWEEN_LINKS.fullmatch(gap) for gap in between):
        return []
    return [_Named(" ".join(link.text.split()), offset) for offset, link in linked]


def _roles(who: str, at: int) -> Iterator[_Named]:
    """The roles that the object of a sentence names; ``at`` is where it begins in the text."""
    position = 0
    for piece in _ENUMERATION.split(who):
        start = who.index(piece, position)
        position = start + len(piece)
        body = strip_article(piece)
        title = _WHO_END.sub("", body).strip(" ,.;:'\"”’*")
        title = re.sub(r"['’]s?$", "", title)
        if not _NO_ROLE.match(title) and looks_like_title(title):
            yield _Named(" ".join(title.split()), at + start + (len(piece) - len(body)))


def _link(text: Text, one: _Named) -> str | None:
    """The target of the first link whose text is part of the role's name there, or holds all of the name."""
    for offset, link in text.links:
        overlaps = one.start <= offset + len(link.text) and offset <= one.end
        if (overlaps and link.text in one.title) or one.title in link.text:
            return link.target or None
    return None


def _what(wording: str, of: Extended) -> Extended:
    """What is extended, by the words of the statement."""
    lower = wording.lower()
    has = ("responsib" in lower, "requirement" in lower)
    if has == (True, False):
        return "responsibilities"
    if has == (False, True):
        return "requirements"
    return "role" if has == (True, True) else of
