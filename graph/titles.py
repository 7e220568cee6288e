"""Titles compared as people mean them: abbreviations, word order, plural, "(Intermediate)" do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Written-out forms of the abbreviations that job titles carry.
ABBREVIATIONS: dict[str, str] = {
    "asst": "assistant",
    "assoc": "associate",
    "avp": "area vice president",
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "ciso": "chief information security officer",
    "clo": "chief legal officer",
    "cmo": "chief marketing officer",
    "coo": "chief operating officer",
    "cro": "chief revenue officer",
    "cto": "chief technology officer",
    "dir": "director",
    "eng": "engineering",
    "engr": "engineer",
    "evp": "executive vice president",
    "exec": "executive",
    "intl": "international",
    "jr": "junior",
    "mgmt": "management",
    "mgr": "manager",
    "mngr": "manager",
    "ops": "operations",
    "snr": "senior",
    "sr": "senior",
    "svp": "senior vice president",
    "tech": "technical",
    "vp": "vice president",
}
_JOINED = {"back end": "backend", "front end": "frontend", "full stack": "fullstack"}
#: Words that carry no meaning for the identity of a title.
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "the", "to"})
#: What a title is called rather than what it is.
_CALLED = re.compile(
    r"[\s,:–—-]*\b(?:roles?\s*(?:&|and)\s*responsibilities|job\s+famil(?:y|ies)|famil(?:y|ies)|roles?|positions?)"
    r"\b[\s.,:]*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_WORD = re.compile(r"[^\W_][\w+#]*")
#: Initials with "&" between them: "FP&A", "R&D".
_INITIALS_AND = re.compile(r"\b([^\W\d_]{1,2})&([^\W\d_]{1,2})\b")
#: Whom a role serves, behind what it is: "... to the CEO".
_SERVES = re.compile(r"\s+to\s+(?:the|our)\s+.*$", re.IGNORECASE)
#: "Channel and Alliances Marketing": two fields that share what follows.
_TWO_FIELDS = re.compile(r"^(\w+)\s+(?:and|&)\s+(\w+)\s+(\w.*)$")
_TEAM = re.compile(r"\s+teams?\s*$", re.IGNORECASE)
#: Letters by which words are of one stem: "Sourcing", "Sourcer".
_STEM = 5
#: Names of fields that titles use for who works in them, and the other way round; for the loose comparison
#: only.
ROOTS = {"engineering": "engineer", "management": "manager", "recruiting": "recruiter"}


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _fold(text: str) -> str:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")
    return text.casefold()


def _raw_words(text: str) -> list[str]:
    together = _INITIALS_AND.sub(r"\1\2", _fold(text))
    folded = re.sub(r"'s\b", "", together.replace("&", " and "))
    spelled = " ".join(_WORD.findall(folded))
    for apart, joined in _JOINED.items():
        spelled = re.sub(rf"\b{apart}\b", joined, spelled)
    return spelled.split()


def _initials(spelled: list[str]) -> str:
    return "".join(word[0] for word in spelled if word not in _SMALL_WORDS)


def _without_brackets(title: str) -> str:
    """Drop "(Intermediate)" and a bracket that only abbreviates what stands before it; keep other words."""

    def replace(match: re.Match[str]) -> str:
        inside = _raw_words(match.group(1))
        if inside == ["intermediate"]:
            return " "
        if len(inside) == 1 and _initials(_raw_words(title[: match.start()])).endswith(inside[0]):
            return " "
        return f" {match.group(1)} "

    return _BRACKETS.sub(replace, title)


@lru_cache(maxsize=16384)
def words(title: str) -> tuple[str, ...]:
    """The words that make a title, in order: spelled out, singular, without small words and "Intermediate".

    >>> words("Sr. Dir. of Security Operations")
    ('senior', 'director', 'security', 'operation')
    >>> words("VP of Professional Services (PS)")
    ('vice', 'president', 'professional', 'service')
    >>> words("IT Systems Engineer (Intermediate) Job Family")
    ('it', 'system', 'engineer')
    """
    text = _without_brackets(title)
    while (shorter := _CALLED.sub("", text)) != text and shorter.strip():
        text = shorter
    spelled = " ".join(ABBREVIATIONS.get(word, word) for word in _raw_words(text)).split()
    kept = [_singular(word) for word in spelled if word not in _SMALL_WORDS]
    named = [word for word in kept if word != "intermediate"]
    return tuple(named or kept)


def key(title: str) -> str:
    """What two spellings of one title share, word order kept.

    >>> key("Director of Security Operations") == key("Director, Security Operations")
    True
    >>> key("Manager, Community Programs") == key("Community Programs Manager")
    False
    """
    return " ".join(words(title))


def identity(name: str) -> str:
    """The key of a name, or the name itself where it has no words.

    >>> identity("VP of Sales"), identity("???")
    ('vice president sale', '???')
    """
    return key(name) or name.casefold()


def bag(title: str) -> str:
    """What two titles of the same words share, in any order.

    >>> bag("Security Manager, Compliance") == bag("Manager, Security Compliance")
    True
    """
    return " ".join(sorted(words(title)))


def loose(title: str) -> str:
    """Like `bag`, with "Engineering" as "Engineer" and "Management" as "Manager".

    >>> loose("Backend Engineering Manager") == loose("Manager, Backend Engineer")
    True
    """
    return " ".join(sorted(ROOTS.get(word, word) for word in words(title)))


def initials(title: str) -> str:
    """The first letters of a title's words, small words left out.

    >>> initials("Director of Legal Affairs")
    'dla'
    """
    return _initials(_raw_words(title))


def without_served(title: str) -> str:
    """A title without whom the role serves, which says nothing of its own level.

    >>> without_served("Staff Assistant to the CEO")
    'Staff Assistant'
    """
    return _SERVES.sub("", title)


def each_field(title: str) -> tuple[str, ...]:
    """The two titles in one whose first words share the rest; none where it is one title.

    >>> each_field("Channel and Alliances Marketing team"), each_field("Strategy and Operations")
    (('Channel Marketing', 'Alliances Marketing'), ())
    """
    found = _TWO_FIELDS.match(_TEAM.sub("", title.strip()))
    return (f"{found[1]} {found[3]}", f"{found[2]} {found[3]}") if found else ()


def stems(named: Iterable[str]) -> frozenset[str]:
    """The beginnings of words, which those of one field share.

    >>> stems(["sourcing", "leader"]) == stems(["sourcer", "leadership"])
    True
    """
    return frozenset(word[:_STEM] for word in named)


def same_with_initials(one: str, other: str) -> bool:
    """Whether one title has initials where the other has the words ("Director of PS", "VP of R&D").

    >>> same_with_initials("Sr Director of PS", "Senior Director, Professional Services")
    True
    >>> same_with_initials("VP, FP&A", "VP, Financial Planning and Analysis")
    True
    """
    left, right = words(one), words(other)
    extra = [word for word in left if word not in right]
    missing = [word for word in right if word not in left]
    return len(extra) == 1 and len(missing) > 1 and extra[0] == _initials(missing)


def same_but_for_typos(one: str, other: str) -> bool:
    """Whether two strings of words differ only in misspelt words, not in a word replaced by another.

    Words of five letters and more may differ by two edits, shorter ones (not below four) by one.

    >>> same_but_for_typos("administrator director stock", "adminstrator director stock")
    True
    >>> same_but_for_typos("manager sale senior", "manager sale staff")
    False
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only the few comparisons that come this far need it

    left, right = one.split(), other.split()
    if len(left) != len(right):
        return False
    remaining = list(right)
    for word in left:
        if word in remaining:
            remaining.remove(word)
    unmatched = list(left)
    for word in right:
        if word in unmatched:
            unmatched.remove(word)
    for word in unmatched:
        allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        near = [
            w for w in remaining if abs(len(w) - len(word)) <= allowed and OSA.distance(word, w) <= allowed
        ]
        if not near:
            return False
        remaining.remove(near[0])
    return True
