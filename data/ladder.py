"""The moves that a career-ladder section states, in prose, lists, tables and Mermaid.

A statement has a source ("The next step for the X job family"), a verb of moving and one or more targets. A
target that is not yet defined is no move but is told; a pointer to another page is no move.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from .markdown import Entry, Fence, List, Paragraph, Table, Text
from .mermaid import parse_chart
from .records import StatedMove
from .sentences import sentence_spans
from .titles import is_level_only, names_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .markdown import Block
    from .records import Link

_UNDEFINED = re.compile(
    r"\bnot\s+(?:been\s+|yet\s+|currently\s+|be\s+)*(?:defined|determined|established|documented|outlined|identified|known)\b"
    r"|\b(?:is|are|has|have|had)(?:n['’]t|\s+not)\s+(?:yet\s+)?(?:been\s+)?(?:yet\s+)?(?:defined|determined)"
    r"|\byet\s+to\s+be\s+(?:defined|determined|announced)|\bto\s+be\s+(?:defined|determined)|\b(?:TBD|TBA|TODO|WIP)\b"
    r"|\bdo(?:es)?\s+not\s+(?:yet\s+)?(?:have\s+|exist)(?:\s*yet)?(?:.{0,20}defined)?|\bundefined\b",
    re.IGNORECASE,
)
_FAMILY = r"(?:job\s+famil(?:y|ies)|role|position|job|career\s+ladder|career\s+path)"
_MOVE = (
    r"(?:move|moving|progress|advance|transition|transfer|flow|grow|be\s+promoted|step|go|promote|evolve|develop|be\s+considered)"
    r"(?:\s+(?:up|on|over|laterally|directly|forward|further))*"
)
_INTO = r"(?:\s*(?:in)?to\b|\s+towards?\b|\s+for\b|\s*:)"

#: "The next step(s) for/in (the) X is (to move) to Y."
_NEXT_STEP = re.compile(
    r"\b(?:next|natural|possible|potential|logical|typical|a\s+(?:natural|possible)\s+next)\s+(?:career\s+|logical\s+|natural\s+|possible\s+)?"
    r"(?:steps?|positions?|roles?|moves?|levels?|job\s+famil(?:y|ies)|promotions?)\b"
    r"(?:\s+(?P<prep>for|in|from|of|after|on|within)\s+(?P<source>.+?))?\s*,?\s+"
    r"(?P<verb>is|are|would\s+be|will\s+be|could\s+be|may\s+be|can\s+be|might\s+be|could\s+include|would|may\s+include|includes?|in\s+to|to\s+(?=move|progress|be))\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "X would move into Y." / "X can progress to Y."
_WOULD_MOVE = re.compile(
    rf"^(?P<source>.+?)\s+(?:typically\s+|usually\s+|often\s+)?(?:would|could|can|may|might|will|are\s+able\s+to|is\s+able\s+to|have\s+the\s+opportunity\s+to)\s+"
    rf"(?:also\s+|typically\s+|then\s+|choose\s+to\s+|decide\s+to\s+)*{_MOVE}{_INTO}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "X would consider their next step to be Y."
_CONSIDER = re.compile(
    r"^(?P<source>.+?)\s+(?:would|could|can|may|might)\s+consider\s+(?:their\s+)?next\s+steps?\s+(?:to\s+be|as)\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "X moves/progresses to Y."
_MOVES = re.compile(
    r"^(?P<source>.+?)\s+(?:typically\s+|usually\s+|often\s+|then\s+)?(?:moves?|progress(?:es)?|advances?|transitions?|flows?|leads?|ladders?\s+up|promotes?)\s*(?:in)?to\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "... resulting in becoming a Y", "... to transition into a new role such as Y".
_BY_THE_WAY = re.compile(
    r"^.*?\b(?:becom(?:e|ing)|(?:transition|mov|progress|advanc|pivot)(?:e|es|ing|s)?\s+(?:in)?to)\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEAD_IN = re.compile(
    r"^\s*(?:to\s+)?(?:be\s+)?(?:" + _MOVE + r")?\s*(?:in)?(?:to)?\s*:?\s*(?:one\s+of\s+)?$", re.IGNORECASE
)
_TO_MOVE = re.compile(
    rf"^\s*(?:in\s+)?(?:to\s+be\s+|be\s+)?(?:to\s+)?(?:either\s+)?(?:{_MOVE}(?:{_INTO})?)?\s*(?:progress\s+)?(?:from\s+\w+\s+)?(?:to\s+|into\s+)?(?:become\s+)?",
    re.IGNORECASE,
)
_SOURCE_EDGE = re.compile(
    rf"^(?:\W*(?:the|an?|our|all|successful|this|current)\s+)+|\s*['’]s?\s+(?:career|next)\b.*$|\s*\b{_FAMILY}\b\s*(?:at\s+\w+)?$|\s+team\s+members?$|\s+career$",
    re.IGNORECASE,
)
_CAREER_PATH = re.compile(r"s?['’]?s?\s+career\s+(?:path|ladder|progression)s?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"s?['’]s?$|['’]$")
_CONTEXT_SOURCE = re.compile(
    r"^(?:this|that|the|these)?\s*(?:role|position|job family|family|level|team member|job|track|career)?s?$|^(?:they|you|he|she|it|one|this|team members?|(?:one|another|a)\s+(?:common\s+)?path.*)$",
    re.IGNORECASE,
)
_OTHER_TEAMS = re.compile(
    r"\b(?:move|moving|transition\w*|transfer\w*|start|journey)\s+(?:in)?(?:to|from)\s+(?:other\s+)?(?:teams?|roles?|departments?|functions?|the\s+following)|following|include|some of those|into|to:?$|:$",
    re.IGNORECASE,
)

_TARGET_EDGE_START = re.compile(
    r"^\W*(?:(?:or|and|and/or|either|to|into|in|be|become|becoming|laterally|then|perhaps|possibly|also|eventually|ultimately|up|move|progress|towards?|transition|as|from|moving|is|of|which|would|include|including)\b\s*)*"
    r"(?:(?:the|a|an|any|another|other|one\s+of\s+the|our)\s+)*",
    re.IGNORECASE,
)
_TARGET_EDGE_END = re.compile(
    r"\s*(?:\b(?:within|in|on|inside)\s+(?:this|the\s+same|their|the|our)\s+(?:job\s+)?(?:family|ladder|team|department|track)\b.*"
    r"|(?<![-\w])(?:job\s+famil(?:y|ies)|career\s+ladder|role|roles|position|positions|specialty|track|level)\b(?:\s+(?:at|within|in|on)\s+.*)?"
    r"|\b(?:at\s+[A-Z]\w+\b.*|for\s+(?:a|team|those|someone|people|candidates|individuals)\b.*|when\b.*|depending\b.*|based\s+on\b.*|which\b.*|that\b.*|taking\b.*|as\s+the\b.*|as\s+a\s+next\b.*|or\s+similar))\s*$",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(
    r"\s*(?:,\s*)?\b(?:and/or|or|and)\b\s+(?=(?:to|into|in|the|a|an|laterally|possibly|perhaps|as|on|be|become|move)\b|\x00|(?-i:[A-Z]))|\s*;\s*|,\s+(?=(?:or|to|into|the|a|an|laterally|perhaps|\x00)\b|\x00)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+")
_GENERIC_TARGET = re.compile(
    r"^(?:this|that|other|new|different|another|various|any|within|higher|more|senior|executive|leadership|management|people|individual|larger|\W|a|the|level|levels|teams?|departments?|roles?|positions?|job|family|department|function|functions|technical|or|and|similar|leader|leaders|next|up|broader|parts?|etc|of|organi[sz]ation|company|be|to|in|also|following)*$",
    re.IGNORECASE,
)
_ONLY_FAMILY = re.compile(
    r"^(?:this\s+)?(?:job\s+famil(?:y|ies)|role|page|here|career ladder)$", re.IGNORECASE
)


#: No statement of a move is this long; the patterns are tried on shorter sentences only.
MAX_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a ladder section states."""

    moves: tuple[StatedMove, ...] = ()
    undefined: int = 0  # the line that says so, or 0
    not_understood: tuple[tuple[int, str], ...] = ()


# -- Mermaid ----------------------------------------------------------------------------------------------


def mermaid_moves(fence: Fence) -> Ladder:
    """The moves of a Mermaid flowchart; source and target are the nodes' labels, links come from ``click``."""
    chart = parse_chart(fence.text, fence.line)
    if chart is None:
        return Ladder()
    moves = tuple(
        StatedMove(
            chart.label(edge.source),
            chart.label(edge.target),
            edge.line,
            "mermaid",
            chart.links.get(edge.source),
            chart.links.get(edge.target),
            f"{chart.label(edge.source)} --> {chart.label(edge.target)}",
        )
        for edge in chart.edges
    )
    return Ladder(moves, not_understood=tuple(chart.not_understood))


def looks_like_ladder(fence: Fence) -> bool:
    """Whether a flowchart's nodes are mostly positions (a process drawing's are not)."""
    chart = parse_chart(fence.text, fence.line)
    if chart is None or not chart.edges:
        return False
    labels = [chart.label(node) for node in chart.lines]
    return sum(names_position(label) for label in labels) * 2 > len(labels)


# -- tables ------------------------------------------------------------------------------------------------

_FROM_COLUMN = re.compile(
    r"^(?:from|starting|current|source|moving from|present)\b|\bstarting\b", re.IGNORECASE
)
_TO_COLUMN = re.compile(
    r"^(?:to|next|target|destination|desired|lateral|future|moving to|possible)\b|\b(?:options?|next)\b",
    re.IGNORECASE,
)


def table_moves(table: Table) -> Ladder:
    """The moves of a table with a column of starting roles and a column of targets; an empty start repeats the last.

    A table whose other columns set conditions (more than these two) is read all the same.
    """
    starts = [i for i, cell in enumerate(table.header) if _FROM_COLUMN.search(cell.flat)]
    ends = [i for i, cell in enumerate(table.header) if _TO_COLUMN.search(cell.flat) and i not in starts]
    if not starts or not ends:
        return Ladder()
    moves: list[StatedMove] = []
    undefined = 0
    source = Text("", table.line)
    for row in table.rows:
        if len(row) <= max(starts[0], ends[0]):
            continue
        source = row[starts[0]] if row[starts[0]].flat else source
        target = row[ends[0]]
        sentence = " | ".join(cell.flat for cell in row)
        if source.flat and _UNDEFINED.search(target.flat):
            undefined = undefined or target.line
        elif source.flat:
            for name, link in _cell_targets(target):
                moves.append(StatedMove(source.flat, name, target.line, "table", _only_link(source), link, sentence))
    return Ladder(tuple(moves), undefined)


def _cell_targets(cell: Text) -> Iterator[tuple[str, str | None]]:
    """The targets in a cell: those of each of its lines (``<br>``)."""
    start = 0
    for piece in cell.text.split("\v"):
        yield from _split_targets(cell, start, start + len(piece))
        start += len(piece) + 1


def _only_link(text: Text) -> str | None:
    return text.links[0][1].target or None if len(text.links) == 1 else None


# -- prose -------------------------------------------------------------------------------------------------


def prose_moves(blocks: Sequence[Block], context: str, heading: str = "") -> Ladder:
    """The moves that a section's sentences and list items state.

    Args:
        blocks: the section's paragraphs, lists, tables and fences, in order.
        context: the role or family that the section belongs to; the source where a sentence names none.
        heading: the section's heading; "Moving from X" and "Moving to X" say which way its lists go.
    """
    moves: list[StatedMove] = []
    undefined = 0
    not_understood: list[tuple[int, str]] = []
    way = re.match(r"^moving\s+(?P<way>to|from)\s+(?!and\b)(?P<here>.+)$", heading.strip(), re.IGNORECASE)
    listed_source: str | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            found, missing, source = _paragraph(block.content, context)
            moves += found
            undefined = undefined or missing
            listed_source = source
        elif isinstance(block, List):
            if way:
                moves += _named_in_list(block.entries, way["here"].strip(), to_here=way["way"].lower() == "to")
            else:
                found, missing = _listed(block.entries, listed_source, context)
                moves += found
                undefined = undefined or missing
            listed_source = None
        elif isinstance(block, Table):
            table = table_moves(block)
            moves += table.moves
            undefined = undefined or table.undefined
        elif isinstance(block, Fence):
            chart = mermaid_moves(block)
            moves += chart.moves
            not_understood += chart.not_understood
    return Ladder(tuple(moves), undefined, tuple(not_understood))


def _named_in_list(entries: Iterable[Entry], here: str, *, to_here: bool) -> Iterator[StatedMove]:
    """A move for each item's name, to or from the place that the heading names."""
    for entry in entries:
        name = item_name(entry.content)
        if name:
            source, target = (name, here) if to_here else (here, name)
            yield StatedMove(source, target, entry.line, "prose", sentence=entry.content.flat)


def _paragraph(text: Text, context: str) -> tuple[list[StatedMove], int, str | None]:
    """Moves of a paragraph, the line that leaves the ladder undefined (or 0), and the source of a list that it introduces."""
    moves: list[StatedMove] = []
    undefined = 0
    introduces: str | None = None
    last_source = ""
    for start, end in sentence_spans(text.text):
        sentence = text.text[start:end]
        if len(sentence) > MAX_SENTENCE:
            continue
        found = _statement(sentence)
        if found is None:
            if _UNDEFINED.search(sentence) and (len(sentence.split()) <= 12 or _SPEAKS_OF_STEPS.search(sentence)):
                undefined = undefined or text.line_at(start)
            elif _OTHER_TEAMS.search(sentence.strip()) and sentence.rstrip().endswith(
                (":", "include", "include:")
            ):
                introduces = _source(_subject(sentence), last_source or context)
            else:
                last_source = _source(_subject(sentence), last_source) if _subject(sentence) else last_source
            continue
        source_text, rest_start = found
        example = _SUCH_AS.search(sentence, rest_start)
        if example:
            rest_start = example.end()
        source = _source(source_text, last_source or context)
        last_source = source
        rest = text.text[start + rest_start : end]
        if _LEAD_IN.match(rest.strip()) and end >= len(text.text.rstrip()):
            introduces = source
            continue
        stop = _FROM_THERE.search(sentence, rest_start)
        if stop:
            further = list(_split_targets(text, start + stop.end(), end))
            first = list(_split_targets(text, start + rest_start, start + stop.start()))
            line, said = text.line_at(start + rest_start), " ".join(sentence.split())
            moves += [StatedMove(source, name, line, "prose", None, link, said) for name, link in first]
            moves += [StatedMove(one, name, line, "prose", None, link, said) for one, _ in first for name, link in further]
            continue
        named = 0
        for target, link in _split_targets(text, start + rest_start, end):
            named += 1
            line = text.line_at(start + rest_start)
            moves += [
                StatedMove(one, target, line, "prose", None, link, " ".join(sentence.split()))
                for one in _both(source)
            ]
        if _UNDEFINED.search(rest) or (not named and _UNDEFINED.search(sentence)):
            undefined = undefined or text.line_at(start)
        elif not named and sentence.rstrip().endswith(":"):
            introduces = source
    return moves, undefined, introduces


_SPEAKS_OF_STEPS = re.compile(r"ladder|next|step|career|famil", re.IGNORECASE)
#: "Since this is a small team, ..." says nothing of who moves
_CLAUSE_FIRST = re.compile(r"^(?:since|as|if|when|while|although|because|after|once|depending)\b", re.IGNORECASE)
#: "... to X, and from there to Y": two steps in one sentence
_FROM_THERE = re.compile(r",?\s+(?:and\s+)?(?:then\s+)?from\s+there,?\s+(?:on\s+)?(?:to\s+)?(?:either\s+)?", re.IGNORECASE)
#: "For the X, the next step is Y."
_FOR_SOURCE = re.compile(r"^for\s+(?:the\s+|an?\s+)?(?P<source>.+?),\s+(?:the|a|one|their)\b", re.IGNORECASE)
#: "Engineer to Senior Engineer", the whole of a list item
_PAIR = re.compile(r"^(?P<source>(?-i:[A-Z\x00]).{1,80}?)\s+(?:to|→|->|>)\s+(?P<rest>(?:the\s+)?(?-i:[A-Z\x00]).{1,80})$", re.IGNORECASE)
_SUCH_AS = re.compile(
    r"\b(?:such\s+as|including|for\s+example|e\.g\.|which\s+(?:would|will|could)\s+be)[,:]?\s*(?:\((?:but\s+)?not\s+limited\s+to\)\s*)?",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|can|may|will|would|move|moves|could|reports?|might|be)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?P<subject>.+?)\s+(?:can|may|could|would|will|might|are|is|have|has)\b", re.IGNORECASE
)


def _subject(sentence: str) -> str:
    found = None if _CLAUSE_FIRST.match(sentence) else _SUBJECT.match(sentence.strip())
    return found["subject"] if found and len(found["subject"]) < 80 else ""


def _statement(sentence: str) -> tuple[str, int] | None:
    """The source as written and where the targets begin, if the sentence states a move."""
    found = _NEXT_STEP.search(sentence)
    if found:
        start = found.start("rest")
        if found["verb"].lower().split()[0] in ("to", "in"):
            start = found.start("verb")
        before = _FOR_SOURCE.match(sentence) if not found["source"] else None
        return found["source"] or (before["source"] if before else ""), start
    pair = _PAIR.match(sentence.strip())
    if pair and names_position(pair["source"]) and names_position(pair["rest"]) and not _VERB.search(sentence):
        return pair["source"], sentence.index(pair["rest"])
    for pattern in (_CONSIDER, _WOULD_MOVE, _MOVES, _BY_THE_WAY):
        found = pattern.match(sentence)
        if found and pattern is _BY_THE_WAY:
            return "", found.start("rest")
        if found and len(found["source"]) < 140:
            source = found["source"]
            if pattern is _MOVES and re.search(r"\b(?:to|can|may|will|would|could)$", source):
                source = _subject(source + " is") if not _subject(source) else _subject(source)
            return source.rsplit(",", 1)[-1] if pattern is _WOULD_MOVE and re.match(
                r"(?:as|after|when|once|if)\b", source, re.IGNORECASE
            ) else source, found.start("rest")
    return None


def _source(text: str, context: str) -> str:
    """The source in words, without "the", "job family" and the like; the context where it names none."""
    out = _CAREER_PATH.sub("", " ".join(text.split()).strip(" ,.;:*"))
    for _ in range(3):
        shorter = _SOURCE_EDGE.sub("", out).strip(" ,.;:*")
        if shorter == out:
            break
        out = shorter
    if re.search(r"['’]s?$", out):
        out = _POSSESSIVE.sub(lambda m: "s" if m.group().startswith("s") else "", out)
    return context if not out or _CONTEXT_SOURCE.match(out) else out


def _both(source: str) -> list[str]:
    """ "both X and Y" is two sources.

    >>> _both("both engineers and managers"), _both("Trust and Safety")
    (['engineers', 'managers'], ['Trust and Safety'])
    """
    found = re.match(r"both\s+(.+?)\s+and\s+(.+)$", source, re.IGNORECASE)
    return [found.group(1), found.group(2)] if found else [source]


def as_on_page(source: str, titles: Iterable[str]) -> str:
    """The title on the page that a source means where it differs by a slip of the pen, else the source itself.

    >>> as_on_page("Tax Anlyst", ["Tax", "Tax Analyst"])
    'Tax Analyst'
    """
    for title in titles:
        if source.casefold() == title.casefold():
            return source
    return next(
        (
            t
            for t in titles
            if len(t) > 8 and OSA.distance(source.casefold(), t.casefold(), score_cutoff=2) == 1
        ),
        source,
    )


def _listed(entries: Iterable[Entry], source: str | None, context: str) -> tuple[list[StatedMove], int]:
    """Moves of list items: whole statements, or (below a lead-in) names of targets."""
    moves: list[StatedMove] = []
    undefined = 0
    source_above = source
    for entry in entries:
        found, missing, introduces = _paragraph(entry.content, context)
        undefined = undefined or missing
        if found:
            moves += found
            source_above = found[-1].source
        elif introduces is not None:
            source_above = introduces
        elif (
            source_above is not None
            and not entry.nested
            and (source is not None or _NAMES_ROLE.match(entry.content.flat))
        ):
            moves += _item_targets(entry, source_above)
        if entry.nested:
            inner_source = introduces or (found[-1].source if found else source_above)
            inner, missing = _listed(entry.nested, inner_source or context, context)
            moves += inner
            undefined = undefined or missing
            source_above = source
    return moves, undefined


_NAMES_ROLE = re.compile(r"^(?:to\s+)?(?:an?|the)\s+.*\b(?:role|position|job\s+family)\b", re.IGNORECASE)


def _item_targets(entry: Entry, source: str) -> Iterator[StatedMove]:
    text = entry.content
    stop = re.search(r"\s+(?:for|when|if|as|where|to\s+(?=[a-z])|-|–|—)\s+(?=[a-z])|[:.](?:\s|$)", text.text)
    end = stop.start() if stop and stop.start() > 0 else len(text.text)
    for target, link in _split_targets(text, 0, end):
        yield StatedMove(source, target, entry.line, "prose", None, link, text.flat)


def item_name(text: Text) -> str:
    """The name that a list item begins with: its bold words, its link, or what stands before a colon or dash."""
    if text.bold and text.flat.startswith(text.bold[0]):
        return " ".join(text.bold[0].split()).strip(" :")
    head = re.split(r"\s*[:–—]\s+|\s+-\s+|\n|\.\s", text.text, maxsplit=1)[0]
    return " ".join(head.split()).strip(" :.")


def _split_targets(text: Text, start: int, end: int) -> Iterator[tuple[str, str | None]]:
    """The targets named in a stretch of text, with their links; what names no position or page is left out."""
    links = {offset: link for offset, link in text.links if start <= offset < end}
    masked = list(text.text[start:end].replace("\n", " "))
    for offset, link in links.items():
        for position in range(offset - start, min(offset - start + len(link.text), len(masked))):
            masked[position] = "\x00"
    body = "".join(masked)
    at = 0
    found: list[tuple[str, str | None]] = []
    pieces = body.split(",")
    listed = not links and len(pieces) > 3 and all(len(piece.split()) <= 6 for piece in pieces)
    cuts = list((_LISTED if listed else _SEPARATOR).finditer(body))
    for cut in (*(one for one in cuts if listed or _parts_titles(body, one)), None):
        stop = cut.start() if cut else len(body)
        target = _target(text, start + at, start + stop, links)
        if target:
            for name in _apart(target[0]):
                found.append((name, target[1]))
        at = cut.end() if cut else stop
    yield from _share_noun(found)


def _parts_titles(body: str, cut: re.Match[str]) -> bool:
    """Whether an "and" stands between two targets and not inside one ("Director, Risk and Compliance")."""
    if cut.group().strip(" ,").lower() != "and":
        return True
    behind = body[cut.end() :]
    if not behind[:1].isupper():
        return True  # an article, a link or a verb begins another target
    return names_position(re.split(r",|\band\b|\bor\b|\x00", behind, maxsplit=1)[0]) and names_position(body[: cut.start()])


def _share_noun(found: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """ "Senior", "Staff", "Principal Analyst": levels before a title share its noun."""
    noun = found[-1][0].split() if found else []
    for name, link in found:
        alone = link is None and len(name.split()) == 1 and name.lower() in _BARE_LEVELS
        if alone and len(noun) > 1 and noun[0].lower() in _BARE_LEVELS:
            yield " ".join([name, *noun[1:]]), link
        else:
            yield name, link


_BARE_LEVELS = frozenset(
    {"junior", "associate", "intermediate", "senior", "staff", "lead", "principal", "distinguished"}
)


def _apart(name: str) -> list[str]:
    """Two titles that only a comma parts; "Director, Sales" and "Senior Manager, Partner Managers" are one."""
    pieces = [piece.strip() for piece in name.split(",")]
    several = len(pieces) >= 3 and all(0 < len(piece.split()) <= 5 for piece in pieces)
    levels = len(pieces) > 1 and all(piece.lower() in _BARE_LEVELS for piece in pieces)
    if several or levels:
        return [piece for piece in pieces if piece.lower() not in ("etc", "etc.")]
    left, comma, right = name.partition(", ")
    if not comma or is_level_only(left) or min(len(left.split()), len(right.split())) < 2:
        return [name]
    ends = all(names_position(part.split()[-1]) for part in (left, right))
    return [left, right] if ends else [name]


def _target(text: Text, start: int, end: int, links: Mapping[int, Link]) -> tuple[str, str | None] | None:
    raw = text.text[start:end].replace("\n", " ")
    if _UNDEFINED.search(raw):
        return None
    linked = [(offset, link) for offset, link in links.items() if start <= offset < end]
    if linked:
        offset, link = linked[0]
        if not _ONLY_FAMILY.match(link.text.strip()):
            name = link.text.strip(" .,;:")
            before = _TARGET_EDGE_START.sub("", text.text[start:offset].replace("\n", " "))
            # "Director, [Sales](...)": words of the title before the link
            if before.strip() and before.rstrip().endswith(",") and names_position(before):
                name = f"{before.rstrip()} {name}"
            return (" ".join(name.split()), link.target or None) if name else None
        raw = text.text[start:offset].replace("\n", " ")
        found = _words(raw)
        return (found, link.target or None) if found else None
    found = _words(raw)
    return (found, None) if found else None


def _words(raw: str) -> str:
    out = raw.strip(" ,.;:*")
    out = (
        _TO_MOVE.sub("", out, count=1)
        if re.match(r"(?:in\s+to|to|be|move|progress|into|become)\b", out, re.IGNORECASE)
        else out
    )
    for _ in range(3):
        shorter = _TARGET_EDGE_END.sub("", _TARGET_EDGE_START.sub("", out)).strip(" ,.;:*")
        if shorter == out:
            break
        out = shorter
    out = " ".join(out.split())
    if not out or _GENERIC_TARGET.match(out) or len(out) > 80:
        return ""
    if re.match(
        r"(?:roles?|positions?|teams?|functions?)\s+(?:outside|in|within|on|across)\b", out, re.IGNORECASE
    ):
        return ""
    if not any(word[0].isupper() for word in out.split()) and not names_position(out):
        return ""
    return out
