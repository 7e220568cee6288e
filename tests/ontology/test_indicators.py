"""Which definition a page means by the name and link of an indicator, and what is written of it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from careergraph.data.records import Corpus, Indicator, IndicatorDefinition, Origin, Page, Role, Said
from careergraph.ontology.definitions import definition_quads
from careergraph.ontology.minting import Minter
from careergraph.ontology.namespaces import CG, DCTERMS, PROV, RDF, SKOS
from careergraph.ontology.origins import origin_quads

BASE = "https://careers.example/"
KPI = "/handbook/kpi/"


def defined(name: str, line: int, base_path: str = KPI, target: str = "") -> IndicatorDefinition:
    """An entry of kpi.yml that begins on ``line``."""
    said = Said(target, line + 2) if target else None
    return IndicatorDefinition(name, "kpi.yml", line, base_path, Said(f"What {name} is.", line + 1), said)


def corpus(uses: list[tuple[str, str | None]], *definitions: IndicatorDefinition) -> Corpus:
    """A page with one role, measured by the indicators given as (name, link), and definitions."""
    listed = tuple(Indicator(name, 20 + number, link) for number, (name, link) in enumerate(uses))
    page = Page("sales/rep.md", "Rep", is_job_family=True, roles=(Role("Rep", 5, indicators=listed),))
    return Corpus((page,), definitions=definitions)


MTTP = defined("Mean Time To Production (MTTP)", 1)
RATE = defined("Support Team MR Rate", 10)
NARROW = defined("Support Handbook MR Rate", 20)
SHARE = defined("% of women", 30)
SAME = defined("Mean Time To Production (MTTP)", 40, "/handbook/other/")


@pytest.mark.parametrize(
    ("name", "link", "definitions", "expected"),
    [
        ("Anything", f"{KPI}#mean-time-to-production-mttp", (MTTP,), MTTP),
        ("Anything", f"https://example.com{KPI}index.html#mean-time-to-production-mttp", (MTTP,), MTTP),
        ("Mean time to production", f"{KPI}#moved", (MTTP,), MTTP),
        ("mean time-to-production (MTTP).", None, (MTTP,), MTTP),
        ("Mean Time to Production", None, (MTTP, RATE), MTTP),
        ("Percentage of women", None, (SHARE,), SHARE),
        ("Team MR rate", f"{KPI}#gone", (RATE, NARROW), RATE),
        ("MR rate", f"{KPI}#gone", (RATE, NARROW), None),  # the end of two names
        ("Team MR rate", None, (RATE,), None),  # without a link only the whole name tells
        ("Mean Time To Production (MTTP)", "/handbook/elsewhere/#x", (MTTP,), None),
        ("Mean Time To Production (MTTP)", None, (MTTP, SAME), None),
        ("Mean Time To Production (MTTP)", "/handbook/other/#old", (MTTP, SAME), SAME),
    ],
)
def test_what_a_page_means(
    name: str,
    link: str | None,
    definitions: tuple[IndicatorDefinition, ...],
    expected: IndicatorDefinition | None,
) -> None:
    """The linked heading decides, then the name on the linked page; without a link, a name that is unique."""
    given = corpus([(name, link)], *definitions)
    minter = Minter(given)
    found = minter.definitions.get(minter.indicator("sales/rep.md", Indicator(name, 20, link)))
    assert found is expected


def test_uses_of_a_definition_are_one_indicator() -> None:
    """Whether linked or not, and however spelt, the indicator is one, called as its definition calls it."""
    uses = [("MTTP of ours", f"{KPI}#mean-time-to-production-mttp"), ("Mean time to production", None)]
    minter = Minter(corpus(uses, MTTP))
    assert minter.indicators == {
        f"{BASE}indicator/handbook/kpi#mean-time-to-production-mttp": (
            "Mean Time To Production (MTTP)",
            "MTTP of ours",
            "Mean time to production",
        )
    }


def test_two_uses_of_one_link() -> None:
    """Where a list gives one link to two indicators, their names tell which is defined."""
    link = f"{KPI}#mean-time-to-production-mttp"
    minter = Minter(corpus([("Mean Time To Production", link), ("Support Team MR Rate", link)], MTTP, RATE))
    assert [
        minter.definitions[minter.indicator("sales/rep.md", Indicator(name, 20, link))]
        for name in ("Mean Time To Production", "Support Team MR Rate")
    ] == [MTTP, RATE]


def test_dead_links_names_of_several_and_duplicates_are_told() -> None:
    """Each finding has its place; a name that no file defines and a link elsewhere are nothing odd."""
    uses = [
        ("Gone", f"{KPI}#gone"),
        ("Gone", f"{KPI}#gone"),
        ("Mean Time To Production (MTTP)", None),
        ("Morale", None),
        ("Churn", "/handbook/elsewhere/#churn"),
    ]
    again = defined("Support Team MR Rate", 60)
    minter = Minter(corpus(uses, MTTP, SAME, RATE, again))
    assert [(one.code, one.path, one.line) for one in minter.indicator_findings] == [
        ("duplicate-indicator", "kpi.yml", 60),
        ("undefined-indicator", "sales/rep.md", 20),
        ("undefined-indicator", "sales/rep.md", 22),
    ]


def test_what_is_stated_and_what_is_read_stand_apart() -> None:
    """Words are in the default graph, their reading among what is inferred; both cite lines."""
    one = IndicatorDefinition(
        "Wait",
        "kpi.yml",
        1,
        KPI,
        Said("Hours until an answer.", 2),
        Said("Between 2 and 8 hours", 3),
        Said("Support", 4),
        Said("false", 5),
    )
    given = corpus([("Wait", None)], one)
    minter = Minter(given)
    store = ox.Store()
    store.extend(definition_quads(minter))
    node = ox.NamedNode(f"{BASE}indicator/handbook/kpi#wait")

    def values(graph: ox.DefaultGraph | ox.NamedNode) -> dict[str, str]:
        return {
            quad.predicate.value.rpartition("#")[2]: quad.object.value
            for quad in store.quads_for_pattern(node, None, None, graph)
            if quad.predicate != PROV.wasDerivedFrom
        }

    assert values(ox.DefaultGraph()) == {
        "definition": "Hours until an answer.",
        "target": "Between 2 and 8 hours",
        "departmentText": "Support",
        "isKey": "false",
    }
    assert values(ox.NamedNode(minter.inferred)) == {
        "direction": CG.WithinRange.value,
        "targetMinimum": "2",
        "targetMaximum": "8",
        "unit": "hours",
    }
    cited = {
        statement.subject.value: {
            line.object.value
            for line in store.quads_for_pattern(statement.subject, PROV.wasDerivedFrom, None)
        }
        for statement in store.quads_for_pattern(None, RDF.subject, node)
    }
    assert len(cited) == 8
    assert cited[f"{BASE}page/kpi.yml#L2-definition"] == {f"{BASE}page/kpi.yml#L2"}
    assert cited[f"{BASE}page/kpi.yml#L3-direction"] == {f"{BASE}page/kpi.yml#L3"}


def test_a_definition_that_no_page_uses_is_kept() -> None:
    """It says something; one without definition and target says nothing and is left out."""
    bare = IndicatorDefinition("Bare", "kpi.yml", 50, KPI)
    minter = Minter(corpus([], MTTP, bare))
    assert list(minter.indicators.values()) == [("Mean Time To Production (MTTP)",)]
    assert {quad.object.value for quad in definition_quads(minter) if quad.predicate == SKOS.definition} == {
        "What Mean Time To Production (MTTP) is."
    }


def test_origin() -> None:
    """A handbook is a collection of its pages, with source, date and licence typed by what they are."""
    origin = Origin(
        "README.md",
        Said("https://example.com/handbook/", 2),
        Said("Handbook", 3),
        Said("2022-11", 4),
        Said("CC BY", 5),
        ("a.md",),
    )
    store = ox.Store()
    store.extend(origin_quads([origin], Minter(corpus([]))))
    node = ox.NamedNode(f"{BASE}page/README.md#handbook")

    def value(predicate: ox.NamedNode) -> object:
        [quad] = store.quads_for_pattern(node, predicate, None)
        return quad.object

    assert value(RDF.type) == PROV.Collection
    assert value(PROV.hadPrimarySource) == ox.NamedNode("https://example.com/handbook/")
    month = ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    assert value(DCTERMS.date) == ox.Literal("2022-11", datatype=month)
    assert value(DCTERMS.license) == ox.Literal("CC BY")
    assert value(PROV.hadMember) == ox.NamedNode(f"{BASE}page/a.md")
    sourced = ox.NamedNode(f"{BASE}page/README.md#L2-hadPrimarySource")
    assert any(
        store.quads_for_pattern(sourced, PROV.wasDerivedFrom, ox.NamedNode(f"{BASE}page/README.md#L2"))
    )
