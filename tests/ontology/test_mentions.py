"""What items name, as quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from careergraph.data.records import Corpus, Item, Page, Role, Specialty
from careergraph.data.skills.linker import Linker
from careergraph.data.skills.scheme import Concept, Scheme
from careergraph.ontology.concepts import concept_quads, information_content
from careergraph.ontology.mentions import MentionWriter
from careergraph.ontology.minting import Minter
from careergraph.ontology.namespaces import CG, SCHEMA, SKOS
from careergraph.ontology.triples import corpus_quads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from careergraph.ontology.placing import PlacedItem

S = "https://skills.example/"
SCHEME = Scheme.of(
    [
        Concept(S + "databases", "databases", broader=(S + "it",)),
        Concept(S + "it", "IT", broader=()),
        Concept(S + "sql", "SQL", broader=(S + "databases",)),
        Concept(S + "rust", "Rust", broader=(S + "it",)),
        Concept(S + "mentoring", "mentoring"),
    ]
)


def written(**lists: tuple[Item, ...]) -> tuple[list[Quad], MentionWriter]:
    """The quads of what one role's items name, and the writer."""
    page = Page("a.md", "A", is_job_family=True, roles=(Role("Clerk", 3, heading="Clerk", **lists),))  # type: ignore[arg-type]
    placed: list[PlacedItem] = []
    corpus = Corpus((page,))
    list(corpus_quads(corpus, Minter(corpus), None, placed))
    writer = MentionWriter(Linker(SCHEME))
    return writer.quads(placed), writer


def values(quads: Iterable[Quad], predicate: NamedNode) -> list[str]:
    """The objects of a property as strings, without what IRIs start with."""
    return sorted(quad.object.value.removeprefix(S) for quad in quads if quad.predicate == predicate)


def test_a_mention_tells_item_skill_and_place() -> None:
    """The words of a mention are where its offsets say, also behind signs of more than two bytes."""
    text = "🎉 Knows SQL"
    quads, writer = written(requirements=(Item(text, 5, 5),))
    mention = NamedNode("https://careers.example/a#L5-requirement-skill-1")
    said = {quad.predicate: quad.object for quad in quads if quad.subject == mention}
    assert said[CG.inItem] == NamedNode("https://careers.example/a#L5-requirement")
    assert said[CG.skill] == NamedNode(S + "sql")
    assert text[int(said[CG.spanStart].value) : int(said[CG.spanEnd].value)] == "SQL"
    assert CG.weight not in said
    assert (writer.mentions, writer.skills) == (1, {S + "sql"})


@pytest.mark.parametrize(
    ("kind", "text", "required", "preferred", "weights"),
    [
        ("requirements", "SQL", ["sql"], [], []),
        ("requirements", "SQL, Rust is a plus", ["sql"], ["rust"], ["0.5"]),
        ("nice_to_haves", "SQL", [], ["sql"], []),
        ("responsibilities", "Mentoring", [], [], []),
    ],
)
def test_shortcuts_follow_the_strength(
    kind: str, text: str, required: list[str], preferred: list[str], weights: list[str]
) -> None:
    """Requirements require, what is a plus or nice to have is preferred, duties give no shortcut."""
    quads, _ = written(**{kind: (Item(text, 5, 5),)})
    assert values(quads, CG.requiresSkill) == required
    assert values(quads, CG.prefersSkill) == preferred
    assert values(quads, CG.weight) == weights
    assert values(quads, CG.skill)


def test_what_is_required_is_not_preferred_as_well() -> None:
    """A skill that a role requires here and welcomes there is required."""
    quads, _ = written(requirements=(Item("SQL", 5, 5),), nice_to_haves=(Item("SQL", 7, 7),))
    assert (values(quads, CG.requiresSkill), values(quads, CG.prefersSkill)) == (["sql"], [])


def test_nested_items_speak_for_the_role() -> None:
    """A skill in a nested item is one that the role requires, and the mention is in the nested item."""
    quads, _ = written(requirements=(Item("One of:", 5, 7, nested=(Item("Rust", 6, 6), Item("SQL", 7, 7))),))
    assert values(quads, CG.requiresSkill) == ["rust", "sql"]
    assert [iri.rpartition("#")[2] for iri in values(quads, CG.inItem)] == [
        "L6-requirement",
        "L7-requirement",
    ]


def test_an_item_of_two_holders_is_described_once() -> None:
    """What is said of a role and of its specialty has one mention and two shortcuts."""
    shared = (Item("SQL", 5, 5),)
    page = Page(
        "a.md",
        "A",
        is_job_family=True,
        roles=(Role("Clerk", 3, heading="Clerk", requirements=shared),),
        specialties=(Specialty("Clerk", 3, requirements=shared),),
    )
    corpus, placed = Corpus((page,)), []
    list(corpus_quads(corpus, Minter(corpus), None, placed))
    quads = MentionWriter(Linker(SCHEME)).quads(placed)
    assert len(values(quads, CG.inItem)) == 1
    assert len(values(quads, CG.requiresSkill)) == 2
    assert len(set(quads)) == len(quads)


def test_years_degrees_and_languages_are_facts() -> None:
    """They stand in schema.org's terms, each with its words."""
    quads, _ = written(
        requirements=(Item("5+ years of experience; BA or equivalent experience; fluent in German", 5, 5),)
    )
    assert values(quads, SCHEMA.monthsOfExperience) == ["60"]
    assert values(quads, SCHEMA.credentialCategory) == ["bachelor"]
    assert values(quads, SCHEMA.experienceInPlaceOfEducation) == ["true"]
    assert values(quads, CG.languageLevel) == ["fluent"]
    assert len(values(quads, CG.asWritten)) == 3


def test_responsibilities_ask_for_no_years() -> None:
    """A length of time in a duty is no experience that is asked for."""
    quads, _ = written(responsibilities=(Item("5 years of experience with SQL are welcome", 5, 5),))
    assert values(quads, SCHEMA.monthsOfExperience) == []


def test_concepts_come_with_all_that_is_broader() -> None:
    """Of a scheme, a graph holds the skills that it uses and what is above them, and nothing else."""
    corpus = Corpus(())
    quads = list(concept_quads(SCHEME, {S + "sql"}, Minter(corpus)))
    assert values(quads, SKOS.prefLabel) == ["IT", "SQL", "databases"]
    assert values(quads, SKOS.broader) == ["databases", "it"]
    assert {quad.graph_name for quad in quads} == {NamedNode("https://careers.example/graph/skills")}


def test_information_content_is_that_of_the_whole_scheme() -> None:
    """The more concepts are narrower, the less special is one; leaves are most special."""
    special = information_content(SCHEME)
    assert special[S + "sql"] == special[S + "mentoring"] == 1.0
    assert 0 < special[S + "it"] < special[S + "databases"] < 1
    assert information_content(Scheme.of([Concept("only", "only")])) == {"only": 1.0}
