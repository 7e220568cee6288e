"""What the reader finds on a page, as frozen records; each knows the line it was read from.

Lines count from 1 in the raw file. Texts are plain: Markdown is taken away, words, case and
spelling stay as written. A record holds what a page *states*; nothing here is inferred.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

MoveSource = Literal["prose", "table", "mermaid"]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink as written: its text and its target (path, URL or ``#anchor``)."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Item:
    """A top-level list item (or the sentence that stands for one) of a section."""

    text: str
    line: int
    end_line: int
    links: tuple[Link, ...] = ()
    nested: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A job grade as written: ``"8"``, ``"9.5"``."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Superior:
    """A named superior of a "reports to" statement; the title is as written."""

    title: str
    line: int
    link: str | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A role whose responsibilities or requirements are said to be extended."""

    title: str
    line: int
    link: str | None = None
    of: Literal["responsibilities", "requirements", "role"] = "role"
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator by its name."""

    name: str
    line: int
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A position a person can hold.

    ``heading`` is what stands on the page ("Senior"), ``title`` the full title
    ("Senior Backend Engineer"). ``anchors`` are the fragment ids that lead to the heading.
    """

    title: str
    line: int
    heading: str = ""
    anchors: tuple[str, ...] = ()
    description: str = ""
    grades: tuple[Grade, ...] = ()
    reports_to: tuple[Superior, ...] = ()
    extends: tuple[Extension, ...] = ()
    responsibilities: tuple[Item, ...] = ()
    requirements: tuple[Item, ...] = ()
    nice_to_haves: tuple[Item, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty or a segment of a job family, with what it adds."""

    name: str
    line: int
    anchors: tuple[str, ...] = ()
    description: str = ""
    responsibilities: tuple[Item, ...] = ()
    requirements: tuple[Item, ...] = ()
    nice_to_haves: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedMove:
    """A move that the page states: from, to (both as written) and where.

    ``source_link`` and ``target_link`` are set where the page links the name.
    ``sentence`` is the sentence, table row or Mermaid edge that states the move.
    """

    source: str
    target: str
    line: int
    kind: MoveSource
    source_link: str | None = None
    target_link: str | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section that was kept as it stands because no part of the format claims it."""

    heading: str
    line: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something on a page that the reader could not place or had to guess at.

    ``code`` is a short, stable name ("unplaced-section"); ``message`` says what was found,
    ``expected`` what would have been understood.
    """

    path: str
    line: int
    code: str
    message: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All that one page states.

    ``path`` is relative to the folder named by the user, with forward slashes. A page that is no
    job family may still draw ladders (``moves``).
    """

    path: str
    family: str
    is_job_family: bool
    line: int = 1
    description: str = ""
    department: str = ""
    roles: tuple[Role, ...] = ()
    responsibilities: tuple[Item, ...] = ()
    requirements: tuple[Item, ...] = ()
    nice_to_haves: tuple[Item, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    segments: tuple[Specialty, ...] = ()
    moves: tuple[StatedMove, ...] = ()
    ladder_undefined: bool = False
    ladder_undefined_line: int = 0
    hiring_steps: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a file and the line on which they (or the key that they belong to) stand."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """What a file says of a performance indicator; ``line`` is where its entry begins.

    ``base_path`` is the address of the page that publishes it, as written; ``target`` is in words.
    """

    name: str
    path: str
    line: int
    base_path: str = ""
    definition: Said | None = None
    target: Said | None = None
    department: Said | None = None
    is_key: Said | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the facts of a handbook come from, as a file in its folder says, and the pages of that folder."""

    path: str
    source: Said
    title: Said | None = None
    date: Said | None = None
    license: Said | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The pages of one reading, ordered by path, and what went wrong outside any page.

    ``definitions`` are of performance indicators, ordered by file and line.
    """

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = field(default=())
    definitions: tuple[IndicatorDefinition, ...] = ()
    origins: tuple[Origin, ...] = ()
