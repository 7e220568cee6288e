"""What roles ask: pairs that ask nearly the same, and skills that one role alone asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING

from .coverage import Having
from .insight import Insight, with_grade

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .insight_view import View
    from .requirements import Required

#: Of what each of two roles asks, at least so much is what the other asks.
ALIKE = 0.8
#: Of the skills, at least so many are the very same; what is merely related may make up for the rest.
SAME = 0.6
#: Roles with fewer requirements (or skills) of their own are not compared: too little to tell anything.
ITEMS, SKILLS = 3, 5
#: So many skills are named in a line of text.
_NAMED = 5


def same_requirements(view: View) -> list[Insight]:
    """Pairs of roles whose own requirements are nearly the same, by their words or by the skills they name.

    What a role takes over from others and from its family is left out: that it is the same is meant. Of
    words, the share in the longer list counts; of skills, the coverage in the direction in which it is lower.
    """
    nodes = view.careers.nodes
    own = {role.iri: view.required[role.iri] for role in view.roles if role.iri in view.required}
    texts = {iri: each.texts.keys() for iri, each in own.items() if len(each.texts) >= ITEMS}
    skills = {iri: each.skills.keys() for iri, each in own.items() if len(each.skills) >= SKILLS}
    found: list[tuple[float, Insight]] = []
    for one, other in sharing(texts, ALIKE) | sharing(skills, SAME):
        words = _share(own[one].texts, own[other].texts)
        covered = _covered(view, own[one], own[other])
        if (words >= ALIKE and one in texts and other in texts) or covered < ALIKE:
            covered = 0.0
        if max(words, covered) < ALIKE:
            continue
        pair = nodes[one], nodes[other]
        same = len(own[one].texts.keys() & own[other].texts.keys())
        counts = (
            f"{same} of {len(own[one].texts)} and {len(own[other].texts)} requirements are the same in words"
        )
        if covered:
            counts = f"their requirements name the same skills ({covered:.0%}); {counts}"
        both = " and ".join(with_grade(node) for node in pair)
        if pair[0].family != pair[1].family:
            both = " and ".join(f"{with_grade(node)} of {node.family_title}" for node in pair)
        lines = tuple(min(own[iri].texts.values()) for iri in (one, other))
        value = round(max(words, covered), 3)
        found.append((words, Insight("same-requirements", pair, value, f"{both}: {counts}", citations=lines)))
    found.sort(key=lambda each: (-(each[1].value or 0), -each[0], *(node.iri for node in each[1].nodes)))
    return [insight for _, insight in found]


def sharing(sets: Mapping[str, Collection[str]], share: float) -> set[tuple[str, str]]:
    """The pairs of sets that may have a share of the larger one in common; some have less.

    Each two that do share one of their rarest elements, so that only sets with one of these in common are
    paired (prefix filtering: Chaudhuri et al., "A primitive operator for similarity joins", ICDE 2006).

    >>> sharing({"a": "xyz", "b": "xyzw", "c": "xpq"}, 0.7)
    {('a', 'b')}
    """
    frequency = Counter(element for each in sets.values() for element in each)
    having: dict[str, list[str]] = defaultdict(list)
    for name, each in sorted(sets.items()):
        rarest = sorted(each, key=lambda element: (frequency[element], element))
        for element in rarest[: len(rarest) - ceil(share * len(rarest) - 1e-9) + 1]:
            having[element].append(name)
    return {pair for names in having.values() for pair in combinations(names, 2)}


def _share(one: Collection[str], other: Collection[str]) -> float:
    """How much of the larger of two collections both have; 0 where one is empty."""
    return len(set(one) & set(other)) / max(len(one), len(other)) if one and other else 0.0


def _covered(view: View, one: Required, other: Required) -> float:
    """How much of each one's skills the other's cover, the lower of both; 0 where too few are the same."""
    taxonomy = view.careers.taxonomy
    few = min(len(one.skills), len(other.skills)) < SKILLS
    if taxonomy is None or few or _share(one.skills, other.skills) < SAME:
        return 0.0
    return min(
        Having(taxonomy, dict.fromkeys(had.skills, 1.0)).coverage(asked.skills).score or 0.0
        for had, asked in ((one, other), (other, one))
    )


def lone_skills(view: View) -> list[Insight]:
    """By role, the skills that it requires and no other role asks for in any way; most skills first."""
    careers = view.careers
    if careers.taxonomy is None:
        return []
    askers = Counter(skill for role in view.roles for skill in careers.asked[role.iri].skills)
    found = []
    for role in view.roles:
        alone = [iri for iri in careers.required(role.iri) if askers[iri] == 1]
        if not alone:
            continue
        labels = tuple(sorted(map(careers.taxonomy.label, alone)))
        more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
        what = f"only {with_grade(role)} asks for {', '.join(labels[:_NAMED])}{more}"
        holders = [view.required[iri] for iri in (role.iri, role.family) if iri in view.required]
        lines = {line for holder in holders for iri in alone for line in holder.skills.get(iri, ())}
        cited = tuple(sorted(lines)) or role.citations
        found.append(Insight("lone-skill", (role,), len(alone), what, labels, cited))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))
