"""SKOS in any RDF format → :class:`.scheme.Scheme`.

Read are ``skos:prefLabel``, ``altLabel``, ``hiddenLabel`` (also as SKOS-XL labels), ``broader``,
``narrower``, ``definition`` (else ``scopeNote``, ``dct:description``), ``exactMatch``, ``closeMatch``; of
this project's own terms ``cg:ambiguousLabel``, ``cg:contextLabel`` and ``cg:skillKind``; of ESCO's model
``esco:skillType``.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from careergraph.data.bundled import vocabulary

from .scheme import GROUP, Concept, Scheme, SchemeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
DCT = "http://purl.org/dc/terms/"
CG = "https://w3id.org/careergraph#"
ESCO = "http://data.europa.eu/esco/model#"

#: What ESCO's own dump also types as ``skos:Concept`` and what is no skill.
_NO_SKILL = frozenset({ESCO + "Occupation", ESCO + "NACECode", ESCO + "Label"})
_NO_SKILL_PATHS = ("http://data.europa.eu/esco/isco/", "http://data.europa.eu/esco/occupation/")
_MORE_ENDINGS = {".owl": ox.RdfFormat.RDF_XML, ".json": ox.RdfFormat.JSON_LD}
_BY_RDFLIB = {".trix": "trix", ".hext": "hext"}
_ENDINGS = ".ttl, .rdf, .xml, .owl, .nt, .nq, .trig, .n3, .jsonld, .json, .trix, .hext"

_LABELS = {
    SKOS + "prefLabel": "pref",
    SKOS + "altLabel": "alt",
    SKOS + "hiddenLabel": "hidden",
    SKOSXL + "prefLabel": "pref",
    SKOSXL + "altLabel": "alt",
    SKOSXL + "hiddenLabel": "hidden",
    CG + "ambiguousLabel": "ambiguous",
    CG + "contextLabel": "context",
    SKOS + "definition": "definition",
    SKOS + "scopeNote": "note",
    DCT + "description": "note",
}
_KINDS = frozenset({CG + "skillKind", ESCO + "skillType"})
_FORMS = frozenset({SKOSXL + "literalForm", ESCO + "nodeLiteral"})
_LINKS = {SKOS + "broader": "broader", SKOS + "exactMatch": "exact", SKOS + "closeMatch": "close"}


def _kind(value: str) -> str:
    """A kind as its local name; ESCO's ``skill`` is its ``skill/competence``.

    >>> [_kind(each) for each in ("http://data.europa.eu/esco/skill-type/skill", "tool")]
    ['competence', 'tool']
    """
    name = value.rsplit("#", maxsplit=1)[-1].rsplit("/", maxsplit=1)[-1]
    return "competence" if name == "skill" else name


class _Draft:
    """What the triples say about one resource."""

    __slots__ = ("concept", "group", "kind", "links", "path", "skill", "texts", "titles")

    def __init__(self, path: str) -> None:
        self.path = path
        self.concept = self.group = False
        self.skill = True
        self.kind = ""
        self.texts: list[tuple[str, str, str]] = []  # property, language, text
        self.links: list[tuple[str, str]] = []  # property, IRI


class _Drafts:
    """All resources of the files read so far."""

    def __init__(self) -> None:
        self.of: dict[str, _Draft] = {}
        self.title: list[tuple[str, str]] = []
        self.schemes: set[str] = set()
        self._forms: dict[str, tuple[str, str]] = {}
        self._xl: list[tuple[str, str, str]] = []
        self._titles: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def draft(self, iri: str, path: str) -> _Draft:
        found = self.of.get(iri)
        if found is None:
            found = self.of[iri] = _Draft(path)
        return found

    def add(self, quads: Iterable[Any], path: str) -> None:
        """Take over the triples of one file."""
        for quad in quads:
            predicate: str = quad.predicate.value
            subject: str = quad.subject.value
            if predicate in _LABELS:
                self._label(subject, _LABELS[predicate], quad.object, path)
            elif predicate in _LINKS:
                self.draft(subject, path).links.append((_LINKS[predicate], quad.object.value))
            elif predicate == SKOS + "narrower":
                self.draft(quad.object.value, path).links.append(("broader", subject))
            elif predicate == RDF + "type":
                self._type(subject, quad.object.value, path)
            elif predicate in _KINDS:
                self.draft(subject, path).kind = _kind(quad.object.value)
            elif predicate in _FORMS:
                self._forms[subject] = (quad.object.language or "", quad.object.value.strip())
            elif predicate == DCT + "title":
                self._titles[subject].append((quad.object.language or "", quad.object.value))

    def _label(self, subject: str, kind: str, target: Any, path: str) -> None:
        draft = self.draft(subject, path)
        if isinstance(target, ox.Literal):
            draft.texts.append((kind, target.language or "", target.value.strip()))
        else:
            self._xl.append((subject, kind, target.value))

    def _type(self, subject: str, kind: str, path: str) -> None:
        if kind == SKOS + "Concept":
            self.draft(subject, path).concept = True
        elif kind == SKOS + "ConceptScheme":
            self.schemes.add(subject)
        elif kind in _NO_SKILL:
            self.draft(subject, path).skill = False
        elif kind in (SKOS + "Collection", ESCO + "SkillGroup"):
            self.draft(subject, path).group = True

    def finish(self, language: str) -> Iterator[_Draft]:
        """Put SKOS-XL labels in their places and find the title."""
        for subject, kind, node in self._xl:
            form = self._forms.get(node)
            if form:
                self.of[subject].texts.append((kind, *form))
        self.title = [title for iri in sorted(self.schemes) for title in self._titles.get(iri, [])]
        self.title.sort(key=lambda title: (title[0] != language, title[0]))
        yield from self.of.values()


def _quads(path: Path) -> Iterator[Any]:
    """The triples of a file: pyoxigraph where it knows the format, rdflib elsewhere."""
    ending = path.suffix.casefold()
    rdf_format = _MORE_ENDINGS.get(ending) or ox.RdfFormat.from_extension(ending.removeprefix("."))
    if rdf_format is not None:
        with path.open("rb") as file:
            yield from ox.parse(file, format=rdf_format, base_iri=path.resolve().as_uri())
    elif ending in _BY_RDFLIB:
        yield from _quads_by_rdflib(path, _BY_RDFLIB[ending])
    else:
        raise SchemeError(
            f"cannot tell from the name which RDF format this is; rename it to one of {_ENDINGS}",
            path=str(path),
        )


def _quads_by_rdflib(path: Path, name: str) -> Iterator[Any]:
    import rdflib  # noqa: PLC0415 - loading it takes longer than most schemes; few files need it

    dataset = rdflib.Dataset()
    try:
        dataset.parse(data=path.read_text(encoding="utf-8"), format=name)
        content = dataset.serialize(format="nquads", encoding="utf-8")
    except Exception as error:
        raise SchemeError(f"is not {name} as its name says: {error}", path=str(path)) from error
    yield from ox.parse(content, format=ox.RdfFormat.N_QUADS)


def load_scheme(*paths: Path | str, language: str = "en") -> Scheme:
    """The concept scheme that one or several SKOS files make up together.

    Args:
        paths: RDF files; the format is told from the name's ending.
        language: the language tag of the labels to take; a concept without a label in it keeps the one that
            carries no language, else the first by language tag.

    Returns:
        The scheme, checked: labels, one preferred label a language, no circles.

    Raises:
        SchemeError: a file is missing, is not RDF or breaks off, or the scheme is empty or contradictory.
    """
    drafts = _Drafts()
    for path in map(Path, paths):
        try:
            drafts.add(_quads(path), str(path))
        except SyntaxError as error:
            raise SchemeError(
                f"is not the RDF that its name promises, or breaks off ({error.msg}). "
                "Check the format, or fetch the file again.",
                path=str(path),
                line=error.lineno or 0,
            ) from error
        except OSError as error:
            raise SchemeError(f"cannot be read: {error.strerror or error}", path=str(path)) from error
    return _scheme(drafts, tuple(map(str, paths)), language)


def _scheme(drafts: _Drafts, sources: tuple[str, ...], language: str) -> Scheme:
    listed = list(drafts.finish(language))
    by_id = {id(draft): iri for iri, draft in drafts.of.items()}
    concepts = [
        concept
        for draft in listed
        if (draft.concept or draft.group) and draft.skill and not by_id[id(draft)].startswith(_NO_SKILL_PATHS)
        for concept in [_concept(by_id[id(draft)], draft, language)]
    ]
    if not concepts:
        raise SchemeError(
            "describes no skos:Concept. Give each skill the type skos:Concept and a skos:prefLabel.",
            path=sources[0] if sources else "",
        )
    return Scheme.of(concepts, title=drafts.title[0][1] if drafts.title else "", sources=sources)


def _concept(iri: str, draft: _Draft, language: str) -> Concept:
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, tag, text in draft.texts:
        if text:
            texts[kind].append((tag, text))
    preferred = sorted(set(texts["pref"]))
    if not preferred:
        raise SchemeError(
            f"the concept <{iri}> has no skos:prefLabel. Give it one, or fetch a broken-off file again.",
            path=draft.path,
            concepts=(iri,),
        )
    for (tag, one), (other_tag, other) in pairwise(preferred):
        if tag == other_tag:
            raise SchemeError(
                f"the concept <{iri}> has two preferred labels in one language ({tag or 'none'}): "
                f"{one!r} and {other!r}. Make one of them a skos:altLabel.",
                path=draft.path,
                concepts=(iri,),
            )
    tags = [tag for tag, _ in preferred]
    tag = (
        language
        if language in tags
        else ""
        if "" in tags
        else next((t for t in tags if t.split("-")[0] == language), tags[0])
    )

    def own(kind: str) -> tuple[str, ...]:
        return tuple(
            sorted({text for t, text in texts[kind] if t in (tag, "")}, key=lambda s: (s.casefold(), s))
        )

    def links(kind: str) -> tuple[str, ...]:
        return tuple(sorted({target for k, target in draft.links if k == kind}))

    label = dict(preferred)[tag]
    return Concept(
        iri,
        label,
        tuple(text for text in own("alt") if text != label),
        own("hidden"),
        links("broader"),
        GROUP if draft.group and not draft.kind else draft.kind,
        next(iter(own("definition") or own("note")), ""),
        own("ambiguous"),
        own("context"),
        links("exact"),
        links("close"),
    )


def bundled_scheme() -> Scheme:
    """The scheme of skills that is shipped with this package."""
    return load_scheme(vocabulary())
