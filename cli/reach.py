"""``careergraph reach``: everything that can be reached from a role, or from where it can be."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import click

from careergraph.graph.careergraph import CareerGraph

from .jsonforms import move_json, node_json
from .opening import failures_as, opened
from .options import format_option, store_option
from .path import TRACKS
from .render import bold, clean, dim, echo, echo_json, width, wrap
from .rendersteps import counted, thousandths
from .table import columns, fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from careergraph.graph.nodes import Node
    from careergraph.graph.reach import Reach, Reached

_FAMILIES = 8  # so many families of what is not listed are named
_GAP = "  "
#: Widths of the columns for grade, effort and unstated steps; titles share the rest of a line.
_NUMBERS = (5, 6, 8)

_EXAMPLES = """\b
Examples:
  careergraph reach "Backend Engineer" --within 3
  careergraph reach "Senior Technical Writer" --track manager
  careergraph reach "VP, Customer Success" --to --stated-only
  careergraph reach "Support Engineer" --department product
"""


@click.command(epilog=_EXAMPLES)
@click.argument("role")
@click.option("--within", type=click.IntRange(min=1), metavar="N", help="Only what takes at most N steps.")
@click.option("--to", "backwards", is_flag=True, help="List who can get to ROLE, instead.")
@click.option("--stated-only", is_flag=True, help="Take only moves that a page states.")
@click.option("--track", type=click.Choice(list(TRACKS)), help="Stay on this track.")
@click.option("--allow-down", is_flag=True, help="Take demotions, too.")
@click.option("--family", metavar="NAME", help="List only roles of this job family; ways go through all.")
@click.option("--department", metavar="NAME", help="List only roles of this department; ways go through all.")
@click.option(
    "-n",
    "--limit",
    default=30,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="Print the N nearest roles, and count the others by job family; JSON has all.",
)
@store_option
@format_option
@click.pass_context
def reach(  # noqa: PLR0913, PLR0917 - one an option
    ctx: click.Context,
    role: str,
    within: int | None,
    backwards: bool,
    stated_only: bool,
    track: str | None,
    allow_down: bool,
    family: str | None,
    department: str | None,
    limit: int,
    store: Path | None,
    output: str,
) -> None:
    """List everything that can be reached from a role, by the number of steps, nearest first.

    ROLE is the title of a role as "careergraph path" understands it, or of a job family or department (any
    of its roles). Each role is listed once, by the way of fewest steps; of several, that of which pages state
    most, then that of least effort. "After" is the role before it on that way; effort and unstated steps are
    those of the whole way. "careergraph path FROM TO --by steps" explains one. Exits with 1 if there is none.
    """
    with opened(store) as build, failures_as(output):
        graph = CareerGraph(build)
        found = graph.reach(
            role,
            within=within,
            backwards=backwards,
            stated_only=stated_only,
            track=TRACKS.get(track or "", ""),
            allow_down=allow_down,
        )
        listed = found.found
        for name, kind in ((family, "family"), (department, "department")):
            if name is not None:
                inside = set(found.of(graph.careers.find(name, (kind,))))
                listed = tuple(each for each in listed if each in inside)
    if output == "json":
        echo_json(_json(found, listed))
    else:
        _print(found, listed, limit)
    if not listed:
        ctx.exit(1)


def _print(found: Reach, listed: Sequence[Reached], limit: int) -> None:
    role = found.role
    whose = "roles of " if role.type in ("family", "department") else ""
    verb = "can get to" if found.backwards else "can be reached from"
    if not listed:
        echo(wrap(f"No role {verb} {whose}{role.title} by such moves."))
        return
    most = max(each.steps for each in listed)
    far = f", in {'up to ' if most > 1 else ''}{counted(most, 'step')}"
    echo(bold(wrap(f"{counted(len(listed), 'role')} {verb} {whose}{role.title}{far}")))
    echo()
    head = ("then" if found.backwards else "after", "grade", "effort", "unstated")
    _row(("role", *head[1:], head[0]), style=True)
    for steps, group in groupby(listed[:limit], key=lambda each: each.steps):
        number = sum(each.steps == steps for each in listed)
        echo(bold(f"{counted(steps, 'step')} ({number})"))
        for each in group:
            _row(
                (
                    _called(each.node),
                    "/".join(each.node.grades),
                    thousandths(each.effort),
                    str(each.unstated),
                    "" if (before := found.before(each.step)) == role else before.title,
                )
            )
    if len(listed) > limit:
        _print_rest(listed[limit:], len(listed))


def _called(node: Node) -> str:
    return node.title + {"named": " (on no page)", "family": " (whole job family)"}.get(node.type, "")


def _row(cells: Sequence[str], *, style: bool = False) -> None:
    """Title, grade, effort, unstated steps and the role before, in columns."""
    room = width() - sum(_NUMBERS) - (len(cells)) * len(_GAP)
    sizes = (room - room * 4 // 9, *_NUMBERS, room * 4 // 9)
    filled = [fill(clean(cell), size) for cell, size in zip(cells, sizes, strict=True)]
    for number in range(max(map(len, filled))):
        parts = []
        for position, (lines, size) in enumerate(zip(filled, sizes, strict=True)):
            text = lines[number] if number < len(lines) else ""
            blank = " " * (size - columns(text))
            parts.append(blank + text if 0 < position < len(cells) - 1 else text + blank)
        line = f"{_GAP}{_GAP.join(parts)}".rstrip()
        echo(dim(line) if style else line)


def _print_rest(rest: Sequence[Reached], limit: int) -> None:
    families = Counter(clean(each.node.family_title) for each in rest if each.node.family_title)
    told = [f"{family} {number}" for family, number in families.most_common(_FAMILIES)]
    if len(families) > _FAMILIES:
        told.append(f"{len(families) - _FAMILIES} other job families {_beyond(families)}")
    if others := len(rest) - families.total():
        told.append(f"on no page {others}")
    echo()
    echo(wrap(f"and {len(rest)} more (all: --limit {limit}), by job family: {', '.join(told)}", "", "  "))


def _beyond(families: Counter[str]) -> int:
    return families.total() - sum(number for _, number in families.most_common(_FAMILIES))


def _json(found: Reach, listed: Sequence[Reached]) -> dict[str, object]:
    return {
        "role": node_json(found.role),
        "backwards": found.backwards,
        "reached": [
            {
                **node_json(each.node),
                "steps": each.steps,
                "unstated": each.unstated,
                "effort": each.effort / 1000,
                "then" if found.backwards else "after": found.before(each.step).iri,
                "by": move_json(each.step.move),
            }
            for each in listed
        ],
    }
