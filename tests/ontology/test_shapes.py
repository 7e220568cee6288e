"""The shapes that every built graph must fit."""

from __future__ import annotations

import sys
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import OWL, SH, Graph, URIRef
from rdflib import RDF as RDFLIB_RDF
from rdflib import RDFS as RDFLIB_RDFS
from rdflib import Literal as RdfLiteral

from careergraph.data.errors import InputError
from careergraph.ontology.load import shipped
from careergraph.ontology.namespaces import CG, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from careergraph.ontology.validate import CannotValidateError, validate, validate_files

GOLDEN = Path(__file__).parents[1] / "golden" / "ontology.nq"
BASE = "https://careers.example/"
GRAPH = DefaultGraph()
CITES = PROV.wasDerivedFrom
FAMILY = f"{BASE}writing/technical-writer"
ROLE = NamedNode(f"{FAMILY}#technical-writer")
SENIOR = NamedNode(f"{FAMILY}#senior-technical-writer")
FACT = NamedNode(f"{FAMILY}#L10-grade")
ITEM = NamedNode(f"{FAMILY}#L19-requirement")
FACTS = [NamedNode(f"{FAMILY}#L20-requirement-fact-{number}") for number in (1, 2, 3)]
GRADE = NamedNode(f"{BASE}grade/6")
DEPARTMENT = NamedNode(f"{BASE}department/writing")
INDICATOR = NamedNode(f"{BASE}indicator/happy-readers")
PAGE = NamedNode(f"{BASE}page/writing/technical-writer/index.html.md")
LINE = NamedNode(f"{PAGE.value}#L10")
HANDBOOK = NamedNode(f"{BASE}page/origin.yml#handbook")
FINDING = NamedNode(f"{BASE}page/broken.md#unreadable-page")
MOVE = NamedNode(
    f"{BASE}move/stated/writing/technical-writer:technical-writer--writing/editor:managing-editor--next-family"
)
MENTION = NamedNode(f"{FAMILY}#L17-requirement-skill-1")
SKILL = NamedNode("https://skills.example/markdown")
QUERIED = {
    "A statement is about a fact that the graph holds.",
    "A statement says where each link of a position was read.",
    "A mention lies within the text of its item.",
    "An item of the position mentions each skill that the position is linked to.",
}

Term = NamedNode | Literal
#: Subject, predicate, values, and whether these are in the place of what is there.
Change = tuple[NamedNode, NamedNode, tuple[Term, ...], bool]


def _decimal(number: str) -> Literal:
    return Literal(number, datatype=XSD.decimal)


@pytest.fixture(scope="module")
def golden() -> list[Quad]:
    """The graph of the small handbook, with all that may be known of an indicator and of an origin."""
    known = (
        (CITES, LINE),
        (SKOS.definition, Literal("How many readers are happy.")),
        (CG.target, Literal("80 to 90 %")),
        (CG.targetMinimum, _decimal("80")),
        (CG.targetMaximum, _decimal("90")),
        (CG.unit, Literal("%")),
        (CG.direction, CG.WithinRange),
        (CG.isKey, Literal(True)),
        (CG.departmentText, Literal("Writing")),
    )
    handbook = (
        (RDF.type, PROV.Collection),
        (CITES, LINE),
        (PROV.hadPrimarySource, NamedNode("https://handbook.example/")),
        (PROV.hadMember, PAGE),
    )
    return [
        *parse(path=str(GOLDEN)),
        *(Quad(HANDBOOK, predicate, value, GRAPH) for predicate, value in handbook),
        *(Quad(INDICATOR, predicate, value, GRAPH) for predicate, value in known),
    ]


def _is(subject: NamedNode, predicate: NamedNode, *values: Term) -> Change:
    """The values in the place of those that are there."""
    return subject, predicate, values, True


def _also(subject: NamedNode, predicate: NamedNode, value: Term) -> Change:
    """One value more."""
    return subject, predicate, (value,), False


#: What is wrong (a shape's message) and what makes it so: for each constraint the least change that breaks it.
BROKEN: list[tuple[str, Change]] = [
    (
        "Every fact cites the line, or the page where no line is known, that it was read from.",
        _is(ROLE, CITES),
    ),
    (
        "What a fact cites is a line, with its number, or a page, with its path.",
        _is(FACT, CITES, Literal("line 10")),
    ),
    ("A line is part of exactly one page.", _also(LINE, CG.page, NamedNode(f"{BASE}page/writing/editor.md"))),
    ("A line has one number, from 1.", _is(LINE, CG.line, Literal(0))),
    ("A page has one path.", _is(PAGE, CG.path)),
    ("No two pages have the same path.", _is(PAGE, CG.path, Literal("writing/editor.md"))),
    ("The checksum of a page is 64 hexadecimal digits.", _is(PAGE, CG.sha256, Literal("abc"))),
    ("A section is part of exactly one page.", _is(NamedNode(f"{FAMILY}#L60-section"), CG.page)),
    ("A handbook that says where it comes from names its source.", _also(PAGE, RDF.type, PROV.Collection)),
    ("A handbook consists of pages.", _also(HANDBOOK, PROV.hadMember, LINE)),
    ("A finding has one code.", _is(FINDING, CG.code)),
    ("A finding says what was found.", _is(FINDING, CG.message)),
    ("A statement has one subject.", _is(FACT, RDF.subject, Literal("a role"))),
    ("A statement has one predicate.", _is(FACT, RDF.predicate)),
    ("A statement has one object.", _is(FACT, RDF.object)),
    (
        "An inferred statement names its rule.",
        _is(NamedNode(f"{BASE}track/writing/editor:managing-editor"), CG.rule),
    ),
    ("A statement is about a fact that the graph holds.", _is(FACT, RDF.object, NamedNode(f"{BASE}grade/8"))),
    (
        "A statement says where each link of a position was read.",
        _also(ROLE, CG.grade, NamedNode(f"{BASE}grade/8")),
    ),
    (
        "A role has one title, a family, department or indicator one name, as plain text.",
        _is(ROLE, RDFS.label, Literal("Schreiber", language="de")),
    ),
    ("A role, specialty or segment is in exactly one job family.", _is(ROLE, CG.inFamily)),
    ("A job family is described by exactly one page.", _is(NamedNode(FAMILY), CG.describedBy)),
    (
        "A job family is in one department at most.",
        _also(NamedNode(FAMILY), CG.inDepartment, NamedNode(f"{BASE}department/writing-department")),
    ),
    (
        "Whether a family's next step is undefined is true or false.",
        _is(NamedNode(FAMILY), CG.ladderUndefined, Literal("yes")),
    ),
    ("A department is part of one department at most.", _also(DEPARTMENT, ORG.subOrganizationOf, ROLE)),
    ("The grade of a role is a described grade.", _is(ROLE, CG.grade, NamedNode(f"{BASE}grade/99"))),
    (
        "A role has one grade at most: the page states several, say which one counts.",
        _also(ROLE, CG.grade, NamedNode(f"{BASE}grade/8")),
    ),
    ("A role is on one of the two tracks at most.", _is(ROLE, CG.track, CG.Promotion)),
    ("A role stands under one heading.", _also(SENIOR, CG.heading, Literal("Principal"))),
    ("The specialty of a role is a described specialty.", _also(ROLE, CG.inSpecialty, ROLE)),
    (
        "A role reports to a role, a job family or an unresolved target.",
        _is(ROLE, CG.reportsTo, NamedNode(f"{BASE}nowhere")),
    ),
    (
        "A role extends a role, a job family or an unresolved target.",
        _is(SENIOR, CG.extends, NamedNode(f"{BASE}nowhere")),
    ),
    ("An anchor is a fragment id, as plain text.", _is(SENIOR, CG.anchor, Literal(""))),
    (
        "An unresolved target is known by the name that a page gives it.",
        _is(NamedNode(f"{BASE}target/storyteller"), RDFS.label),
    ),
    ("A grade is kept as it is written.", _is(GRADE, CG.gradeText)),
    ("The rank of a grade is a decimal from 0, so that any two compare.", _is(GRADE, CG.rank, Literal("6"))),
    ("There are two tracks: individual contributor and manager.", _also(GRADE, RDF.type, CG.Track)),
    ("An item has the text that stands on the page.", _is(ITEM, CG.text)),
    ("An item cites the line that it starts on.", _is(ITEM, CITES, PAGE)),
    ("An item ends on one line.", _also(ITEM, CG.endLine, Literal("20"))),
    ("An item belongs to a position or to another item.", _is(ROLE, CG.hasRequirement)),
    ("What is required is a requirement.", _also(ROLE, CG.hasRequirement, GRADE)),
    ("What is nice to have is a nice-to-have.", _also(ROLE, CG.hasNiceToHave, ITEM)),
    ("What the position answers for is a responsibility.", _also(ROLE, CG.hasResponsibility, ITEM)),
    ("What a position is measured by is a performance indicator.", _also(ROLE, CG.hasIndicator, ITEM)),
    ("The hiring process consists of hiring steps.", _also(NamedNode(FAMILY), CG.hasHiringStep, ITEM)),
    ("Experience that is asked for has one length, in months.", _is(FACTS[0], SCHEMA.monthsOfExperience)),
    ("Experience is asked for by one item.", _also(ITEM, SCHEMA.experienceRequirements, FACTS[0])),
    ("A degree has one level.", _is(FACTS[1], SCHEMA.credentialCategory)),
    ("A degree is asked for by one item.", _also(ITEM, SCHEMA.educationRequirements, FACTS[1])),
    ("A language has one name.", _is(FACTS[2], RDFS.label)),
    ("A language is asked for by one item.", _also(ITEM, SCHEMA.knowsLanguage, FACTS[2])),
    (
        "A performance indicator measures a role or a family, or is defined.",
        _also(NamedNode(f"{BASE}indicator/new"), RDF.type, CG.PerformanceIndicator),
    ),
    ("The definition of an indicator is plain text.", _also(INDICATOR, SKOS.definition, ITEM)),
    ("The target of an indicator is plain text.", _also(INDICATOR, CG.target, Literal(""))),
    (
        "An indicator has one unit at most, in words.",
        _is(INDICATOR, CG.unit, Literal("days"), Literal("pages")),
    ),
    ("The lower bound of a target is one decimal.", _also(INDICATOR, CG.targetMinimum, Literal("5"))),
    ("The upper bound of a target is one decimal.", _also(INDICATOR, CG.targetMaximum, Literal("5"))),
    (
        "The lower bound of a target is not above the upper one.",
        _is(INDICATOR, CG.targetMinimum, _decimal("95")),
    ),
    (
        "An indicator has one direction at most: higher, lower or within a range.",
        _also(INDICATOR, CG.direction, CG.HigherIsBetter),
    ),
    (
        "The department of an indicator is plain text, as written.",
        _also(INDICATOR, CG.departmentText, Literal("")),
    ),
    ("Whether an indicator is a key one is true or false.", _is(INDICATOR, CG.isKey, Literal("yes"))),
    (
        "An indicator whose values are to stay within a range has both bounds.",
        _is(INDICATOR, CG.targetMaximum),
    ),
    (
        "What is known of an indicator cites its line: at the indicator, or at a statement about it.",
        _is(INDICATOR, CITES),
    ),
    (
        "There are three directions: higher is better, lower is better, within a range.",
        _also(GRADE, RDF.type, CG.Direction),
    ),
    ("A skill has one preferred label.", _is(SKILL, SKOS.prefLabel)),
    ("No two skills have the same preferred label.", _is(SKILL, SKOS.prefLabel, Literal("XML"))),
    ("A skill is of one kind at most.", _is(SKILL, CG.skillKind, Literal("tool"), Literal("method"))),
    (
        "What is broader than a skill is described, too.",
        _is(SKILL, SKOS.broader, NamedNode("https://skills.example/none")),
    ),
    ("A skill has one information content, from 0 to 1.", _is(SKILL, CG.informationContent)),
    ("A mention is part of exactly one item.", _is(MENTION, CG.inItem)),
    (
        "A mention names exactly one skill.",
        _is(MENTION, CG.skill, NamedNode("https://skills.example/singing")),
    ),
    ("A mention starts at one place of the text, before its end.", _is(MENTION, CG.spanEnd, Literal(0))),
    ("A mention ends at one place of the text.", _is(MENTION, CG.spanEnd)),
    ("A weight is from 0 to 1.", _also(MENTION, CG.weight, _decimal("2"))),
    ("A mention lies within the text of its item.", _is(MENTION, CG.spanEnd, Literal(99))),
    (
        "An item of the position mentions each skill that the position is linked to.",
        _also(ROLE, CG.requiresSkill, NamedNode("https://skills.example/manuals")),
    ),
    ("A move starts from one role, job family or unresolved target.", _is(MOVE, CG.from_)),
    (
        "A move leads to one role, job family or unresolved target.",
        _is(MOVE, CG.to, NamedNode(f"{BASE}nowhere")),
    ),
    ("A move leads somewhere else.", _is(MOVE, CG.to, ROLE)),
    ("A move is of one of the four kinds.", _is(MOVE, CG.kind, CG.Stated)),
    ("A move is stated or inferred.", _is(MOVE, CG.basis)),
    (
        "A stated move has a sentence on a source line and no rule; an inferred one has a rule.",
        _is(MOVE, CG.sentence),
    ),
    (
        "There are four kinds of move: promotion, lateral, change of track, next family.",
        _also(GRADE, RDF.type, CG.MoveKind),
    ),
    ("There are two bases: stated and inferred.", _also(GRADE, RDF.type, CG.Basis)),
]


def _changed(quads: list[Quad], change: Change) -> list[Quad]:
    subject, predicate, values, instead = change
    kept = [q for q in quads if not instead or (q.subject, q.predicate) != (subject, predicate)]
    return kept + [Quad(subject, predicate, value, GRAPH) for value in values]


@pytest.mark.parametrize(("message", "change"), BROKEN, ids=[message for message, _ in BROKEN])
def test_broken_graphs_are_found(golden: list[Quad], message: str, change: Change) -> None:
    """Each constraint finds the graph that breaks it, and says so."""
    before = {(v.message, v.focus) for v in validate(golden).violations}
    after = {(v.message, v.focus) for v in validate(_changed(golden, change)).violations}
    assert message in {found for found, _ in after - before}


def test_every_constraint_has_a_broken_graph() -> None:
    """Each message of the shapes is told by one constraint and tried by one graph."""
    shapes = Graph().parse(shipped("shapes.ttl"), format="turtle")
    messages = sorted(str(message) for message in shapes.objects(None, SH.message))
    assert messages == sorted(message for message, _ in BROKEN)


def test_every_constraint_says_how_grave_it_is() -> None:
    """Each property shape of a node shape, and each node shape with a message, has message and severity."""
    shapes = Graph().parse(shipped("shapes.ttl"), format="turtle")
    named = [node for node in shapes.subjects(RDFLIB_RDF.type, SH.NodeShape) if isinstance(node, URIRef)]
    stated = [each for node in named for each in shapes.objects(node, SH.property)]
    stated += [node for node in named if (node, SH.message, None) in shapes]
    assert len(stated) > 60
    for each in stated:
        assert (each, SH.message, None) in shapes
        assert (each, SH.severity, None) in shapes


def test_every_class_has_a_shape() -> None:
    """Each class that graphs use is the target of a shape, itself or by a broader one."""
    shapes = Graph().parse(shipped("shapes.ttl"), format="turtle")
    ontology = Graph().parse(shipped("careergraph.ttl"), format="turtle")
    targets = set(shapes.objects(None, SH.targetClass))
    own = {
        each
        for each in ontology.subjects(RDFLIB_RDF.type, OWL.Class)
        if str(each).startswith("https://w3id.org/careergraph#")
    }
    assert len(own) > 20
    for each in own:
        assert targets & set(ontology.transitive_objects(each, RDFLIB_RDFS.subClassOf)), each


def test_engines_agree(golden: list[Quad]) -> None:
    """What Oxigraph finds by the shapes' queries is what pySHACL finds by itself."""
    for message, change in BROKEN:
        if message not in QUERIED:
            continue
        broken = _changed(golden, change)
        lines = serialize({quad.triple for quad in broken}, format=RdfFormat.N_TRIPLES)
        _, results, _ = pyshacl.validate(
            Graph().parse(lines, format="nt"),
            shacl_graph=Graph().parse(shipped("shapes.ttl"), format="turtle"),
            ont_graph=Graph().parse(shipped("careergraph.ttl"), format="turtle"),
        )
        alone = sorted(str(each) for each in results.objects(None, SH.resultMessage))
        assert message in alone
        assert alone == sorted(violation.message for violation in validate(broken).violations)


def test_violations_name_page_and_line(golden: list[Quad]) -> None:
    """What is wrong comes with the name of the node, what stands there, and the lines behind it."""
    page = "writing/technical-writer/index.html.md"
    found = {v.message: v for _, change in BROKEN for v in validate(_changed(golden, change)).violations}
    grade = found["The grade of a role is a described grade."]
    assert (grade.focus, grade.path, grade.values) == (ROLE.value, CG.grade.value, (f"{BASE}grade/99",))
    assert (grade.name, grade.citations) == ("Technical Writer", ((page, 8),))
    # A mention is cited by its item, a grade by the statement that gives it, a line by itself.
    assert found["A mention names exactly one skill."].citations == ((page, 17),)
    assert found["The rank of a grade is a decimal from 0, so that any two compare."].citations == (
        (page, 10),
    )
    assert found["The rank of a grade is a decimal from 0, so that any two compare."].values == ('"6"',)
    assert found["A line has one number, from 1."].citations == ((page, 0),)
    skill = found["An item of the position mentions each skill that the position is linked to."]
    assert (skill.focus, skill.path) == (ROLE.value, CG.requiresSkill.value)


def test_warnings_do_not_fail_a_graph(golden: list[Quad]) -> None:
    """What a page states twice is a warning, and the graph still conforms."""
    report = validate(golden)
    assert [violation.severity for violation in report.violations] == ["Warning"]
    assert report.conforms
    assert (None, SH.conforms, RdfLiteral(True)) in report.graph


def test_progress_changes_nothing(golden: list[Quad]) -> None:
    """A validation that tells how far it is finds the same, shape by shape."""
    told: list[tuple[int, int]] = []
    broken = _changed(golden, BROKEN[0][1])
    report = validate(broken, lambda done, total: told.append((done, total)))
    assert report.violations == validate(broken).violations
    assert told == [(done, len(told)) for done in range(len(told))]


def test_literals_that_are_none_are_told_once(golden: list[Quad], caplog: pytest.LogCaptureFixture) -> None:
    """A number that is none breaks a shape, and nothing else is printed."""
    change = _is(LINE, CG.line, Literal("ten", datatype=XSD.integer))
    assert "A line has one number, from 1." in {
        v.message for v in validate(_changed(golden, change)).violations
    }
    assert not caplog.records


def test_files(golden: list[Quad], tmp_path: Path) -> None:
    """Files of several formats are checked together."""
    move = [quad for quad in golden if quad.subject == MOVE]
    rest = [quad for quad in golden if quad.subject != MOVE]
    (tmp_path / "move.ttl").write_bytes(serialize((quad.triple for quad in move), format=RdfFormat.TURTLE))
    (tmp_path / "rest.nq").write_bytes(serialize(rest, format=RdfFormat.N_QUADS))
    assert validate_files([tmp_path / "move.ttl", str(tmp_path / "rest.nq")]).conforms
    alone = validate_files([tmp_path / "move.ttl"])
    assert MOVE.value in {violation.focus for violation in alone.violations}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [("a.ttl", "<a> <b", "breaks off"), ("a.csv", "", "suffix"), ("none.ttl", None, "cannot be read")],
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
