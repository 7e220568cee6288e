"""``careergraph path``: routes from one role to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from careergraph.graph.careergraph import CareerGraph

from .jsonforms import node_json, step_json
from .opening import failures_as, opened
from .options import store_option
from .render import bold, dim, echo, echo_json, wrap
from .rendersteps import counted, echo_node, echo_step, effort_line

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from careergraph.graph.paths import Order, Path

#: So many missing skills of a step are named without ``--gaps``.
NAMED = 3

#: What ``--track`` takes → the track.
TRACKS = {"ic": "individual contributor", "manager": "manager"}

_EXAMPLES = """\b
Examples:
  careergraph path "ps practice manager" "vp, customer success"
  careergraph path "backend engineer" "director, development" -k 3
  careergraph path "Support Engineer" "Staff Support Engineer" --gaps
  careergraph path "Junior Backend Engineer" "VP of Development" --max-steps 7
  careergraph path "support engineer" "Chief Technology Officer" --by evidence
"""


@click.command(epilog=_EXAMPLES)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "-k",
    "--routes",
    default=1,
    show_default=True,
    type=click.IntRange(1, 50),
    metavar="K",
    help="Print up to K really different routes, the best first.",
)
@click.option(
    "--by",
    type=click.Choice(["effort", "steps", "evidence"]),
    default="effort",
    show_default=True,
    help="What makes a route better: least effort, fewest steps, or fewest moves that no page states.",
)
@click.option(
    "--via", multiple=True, metavar="ROLE", help="Pass ROLE; give it again for more, in this order."
)
@click.option(
    "--avoid",
    multiple=True,
    metavar="NAME",
    help="Do not pass this role, or any role of this family or department; may be given again.",
)
@click.option("--max-steps", type=click.IntRange(min=1), metavar="N", help="Take at most N steps.")
@click.option("--stated-only", is_flag=True, help="Take only moves that a page states.")
@click.option(
    "--track",
    type=click.Choice(list(TRACKS)),
    help="Stay on this track between FROM and TO: individual contributors (ic) or managers.",
)
@click.option("--allow-down", is_flag=True, help="Take demotions, too.")
@click.option(
    "--suggested", is_flag=True, help="Take suggested moves, too: nobody wrote them down, skills are alike."
)
@click.option(
    "--gaps", is_flag=True, help="Name all required skills that each step newly asks, not only three."
)
@store_option
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "jsonld"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, JSON-LD as CTDL pathways.",
)
def path(  # noqa: PLR0913, PLR0917 - one an option
    start: str,
    end: str,
    routes: int,
    by: str,
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    max_steps: int | None,
    stated_only: bool,
    track: str | None,
    allow_down: bool,
    suggested: bool,
    gaps: bool,
    store: FilePath | None,
    output: str,
) -> None:
    """Find routes from one role to another, and what each step rests on and takes.

    FROM and TO are titles of roles, or of job families or departments (any role of them); abbreviations,
    another word order and typos are understood ("sr mgr security", "Director Professional Services"). Each
    step says whether a page states the move or a rule infers it, cites the page and line, and tells how much
    of what is required the role before it brings. What effort means: docs/paths.md.
    """
    with opened(store) as build, failures_as(output):
        graph = CareerGraph(build)
        found = graph.paths(
            start,
            end,
            routes,
            by=cast("Order", by),
            via=via,
            avoid=avoid,
            max_steps=max_steps,
            stated_only=stated_only,
            track=TRACKS.get(track or "", ""),
            allow_down=allow_down,
            suggested=suggested,
        )
        if output == "json":
            ends = {"from": node_json(graph.role(start)), "to": node_json(graph.role(end))}
            echo_json({**ends, "by": by, "paths": [_json(way) for way in found]})
            return
        if output == "jsonld":
            from careergraph.export.pathway import pathways  # noqa: PLC0415 - loads what writes RDF

            click.echo(pathways(found))
            return
        for node, which in ((graph.role(start), "start"), (graph.role(end), "end")):
            if node.type in ("family", "department"):
                kind = {"family": "job family"}.get(node.type, node.type)
                echo(dim(wrap(f"“{node.title}” is a {kind}: any of its roles may be the {which}")))
        told: dict[str, str] = {}
        for number, way in enumerate(found, 1):
            if number > 1:
                echo()
            _print(way, number if routes > 1 else 0, None if gaps else NAMED, told)
        if len(found) < routes and routes > 1:
            echo()
            echo(dim(f"no more than {counted(len(found), 'really different route')}"))


def _print(way: Path, number: int, named: int | None, told: dict[str, str]) -> None:
    """A route; steps that one before has, too, are told in short (``told``: move → where it stands)."""
    head = f"Route {number}: " if number else ""
    echo(bold(wrap(f"{head}{way.start.title} → {way.nodes[-1].title}")))
    echo(f"{counted(len(way.steps), 'step')}, {_basis(way)}" if way.steps else "0 steps: already there")
    if way.steps:
        echo(wrap(effort_line(way.effort), "", "  "))
    echo()
    echo_node(way.start)
    for position, step in enumerate(way.steps, 1):
        echo_step(step, f"{position}. ", named, told.get(step.move.iri, ""))
        told.setdefault(step.move.iri, f"as in route {number}, step {position}")
        echo_node(step.target)


def _basis(way: Path) -> str:
    """What a route rests on, in words."""
    bases = [step.move.basis for step in way.steps]
    if len(bases) == 1:
        return bases[0]
    if len(set(bases)) == 1:
        return f"all {bases[0]}"
    others = [each for each in ("inferred", "suggested") if each in bases]
    return " and ".join(f"{bases.count(each)} of them {each}" for each in others)


def _json(way: Path) -> dict[str, object]:
    return {
        "effort": way.effort.total / 1000,
        "from": node_json(way.start),
        "to": node_json(way.nodes[-1]),
        "steps": [step_json(step) for step in way.steps],
    }
