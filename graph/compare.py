"""Roles side by side: what they share, what only some of them ask, and how one leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from .effective import effective, same_words
from .errors import NoPathError
from .facts import describe
from .outlook import outlook
from .paths import paths
from .skills import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .careers import Careers
    from .effective import EffectiveItem
    from .facts import Fact
    from .gap import Positions
    from .inheritance import Inheritance
    from .names import Named
    from .nodes import Node
    from .outlook import Outlook
    from .paths import Path
    from .query import Dataset
    from .skills import Evidence

_Key = TypeVar("_Key")
_Held = TypeVar("_Held")


@dataclass(frozen=True, slots=True)
class Side:
    """A role that is compared: whom it reports to, and what may come next."""

    role: Node
    reports_to: tuple[Fact, ...]
    next: Outlook


@dataclass(frozen=True, slots=True)
class Way:
    """How one role leads to another: numbers of the sides, the path of least effort, and the coverage.

    ``path`` is None where nothing leads there but demotions; ``coverage`` is how much of what the end
    requires the start brings, 0 to 1, None where it is not known.
    """

    start: int
    end: int
    path: Path | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Row(Generic[_Held]):
    """Something that is asked, and for each side what asks it; None where nothing does.

    Of a skill that is the evidence, the strongest first; of a requirement in words the item, of a performance
    indicator the fact. ``iri`` is that of the skill.
    """

    label: str
    held: tuple[_Held | None, ...]
    iri: str = ""

    @property
    def sides(self) -> tuple[int, ...]:
        """The numbers of the sides that hold it."""
        return tuple(number for number, each in enumerate(self.held) if each is not None)


#: A skill, with its evidence.
SkillRow: TypeAlias = "Row[tuple[Evidence, ...]]"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Roles side by side; in rows, what most sides ask comes first.

    Of the skills that as many ask, those come first that one requires, then those that most items name.
    """

    sides: tuple[Side, ...]
    ways: tuple[Way, ...]
    skills: tuple[SkillRow, ...]
    requirements: tuple[Row[EffectiveItem], ...]
    indicators: tuple[Row[Fact], ...]


def compare(
    careers: Careers,
    store: Dataset,
    inheritance: Inheritance,
    positions: Positions | None,
    roles: Sequence[Node],
) -> Comparison:
    """Put roles side by side.

    Args:
        careers: what `careers.read_careers` gives.
        store: the dataset that they were read from.
        inheritance: made from the same store.
        positions: made from the same store; None where skills were not looked for.
        roles: two or more, or families for what they ask of all their roles.
    """
    there = [inheritance.holders[role.iri] for role in roles]
    return Comparison(
        tuple(_side(careers, store, role) for role in roles),
        tuple(_way(careers, roles, *ends) for ends in permutations(range(len(roles)), 2)),
        _skills(positions, there) if positions else (),
        _requirements(store, inheritance, there),
        _indicators(store, inheritance, there),
    )


def _side(careers: Careers, store: Dataset, role: Node) -> Side:
    return Side(role, tuple(describe(store, role.iri).of("reportsTo")), outlook(careers, role))


def _way(careers: Careers, roles: Sequence[Node], start: int, end: int) -> Way:
    one, other = roles[start], roles[end]
    try:
        [path] = paths(careers, one, other)
    except NoPathError:
        path = None
    coverage = careers.coverage(one.iri, other.iri)
    return Way(start, end, path, coverage.score if coverage else None)


def _skills(positions: Positions, there: Sequence[Named]) -> tuple[SkillRow, ...]:
    strengths = list(WEIGHTS)

    def rank(row: SkillRow) -> tuple[int, int, int, str, str]:
        asked = [evidence for evidence in row.held if evidence]
        strongest = min(strengths.index(evidence[0].strength) for evidence in asked)
        return row.held.count(None), strongest, -sum(map(len, asked)), row.label.casefold(), row.iri

    rows = [
        Row(positions.taxonomy.label(iri), held, iri)
        for iri, held in _side_by_side([positions.profile(each).skills for each in there]).items()
    ]
    return tuple(sorted(rows, key=rank))


def _requirements(
    store: Dataset, inheritance: Inheritance, there: Sequence[Named]
) -> tuple[Row[EffectiveItem], ...]:
    sides = []
    for position in there:
        items = effective(store, inheritance, position).of("hasRequirement")
        said = [item for item in items if item.citation not in inheritance.statements]
        sides.append({tuple(map(same_words, (item.text, *item.nested))): item for item in said})
    rows = [Row(_first(held).text, held) for held in _side_by_side(sides).values()]
    return tuple(sorted(rows, key=lambda row: row.held.count(None)))


def _indicators(store: Dataset, inheritance: Inheritance, there: Sequence[Named]) -> tuple[Row[Fact], ...]:
    sides = []
    for position in there:
        family = inheritance.family(position.iri)
        holders = [family, position] if family else [position]
        facts = [fact for each in holders for fact in describe(store, each.iri).of("hasIndicator")]
        sides.append({fact.other.iri: fact for fact in facts})
    rows = [Row(_first(held).other.name, held) for held in _side_by_side(sides).values()]
    return tuple(sorted(rows, key=lambda row: (row.held.count(None), row.label.casefold())))


def _side_by_side(sides: Sequence[Mapping[_Key, _Held]]) -> dict[_Key, tuple[_Held | None, ...]]:
    """For each key of any side, what each side has for it."""
    return {key: tuple(side.get(key) for side in sides) for side in sides for key in side}


def _first(held: Iterable[_Held | None]) -> _Held:
    return next(each for each in held if each is not None)
