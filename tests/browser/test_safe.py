"""What pages say is shown and never run, and the page asks nobody for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Seen

    Visit = Callable[..., Seen]

#: Titles as somebody might write them who means harm, or does not know better.
EVIL = [
    "<script>alert(1)</script> Engineer",
    "</script><script>alert(2)</script> Engineer",
    '" onmouseover="alert(3)" Engineer',
    "<a href=javascript:alert(4)>href</a> Engineer",
    "javascript:alert(5) Engineer",
    "<img src=https://elsewhere.example/x.png onerror=alert(6)> Engineer",
    "\u2028alert(7)\u2029 Engineer",
    "<%= system('id') %> Engineer",
    "{{constructor.constructor('alert(8)')()}} Engineer",
    "&lt;script&gt;alert(9)&lt;/script&gt; Engineer",
]


@pytest.fixture(scope="module")
def evil_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook of such titles, in headings, requirements, ladders and names of files."""
    folder = tmp_path_factory.mktemp("evil")
    for number, title in enumerate(EVIL):
        page = folder / "job-families" / "sales" / f"family {number} <b>&'.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        written = title.replace('"', "'")
        page.write_text(
            f'---\nlayout: job_page\ntitle: "Family {number} {written.replace(chr(92), "")}"\n---\n\n'
            f"## Levels\n\n### `{title}` {number}\n\n#### Job Grade\n\nThis is a grade {5 + number % 4}.\n\n"
            f"#### Requirements\n\n- Knows `{title}` and SQL\n- [A link](javascript:alert(10))\n\n"
            f"### Senior `{title}` {number}\n\n#### Job Grade\n\nThis is a grade {6 + number % 4}.\n\n"
            "#### Requirements\n\n- Leads\n\n## Career Ladder\n\nThe next step is Chief `<script>alert(11)</script>` Officer.\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(scope="module")
def evil(evil_pages: Path, write_page: Callable[..., Path]) -> Path:
    """The page of that handbook."""
    return write_page(evil_pages, "--base-url", "https://handbook.example/")


def test_nothing_in_a_title_runs(visit: Visit, evil: Path) -> None:
    """Looking at, hovering, choosing and listing every node opens no dialog, asks for nothing, and breaks no policy."""
    seen = visit(evil)
    for view in ("", "view=roles"):
        seen.page.evaluate("fragment => { location.hash = fragment; }", view)
        for number in range(len(seen.shown)):
            seen.page.locator("#stops button").nth(number).focus()
            box = seen.page.locator("#stops :focus").bounding_box()
            assert box
            seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        seen.page.locator("#stops button").first.focus()
    for words in ("script", "engineer", "alert"):
        seen.page.locator("#search").fill(words)
        seen.page.locator("#found li").first.click()
    seen.page.get_by_role("button", name="Table", exact=True).click()
    text = seen.page.locator("body").inner_text()
    assert "<script>alert(1)</script> Engineer" in text
    assert "</script><script>alert(2)</script> Engineer" in text
    assert "javascript:alert(5) Engineer" in text
    assert seen.page.locator("script").count() == 3
    assert seen.page.locator("img, iframe, object, embed, [onmouseover], [onerror]").count() == 0
    assert seen.dialogs == []
    assert seen.requests == []
    assert seen.complaints == []


def test_links_lead_to_web_pages_only(visit: Visit, evil: Path) -> None:
    """Every link starts with the address that was given, whatever the name of a file is."""
    seen = visit(evil)
    seen.page.locator("#search").fill("javascript:alert(5)")
    seen.page.locator("#found li").first.click()
    hrefs = seen.page.evaluate("Array.from(document.querySelectorAll('a'), (link) => link.href)")
    assert hrefs
    assert all(href.startswith("https://handbook.example/job-families/sales/family%20") for href in hrefs)
    assert not any(sign in href for href in hrefs for sign in '<>" ')


def test_the_whole_handbook_asks_for_nothing(visit: Visit, whole: Path) -> None:
    """The page of the bundled handbook works with every request refused: there is none."""
    seen = visit(whole)
    seen.page.get_by_role("button", name="All roles on one map").click()
    seen.page.get_by_label("suggested", exact=True).check()
    seen.page.get_by_role("button", name="Table", exact=True).click()
    assert seen.requests == []
    assert seen.complaints == []
    assert seen.dialogs == []


def test_the_policy_stops_what_would_get_in(visit: Visit, whole: Path) -> None:
    """Were there a hole, a script put into the page would still not run, nor a picture be asked for."""
    seen = visit(whole)
    seen.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = true";
          document.body.append(script);
          const picture = document.createElement("img");
          picture.src = "https://elsewhere.example/x.png";
          document.body.append(picture);
        }"""
    )
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate("window.broken") is None
    assert seen.requests == []
    assert any("Content Security Policy" in words for words in seen.complaints)
