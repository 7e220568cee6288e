"""What a requirement asks that is no skill: years of experience, degrees, levels of a language.

The terms of `schema.org <https://schema.org>`_ that say the same: ``monthsOfExperience`` of
``OccupationalExperienceRequirements`` for :class:`Experience`; ``educationalLevel`` of
``EducationalOccupationalCredential`` for :class:`.degrees.Degree`; ``knowsLanguage`` for
:class:`LanguageLevel`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .cues import liked_spans, sentences
from .degrees import Degree, degrees

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Experience:
    """A length of experience: ``months`` at least, ``months_at_most`` where a range is given, else None.

    ``start`` and ``end`` are character offsets of ``text`` in the requirement, here and below;
    ``preferred`` says that the sentence calls it a plus.
    """

    start: int
    end: int
    text: str
    months: int
    months_at_most: int | None = None
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """A natural language by its English name, and how well it is to be known, as written; may be empty."""

    start: int
    end: int
    text: str
    language: str
    level: str = ""
    preferred: bool = False


Fact = Experience | Degree | LanguageLevel

# -- years -------------------------------------------------------------------------------------------------

_WORDS = "zero one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty"
_VALUES = dict(zip(_WORDS.split(), [*range(13), 15, 18, 20], strict=True))
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{_WORDS.replace(' ', '|')})"
_IN_DIGITS = r"(?:\s*\([\d\s–-]+\))?"
_YEARS = re.compile(
    rf"\b(?P<low>{_NUMBER}){_IN_DIGITS}(?:\s*(?:-|–|—|to|or)\s*(?P<high>{_NUMBER}){_IN_DIGITS})?"
    r"\s*(?P<plus>\+|plus|\(?or more\)?)?[\s-]*(?P<unit>years?|yrs?\.?|months?)\b(?:['’])?"
    r"(?!\s*(?:-?\s?old|ago|from|later|in a row))",
    re.IGNORECASE,
)
#: Lengths of time that are about something else.
_OTHER_TIME = re.compile(
    r"\b(?:next|last|past|every|each|per|within|over the|after|first|in)\s+(?:the\s+)?$", re.IGNORECASE
)
_AT_LEAST = re.compile(r"\b(?:at least|minimum(?: of)?|min\.?)\s+$", re.IGNORECASE)
_DOING = re.compile(r"(?:background|track record|in|as|with|of|\w+ing)\b", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:\+|\s+or more)?(?:\s+of)?(?:\s+(?!experience)[\w/&-]+){0,3}?\s+experience\b", re.IGNORECASE
)
_WINDOW = 60


def _value(text: str) -> float:
    word = text.casefold()
    return _VALUES[word] if word in _VALUES else float(word)


def experiences(text: str) -> Iterator[Experience]:
    """The lengths of experience that a text asks for.

    >>> [(e.text, e.months, e.months_at_most) for e in experiences("2-4 years of relevant equity experience")]
    [('2-4 years of relevant equity experience', 24, 48)]
    >>> list(experiences("We doubled in size in the last two years."))
    []
    """
    for match in _YEARS.finditer(text):
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        after = text[match.end() : match.end() + _WINDOW]
        asked = (
            _AT_LEAST.search(before)
            or _DOING.match(after.lstrip(" ,-"))
            or "experience" in (before + after).casefold()
        )
        if _OTHER_TIME.search(before) or not asked:
            continue
        trailing = _TRAILING.match(text, match.end())
        end = trailing.end() if trailing else match.end()
        unit = 1 if match["unit"].casefold().startswith("month") else 12
        low = round(_value(match["low"]) * unit)
        high = round(_value(match["high"]) * unit) if match["high"] and not match["plus"] else None
        yield Experience(
            match.start(), end, text[match.start() : end], low, high if high and high > low else None
        )


# -- languages ---------------------------------------------------------------------------------------------

_LANGUAGES = """
    Arabic Bengali Bulgarian Cantonese Chinese Croatian Czech Danish Dutch English Estonian Finnish French
    German Greek Hebrew Hindi Hungarian Indonesian Italian Japanese Korean Latvian Lithuanian Malay Mandarin
    Norwegian Persian Polish Portuguese Romanian Russian Serbian Slovak Slovenian Spanish Swedish Tagalog Thai
    Turkish Ukrainian Urdu Vietnamese"""
_LANGUAGE = re.compile(rf"(?<!plain )\b(?:{'|'.join(_LANGUAGES.split())})\b")
_HOW_WELL = re.compile(
    r"\b(?:(?:near[- ])?native(?:[- ]level)?|bilingual|fluen(?:t|tly|cy)|business[- ]level|proficien(?:t|cy)"
    r"|professional(?:ly)?(?= \w*\s?(?:proficien|level|working))|excellent|strong|good|conversational|basic"
    r"|working (?:knowledge|proficiency)|[ABC][12])\b",
    re.IGNORECASE,
)
#: What says that the language is meant and not a market, a law or a customer.
_SPEAKING = re.compile(
    r"\b(?:languages?|spoken|speak\w*|written|write|verbal|oral|communicat\w*|fluen\w+|native|bilingual|proficien\w+"
    r"|conversational|[ABC][12])\b",
    re.IGNORECASE,
)


def languages(text: str) -> Iterator[LanguageLevel]:
    """The natural languages that a text asks for, with how well.

    >>> [(each.language, each.level) for each in languages("Fluent in English; ties to the German market")]
    [('English', 'Fluent')]
    """
    for offset, until in sentences(text):
        sentence = text[offset:until]
        for match in _LANGUAGE.finditer(sentence):
            start, end = match.span()
            first, last = max(0, start - _WINDOW), end + _WINDOW
            if _SPEAKING.search(sentence, first, last):
                before = list(_HOW_WELL.finditer(sentence, first, start))
                level = before[-1] if before else _HOW_WELL.search(sentence, end, last)
                name = match.group()
                yield LanguageLevel(offset + start, offset + end, name, name, level.group() if level else "")


# -- all ---------------------------------------------------------------------------------------------------


def facts(text: str) -> tuple[Fact, ...]:
    """All facts of a requirement that are no skills, in order.

    Args:
        text: the item as plain text.

    Returns:
        Lengths of experience, degrees and languages, by their place; a degree's field is no language.

    >>> [type(fact).__name__ for fact in facts("5+ years of experience; fluent German; a law degree a plus")]
    ['Experience', 'LanguageLevel', 'Degree']
    """
    taught = list(degrees(text))
    spoken = [each for each in languages(text) if not any(d.start <= each.start < d.end for d in taught)]
    found: list[Fact] = [*experiences(text), *taught, *spoken]
    if not found:
        return ()
    liked = [
        (a + offset, b + offset)
        for offset, until in sentences(text)
        for a, b in liked_spans(text[offset:until])
    ]
    found.sort(key=lambda fact: (fact.start, fact.end))
    return tuple(replace(fact, preferred=any(a <= fact.start < b for a, b in liked)) for fact in found)
