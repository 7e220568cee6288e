"""``careergraph build``: pages in, a store out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from careergraph.data.bundled import handbook
from careergraph.data.errors import InputError
from careergraph.data.reader import read
from careergraph.graph import store as stores
from careergraph.graph.build import Report
from careergraph.graph.build import build as build_store
from careergraph.ontology.iris import DEFAULT_BASE, check_base

from .options import folder_option, format_option, no_skills_option, read_vocabulary, skills_option
from .render import bold, clean, dim, echo, echo_json, stated_or_inferred
from .rendersteps import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.data.records import Corpus, Finding

_USES = {
    "target": "next steps",
    "source": "starts of moves",
    "superior": "superiors",
    "extends": "extended roles",
}

_EXAMPLES = """\b
Examples:
  careergraph build
  careergraph build handbook/job-families
  careergraph build handbook --store careers --base https://jobs.example/
  careergraph build handbook --skills our-skills.ttl
  careergraph build handbook --skills esco-csv.zip --skills relations.zip
"""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@click.option(
    "--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help="What all IRIs start with."
)
@skills_option
@no_skills_option
@click.option("--warnings", is_flag=True, help="List every warning with its file and line.")
@format_option
def build(  # noqa: PLR0913, PLR0917 - one an option
    paths: Sequence[Path],
    store: Path | None,
    base: str,
    skills: Sequence[Path],
    no_skills: bool,
    warnings: bool,
    output: str,
) -> None:
    """Read job-family pages and build the graph that the other commands ask.

    PATH is a folder of pages or a single page (.md, .html.md, .html.md.erb). With none, the handbook that
    comes with careergraph is read. The new graph replaces the old one as a whole once it is complete; a build
    that is interrupted or fails leaves the old one as it was.
    """
    started = time.monotonic()
    check_base(base)
    vocabulary = read_vocabulary(skills, no_skills=no_skills)
    folder = store or stores.default_folder()
    progress = Progress()
    with stores.building(folder) as new:
        corpus = read(list(paths) or [handbook()], progress.pages)
        _check(corpus)
        report = build_store(corpus, new, base, progress.say, vocabulary)
    progress.clear()
    seconds = time.monotonic() - started
    if output == "json":
        echo_json(_json(report, folder, seconds))
    else:
        _print(report, folder, seconds, every_warning=warnings)


def _check(corpus: Corpus) -> None:
    """Refuse to replace a store by nothing."""
    if not corpus.pages:
        first = "".join(f"\n  {_line(finding)}" for finding in corpus.findings[:5])
        raise InputError(f"no page could be read; nothing was built{first}")
    if not any(page.is_job_family for page in corpus.pages):
        raise InputError(
            f"none of the {len(corpus.pages)} pages read is a job family; nothing was built. A job family's "
            "page has a title and headings such as Responsibilities, Requirements, Job Grade"
        )


class Progress:
    """Tells on a terminal what is being done, from the second second on."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = False

    def pages(self, done: int, total: int) -> None:
        """So many pages are read."""
        if done % 10 == 0 or done == total:
            self.say(f"reading page {done} of {total}")

    def say(self, what: str) -> None:
        """Something else begins."""
        if sys.stderr.isatty() and time.monotonic() - self._started > 1:
            self._shown = True
            click.echo(f"\r\x1b[K{what} ...", err=True, nl=False)

    def clear(self) -> None:
        """The work is done."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def _print(report: Report, folder: Path, seconds: float, *, every_warning: bool) -> None:
    inferred = {rule: count for rule, count in report.moves.items() if rule != "stated"}
    echo(f"Built {bold(str(folder))} from {report.pages} pages in {seconds:.1f} s")
    echo(
        f"  {report.families} job families, {report.roles} roles, "
        f"{report.specialties} specialties and segments"
    )
    defined = f", {report.defined} of them defined" if report.defined else ""
    echo(f"  {report.indicators} performance indicators{defined}")
    echo(f"  {report.triples} triples")
    stated = report.moves.get("stated", 0)
    said = f", in {counted(report.statements, 'statement')}" if stated else ""
    echo(f"  {counted(stated, 'move')} {stated_or_inferred('stated')}{said}")
    rules = ": " + ", ".join(f"{count} {rule}" for rule, count in inferred.items()) if inferred else ""
    echo(f"  {counted(sum(inferred.values()), 'move')} {stated_or_inferred('inferred')}{rules}")
    if report.vocabulary:
        of_how_many = f"of {report.vocabulary.concepts} in the vocabulary"
        echo(f"  {report.skills} skills {of_how_many}, mentioned {report.mentions} times")
    echo("Names on the pages      resolved  unresolved")
    for use, spoken in _USES.items():
        echo(f"  {spoken:<20}  {report.resolved[use]:>8}  {report.unresolved[use]:>10}")
    if not report.findings:
        return
    if every_warning:
        echo(f"{len(report.findings)} warnings:")
        for finding in report.findings:
            echo(f"  {_line(finding)}")
        return
    echo(f"{len(report.findings)} warnings; list them with --warnings:")
    for code, count in Counter(finding.code for finding in report.findings).most_common():
        echo(f"  {count:>5}  {code}")


def _line(finding: Finding) -> str:
    expected = f" (expected: {clean(finding.expected)})" if finding.expected else ""
    where = f"{clean(finding.path)}:{finding.line}" if finding.line else clean(finding.path)
    return f"{dim(where)}: {finding.code}: {clean(finding.message)}{expected}"


def _json(report: Report, folder: Path, seconds: float) -> dict[str, object]:
    counts = report.counts()
    counts["warnings"] = [
        {
            "path": finding.path,
            "line": finding.line,
            "code": finding.code,
            "message": finding.message,
            "expected": finding.expected,
        }
        for finding in report.findings
    ]
    return {"store": str(folder), "seconds": round(seconds, 3), **counts}
