"""Which part of the job-family format a heading opens.

The format's two templates name the parts; people vary them ("Senior Analyst Requirements", "Nice-to-have's",
"Responsbilities", "Performance Indicators (PI)", "Interview Process"). A heading is read as: the part, and
the words beside it, which may name whose part it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from operator import itemgetter

from rapidfuzz.distance import DamerauLevenshtein


class Part(Enum):
    """A part of a job-family page; ASIDE is what stands on such pages and says nothing of the roles."""

    GRADE = auto()
    RESPONSIBILITIES = auto()
    REQUIREMENTS = auto()
    NICE_TO_HAVES = auto()
    INDICATORS = auto()
    LADDER = auto()
    HIRING = auto()
    LEVELS = auto()
    SPECIALTIES = auto()
    SEGMENTS = auto()
    REPORTING = auto()
    OVERVIEW = auto()
    ASIDE = auto()


#: The parts that hold a position's items.
ITEM_PARTS = frozenset({Part.RESPONSIBILITIES, Part.REQUIREMENTS, Part.NICE_TO_HAVES})


@dataclass(frozen=True, slots=True)
class PartHeading:
    """A heading read as a part.

    Attributes:
        part: which part it opens.
        owner: the words beside the part's own, which may name whose part it is.
        aside: the words in brackets behind it.
    """

    part: Part
    owner: str = ""
    aside: str = ""


#: "Skills", "Knowledge, Skills, and Abilities", "Education and Experience"
_SKILL_WORDS = (
    r"(?:knowledge|skills?|abilities|education|experience|competenc(?:y|ies))"
    r"(?:,? (?:and|&) (?:knowledge|skills?|abilities|education|experience|competencies)"
    r"|, (?:knowledge|skills?|abilities|education|experience))*"
)
#: The words that end a heading of a part (the owner stands before them), in the order they are tried.
_WORDS: dict[Part, str] = {
    Part.NICE_TO_HAVES: (
        r"nice[- ]?to[- ]?ha(?:ve|s)(?:['’]?s)?(?: (?:requirements?|qualifications?|skills?|experience))?"
        r"|(?:preferred|desired|desirable|bonus|optional|plus) "
        r"(?:requirements?|qualifications?|skills?|experience)"
        r"|additional (?:skills?|experience)"
        rf"|(?:preferred|desired|desirable|nice to have) {_SKILL_WORDS}"
        r"|^(?:preferred|desired|desirable|bonus|optional)"
        r"|bonus points|pluses"
    ),
    Part.RESPONSIBILITIES: (
        r"(?:responsibilities|responsibility|duties|accountabilities|tasks|expectations|key activities)"
        r"(?: (?:and|&|/) (?:requirements|expectations|duties|responsibilities|tasks|accountabilities))?"
    ),
    Part.REQUIREMENTS: (
        r"(?:requirements?|qualifications?|prerequisites|about you|competencies required|required skills"
        r"|skills (?:and|&) (?:experience|qualifications|requirements)|experience (?:and|&) skills"
        rf"|^(?:required |essential |minimum )?{_SKILL_WORDS})"
    ),
    Part.INDICATORS: (
        r"(?:key )?(?:performance (?:indicators?|metrics|measures)|kpis?|pis?)|success metrics|^metrics"
    ),
    Part.LEVELS: (
        r"(?:job |role |career |in[- ]role )?levels(?: (?:and|&) (?:job )?grades?)?|level"
        r"|(?:all |the )?roles?(?: (?:and|&) levels?)?|job titles|positions"
    ),
    Part.GRADE: r"(?:job )?grades?(?: level)?|job level|pay grade",
    Part.LADDER: (
        r"career (?:ladders?|paths?|pathways?|progression|growth|development|opportunities|levels|map)"
        r"|next (?:steps?|roles?|moves?)|progression|moving to and (?:moving )?from"
        r"|moving (?:to|from)(?: .{1,60})?"
    ),
    Part.HIRING: (
        r"(?:hiring|interview|interviewing|recruiting|recruitment|selection|application) "
        r"(?:process(?: overview| steps| outline)?|plan|steps|stages|overview|team|procedure)"
    ),
    Part.REPORTING: r"reporting (?:structure|lines?|to)|reports to",
    Part.SPECIALTIES: (
        r"special(?:i)?(?:ties|sations|zations|isms)|specialty|speciality|areas of specialization|focus areas"
    ),
    Part.SEGMENTS: r"segments?",
    Part.OVERVIEW: (
        r"(?:role |job )?(?:overview|description|summary|introduction|purpose|mission)"
        r"|about the (?:role|job|team|position)"
    ),
    Part.ASIDE: (
        r"on this page|relevant links|links|related (?:links|pages|resources)|resources|compensation"
        r"|about (?:us|the company)"
        r"|location|travel|benefits|table of contents|contents|notes?|faqs?|references|diversity statement"
    ),
}
#: Parts whose words are common in other headings: they must be (nearly) the whole heading.
_WHOLE = frozenset({Part.LEVELS, Part.SPECIALTIES, Part.SEGMENTS, Part.ASIDE, Part.REPORTING})

#: "Senior Analyst Requirements": the part stands at the end.
_END = {
    part: re.compile(rf"^(?P<owner>.*?)\s*\b(?:{words})$", re.IGNORECASE) for part, words in _WORDS.items()
}
#: "Requirements for Senior Analysts": the part stands at the beginning.
_START = {
    part: re.compile(
        rf"^(?P<lead>(?:[\w'’-]+ ){{0,2}}?)(?:{words})\s*"
        r"(?:for|of|across|at|in|to apply to|that apply)\b\s*(?P<owner>.*)$",
        re.IGNORECASE,
    )
    for part, words in _WORDS.items()
}
#: "Backend Engineer Levels", "Specialties for Backend roles": plural, so not one specialty's or level's name.
_CONTAINER_END = re.compile(r"\b(?:levels|special(?:i)?ties|speciali[sz]ations)$", re.IGNORECASE)
_CONTAINER_START = re.compile(
    r"^(?:levels|special(?:i)?ties|speciali[sz]ations)\s+(?:for|of|in|within)\b", re.IGNORECASE
)
#: Headings that speak to the reader, and what they open.
_SPOKEN: dict[Part, re.Pattern[str]] = {
    Part.RESPONSIBILITIES: re.compile(
        r"^(?:what (?:you|you['’]ll|you will|we|they)\b.*\b(?:do|expect|be doing|own|work on)\b"
        r"|in this role|as an? .* you(?:['’]ll| will))",
        re.IGNORECASE,
    ),
    Part.REQUIREMENTS: re.compile(
        r"^(?:what (?:you|we)(?:['’](?:ll|re))?\b.*\b(?:bring|need|looking for|have)\b|who you are"
        r"|you(?:['’](?:re|ve|ll))? (?:should apply|have|are)\b|you(?:['’]re)?\b.*\b(?:fit|match|if you)\b"
        r"|we(?:['’]re| are) looking for|about you)",
        re.IGNORECASE,
    ),
    Part.ASIDE: re.compile(
        r"^(?:how you['’]?ll? (?:be measured|grow)|what it['’]?s like|why )", re.IGNORECASE
    ),
}
#: Words that may stand around a part without naming an owner.
_NO_OWNER = re.compile(
    r"\b(?:base|basic|general|primary|key|main|core|common|shared|overall|additional|specific|minimum|job|role"
    r"|position|your|our|the"
    r"|typical|day[- ]to[- ]day|(?:across )?all (?:levels|roles)"
    r"|for (?:all|this|the) (?:levels?|roles?|job family|position))\b",
    re.IGNORECASE,
)
#: Words of parts. Long ones are known although misspelt; the short ones keep a word near them as it is.
_KNOWN_WORDS = (
    "responsibilities", "requirements", "qualifications", "specialties", "specialities", "performance",
    "indicators", "indicator", "expectations", "segments", "process", "hiring", "ladder", "career",
    "levels", "grade",
)  # fmt: skip
_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_TRIM = re.compile(r"^[\s\W_]+|[\s:.;,_*!-]+$")
#: "Head of" or "Director," before "Career Development": the heading is a title.
_TITLE_OF = re.compile(
    r"\b(?:head|director|manager|president|vp|chief|lead|officer|partner)s?(?: of|,)\s*$", re.IGNORECASE
)
#: What may stand between a part's words and those of its owner.
_EDGE = " ,:-–—"


@lru_cache(maxsize=8192)
def part_of(heading: str) -> PartHeading | None:
    """The part that a heading opens, or None for a heading that opens none.

    >>> part_of("Senior Tax Analyst Requirements")
    PartHeading(part=<Part.REQUIREMENTS: 3>, owner='Senior Tax Analyst', aside='')
    >>> part_of("Responsbilities").part, part_of("Performance Indicators (PI)").part
    (<Part.RESPONSIBILITIES: 2>, <Part.INDICATORS: 5>)
    >>> part_of("Director, Tax") is None
    True
    """
    text = _TRIM.sub("", " ".join(heading.split()))
    aside = ""
    found = _BRACKETS.search(text)
    if found and found.start() > 0:
        shorter = _TRIM.sub("", text[: found.start()])
        # "(Intermediate)" belongs to a title; a part word must stand before the brackets.
        if _match(_mend(shorter)):
            text, aside = shorter, found.group(1)
    mended = _mend(text)
    matched = _match(mended)
    if matched is None:
        return next((PartHeading(part) for part, spoken in _SPOKEN.items() if spoken.match(mended)), None)
    part, owner = matched
    return PartHeading(part, _TRIM.sub("", " ".join(_NO_OWNER.sub(" ", owner).split())), aside)


def _match(text: str) -> tuple[Part, str] | None:
    """The part whose words a heading ends or begins with, and the words beside them."""
    for part, pattern in _END.items():
        found = pattern.match(text)
        if found:
            owner = found["owner"].strip(_EDGE)
            if _TITLE_OF.search(found["owner"]):
                continue
            if part not in _WHOLE or not _NO_OWNER.sub("", owner).strip(_EDGE):
                return part, owner
    for part, pattern in _START.items():
        found = pattern.match(text)
        if found and (part not in _WHOLE or _CONTAINER_START.match(text)):
            return part, f"{found['lead']} {found['owner']}".strip()
    named = _CONTAINER_END.search(text)
    if named:
        part = Part.LEVELS if named.group().lower() == "levels" else Part.SPECIALTIES
        return part, text[: named.start()].strip(_EDGE)
    return None


def _mend(text: str) -> str:
    """The heading with misspelt part words mended ("Responsbilities", "Requirments")."""
    return " ".join(_mend_word(word) for word in text.split(" "))


@lru_cache(maxsize=4096)
def _mend_word(word: str) -> str:
    lower = word.lower()
    if len(lower) < 5 or lower in _KNOWN_WORDS:
        return word
    distance, best = min(
        ((DamerauLevenshtein.distance(lower, known, score_cutoff=3), known) for known in _KNOWN_WORDS),
        key=itemgetter(0),
    )
    # Real words lie near some of these ("leaders", "grades", "required"); only clear slips are mended.
    allowed = 1 if len(lower) < 9 else 2
    return best if distance <= allowed and lower[0] == best[0] and len(best) >= 8 else word
