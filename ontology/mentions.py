"""What items name: skills as mentions with their place, and experience, degrees and languages as facts.

A mention is part of an item, which has the words and cites the line. How strong it is follows from what the
item is (requirement, nice-to-have, responsibility); where a requirement merely prefers a skill ("Go is a
plus"), the mention has a ``cg:weight`` below 1. Positions get shortcuts to their skills: ``cg:requiresSkill``
for what is demanded, ``cg:prefersSkill`` for what is welcome; a responsibility gives none. The title of a
role that an item extends names no skill.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from careergraph.data.skills.degrees import Degree
from careergraph.data.skills.facts import Experience, facts
from careergraph.data.skills.linker import outside

from .namespaces import CG, PROV, RDF, RDFS, SCHEMA, XSD
from .writing import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careergraph.data.skills.facts import Fact
    from careergraph.data.skills.linker import Linker

    from .placing import PlacedItem

#: The weight of what is not demanded; why it is a half: docs/skills-and-gaps.md.
WEAKER = 0.5
_WEAKER = Literal(str(WEAKER), datatype=XSD.decimal)
_STATED = DefaultGraph()

# There are far fewer skills and offsets than mentions.
_node = cache(NamedNode)
_number = cache(Literal)


class MentionWriter:
    """Makes quads of what items name, and knows afterwards what was named.

    Args:
        linker: finds the skills.
    """

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._facts = cache(facts)  # pages repeat their items
        #: The IRIs of the skills found so far.
        self.skills: set[str] = set()
        #: How many mentions were written.
        self.mentions = 0

    def quads(self, items: Iterable[PlacedItem]) -> list[Quad]:
        """The quads of items, for the default graph, each once, also where an item has several holders."""
        quads: list[Quad] = []
        written: set[NamedNode] = set()
        required: dict[NamedNode, set[str]] = defaultdict(set)
        preferred: dict[NamedNode, set[str]] = defaultdict(set)
        for item in items:
            mentions = outside(self._linker.mentions(item.text), item.titles)
            duty = item.property == CG.hasResponsibility
            demanded = item.property == CG.hasRequirement
            if item.node not in written:
                written.add(item.node)
                for number, mention in enumerate(mentions, 1):
                    node = NamedNode(f"{item.node.value}-skill-{number}")
                    quads += (
                        Quad(node, CG.inItem, item.node, _STATED),
                        Quad(node, CG.skill, _node(mention.concept), _STATED),
                        Quad(node, CG.spanStart, _number(mention.start), _STATED),
                        Quad(node, CG.spanEnd, _number(mention.end), _STATED),
                    )
                    if demanded and mention.preferred:
                        quads.append(Quad(node, CG.weight, _WEAKER, _STATED))
                self.mentions += len(mentions)
                self.skills.update(mention.concept for mention in mentions)
                if not duty:
                    quads += _item_facts(item, self._facts(item.text))
            for mention in mentions if not duty else ():
                links = required if demanded and not mention.preferred else preferred
                links[item.holder].add(mention.concept)
        for holder in preferred:
            preferred[holder] -= required.get(holder, set())
        for predicate, links in ((CG.requiresSkill, required), (CG.prefersSkill, preferred)):
            quads += (
                Quad(holder, predicate, _node(iri), _STATED) for holder, iris in links.items() for iri in iris
            )
        return quads


def _item_facts(item: PlacedItem, found: tuple[Fact, ...]) -> Iterator[Quad]:
    for number, fact in enumerate(found, 1):
        node = NamedNode(f"{item.node.value}-fact-{number}")
        for subject, predicate, value in _fact(item.node, node, fact):
            yield Quad(subject, predicate, value, _STATED)
        yield Quad(node, CG.asWritten, literal(fact.text), _STATED)
        yield Quad(node, PROV.wasDerivedFrom, item.line, _STATED)
        if fact.preferred and item.property == CG.hasRequirement:
            yield Quad(node, CG.weight, _WEAKER, _STATED)


def _fact(
    item: NamedNode, node: NamedNode, fact: Fact
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    if isinstance(fact, Experience):
        yield item, SCHEMA.experienceRequirements, node
        yield node, RDF.type, SCHEMA.OccupationalExperienceRequirements
        yield node, SCHEMA.monthsOfExperience, Literal(fact.months)
    elif isinstance(fact, Degree):
        yield item, SCHEMA.educationRequirements, node
        yield node, RDF.type, SCHEMA.EducationalOccupationalCredential
        yield node, SCHEMA.credentialCategory, literal(fact.level)
        if fact.or_equivalent:
            yield node, SCHEMA.experienceInPlaceOfEducation, Literal(value=True)
    else:
        yield item, SCHEMA.knowsLanguage, node
        yield node, RDF.type, SCHEMA.Language
        yield node, RDFS.label, literal(fact.language)
        if fact.level:
            yield node, CG.languageLevel, literal(fact.level)
