"""Who moves, in the words of a sentence that states a move."""

from __future__ import annotations

import re

from .titles import names_position

#: What a family or role is called beside its name.
FAMILY = r"(?:job\s+famil(?:y|ies)|role|position|job|career\s+ladder|career\s+path)"
_PRONOUN = r"(?:they|you|he|she|it|one|people|somebody|someone|team\s+members?)"
#: What a subject begins with.
_BEGINS = rf"(?:both|the|an?|this|these|those|our|your|all|any|{_PRONOUN})\b"
#: Words that open a clause before the subject ("With time, ..."); no title begins with them.
_OPENS_CLAUSE = re.compile(
    r"^(?:after|again|also|alternatively|although|as|at|because|besides?|beyond|by|conversely|depending|during"
    r"|equally|eventually|finally|for|from|given|here|however|if|in|instead|later|like|likewise|occasionally|often"
    r"|on|once|over|similarly|since|sometimes|then|there|though|through|to|typically|ultimately|unlike|usually"
    r"|when|while|with|without)(?=[\s,])",
    re.IGNORECASE,
)
#: "Some change sides: the X ...", "..., so an X ..."
_CLAUSE_BEFORE = re.compile(
    rf"^.*(?::|,\s+(?:so|but|yet|while|whereas))\s+(?=(?:{_BEGINS}|(?-i:[A-Z])))", re.IGNORECASE | re.DOTALL
)
_COMMA_BEFORE = re.compile(rf"^(?P<head>.*?),\s+(?={_BEGINS})", re.IGNORECASE | re.DOTALL)
_FIRST_COMMA = re.compile(r"^[^,]*,\s+")
#: "From X, one can move to Y."
_FROM = re.compile(rf"^from\s+(?!(?:here|there)\b)(?P<who>.+?),?\s+{_PRONOUN}$", re.IGNORECASE | re.DOTALL)
#: Words around a source that are no part of its name.
_EDGE = re.compile(
    r"^(?:\W*(?:the|an?|our|all|successful|this|current)\s+)+|\s*['’]s?\s+(?:career|next)\b.*$"
    rf"|\s*\b{FAMILY}\b\s*(?:at\s+\w+)?$|\s+team\s+members?$|\s+career$",
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
_BOTH = re.compile(r"both\s+(?:the\s+|an?\s+)?(.+?)\s+and\s+(?:the\s+|an?\s+)?(.+)$", re.IGNORECASE)
#: What parts titles that have an article each.
_NEXT_ARTICLE = re.compile(r"(?:,\s+|,?\s+(?:and|or)\s+)(?:the|an?)\s+", re.IGNORECASE)


def without_opening(subject: str) -> str:
    """Who moves, without the clause that a sentence opens with.

    >>> without_opening("In return, the Planner"), without_opening("Some change sides: the Planner")
    ('the Planner', 'the Planner')
    >>> without_opening("The Manager, Tax"), without_opening("From Planner, one")
    ('The Manager, Tax', 'Planner')
    """
    subject = subject.strip()
    start = _FROM.match(subject)
    if start:
        return start["who"]
    subject = _CLAUSE_BEFORE.sub("", subject, count=1)
    opens = _OPENS_CLAUSE.match(subject)
    comma = _COMMA_BEFORE.match(subject)
    if comma and (opens or not names_position(comma["head"])):
        return subject[comma.end() :]
    return _FIRST_COMMA.sub("", subject, count=1) if opens else subject


def source_named(text: str, context: str) -> str:
    """The source in words, without "the", "job family" and the like; ``context`` where it names nobody.

    >>> source_named("the Tax Job Family", "Here"), source_named("this role", "Here")
    ('Tax', 'Here')
    """
    out = _CAREER_PATH.sub("", " ".join(text.split()).strip(" ,.;:*"))
    for _ in range(3):
        shorter = _EDGE.sub("", out).strip(" ,.;:*")
        if shorter == out:
            break
        out = shorter
    if re.search(r"['’]s?$", out):
        out = _POSSESSIVE.sub(lambda m: "s" if m.group().startswith("s") else "", out)
    return context if not out or _NAMES_NOBODY.match(out) else out


def each_source(source: str) -> tuple[str, ...]:
    """The sources that stand in one: "both X and Y" is two, and so are positions with an article each.

    >>> each_source("both engineers and managers"), each_source("Trust and Safety")
    (('engineers', 'managers'), ('Trust and Safety',))
    >>> each_source("Manager, Trust and Safety, and the Planner")
    ('Manager, Trust and Safety', 'Planner')
    """
    pieces = _NEXT_ARTICLE.split(re.sub(r"^both\s+(?:(?:the|an?)\s+)?", "", source, flags=re.IGNORECASE))
    if len(pieces) > 1 and all(map(names_position, pieces)):
        return tuple(piece.strip(" ,") for piece in pieces)
    found = _BOTH.match(source)
    return (found.group(1), found.group(2)) if found else (source,)
