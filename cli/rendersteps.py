"""How steps of a career look on a terminal: roles with grade and place, moves with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careergraph.graph.infer import RULES

from .render import bold, clean, dim, echo, places, stated_or_inferred, wrap

if TYPE_CHECKING:
    from careergraph.graph.effort import Effort
    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.steps import Step

_RULES = {**RULES, "skill-coverage": "nobody wrote this down: the skills of both are alike"}


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 step", "3 steps"."""
    return f"{number} {what}{'s' if number != 1 else ''}"


def thousandths(value: int) -> str:
    """A number of thousandths with two digits: 1250 is "1.25"."""
    return f"{value / 1000:.2f}"


def effort_line(effort: Effort) -> str:
    """What a step or path takes in all, and of what that is made."""
    parts = [
        f"{thousandths(part)} {name}"
        for part, name in (
            (effort.missing, "skills"),
            (effort.grade, "grades"),
            (effort.track, "track"),
            (effort.settling, "settling"),
        )
        if part
    ]
    return f"effort {thousandths(effort.total)} = {' + '.join(parts)}"


def echo_node(node: Node) -> None:
    """A role with its grade, family and place."""
    grade = f"  grade {', '.join(map(clean, node.grades))}" if node.grades else ""
    echo(f"● {bold(clean(node.title))}{grade}")
    if node.type == "named":
        echo(f"    {dim('named on the pages, described on none that was read')}")
        return
    if node.family_title not in ("", node.title):
        echo(wrap(f"in {node.family_title}", "    "))
    for place in places(node.citations):
        echo(f"    {dim(place)}")


def echo_step(step: Step, head: str = "", named: int | None = 3, told: str = "") -> None:
    """A move between two roles: kind, basis, evidence, and what it takes.

    Args:
        step: the step.
        head: what to begin with, such as its number.
        named: how many new skills to name; None for all.
        told: where everything about it has been printed already, if it has.
    """
    move = step.move
    echo("│")
    echo(f"│ {head}{move.kind}, {stated_or_inferred(move.basis)}{rule(move)}")
    indent = "│    "
    if told:
        echo(f"{indent}{dim(told)}")
        echo("▼")
        return
    if move.rule in _RULES:
        echo(wrap(_RULES[move.rule], indent))
    for sentence in move.sentences:
        echo(wrap(f"“{sentence}”", indent))
    for place in places(move.citations):
        echo(f"{indent}{dim(place)}")
    for other in step.others:
        told = f"{indent}also {other.kind}, {stated_or_inferred(other.basis)}{rule(other)}: "
        echo(told + dim("; ".join(places(other.citations))))
    for line in needs(step, named):
        echo(wrap(line, indent, indent + "  "))
    echo("▼")


def needs(step: Step, named: int | None = 3) -> list[str]:
    """What a step takes, in lines: effort, coverage with missing skills, new indicators."""
    lines = [_grades(step) + effort_line(step.effort)]
    if step.coverage is not None:
        said = f"brings {step.coverage:.0%} of the required skills"
        lines.append(f"{said}; new: {_listed(step.missing, named)}" if step.missing else said)
    if step.indicators:
        lines.append(f"new indicators: {_listed(step.indicators, named)}")
    return lines


def rule(move: Move) -> str:
    """The rule behind a move, if there is one."""
    return f" by rule {move.rule}" if move.rule else ""


def _listed(names: tuple[str, ...], most: int | None) -> str:
    shown = names if most is None else names[:most]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more


def _grades(step: Step) -> str:
    one, other = ("/".join(node.grades) for node in (step.source, step.target))
    return f"grade {one} → {other}; " if one and other else ""
