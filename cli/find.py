"""``careergraph find``: search in names and in what roles do and ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph.facts import search_items, things
from careergraph.graph.names import NameIndex
from careergraph.graph.skills import skills

from .jsonforms import named_json
from .opening import opened
from .options import format_option, limit_option, store_option
from .render import bold, clean, dim, echo, echo_json, width, wrap
from .table import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.graph.facts import ItemFact
    from careergraph.graph.names import Named
    from careergraph.graph.store import OpenBuild

    from .options import Place

_EXAMPLES = """\b
Examples:
  careergraph find kubernetes
  careergraph find "security manager" --limit 3
"""


@click.command(epilog=_EXAMPLES)
@click.argument("text")
@limit_option("names and N items")
@store_option
@format_option
@click.pass_context
def find(ctx: click.Context, text: str, limit: int, store: Place | None, output: str) -> None:
    """Search names, and the words of responsibilities, requirements and hiring steps.

    Names are found by their words, in any order, skills also by what else the vocabulary calls them; what is
    found in neither way, by likeness. Items are found by the exact words, whatever their case. What stands
    after the colon of a name can be given to "careergraph show". Exits with 1 if nothing is found.
    """
    if not text.strip():
        raise click.UsageError("TEXT is empty")
    with opened(store) as build:
        index = NameIndex([*things(build.quads), *skills(build.quads)], build.about["base"])
        names = index.search(text) or _skills_called(build, text) or index.like(text)
        items = search_items(build.quads, text.strip())
    if output == "json":
        echo_json(
            {
                "names": [named_json(thing) for thing in names[:limit]],
                "names_found": len(names),
                "items": [_item(item) for item in items[:limit]],
                "items_found": len(items),
            }
        )
    else:
        _print(index, names, items, limit)
    if not names and not items:
        click.echo(f"nothing is called, or speaks of, “{text}”", err=True)
        ctx.exit(1)


def _skills_called(build: OpenBuild, text: str) -> list[Named]:
    """The skills of the graph that have a name which only the vocabulary knows."""
    known = skills(build.quads)
    if not known or build.about["vocabulary"]["files"] is None:
        return []
    from careergraph.data.skills.scheme import SchemeError  # noqa: PLC0415 - for names that nothing has
    from careergraph.graph.vocabulary import called, load_vocabulary  # noqa: PLC0415

    try:
        meant = {each.iri for each in called(load_vocabulary(build.about["vocabulary"]["files"]), text)}
    except SchemeError:  # its files are gone; the names in the graph are there all the same
        return []
    return [skill for skill in known if skill.iri in meant]


def _print(index: NameIndex, names: Sequence[Named], items: Sequence[ItemFact], limit: int) -> None:
    if names:
        echo(bold(f"Names ({len(names)})"))
        for thing in names[:limit]:
            echo(wrap(index.describe(thing), "  ", "      "))
        _print_rest(len(names), limit)
    if items:
        if names:
            echo()
        echo(bold(f"Items ({len(items)})"))
        for item in items[:limit]:
            echo(wrap(item.text, "  ", "    "))
            holder = clean(item.holder.name) if item.holder else ""
            place = f"{clean(item.citation[0])}:{item.citation[1]}"
            if columns(holder) + columns(place) + 6 > width():
                echo(wrap(holder, "    "))
                holder = ""
            echo(f"    {holder}{'  ' if holder else ''}{dim(place)}")
        _print_rest(len(items), limit)


def _print_rest(found: int, limit: int) -> None:
    if found > limit:
        echo(dim(f"  and {found - limit} more; see them with --limit {found}"))


def _item(item: ItemFact) -> dict[str, object]:
    return {
        "property": item.property,
        "text": item.text,
        "of": item.holder.name if item.holder else "",
        "of_iri": item.holder.iri if item.holder else "",
        "path": item.citation[0],
        "line": item.citation[1],
    }
