"""What a query found, on its way to the one who asked; and the process that runs what was typed.

Nothing of this may load click, or what is not needed each time: the process starts for each query.
"""

from __future__ import annotations

import os
import sys

import pyoxigraph as ox

from careergraph.data.errors import CareergraphError
from careergraph.export.results import write
from careergraph.graph.queryerrors import QueryFailedError
from careergraph.graph.sparqlserving import limit_memory, received_terms, report, run, send, served

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any

    from careergraph.export.results import ResultFormat
    from careergraph.graph.query import Dataset


def give(  # noqa: PLR0913, PLR0917 - what was found, of what, and where it goes
    found: Any, form: ResultFormat, dataset: Dataset, base: str, out: IO[bytes], show: Callable[[Any], None]
) -> None:
    """Write what a query found, as it is found.

    Args:
        found: rows, a truth value or triples.
        form: a format that holds it.
        dataset: what was asked; labels are looked up there.
        base: what its IRIs start with.
        out: where formats for programs go.
        show: takes what a table is made of: a truth value; or the variables as a tuple, and then lists of
            rows of cells.

    Raises:
        QueryFailedError: the engine gave up.
    """
    if form != "table":
        write(found, form, out)
    elif isinstance(found, ox.QueryBoolean):
        show(bool(found))
    else:
        from careergraph.graph.resultpages import pages  # noqa: PLC0415 - for tables only

        show(tuple(variable.value for variable in found.variables))
        try:
            for page in pages(dataset, found, base):
                show(page)
        except BrokenPipeError:
            raise  # nobody reads the table any more
        except (OSError, RuntimeError) as error:
            raise QueryFailedError(f"the query failed: {error}") from error


def main() -> None:
    """In a process of its own: answer the request on standard input, and end."""
    request = served()
    out = sys.stdout.buffer
    code = 1
    try:
        if request["url"]:
            _ask_elsewhere(request, out)
        else:
            store = ox.Store.read_only(request["quads"])
            limit_memory(request)
            base, bound = request["base"], received_terms(request["bound"])
            found = run(store, request["text"], base, request["graphs"], bound)
            give(found, request["form"], store, base, out, lambda part: _send(out, part))
        code = 0
    except MemoryError:
        sys.stderr.write("MemoryError")
    except (CareergraphError, SyntaxError, OSError) as error:
        report(error)
    out.flush()
    sys.stderr.flush()
    os._exit(code)  # there is nothing to tidy up, and tidying up takes time


def _ask_elsewhere(request: dict[str, Any], out: IO[bytes]) -> None:
    from careergraph.graph import sparql, sparqlremote  # noqa: PLC0415 - for endpoints only
    from careergraph.graph.connecting import connected  # noqa: PLC0415
    from careergraph.graph.endpoint import Endpoint  # noqa: PLC0415

    with connected(request["url"]) as build:
        limit_memory(request)
        if not isinstance(build.quads, Endpoint):
            raise TypeError(f"{build.quads} cannot be asked")
        base, bound = request["base"], received_terms(request["bound"])
        found = sparqlremote.ask(build.quads, sparql.prepare(request["text"]), base=base, bound=bound)
        give(found, request["form"], build.quads, base, out, lambda part: _send(out, part))


def _send(out: IO[bytes], part: Any) -> None:
    send(out, [[tuple(cell) for cell in row] for row in part] if isinstance(part, list) else part)
