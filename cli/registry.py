"""The commands by name; each is imported only when it is called or its help is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Command → where it is defined ("module:attribute") and its line in ``careergraph --help``.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("careergraph.cli.build:build", "Read job-family pages and build the graph."),
    "compare": ("careergraph.cli.compare:compare", "Put two or three roles side by side."),
    "export": ("careergraph.cli.export:export", "Write the graph as RDF, pictures, or networks."),
    "extract": ("careergraph.cli.extract:extract", "Print the facts of pages as JSON."),
    "find": ("careergraph.cli.find:find", "Search names and what roles ask for."),
    "fit": ("careergraph.cli.fit:fit", "Rank the roles that your skills cover best."),
    "gap": ("careergraph.cli.gap:gap", "List what a role asks that another, or you, lack."),
    "import": ("careergraph.cli.importing:import_", "Read RDF files of a graph back into a store."),
    "insights": ("careergraph.cli.insights:insights", "Find dead ends, gaps and other oddities."),
    "ladder": ("careergraph.cli.ladder:ladder", "Draw the ladder of a job family."),
    "next": ("careergraph.cli.next:next_", "List what may come next for somebody in a role."),
    "ontology": ("careergraph.cli.ontology:ontology", "Print what the terms of the graph mean."),
    "path": ("careergraph.cli.path:path", "Find ranked routes from one role to another."),
    "push": ("careergraph.cli.push:push", "Load the graph into a triple store elsewhere."),
    "queries": ("careergraph.cli.queries:queries", "List the queries that can be asked by name."),
    "query": ("careergraph.cli.query:query", "Ask the graph a SPARQL query."),
    "reach": ("careergraph.cli.reach:reach", "List everything that can be reached from a role."),
    "skills": ("careergraph.cli.skills:skills", "List the skills that roles ask for."),
    "view": ("careergraph.cli.view:view", "Write an interactive page of roles and moves."),
    "show": ("careergraph.cli.show:show", "Print everything known of a role, family or indicator."),
    "validate": ("careergraph.cli.validate:validate", "Say what is wrong with a graph, and where."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports each on use."""

    def __init__(self, *args: object, lazy: Mapping[str, tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, sorted."""
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is no such."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self._lazy[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{attribute} is no click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._lazy[name][1]) for name in sorted(self._lazy)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what was perhaps meant where there is no such command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib  # noqa: PLC0415 - only for this message

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from None
