"""The command ``careergraph``: its group, and what errors become."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from careergraph import __version__
from careergraph.data.errors import CareergraphError

from . import exits
from .registry import COMMANDS, LazyGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLES = """\b
Examples:
  careergraph build handbook/job-families
  careergraph path "Senior Backend Engineer" "VP of Development"
  careergraph show "Professional Services Practice Manager"
  careergraph find kubernetes
"""


def _epilog() -> str:
    codes = "\n".join(f"  {code:<4} {meaning}" for code, meaning in exits.MEANINGS.items())
    store = (
        "The graph is kept in a store: --store, else $CAREERGRAPH_STORE, else .careergraph in the current "
        "folder. A command that finds no store builds one from the handbook that comes with careergraph."
    )
    return f"{_EXAMPLES}\n{store}\n\n\b\nExit codes:\n{codes}"


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    epilog=_epilog(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, "-V", "--version", prog_name="careergraph", message="%(prog)s %(version)s")
def cli() -> None:
    """Career paths from job-family pages, each step with the page and line it comes from."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: errors in one message, no traceback, a code for each kind."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign shows "?" in its place
    try:
        code = cli.main(args, prog_name="careergraph", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except CareergraphError as error:
        click.echo(f"error: {error}", err=True)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = exits.INTERRUPTED
    except BrokenPipeError:
        # What is still buffered cannot be written either; without this, Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = exits.ERROR
    sys.exit(code if isinstance(code, int) else exits.OK)
