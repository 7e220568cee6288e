"""The other end of :mod:`.sparqlworker`: the process that runs a query. It loads as little as can be.

Requests and answers are marshalled: both ends are the same Python, and JSON takes longer to load than the
engine.
"""

from __future__ import annotations

import marshal
import sys

import pyoxigraph as ox

from .prefixes import PREFIXES
from .queryerrors import QueryFailedError

TYPE_CHECKING = False  # as in typing, which takes a third of the time that this process has to start
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO, Any

#: A term on its way between processes: its value, and the datatype of a literal ("" for an IRI).
Sent = tuple[str, str]


def served() -> dict[str, Any]:
    """The request that the process is there for; from here on it keeps to the time that it was given."""
    request: dict[str, Any] = marshal.loads(sys.stdin.buffer.read())  # noqa: S302 - from our own process
    # The other process watches the clock; this is for the case that it is gone.
    _limit("RLIMIT_CPU", int(request["limits"]["seconds"]) + 1)
    _limit("RLIMIT_CORE", 0)
    return request


def limit_memory(request: Mapping[str, Any]) -> None:
    """Keep to the memory that the request allows, beyond what the process has by now."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - pathlib takes long to load
            pages = int(file.read().split()[0])
    except OSError:
        pages = 1 << 18
    import mmap  # noqa: PLC0415 - knows the size of a page on all systems

    _limit("RLIMIT_AS", pages * mmap.PAGESIZE + (request["limits"]["megabytes"] << 20))


def run(  # noqa: PLR0913, PLR0917 - what the engine has to be told
    store: ox.Store,
    text: str,
    base: str,
    graphs: Sequence[str] | None,
    bound: Mapping[str, ox.NamedNode | ox.Literal],
    prefixes: dict[str, str] | None = PREFIXES,
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run a query.

    Args:
        store: the quads.
        text: the query.
        base: what relative IRIs are relative to, if not "".
        graphs: the IRIs of the graphs that are asked where the query names none, "" for the default graph;
            None for all of them, and none for a query with FROM.
        bound: terms to put in the place of variables.
        prefixes: those that the query need not declare.

    Raises:
        SyntaxError: it is no query; says where in the engine's way.
        QueryFailedError: the engine cannot run it.
    """
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
    if graphs:
        default = [ox.NamedNode(graph) if graph else ox.DefaultGraph() for graph in graphs]
    try:
        return store.query(
            text,
            base_iri=base or None,
            prefixes=prefixes,
            use_default_graph_as_union=graphs is None,
            default_graph=default,
            substitutions={ox.Variable(name): term for name, term in bound.items()} or None,
        )
    except (OSError, RuntimeError) as error:
        raise QueryFailedError(f"the query failed: {error}") from error


def send(out: IO[bytes], part: Any) -> None:
    """Write a part of an answer that `sparqlworker.received` reads."""
    packed = marshal.dumps(part)
    out.write(len(packed).to_bytes(4, "big") + packed)
    out.flush()


def sent_terms(bound: Mapping[str, ox.NamedNode | ox.Literal]) -> dict[str, Sent]:
    """Terms as a request has them."""
    return {
        name: (term.value, term.datatype.value if isinstance(term, ox.Literal) else "")
        for name, term in bound.items()
    }


def received_terms(sent: Mapping[str, Sent]) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms of a request."""
    return {
        name: ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.NamedNode(value)
        for name, (value, datatype) in sent.items()
    }


def report(error: BaseException) -> None:
    """Hand an error to the other process, which raises it."""
    import json  # noqa: PLC0415 - for errors only

    said = {"kind": type(error).__name__, "error": str(error), "code": getattr(error, "exit_code", 1)}
    sys.stderr.write("\n" + json.dumps(said))
    sys.stderr.flush()


def _limit(name: str, value: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on all systems

        what = getattr(resource, name)
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))
    except (ImportError, AttributeError, ValueError, OSError):
        pass  # not to be limited here, or lower already
