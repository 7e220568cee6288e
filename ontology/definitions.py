"""What files say of performance indicators, and what is read from the words of their targets.

The words are stated: each stands as a plain triple and once more as a statement that cites its line.
Direction, bounds and unit are a reading of the words, so they stand among what is inferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from careergraph.data.targets import read_target

from .namespaces import CG, SKOS, XSD
from .writing import QuadWriter, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from careergraph.data.records import IndicatorDefinition, Said

    from .minting import Minter

_DIRECTIONS = {"higher": CG.HigherIsBetter, "lower": CG.LowerIsBetter, "range": CG.WithinRange}
#: The rule by which a direction, bound or unit follows from a target.
RULE = "target-words"


def definition_quads(minter: Minter) -> Iterator[Quad]:
    """Yield what defines the indicators of a corpus.

    Args:
        minter: knows which indicators there are; stated facts go into the default graph, those that follow
            from a target's words into ``minter.inferred``.
    """
    stated, inferred = QuadWriter(minter), QuadWriter(minter, minter.inferred)
    for iri, definition in minter.definitions.items():
        if iri in minter.indicators:
            _write(stated, NamedNode(iri), definition)
            if definition.target:
                _write_reading(inferred, NamedNode(iri), definition, definition.target)
    yield from stated.quads
    yield from inferred.quads


def _write(writer: QuadWriter, node: NamedNode, one: IndicatorDefinition) -> None:
    # What kind of thing it is and its name are written with those of the indicators that no file defines.
    writer.cite(node, one.path, one.line)
    texts = ((SKOS.definition, one.definition), (CG.target, one.target), (CG.departmentText, one.department))
    for predicate, said in texts:
        if said:
            _state(writer, (node, predicate, literal(said.text)), one.path, said)
    if one.is_key:
        _state(writer, (node, CG.isKey, Literal(value=one.is_key.text == "true")), one.path, one.is_key)


def _state(writer: QuadWriter, fact: tuple[NamedNode, NamedNode, Literal], path: str, said: Said) -> None:
    name = fact[1].value.rpartition("#")[2]
    writer.statement(f"{_line(writer, path, said)}-{name}", fact, ((path, said.line),))


def _line(writer: QuadWriter, path: str, said: Said) -> str:
    return writer.line(path, said.line).value


def _write_reading(writer: QuadWriter, node: NamedNode, one: IndicatorDefinition, words: Said) -> None:
    read = read_target(words.text)
    facts: list[tuple[NamedNode, NamedNode | Literal]] = []
    if read.direction:
        facts.append((CG.direction, _DIRECTIONS[read.direction]))
    bounds = ((CG.targetMinimum, read.minimum), (CG.targetMaximum, read.maximum))
    facts += ((predicate, Literal(bound, datatype=XSD.decimal)) for predicate, bound in bounds if bound)
    if read.unit:
        facts.append((CG.unit, literal(read.unit)))
    for predicate, value in facts:
        name = predicate.value.rpartition("#")[2]
        iri = f"{_line(writer, one.path, words)}-{name}"
        statement = writer.statement(iri, (node, predicate, value), ((one.path, words.line),))
        writer.add(statement, CG.basis, CG.Inferred)
        writer.text(statement, CG.rule, RULE)
