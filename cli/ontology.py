"""``careergraph ontology``: the ontology, its shapes and its JSON-LD context."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

import click
import pyoxigraph as ox

from careergraph.export.rdf import SUFFIXES, Form, serialize
from careergraph.ontology.load import shipped

from .files import write

_EXAMPLES = """\b
Examples:
  careergraph ontology
  careergraph ontology --format rdfxml -o careergraph.owl
  careergraph ontology --shapes -o shapes.ttl
  careergraph ontology --context
"""


@click.command(epilog=_EXAMPLES)
@click.option("--shapes", "part", flag_value="shapes", help="Print the SHACL shapes of graphs.")
@click.option("--context", "part", flag_value="context", help="Print the JSON-LD context of graphs.")
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
    type=click.Choice(get_args(Form)),
    help="The format.  [default: by the suffix of FILE, else turtle]",
)
def ontology(part: str | None, file: Path | None, form: str | None) -> None:
    """Print the ontology: what the terms of the graph mean.

    Turtle is printed as it was written, with its comments. docs/ontology.md explains each term with an
    example.
    """
    if part == "context":
        if form is not None:
            raise click.UsageError("--context is JSON and has no other --format")
        written = shipped("context.jsonld")
    else:
        name = "shapes.ttl" if part == "shapes" else "careergraph.ttl"
        written = _in(shipped(name), _form(file, form))
    write(file, written)


def _in(turtle: bytes, form: Form) -> bytes:
    """What a Turtle file says in another format; Turtle as it was written."""
    if form == "turtle":
        return turtle
    return serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), form)


def _form(file: Path | None, form: str | None) -> Form:
    if form is not None:
        return cast("Form", form)
    if file is None:
        return "turtle"
    known = "rdfxml" if file.suffix.lower() == ".owl" else SUFFIXES.get(file.suffix.lower())
    if known is None:
        raise click.UsageError(f"no format for {file.suffix or 'a name without suffix'!r}: name a --format")
    return known
