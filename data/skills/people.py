"""Whether words name people and teams, not what somebody can: "with the Sales team"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .spelling import word_set
from .words import BREAK

if TYPE_CHECKING:
    from .words import Words

#: Parts of an organisation that are called after what they do, and people, who must be several.
_UNITS = word_set("""
    team department organization org group division staff function leadership personnel
""")
_PEOPLE = word_set("""
    leader executive counterpart stakeholder colleague manager engineer representative director
    professional member lead rep
""")
#: What one does with people and teams without having their skill.
_TOWARDS = word_set("""
    with across between to from by among alongside for support enable advise partner interact
    collaborate other
""")
#: Who leads a team of a trade, or has been in one, is taken to know the trade; so is who has
#: experience with it.
_OF_ONES_OWN = word_set("""
    manage lead build scale hire supervise run grow coach mentor recruit experience experienced in
    familiarity familiar
""")
_NEAR_ENOUGH = 4


def _people_at(found: Words, i: int) -> bool:
    word = found.light[i]
    return word in _UNITS or (word in _PEOPLE and found.text[found.ends[i] - 1] in "sS")


def names_people(found: Words, first: int, stop: int) -> bool:
    """Whether words name the people somebody works with, not what somebody can: "with the Sales team".

    Args:
        found: the words of a sentence.
        first: the first of the words in question.
        stop: the index behind the last of them.
    """
    keys = found.keys
    last = stop
    if last + 1 < len(keys) and keys[last] in ("and", "or", BREAK):  # "finance and marketing leaders"
        last += 2
    people = any(
        _people_at(found, i) for i in {stop, last, last + 1 if last > stop else last} if i < len(keys)
    )
    title = stop - first > 1 and found.light[stop - 1] in _PEOPLE and _people_at(found, stop - 1)
    if not (people or title):
        return False
    for i in range(first - 1, max(-1, first - 1 - _NEAR_ENOUGH), -1):
        if keys[i] in _OF_ONES_OWN:
            return False
        if keys[i] in _TOWARDS:
            return i == 0 or keys[i - 1] not in _OF_ONES_OWN
    return False
