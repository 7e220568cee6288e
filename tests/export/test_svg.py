"""Ladders and paths as pictures: nothing overlaps, everything fits, and nothing in a text is acted on."""

from __future__ import annotations

import re
import struct
import sys
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careergraph.export.drawing import NOTE, TITLE
from careergraph.export.png import PngError, to_png
from careergraph.export.slide import of_ladder, of_path
from careergraph.export.svg import to_svg
from careergraph.export.textfit import plain, width, wrap
from careergraph.graph.careers import Careers
from careergraph.graph.ladderview import ladder
from careergraph.graph.nodes import Move, Node
from careergraph.graph.paths import Wish, paths

if TYPE_CHECKING:
    from careergraph.export.drawing import Box, Picture

SVG = "{http://www.w3.org/2000/svg}"
IC, MANAGER = "individual contributor", "manager"


def ladder_of(careers: Careers, family: str = "f:odd"):
    """The ladder of a family."""
    return ladder(careers, careers.nodes[family])


def texts(svg: str) -> list[str]:
    """The texts that are drawn."""
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]


def test_titles_are_text_and_nothing_else(odd_careers: Careers) -> None:
    """The picture is well-formed XML of harmless elements; titles stand there as written."""
    svg = to_svg(ladder_of(odd_careers))
    root = ET.fromstring(svg)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "g", "path", "text", "circle"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name or name == "style"}
    tips = [each.text or "" for each in root.iter(f"{SVG}title")]
    for node in odd_careers.nodes.values():
        if node.family == "f:odd":
            assert any(tip.startswith(plain(node.title)) for tip in tips)


def test_it_can_be_understood_without_being_seen(odd_careers: Careers) -> None:
    """It is an image with a name, and a description that has every move with its basis and lines."""
    root = ET.fromstring(to_svg(ladder_of(odd_careers)))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text or "" for element in root.iter() if element.get("id")}
    title, description = (named[each] for each in root.get("aria-labelledby").split())
    assert title == "=Odd <i>: Career ladder · 6 roles · R&D <dept> department"
    for edge in ladder_of(odd_careers).edges:
        said = "stated by a page" if edge.move.basis == "stated" else "inferred by a rule"
        assert f"{edge.move.kind}, {said}" in description
        assert all(f"{path}:" in description for path, _ in edge.move.citations)


def test_lines_are_solid_where_a_page_states_the_move(odd_careers: Careers) -> None:
    """Each arrow is dashed exactly if its move is inferred; the legend has what the picture has."""
    svg = to_svg(ladder_of(odd_careers))
    arrows = [
        group
        for group in ET.fromstring(svg).iter(f"{SVG}g")
        if " to " in (group.findtext(f"{SVG}title") or "")
    ]
    assert len(arrows) >= 10
    for group in arrows:
        line = group.find(f"{SVG}path")
        assert ("stroke-dasharray" in line.attrib) == ("inferred by a rule" in group.findtext(f"{SVG}title"))
    shown = texts(svg)
    assert {"a page states it", "a rule infers it", "promotion", "manager"} <= set(shown)
    assert "skills suggest it" not in shown


def test_a_path_counts_its_steps_and_cites_each(odd_careers: Careers) -> None:
    """Boxes from left to right, numbers on arrows, and a line for each step below."""
    nodes = odd_careers.nodes
    [way] = paths(odd_careers, nodes["f:odd#0"], nodes["f:odd#3"], 1, Wish("steps", allow_down=True))
    picture = of_path(way)
    assert [arrow.number for arrow in picture.arrows] == [1, 2, 3]
    assert [box.x for box in picture.boxes] == sorted(box.x for box in picture.boxes)
    shown = texts(to_svg(way))
    assert {"1", "2", "3"} <= set(shown)
    for number, step in enumerate(way.steps, 1):
        path, line = step.move.citations[0]
        assert any(text.startswith(f"{number} ") and f"{path}:{line}" in text for text in shown)


def test_a_path_of_no_steps_and_a_family_of_no_roles_are_drawn(odd_careers: Careers) -> None:
    """There is a picture even where there is next to nothing to draw."""
    role = odd_careers.nodes["f:two#cook"]
    [way] = paths(odd_careers, role, role)
    assert "Cook" in texts(to_svg(way))
    alone = Careers("f:", {"f:x": Node("f:x", "family", "Empty")}, [], {}, None, {})
    assert "Empty" in texts(to_svg(ladder_of(alone, "f:x")))


def test_a_very_long_path_still_has_room() -> None:
    """Of forty steps, those that are not told below the picture are counted; the picture is not squeezed out."""
    nodes = {
        f"r{n}": Node(f"r{n}", "role", f"Cook {n}", "f", "F", (str(n),), (float(n),), IC) for n in range(41)
    }
    moves = [
        Move(f"m{n}", f"r{n}", f"r{n + 1}", "promotion", "stated", (), "", (("a.md", n),)) for n in range(40)
    ]
    [way] = paths(Careers("", nodes, moves, {}, None, {}), nodes["r0"], nodes["r40"])
    svg = to_svg(way)
    assert "and 29 more steps" in texts(svg)
    [scale] = [
        float(found) for found in re.findall(r"^<g transform=.* scale\(([\d.]+)\)\">$", svg, re.MULTILINE)
    ]
    assert scale > 0.1


def boxes_hit(picture: Picture) -> list[tuple[str, str]]:
    """Arrows that run through a box that they neither begin nor end at, or along its inside."""
    hit = []
    for arrow in picture.arrows:
        for one, other in pairwise(arrow.points):
            left, right = sorted((one.x, other.x))
            top, bottom = sorted((one.y, other.y))
            hit += [
                (arrow.tip, box.tip)
                for box in picture.boxes
                if left < box.x + box.width / 2 - 0.5
                and right > box.x - box.width / 2 + 0.5
                and top < box.y + box.height / 2 - 0.5
                and bottom > box.y - box.height / 2 + 0.5
            ]
    return hit


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share a place."""
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 - 0.5
        and abs(one.y - other.y) < (one.height + other.height) / 2 - 0.5
    )


@st.composite
def families(draw: st.DrawFn) -> Careers:
    """A family of some roles with moves at random, and some of another."""
    nodes = {"f": Node("f", "family", "Family"), "g": Node("g", "family", "Other")}
    for number in range(draw(st.integers(1, 12))):
        family = draw(st.sampled_from("fffg"))
        grade = draw(st.sampled_from(["", "5", "6", "6.5", "7", "8", "9"]))
        title = draw(
            st.sampled_from(["Cook", "Senior Manager of Very Long Words, and More of Them", "W" * 60])
        )
        nodes[f"r{number}"] = Node(
            f"r{number}",
            "role",
            title,
            family,
            nodes[family].title,
            (grade,) if grade else (),
            (float(grade),) if grade else (),
            draw(st.sampled_from([IC, IC, MANAGER, ""])),
        )
    ends = st.sampled_from(sorted(nodes))
    moves = [
        Move(f"m{number}", draw(ends), draw(ends), draw(st.sampled_from(["promotion", "lateral"])), "stated")
        for number in range(draw(st.integers(0, 16)))
    ]
    return Careers("", nodes, moves, {}, None, {})


@settings(max_examples=150, deadline=None)
@given(families())
def test_nothing_overlaps_and_everything_fits(careers: Careers) -> None:
    """Boxes are apart, no arrow runs through a box, texts fit their boxes, and all is within the picture."""
    picture = of_ladder(ladder(careers, careers.nodes["f"]))
    assert not [pair for pair in combinations(picture.boxes, 2) if overlap(*pair)]
    assert not boxes_hit(picture)
    for box in picture.boxes:
        assert all(width(line, TITLE, bold=True) <= box.width for line in box.title if not box.outside)
        assert all(width(line, NOTE) <= box.width for line in box.note)
        assert 0 <= box.x - box.width / 2 <= box.x + box.width / 2 <= picture.width
        assert -0.01 <= box.y - box.height / 2 <= box.y + box.height / 2 <= picture.height + 0.01
    for arrow in picture.arrows:
        assert all(0 <= point.x <= picture.width for point in arrow.points)
        assert all(-0.01 <= point.y <= picture.height + 0.01 for point in arrow.points)


@given(st.text(max_size=80), st.floats(30, 300), st.integers(1, 4))
def test_lines_hold_the_text_and_are_not_too_wide(text: str, room: float, lines: int) -> None:
    """Every letter is kept in its order unless the last line says that something is missing."""
    found = wrap(text, room, 14, lines)
    assert len(found) <= lines
    assert all(width(line, 14) <= room for line in found)
    letters = plain(text).replace(" ", "")
    shown = "".join(found).replace(" ", "")
    assert shown == letters or (shown.endswith("…") and letters.startswith(shown[:-1]))


def test_png_is_the_slide_in_pixels(odd_careers: Careers) -> None:
    """It is 1920 by 1080, and something is drawn on it."""
    pytest.importorskip("resvg_py", reason="resvg-py (extra png) is not installed")
    png = to_png(to_svg(ladder_of(odd_careers)))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)
    assert len(png) > 20_000


def test_without_resvg_png_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, odd_careers: Careers
) -> None:
    """The message has the command."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(PngError, match=r"pip install 'careergraph\[png\]'"):
        to_png(to_svg(ladder_of(odd_careers)))


def test_words_of_a_path_stay_whole() -> None:
    """However many steps there are, an ordinary word is not broken for the sake of a narrow box."""
    titles = ["Senior Director, Development", *(f"Administration {n}" for n in range(7))]
    nodes = [
        Node(f"n:{n}", "role", title, grades=(f"{n}",), ranks=(float(n),), track=MANAGER)
        for n, title in enumerate(titles)
    ]
    moves = [Move(f"m:{a.iri}", a.iri, b.iri, "promotion", "stated") for a, b in pairwise(nodes)]
    careers = Careers("", {node.iri: node for node in nodes}, moves, {}, None, {})
    boxes = of_path(paths(careers, nodes[0], nodes[-1])[0]).boxes
    lines = [line for box in boxes for line in box.title]
    assert "Development" in lines
    assert all(word in " ".join(titles) for line in lines for word in line.split())
    assert sum(line.startswith("Administration") for line in lines) == 7
