"""``careergraph validate``: what is wrong with a graph, with the page and line behind it."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from careergraph.data.errors import InputError
from careergraph.graph.prefixes import short
from careergraph.ontology.rdffile import read_rdf

from . import exits
from .build import Progress
from .opening import opened
from .options import is_url, limit_option, store_option
from .render import bold, clean, dim, echo, echo_json, places, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Quad

    from careergraph.ontology.validate import Report, Violation

    from .options import Place

#: How many values of a property are shown.
_VALUES = 3
_COLOURS = {"Violation": "red", "Warning": "yellow"}
_EXAMPLES = """\b
Examples:
  careergraph validate
  careergraph validate careers.trig --format json
  careergraph validate stated.ttl inferred.ttl skills.ttl
"""


@click.command(epilog=_EXAMPLES)
@click.argument("places_", metavar="[STORE|FILE]...", nargs=-1)
@store_option
@limit_option("places of each kind")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, the report of SHACL in Turtle.",
)
@click.pass_context
def validate(
    context: click.Context, places_: Sequence[str], store: Place | None, limit: int, output: str
) -> None:
    """Check the graph against its shapes: what each role, move, item and source must have.

    STORE is the folder of a graph or the address of an endpoint, FILE an RDF file in any format; several are
    checked as one graph. With none, the graph of --store. The exit code is 1 if something is wrong; warnings
    are told and do not count. "careergraph ontology --shapes" prints the shapes.

    Needs pySHACL: pip install 'careergraph[validate]'.
    """
    from careergraph.ontology.validate import validate as check  # noqa: PLC0415 - loads rdflib

    if places_ and store is not None:
        raise click.UsageError("name a STORE or FILE, or --store, not both")
    progress = Progress()
    with contextlib.ExitStack() as stack:
        named = places_ or (store,)
        quads = itertools.chain.from_iterable(_quads(place, stack) for place in named)
        progress.say("reading the graph")
        report = check(quads, lambda done, total: progress.say(f"checking shape {done + 1} of {total}"))
    progress.clear()
    if output == "json":
        echo_json(_json(report))
    elif output == "turtle":
        click.echo(_turtle(report), nl=False)
    else:
        _print(report, limit)
    context.exit(exits.OK if report.conforms else exits.ERROR)


def _quads(place: Place | None, stack: contextlib.ExitStack) -> Iterable[Quad]:
    if place is None or is_url(place) or Path(place).is_dir():
        if isinstance(place, str) and not is_url(place):
            place = Path(place)
            if not (place / "current").is_file():
                raise InputError("is no store; name a folder that careergraph build made", path=str(place))
        quads = stack.enter_context(opened(place)).quads
        if isinstance(quads, Iterable):
            return quads
        raise InputError("cannot be listed; export it to a file and name that", path=str(place))
    return read_rdf(place)


def _print(report: Report, limit: int) -> None:
    groups: dict[tuple[str, str], list[Violation]] = {}
    for violation in report.violations:
        groups.setdefault((violation.severity, violation.message), []).append(violation)
    # Violations before warnings, what is found most often first.
    for (severity, message), found in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]))):
        word = "error" if severity == "Violation" else severity.lower()
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        echo(f"{click.style(word, fg=_COLOURS.get(severity))}: {bold(clean(message))}{times}")
        for violation in sorted(found, key=lambda each: (each.citations, each.focus))[:limit]:
            _print_place(violation)
        if len(found) > limit:
            echo(dim(f"  ... and {len(found) - limit} more; see them with --limit {len(found)}"))
        echo()
    wrong = sum(violation.severity == "Violation" for violation in report.violations)
    counts = [f"{report.triples} triples", _count(wrong, "error")]
    warnings = len(report.violations) - wrong
    counts += [_count(warnings, "warning")] if warnings else []
    verdict = "The graph is as it should be" if report.conforms else "The graph is not as it should be"
    echo(f"{verdict}: {', '.join(counts)}.")


def _print_place(violation: Violation) -> None:
    where = " ".join(places(violation.citations)) or "(no page is cited)"
    echo(f"  {dim(where)}")
    echo(wrap(f"{violation.name} {_short(violation.focus)}".strip(), "    "))
    if violation.path or violation.values:
        there = ", ".join(_short(value) for value in violation.values[:_VALUES])
        more = f" and {len(violation.values) - _VALUES} more" if len(violation.values) > _VALUES else ""
        what = f"{_short(violation.path)}: " if violation.path else ""
        echo(wrap(f"{what}{there or 'nothing'}{more}", "    ", "      "))


def _short(shown: str) -> str:
    return short(shown) if "://" in shown and not shown.startswith('"') else shown


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _json(report: Report) -> dict[str, object]:
    return {
        "conforms": report.conforms,
        "triples": report.triples,
        "results": [
            {
                "severity": violation.severity,
                "message": violation.message,
                "focus": violation.focus,
                "name": violation.name,
                "path": violation.path,
                "values": list(violation.values),
                "citations": [{"path": path, "line": line} for path, line in violation.citations],
            }
            for violation in report.violations
        ],
    }


def _turtle(report: Report) -> str:
    from careergraph.graph.prefixes import PREFIXES  # noqa: PLC0415

    for prefix, namespace in PREFIXES.items():
        report.graph.bind(prefix, namespace)
    return report.graph.serialize(format="turtle")
