"""``careergraph path``: the way from one role to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph.facts import lines
from careergraph.graph.infer import RULES
from careergraph.graph.names import NameIndex
from careergraph.graph.network import network
from careergraph.graph.nodes import named
from careergraph.graph.paths import paths

from .jsonforms import citations_json, move_json, node_json
from .opening import failures_as, opened
from .options import format_option, store_option
from .render import bold, clean, dim, echo, echo_json, places, stated_or_inferred, wrap

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.paths import Path, Step
    from careergraph.graph.store import OpenBuild

_EXAMPLES = """\b
Examples:
  careergraph path "ps practice manager" "vp, customer success"
  careergraph path "backend engineer" "director, development" --alternatives 2
  careergraph path "Support Engineer" "Staff Support Engineer" --gaps
"""


@click.command(epilog=_EXAMPLES)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "-n",
    "--alternatives",
    default=0,
    type=click.IntRange(0, 50),
    metavar="N",
    help="Print up to N more ways, from the next best on.",
)
@click.option("--gaps", is_flag=True, help="Name the skills that each step newly requires.")
@store_option
@format_option
def path(  # noqa: PLR0913, PLR0917 - one an option
    start: str, end: str, alternatives: int, gaps: bool, store: FilePath | None, output: str
) -> None:
    """Find the way from one role to another, and what each step rests on.

    FROM and TO are titles of roles or job families; abbreviations, another word order and typos are
    understood ("sr mgr security", "Director Professional Services"). Each step says whether a page states the
    move or a rule infers it, and cites the page and line. Stated moves are preferred.
    """
    with opened(store) as build, failures_as(output):
        graph = network(build.quads)
        nodes: dict[str, Node] = {iri: data["node"] for iri, data in graph.nodes(data=True)}
        index = NameIndex(named(nodes.values()), build.about["base"], ("role", "family", "named"))
        first, last = nodes[index.find(start).iri], nodes[index.find(end).iri]
        found = paths(graph, first, last, 1 + alternatives)
        missing = _missing(build, found) if gaps else {}
        if output == "json":
            echo_json(_json(build, first, last, found, missing))
            return
        for number, way in enumerate(found):
            if number:
                echo()
            begin = first if not way.steps else way.steps[0].source
            _print(build, (begin, last), way, number, missing)


def _missing(build: OpenBuild, found: list[Path]) -> dict[str, tuple[str, ...]]:
    """By move, the skills that its end requires and its start does not have; for moves between roles."""
    from careergraph.graph.gap import Positions  # noqa: PLC0415 - for this option only
    from careergraph.graph.inheritance import Inheritance  # noqa: PLC0415
    from careergraph.graph.skills import read_taxonomy, require_skills  # noqa: PLC0415

    require_skills(build)
    inheritance = Inheritance(build.quads)
    positions = Positions(build.quads, inheritance, read_taxonomy(build.quads))
    missing: dict[str, tuple[str, ...]] = {}
    for step in (step for way in found for step in way.steps):
        ends = [inheritance.holders.get(node.iri) for node in (step.source, step.target)]
        if ends[0] and ends[1]:
            missing[step.move.iri] = positions.missing(ends[0], ends[1])
    return missing


def _print(
    build: OpenBuild, ends: tuple[Node, Node], way: Path, number: int, missing: dict[str, tuple[str, ...]]
) -> None:
    first, last = ends
    inferred = sum(step.move.basis == "inferred" for step in way.steps)
    head = f"Alternative {number}: " if number else ""
    count = f"{len(way.steps)} step{'s' if len(way.steps) != 1 else ''}"
    basis = {0: "all stated", len(way.steps): "all inferred"}.get(inferred, f"{inferred} of them inferred")
    end = way.steps[-1].target if way.steps else last
    echo(bold(wrap(f"{head}{first.title} → {end.title}")))
    echo(f"{count}, {basis}" if way.steps else "0 steps: this is the same")
    echo()
    _print_node(build, first)
    for position, step in enumerate(way.steps, 1):
        _print_step(step, position, missing.get(step.move.iri))
        _print_node(build, step.target)


def _print_node(build: OpenBuild, node: Node) -> None:
    grade = f"  grade {', '.join(map(clean, node.grades))}" if node.grades else ""
    echo(f"● {bold(clean(node.title))}{grade}")
    if node.type == "named":
        echo(f"    {dim('named on the pages, described on none that was read')}")
        return
    if node.family_title not in ("", node.title):
        echo(wrap(f"in {node.family_title}", "    "))
    for place in places(lines(build.quads, node.iri)):
        echo(f"    {dim(place)}")


def _print_step(step: Step, position: int, missing: tuple[str, ...] | None) -> None:
    move = step.move
    echo("│")
    echo(f"│ {position}. {move.kind}, {stated_or_inferred(move.basis)}{_rule(move)}")
    if move.rule in RULES:
        echo(wrap(RULES[move.rule], "│    "))
    for sentence in move.sentences:
        echo(wrap(f"“{sentence}”", "│    "))
    for place in places(move.citations):
        echo(f"│    {dim(place)}")
    for other in step.others:
        echo(
            f"│    also {other.kind}, {stated_or_inferred(other.basis)}{_rule(other)}: "
            + dim("; ".join(places(other.citations)))
        )
    if missing is not None:
        echo(wrap(f"new skills: {', '.join(missing) or 'none'}", "│    "))
    echo("▼")


def _rule(move: Move) -> str:
    return f" by rule {move.rule}" if move.rule else ""


def _json(
    build: OpenBuild, first: Node, last: Node, found: list[Path], missing: dict[str, tuple[str, ...]]
) -> dict[str, object]:
    return {
        "from": _node(build, first),
        "to": _node(build, last),
        "paths": [
            {
                "cost": way.cost,
                "steps": [
                    {
                        "from": _node(build, step.source),
                        "to": _node(build, step.target),
                        **move_json(step.move),
                        "others": [move_json(other) for other in step.others],
                        **({"new_skills": list(missing[step.move.iri])} if step.move.iri in missing else {}),
                    }
                    for step in way.steps
                ],
            }
            for way in found
        ],
    }


def _node(build: OpenBuild, node: Node) -> dict[str, object]:
    return {**node_json(node), "citations": citations_json(lines(build.quads, node.iri))}
