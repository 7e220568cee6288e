"""``careergraph export``: the graph as RDF, as a picture, or as a network for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from careergraph.export.otherforms import NETWORKS, PICTURES
from careergraph.export.rdf import SUFFIXES, WITH_GRAPHS, Form, Share, of_share, serialize

from .exportother import OTHER, Part
from .files import write, write_all
from .opening import opened
from .options import store_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Quad

    from careergraph.graph.store import OpenBuild

    from .options import Place

_EXAMPLES = """\b
Examples:
  careergraph export -o careers.trig
  careergraph export --family "Support Engineer" -o part.nq
  careergraph export --share stated --format turtle >stated.ttl
  careergraph export --format nquads | sha256sum
  careergraph export --family "Support Engineer" -o ladder.svg
  careergraph export --path "support engineer" "vp of development" -o path.png
  careergraph export --department engineering -o engineering.graphml
  careergraph export -o careers.csv
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE, not to standard output; its suffix gives the format.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*get_args(Form), *OTHER]),
    metavar="FORMAT",
    help=f"One of {', '.join([*get_args(Form), *OTHER])}.  [default: by the suffix of FILE, else nquads]",
)
@click.option(
    "--family",
    "families",
    multiple=True,
    metavar="NAME",
    help="Write this job family only; give it once for each.",
)
@click.option("--department", metavar="NAME", help="Write the job families of this department only.")
@click.option(
    "--path",
    "ends",
    nargs=2,
    metavar="FROM TO",
    help="Write the best route from one role to another (no RDF).",
)
@click.option(
    "--share",
    type=click.Choice(get_args(Share)),
    help="What to write.  [default: all; stated where the format holds one graph only]",
)
@store_option
def export(  # noqa: PLR0913, PLR0917 - one an option
    file: Path | None,
    form: str | None,
    families: Sequence[str],
    department: str | None,
    ends: tuple[str, str] | None,
    share: str | None,
    store: Place | None,
) -> None:
    """Write the graph for other tools: RDF, pictures, networks.

    SVG, PNG and Mermaid (.mmd) draw one ladder (--family) or route (--path). GraphML, GEXF (Gephi), DOT
    (Graphviz) and CSV (Neo4j; NAME.nodes.csv and NAME.edges.csv) hold roles and moves, with a place for each
    where the format has one. docs/export.md tells what each holds.

    N-Quads, TriG and JSON-LD keep stated facts (the default graph) and inferred ones apart. Turtle, N-Triples
    and RDF/XML hold one graph: what pages state, unless --share says otherwise; what rules infer, findings
    and the names of skills are then missing. Statements are sorted: the same pages give the same bytes.

    With --family, the file holds the families with their roles, specialties and segments, and the roles that
    these extend: their items with the skills named in them and the broader ones, indicators, grades,
    departments, all moves from and to them, what was found odd on their pages, and the lines cited. Of other
    ends of moves, and of superiors, it holds class, name, grade, family and line. So "show", "gap" and "path"
    answer alike within these families; ways that lead through others are missing.
    """
    chosen = _form(file, form)
    if ends and (families or department):
        raise click.UsageError("--path goes without --family and --department")
    if chosen in OTHER:
        _export_other(file, chosen, Part(families, department, ends, share or "all"), store)
        return
    if ends:
        raise click.UsageError(f"{chosen} holds whole job families: name another --format with --path")
    rdf = cast("Form", chosen)
    part = cast("Share", share or ("all" if rdf in WITH_GRAPHS else "stated"))
    if part == "all" and rdf not in WITH_GRAPHS:
        raise click.UsageError(
            f"{rdf} holds one graph only: name a --share other than all, or another --format"
        )
    with opened(store) as build:
        written = serialize(of_share(_quads(build, families, department), part), rdf, build.about["base"])
    write(file, written)


def _export_other(file: Path | None, form: str, part: Part, store: Place | None) -> None:
    from careergraph.graph.careergraph import CareerGraph  # noqa: PLC0415 - for these formats only

    from .exportother import written  # noqa: PLC0415

    if file is None and form == "csv":
        raise click.UsageError("csv is two files: name them by -o NAME.csv")
    if file is None and form == "png" and sys.stdout.isatty():
        raise click.UsageError("png is no text: name a file by -o FILE.png")
    with opened(store) as build:
        contents = written(CareerGraph(build), form, part)
    if file is None or "" in contents:
        write(file, contents[""])
        return
    stem = file.name.removesuffix(".csv")
    write_all({file.with_name(f"{stem}.{name}.csv"): content for name, content in contents.items()})


def _quads(build: OpenBuild, families: Sequence[str], department: str | None) -> Iterable[Quad]:
    import pyoxigraph as ox  # noqa: PLC0415 - loaded by now

    quads = build.quads
    if not isinstance(quads, ox.Store):
        from careergraph.graph.endpoint import Endpoint  # noqa: PLC0415 - for endpoints only

        if not isinstance(quads, Endpoint):
            raise TypeError(f"{type(quads).__name__} cannot be listed")
        if not (families or department):
            return quads
        here = ox.Store()
        here.extend(quads)
        quads = here
    if not (families or department):
        return quads
    from careergraph.export.families import of_families  # noqa: PLC0415 - for this option only
    from careergraph.graph.facts import things  # noqa: PLC0415
    from careergraph.graph.names import NameIndex  # noqa: PLC0415

    index = NameIndex(things(quads, ("family",)), build.about["base"])
    chosen = [index.find(name).iri for name in families]
    if department:
        from careergraph.graph.careergraph import CareerGraph  # noqa: PLC0415

        careers = CareerGraph(build).careers
        members = careers.members(careers.find(department, ("department",)))
        chosen += [node.iri for node in members if node.type == "family"]
    return of_families(quads, chosen)


def _form(file: Path | None, form: str | None) -> str:
    if form is not None:
        return form
    if file is None:
        return "nquads"
    known = {**SUFFIXES, **PICTURES, **NETWORKS}.get(file.suffix.lower())
    if known is None:
        raise click.UsageError(f"no format for {file.suffix or 'a name without suffix'!r}: name a --format")
    return known
