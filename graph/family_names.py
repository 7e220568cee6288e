"""Whether a name on a page means a job family rather than a role: by its words and the sentence around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .levels import IC, LEVEL_WORDS, MANAGER, field_words, head_first, level_words
from .titles import ROOTS, key, loose, same_but_for_typos, stems, words

if TYPE_CHECKING:
    from careergraph.data.records import Page

    from .levels import Track

_JOB_FAMILY = re.compile(r"\bjob famil(?:y|ies)\b", re.IGNORECASE)
_THIS_FAMILY = re.compile(r"\b(?:this|the)\s+job\s+family\b", re.IGNORECASE)
_THIS_PAGE = re.compile(
    r"^(?:(?:this|the|our)\s+)?(?:title\s+)?(?:job\s+family|role|position|team)s?$", re.IGNORECASE
)
#: "a management role in the X job family": who of the family is meant
_ROLE_IN = r"\s+(?:role|position|track)s?\s+(?:in|within|of|on)\s+(?:(?:the|our|an?)\s+)?$"
_TRACK_WANTED: dict[Track, re.Pattern[str]] = {
    MANAGER: re.compile(
        rf"\b(?:management|manager|leadership|(?:people\s+)?leader){_ROLE_IN}", re.IGNORECASE
    ),
    IC: re.compile(rf"\bindividual\s+contributor{_ROLE_IN}", re.IGNORECASE),
}


def speaks_of_family(name: str, sentence: str) -> bool:
    """Whether the sentence calls the name a job family, and the name itself is not that of one level.

    "The next step for the Data Engineer job family" is about the family, even where one of its roles is
    called "Data Engineer"; "the Director of Data job family" is about the director.
    """
    named = words(name)
    called = (words(sentence[: found.start()]) for found in _JOB_FAMILY.finditer(sentence))
    if not named or not any(
        same_but_for_typos(" ".join(named), " ".join(before[-len(named) :])) for before in called
    ):
        return False
    ranked = LEVEL_WORDS - {"manager"}
    return not (ranked.intersection(named) or ("manager" in named and head_first(name)))


def means_own_family(name: str, page: Page, sentence: str, *, moves: bool) -> bool:
    """Whether a name means the family of the page it stands on without being its title.

    "This role" does, and the field of the family's title ("Channel Programs" of "Channel Program Manager").
    So does the family's title where somebody ``moves`` of whom the sentence only says "this job family": a
    role of the same title is not meant.
    """
    if not page.is_job_family:
        return False
    same = key(name) == key(page.family)
    return bool(
        _THIS_PAGE.match(name.strip())
        or (words(name) == field_words(page.family) and not same)
        or (moves and same and _THIS_FAMILY.search(sentence))
    )


def resembles_own_family(name: str, page: Page, *, called: bool) -> bool:
    """Whether a name says more or less of the field of its page's family, and nothing else.

    One word in common is enough only where the name is ``called`` a job family.
    """
    said, field = stems(field_words(name)), stems(field_words(page.family))
    alike = (said <= field or field <= said) and level_words(name) == level_words(page.family)
    return page.is_job_family and alike and len(said & field) > (0 if called else 1)


def names_family(name: str, page: Page) -> bool:
    """Whether a name is the title of a page's family, in whatever word order or form."""
    return loose(name) == loose(page.family)


def names_field(name: str) -> bool:
    """Whether a name is that of a field of work, not of somebody in it.

    >>> names_field("Product Management"), names_field("Product Manager")
    (True, False)
    """
    named = words(name)
    return bool(named) and named[-1] in ROOTS


def track_wanted(name: str, sentence: str) -> Track | None:
    """The track on which a family is to be entered, where the sentence says so before the family's name.

    >>> track_wanted("Tax", "The next step is a leadership role in the Tax job family.")
    'manager'
    >>> track_wanted("Tax", "The next step is the Tax job family, or a leadership role.") is None
    True
    """
    if not name:
        return None
    before = [sentence[: found.start()] for found in re.finditer(re.escape(name), sentence)]
    return next((on for on, wanted in _TRACK_WANTED.items() if any(map(wanted.search, before))), None)
