"""``careergraph show``: everything known of one thing, each fact with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from careergraph.graph.errors import UnknownNameError
from careergraph.graph.facts import describe, things
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.names import NameIndex
from careergraph.graph.nodes import read_moves, read_nodes
from careergraph.graph.skillfacts import describe_skill
from careergraph.graph.skills import skills

from .jsonforms import citations_json, move_json, named_json
from .opening import failures_as, opened
from .options import format_option, store_option
from .render import bold, clean, dim, echo, echo_json, places, stated_or_inferred, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.graph.facts import Fact, Facts, ItemFact
    from careergraph.graph.names import Named
    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.store import OpenBuild

    from .options import Place

_ORDER = ("role", "family", "specialty", "segment", "indicator", "department", "named", "skill")
#: Property → heading, for links from the thing and for links to it.
_LINKS = {
    "definition": "Definition",
    "target": "Target",
    "direction": "Direction",
    "targetMinimum": "Lower bound",
    "targetMaximum": "Upper bound",
    "unit": "Unit",
    "isKey": "Key indicator",
    "departmentText": "Kept by",
    "grade": "Grade",
    "track": "Track",
    "inFamily": "Job family",
    "inDepartment": "Department",
    "inSpecialty": "Specialty",
    "reportsTo": "Reports to",
    "extends": "Extends",
    "extendsResponsibilities": "Extends the responsibilities of",
    "extendsRequirements": "Extends the requirements of",
    "hasIndicator": "Performance indicators",
}
_SPOKEN = {"true": "yes", "false": "no"}
_BACKLINKS = {
    "inFamily": "Holds",
    "inDepartment": "Job families",
    "inSpecialty": "Roles",
    "reportsTo": "Who reports to it",
    "extends": "Extended by",
    "extendsResponsibilities": "Its responsibilities are extended by",
    "extendsRequirements": "Its requirements are extended by",
    "hasIndicator": "Who is measured by it",
}
_ITEMS = {
    "hasResponsibility": "Responsibilities",
    "hasRequirement": "Requirements",
    "hasNiceToHave": "Nice to have",
    "hasHiringStep": "Hiring process",
}

_EXAMPLES = """\b
Examples:
  careergraph show "Professional Services Practice Manager"
  careergraph show "Training & Certification"
  careergraph show sales/professional-services-practice-manager
  careergraph show "Senior Backend Engineer" --effective
  careergraph show Kubernetes
  careergraph show "Mean Time To Production"
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name")
@click.option(
    "--effective",
    is_flag=True,
    help="Of a role, list all that is really asked, and from where each item comes.",
)
@click.option("--specialty", metavar="NAME", help="With --effective: held in this specialty or segment.")
@store_option
@format_option
def show(name: str, effective: bool, specialty: str | None, store: Place | None, output: str) -> None:
    """Print everything known of a role, job family, specialty, segment, indicator, department or skill.

    NAME may be abbreviated or misspelt; where a role and its family have the same name, the role is meant. A
    family can be named by the end of its IRI, as "careergraph find" prints it. Facts that a rule infers are
    marked; all others are stated at the lines cited. Of a skill, the roles that ask for it are listed by
    grade.

    What is really asked of a role are its own items, those of the roles that it extends, and what its family
    asks of all roles.
    """
    if specialty and not effective:
        raise click.UsageError("--specialty goes with --effective")
    with opened(store) as build, failures_as(output):
        if effective:
            _show_effective(build, name, specialty, output)
            return
        found = _find(build, name)
        if found.type == "skill":
            _show_skill(build, found, output)
            return
        facts = describe(build.quads, found.iri)
        families = [fact.other.iri for fact in facts.of("inFamily")] if found.type == "role" else []
        of_family = describe(build.quads, families[0]) if families else None
        nodes = read_nodes(build.quads)
        moves = [m for m in read_moves(build.quads) if found.iri in (m.source, m.target)]
        if output == "json":
            echo_json(_json(facts, of_family, moves, nodes))
        else:
            _print(facts, of_family, moves, nodes)


def _find(build: OpenBuild, name: str) -> Named:
    """What a name means; a skill also by its other names, which only the vocabulary has."""
    known = skills(build.quads)
    try:
        return NameIndex([*things(build.quads), *known], build.about["base"], _ORDER).find(name)
    except UnknownNameError:
        from careergraph.graph.vocabulary import called, load_vocabulary  # noqa: PLC0415 - for few names

        if not known or build.about["vocabulary"]["files"] is None:
            raise
        concepts = called(load_vocabulary(build.about["vocabulary"]["files"]), name)
        meant = {concept.iri for concept in concepts}
        found = [skill for skill in known if skill.iri in meant]
        if len(found) != 1:
            raise
        return found[0]


def _show_effective(build: OpenBuild, name: str, specialty: str | None, output: str) -> None:
    from careergraph.graph.effective import effective  # noqa: PLC0415 - for this option only

    from .showeffective import effective_json, print_effective  # noqa: PLC0415

    inheritance = Inheritance(build.quads)
    index = NameIndex(things(build.quads, ("role", "family")), build.about["base"])
    role = inheritance.position(name, index.find(name), build.about["base"])
    part = inheritance.specialty(role.iri, specialty).iri if specialty else ""
    found = effective(build.quads, inheritance, role, part)
    if output == "json":
        echo_json(effective_json(found, inheritance))
    else:
        print_effective(found, inheritance)


def _show_skill(build: OpenBuild, skill: Named, output: str) -> None:
    from .showskill import print_skill, skill_json  # noqa: PLC0415 - for skills only

    facts = describe_skill(build.quads, skill, Inheritance(build.quads), read_nodes(build.quads))
    if output == "json":
        echo_json(skill_json(facts))
    else:
        print_skill(facts)


def _print(facts: Facts, of_family: Facts | None, moves: Sequence[Move], nodes: dict[str, Node]) -> None:
    spoken = {"named": "named on the pages, described on none that was read", "family": "job family"}
    echo(f"{bold(clean(facts.thing.name))}  {spoken.get(facts.thing.type, facts.thing.type)}")
    for place in places(facts.citations):
        echo(dim(place))
    if facts.description:
        echo()
        echo(wrap(facts.description))
    for property_, heading in _LINKS.items():
        _print_facts(heading, facts.of(property_))
    for property_, heading in _BACKLINKS.items():
        _print_facts(heading, facts.to(property_))
    if facts.ladder_undefined:
        echo()
        echo("The page says that the next step is not defined yet.")
        for fact in facts.of("ladderUndefined"):
            for place in places(fact.citations):
                echo(f"      {dim(place)}")
    _print_moves("Moves from here", facts.thing.iri, [m for m in moves if m.source == facts.thing.iri], nodes)
    _print_moves("Moves to here", facts.thing.iri, [m for m in moves if m.target == facts.thing.iri], nodes)
    _print_items(facts, "")
    if of_family is not None:
        alone = sum(fact.other.type == "role" for fact in of_family.to("inFamily")) == 1
        whose = "" if alone else f" of all roles of {of_family.thing.name}"
        _print_facts(f"Performance indicators{whose}", of_family.of("hasIndicator"))
        _print_items(of_family, whose)


def _print_facts(heading: str, facts: Sequence[Fact]) -> None:
    if not facts:
        return
    echo()
    echo(bold(clean(heading)))
    for fact in facts:
        said = f" (written “{clean(fact.written)}”)" if fact.written else ""
        rule = f", {stated_or_inferred('inferred')} by rule {fact.rule}" if fact.rule else ""
        part = f", {fact.other.type}" if fact.other.type in ("specialty", "segment") else ""
        name = _SPOKEN.get(fact.other.name, fact.other.name) if fact.property == "isKey" else fact.other.name
        echo(wrap(f"{name}{part}{said}", "  ", "    ") + rule)
        for place in places(fact.citations):
            echo(f"      {dim(place)}")


def _print_moves(heading: str, here: str, moves: Sequence[Move], nodes: dict[str, Node]) -> None:
    if not moves:
        return
    echo()
    echo(bold(heading))
    for move in sorted(moves, key=lambda m: (m.basis != "stated", m.iri)):
        other = nodes[move.target if move.source == here else move.source]
        grade = f" (grade {', '.join(other.grades)})" if other.grades else ""
        rule = f" by rule {move.rule}" if move.rule else ""
        family = ", job family" if other.type == "family" else ""
        echo(f"  {clean(other.title)}{grade}{family}: {move.kind}, {stated_or_inferred(move.basis)}{rule}")
        for sentence in move.sentences:
            echo(wrap(f"“{sentence}”", "      "))
        for place in places(move.citations):
            echo(f"      {dim(place)}")


def _print_items(facts: Facts, whose: str) -> None:
    for property_, heading in _ITEMS.items():
        items = [item for item in facts.items if item.property == property_]
        if items:
            echo()
            echo(bold(clean(f"{heading}{whose}")))
            echo(f"  {dim(clean(items[0].citation[0]))}")
        for item in items:
            line = f"{item.citation[1]:>5}"
            echo(wrap(item.text, f"{line}  ", " " * (len(line) + 2)))


def _json(
    facts: Facts, of_family: Facts | None, moves: Sequence[Move], nodes: dict[str, Node]
) -> dict[str, object]:
    here = facts.thing.iri
    return {
        **named_json(facts.thing),
        "description": facts.description,
        "citations": citations_json(facts.citations),
        "ladder_undefined": facts.ladder_undefined,
        "facts": [_fact(fact) for fact in facts.links],
        "facts_of_others": [_fact(fact) for fact in facts.backlinks],
        "items": [_item(item) for item in facts.items],
        "family_facts": [_fact(fact) for fact in of_family.of("hasIndicator")] if of_family else [],
        "family_items": [_item(item) for item in of_family.items] if of_family else [],
        "moves_from": [
            {"to": nodes[m.target].title, "to_iri": m.target, **move_json(m)}
            for m in moves
            if m.source == here
        ],
        "moves_to": [
            {"from": nodes[m.source].title, "from_iri": m.source, **move_json(m)}
            for m in moves
            if m.target == here
        ],
    }


def _fact(fact: Fact) -> dict[str, object]:
    return {
        "property": fact.property,
        **named_json(fact.other),
        "written": fact.written or fact.other.name,
        "link": fact.link,
        "basis": "inferred" if fact.rule else "stated",
        "rule": fact.rule,
        "citations": citations_json(fact.citations),
    }


def _item(item: ItemFact) -> dict[str, object]:
    return {"property": item.property, "text": item.text, "path": item.citation[0], "line": item.citation[1]}
