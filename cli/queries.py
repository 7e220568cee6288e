"""``careergraph queries``: the queries that can be asked by name, and their text to build on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph import namedqueries

from .options import format_option
from .render import bold, dim, echo, echo_json, wrap

if TYPE_CHECKING:
    from careergraph.graph.namedqueries import NamedQuery

_EXAMPLES = """\b
Examples:
  careergraph queries
  careergraph queries ladder
  careergraph queries ladder >mine.rq
  careergraph query mine.rq --param family="Backend Engineer"
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name", required=False)
@format_option
def queries(name: str | None, output: str) -> None:
    """List the queries that can be asked by name; with NAME, print its SPARQL to build on.

    "careergraph query --name NAME" asks one. What is printed runs as it stands, here and in other tools; its
    parameters are variables, and without a value it answers for whatever they can be.
    """
    if name is not None:
        one = namedqueries.load(name)
        if output == "json":
            echo_json(_json(one))
        else:
            click.echo(one.text, nl=False)
        return
    found = list(namedqueries.load_all())
    if output == "json":
        echo_json([_json(one) for one in found])
        return
    for one in found:
        params = " ".join(f"{parameter.name}=…" for parameter in one.parameters)
        echo(f"{bold(one.name)}  {dim(params)}".rstrip())
        echo(wrap(one.question, "  "))


def _json(one: NamedQuery) -> dict[str, object]:
    return {
        "name": one.name,
        "question": one.question,
        "parameters": [
            {"name": p.name, "type": p.type, "meaning": p.meaning, "example": p.example}
            for p in one.parameters
        ],
        "columns": [{"name": column, "meaning": meaning} for column, meaning in one.columns],
        "text": one.text,
    }
