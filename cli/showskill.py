"""How ``careergraph show`` prints a skill: its place in the vocabulary, and who asks it, by grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .jsonforms import named_json
from .render import bold, clean, dim, echo, places, wrap

if TYPE_CHECKING:
    from careergraph.graph.skillfacts import Asker, SkillFacts

_HEADINGS = {
    "required": "Required",
    "preferred": "Preferred",
    "responsibility": "Named in responsibilities only",
}


def print_skill(facts: SkillFacts) -> None:
    """Print a skill for people."""
    echo(f"{bold(clean(facts.skill.name))}  skill")
    echo(dim(facts.skill.iri))
    for heading, others in (("Broader", facts.broader), ("Narrower", facts.narrower)):
        if others:
            echo(wrap(f"{heading}: {', '.join(other.name for other in others)}"))
    for heading, iris in (("The same as", facts.exact_matches), ("Nearly the same as", facts.close_matches)):
        for iri in iris:
            echo(f"{heading}: {dim(iri)}")
    for strength, heading in _HEADINGS.items():
        askers = [asker for asker in facts.askers if asker.strength == strength]
        if askers:
            echo()
            echo(bold(f"{heading} ({len(askers)})"))
        for asker in askers:
            _print_asker(asker)


def _print_asker(asker: Asker) -> None:
    span = asker.grades if len(asker.grades) < 3 else (f"{asker.grades[0]} to {asker.grades[-1]}",)
    grade = f"grade {', '.join(map(clean, span))}" if span else "no grade"
    whole = {"family": ", all roles of the job family", "role": ""}.get(
        asker.holder.type, f", {asker.holder.type}"
    )
    family = f" of {asker.family}" if asker.family not in ("", asker.holder.name) else ""
    echo(wrap(f"{grade}: {asker.holder.name}{whole}{family}", "  ", "    "))
    for place in places(each.citation for each in asker.evidence):
        echo(f"      {dim(place)}")


def skill_json(facts: SkillFacts) -> dict[str, object]:
    """A skill for programs."""
    return {
        **named_json(facts.skill),
        "broader": [named_json(other) for other in facts.broader],
        "narrower": [named_json(other) for other in facts.narrower],
        "exact_matches": list(facts.exact_matches),
        "close_matches": list(facts.close_matches),
        "positions": [
            {
                **named_json(asker.holder),
                "family": asker.family,
                "grades": list(asker.grades),
                "strength": asker.strength,
                "evidence": [
                    {
                        "strength": each.strength,
                        "words": each.words,
                        "text": each.text,
                        "path": each.citation[0],
                        "line": each.citation[1],
                    }
                    for each in asker.evidence
                ],
            }
            for asker in facts.askers
        ],
    }
