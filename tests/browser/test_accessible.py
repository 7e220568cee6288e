"""The page is for everybody: axe-core finds nothing in any of its states."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Seen

    Visit = Callable[..., Seen]

BACKEND = "job-families/engineering/backend-engineer"


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that carries it for such tests."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "view=roles",
        f"view=family:{BACKEND}&show=skills,indicators",
        f"role={BACKEND}~senior-backend-engineer",
        f"role={BACKEND}~senior-backend-engineer&table=1",
        f"from={BACKEND}~junior-backend-engineer&to={BACKEND}~staff-backend-engineer",
        "skill=Kubernetes",
    ],
)
def test_axe_finds_nothing(visit: Visit, whole: Path, axe: str, fragment: str, scheme: str) -> None:
    """No rule of axe-core is broken, best practices included; texts are compared in both themes."""
    seen = visit(whole, fragment, color_scheme=scheme, bypass_csp=True)
    seen.page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    seen.page.evaluate(axe)
    found: Any = seen.page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    told = [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found["violations"]]
    assert told == []


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_the_picture_have_contrast(visit: Visit, whole: Path, scheme: str) -> None:
    """What is drawn is no text for axe: its colours are compared here, 4.5 to 1 for names, 3 to 1 for lines."""
    seen = visit(whole, color_scheme=scheme)
    colours: dict[str, str] = seen.page.evaluate(
        """() => Object.fromEntries([...document.styleSheets[0].cssRules[0].style].filter((name) => name.startsWith("--"))
          .map((name) => [name.slice(2), getComputedStyle(document.documentElement).getPropertyValue(name).trim()]))"""
    )
    for kind in ("ic", "manager", "plain", "named", "card", "skill", "indicator"):
        assert contrast(colours[f"{kind}-text"], colours[f"{kind}-fill"]) >= 4.5, kind
        assert contrast(colours[f"{kind}-line"], colours["surface"]) >= 3, kind
    for kind in ("promotion", "lateral", "track", "family", "ring"):
        assert contrast(colours[kind], colours["surface"]) >= 3, kind
        assert contrast(colours[kind], colours["back"]) >= 3, kind
    assert contrast(colours["muted"], colours["back"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
