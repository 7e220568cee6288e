"""The targets that a stretch of a ladder's text names, with their links.

A target that is not yet defined is none, nor is one that names no position or page ("other teams").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .ladder_statements import INTO, MOVE
from .titles import is_level_only, names_position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Text
    from .records import Link

#: A target in words, and where its link leads.
Target = tuple[str, str | None]

_UNDEFINED = re.compile(
    r"\bnot\s+(?:been\s+|yet\s+|currently\s+|be\s+)*"
    r"(?:defined|determined|established|documented|outlined|identified|known)\b"
    r"|\b(?:is|are|has|have|had)(?:n['’]t|\s+not)\s+(?:yet\s+)?(?:been\s+)?(?:yet\s+)?(?:defined|determined)"
    r"|\byet\s+to\s+be\s+(?:defined|determined|announced)|\bto\s+be\s+(?:defined|determined)"
    r"|\b(?:TBD|TBA|TODO|WIP)\b"
    r"|\bdo(?:es)?\s+not\s+(?:yet\s+)?(?:exist\b|have\b.{0,20}\bdefined)|\bundefined\b",
    re.IGNORECASE,
)
#: What a stretch of text may begin with before its first target.
_TO_MOVE = re.compile(
    rf"^\s*(?:in\s+)?(?:to\s+be\s+|be\s+)?(?:to\s+)?(?:either\s+)?(?:{MOVE}(?:{INTO})?)?\s*(?:progress\s+)?"
    r"(?:from\s+\w+\s+)?(?:to\s+|into\s+)?(?:become\s+)?",
    re.IGNORECASE,
)
_BEGINS_WITH_MOVE = re.compile(r"(?:in\s+to|to|be|move|progress|into|become)\b", re.IGNORECASE)
_EDGE_START = re.compile(
    r"^\W*(?:(?:or|and|and/or|either|to|into|in|be|become|becoming|laterally|sideways|across|then|perhaps|possibly|also|eventually"
    r"|ultimately|up|move|progress|towards?|transition|as|from|moving|is|of|which|would|include|including)\b\s*)*"
    r"(?:(?:the|a|an|any|another|other|one\s+of\s+the|our)\s+)*",
    re.IGNORECASE,
)
_EDGE_END = re.compile(
    r"\s*(?:\b(?:within|in|on|inside)\s+(?:this|the\s+same|their|the|our)\s+"
    r"(?:job\s+)?(?:family|ladder|team|department|track)\b.*"
    r"|(?<![-\w])(?:job\s+famil(?:y|ies)|career\s+ladder|role|roles|position|positions|specialty|track|level)\b"
    r"(?:\s+(?:at|within|in|on)\s+.*)?"
    r"|\b(?:at\s+[A-Z]\w+\b.*|for\s+(?:a|team|those|someone|people|candidates|individuals)\b.*|when\b.*"
    r"|depending\b.*|based\s+on\b.*|which\b.*|that\b.*|taking\b.*|as\s+the\b.*|as\s+a\s+next\b.*|or\s+similar))"
    r"\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: What parts two targets; ``\x00`` stands for a character of a link.
_SEPARATOR = re.compile(
    r"\s*(?:,\s*)?\b(?:and/or|or|and)\b\s+"
    r"(?=(?:to|into|in|the|a|an|laterally|sideways|possibly|perhaps|as|on|be|become|move)\b|\x00|(?-i:[A-Z]))"
    r"|\s*;\s*|,\s+(?=(?:or|to|into|the|a|an|laterally|sideways|perhaps|\x00)\b|\x00)"
    r"|\s*(?:,\s*)?(?P<bare>\bor)\s+(?=(?-i:[a-z]))",
    re.IGNORECASE,
)
#: What parts the names of a plain enumeration.
_LISTED = re.compile(r"\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+")
#: Targets made of nothing but such words name none.
_GENERIC = re.compile(
    r"^(?:this|that|other|new|different|another|various|any|within|higher|more|senior|executive|leadership"
    r"|management|people|individual|larger|\W|a|the|level|levels|teams?|departments?|roles?|positions?|job|family"
    r"|department|function|functions|technical|or|and|similar|leader|leaders|next|up|broader|parts?|etc|of"
    r"|organi[sz]ation|company|be|to|in|also|following)*$",
    re.IGNORECASE,
)
#: "roles outside the department"
_SOME_PLACE = re.compile(
    r"(?:roles?|positions?|teams?|functions?)\s+(?:outside|in|within|on|across)\b", re.IGNORECASE
)
#: Link texts that say nothing of the target; the words before the link do.
_ONLY_FAMILY = re.compile(
    r"^(?:this\s+)?(?:job\s+famil(?:y|ies)|role|page|here|career ladder)$", re.IGNORECASE
)
#: The end of a link that lacks its opening bracket, which is plain text to Markdown.
_UNOPENED_LINK = re.compile(r"\]\((?P<target>[^()\s]+)\)")
_BARE_LEVELS = frozenset(
    {"junior", "associate", "intermediate", "senior", "staff", "lead", "principal", "distinguished"}
)
#: "a management role in the X job family": a target by its family
_ROLE_IN_FAMILY = re.compile(
    r"^(?P<what>.*?)\s+(?:role|position)s?\s+(?:in|within|of|on)\s+(?:the\s+|our\s+|an?\s+)?"
    r"(?P<family>(?!this\b|the\b|same\b|their\b|our\b).+?\bjob\s+famil(?:y|ies))\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 80


def is_undefined(text: str) -> bool:
    """Whether a text says that something is not yet defined (TBD, TODO).

    >>> is_undefined("The next step has not been defined."), is_undefined("The next step is Clerk.")
    (True, False)
    """
    return bool(_UNDEFINED.search(text))


def targets(text: Text, start: int, end: int) -> Iterator[Target]:
    """The targets named in a stretch of a text, in order, with their links."""
    links = {offset: link for offset, link in text.links if start <= offset < end}
    masked = list(text.text[start:end].replace("\n", " "))
    for offset, link in links.items():
        for position in range(offset - start, min(offset - start + len(link.text), len(masked))):
            masked[position] = "\x00"
    body = "".join(masked)
    pieces = body.split(",")
    listed = not links and len(pieces) > 3 and all(len(piece.split()) <= 6 for piece in pieces)
    cuts = [
        (cut.start(), cut.end())
        for cut in (_LISTED if listed else _SEPARATOR).finditer(body)
        if listed or _parts_titles(body, cut)
    ]
    at = 0
    found: list[Target] = []
    for stop, behind in (*cuts, (len(body), len(body))):
        target = _target(text, start + at, start + stop, links)
        if target:
            found += [(name, target[1]) for name in _apart(target[0])]
        at = behind
    yield from _share_noun(found)


def _parts_titles(body: str, cut: re.Match[str]) -> bool:
    """Whether an "and" stands between two targets and not inside one ("Director, Risk and Compliance").

    An "or" does before small letters, too, where a position stands on both of its sides.
    """
    if cut["bare"]:
        left = body[: cut.start()].split()[-1:]
        return (
            bool(left)
            and left[0] not in _BARE_LEVELS
            and names_position(left[0])
            and names_position(re.split(r"[,;]|\b(?:and|or)\b|\x00", body[cut.end() :], maxsplit=1)[0])
        )
    if cut.group().strip(" ,").lower() != "and":
        return True
    behind = body[cut.end() :]
    if not behind[:1].isupper():
        return True  # an article, a link or a verb begins another target
    following = re.split(r",|\band\b|\bor\b|\x00", behind, maxsplit=1)[0]
    return names_position(following) and names_position(body[: cut.start()])


def _share_noun(found: list[Target]) -> Iterator[Target]:
    """The targets; levels before a title share its noun ("Senior", "Staff" and "Principal Analyst")."""
    noun = found[-1][0].split() if found else []
    for name, link in found:
        alone = link is None and len(name.split()) == 1 and name.lower() in _BARE_LEVELS
        if alone and len(noun) > 1 and noun[0].lower() in _BARE_LEVELS:
            yield " ".join([name, *noun[1:]]), link
        else:
            yield name, link


def _apart(name: str) -> list[str]:
    """The titles that only commas part; "Director, Sales" and "Senior Manager, Partner Managers" are one."""
    pieces = [piece.strip() for piece in name.split(",")]
    several = len(pieces) >= 3 and all(0 < len(piece.split()) <= 5 for piece in pieces)
    levels = len(pieces) > 1 and all(piece.lower() in _BARE_LEVELS for piece in pieces)
    if several or levels:
        return [piece for piece in pieces if piece.lower() not in ("etc", "etc.")]
    left, comma, right = name.partition(", ")
    if not comma or is_level_only(left) or min(len(left.split()), len(right.split())) < 2:
        return [name]
    ends = all(names_position(part.split()[-1]) for part in (left, right))
    return [left, right] if ends else [name]


def _target(text: Text, start: int, end: int, links: Mapping[int, Link]) -> Target | None:
    """The target between two offsets: the first link there with its text, or the words."""
    if is_undefined(text.text[start:end].replace("\n", " ")):
        return None
    first = next(((offset, link) for offset, link in links.items() if start <= offset < end), None)
    if first is None:
        raw = text.text[start:end].replace("\n", " ")
        unopened = _UNOPENED_LINK.search(raw)
        name = _words(raw[: unopened.start()] if unopened else raw)
        return (name, unopened["target"] if unopened else None) if name else None
    offset, link = first
    raw = text.text[start:offset].replace("\n", " ")
    name = _words(raw) if _ONLY_FAMILY.match(link.text.strip()) else _linked_name(link.text, raw)
    shown = " ".join(name.split())
    return (shown, link.target or None) if shown else None


def _linked_name(shown: str, raw: str) -> str:
    """A link's text, behind the words of the title that stand before it ("Director, [Sales](...)")."""
    name = shown.strip(" .,;:")
    before = _EDGE_START.sub("", raw).rstrip()
    if before.endswith(",") and names_position(before):
        name = f"{before} {name}"
    return name


def _words(raw: str) -> str:
    """The name in a stretch of text without links; "" if there is none."""
    out = raw.strip(" ,.;:*")
    if _BEGINS_WITH_MOVE.match(out):
        out = _TO_MOVE.sub("", out, count=1)
    within = _ROLE_IN_FAMILY.match(out)
    if within and _GENERIC.match(within["what"]):
        out = within["family"]
    for _ in range(3):
        shorter = _EDGE_END.sub("", _EDGE_START.sub("", out)).strip(" ,.;:*")
        if shorter == out:
            break
        out = shorter
    out = " ".join(out.split())
    is_level = out[:1].isupper() and out.lower() in _BARE_LEVELS
    if (
        not out
        or (_GENERIC.match(out) and not is_level)
        or len(out) > _LONGEST_NAME
        or _SOME_PLACE.match(out)
    ):
        return ""
    has_capital = any(word[0].isupper() for word in out.split())
    return out if has_capital or names_position(out) else ""
