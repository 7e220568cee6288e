"""Ladders and paths as SVG, 16 to 9, for slides.

It is drawn here rather than by Graphviz, so that every machine draws the same, byte for byte, and grade is
height. Only what slide programs take is used: no style sheet, no script, no marker, no font to load.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from careergraph.graph.paths import Path

from .drawing import NOTE, NOTE_LINE, ROOM, TITLE, TITLE_LINE
from .slide import of_ladder, of_path
from .textfit import width, wrap
from .wording import BASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careergraph.graph.ladderview import Ladder

    from .drawing import Arrow, Box, Picture
    from .routing import Point

#: Sides of the slide, and its margin.
WIDTH, HEIGHT = 1280, 720
_MARGIN = 36
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_TEXT, _MUTED, _GRID, _BACK = "#18222d", "#566270", "#dfe4ea", "#ffffff"
#: Fill, line and text of boxes; shapes and lines differ as well as colours.
_BOXES = {
    "ic": ("#e4f1fb", "#0072b2", "#0a2f4b"),
    "manager": ("#fdeedd", "#b35900", "#4a2600"),
    "plain": ("#eef1f4", "#66727f", "#232d38"),
    "named": ("#ffffff", "#66727f", "#3a4653"),
    "family": ("#ffffff", "#8a3f7c", "#4b1e3e"),
}
_SHAPES = {
    "ic": "individual contributor",
    "manager": "manager",
    "plain": "track not known",
    "named": "no page describes it",
    "family": "job family",
}
_KINDS = {
    "promotion": "#3b4855",
    "lateral": "#00795a",
    "change of track": "#b35900",
    "next family": "#8a3f7c",
}
_DASHES = {"stated": "", "inferred": "6 4", "suggested": "2 4"}
_WORDS = {"stated": "a page states it", "inferred": "a rule infers it", "suggested": "skills suggest it"}
#: Size of the letters of sources, and the most steps that are told.
_SMALL, _STEPS = 10.5, 12
#: How far a corner of a line is rounded off.
_ROUND = 7.0


def to_svg(drawn: Ladder | Path) -> str:
    """A picture of a ladder or a path; the same for the same input.

    Arrows are solid where a page states the move, dashed where a rule infers it, dotted where likeness of
    skills suggests it. It carries its content as text, too, for those who do not see it.
    """
    picture = of_path(drawn) if isinstance(drawn, Path) else of_ladder(drawn)
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    sources, foot = _sources(picture), HEIGHT - 20
    foot -= 13 * len(sources)
    ground = foot - 40  # above the legend
    top, head = 92.0, _headline(picture.title)
    scale = min(ROOM[0] / max(picture.width, 1), (ground - top) / max(picture.height, 1), 1.3)
    left = (WIDTH - picture.width * scale) / 2
    down = top + (ground - top - picture.height * scale) / 2
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="picture-title picture-text" '
        f'font-family="{_FONT}" fill="{_TEXT}">'
    )
    yield f'<title id="picture-title">{escape(picture.title)}: {escape(picture.subtitle)}</title>'
    yield f'<desc id="picture-text">{escape(" ".join(picture.description))}</desc>'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_BACK}"/>'
    yield from head
    yield _text(_MARGIN, 76, picture.subtitle, 16, fill=_MUTED)
    yield f'<g transform="translate({_n(left)} {_n(down)}) scale({_n(scale, 4)})">'
    yield from _scale(picture)
    for arrow in picture.arrows:
        yield from _arrow(arrow)
    for box in picture.boxes:
        yield from _box(box)
    yield from _grades(picture)
    for x, y, text in picture.words:
        yield _text(x, y, text, 12, anchor="middle", fill=_MUTED, bold=y < 20)
    for arrow in picture.arrows:
        if arrow.number:
            yield from _number(arrow)
    yield "</g>"
    yield from _legend(picture, foot - 16)
    for number, text in enumerate(sources):
        yield _text(_MARGIN, foot + 6 + 13 * number, text, _SMALL, fill=_MUTED)
    yield "</svg>"


def _headline(title: str) -> list[str]:
    room = WIDTH - 2 * _MARGIN
    for size in (30, 26, 22, 19):
        if width(title, size, bold=True) <= room:
            return [_text(_MARGIN, 50, title, size, bold=True)]
    return [
        _text(_MARGIN, 30 + 22 * number, line, 18, bold=True)
        for number, line in enumerate(wrap(title, room, 18, 2, bold=True))
    ]


def _scale(picture: Picture) -> Iterator[str]:
    left, right = picture.span
    for y, _ in picture.scale:
        yield f'<path d="M{_n(left)} {_n(y)}H{_n(right)}" stroke="{_GRID}" stroke-width="1"/>'


def _grades(picture: Picture) -> Iterator[str]:
    """The words of the scale, on their lines or below, wherever no arrow runs through them."""
    left = picture.span[0]
    levels = {
        one.y
        for arrow in picture.arrows
        for one, other in pairwise(arrow.points)
        if one.y == other.y and min(one.x, other.x) < left + 50 and max(one.x, other.x) > left
    }
    for y, grade in picture.scale:

        def hit(base: float) -> bool:
            return any(base - 10 < level < base + 2 for level in levels)

        yield _text(left, min((y - 4, y + 13, y - 18), key=hit), f"grade {grade}", 11, fill=_MUTED)


def _arrow(arrow: Arrow) -> Iterator[str]:
    colour = _KINDS.get(arrow.kind, _TEXT)
    points = list(arrow.points)
    end, before = points[-1], points[-2]
    length = abs(end.x - before.x) + abs(end.y - before.y) or 1.0
    along = ((end.x - before.x) / length, (end.y - before.y) / length)
    points[-1] = end._replace(x=end.x - along[0] * 7, y=end.y - along[1] * 7)
    dashes = _DASHES[arrow.basis]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<g stroke="{colour}"><title>{escape(arrow.tip)}</title>'
    yield f'<path d="{_rounded(points)}" fill="none" stroke-width="1.8"{dashed}/>'
    yield f'<path d="{_tip(end, along)}" fill="{colour}" stroke="none"/></g>'


def _rounded(points: Sequence[Point]) -> str:
    """A line with its corners rounded off."""
    drawn = [f"M{_n(points[0].x)} {_n(points[0].y)}"]
    for before, (corner, after) in zip(points, pairwise(points[1:]), strict=False):
        short = min(_ROUND, _apart(before, corner) / 2, _apart(corner, after) / 2)
        start, end = _towards(corner, before, short), _towards(corner, after, short)
        drawn.append(f"L{start}Q{_n(corner.x)} {_n(corner.y)} {end}")
    drawn.append(f"L{_n(points[-1].x)} {_n(points[-1].y)}")
    return "".join(drawn)


def _apart(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(one: Point, other: Point, far: float) -> str:
    part = far / (_apart(one, other) or 1.0)
    return f"{_n(one.x + (other.x - one.x) * part)} {_n(one.y + (other.y - one.y) * part)}"


def _tip(end: Point, along: tuple[float, float]) -> str:
    x, y = end.x - along[0] * 9, end.y - along[1] * 9
    across = (-along[1] * 4.5, along[0] * 4.5)
    return (
        f"M{_n(end.x)} {_n(end.y)}L{_n(x + across[0])} {_n(y + across[1])}"
        f"L{_n(x - across[0])} {_n(y - across[1])}Z"
    )


def _number(arrow: Arrow) -> Iterator[str]:
    """The number of a step, in the middle of the longest piece of its line."""
    one, other = max(pairwise(arrow.points), key=lambda piece: _apart(*piece))
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
    colour = _KINDS.get(arrow.kind, _TEXT)
    yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="9.5" fill="{_BACK}" stroke="{colour}" stroke-width="1.5"/>'
    yield _text(x, y + 4, str(arrow.number), 11, anchor="middle", bold=True)


def _box(box: Box) -> Iterator[str]:
    fill, line, ink = _BOXES[box.shape]
    yield f'<g fill="{ink}"><title>{escape(box.tip)}</title>'
    yield _outline(box.shape, box.x, box.y, box.width, box.height, fill, line, 1.2 if box.outside else 1.8)
    sizes = (NOTE, 13.5, 10.0, 12.5) if box.outside else (TITLE, TITLE_LINE, NOTE, NOTE_LINE)
    size, leading, small, small_leading = sizes
    y = box.y - (len(box.title) * leading + len(box.note) * small_leading) / 2
    for number, text in enumerate(box.title):
        base = y + number * leading + leading * 0.78
        yield _text(box.x, base, text, size, anchor="middle", bold=True)
    y += len(box.title) * leading
    for number, text in enumerate(box.note):
        yield _text(
            box.x,
            y + number * small_leading + small_leading * 0.78,
            text,
            small,
            anchor="middle",
            fill=_MUTED,
        )
    yield "</g>"


def _outline(  # noqa: PLR0913, PLR0917 - a shape, its place and its colours
    shape: str, x: float, y: float, wide: float, high: float, fill: str, line: str, stroke: float
) -> str:
    """Contributors in rounded boxes, managers in boxes with cut corners, others in plain ones."""
    left, top, right, bottom = x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
    look = f'fill="{fill}" stroke="{line}" stroke-width="{_n(stroke)}"'
    if shape == "manager":
        cut = min(10.0, high / 3)
        return (
            f'<path d="M{_n(left + cut)} {_n(top)}H{_n(right - cut)}L{_n(right)} {_n(top + cut)}'
            f"V{_n(bottom - cut)}L{_n(right - cut)} {_n(bottom)}H{_n(left + cut)}"
            f'L{_n(left)} {_n(bottom - cut)}V{_n(top + cut)}Z" {look}/>'
        )
    corner = min(12.0, high / 3) if shape == "ic" else 0
    dashed = ' stroke-dasharray="4 3"' if shape == "named" else ""
    box = (
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(high)}" rx="{_n(corner)}" '
        f"{look}{dashed}/>"
    )
    if shape == "family":
        box += (
            f'<rect x="{_n(left + 3)}" y="{_n(top + 3)}" width="{_n(wide - 6)}" height="{_n(high - 6)}" '
            f'fill="none" stroke="{line}" stroke-width="0.8"/>'
        )
    return box


def _legend(picture: Picture, y: float) -> Iterator[str]:
    """What lines and shapes mean, as far as the picture has them."""
    items: list[tuple[str, float, str]] = []  # sign, its width, words
    bases = {arrow.basis for arrow in picture.arrows}
    for basis in (basis for basis in BASES if basis in bases):
        dashes = f' stroke-dasharray="{_DASHES[basis]}"' if _DASHES[basis] else ""
        sign = f'<path d="M0 0h34" stroke="{_KINDS["promotion"]}" stroke-width="1.8"{dashes}/>'
        items.append((sign, 34, _WORDS[basis]))
    kinds = {arrow.kind for arrow in picture.arrows}
    for kind in (kind for kind in _KINDS if kind in kinds):
        sign = f'<path d="M0 0h12" stroke="{_KINDS[kind]}" stroke-width="2.6"/>'
        items.append((f'{sign}<path d="M20 0l-9 -4.5v9Z" fill="{_KINDS[kind]}"/>', 20, kind))
    shapes = {box.shape for box in picture.boxes}
    for shape in (shape for shape in _BOXES if shape in shapes):
        fill, line, _ = _BOXES[shape]
        items.append((_outline(shape, 13, 0, 26, 15, fill, line, 1.5), 26, _SHAPES[shape]))
    total = sum(wide + 7 + width(words, 12) + 20 for _, wide, words in items)
    smaller = min(1.0, (WIDTH - 2 * _MARGIN) / max(1.0, total))
    yield f'<g transform="translate({_MARGIN} {_n(y)}) scale({_n(smaller, 4)})" fill="{_MUTED}">'
    x = 0.0
    for sign, wide, words in items:
        yield f'<g transform="translate({_n(x)} 0)">{sign}{_text(wide + 7, 4, words, 12)}</g>'
        x += wide + 7 + width(words, 12) + 20
    yield "</g>"


def _sources(picture: Picture) -> list[str]:
    """Lines below the legend: sources one after the other, or the steps of a path below each other."""
    room = WIDTH - 2 * _MARGIN
    if picture.arrows and picture.arrows[0].number:
        lines = [wrap(text, room, _SMALL, 1)[0] for text in picture.sources]
        more = len(lines) - _STEPS
        return lines if more <= 0 else [*lines[: _STEPS - 1], f"and {more + 1} more steps"]
    return wrap(f"From {'; '.join(picture.sources)}", room, _SMALL, 3) if picture.sources else []


def _text(  # noqa: PLR0913 - a text and its looks
    x: float, y: float, text: str, size: float, *, anchor: str = "", fill: str = "", bold: bool = False
) -> str:
    looks = {"text-anchor": anchor, "fill": fill, "font-weight": "bold" if bold else ""}
    said = "".join(f' {name}="{value}"' for name, value in looks.items() if value)
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{said}>{escape(text, quote=False)}</text>'


def _n(number: float, digits: int = 1) -> str:
    """A number as short as can be: no trailing zeros, no minus zero."""
    return f"{round(number, digits) + 0.0:g}"
