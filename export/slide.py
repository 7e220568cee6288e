"""A ladder or a path as a picture for a slide; :mod:`.svg` draws it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from careergraph.graph.careers import Careers

from .drawing import Drawing
from .layout import grade_rows, heights, layout
from .textfit import plain
from .viewdata import spoken
from .wording import BASES, by_page, counted, edge_in_words, end_in_words, step_in_words

if TYPE_CHECKING:
    from careergraph.graph.ladderview import Ladder
    from careergraph.graph.paths import Path

    from .drawing import Picture


def of_ladder(ladder: Ladder) -> Picture:
    """The roles of a family, the moves between them, and beside them where moves lead to and come from."""
    roles = [stage.role for stage in ladder.stages]
    inner = {role.iri for role in roles}
    moves = [edge.move for edge in ladder.edges]
    within = [move for move in moves if {move.source, move.target} <= inner]
    careers = Careers("", {role.iri: role for role in roles}, within, {}, None, {})
    places = layout(careers, order=[ladder.family.iri]).places
    drawing = Drawing()
    for role in roles:
        drawing.add(role, places[role.iri].lane, places[role.iri].row)
    if ladder.leaving or ladder.arriving:
        highest = max((places[role.iri].row for role in roles), default=0.0)
        lane = max((places[role.iri].lane for role in roles), default=0)
        drawing.add(ladder.family, lane, highest + 1)
    for edge in ladder.edges:
        drawing.join(edge.source, edge.target, edge.move, edge_in_words(edge))
    said = [f"{edge_in_words(edge)}." for edge in ladder.edges]
    department = ladder.family.department_title
    subtitle = ["Career ladder", counted(len(roles), "role")]
    subtitle += [f"{spoken(plain(department))} department"] if department else []
    cited = [*ladder.family.citations, *(line for role in roles for line in role.citations)]
    cited += [line for move in moves for line in move.citations]
    return replace(
        drawing.picture(grade_rows(careers)),
        title=plain(ladder.family.title),
        subtitle=" · ".join(subtitle),
        sources=tuple(by_page(cited)),
        description=(f"{counted(len(roles), 'role')}.", *said),
    )


def of_path(path: Path) -> Picture:
    """The roles on a path from left to right, with its steps numbered."""
    nodes = {node.iri: node for node in path.nodes}
    moves = [step.move for step in path.steps]
    scale = grade_rows(Careers("", nodes, moves, {}, None, {}))
    rows, _ = heights(nodes.values(), moves, scale)
    drawing = Drawing(families=True)
    last = next((rows[node.iri] for node in path.nodes if node.iri in rows), 0.0)
    for lane, node in enumerate(path.nodes):
        last = rows.get(node.iri, last)  # a family stands beside what the path leads to it from
        drawing.add(node, lane, last)
    for number, step in enumerate(path.steps, 1):
        said = f"{end_in_words(step.source)} to {end_in_words(step.target)}: {step_in_words(step)}"
        drawing.join(step.source, step.target, step.move, said, number)
    bases = [move.basis for move in moves]
    several = len(set(bases)) > 1
    told = [
        f"{bases.count(basis) if several else 'all'} {words}"
        for basis, words in BASES.items()
        if basis in bases
    ]
    subtitle = ["Career path", counted(len(moves), "step"), ", ".join(told)]
    steps = [f"{number}  {step_in_words(step)}" for number, step in enumerate(path.steps, 1)]
    sentences = [
        f"Step {number}: {end_in_words(step.source)} to {end_in_words(step.target)}: {step_in_words(step)}."
        for number, step in enumerate(path.steps, 1)
    ]
    return replace(
        drawing.picture(scale),
        title=f"{plain(path.start.title)} → {plain(path.nodes[-1].title)}",
        subtitle=" · ".join(part for part in subtitle if part),
        sources=tuple(steps),
        description=tuple(sentences),
    )
