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
from .render import bold, clean, dim, echo, echo_json, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.graph.facts import ItemFact
    from careergraph.graph.names import Named

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

    Names are found by their words, in any order, or by likeness; items by the exact words, whatever their
    case. What stands after the colon of a name can be given to "careergraph show". Exits with 1 if nothing is
    found.
    """
    if not text.strip():
        raise click.UsageError("TEXT is empty")
    with opened(store) as build:
        index = NameIndex([*things(build.quads), *skills(build.quads)], build.about["base"])
        names = index.search(text)
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
            echo(f"    {holder}  {dim(f'{clean(item.citation[0])}:{item.citation[1]}')}")
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
