"""Skills on the command line: gap, fit, skills, show, and building with another vocabulary."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from careergraph.cli.exits import OK, USAGE
from careergraph.data.bundled import handbook
from careergraph.graph.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Result

CV = "# A. Person\n\nRan Linux servers and wrote SQL; some Kubernetes.\n\n## Skills\n- troubleshooting\n- mentoring\n"
SCHEME = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:filing> a skos:Concept ; skos:prefLabel "knowledge of files"@en .
"""


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    """Somebody's text."""
    file = tmp_path / "cv.md"
    file.write_text(CV, encoding="utf-8")
    return file


def test_gap_between_roles_cites_who_asks(run: Callable[..., Result]) -> None:
    """The way up lists missing skills with the lines that ask them, and what carries over."""
    done = run("gap", "Support Engineer", "Staff Support Engineer")
    assert (done.code, done.err) == (OK, "")
    assert done.out.startswith("Support Engineer → Staff Support Engineer\nCovers ")
    assert "Required and missing (" in done.out
    assert "job-families/engineering/support-engineer.md:" in done.out
    assert "Carries over (" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_gap_as_json_has_all_evidence(run: Callable[..., Result]) -> None:
    """Coverage is the mean credit of what is required; every skill has evidence with its words."""
    found = run("gap", "Support Engineer", "Staff Support Engineer", "--format", "json").json
    credit = [need["credit"] for need in found["required"]]
    assert found["asked"] == len(credit)
    assert found["coverage"] == pytest.approx(sum(credit) / len(credit), abs=1e-4)
    assert found["exact"] == sum(need["state"] == "carried over" for need in found["required"])
    for need in (*found["required"], *found["preferred"]):
        for each in need["evidence"]:
            assert each["words"] in each["text"]
            assert each["line"] > 0


def test_the_figure_and_the_list_count_the_same_skills(run: Callable[..., Result]) -> None:
    """What is there as such carries over, even if a narrower skill on better evidence is worth more."""
    ends = "Senior Product Manager", "Group Manager, Product"
    found = run("gap", *ends, "--format", "json").json
    by_narrower = [n for n in found["required"] if n["by"] and n["by"]["relation"] == "narrower"]
    assert ("Market analysis", "carried over") in {(need["label"], need["state"]) for need in by_narrower}
    carried = [need["label"] for need in found["required"] if need["state"] == "carried over"]
    assert found["exact"] == len(carried)
    out = " ".join(run("gap", *ends).out.split())
    assert f"({found['exact']} of {found['asked']} as such" in out
    assert "Market analysis (not required so far)" in out


def test_others_are_spoken_of_only_where_there_are_some(run: Callable[..., Result]) -> None:
    """Where every skill is there as such, nothing is said of related ones."""
    done = run("gap", "Staff Support Engineer", "Support Engineer")
    assert re.search(
        r"^Covers 100% of the required skills \((\d+) of \1 as such\)\.$", done.out, re.MULTILINE
    )


def test_what_is_welcome_and_partly_there_is_not_called_missing(run: Callable[..., Result]) -> None:
    """Preferred skills are told apart as required ones are."""
    out = run("gap", "Senior Backend Engineer", "Backend Engineering Manager").out
    missing, _, partly = out.partition("Welcome and missing (3)")[2].partition(
        "Welcome, and partly there (1)"
    )
    assert "% by" not in missing
    assert partly.lstrip().startswith("Leadership and management: 90% by Mentoring, narrower")


def test_gap_from_ones_own_text_says_what_was_taken_for_what(run: Callable[..., Result], cv: Path) -> None:
    """The words of the text and their lines are shown, and nothing is written."""
    before = sorted(cv.parent.iterdir())
    done = run("gap", "--have", cv, "Support Engineer")
    assert done.code == OK
    assert "  Linux  line 3" in done.out
    assert "Troubleshooting “troubleshooting”  line 6" in done.out
    assert sorted(cv.parent.iterdir()) == before


def test_gap_reads_standard_input(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of skills can be piped in."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"linux, k8s, mentoring")))
    found = run("gap", "--have", "-", "Support Engineer", "--format", "json").json
    assert [each["words"] for each in found["have"]] == ["linux", "k8s", "mentoring"]


@pytest.mark.parametrize(
    "args", [("gap", "Support Engineer"), ("gap", "--have", "cv.md", "A", "B"), ("fit",), ("gap",)]
)
def test_what_is_compared_must_be_said(run: Callable[..., Result], cv: Path, args: tuple[str, ...]) -> None:
    """Two roles, or a text and one role; anything else is wrong usage."""
    assert cv.exists()
    assert run(*args).code == USAGE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"a" * 10_000_000, "larger than 1 MB"),
        (bytes(range(256)), "no text in UTF-8"),
        (b"nothing to see", "names no skill"),
    ],
)
@pytest.mark.parametrize("command", [("fit", "--have"), ("gap", "Support Engineer", "--have")])
def test_a_text_that_is_none_is_a_clear_error(
    run: Callable[..., Result], tmp_path: Path, command: tuple[str, ...], content: bytes | None, message: str
) -> None:
    """Missing, empty, huge, binary and irrelevant files are told apart, with the file's name and code 3."""
    file = tmp_path / "cv.txt"
    if content is not None:
        file.write_bytes(content)
    done = run(*command, file)
    assert (done.code, done.out) == (3, "")
    assert message in done.err
    assert "cv.txt" in done.err
    assert "Traceback" not in done.err


def test_unknown_roles_are_told_as_json_too(run: Callable[..., Result]) -> None:
    """A name that nothing has is an error as in path."""
    done = run("gap", "Support Engineer", "Storyteller of Stories", "--format", "json")
    assert done.code == 5
    assert done.json["error"]["code"] == "unknown"


def test_fit_ranks_roles_by_coverage(run: Callable[..., Result], cv: Path) -> None:
    """The best come first; the limit and the least number of skills hold; text names what is missing."""
    found = run("fit", "--have", cv, "--limit", 4, "--at-least", 5, "--format", "json").json["roles"]
    scores = [one["coverage"] for one in found]
    assert len(found) == 4
    assert scores == sorted(scores, reverse=True)
    assert min(one["asked"] for one in found) >= 5
    shown = run("fit", "--have", cv, "-n", 2).out
    assert "missing: " in shown
    assert "Linux  line 3" in shown


def test_skills_are_listed_as_a_tree_with_counts(run: Callable[..., Result]) -> None:
    """What is narrower stands below, indented; the shortest list has what most positions require."""
    tree = run("skills", "--format", "json").json
    depths = {one["iri"]: one["depth"] for one in tree}
    for one in tree:
        assert (one["depth"] == 0) == (not one["broader"])
        assert all(iri in depths for iri in one["broader"])
    top = run("skills", "--top", 3, "--format", "json").json
    assert [one["required"] for one in top] == sorted((one["required"] for one in tree), reverse=True)[:3]
    assert len(run("skills", "--top", 3).out.splitlines()) == 4


def test_items_without_skills_are_listed_with_their_lines(run: Callable[..., Result]) -> None:
    """Each line of the list is file:line: words, as it stands on the page."""
    listed = run("skills", "--unlinked").out.splitlines()
    assert listed
    for one in listed[:20]:
        path, line, words = one.split(":", 2)
        page = (handbook() / path).read_text(encoding="utf-8").splitlines()
        assert words.split()[0] in page[int(line) - 1]


@pytest.mark.parametrize(
    "name", ["Kubernetes", "kubernetes", "K8s", "https://w3id.org/careergraph/skills/kubernetes"]
)
def test_a_skill_is_shown_with_the_roles_that_ask_for_it(run: Callable[..., Result], name: str) -> None:
    """By its label, another name or its IRI; roles come by grade, each with its lines."""
    found = run("show", name, "--format", "json").json
    assert (found["name"], found["type"]) == ("Kubernetes", "skill")
    assert found["positions"]
    for position in found["positions"]:
        assert "kube" in " ".join(each["text"] for each in position["evidence"]).casefold()
    shown = run("show", name)
    assert shown.code == OK
    assert "grade " in shown.out


def test_find_finds_skills(run: Callable[..., Result]) -> None:
    """A skill is among the names."""
    assert "Kubernetes (skill): " in run("find", "kubernetes").out


def test_effective_items_say_where_they_come_from(run: Callable[..., Result]) -> None:
    """Each item has its line, whose it is and the statements that lead there; a specialty adds its own."""
    found = run("show", "Staff Support Engineer", "--effective", "--format", "json").json
    sources = {item["of"]["name"] for item in found["items"]}
    assert len(sources) > 1
    for item in found["items"]:
        page = (handbook() / item["path"]).read_text(encoding="utf-8").splitlines()
        assert item["text"].split()[0].strip('“”"') in page[item["line"] - 1]
    inherited = [item for item in found["items"] if item["via"]]
    assert inherited
    assert all(step["line"] for item in inherited for step in item["via"])
    shown = run("show", "Staff Support Engineer", "--effective")
    assert "  of the role itself" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 100


def test_a_specialty_goes_with_effective(run: Callable[..., Result]) -> None:
    """Named without --effective it is wrong usage; one that the family lacks is unknown."""
    assert run("show", "Support Engineer", "--specialty", "x").code == USAGE
    assert run("show", "Support Engineer", "--effective", "--specialty", "cooking").code == 5


def test_a_path_can_name_new_skills(run: Callable[..., Result]) -> None:
    """Each step says what it newly requires, as "gap" between its two roles does."""
    ends = ("Senior Support Engineer", "Staff Support Engineer")
    step = run("path", *ends, "--format", "json").json["paths"][0]["steps"][0]
    gap = run("gap", *ends, "--format", "json").json
    assert step["coverage"] == pytest.approx(gap["coverage"])
    assert step["missing_skills"]
    assert set(step["missing_skills"]) <= {need["label"] for need in gap["required"]}


def test_another_vocabulary_is_used_throughout(run: Callable[..., Result], tmp_path: Path) -> None:
    """Built with one's own SKOS file, the store links to it, and gap --have reads the text by it."""
    pages, scheme, store = tmp_path / "pages", tmp_path / "our.ttl", tmp_path / "store"
    pages.mkdir()
    (pages / "clerk.md").write_text(
        "---\ntitle: Clerk\n---\n\n## Requirements\n- Knowledge of files\n", encoding="utf-8"
    )
    scheme.write_text(SCHEME, encoding="utf-8")
    built = run("build", pages, "--store", store, "--skills", scheme, "--format", "json").json
    assert (built["skills"], built["mentions"], built["vocabulary"]["files"]) == (1, 1, [str(scheme)])
    (tmp_path / "cv.md").write_text("Knowledge of files", encoding="utf-8")
    found = run("gap", "--have", tmp_path / "cv.md", "Clerk", "--store", store, "--format", "json").json
    assert (found["coverage"], found["have"][0]["iri"]) == (1.0, "urn:filing")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.ttl", None, "cannot be read"),
        ("broken.ttl", b"@prefix skos: <http", "broken.ttl"),
        ("none.ttl", b"<urn:a> <urn:b> <urn:c> .", "skos:Concept"),
        ("half.zip", b"PK\x03\x04half", "no zip"),
        ("skills.csv", b"a,b", "format"),
    ],
)
def test_a_broken_vocabulary_changes_nothing(
    run: Callable[..., Result], tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    """The message names the file and what is wrong; no store is written."""
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    done = run("build", handbook(), "--store", tmp_path / "store", "--skills", file)
    assert (done.code, done.out) == (3, "")
    assert message in done.err
    assert not (tmp_path / "store").exists()


def test_without_skills_there_is_no_gap(run: Callable[..., Result], tmp_path: Path) -> None:
    """A store that was built without skills says so; show works on it."""
    store = tmp_path / "store"
    assert run("build", handbook(), "--store", store, "--no-skills").code == OK
    done = run("gap", "Support Engineer", "Senior Support Engineer", "--store", store)
    assert done.code == 8
    assert "without skills" in done.err
    assert run("show", "Support Engineer", "--store", store).code == OK
    assert run("show", "Nobody at all here", "--store", store).code == 5
    assert run("build", handbook(), "--store", store, "--no-skills", "--skills", "x.ttl").code == USAGE


def test_extract_prints_skills(run: Callable[..., Result]) -> None:
    """Each requirement that names skills comes with its line; without a vocabulary there is none."""
    pages = [json.loads(line) for line in run("extract", handbook(), "--quiet").out.splitlines()]
    listed = [item for page in pages for item in page["skills"]]
    assert listed
    for item in listed:
        assert all(skill["span"] in item["text"] and skill["label"] for skill in item["skills"])
    plain = [
        json.loads(line) for line in run("extract", handbook(), "--quiet", "--no-skills").out.splitlines()
    ]
    assert not any(page["skills"] for page in plain)


def test_esco_becomes_a_skos_file(run: Callable[..., Result], tmp_path: Path) -> None:
    """The two zips as published become a file that build takes; what is no zip is refused, and nothing written."""
    files = {
        "skills_en.csv": "conceptUri,skillType,preferredLabel,altLabels,hiddenLabels,description\n"
        "urn:s,knowledge,filing,files,,How to file\n",
        "skillGroups_en.csv": "conceptUri,preferredLabel,altLabels,description\nurn:g,office work,,\n",
        "broaderRelationsSkillPillar.csv": "conceptUri,broaderUri\nurn:s,urn:g\n",
    }
    archive = tmp_path / "esco.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    done = run("skills", "import-esco", archive, "-o", tmp_path / "esco.ttl")
    assert done.code == OK
    assert "1 skills in 1 groups" in done.out
    assert "filing" in (tmp_path / "esco.ttl").read_text(encoding="utf-8")
    (tmp_path / "bad.zip").write_bytes(b"PK")
    failed = run("skills", "import-esco", tmp_path / "bad.zip", "-o", tmp_path / "bad.ttl")
    assert failed.code == 3
    assert not (tmp_path / "bad.ttl").exists()


def test_names_of_roles_win_over_skills() -> None:
    """Where a skill is called like a role or family, these are meant."""
    from careergraph.graph.names import Named  # noqa: PLC0415 - beside what it is about

    role, skill = Named("urn:role", "Support", "role"), Named("urn:skill", "Support", "skill")
    assert NameIndex([skill, role], prefer=("role", "family", "skill")).find("support") == role
