"""The moves that the sentences and list items of a ladder section state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .ladder_sources import each_source, source_named
from .ladder_statements import MOVE, clauses, statement_of, subject_of
from .ladder_targets import is_undefined, targets
from .records import StatedMove
from .sentences import sentence_spans
from .title_phrases import strip_article
from .titles import names_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .blocks import Entry, Text
    from .ladder_targets import Target

#: No statement of a move is this long; the patterns are tried on shorter sentences only.
MAX_SENTENCE = 2_000

#: The rest of a statement that only leads to a list: "... can move to one of"
_LEAD_IN = re.compile(
    r"^\s*(?:to\s+)?(?:be\s+)?(?:" + MOVE + r")?\s*(?:in)?(?:to)?\s*:?\s*(?:one\s+of\s+)?$", re.IGNORECASE
)
#: A sentence before a list of places to move to, which states no move itself.
_OTHER_TEAMS = re.compile(
    r"\b(?:move|moving|transition\w*|transfer\w*|start|journey)\s+(?:in)?(?:to|from)\s+"
    r"(?:other\s+)?(?:teams?|roles?|departments?|functions?|the\s+following)"
    r"|following|include|some of those|into|to:?$|:$",
    re.IGNORECASE,
)
_SPEAKS_OF_STEPS = re.compile(r"ladder|next|step|career|famil", re.IGNORECASE)
#: "... to X, and from there to Y": two steps in one sentence
_FROM_THERE = re.compile(
    r",?\s+(?:and\s+)?(?:then\s+)?from\s+there,?\s+(?:on\s+)?(?:to\s+)?(?:either\s+)?", re.IGNORECASE
)
#: Words that take up where the sentence before has led.
_AFTERWARDS = re.compile(r"^(?:from\s+there|afterwards)\b,?\s*|\bafter\s+(?:that|this)\b,?\s*", re.IGNORECASE)
_NAMES_ROLE = re.compile(r"^(?:to\s+)?(?:an?|the)\s+.*\b(?:role|position|job\s+family)\b", re.IGNORECASE)
#: What follows a semicolon and names further targets: no clause of its own.
_GOES_ON = re.compile(
    r"\s*(?:(?:and|or|also|to|into|possibly|perhaps)\s+)*(?:an?|the)\s"
    r"(?!.*\b(?:is|are|can|may|will|would|could|should|must|might|has|have|moves?|progresses|see)\b)",
    re.IGNORECASE | re.DOTALL,
)
#: Where the name in a list item ends.
_NAME_END = re.compile(r"\s+(?:for|when|if|as|where|to\s+(?=[a-z])|-|–|—)\s+(?=[a-z])|[:.](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a paragraph says of moves.

    Attributes:
        moves: the moves, in order.
        undefined: the first line that leaves the ladder undefined, or 0.
        introduces: the source of the list below, where the last sentences lead to one.
    """

    moves: tuple[StatedMove, ...]
    undefined: int
    introduces: str | None


def paragraph_moves(text: Text, context: str) -> Said:
    """The moves that a text's sentences state.

    Args:
        text: a paragraph or the text of a list item.
        context: the role or family that it stands under; the source where a sentence names none.
    """
    reading = _Paragraph(text, context)
    for start, end in _sentences(text.text):
        if end - start <= MAX_SENTENCE:
            reading.take(start, end)
    return Said(tuple(reading.moves), reading.undefined, reading.introduces)


def _sentences(text: str) -> list[tuple[int, int]]:
    """The spans of a text's sentences; positions named behind a semicolon belong to the sentence before."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        begun, stopped = spans[-1] if spans else (start, 0)
        if (
            text[max(0, stopped - 1) : stopped] == ";"
            and end - begun <= MAX_SENTENCE
            and _GOES_ON.match(text, start, end)
            and names_position(text[start:end])
        ):
            spans[-1] = (begun, end)
        else:
            spans.append((start, end))
    return spans


class _Paragraph:
    """Goes through a paragraph's sentences.

    What one says of the source holds for the next; "after that" means where it has led.
    """

    def __init__(self, text: Text, context: str) -> None:
        self.text = text
        self.context = context
        self.last_source = ""
        self.reached: tuple[str, ...] = ()
        self.sentence = ""
        self.moves: list[StatedMove] = []
        self.undefined = 0
        self.introduces: str | None = None

    def take(self, start: int, end: int) -> None:
        """Read the sentence between two offsets."""
        sentence = self.text.text[start:end]
        self.sentence = " ".join(sentence.split())
        for begin, stop in clauses(sentence):
            self._take_clause(start + begin, start + stop)

    def _take_clause(self, start: int, end: int) -> None:
        sentence = self.text.text[start:end]
        stated = statement_of(sentence)
        if stated is None:
            self._without_statement(sentence, start)
            return
        said = _AFTERWARDS.sub("", stated.source)
        source = source_named(said, self.last_source or self.context)
        sources = each_source(source)
        if self.reached and _AFTERWARDS.search(sentence) and not source_named(said, ""):
            sources, source = self.reached, self.reached[-1]
        self.last_source = source
        rest = sentence[stated.rest :]
        if _LEAD_IN.match(rest.strip()) and end >= len(self.text.text.rstrip()):
            self.introduces = source
            return
        stop = _FROM_THERE.search(sentence, stated.rest)
        if stop:
            self._two_steps(sources, (start + stated.rest, end), (start + stop.start(), start + stop.end()))
            return
        named = list(targets(self.text, start + stated.rest, end))
        self.reached = tuple(name for name, _ in named)
        self._add([(one, target) for target in named for one in sources], start + stated.rest)
        if is_undefined(rest) or (not named and is_undefined(sentence)):
            self._leaves_undefined(start)
        elif not named and sentence.rstrip().endswith(":"):
            self.introduces = source

    def _without_statement(self, sentence: str, start: int) -> None:
        """The ladder may be left undefined, a list introduced, or said whom the next sentence is about."""
        if is_undefined(sentence) and (len(sentence.split()) <= 12 or _SPEAKS_OF_STEPS.search(sentence)):
            self._leaves_undefined(start)
        elif sentence.rstrip().endswith((":", "include")) and _OTHER_TEAMS.search(sentence.strip()):
            self.introduces = source_named(subject_of(sentence), self.last_source or self.context)
        elif subject := subject_of(sentence):
            self.last_source = source_named(subject, self.last_source)

    def _two_steps(self, sources: tuple[str, ...], rest: tuple[int, int], stop: tuple[int, int]) -> None:
        """Read "to X, and from there to Y": a move to X, and one from X to Y."""
        start, end = rest
        further = list(targets(self.text, stop[1], end))
        first = list(targets(self.text, start, stop[0]))
        pairs = [(source, target) for target in first for source in sources]
        pairs += [(name, target) for name, _ in first for target in further]
        self._add(pairs, start)

    def _add(self, pairs: Iterable[tuple[str, Target]], start: int) -> None:
        """Add a move for each source with its target; all cite the line on which the targets begin."""
        line = self.text.line_at(start)
        self.moves += [
            StatedMove(source, name, line, "prose", None, link, self.sentence)
            for source, (name, link) in pairs
        ]

    def _leaves_undefined(self, start: int) -> None:
        self.undefined = self.undefined or self.text.line_at(start)


def list_moves(
    entries: Iterable[Entry], introduced: str | None, context: str
) -> tuple[list[StatedMove], int]:
    """The moves of list items: whole statements, or names of targets below a sentence that leads to them.

    Args:
        entries: the items.
        introduced: the source of the sentence that leads to the list; None where none does.
        context: the role or family that the list stands under.

    Returns:
        The moves, and the first line that leaves the ladder undefined, or 0.
    """
    moves: list[StatedMove] = []
    undefined = 0
    source = introduced
    for entry in entries:
        said = paragraph_moves(entry.content, context)
        undefined = undefined or said.undefined
        if said.moves:
            moves += said.moves
            source = said.moves[-1].source
        elif said.introduces is not None:
            source = said.introduces
        elif (
            source is not None
            and not entry.nested
            and (introduced is not None or _NAMES_ROLE.match(entry.content.flat))
        ):
            moves += _named_by(entry, source)
        if entry.nested:
            inner_source = said.introduces or (said.moves[-1].source if said.moves else source)
            inner, missing = list_moves(entry.nested, inner_source or context, context)
            moves += inner
            undefined = undefined or missing
            source = introduced
    return moves, undefined


def _named_by(entry: Entry, source: str) -> Iterator[StatedMove]:
    """A move to each target that an item names, up to what it says about them."""
    text = entry.content
    stop = _NAME_END.search(text.text)
    end = stop.start() if stop and stop.start() > 0 else len(text.text)
    for target, link in targets(text, 0, end):
        yield StatedMove(source, target, entry.line, "prose", None, link, text.flat)


def moves_of_names(entries: Iterable[Entry], here: str, *, to_here: bool) -> Iterator[StatedMove]:
    """A move for each item's name, to or from the place that the list's heading names."""
    for entry in entries:
        name, link = _name_of(entry)
        if name:
            source, target = (name, here) if to_here else (here, name)
            leads = {"source_link" if to_here else "target_link": link}
            yield StatedMove(source, target, entry.line, "prose", sentence=entry.content.flat, **leads)


def _name_of(entry: Entry) -> tuple[str, str | None]:
    """The name that an item begins with, and its link; a link that an item begins with is the name."""
    for offset, link in entry.content.links:
        if link.text.strip() and not strip_article(entry.content.text[:offset] + "\x00").strip("\x00"):
            return " ".join(link.text.split()), link.target or None
    return entry.name, None
