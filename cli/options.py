"""Options and arguments that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careergraph.data.skills.scheme import Scheme

_Command = TypeVar("_Command", bound="Callable[..., Any]")

#: Where a graph is: a folder, or the address of a SPARQL endpoint.
Place: TypeAlias = Path | str


def is_url(place: Path | str) -> bool:
    """Whether a place is the address of an endpoint.

    >>> is_url("https://graph.example/sparql"), is_url("http"), is_url(Path("https:/graph.example"))
    (True, False, False)
    """
    return isinstance(place, str) and place.lower().startswith(("http://", "https://"))


class _PlaceType(click.Path):
    """A folder, or the address of an endpoint."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if is_url(value) else super().convert(value, param, ctx)


store_option = click.option(
    "--store",
    type=_PlaceType(file_okay=False, path_type=Path),
    metavar="DIR|URL",
    help="Folder of the graph, or address of a SPARQL endpoint.  [default: $CAREERGRAPH_STORE or "
    ".careergraph]",
)
folder_option = click.option(
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
