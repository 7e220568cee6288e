"""A value of a result as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CellKind = Literal["iri", "number", "text", "none"]


class Cell(NamedTuple):
    """A value: its text (an IRI in short form), what an IRI is called, and its kind."""

    text: str
    label: str = ""
    kind: CellKind = "text"


def same_labels(rows: Sequence[Sequence[Cell]]) -> set[str]:
    """The labels that several IRIs of these rows share."""
    first: dict[str, str] = {}
    return {
        one.label
        for row in rows
        for one in row
        if one.label and first.setdefault(one.label, one.text) != one.text
    }
