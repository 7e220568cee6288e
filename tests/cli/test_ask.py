"""``path``, ``show`` and ``find`` answer from the store, each fact with file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from careergraph.data.bundled import handbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result

PRACTICE = "Professional Services Practice Manager"
CITED = re.compile(r"([\w./-]+\.md(?:\.erb)?):(\d+(?:,\d+)*)")


def cited_lines(text: str) -> list[str]:
    """The lines of the bundled pages that an output cites; fails where one does not exist."""
    lines = []
    for path, numbers in CITED.findall(text):
        page = (handbook() / path).read_text(encoding="utf-8").splitlines()
        lines += [page[int(number) - 1] for number in numbers.split(",")]
    return lines


def test_a_path_prints_steps_with_grade_kind_basis_sentence_and_place(run: Callable[..., Result]) -> None:
    """From the practice manager to the vice president: two stated steps, each with its sentence and line."""
    done = run("path", PRACTICE, "VP, Customer Success")
    assert (done.code, done.err) == (0, "")
    assert "2 steps, all stated" in done.out
    for title, grade in (
        (PRACTICE, 8),
        ("Director of Professional Services", 10),
        ("VP, Customer Success", 12),
    ):
        assert f"● {title}  grade {grade}\n" in done.out
    assert re.search(r"│ 1\. .+, stated\n│    “.*Practice Manager job family", done.out)
    assert any("Career Ladder" not in line and "next step" in line.lower() for line in cited_lines(done.out))
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("ps practice mgr", "vice president customer success"),
        ("Profesional Services Practise Manager", "VP of Customer Success"),
        ("practice manager, professional services", "vp customer success"),
    ],
)
def test_names_are_understood_as_people_write_them(run: Callable[..., Result], start: str, end: str) -> None:
    """Abbreviations, word order and typos lead to the same path."""
    assert run("path", start, end).out == run("path", PRACTICE, "VP, Customer Success").out


def test_a_path_as_json_has_everything_that_text_has(run: Callable[..., Result]) -> None:
    """Each step has both ends with grades and lines, kind, basis, sentences, rule and lines."""
    found = run("path", "Junior Backend Engineer", "VP of Development", "--format", "json").json
    assert found["from"]["title"] == "Junior Backend Engineer"
    [path] = found["paths"]
    assert path["steps"][0]["from"]["iri"] == found["from"]["iri"]
    assert path["steps"][-1]["to"]["iri"] == found["to"]["iri"]
    for before, after in zip(path["steps"], path["steps"][1:], strict=False):
        assert before["to"] == after["from"]
    for step in path["steps"]:
        assert step["basis"] in ("stated", "inferred")
        assert (step["basis"] == "inferred") == bool(step["rule"])
        assert step["citations"]
        assert step["to"]["grades"]
        assert step["to"]["citations"]


def test_an_inferred_step_names_its_rule(run: Callable[..., Result]) -> None:
    """What no page states is marked, with the rule and the lines of headings and grades it rests on."""
    done = run("path", "Associate Professional Services Engineer", "Senior Professional Services Engineer")
    assert "inferred by rule next-level" in done.out
    assert any("rade" in line for line in cited_lines(done.out))


def test_no_path_names_what_is_near_and_exits_with_6(run: Callable[..., Result]) -> None:
    """Nobody moves from vice president to junior; the error says what leads where."""
    done = run("path", "VP of Development", "Junior Backend Engineer")
    assert (done.code, done.out) == (6, "")
    assert "no stated or inferred moves lead from “VP of Development”" in done.err
    across = run("path", "Junior Backend Engineer", "VP, Customer Success", "--format", "json")
    assert across.code == 6
    error = across.json["error"]
    assert error["code"] == "no path"
    assert error["reachable"]
    assert error["leading"]
    assert {"iri", "title", "type", "family", "grades", "citations"} < set(error["reachable"][0])


def test_an_ambiguous_name_lists_candidates_and_exits_with_4(run: Callable[..., Result]) -> None:
    """Each candidate stands on a line that ends in what can be typed instead."""
    done = run("path", "manager", "VP of Development")
    assert (done.code, done.out) == (4, "")
    offered = [line.rpartition(": ")[2] for line in done.err.splitlines()[1:] if ": " in line]
    assert len(offered) > 1
    assert run("show", offered[0]).code == 0
    as_json = run("show", "manager", "--format", "json")
    assert as_json.code == 4
    assert as_json.json["error"]["code"] == "ambiguous"
    assert len(as_json.json["error"]["candidates"]) > 1


def test_an_unknown_name_suggests_and_exits_with_5(run: Callable[..., Result]) -> None:
    """A level that is not there suggests those that are."""
    done = run("path", "Distinguished Support Engineer", "VP of Development")
    assert done.code == 5
    assert "Support Engineer (family" in done.err
    as_json = run("show", "Distinguished Support Engineer", "--format", "json")
    assert as_json.json["error"]["suggestions"]


def test_the_way_to_oneself_is_said_to_be_none(run: Callable[..., Result]) -> None:
    """The same role twice is no error."""
    done = run("path", PRACTICE, PRACTICE)
    assert done.code == 0
    assert "0 steps" in done.out


def test_show_a_role_prints_all_that_is_known(run: Callable[..., Result]) -> None:
    """Grade, track, family, indicators, moves and items are there, and every place cited exists."""
    done = run("show", PRACTICE)
    said = ("Grade", "Job family", "Performance indicators", "Moves from here")
    for heading in (*said, "Responsibilities", "Requirements", "Hiring process"):
        assert f"\n{heading}\n" in done.out
    assert "inferred by rule track-by-" in done.out
    assert cited_lines(done.out)


@pytest.mark.parametrize(
    ("name", "type_", "has"),
    [
        ("Professional Services & Consulting", "specialty", "Responsibilities"),
        ("sales/professional-services-practice-manager", "job family", "Holds"),
        ("services bookings", "indicator", "Who is measured by it"),
        ("Sales", "department", "Job families"),
    ],
)
def test_show_families_specialties_indicators_and_departments(
    run: Callable[..., Result], name: str, type_: str, has: str
) -> None:
    """Not only roles: each kind of thing has its own facts."""
    done = run("show", name)
    assert done.code == 0, done.err
    assert done.out.splitlines()[0].endswith(f"  {type_}")
    assert f"\n{has}\n" in done.out


def test_show_as_json_marks_what_is_inferred(run: Callable[..., Result]) -> None:
    """Every fact has its basis and lines; the moves are in both directions."""
    found = run("show", "Director of Professional Services", "--format", "json").json
    assert found["type"] == "role"
    bases = {fact["property"]: fact["basis"] for fact in found["facts"]}
    assert bases["grade"] == "stated"
    assert bases["track"] == "inferred"
    assert all(fact["citations"] for fact in found["facts"])
    assert found["moves_from"]
    assert found["moves_to"]
    assert {item["property"] for item in found["items"]} >= {"hasResponsibility", "hasRequirement"}


def test_find_prints_names_and_items(run: Callable[..., Result]) -> None:
    """Names and items that hold the words are found; what is cut off is counted."""
    done = run("find", "professional services", "--limit", 2)
    assert done.code == 0
    assert "Names (" in done.out
    assert "Items (" in done.out
    assert "more; see them with --limit" in done.out
    assert cited_lines(done.out)


def test_find_keeps_to_80_columns(run: Callable[..., Result]) -> None:
    """A place that does not fit beside the role stands below it."""
    for line in run("find", "training").out.splitlines():
        assert len(line) <= 80 or " " not in line.strip()


def test_what_find_prints_can_be_shown(run: Callable[..., Result]) -> None:
    """The names that are found can be asked for by their IRIs."""
    found = run("find", "backend", "--format", "json").json
    assert found["names"]
    assert found["names_found"] >= len(found["names"])
    for thing in found["names"]:
        assert run("show", thing["iri"]).out.startswith(thing["name"])


def test_a_skill_is_found_by_its_other_names(run: Callable[..., Result]) -> None:
    """Where no name has the words, the vocabulary's other labels count, before mere likeness does."""
    found = run("find", "teaching", "--format", "json").json
    assert [(thing["name"], thing["type"]) for thing in found["names"]] == [("Training delivery", "skill")]
    assert run("find", "k8s", "--format", "json").json["names"][0]["name"] == "Kubernetes"
    assert run("find", "bakend enginer").out.splitlines()[1].startswith("  Intermediate Backend Engineer")


def test_finding_nothing_exits_with_1(run: Callable[..., Result]) -> None:
    """Nothing found is said on standard error; JSON is empty but there."""
    done = run("find", "zzzzqqqq")
    assert (done.code, done.out) == (1, "")
    assert "zzzzqqqq" in done.err
    as_json = run("find", "zzzzqqqq", "--format", "json")
    assert as_json.code == 1
    assert as_json.json == {"names": [], "names_found": 0, "items": [], "items_found": 0}
    assert run("find", "  ").code == 2


def test_colour_is_for_terminals_and_can_be_refused(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Styles appear where output is a terminal, unless NO_COLOR is set."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("click._compat.isatty", lambda _: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b[" in run("show", PRACTICE).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("show", PRACTICE).out
