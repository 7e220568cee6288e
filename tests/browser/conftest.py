"""Opens pages in headless Chromium; requests are refused and counted, errors and violations of the policy kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from careergraph.cli.main import main
from careergraph.data.reader import read
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.careergraph import CareerGraph
from careergraph.graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

#: As root in a container; and without asking anything of the network at start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the system."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine (Debian package chromium)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@dataclass
class Seen:
    """A page in a browser, and everything that it asked for, complained of, or popped up."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The heading of the panel."""
        return self.page.locator("#panel h2").first.inner_text()

    @property
    def address(self) -> str:
        """The fragment of the address."""
        return str(self.page.evaluate("location.hash"))

    @property
    def shown(self) -> list[str]:
        """What the picture holds, in reading order, in the words for screen readers."""
        return self.page.locator("#stops button").all_text_contents()

    def focus(self, title: str) -> None:
        """Give the focus to a node of the picture."""
        number = next(place for place, words in enumerate(self.shown) if words.split(", ")[0] == title)
        self.page.locator("#stops button").nth(number).focus()

    def click_on(self, title: str) -> None:
        """Click into the picture where something is drawn: where its button is while it has the focus."""
        self.focus(title)
        box = self.page.locator("#stops :focus").bounding_box()
        assert box
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Seen]]:
    """Opens a file, with a fragment if need be; ``options`` are those of a browser context."""
    contexts = []

    def go(file: Path, fragment: str = "", **options: Any) -> Seen:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        page = context.new_page()
        seen = Seen(page)
        address = file.as_uri()

        def asked(route: Any) -> None:
            url = route.request.url
            if url.partition("#")[0] == address:
                route.continue_()
                return
            seen.requests.append(url)
            route.abort()

        def popped(dialog: Any) -> None:
            seen.dialogs.append(dialog.message)
            dialog.dismiss()

        page.route("**/*", asked)
        page.on("dialog", popped)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.goto(address + (f"#{fragment}" if fragment else ""))
        page.wait_for_selector("#stops li", state="attached")
        return seen

    yield go
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def write_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Runs ``careergraph view`` on the pages of a folder, with further arguments."""
    stores_of: dict[Path, Path] = {}

    def write(pages: Path, *args: str) -> Path:
        if pages not in stores_of:
            store = stores_of[pages] = tmp_path_factory.mktemp("store") / "store"
            with stores.building(store) as new:
                build(read([pages]), new, "https://careers.example/", vocabulary=load_vocabulary())
        file = tmp_path_factory.mktemp("view") / "page.html"
        with pytest.raises(SystemExit) as exited:
            main(["view", "--store", str(stores_of[pages]), "-o", str(file), *args])
        assert exited.value.code == 0
        return file

    return write


@pytest.fixture(scope="session")
def whole(write_page: Callable[..., Path]) -> Path:
    """The page of the whole bundled handbook."""
    from careergraph.data.bundled import handbook  # noqa: PLC0415 - finds the folder when asked

    return write_page(handbook(), "--base-url", "https://handbook.example/blob/main")


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CareerGraph]:
    """The graph of the bundled handbook, to compare with."""
    from careergraph.data.bundled import handbook  # noqa: PLC0415 - as above

    store = tmp_path_factory.mktemp("bundled") / "store"
    with stores.building(store) as new:
        build(read([handbook()]), new, "https://careers.example/", vocabulary=load_vocabulary())
    with CareerGraph.open(store) as graph:
        yield graph
