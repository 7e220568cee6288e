"""Options and arguments that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careergraph.data.skills.scheme import Scheme

_Command = TypeVar("_Command", bound="Callable[..., Any]")

store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the graph.  [default: $CAREERGRAPH_STORE or .careergraph]",
)
format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)


def limit_option(what: str) -> Callable[[_Command], _Command]:
    """``--limit`` for a command that prints at most so many of ``what``."""
    return click.option(
        "-n",
        "--limit",
        default=10,
        show_default=True,
        type=click.IntRange(min=1),
        metavar="N",
        help=f"Print at most N {what}.",
    )


have_option = click.option(
    "--have",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Your own text: a CV or a list of skills; - for standard input.",
)
skills_option = click.option(
    "--skills",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Vocabulary of skills: SKOS in any RDF format, or a zip of ESCO's CSV download. Give it once for "
    "each file.  [default: the one that comes with careergraph]",
)
no_skills_option = click.option("--no-skills", is_flag=True, help="Do not look for skills.")


def read_vocabulary(files: Sequence[Path], *, no_skills: bool) -> Scheme | None:
    """The vocabulary that ``--skills`` and ``--no-skills`` ask for; None for none.

    Raises:
        SchemeError: a file is missing, broken or no scheme.
    """
    if no_skills:
        if files:
            raise click.UsageError("--skills and --no-skills exclude each other")
        return None
    from careergraph.graph.vocabulary import load_vocabulary  # noqa: PLC0415 - loads the matcher

    return load_vocabulary(files)
