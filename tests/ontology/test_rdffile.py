"""RDF files from elsewhere: all formats are read, and what is wrong is told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from careergraph.data.errors import CareergraphError
from careergraph.ontology.rdffile import FORMATS, RdfFileError, read_rdf

if TYPE_CHECKING:
    from pathlib import Path

TRIPLE = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p#b"), ox.Literal("é"))
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e#">'
    '<rdf:Description rdf:about="urn:a"><e:b>{}</e:b></rdf:Description></rdf:RDF>'
)


@pytest.mark.parametrize("suffix", FORMATS)
def test_formats(suffix: str, tmp_path: Path) -> None:
    """A file in each format is read, by its suffix in any case."""
    file = tmp_path / f"a{suffix.upper()}"
    file.write_bytes(ox.serialize([TRIPLE], format=FORMATS[suffix]) or b"")
    assert [quad.triple for quad in read_rdf(file)] == [TRIPLE]


def test_format_by_name(tmp_path: Path) -> None:
    """A format that is named counts, whatever the suffix."""
    file = tmp_path / "graph.txt"
    file.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    assert len(list(read_rdf(file, ox.RdfFormat.TURTLE))) == 1


def test_byte_order_mark(tmp_path: Path) -> None:
    """A mark that an editor put in front is passed over."""
    file = tmp_path / "a.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8-sig")
    assert len(list(read_rdf(file))) == 1


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    """Labels of blank nodes hold within their file only."""
    nodes = set()
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text("_:x <urn:b> <urn:c> .", encoding="utf-8")
        nodes |= {quad.subject for quad in read_rdf(tmp_path / name)}
    assert len(nodes) == 2


def test_streams(tmp_path: Path) -> None:
    """Statements come before the file has been read to its end."""
    file = tmp_path / "a.nq"
    line = "<urn:a> <urn:b> <urn:c> <urn:g> .\n"
    file.write_text(line * 100_000 + "no statement", encoding="utf-8")
    found = read_rdf(file)
    assert str(next(found).graph_name) == "<urn:g>"
    with pytest.raises(RdfFileError) as caught:
        list(found)
    assert caught.value.line == 100_001


BOMB = '<!DOCTYPE a [\n<!ENTITY x "xx">\n<!ENTITY y "&x;&x;">\n]>' + RDF_XML.format("&y;")


@pytest.mark.parametrize(
    ("name", "text", "message", "line"),
    [
        ("a.csv", "a,b", "no RDF file by its suffix", 0),
        ("a.ttl", "", "holds no statement", 0),
        ("a.ttl", "# nothing\n", "holds no statement", 0),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b", "is no Turtle, or breaks off", 2),
        ("a.ttl", "<!DOCTYPE html>\n<html></html>", "is no Turtle", 1),
        ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<a> <b> <c> .", "is no N-Triples", 2),
        ("a.jsonld", '{"@id": "urn:a", "urn:b": [', "is no JSON-LD", 1),
        ("a.jsonld", '{"@context": "https://example.org/c", "@id": "urn:a"}', "nothing is fetched", 0),
        (
            "a.jsonld",
            '{"@context": {"@import": "https://example.org/c"}, "@id": "urn:a"}',
            "nothing is fetched",
            0,
        ),
        ("a.rdf", BOMB, "XML entity “x”", 2),
        ("a.rdf", BOMB.replace('"xx"', 'SYSTEM "file:///etc/passwd"'), "XML entity “x”", 2),
        ("a.rdf", RDF_XML.format("b").replace(">", '><!DOCTYPE a [<!ENTITY x "y">]>', 1), "is no XML", 1),
        ("a.rdf", RDF_XML.format("b").partition("</e:b>")[0], "breaks off", 1),
        ("a.rdf", "<html><p>Not found<p></html>", "is no", 1),
    ],
)
def test_bad_files(name: str, text: str, message: str, line: int, tmp_path: Path) -> None:
    """What is wrong with a file is said, with its path and, where known, its line."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RdfFileError, match=message) as caught:
        list(read_rdf(file))
    assert (caught.value.path, caught.value.line) == (str(file), line)
    assert isinstance(caught.value, CareergraphError)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, is named."""
    (tmp_path / "b.ttl").mkdir()
    for name in ("a.ttl", "b.ttl"):
        with pytest.raises(RdfFileError, match="cannot be read") as caught:
            list(read_rdf(tmp_path / name))
        assert caught.value.path == str(tmp_path / name)


def test_no_utf_8(tmp_path: Path) -> None:
    """A file in another encoding is an error, not a guess."""
    (tmp_path / "a.nt").write_bytes('<urn:a> <urn:b> "é" .'.encode("latin-1"))
    with pytest.raises(RdfFileError, match="UTF-8"):
        list(read_rdf(tmp_path / "a.nt"))
