"""The IRIs of one reading: which page, role, specialty, department and indicator is called what.

An IRI hangs on the page and the title alone. The other pages of the reading matter in three cases only: two
pages with the same address, the folder that holds all departments, a link that stands for several indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count, takewhile
from typing import TYPE_CHECKING

from .indicators import Indicators
from .iris import DEFAULT_BASE, Names, address, check_base, is_index, quote, separator, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.data.records import Corpus, Indicator, Page, Role

Folder = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Department:
    """A department by name; ``parent`` is the IRI of the one that it is part of."""

    iri: str
    label: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class PageNames:
    """The IRIs of what one page describes, each in the order of the page's record."""

    family: str
    roles: tuple[str, ...]
    specialties: tuple[str, ...]
    segments: tuple[str, ...]


class Minter:
    """Gives every thing that a corpus describes its IRI (as a string).

    Args:
        corpus: the pages of one reading.
        base: what every IRI starts with; see :func:`.iris.check_base`.

    Raises:
        BaseIriError: no valid IRIs can be made from the base.
        ValueError: two pages of the corpus have the same path.
    """

    def __init__(self, corpus: Corpus, base: str = DEFAULT_BASE) -> None:
        self.base = check_base(base)
        self.separator = separator(base)
        self.inferred = f"{base}graph/inferred"
        self.findings = f"{base}graph/findings"
        self.skills = f"{base}graph/skills"
        #: Department IRI → department.
        self.departments: dict[str, Department] = {}
        self._names: dict[str, PageNames] = {}
        self._department_of: dict[str, str] = {}
        pages = sorted(
            corpus.pages, key=lambda page: (not page.is_job_family, not is_index(page.path), page.path)
        )
        self._mint_pages(pages)
        families = [page for page in pages if page.is_job_family]
        self._mint_departments(families)
        self._indicators = Indicators(corpus, base, self.separator)
        #: Indicator IRI → its names, the one to call it by first.
        self.indicators = self._indicators.names
        #: Indicator IRI → what a file says of it.
        self.definitions = self._indicators.defined
        #: What is odd about the definitions of indicators.
        self.indicator_findings = self._indicators.findings

    def page(self, path: str) -> str:
        """The document itself, as opposed to the family that it describes."""
        return f"{self.base}page/{'/'.join(map(quote, path.split('/')))}"

    def line(self, path: str, line: int) -> str:
        """A line of a page; the page where no line is known (0)."""
        return f"{self.page(path)}{self.separator}L{line}" if line > 0 else self.page(path)

    def names(self, path: str) -> PageNames:
        """The IRIs of the family, roles, specialties and segments of a page of this corpus.

        Raises:
            KeyError: the corpus has no such page.
        """
        return self._names[path]

    def family(self, path: str) -> str:
        """The family that the page describes.

        Raises:
            KeyError: the corpus has no such page.
        """
        return self._names[path].family

    def role(self, page: Page, role: Role) -> str:
        """A role of the page.

        Raises:
            ValueError: the page does not describe this role.
        """
        return self._names[page.path].roles[page.roles.index(role)]

    def grade(self, text: str) -> str:
        """A grade as written: ``<base>grade/9.5``."""
        return f"{self.base}grade/{quote(text.strip())}"

    def department(self, path: str) -> Department | None:
        """The department of a page: the one it names, else the folder above the family, if any."""
        iri = self._department_of.get(path)
        return self.departments[iri] if iri else None

    def indicator(self, path: str, indicator: Indicator) -> str:
        """A performance indicator: the one that a file defines, if it is meant; see :mod:`.indicators`.

        One that no file defines is told apart by its link; by its name where the link does not suffice. It
        suffices if it leads to a heading (``#...``) and no page gives it to two indicators of one list.
        Without a link, the same name is the same indicator.
        """
        return self._indicators.iri(path, indicator)

    def target(self, name: str) -> str:
        """A role or family that is named somewhere and described nowhere."""
        return f"{self.base}target/{slug(name)}"

    def move(self, source: str, target: str, kind: str, basis: str) -> str:
        """A move between two IRIs: ``<base>move/stated/<from>--<to>--<kind>``.

        ``--`` in a part is written ``-%2D``, so that no two moves have the same IRI.
        """
        parts = "--".join(map(self._local, (source, target)))
        return f"{self.base}move/{basis}/{parts}--{slug(kind)}"

    def track_statement(self, role: str) -> str:
        """The node that says why a role is on its track: ``<base>track/<role>``."""
        return f"{self.base}track/{self._local(role)}"

    def _local(self, iri: str) -> str:
        # A name on a page is parted from the page by ":", which no address holds unquoted.
        local = iri[len(self.base) :].replace("#", ":") if iri.startswith(self.base) else quote(iri)
        return local.replace("--", "-%2D")

    def _mint_pages(self, pages: Iterable[Page]) -> None:
        taken: set[str] = set()
        for page in pages:
            if page.path in self._names:
                raise ValueError(f"two pages have the path {page.path!r}; paths tell pages apart")
            plain = address(page.path)
            if plain in taken:
                whole = address(page.path, whole=True)
                numbered = (f"{whole}-{number}" for number in count(2))
                plain = next(name for name in chain((whole,), numbered) if name not in taken)
            taken.add(plain)
            family = self.base + plain
            used = Names()
            self._names[page.path] = PageNames(
                family,
                tuple(family + self.separator + used.take(slug(role.title)) for role in page.roles),
                tuple(
                    family + self.separator + used.take(f"specialty-{slug(s.name)}") for s in page.specialties
                ),
                tuple(family + self.separator + used.take(f"segment-{slug(s.name)}") for s in page.segments),
            )

    def _mint_departments(self, families: list[Page]) -> None:
        own = {_own_folder(page.path) for page in families}
        picks = {page.path: _first_not_in(_above(page.path), own) for page in families}
        root = _common(picks.values())
        if len(set(picks.values())) == 1:
            root = root[:-1]
        for page in sorted(families, key=lambda page: (not page.department, page.path)):
            above, folder = _above(page.path), picks[page.path]
            if folder == root:
                # The folder of all departments is none itself; below it, a family's folder stands for one.
                folder = next((nearer for nearer in reversed(above) if len(nearer) > len(root)), ())
            if page.department:
                name = slug(page.department)
                named = next((_local(each) for each in above if slug(each[-1]) == name), name)
                iri = f"{self.base}department/{named}"
                self.departments.setdefault(iri, Department(iri, page.department))
                self._department_of[page.path] = iri
            elif folder:
                self._department_of[page.path] = self._add_folder(folder, len(root))

    def _add_folder(self, folder: Folder, root: int) -> str:
        """Make a department of a folder, and of those between it and the root (a length)."""
        iri = f"{self.base}department/{_local(folder)}"
        parent = self._add_folder(folder[:-1], root) if len(folder) > root + 1 else None
        known = self.departments.get(iri)
        if known is None or known.parent is None:
            label = known.label if known else _folder_label(folder[-1])
            self.departments[iri] = Department(iri, label, parent)
        return iri


def _own_folder(path: str) -> Folder:
    """Where the pages below a family would stand: its folder, or the one named like its file."""
    *folders, name = [part for part in path.split("/") if part]
    return tuple(folders) if is_index(path) else (*folders, name.partition(".")[0])


def _above(path: str) -> list[Folder]:
    """The folders that a family stands in, the nearest first, without its own."""
    folders = tuple(part for part in path.split("/") if part)[:-1]
    longest = len(folders) - 1 if is_index(path) else len(folders)
    return [folders[:length] for length in range(longest, 0, -1)]


def _first_not_in(folders: list[Folder], families: set[Folder]) -> Folder:
    return next((folder for folder in folders if folder not in families), ())


def _common(folders: Iterable[Folder]) -> Folder:
    """The folder that all of these are in or are."""
    levels = zip(*folders, strict=False)
    return tuple(names[0] for names in takewhile(lambda names: len(set(names)) == 1, levels))


def _local(folder: Folder) -> str:
    return "/".join(map(slug, folder))


def _folder_label(name: str) -> str:
    """A folder's name as words.

    >>> _folder_label("people-ops"), _folder_label("IT_support")
    ('People Ops', 'IT Support')
    """
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_\s]+", name) if word) or name
