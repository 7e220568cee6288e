"""``careergraph query``: SPARQL, typed or by name."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from careergraph.data.errors import InputError
from careergraph.export.results import ROWS, TRIPLES
from careergraph.graph.queryerrors import QueryParameterError
from careergraph.graph.sparqlworker import MEMORY, TIMEOUT, Worker

from .options import store_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .options import Place

_SHARES = ("all", "stated", "inferred", "findings", "skills")

_EXAMPLES = """\b
Examples:
  careergraph query "SELECT ?role { ?role a cg:Role } LIMIT 5"
  careergraph query roles.rq --format csv >roles.csv
  careergraph query --name ladder --param family="Backend Engineer"
  careergraph queries ladder | careergraph query - --param family="Recruiter"
  careergraph query "DESCRIBE <grade/8>"

\b
What a person types runs in a process of its own, which is stopped when it
takes too long or needs too much memory. Named queries need no such process;
they get one where --timeout or --memory is given.
"""


@click.command(epilog=_EXAMPLES)
@click.argument("query", metavar="[SPARQL|FILE|-]", required=False)
@click.option("--name", metavar="NAME", help='Run a named query; "careergraph queries" lists them.')
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a parameter; give it once for each.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*ROWS, *TRIPLES]),
    help="The format.  [default: table for SELECT and ASK, turtle for CONSTRUCT and DESCRIBE]",
)
@click.option(
    "--share",
    "shares",
    type=click.Choice(_SHARES),
    multiple=True,
    help="Ask this part of the graph only; give it once for each.  [default: all]",
)
@click.option("--iris", is_flag=True, help="In a table, show short IRIs instead of labels.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help=f"Stop the query after this time.  [default: {TIMEOUT:g}]",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    metavar="MB",
    help=f"Stop the query when it needs more memory.  [default: {MEMORY}]",
)
@store_option
def query(  # noqa: PLR0913, PLR0917 - one an option
    query: str | None,
    name: str | None,
    params: Sequence[str],
    form: str | None,
    shares: Sequence[str],
    iris: bool,
    timeout: float | None,
    memory: int | None,
    store: Place | None,
) -> None:
    """Ask the graph a SPARQL query.

    The query is text, a file, or - for standard input; SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes cg:,
    rdf:, rdfs:, skos:, prov:, schema:, org:, dcterms:, ceterms:, owl: and xsd: need not be declared, and IRIs
    may be relative to the base of the store: <grade/8>.

    A query that names no graph is put to everything, stated and inferred, as if it were one graph. GRAPH
    <graph/inferred> { } is what rules infer; --share stated leaves only what pages state.

    A table is for people, on a terminal and in a pipe: IRIs by their labels, long texts cut. Programs read
    json, csv, tsv and xml, which are complete and come as SPARQL 1.1 defines them.
    """
    with ExitStack() as stack:
        apart = name is None or timeout is not None or memory is not None
        # It starts first, and loads while the rest is made ready here.
        worker = stack.enter_context(Worker("careergraph.cli.queryworker")) if apart else None
        from .asked import Asked, Shown  # noqa: PLC0415 - loads the engine

        asked = Asked(
            _text(query, name),
            name or "",
            _params(params),
            cast("Any", tuple(shares)),
            cast("Any", form),
            store,
        )
        if worker is None:
            asked.here(Shown(iris=iris))
        else:
            asked.apart(worker, Shown(iris=iris), timeout=timeout or TIMEOUT, memory=memory or MEMORY)


def _text(query: str | None, name: str | None) -> str:
    if query is not None and name is not None:
        raise click.UsageError("give a query or --name NAME, not both")
    if name is not None:
        from careergraph.graph import namedqueries  # noqa: PLC0415 - not for what is typed

        return namedqueries.load(name).text
    if query is None:
        raise click.UsageError("give a query, a file, - for standard input, or --name NAME")
    if query == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input")
    typed = query
    if not set(typed) & set("{}\n"):
        try:
            return _decoded(Path(typed).read_bytes(), typed)
        except OSError as error:
            if " " not in typed.strip() and typed:
                raise InputError(
                    f"cannot be read: {error.strerror or error}. Give a query as text, as a file, or --name",
                    path=typed,
                ) from error
    return typed


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is no UTF-8 text (byte {error.start})", path=name) from error


def _params(params: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for param in params:
        name, sign, value = param.partition("=")
        name = name.strip()
        if not sign or not name:
            raise click.UsageError(f"--param {param!r} is not of the form NAME=VALUE")
        if name in found:
            raise QueryParameterError(f"the parameter “{name}” is given twice")
        found[name] = value
    return found
