"""What ``careergraph export`` writes in formats other than RDF: pictures and networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

import click

from careergraph.export.otherforms import NetworkForm, PictureForm, network_files, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.export.network import Selection
    from careergraph.graph.careergraph import CareerGraph
    from careergraph.graph.ladderview import Ladder
    from careergraph.graph.paths import Path

#: What ``--share`` may be: which moves are drawn.
_BASES = {"all": (), "stated": ("stated",), "inferred": ("inferred",)}
OTHER: tuple[str, ...] = (*get_args(PictureForm), *get_args(NetworkForm))


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the graph that was asked for, by the options of the command."""

    families: Sequence[str] = ()
    department: str | None = None
    ends: tuple[str, str] | None = None
    share: str = "all"


def written(graph: CareerGraph, form: str, part: Part) -> dict[str, bytes]:
    """The files of a format: what to put before their suffix → content.

    Raises:
        UsageError: the format cannot hold what was asked for.
        LookupFailedError: a name means nothing, or too much, or no path leads there.
        PngError: what draws PNG is not installed.
    """
    if part.share not in _BASES:
        raise click.UsageError(f"{form} holds moves: --share is all, stated or inferred")
    if form in get_args(PictureForm):
        drawn = _drawn(graph, form, part)
        return {"": picture(drawn, cast("PictureForm", form))}
    selection = _selection(graph, part)
    return network_files(graph.careers, selection, cast("NetworkForm", form))


def _drawn(graph: CareerGraph, form: str, part: Part) -> Ladder | Path:
    if part.share == "inferred":
        raise click.UsageError(f"{form} draws a ladder or a path: --share is all or stated")
    if part.department or len(part.families) + bool(part.ends) != 1:
        raise click.UsageError(
            f"{form} draws one ladder or path: name one --family, or --path FROM TO"
            " (for more: --format dot, or careergraph view)"
        )
    stated_only = part.share == "stated"
    if part.ends:
        return graph.paths(*part.ends, stated_only=stated_only)[0]
    return graph.ladder(part.families[0], stated_only=stated_only)


def _selection(graph: CareerGraph, part: Part) -> Selection:
    from careergraph.export.network import Selection, select  # noqa: PLC0415 - loads networkx

    careers, bases = graph.careers, _BASES[part.share]
    if part.ends:
        path = graph.paths(*part.ends, stated_only=part.share == "stated")[0]
        moves = [move for step in path.steps for move in (step.move, *step.others)]
        kept = [move for move in moves if not bases or move.basis in bases]
        return Selection(frozenset(node.iri for node in path.nodes), tuple(kept))
    chosen = [careers.find(name, ("family",)) for name in part.families]
    chosen += [careers.find(part.department, ("department",))] if part.department else []
    members = {member.iri for node in chosen for member in careers.members(node)}
    return select(careers, members if chosen else None, bases)
