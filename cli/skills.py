"""``careergraph skills``: the vocabulary of a store with counts, what it misses, and importing ESCO."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import format_option, store_option
from .render import bold, clean, dim, echo, echo_json, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.graph.skilltree import SkillCount

    from .options import Place

_EXAMPLES = """\b
Examples:
  careergraph skills
  careergraph skills --top 20
  careergraph skills --unlinked
  careergraph skills import-esco classification.zip relations.zip -o esco.ttl
"""


@click.group(epilog=_EXAMPLES, invoke_without_command=True)
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="List the N skills that most positions require."
)
@click.option(
    "--unlinked",
    is_flag=True,
    help="List the requirements and nice-to-haves in which no skill was found, as file:line: words.",
)
@store_option
@format_option
@click.pass_context
def skills(ctx: click.Context, top: int | None, unlinked: bool, store: Place | None, output: str) -> None:
    """List the skills that positions ask for, and how many positions ask for each.

    Shown are the skills that items name and all broader ones, as a tree. A position is a role, job family,
    specialty or segment; counted are those whose own items name the skill. "careergraph show SKILL" lists
    them with their lines.
    """
    if ctx.invoked_subcommand is not None:
        return
    if top and unlinked:
        raise click.UsageError("--top and --unlinked exclude each other")
    from careergraph.graph.skills import require_skills  # noqa: PLC0415 - importing ESCO needs no store
    from careergraph.graph.skills import unlinked as read_unlinked  # noqa: PLC0415
    from careergraph.graph.skilltree import skill_tree  # noqa: PLC0415

    from .opening import opened  # noqa: PLC0415

    with opened(store) as build:
        require_skills(build)
        if unlinked:
            items = read_unlinked(build.quads)
        else:
            counts = skill_tree(build.quads)
    if unlinked:
        _print_unlinked(items, output)
    else:
        if top:
            counts = sorted(counts, key=lambda one: (-one.required, -one.preferred, one.skill.name))[:top]
        _print_counts(counts, output, flat=top is not None)


def _print_unlinked(items: Sequence[tuple[tuple[str, int], str]], output: str) -> None:
    if output == "json":
        echo_json([{"path": path, "line": line, "text": text} for (path, line), text in items])
        return
    for (path, line), text in items:
        echo(f"{dim(f'{clean(path)}:{line}')}: {clean(text)}")


def _print_counts(counts: Sequence[SkillCount], output: str, *, flat: bool) -> None:
    if output == "json":
        echo_json([_count(one) for one in counts])
        return
    echo(bold("required  preferred  skill"))
    for one in counts:
        indent = "" if flat else "  " * one.depth
        own = f"{one.required or '':>8}  {one.preferred or '':>9}"
        more = "" if one.required or one.preferred else dim(f"  ({one.below} by narrower ones)")
        echo(f"{own}  {indent}{clean(one.skill.name)}{more}")


def _count(one: SkillCount) -> dict[str, object]:
    return {
        "iri": one.skill.iri,
        "label": one.skill.name,
        "depth": one.depth,
        "broader": list(one.broader),
        "required": one.required,
        "preferred": one.preferred,
        "with_narrower": one.below,
    }


_IMPORT_EXAMPLES = """\b
Examples:
  careergraph skills import-esco classification.zip relations.zip -o esco.ttl
  careergraph build handbook --skills esco.ttl
"""


@skills.command("import-esco", epilog=_IMPORT_EXAMPLES)
@click.argument("zips", metavar="ZIP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write the scheme: .ttl, .nt, .rdf or .jsonld.",
)
def import_esco(zips: Sequence[Path], file: Path) -> None:
    """Make a SKOS file of ESCO's skills as published.

    ZIP are the two zips of ESCO's CSV download: classification and relations. The file appears whole or not
    at all. The zips can also be given to "careergraph build --skills" as they are.
    """
    from careergraph.data.skills.esco import import_esco as read_esco  # noqa: PLC0415 - for this command only
    from careergraph.data.skills.writing import write_scheme  # noqa: PLC0415

    scheme = read_esco(*zips)
    write_scheme(scheme, file, scheme_iri="http://data.europa.eu/esco/concept-scheme/skills")
    groups = sum(concept.kind == "group" for concept in scheme)
    echo(wrap(f"Wrote {len(scheme) - groups} skills in {groups} groups to {file}"))
