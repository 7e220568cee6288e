"""The skills of a store: what they are, how they hang together, and what the items of a position name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from .coverage import Taxonomy
from .errors import NoSkillsError
from .names import Named
from .nodes import local
from .query import select

if TYPE_CHECKING:
    from .inheritance import Aspect, Inheritance, Source
    from .query import Dataset, Row
    from .store import OpenBuild

Citation = tuple[str, int]
Strength = Literal["required", "preferred", "responsibility"]

#: How sure it is that somebody in a position has a skill, by how the position's page speaks of it. One that
#: is not demanded counts half; docs/skills-and-gaps.md says why.
WEIGHTS: dict[Strength, float] = {"required": 1.0, "preferred": 0.5, "responsibility": 0.5}
_ORDER: list[Strength] = ["required", "preferred", "responsibility"]
#: Aspect → the strengths of evidence that its items give.
STRENGTHS: dict[Aspect, tuple[Strength, ...]] = {
    "requirements": ("required", "preferred"),
    "responsibilities": ("responsibility",),
}
_ITEMS: dict[str, Strength] = {
    "hasRequirement": "required",
    "hasNiceToHave": "preferred",
    "hasResponsibility": "responsibility",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an item that name a skill, and whose item it is."""

    skill: str
    strength: Strength
    words: str
    text: str
    citation: Citation
    source: Source


@dataclass(frozen=True, slots=True)
class Profile:
    """The skills that are asked in a position: IRI → the evidence, the strongest and nearest first."""

    position: Named
    skills: dict[str, tuple[Evidence, ...]]

    def of(self, strength: Strength) -> list[str]:
        """The skills whose strongest evidence is this."""
        return [iri for iri, evidence in self.skills.items() if evidence[0].strength == strength]

    @property
    def weights(self) -> dict[str, float]:
        """IRI → how sure it is that somebody in this position has the skill."""
        return {iri: WEIGHTS[evidence[0].strength] for iri, evidence in self.skills.items()}


def require_skills(build: OpenBuild) -> None:
    """Make sure that the build looked for skills.

    Raises:
        NoSkillsError: it did not.
    """
    if not build.about.get("vocabulary"):
        raise NoSkillsError("was built without skills; run: careergraph build", build.place)


def read_taxonomy(store: Dataset) -> Taxonomy:
    """The hierarchy of the skills that a store knows."""
    broader: dict[str, list[str]] = defaultdict(list)
    content: dict[str, float] = {}
    labels: dict[str, str] = {}
    for row in select(store, "concepts"):
        iri = row["skill"]
        labels[iri], content[iri] = row["label"], float(row["content"])
        if "broader" in row:
            broader[iri].append(row["broader"])
    return Taxonomy({iri: sorted(above) for iri, above in broader.items()}, content, labels)


def profile(store: Dataset, inheritance: Inheritance, position: Named, specialty: str = "") -> Profile:
    """The skills that are really asked in a position, its own and those that it takes over from others.

    Args:
        store: what `store.reading` gives.
        inheritance: made from the same store.
        position: a role, or a family for what it asks of all its roles.
        specialty: the IRI of a specialty that the role is held in, if any.
    """
    found: dict[str, list[Evidence]] = defaultdict(list)
    for aspect, strengths in STRENGTHS.items():
        for source in inheritance.sources(position.iri, aspect, specialty).found:
            rows = select(store, "named-skills", {"thing": ox.NamedNode(source.holder.iri)})
            for row in sorted(rows, key=lambda row: (row["path"], int(row["line"]), int(row["start"]))):
                each = evidence(row, source)
                if each.strength in strengths:
                    found[each.skill].append(each)
    ordered = {
        iri: tuple(sorted(found[iri], key=lambda each: _ORDER.index(each.strength))) for iri in sorted(found)
    }
    return Profile(position, ordered)


def strength_of(link: str, *, weak: bool) -> Strength:
    """The strength of evidence that words of an item give.

    Args:
        link: the property that ties the item to its position ("hasRequirement").
        weak: whether the words say that the skill is not demanded.
    """
    strength = _ITEMS[link]
    return "preferred" if weak and strength == "required" else strength


def evidence(row: Row, source: Source) -> Evidence:
    """A row of a query about mentions as evidence from a source."""
    strength = strength_of(local(row["property"]), weak="weight" in row)
    return Evidence(
        row["skill"],
        strength,
        row["text"][int(row["start"]) : int(row["end"])],
        row["text"],
        (row["path"], int(row["line"])),
        source,
    )


def skill_links(store: Dataset) -> dict[Strength, dict[str, set[str]]]:
    """For "required" and "preferred", the skills by the IRI of the position whose own items name them."""
    found: dict[Strength, dict[str, set[str]]] = {"required": defaultdict(set), "preferred": defaultdict(set)}
    for row in select(store, "skill-links"):
        strength: Strength = "required" if local(row["property"]) == "requiresSkill" else "preferred"
        found[strength][row["holder"]].add(row["skill"])
    return found


def skills(store: Dataset) -> list[Named]:
    """The skills that a store knows, as things to be found by name; ordered by IRI."""
    labels = {row["skill"]: row["label"] for row in select(store, "concepts")}
    return [Named(iri, label, "skill") for iri, label in sorted(labels.items())]


def unlinked(store: Dataset) -> list[tuple[Citation, str]]:
    """The requirements and nice-to-haves that name no skill, but for statements that extend another role.

    Returns:
        line and words of each, by page and line.
    """
    extending = {(row["path"], int(row["line"])) for row in select(store, "extensions")}
    found = {((row["path"], int(row["line"])), row["text"]) for row in select(store, "unlinked-items")}
    return sorted(item for item in found if item[0] not in extending)
