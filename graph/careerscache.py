"""Keeps what `.careers` read from a build in a file beside it, so that the next command need not do so.

The file is made by the first command that wants it. It belongs to a build, which never changes, and goes
with it; where it cannot be written or read, everything is read from the store.
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from typing import TYPE_CHECKING, Any

from .careers import Asked, Careers, read_careers
from .coverage import Taxonomy
from .nodes import Move, Node

if TYPE_CHECKING:
    from pathlib import Path

    from .nodes import Citation
    from .store import OpenBuild

#: Form of the file; one of another number is not read.
_FORM = 1
_NAME = "careers.json"


def careers_of(build: OpenBuild) -> Careers:
    """What career paths are computed from, of an open build."""
    file = build.folder / _NAME if build.folder else None
    if file is not None:
        with contextlib.suppress(OSError, ValueError, KeyError, IndexError, TypeError):
            kept = json.loads(file.read_bytes())
            if kept["form"] == _FORM:
                return _unpacked(kept)
    careers = read_careers(build.quads, build.about["base"], skills=bool(build.about.get("vocabulary")))
    for move in careers.moves:
        careers.score(move)
    if file is not None:
        _keep(file, careers)
    return careers


def _keep(file: Path, careers: Careers) -> None:
    beside = file.with_name(f".{_NAME}.{uuid.uuid4().hex[:8]}")
    with contextlib.suppress(OSError):
        try:
            beside.write_text(json.dumps(_packed(careers), separators=(",", ":")), encoding="utf-8")
            os.replace(beside, file)  # noqa: PTH105 - the same, and it works where the target exists on Windows
        finally:
            beside.unlink(missing_ok=True)


def _packed(careers: Careers) -> dict[str, Any]:
    """Everything as JSON; nodes, skills and pages by their number."""
    node_numbers = {iri: number for number, iri in enumerate(careers.nodes)}
    pages: dict[str, int] = {}

    def cited(citations: tuple[Citation, ...]) -> list[list[int]]:
        return [[pages.setdefault(path, len(pages)), line] for path, line in citations]

    taxonomy = careers.taxonomy
    skills = {iri: number for number, iri in enumerate(taxonomy or ())}
    nodes = [
        [
            *(node.iri, node.type, node.title, node.family, node.family_title, node.grades, node.ranks),
            *(node.track, node.department, node.department_title, cited(node.citations)),
        ]
        for node in careers.nodes.values()
    ]
    moves = [
        [
            *(move.iri, node_numbers[move.source], node_numbers[move.target], move.kind, move.basis),
            *(move.sentences, move.rule, cited(move.citations), careers.covered[move.iri]),
        ]
        for move in careers.moves
    ]
    indicators = {iri: number for number, iri in enumerate(careers.indicators)}
    asked = [
        [
            node_numbers[iri],
            [[skills[skill], strength, items] for skill, (strength, items) in found.skills.items()],
            [indicators[each] for each in found.indicators],
        ]
        for iri, found in careers.asked.items()
    ]
    return {
        "form": _FORM,
        "base": careers.base,
        "pages": list(pages),
        "nodes": nodes,
        "moves": moves,
        "skills": taxonomy
        and [
            [
                iri,
                taxonomy.label(iri),
                taxonomy.content(iri),
                [skills[one] for one in taxonomy.broader(iri)],
            ]
            for iri in skills
        ],
        "indicators": list(careers.indicators.items()),
        "asked": asked,
    }


def _unpacked(kept: dict[str, Any]) -> Careers:
    pages = kept["pages"]

    def cited(citations: list[list[int]]) -> tuple[Citation, ...]:
        return tuple((pages[page], line) for page, line in citations)

    nodes = {}
    for row in kept["nodes"]:
        iri, type_, title, family, of, grades, ranks, track, department, name, citations = row
        ranked = tuple(grades), tuple(ranks)
        nodes[iri] = Node(iri, type_, title, family, of, *ranked, track, department, name, cited(citations))
    iris = list(nodes)
    moves = []
    covered = {}
    for iri, source, target, kind, basis, sentences, rule, citations, score in kept["moves"]:
        moves.append(
            Move(iri, iris[source], iris[target], kind, basis, tuple(sentences), rule, cited(citations))
        )
        covered[iri] = score
    taxonomy = None
    skills: list[str] = []
    if kept["skills"] is not None:
        skills = [row[0] for row in kept["skills"]]
        taxonomy = Taxonomy(
            {iri: [skills[each] for each in above] for iri, _, _, above in kept["skills"]},
            {iri: content for iri, _, content, _ in kept["skills"]},
            {iri: label for iri, label, _, _ in kept["skills"]},
        )
    indicators = dict(kept["indicators"])
    names = list(indicators)
    asked = {
        iris[number]: Asked(
            {skills[skill]: (strength, items) for skill, strength, items in named},
            tuple(names[each] for each in measured),
        )
        for number, named, measured in kept["asked"]
    }
    return Careers(kept["base"], nodes, moves, asked, taxonomy, indicators, covered)
