"""Reads RDF files from elsewhere: as a stream, without the network, with the line of what is wrong."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.parsers import expat

from pyoxigraph import RdfFormat, parse

from careergraph.data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from pyoxigraph import Quad

#: Suffix of a file name → format.
FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
_REMOTE_CONTEXT = "No LoadDocumentCallback"


class RdfFileError(InputError):
    """A file that is not the RDF it should be; ``path`` and ``line`` say where (line 0: not known)."""


def read_rdf(path: Path | str, form: RdfFormat | None = None) -> Iterator[Quad]:
    """Yield what a file states, statement by statement, whatever its size.

    Blank nodes get labels of their own, so that those of two files are not taken for one. Relative IRIs are
    resolved against the file's own address. Nothing is fetched, and no XML entity is expanded.

    Args:
        path: the file.
        form: its format; by default what its suffix says (`FORMATS`).

    Raises:
        RdfFileError: the file is missing, of an unknown suffix, broken, cut off or without a statement, is
            RDF/XML that declares entities, or JSON-LD that names a context outside itself. What stands before
            the mistake has been given by then.
    """
    path = Path(path)
    form = form or FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise RdfFileError(f"no RDF file by its suffix; name it one of {known}", path=str(path))
    empty = True
    try:
        with path.open("rb") as file:
            checked = _CheckedXml(file, str(path)) if form == RdfFormat.RDF_XML else _without_mark(file)
            source = cast("BinaryIO", checked)  # all that is asked of it is read()
            address = path.resolve().as_uri()
            for quad in parse(source, format=form, base_iri=address, rename_blank_nodes=True):
                empty = False
                yield quad
    except OSError as error:
        raise RdfFileError(f"cannot be read: {error.strerror or error}", path=str(path)) from error
    except SyntaxError as error:
        raise RdfFileError(_explained(error.msg, form), path=str(path), line=error.lineno or 0) from error
    if empty:
        raise RdfFileError(f"holds no statement in {form.name}", path=str(path))


def _explained(message: str, form: RdfFormat) -> str:
    if _REMOTE_CONTEXT in message:
        return (
            "names a JSON-LD context by its address, and nothing is fetched from the network; "
            "write the context into the file, or convert the file to N-Quads"
        )
    return f"is no {form.name}, or breaks off: {message}"


def _without_mark(file: BufferedReader) -> BufferedReader:
    """The file, past the byte order mark that some editors write in front."""
    if file.peek(len(codecs.BOM_UTF8)).startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    return file


class _CheckedXml:
    """An XML file that is checked while it is read.

    The RDF/XML parser expands entities, which can make gigabytes of a few lines, and takes a file that is cut
    off for a short one; expat reads along and raises.
    """

    def __init__(self, file: BufferedReader, path: str) -> None:
        self._file = file
        self._path = path
        self._expat = expat.ParserCreate()
        self._expat.EntityDeclHandler = self._refuse

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes at most."""
        data = self._file.read(size)
        try:
            self._expat.Parse(data, not data)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, str(error))
            raise RdfFileError(
                f"is no XML, or breaks off: {reason}", path=self._path, line=error.lineno
            ) from error
        return data

    def _refuse(self, name: str, *_: object) -> None:
        raise RdfFileError(
            f"declares the XML entity “{name}”, and entities are not expanded; write it out, or convert the "
            "file to Turtle",
            path=self._path,
            line=self._expat.CurrentLineNumber,
        )
