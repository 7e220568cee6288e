"""What an ambiguous label means, told by the company that it keeps: Go with Ruby, not go to market."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import BREAK

if TYPE_CHECKING:
    from .labels import Entry
    from .matcher import Match, Named
    from .words import Words


def fitting(entries: list[Entry], first: int, stop: int, found: Words) -> Entry | None:
    """The first entry that these words may stand for here."""
    for entry in entries:
        if entry.light and entry.light != found.light[first]:
            continue
        if entry.case:
            raw = found.text[found.starts[first] : found.ends[stop - 1]]
            if raw != entry.case:
                continue
        if entry.contexts is not None and not _in_company(entry.contexts, first, stop, found):
            continue
        return entry
    return None


def _in_company(contexts: frozenset[str], first: int, stop: int, found: Words) -> bool:
    """Whether one of the contexts stands elsewhere in the sentence or right around it."""
    around = [*found.light[:first], BREAK, *found.light[stop:], BREAK, *found.light_around]
    present = set(around)
    text = ""
    for context in contexts:
        if " " not in context:
            if context in present:
                return True
        else:
            text = text or f" {' '.join(around)} "
            if f" {context} " in text:
                return True
    return False


def by_neighbours(match: Match, chosen: list[Named], found: Words) -> Entry | None:
    """What an ambiguous name means in a list with skills of the same kind: "Go, Java or Rust"."""
    links = {BREAK, "and", "or"}
    before, after = match.first, match.stop
    while before > 0 and found.keys[before - 1] in links:
        before -= 1
    while after < len(found) and found.keys[after] in links:
        after += 1
    near = [
        each.entry.concept
        for each in chosen
        if (each.stop == before < match.first) or (each.first == after > match.stop)
    ]
    for entry in match.entries if near else ():
        concept = entry.concept
        if (not entry.light or entry.light == found.light[match.first]) and any(
            (concept.kind == other.kind == "tool") or set(concept.broader).intersection(other.broader)
            for other in near
        ):
            return entry
    return None
