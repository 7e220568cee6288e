"""Writes ``namespaces.py`` from ``careergraph.ttl``: a closed class a vocabulary, one term a line.

Run as ``python -m careergraph.ontology.generate_namespaces``; with ``--check`` it writes nothing and exits
with 1 if the file is not what the ontology says.
"""

from __future__ import annotations

import keyword
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

HERE = Path(__file__).parent
TARGET = HERE / "namespaces.py"
WIDTH = 110

#: Class name → the namespace's IRI and what it is, in the order of the file. A term that graphs use and whose
#: namespace is not here is an error.
VOCABULARIES = {
    "CG": ("https://w3id.org/careergraph#", "this project's own ontology"),
    "DCTERMS": ("http://purl.org/dc/terms/", "DCMI Metadata Terms"),
    "ORG": ("http://www.w3.org/ns/org#", "the W3C Organization Ontology"),
    "PROV": ("http://www.w3.org/ns/prov#", "PROV-O"),
    "RDF": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "RDF"),
    "RDFS": ("http://www.w3.org/2000/01/rdf-schema#", "RDF Schema"),
    "SCHEMA": ("https://schema.org/", "schema.org"),
    "SKOS": ("http://www.w3.org/2004/02/skos/core#", "SKOS"),
    "XSD": ("http://www.w3.org/2001/XMLSchema#", "XML Schema datatypes"),
}

_RANGE = "http://www.w3.org/2000/01/rdf-schema#range"
_SKOS = VOCABULARIES["SKOS"][0]
_NOTES = (f"{_SKOS}definition", f"{_SKOS}scopeNote")

_HEAD = '''\
"""The terms that graphs use, one closed class a vocabulary. Generated from careergraph.ttl: do not edit.

Write it anew with ``python -m careergraph.ontology.generate_namespaces``. A misspelt term is an error for
type checkers and an AttributeError at run time. Python keywords end in an underscore: ``CG.from_``.
"""
# ruff: noqa: N815 -- terms are spelt as in their vocabularies

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

'''


def terms(path: Path = HERE / "careergraph.ttl") -> dict[str, dict[str, str]]:
    """The terms that graphs use: class name → local name → definition ("" without one).

    These are the terms that the ontology defines, those of other vocabularies that it says how to use
    (``skos:scopeNote``), and the datatypes that its properties take.

    Raises:
        KeyError: a term's namespace is not in :data:`VOCABULARIES`.
    """
    notes: dict[str, str] = {}
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate.value in _NOTES and isinstance(subject, NamedNode) and isinstance(value, Literal):
            first = quad.predicate.value == _NOTES[0]
            notes[subject.value] = value.value if first else notes.get(subject.value, value.value)
        elif quad.predicate.value == _RANGE and isinstance(value, NamedNode):
            notes.setdefault(value.value, "")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for iri in sorted(notes):
        name = next((name for name, (space, _) in VOCABULARIES.items() if iri.startswith(space)), None)
        if name is None:
            raise KeyError(f"{iri} is of a vocabulary that VOCABULARIES does not list")
        found[name][iri.removeprefix(VOCABULARIES[name][0])] = notes[iri]
    return {name: found[name] for name in VOCABULARIES if name in found}


def source(found: dict[str, dict[str, str]]) -> str:
    """The text of ``namespaces.py`` for these terms."""
    lines = [_HEAD.rstrip("\n"), "", *(f'_{name} = "{VOCABULARIES[name][0]}"' for name in found), ""]
    for name, members in found.items():
        space, what = VOCABULARIES[name]
        lines += ["", f"class {name}:", f'    """Terms of {what}, <{space}>."""', ""]
        for local, note in members.items():
            attribute = f"{local}_" if keyword.iskeyword(local) else local
            line = f'    {attribute}: Final[NamedNode] = NamedNode(_{name} + "{local}")'
            if len(line) > WIDTH:
                start = f"    {attribute}: Final[NamedNode] = NamedNode("
                lines += [start, f'        _{name} + "{local}"', "    )"]
                continue
            short = textwrap.shorten(note, max(1, WIDTH - len(line) - len("  # ")), placeholder=" …")
            lines.append(f"{line}  # {short}" if short.strip(" …") else line)
        lines.append("")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` compare it; the exit code."""
    text = source(terms())
    if arguments == ["--check"]:
        same = TARGET.read_text(encoding="utf-8") == text
        if not same:
            sys.stderr.write(f"{TARGET} is not what careergraph.ttl says: run this without --check\n")
        return 0 if same else 1
    if arguments:
        sys.stderr.write(f"usage: python -m {__spec__.name if __spec__ else __name__} [--check]\n")
        return 2
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
