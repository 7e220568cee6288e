"""The superiors that a sentence names ("The Analyst reports to the Manager, Tax or the Director of Tax.")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .records import Superior
from .sentences import sentence_spans
from .title_phrases import is_capitalised, strip_article, title_phrase
from .titles import names_position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .blocks import Text
    from .records import Link

#: The verb alone, with its misspellings; most texts do not have it and need not be looked at further.
_MAY_REPORT = re.compile(r"\bre(?:p(?:ort|rot|ot|or)|sort)", re.IGNORECASE)
#: The verb up to what is reported to.
_REPORTS = re.compile(
    r"\b(?P<verb>re(?:p(?:ort|rot|ot|or)|sort)(?:s|ing|ed)?)\s+"
    r"(?:(?:directly|primarily|up|typically|in|dotted[- ]line|either|to)\s+)*?"
    r"(?:in)?to:?\s+(?:directly\s+to\s+)?",
    re.IGNORECASE,
)
#: The verb without its "to", before a title ("reports the Director", "report so the Director").
_SLIP = re.compile(r"\b(?:reports(?:\s+so)?|report\s+so)\s+(?:the\s+)?(?:the|a|an)\s+(?=[A-Z])")
#: Whoever reports here is not the role itself ("the people who report to them").
_OTHERS = re.compile(r"\b(?:who|that|which|[Tt]eam members?|those|people|individuals?|managers)\s*$")
#: Words behind a title that are no part of it.
_TAIL = re.compile(
    r"\s*(?:\((?:or|and)\s+[^)]*\)|,?\s+(?:or|and)\s+(?:above|higher|equivalent|similar|up)\b.*"
    r"|,?\s+(?:role|position|job family|job|level)s?(?:\s+at\s+\S+)?)\s*$",
    re.IGNORECASE,
)
#: What parts two superiors.
_OR = re.compile(
    r",?\s+(?:or|and/or)\s+(?:to\s+)?(?!above|higher|equivalent|similar|another)(?=\S)"
    r"|\s+(?:and|as well as)\s+(?=(?:to\s+)?(?:the|a|an)\s+[A-Z])"
)
#: "or, in smaller teams, to the Y": when the other superior is meant
_INSERTED = re.compile(
    r"(?<=\bor),\s+(?:in|for|on|at|as|if|when|where|with|within|outside|during|depending)\b[^,]{1,80},(?=\s)",
    re.IGNORECASE,
)
#: Where the sentence goes on with something else.
_CLAUSE_END = re.compile(
    r",?\s+(?:and|while|as|but|where|with|who|which|that)\s+(?!(?:the|a|an)\s+[A-Z])(?=[a-z])"
    r"|,\s+and\s+(?!the\s+[A-Z]\w+,)|\s+\((?:or|and)\b|\s+-\s+"
)


def superiors(text: Text) -> tuple[Superior, ...]:
    """The superiors that a text names: every "reports to" clause whose object is a title, as written.

    "A or B" names two; a clause about others ("the people who report to them") names none.
    """
    out: list[Superior] = []
    if not _MAY_REPORT.search(text.text):
        return ()
    whole = text.text.replace("\n", " ")
    for start, end in sentence_spans(whole):
        found = _REPORTS.search(whole, start, end)
        slip = None if found else _SLIP.search(whole, start, end)
        verb = found or slip
        if verb and not _OTHERS.search(whole, start, verb.start()):
            sentence = " ".join(text.text[start:end].split())
            named = _named(text, verb.end(), end, sentence)
            # what somebody "reports" may be anything; only a position is a superior
            out.extend(one for one in named if slip is None or names_position(one.title))
    return tuple(dict.fromkeys(out))


def _named(text: Text, start: int, end: int, sentence: str) -> Iterator[Superior]:
    """The superior that each part of a clause names."""
    for piece_start, piece_end in _pieces(text, start, end):
        piece = text.text[piece_start:piece_end].replace("\n", " ")
        body = strip_article(piece)
        at = piece_start + (len(piece) - len(body)) if body else piece_start
        link = next((link for offset, link in text.links if at <= offset < at + 2), None)
        if link is not None and link.text and is_capitalised(link.text):
            title = _linked_title(link, text.text[at + len(link.text) : piece_end])
            target: str | None = link.target or None
        else:
            title = title_phrase(body)
            target = _target(text, piece_start, piece_end, title) if title else None
        title = _TAIL.sub("", " ".join(title.split())).strip(" ,.;:")
        if title:
            yield Superior(title, text.line_at(at), target, sentence)


def _linked_title(link: Link, behind: str) -> str:
    """A link's text, and the rest of the title where this goes on behind it ("[Director](...), Sales")."""
    if not behind.startswith(",") or behind.startswith(", and"):
        return link.text
    longer = title_phrase(link.text + behind)
    goes_on = len(longer) > len(link.text) and is_capitalised(behind.lstrip(", "))
    return longer if goes_on else link.text


def _target(text: Text, start: int, end: int, title: str) -> str | None:
    """The target of the link whose text makes up (most of) the title at ``start``."""
    for offset, link in text.links:
        if (
            start <= offset < end
            and link.text
            and (link.text in title or title in link.text or title.startswith(link.text[:12]))
        ):
            return link.target or None
    return None


def _pieces(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of an enumeration of titles ("the X or the Y"), links kept whole."""
    masked = list(text.text[start:end])
    for offset, link in text.links:
        for position in range(offset - start, offset - start + len(link.text)):
            if 0 <= position < len(masked):
                masked[position] = "X"
    body = _INSERTED.sub(lambda found: " " * len(found.group()), "".join(masked))
    stop = _CLAUSE_END.search(body)
    if stop:
        body = body[: stop.start()]
    at = 0
    for cut in _OR.finditer(body):
        yield start + at, start + cut.start()
        at = cut.end()
    yield start + at, start + len(body)
