"""Ways that are missing: dead ends, roles nobody can reach, families nobody can leave, missing pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .insight import Insight, counted, number, with_grade

if TYPE_CHECKING:
    from .insight_view import View
    from .nodes import Move, Node


def dead_ends(view: View) -> list[Insight]:
    """Roles from which no move leads on and that are not at the top; the lowest grade first.

    A move to a page that is not there leads on; a demotion does not.
    """
    found = []
    for role in view.roles:
        if role.iri in view.left or view.is_top(role):
            continue
        what = f"no move leads on from {with_grade(role)}"
        if role.iri not in view.reached:
            what = f"no move leads to or on from {with_grade(role)}"
        above = None
        if role.ranks:
            highest = view.highest[role.department, role.track]
            above = highest - role.ranks[-1]
            track = f"{role.track}s" if role.track else "roles"
            what += f"; {role.department_title or 'other families'} has {track} up to grade {number(highest)}"
        citations = role.citations
        if role.family in view.undefined:
            what += "; its page says that no next step is defined yet"
            citations = (*citations, view.undefined[role.family])
        found.append(Insight("dead-end", (role,), above, what, citations=citations))
    return sorted(found, key=lambda each: _by_grade(each.nodes[0]))


def unreachable(view: View) -> list[Insight]:
    """Roles to which no move leads and in which nobody starts; the highest grade last."""
    found = []
    for role in view.roles:
        if role.iri in view.reached or view.is_entry(role):
            continue
        mates = len(view.families[role.family]) - 1
        what = f"no move leads to {with_grade(role)}, the only role of its family"
        if mates:
            others = counted(mates, "other role")
            what = f"no move leads to {with_grade(role)}, not even from {others} of its family"
        found.append(Insight("unreachable", (role,), mates, what, citations=role.citations))
    return sorted(found, key=lambda each: _by_grade(each.nodes[0]))


def no_way_out(view: View) -> list[Insight]:
    """Families that no move leaves, unless a role of theirs is at the top; those with most roles first."""
    nodes = view.careers.nodes
    open_ = set()
    for move in view.moves:
        source, target = nodes[move.source], nodes[move.target]
        home = source.family or source.iri
        if home != (target.family or target.iri):
            open_.add(home)
    found = []
    for iri, roles in view.families.items():
        if not roles or iri in open_ or any(view.is_top(role) for role in roles):
            continue
        family = nodes[iri]
        highest = max(roles, key=lambda role: (role.ranks[-1:], role.iri))
        what = f"no move leaves {family.title} ({counted(len(roles), 'role')}, up to {with_grade(highest)})"
        citations = family.citations
        if iri in view.undefined:
            what += "; its page says that no next step is defined yet"
            citations = (*citations, view.undefined[iri])
        found.append(Insight("no-way-out", (family,), len(roles), what, citations=citations))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))


def missing_pages(view: View) -> list[Insight]:
    """Names that moves state and no page describes, or several do; those that most moves name first."""
    nodes = view.careers.nodes
    there: dict[str, list[Move]] = defaultdict(list)
    back: dict[str, list[Move]] = defaultdict(list)
    for move in view.careers.moves:
        if move.basis == "stated":
            there[move.target].append(move)
            back[move.source].append(move)
    found = []
    for node in nodes.values():
        leading, leaving = there.get(node.iri, []), back.get(node.iri, [])
        if node.type != "named" or not leading:
            continue
        sources = sorted({nodes[move.source].title for move in leading})
        what = f"“{node.title}” is the next step of {_listed(sources)}, but no page read has this title"
        if leaving:
            what += f"; {counted(len(leaving), 'move')} would lead on from there"
        origins = tuple(dict.fromkeys(nodes[move.source] for move in leading))
        citations = view.citations(*leading, *leaving)
        found.append(
            Insight("missing-page", (node, *origins), len(leading) + len(leaving), what, citations=citations)
        )
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))


def _listed(names: list[str], most: int = 3) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(f"“{name}”" for name in names[:most]) + more


def _by_grade(role: Node) -> tuple[float, str]:
    return (role.ranks[0] if role.ranks else float("inf"), role.iri)
