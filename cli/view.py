"""``careergraph view``: an interactive page of roles and moves, in one file."""

from __future__ import annotations

import re
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from careergraph.data.errors import InputError

from .opening import failures_as, opened
from .options import is_url, store_option
from .rendersteps import counted

if TYPE_CHECKING:
    from careergraph.export.viewpart import Part
    from careergraph.graph.careergraph import CareerGraph

    from .options import Place

#: Beyond so many roles, looking for likely moves that nobody wrote down takes longer than everything else.
_SUGGESTED_UP_TO = 1500
#: Suggested moves from each role.
_SUGGESTED = 3
#: What every page of ours has near its start.
_OURS = b'<meta name="generator" content="careergraph">'

_EXAMPLES = """\b
Examples:
  careergraph view --open
  careergraph view --family "Backend Engineer" -o backend.html
  careergraph view --path "support engineer" "vp of development" -k 3
  careergraph view --role "Senior Recruiter" --hops 2
  careergraph view --base-url https://handbook.example.com/blob/main/
"""


@click.command(epilog=_EXAMPLES)
@click.option("--family", metavar="NAME", help="Show a job family, and what moves join it to.")
@click.option("--department", metavar="NAME", help="Show all job families of a department.")
@click.option("--role", metavar="NAME", help="Show what moves join a role to.")
@click.option(
    "--hops", type=click.IntRange(1, 9), metavar="N", help="Around --role, up to N moves.  [default: 1]"
)
@click.option("--path", "ends", nargs=2, metavar="FROM TO", help="Show the way from one role to another.")
@click.option(
    "-k",
    "--routes",
    type=click.IntRange(1, 20),
    metavar="K",
    help="Of --path, up to K really different routes.  [default: 1]",
)
@click.option("--skill", metavar="NAME", help="Show the roles that ask for a skill.")
@click.option("--all", "everything", is_flag=True, help="Open with all roles on one map, not with families.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write to FILE; - for standard output.  [default: named after what is shown]",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the pages can be read, up to their path: lines that are cited become links.",
)
@store_option
@click.pass_context
def view(  # noqa: PLR0913, PLR0917 - one an option
    ctx: click.Context,
    family: str | None,
    department: str | None,
    role: str | None,
    hops: int | None,
    ends: tuple[str, str] | None,
    routes: int | None,
    skill: str | None,
    everything: bool,
    file: Path | None,
    show: bool,
    base_url: str | None,
    store: Place | None,
) -> None:
    """Write an interactive page: ladders by grade, paths, search, and what each role asks.

    Without options, it shows all departments and job families; each opens into its ladder. Everything is in
    the one file, which works offline and can be mailed. A selection stays in its address (#role=...).

    Roles stand at the height of their grade; moves that pages state are solid, inferred ones dashed,
    suggested ones dotted. Each fact cites its page and line. docs/view.md describes the page.

    A page that this command wrote before is replaced; any other file is left alone.
    """
    chosen = [each for each in (family, department, role, ends, skill, everything or None) if each]
    if len(chosen) > 1:
        raise click.UsageError("--family, --department, --role, --path, --skill and --all exclude each other")
    if hops is not None and not role:
        raise click.UsageError("--hops goes with --role")
    if routes is not None and not ends:
        raise click.UsageError("-k goes with --path")
    if base_url is not None and not is_url(base_url):
        raise click.UsageError(f"--base-url is no http or https address: {base_url}")
    from careergraph.export.view import to_html  # noqa: PLC0415 - loads what only a page needs
    from careergraph.export.viewfacts import read_told  # noqa: PLC0415
    from careergraph.graph.careergraph import CareerGraph  # noqa: PLC0415

    with opened(store) as build, failures_as("text"):
        graph = CareerGraph(build)
        part = _part(graph, family, department, role, hops or 1, ends, routes or 1, skill, everything)
        nodes = graph.careers.nodes
        described = sorted(iri for iri in part.iris if nodes[iri].type in ("role", "family"))
        told, holders = read_told(build.quads, described)
        page = to_html(graph.careers, part, told, holders, base_url or "").encode()
        roles = sum(nodes[iri].type == "role" for iri in part.iris)
    if str(file) == "-":
        sys.stdout.buffer.write(page)
        return
    target = file or Path(f"{_file_name(part.title) if chosen else 'careers'}.html")
    _write(target, page)
    click.echo(f"Wrote {target}: {counted(roles, 'role')}, {len(page) / 1e6:.1f} MB")
    if show and not webbrowser.open(target.resolve().as_uri()):
        click.echo("No browser could be started; open the file in one.", err=True)
        ctx.exit(1)


def _part(  # noqa: PLR0913, PLR0917 - one an option
    graph: CareerGraph,
    family: str | None,
    department: str | None,
    role: str | None,
    hops: int,
    ends: tuple[str, str] | None,
    routes: int,
    skill: str | None,
    everything: bool,
) -> Part:
    from careergraph.export import viewpart  # noqa: PLC0415 - as above

    careers = graph.careers
    if ends:
        return viewpart.of_routes(careers, graph.paths(*ends, routes))
    if family:
        found = careers.find(family, ("family", "role"))
        part = viewpart.of_family(careers, careers.nodes.get(found.family, found))
    elif department:
        part = viewpart.of_department(careers, careers.find(department, ("department",)))
    elif role:
        part = viewpart.around(careers, graph.role(role), hops)
    elif skill:
        part = _of_skill(graph, skill)
    else:
        part = viewpart.whole(careers, opening="roles" if everything else "families")
    return viewpart.with_suggestions(careers, part, _SUGGESTED, up_to=_SUGGESTED_UP_TO)


def _of_skill(graph: CareerGraph, name: str) -> Part:
    from careergraph.export.viewpart import of_skill  # noqa: PLC0415 - as above
    from careergraph.graph.names import NameIndex  # noqa: PLC0415
    from careergraph.graph.skills import require_skills, skills  # noqa: PLC0415

    require_skills(graph.build)
    asked = {iri for each in graph.careers.asked.values() for iri in each.skills}
    named = [each for each in skills(graph.build.quads) if each.iri in asked]
    found = NameIndex(named, graph.build.about["base"], ("skill",)).find(name)
    return of_skill(graph.careers, found.iri, found.name)


def _file_name(title: str) -> str:
    """What a file of this title is called.

    >>> _file_name("Support Engineer → VP, Development")
    'support-engineer-vp-development'
    """
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:80] or "careers"


def _write(file: Path, page: bytes) -> None:
    """Write a page, in the place of an older one at most.

    Raises:
        InputError: something else has this name, or it cannot be written.
    """
    try:
        if file.exists():
            with file.open("rb") as there:
                start = there.read(4096)
            if start and _OURS not in start:
                raise InputError("exists and is no page of careergraph: name another file", path=str(file))
        beside = file.with_name(f".{file.name}.part")
        try:
            beside.write_bytes(page)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(file)) from error
