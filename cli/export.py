"""``careergraph export``: the graph as an RDF file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from careergraph.data.errors import InputError
from careergraph.export.rdf import SUFFIXES, WITH_GRAPHS, Form, Share, of_share, serialize

from .opening import opened
from .options import store_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

_EXAMPLES = """\b
Examples:
  careergraph export -o careers.trig
  careergraph export --share stated --format turtle >stated.ttl
  careergraph export --format nquads | sha256sum
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
    type=click.Choice(get_args(Form)),
    help="The format.  [default: by the suffix of FILE, else nquads]",
)
@click.option(
    "--share",
    type=click.Choice(get_args(Share)),
    help="What to write.  [default: all; stated where the format holds one graph only]",
)
@store_option
def export(file: Path | None, form: str | None, share: str | None, store: Path | None) -> None:
    """Write the graph as RDF, for other tools.

    N-Quads, TriG and JSON-LD keep stated facts (the default graph) and inferred ones apart. Turtle, N-Triples
    and RDF/XML hold one graph: what pages state, unless --share says otherwise. N-Quads and N-Triples are
    sorted: the same pages give the same bytes.
    """
    chosen = _form(file, form)
    part = cast("Share", share or ("all" if chosen in WITH_GRAPHS else "stated"))
    if part == "all" and chosen not in WITH_GRAPHS:
        raise click.UsageError(
            f"{chosen} holds one graph only: name a --share other than all, or another --format"
        )
    with opened(store) as build:
        written = _serialized(build.quads, chosen, part)
    if file is None:
        sys.stdout.buffer.write(written)
    else:
        _write(file, written)


def _form(file: Path | None, form: str | None) -> Form:
    if form is not None:
        return cast("Form", form)
    if file is None:
        return "nquads"
    known = SUFFIXES.get(file.suffix.lower())
    if known is None:
        raise click.UsageError(f"no format for {file.suffix or 'a name without suffix'!r}: name a --format")
    return known


def _serialized(quads: Iterable[Quad], form: Form, share: Share) -> bytes:
    found = of_share(quads, share)
    if sys.stderr.isatty() and len(found) > 20_000 and form not in ("nquads", "ntriples"):
        click.echo(f"writing {len(found)} triples as {form} ...", err=True)
    return serialize(found, form)


def _write(file: Path, content: bytes) -> None:
    """Replace the file as a whole, or leave it as it was."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(file)) from error
    finally:
        beside.unlink(missing_ok=True)
