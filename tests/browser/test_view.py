"""The interactive page as people use it, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from careergraph.graph.careergraph import CareerGraph

    from .conftest import Seen

    Visit = Callable[..., Seen]

BACKEND = "job-families/engineering/backend-engineer"
SENIOR = f"{BACKEND}~senior-backend-engineer"


def test_the_overview_shows_all_families_and_opens_them(visit: Visit, whole: Path) -> None:
    """A family's card opens its ladder; Escape and the trail lead back."""
    seen = visit(whole)
    assert any(words.startswith("Backend Engineering, job family, 4 roles") for words in seen.shown)
    seen.click_on("Backend Engineering")
    assert seen.heading == "Backend Engineering"
    assert "Senior Backend Engineer, grade 7, individual contributor" in seen.shown
    assert seen.address == f"#view=family:{BACKEND}"
    seen.page.keyboard.press("Escape")
    assert seen.address == ""
    assert seen.heading == "All job families"


def test_a_family_holds_what_moves_join_it_to(visit: Visit, whole: Path) -> None:
    """The ladder reads from the entry role upwards, between what leads to it and where it leads."""
    shown = [words.split(", grade")[0] for words in visit(whole, f"view=family:{BACKEND}").shown]
    ladder = [f"{level} Backend Engineer" for level in ("Junior", "Intermediate", "Senior", "Staff")]
    start = shown.index(ladder[0])
    assert shown[start : start + 4] == ladder
    assert shown.index("Intermediate Fullstack Engineer") < start < shown.index("Backend Engineering Manager")


def test_search_suggests_centres_and_selects(visit: Visit, whole: Path) -> None:
    """Words in any order find a role; arrows and Enter choose it, and the focus goes to it in the picture."""
    seen = visit(whole)
    box = seen.page.get_by_role("combobox", name="Search roles")
    box.fill("engineer backend senior")
    options = seen.page.locator("#found li")
    assert options.first.inner_text().startswith("Senior Backend Engineer")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Enter")
    assert seen.heading == "Senior Backend Engineer"
    assert seen.page.locator("#stops :focus").inner_text().startswith("Senior Backend Engineer")
    spot = seen.page.locator("#stops :focus").bounding_box()
    assert spot
    assert 0 < spot["x"] < 900
    assert 100 < spot["y"] < 750


def test_search_finds_skills_and_says_when_nothing_is_found(visit: Visit, whole: Path) -> None:
    """A skill opens the list of the roles that ask for it; nonsense is answered, too."""
    seen = visit(whole)
    box = seen.page.get_by_role("combobox")
    box.fill("xqzw")
    assert seen.page.locator("#live").inner_text() == "Nothing found"
    assert seen.page.locator("#found li").count() == 0
    box.fill("kubernetes")
    seen.page.locator("#found li").filter(has_text="Skill").first.click()
    assert seen.heading == "Kubernetes"
    assert "Skill" in seen.page.locator("#panel .kind").inner_text()
    assert seen.page.locator("#panel button.link").count() > 3


def test_the_panel_tells_facts_moves_and_lines(visit: Visit, whole: Path) -> None:
    """The panel has grade, superior, requirements and moves, and each line cited leads to the page."""
    seen = visit(whole, f"role={SENIOR}")
    panel = seen.page.locator("#panel")
    text = panel.inner_text()
    assert re.search(r"Grade\s+7", text)
    assert re.search(r"Reports to\s+Backend Engineering Manager", text)
    assert "promotion, stated" in text
    assert panel.get_by_text("Requirements", exact=False).count()
    hrefs = [link.get_attribute("href") for link in panel.locator("a").all()]
    assert f"https://handbook.example/blob/main/{BACKEND}/_index.md#L85" in hrefs
    assert all(href and href.startswith("https://handbook.example/blob/main/") for href in hrefs)
    assert panel.locator("summary", has_text="Skills").count() == 1


def test_a_link_with_a_role_opens_it_and_the_back_button_returns(visit: Visit, whole: Path) -> None:
    """The fragment alone brings back a selection; browser history leads through what was looked at."""
    seen = visit(whole, f"role={SENIOR}")
    assert seen.heading == "Senior Backend Engineer"
    seen.page.locator("#panel").get_by_role("button", name="Staff Backend Engineer").first.click()
    assert seen.heading == "Staff Backend Engineer"
    assert "staff-backend-engineer" in seen.address
    seen.page.go_back()
    seen.page.wait_for_function(
        "document.querySelector('#panel h2').textContent === 'Senior Backend Engineer'"
    )
    seen.page.go_forward()
    seen.page.wait_for_function(
        "document.querySelector('#panel h2').textContent === 'Staff Backend Engineer'"
    )


def test_filters_narrow_the_picture(visit: Visit, whole: Path) -> None:
    """Department, grade and track leave only the roles that fit, and stand in the address."""
    seen = visit(whole, "view=roles")
    before = len(seen.shown)
    seen.page.locator("summary", has_text="Filters").click()
    seen.page.get_by_label("Track").select_option("manager")
    seen.page.get_by_label("Grade from").select_option("10")
    roles = [words for words in seen.shown if ", job family, " not in words]
    assert 0 < len(roles) < before
    assert all(words.endswith("manager") for words in roles)
    assert all(float(re.findall(r"grades? ([\d.]+)", words)[0]) >= 10 for words in roles)
    assert "track=manager" in seen.address
    seen.page.get_by_role("button", name="Clear").click()
    assert len(seen.shown) == before


def test_evidence_decides_which_moves_are_told(visit: Visit, whole: Path) -> None:
    """Without inferred moves, the panel tells stated ones only and says that there are others."""
    seen = visit(whole, "role=job-families/people-ops/recruiter~senior-recruiter")
    panel = seen.page.locator("#panel")
    assert panel.locator(".basis.inferred").count()
    seen.page.get_by_label("inferred", exact=True).uncheck()
    assert panel.locator(".basis.inferred").count() == 0
    assert panel.locator(".basis.stated").count()
    assert "with other evidence" in panel.inner_text()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("Junior Backend Engineer", "VP of Development"),
        ("Professional Services Practice Manager", "VP, Customer Success"),
        ("Associate Marketing Operations Manager", "Chief Marketing Officer"),
    ],
)
def test_the_path_in_the_page_is_that_of_the_command_line(
    visit: Visit, whole: Path, bundled: CareerGraph, start: str, end: str
) -> None:
    """Two roles chosen in the page are joined by the route of least effort, with the same steps and effort."""
    found = bundled.paths(start, end)[0]
    short = [node.iri.removeprefix(bundled.careers.base).replace("#", "~") for node in found.nodes]
    seen = visit(whole, f"role={short[0]}")
    seen.page.get_by_role("button", name="Path from here").click()
    box = seen.page.get_by_role("combobox")
    box.fill(found.nodes[-1].title)
    box.press("Enter")
    seen.page.get_by_role("button", name="Path to here").click()
    steps = seen.page.locator("#panel li.step > button").all_inner_texts()
    assert steps == [node.title for node in found.nodes]
    told = seen.page.locator("#panel .kind").inner_text()
    assert f"effort {found.effort.total / 1000:.2f}" in told
    assert all(words.startswith(title) for words, title in zip(seen.shown, steps, strict=True))
    assert f"from={short[0]}&to={short[-1]}" in seen.address


def test_stated_only_holds_for_paths_in_the_page(visit: Visit, whole: Path, bundled: CareerGraph) -> None:
    """With inferred moves switched off, the way keeps to what pages state, or is said not to be there."""
    wanted = bundled.paths("Junior Backend Engineer", "VP of Development", stated_only=True)[0]
    ends = [node.iri.removeprefix(bundled.careers.base).replace("#", "~") for node in wanted.nodes]
    seen = visit(whole, f"from={ends[0]}&to={ends[-1]}&moves=stated")
    assert seen.page.locator("#panel li.step > button").all_inner_texts() == [n.title for n in wanted.nodes]
    seen.page.get_by_label("stated", exact=True).uncheck()
    assert "No way on the moves shown" in seen.page.locator("#panel [role=alert]").inner_text()


def test_the_keyboard_alone_goes_from_overview_to_source(visit: Visit, whole: Path) -> None:
    """Tab, arrows, Enter and Escape lead through the picture; the focus never gets lost."""
    seen = visit(whole)
    keyboard = seen.page.keyboard
    seen.page.get_by_role("combobox").focus()
    for _ in range(30):
        keyboard.press("Tab")
        if seen.page.locator("#stops :focus").count():
            break
    assert seen.page.locator("#stops :focus").inner_text() == seen.shown[0]
    keyboard.press("Tab")
    assert seen.page.locator("#stops :focus").inner_text() == seen.shown[1]
    keyboard.press("Home")
    keyboard.press("Enter")
    assert "view=family" in seen.address
    seen.focus("Junior Backend Engineer")
    for level in ("Intermediate", "Senior", "Staff"):
        keyboard.press("ArrowUp")
        assert seen.page.locator("#stops :focus").inner_text().startswith(f"{level} Backend Engineer")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowRight")
    assert not seen.page.locator("#stops :focus").inner_text().startswith("Senior Backend")
    seen.focus("Senior Backend Engineer")
    keyboard.press("Enter")
    assert seen.heading == "Senior Backend Engineer"
    assert "Senior Backend Engineer" in seen.page.locator("#live").inner_text()
    keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "panel"
    keyboard.press("Escape")
    assert seen.page.locator("#stops :focus").count() == 1
    keyboard.press("Escape")
    assert seen.address == ""


def test_the_table_holds_the_same_and_sorts(visit: Visit, whole: Path) -> None:
    """The table names the roles and moves of the picture; its heads sort and say so."""
    seen = visit(whole, f"view=family:{BACKEND}")
    drawn = {words.split(", grade")[0] for words in seen.shown if ", job family, " not in words}
    seen.page.get_by_role("button", name="Table", exact=True).click()
    rows = seen.page.locator("#roles-table tbody tr")
    assert {row.locator("th").inner_text() for row in rows.all()} == drawn
    grades = seen.page.locator("#roles-table tbody td:nth-child(4)")
    seen.page.get_by_role("button", name="Grade", exact=True).click()
    assert grades.all_inner_texts() == sorted(grades.all_inner_texts(), key=float)
    seen.page.get_by_role("button", name="Grade", exact=True).click()
    assert grades.all_inner_texts() == sorted(grades.all_inner_texts(), key=float, reverse=True)
    head = seen.page.locator("#roles-table th", has_text="Grade")
    assert head.get_attribute("aria-sort") == "descending"
    assert seen.page.locator("#moves-table tbody tr").count() > 3
    assert "table=1" in seen.address


def test_layers_add_skills_and_indicators(visit: Visit, whole: Path) -> None:
    """Skills and indicators that the roles ask join the picture when switched on, and leave it again."""
    seen = visit(whole, f"view=family:{BACKEND}")
    before = len(seen.shown)
    seen.page.get_by_label("skills", exact=True).check()
    assert any(words.startswith("Ruby, skill, ") for words in seen.shown)
    seen.page.get_by_label("indicators", exact=True).check()
    assert any(", indicator, " in words for words in seen.shown)
    assert "show=skills,indicators" in seen.address
    seen.page.get_by_label("skills", exact=True).uncheck()
    seen.page.get_by_label("indicators", exact=True).uncheck()
    assert len(seen.shown) == before


def test_dark_and_light_differ_and_the_choice_stays(visit: Visit, whole: Path) -> None:
    """The page follows the system and the button; the picture is drawn anew in both."""

    def ground(seen: Seen) -> list[int]:
        return list(
            seen.page.evaluate(
                "Array.from(document.querySelector('canvas').getContext('2d').getImageData(3, 3, 1, 1).data)"
            )
        )

    light, dark = visit(whole), visit(whole, color_scheme="dark")
    assert sum(ground(light)[:3]) > 600
    assert sum(ground(dark)[:3]) < 150
    button = dark.page.get_by_role("button", name="Theme")
    button.click()
    assert button.inner_text() == "Theme: light"
    assert sum(ground(dark)[:3]) > 600
    dark.page.reload()
    assert button.inner_text() == "Theme: light"


def test_print_is_light_and_without_controls(visit: Visit, whole: Path) -> None:
    """On paper there are picture, facts and legend on white, also from the dark."""
    seen = visit(whole, f"role={SENIOR}", color_scheme="dark")
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert not seen.page.locator(".tools").is_visible()
    assert not seen.page.locator(".search").is_visible()
    assert seen.page.locator("#panel").is_visible()
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert seen.page.pdf().startswith(b"%PDF")


def test_320_points_are_wide_enough(visit: Visit, whole: Path) -> None:
    """On a narrow screen nothing has to be scrolled sideways, and the panel is below the picture."""
    for fragment in ("", f"role={SENIOR}"):
        seen = visit(whole, fragment, viewport={"width": 320, "height": 640})
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320
        picture, panel = (seen.page.locator(part).bounding_box() for part in ("#picture", "#panel"))
        assert picture
        assert panel
        assert panel["y"] >= picture["y"] + picture["height"] - 1


def test_routes_are_shown_one_by_one(
    visit: Visit, write_page: Callable[..., Path], bundled: CareerGraph
) -> None:
    """A page of several routes opens with the best one and shows the others on demand."""
    from careergraph.data.bundled import handbook  # noqa: PLC0415 - as in the conftest

    found = bundled.paths("Junior Backend Engineer", "VP of Development", 2)
    file = write_page(handbook(), "--path", "Junior Backend Engineer", "VP of Development", "-k", "2")
    seen = visit(file)
    steps = seen.page.locator("#panel li.step > button")
    assert steps.all_inner_texts() == [node.title for node in found[0].nodes]
    seen.page.get_by_role("button", name="Route 2").click()
    assert steps.all_inner_texts() == [node.title for node in found[1].nodes]
    assert "route=2" in seen.address


def test_search_forgives_slips_of_the_pen(visit: Visit, whole: Path) -> None:
    """Names with letters swapped, left out or put in are found where nothing is written so; and that is said."""
    seen = visit(whole)
    box = seen.page.get_by_role("combobox")
    note = seen.page.locator("#found-note")
    first = seen.page.locator("#found li").first
    for typed in ("backnd enginer", "bakcend engineer", "Backend Enginneer"):
        box.fill(typed)
        assert "Backend Engineer" in first.inner_text()
        assert "similar" in note.inner_text()
    box.fill("backend engineer")
    assert note.is_hidden()
    box.fill("xqzw")
    assert note.inner_text() == "Nothing found"
    box.press("Enter")
    assert seen.heading == "All job families"
    box.press("Escape")
    assert note.is_hidden()


@pytest.mark.parametrize(
    "fragment",
    [
        "role=gone",
        "view=family:gone",
        "view=department:gone",
        "view=gone:gone",
        "skill=gone",
        f"from={SENIOR}&to=gone",
    ],
)
def test_an_address_that_names_nothing_here_says_so(visit: Visit, whole: Path, fragment: str) -> None:
    """A link to what a newer page no longer has opens the overview and tells what is missing."""
    seen = visit(whole, fragment)
    assert seen.heading == "All job families"
    assert "does not hold: gone" in seen.page.locator("#panel [role=alert]").inner_text()
    seen.page.locator("#panel").get_by_role("button", name="Engineering", exact=True).click()
    assert seen.page.locator("#panel [role=alert]").count() == 0
    assert seen.complaints == []


@pytest.mark.parametrize(
    "fragment",
    [f"view=path&from={BACKEND}&to={BACKEND}", f"from={SENIOR}&to={SENIOR}", f"view=near:{BACKEND}"],
)
def test_addresses_that_make_little_sense_do_no_harm(visit: Visit, whole: Path, fragment: str) -> None:
    """A path from a role to itself is refused in words; a family is opened, not looked around."""
    seen = visit(whole, fragment)
    assert seen.complaints == []
    assert len(seen.shown) > 3
    if "to=" in fragment:
        assert "the same" in seen.page.locator("#panel [role=alert]").inner_text()


def test_a_family_can_be_the_end_of_a_path(visit: Visit, whole: Path) -> None:
    """A job family on a path stands there once, as the name above its column."""
    seen = visit(whole, f"view=path&from={BACKEND}&to=job-families/product/product-manager")
    assert seen.complaints == []
    assert seen.page.locator("#panel li.step").count() >= 2
    assert len(set(seen.shown)) == len(seen.shown)


def test_what_filters_hide_is_said_and_brought_back(visit: Visit, whole: Path) -> None:
    """A role that is told beside the picture, but filtered out of it, says so and leads back."""
    seen = visit(whole, f"role={SENIOR}&track=manager")
    assert not any(words.startswith("Senior Backend Engineer") for words in seen.shown)
    assert "filters leave it out" in seen.page.locator("#panel .lost").inner_text()
    seen.page.get_by_role("button", name="Clear filters").click()
    assert any(words.startswith("Senior Backend Engineer") for words in seen.shown)
    assert seen.page.locator("#panel .lost").count() == 0


def test_the_focus_survives_what_it_sets_off(visit: Visit, whole: Path) -> None:
    """With the keyboard, a link of the panel leaves the focus in the panel, one of the table in the table."""
    seen = visit(whole, f"role={SENIOR}")
    active = "document.activeElement.closest('#panel, #tables, #crumbs')?.id"
    seen.page.locator("#panel").get_by_role("button", name="Staff Backend Engineer").first.focus()
    seen.page.keyboard.press("Enter")
    assert seen.heading == "Staff Backend Engineer"
    assert seen.page.evaluate(active) == "panel"
    seen.page.locator("#crumbs button").nth(1).focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate(active) == "crumbs"
    seen.page.get_by_role("button", name="Table", exact=True).click()
    link = seen.page.locator("#roles-table tbody button").first
    link.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate(active) == "tables"
    assert seen.heading in seen.page.locator("#live").inner_text()


def test_the_table_of_all_stays_when_a_role_is_chosen(visit: Visit, whole: Path) -> None:
    """Choosing a row does not shrink the table to a family; its address and the picture lead to the role."""
    seen = visit(whole, "table=1")
    rows = seen.page.locator("#roles-table tbody tr")
    before = rows.count()
    seen.page.locator("#roles-table tbody button", has_text="Senior Backend Engineer").first.click()
    assert seen.heading == "Senior Backend Engineer"
    assert rows.count() == before
    again = visit(whole, seen.address[1:])
    assert again.heading == "Senior Backend Engineer"
    assert again.page.locator("#roles-table tbody tr").count() == before
    seen.page.get_by_role("button", name="Picture", exact=True).click()
    assert any(words.startswith("Senior Backend Engineer") for words in seen.shown)
    assert seen.heading == "Senior Backend Engineer"


def test_the_back_button_takes_focus_and_voice_along(visit: Visit, whole: Path) -> None:
    """After going back, the focus is on what is chosen again, and screen readers hear its name."""
    seen = visit(whole)
    box = seen.page.get_by_role("combobox")
    for name in ("Senior Backend Engineer", "Staff Backend Engineer"):
        box.fill(name)
        box.press("Enter")
    seen.page.go_back()
    seen.page.wait_for_function(
        "document.querySelector('#panel h2').textContent === 'Senior Backend Engineer'"
    )
    assert seen.page.locator("#stops :focus").inner_text().startswith("Senior Backend Engineer")
    assert seen.page.locator("#live").inner_text() == "Senior Backend Engineer"


def test_filters_fit_on_a_narrow_screen(visit: Visit, whole: Path) -> None:
    """At 320 points, every field of the filters is inside their box."""
    seen = visit(whole, viewport={"width": 320, "height": 640})
    seen.page.locator("summary", has_text="Filters").click()
    form = seen.page.locator("#filter-form").bounding_box()
    assert form
    for field in seen.page.locator("#filter-form select").all():
        box = field.bounding_box()
        assert box
        assert box["x"] + box["width"] <= form["x"] + form["width"]
