"""ESCO as published in CSV → a scheme of skills, and its occupations.

`ESCO <https://esco.ec.europa.eu/en/use-esco/download>`_ comes as two zips of CSV files, the classification in
a language and the relations. Its RDF dump needs nothing of this: :func:`.reading.load_scheme` reads it.
This uses the ESCO classification of the European Commission.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .scheme import GROUP, Concept, Scheme, SchemeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SKILLS, GROUPS, BROADER = "skills_*.csv", "skillGroups_*.csv", "broaderRelationsSkillPillar*.csv"
OCCUPATIONS, NEEDS = "occupations_*.csv", "occupationSkillRelations*.csv"
#: The largest member that is unpacked, in bytes; ESCO's largest has 21 MB.
MAX_MEMBER = 512 * 2**20

_CONTENT = {
    SKILLS: ("conceptUri", "skillType", "preferredLabel", "altLabels", "hiddenLabels", "description"),
    GROUPS: ("conceptUri", "preferredLabel", "altLabels", "description"),
    BROADER: ("conceptUri", "broaderUri"),
    OCCUPATIONS: ("conceptUri", "iscoGroup", "preferredLabel"),
    NEEDS: ("occupationUri", "relationType", "skillUri"),
}


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of ESCO with the IRIs of the skills that it asks; ``isco`` is its unit group's code."""

    iri: str
    label: str
    isco: str
    essential: tuple[str, ...]
    optional: tuple[str, ...]


class _Archives:
    """The CSV files in some zips, by their pattern."""

    def __init__(self, paths: Sequence[Path | str]) -> None:
        self.paths = [Path(path) for path in paths]
        self._where: dict[str, tuple[Path, str]] = {}
        for path in self.paths:
            for name in self._names(path):
                for pattern in _CONTENT:
                    if Path(name).match(pattern):
                        self._where.setdefault(pattern, (path, name))

    @staticmethod
    def _names(path: Path) -> list[str]:
        try:
            with zipfile.ZipFile(path) as archive:
                return archive.namelist()
        except zipfile.BadZipFile as error:
            raise SchemeError(
                "is no zip, or only a part of one. Fetch it again and check its size.", path=str(path)
            ) from error
        except OSError as error:
            raise SchemeError(f"cannot be read: {error.strerror or error}", path=str(path)) from error

    def __contains__(self, pattern: str) -> bool:
        return pattern in self._where

    def rows(self, pattern: str) -> Iterator[list[str]]:
        """The rows of a file, reduced to the columns that `_CONTENT` names, in that order."""
        if pattern not in self._where:
            given = ", ".join(str(path) for path in self.paths) or "nothing"
            raise SchemeError(
                f"no {pattern} in {given}. ESCO's CSV download has two zips, classification and relations: "
                "give both."
            )
        path, name = self._where[pattern]
        place = f"{path}/{name}"
        try:
            with zipfile.ZipFile(path) as archive:
                if archive.getinfo(name).file_size > MAX_MEMBER:
                    raise SchemeError(
                        f"is larger than {MAX_MEMBER >> 20} MB, which no file of ESCO is", path=place
                    )
                text = archive.read(name).decode("utf-8-sig")
        except (zipfile.BadZipFile, EOFError, OSError, zlib.error) as error:
            raise SchemeError(f"is damaged ({error}). Fetch the zip again.", path=place) from error
        except UnicodeDecodeError as error:
            raise SchemeError(
                "is not UTF-8, which ESCO's CSV files are. Fetch the zip again.", path=place
            ) from error
        yield from self._columns(csv.reader(io.StringIO(text)), _CONTENT[pattern], place)

    @staticmethod
    def _columns(reader: Iterator[list[str]], columns: tuple[str, ...], place: str) -> Iterator[list[str]]:
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        if missing:
            raise SchemeError(
                f"has no column {', '.join(missing)} (its first line has: "
                f"{', '.join(header)[:200] or 'nothing'}). Give ESCO's CSV files as published.",
                path=place,
                line=1,
            )
        picks = [header.index(column) for column in columns]
        width = len(header)
        try:
            for number, row in enumerate(reader, 2):
                if not row:
                    continue
                if len(row) != width:
                    raise SchemeError(
                        f"record {number} has {len(row)} fields, not {width}: it breaks off or was edited.",
                        path=place,
                    )
                yield [row[pick] for pick in picks]
        except csv.Error as error:
            raise SchemeError(f"is not CSV as ESCO publishes it: {error}", path=place) from error


def _lines(cell: str, label: str) -> tuple[str, ...]:
    """A cell with one label a line, without the preferred one."""
    texts = {line.strip() for line in cell.replace(" | ", "\n").splitlines()}
    return tuple(sorted(texts - {"", label.strip()}, key=lambda text: (text.casefold(), text)))


def import_esco(*zips: Path | str) -> Scheme:
    """The skills of ESCO's CSV download, with the groups and the hierarchy above them.

    Args:
        zips: the zip of the classification and that of the relations, in any order.

    Returns:
        The scheme; ``kind`` is ``knowledge``, ``competence`` or (for skill groups) ``group``.

    Raises:
        SchemeError: a zip is broken, a file or a column in it is missing, or the hierarchy runs in a circle.
    """
    archives = _Archives(zips)
    broader: dict[str, list[str]] = defaultdict(list)
    for iri, above in archives.rows(BROADER):
        broader[iri].append(above)
    concepts: list[Concept] = []
    for iri, kind, label, alternative, hidden, description in archives.rows(SKILLS):
        concepts.append(
            Concept(
                iri,
                label.strip(),
                _lines(alternative, label),
                _lines(hidden, label),
                tuple(sorted(set(broader[iri]))),
                "knowledge" if kind == "knowledge" else "competence",
                description.strip(),
            )
        )
    for iri, label, alternative, description in archives.rows(GROUPS):
        groups = tuple(sorted(set(broader[iri])))
        concepts.append(
            Concept(iri, label.strip(), _lines(alternative, label), (), groups, GROUP, description.strip())
        )
    return Scheme.of(concepts, title="ESCO skills", sources=tuple(str(path) for path in zips))


def occupations(*zips: Path | str) -> list[Occupation]:
    """The occupations of ESCO's CSV download with their essential and optional skills, ordered by IRI.

    Raises:
        SchemeError: as :func:`import_esco`.
    """
    archives = _Archives(zips)
    needs: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"essential": [], "optional": []})
    for occupation, relation, skill in archives.rows(NEEDS):
        if relation in needs[occupation]:
            needs[occupation][relation].append(skill)
    return sorted(
        (
            Occupation(
                iri,
                label.strip(),
                isco,
                tuple(sorted(needs[iri]["essential"])),
                tuple(sorted(needs[iri]["optional"])),
            )
            for iri, isco, label in archives.rows(OCCUPATIONS)
        ),
        key=lambda occupation: occupation.iri,
    )
