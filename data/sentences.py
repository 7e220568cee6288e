"""What single sentences state: the grade, the superiors, the roles that are extended.

The sentences of the format are formulaic ("The X reports to the Y."), yet people write them in many ways; what
holds for all of them is that titles are written with capitals or as links. Every function takes a
`markdown.Text` (text with links and lines) and gives records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from .records import Extension, Grade, Superior

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .markdown import Text

# -- sentences ----------------------------------------------------------------------------------------

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


# -- grades -------------------------------------------------------------------------------------------

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?"
_GRADE = re.compile(
    rf"(?:\b(?:an?|the|is|are|at|as|of|be|to|in|both|currently|job|pay|role|position)\s+|^\W*|[^\w\s]\s*)(?:job\s+)?grades?(?:\s+levels?)?\s*(?:is\s+|:\s*|of\s+|number\s+)?\[?#?\s*({_NUMBER}(?:\s*(?:,|or|and|/|-|–|to)\s*#?{_NUMBER})*)\b",
    re.IGNORECASE,
)
_GRADE_LINK = re.compile(r"grade", re.IGNORECASE)
_NOT_GRADED = re.compile(
    r"\bnot\s+(?:\w+\s+){0,3}(?:aligned|graded|assigned|mapped)\b|\bno\s+(?:job\s+)?grade\b", re.IGNORECASE
)
_ONLY_NUMBER = re.compile(rf"^(?:(?:job\s+)?(?:grade|level)s?\s*)?#?\s*({_NUMBER})$", re.IGNORECASE)
_EACH = re.compile(_NUMBER)


def grades(text: Text) -> tuple[Grade, ...]:
    """The grades that a text states: "is a grade 8", "job grade #10", "a [6](...#job-grades)", "is a 9.5".

    The first sentence that states any is taken; later ones speak of other roles or repeat it.
    """
    found = _GRADE.search(text.text)
    if found:
        line = text.line_at(found.start())
        return tuple(Grade(number, line) for number in _EACH.findall(found.group(1)))
    for offset, link in text.links:
        only = _ONLY_NUMBER.match(link.text.strip())
        if only and (_GRADE_LINK.search(link.target) or _GRADE_LINK.search(text.text)):
            return (Grade(only.group(1), text.line_at(offset)),)
    return ()


def cell_grades(cell: Text) -> tuple[Grade, ...]:
    """The grades in the cell of a grade column: "8", "Grade 8", "Level 10", "6/7"."""
    plain = cell.flat
    if not re.search(r"\d", plain) or len(plain) > 40:
        return ()
    return tuple(Grade(number, cell.line) for number in _EACH.findall(plain))


_SUBJECT = re.compile(
    r"^\W*(?:the|a|an|this|our)?\s*\{?(.+?)\}?\s*(?:role|position|job)?\s+(?:is|are|has)\s+(?:a|an|at|currently|not|both|in)?\b",
    re.IGNORECASE,
)


def grade_subject(text: Text) -> str:
    """The role that a grade sentence speaks of ("The Recruiting Lead is a grade 8" → "Recruiting Lead"); may misname it."""
    found = _GRADE.search(text.text) or _NOT_GRADED.search(text.text)
    if not found:
        return ""
    start, end = next(
        ((s, e) for s, e in sentence_spans(text.text) if s <= found.start() < e), (0, len(text.text))
    )
    subject = _SUBJECT.match(text.text[start:end])
    return " ".join(subject.group(1).split()) if subject else ""


# -- titles inside sentences ----------------------------------------------------------------------------

_ARTICLE = re.compile(
    r"^(?:either\s+|both\s+|to\s+|that\s+of\s+|of\s+|directly\s+)*(?:(?:the|a|an|our|their|its|another|all|any|each|one of (?:the|our))\s+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
#: Small words inside a title, kept when a capitalised word follows.
_INNER = frozenset({"of", "the", "and", "for", "to", "in", "&", "-", "–", "/", "or", "at", "+"})
_SPLIT = re.compile(
    r"\s*(?:,\s*)?\b(?:or|and/or)\b\s+(?:to\s+)?(?:(?:the|a|an|our|another|another designated)\s+)?|\s+and\s+(?:to\s+)?(?:the|a|an)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\((?:or|and)\s+[^)]*\)|,?\s+(?:or|and)\s+(?:above|higher|equivalent|similar|up)\b.*|,?\s+(?:role|position|job family|job|level)s?(?:\s+at\s+\S+)?)\s*$",
    re.IGNORECASE,
)


def _capitalised(word: str) -> bool:
    bare = word.lstrip("([{\"'“‘*_#")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def title_phrase(text: str) -> str:
    """The title that a text begins with: its capitalised words with the small words between them.

    A last word without a capital is kept when the text ends with it ("Director of Channel marketing").

    >>> title_phrase("Manager of Field Marketing for which region they work")
    'Manager of Field Marketing'
    >>> title_phrase("VP, Information Technology, and leads a team")
    'VP, Information Technology'
    """
    tokens = list(_WORD.finditer(text))
    end = 0
    index = 0
    while index < len(tokens):
        word = tokens[index].group()
        bare = word.strip(",;:.()[]{}\"'“”*").lower()
        if _capitalised(word):
            end = tokens[index].end()
            if word.endswith((";", ":")):
                break
        elif bare in _INNER or not bare:
            follows = index + 1
            while follows < len(tokens) and tokens[follows].group().strip(",()").lower() in _INNER:
                follows += 1
            if not (follows < len(tokens) and _capitalised(tokens[follows].group())):
                break
        else:
            rest = [t.group().strip(".,;").lower() for t in tokens[index:]]
            if end and len(rest) == 1 and rest[0].isalpha() and rest[0] not in _NO_TITLE_END:
                end = tokens[index].end()
            break
        index += 1
    return text[:end].rstrip(" ,;:.")


_NO_TITLE_END = frozenset(
    {"role", "position", "team", "group", "level", "directly", "above", "roles", "positions", "job", "family"}
)


def strip_article(text: str) -> str:
    """The text without a leading article or the like."""
    return (
        _ARTICLE.sub("", text.lstrip(" :*\"'“"), count=1)
        if _ARTICLE.match(text.lstrip(" :*\"'“"))
        else text.lstrip(" :*\"'“")
    )


# -- reports to -------------------------------------------------------------------------------------------

_REPORTS = re.compile(
    r"\b(?P<verb>re(?:p(?:ort|rot|ot|or)|sort)(?:s|ing|ed)?)\s+(?:(?:directly|primarily|up|typically|in|dotted[- ]line|either|to)\s+)*?(?:in)?to:?\s+(?:directly\s+to\s+)?",
    re.IGNORECASE,
)
_REPORTS_NOUN = re.compile(r"\b(?:reports|reporting)\s+to\b", re.IGNORECASE)
_PRONOUN_SUBJECT = re.compile(r"\b(?:who|that|which|[Tt]eam members?|those|people|individuals?|managers)\s*$")


def _linked(text: Text, start: int, end: int, title: str) -> str | None:
    """The target of the link whose text makes up (most of) the title at ``start``."""
    for offset, link in text.links:
        if (
            start <= offset < end
            and link.text
            and (link.text in title or title in link.text or title.startswith(link.text[:12]))
        ):
            return link.target or None
    return None


def superiors(text: Text) -> tuple[Superior, ...]:
    """The superiors that a text names: every "reports to" clause whose object is a title, as written.

    "A or B" names two; a clause about others ("the people who report to them") names none.
    """
    out: list[Superior] = []
    whole = text.text.replace("\n", " ")
    for start, end in sentence_spans(whole):
        found = _REPORTS.search(whole, start, end)
        if not found or _PRONOUN_SUBJECT.search(whole, start, found.start()):
            continue
        out.extend(_named(text, found.end(), end, text.text[start:end]))
    return tuple(dict.fromkeys(out))


def _named(text: Text, start: int, end: int, sentence: str) -> Iterator[Superior]:
    clause_end = end
    for piece_start, piece_end in _pieces(text, start, clause_end):
        piece = text.text[piece_start:piece_end].replace("\n", " ")
        body = strip_article(piece)
        at = piece_start + (len(piece) - len(body)) if body else piece_start
        link = next((link for offset, link in text.links if at <= offset < at + 2), None)
        if link is not None and link.text and _capitalised(link.text):
            title = link.text
            target: str | None = link.target or None
            behind = text.text[at + len(link.text) : piece_end]
            longer = (
                title_phrase(link.text + behind)
                if behind.startswith(",") and not behind.startswith(", and")
                else ""
            )
            if len(longer) > len(title) and _capitalised(behind.lstrip(", ")):
                title = longer
        else:
            title = title_phrase(body)
            target = _linked(text, piece_start, piece_end, title) if title else None
        title = _TAIL.sub("", " ".join(title.split())).strip(" ,.;:")
        if title:
            yield Superior(title, text.line_at(at), target, " ".join(sentence.split()))


_OR = re.compile(
    r",?\s+(?:or|and/or)\s+(?:to\s+)?(?!above|higher|equivalent|similar|another)(?=\S)|\s+(?:and|as well as)\s+(?=(?:to\s+)?(?:the|a|an)\s+[A-Z])"
)
_CLAUSE_END = re.compile(
    r",?\s+(?:and|while|as|but|where|with|who|which|that)\s+(?!(?:the|a|an)\s+[A-Z])(?=[a-z])|,\s+and\s+(?!the\s+[A-Z]\w+,)|\s+\((?:or|and)\b|\s+-\s+"
)


def _pieces(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of an enumeration of titles ("the X or the Y"), links kept whole."""
    masked = list(text.text[start:end])
    for offset, link in text.links:
        for position in range(offset - start, offset - start + len(link.text)):
            if 0 <= position < len(masked):
                masked[position] = "X"
    body = "".join(masked)
    stop = _CLAUSE_END.search(body)
    if stop:
        body = body[: stop.start()]
    at = 0
    for cut in _OR.finditer(body):
        yield start + at, start + cut.start()
        at = cut.end()
    yield start + at, start + len(body)


# -- extends ----------------------------------------------------------------------------------------------

_WHAT = r"(?:responsibilit(?:y|ies|es)|responsibilites|requirements?|qualifications|expectations|duties)"
_WHATS = rf"{_WHAT}(?:\s*(?:,|and|&|or)\s*(?:the\s+)?{_WHAT})*(?:,?\s+and\s+performance indicators)?"
#: The wordings, each with the extended role in group "who" (up to where the rest of the sentence may begin).
_EXTENDS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\be?x?t?ext?e?nds?(?:ing)?\b:?\s+(?:upon\s+|on\s+)?(?:all\s+)?(?:(?:either|both)\s+)?(?:that\s+(?:of\s+)?|those\s+of\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:same\s+)?(?:{_WHATS}\s+(?:of|for|from)\s+)?(?P<who>.+)",
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
_WHO_END = re.compile(
    rf"\s*(?:\b(?:job\s+)?{_WHATS}\b.*|\b(?:role|position|level|job)\b(?:\s+{_WHATS})?.*|[,;:]?\s*\bplus\b.*|\b(?:listed|outlined|described|defined|stated|as|with|but|by|including|along|in\s+complexity|while|who)\b.*"
    r"|,?\s+(?:and|with)\s+(?:also|the\s+(?:following|addition)|adds?|includes?|is|has|who)\b.*|\babove\b.*|[;:].*|[\"”“].*)$",
    re.IGNORECASE | re.DOTALL,
)
_NO_ROLE = re.compile(
    r"^(?:above|general|previous|base|basic|following|below|same|ones?|other|these|those|this|that|all|any|any other|requirements?|responsibilit\w+|intermediate|lower|prior|preceding|performance|core)?(?:\s+(?:level|levels|ones?|position|role|team|general))?$",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(
    r"\s+(?:and|or|as well as)\s+(?:the|a|an|that\s+of)\s+|,?\s+or\s+(?=[A-Z])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Extended:
    title: str
    start: int


def extensions(text: Text, of: Literal["responsibilities", "requirements", "role"]) -> tuple[Extension, ...]:
    """The roles that a text says this one extends, as written; ``of`` is the part in which the text stands."""
    out: list[Extension] = []
    whole = text.text.replace("\n", " ")
    for start, end in sentence_spans(whole):
        sentence = whole[start:end]
        for pattern in _EXTENDS:
            found = pattern.search(sentence)
            if not found:
                continue
            who_start, who_end = start + found.start("who"), start + found.end("who")
            named = _linked_roles(text, who_start, who_end) or list(
                _extended(sentence[found.start("who") : found.end("who")], who_start)
            )
            for one in named:
                link = next(
                    (
                        link.target
                        for offset, link in text.links
                        if (one.start <= offset + len(link.text)
                        and offset <= one.start + len(one.title)
                        and link.text in one.title)
                        or one.title in link.text
                    ),
                    None,
                )
                what = _what(found.group(), of)
                out.append(
                    Extension(
                        one.title, text.line_at(one.start), link or None, what, " ".join(sentence.split())
                    )
                )
            if named:
                break
    return tuple(dict.fromkeys(out))


def _linked_roles(text: Text, start: int, end: int) -> list[_Extended]:
    """The roles of an enumeration in which every one is a link ("the [X], [Y] and [Z]"); none where fewer than two are."""
    linked = [
        (offset, link)
        for offset, link in text.links
        if start <= offset < end and _looks_like_title(link.text)
    ]
    between = [text.text[a + len(x.text) : b] for (a, x), (b, _) in pairwise(linked)]
    if len(linked) < 2 or not all(
        re.fullmatch(r"[\s,]*(?:and|or)?\s*(?:the|a|an)?\s*", gap) for gap in between
    ):
        return []
    return [_Extended(" ".join(link.text.split()), offset) for offset, link in linked]


def _what(
    wording: str, of: Literal["responsibilities", "requirements", "role"]
) -> Literal["responsibilities", "requirements", "role"]:
    lower = wording.lower()
    has = ("responsib" in lower, "requirement" in lower)
    if has == (True, False):
        return "responsibilities"
    if has == (False, True):
        return "requirements"
    return "role" if has == (True, True) else of


def _extended(who: str, at: int) -> Iterator[_Extended]:
    position = 0
    for piece in _ENUMERATION.split(who):
        start = who.index(piece, position)
        position = start + len(piece)
        body = strip_article(piece)
        cut = _WHO_END.sub("", body).strip(" ,.;:'\"”’*")
        cut = re.sub(r"['’]s?$", "", cut)
        if _NO_ROLE.match(cut) or not _looks_like_title(cut):
            continue
        yield _Extended(" ".join(cut.split()), at + start + (len(piece) - len(body)))


def _looks_like_title(text: str) -> bool:
    from .titles import names_position  # noqa: PLC0415 - keeps the module's import list to records

    return len(text) <= 90 and (names_position(text) or (_capitalised(text) and len(text.split()) <= 8))
