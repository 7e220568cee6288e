"""Writes ``docs/ontology.md`` from ``careergraph.ttl``, ``examples.ttl`` and ``docs/ontology.in.md``.

Run as ``python -m careergraph.ontology.generate_docs`` in a checkout; with ``--check`` it writes nothing and
exits with 1 if the page is not what the ontology says.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .describing import Description

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .describing import Term

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
TARGET = DOCS / "ontology.md"

#: The classes that the diagram shows.
MAIN = (
    *("JobFamily", "Role", "Department", "Grade", "Track", "Item", "Requirement", "NiceToHave"),
    *("Responsibility", "PerformanceIndicator", "Skill", "SkillMention", "Move", "Page", "SourceLine"),
)
_NOTHING = "No counterpart: "
_MATCHES = {"broadMatch": "narrower than", "closeMatch": "close to", "relatedMatch": "related to"}


def diagram(found: Description) -> str:
    """The main classes and the properties between them, in Mermaid; of several classes the first counts."""
    lines = ["```mermaid", "classDiagram", "  direction LR"]
    for name in MAIN:
        lines += [
            f"  {broader[3:]} <|-- {name}" for broader in found.terms[name].broader if broader[3:] in MAIN
        ]
    for term in found.terms.values():
        ends = [
            next((each[3:] for each in side if each[3:] in MAIN), "") for side in (term.domain, term.range)
        ]
        if all(ends):
            lines.append(f"  {ends[0]} --> {ends[1]} : {term.name}")
    # Not between two classes of the ontology: anything that was read cites its line.
    lines += [f"  {name} --> SourceLine : wasDerivedFrom" for name in ("Role", "Item", "Move")]
    return "\n".join([*lines, "```"])


def alignments(found: Description) -> str:
    """What each term is in terms of other vocabularies, one row a term."""
    rows = ["| term | is a | near | where nothing fits |", "|---|---|---|---|"]
    for term in found.terms.values():
        broader = _codes(tuple(each for each in term.broader if not each.startswith("cg:")))
        near = "; ".join(f"{how} {others}" for how, others in _near(term))
        note = term.note.removeprefix(_NOTHING)
        rows.append(f"| [`cg:{term.name}`](#cg{term.name.lower()}) | {broader} | {near} | {note} |")
    return "\n".join(rows)


def terms(found: Description) -> str:
    """Each term: definition, what it takes, alignment, example."""
    parts = []
    for heading, names in found.sections:
        parts.append(f"### {heading}")
        parts += [_term(found.terms[name]) for name in names]
    return "\n\n".join(parts)


def _term(term: Term) -> str:
    facts = [
        ("kind", term.kind),
        ("is a", _codes(term.broader)),
        ("of", _codes(term.domain, " or ")),
        ("takes", _codes(term.range, " or ")),
        *_near(term),
        ("see also", ", ".join(f"<{address}>" for address in term.see_also)),
        ("no counterpart", term.note.removeprefix(_NOTHING)),
    ]
    lines = [f"#### cg:{term.name}", "", term.definition, ""]
    lines += [term.scope_note, ""] if term.scope_note else []
    lines += [f"- {name}: {value}" for name, value in facts if value]
    return "\n".join([*lines, "", "```turtle", term.example, "```"])


def _near(term: Term) -> Iterator[tuple[str, str]]:
    for how, spoken in _MATCHES.items():
        others = tuple(other for each, other in term.matches if each == how)
        if others:
            yield spoken, _codes(others)


def _codes(names: tuple[str, ...], between: str = ", ") -> str:
    return between.join(f"`{name}`" for name in names)


def page(template: str) -> str:
    """The template with everything that comes from the ontology in its places."""
    found = Description.read()
    made = {
        "version": found.version,
        "diagram": diagram(found),
        "alignments": alignments(found),
        "terms": terms(found),
        "used": "\n".join(
            ["| term | in a graph |", "|---|---|", *(f"| `{a}` | {b} |" for a, b in found.used)]
        ),
    }
    filled = re.sub(r"\{\{(\w+)\}\}", lambda place: made[place.group(1)], template)
    sources = "ontology/careergraph.ttl, ontology/examples.ttl and docs/ontology.in.md"
    return f"<!-- Generated from {sources}: do not edit. -->\n{filled}"


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` compare it; the exit code."""
    text = page((DOCS / "ontology.in.md").read_text(encoding="utf-8"))
    if arguments == ["--check"]:
        same = TARGET.read_text(encoding="utf-8") == text
        if not same:
            sys.stderr.write(f"{TARGET} is not what the ontology says: run this without --check\n")
        return 0 if same else 1
    if arguments:
        sys.stderr.write(f"usage: python -m {__spec__.name if __spec__ else __name__} [--check]\n")
        return 2
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
