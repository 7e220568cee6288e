"""The vocabulary of skills that a build or a question uses, and the linker over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from careergraph.data.bundled import vocabulary as bundled_file
from careergraph.data.skills.reading import bundled_scheme, load_scheme

from .errors import UnknownVocabularyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.data.skills.linker import Linker
    from careergraph.data.skills.scheme import Concept, Scheme

_ESCO = "http://data.europa.eu/esco/"


def load_vocabulary(files: Sequence[Path | str] | None = ()) -> Scheme:
    """The scheme that files make up: SKOS in any RDF format, or the zips of ESCO's CSV download.

    Args:
        files: with none (empty), the scheme that comes with the package; None where it is another one and
            nobody knows which.

    Raises:
        SchemeError: a file is missing, broken or no scheme.
        UnknownVocabularyError: nobody knows which files.
    """
    if files is None:
        raise UnknownVocabularyError
    if not files:
        return bundled_scheme()
    if any(Path(file).suffix.casefold() == ".zip" for file in files):
        from careergraph.data.skills.esco import import_esco  # noqa: PLC0415 - for these files only

        return import_esco(*files)
    return load_scheme(*files)


def files_of(scheme: Scheme) -> tuple[str, ...]:
    """Where a scheme was read from, so that `load_vocabulary` finds it again; nothing for the bundled one."""
    files = tuple(str(Path(source).resolve()) for source in scheme.sources)
    return () if files == (str(bundled_file().resolve()),) else files


def called(scheme: Scheme, name: str) -> tuple[Concept, ...]:
    """The concepts that have a name, also where it is typed without its capital ("k8s")."""
    name = name.strip()
    return scheme.named(name) or scheme.named(name[:1].upper() + name[1:])


def make_linker(scheme: Scheme) -> Linker:
    """The linker of a scheme; ESCO's concepts are found by the words of the bundled scheme, too."""
    from careergraph.data.skills.linker import Linker  # noqa: PLC0415 - loads the matcher

    esco = 2 * sum(iri.startswith(_ESCO) for iri in scheme.concepts) > len(scheme)
    return Linker(scheme, words=bundled_scheme() if esco else None)
