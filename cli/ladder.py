"""``careergraph ladder``: the ladder of a job family, drawn in the terminal, as JSON, or as Mermaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph.careergraph import CareerGraph

from .jsonforms import move_json, node_json
from .opening import failures_as, opened
from .options import store_option
from .render import echo, echo_json

if TYPE_CHECKING:
    from pathlib import Path

    from careergraph.graph.ladderview import Edge, Ladder

_EXAMPLES = """\b
Examples:
  careergraph ladder "Backend Engineer"
  careergraph ladder "senior recruiter" --stated-only
  careergraph ladder "Backend Engineer" --format mermaid >>backend-engineer.md
  careergraph ladder marketing
"""


@click.command(epilog=_EXAMPLES)
@click.argument("family")
@click.option("--stated-only", is_flag=True, help="Draw only moves that a page states.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "mermaid"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, Mermaid for the page itself.",
)
@store_option
def ladder(family: str, stated_only: bool, output: str, store: Path | None) -> None:
    """Draw the ladder of a job family.

    FAMILY is the name of a job family, or of a role of it; for a department, the ladders of all its families
    are drawn. Entry roles come first; each role stands once, with its grade and track, and below it what
    leads out of the family, in from others, and to roles drawn elsewhere. Solid lines are stated by a page,
    dashed ones inferred by a rule.

    Mermaid comes as a code block that can stand on the page. A page that draws an arrow states it: take out
    the dotted (inferred) ones that are wrong, or give --stated-only.
    """
    with opened(store) as build, failures_as(output):
        graph = CareerGraph(build)
        named = graph.careers.find(family, ("family", "role", "department"))
        families = [named]
        if named.type == "department":
            families = [node for node in graph.careers.members(named) if node.type == "family"]
        ladders = [graph.ladder(each, stated_only=stated_only) for each in families]
        if output == "json":
            echo_json([_json(each) for each in ladders])
        elif output == "mermaid":
            from careergraph.export.mermaid import to_mermaid  # noqa: PLC0415 - for this format only

            click.echo("\n".join(map(to_mermaid, ladders)), nl=False)
        else:
            from .drawladder import draw, legend  # noqa: PLC0415 - for people only

            for each in ladders:
                draw(each, asked=named)
                echo()
            legend()


def _json(ladder: Ladder) -> dict[str, object]:
    return {
        "family": node_json(ladder.family),
        "roles": [
            {**node_json(stage.role), "entry": stage.role.iri in ladder.entries} for stage in ladder.stages
        ],
        "moves": [_edge(ladder, edge) for edge in ladder.edges],
    }


def _edge(ladder: Ladder, edge: Edge) -> dict[str, object]:
    inside = [ladder.family.iri in (end.iri, end.family) for end in (edge.source, edge.target)]
    where = "within" if all(inside) else "leaving" if inside[0] else "arriving"
    return {
        "from": node_json(edge.source),
        "to": node_json(edge.target),
        "direction": where,
        **move_json(edge.move),
        "others": [move_json(other) for other in edge.others],
    }
