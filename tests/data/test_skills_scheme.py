"""Concept schemes: what is read of SKOS, in which formats, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.errors import InputError
from careergraph.data.skills.reading import bundled_scheme, load_scheme
from careergraph.data.skills.scheme import GROUP, Concept, Scheme, SchemeError
from careergraph.data.skills.writing import write_scheme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix cg: <https://w3id.org/careergraph#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix : <urn:x:> .
"""
SMALL = """
:go a skos:Concept ; skos:prefLabel "Go"@en, "Go"@de ; skos:altLabel "Golang"@en, "Go-Sprache"@de ;
    skos:hiddenLabel "GoLang"@en ; cg:ambiguousLabel "Go"@en ; cg:contextLabel "language"@en ;
    cg:skillKind "tool" ;
    skos:definition "A programming language."@en ; skos:broader :languages ; skos:exactMatch <urn:esco:1> .
:languages a skos:Concept ; skos:prefLabel "Programming languages"@en ; skos:narrower :ruby .
:ruby a skos:Concept ; skos:prefLabel "Ruby"@en .
"""
CIRCLE = """
:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :b .
:b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader :a .
"""
EXPECTED = Concept(
    "urn:x:go",
    "Go",
    ("Golang",),
    ("GoLang",),
    ("urn:x:languages",),
    "tool",
    "A programming language.",
    ("Go",),
    ("language",),
    ("urn:esco:1",),
)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes Turtle after the prefixes and gives the file."""

    def write(body: str, name: str = "skills.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + body, encoding="utf-8")
        return path

    return write


def test_reads_labels_hierarchy_and_matches(written: Callable[..., Path]) -> None:
    """Labels of the language asked for, broader and narrower, kind, definition, contexts, matches."""
    scheme = load_scheme(written(SMALL))
    assert scheme["urn:x:go"] == EXPECTED
    assert scheme.narrower("urn:x:languages") == ("urn:x:go", "urn:x:ruby")
    assert scheme.top == ("urn:x:languages",)
    assert scheme.ancestors("urn:x:ruby") == {"urn:x:languages": 1}


@pytest.mark.parametrize(
    ("name", "rdflib_format"),
    [
        ("a.rdf", "xml"),
        ("a.owl", "xml"),
        ("a.nt", "nt"),
        ("a.jsonld", "json-ld"),
        ("a.json", "json-ld"),
        ("a.trig", "trig"),
        ("a.trix", "trix"),
        ("a.hext", "hext"),
    ],
)
def test_any_rdf_format(written: Callable[..., Path], name: str, rdflib_format: str) -> None:
    """The same scheme in another format is the same; rdflib reads what pyoxigraph does not."""
    source = written(SMALL)
    graph = rdflib.Dataset() if rdflib_format in ("trix", "hext", "trig") else rdflib.Graph()
    graph.parse(source, format="turtle")
    target = source.with_name(name)
    graph.serialize(target, format=rdflib_format, encoding="utf-8")
    assert dict(load_scheme(target).concepts) == dict(load_scheme(source).concepts)


def test_several_files_are_one_scheme(written: Callable[..., Path]) -> None:
    """A concept of one file may stand under one of another."""
    one = written(':a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :b .', "one.ttl")
    two = written(':b a skos:Concept ; skos:prefLabel "B"@en .', "two.ttl")
    assert load_scheme(one, two).broader("urn:x:a") == ("urn:x:b",)
    assert load_scheme(one).broader("urn:x:a") == ()


def test_skos_xl_labels(written: Callable[..., Path]) -> None:
    """Labels that are resources of their own count like plain ones."""
    body = """:a a skos:Concept ; xl:prefLabel :l ; xl:altLabel :m .
    :l xl:literalForm "A"@en . :m xl:literalForm "B"@en ."""
    assert load_scheme(written(body))["urn:x:a"].labels == ("A", "B")


def test_escos_own_model(written: Callable[..., Path]) -> None:
    """Of ESCO's dump, skills and groups are taken with their kind, occupations are not."""
    body = """
    <http://data.europa.eu/esco/skill/1> a skos:Concept ; skos:prefLabel "SQL"@en, "SQL"@de ;
        esco:skillType <http://data.europa.eu/esco/skill-type/knowledge> .
    <http://data.europa.eu/esco/skill/2> a skos:Concept, esco:SkillGroup ; skos:prefLabel "databases"@en .
    <http://data.europa.eu/esco/occupation/1> a skos:Concept, esco:Occupation ; skos:prefLabel "engineer"@en .
    <http://data.europa.eu/esco/isco/C2> a skos:Concept ; skos:prefLabel "Professionals"@en .
    """
    assert [(c.pref_label, c.kind) for c in load_scheme(written(body))] == [
        ("databases", GROUP),
        ("SQL", "knowledge"),
    ]


def test_a_label_without_the_language(written: Callable[..., Path]) -> None:
    """A concept without an English label keeps the one that has no language, else the first by tag."""
    body = """:a a skos:Concept ; skos:prefLabel "plain", "deutsch"@de .
    :b a skos:Concept ; skos:prefLabel "b"@fr .
    :c a skos:Concept ; skos:prefLabel "British"@en-GB, "deutsch"@de ."""
    assert [c.pref_label for c in load_scheme(written(body))] == ["b", "British", "plain"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (CIRCLE, "circle"),
        (':a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :a .', "circle"),
        (':a a skos:Concept ; skos:prefLabel "A"@en, "Ay"@en .', "in one language (en): 'A' and 'Ay'"),
        (":a a skos:Concept .", "no skos:prefLabel"),
        (':a a skos:Concept ; skos:prefLabel "  "@en .', "no skos:prefLabel"),
        (':a skos:prefLabel "A"@en .', "no skos:Concept"),
        (':a a skos:Concept ; skos:prefLabel "A', "breaks off"),
        ("PK\x03\x04", "breaks off"),
    ],
)  # fmt: skip
def test_refuses(written: Callable[..., Path], body: str, says: str) -> None:
    """What is no scheme, or contradicts itself, is refused with the file's name and what to do."""
    path = written(body)
    with pytest.raises(SchemeError) as caught:
        load_scheme(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert isinstance(caught.value, InputError)


def test_syntax_error_names_the_line(written: Callable[..., Path]) -> None:
    """A syntax error says on which line."""
    path = written(':a a skos:Concept ;\n  skos:prefLabel "A"@en .\n:b nonsense\n')
    with pytest.raises(SchemeError) as caught:
        load_scheme(path)
    assert caught.value.line > 8


@pytest.mark.parametrize("name", ["skills.docx", "skills"])
def test_unknown_format(written: Callable[..., Path], name: str) -> None:
    """A name that tells no RDF format gives an error that lists them."""
    with pytest.raises(SchemeError, match=r"\.ttl, \.rdf"):
        load_scheme(written(SMALL, name))


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is an error of input, not a traceback."""
    with pytest.raises(SchemeError, match="cannot be read"):
        load_scheme(tmp_path / "none.ttl")


def test_contexts_of_json_ld_are_not_fetched(tmp_path: Path) -> None:
    """A JSON-LD file that names a remote context is refused: nothing is fetched."""
    path = tmp_path / "a.jsonld"
    path.write_text('{"@context": "https://example.org/skos.jsonld", "@id": "urn:x:a"}', encoding="utf-8")
    with pytest.raises(SchemeError):
        load_scheme(path)


def test_named_ignores_case_plural_and_hyphens(written: Callable[..., Path]) -> None:
    """A name leads to its concept however it is written."""
    scheme = load_scheme(
        written(':a a skos:Concept ; skos:prefLabel "Front-end frameworks"@en ; skos:altLabel "FE"@en .')
    )
    assert [c.iri for c in scheme.named("front end framework")] == ["urn:x:a"]
    assert [c.iri for c in scheme.named("fe")] == ["urn:x:a"]
    assert scheme.named("backend") == ()


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(
    str.strip
)


@given(
    st.lists(
        st.tuples(names.filter(bool), st.sets(names.filter(bool), max_size=3), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_written_schemes_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, set[str], bool]]
) -> None:
    """Writing and reading a scheme gives the same concepts, whatever is in the labels."""
    concepts = [
        Concept(
            f"urn:x:{i}",
            label,
            tuple(sorted(alternative - {label}, key=lambda s: (s.casefold(), s))),
            broader=(f"urn:x:{i - 1}",) if i and below else (),
            kind="tool" if below else "",
        )
        for i, (label, alternative, below) in enumerate(rows)
    ]
    scheme = Scheme.of(concepts, title="T")
    path = tmp_path_factory.mktemp("scheme") / "a.ttl"
    write_scheme(scheme, path)
    again = load_scheme(path)
    assert dict(again.concepts) == dict(scheme.concepts)
    assert again.title == "T"


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    """A file that cannot be written leaves nothing behind."""
    with pytest.raises(SchemeError, match="no RDF format"):
        write_scheme(Scheme.of([Concept("urn:x:a", "A")]), tmp_path / "a.docx")
    with pytest.raises(SchemeError, match="cannot be written"):
        write_scheme(Scheme.of([Concept("urn:x:a", "A")]), tmp_path / "none" / "a.ttl")
    assert list(tmp_path.iterdir()) == []


def test_long_chains_are_no_circle() -> None:
    """Depth is no limit, and a diamond is no circle."""
    chain = [Concept(f"urn:{i}", str(i), broader=(f"urn:{i + 1}",)) for i in range(5000)]
    diamond = [Concept("urn:d", "d", broader=("urn:1", "urn:2"))]
    assert Scheme.of([*chain, *diamond]).cycle() == []


def test_bundled_scheme_is_sound() -> None:
    """The bundled scheme loads, is a hierarchy and says of each concept what kind it is."""
    scheme = bundled_scheme()
    assert len(scheme) >= 600
    assert scheme.cycle() == []
    assert [c.pref_label for c in scheme if not c.kind] == []
    assert len(scheme.top) < 40
