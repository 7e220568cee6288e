"""Career paths as CTDL pathways in JSON-LD, each step with what it rests on.

`CTDL <https://credreg.net/ctdl/terms>`_ describes a path as a ``ceterms:Pathway`` of components. That of a
role is a ``ceterms:JobComponent``: it stands in for the role (``ceterms:proxyFor``) and ``ceterms:precedes``
the next one; the last is the pathway's ``ceterms:hasDestinationComponent``. CTDL has no word for who says so:
that is in our own terms, as the moves between the roles, with the same addresses as in the graph.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.paths import Path
    from careergraph.graph.steps import Step

_ADDRESS = {"@type": "@id"}
_CONTEXT = {
    "ceterms": "https://purl.org/ctdl/terms/",
    "cg": "https://w3id.org/careergraph#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    **{
        term: {"@id": term, **_ADDRESS}
        for term in (
            *("ceterms:hasDestinationComponent", "ceterms:isPartOf", "ceterms:proxyFor"),
            *("cg:from", "cg:to", "cg:kind", "cg:basis"),
        )
    },
    "ceterms:hasPart": {"@id": "ceterms:hasPart", "@container": "@set", **_ADDRESS},
    "ceterms:precedes": {"@id": "ceterms:precedes", "@container": "@set", **_ADDRESS},
}
#: What stands at a place of a path: a role is a job of CTDL, a family or a mere name none.
_CLASSES = {"role": ["ceterms:Job", "cg:Role"], "family": ["cg:JobFamily"], "named": ["cg:UnresolvedTarget"]}


def pathways(paths: Sequence[Path]) -> str:
    """Paths as one JSON-LD document that needs no other: pathways, then roles, then the moves between them.

    A move that likeness alone suggests is in no graph: its step is described in words and has no node.

    Args:
        paths: best first, as they were found.
    """
    nodes = {node.iri: node for path in paths for node in path.nodes}
    moves = {move.iri: move for path in paths for step in path.steps for move in _moves(step)}
    graph = [
        *(made for number, path in enumerate(paths, 1) for made in _pathway(path, f"_:pathway-{number}")),
        *(_role(node) for node in nodes.values()),
        *(_move(move) for move in moves.values() if move.basis != "suggested"),
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _moves(step: Step) -> tuple[Move, ...]:
    return (step.move, *step.others)


def _pathway(path: Path, name: str) -> Iterator[dict[str, Any]]:
    """The pathway and its components."""
    parts = [f"{name}-component-{place}" for place, _ in enumerate(path.nodes, 1)]
    bases = Counter(step.move.basis for step in path.steps)
    steps = ", ".join(f"{count} {basis}" for basis, count in bases.items())
    yield {
        "@id": name,
        "@type": "ceterms:Pathway",
        "ceterms:name": f"From {path.nodes[0].title} to {path.nodes[-1].title}",
        "ceterms:description": f"Steps: {steps}." if steps else "No step: start and end are the same.",
        "ceterms:hasPart": parts,
        "ceterms:hasDestinationComponent": parts[-1],
    }
    reached: list[Step | None] = [None, *path.steps]
    for place, (part, node, step) in enumerate(zip(parts, path.nodes, reached, strict=True)):
        component: dict[str, Any] = {
            "@id": part,
            "@type": "ceterms:JobComponent",
            "ceterms:name": node.title,
            "ceterms:isPartOf": name,
            "ceterms:proxyFor": node.iri,
        }
        if step is not None:
            component["ceterms:description"] = _said(step.move)
        if place + 1 < len(parts):
            component["ceterms:precedes"] = parts[place + 1 : place + 2]
        yield component


def _said(move: Move) -> str:
    """What a step rests on, in words.

    >>> from careergraph.graph.nodes import Move
    >>> _said(Move("m", "a", "b", "promotion", "stated", ("Next is B.",), "", (("a.md", 3),)))
    'Promotion, stated: “Next is B.” (a.md:3)'
    """
    why = " ".join(f"“{sentence}”" for sentence in move.sentences) or f"by the rule {move.rule}"
    where = ", ".join(f"{path}:{line}" for path, line in move.citations)
    return f"{move.kind.capitalize()}, {move.basis}: {why}" + (f" ({where})" if where else "")


def _role(node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": node.iri, "@type": _CLASSES.get(node.type, []), "rdfs:label": node.title}
    if node.type == "role":
        found["ceterms:name"] = node.title
    if node.citations:
        found["prov:wasDerivedFrom"] = _lines(node.citations)
    return found


def _move(move: Move) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": move.iri,
        "@type": "cg:Move",
        "cg:from": move.source,
        "cg:to": move.target,
        "cg:kind": "cg:" + "".join(word.capitalize() for word in move.kind.split()),
        "cg:basis": f"cg:{move.basis.capitalize()}",
        "prov:wasDerivedFrom": _lines(move.citations),
    }
    if move.sentences:
        found["cg:sentence"] = list(move.sentences)
    if move.rule:
        found["cg:rule"] = move.rule
    return found


def _lines(citations: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [
        {"@type": "cg:SourceLine", "cg:page": {"@type": "cg:Page", "cg:path": path}, "cg:line": line}
        for path, line in citations
    ]
