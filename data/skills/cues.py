"""What a sentence says about the skills in it: that one is not asked for, or only liked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .spelling import word_set

if TYPE_CHECKING:
    from .words import Words

#: Behind what they are about: "Go is a plus", "Python preferred".
_LIKED_BEFORE = re.compile(
    r"""\b(?:
      (?:is|are|would\ be|will\ be|considered|as|be)\s+(?:also\s+)?(?:an?\s+)?
          (?:(?:huge|big|strong|definite|real|distinct)\s+)?(?:plus(?:s?es)?|bonus|advantage|asset|benefit)\b
    | an?\s+(?:(?:huge|big|strong|definite|real|distinct)\s+)?(?:plus|bonus|advantage|asset|benefit)\b
    | plusses\b
    | (?:(?:is|are|strongly|highly|also|greatly)\s+)*
          (?:preferred|desired|desirable|beneficial|advantageous|appreciated|optional)\b(?!\s+\w+ing\b)
    | (?:(?:is|are|would\ be|will\ be)\s+)?(?:a\s+)?nice[-\ ]to[-\ ]haves?\b
    | (?:is|are|would\ be)\s+(?:also\s+)?(?:helpful|useful|nice|welcome|favorable)\b
    | but\s+(?:is\s+|are\s+)?not\s+(?:required|necessary|mandatory|essential)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: Before what they are about: "preferably Go", "Bonus points: ...".
_LIKED_AFTER = re.compile(
    r"\b(?:preferably|ideally|bonus(?: points)?(?: for| if)?|preference|nice[- ]to[- ]haves?|optionally)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"""\b(?:
      no | without | no\ need\ (?:for|of|to) | (?:does\ not|does\ ?n['’]t)\ require
    | (?:need\ not|don['’]t\ need|not\ (?:need|require|expect)(?:ing|ed)?)(?:(?:\ to)?\ (?:have|know))?
    )\s+(?:\w+\s+){0,3}?$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_AFTER = re.compile(
    r"""[\w\s/,&-]{0,40}?\b(?:
      (?:(?:is|are)\ )?not\ (?:needed|required|necessary|expected|mandatory|a\ must)
    | (?:isn|aren)['’]t\ (?:needed|required|necessary)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEVERTHELESS = re.compile(r"\b(?:but|however|only|just)\b", re.IGNORECASE)
#: Between sentences and between the items of a list; "B.S. Degree" is one.
_SENTENCE = re.compile(r"(?<=[.;!?])(?<!\.[A-Za-z]\.)\s+(?=[A-Z(])|\n\s*\n|\n\s*[-*•]\s|;\s")
#: Without one of these there is but one sentence; looking for them is quicker than the pattern.
_MARKS = (". ", "; ", "\n", "! ", "? ")
_LONGEST_SENTENCE = 800
_OWN_HEAD = re.compile(
    r"\b(?:experience|knowledge|familiarity|understanding|proficiency|background|exposure|skills?|fluency|expertise|ability|certifications?)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences (and list items) of a text begin and end; none is longer than 800 characters.

    >>> text = "Knows Go. Likes tea, e.g. Assam"
    >>> [text[a:b] for a, b in sentences(text)]
    ['Knows Go.', 'Likes tea, e.g. Assam']
    """
    if len(text) <= _LONGEST_SENTENCE and not any(mark in text for mark in _MARKS):
        return [(0, len(text))] if text else []
    out: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        _add_parts(text, start, match.start(), out)
        start = match.end()
    _add_parts(text, start, len(text), out)
    return out


def _add_parts(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    """Add a sentence, cut at blanks where it is too long to be one."""
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + _LONGEST_SENTENCE
        out.append((start, cut))
        start = cut
    if start < end:
        out.append((start, end))


def _bracket(sentence: str, at: int) -> tuple[int, int] | None:
    """The inside of the brackets that hold an offset."""
    opening = sentence.rfind("(", 0, at)
    if opening < 0 or ")" in sentence[opening:at]:
        return None
    closing = sentence.find(")", at)
    return opening + 1, len(sentence) if closing < 0 else closing


#: Light forms of which at least one is in every cue of liking.
_LIKED_WORDS = word_set("""
    plus pluse pluss bonus bonuse advantage asset benefit beneficial preferred prefer preferably
    preference desired desirable advantageous appreciated optional optionally nice helpful useful
    welcome favorable ideally but
""")
#: The same for what is not asked.
_NOT_WORDS = word_set("no not without dont doesnt isnt arent neednt cannot cant")


def may_like(found: Words) -> bool:
    """Whether a sentence has a word at all that :func:`liked_spans` looks for."""
    return not _LIKED_WORDS.isdisjoint(found.light)


def may_negate(found: Words) -> bool:
    """Whether a sentence has a word at all that :func:`negated` looks for."""
    return not _NOT_WORDS.isdisjoint(found.light)


def liked_spans(sentence: str) -> list[tuple[int, int]]:
    """The stretches of a sentence that it calls preferred, a plus, a bonus, nice to have.

    >>> text = "Python required, Go experience is a plus"
    >>> [text[a:b] for a, b in liked_spans(text)]
    [' Go experience ']
    """
    out: list[tuple[int, int]] = []
    for match in _LIKED_BEFORE.finditer(sentence):
        start = _clause_start(sentence, match.start(), match.group())
        if sentence[start : match.start()].strip(" ,("):
            out.append((start, match.start()))
        else:  # "Preferred: Go", "Preferred experience in Go"
            inside = _bracket(sentence, match.start())
            out.append((match.end(), inside[1] if inside else len(sentence)))
    for match in _LIKED_AFTER.finditer(sentence):
        inside = _bracket(sentence, match.start())
        out.append((match.end(), inside[1] if inside else len(sentence)))
    return out


def _clause_start(sentence: str, cue: int, words: str) -> int:
    """Where the clause begins that a cue closes: a bracket, a list, or what stands behind the last comma."""
    inside = _bracket(sentence, cue)
    if inside:
        return inside[0] if sentence[inside[0] : cue].strip() else 0
    before = sentence[:cue].rstrip(" ,")
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
    before = sentence[max(0, start - 60) : start]
    if _NOT_BEFORE.search(before) and not _NEVERTHELESS.search(before):
        return True
    return bool(_NOT_AFTER.match(sentence[end:])) and not re.search(
        r"^[^.]*\bbut\b", sentence[end : end + 25]
    )
