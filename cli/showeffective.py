"""How ``careergraph show --effective`` prints what is really asked of a role, and whose items these are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .jsonforms import citations_json, named_json
from .render import bold, clean, dim, echo, places, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.graph.effective import Effective, EffectiveItem
    from careergraph.graph.inheritance import Extension, Inheritance, Source

_HEADINGS = {
    "hasRequirement": "Requirements",
    "hasNiceToHave": "Nice to have",
    "hasResponsibility": "Responsibilities",
}


def print_effective(found: Effective, inheritance: Inheritance) -> None:
    """Print the items of a role by heading and source."""
    echo(f"{bold(clean(found.role.name))}  what is really asked")
    for property_, heading in _HEADINGS.items():
        items = found.of(property_)
        if not items:
            continue
        echo()
        echo(bold(f"{heading} ({len(items)})"))
        for source, listed in groupby(items, key=lambda item: item.source):
            _print_source(source, found, inheritance, list(listed))
    if found.cycles:
        echo()
        echo(bold("Statements that run in a circle, and were not followed again"))
        for cycle in found.cycles:
            names = [inheritance.holders[extension.role].name for extension in cycle]
            echo(wrap(" → ".join([*names, names[0]]), "  ", "    "))
            for place in places(extension.citation for extension in cycle):
                echo(f"      {dim(place)}")
    if found.unresolved:
        echo()
        echo(bold("Statements about roles that no page describes"))
        for extension in found.unresolved:
            echo(wrap(f"“{extension.written}”", "  ", "    "))
            echo(f"      {dim(places([extension.citation])[0])}")


def _print_source(
    source: Source, found: Effective, inheritance: Inheritance, items: Sequence[EffectiveItem]
) -> None:
    whose = source.holder
    if whose.iri == found.role.iri:
        said = "of the role itself" if whose.type == "role" else "of all its roles"
    elif whose.type == "family":
        said = f"of all roles of {whose.name}"
    else:
        said = f"of the {whose.type} {whose.name}"
    echo(wrap(said, "  ", "    "))
    for extension in source.via:
        name = inheritance.holders[extension.role].name
        words = f": “{extension.sentence}”" if extension.sentence else f" extends {extension.written}"
        echo(wrap(f"as {name}{words}", "    ", "      "))
        echo(f"      {dim(places([extension.citation])[0])}")
    echo(f"    {dim(clean(items[0].citation[0]))}")
    for item in items:
        line = f"{item.citation[1]:>7}"
        echo(wrap(item.text, f"{line}  ", " " * (len(line) + 2)))
        for text in item.nested:
            echo(wrap(text, " " * (len(line) + 2) + "- ", " " * (len(line) + 4)))
        if item.also:
            echo(f"{' ' * (len(line) + 2)}{dim('also ' + ', '.join(places(item.also)))}")


def effective_json(found: Effective, inheritance: Inheritance) -> dict[str, object]:
    """The same for programs."""

    def statement(extension: Extension) -> dict[str, object]:
        return {
            "role": named_json(inheritance.holders[extension.role]),
            "property": extension.property,
            "written": extension.written,
            "sentence": extension.sentence,
            "path": extension.citation[0],
            "line": extension.citation[1],
        }

    return {
        **named_json(found.role),
        "items": [
            {
                "property": item.property,
                "text": item.text,
                "nested": list(item.nested),
                "path": item.citation[0],
                "line": item.citation[1],
                "also": citations_json(item.also),
                "of": named_json(item.source.holder),
                "via": [statement(extension) for extension in item.source.via],
            }
            for item in found.items
        ],
        "cycles": [[statement(extension) for extension in cycle] for cycle in found.cycles],
        "unresolved": [statement(extension) for extension in found.unresolved],
    }
