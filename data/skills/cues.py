"""What the words around a mention say about it: that it is not asked, or only liked, or that it names a team."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .words import BREAK

if TYPE_CHECKING:
    from .words import Words

_PLUS = r"(?:huge |big |strong |definite |real |distinct )?(?:plus(?:ses|es)?|bonus|advantage|asset|benefit)"
#: Behind what they are about: "Go is a plus", "Python preferred".
_LIKED_BEFORE = re.compile(
    rf"\b(?:(?:is|are|would be|will be|considered|as|be)\s+(?:also\s+)?(?:an?\s+)?{_PLUS}\b|\ba\s+{_PLUS}\b|\bplusses\b"
    r"|(?:is |are |strongly |highly |also |greatly )*(?:preferred|desired|desirable|beneficial|advantageous|appreciated|optional)\b(?!\s+\w+ing\b)"
    r"|(?:is |are |would be |will be )?(?:a )?nice[- ]to[- ]haves?|(?:is|are|would be) (?:also )?(?:helpful|useful|nice|welcome|favorable)"
    r"|but (?:is |are )?not (?:required|necessary|mandatory|essential))",
    re.IGNORECASE,
)
#: Before what they are about: "preferably Go", "Bonus points: ...".
_LIKED_AFTER = re.compile(
    r"\b(?:prefer(?:ably|ence)?|ideally|bonus(?: points)?(?: for| if)?|nice[- ]to[- ]haves?|desirable|desired|preferred|optional(?:ly)?)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:no|without|not (?:need|require|expect)(?:ing|ed)?(?: to (?:have|know))?|no need (?:for|of|to)|don['’]t need(?: to (?:have|know))?"
    r"|does ?n[o'’]t require|need not(?: have| know)?)\s+(?:\w+\s+){0,3}?$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^[\w\s/,&-]{0,40}?\b(?:(?:is|are) not (?:needed|required|necessary|expected|mandatory|a must)|not (?:needed|required|necessary)|(?:isn|aren)['’]t (?:needed|required|necessary))\b",
    re.IGNORECASE,
)
_NEVERTHELESS = re.compile(r"\b(?:but|however|only|just)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])|\n\s*\n|\n\s*[-*•]\s|;\s")
_OWN_HEAD = re.compile(
    r"\b(?:experience|knowledge|familiarity|understanding|proficiency|background|exposure|skills?|fluency|expertise|ability|certifications?)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences (and list items) of a text begin and end."""
    if not _SENTENCE.search(text):
        return [(0, len(text))] if text else []
    out: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        if match.start() > start:
            out.append((start, match.start()))
        start = match.end()
    if start < len(text):
        out.append((start, len(text)))
    return out


def _bracket(sentence: str, at: int) -> tuple[int, int] | None:
    """The inside of the brackets that hold an offset."""
    opening = sentence.rfind("(", 0, at)
    if opening < 0 or ")" in sentence[opening:at]:
        return None
    closing = sentence.find(")", at)
    return opening + 1, len(sentence) if closing < 0 else closing


_ANY_LIKED = re.compile(
    r"plus|bonus|advantage|asset|benefi|prefer|desir|appreciated|optional|nice|helpful|useful|welcome|favorable|ideally|but ",
    re.IGNORECASE,
)
_ANY_NOT = re.compile(r"\bno\b|\bnot\b|n['’]t\b|\bwithout\b", re.IGNORECASE)


def liked_spans(sentence: str) -> list[tuple[int, int]]:
    """The stretches of a sentence that it calls preferred, a plus, a bonus, nice to have.

    >>> text = "Python required, Go experience is a plus"
    >>> [text[a:b] for a, b in liked_spans(text)]
    [' Go experience ']
    """
    if not _ANY_LIKED.search(sentence):
        return []
    out: list[tuple[int, int]] = []
    for match in _LIKED_BEFORE.finditer(sentence):
        start = _clause_start(sentence, match.start(), match.group())
        if sentence[start : match.start()].strip(" ,("):
            out.append((start, match.start()))
        else:  # "Preferred: Go", "Preferred experience in Go"
            inside = _bracket(sentence, match.start())
            out.append((match.end(), inside[1] if inside else len(sentence)))
    for match in _LIKED_AFTER.finditer(sentence):
        word = match.group().casefold()
        if word in ("preferred", "desired", "desirable") or (word.startswith("prefer") and len(word) == 6):
            continue
        inside = _bracket(sentence, match.start())
        out.append((match.end(), inside[1] if inside else len(sentence)))
    return out


def _clause_start(sentence: str, cue: int, words: str) -> int:
    """Where the clause begins that a cue closes: a bracket, a list, or what stands behind the last comma."""
    inside = _bracket(sentence, cue)
    if inside:
        return inside[0] if sentence[inside[0] : cue].strip() else 0
    before = sentence[:cue].rstrip()
    if before.endswith(")"):  # "Airflow (or Luigi) preferred"
        before = before[: before.rfind("(")]
    comma = before.rfind(",")
    dash = max(before.rfind(" - "), before.rfind(" – "), before.rfind(": "))
    if comma < dash:
        return dash + 2
    tail = before[comma + 1 :]
    listed = re.search(r"\b(?:and|or|&)\b", tail) and not _OWN_HEAD.search(tail)
    if comma < 0 or listed or re.search(r"\bare\b|plusses", words, re.IGNORECASE):
        return max(dash + 2, 0) if dash >= 0 else 0
    return comma + 1


def negated(sentence: str, start: int, end: int) -> bool:
    """Whether a sentence says that what stands from ``start`` to ``end`` is not asked.

    >>> text = "No experience with Go is needed"
    >>> negated(text, text.index("Go"), text.index("Go") + 2)
    True
    """
    if not _ANY_NOT.search(sentence):
        return False
    before = sentence[max(0, start - 60) : start]
    if _NOT_BEFORE.search(before) and not _NEVERTHELESS.search(before):
        return True
    return bool(_NOT_AFTER.match(sentence[end:])) and not re.search(r"^[^.]*\bbut\b", sentence[end : end + 25])


#: People and parts of an organisation that are called after what they do.
_PEOPLE = frozenset(
    """team leader department executive counterpart stakeholder organization org group division staff colleague manager
    engineer representative director professional member lead leadership function rep personnel""".split()
)
#: What one does with people and teams without having their skill.
_TOWARDS = frozenset(
    """with across between to from by among alongside for support enable advise partner interact collaborate other
    cross""".split()
)
#: Who leads a team of a trade, or has been in one, is taken to know the trade.
_OF_ONES_OWN = frozenset("manage lead build scale hire supervise run grow coach mentor recruit experience experienced in".split())


def names_people(found: Words, first: int, stop: int) -> bool:
    """Whether words name the people somebody works with, not what somebody can: "with the Sales team".

    Args:
        found: the words of a sentence.
        first: the first of the words in question.
        stop: the index behind the last of them.
    """
    keys, light = found.keys, found.light
    last = stop
    while last < len(keys) and last < stop + 5 and light[last] not in _PEOPLE:
        # "finance and marketing leaders": what comes between belongs to the same list
        if last == stop and keys[last] not in ("and", "or", BREAK):
            break
        last += 1
    follows = last < min(len(keys), stop + 5) and light[last] in _PEOPLE
    if not (follows or light[stop - 1] in _PEOPLE):
        return False
    for i in range(first - 1, max(-1, first - 8), -1):
        if keys[i] in _TOWARDS:
            return True
        if keys[i] in _OF_ONES_OWN:
            return False
    return False
