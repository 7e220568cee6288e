"""All moves of a page: those of its ladder sections, and those of flowcharts elsewhere that draw a ladder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from .blocks import Fence, Table
from .headings import Part
from .ladder import Ladder, chart_ladder, ladder_of, looks_like_ladder
from .owners import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .blocks import Block
    from .owners import Structure
    from .records import Role


def moves_of(blocks: Iterable[Block], tree: Structure, family: str, roles: Sequence[Role]) -> Ladder:
    """What a page states of moves.

    Args:
        blocks: the page's blocks.
        tree: who owns its sections.
        family: the family's title, the source where a sentence in a section of the family's names none.
        roles: the page's roles; the source where a sentence in a section of theirs names none.

    Returns:
        The moves by line, each once; the first line that leaves the ladder undefined; Mermaid that was not
        understood.
    """
    titles = {role.line: role.title for role in roles}
    ladders: list[Ladder] = []
    read: set[int] = set()
    for owner in tree.owners:
        context = family
        if owner.kind is Kind.ROLE and owner.heading is not None:
            context = titles.get(owner.heading.line, family)
        for section in owner.of(Part.LADDER):
            ladders.append(ladder_of(section.blocks, context, section.text))
            read.update(block.line for block in section.blocks if isinstance(block, Fence | Table))
    ladders += [
        chart_ladder(block)
        for block in blocks
        if isinstance(block, Fence)
        and block.language == "mermaid"
        and block.line not in read
        and looks_like_ladder(block)
    ]
    here = [family, *(role.title for role in roles)]
    moves = [
        replace(move, source=_as_on_page(move.source, here)) if move.kind == "prose" else move
        for ladder in ladders
        for move in ladder.moves
    ]
    return Ladder(
        moves=tuple(dict.fromkeys(sorted(moves, key=lambda move: move.line))),
        undefined=next((ladder.undefined for ladder in ladders if ladder.undefined), 0),
        not_understood=tuple(one for ladder in ladders for one in ladder.not_understood),
    )


def _as_on_page(source: str, titles: Sequence[str]) -> str:
    """The title on the page that a source means where it differs by a slip of the pen, else the source.

    >>> _as_on_page("Tax Anlyst", ["Tax", "Tax Analyst"])
    'Tax Analyst'
    """
    written = source.casefold()
    if any(title.casefold() == written for title in titles):
        return source
    near = (
        title
        for title in titles
        if len(title) > 8 and OSA.distance(written, title.casefold(), score_cutoff=2) == 1
    )
    return next(near, source)
