"""Somebody's own text (a CV, a list of skills) and the skills that it names. Nothing of it is kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careergraph.data.errors import InputError
from careergraph.data.skills.scheme import GROUP

from .vocabulary import called

if TYPE_CHECKING:
    from typing import BinaryIO

    from careergraph.data.skills.linker import Linker

#: The largest text that is read, in bytes; a CV of a hundred pages has less.
MAX_BYTES = 1_000_000
_FORMATS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
}
#: Where links lead, which is no word of the text.
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)|<?\bhttps?://[^\s<>()]+>?")
_MARKUP = re.compile(r"[*_`#>|]+")
_BULLET = re.compile(r"\s*(?:[-+•·]|\d{1,3}[.)])\s")
#: More words than this are no entry of a list.
_ENTRY = 5
_ENTRIES = re.compile(r"[^,;•·\n]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """A skill (IRI and label) that a text names, the words that do, and their line, from 1."""

    skill: str
    label: str
    words: str
    line: int


def read_text(stream: BinaryIO, name: str) -> str:
    """The text of a file in UTF-8.

    Args:
        stream: the open file.
        name: what to call it in messages.

    Raises:
        InputError: it is too large, no text, or empty.
    """
    found = stream.read(MAX_BYTES + 1)
    if len(found) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB; give a text of a few pages", path=name)
    for start, what in _FORMATS.items():
        if found.startswith(start):
            raise InputError(f"is {what}; save it as plain text or Markdown first", path=name)
    encoding = "utf-16" if found.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = found.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError("is no text in UTF-8; save it as such first", path=name) from error
    if "\0" in text:
        raise InputError("is a binary file; give plain text or Markdown", path=name)
    if not text.strip():
        raise InputError("is empty; give a text that names skills", path=name)
    return text


def heard(text: str, linker: Linker, name: str) -> list[Heard]:
    """The skills that a text names, in order; the same words for the same skill once.

    What stands alone in a list is also taken for a label where the linker, which reads sentences, would want
    another case or words around it ("k8s").

    Args:
        text: Markdown or plain text.
        linker: over the vocabulary of the store.
        name: what to call the text in messages.

    Raises:
        InputError: it names no skill.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bare = plain(text)
    spans = [(m.start, m.end, m.concept, m.label) for m in linker.mentions(bare)]
    taken = sorted((start, end) for start, end, _, _ in spans)
    for entry in _ENTRIES.finditer(bare):
        words = entry.group().strip()
        if not 0 < len(words.split()) <= _ENTRY:
            continue
        start = entry.start() + entry.group().index(words)
        end = start + len(words)
        after = bisect_left(taken, (end, end))
        if after and taken[after - 1][1] > start:
            continue
        concepts = [concept for concept in called(linker.scheme, words) if concept.kind != GROUP]
        if len(concepts) == 1:
            spans.append((start, end, concepts[0].iri, concepts[0].pref_label))
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found: dict[tuple[str, str], Heard] = {}
    for start, end, skill, label in sorted(spans):
        words = " ".join(text[start:end].split())
        found.setdefault((skill, words.casefold()), Heard(skill, label, words, bisect_right(starts, start)))
    if not found:
        raise InputError("names no skill of the vocabulary; careergraph skills lists what it has", path=name)
    return list(found.values())


def plain(text: str) -> str:
    r"""Markdown as text of the same length: markup is blank, lines of a list are parted by commas.

    >>> plain("**Go**\n- K8s\n- SQL\n")
    '  Go  ,  K8s,  SQL\n'
    """
    for marks in (_ADDRESS, _MARKUP):
        text = marks.sub(lambda found: " " * len(found.group()), text)
    out: list[str] = []
    listed = before = False
    for line in text.splitlines(keepends=True):
        bullet = _BULLET.match(line)
        bare = line[bullet.end() :] if bullet else line
        starts_anew = bool(bullet) or before or not out or not out[-1].strip()
        before = starts_anew and 0 < len(bare.split()) <= _ENTRY and bare.rstrip()[-1] not in ".:!?"
        if listed and line.strip():  # what stands before it is an entry of a list
            out[-1] = out[-1][:-1] + ","
            line = " " * (len(line) - len(bare)) + bare  # noqa: PLW2901 - the same line without its bullet
        out.append(line)
        listed = before and line.endswith("\n")
    return "".join(out)
