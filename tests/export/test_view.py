"""The page as a file: where roles stand, what it carries, and that the same graph gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.export import viewpart
from careergraph.export.layout import BOX, Layout, layout
from careergraph.export.overview import CARD, overview
from careergraph.export.view import in_script, to_html, vis_network
from careergraph.export.viewdata import view_data
from careergraph.export.viewfacts import read_told
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.careergraph import CareerGraph
from careergraph.graph.careers import Careers
from careergraph.graph.nodes import Move, Node
from careergraph.graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CareerGraph]:
    """The graph of the bundled handbook."""
    folder = tmp_path_factory.mktemp("view") / "store"
    with stores.building(folder) as new:
        build(read([handbook()]), new, "https://careers.example/", vocabulary=load_vocabulary())
    with CareerGraph.open(folder) as opened:
        yield opened


def _family(number: int, grades: list[int | None], base: str = "https://x.example/") -> list[Node]:
    family = Node(
        f"{base}f{number}", "family", f"Family {number}", department=f"{base}d", department_title="d"
    )
    roles = [
        Node(
            f"{base}f{number}#r{place}",
            "role",
            f"Role {place}",
            family.iri,
            family.title,
            () if grade is None else (str(grade),),
            () if grade is None else (float(grade),),
            department=family.department,
            department_title="d",
        )
        for place, grade in enumerate(grades)
    ]
    return [family, *roles]


def _careers(families: list[list[int | None]], moves: list[tuple[str, str]] = ()) -> Careers:  # type: ignore[assignment]
    nodes = {node.iri: node for number, grades in enumerate(families) for node in _family(number, grades)}
    nodes["https://x.example/d"] = Node("https://x.example/d", "department", "d")
    made = [
        Move(f"m{number}", source, target, "promotion", "stated")
        for number, (source, target) in enumerate(moves)
        if source != target
    ]
    return Careers("https://x.example/", nodes, made, {}, None, {})


def _overlaps(found: Layout, careers: Careers) -> list[tuple[str, str]]:
    roles = [(iri, at) for iri, at in found.places.items() if careers.nodes[iri].type != "family"]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(roles, 2)
        if abs(first.x - second.x) < BOX[0] and abs(first.y - second.y) < BOX[1]
    ]


FAMILIES = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=0, max_size=6), min_size=1, max_size=5
)


@given(FAMILIES, st.data())
def test_roles_stand_by_grade_and_apart(families: list[list[int | None]], data: st.DataObject) -> None:
    """Whatever moves there are: boxes never overlap, and of two roles on a scale the higher grade stands higher."""
    roles = [f"https://x.example/f{n}#r{p}" for n, grades in enumerate(families) for p in range(len(grades))]
    pairs = data.draw(st.lists(st.tuples(*[st.sampled_from(roles)] * 2), max_size=8)) if roles else []
    careers = _careers(families, pairs)
    found = layout(careers)
    assert set(found.places) == {iri for iri, node in careers.nodes.items() if node.type != "department"}
    assert _overlaps(found, careers) == []
    for shelf in found.shelves:
        here = [
            (careers.nodes[iri].rank, at.y)
            for iri, at in found.places.items()
            if shelf.top <= at.y <= shelf.bottom and careers.nodes[iri].rank is not None
        ]
        for (rank, y), (other, below) in combinations(here, 2):
            assert rank is not None
            assert other is not None
            assert (rank > other) == (y < below)
            assert (rank == other) == (y == below)


def test_a_ladder_is_a_ladder() -> None:
    """Roles that promotions join stand straight above each other."""
    names = [f"https://x.example/f0#r{place}" for place in range(4)]
    careers = _careers([[5, 6, 7, 9]], list(pairwise(names)))
    places = layout(careers).places
    assert len({places[name].x for name in names}) == 1
    heights = [places[name].y for name in names]
    assert heights == sorted(heights, reverse=True)


def test_a_missing_grade_is_told_by_the_ladder() -> None:
    """A role without grade between two others stands between them, and is marked."""
    names = [f"https://x.example/f0#r{place}" for place in range(3)]
    careers = _careers([[5, None, 7]], list(pairwise(names)))
    places = layout(careers).places
    low, middle, high = (places[name] for name in names)
    assert high.y < middle.y < low.y
    assert middle.estimated
    assert not low.estimated


def test_lateral_moves_are_level_in_the_handbook(graph: CareerGraph) -> None:
    """Where both ends have one and the same grade, both stand at the same height."""
    careers = graph.careers
    for family in ("Backend Engineering", "Recruiting"):
        part = viewpart.of_family(careers, careers.find(family, ("family",)))
        places = layout(careers, part.iris, part.order).places
        for move in careers.moves:
            ends = [careers.nodes[iri] for iri in (move.source, move.target)]
            if (
                {move.source, move.target} <= part.iris
                and len({node.rank for node in ends}) == 1
                and ends[0].rank
            ):
                assert places[move.source].y == places[move.target].y


def test_the_whole_handbook_fits_side_by_side(graph: CareerGraph) -> None:
    """No boxes and no cards overlap, and neither picture is a strip."""
    found = layout(graph.careers)
    assert _overlaps(found, graph.careers) == []
    assert 0.5 < found.size[0] / found.size[1] < 4
    cards = overview(graph.careers)
    for (_, one), (_, other) in combinations(cards.places.items(), 2):
        assert abs(one.x - other.x) >= CARD[0] or abs(one.y - other.y) >= CARD[1]


def _page(graph: CareerGraph, part: viewpart.Part) -> str:
    nodes = graph.careers.nodes
    told, holders = read_told(
        graph.build.quads, sorted(iri for iri in part.iris if nodes[iri].type in ("role", "family"))
    )
    return to_html(graph.careers, part, told, holders)


def test_the_same_graph_gives_the_same_bytes(graph: CareerGraph) -> None:
    """Nothing in a page depends on when, where or in which order it was made."""
    first = _page(graph, viewpart.whole(graph.careers))
    with CareerGraph.open(graph.build.folder.parents[1] if graph.build.folder else None) as again:
        assert _page(again, viewpart.whole(again.careers)) == first


def test_a_page_of_300_roles_is_small(graph: CareerGraph) -> None:
    """What a role takes, times 300, with everything else, is below 1.2 MB."""
    page = len(_page(graph, viewpart.whole(graph.careers)).encode())
    fixed = len(_page(graph, replace(viewpart.whole(graph.careers), iris=frozenset())).encode())
    assert fixed + (page - fixed) / len(graph.roles) * 300 < 1_200_000


def test_the_policy_allows_exactly_what_is_there(graph: CareerGraph) -> None:
    """Each script and style in the page has its hash in the policy, and the policy nothing else."""
    part = viewpart.of_family(graph.careers, graph.careers.find("Recruiting", ("family",)))
    page = _page(graph, part)
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0].replace(
        "&#x27;", "'"
    )
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)

    def digests(texts: list[str]) -> set[str]:
        return {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts}

    assert len(scripts) == 2
    assert set(re.findall(r"sha256-([^']*)", policy)) == digests([*scripts, *styles])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert page.count("vis.js may be distributed under either license") == 1
    assert "bootstrap" not in page.lower()
    assert "cdn" not in page.lower().replace(vis_network().lower(), "")


@given(st.text())
def test_any_text_gets_into_the_page_and_out_again(text: str) -> None:
    """Data in a script element reads back as it was, and no sign in it can end the element."""
    written = in_script({"title": text})
    assert not re.search("[<>&\u2028\u2029]", written)
    if not re.search("[\ud800-\udfff]", text):
        assert json.loads(written) == {"title": text}


def test_texts_stand_once(graph: CareerGraph) -> None:
    """A requirement that many roles take over stands once in the page."""
    part = viewpart.whole(graph.careers)
    told, holders = read_told(graph.build.quads, [role.iri for role in graph.roles])
    data: Any = view_data(graph.careers, part, told, holders)
    used = [number for facts in data["facts"] for number in facts.get("q", ())]
    assert len(used) > len(set(used))
    assert len(data["items"]) == len({json.dumps(item) for item in data["items"]})


def test_inherited_requirements_are_told_like_by_the_command_line(graph: CareerGraph) -> None:
    """What the panel lists for a role is what "show --effective" lists, item by item."""
    from careergraph.graph.effective import effective  # noqa: PLC0415 - for this comparison only

    iris = [role.iri for role in graph.roles][::7]
    told, _ = read_told(graph.build.quads, iris)
    for iri in iris:
        found = effective(graph.build.quads, graph.inheritance, graph.inheritance.holders[iri])
        assert [item.text for item in told[iri].requirements] == [i.text for i in found.of("hasRequirement")]
        assert [item.text for item in told[iri].nice_to_have] == [i.text for i in found.of("hasNiceToHave")]
        assert told[iri].responsibilities == len(found.of("hasResponsibility"))


def test_parts_hold_what_they_say(graph: CareerGraph) -> None:
    """A family's part has its neighbours, a skill's all who ask for it, two hops more than one."""
    careers = graph.careers
    family = careers.find("Backend Engineering", ("family",))
    part = viewpart.of_family(careers, family)
    assert {node.iri for node in careers.members(family)} == part.focus
    assert graph.role("Backend Engineering Manager").iri in part.iris
    one, two = (viewpart.around(careers, graph.role("Senior Backend Engineer"), hops) for hops in (1, 2))
    assert one.iris < two.iris
    skill, asked = next(
        (s, iri) for iri, a in careers.asked.items() for s in a.skills if iri in careers.nodes
    )
    assert asked in viewpart.of_skill(careers, skill, "x").iris or careers.nodes[asked].type != "role"
    department = careers.find("engineering", ("department",))
    inside = viewpart.of_department(careers, department).iris
    assert viewpart.of_department(careers, department).title == "Engineering", "as the page speaks of it"
    assert {careers.nodes[iri].department for iri in inside if careers.nodes[iri].type != "named"} == {
        department.iri
    }


def test_suggested_moves_are_dotted_and_never_mixed_up(graph: CareerGraph) -> None:
    """Suggested moves come as such, dotted; stated ones solid and inferred ones dashed."""
    part = viewpart.with_suggestions(graph.careers, viewpart.whole(graph.careers), 3, up_to=1500)
    assert part.suggested
    data: Any = view_data(graph.careers, part)
    kinds = {move[0]: move[2] for move in reversed(data["moves"])}
    for edge in data["edges"]:
        assert edge["dashes"] == data["dashes"][kinds[edge["id"]]]
    assert data["dashes"][0] is False
    assert len({str(each) for each in data["dashes"]}) == 3
