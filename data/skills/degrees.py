"""Degrees that a requirement asks for: their level, their fields, and whether something else will do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .cues import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

Level = Literal["secondary", "associate", "bachelor", "master", "doctorate", "law", "degree"]


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree: the lowest level that will do, the fields named, and whether something else may stand for it.

    ``start`` and ``end`` are character offsets of ``text`` in the requirement; ``preferred`` says that the
    sentence calls it a plus.
    """

    start: int
    end: int
    text: str
    level: Level
    fields: tuple[str, ...] = ()
    or_equivalent: bool = False
    preferred: bool = False


_END = r"(?=[ /,;.)]|$)"
_BACHELOR = (
    r"bachelor(?:['’]?s|s['’])?(?: of \w+(?: \w+)?)?(?: degree)?|undergraduate degree"
    rf"|\bB\.?(?:Sc|A|S|Eng|Com)\.?{_END}|(?:four|4)[- ]year (?:college |university )?degree"
)
_MASTER = (
    r"master['’]s(?: degree)?|masters['’]? degree|master(?= of| degree| or ph)|\bMBA\b"
    rf"|\bM\.?(?:Sc|A|S|Eng)\.?{_END}|(?:post)?graduate degree|advanced degree"
)
_ANY = (
    r"(?:college|university|academic|relevant|technical|related) degree"
    r"|\bdegree(?= (?:in|from|or|with|preferred|required)\b)"
)
#: From the lowest to the highest; "degree" is one of no level.
_LEVELS: tuple[tuple[Level, str], ...] = (
    ("secondary", r"high[- ]school (?:diploma|degree|education)|\bGED\b|secondary school"),
    ("associate", r"associate['’]?s?['’]? degree"),
    ("bachelor", _BACHELOR),
    ("master", _MASTER),
    ("doctorate", r"\bPh\.?D\.?|doctorate|doctoral degree"),
    ("law", r"\bJ\.?D\.?(?=\W|$)|juris doctor|law degree|\bLL\.?[BM]\b\.?"),
    ("degree", _ANY),
)
_ORDER: list[str] = [name for name, _ in _LEVELS]
_DEGREE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _LEVELS), re.IGNORECASE)
#: Looked for first: most requirements name no degree.
_HINT = re.compile(r"degree|bachelor|master|doctor|diploma|\b(?:ph|b|m|j|ll|ged)[.\w]{0,4}\b", re.IGNORECASE)
_SHORT = re.compile(r"[BMJ]\.?[A-Z][A-Za-z]{0,2}\.?")
_FIELDS = re.compile(
    r"\s*[,(]?\s*(?:degree\s+)?(?:preferably\s+)?(?:in|with a (?:major|focus|concentration) in)\s+"
    r"(?P<fields>[^.;()]+)",
    re.IGNORECASE,
)
_FIELDS_END = re.compile(
    r",?\s*(?:(?:and|or|with|plus)\s+(?=(?:an?\s+)?(?:\d|equivalent|related|similar|other|comparable|relevant"
    r"|at least|minimum|experience|proven|knowledge|ability|strong|excellent|familiarity|understanding))"
    r"|\b(?:is|are|from|preferred|required|desired|with|plus|ideally|equivalent|combined)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_FIELD_SPLIT = re.compile(r"\s*(?:,|/|\bor\b)\s*")
_EQUIVALENT = re.compile(
    r"\bor\s+(?:an?\s+)?(?:\w+\s+){0,2}?(?:equivalent|comparable)\b"
    r"|equivalent (?:work|practical|professional|experience)|or related experience",
    re.IGNORECASE,
)
_LONGEST_SHORT = 4
#: So many characters may lie between two levels of one requirement: "Bachelor's degree required, Master's".
_CLOSE = 30


def degrees(text: str) -> Iterator[Degree]:
    """The degrees that a text asks for; levels named one after the other are one degree, of the lowest.

    >>> text = "BS or MS in Finance, Accounting or equivalent experience"
    >>> [(d.level, d.fields, d.or_equivalent) for d in degrees(text)]
    [('bachelor', ('Finance', 'Accounting'), True)]
    """
    if not _HINT.search(text):
        return
    for offset, until in sentences(text):
        sentence = text[offset:until]
        groups: list[list[re.Match[str]]] = []
        for match in _DEGREE.finditer(sentence):
            if not _is_degree(match.group()):
                continue
            if groups and _goes_on(sentence, groups[-1][-1].end(), match.start()):
                groups[-1].append(match)
            else:
                groups.append([match])
        for group in groups:
            yield _degree(sentence, group, offset)


def _is_degree(text: str) -> bool:
    """Whether a short form is written as one: "BS", "M.A.", and not "ms" or "ba"."""
    return (
        len(text.replace(".", "")) > _LONGEST_SHORT or bool(_SHORT.fullmatch(text)) or text[0] not in "bmjBMJ"
    )


def _goes_on(sentence: str, end: int, start: int) -> bool:
    """Whether what begins at ``start`` belongs to the degree that ends at ``end``: no field between them."""
    if start - end > _CLOSE or ";" in sentence[end:start]:
        return False
    fields = _FIELDS.match(sentence, end)
    return fields is None or fields.start("fields") > start


def _degree(sentence: str, group: list[re.Match[str]], offset: int) -> Degree:
    names = [str(match.lastgroup) for match in group]
    lowest = min([name for name in names if name != "degree"] or names, key=_ORDER.index)
    start, end = group[0].start(), group[-1].end()
    behind = re.compile(r"\s*degrees?\b", re.IGNORECASE).match(sentence, end)
    if behind:
        end = behind.end()
    fields: tuple[str, ...] = ()
    listed = _FIELDS.match(sentence, end)
    if listed:
        words = _FIELDS_END.sub("", listed["fields"]).rstrip(" ,")
        fields = tuple(part.removeprefix("a ") for part in _FIELD_SPLIT.split(words) if part)
        if fields:
            end = listed.start("fields") + len(words)
    level = next(name for name, _ in _LEVELS if name == lowest)
    return Degree(
        offset + start, offset + end, sentence[start:end], level, fields, bool(_EQUIVALENT.search(sentence))
    )
