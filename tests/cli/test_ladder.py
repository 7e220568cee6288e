"""``ladder`` draws a family in the terminal, and as Mermaid that the page reader takes back as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from careergraph.cli.main import main
from careergraph.data.bundled import handbook
from careergraph.data.mermaid import parse_chart
from careergraph.data.reader import read
from careergraph.data.records import Corpus, Grade, Page, Role, StatedMove
from careergraph.export.mermaid import to_mermaid
from careergraph.graph import CareerGraph
from careergraph.graph import store as stores
from careergraph.graph.build import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .conftest import Result

BASE = "https://careers.example/"
LONG = "Principal Engineer of " + "Very Long Words " * 11
ODD = 'Manager, "R&D" [EMEA] (a; b) <i>é #quot; %% {x} 役割'


@pytest.fixture
def oddities(tmp_path: Path) -> Path:
    """A family with titles that are hard to draw and to write, fifteen roles, and a circle."""
    levels = ["Junior ", "", "Senior ", "Staff ", "Principal ", "Distinguished "]
    roles = [
        Role(f"{level}Baker", 10 * n, grades=(Grade(str(5 + n), 10 * n + 2),))
        for n, level in enumerate(levels)
    ]
    roles += [Role(LONG.strip(), 100), Role(ODD, 110, grades=(Grade("9.5", 112), Grade("10", 113)))]
    roles += [Role(f"Cook {name}", 200 + 10 * n) for n, name in enumerate("ABCDEFG")]
    names = ["Cook A", "Cook B", "Cook C", "Cook A"]
    moves = [StatedMove(one, other, 300 + n, "prose") for n, (one, other) in enumerate(pairwise(names))]
    moves += [StatedMove("Cook C", ODD, 310, "prose"), StatedMove(ODD, LONG.strip(), 311, "prose")]
    folder = tmp_path / "odd"
    with stores.building(folder) as new:
        build(
            Corpus(
                (Page("a/odd.md", "Odd Bakers", is_job_family=True, roles=tuple(roles), moves=tuple(moves)),)
            ),
            new,
            BASE,
        )
    return folder


def test_the_drawing_has_grades_tracks_bases_and_places(run: Callable[..., Result]) -> None:
    """Roles stand in columns; every move says what it rests on and where that stands."""
    done = run("ladder", "Support Engineer")
    assert (done.code, done.err) == (0, "")
    assert re.search(r"^    6  Support Engineer +IC$", done.out, re.MULTILINE)
    assert "promotion, stated" in done.out
    assert re.search(r"job-families/engineering/support-engineer\.md:\d+", done.out)
    assert "stated by a page" in done.out.splitlines()[-2]
    assert all(len(line) <= 80 for line in done.out.splitlines() if ".md" not in line)
    assert "\x1b" not in done.out


def test_stated_and_inferred_differ_by_line_and_word(run: Callable[..., Result]) -> None:
    """Each solid line says stated, each dashed one inferred; --stated-only draws solid ones alone."""
    for family in ("Recruiting", "Backend Engineering", "Trust and Safety"):
        for line in run("ladder", family).out.splitlines()[:-2]:
            if re.search(r"[├└]╌╌", line) or re.match(r"[ │╎]+╎ (promotion|lateral)", line):
                assert "inferred" in line, line
            if re.search(r"[├└]──", line):
                assert ", stated" in line, line
    only = run("ladder", "Recruiting", "--stated-only").out
    assert "inferred by rule" not in only
    assert "╌" not in "".join(only.splitlines()[:-2])


def test_hard_titles_circles_and_many_roles_fit_80_columns(
    run: Callable[..., Result], oddities: Path
) -> None:
    """All fifteen roles stand there once, long titles are wrapped, and no line is too wide."""
    done = run("ladder", "Odd Bakers", "--store", oddities)
    assert done.code == 0
    lines = done.out.splitlines()
    assert "15 roles" in lines[1]
    assert all(len(line) <= 80 for line in lines)
    for name in "ABCDEFG":
        assert (
            len([line for line in lines if re.search(rf"  Cook {name}( |$)", line) and "to " not in line])
            == 1
        )
    assert done.out.count("Very Long") >= 10
    assert "no move in or out" in done.out
    assert ", drawn above" in done.out
    assert re.search(r"^ *9\.5/10  ", done.out, re.MULTILINE)


def test_without_box_characters_the_drawing_is_ascii(bundled_store: Path, tmp_path: Path) -> None:
    """An output that cannot take them gets lines of plain characters, not question marks."""
    done = subprocess.run(
        [sys.executable, "-m", "careergraph.cli", "ladder", "Recruiting"],
        env={
            **os.environ,
            "CAREERGRAPH_STORE": str(bundled_store),
            "LC_ALL": "C",
            "PYTHONIOENCODING": "ascii",
        },
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    text = done.stdout.decode("ascii")
    assert "?" not in text
    assert re.search(r"[+`]\.\. change of track, inferred", text)
    assert ": promotion, inferred by rule next-level" in text


def test_a_department_is_all_of_its_families(run: Callable[..., Result]) -> None:
    """Their ladders are drawn one after the other, with one legend."""
    found = run("ladder", "sales", "--format", "json").json
    assert len(found) > 3
    assert {each["family"]["department"] for each in found} == {"sales"}
    text = run("ladder", "sales").out
    assert all(each["family"]["title"] in text for each in found)
    assert text.count("inferred by a rule") == 1


def test_the_only_role_of_a_family_is_not_called_its_entry(run: Callable[..., Result]) -> None:
    """That a family has an entry role says something where it has others, too."""
    assert "entry role" not in run("ladder", "Chief Technology Officer").out
    assert "no role of the family leads here" not in run("ladder", "Chief Technology Officer").out
    assert "entry role" in run("ladder", "Paralegal").out


def test_json_has_roles_in_order_and_every_move(run: Callable[..., Result]) -> None:
    """Entry roles are marked, and moves tell whether they stay, leave or arrive."""
    [found] = run("ladder", "Recruiting", "--format", "json").json
    assert found["roles"][0]["entry"]
    own = {role["iri"] for role in found["roles"]} | {found["family"]["iri"]}
    for move in found["moves"]:
        ends = move["from"]["iri"] in own, move["to"]["iri"] in own
        assert {"within": (True, True), "leaving": (True, False), "arriving": (False, True)}[
            move["direction"]
        ] == ends
        assert move["citations"]
    assert run("ladder", "no such family at all").code == 5


def charts(text: str) -> list[str]:
    """The Mermaid sources in the code blocks of a text."""
    return re.findall(r"^```mermaid\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def titles(edges: Iterable[dict]) -> set[tuple[str, str]]:
    """The titles of both ends."""

    def shown(node: dict) -> str:
        return " ".join(node["title"].split()) + (" job family" if node["type"] == "family" else "")

    return {(shown(edge["from"]), shown(edge["to"])) for edge in edges}


def test_mermaid_escapes_what_titles_hold(run: Callable[..., Result], oddities: Path) -> None:
    """Quotes, brackets, tags, entities, comment signs and other scripts come back as they were."""
    [chart] = charts(run("ladder", "Odd Bakers", "--store", oddities, "--format", "mermaid").out)
    parsed = parse_chart(chart)
    assert parsed is not None
    assert not parsed.not_understood
    assert ODD in parsed.labels.values()
    assert LONG.strip() in parsed.labels.values()
    [found] = run("ladder", "Odd Bakers", "--store", oddities, "--format", "json").json
    assert {(parsed.label(e.source), parsed.label(e.target)) for e in parsed.edges} == titles(found["moves"])
    assert "<i>" not in chart


def test_solid_arrows_are_the_stated_moves(run: Callable[..., Result]) -> None:
    """In every family, the chart without its dotted arrows has the stated moves, with them all moves."""
    departments = {"sales", "engineering", "people-ops", "product", "finance"}
    for department in sorted(departments):
        drawn = charts(run("ladder", department, "--format", "mermaid").out)
        known = run("ladder", department, "--format", "json").json
        assert len(drawn) == len(known)
        for chart, found in zip(drawn, known, strict=True):
            solid = "\n".join(line for line in chart.splitlines() if "-.->" not in line)
            for text, moves in (
                (chart, found["moves"]),
                (solid, [move for move in found["moves"] if move["basis"] == "stated"]),
            ):
                parsed = parse_chart(text)
                assert parsed is not None
                assert not parsed.not_understood
                assert {(parsed.label(e.source), parsed.label(e.target)) for e in parsed.edges} == titles(
                    moves
                )


@pytest.mark.parametrize("stated_only", [True, False])
def test_charts_on_their_pages_state_what_was_drawn_and_nothing_else(
    tmp_path: Path, *, stated_only: bool
) -> None:
    """With every family's chart at the end of its page, the handbook states the same moves and those drawn.

    Of a family with one role, its moves and those of the role are the same to the reader.
    """
    folder = tmp_path / "handbook"
    shutil.copytree(handbook(), folder)

    def pairs(store: Path) -> set[tuple[str, str]]:
        with CareerGraph.open(store) as graph:
            careers = graph.careers
            only = {}
            for node in careers.nodes.values():
                if node.type == "family":
                    roles = [each.iri for each in careers.members(node) if each.type == "role"]
                    only[node.iri] = roles[0] if len(roles) == 1 else node.iri
            return {
                (only.get(move.source, move.source), only.get(move.target, move.target))
                for move in careers.moves
                if move.basis == "stated" or (store.name == "before" and not stated_only)
            }

    before, after = tmp_path / "before", tmp_path / "after"
    with stores.building(before) as new:
        build(read([folder]), new, BASE)
    expected = pairs(before)
    with CareerGraph.open(before) as graph:
        for node in graph.careers.nodes.values():
            if node.type == "family":
                page = folder / node.citations[0][0]
                chart = to_mermaid(graph.ladder(node, stated_only=stated_only))
                page.write_text(
                    f"{page.read_text(encoding='utf-8')}\n\n## Career Ladder\n\n{chart}", encoding="utf-8"
                )
    with stores.building(after) as new:
        build(read([folder]), new, BASE)
    assert pairs(after) == expected


def test_colour_is_for_terminals(
    bundled_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where colour is asked for, titles are bold and places dim; the words are the same."""
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_args: False)
    with pytest.raises(SystemExit):
        main(["ladder", "Recruiting", "--store", str(bundled_store)])
    coloured = capsys.readouterr().out
    assert "\x1b[33minferred" in coloured
    assert "promotion, inferred by rule" in re.sub(r"\x1b\[\d+m", "", coloured)
