"""GraphML, GEXF, DOT and CSV hold the graph as it is, whatever stands in its texts, and are read back so."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from careergraph.export.csvfiles import MOVES, NODES, read_cell, to_csv
from careergraph.export.dot import to_dot
from careergraph.export.gexf import to_gexf
from careergraph.export.graphml import to_graphml
from careergraph.export.network import network, select
from careergraph.export.textfit import plain

if TYPE_CHECKING:
    from careergraph.graph.careers import Careers

Y = "{http://www.yworks.com/xml/graphml}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


def test_a_selection_has_all_moves_of_its_nodes_and_their_ends(odd_careers: Careers) -> None:
    """Departments are no nodes; a family comes with what leads there and away; shares choose moves."""
    whole = select(odd_careers)
    assert whole.iris == {iri for iri in odd_careers.nodes if iri != "f:d"}
    assert len(whole.moves) == len(odd_careers.moves)
    part = select(odd_careers, {"f:two", "f:two#cook"})
    assert part.iris == {"f:two", "f:two#cook", "f:odd#2", "f:odd"}
    assert {move.iri for move in part.moves} == {"m:9", "m:11", "m:12"}
    stated = select(odd_careers, bases=("stated",))
    assert {move.basis for move in stated.moves} == {"stated"}
    assert stated.iris == whole.iris


def test_networkx_reads_graphml_back_as_it_was(odd_careers: Careers) -> None:
    """Nodes, edges with their keys, and typed attributes are the same; only colours are added."""
    wanted = network(odd_careers, select(odd_careers))
    written = to_graphml(odd_careers, select(odd_careers))
    found = nx.read_graphml(io.BytesIO(written), edge_key_type=str, force_multigraph=True)
    assert set(found) == set(wanted)
    for iri, attributes in wanted.nodes(data=True):
        added = {name: found.nodes[iri].pop(name) for name in ("r", "g", "b", "shape_type")}
        assert all(isinstance(added[name], int) for name in "rgb")
        assert found.nodes[iri] == attributes
    assert {edge: found.edges[edge] for edge in found.edges} == {
        edge: wanted.edges[edge] for edge in wanted.edges
    }
    assert isinstance(found.nodes["f:odd#1"]["rank"], float)


def test_yed_finds_places_labels_and_lines_in_graphml(odd_careers: Careers) -> None:
    """Boxes stand where nodes do (y grows downwards there), with their labels; inferred moves are dashed."""
    wanted = network(odd_careers, select(odd_careers))
    root = ET.fromstring(to_graphml(odd_careers, select(odd_careers)))
    ns = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id"): key for key in root.iter(f"{ns}key")}
    assert keys["node-graphics"].get("yfiles.type") == "nodegraphics"
    assert not any(re.fullmatch(r"d\d+", key) for key in keys)
    for node in root.iter(f"{ns}node"):
        attributes = wanted.nodes[node.get("id")]
        geometry = node.find(f".//{Y}Geometry").attrib
        assert float(geometry["x"]) + float(geometry["width"]) / 2 == pytest.approx(attributes["x"], abs=0.1)
        assert float(geometry["y"]) + float(geometry["height"]) / 2 == pytest.approx(
            -attributes["y"], abs=0.1
        )
        assert node.find(f".//{Y}NodeLabel").text == attributes["label"]
    styles = {edge.get("id"): edge.find(f".//{Y}LineStyle").get("type") for edge in root.iter(f"{ns}edge")}
    for *_, iri, attributes in wanted.edges(keys=True, data=True):
        assert styles[iri] == {"stated": "line", "inferred": "dashed"}[attributes["basis"]]


def test_networkx_reads_gexf_back_as_it_was(odd_careers: Careers) -> None:
    """Nodes, edges and typed attributes are the same; places, colours and shapes are Gephi's own."""
    wanted = network(odd_careers, select(odd_careers))
    written = to_gexf(odd_careers, select(odd_careers))
    found = nx.read_gexf(io.BytesIO(written))
    assert set(found) == set(wanted)
    for iri, attributes in wanted.nodes(data=True):
        drawn = found.nodes[iri].pop("viz")
        place = {"x": attributes.pop("x"), "y": attributes.pop("y"), "z": 0.0}
        assert drawn["position"] == place
        assert set(drawn["color"]) == set("rgba")
        assert found.nodes[iri] == attributes
    edges = {}
    for source, target, attributes in found.edges(data=True):
        edges[source, target, attributes.pop("id")] = attributes
        attributes.pop("viz", None)
    assert edges == {edge: wanted.edges[edge] for edge in wanted.edges}
    shapes = {each.get("value") for each in ET.fromstring(written).iter(f"{VIZ}shape")}
    assert {"solid", "dashed", "disc", "square", "diamond"} == shapes


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of columns."""
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_is_what_neo4j_imports(odd_careers: Careers) -> None:
    """Headers name identifiers, labels, types and arrays; every end of a move is a node; numbers are numbers."""
    nodes, moves = (rows(text) for text in to_csv(odd_careers, select(odd_careers)))
    assert list(nodes[0]) == ["id:ID", *NODES, ":LABEL"]
    assert list(moves[0]) == [":START_ID", ":END_ID", ":TYPE", "iri", *MOVES]
    ids = [row["id:ID"] for row in nodes]
    assert len(ids) == len(set(ids))
    assert {row[end] for row in moves for end in (":START_ID", ":END_ID")} <= set(ids)
    assert {row[":LABEL"] for row in nodes} == {"Role", "JobFamily", "UnresolvedTarget"}
    assert {row[":TYPE"] for row in moves} == {"PROMOTION", "LATERAL", "CHANGE_OF_TRACK", "NEXT_FAMILY"}
    assert all(float(row["effort:double"]) >= 0 for row in moves)
    assert all("\n" not in value for row in (*nodes, *moves) for value in row.values())


def test_csv_is_read_back_as_it_was(odd_careers: Careers) -> None:
    """Texts are the same once the apostrophe is taken away; arrays have as many parts as the list."""
    nodes, moves = (rows(text) for text in to_csv(odd_careers, select(odd_careers)))
    for row in nodes:
        node = odd_careers.nodes[row["id:ID"]]
        assert read_cell(row["title"]) == plain(node.title)
        assert read_cell(row["family"]) == plain(node.family_title)
        assert tuple(filter(None, row["grades:string[]"].split(";"))) == node.grades
        assert row["rank:double"] == ("" if node.rank is None else str(node.rank))
    by_iri = {move.iri: move for move in odd_careers.moves}
    assert {row["iri"] for row in moves} == set(by_iri)
    for row in moves:
        move = by_iri[row["iri"]]
        assert (row[":START_ID"], row[":END_ID"], row["kind"]) == (move.source, move.target, move.kind)
        assert len(row["lines:string[]"].split(";")) == len(move.citations)
        sentences = [plain(each).replace(";", ",") for each in move.sentences]
        assert read_cell(row["sentences:string[]"]) == ";".join(sentences)


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "'=1", "'tis", "Fine"]
)
def test_no_cell_of_csv_is_a_formula(odd_careers: Careers, title: str) -> None:
    """Cells that spreadsheets compute begin with an apostrophe, and come back as they were."""
    odd_careers.nodes["f:name"] = replace(odd_careers.nodes["f:name"], title=title)
    nodes, _ = to_csv(odd_careers, select(odd_careers))
    [cell] = [row["title"] for row in rows(nodes) if row["id:ID"] == "f:name"]
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    assert read_cell(cell) == plain(title)


@pytest.fixture
def dot() -> str:
    """The program of Graphviz."""
    found = shutil.which("dot")
    if found is None:
        pytest.skip("dot (Graphviz) is not installed")
    return found


def drawn(dot: str, source: str) -> ET.Element:
    """What Graphviz draws, as SVG; it must not complain."""
    done = subprocess.run([dot, "-Tsvg"], input=source, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return ET.fromstring(done.stdout)


def test_graphviz_draws_every_node_and_move_with_its_own_text(dot: str, odd_careers: Careers) -> None:
    """Labels show titles as they are written: no escape, entity or quote of them is acted on."""
    svg = drawn(dot, to_dot(odd_careers, select(odd_careers)))
    ns = "{http://www.w3.org/2000/svg}"
    shown: dict[str, str] = {}
    edges = []
    for group in svg.iter(f"{ns}g"):
        title = group.findtext(f"{ns}title") or ""
        if group.get("class") == "node":
            shown[title] = "".join("".join(text.itertext()) for text in group.iter(f"{ns}text"))
        elif group.get("class") == "edge":
            edges.append(tuple(title.split("->")))
    assert set(shown) == select(odd_careers).iris
    squeezed = re.compile(r"[\s\u00a0]+")
    for iri, text in shown.items():
        whole = squeezed.sub("", plain(odd_careers.nodes[iri].title))
        found = squeezed.sub("", text)
        assert found == whole or (found.endswith("…") and whole.startswith(found[:-1])), iri
    assert sorted(edges) == sorted((move.source, move.target) for move in odd_careers.moves)


def test_dot_tells_stated_from_inferred(odd_careers: Careers) -> None:
    """Every edge has its style and its basis."""
    lines = [line for line in to_dot(odd_careers, select(odd_careers)).splitlines() if " -> " in line]
    assert len(lines) == len(odd_careers.moves)
    for line in lines:
        assert ('style="dashed"' in line) == ('basis="inferred"' in line)
        assert ('style="solid"' in line) == ('basis="stated"' in line)
