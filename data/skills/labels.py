"""Labels of a scheme as sequences of words, with the variants in which people write them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .scheme import GROUP
from .spelling import word_set
from .words import BREAK, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .scheme import Concept, Scheme

_QUALIFIER = re.compile(r"\s*\(([^()]*)\)\s*$")
_HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")

#: A verb and the noun that says the same behind its object: "manage budgets", "budget management".
_NOMINAL = {
    "administer": "administration",
    "analyze": "analysis",
    "assess": "assessment",
    "automate": "automation",
    "coordinate": "coordination",
    "create": "creation",
    "deliver": "delivery",
    "design": "design",
    "develop": "development",
    "evaluate": "evaluation",
    "implement": "implementation",
    "integrate": "integration",
    "lead": "leadership",
    "manage": "management",
    "negotiate": "negotiation",
    "optimize": "optimization",
    "plan": "planning",
    "prioritize": "prioritization",
    "resolve": "resolution",
    "solve": "solving",
    "test": "testing",
    "write": "writing",
}
_VERBAL = {noun: verb for verb, noun in _NOMINAL.items()} | {"solve": "solve", "write": "write"}

#: Names that are words otherwise; a text must write them as the label does.
_CASE_MATTERS = word_set("""
    a access act adept all amp ant any apex are arc as asana at base be beam bet box c can case chef
    clear click concur core d dart dash deal do drift drive e ember excel express fiddler flask flow
    for forge full gas gem get git go gong greenhouse has heap help hive how hub i in intercom is it
    jam just keynote lean less lever light linear live loop mad make map may me mode monday moss my
    near nest next no node not notion numbers of on one open or our outlook outreach pages pig plus
    power premiere project puppet r react rest ruby rust sage salt sap sass scratch segment shell
    sketch slack so spark spring square storm stripe swift tag teams that to torch up us was we who
    will word workday wrike you zoom
""")


#: The rank of labels that are made by rule.
VARIANT = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to write a concept: whose, how near to its preferred label, and what the text must have.

    ``rank`` is 0 for the preferred label, 1 for alternative, 2 for hidden ones, 3 for variants made by rule.
    ``light`` is set for one-word labels, whose verb forms are other words ("test" is not "testing").
    ``case`` is the spelling that must stand in the text, for names that are words otherwise ("Go").
    """

    concept: Concept
    rank: int
    light: str = ""
    case: str = ""
    contexts: frozenset[str] | None = None


class Compounds:
    """Pairs of words that are also written as one: "front end", "life cycle", "SOC 2".

    Learnt from the labels: a pair counts if a label hyphenates it, if it is a word of another label, or if it
    is a word and a number.
    """

    def __init__(self, labels: Iterable[tuple[str, Words]]) -> None:
        single: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        hyphenated: set[tuple[str, str]] = set()
        for text, found in labels:
            keys = found.keys
            single.update(keys)
            if len(keys) > 1:
                pairs.update(pairwise(keys))
                if "-" in text:
                    for match in _HYPHENATED.finditer(text):
                        inner = words(match.group()).keys
                        if len(inner) == 2:
                            hyphenated.add((inner[0], inner[1]))
        self._pairs = hyphenated | {
            (a, b)
            for a, b in pairs
            if (a.isalpha() and b.isdigit())
            or (len(a) > 1 and len(b) > 1 and a + b in single and BREAK not in (a, b))
        }
        self._first = frozenset(a for a, _ in self._pairs)

    def join(self, found: Words) -> Words:
        """The words with each such pair made one."""
        keys, first = found.keys, self._first
        if first.isdisjoint(keys):
            return found
        at: list[int] = []
        for i, pair in enumerate(pairwise(keys)):
            if pair[0] in first and pair in self._pairs and not (at and at[-1] == i - 1):
                at.append(i)
        return found.join(at) if at else found


def _variants(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Other orders of the same words: "manage budgets" for "budget management" and the other way round."""
    if not 2 <= len(keys) <= 4 or "and" in keys or "of" in keys:
        return
    verb = _VERBAL.get(keys[-1])
    if verb:
        yield (verb, *keys[:-1])
    noun = _NOMINAL.get(keys[0])
    if noun:
        yield (*keys[1:], noun)


def _case(label: str, light: str) -> str:
    """The spelling that a one-word label must have in a text, or nothing."""
    bare = label.strip()
    if bare == bare.lower():
        return ""
    return bare if len(light) == 1 or bare.casefold() in _CASE_MATTERS else ""


def _contexts(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(words(text).light) for text in texts)


class Labels:
    """All ways to write the concepts of a scheme.

    ``entries`` leads from words, joined by blanks, to their entries, the nearest first; ``first_words`` and
    ``last_words`` are those with which labels of several words begin and end.

    Args:
        scheme: the concepts; groups have no labels here.
        alternatives: whether labels other than the preferred one count.
    """

    def __init__(self, scheme: Scheme, *, alternatives: bool = True) -> None:
        rows: list[tuple[Concept, int, str, str, Words]] = []
        for concept in scheme:
            if concept.kind != GROUP:
                for rank, label in _ranked(concept, alternatives=alternatives):
                    bare, qualifier = _parted(label)
                    rows.append((concept, rank, bare, qualifier, words(bare)))
        self.compounds = Compounds((bare, found) for _, _, bare, _, found in rows)
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        contexts: dict[str, frozenset[str]] = {}
        for concept, rank, bare, qualifier, found in rows:
            near: frozenset[str] | None = None
            if bare in concept.ambiguous_labels:
                if concept.iri not in contexts:
                    contexts[concept.iri] = _contexts(concept.contexts)
                near = contexts[concept.iri]
            self._add_label(Entry(concept, rank, contexts=near), bare, qualifier, self.compounds.join(found))
        for entries in self.entries.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: (entry.rank, entry.concept.iri))
        several = [key.split(" ") for key in self.entries if " " in key]
        self.first_words = frozenset(parts[0] for parts in several)
        self.last_words = frozenset(parts[-1] for parts in several)

    def _add_label(self, entry: Entry, bare: str, qualifier: str, found: Words) -> None:
        keys = tuple(found.keys)
        if not keys or BREAK in keys:
            return
        if len(keys) > 1:
            self._add(keys, entry)
            for variant in _variants(keys):
                self._add(variant, replace(entry, rank=VARIANT))
            return
        case = _case(bare, found.light[0])
        if entry.contexts is None and qualifier and case:
            entry = replace(entry, contexts=_contexts(qualifier.split()) | _NAME_CONTEXTS)
        self._add(keys, replace(entry, light=found.light[0], case=case))

    def _add(self, keys: tuple[str, ...], entry: Entry) -> None:
        entries = self.entries[" ".join(keys)]
        for i, other in enumerate(entries):
            if other.concept is entry.concept:
                if entry.rank < other.rank:
                    entries[i] = entry
                return
        entries.append(entry)


#: What stands near a name that a scheme qualifies in brackets: "Ruby (computer programming)".
_NAME_CONTEXTS = frozenset(
    {"language", "programming", "framework", "library", "tool", "software", "code", "script", "development"}
)


def _parted(label: str) -> tuple[str, str]:
    """A label and what it says in brackets behind: "Ruby (computer programming)"."""
    found = _QUALIFIER.search(label)
    return (label[: found.start()], found.group(1)) if found and found.start() else (label, "")


def _ranked(concept: Concept, *, alternatives: bool) -> Iterator[tuple[int, str]]:
    yield 0, concept.pref_label
    if not alternatives:
        return
    for label in concept.alt_labels:
        yield 1, label
    for label in (*concept.hidden_labels, *concept.ambiguous_labels):
        yield 2, label
