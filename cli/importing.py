"""``careergraph import``: RDF files of a graph back into a store."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from careergraph.graph import store as stores

from .build import Progress
from .options import folder_option, format_option, skills_option
from .render import bold, clean, echo, echo_json, stated_or_inferred
from .rendersteps import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLES = """\b
Examples:
  careergraph export -o careers.trig
  careergraph import careers.trig --store elsewhere
  careergraph import stated.ttl inferred.ttl skills.ttl
"""


@click.command("import", epilog=_EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@folder_option
@skills_option
@format_option
def import_(files: Sequence[Path], store: Path | None, skills: Sequence[Path], output: str) -> None:
    """Read RDF files of a graph back into a store.

    FILE is what "careergraph export" writes, in any RDF format (.nq, .trig, .jsonld, .ttl, .nt, .rdf);
    several files are put together. The new graph replaces the old one as a whole once it is complete; an
    import that is interrupted or fails leaves the old one as it was. Files are read as streams, whatever
    their size.

    N-Quads, TriG and JSON-LD give back the same graph. Turtle, N-Triples and RDF/XML hold one graph each:
    what is imported from them counts as stated, though inferred moves still say so themselves.

    Nothing is fetched from the network. Where skills are from a vocabulary other than the one that comes with
    careergraph, --skills names it, so that "gap --have" knows its words.
    """
    from careergraph.graph.importing import import_files  # noqa: PLC0415 - loads the parsers

    started = time.monotonic()
    folder = store or stores.default_folder()
    progress = Progress()
    try:
        with stores.building(folder) as new:
            about = import_files(files, new, skills=skills, progress=progress.say)
    finally:
        progress.clear()
    seconds = time.monotonic() - started
    if output == "json":
        echo_json({"store": str(folder), "seconds": round(seconds, 3), **about})
        return
    inferred = sum(count for rule, count in about["moves"].items() if rule != "stated")
    echo(f"Imported {bold(clean(str(folder)))} of {about['base']} in {seconds:.1f} s")
    echo(f"  {about['families']} job families, {about['roles']} roles, {about['triples']} triples")
    stated = about["moves"].get("stated", 0)
    said = f", in {counted(about['statements'], 'statement')}" if stated else ""
    echo(f"  {counted(stated, 'move')} {stated_or_inferred('stated')}{said}")
    echo(f"  {counted(inferred, 'move')} {stated_or_inferred('inferred')}")
    if about["vocabulary"]:
        echo(f"  {about['skills']} skills, mentioned {about['mentions']} times")
