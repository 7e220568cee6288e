"""Graphs, ladders and paths show themselves in notebooks, in a frame that can do nothing."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from careergraph.data.records import Corpus, Grade, Page, Role, StatedMove
from careergraph.graph import CareerGraph
from careergraph.graph import store as stores
from careergraph.graph.build import build

if TYPE_CHECKING:
    from pathlib import Path

BAD = '</iframe><script>alert(1)</script>" onload="x'
BASE = "https://careers.example/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A family with a title that would like to be more than text."""
    folder = tmp_path_factory.mktemp("notebook") / "store"
    roles = (Role("Cook", 10, grades=(Grade("6", 12),)), Role(BAD, 20, grades=(Grade("7", 22),)))
    move = StatedMove("Cook", BAD, 30, "prose")
    page = Page("a/x.md", f"Cooks {BAD}", is_job_family=True, roles=roles, moves=(move,))
    with stores.building(folder) as new:
        build(Corpus((page,)), new, BASE)
    return folder


class Elements(HTMLParser):
    """The elements of a document with their attributes, and its text."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text += data


@pytest.mark.parametrize("what", ["graph", "ladder", "path"])
def test_it_is_a_frame_without_rights_and_its_texts_are_text(store: Path, what: str) -> None:
    """There is one frame, sandboxed; in it no script, handler or address, and a policy that forbids all."""
    with CareerGraph.open(store) as graph:
        shown = {
            "graph": lambda: graph,
            "ladder": lambda: graph.ladder("cook"),
            "path": lambda: graph.paths("cook", graph.careers.nodes[graph.roles[-1].iri])[0],
        }[what]()._repr_html_()
    outer = Elements(shown)
    [(tag, attributes)] = outer.found
    assert (tag, attributes["sandbox"], outer.text) == ("iframe", "", "")
    assert attributes["title"]
    inner = Elements(attributes["srcdoc"] or "")
    assert {tag for tag, _ in inner.found}.isdisjoint({"script", "iframe", "a", "img", "link", "object"})
    names = {name for _, found in inner.found for name in found}
    assert not {name for name in names if name.startswith("on") or name in ("href", "src")}
    policies = [found["content"] for tag, found in inner.found if found.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    if what != "graph":
        assert "<script>alert(1)</script>" in inner.text


def test_a_graph_tells_what_it_holds(store: Path) -> None:
    """Roles, families and moves are counted, by department."""
    with CareerGraph.open(store) as graph:
        inner = Elements(Elements(graph._repr_html_()).found[0][1]["srcdoc"] or "")
    assert "2 roles of 1 job families" in inner.text
    assert "1 stated by pages" in inner.text
    assert [tag for tag, _ in inner.found].count("tr") == 2


def test_it_needs_no_ipython_and_no_other_import(store: Path) -> None:
    """The graph alone is imported; nothing of notebooks, pictures or IPython is before it is shown."""
    script = (
        "import sys\n"
        "from careergraph.graph import CareerGraph\n"
        "assert not [name for name in sys.modules if name.startswith('careergraph.export')]\n"
        f"with CareerGraph.open({str(store)!r}) as graph:\n"
        "    assert graph.ladder('cook')._repr_html_().startswith('<iframe')\n"
        "    assert graph._repr_html_().startswith('<iframe')\n"
        "assert not {'IPython', 'pyvis'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
