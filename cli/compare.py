"""``careergraph compare``: two or three roles side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

import click

from careergraph.graph.careergraph import CareerGraph

from .jsonforms import citations_json, named_json, node_json, step_json
from .opening import failures_as, opened
from .options import format_option, store_option
from .render import bold, clean, dim, echo, echo_json, places, width, wrap
from .rendersteps import counted, thousandths
from .table import columns, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from careergraph.graph.compare import Comparison, Row, Side, SkillRow, Way
    from careergraph.graph.nodes import Node

_Held = TypeVar("_Held")

_LETTERS = "ABC"
_GAP = 2
_LABEL = 12  # width of the column for what is told of each role
_NEXT = 3  # so many next steps are named
_SHARED = 20  # so many names are listed that several roles share
_ALONE = 8  # so many names are listed that a role has alone
#: How a page asks for a skill that it does not require.
_WEAKER = {"preferred": "welcome", "responsibility": "in duties"}

_EXAMPLES = """\b
Examples:
  careergraph compare "Support Engineer" "Senior Support Engineer"
  careergraph compare "Jr Backend Engineer" "Sr Backend Engineer" --full
  careergraph compare "Sr Technical Writer" "Sr Recruiter" "Sr Data Engineer"
"""


@click.command(epilog=_EXAMPLES)
@click.argument("roles", nargs=-1, required=True, metavar="A B [C]")
@click.option("--full", is_flag=True, help="List everything, requirements in words with file and line.")
@store_option
@format_option
def compare(roles: Sequence[str], full: bool, store: Path | None, output: str) -> None:
    """Put two or three roles side by side: place, next steps, skills, requirements, performance indicators.

    A, B and C are titles of roles, as "careergraph path" understands them. What counts is what is really
    asked of a role ("careergraph show ROLE --effective"). Skills are required unless marked as welcome or as
    named in duties only. Between each two roles, the way of least effort is told as "careergraph path" finds
    it, and how much of the skills that one requires the other brings.
    """
    if not 2 <= len(roles) <= len(_LETTERS):
        raise click.UsageError("give two or three roles")
    with opened(store) as build, failures_as(output):
        found = CareerGraph(build).compare(*roles)
    if len({side.role.iri for side in found.sides}) < len(found.sides):
        raise click.UsageError(f"two of these are the same role: {', '.join(roles)}")
    if output == "json":
        echo_json(_json(found))
    else:
        _print(found, full=full)


def _print(found: Comparison, *, full: bool) -> None:
    sides = found.sides
    letters = _LETTERS[: len(sides)]
    titles = [[f"{letter}: {side.role.title}"] for letter, side in zip(letters, sides, strict=True)]
    for line in _beside(" " * _LABEL, titles):
        echo(bold(line))
    for label, cells in (
        ("grade", [[", ".join(side.role.grades)] for side in sides]),
        ("track", [[side.role.track] for side in sides]),
        ("family", [[side.role.family_title] for side in sides]),
        ("department", [[side.role.department_title] for side in sides]),
        ("reports to", [list(dict.fromkeys(fact.other.name for fact in s.reports_to)) for s in sides]),
        ("next", [_next(side) for side in sides]),
        ("page", [places(side.role.citations) for side in sides]),
    ):
        if any(map(any, cells)):
            for line in _beside(label.ljust(_LABEL), cells):
                echo(line)
    echo()
    echo(bold("Ways"))
    for way in found.ways:
        echo(wrap(_way(way), f"  {letters[way.start]} → {letters[way.end]}: ", "         "))
    _print_rows("Skills", found.skills, _skill, letters, full=full)
    _print_requirements(found, letters, full=full)
    _print_rows("Performance indicators", found.indicators, lambda row, _: row.label, letters, full=full)


def _next(side: Side) -> list[str]:
    steps = [step for steps in side.next.steps.values() for step in steps]
    named = [f"{_called(step.target)} ({step.move.basis})" for step in steps[:_NEXT]]
    more = [f"and {len(steps) - _NEXT} more"] if len(steps) > _NEXT else []
    return named + more or ["nothing known"]


def _called(node: Node) -> str:
    return f"{node.title}, a job family" if node.type == "family" else node.title


def _way(way: Way) -> str:
    brings = f"; brings {way.coverage:.0%} of the required skills" if way.coverage is not None else ""
    if way.path is None:
        return f"no way{brings}"
    steps, unstated = len(way.path.steps), way.path.unstated
    basis = f"{unstated} of them not stated" if 0 < unstated < steps else "inferred" if unstated else "stated"
    return f"{counted(steps, 'step')}, {basis}, effort {thousandths(way.path.effort.total)}{brings}"


def _skill(row: SkillRow, letters: str) -> str:
    """The label of a skill, and which roles do not require it."""
    weaker: dict[str, list[str]] = {}
    for side in row.sides:
        evidence = row.held[side] or ()
        weaker.setdefault(_WEAKER.get(evidence[0].strength, ""), []).append(letters[side])
    if len(weaker) == 1:
        return row.label + "".join(f" ({mark})" for mark in weaker if mark)
    told = [f"{mark}: {', '.join(which)}" for mark, which in weaker.items() if mark]
    return f"{row.label} ({'; '.join(told)})"


def _groups(rows: Sequence[Row[_Held]]) -> dict[tuple[int, ...], list[Row[_Held]]]:
    """The rows by the sides that hold them."""
    found: dict[tuple[int, ...], list[Row[_Held]]] = {}
    for row in rows:
        found.setdefault(row.sides, []).append(row)
    return found


def _holders(sides: tuple[int, ...], letters: str) -> str:
    if len(sides) == len(letters):
        return "of both" if len(sides) == 2 else "of all"
    if len(sides) == 1:
        return f"of {letters[sides[0]]} alone"
    return f"of {' and '.join(letters[side] for side in sides)}"


def _print_rows(
    what: str,
    rows: Sequence[Row[_Held]],
    named: Callable[[Row[_Held], str], str],
    letters: str,
    *,
    full: bool,
) -> None:
    """What several roles share as lists, and below it what each has alone, side by side."""
    groups = _groups(rows)
    for sides, shared in groups.items():
        if len(sides) > 1:
            echo()
            echo(bold(f"{what} {_holders(sides, letters)} ({len(shared)})"))
            names = [named(row, letters) for row in shared]
            echo(wrap(_listed(names, None if full else _SHARED), "  "))
    alone = [[named(row, letters) for row in groups.get((side,), ())] for side in range(len(letters))]
    if not any(alone):
        return
    echo()
    echo(bold(f"{what} of one alone"))
    cells: list[list[str]] = []
    for letter, names in zip(letters, alone, strict=True):
        shown = names if full else names[:_ALONE]
        more = [f"and {len(names) - len(shown)} more"] if len(names) > len(shown) else []
        cells.append([f"{letter} ({len(names)})", *shown, *more])
    for line in _beside("  ", cells):
        echo(line)


def _print_requirements(found: Comparison, letters: str, *, full: bool) -> None:
    groups = _groups(found.requirements)
    if not groups:
        return
    if not full:
        echo()
        echo(bold("Requirements in the words of the pages"))
        counts = ", ".join(f"{len(rows)} {_holders(sides, letters)}" for sides, rows in groups.items())
        echo(wrap(f"{counts} (--full lists them)", "  "))
        return
    for sides, rows in groups.items():
        echo()
        echo(bold(f"Requirements {_holders(sides, letters)}, in the words of the pages ({len(rows)})"))
        for row in rows:
            echo(wrap(row.label, "  ", "    "))
            for place in places(sorted({item.citation for item in row.held if item})):
                echo(f"      {dim(place)}")


def _listed(names: Iterable[str], most: int | None) -> str:
    given = list(names)
    shown = given if most is None else given[:most]
    more = f" and {len(given) - len(shown)} more" if len(given) > len(shown) else ""
    return ", ".join(shown) + more


def _beside(head: str, cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lists of texts beside each other, each text hanging, after a head that stands on the first line."""
    size = (width() - len(head) - _GAP * (len(cells) - 1)) // len(cells)
    filled = [[line for text in texts for line in _hanging(text, size)] for texts in cells]
    for number, parts in enumerate(zip_longest(*filled, fillvalue="")):
        padded = (" " * _GAP).join(part + " " * (size - columns(part)) for part in parts)
        yield f"{head if number == 0 else ' ' * len(head)}{padded}".rstrip()


def _hanging(text: str, size: int) -> list[str]:
    first, *more = fill(clean(text), size - 1)
    return [first, *(f" {line}" for line in more)]


def _json(found: Comparison) -> dict[str, object]:
    iris = [side.role.iri for side in found.sides]
    return {
        "roles": [
            {
                **node_json(side.role),
                "reports_to": [
                    {**named_json(fact.other), "citations": citations_json(fact.citations)}
                    for fact in side.reports_to
                ],
                "next": [step_json(step) for steps in side.next.steps.values() for step in steps],
            }
            for side in found.sides
        ],
        "ways": [
            {
                "from": iris[way.start],
                "to": iris[way.end],
                "coverage": way.coverage,
                "path": None
                if way.path is None
                else {
                    "effort": way.path.effort.total / 1000,
                    "unstated": way.path.unstated,
                    "steps": [step_json(step) for step in way.path.steps],
                },
            }
            for way in found.ways
        ],
        "skills": [
            {
                "iri": row.iri,
                "label": row.label,
                "asked": [
                    held
                    and {
                        "strength": held[0].strength,
                        "evidence": [
                            {"words": e.words, "text": e.text, **citations_json([e.citation])[0]}
                            for e in held
                        ],
                    }
                    for held in row.held
                ],
            }
            for row in found.skills
        ],
        "requirements": [
            {
                "text": row.label,
                "asked": [
                    item
                    and {
                        "nested": list(item.nested),
                        "citations": citations_json([item.citation, *item.also]),
                    }
                    for item in row.held
                ],
            }
            for row in found.requirements
        ],
        "indicators": [
            {
                "name": row.label,
                "measured": [fact and {"citations": citations_json(fact.citations)} for fact in row.held],
            }
            for row in found.indicators
        ],
    }
