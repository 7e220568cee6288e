"""``careergraph gap``: what a position asks that somebody does not bring yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph.facts import things
from careergraph.graph.gap import Positions
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.names import NameIndex
from careergraph.graph.skills import read_taxonomy, require_skills

from .jsonforms import citations_json, named_json
from .opening import failures_as, opened
from .options import format_option, have_option, store_option
from .render import bold, dim, echo, echo_json, places, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from careergraph.graph.coverage import Coverage
    from careergraph.graph.gap import Gap, Need
    from careergraph.graph.names import Named
    from careergraph.graph.owntext import Heard
    from careergraph.graph.skills import Evidence

    from .options import Place

_LINES = 3  # so many lines that ask for a skill are quoted

_EXAMPLES = """\b
Examples:
  careergraph gap "Support Engineer" "Staff Support Engineer"
  careergraph gap --have cv.md "Senior Support Engineer"
  echo "Linux, SQL, mentoring" | careergraph gap --have - "Support Engineer"
"""


@click.command(epilog=_EXAMPLES)
@click.argument("positions", metavar="[FROM] TO", nargs=-1, required=True)
@have_option
@store_option
@format_option
def gap(positions: Sequence[str], have: Path | None, store: Place | None, output: str) -> None:
    """List what TO asks and FROM does not: skills, performance indicators, other requirements.

    FROM and TO are titles of roles, as "careergraph path" understands them. What counts is what is really
    asked of a role ("careergraph show ROLE --effective"). The coverage is the part of TO's required skills
    that FROM has; a related skill counts in part. With --have, somebody's own text stands in for FROM: CV
    (Markdown or plain text) or list of skills; nothing of it is kept.
    """
    wanted = 1 if have else 2
    if len(positions) != wanted:
        raise click.UsageError(
            "with --have, give TO alone" if have else "give FROM and TO, or TO with --have FILE"
        )
    with opened(store) as build, failures_as(output):
        require_skills(build)
        inheritance = Inheritance(build.quads)
        index = NameIndex(things(build.quads, ("role", "family")), build.about["base"])
        *origins, target = [
            inheritance.position(name, index.find(name), build.about["base"]) for name in positions
        ]
        heard: list[Heard] = []
        if have:
            from .own import read_own  # noqa: PLC0415 - loads the matcher

            heard, having = read_own(have, build)
            found = Positions(build.quads, inheritance, having.taxonomy).gap(None, target, having)
        else:
            there = Positions(build.quads, inheritance, read_taxonomy(build.quads))
            found = there.gap(origins[0], target)
    origin = origins[0] if origins else None
    if output == "json":
        echo_json(_json(origin, target, heard, found))
    else:
        _print(origin, target, heard, found)


def coverage_text(coverage: Coverage) -> str:
    """A coverage in a sentence."""
    if coverage.score is None:
        return "No requirement names a skill, so there is no coverage to speak of."
    asked = len(coverage.matches)
    others = ", others by what is related" if coverage.exact < asked else ""
    as_such = f"{coverage.exact} of {asked} as such{others}"
    return f"Covers {coverage.score:.0%} of the required skills ({as_such})."


def _print(origin: Named | None, target: Named, heard: Sequence[Heard], gap: Gap) -> None:
    start = origin.name if origin else "Your text"
    echo(bold(wrap(f"{start} → {target.name}")))
    echo(wrap(coverage_text(gap.coverage)))
    if heard:
        from .own import print_heard  # noqa: PLC0415 - loads the matcher

        echo()
        print_heard(heard)
    _print_needs("Required and missing", [n for n in gap.required if not n.carried_over and not n.partly])
    _print_needs("Required, and partly there", [n for n in gap.required if n.partly])
    _print_needs("Welcome and missing", [n for n in gap.preferred if not n.carried_over and not n.partly])
    _print_needs("Welcome, and partly there", [n for n in gap.preferred if n.partly])
    carried = [n for n in (*gap.required, *gap.preferred) if n.carried_over]
    if carried:
        echo()
        echo(bold(f"Carries over ({len(carried)})"))
        weaker = " (not required so far)"
        echo(wrap(", ".join(n.label + (weaker if n.match.credit < 1 else "") for n in carried), "  "))
    if gap.indicators:
        echo()
        echo(bold(f"Performance indicators that are new ({len(gap.indicators)})"))
        for fact in gap.indicators:
            echo(wrap(fact.other.name, "  ", "    "))
            for place in places(fact.citations):
                echo(f"      {dim(place)}")
    if gap.items:
        echo()
        new = "that are new, " if origin else ""
        echo(bold(f"Other requirements {new}in the words of the page ({len(gap.items)})"))
        for item in gap.items:
            echo(wrap(item.text, "  ", "    "))
            echo(f"      {dim(places([item.citation])[0])}")


def _print_needs(heading: str, needs: Sequence[Need]) -> None:
    if not needs:
        return
    echo()
    echo(bold(f"{heading} ({len(needs)})"))
    for need in needs:
        echo(wrap(f"{need.label}{_near(need)}", "  ", "    "))
        said = list(dict.fromkeys((each.text, each.citation) for each in need.evidence))
        for text, citation in said[:_LINES]:
            echo(wrap(f"“{text}”", "      "))
            echo(f"      {dim(places([citation])[0])}")
        if len(said) > _LINES:
            echo(f"      {dim(f'and {len(said) - _LINES} more')}")


def _near(need: Need) -> str:
    if not need.partly:
        return ""
    return f": {need.match.credit:.0%} by {need.nearest}, {need.match.relation}"


def _json(origin: Named | None, target: Named, heard: Sequence[Heard], gap: Gap) -> dict[str, object]:
    data: dict[str, object] = {"to": named_json(target)}
    if origin:
        data = {"from": named_json(origin), **data}
    else:
        from .own import heard_json  # noqa: PLC0415 - loads the matcher

        data["have"] = heard_json(heard)
    score = gap.coverage.score
    return {
        **data,
        "coverage": None if score is None else round(score, 4),
        "exact": gap.coverage.exact,
        "asked": len(gap.coverage.matches),
        "required": [_need(need) for need in gap.required],
        "preferred": [_need(need) for need in gap.preferred],
        "new_indicators": [
            {**named_json(fact.other), "citations": citations_json(fact.citations)} for fact in gap.indicators
        ],
        "new_items": [
            {"text": item.text, "path": item.citation[0], "line": item.citation[1]} for item in gap.items
        ],
    }


def _need(need: Need) -> dict[str, object]:
    match = need.match
    return {
        "iri": match.asked,
        "label": need.label,
        "state": "carried over" if need.carried_over else "partly" if need.partly else "missing",
        "credit": round(match.credit, 4),
        "by": {"iri": match.had, "label": need.nearest, "relation": match.relation} if match.had else None,
        "evidence": [_evidence(each) for each in need.evidence],
    }


def _evidence(each: Evidence) -> dict[str, object]:
    return {
        "strength": each.strength,
        "words": each.words,
        "text": each.text,
        "of": each.source.holder.name,
        "path": each.citation[0],
        "line": each.citation[1],
    }
