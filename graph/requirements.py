"""What each position itself requires: the words of its items and the skills they name, with their lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .effective import same_words
from .query import select

if TYPE_CHECKING:
    from .nodes import Citation
    from .query import Dataset


@dataclass(slots=True)
class Required:
    """A position's own requirements.

    ``texts`` are the words of its top-level items, without case and spaces, with the first line that has
    them; ``skills`` are those that the items and what stands below them name without doubt, with the lines
    of the top-level items.
    """

    texts: dict[str, Citation] = field(default_factory=dict)
    skills: dict[str, list[Citation]] = field(default_factory=lambda: defaultdict(list))


def own_requirements(store: Dataset) -> dict[str, Required]:
    """By the IRI of a role, family, specialty or segment, what it requires itself.

    What it takes over from others is not among it; see `inheritance.Inheritance`.
    """
    below: dict[str, list[str]] = defaultdict(list)
    for row in select(store, "sub-items"):
        below[row["item"]].append(row["below"])
    named: dict[str, list[str]] = defaultdict(list)
    for row in select(store, "mentions"):
        if "weight" not in row:
            named[row["item"]].append(row["skill"])
    found: dict[str, Required] = defaultdict(Required)
    for row in select(store, "requirement-texts"):
        mine, line = found[row["holder"]], (row["path"], int(row["line"]))
        text = same_words(row["text"])
        mine.texts[text] = min(line, mine.texts.get(text, line))
        waiting = [row["item"]]
        while waiting:
            item = waiting.pop()
            waiting += below.get(item, ())
            for skill in named.get(item, ()):
                mine.skills[skill].append(line)
    return dict(found)
