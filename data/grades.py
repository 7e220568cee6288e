"""The job grade that a sentence or a table cell states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .records import Grade
from .sentences import sentence_spans

if TYPE_CHECKING:
    from .blocks import Text

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?"
#: "is a grade 8", "job grade #10", "at grade level 6 or 7"
_GRADE = re.compile(
    r"(?:\b(?:an?|the|is|are|at|as|of|be|to|in|both|currently|job|pay|role|position)\s+|^\W*|[^\w\s]\s*)"
    r"(?:job\s+)?grades?(?:\s+levels?)?\s*(?:is\s+|:\s*|of\s+|number\s+)?"
    rf"\[?#?\s*({_NUMBER}(?:\s*(?:,|or|and|/|-|–|to)\s*#?{_NUMBER})*)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_GRADES = re.compile(r"(?<![a-z])grade", re.IGNORECASE)
_NOT_GRADED = re.compile(
    r"\bnot\s+(?:\w+\s+){0,3}(?:aligned|graded|assigned|mapped)\b|\bno\s+(?:job\s+)?grade\b", re.IGNORECASE
)
_ONLY_NUMBER = re.compile(rf"^(?:(?:job\s+)?(?:grade|level)s?\s*)?#?\s*({_NUMBER})$", re.IGNORECASE)
_EACH = re.compile(_NUMBER)
#: What stands before the verb of a grade sentence.
_SUBJECT = re.compile(
    r"^\W*(?:(?:the|an?|this|our)\s+(?!(?:is|are|has)\b))?\{?(.+?)\}?(?:\s+(?:role|position|job))?\s+"
    r"(?:is|are|has)\s+(?:a|an|at|currently|not|both|in)?\b",
    re.IGNORECASE,
)
#: Subjects that speak of the role without its title ("this", "the role", "both positions").
_NO_TITLE = re.compile(
    r"^(?:(?:this|that|it|these|those|they|both|all|we|you|he|she|the|an?|of|for|in|at|with|(?:job\s+)?grades?"
    r"|roles?|positions?|jobs?|titles?|levels?|person|people|individuals?|holder|team\s+members?)\b\W*)+$",
    re.IGNORECASE,
)


def grades(text: Text) -> tuple[Grade, ...]:
    """The grades that a text states: "is a grade 8", "job grade #10", "a [6](...#job-grades)", "is a 9.5".

    Returns:
        The grades as written, with their line; none where the text states none. The first sentence that
        states any is taken; later ones speak of other roles or repeat it.
    """
    found = _GRADE.search(text.text) if _SPEAKS_OF_GRADES.search(text.text) else None
    if found:
        line = text.line_at(found.start())
        return tuple(Grade(number, line) for number in _EACH.findall(found.group(1)))
    for offset, link in text.links:
        only = _ONLY_NUMBER.match(link.text.strip())
        if only and (_SPEAKS_OF_GRADES.search(link.target) or _SPEAKS_OF_GRADES.search(text.text)):
            return (Grade(only.group(1), text.line_at(offset)),)
    return ()


def says_ungraded(words: str) -> bool:
    """Whether words say that there is no grade.

    >>> says_ungraded("The position has no job grade."), says_ungraded("No two jobs are alike.")
    (True, False)
    """
    return _NOT_GRADED.search(words) is not None


def cell_grades(cell: Text) -> tuple[Grade, ...]:
    """The grades in the cell of a grade column: "8", "Grade 8", "Level 10", "6/7"."""
    plain = cell.flat
    if not re.search(r"\d", plain) or len(plain) > 40:
        return ()
    return tuple(Grade(number, cell.line) for number in _EACH.findall(plain))


def grade_subject(text: Text) -> str:
    """The role that a grade sentence speaks of, which may misname it.

    "The Recruiting Lead is a grade 8" speaks of "Recruiting Lead". "" where the text states no grade or names
    no title ("This role is a grade 8").
    """
    found = _GRADE.search(text.text) or _NOT_GRADED.search(text.text)
    if not found:
        return ""
    start, end = next(
        ((s, e) for s, e in sentence_spans(text.text) if s <= found.start() < e), (0, len(text.text))
    )
    subject = _SUBJECT.match(text.text[start:end])
    named = " ".join(subject.group(1).split()) if subject else ""
    return "" if _NO_TITLE.match(named) else named
