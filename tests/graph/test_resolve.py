"""Names on pages are resolved to roles and families, or left as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from careergraph.data.records import Corpus, Page, Role
from careergraph.graph.links import LinkIndex
from careergraph.graph.resolve import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def pages(make_page: Callable[..., Page]) -> dict[str, Page]:
    """A handbook of a few departments."""
    made = [
        make_page(
            "sales/field-events/index.html.md",
            "Field Events",
            [
                ("Field Events Manager", "6"),
                ("Senior Field Events Manager", "7"),
                ("Manager, Field Events", "8"),
            ],
            specialties=["Public Sector"],
        ),
        make_page(
            "sales/director-of-field-events/index.html.md.erb",
            "Director of Field Events",
            [("Director of Field Events", "10"), ("Senior Director, Field Events", "11")],
        ),
        make_page("sales/vp-of-sales/_index.md", "VP of Sales", [("VP, Sales", "12")]),
        make_page(
            "engineering/security/index.html.md",
            "Security",
            [
                ("Security Engineer (Intermediate)", "6"),
                ("Senior Security Engineer", "7"),
                ("Manager, Security", "8"),
                ("Director, Security Operations", "10"),
            ],
        ),
        make_page("engineering/support.md", "Support Engineer", [("Support Engineer", "6")]),
        make_page("finance/support.md", "Support Engineer", [("Support Engineer", "5")]),
    ]
    return {page.path: page for page in made}


@pytest.fixture(scope="module")
def resolver(pages: dict[str, Page]) -> Resolver:
    """Resolves names against that handbook."""
    return Resolver(Corpus(tuple(pages.values())))


BELOW = "sales/field-events"
DIRECTOR = "sales/director-of-field-events"
SENIOR_TITLE = "Senior Director, Field Events"
SENIOR_MANAGER = "Senior Field Events Manager"
SENIOR = "senior-director-field-events"
EVENTS = f"{BELOW}/index.html.md"
SECURITY = "engineering/security/index.html.md"


@pytest.mark.parametrize(
    ("name", "on", "meant"),
    [
        ("Director of Security Operations", EVENTS, "Director, Security Operations"),
        ("Director Security Operations", SECURITY, "Director, Security Operations"),
        ("Security Operations Director", EVENTS, "Director, Security Operations"),
        ("Sr Security Engineer", EVENTS, "Senior Security Engineer"),
        ("Vice President of Sales", SECURITY, "VP, Sales"),
        ("Security Engineer", SECURITY, "Security Engineer (Intermediate)"),
        ("Field Events Manager", EVENTS, "Field Events Manager"),
        ("Manager of Field Events", EVENTS, "Manager, Field Events"),
        ("Snr. Secuirty Engineer", SECURITY, "Senior Security Engineer"),
        ("Security Manager", SECURITY, "Manager, Security"),
    ],
)
def test_titles_find_their_role(
    resolver: Resolver, pages: dict[str, Page], name: str, on: str, meant: str
) -> None:
    """A title is found in another spelling, word order, or with a typo."""
    found = resolver.resolve(name, pages[on])
    assert found.place is not None
    assert found.place.role is not None
    assert found.place.title == meant


@pytest.mark.parametrize(
    ("name", "link", "path", "meant"),
    [
        ("Director of Field Events", f"/jobs/{DIRECTOR}/", None, "Director of Field Events"),
        ("the director", f"https://x.example/{DIRECTOR}/index.html#{SENIOR}", None, SENIOR_TITLE),
        ("Senior Director", "../director-of-field-events/", EVENTS, "Senior Director, Field Events"),
        ("Leadership", f"/jobs/{DIRECTOR}", None, "Director of Field Events"),
        ("Senior", "#senior-field-events-manager", EVENTS, "Senior Field Events Manager"),
        ("Sales", "/job-families/sales/VP-of-Sales/", None, "VP, Sales"),
        ("Senior Public Sector Field Events Manager", f"/{BELOW}/#public-sector", None, SENIOR_MANAGER),
        ("Senior Conference Director", f"/jobs/{DIRECTOR}", None, SENIOR_TITLE),
        ("Conference Manager", f"/{BELOW}/", None, "Field Events"),
        ("Director of Field Events", f"/jobs/{DIRECTOR}#gone", None, "Director of Field Events"),
    ],
)  # fmt: skip
def test_links_find_their_role_or_family(  # noqa: PLR0917 - what is given, and what shall come out
    resolver: Resolver, pages: dict[str, Page], name: str, link: str, path: str | None, meant: str
) -> None:
    """A link is followed, with a host or without, relative or not, and read together with its text."""
    found = resolver.resolve(name, pages[path or SECURITY], link=link)
    assert found.place is not None
    assert found.place.title == meant


def test_text_wins_over_the_fragment_and_says_so(resolver: Resolver, pages: dict[str, Page]) -> None:
    """A text that names another role of the linked page than its fragment picks that role, with a finding."""
    found = resolver.resolve(
        "Manager, Field Events",
        pages[SECURITY],
        link="/job-families/sales/field-events/#field-events-manager",
    )
    assert found.place is not None
    assert found.place.title == "Manager, Field Events"
    assert found.code == "link-and-text-differ"


def test_a_moved_page_is_found_by_its_own_name(resolver: Resolver, pages: dict[str, Page]) -> None:
    """A link into a folder of another name still finds the only page so called, with a finding."""
    found = resolver.resolve(
        "Director of Field Events", pages[SECURITY], link="/old-place/director-of-field-events/"
    )
    assert found.place is not None
    assert found.code == "moved-page"


def test_what_fits_two_pages_is_not_guessed(resolver: Resolver, pages: dict[str, Page]) -> None:
    """A title of two pages stays a name elsewhere; in its own department it is the one there."""
    elsewhere = resolver.resolve("Support Engineer", pages[EVENTS])
    assert elsewhere.place is None
    assert elsewhere.code == "ambiguous-name"
    assert "engineering/support.md" in elsewhere.message
    assert "finance/support.md" in elsewhere.message
    nearby = resolver.resolve("Support Engineer", pages[SECURITY])
    assert nearby.place is not None
    assert nearby.place.page.path == "engineering/support.md"


@pytest.mark.parametrize("name", ["Director of Catering", "VP", "Staff Security Engineer", "Chef", "", "?"])
def test_what_no_page_describes_stays_a_name(resolver: Resolver, pages: dict[str, Page], name: str) -> None:
    """Another level, another field or no words at all is not taken for the nearest role."""
    found = resolver.resolve(name, pages[EVENTS])
    assert found.place is None
    assert found.code == "unresolved-name"


def test_level_words_mean_the_role_of_the_ladder_they_stand_in(
    resolver: Resolver, pages: dict[str, Page]
) -> None:
    """A mere level is the role of this level on the page, or the one with the field of the statement."""
    on_page = resolver.resolve("Senior", pages[SECURITY])
    assert on_page.place is not None
    assert on_page.place.title == "Senior Security Engineer"
    people = resolver.resolve("Manager", pages[EVENTS])
    assert people.place is not None
    assert people.place.title == "Manager, Field Events"
    by_field = resolver.resolve("Senior Director", pages[EVENTS], near="Manager, Field Events")
    assert by_field.place is not None
    assert by_field.place.title == "Senior Director, Field Events"


@pytest.mark.parametrize(
    ("name", "sentence", "is_family"),
    [
        ("Field Events", "The next step for the Field Events job family is open.", True),
        ("Field Events Manager", "The Field Events Manager Job Family moves on.", True),
        ("Field Events Manager", "The Feild Events Manager Job Family moves on.", True),
        ("Field Events Manager", "The Field Events Manager moves on.", False),
        ("Senior Field Events Manager", "The Senior Field Events Manager job family moves on.", False),
        ("individual contributors", "For individual contributors, next is management.", True),
    ],
)
def test_a_family_is_meant_where_the_sentence_says_so(
    resolver: Resolver, pages: dict[str, Page], name: str, sentence: str, is_family: bool
) -> None:
    """With "... job family" a base title means the family; a title with a level stays a role."""
    found = resolver.resolve(name, pages[EVENTS], sentence=sentence)
    assert found.place is not None
    assert (found.place.role is None) is is_family


def test_a_link_to_a_page_without_that_level_means_the_title(
    resolver: Resolver, pages: dict[str, Page]
) -> None:
    """A link to a page that has nobody of the level yields to a title found elsewhere, with a finding."""
    found = resolver.resolve(
        "Director, Security Operations", pages[EVENTS], link="/job-families/sales/field-events/"
    )
    assert found.place is not None
    assert found.place.page.path == SECURITY
    assert found.code == "link-and-text-differ"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "mailto:a@b.example",
        "http://[broken",
        "/",
        "#",
        "/handbook/values/",
        "https://x.example/sales/",
        "data:x",
    ],
)
def test_links_to_no_page_lead_nowhere(pages: dict[str, Page], link: str) -> None:
    """What leads to no page that was read is no destination, however it is written."""
    assert LinkIndex(pages.values()).find(link, pages[EVENTS]) is None


def test_initials_are_understood_on_the_page_that_spells_them_out(make_page: Callable[..., Page]) -> None:
    """Initials stand for the words of a title on its own page, and for nothing elsewhere."""
    services = make_page("sales/services.md", "Services", [("Director of Professional Services", "10")])
    other = make_page("sales/other.md", "Other", [("Clerk", "4")])
    resolver = Resolver(Corpus((services, other)))
    found = resolver.resolve("Director of PS", services)
    assert found.place is not None
    assert found.place.title == "Director of Professional Services"
    assert resolver.resolve("Director of PS", other).place is None


def test_initials_in_capitals_are_understood_everywhere(make_page: Callable[..., Page]) -> None:
    """A word in capitals is the one title with these initials; where several have them, it stays a name."""
    officer = make_page("finance/officer.md", "Accounting", [("Principal Accounting Officer", "12")])
    other = make_page("sales/clerk.md", "Clerk", [("Clerk", "4")])
    twin = make_page("legal/owner.md", "Audit", [("Permanent Audit Owner", "9")])
    found = Resolver(Corpus((officer, other))).resolve("PAO", other)
    assert found.place is not None
    assert found.place.page is officer
    assert Resolver(Corpus((officer, other, twin))).resolve("PAO", other).place is None
    assert Resolver(Corpus((officer, other))).resolve("pao", other).place is None


def test_roles_of_one_title_on_one_page_are_told_apart_by_their_lines(
    make_page: Callable[..., Page], make_role: Callable[..., Role]
) -> None:
    """Two roles of the same title on a page are both candidates."""
    twice = make_page("a.md", "A", [make_role("Clerk", "4", line=10), make_role("Clerk", "5", line=20)])
    found = Resolver(Corpus((twice,))).resolve("Clerk", twice)
    assert found.place is None
    assert {str(place) for place in found.candidates} == {"Clerk (a.md:10)", "Clerk (a.md:20)"}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Senior Manager, Design Research", "Senior Manager, Product Design Research"),
        ("Director, Product Design", None),
        ("Director of Design", "Director, Design"),
        ("Director of Studio Design", "Director, Design"),
        ("Director of Kitchen Design", None),
        ("Manager of Product", None),
    ],
)
def test_on_a_page_a_title_may_say_more_or_less_of_the_field(
    make_page: Callable[..., Page], name: str, meant: str | None
) -> None:
    """Two words of the field in common are enough, one only if the family's name explains the rest."""
    titles = ["Senior Manager, Product Design Research", "Director, Design", "Manager, Product Design"]
    page = make_page("studio.md", "Studio", [(title, "8") for title in titles])
    found = Resolver(Corpus((page,))).resolve(name, page)
    assert (found.place.title if found.place else None) == meant
    if meant and "Senior" in meant:
        assert found.code == "inexact-title"


@pytest.mark.parametrize(
    ("name", "link", "meant"),
    [
        ("Director, Field Event Jobs", "https://x.example/gone/Senior-Director-Field-Events/", None),
        ("Senior Director, Field", "https://x.example/gone/Senior-Director-Field-Events/", None),
        ("Senior Director, Field Events Job", "/gone/senior-director-field-events.html", SENIOR_TITLE),
        ("Manager listed with Field Events", "/jobs/gone/#manager-field-events", "Manager, Field Events"),
        ("Beach Manager", "/jobs/gone/#manager-field-events", None),
        ("Data Engineer", "/jobs/gone/engineer", None),
    ],
)
def test_the_address_of_a_missing_page_may_be_a_title(
    resolver: Resolver, pages: dict[str, Page], name: str, link: str, meant: str | None
) -> None:
    """A link to a page that was not read tells the role by its address, if the text says much the same."""
    found = resolver.resolve(name, pages[SECURITY], link=link)
    assert (found.place.title if found.place else None) == meant
    assert found.code == ("moved-page" if meant else "missing-page")
    if meant is None:
        assert link in found.message


@pytest.mark.parametrize("link", ["mailto:a@b.example", "#", "http://[broken", "/"])
def test_a_link_to_no_page_is_not_reported_as_a_missing_page(
    resolver: Resolver, pages: dict[str, Page], link: str
) -> None:
    """Only what leads to a page can be a missing page; else the name is what was not found."""
    assert resolver.resolve("Chef", pages[SECURITY], link=link).code == "unresolved-name"


def test_a_name_is_not_taken_for_whom_the_sentence_is_about(make_page: Callable[..., Page]) -> None:
    """Words too few for another title are not those of the role that moves: nobody moves to where they are."""
    page = make_page("a.md", "Partners", [("Partner Marketing Program Clerk", "5")])
    resolver = Resolver(Corpus((page,)))
    elsewhere = resolver.resolve("Partner Program Clerk", page, near="Partners")
    assert elsewhere.place is not None
    assert elsewhere.place.role is page.roles[0]
    assert (
        resolver.resolve("Partner Program Clerk", page, near="Partner Marketing Program Clerk").place is None
    )
    same = resolver.resolve("Partner Marketing Program Clerk", page, near="Partner Marketing Program Clerk")
    assert same.place is not None


def test_a_specialty_of_a_page_is_its_role(make_page: Callable[..., Page]) -> None:
    """The name of a specialty means the role that it narrows, on its own page only."""
    page = make_page(
        "it.md",
        "Support",
        [("Manager, Support", "8"), ("Senior Manager, Support", "9")],
        specialties=["Manager, Support (Night Shift)"],
    )
    other = make_page("b.md", "B", [("Clerk", "4")])
    resolver = Resolver(Corpus((page, other)))
    found = resolver.resolve("Manager, Support Night Shift", page)
    assert found.place is not None
    assert found.place.role is page.roles[0]
    assert resolver.resolve("Manager, Support Night Shift", other).place is None
    assert resolver.resolve("Manager, Support Day Shift", page).place is None


def test_whom_a_role_serves_is_no_part_of_its_level(make_page: Callable[..., Page]) -> None:
    """Initials and shortened titles find "... to the CEO" as well."""
    page = make_page(
        "a.md",
        "Administration",
        [("Business Office Clerk", "5"), ("Staff Business Office Clerk to the CEO", "8")],
    )
    resolver = Resolver(Corpus((page,)))
    for name in ("Staff BOC", "Staff Business Office Clerk"):
        found = resolver.resolve(name, page)
        assert found.place is not None
        assert found.place.role is page.roles[1]
    assert resolver.resolve("Principal BOC", page).place is None


def test_a_family_of_two_fields_is_found_by_either(make_page: Callable[..., Page]) -> None:
    """The field "Channel Sales" is that of the family "Channel and Partner Sales", if of no other."""
    sales = make_page("sales/c.md", "Channel and Partner Sales team", [("A", "4"), ("B", "5")])
    other = make_page("x/d.md", "Other", [("Clerk", "4")])
    rival = make_page("x/e.md", "Channel & Online Sales", [("C", "4"), ("D", "5")])
    found = Resolver(Corpus((sales, other))).resolve("Channel Sales", other)
    assert found.place is not None
    assert found.place.page is sales
    assert found.place.role is None
    assert found.code == "inexact-title"
    assert Resolver(Corpus((sales, other, rival))).resolve("Channel Sales", other).place is None


@pytest.mark.parametrize(
    ("name", "sentence", "meant"),
    [
        ("Sourcing", "The next step in the Sourcing job family is this.", True),
        ("Sourcing", "The next step in Sourcing is this.", False),
        ("Recruitment Sourcing Programs", "Recruitment Sourcing Programs team members move.", True),
        ("Recruitment Sourcing Director", "The Recruitment Sourcing Director moves.", False),
        ("Data", "The next step in the Data job family is this.", False),
        ("Recruiting Sourcer", "The next position in this job family is that.", True),
    ],
)
def test_somebody_who_moves_may_be_called_by_other_words_of_the_own_family(
    make_page: Callable[..., Page], name: str, sentence: str, *, meant: bool
) -> None:
    """A start that is found nowhere is the page's family if it says more or less of its field; a target is not."""
    page = make_page(
        "a.md", "Recruiting Sourcer", [("Sourcer", "4"), ("Recruiting Sourcer (Intermediate)", "5")]
    )
    resolver = Resolver(Corpus((page,)))
    found = resolver.resolve(name, page, sentence=sentence)
    assert (found.place is not None and found.place.role is None) is meant
    as_target = resolver.resolve(name, page, near="Sourcer", sentence=sentence)
    assert as_target.place is None or as_target.place.role is not None
