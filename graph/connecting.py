"""Finds the dataset behind an endpoint, and opens it like a build."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .credentials import split_credentials
from .description import FIND, descriptions
from .endpoint import Endpoint
from .errors import NoGraphThereError
from .httpclient import HttpClient
from .store import FORMAT, OpenBuild

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .description import Description


@contextlib.contextmanager
def connected(url: str) -> Iterator[OpenBuild]:
    """The dataset behind an endpoint, as a build that is open for reading.

    Args:
        url: of the endpoint; may hold user and password, and ends in ``#`` and the base where several
            datasets are there.

    Raises:
        EndpointError: it cannot be asked.
        NoGraphThereError: no dataset was pushed there, several were, or a push is not finished.
    """
    bare, who = split_credentials(url)
    http = HttpClient(who)
    try:
        endpoint = Endpoint(bare, http)
        found = _pick(list(find(endpoint)), bare, unquote(url.partition("#")[2]))
        endpoint.graphs = found.graphs
        yield OpenBuild(None, endpoint, {**found.about, "base": found.base}, bare)
    finally:
        http.close()


def find(endpoint: Endpoint) -> Iterator[Description]:
    """The datasets that an endpoint holds, complete or not."""
    return descriptions(endpoint.select(FIND, "server"))


def _pick(found: Sequence[Description], url: str, base: str) -> Description:
    chosen = [one for one in found if one.base == base] if base else found
    if len(chosen) > 1:
        listed = "".join(f"\n  {url}#{iri}" for iri in sorted(one.base for one in chosen))
        raise NoGraphThereError(f"holds several careergraphs; name one:{listed}", url)
    if not chosen:
        what = f"no careergraph of the base {base}" if base else "no careergraph"
        raise NoGraphThereError(f"holds {what}; run: careergraph push {url}", url)
    [one] = chosen
    if not one.complete:
        raise NoGraphThereError(
            "holds a careergraph in part: a push is under way or was interrupted; "
            f"run: careergraph push {url}",
            url,
        )
    if one.about.get("format") != FORMAT:
        raise NoGraphThereError(f"holds a careergraph of another version; run: careergraph push {url}", url)
    return one
