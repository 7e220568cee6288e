"""``careergraph extract``: the facts of pages as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from careergraph.data.errors import InputError
from careergraph.data.reader import read
from careergraph.export.extract import page_json

from .options import no_skills_option, read_vocabulary, skills_option
from .render import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.data.records import Corpus, Finding
    from careergraph.data.skills.linker import Linker
    from careergraph.data.skills.scheme import Scheme


_EXAMPLES = """\b
Examples:
  careergraph extract handbook/job-families
  careergraph extract handbook/job-families/finance/tax.md --format json
  careergraph extract handbook >facts.jsonl 2>warnings.txt
"""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "output",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="One JSON object a page and line, or all of them as an array.",
)
@skills_option
@no_skills_option
@click.option("--quiet", is_flag=True, help="Do not print warnings (they are in the output, too).")
def extract(paths: Sequence[Path], output: str, skills: Sequence[Path], no_skills: bool, quiet: bool) -> None:
    """Print what is read from pages: roles, grades, moves, skills and the rest, each with its line.

    PATH is a folder of pages or a single page (.md, .html.md, .html.md.erb). Pages come in the order of their
    paths, relative to the folder named. Warnings go to standard error as file:line: message. A page that
    cannot be read is passed over with a warning; exit code 3 says that none could be read.
    """
    vocabulary = read_vocabulary(skills, no_skills=no_skills)
    corpus = read(paths)
    if not quiet:
        for finding in (*corpus.findings, *(one for page in corpus.pages for one in page.findings)):
            click.echo(_line(finding), err=True)
    if not corpus.pages:
        raise InputError("no page could be read")
    _print(corpus, output, _linker(vocabulary))


def _linker(vocabulary: Scheme | None) -> Linker | None:
    if vocabulary is None:
        return None
    from careergraph.graph.vocabulary import make_linker  # noqa: PLC0415 - loads the matcher

    return make_linker(vocabulary)


def _line(finding: Finding) -> str:
    expected = f" (expected: {clean(finding.expected)})" if finding.expected else ""
    where = f"{clean(finding.path)}:{finding.line}" if finding.line else clean(finding.path)
    return f"{where}: {clean(finding.message)}{expected}"


def _print(corpus: Corpus, output: str, linker: Linker | None) -> None:
    pages = (json.dumps(page_json(page, linker), ensure_ascii=False) for page in corpus.pages)
    if output == "jsonl":
        for page in pages:
            sys.stdout.write(page + "\n")
    else:
        sys.stdout.write("[\n" + ",\n".join(pages) + "\n]\n")
