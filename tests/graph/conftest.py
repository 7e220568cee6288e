"""Small job families to resolve names in, and stores built from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from careergraph.data.anchors import Anchors
from careergraph.data.records import Corpus, Grade, Item, Page, Role, Specialty, StatedMove, Superior
from careergraph.graph import store as stores
from careergraph.graph.build import Report, build

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

BASE = "https://careers.example/"


def role(title: str, grade: str = "", line: int = 10, duty: str = "", reports_to: str = "") -> Role:
    """A role whose heading stands on ``line``, its grade two lines below."""
    return Role(
        title,
        line,
        heading=title,
        anchors=Anchors().of(title),
        grades=(Grade(grade, line + 2),) if grade else (),
        responsibilities=(Item(duty, line + 4, line + 4),) if duty else (),
        reports_to=(Superior(reports_to, line + 1),) if reports_to else (),
    )


def page(
    path: str,
    family: str,
    roles: Sequence[tuple[str, str] | Role] = (),
    moves: Sequence[StatedMove] = (),
    specialties: Sequence[str] = (),
) -> Page:
    """A job family; roles given as (title, grade) stand ten lines apart."""
    made = [
        one if isinstance(one, Role) else role(*one, line=10 * number) for number, one in enumerate(roles, 1)
    ]
    named = tuple(Specialty(name, 500, anchors=Anchors().of(name)) for name in specialties)
    return Page(path, family, is_job_family=True, roles=tuple(made), moves=tuple(moves), specialties=named)


def move(source: str, target: str, line: int = 90, link: str | None = None, sentence: str = "") -> StatedMove:
    """A move as a page states it, linked or not."""
    return StatedMove(
        source, target, line, "prose", target_link=link, sentence=sentence or f"{source} leads to {target}."
    )


@pytest.fixture(scope="session")
def make_role() -> Callable[..., Role]:
    """Makes a role."""
    return role


@pytest.fixture(scope="session")
def make_page() -> Callable[..., Page]:
    """Makes a job family."""
    return page


@pytest.fixture(scope="session")
def make_move() -> Callable[..., StatedMove]:
    """Makes a stated move."""
    return move


@pytest.fixture
def build_store(tmp_path: Path) -> Callable[..., tuple[Path, Report]]:
    """Builds a store from pages and gives its folder and the report."""

    def make(*pages: Page, folder: Path = tmp_path / "store") -> tuple[Path, Report]:
        with stores.building(folder) as new:
            return folder, build(Corpus(pages), new, BASE)

    return make
