"""The CLI reference in docs/cli.md is what ``--help`` says.

``python tests/cli/test_docs.py`` writes it anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from careergraph.cli.main import cli
from careergraph.cli.registry import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
MARKED = re.compile(
    r"(<!-- help of (careergraph[ a-z-]*) -->\n```text\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL
)


def help_of(name: str) -> str:
    """What ``NAME --help`` prints."""
    context = click.Context(cli, info_name="careergraph")
    command: click.Command = cli
    for part in name.split()[1:]:
        assert isinstance(command, click.Group)
        found = command.get_command(context, part)
        assert found is not None
        command = found
        context = click.Context(command, info_name=part, parent=context)
    context.max_content_width = 80
    context.terminal_width = 80
    context.help_option_names = ["-h", "--help"]
    return command.get_help(context) + "\n"


def renewed(text: str) -> str:
    """The page with every marked block as it should be."""
    return MARKED.sub(lambda found: found[1] + help_of(found[2]) + found[4], text)


def test_the_reference_is_what_help_says() -> None:
    """Every block of help on the page is current; else: python tests/cli/test_docs.py."""
    text = PAGE.read_text(encoding="utf-8")
    assert renewed(text) == text


def test_every_command_and_option_is_documented() -> None:
    """No command is missing on the page, nor a command of a command."""
    documented = {name for _, name, _, _ in MARKED.findall(PAGE.read_text(encoding="utf-8"))}
    expected = {"careergraph"}
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        more = command.commands if isinstance(command, click.Group) else ()
        expected |= {f"careergraph {name}", *(f"careergraph {name} {sub}" for sub in more)}
    assert documented == expected


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
