"""The moves as a networkx graph, for whatever algorithm somebody wants to run on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from .effort import effort

if TYPE_CHECKING:
    from .careers import Careers
    from .nodes import Citation


def to_networkx(careers: Careers) -> nx.MultiDiGraph[str]:
    """All moves between roles, families and mere names.

    Returns:
        a graph whose nodes are IRIs and whose edges have the IRI of the move as key. All attributes are
        strings, numbers or lists of strings; what is not known is left out.

        ============================  =====================================================================
        of nodes
        ============================  =====================================================================
        ``title``                     str, as on the page
        ``type``                      str: role, family, or named (a name that no page describes)
        ``family``, ``department``    str, titles
        ``grades``                    list[str], as written, lowest first
        ``rank``                      float, the lowest grade that is a number
        ``track``                     str: individual contributor or manager
        ``lines``                     list[str], ``path:line`` of headings
        ============================  =====================================================================

        ============================  =====================================================================
        of edges
        ============================  =====================================================================
        ``kind``                      str: promotion, lateral, change of track, next family
        ``basis``                     str: stated or inferred
        ``rule``                      str, the rule behind an inferred move
        ``sentences``                 list[str] that state the move
        ``lines``                     list[str], ``path:line`` of what it rests on
        ``coverage``                  float, 0 to 1: how much of what the target requires the source brings
        ``effort``                    float: what the step takes (docs/paths.md); for shortest paths
        ============================  =====================================================================
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, node in careers.nodes.items():
        if node.type == "department":
            continue
        graph.add_node(
            iri, title=node.title, type=node.type, grades=list(node.grades), lines=_lines(node.citations)
        )
        known = {
            "family": node.family_title,
            "department": node.department_title,
            "track": node.track,
            "rank": node.rank,
        }
        graph.nodes[iri].update({name: value for name, value in known.items() if value not in ("", None)})
    for move in careers.moves:
        source, target = careers.nodes[move.source], careers.nodes[move.target]
        score = careers.score(move)
        graph.add_edge(
            move.source,
            move.target,
            key=move.iri,
            kind=move.kind,
            basis=move.basis,
            sentences=list(move.sentences),
            lines=_lines(move.citations),
            effort=effort(source, target, move, score).total / 1000,
            **({"rule": move.rule} if move.rule else {}),
            **({"coverage": score} if score is not None else {}),
        )
    return graph


def _lines(citations: tuple[Citation, ...]) -> list[str]:
    return [f"{path}:{line}" for path, line in citations]
