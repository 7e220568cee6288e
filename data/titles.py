"""What a role title looks like: the nouns of positions, the words of levels.

These are words of the English language of work, not of any employer; a heading is never taken for a role
by its words alone.
"""

from __future__ import annotations

import re

#: Words that say how senior a position is.
_LEVELS = frozenset([
    "intern", "trainee", "apprentice", "junior", "jr", "associate", "entry", "intermediate", "mid",
    "senior", "sr", "snr", "staff", "lead", "principal", "distinguished", "fellow", "supervisor",
    "manager", "mgr", "director", "dir", "vp", "vice", "president", "avp", "svp", "evp", "head", "chief",
    "ceo", "cto", "cfo", "coo", "cro", "cmo", "cpo", "cio", "ciso",
])  # fmt: skip

#: Words that a heading which is only a level may hold beside level words.
_LEVEL_FILLERS = frozenset([
    "level", "levels", "ic", "i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5", "of", "people", "executive"
])  # fmt: skip

#: Nouns that name a position.
_POSITION_NOUNS = frozenset([
    "accountant", "actuary", "adjuster", "administrator", "adviser", "advisor", "advocate", "agent",
    "ambassador", "analyst", "appraiser", "apprentice", "architect", "artist", "assistant", "associate",
    "attorney", "auditor", "author", "bookkeeper", "broker", "buyer", "caretaker", "cashier", "ceo",
    "cfo", "chief", "cio", "clerk", "cmo", "coach", "consultant", "controller", "coo", "coordinator",
    "copywriter", "counsel", "counselor", "cpo", "cro", "cto", "curator", "designer", "developer",
    "director", "dispatcher", "driver", "editor", "engineer", "evangelist", "evp", "executive", "expert",
    "facilitator", "fellow", "generalist", "head", "illustrator", "inspector", "instructor", "intern",
    "investigator", "journalist", "lawyer", "lead", "leader", "lecturer", "liaison", "librarian",
    "manager", "marketeer", "marketer", "mentor", "moderator", "nurse", "officer", "operator",
    "organizer", "owner", "paralegal", "partner", "photographer", "planner", "porter", "practitioner",
    "president", "producer", "professor", "programmer", "receptionist", "recruiter", "rep",
    "representative", "researcher", "reviewer", "scheduler", "scientist", "secretary", "seller",
    "sourcer", "specialist", "sre", "statistician", "steward", "strategist", "superintendent",
    "supervisor", "svp", "teacher", "technician", "technologist", "tester", "trainee", "trainer",
    "translator", "treasurer", "tutor", "underwriter", "usher", "videographer", "vp", "writer",
])  # fmt: skip

_WORD = re.compile(r"[A-Za-z0-9&+#]+(?:['’][a-z]+)?")
#: Small words that make no difference between two titles.
_SMALL = frozenset({"of", "the", "and", "a", "an", "for", "to", "in", "&", "at"})
#: Abbreviations, and what they stand for.
_SHORT = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "mgr": "manager",
    "dir": "director",
    "vp": "vice-president",
    "svp": "senior-vice-president",
    "evp": "executive-vice-president",
    "avp": "area-vice-president",
    "eng": "engineer",
}
_VICE_PRESIDENT = re.compile(r"\bvice[ -]president\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"^(?:what|how|why|who|when|where|you|your|we|our|about|a day|as an?|it['’]?s|life|in this|on this)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:you|you['’]ll|you['’]re|we|we['’]re|our|they|might|should|could|can)\b", re.IGNORECASE
)


def words(text: str) -> list[str]:
    """The words of a title in lower case, without punctuation.

    >>> words("Sr. Manager, R&D (EMEA)")
    ['sr', 'manager', 'r&d', 'emea']
    """
    return [word.lower() for word in _WORD.findall(text)]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_level_only(heading: str) -> bool:
    """Whether a heading holds a level and nothing that says of what ("Senior", "Senior Manager").

    >>> is_level_only("Senior Manager"), is_level_only("Senior Engineer")
    (True, False)
    """
    found = words(heading)
    return (
        bool(found)
        and any(word in _LEVELS for word in found)
        and all(word in _LEVELS or word in _LEVEL_FILLERS for word in found)
    )


def names_position(text: str) -> bool:
    """Whether the text has a word that names a position, or a level.

    >>> names_position("Legal Counsel"), names_position("Projects you might work on")
    (True, False)
    """
    return any(
        word in _POSITION_NOUNS or _singular(word) in _POSITION_NOUNS or word in _LEVELS
        for word in words(text)
    )


def is_sentence_like(heading: str) -> bool:
    """Whether a heading speaks to the reader ("What you'll do", "How you'll grow") instead of naming a thing.

    >>> is_sentence_like("How you'll grow in the role:"), is_sentence_like("Director, Tax")
    (True, False)
    """
    return bool(_QUESTION.match(heading) or _CLAUSE.search(heading) or heading.rstrip().endswith("?"))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, number, abbreviations and small words.

    The order counts: by the format's own rule "Manager, Tax" manages people and "Tax Manager" a subject.

    >>> same_title("Sr. Director of Tax", "Senior Director, Tax"), same_title("Manager, Tax", "Tax Manager")
    (True, False)
    """
    return bool(title_words(one)) and title_words(one) == title_words(other)


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title in order, with abbreviations spelt out, in the singular, small words dropped.

    >>> title_words("Sr. Managers of Tax")
    ('senior', 'manager', 'tax')
    """
    text = _VICE_PRESIDENT.sub("vp", title)
    return tuple(_singular(_SHORT.get(word, word)) for word in words(text) if word not in _SMALL)


def title_key(title: str) -> tuple[str, ...]:
    """The words of `title_words` in alphabetical order, for titles that may be turned around.

    >>> title_key("Sr. Director of Pricing") == title_key("Pricing Senior Director")
    True
    """
    return tuple(sorted(title_words(title)))
