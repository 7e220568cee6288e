"""Mentions of skills: what counts as one, and what does not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.skills.linker import Linker
from careergraph.data.skills.scheme import GROUP, Concept, Scheme

LANGUAGES = ("urn:languages",)


def tool(name: str, *labels: str, **more: tuple[str, ...]) -> Concept:
    """A concept of kind tool."""
    return Concept(f"urn:{name.lower()}", name, labels, kind="tool", **more)


SCHEME = Scheme.of(
    [
        Concept("urn:languages", "programming languages", kind=GROUP),
        Concept("urn:python", "Python", broader=LANGUAGES, kind="tool"),
        Concept("urn:java", "Java", broader=LANGUAGES, kind="tool"),
        Concept("urn:go", "Go", ("Golang",), (), LANGUAGES, "tool", "", ("Go",), ("language", "Kubernetes")),
        Concept("urn:ruby", "Ruby", broader=LANGUAGES, kind="tool"),
        tool("Excel", ambiguous_labels=("Excel",), contexts=("spreadsheet", "Microsoft", "PowerPoint")),
        tool("PowerPoint"),
        tool("Kubernetes", "K8s"),
        tool("Google Cloud Platform", "GCP"),
        tool("Salesforce", "SFDC"),
        tool("CI/CD", "continuous integration"),
        tool("SOC 2"),
        tool("ELK"),
        Concept("urn:comm", "communication"),
        Concept("urn:written", "written communication"),
        Concept("urn:verbal", "verbal communication"),
        Concept("urn:technical", "technical communication"),
        Concept("urn:pm", "project management"),
        Concept("urn:prog", "programme management"),
        Concept("urn:budget", "budget management"),
        Concept("urn:compiler", "compiler design", ("compiler construction",)),
        Concept("urn:fe", "front-end development"),
        Concept("urn:sales", "sales"),
        Concept("urn:finance", "finance"),
        Concept("urn:testing", "testing"),
        Concept("urn:oss", "open source"),
        Concept("urn:osl", "open source licensing"),
        Concept("urn:ml", "machine learning"),
        Concept("urn:sw", "software development"),
    ]
)


@pytest.fixture(scope="module")
def linker() -> Linker:
    """A linker over a small scheme."""
    return Linker(SCHEME)


def labels(linker: Linker, text: str) -> list[str]:
    """The preferred labels found, in order of their place."""
    return [mention.label for mention in linker.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the longest label, on word boundaries
        ("Knowledge of open source licensing", ["open source licensing"]),
        ("Knowledge of Pythonic javascripting", []),
        # spelling, inflection, hyphens, slashes, numbers
        ("experience managing budgets", ["budget management"]),
        ("You managed a budget", ["budget management"]),
        ("program management", ["programme management"]),
        ("Frontend development", ["front-end development"]),
        ("front end development", ["front-end development"]),
        ("open-source", ["open source"]),
        ("CI / CD", ["CI/CD"]),
        ("SOC2 and soc 2", ["SOC 2", "SOC 2"]),
        ("a test of endurance", []),
        # no label across punctuation
        ("machine, learning", []),
        # coordination
        ("written and verbal communication skills", ["verbal communication", "written communication"]),
        ("written/verbal communication", ["verbal communication", "written communication"]),
        (
            "Excellent written, verbal, and technical communication",
            ["technical communication", "verbal communication", "written communication"],
        ),
        ("project & program management", ["project management", "programme management"]),
        ("compiler design and construction", ["compiler design"]),
        # examples in brackets
        ("log analysis platforms (such as ELK, K8s)", ["ELK", "Kubernetes"]),
        ("Google Cloud Platform (GCP), Salesforce", ["Google Cloud Platform", "Salesforce"]),
        # ambiguous words
        ("Go, the language", ["Go"]),
        ("Python, Go or Java", ["Python", "Go", "Java"]),
        ("go-to-market strategies for a language", []),
        ("Ready to go to Kubernetes conferences", ["Kubernetes"]),
        ("Word, Excel and PowerPoint", ["Excel", "PowerPoint"]),
        ("You excel at PowerPoint", ["PowerPoint"]),
        ("Ruby", ["Ruby"]),
        ("a ruby in the rough", []),
        # not asked
        ("No experience with Python needed", []),
        ("Python is not required", []),
        ("Experience with Java, no Python needed", ["Java"]),
        # people are no skills
        ("Work closely with the sales team", []),
        ("present to finance and sales leaders", []),
        ("Experience in a sales team", ["sales"]),
        ("Experience with sales and finance", ["sales", "finance"]),
        # a degree's field is no skill
        ("Bachelor's degree in Finance or equivalent", []),
        ("A degree in finance, and knowledge of sales", ["sales"]),
        ("", []),
    ],
)
def test_mentions(linker: Linker, text: str, expected: list[str]) -> None:
    """Each text names just these skills."""
    assert sorted(labels(linker, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "preferred"),
    [
        ("Python required, Java experience is a plus", {"Java"}),
        ("Java, Python and Ruby are plusses.", {"Java", "Python", "Ruby"}),
        ("Java (Python preferred)", {"Python"}),
        ("Java, preferably with Kubernetes", {"Kubernetes"}),
        ("Bonus points: Kubernetes and Java", {"Kubernetes", "Java"}),
        ("Java. Kubernetes would be nice to have", {"Kubernetes"}),
        ("Experience with Python preferred", {"Python"}),
        ("Knowledge of Java, but not required", {"Java"}),
        ("Preferred: Java", {"Java"}),
        ("Java, ideally with ELK; Python", {"ELK"}),
        ("Java to the advantage of everybody", set()),
    ],
)
def test_preferences(linker: Linker, text: str, preferred: set[str]) -> None:
    """What a sentence calls a plus is preferred, the rest is not."""
    assert {mention.label for mention in linker.mentions(text) if mention.preferred} == preferred


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "Concise written and verbal communication",
            ["written and verbal communication", "verbal communication"],
        ),
        ("You managed a large-scale budget; you managed the budgets", ["managed the budgets"]),
        ("K8s, frontend  development", ["K8s", "frontend  development"]),
    ],
)
def test_spans(linker: Linker, text: str, spans: list[str]) -> None:
    """A span is the text as it stands, from the name's first word to its last."""
    mentions = linker.mentions(text)
    assert [mention.text for mention in mentions] == spans
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_contexts_may_stand_in_the_sentence_before(linker: Linker) -> None:
    """What an ambiguous word means may be told right before it."""
    assert labels(linker, "We run Kubernetes. Experience with Go is required.") == ["Kubernetes", "Go"]


def test_company_of_the_same_kind_decides(linker: Linker) -> None:
    """In a list of tools a name in lower case is a tool, too."""
    assert labels(linker, "powerpoint and excel") == ["PowerPoint", "Excel"]


def test_groups_are_no_mentions(linker: Linker) -> None:
    """A concept that only groups others is not linked."""
    assert labels(linker, "programming languages") == []


def test_qualifier_in_brackets_is_no_part_of_the_name() -> None:
    """A label's qualifier is left out; where the bare name is a common word, it asks for company."""
    scheme = Scheme.of(
        [Concept("urn:r", "Ruby (computer programming)"), Concept("urn:j", "Java (computer programming)")]
    )
    linker = Linker(scheme)
    assert labels(linker, "Java") == ["Java (computer programming)"]
    assert labels(linker, "A Ruby for the queen") == []
    assert labels(linker, "Ruby programming") == ["Ruby (computer programming)"]


def test_one_label_of_two_concepts() -> None:
    """Of two concepts with a label the one that prefers it is meant, of ambiguous ones that in company."""
    scheme = Scheme.of(
        [
            Concept("urn:a", "Security", ("safety",)),
            Concept("urn:b", "Safety"),
            tool("Apex", ambiguous_labels=("Apex",), contexts=("Salesforce",)),
            Concept("urn:x", "Apex climbing", ("Apex",), ambiguous_labels=("Apex",), contexts=("rock",)),
        ]
    )
    linker = Linker(scheme)
    assert labels(linker, "safety") == ["Safety"]
    assert labels(linker, "Apex on Salesforce") == ["Apex"]
    assert labels(linker, "Apex on rock") == ["Apex climbing"]
    assert labels(linker, "Apex of the company") == []


def test_near_labels() -> None:
    """Words in between, another order and derived words come near a label; other words do not."""
    scheme = Scheme.of(
        [
            Concept("urn:1", "solve problems"),
            Concept("urn:2", "manage relationships with stakeholders"),
            Concept("urn:3", "cost accounting"),
            *(
                Concept(f"urn:x{i}", f"problem {word}")
                for i, word in enumerate(("setting", "fixing", "naming"))
            ),
        ]
    )
    linker = Linker(scheme, near=0.8)
    assert labels(linker, "solving hard problems") == []
    assert labels(Linker(scheme, near=0.5), "solving hard problems") == ["solve problems"]
    (mention,) = linker.mentions("relationship management with all stakeholders")
    assert (mention.label, mention.exact) == ("manage relationships with stakeholders", False)
    assert labels(linker, "accounts of costs") == ["cost accounting"]


def test_escos_alternatives_do_not_count() -> None:
    """ESCO's alternative labels are left out, unless asked for, and may be replaced by a scheme's words."""
    iri = "http://data.europa.eu/esco/skill/1"
    esco = Scheme.of([Concept(iri, "perform tasks of handling", ("process",))])
    own = Scheme.of([Concept("urn:o", "Handling", exact_matches=(iri,))])
    assert labels(Linker(esco), "process, handling") == []
    assert labels(Linker(esco, alternatives=True), "process, handling") == ["perform tasks of handling"]
    (mention,) = Linker(esco, words=own).mentions("process, handling")
    assert (mention.concept, mention.text) == (iri, "handling")


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    """Whatever the text, spans lie in it and the same text gives the same mentions."""
    linker = Linker(SCHEME)
    mentions = linker.mentions(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert list(mentions) == sorted(mentions, key=lambda mention: mention.start)
    assert linker.mentions(text) == mentions


@given(
    st.lists(
        st.sampled_from([label for concept in SCHEME for label in concept.labels]), min_size=1, max_size=4
    )
)
def test_labels_among_filler_are_found(found: list[str]) -> None:
    """A label that is not ambiguous is found wherever it stands."""
    plain = [label for label in found if label not in ("Go", "Excel", "programming languages")]
    text = "; ".join(f"Expertise in {label}" for label in plain)
    linker = Linker(SCHEME)
    for label in plain:
        concept = SCHEME.named(label)[0]
        assert concept.iri in {mention.concept for mention in linker.mentions(text)}


def test_reading_schemes_does_not_load_the_matcher() -> None:
    """Only linking loads the automaton."""
    code = (
        "import sys;"
        "import careergraph.data.skills.reading, careergraph.data.skills.esco, careergraph.data.skills.facts;"
        "sys.exit('ahocorasick_rs' in sys.modules or 'rdflib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_praise_is_no_part_of_the_span() -> None:
    """A span begins with the skill, even where the label begins with how well it is known."""
    linker = Linker(
        Scheme.of([Concept("urn:a", "Analysis", ("strong analytical skills", "ability to analyze"))])
    )
    assert [m.text for m in linker.mentions("Strong analytical skills, the ability to analyze")] == [
        "analytical skills",
        "analyze",
    ]
