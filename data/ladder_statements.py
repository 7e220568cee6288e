"""Whether a sentence states a move, who moves, and where in the sentence the targets begin.

A statement has a source ("The next step for the X job family"), a verb of moving and one or more targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .titles import names_position

_FAMILY = r"(?:job\s+famil(?:y|ies)|role|position|job|career\s+ladder|career\s+path)"
#: A verb of moving, with its adverbs.
MOVE = (
    r"(?:move|moving|progress|advance|transition|transfer|flow|grow|be\s+promoted|step|go|promote|evolve|develop"
    r"|be\s+considered)"
    r"(?:\s+(?:up|on|over|laterally|directly|forward|further))*"
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
    rf"(?:also\s+|typically\s+|then\s+|choose\s+to\s+|decide\s+to\s+)*{MOVE}{INTO}(?P<rest>.*)",
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
    r"(?:moves?|progress(?:es)?|advances?|transitions?|flows?|leads?|ladders?\s+up|promotes?)\s*(?:in)?to\b"
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
#: "For the X, the next step is Y."
_FOR_SOURCE = re.compile(r"^for\s+(?:the\s+|an?\s+)?(?P<source>.+?),\s+(?:the|a|one|their)\b", re.IGNORECASE)
#: "... a new role such as Y": the targets begin behind these words.
_SUCH_AS = re.compile(
    r"\b(?:such\s+as|including|for\s+example|e\.g\.|which\s+(?:would|will|could)\s+be)[,:]?\s*"
    r"(?:\((?:but\s+)?not\s+limited\s+to\)\s*)?",
    re.IGNORECASE,
)
#: "As a manager grows, they can move to ...": the source stands behind the comma.
_CONDITION = re.compile(r"(?:as|after|when|once|if)\b", re.IGNORECASE)
#: "X can move to Y" as the pattern for "X moves to Y" sees it.
_ENDS_WITH_AUXILIARY = re.compile(r"\b(?:to|can|may|will|would|could)$")

#: "Since this is a small team, ..." says nothing of who moves
_CLAUSE_FIRST = re.compile(
    r"^(?:since|as|if|when|while|although|because|after|once|depending)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"^(?P<subject>.+?)\s+(?:can|may|could|would|will|might|are|is|have|has)\b", re.IGNORECASE
)
#: Words around a source that are no part of its name.
_SOURCE_EDGE = re.compile(
    r"^(?:\W*(?:the|an?|our|all|successful|this|current)\s+)+|\s*['’]s?\s+(?:career|next)\b.*$"
    rf"|\s*\b{_FAMILY}\b\s*(?:at\s+\w+)?$|\s+team\s+members?$|\s+career$",
    re.IGNORECASE,
)
_CAREER_PATH = re.compile(r"s?['’]?s?\s+career\s+(?:path|ladder|progression)s?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"s?['’]s?$|['’]$")
#: Sources that name nobody: the role or family that the section belongs to is meant.
_NAMES_NOBODY = re.compile(
    r"^(?:this|that|the|these)?\s*(?:role|position|job family|family|level|team member|job|track|career)?s?$"
    r"|^(?:they|you|he|she|it|one|this|team members?|(?:one|another|a)\s+(?:common\s+)?path.*)$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"both\s+(.+?)\s+and\s+(.+)$", re.IGNORECASE)


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
        before = _FOR_SOURCE.match(sentence) if not found["source"] else None
        return Statement(
            found["source"] or (before["source"] if before else ""),
            found.start("verb" if opens_with_verb else "rest"),
        )
    pair = _PAIR.match(sentence.strip())
    if pair and all(map(names_position, pair.group("source", "rest"))) and not _VERB.search(sentence):
        return Statement(pair["source"], sentence.index(pair["rest"]))
    for wording in (_CONSIDER, _WOULD_MOVE, _MOVES):
        found = wording.match(sentence)
        if found and len(found["source"]) < 140:
            source = found["source"]
            if wording is _MOVES and _ENDS_WITH_AUXILIARY.search(source):
                source = subject_of(source) or subject_of(source + " is")
            elif wording is _WOULD_MOVE and _CONDITION.match(source):
                source = source.rsplit(",", 1)[-1]
            return Statement(source, found.start("rest"))
    found = _BY_THE_WAY.match(sentence)
    return Statement("", found.start("rest")) if found else None


def subject_of(sentence: str) -> str:
    """What stands before a sentence's verb; "" where it is long or the sentence begins with a clause."""
    found = None if _CLAUSE_FIRST.match(sentence) else _SUBJECT.match(sentence.strip())
    return found["subject"] if found and len(found["subject"]) < 80 else ""


def source_named(text: str, context: str) -> str:
    """The source in words, without "the", "job family" and the like; ``context`` where it names nobody.

    >>> source_named("the Tax Job Family", "Here"), source_named("this role", "Here")
    ('Tax', 'Here')
    """
    out = _CAREER_PATH.sub("", " ".join(text.split()).strip(" ,.;:*"))
    for _ in range(3):
        shorter = _SOURCE_EDGE.sub("", out).strip(" ,.;:*")
        if shorter == out:
            break
        out = shorter
    if re.search(r"['’]s?$", out):
        out = _POSSESSIVE.sub(lambda m: "s" if m.group().startswith("s") else "", out)
    return context if not out or _NAMES_NOBODY.match(out) else out


def each_source(source: str) -> tuple[str, ...]:
    """The sources that stand in one: "both X and Y" is two.

    >>> each_source("both engineers and managers"), each_source("Trust and Safety")
    (('engineers', 'managers'), ('Trust and Safety',))
    """
    found = _BOTH.match(source)
    return (found.group(1), found.group(2)) if found else (source,)
