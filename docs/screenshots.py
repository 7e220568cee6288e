"""Draws the pictures in docs/images anew from the bundled handbook: ``make screenshots``.

Needs playwright and Chromium; the fonts of the machine decide about a few points here and there.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).parent / "images"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--hide-scrollbars",
]
BACKEND = "job-families/engineering/backend-engineer"
LEADERSHIP = "job-families/engineering/engineering-management"
SENIOR = f"{BACKEND}~senior-backend-engineer"
#: Name → fragment of the address, theme.
PICTURES = {
    "view-overview": ("", "light"),
    "view-family": ("view=family:job-families/marketing/marketing-operations-manager", "light"),
    "view-role": (
        f"view=near:{SENIOR}&role={SENIOR}",
        "light",
    ),
    "view-path": (
        f"from={BACKEND}~junior-backend-engineer&to={LEADERSHIP}~director-development",
        "light",
    ),
    "view-dark": (f"from={BACKEND}~junior-backend-engineer&to={BACKEND}~staff-backend-engineer", "dark"),
}


def in_frequent_colours(picture: Image.Image) -> Image.Image:
    """A picture of the 256 colours that it has most of, these unchanged: edges of letters get one near."""
    pixels = list(picture.getdata())
    counted = Counter(pixels)
    kept = [colour for colour, _ in counted.most_common(256)]
    number = {colour: min(range(len(kept)), key=lambda n: math.dist(kept[n], colour)) for colour in counted}
    found = Image.new("P", picture.size)
    found.putpalette([value for colour in kept for value in colour])
    found.putdata([number[pixel] for pixel in pixels])
    return found


def main() -> None:
    """Write a page of the bundled handbook and take its pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - after the check

    IMAGES.mkdir(exist_ok=True)
    command = Path(sys.executable).with_name("careergraph")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder, "careers.html")
        store = ["--store", str(Path(folder, "store"))]
        handbook = Path(__file__).parents[1] / "data" / "handbook"
        subprocess.run([command, "build", handbook, *store], check=True, capture_output=True)
        subprocess.run([command, "view", *store, "-o", page_file], check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, (fragment, theme) in PICTURES.items():
            scheme = "dark" if theme == "dark" else "light"
            context = browser.new_context(
                viewport={"width": 1280, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{page_file.as_uri()}#{fragment}")
            page.wait_for_selector("#stops li", state="attached")
            page.wait_for_timeout(300)
            file = IMAGES / f"{name}.png"
            in_frequent_colours(Image.open(BytesIO(page.screenshot())).convert("RGB")).save(
                file, optimize=True
            )
            context.close()
            print(f"{file.name}: {file.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
