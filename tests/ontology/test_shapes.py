"""The shapes that every built graph must fit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from careergraph.data.errors import InputError
from careergraph.ontology.namespaces import CG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from careergraph.ontology.validate import CannotValidateError, validate, validate_files

GOLDEN = Path(__file__).parents[1] / "golden" / "ontology.nq"
BASE = "https://careers.example/"
GRAPH = DefaultGraph()
FAMILY = f"{BASE}writing/technical-writer"
ROLE = NamedNode(f"{FAMILY}#technical-writer")
MOVE = NamedNode(
    f"{BASE}move/stated/writing/technical-writer:technical-writer--writing/editor:managing-editor--next-family"
)
MENTION = NamedNode(f"{FAMILY}#L17-requirement-skill-1")
SKILL = NamedNode("https://skills.example/markdown")
INFERRED = NamedNode(MOVE.value.replace("stated", "inferred"))


@pytest.fixture(scope="module")
def golden() -> list[Quad]:
    """The graph of the small handbook."""
    return list(parse(path=str(GOLDEN)))


def test_golden_conforms(golden: list[Quad]) -> None:
    """A graph as it is built fits every shape."""
    report = validate(golden)
    assert report.conforms, report.violations


@pytest.mark.parametrize(
    ("subject", "predicate", "instead", "message"),
    [
        (ROLE, RDFS.label, None, "one label"),
        (ROLE, RDFS.label, Literal("Schreiber", language="de"), "plain text"),
        (ROLE, CG.inFamily, None, "exactly one job family"),
        (ROLE, PROV.wasDerivedFrom, None, "cites the line"),
        (ROLE, CG.grade, NamedNode(f"{BASE}grade/99"), "is a grade"),
        (NamedNode(f"{FAMILY}#L12-reports-to"), RDF.object, None, "one object"),
        (NamedNode(f"{FAMILY}#L10-grade"), PROV.wasDerivedFrom, Literal("line 10"), "cites the line"),
        (NamedNode(f"{FAMILY}#L10-grade"), RDF.object, NamedNode(f"{BASE}grade/8"), "was read"),
        (NamedNode(f"{FAMILY}#L19-requirement"), CG.text, None, "text that stands on the page"),
        (NamedNode(f"{BASE}grade/6"), CG.gradeText, None, "as it is written"),
        (NamedNode(f"{BASE}grade/6"), CG.rank, Literal("6"), "decimals"),
        (NamedNode(f"{BASE}grade/6"), CG.rank, Literal("-6", datatype=XSD.decimal), "decimals"),
        (NamedNode(f"{BASE}page/writing/technical-writer/index.html.md#L10"), CG.line, Literal(0), "from 1"),
        (NamedNode(f"{BASE}target/storyteller"), RDFS.label, None, "name that a page gives"),
        (MOVE, CG.from_, None, "starts from"),
        (MOVE, CG.to, NamedNode(f"{BASE}nowhere"), "leads to"),
        (MOVE, CG.to, ROLE, "leads somewhere else"),
        (MOVE, CG.kind, CG.Stated, "four kinds"),
        (MOVE, CG.basis, None, "stated or inferred"),
        (MOVE, CG.sentence, None, "has a sentence"),
        (MOVE, CG.basis, CG.Inferred, "an inferred one has a rule"),
        (INFERRED, CG.rule, None, "an inferred one has a rule"),
        (MENTION, CG.inItem, None, "exactly one item"),
        (MENTION, CG.skill, NamedNode("https://skills.example/singing"), "exactly one skill"),
        (MENTION, CG.spanEnd, Literal(0), "before its end"),
        (SKILL, SKOS.prefLabel, None, "one preferred label"),
        (SKILL, CG.informationContent, None, "one information content"),
        (ROLE, CG.requiresSkill, NamedNode("https://skills.example/manuals"), "mentions a skill"),
        (NamedNode(f"{FAMILY}#L20-requirement-fact-1"), PROV.wasDerivedFrom, None, "cites the line"),
        (NamedNode(f"{FAMILY}#L20-requirement-fact-1"), SCHEMA.monthsOfExperience, None, "one length"),
        (INFERRED, PROV.wasDerivedFrom, None, "cites the line"),
    ],
)
def test_broken_graphs_are_found(
    golden: list[Quad],
    subject: NamedNode,
    predicate: NamedNode,
    instead: NamedNode | Literal | None,
    message: str,
) -> None:
    """A graph in which one value is missing or wrong is found out, and the message says what is wrong."""
    broken = [quad for quad in golden if (quad.subject, quad.predicate) != (subject, predicate)]
    assert len(broken) < len(golden), "nothing was broken"
    if instead is not None:
        broken.append(Quad(subject, predicate, instead, GRAPH))
    report = validate(broken)
    assert not report.conforms
    assert any(message in violation.message for violation in report.violations), report.violations


def test_files(golden: list[Quad], tmp_path: Path) -> None:
    """Files of several formats are checked together."""
    move = [quad for quad in golden if quad.subject == MOVE]
    rest = [quad for quad in golden if quad.subject != MOVE]
    (tmp_path / "move.ttl").write_bytes(serialize((quad.triple for quad in move), format=RdfFormat.TURTLE))
    (tmp_path / "rest.nq").write_bytes(serialize(rest, format=RdfFormat.N_QUADS))
    assert validate_files([tmp_path / "move.ttl", str(tmp_path / "rest.nq")]).conforms
    alone = validate_files([tmp_path / "move.ttl"])
    assert {violation.focus for violation in alone.violations} == {MOVE.value}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [("a.ttl", "<a> <b", "broken"), ("a.csv", "", "suffix"), ("none.ttl", None, "cannot be read")],
)
def test_files_that_cannot_be_read(name: str, text: str | None, message: str, tmp_path: Path) -> None:
    """A missing, broken or foreign file is named in the error."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        validate_files([tmp_path / name])
    assert caught.value.path == str(tmp_path / name)


def test_without_the_extra(golden: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library that checks shapes, the error says how to install it."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(CannotValidateError, match=r"careergraph\[validate\]"):
        validate(golden)
