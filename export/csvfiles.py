"""Nodes and moves as two CSV files, as ``neo4j-admin database import full`` and spreadsheets take them.

The header says what columns are (https://neo4j.com/docs/operations-manual/current/import/). A text that a
spreadsheet would take for a formula begins with an apostrophe; `read_cell` takes it away again.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from careergraph.graph.network import to_networkx

from .insights import safe
from .textfit import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careergraph.graph.careers import Careers

    from .network import Selection

#: Columns of nodes and of moves: header → attribute of `graph.network.to_networkx`.
NODES = {
    "title": "title",
    "type": "type",
    "family": "family",
    "department": "department",
    "track": "track",
    "grades:string[]": "grades",
    "rank:double": "rank",
    "lines:string[]": "lines",
}
MOVES = {
    "kind": "kind",
    "basis": "basis",
    "rule": "rule",
    "sentences:string[]": "sentences",
    "lines:string[]": "lines",
    "coverage:double": "coverage",
    "effort:double": "effort",
}
_LABELS = {"role": "Role", "family": "JobFamily", "named": "UnresolvedTarget"}


def to_csv(careers: Careers, selection: Selection) -> tuple[str, str]:
    """A part of the graph as two CSV files.

    Parts of lists are parted by ";"; one that a part has is written as ",". Texts stand on one line.

    Args:
        careers: the graph.
        selection: what of it.

    Returns:
        nodes and moves. IRIs are identifiers, the type of a node is its label, the kind of a move its type
        ("CHANGE_OF_TRACK").
    """
    graph = to_networkx(careers)
    nodes = (
        [iri, *_cells(attributes, NODES.values()), _LABELS[attributes["type"]]]
        for iri, attributes in graph.nodes(data=True)
        if iri in selection.iris
    )
    kept = {move.iri for move in selection.moves}
    moves = (
        [
            source,
            target,
            _type(attributes["kind"]),
            iri,
            *_cells(attributes, MOVES.values()),
        ]
        for source, target, iri, attributes in graph.edges(keys=True, data=True)
        if iri in kept
    )
    return (
        _table(["id:ID", *NODES, ":LABEL"], nodes),
        _table([":START_ID", ":END_ID", ":TYPE", "iri", *MOVES], moves),
    )


def read_cell(cell: str) -> str:
    """What a text was before it was made safe for spreadsheets.

    >>> read_cell("'=1+1"), read_cell("''=1+1"), read_cell("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell.startswith("'") and _guarded(cell[1:]) != cell[1:] else cell


def _guarded(text: str) -> str:
    """A text that no spreadsheet computes; one that looks guarded already gets another mark."""
    bare = text.lstrip("'")
    return f"'{text}" if safe(bare) != bare else text


def _type(kind: str) -> str:
    return kind.replace(" ", "_").upper()


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _cells(attributes: dict[str, object], names: Iterable[str]) -> list[str]:
    return [_cell(attributes.get(name, "")) for name in names]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return _guarded(";".join(plain(part).replace(";", ",") for part in value))
    return _guarded(plain(value)) if isinstance(value, str) else str(value)
