"""Whose items hold for a role: its own, its specialty's, those of the roles it extends, its family's.

A page says "Extends the Senior Engineer requirements" instead of repeating them; what it says is followed,
also to other pages and from there on. A statement about requirements leads to requirements and nice-to-haves,
one about responsibilities to these, one about the role to both.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .errors import AmbiguousNameError, UnknownNameError
from .names import Named, NameIndex
from .nodes import local
from .query import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .query import Dataset


Aspect = Literal["requirements", "responsibilities"]
Citation = tuple[str, int]

#: Aspect → the properties that lead from a role to one whose items of this aspect hold for it, too.
_FOLLOWED: dict[Aspect, tuple[str, ...]] = {
    "requirements": ("extends", "extendsRequirements"),
    "responsibilities": ("extends", "extendsResponsibilities"),
}
_TYPES = {"Role": "role", "JobFamily": "family", "Specialty": "specialty", "Segment": "segment"}


@dataclass(frozen=True, slots=True)
class Extension:
    """A page's statement that a role extends another: by IRIs, with the other's name as it is written."""

    role: str
    property: str
    target: str
    written: str
    sentence: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Source:
    """A holder of items, and the statements that lead to it from the role in question; none for its own."""

    holder: Named
    via: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """All whose items hold for a role, the nearest first.

    ``cycles`` are closed chains of statements, which are followed no further than once round; ``unresolved``
    are statements about roles that no page describes.
    """

    found: tuple[Source, ...]
    cycles: tuple[tuple[Extension, ...], ...] = ()
    unresolved: tuple[Extension, ...] = ()


class Inheritance:
    """The holders of items in a store, and what each of them takes over from others."""

    def __init__(self, store: Dataset) -> None:
        #: IRI → role, family, specialty or segment.
        self.holders: dict[str, Named] = {}
        self._family: dict[str, str] = {}
        self._specialties: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._extensions: dict[str, list[Extension]] = defaultdict(list)
        for row in sorted(select(store, "holders"), key=lambda row: row["holder"]):
            iri, kind = row["holder"], _TYPES[local(row["type"])]
            if iri not in self.holders:
                self.holders[iri] = Named(iri, row["name"], kind)
                if "family" in row:
                    self._family[iri] = row["family"]
                    self._parts[row["family"]].append(iri)
            if "specialty" in row:
                self._specialties[iri].append(row["specialty"])
        found = {
            Extension(
                row["role"],
                local(row["property"]),
                row["target"],
                row.get("written", ""),
                row.get("sentence", ""),
                (row["path"], int(row["line"])),
            )
            for row in select(store, "extensions")
        }
        #: The lines that say what extends what.
        self.statements = {extension.citation for extension in found}
        for extension in sorted(found, key=lambda e: (e.citation, e.target, e.property)):
            self._extensions[extension.role].append(extension)

    def family(self, iri: str) -> Named | None:
        """The family of a role, specialty or segment."""
        return self.holders.get(self._family.get(iri, ""))

    def parts(self, family: str, *types: str) -> list[Named]:
        """What a family holds of these types ("role", "specialty", "segment")."""
        return [self.holders[iri] for iri in self._parts[family] if self.holders[iri].type in types]

    def position(self, name: str, found: Named, base: str = "") -> Named:
        """The position that a name means: a role, or the only role of a family.

        Args:
            name: what was typed, for the message.
            found: the role or family that has the name.
            base: what IRIs start with, to leave it out in the message.

        Raises:
            AmbiguousNameError: a family of several roles.
        """
        if found.type != "family":
            return found
        roles = self.parts(found.iri, "role")
        if len(roles) == 1:
            return roles[0]
        if not roles:
            return found
        raise AmbiguousNameError(
            name, [f"{role.name} (role): {role.iri.removeprefix(base)}" for role in roles], roles
        )

    def specialty(self, role: str, name: str) -> Named:
        """The specialty or segment of the role's family that a name means.

        Raises:
            AmbiguousNameError: several have this name.
            UnknownNameError: none has; the suggestions are what there is.
        """
        there = self.parts(self._family.get(role, role), "specialty", "segment")
        try:
            return NameIndex(there, prefer=("specialty", "segment")).find(name)
        except UnknownNameError:
            listed = [f"{one.name} ({one.type})" for one in there]
            raise UnknownNameError(name, listed, there) from None

    def sources(self, role: str, aspect: Aspect, specialty: str = "") -> Sources:
        """Whose items of an aspect hold for a role (or are a family's own).

        Args:
            role: its IRI.
            aspect: requirements (with nice-to-haves), or responsibilities.
            specialty: the IRI of a specialty that the role is held in, if any.
        """
        followed = _FOLLOWED[aspect]
        reached, unresolved = self._reached(role, followed)
        found: dict[str, Source] = {}
        families: dict[str, Source] = {}
        for iri, via in reached.items():
            beside = [specialty] if iri == role and specialty else []
            for each in (iri, *self._specialties.get(iri, ()), *beside):
                if each in self.holders:
                    found.setdefault(each, Source(self.holders[each], via))
            family = self.family(iri)
            if family is not None:
                families.setdefault(family.iri, Source(family, via))
        for iri, source in families.items():  # what holds for many comes after what is said of the role
            found.setdefault(iri, source)
        return Sources(tuple(found.values()), tuple(self._cycles(role, followed)), tuple(unresolved))

    def _said(self, role: str, followed: tuple[str, ...]) -> list[Extension]:
        return [each for each in self._extensions.get(role, ()) if each.property in followed]

    def _reached(
        self, start: str, followed: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Extension, ...]], list[Extension]]:
        """What statements lead to, each by the fewest of them, nearest first; and those that lead nowhere."""
        reached: dict[str, tuple[Extension, ...]] = {start: ()}
        unresolved: list[Extension] = []
        waiting = deque([start])
        while waiting:
            role = waiting.popleft()
            for extension in self._said(role, followed):
                if extension.target not in self.holders:
                    unresolved.append(extension)
                elif extension.target not in reached:
                    reached[extension.target] = (*reached[role], extension)
                    waiting.append(extension.target)
        return reached, unresolved

    def _cycles(self, start: str, followed: tuple[str, ...]) -> Iterator[tuple[Extension, ...]]:
        """Closed chains of statements, one for each statement that leads back to where it came from."""
        chain: list[Extension] = []
        on_chain = {start: 0}
        done: set[str] = set()
        ahead = [iter(self._said(start, followed))]
        while ahead:
            extension = next(ahead[-1], None)
            if extension is None:
                ahead.pop()
                if chain:
                    left = chain.pop().target
                    del on_chain[left]
                    done.add(left)
            elif extension.target in on_chain:
                yield (*chain[on_chain[extension.target] :], extension)
            elif extension.target not in done:
                chain.append(extension)
                on_chain[extension.target] = len(chain)
                ahead.append(iter(self._said(extension.target, followed)))
