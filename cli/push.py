"""``careergraph push``: the graph into a triple store elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .opening import opened
from .options import format_option, store_option
from .render import bold, clean, dim, echo, echo_json

if TYPE_CHECKING:
    from .options import Place

_EXAMPLES = """\b
Examples:
  careergraph push http://localhost:7878/query
  careergraph push https://graph.example/sparql --store careers
  CAREERGRAPH_STORE=https://graph.example/sparql careergraph find kubernetes
"""


@click.command(epilog=_EXAMPLES)
@click.argument("url")
@click.option(
    "--graph",
    default="",
    metavar="IRI",
    help="The named graph for what pages state.  [default: BASE/graph/stated]",
)
@click.option(
    "--graph-store",
    default="",
    metavar="URL",
    help="Address of the server's Graph Store Protocol, where it is none of the usual ones.",
)
@click.option("--anew", is_flag=True, help="Replace what is there, even if it is the same.")
@store_option
@format_option
def push(url: str, graph: str, graph_store: str, anew: bool, store: Place | None, output: str) -> None:  # noqa: PLR0913, PLR0917 - one an option
    """Load the graph into the triple store behind a SPARQL endpoint.

    URL is the address that queries go to; afterwards every command takes it as --store. What pages state,
    what rules infer, findings and skills each go into a named graph, and a description into another one.
    Other graphs of the server are left alone. The graph that was pushed before is replaced, unless it is the
    same.

    Triples are sent in pieces. A push that was interrupted goes on where it stopped; until it is complete,
    commands refuse to read the graph. In the end the server counts.

    User and password are taken from the URL, from $CAREERGRAPH_USER and $CAREERGRAPH_PASSWORD, or from
    ~/.netrc; a token from $CAREERGRAPH_TOKEN.
    """
    from careergraph.graph.pushing import push as push_build  # noqa: PLC0415 - loads all that HTTP needs

    shown = False

    def progress(done: int, triples: int) -> None:
        nonlocal shown
        if sys.stderr.isatty():
            shown = True
            click.echo(f"\r\x1b[K{done:,} of {triples:,} triples ...", err=True, nl=False)

    try:
        with opened(store) as build:
            pushed = push_build(
                build, url, graph=graph, graph_store=graph_store, anew=anew, progress=progress
            )
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)
    if output == "json":
        echo_json(
            {
                "url": pushed.url,
                "base": pushed.base,
                "graphs": pushed.graphs,
                "triples": pushed.triples,
                "sent": pushed.sent,
            }
        )
        return
    if not pushed.sent:
        echo(f"All {pushed.triples} triples are at {bold(clean(pushed.url))} already")
    else:
        kept = "" if pushed.sent == pushed.triples else f", {pushed.triples - pushed.sent} were there"
        echo(f"Pushed {pushed.sent} triples to {bold(clean(pushed.url))}{kept}")
    for graph_iri, triples in pushed.graphs.items():
        echo(f"  {triples:>9}  {clean(graph_iri)}")
    echo(dim(f"Ask it: careergraph find kubernetes --store {clean(pushed.url)}"))
