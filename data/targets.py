"""What the words of a target say about a performance indicator: which values are better, bounds and unit.

The words are the fact; what is read here is a reading of them. Only what they say is read: "12%" tells the
unit and neither a direction nor a bound, "TBD" tells nothing. A bound is the number as it stands, whether the
words include it ("at or below 5") or not ("below 5").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Direction = Literal["higher", "lower", "range"]


@dataclass(frozen=True, slots=True)
class Target:
    """A target as read from its words; bounds are plain decimal numbers, in ``unit``."""

    direction: Direction | None = None
    minimum: str = ""
    maximum: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with what stands around it in the text, from ``start`` to ``end``."""

    value: str
    unit: str
    start: int
    end: int
    is_percent: bool


_OR_EQUAL = r"(?:(?:or\s+)?(?:equal(?:s|\s+to)?|at)\s+or\s+)?"
_NOT_NEGATED = r"(?<!no )(?<!not )"
_LEAST = (
    rf"{_NOT_NEGATED}{_OR_EQUAL}(?:above|over|greater(?:\s+than)?|more\s+than|higher\s+than|exceed(?:s|ing)?)"
    r"(?:\s+or\s+equal(?:\s+to)?)?|(?:at|no|not)\s+(?:least|less\s+than|lower\s+than|below|under|fewer\s+than)"
    r"|(?:a\s+)?min(?:imum)?(?:\s+of)?|≥|>=?"
)
_MOST = (
    rf"{_NOT_NEGATED}{_OR_EQUAL}(?:below|under|less(?:\s+than)?|fewer(?:\s+than)?|lower\s+than|smaller\s+than)"
    r"(?:\s+or\s+equal(?:\s+to)?)?|at\s+most|(?:no|not)\s+(?:more\s+than|higher\s+than|greater\s+than|above|over)"
    r"|(?:does|do|must|may|should|shall|to)\s+not\s+exceed|not\s+exceed(?:ing)?|up\s+to"
    r"|(?:a\s+)?max(?:imum)?(?:\s+of)?|≤|<=?"
)
_SCALE = {"k": 3, "thousand": 3, "m": 6, "mm": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}
_AMOUNT = re.compile(
    r"(?:(?<![\w%.)])(?P<sign>[+\u2212–-])\s?)?(?:(?P<currency>US\$|[$€£])\s?)?"
    r"(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:(?P<scale>[KkMB]|MM|bn)(?![A-Za-z])|\s+(?P<scale_word>thousand|million|billion)\b)?"
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)
#: Words between a comparison and its number ("at or below the number of 5", "less than about 5").
_FILLER = r"\s*(?:an?\s+|the\s+|about\s+|approximately\s+|~\s*)?"
_LEAST_BEFORE = re.compile(rf"(?<!\w)(?:{_LEAST}){_FILLER}$", re.IGNORECASE)
_MOST_BEFORE = re.compile(rf"(?<!\w)(?:{_MOST}){_FILLER}$", re.IGNORECASE)
_LEAST_BEHIND = re.compile(
    r"\s*(?:\+(?=\s|$)|or\s+(?:more|higher|above|greater|better|over|up)\b)", re.IGNORECASE
)
_MOST_BEHIND = re.compile(r"\s*or\s+(?:less|lower|below|fewer|under)\b", re.IGNORECASE)
_WITHIN_BEFORE = re.compile(r"\bwithin\s*$", re.IGNORECASE)
_PLUS_MINUS_BEFORE = re.compile(r"(?:±|\+\s?/\s?[\u2212–-]?)\s*$")
_RISE = r"\b(?:up|increas\w+|grow\w*|improv\w+|rise|rising|raise|raising)"
_FALL = r"\b(?:down|decreas\w+|reduc\w+|declin\w+|shrink\w*|fall\w*)"
_RISES = re.compile(rf"{_RISE}\s+from\s*$", re.IGNORECASE)
_FALLS = re.compile(rf"{_FALL}\s+from\s*$", re.IGNORECASE)
_UP_BEFORE = re.compile(rf"{_RISE}\s+(?:by\s+)?$", re.IGNORECASE)
_DOWN_BEFORE = re.compile(rf"{_FALL}\s+(?:by\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:and|to|[–—-])\s*", re.IGNORECASE)
_LINKS = re.compile(r"\s*(?:,\s*)?(?:and|but)\s+", re.IGNORECASE)
#: What ends the words behind a number that are its unit.
_UNIT_END = re.compile(
    r"[,;:()\[\]]|\.(?:\s|$)|\s[–—-]\s"
    r"|\b(?:or|and|but|at|in|to|for|until|are|is|was|from|by|with|when|if|than|more|less|across|over|maintaining)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\s?:\s?(?P<to>\d+)\b(?!:)")
_OUT_OF = re.compile(r"\s?(?:/\s?|\(?\s?out\s+of\s+)(?P<whole>\d+)\b\)?")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b)", re.IGNORECASE)
#: Behind a percent sign, what it is a share of.
_SHARE_OF = re.compile(r"\s+(?:of|from|growth)\b[^,;:()]*", re.IGNORECASE)
_EACH_PERIOD = re.compile(r"\s+(?:year|quarter|month)[ -]over[ -](?:year|quarter|month)\b", re.IGNORECASE)
_UNIT_WORDS = 8
#: So many characters before a number can hold the words that compare it.
_REACH = 60
#: Longer texts are no targets; what lies beyond is not looked at.
_LONGEST = 1000
_CURRENCIES = {"$": "US dollars", "US$": "US dollars", "€": "euros", "£": "pounds"}


def read_target(words: str) -> Target:
    """Read the words of a target.

    Where the words compare more than once, the first comparison counts, unless a second one is joined to it
    by "and" and bounds the other side.

    >>> read_target("At or above 95%")
    Target(direction='higher', minimum='95', maximum='', unit='%')
    >>> read_target("less than $10K/Month")
    Target(direction='lower', minimum='', maximum='10000', unit='US dollars per month')
    >>> read_target("Between 8:1 and 10:1")
    Target(direction='range', minimum='8', maximum='10', unit='to 1')
    >>> read_target("at or within 5% of plan")
    Target(direction='range', minimum='-5', maximum='5', unit='% of plan')
    >>> read_target("7 days (until further data is provided)")
    Target(direction=None, minimum='', maximum='', unit='days')
    >>> read_target("TBD")
    Target(direction=None, minimum='', maximum='', unit='')
    """
    text = _NUMBER_WORD.sub(
        lambda found: str(_NUMBERS.index(found.group().lower())), " ".join(words.split())[:_LONGEST]
    )
    amounts = _amounts(text)
    for number, amount in enumerate(amounts):
        following = amounts[number + 1] if number + 1 < len(amounts) else None
        found = _compared(text, amount, following)
        if found is not None:
            return found
    return Target(unit=amounts[0].unit) if amounts else Target()


def _amounts(text: str) -> list[_Amount]:
    """The numbers of a text with their units; those that are part of a unit or ratio are none."""
    found: list[_Amount] = []
    for match in _AMOUNT.finditer(text):
        if not found or match.start() >= found[-1].end:
            found.append(_amount(text, match))
    return found


def _amount(text: str, match: re.Match[str]) -> _Amount:
    number = match["number"].replace(",", "")
    value = _scaled(number, match["scale"] or match["scale_word"])
    if match["sign"] and match["sign"].strip() != "+":
        value = f"-{value}"
    end = match.end()
    for pattern, spoken in ((_RATIO, "to {to}"), (_OUT_OF, "out of {whole}")):
        special = pattern.match(text, end)
        if special:
            return _Amount(
                value, spoken.format(**special.groupdict()), match.start(), special.end(), is_percent=False
            )
    percent = _PERCENT.match(text, end)
    if percent:
        share, period = (each.match(text, percent.end()) for each in (_SHARE_OF, _EACH_PERIOD))
        of = _cut(share.group()) if share else period.group().strip() if period else ""
        return _Amount(value, f"% {of}".strip(), match.start(), percent.end(), is_percent=True)
    currency = _CURRENCIES.get(match["currency"] or "", "")
    rest = text[end:]
    unit = _cut(re.sub(r"^\s?/\s?", " per ", rest.removeprefix("+")))
    if currency:
        unit = f"{currency} {unit.lower()}".strip() if unit.startswith("per ") else currency
    return _Amount(value, unit, match.start(), end, is_percent=False)


def _scaled(number: str, scale: str | None) -> str:
    """A number as written times a power of ten, without needless zeros or a bare point.

    >>> _scaled("1.5", "K"), _scaled(".58", None), _scaled("0.70", None)
    ('1500', '0.58', '0.70')
    """
    whole, _, fraction = number.partition(".")
    places = _SCALE[scale.lower()] if scale else 0
    moved = fraction[:places].ljust(places, "0")
    rest = fraction[places:]
    digits = f"{whole}{moved}".lstrip("0") or "0"
    return f"{digits}.{rest}" if rest else digits


def _cut(words: str) -> str:
    """The words of a unit: up to the first that cannot be part of one."""
    words = words[:_REACH].strip()
    stop = _UNIT_END.search(words)
    unit = words[: stop.start()] if stop else words
    return " ".join(unit.split()[:_UNIT_WORDS]).strip(" .")


def _compared(text: str, amount: _Amount, following: _Amount | None) -> Target | None:
    """What the words around a number say of it; None if they compare nothing."""
    before = text[max(0, amount.start - _REACH) : amount.start]
    if following is not None and _TO.fullmatch(text[amount.end : following.start].removeprefix(amount.unit)):
        return _spanned(before, amount, following)
    if _PLUS_MINUS_BEFORE.search(before) or (_WITHIN_BEFORE.search(before) and amount.is_percent):
        size = amount.value.removeprefix("-")
        return Target("range", f"-{size}", size, amount.unit)
    if _UP_BEFORE.search(before):
        return Target("higher", amount.value, "", amount.unit)
    if _DOWN_BEFORE.search(before):
        return Target("lower", unit=amount.unit)
    return _bounded(text, before, amount, following)


def _spanned(before: str, amount: _Amount, following: _Amount) -> Target:
    """Two numbers, from one to the other: a range, or what is to rise or fall."""
    unit = following.unit or amount.unit
    if _RISES.search(before):
        return Target("higher", following.value, "", unit)
    if _FALLS.search(before):
        return Target("lower", "", following.value, unit)
    low, high = sorted((amount.value, following.value), key=float)
    return Target("range", low, high, unit)


def _bounded(text: str, before: str, amount: _Amount, following: _Amount | None) -> Target | None:
    """A number that is the least or the greatest value wanted."""
    if _MOST_BEFORE.search(before) or _MOST_BEHIND.match(text, amount.end) or _WITHIN_BEFORE.search(before):
        other = _other_side(text, amount, following, _LEAST_BEFORE)
        return Target("range" if other else "lower", other, amount.value, amount.unit)
    if _LEAST_BEFORE.search(before) or _LEAST_BEHIND.match(text, amount.end):
        other = _other_side(text, amount, following, _MOST_BEFORE)
        return Target("range" if other else "higher", amount.value, other, amount.unit)
    return None


def _other_side(text: str, amount: _Amount, following: _Amount | None, comparison: re.Pattern[str]) -> str:
    """The bound that a second comparison, joined by "and", sets on the other side; "" if there is none."""
    if following is None or amount.is_percent != following.is_percent:
        return ""
    between = text[amount.end : following.start]
    joined = _LINKS.search(between)
    return following.value if joined and comparison.search(between) else ""
