"""What a query found, in the formats that other programs read; a piece at a time, however much it is."""

from __future__ import annotations

from careergraph.graph.prefixes import PREFIXES
from careergraph.graph.queryerrors import QueryFailedError, QueryFormatError

TYPE_CHECKING = False  # as in typing, which takes long to load where a process starts for each query
if TYPE_CHECKING:
    from typing import IO, Literal, TypeAlias

    from careergraph.graph.sparql import Form, Found

    ResultFormat: TypeAlias = Literal["table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld"]

#: Formats for rows of values (SELECT) and yes or no (ASK).
ROWS: tuple[ResultFormat, ...] = ("table", "json", "csv", "tsv", "xml")
#: Formats for triples (CONSTRUCT, DESCRIBE).
TRIPLES: tuple[ResultFormat, ...] = ("turtle", "ntriples", "jsonld")


def fitting(form: Form, asked: ResultFormat | None) -> ResultFormat:
    """The format for what a query gives; without one asked for, a table or Turtle.

    Raises:
        QueryFormatError: the format cannot hold it.
    """
    fits, gives = (ROWS, "rows") if form in ("SELECT", "ASK") else (TRIPLES, "triples")
    if asked is not None and asked not in fits:
        raise QueryFormatError(
            f"{asked} cannot hold what {form} gives, which is {gives}; choose --format {', '.join(fits)}"
        )
    return asked or fits[0]


def write(found: Found, form: ResultFormat, out: IO[bytes]) -> None:
    """Write what a query found, as it is found.

    Args:
        found: of a query whose form the format fits.
        form: any format but "table".
        out: where to.

    Raises:
        QueryFailedError: the store cannot be read on.
        BrokenPipeError: nobody reads what is written.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - the names of formats are needed where nothing is written

    try:
        if not isinstance(found, (ox.QuerySolutions, ox.QueryBoolean)):  # triples, of a store or an endpoint
            rdf = {
                "turtle": ox.RdfFormat.TURTLE,
                "ntriples": ox.RdfFormat.N_TRIPLES,
                "jsonld": ox.RdfFormat.JSON_LD,
            }[form]
            ox.serialize(found, out, rdf, prefixes=PREFIXES if form != "ntriples" else None)
        else:
            results = {
                "json": ox.QueryResultsFormat.JSON,
                "csv": ox.QueryResultsFormat.CSV,
                "tsv": ox.QueryResultsFormat.TSV,
                "xml": ox.QueryResultsFormat.XML,
            }[form]
            found.serialize(out, results)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        raise QueryFailedError(f"the query failed: {error}") from error
    if form == "json" or isinstance(found, ox.QueryBoolean):
        out.write(b"\n")
