"""Whether a sentence states a move, the words for who moves, and where in the sentence the targets begin.

A statement has a source ("The next step for the X job family"), a verb of moving and one or more targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from .ladder_sources import FAMILY, source_named, without_opening
from .titles import names_position

_WAYS = (
    r"(?:\s+(?:up|upwards?|on|over|across|sideways|laterally|horizontally|internally|directly|straight|forward"
    r"|further))*"
)
#: A verb of moving, with its adverbs.
MOVE = (
    r"(?:move|moving|progress|advance|transition|transfer|flow|grow|be\s+promoted|step|go|promote|evolve|develop"
    r"|be\s+considered)" + _WAYS
)
#: What stands between such a verb and the target.
INTO = r"(?:\s*(?:in)?to\b|\s+towards?\b|\s+for\b|\s*:)"

#: "The next step(s) for/in (the) X is (to move) to Y."
_NEXT_STEP = re.compile(
    r"\b(?:next|natural|possible|potential|logical|typical|a\s+(?:natural|possible)\s+next)\s+"
    r"(?:career\s+|logical\s+|natural\s+|possible\s+)?"
    r"(?:steps?|positions?|roles?|moves?|levels?|job\s+famil(?:y|ies)|promotions?)\b"
    r"(?:\s+(?P<prep>for|in|from|of|after|on|within)\s+(?P<source>.+?))?\s*,?\s+"
    r"(?P<verb>is|are|would\s+be|will\s+be|could\s+be|may\s+be|can\s+be|might\s+be|could\s+include|would"
    r"|may\s+include|includes?|in\s+to|to\s+(?=move|progress|be))\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "X would move into Y." / "X can progress to Y."
_WOULD_MOVE = re.compile(
    r"^(?P<source>.+?)\s+(?:typically\s+|usually\s+|often\s+)?"
    r"(?:would|could|can|may|might|will|are\s+able\s+to|is\s+able\s+to|have\s+the\s+opportunity\s+to)\s+"
    r"(?:(?:also|typically|usually|often|sometimes|then|later|eventually|equally|instead|alternatively|likewise"
    rf"|choose\s+to|decide\s+to)\s+)*{MOVE}{INTO}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "X would consider their next step to be Y."
_CONSIDER = re.compile(
    r"^(?P<source>.+?)\s+(?:would|could|can|may|might)\s+consider\s+(?:their\s+)?next\s+steps?\s+(?:to\s+be|as)\s+"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "X moves/progresses to Y."
_MOVES = re.compile(
    r"^(?P<source>.+?)\s+(?:typically\s+|usually\s+|often\s+|then\s+)?"
    rf"(?:moves?|progress(?:es)?|advances?|transitions?|flows?|leads?|ladders?|promotes?){_WAYS}\s*(?:in)?to\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "... resulting in becoming a Y", "... to transition into a new role such as Y".
_BY_THE_WAY = re.compile(
    r"^.*?\b(?:becom(?:e|ing)|(?:transition|mov|progress|advanc|pivot)(?:e|es|ing|s)?\s+(?:in)?to)\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "Engineer to Senior Engineer", the whole of a list item
_PAIR = re.compile(
    r"^(?P<source>(?-i:[A-Z\x00]).{1,80}?)\s+(?:to|→|->|>)\s+"
    r"(?P<rest>(?:the\s+)?(?-i:[A-Z\x00]).{1,80})$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|can|may|will|would|move|moves|could|reports?|might|be)\b", re.IGNORECASE)
#: "For the X, the next step is Y.", "From X, ..."
_FOR_SOURCE = re.compile(
    r"^(?P<prep>for|from|in|after|beyond)\s+(?:the\s+|an?\s+)?"
    r"(?P<source>(?!(?:here|there|now|that|this|then|example|instance|some|many|most)\b).+?),"
    r"\s+(?:the|a|one|their|your|its)\b",
    re.IGNORECASE,
)
_NAMES_FAMILY = re.compile(rf"\b{FAMILY}\b", re.IGNORECASE)
#: Where a second clause may begin that states a move of its own: "..., and the Y can move to Z".
_SECOND_CLAUSE = re.compile(
    r",?\s+(?:and|but|yet|while|whereas)\s+(?=(?:both|the|an?|for|from)\s|(?-i:[A-Z]))", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:who|which|that|where|whose)\b", re.IGNORECASE)
#: "... a new role such as Y": the targets begin behind these words.
_SUCH_AS = re.compile(
    r"\b(?:such\s+as|including|for\s+example|e\.g\.|which\s+(?:would|will|could)\s+be)[,:]?\s*"
    r"(?:\((?:but\s+)?not\s+limited\s+to\)\s*)?",
    re.IGNORECASE,
)
#: "X can move to Y" as the pattern for "X moves to Y" sees it.
_ENDS_WITH_AUXILIARY = re.compile(r"\b(?:to|can|may|will|would|could)$")

#: "Since this is a small team, ..." says nothing of who moves
_CLAUSE_FIRST = re.compile(
    r"^(?:since|as|if|when|while|although|because|after|once|depending)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"^(?P<subject>.+?)\s+(?:can|may|could|would|will|might|are|is|have|has)\b", re.IGNORECASE
)

#: In a sentence, so many places are looked at where a second clause may begin.
_MOST_CLAUSES = 10
_LONGEST_SOURCE = 140
_LONGEST_SUBJECT = 80


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states a move.

    Attributes:
        source: who moves, as written; "" where the sentence does not say.
        rest: the offset in the sentence at which the targets begin.
    """

    source: str
    rest: int


def statement_of(sentence: str) -> Statement | None:
    """What a sentence states, or None if it states no move.

    >>> found = statement_of("The next step for the Clerk is the Senior Clerk.")
    >>> found.source, "The next step for the Clerk is the Senior Clerk."[found.rest:]
    ('the Clerk', ' the Senior Clerk.')
    >>> statement_of("For details, see the page of careers.") is None
    True
    """
    found = _wording(sentence)
    example = _SUCH_AS.search(sentence, found.rest) if found else None
    return Statement(found.source, example.end()) if found and example else found


def _wording(sentence: str) -> Statement | None:
    """The first wording that fits."""
    found = None if _CONSIDER.match(sentence) else _NEXT_STEP.search(sentence)
    if found:
        opens_with_verb = found["verb"].lower().split()[0] in ("to", "in")
        return Statement(
            found["source"] or _source_before(sentence), found.start("verb" if opens_with_verb else "rest")
        )
    pair = _PAIR.match(sentence.strip())
    if pair and all(map(names_position, pair.group("source", "rest"))) and not _VERB.search(sentence):
        return Statement(pair["source"], sentence.index(pair["rest"]))
    for wording in (_CONSIDER, _WOULD_MOVE, _MOVES):
        found = wording.match(sentence)
        source = without_opening(found["source"]) if found else ""
        if found and len(source) < _LONGEST_SOURCE:
            if wording is _MOVES and _ENDS_WITH_AUXILIARY.search(source):
                source = subject_of(source) or subject_of(source + " is")
            return Statement(source, found.start("rest"))
    found = _BY_THE_WAY.match(sentence)
    return Statement("", found.start("rest")) if found else None


def _source_before(sentence: str) -> str:
    """The source that a sentence about the next step opens with ("From the X, ..."); "" if with none."""
    found = _FOR_SOURCE.match(sentence)
    if not found or (
        found["prep"].lower() not in ("for", "from")
        and not (names_position(found["source"]) or _NAMES_FAMILY.search(found["source"]))
    ):
        return ""
    return found["source"]


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The spans of a sentence's clauses that state a move of somebody; the whole where there is but one.

    >>> whole = "The Clerk can move to Planner, and the Planner can move to Manager."
    >>> [whole[start:end] for start, end in clauses(whole)]
    ['The Clerk can move to Planner', 'the Planner can move to Manager.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in islice(_SECOND_CLAUSE.finditer(sentence), _MOST_CLAUSES):
        second = statement_of(sentence[cut.end() :])
        who = source_named(second.source, "") if second else ""
        if names_position(who) and not _RELATIVE.search(who) and statement_of(sentence[start : cut.start()]):
            spans.append((start, cut.start()))
            start = cut.end()
    return [*spans, (start, len(sentence))]


def subject_of(sentence: str) -> str:
    """What stands before a sentence's verb; "" where it is long or the sentence begins with a clause."""
    found = None if _CLAUSE_FIRST.match(sentence) else _SUBJECT.match(sentence.strip())
    subject = without_opening(found["subject"]) if found else ""
    return subject if len(subject) < _LONGEST_SUBJECT else ""
