"""What is drawn where, at the first look and after the picture has changed."""

from __future__ import annotations

import json
import re
from importlib import resources
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from .conftest import Seen

    Visit = Callable[..., Seen]

BACKEND = "job-families/engineering/backend-engineer"

#: So large that everything is in view, and looking at one thing does not move the others.
LARGE = {"width": 2800, "height": 2000}


def boxes(seen: Seen) -> list[tuple[str, Box]]:
    """What the picture holds: the words for screen readers, and where it is drawn."""
    found = []
    for number, words in enumerate(seen.shown):
        seen.page.locator("#stops button").nth(number).focus()
        box = seen.page.locator("#stops :focus").bounding_box()
        assert box
        found.append((words, Box(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])))
    return found


class Box(NamedTuple):
    """In points of the screen."""

    left: float
    top: float
    right: float
    bottom: float


@pytest.mark.parametrize("family", [BACKEND, "job-families/people-ops/recruiter", "job-families/finance/tax"])
def test_ladders_are_ladders(visit: Visit, whole: Path, family: str) -> None:
    """Boxes stand apart and higher grades higher, also beside each other; other roles hide no line."""
    found = boxes(visit(whole, f"view=family:{family}", viewport=LARGE))
    graded = [
        (float(grade[1]), box) for words, box in found if (grade := re.search(r", grade ([\d.]+), ", words))
    ]
    assert len(graded) > 4
    for (one, low), (other, high) in permutations(graded, 2):
        assert one >= other or low.top >= high.bottom - 1
    for (_, one), (_, other) in combinations(found, 2):
        assert (
            min(one.right, other.right) <= max(one.left, other.left)
            or min(one.bottom, other.bottom) <= max(one.top, other.top) + 1
        )


def test_other_families_stand_in_one_lane(visit: Visit, whole: Path) -> None:
    """Roles of one grade that a ladder leads to are below each other: no line to one runs behind another."""
    found = boxes(visit(whole, f"view=family:{BACKEND}", viewport=LARGE))
    outside = {round(box.left) for words, box in found if re.search("Manager, (grade 8|Infra)", words)}
    assert len(outside) == 1
    level = {words.split(", ")[0]: box for words, box in found}
    one, other = level["Backend Engineering"], level["Product Manager"]
    assert abs((one.top + one.bottom) - (other.top + other.bottom)) <= 2, "a move of families is level"


def test_many_roles_of_a_grade_stand_below_each_other(
    visit: Visit, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    """A family of 40 roles of one grade is no row of 40 boxes."""
    page = tmp_path / "job-families" / "finance" / "analyst" / "index.html.md"
    page.parent.mkdir(parents=True)
    roles = "".join(
        f"### Analyst {number}\n\n#### Analyst {number} Job Grade\n\nThe Analyst {number} is a grade 6.\n\n"
        for number in range(40)
    )
    page.write_text(f"---\nlayout: job_family_page\ntitle: Analyst\n---\n\n## Levels\n\n{roles}")
    seen = visit(write_page(tmp_path / "job-families", "--family", "Analyst"), viewport=LARGE)
    assert len(seen.shown) == 41
    for number in range(1, 41):
        seen.page.locator("#stops button").nth(number).focus()
        beside = 0
        while seen.page.locator("#live").inner_text() != "Nothing further":
            seen.page.keyboard.press("ArrowRight")
            beside += 1
        assert beside <= 10
        seen.page.keyboard.press("Home")
        seen.page.keyboard.press("ArrowDown")
        seen.page.evaluate("document.getElementById('live').textContent = ''")


def test_what_is_switched_on_is_in_view(visit: Visit, whole: Path) -> None:
    """Skills appear where they are seen, without a search for them beyond the edge."""
    seen = visit(whole, f"view=family:{BACKEND}")
    seen.page.get_by_label("skills", exact=True).check()
    assert any(", skill, " in words for words in seen.shown)
    assert drawn(seen, (800, 200, 100, 300))
    seen.page.get_by_label("skills", exact=True).uncheck()
    assert not drawn(seen, (800, 200, 100, 300))


def drawn(seen: Seen, part: tuple[int, int, int, int]) -> bool:
    """Whether a part of the picture (left, top, width, height) has more than one colour."""
    return bool(
        seen.page.evaluate(
            """part => { const canvas = document.querySelector("canvas");
              const dots = new Uint32Array(canvas.getContext("2d").getImageData(...part).data.buffer);
              return dots.some((dot) => dot !== dots[0]); }""",
            part,
        )
    )


def test_the_first_look_is_not_at_emptiness(visit: Visit, whole: Path) -> None:
    """Where only a part of a ladder fits, that part begins at its upper edge."""
    seen = visit(whole, f"view=family:{BACKEND}", viewport={"width": 640, "height": 400})
    assert drawn(seen, (0, 0, 640, 40))


def test_around_a_role_the_role_can_be_read(
    visit: Visit, write_page: Callable[..., Path], whole: Path
) -> None:
    """A page of three moves around a role opens at the role, large enough for its name."""
    from careergraph.data.bundled import handbook  # noqa: PLC0415 - as in the conftest

    assert whole.exists()
    seen = visit(write_page(handbook(), "--role", "Senior Backend Engineer", "--hops", "3"))
    seen.focus("Senior Backend Engineer")
    box = seen.page.locator("#stops :focus").bounding_box()
    assert box
    assert box["width"] >= 80
    assert 0 < box["x"] < 850
    assert 100 < box["y"] < 700


@pytest.fixture
def paint(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Calls a method of the picture with texts and numbers only."""
    source = resources.files("careergraph.export").joinpath("page/paint.js").read_text(encoding="utf-8")
    page = browser.new_page()
    text = (
        "const context = document.createElement('canvas').getContext('2d'); context.font = '12px sans-serif';"
    )
    yield lambda call: page.evaluate(
        f"() => {{ {source}; {text} const picture = Object.create(Picture.prototype); return {call}; }}"
    )
    page.close()


def test_grades_on_the_scale_do_not_run_into_each_other(paint: Callable[..., Any]) -> None:
    """Where there is little room, whole grades are named first and halves left out."""

    def named(room: int) -> list[str]:
        marks = '[[0, "10"], [9, "9.5"], [18, "9"], [36, "8"]]'
        return list(paint(f"picture.spaced({marks}, {room}).map(([, grade]) => grade)"))

    assert named(15) == ["10", "9", "8"]
    assert named(8) == ["10", "9", "8", "9.5"]
    assert named(30) == ["10", "8"]


def test_signs_stay_whole_where_a_name_is_cut(paint: Callable[..., Any]) -> None:
    """What people see as one sign is not cut into its parts; writing without spaces fills the rows."""

    def rows(title: str, room: int) -> list[str]:
        return list(paint(f"picture.rowsOf(context, {json.dumps(title)}, {room}, 3)"))

    sign = "\N{WOMAN}\u200d\N{ROCKET}"
    found = rows(sign * 40, 100)
    assert len(found) == 3
    assert all(row.replace(sign, "") in ("", "…") for row in found)
    assert [len(row) > 5 for row in rows("abcdefghij" * 9, 100)] == [True] * 3
    assert rows("Senior Baker", 200) == ["Senior Baker"]
    assert rows("Communications", 70)[0].endswith("…"), "one row less is no reason to break a word"


def test_a_hint_goes_with_what_it_is_about(visit: Visit, whole: Path) -> None:
    """Once a card has been opened, its hint is no longer over the ladder."""
    seen = visit(whole)
    seen.focus("Backend Engineering")
    box = seen.page.locator("#stops :focus").bounding_box()
    assert box
    seen.page.mouse.move(box["x"] + 20, box["y"] + 10)
    seen.page.mouse.move(box["x"] + 25, box["y"] + 12)
    seen.page.wait_for_selector("#hint", state="visible")
    seen.page.mouse.click(box["x"] + 25, box["y"] + 12)
    seen.page.wait_for_function("location.hash.includes('family')")
    assert seen.page.locator("#hint").is_hidden()


def test_families_without_department_stand_by_themselves(
    visit: Visit, write_page: Callable[..., Path], tmp_path: Path
) -> None:
    """'No department' shows what belongs to none, and not the mere names of other departments."""
    for folder, title in (("finance/analyst", "Analyst"), ("legal/counsel", "Counsel"), ("pilot", "Pilot")):
        page = tmp_path / "job-families" / folder / "index.html.md"
        page.parent.mkdir(parents=True)
        page.write_text(
            f"---\nlayout: job_family_page\ntitle: {title}\n---\n\n## Levels\n\n### {title}\n\n"
            f"The {title} is a grade 6.\n\n## Career Ladder\n\n"
            f"The next step for the {title} is to move to the Wizard of {title} role.\n"
        )
    seen = visit(write_page(tmp_path / "job-families"))
    assert not seen.page.get_by_text("Wizard").count()
    seen.page.locator("#panel").get_by_role("button", name="No department").click()
    assert [words.split(", ")[0] for words in seen.shown] == ["Pilot", "Pilot"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(visit: Visit, whole: Path, scheme: str) -> None:
    """The ground of a printed picture costs no ink, from either theme."""
    seen = visit(whole, color_scheme=scheme)
    seen.page.emulate_media(media="print")
    seen.page.wait_for_timeout(100)
    at = "Array.from(document.querySelector('canvas').getContext('2d').getImageData(3, 3, 1, 1).data)"
    assert seen.page.evaluate(at) == [255, 255, 255, 255]


def test_forced_colours_keep_what_is_pressed(visit: Visit, whole: Path) -> None:
    """With the colours of the system, the button of the view that is shown still differs from the other."""
    seen = visit(whole, forced_colors="active")
    ground = "button => getComputedStyle(button).backgroundColor"
    pressed, other = (seen.page.locator(each).evaluate(ground) for each in ("#as-picture", "#as-table"))
    assert pressed != other
