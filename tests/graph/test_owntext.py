"""Somebody's own text: which words are taken for which skill, and what is no text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.errors import InputError
from careergraph.graph.owntext import MAX_BYTES, heard, plain, read_text
from careergraph.graph.vocabulary import load_vocabulary, make_linker

if TYPE_CHECKING:
    from careergraph.data.skills.linker import Linker

CV = """\
# A. Person

Ran [Kubernetes](https://kubernetes.io/docs/python/) clusters for **five years**,
and handled customer
support. No experience with Salesforce.

## Skills

* PostgreSQL
* k8s

| tool | years |
|---|---|
| Terraform | 3 |
"""


@pytest.fixture(scope="module")
def linker() -> Linker:
    """The linker of the bundled vocabulary."""
    return make_linker(load_vocabulary())


def test_a_cv_names_skills_with_their_lines(linker: Linker) -> None:
    """Prose, lists and tables are read; addresses of links and what is denied are not."""
    found = [(said.label, said.words, said.line) for said in heard(CV, linker, "cv.md")]
    assert found == [
        ("Kubernetes", "Kubernetes", 3),
        ("Customer support", "customer support", 4),
        ("PostgreSQL", "PostgreSQL", 9),
        ("Kubernetes", "k8s", 10),
        ("Terraform", "Terraform", 14),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Go\nPython\nSQL\n",
        "- Go\n- Python\n- SQL",
        "Go, Python; SQL",
        "Go\r\nPython\r\nSQL",
        "1. Go\n2. Python\n3. SQL",
    ],
)
def test_a_list_of_skills_in_any_form(linker: Linker, text: str) -> None:
    """One a line, with bullets or numbers, or in a row: an ambiguous name means the skill among others."""
    assert [said.label for said in heard(text, linker, "list")] == ["Go", "Python", "SQL"]


@given(st.text(alphabet="ab-*•1. \n#[](),|`", max_size=60))
def test_taking_away_markup_keeps_every_place(text: str) -> None:
    """The bare text has as many characters, so that offsets and lines stay what they are."""
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04 word/document.xml", "zip or an office document"),
        (b"Python\x00\x01", "binary"),
        (b"\xff\xd8\xff\xe0 jpeg", "no text in UTF-8"),
        (b"x" * (MAX_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    """Each is refused with the name of the file and what to do."""
    with pytest.raises(InputError, match=message) as error:
        read_text(io.BytesIO(content), "cv.md")
    assert error.value.path == "cv.md"


def test_a_file_of_any_size_is_read_no_further_than_needed() -> None:
    """A file of gigabytes is not taken into memory to say that it is too large."""
    stream = io.BytesIO(b"a" * (10 * MAX_BYTES))
    with pytest.raises(InputError):
        read_text(stream, "cv.md")
    assert stream.tell() <= MAX_BYTES + 1


@pytest.mark.parametrize(
    "content", ["Pythön".encode("utf-16"), "Pythön".encode("utf-8-sig"), "Pythön".encode()]
)
def test_the_usual_encodings_are_read(content: bytes) -> None:
    """UTF-8 with and without a mark, and UTF-16 with one."""
    assert read_text(io.BytesIO(content), "cv.txt") == "Pythön"


def test_a_text_without_skills_is_refused(linker: Linker) -> None:
    """A text that names no skill is said to, rather than taken for an empty profile."""
    with pytest.raises(InputError, match="names no skill"):
        heard("Lorem ipsum dolor sit amet.", linker, "cv.md")
