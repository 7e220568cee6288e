"""Opens the store that a command reads; builds the bundled handbook where there is none."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from careergraph.graph import store as stores
from careergraph.graph.errors import AmbiguousNameError, LookupFailedError, NoPathError, UnknownNameError

from .jsonforms import named_json, node_json
from .options import is_url
from .render import echo_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careergraph.graph.store import OpenBuild

    from .options import Place


@contextlib.contextmanager
def opened(place: Place | None) -> Iterator[OpenBuild]:
    """The current build of the store, or the dataset behind an endpoint, for reading.

    Raises:
        StoreError: it cannot be read, or not be built, or the endpoint holds none.
        EndpointError: the endpoint does not answer.
    """
    place = place or stores.usual_place()
    if is_url(place):
        from careergraph.graph.connecting import connected  # noqa: PLC0415 - loads all that HTTP needs

        with connected(str(place)) as build:
            yield build
        return
    folder = Path(place)
    if not stores.exists(folder):
        _build_bundled(folder)
    with stores.reading(folder) as build:
        yield build


def _build_bundled(folder: Path) -> None:
    from careergraph.data.bundled import handbook  # noqa: PLC0415 - reading pages loads much, and is done once
    from careergraph.data.reader import read  # noqa: PLC0415
    from careergraph.graph.build import build  # noqa: PLC0415
    from careergraph.graph.vocabulary import load_vocabulary  # noqa: PLC0415
    from careergraph.ontology.iris import DEFAULT_BASE  # noqa: PLC0415

    click.echo(f"No store at {folder} yet: building the handbook that comes with careergraph.", err=True)
    with stores.building(folder, wait=True) as new:
        if not stores.exists(folder):  # nobody else has in the meantime
            report = build(read([handbook()]), new, DEFAULT_BASE, vocabulary=load_vocabulary())
            click.echo(f"Built {report.roles} roles of {report.families} job families.", err=True)


@contextlib.contextmanager
def failures_as(output: str) -> Iterator[None]:
    """With JSON output, print a name that fails, or a path that is missing, as JSON too."""
    try:
        yield
    except LookupFailedError as error:
        if output == "json":
            echo_json({"error": _failure(error)})
        raise


def _failure(error: LookupFailedError) -> dict[str, object]:
    if isinstance(error, AmbiguousNameError):
        found = [named_json(thing) for thing in error.candidates]
        return {"code": "ambiguous", "name": error.name, "candidates": found}
    if isinstance(error, UnknownNameError):
        found = [named_json(thing) for thing in error.suggestions]
        return {"code": "unknown", "name": error.name, "suggestions": found}
    if isinstance(error, NoPathError):
        return {
            "code": "no path",
            "from": node_json(error.source),
            "to": node_json(error.target),
            "reachable": [node_json(node) for node in error.reachable],
            "leading": [node_json(node) for node in error.leading],
            "hindered_by": list(error.hindered),
        }
    return {"code": "error", "message": str(error)}
