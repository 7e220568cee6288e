"""What the words of a title say about its level: seniority, and whether it leads people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from careergraph.data.titles import names_position

from .titles import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careergraph.data.records import Page, Role

Track = Literal["individual contributor", "manager"]
#: What tells the track: the words of the title, somebody who reports to the role, or what it is said to do.
TrackRule = Literal["track-by-title", "track-by-reports", "track-by-duties"]
IC: Track = "individual contributor"
MANAGER: Track = "manager"

#: Steps of an individual contributor's ladder; a title without such a word is at the intermediate step.
_IC_STEPS = {
    "intern": 0.0,
    "apprentice": 0.0,
    "trainee": 0.0,
    "graduate": 1.0,
    "junior": 1.0,
    "associate": 1.0,
    "senior": 3.0,
    "lead": 3.5,
    "staff": 4.0,
    "principal": 5.0,
    "distinguished": 6.0,
    "fellow": 7.0,
}
_INTERMEDIATE = 2.0
#: Steps of a manager's ladder; "Senior" adds half a step, "Associate" takes half of one.
_MANAGER_STEPS = {
    "manager": 4.0,
    "head": 6.0,
    "director": 6.0,
    "president": 8.0,
    "chief": 10.0,
}
_QUALIFIERS = {"associate": -0.5, "area": -0.25, "senior": 0.5, "executive": 0.75}
#: Words that say at what level a title stands rather than what its field is.
LEVEL_WORDS = frozenset({*_IC_STEPS, *_MANAGER_STEPS, "vice", "executive", "area", "intermediate", "officer"})
#: Words that leave no doubt that a title leads people.
_LEADING = frozenset({"director", "president", "chief", "head"})
#: Words of titles that some people who lead others have, and some who do not.
_ON_EVIDENCE = frozenset({"manager", "lead", "officer"})
_MANAGES = re.compile(
    r"\bdirect reports?\b|\bmanagers? of people\b|\bpeople (?:manager|management|leader)\b"
    r"|\bmanag(?:e|es|ing) (?:an?|the|your|their|our)\s+(?:[\w-]+\s+){0,4}teams?\b(?!['’])"
    r"|\b(?:lead|leads|leading|manage|manages|managing|build|building) (?:an? )?teams? of\b",
    re.IGNORECASE,
)
#: "manages 2-4 Product Managers"; what is counted is named by up to three words.
_COUNTED = re.compile(
    r"\b(?:manag(?:es?|ing)|lead(?:s|ing)?) (?:up to )?\d+(?:\s*(?:-|–|to)\s*\d+)?"
    r"((?:\s(?!(?:and|at|by|for|in|of|on|or|to|with)\b)[\w-]+){1,3})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:people|persons|individuals|team members)\b", re.IGNORECASE)


def head_first(title: str) -> bool:
    """Whether a title names its rank before its field: "Manager, X", "Senior Manager of X", not "X Manager".

    >>> head_first("Senior Manager, Events"), head_first("Events Manager"), head_first("Manager")
    (True, False, True)
    """
    for word in words(title):
        if word in _MANAGER_STEPS:
            return True
        if word not in LEVEL_WORDS:
            return False
    return False


def leads_by_title(title: str) -> bool:
    """Whether the words of a title leave no doubt that it leads people.

    >>> leads_by_title("Head of Events"), leads_by_title("Manager, Events"), leads_by_title("Events Manager")
    (True, True, False)
    """
    named = words(title)
    return bool(_LEADING.intersection(named)) or ("manager" in named and head_first(title))


def track(role: Role, page: Page, *, has_reports: bool = False) -> tuple[Track, TrackRule]:
    """The track of a role, and what tells so.

    Director, Vice President, Chief and Head lead people, and so does "Manager, X". "X Manager" manages a
    function unless somebody reports to the role (``has_reports``) or the text about it (that of the page, if
    it has no other role) speaks of direct reports or of managing a team. "Lead" and "Officer" follow the same
    evidence; without it, they and every other title are individual contributors.
    """
    title_words = words(role.title)
    if leads_by_title(role.title):
        return MANAGER, "track-by-title"
    if _ON_EVIDENCE.intersection(title_words):
        if has_reports:
            return MANAGER, "track-by-reports"
        if any(_speaks_of_leading(text) for text in _duties(role, page)):
            return MANAGER, "track-by-duties"
        return IC, "track-by-duties"
    return IC, "track-by-title"


def _speaks_of_leading(text: str) -> bool:
    counted = [found[1] for found in _COUNTED.finditer(text)]
    return bool(_MANAGES.search(text)) or any(
        _PEOPLE.search(whom) or names_position(whom) for whom in counted
    )


def _duties(role: Role, page: Page) -> Iterator[str]:
    for described in (role, page) if len(page.roles) == 1 else (role,):
        yield described.description
        for item in (*described.responsibilities, *described.requirements):
            yield item.text


def seniority(title: str, on: Track) -> float:
    """How far up its track a title stands by its words alone; comparable within one track.

    >>> seniority("Staff Engineer", IC) > seniority("Senior Engineer", IC) > seniority("Engineer", IC)
    True
    >>> seniority("Senior Director of X", MANAGER) > seniority("Director, X", MANAGER)
    True
    """
    title_words = words(title)
    if on == MANAGER:
        steps = [_MANAGER_STEPS[word] for word in title_words if word in _MANAGER_STEPS]
        extra = sum(_QUALIFIERS.get(word, 0.0) for word in title_words)
        return max(steps, default=_MANAGER_STEPS["manager"]) + extra
    steps = [_IC_STEPS[word] for word in title_words if word in _IC_STEPS]
    if "senior" in title_words and len(steps) > 1:
        return max(steps) + 0.5
    return max(steps, default=_INTERMEDIATE)


def level_words(title: str) -> frozenset[str]:
    """The words of a title that tell its level.

    >>> sorted(level_words("Senior Manager, Field Events"))
    ['manager', 'senior']
    """
    return frozenset(words(title)) & LEVEL_WORDS


def field_words(title: str) -> tuple[str, ...]:
    """The words of a title that tell its field, in order.

    >>> field_words("Senior Manager, Field Events")
    ('field', 'event')
    """
    return tuple(word for word in words(title) if word not in LEVEL_WORDS)


def is_bare_level(title: str) -> bool:
    """Whether a title is nothing but a level, of which each family may have its own.

    A chief is the only one, whose title says enough.

    >>> is_bare_level("Senior Manager"), is_bare_level("Chief of Staff"), is_bare_level("CEO")
    (True, False, False)
    """
    return not field_words(title) and "chief" not in words(title)
