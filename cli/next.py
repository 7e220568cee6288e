"""``careergraph next``: what may come next for somebody in a role."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from careergraph.graph.careergraph import SUGGESTED, CareerGraph

from .jsonforms import citations_json, move_json, node_json, step_json
from .opening import failures_as, opened
from .options import format_option, limit_option, store_option
from .render import bold, clean, dim, echo, echo_json, places, stated_or_inferred, width, wrap
from .rendersteps import counted, needs, rule
from .table import columns

if TYPE_CHECKING:
    from pathlib import Path

    from careergraph.graph.nodes import Citation, Node
    from careergraph.graph.outlook import Direction, Outlook
    from careergraph.graph.steps import Step

_HEADINGS: dict[Direction, str] = {
    "up": "Up",
    "lateral": "Lateral",
    "change of track": "Change of track",
    "down": "Down",
    "suggested": "Suggested: nobody wrote these down, the skills of both are alike",
}
_SENTENCE = 220  # so many letters of a sentence are quoted
_NAMED = 3  # so many skills are named
_LEADING = 5  # so many roles are named that lead to one

#: Sentences and lines behind a step → the step that was printed with them.
_Said = dict[tuple[tuple[str, ...], tuple["Citation", ...]], str]

_EXAMPLES = """\b
Examples:
  careergraph next "Senior Backend Engineer"
  careergraph next "ps practice manager" --no-suggested
  careergraph next "Support Engineer" --stated-only --format json
  careergraph next finance --limit 3
"""


@click.command("next", epilog=_EXAMPLES)
@click.argument("role")
@click.option("--stated-only", is_flag=True, help="Only moves that a page states.")
@click.option("--allow-down", is_flag=True, help="Name demotions, too.")
@click.option(
    "--suggested",
    default=SUGGESTED,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="Suggest at most N lateral moves that nobody wrote down, by likeness of skills.",
)
@click.option("--no-suggested", is_flag=True, help="Suggest nothing.")
@limit_option("steps of a kind; JSON has all")
@store_option
@format_option
@click.pass_context
def next_(  # noqa: PLR0913, PLR0917 - one an option
    ctx: click.Context,
    role: str,
    stated_only: bool,
    allow_down: bool,
    suggested: int,
    no_suggested: bool,
    limit: int,
    store: Path | None,
    output: str,
) -> None:
    """List what may come next for somebody in a role: up, lateral, change of track; least effort first.

    ROLE is the title of a role as "careergraph path" understands it, or of a job family or department for
    the ways out of it. Each step says whether a page states it or a rule infers it, cites page and line, and
    tells what it takes. Suggestions come last and apart: they rest on skills alone. Exits with 1 if there is
    nothing.
    """
    with opened(store) as build, failures_as(output):
        graph = CareerGraph(build)
        found = graph.next(
            role,
            allow_down=allow_down,
            stated_only=stated_only,
            suggested=0 if no_suggested else suggested,
        )
        undefined = () if found.known else _undefined(graph, found.role)
    if output == "json":
        echo_json(_json(found, undefined))
    else:
        _print(found, undefined, limit, stated_only=stated_only)
    if not found.steps:
        ctx.exit(1)


def _undefined(graph: CareerGraph, role: Node) -> tuple[Citation, ...]:
    """The lines that say of a role's family that the next step is not defined yet."""
    from careergraph.graph.facts import describe  # noqa: PLC0415 - only where nothing leads on

    if role.type not in ("role", "family"):
        return ()
    facts = describe(graph.build.quads, role.family or role.iri)
    return tuple(line for fact in facts.of("ladderUndefined") for line in fact.citations)


def _print(found: Outlook, undefined: tuple[Citation, ...], limit: int, *, stated_only: bool) -> None:
    role = found.role
    _print_title(wrap(role.title), _about(role), "  ")
    for place in places(role.citations):
        echo(f"  {dim(place)}")
    if not found.known:
        echo()
        nobody = "No page states" if stated_only else "No page states, and no rule infers,"
        echo(wrap(f"{nobody} what comes next{_left_out(found)}."))
        if undefined:
            echo("The page says that the next step is not defined yet:")
            _print_places(undefined, "  ")
        _print_brief("What its job family as a whole leads to", found.of_family, limit)
        _print_brief("What leads here", found.leading, _LEADING, back=True)
    said: _Said = {}
    for direction, steps in found.steps.items():
        echo()
        echo(bold(f"{_HEADINGS[direction]} ({len(steps)})"))
        for number, step in enumerate(steps[:limit], 1):
            _print_step(found, step, f"  {number}. ", said)
            said.setdefault(_evidence(found, step), f"{direction} {number}")
        if len(steps) > limit:
            echo(dim(f"  and {len(steps) - limit} more; see them with --limit {len(steps)}"))
    if found.known and found.left_out:
        echo()
        echo(dim(f"{counted(found.left_out, 'step')} down left out; see with --allow-down"))


def _about(role: Node) -> str:
    if role.type == "named":
        return "named on the pages, described on none that was read"
    kinds = {"family": "job family: its ways out", "department": "department: its ways out"}
    told = [kinds.get(role.type, "")]
    told += [f"grade {', '.join(role.grades)}" if role.grades else "", role.track]
    told += [f"in {role.family_title}" if role.family_title not in ("", role.title) else ""]
    return ", ".join(part for part in told if part)


def _left_out(found: Outlook) -> str:
    down = f", but for {counted(found.left_out, 'step')} down (--allow-down)" if found.left_out else ""
    inferred = f"; rules infer {counted(found.unstated, 'step')} (without --stated-only)"
    return down + (inferred if found.unstated else "")


def _evidence(found: Outlook, step: Step) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """The sentences behind a step, and the lines to cite: of one that applies another, those of the other."""
    return step.move.sentences, found.applies.get(step.move.iri, step.move).citations


def _print_step(found: Outlook, step: Step, head: str, said: _Said) -> None:
    """A step; sentences that one before rests on, too, are not repeated (``said``: evidence → where)."""
    move, indent = step.move, " " * len(head)
    source = f"{step.source.title} → " if step.source.iri != found.role.iri else ""
    _print_title(wrap(f"{source}{step.target.title}", head, indent), _elsewhere(step), indent)
    echo(f"{indent}{move.kind}, {stated_or_inferred(move.basis)}{rule(move)}")
    stated = found.applies.get(move.iri)
    if stated:
        ends = " → ".join(_whole(end) for end in (found.nodes[stated.source], found.nodes[stated.target]))
        echo(wrap(f"stated for: {ends}", indent, indent + "  "))
    evidence = _evidence(found, step)
    if move.sentences and evidence in said:
        echo(f"{indent}{dim(f'the same sentence as in {said[evidence]}')}")
    else:
        for sentence in move.sentences:
            short = textwrap.shorten(clean(sentence), _SENTENCE, placeholder=" …")
            echo(wrap(f"“{short}”", indent))
        _print_places(evidence[1], indent)
    if move.iri in found.shared:
        echo(wrap(f"both ask: {_listed(found.shared[move.iri])}", indent, indent + "  "))
    for other in step.others:
        echo(f"{indent}also {other.kind}, {stated_or_inferred(other.basis)}{rule(other)}")
        _print_places(other.citations, indent + "  ")
    if step.target.type != "named":
        for line in needs(step, _NAMED):
            echo(wrap(line, indent, indent + "  "))


def _print_title(title: str, about: str, indent: str) -> None:
    """A title, and beside it what is to be known of it; below it where there is no room."""
    if not about or columns(title.rpartition("\n")[2]) + 2 + columns(about) <= width():
        echo(f"{bold(title)}  {dim(about)}".rstrip() if about else bold(title))
    else:
        echo(bold(title))
        echo(dim(wrap(about, indent)))


def _elsewhere(step: Step) -> str:
    """The family and department of where a step leads, if the family is another one; what is no role."""
    node = step.target
    if node.type != "role":
        return _kind_of(node)
    if node.family == step.source.family:
        return ""
    family = node.family_title if node.family_title != node.title else ""
    department = node.department_title if node.department != step.source.department else ""
    told = ", ".join(part for part in (family, department) if part)
    return f"in {told}" if told else ""


def _whole(node: Node) -> str:
    return f"job family {node.title}" if node.type == "family" else node.title


def _kind_of(node: Node) -> str:
    return {"named": "described on no page", "family": "a whole job family"}.get(node.type, "")


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _print_places(citations: tuple[Citation, ...], indent: str) -> None:
    for place in places(citations):
        echo(f"{indent}{dim(place)}")


def _print_brief(heading: str, steps: tuple[Step, ...], limit: int, *, back: bool = False) -> None:
    if not steps:
        return
    echo()
    echo(bold(f"{heading} ({len(steps)})"))
    for step in steps[:limit]:
        node = step.source if back else step.target
        kind = f" ({_kind_of(node)})" if _kind_of(node) else ""
        echo(wrap(f"{node.title}{kind}", "  ", "    "))
        echo(f"    {step.move.kind}, {stated_or_inferred(step.move.basis)}{rule(step.move)}")
        _print_places(step.move.citations, "    ")
    if len(steps) > limit:
        echo(dim(f"  and {len(steps) - limit} more"))


def _json(found: Outlook, undefined: tuple[Citation, ...]) -> dict[str, object]:
    def steps(direction: Direction) -> list[dict[str, object]]:
        listed = []
        for step in found.of(direction):
            stated = found.applies.get(step.move.iri)
            more: dict[str, object] = {"applies": move_json(stated) if stated else None}
            if direction == "suggested":
                more = {"shared_skills": list(found.shared[step.move.iri])}
            listed.append({**step_json(step), **more})
        return listed

    return {
        "role": node_json(found.role),
        "up": steps("up"),
        "lateral": steps("lateral"),
        "change_of_track": steps("change of track"),
        "down": steps("down"),
        "suggested": steps("suggested"),
        "down_left_out": found.left_out,
        "inferred_left_out": found.unstated,
        "next_step_undefined": citations_json(undefined),
        "of_family": [step_json(step) for step in found.of_family],
        "leading": [step_json(step) for step in found.leading],
    }
