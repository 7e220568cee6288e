"""Reads RDF files that hold a graph of ours back into a store.

What the pages said is not asked again: the quads are taken as they are, and what a build says of itself
(base, counts, vocabulary) is found in them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from careergraph.data.errors import InputError
from careergraph.ontology.iris import quote
from careergraph.ontology.namespaces import CG, PROV, RDF, SKOS
from careergraph.ontology.rdffile import read_rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from .store import NewBuild

_EVERY = 50_000  # statements between two words of progress
_EXTENDS = (CG.extends, CG.extendsRequirements, CG.extendsResponsibilities)


class NoGraphError(InputError):
    """RDF that is no graph of careergraph, or several."""


def import_files(
    files: Sequence[Path],
    new: NewBuild,
    *,
    skills: Sequence[Path] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Make the statements of files the new current build of a store.

    Files are read as streams: memory does not grow with their size. Several files are put together. A graph
    of stated facts, as `.pushing` names it elsewhere, becomes the default graph again.

    Args:
        files: RDF in any format.
        new: from `store.building`.
        skills: the vocabulary that the skills are from, if it is not the one that comes with careergraph.
        progress: is told what is being done.

    Returns:
        what is known of the build, as after `graph.build.build`; names are counted in the graph, where what
        was written twice stands once.

    Raises:
        RdfFileError: a file is missing, is no RDF or breaks off.
        NoGraphError: there is no graph of ours in the files, or several.
        SchemeError: the vocabulary cannot be read.
    """
    found: dict[str, Any] = {}

    def about(store: ox.Store) -> dict[str, Any]:
        progress("counting")
        found.update(about_quads(store, ", ".join(str(file) for file in files), skills))
        return found

    new.publish(_as_built(_all(files, progress)), about)
    return found


def _all(files: Iterable[Path], progress: Callable[[str], None]) -> Iterator[ox.Quad]:
    count = 0
    for file in files:
        for quad in read_rdf(file):
            count += 1
            if not count % _EVERY:
                progress(f"reading {file.name}: {count:,} statements")
            yield quad
    progress("writing the store")


def _as_built(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads with stated facts in the default graph, and without the description of a pushed dataset."""
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, ox.NamedNode):
            if graph.value.endswith(("/graph/description", "#graph/description")):
                continue
            if graph.value.endswith(("/graph/stated", "#graph/stated")):
                yield ox.Quad(quad.subject, quad.predicate, quad.object)
                continue
        yield quad


def about_quads(store: ox.Store, name: str, skills: Sequence[Path] = ()) -> dict[str, Any]:
    """What a build says of itself, found in its quads.

    Args:
        store: the quads.
        name: what to call them in a message.
        skills: the vocabulary that the skills are from, if it is not the one that comes with careergraph.

    Raises:
        NoGraphError: there is no graph of ours, or several.
    """
    base = _base(store, name)

    def number(*classes: ox.NamedNode) -> int:
        return sum(len(_subjects(store, RDF.type, one)) for one in classes)

    names = _names(store)
    indicators = _subjects(store, RDF.type, CG.PerformanceIndicator)
    return {
        "base": base,
        # Files that are merely cited are pages, too, and have no checksum.
        "pages": len({quad.subject for quad in store.quads_for_pattern(None, CG.sha256, None, None)}),
        "families": number(CG.JobFamily),
        "roles": number(CG.Role),
        "specialties": number(CG.Specialty, CG.Segment),
        "indicators": len(indicators),
        "defined": sum(any(_said(store, one, SKOS.definition, CG.target)) for one in indicators),
        "triples": len(store),
        "moves": _moves(store),
        "statements": _statements(store),
        "resolved": {use: found[True] for use, found in names.items()},
        "unresolved": {use: found[False] for use, found in names.items()},
        **_skills(store, skills),
        "findings": _counted(_values(store, one, CG.code) for one in _subjects(store, RDF.type, CG.Finding)),
    }


def _subjects(store: ox.Store, predicate: ox.NamedNode, value: ox.NamedNode) -> set[ox.NamedNode]:
    found = store.quads_for_pattern(None, predicate, value, None)
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _values(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[str]:
    for quad in store.quads_for_pattern(node, predicate, None, None):
        if isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            yield quad.object.value


def _said(store: ox.Store, node: ox.NamedNode, *predicates: ox.NamedNode) -> Iterator[str]:
    return (value for predicate in predicates for value in _values(store, node, predicate))


def _counted(values: Iterable[Iterable[str]]) -> dict[str, int]:
    return dict(sorted(Counter(one for each in values for one in each).items()))


def _base(store: ox.Store, name: str) -> str:
    """What all IRIs start with: a page's IRI without what its path makes of it."""
    bases = set()
    for page in _subjects(store, RDF.type, CG.Page):
        for path in _values(store, page, CG.path):
            end = f"page/{'/'.join(map(quote, path.split('/')))}"
            if page.value.endswith(end):
                bases.add(page.value.removesuffix(end))
    if not bases:
        raise NoGraphError(
            "holds no page of careergraph, so it is no graph of it, or only the inferred part of one; "
            "import what careergraph export writes",
            path=name,
        )
    if len(bases) > 1:
        listed = ", ".join(sorted(bases))
        raise NoGraphError(f"holds several graphs, of the bases {listed}; import them one by one", path=name)
    return bases.pop()


def _moves(store: ox.Store) -> dict[str, int]:
    """How many moves are stated, and how many each rule infers."""
    stated = len(_subjects(store, CG.basis, CG.Stated) & _subjects(store, RDF.type, CG.Move))
    inferred = _subjects(store, CG.basis, CG.Inferred) & _subjects(store, RDF.type, CG.Move)
    rules = _counted(_values(store, move, CG.rule) for move in inferred)
    return {**({"stated": stated} if stated else {}), **rules}


def _statements(store: ox.Store) -> int:
    """How many lines state a move, each as often as it states one."""
    stated = _subjects(store, CG.basis, CG.Stated) & _subjects(store, RDF.type, CG.Move)
    return sum(1 for move in stated for _ in _values(store, move, PROV.wasDerivedFrom))


def _names(store: ox.Store) -> dict[str, Counter[bool]]:
    """By the use of a name on pages: how often it means something known (True), or nothing (False)."""
    unknown = _subjects(store, RDF.type, CG.UnresolvedTarget)

    def count(nodes: Iterable[ox.NamedNode], predicate: ox.NamedNode) -> Counter[bool]:
        found = (store.quads_for_pattern(node, predicate, None, None) for node in nodes)
        return Counter(quad.object not in unknown for quads in found for quad in quads)

    stated = _subjects(store, CG.basis, CG.Stated) & _subjects(store, RDF.type, CG.Move)
    extending = [node for predicate in _EXTENDS for node in _subjects(store, RDF.predicate, predicate)]
    return {
        "target": count(stated, CG.to),
        "source": count(stated, CG.from_),
        "superior": count(_subjects(store, RDF.predicate, CG.reportsTo), RDF.object),
        "extends": count(extending, RDF.object),
    }


def _skills(store: ox.Store, files: Sequence[Path]) -> dict[str, Any]:
    known = {node.value for node in _subjects(store, RDF.type, CG.Skill)}
    mentioned: set[object] = set()
    mentions = 0
    for quad in store.quads_for_pattern(None, CG.skill, None, None):
        mentions += 1
        mentioned.add(quad.object)
    vocabulary: dict[str, object] | None = None
    if known:
        from .vocabulary import files_of, load_vocabulary  # noqa: PLC0415 - reads a large file

        scheme = load_vocabulary(files)
        if files or all(iri in scheme.concepts for iri in known):
            vocabulary = {"title": scheme.title, "files": files_of(scheme), "concepts": len(scheme)}
        else:
            vocabulary = {"title": "", "files": None, "concepts": len(known)}
    return {"skills": len(mentioned), "mentions": mentions, "vocabulary": vocabulary}
