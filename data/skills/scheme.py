"""Skills as a SKOS concept scheme: frozen concepts and the hierarchy over them.

`SKOS <https://www.w3.org/TR/skos-reference/>`_ is what skill vocabularies are published in; what is read
of it is said in :mod:`.reading`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from careergraph.data.errors import InputError

from .words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: The kind of a concept that only groups others; its label names no skill in a text.
GROUP = "group"


class SchemeError(InputError):
    """A file that is no concept scheme, or a scheme that contradicts itself.

    Args:
        message: what is wrong and what to do.
        path: the file.
        line: the line in it, from 1; 0 where no line can be named.
        concepts: the IRIs of the concepts that the message is about.
    """

    def __init__(
        self, message: str, *, path: str = "", line: int = 0, concepts: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, path=path, line=line)
        self.concepts = concepts


@dataclass(frozen=True, slots=True)
class Concept:
    """A skill: its labels in one language and its place in the hierarchy.

    ``kind`` is ``knowledge``, ``competence``, ``tool`` or what else the scheme says, ``group`` for a concept
    that only groups others. ``ambiguous_labels`` are those among the labels that also mean something else;
    they count only near one of ``contexts``.
    """

    iri: str
    pref_label: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    kind: str = ""
    definition: str = ""
    ambiguous_labels: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    exact_matches: tuple[str, ...] = ()
    close_matches: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, the preferred one first, each once."""
        return tuple(
            dict.fromkeys((self.pref_label, *self.alt_labels, *self.hidden_labels, *self.ambiguous_labels))
        )


def _name_key(name: str) -> tuple[str, ...]:
    return tuple(words(name).light)


@dataclass(frozen=True)
class Scheme:
    """Concepts by IRI, in the order of their labels.

    Args:
        concepts: the concepts; those that ``broader`` names and that are not among them are passed over.
        title: the scheme's title as published.
        sources: the files it was read from.
    """

    concepts: Mapping[str, Concept]
    title: str = ""
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, concepts: Iterable[Concept], *, title: str = "", sources: tuple[str, ...] = ()) -> Scheme:
        """A scheme of these concepts, once :func:`check` finds nothing wrong with them."""
        ordered = sorted(concepts, key=lambda concept: (concept.pref_label.casefold(), concept.iri))
        scheme = cls(MappingProxyType({concept.iri: concept for concept in ordered}), title, sources)
        cycle = scheme.cycle()
        if cycle:
            chain = " > ".join(_named(scheme, iri) for iri in cycle)
            raise SchemeError(
                f"skos:broader runs in a circle: {chain}. Remove one of these links.",
                path=sources[0] if len(sources) == 1 else "",
                concepts=tuple(cycle[:-1]),
            )
        return scheme

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def __contains__(self, iri: object) -> bool:
        return iri in self.concepts

    def __getitem__(self, iri: str) -> Concept:
        return self.concepts[iri]

    def get(self, iri: str) -> Concept | None:
        """The concept with this IRI, or None."""
        return self.concepts.get(iri)

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for concept in self:
            for iri in concept.broader:
                found[iri].append(concept.iri)
        return {iri: tuple(narrower) for iri, narrower in found.items()}

    @cached_property
    def _named(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for concept in self:
            for label in concept.labels:
                found[_name_key(label)].append(concept.iri)
        return {key: tuple(dict.fromkeys(iris)) for key, iris in found.items()}

    def broader(self, iri: str) -> tuple[str, ...]:
        """The concepts right above one, without those that the scheme does not describe."""
        return tuple(above for above in self.concepts[iri].broader if above in self.concepts)

    def narrower(self, iri: str) -> tuple[str, ...]:
        """The concepts right below one, by label."""
        return self._narrower.get(iri, ())

    def ancestors(self, iri: str) -> dict[str, int]:
        """All concepts above one, nearest first, each with the number of steps to it."""
        found: dict[str, int] = {}
        level, step = self.broader(iri), 1
        while level:
            for above in level:
                found.setdefault(above, step)
            level = tuple(dict.fromkeys(a for above in level for a in self.broader(above) if a not in found))
            step += 1
        return found

    @property
    def top(self) -> tuple[str, ...]:
        """The concepts with nothing above them, by label."""
        return tuple(concept.iri for concept in self if not self.broader(concept.iri))

    def named(self, name: str) -> tuple[Concept, ...]:
        """The concepts that have a name as one of their labels, whatever its case, plural or hyphens.

        Those whose preferred label it is come first; empty if there is none.
        """
        key = _name_key(name)
        found = [self.concepts[iri] for iri in self._named.get(key, ())]
        return tuple(sorted(found, key=lambda concept: _name_key(concept.pref_label) != key))

    def cycle(self) -> list[str]:
        """A circle in ``broader`` as a closed chain of IRIs; empty if there is none."""
        done: set[str] = set()
        for start in self.concepts:
            path: list[str] = []
            on_path: set[str] = set()
            stack: list[tuple[str, bool]] = [(start, False)]
            while stack:
                iri, leaving = stack.pop()
                if leaving:
                    on_path.discard(path.pop())
                    done.add(iri)
                elif iri in on_path:
                    return [*path[path.index(iri) :], iri]
                elif iri not in done:
                    path.append(iri)
                    on_path.add(iri)
                    stack.append((iri, True))
                    stack.extend((above, False) for above in reversed(self.broader(iri)))
        return []


def _named(scheme: Scheme, iri: str) -> str:
    return f"{scheme[iri].pref_label} <{iri}>"
