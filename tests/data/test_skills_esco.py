"""ESCO as published: zips of CSV files."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from careergraph.data.skills.crosswalk import crosswalk
from careergraph.data.skills.esco import import_esco, occupations
from careergraph.data.skills.reading import load_scheme
from careergraph.data.skills.scheme import GROUP, Concept, Scheme, SchemeError
from careergraph.data.skills.writing import write_scheme

if TYPE_CHECKING:
    from pathlib import Path

E = "http://data.europa.eu/esco/"
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description\n"
    f'Skill,{E}skill/1,knowledge,cross-sector,SQL,"Query Language\nSQL",,released,"A query, of data."\n'
    f"KnowledgeSkillCompetence,{E}skill/2,skill/competence,transversal,manage budgets,,budgets,released,\n"
)
GROUPS = (
    "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,description\n"
    f"SkillGroup,{E}skill/S1,databases,,,\n"
)
BROADER = (
    "conceptType,conceptUri,broaderType,broaderUri\n"
    f"KnowledgeSkillCompetence,{E}skill/1,SkillGroup,{E}skill/S1\n"
)
OCCUPATIONS = (
    f"conceptType,conceptUri,iscoGroup,preferredLabel\nOccupation,{E}occupation/1,2521,database designer\n"
)
NEEDS = (
    "occupationUri,relationType,skillType,skillUri\n"
    f"{E}occupation/1,essential,knowledge,{E}skill/1\n{E}occupation/1,optional,skill/competence,{E}skill/2\n"
)
FILES = {
    "skills_en.csv": SKILLS,
    "skillGroups_en.csv": GROUPS,
    "broaderRelationsSkillPillar.csv": BROADER,
    "occupations_en.csv": OCCUPATIONS,
    "occupationSkillRelations.csv": NEEDS,
}


def zipped(path: Path, files: dict[str, str]) -> Path:
    """A zip with these files in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode("utf-8-sig"))
    return path


def test_skills_with_labels_kind_and_hierarchy(tmp_path: Path) -> None:
    """Labels come one a line, kinds tell knowledge from competence, groups stand above."""
    scheme = import_esco(zipped(tmp_path / "a.zip", FILES))
    sql, group = f"{E}skill/1", f"{E}skill/S1"
    assert scheme[sql] == Concept(
        sql, "SQL", ("Query Language",), (), (group,), "knowledge", "A query, of data."
    )
    assert scheme[f"{E}skill/2"].kind == "competence"
    assert scheme[group].kind == GROUP


def test_files_may_lie_in_folders_and_in_two_zips(tmp_path: Path) -> None:
    """Where in which zip a file lies makes no difference."""
    one = zipped(tmp_path / "a.zip", {"ESCO/" + k: v for k, v in FILES.items() if "_en" in k})
    two = zipped(tmp_path / "b.zip", {k: v for k, v in FILES.items() if "_en" not in k})
    assert len(import_esco(two, one)) == 3


def test_occupations(tmp_path: Path) -> None:
    """Occupations have their unit group and their skills by relation."""
    (found,) = occupations(zipped(tmp_path / "a.zip", FILES))
    assert (found.label, found.isco) == ("database designer", "2521")
    assert (found.essential, found.optional) == ((f"{E}skill/1",), (f"{E}skill/2",))


@pytest.mark.parametrize("missing", [*FILES][:3])
def test_missing_member(tmp_path: Path, missing: str) -> None:
    """A file that is in neither zip is named."""
    path = zipped(tmp_path / "a.zip", {k: v for k, v in FILES.items() if k != missing})
    with pytest.raises(SchemeError, match="give both"):
        import_esco(path)


def test_wrong_columns(tmp_path: Path) -> None:
    """A file with other columns is refused by name and column."""
    path = zipped(tmp_path / "a.zip", FILES | {"skills_en.csv": "uri,label\n1,SQL\n"})
    with pytest.raises(SchemeError, match=r"skills_en\.csv:1: has no column conceptUri, skillType"):
        import_esco(path)


def test_record_that_breaks_off(tmp_path: Path) -> None:
    """A record with too few fields is an error, not a skill without a label."""
    path = zipped(tmp_path / "a.zip", FILES | {"skills_en.csv": SKILLS[:-40]})
    with pytest.raises(SchemeError, match="record 3 has 4 fields, not 9"):
        import_esco(path)


def test_broken_zips(tmp_path: Path) -> None:
    """What is no zip, half a zip or a damaged one is refused."""
    whole = zipped(tmp_path / "a.zip", FILES).read_bytes()
    damaged = bytearray(whole)
    damaged[60:90] = b"\0" * 30
    for name, content in {
        "half.zip": whole[: len(whole) // 2],
        "text.zip": b"not a zip",
        "bad.zip": bytes(damaged),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(SchemeError, match=r"etch"):
            import_esco(path)
    with pytest.raises(SchemeError, match="cannot be read"):
        import_esco(tmp_path / "none.zip")


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is refused."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text.replace("SQL", "S\xe9").encode("latin-1"))
    with pytest.raises(SchemeError, match="not UTF-8"):
        import_esco(path)


def test_crosswalk_gives_the_words_of_matches() -> None:
    """Labels come from exact matches, else the close one; a preferred label stays with its own concept."""
    esco = Scheme.of(
        [Concept("urn:e:1", "work in teams", ("crew",)), Concept("urn:e:2", "communication", ("talk",))]
    )
    own = Scheme.of(
        [
            Concept("urn:o:1", "Teamwork", ("team player", "communication"), exact_matches=("urn:e:1",)),
            Concept("urn:o:2", "Speaking", close_matches=("urn:e:2", "urn:e:1")),
        ]
    )
    joined = crosswalk(esco, own)
    assert joined["urn:e:1"].alt_labels == ("Teamwork", "team player")
    assert joined["urn:e:2"].alt_labels == ("Speaking",)
    assert crosswalk(esco, own, close=False)["urn:e:2"].alt_labels == ()


def test_real_esco_survives_writing(shared: Path, tmp_path: Path) -> None:
    """All of ESCO is read, written as SKOS and read again without loss."""
    zips = sorted((shared / "esco").glob("*.zip"))
    scheme = import_esco(*zips)
    assert sum(concept.kind != GROUP for concept in scheme) > 13_800
    assert sum(len(o.essential) + len(o.optional) for o in occupations(*zips)) > 120_000
    path = tmp_path / "esco.ttl"
    write_scheme(scheme, path)
    assert dict(load_scheme(path).concepts) == dict(scheme.concepts)
