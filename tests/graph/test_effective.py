"""What is really asked of a role: what it extends, its family, its specialty, and from where each item comes."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from careergraph.data.records import Extension, Item, Page, Role, Specialty
from careergraph.graph import store as stores
from careergraph.graph.effective import Effective, effective
from careergraph.graph.errors import AmbiguousNameError, UnknownNameError
from careergraph.graph.inheritance import Inheritance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from careergraph.graph.build import Report
    from careergraph.graph.names import Named

    Build = Callable[..., tuple[Path, Report]]

BASE = "https://careers.example/"


def items(*texts: str, line: int) -> tuple[Item, ...]:
    """Items on lines that follow one another."""
    return tuple(Item(text, number, number) for number, text in enumerate(texts, line))


def clerk_page(*more: Role) -> Page:
    """A family of clerks that say things of all of them, and of a specialty."""
    clerk = Role(
        "Clerk",
        20,
        heading="Clerk",
        requirements=items("Reads", "Writes", line=22),
        responsibilities=items("Files papers", line=26),
    )
    return Page(
        "office/clerk.md",
        "Office",
        is_job_family=True,
        roles=(clerk, *more),
        requirements=items("Shares our values", "reads", line=5),
        specialties=(Specialty("Archive", 90, requirements=items("Climbs ladders", line=91)),),
    )


def extending(title: str, line: int, target: str, of: str, requirement: str) -> Role:
    """A role that extends another one."""
    said = Extension(target, line + 1, of=of, sentence=f"Extends the {target} {of}")  # type: ignore[arg-type]
    return Role(title, line, heading=title, extends=(said,), requirements=items(requirement, line=line + 2))


@contextmanager
def opened(build_store: Build, *pages: Page) -> Iterator[tuple[ox.Store, Inheritance]]:
    """A store of these pages, and what its roles take over."""
    folder, _ = build_store(*pages)
    with stores.reading(folder) as build:
        yield build.quads, Inheritance(build.quads)


def named(inheritance: Inheritance, title: str) -> Named:
    """The role of this title."""
    return next(one for one in inheritance.holders.values() if (one.name, one.type) == (title, "role"))


def rows(found: Effective) -> list[tuple[str, str, int]]:
    """Words, whose they are, and the number of statements that lead there."""
    return [(item.text, item.source.holder.name, len(item.source.via)) for item in found.items]


def test_what_is_extended_and_what_the_family_says_holds(build_store: Build) -> None:
    """Own items come first, then those of the extended role with the statement, then the family's."""
    senior = extending("Senior Clerk", 40, "Clerk", "requirements", "Teaches")
    with opened(build_store, clerk_page(senior)) as (store, inheritance):
        found = effective(store, inheritance, named(inheritance, "Senior Clerk"))
    assert rows(found) == [
        ("Teaches", "Senior Clerk", 0),
        ("Reads", "Clerk", 1),
        ("Writes", "Clerk", 1),
        ("Shares our values", "Office", 0),
    ]
    [statement] = found.items[1].source.via
    assert (statement.citation, statement.sentence) == (
        ("office/clerk.md", 41),
        "Extends the Clerk requirements",
    )
    assert found.items[1].citation == ("office/clerk.md", 22)


def test_the_same_words_stand_once_with_all_their_lines(build_store: Build) -> None:
    """“Reads” of the role and “reads” of its family are one item that cites both lines."""
    with opened(build_store, clerk_page()) as (store, inheritance):
        found = effective(store, inheritance, named(inheritance, "Clerk"))
    [reads] = [item for item in found.items if item.text.casefold() == "reads"]
    assert (reads.citation, reads.also) == (("office/clerk.md", 22), (("office/clerk.md", 6),))


@pytest.mark.parametrize(
    ("of", "requirements", "responsibilities"),
    [("requirements", True, False), ("responsibilities", False, True), ("role", True, True)],
)
def test_a_statement_leads_to_what_it_is_about(
    build_store: Build, of: str, requirements: bool, responsibilities: bool
) -> None:
    """Who extends the requirements does not take over the duties, and the other way round."""
    senior = extending("Senior Clerk", 40, "Clerk", of, "Teaches")
    with opened(build_store, clerk_page(senior)) as (store, inheritance):
        texts = {
            item.text for item in effective(store, inheritance, named(inheritance, "Senior Clerk")).items
        }
    assert ("Writes" in texts, "Files papers" in texts) == (requirements, responsibilities)


def test_chains_lead_across_pages(build_store: Build) -> None:
    """A role that extends one of another page takes over what that one extends, and what its family says."""
    senior = extending("Senior Clerk", 40, "Clerk", "requirements", "Teaches")
    chief = extending("Chief Clerk", 10, "Senior Clerk", "requirements", "Decides")
    other = Page("head/chief.md", "Chief", is_job_family=True, roles=(chief,))
    with opened(build_store, clerk_page(senior), other) as (store, inheritance):
        found = effective(store, inheritance, named(inheritance, "Chief Clerk"))
    assert rows(found) == [
        ("Decides", "Chief Clerk", 0),
        ("Teaches", "Senior Clerk", 1),
        ("Reads", "Clerk", 2),
        ("Writes", "Clerk", 2),
        ("Shares our values", "Office", 1),
    ]


def test_a_specialty_adds_its_own(build_store: Build) -> None:
    """Held in a specialty, a role is asked what the specialty asks, too; by a name as people type it."""
    with opened(build_store, clerk_page()) as (store, inheritance):
        clerk = named(inheritance, "Clerk")
        specialty = inheritance.specialty(clerk.iri, "archive")
        found = effective(store, inheritance, clerk, specialty.iri)
        assert "Climbs ladders" not in {item.text for item in effective(store, inheritance, clerk).items}
        with pytest.raises(UnknownNameError, match="Archive"):
            inheritance.specialty(clerk.iri, "Cooking")
    assert ("Climbs ladders", "Archive", 0) in rows(found)


def test_cycles_are_reported_and_not_followed(build_store: Build) -> None:
    """Roles that extend each other, or themselves, are asked what all of them say, once."""
    page = Page(
        "a.md",
        "Alphabet",
        is_job_family=True,
        roles=(
            extending("Alpha", 10, "Beta", "requirements", "a"),
            extending("Beta", 20, "Gamma", "requirements", "b"),
            extending("Gamma", 30, "Alpha", "requirements", "c"),
            extending("Delta", 40, "Delta", "requirements", "d"),
        ),
    )
    with opened(build_store, page) as (store, inheritance):
        alpha = effective(store, inheritance, named(inheritance, "Alpha"))
        delta = effective(store, inheritance, named(inheritance, "Delta"))
    assert [item.text for item in alpha.items] == ["a", "b", "c"]
    [cycle] = alpha.cycles
    assert [extension.citation[1] for extension in cycle] == [11, 21, 31]
    assert [[extension.citation[1] for extension in cycle] for cycle in delta.cycles] == [[41]]
    assert [item.text for item in delta.items] == ["d"]


def test_a_chain_of_any_length_is_followed(build_store: Build) -> None:
    """A thousand and more roles, each of which extends the next one, are no matter of recursion."""
    names = [f"Keeper{number:04}" for number in range(1200)]
    roles = [
        extending(name, 10 * number, following, "requirements", name)
        for number, (name, following) in enumerate(pairwise(names), 1)
    ]
    last = Role(names[-1], 20_000, heading=names[-1], requirements=items("last", line=20_002))
    page = Page("a.md", "A", is_job_family=True, roles=(*roles, last))
    with opened(build_store, page) as (_, inheritance):
        first = named(inheritance, names[0])
        sources = inheritance.sources(first.iri, "requirements").found
    assert len(sources) == len(names) + 1  # and the family


def test_what_no_page_describes_is_named(build_store: Build) -> None:
    """A role that extends one that nobody describes keeps the statement as unresolved."""
    page = clerk_page(extending("Senior Clerk", 40, "Chief Storyteller", "requirements", "Teaches"))
    with opened(build_store, page) as (store, inheritance):
        found = effective(store, inheritance, named(inheritance, "Senior Clerk"))
    assert [extension.written for extension in found.unresolved] == ["Chief Storyteller"]


def test_nested_items_come_with_theirs(build_store: Build) -> None:
    """What is nested stands below its item; items that differ in what is nested are not one."""
    roles = tuple(
        Role(
            title,
            line,
            heading=title,
            requirements=(Item("One of:", line + 1, line + 2, nested=items(nested, line=line + 2)),),
        )
        for title, line, nested in (("Clerk", 10, "Ink"), ("Cook", 20, "Salt"))
    )
    page = Page(
        "a.md",
        "A",
        is_job_family=True,
        roles=roles,
        requirements=(Item("One of:", 3, 4, nested=items("Salt", line=4)),),
    )
    with opened(build_store, page) as (store, inheritance):
        clerk = effective(store, inheritance, named(inheritance, "Clerk"))
        cook = effective(store, inheritance, named(inheritance, "Cook"))
    assert [(item.text, item.nested) for item in clerk.items] == [
        ("One of:", ("Ink",)),
        ("One of:", ("Salt",)),
    ]
    assert [(item.nested, item.also) for item in cook.items] == [(("Salt",), (("a.md", 3),))]


def test_a_family_means_its_only_role(build_store: Build) -> None:
    """A family of one role stands for it, one of several has to be told apart."""
    senior = extending("Senior Clerk", 40, "Clerk", "requirements", "Teaches")
    with opened(build_store, clerk_page()) as (_, inheritance):
        family = inheritance.holders[f"{BASE}office/clerk"]
        assert inheritance.position("Office", family).name == "Clerk"
    with opened(build_store, clerk_page(senior)) as (_, inheritance), pytest.raises(AmbiguousNameError):
        inheritance.position("Office", family)
