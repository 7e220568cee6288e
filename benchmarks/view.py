"""How soon the interactive page is there, how fluid it stays, and how long it takes to write.

Made-up graphs of 300, 2,000 and 10,000 nodes are opened in headless Chromium: once as ``careergraph view``
writes them with ``--all``, once by vis-network alone with the same nodes, names, places and lines, no
physics. Told are the medians of some runs: from the start of the navigation to the end of the first frame
with the graph in it, and the longest frame while the picture is dragged. Then pages of 1,000 to 8,000 nodes
are written.

Run it with ``.venv/bin/python benchmarks/view.py``; it needs playwright and Chromium, and no network.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careergraph.export.view import in_script, to_html, vis_network
from careergraph.export.viewdata import view_data
from careergraph.export.viewpart import whole
from careergraph.graph.careers import Careers
from careergraph.graph.nodes import Move, Node

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RUNS = 5
SIZES = (300, 2_000, 10_000)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: Notes when the first frame with shapes in it was over, and how long each frame takes.
WATCH = """
  window.firstFrame = new Promise((resolve) => {
    const kind = CanvasRenderingContext2D.prototype;
    let shapes = 0;
    for (const name of ["fill", "fillRect"]) {
      const draw = kind[name];
      kind[name] = function (...given) {
        shapes += 1;
        if (shapes === 100) {
          kind[name] = draw;
          setTimeout(() => resolve(performance.now()), 0);
        }
        return draw.apply(this, given);
      };
    }
  });
  window.frames_ = [];
  const next = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) => next((now) => {
    const start = performance.now();
    run(now);
    window.frames_.push(performance.now() - start);
  });
"""
BARE = """<!doctype html><meta charset="utf-8"><title>vis-network</title>
<style>body{margin:0}#canvas{width:932px;height:677px}</style><div id="canvas"></div>
<script type="application/json" id="data">%s</script><script>%s</script><script>
const data = JSON.parse(document.getElementById("data").textContent);
new vis.Network(document.getElementById("canvas"), {nodes: data.nodes, edges: data.edges}, {
  physics: false, layout: {improvedLayout: false}, edges: {smooth: false}, interaction: {dragNodes: false}});
</script>"""


def made_up(size: int) -> Careers:
    """A graph of about ``size`` nodes: families of five levels, promotions, and moves between them."""
    base = "https://careers.example/"
    draws = random.Random(size)  # noqa: S311 - the same graph each time, nothing secret
    nodes: dict[str, Node] = {}
    moves = []
    families = size // 6
    for number in range(families):
        department = f"{base}department/{number % 12}"
        family = f"{base}family-{number}"
        nodes[department] = Node(department, "department", f"Department {number % 12}")
        placed: dict[str, Any] = {"department": department, "department_title": f"Department {number % 12}"}
        nodes[family] = Node(
            family, "family", f"Job Family {number}", citations=((f"f/{number}.md", 3),), **placed
        )
        for level, word in enumerate(("Associate", "Intermediate", "Senior", "Staff", "Principal")):
            iri = f"{family}#{level}"
            nodes[iri] = Node(
                iri,
                "role",
                f"{word} Specialist, Field {number}",
                family,
                f"Job Family {number}",
                (str(5 + level),),
                (5.0 + level,),
                "individual contributor" if level < 4 else "manager",
                citations=((f"f/{number}.md", 10 + level),),
                **placed,
            )
            if level:
                source = f"{family}#{level - 1}"
                moves.append(Move(f"{iri}-up", source, iri, "promotion", "stated", ("The next step.",)))
            other = f"{base}family-{draws.randrange(families)}#{level}"
            if draws.random() < 0.3:
                moves.append(Move(f"{iri}-aside", iri, other, "lateral", "inferred", rule="alike"))
    there = dict(sorted(nodes.items()))
    return Careers(
        base, there, [m for m in moves if m.target in there and m.source != m.target], {}, None, {}
    )


def main() -> None:
    """Measure and print tables."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium on this machine")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - after the check

    print("writing a page\n  nodes  seconds   MB")
    for size in (1_000, 2_000, 4_000, 8_000):
        careers = made_up(size)
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            page = to_html(careers, whole(careers, opening="roles"))
            seconds.append(time.perf_counter() - start)
        print(f"{size:>7}  {min(seconds):7.2f}  {len(page.encode()) / 1e6:.1f}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        print("\nin the browser (ms)\n  nodes  lines     ours   alone  ratio   frame, ours  frame, alone")
        for size in SIZES:
            careers = made_up(size)
            part = whole(careers, opening="roles")
            data = view_data(careers, part)
            ours, bare = Path(folder, "ours.html"), Path(folder, "bare.html")
            ours.write_text(to_html(careers, part), encoding="utf-8")
            records = {"nodes": data["nodes"], "edges": data["edges"]}
            bare.write_text(BARE % (in_script(records), vis_network()), encoding="utf-8")
            results: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
            for _ in range(RUNS):  # by turns, so that whatever else the machine does falls on both
                for file in (ours, bare):
                    results[file.stem].append(measured(browser, file))
            first = {name: statistics.median(each[0] for each in found) for name, found in results.items()}
            frame = {name: statistics.median(each[1] for each in found) for name, found in results.items()}
            print(
                f"{len(data['nodes']):>7}  {len(data['edges']):>5}  {first['ours']:7.0f} {first['bare']:7.0f}"
                f"  {first['ours'] / first['bare']:5.2f}  {frame['ours']:11.0f}  {frame['bare']:12.0f}"
            )
        print(json.dumps({"chromium": browser.version}))
        browser.close()


def measured(browser: Browser, file: Path) -> tuple[float, float]:
    """Milliseconds to the first picture, and of the longest frame while the picture is dragged."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(WATCH)
    page.goto(file.as_uri())
    first = float(page.evaluate("window.firstFrame"))
    page.wait_for_timeout(300)
    page.evaluate("window.frames_.length = 0")
    page.mouse.move(450, 400)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(450 + 5 * step, 400 + 3 * step)
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_timeout(100)
    longest = float(page.evaluate("Math.max(0, ...window.frames_)"))
    page.close()
    return first, longest


if __name__ == "__main__":
    main()
