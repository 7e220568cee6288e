"""What career paths are computed from, read once: nodes, moves, and what each position asks.

Reading it by SPARQL takes longer than everything a command does with it, so what was read from a build is
kept beside it (:mod:`.careerscache`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .coverage import Having
from .inheritance import Inheritance
from .names import NameIndex
from .nodes import local, named, read_moves, read_nodes
from .query import select
from .skills import STRENGTHS, WEIGHTS, read_taxonomy, strength_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .coverage import Coverage, Taxonomy
    from .names import Named
    from .nodes import Move, Node
    from .query import Dataset
    from .skills import Strength

#: Types in the order in which they are meant by a name that several things have.
PREFERRED = ("role", "family", "department", "named")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is really asked in a position, its own and what it takes over from others.

    ``skills`` gives each skill its strongest evidence and how many items name it; ``indicators`` are the
    IRIs of the performance indicators of the position and its family.
    """

    skills: dict[str, tuple[Strength, int]] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()

    def of(self, strength: Strength) -> list[str]:
        """The skills whose strongest evidence is this."""
        return [iri for iri, (found, _) in self.skills.items() if found == strength]


NOTHING_ASKED = Asked()


class Careers:
    """The nodes and moves of a dataset, and what each role and family asks.

    Args:
        base: what its IRIs start with.
        nodes: by IRI.
        moves: all of them; their ends are among the nodes.
        asked: by the IRI of a role or family.
        taxonomy: of the skills; None where they were not looked for.
        indicators: IRI → name.
        covered: IRI of a move → its coverage, as far as it is known already.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the parts that are read and kept
        self,
        base: str,
        nodes: dict[str, Node],
        moves: list[Move],
        asked: dict[str, Asked],
        taxonomy: Taxonomy | None,
        indicators: dict[str, str],
        covered: dict[str, float | None] | None = None,
    ) -> None:
        self.base = base
        self.nodes = nodes
        self.moves = moves
        self.asked = asked
        self.taxonomy = taxonomy
        self.indicators = indicators
        self.covered = covered or {}
        self._having: dict[str, Having] = {}

    def find(self, name: str, types: Iterable[str] = PREFERRED) -> Node:
        """The role, family, department or mere name that a person means.

        Raises:
            AmbiguousNameError: several fit equally well.
            UnknownNameError: none does.
        """
        wanted = tuple(types)
        index = self.names(wanted)
        return self.nodes[index.find(name).iri]

    def names(self, types: Iterable[str] = PREFERRED) -> NameIndex:
        """An index of the nodes of some types by name."""
        wanted = tuple(types)
        there: list[Named] = named(node for node in self.nodes.values() if node.type in wanted)
        return NameIndex(there, self.base, wanted)

    def members(self, node: Node) -> list[Node]:
        """The roles that a role, family or department stands for, and a family itself; by IRI."""
        if node.type == "family":
            return [other for other in self.nodes.values() if node.iri in (other.iri, other.family)]
        if node.type == "department":
            return [n for n in self.nodes.values() if n.department == node.iri and n.type != "department"]
        return [node]

    def required(self, iri: str) -> list[str]:
        """The skills that a position requires."""
        return self.asked.get(iri, NOTHING_ASKED).of("required")

    def having(self, iri: str) -> Having:
        """The skills that somebody in a position has.

        Raises:
            ValueError: skills were not looked for.
        """
        if self.taxonomy is None:
            raise ValueError("skills were not looked for")
        if iri not in self._having:
            skills = self.asked.get(iri, NOTHING_ASKED).skills
            self._having[iri] = Having(self.taxonomy, {s: WEIGHTS[found] for s, (found, _) in skills.items()})
        return self._having[iri]

    def coverage(self, source: str, target: str) -> Coverage | None:
        """How much of what one role requires another one brings; None where nothing is known of it."""
        ends = self.nodes[source], self.nodes[target]
        if self.taxonomy is None or any(node.type != "role" for node in ends):
            return None
        return self.having(source).coverage(self.required(target))

    def score(self, move: Move) -> float | None:
        """The coverage score of a move's two ends, 0 to 1; None where nothing is required or known."""
        if move.iri not in self.covered:
            found = self.coverage(move.source, move.target)
            self.covered[move.iri] = found.score if found else None
        return self.covered[move.iri]


def read_careers(store: Dataset, base: str, *, skills: bool) -> Careers:
    """Read from a dataset what career paths are computed from.

    Args:
        store: the dataset.
        base: what its IRIs start with.
        skills: whether skills were looked for in it.
    """
    nodes = read_nodes(store)
    moves = [move for move in read_moves(store) if move.source in nodes and move.target in nodes]
    names: dict[str, str] = {}
    measured: dict[str, set[str]] = defaultdict(set)
    for row in select(store, "asked-indicators"):
        names[row["indicator"]] = row["name"]
        measured[row["holder"]].add(row["indicator"])
    inheritance = Inheritance(store)
    own = _named_by_items(store) if skills else {}
    asked = {
        iri: Asked(_taken_over(inheritance, iri, own), tuple(sorted(measured[iri] | measured[node.family])))
        for iri, node in nodes.items()
        if node.type in ("role", "family")
    }
    taxonomy = read_taxonomy(store) if skills else None
    return Careers(base, nodes, moves, asked, taxonomy, dict(sorted(names.items())))


#: Skill → strength → number of items.
_Named = dict[str, "Counter[Strength]"]


def _named_by_items(store: Dataset) -> dict[str, _Named]:
    """By position, the skills that its own items name."""
    below: dict[str, list[str]] = defaultdict(list)
    for row in select(store, "sub-items"):
        below[row["item"]].append(row["below"])
    named_in: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in select(store, "mentions"):
        named_in[row["item"]].append((row["skill"], "weight" in row))
    found: dict[str, _Named] = defaultdict(lambda: defaultdict(Counter))
    for row in select(store, "held-items"):
        waiting = [row["item"]]
        while waiting:
            item = waiting.pop()
            waiting += below.get(item, ())
            for skill, weak in named_in.get(item, ()):
                found[row["holder"]][skill][strength_of(local(row["property"]), weak=weak)] += 1
    return found


def _taken_over(
    inheritance: Inheritance, iri: str, own: dict[str, _Named]
) -> dict[str, tuple[Strength, int]]:
    """The skills asked in a position: strongest evidence, and how many items name them."""
    found: _Named = defaultdict(Counter)
    for aspect, strengths in STRENGTHS.items():
        for source in inheritance.sources(iri, aspect).found:
            for skill, counts in own.get(source.holder.iri, {}).items():
                for strength in strengths:
                    found[skill][strength] += counts[strength]
    order: list[Strength] = list(WEIGHTS)
    return {
        skill: (next(strength for strength in order if counts[strength]), counts.total())
        for skill, counts in sorted(found.items())
        if counts.total()
    }
