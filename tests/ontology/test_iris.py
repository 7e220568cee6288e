"""Names as parts of IRIs."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from careergraph.ontology.iris import BaseIriError, Names, address, check_base, quote, separator, slug

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "base",
    [
        "https://careers.example/",
        "http://localhost:8080/careers/",
        "https://careers.example/terms#",
        "https://büro.example/stellen/",
        "urn:example:careers/",
        "urn:example:careers#",
    ],
)
def test_base_is_taken(base: str) -> None:
    """Absolute http, https and urn IRIs that end in a separator are bases."""
    assert check_base(base) == base


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("", "no IRI"),
        ("careers/", "no IRI"),
        ("https://careers.example", "perhaps https://careers.example/ is meant"),
        ("https://careers.example/a b/", "no IRI"),
        ("https://careers.example/#jobs/", "before its end"),
        ("https:///jobs/", "no host"),
        ("https://careers.example:port/", "no IRI"),
        ("ftp://careers.example/", "scheme is “ftp”"),
        ("file:///home/me/", "scheme is “file”"),
    ],
)
def test_base_is_refused(base: str, problem: str) -> None:
    """What makes no valid IRIs is refused, with the reason and an example that would do."""
    with pytest.raises(BaseIriError, match=problem) as caught:
        check_base(base)
    assert caught.value.base == base
    assert "https://careers.example/" in str(caught.value)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sales/manager/index.html.md", "sales/manager"),
        ("sales/manager/index.html.md.erb", "sales/manager"),
        ("sales/manager/index.md", "sales/manager"),
        ("sales/manager/_index.md", "sales/manager"),
        ("sales/manager.md", "sales/manager"),
        ("sales/manager.html.md", "sales/manager"),
        ("sales/manager.html.md.erb", "sales/manager"),
        ("sales/VP-Sales/index.md", "sales/VP-Sales"),
        ("sales/v1.5 (new)/index.md", "sales/v1.5%20%28new%29"),
        ("Vertrieb/Bürokraft.md", "Vertrieb/Bürokraft"),
        ("grade/8.md", "family/grade/8"),
        ("../up.md", "%2E%2E/up"),
        ("_index.md", "_index"),
        (".md", ".md"),
    ],
)
def test_address(path: str, expected: str) -> None:
    """A page's address is its path without suffix and index, kept apart from grades and the like."""
    assert address(path) == expected


@given(ANY_TEXT)
@example("\ud800")
@example("a\x00\x85\U000f0000\ufffe")
@example("नौकरी")
def test_any_text_makes_valid_iris(text: str) -> None:
    """No text, be it broken Unicode, makes an IRI that a store refuses."""
    for made in (quote(text), slug(text), address(text)):
        for base in ("https://careers.example/", "https://careers.example/#", "urn:example:"):
            NamedNode(base + made)
        NamedNode(f"https://careers.example/x#{made}")


@given(ANY_TEXT)
def test_slugs_are_tidy(text: str) -> None:
    """A slug is its own slug, never empty, and never starts or ends with a hyphen."""
    made = slug(text)
    assert slug(made) == made
    assert made.strip("-") == made != ""
    assert "--" not in made


@given(ANY_TEXT, ANY_TEXT)
@example("ä", "a\u0308")
@example("%C3%A4", "ä")
@example(".", "%2E")
def test_quoting_keeps_texts_apart(one: str, other: str) -> None:
    """Two texts are quoted alike only if they are the same."""
    assert (quote(one) == quote(other)) == (one == other)


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"])))
def test_names_are_given_once(wanted: list[str]) -> None:
    """No name is given out twice, and the first to ask gets the plain one."""
    names = Names()
    given_out = [names.take(name) for name in wanted]
    assert len(set(given_out)) == len(wanted)
    if wanted:
        assert given_out[0] == wanted[0]


def test_separator_of_hash_base() -> None:
    """Names on a page are valid below a base that ends in a number sign, too."""
    base = "https://careers.example/terms#"
    NamedNode(f"{base}sales/manager{separator(base)}senior-manager")
