"""Definitions of performance indicators: YAML files that list them, beside the pages that name them.

Which YAML is such a file is told by its content: a list of mappings, one of which at least has a ``name`` and
one of ``definition``, ``target`` and ``base_path``. The YAML is read as a stream of events, so that aliases
and deep nesting cannot grow into anything, and every value keeps the line of its key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from .blocks import Heading, List, Paragraph
from .markdown import parse
from .records import Finding, IndicatorDefinition, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .blocks import Entry

#: Keys that make an entry with a name the definition of an indicator.
_TELLING = frozenset({"definition", "target", "base_path"})
_MAY_DEFINE = tuple(
    re.compile(rf"(?:^|[\s{{,\"'-])(?:{keys})[\"']?\s*:", re.MULTILINE)
    for keys in ("name", "definition|target|base_path")
)
#: Plain scalars that YAML takes for nothing at all.
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
#: As YAML 1.1, which PyYAML reads, has them.
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
#: Lists of indicators nest charts and links a few levels deep.
MAX_DEPTH = 32
#: A comparison that a text of one line begins with, which Markdown would take for a quote or a list.
_LOOKS_LIKE_BLOCK = re.compile(r"(?:[>+#=-]|<(?![A-Za-z/!]))[^\n]*\Z")
#: Texts without any of these are plain already.
_MARKUP = re.compile(r"[*_`\[\]<>&\\#|]")


@dataclass(slots=True)
class _Entry:
    """A mapping of the list: the line it begins on, and its plain values by key."""

    line: int
    values: dict[str, Said] = field(default_factory=dict)


class _TooDeepError(ValueError):
    def __init__(self, line: int) -> None:
        super().__init__(f"the YAML is nested deeper than {MAX_DEPTH} levels")
        self.line = line


def may_define(text: str) -> bool:
    r"""Whether a file has the words of a list of indicators; others need not be parsed, nor complained about.

    >>> may_define("- name: Retention\n  target: above 84%"), may_define("jobs:\n  build: {}")
    (True, False)
    """
    return all(pattern.search(text) for pattern in _MAY_DEFINE)


def read_definitions(text: str, path: str) -> tuple[list[IndicatorDefinition], list[Finding]]:
    r"""Read a YAML file's definitions of performance indicators.

    Args:
        text: the file as it stands.
        path: its path relative to the folder read, with forward slashes; findings cite it.

    Returns:
        The definitions in order, texts without Markdown, and what is wrong with the file. Broken YAML gives
        the documents before the broken one; a file that lists no indicators gives neither.

    >>> [one], _ = read_definitions("- name: Retention\n  target: At or above 84%\n", "people.yml")
    >>> one.name, one.target
    ('Retention', Said(text='At or above 84%', line=2))
    """
    if not may_define(text):
        return [], []
    entries: list[_Entry] = []
    findings: list[Finding] = []
    try:
        for event_list in _lists(text.removeprefix("\ufeff")):
            entries += event_list
    except (yaml.YAMLError, _TooDeepError) as error:
        findings.append(_broken(error, path))
    if not any("name" in one.values and _TELLING & one.values.keys() for one in entries):
        return [], findings
    definitions: list[IndicatorDefinition] = []
    for entry in entries:
        name = entry.values.get("name")
        if name is not None and (plain := _plain(name.text)):
            definitions.append(_definition(entry, plain, path))
        elif entry.values:
            message = "this entry of a list of performance indicators has no name; it was passed over"
            findings.append(Finding(path, entry.line, "unnamed-indicator", message, "'name: ...'"))
    return definitions, findings


def _broken(error: yaml.YAMLError | _TooDeepError, path: str) -> Finding:
    if isinstance(error, _TooDeepError):
        line, problem = error.line, str(error)
    elif isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line, problem = (mark.line + 1 if mark else 1), f"invalid YAML: {error.problem or error.context}"
    else:
        line, problem = 1, f"invalid YAML: {' '.join(str(error).split())}"
    expected = "a list of mappings with name, definition, target"
    return Finding(path, line, "indicator-file", f"{problem}; what follows was not read", expected)


def _lists(text: str) -> Iterator[list[_Entry]]:
    """The mappings of each document that is a list, document by document."""
    document = _Document()
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.DocumentEndEvent):
            yield document.entries
            document = _Document()
        else:
            document.take(event, event.start_mark.line + 1 if event.start_mark else 1)


class _Document:
    """Takes the events of a document, and keeps the plain values of the mappings that its list holds."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self._depth = 0
        self._is_list = False
        self._key: Said | None = None

    def take(self, event: yaml.Event, line: int) -> None:
        """Take the next event.

        Raises:
            _TooDeepError: it opens one level too many.
        """
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._depth -= 1
            if self._depth == 1:
                self._key = None
        elif self._depth == 2 and self._is_list and isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            self._take_plain(event, line)

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if self._depth == 0:
            self._is_list = isinstance(event, yaml.SequenceStartEvent)
        elif self._depth == 1 and self._is_list:
            self.entries.append(_Entry(line))
        elif self._depth == 2:
            self._key = None if self._key else Said("", line)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeepError(line)

    def _take_plain(self, event: yaml.ScalarEvent | yaml.AliasEvent, line: int) -> None:
        """A key or its value; an alias is neither, but stands for one."""
        text, style = (event.value, event.style) if isinstance(event, yaml.ScalarEvent) else ("", None)
        if self._key is None:
            self._key = Said(text, line)
            return
        if text and not (style is None and text in _NOTHING):
            self.entries[-1].values.setdefault(self._key.text, Said(text, self._key.line))
        self._key = None


def _definition(entry: _Entry, name: str, path: str) -> IndicatorDefinition:
    values = entry.values
    said = values.get("is_key")
    is_key = said.text.strip().lower() if said else ""
    base_path = values.get("base_path")
    return IndicatorDefinition(
        name,
        path,
        entry.line,
        base_path.text.strip() if base_path else "",
        _said(values.get("definition")),
        _said(values.get("target")),
        _said(values.get("org")),
        Said("true" if is_key in _TRUE else "false", said.line)
        if said and is_key in _TRUE | _FALSE
        else None,
    )


def _said(value: Said | None) -> Said | None:
    """A value without Markdown; None where nothing is left."""
    plain = _plain(value.text) if value else ""
    return Said(plain, value.line) if value and plain else None


def _plain(text: str) -> str:
    r"""A text on one line, without Markdown.

    >>> _plain("\\% of *entries*, see <a href='/x'>here</a>"), _plain("At\n95% "), _plain("* one\n* two")
    ('% of entries, see here', 'At 95%', 'one two')
    """
    if not _MARKUP.search(text):
        return " ".join(text.split())
    source = text.strip()
    shielded = f"\\{source}" if _LOOKS_LIKE_BLOCK.match(source) else source
    words: list[str] = []
    for block in parse(shielded).blocks:
        if isinstance(block, Heading | Paragraph):
            words.append(block.content.flat)
        elif isinstance(block, List):
            words += _items(block.entries)
    return " ".join(words) or " ".join(source.split())


def _items(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.content.flat
        yield from _items(entry.nested)
