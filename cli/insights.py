"""``careergraph insights``: what the people who own the pages may want to look at."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING, cast

import click

from careergraph.graph.careergraph import CareerGraph
from careergraph.graph.insight import KINDS, counted, number

from .opening import failures_as, opened
from .options import store_option
from .render import bold, dim, echo, echo_json, places, wrap
from .strokes import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from careergraph.graph.insight import Insight, Kind
    from careergraph.graph.nodes import Node

#: So many of each kind are shown to people.
_SHOWN = 10
_EXAMPLES = """\b
Examples:
  careergraph insights
  careergraph insights --department sales --limit 3
  careergraph insights --only dead-end --format csv >dead-ends.csv
  careergraph insights --family "Backend Engineer" --format markdown
"""


@click.command(epilog=_EXAMPLES)
@click.option("--department", metavar="NAME", help="Tell only what concerns roles of this department.")
@click.option("--family", metavar="NAME", help="Tell only what concerns roles of this job family.")
@click.option(
    "--only",
    "kinds",
    type=click.Choice(list(KINDS)),
    multiple=True,
    metavar="KIND",
    help=f"Look only for this kind; may be given again. One of {', '.join(KINDS)}.",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Tell at most N of each kind.  [default: {_SHOWN} in text and markdown, else all]",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, CSV for spreadsheets, Markdown for issues.",
)
@store_option
def insights(  # noqa: PLR0913, PLR0917 - one an option
    department: str | None,
    family: str | None,
    kinds: tuple[str, ...],
    limit: int | None,
    output: str,
    store: Path | None,
) -> None:
    """Find dead ends, gaps and other oddities of the career ladders, with the lines to go and look at.

    Everything is computed over the whole graph; --department and --family choose what is told of it. How each
    kind is found, and what it leaves out: docs/insights.md.
    """
    if department and family:
        raise click.UsageError("--department and --family exclude each other")
    with opened(store) as build, failures_as(output), _patience():
        graph = CareerGraph(build)
        part: Node | None = None
        if department or family:
            part = graph.careers.find(department or family or "", ("department" if department else "family",))
        whole = graph.insights(cast("tuple[Kind, ...]", kinds), within=part)
    totals = {kind: len(found) for kind, found in whole.items()}
    if limit is None and output in ("text", "markdown"):
        limit = _SHOWN
    shown = {kind: found[:limit] for kind, found in whole.items()}
    if output == "text":
        _print(graph, shown, totals, part)
        return
    from careergraph.export.insights import to_csv, to_data, to_markdown  # noqa: PLC0415 - for programs only

    if output == "json":
        echo_json(to_data(shown, totals))
    elif output == "csv":
        click.echo(to_csv(each for found in shown.values() for each in found), nl=False)
    else:
        title = f"Career insights: {part.title}" if part else "Career insights"
        click.echo(to_markdown(shown, totals, title), nl=False)


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Say on a terminal that it takes a while, if it does."""
    timer = threading.Timer(1.0, lambda: click.echo("looking at all roles and moves ...", err=True))
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _print(
    graph: CareerGraph,
    shown: Mapping[Kind, Sequence[Insight]],
    totals: Mapping[Kind, int],
    part: Node | None,
) -> None:
    careers = graph.careers
    stated = sum(move.basis == "stated" for move in careers.moves)
    families = sum(node.type == "family" for node in careers.nodes.values())
    echo(
        wrap(
            f"{counted(len(graph.roles), 'role')} of {counted(families, 'family', 'families')}, "
            f"{counted(stated, 'move')} stated, {len(careers.moves) - stated:,} inferred"
        )
    )
    if part is not None:
        echo(wrap(f"of these, what concerns the {part.type} {part.title}"))
    echo()
    name = max(map(len, shown))
    for kind in shown:
        echo(f"{totals[kind]:>6,}  {kind:<{name}}  {KINDS[kind].title}")
    if careers.taxonomy is None and "lone-skill" in shown:
        echo(dim(wrap("the graph was built without skills: nothing that rests on them was looked for")))
    for kind, found in shown.items():
        if found:
            _print_kind(kind, found, totals[kind])


def _print_kind(kind: Kind, found: Sequence[Insight], total: int) -> None:
    about = KINDS[kind]
    echo()
    echo(f"{bold(about.title)} ({total:,})")
    echo(wrap(f"{about.why} (the number: {about.unit})", "  "))
    values = ["" if each.value is None else number(each.value) for each in found]
    size = max(map(len, values))
    indent = " " * (size + 4)
    for each, value in zip(found, values, strict=True):
        echo(wrap(spelled(each.what), f"  {value:>{size}}  ", indent))
        for place in places(each.citations[:_LINES]):
            echo(f"{indent}{dim(place)}")
        if len(each.citations) > _LINES:
            more = f"and {counted(len(each.citations) - _LINES, 'line')} more"
            echo(f"{indent}{dim(more)}")
    if len(found) < total:
        echo(dim(f"  and {total - len(found):,} more (--limit)"))


#: So many lines are cited in text; JSON and CSV have all of them.
_LINES = 4
