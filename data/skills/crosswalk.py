"""The words of one scheme for the concepts of another, along ``skos:exactMatch`` and ``skos:closeMatch``.

A published vocabulary has the concepts that others share, one's own has the words that one's people write.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .scheme import Scheme

if TYPE_CHECKING:
    from .scheme import Concept


def crosswalk(scheme: Scheme, words: Scheme, *, close: bool = True) -> Scheme:
    """A scheme whose alternative labels are those of matching concepts in another.

    Args:
        scheme: the concepts, hierarchy and preferred labels to keep.
        words: the scheme whose concepts name those of ``scheme`` as exact or close matches.
        close: whether a close match will do where there is no exact one.

    Returns:
        ``scheme`` with the labels, ambiguous labels and contexts of the matching concepts in place of its
        own alternative labels. A label that ``scheme`` has as a preferred one stays with that concept.
    """
    given: dict[str, list[Concept]] = {}
    for concept in words:
        targets = [iri for iri in concept.exact_matches if iri in scheme]
        if not targets and close:
            targets = [iri for iri in concept.close_matches if iri in scheme][:1]
        for iri in targets:
            given.setdefault(iri, []).append(concept)
    preferred = {concept.pref_label.casefold() for concept in scheme}

    def with_words(concept: Concept) -> Concept:
        others = given.get(concept.iri, [])
        labels = {label for other in others for label in other.labels if label.casefold() not in preferred}
        ambiguous = {label for other in others for label in other.ambiguous_labels} & labels
        contexts = {label for other in others for label in other.contexts} if ambiguous else set()
        return replace(
            concept,
            alt_labels=tuple(sorted(labels)),
            hidden_labels=(),
            ambiguous_labels=tuple(sorted(ambiguous)),
            contexts=tuple(sorted(contexts)),
        )

    return Scheme.of(map(with_words, scheme), title=scheme.title, sources=scheme.sources)
