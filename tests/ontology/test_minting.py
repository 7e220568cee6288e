"""IRIs of a whole corpus: unique, valid, and the same whatever else is read."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from careergraph.data.records import Corpus, Indicator, Page, Role, Specialty
from careergraph.ontology.minting import Minter

if TYPE_CHECKING:
    import random

TITLES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.sampled_from(["Senior", "senior", "Specialty Senior", "Senior-2", "L12", "???", "C++", "C#"]),
)
PARTS = st.sampled_from(
    ["sales", "grade", "page", "a b", "index", "_index", "ä", "a\u0308", "sales.md", "..", "\udcff"]
)
PATHS = st.builds(
    lambda folders, name, suffix: "/".join([*folders, name + suffix]),
    st.lists(PARTS, max_size=3),
    PARTS,
    st.sampled_from([".md", ".html.md", ".html.md.erb"]),
)
PAGES = st.builds(
    lambda path, titles, specialties, department, family: Page(
        path=path,
        family="Any",
        is_job_family=family,
        department=department,
        roles=tuple(Role(title, line) for line, title in enumerate(titles, 2)),
        specialties=tuple(Specialty(name, line) for line, name in enumerate(specialties, 20)),
        segments=tuple(Specialty(name, line) for line, name in enumerate(specialties, 40)),
    ),
    PATHS,
    st.lists(TITLES, max_size=4),
    st.lists(TITLES, max_size=3),
    st.sampled_from(["", "Sales", "sales", "???"]),
    st.booleans(),
)
CORPORA = st.lists(PAGES, max_size=6, unique_by=lambda page: page.path)
BASES = st.sampled_from(
    ["https://careers.example/", "https://careers.example/terms#", "urn:example:careers/"]
)


def page(path: str, *titles: str, **more: object) -> Page:
    """A job family with roles of these titles."""
    roles = tuple(Role(title, line) for line, title in enumerate(titles, 2))
    return replace(Page(path, "Any", is_job_family=True, roles=roles), **more)


def all_iris(pages: list[Page], minter: Minter) -> list[str]:
    """Everything that the pages describe, once each."""
    names = [minter.names(page.path) for page in pages]
    return [
        *chain.from_iterable((n.family, *n.roles, *n.specialties, *n.segments) for n in names),
        *(minter.page(page.path) for page in pages),
        *minter.departments,
    ]


@given(CORPORA, BASES)
def test_iris_are_unique_and_valid(pages: list[Page], base: str) -> None:
    """Whatever the paths and titles are, no two things share an IRI, and a store takes each."""
    iris = all_iris(pages, Minter(Corpus(tuple(pages)), base))
    assert len(set(iris)) == len(iris)
    for iri in iris:
        assert NamedNode(iri).value.startswith(base)


@given(CORPORA, st.randoms(use_true_random=False))
def test_order_of_pages_does_not_matter(pages: list[Page], chance: random.Random) -> None:
    """The same pages in another order have the same IRIs."""
    shuffled = chance.sample(pages, len(pages))
    one, other = (Minter(Corpus(tuple(each))) for each in (pages, shuffled))
    assert all_iris(pages, one) == all_iris(pages, other)


@given(CORPORA)
def test_pages_of_other_addresses_do_not_matter(pages: list[Page]) -> None:
    """A page read alone has the IRIs that it has among others, unless one of them has the same address."""
    together = Minter(Corpus(tuple(pages)))
    for each in pages:
        alone = Minter(Corpus((each,)))
        if sum(alone.family(each.path) == Minter(Corpus((p,))).family(p.path) for p in pages) == 1:
            assert together.names(each.path) == alone.names(each.path)


def test_readable() -> None:
    """A role's IRI reads like the page and the title."""
    one = page(
        "job-families/sales/solutions/index.html.md", "Solutions Architect", "Manager, Solutions Architects"
    )
    minter = Minter(Corpus((one,)))
    assert minter.family(one.path) == "https://careers.example/job-families/sales/solutions"
    assert minter.role(one, one.roles[1]) == (
        "https://careers.example/job-families/sales/solutions#manager-solutions-architects"
    )
    assert minter.line(one.path, 12) == (
        "https://careers.example/page/job-families/sales/solutions/index.html.md#L12"
    )
    assert minter.grade("9.5") == "https://careers.example/grade/9.5"


def test_same_titles_are_numbered_in_order() -> None:
    """Roles of one title on a page are told apart by a number, the first keeps the plain name."""
    one = page("x.md", "Engineer", "Engineer", "engineer!", "Engineer 2")
    assert [iri.partition("#")[2] for iri in Minter(Corpus((one,))).names("x.md").roles] == [
        "engineer",
        "engineer-2",
        "engineer-3",
        "engineer-2-2",
    ]


def test_two_pages_of_one_address() -> None:
    """The folder's own page keeps the address, the other one is told by its file name."""
    pages = (page("sales.md"), page("sales/_index.md"), page("sales/index.html.md"))
    minter = Minter(Corpus(pages))
    assert [minter.family(p.path).removeprefix(minter.base) for p in pages] == [
        "sales.md",
        "sales",
        "sales/index.html.md",
    ]


def test_two_pages_of_one_path() -> None:
    """Two records of one path would share every IRI, so they are refused."""
    with pytest.raises(ValueError, match=r"sales\.md"):
        Minter(Corpus((page("sales.md"), page("sales.md", "Manager"))))


def test_role_that_is_not_there() -> None:
    """A role of another page is refused instead of named wrongly."""
    one = page("x.md", "Engineer")
    with pytest.raises(ValueError, match="not in"):
        Minter(Corpus((one,))).role(one, Role("Manager", 9))


def test_department_is_the_folder_above() -> None:
    """Families that stand below another family are in the same department, folders in folders are parts."""
    paths = [
        "jobs/finance/controller/index.md",
        "jobs/finance/controller/treasury/index.md",
        "jobs/engineering/infrastructure/reliability.md",
        "jobs/engineering/support.md",
        "jobs/chief/index.md",
    ]
    minter = Minter(Corpus(tuple(page(path) for path in paths)))
    found = [minter.department(path) for path in paths]
    assert [each and each.label for each in found] == [
        "Finance",
        "Finance",
        "Infrastructure",
        "Engineering",
        None,
    ]
    assert found[2]
    assert found[3]
    assert found[2].parent == found[3].iri == "https://careers.example/department/jobs/engineering"


@pytest.mark.parametrize("folder", ["sales/", "jobs/sales/"])
def test_single_department(folder: str) -> None:
    """If only one department's pages are read, their folder is still the department."""
    minter = Minter(Corpus((page(f"{folder}a.md"), page(f"{folder}b.md"), page(f"{folder}b/c.md"))))
    assert {department.label for department in minter.departments.values()} == {"Sales"}


def test_family_of_the_folder_of_a_department() -> None:
    """A department whose folder has a page of its own is one all the same."""
    minter = Minter(
        Corpus((page("jobs/product/_index.md"), page("jobs/product/pricing.md"), page("jobs/it/a.md")))
    )
    found = minter.department("jobs/product/pricing.md")
    assert found
    assert found.label == "Product"


def test_department_that_the_page_names() -> None:
    """A page's own word for its department names the folder's if they agree, else another department."""
    pages = (
        page("it/a.md"),
        page("it/b.md", department="I.T."),
        page("it/c.md", department="Security"),
        page("hr/d.md"),
    )
    minter = Minter(Corpus(pages))
    found = [minter.department(each.path) for each in pages]
    assert [each and each.label for each in found] == ["I.T.", "I.T.", "Security", "Hr"]


def uses(*pages: tuple[Indicator, ...]) -> list[str]:
    """The IRIs of indicators, listed page by page."""
    described = [page(f"d/p{n}.md", indicators=listed) for n, listed in enumerate(pages)]
    minter = Minter(Corpus(tuple(described)))
    return [
        minter.indicator(each.path, use).removeprefix(minter.base)
        for each in described
        for use in each.indicators
    ]


def test_indicators_of_one_link() -> None:
    """An indicator that pages link alike and name differently is one node, named as most pages do."""
    listed = (
        (Indicator("Hires vs. Plan", 3, "/kpi/#hires"),),
        (Indicator("Hire vs Plan", 3, "https://handbook.example/kpi/#hires"),),
        (Indicator("Hire vs Plan", 9, "../kpi/index.html#hires"),),
    )
    assert set(uses(*listed)) == {"indicator/kpi#hires"}
    described = tuple(page(f"d/p{n}.md", indicators=each) for n, each in enumerate(listed))
    assert Minter(Corpus(described)).indicators == {
        "https://careers.example/indicator/kpi#hires": ("Hire vs Plan", "Hires vs. Plan")
    }


def test_indicators_that_share_a_link() -> None:
    """A link that one list gives to two indicators does not make them one."""
    bookings, revenue = Indicator("Bookings", 3, "/sales/#plan"), Indicator("Revenue", 4, "/sales/#plan")
    assert uses((bookings, revenue), (revenue,)) == [
        "indicator/sales#plan-bookings",
        "indicator/sales#plan-revenue",
        "indicator/sales#plan-revenue",
    ]


def test_indicators_without_a_telling_link() -> None:
    """Without a heading in the link the name tells indicators apart, on all pages."""
    assert uses(
        (Indicator("Retention", 3), Indicator("Hiring", 4, "/kpi/")),
        (Indicator("retention", 8), Indicator("Pay", 9, "/kpi/")),
    ) == ["indicator/retention", "indicator/kpi#hiring", "indicator/retention", "indicator/kpi#pay"]


@given(st.lists(PATHS, min_size=4, max_size=4), BASES)
def test_moves_are_told_apart(paths: list[str], base: str) -> None:
    """Two moves have one IRI only if they have the same ends."""
    pages = {path: page(path, "Senior--Manager") for path in paths}
    minter = Minter(Corpus(tuple(pages.values())), base)
    a, b, c, d = (minter.names(path).roles[0] for path in paths)
    one, other = (minter.move(*ends, "promotion", "stated") for ends in ((a, b), (c, d)))
    NamedNode(one)
    assert (one == other) == ((a, b) == (c, d))
    assert minter.move(a, b, "promotion", "inferred") != one
