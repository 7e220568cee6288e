"""``careergraph fit``: the roles that somebody's skills cover best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph.gap import ENOUGH, Positions
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.nodes import read_nodes
from careergraph.graph.skills import require_skills

from .opening import opened
from .options import format_option, have_option, limit_option, store_option
from .own import heard_json, print_heard, read_own
from .render import bold, clean, dim, echo, echo_json, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from careergraph.graph.gap import Fit
    from careergraph.graph.nodes import Node
    from careergraph.graph.owntext import Heard

    from .options import Place

_MISSING = 6  # so many missing skills are named

_EXAMPLES = """\b
Examples:
  careergraph fit --have cv.md
  careergraph fit --have skills.txt --limit 20 --format json
"""


@click.command(epilog=_EXAMPLES)
@have_option
@limit_option("roles")
@click.option(
    "--at-least",
    default=ENOUGH,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="Leave out roles that require fewer skills.",
)
@store_option
@format_option
def fit(have: Path | None, limit: int, at_least: int, store: Place | None, output: str) -> None:
    """Rank roles by how much of what they require somebody's own text covers.

    The text is a CV (Markdown or plain text) or a list of skills; nothing of it is kept. The coverage is the
    one of "careergraph gap": related skills count in part. "careergraph gap --have FILE ROLE" lists what is
    missing and who asks it.
    """
    if have is None:
        raise click.UsageError("give your text with --have FILE, or --have - for standard input")
    with opened(store) as build:
        require_skills(build)
        heard, having = read_own(have, build)
        inheritance = Inheritance(build.quads)
        fits = Positions(build.quads, inheritance, having.taxonomy).fits(having, at_least)
        nodes = read_nodes(build.quads)
    if output == "json":
        echo_json({"have": heard_json(heard), "roles": [_json(one, nodes) for one in fits[:limit]]})
    else:
        _print(heard, fits[:limit], nodes)


def _print(heard: Sequence[Heard], fits: Sequence[Fit], nodes: dict[str, Node]) -> None:
    print_heard(heard)
    echo()
    echo(bold("Roles by how much of what they require is covered"))
    for one in fits:
        node = nodes[one.role.iri]
        grade = f", grade {', '.join(map(clean, node.grades))}" if node.grades else ""
        family = f", in {node.family_title}" if node.family_title not in ("", node.title) else ""
        asked = len(one.coverage.matches)
        echo(wrap(f"{one.coverage.score or 0:>4.0%}  {node.title}{grade}{family}", "", "      "))
        echo(dim(f"      {one.coverage.exact} of {asked} skills as such"))
        if one.missing:
            more = f" and {len(one.missing) - _MISSING} more" if len(one.missing) > _MISSING else ""
            echo(wrap(f"missing: {', '.join(one.missing[:_MISSING])}{more}", "      "))


def _json(one: Fit, nodes: dict[str, Node]) -> dict[str, object]:
    node = nodes[one.role.iri]
    return {
        "iri": node.iri,
        "title": node.title,
        "family": node.family_title,
        "grades": list(node.grades),
        "coverage": round(one.coverage.score or 0, 4),
        "exact": one.coverage.exact,
        "asked": len(one.coverage.matches),
        "missing": list(one.missing),
    }
