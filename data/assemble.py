"""A page's structure → its records: roles with grades, superiors, items, indicators; specialties; moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .blocks import Heading, List, Paragraph
from .grades import says_ungraded
from .headings import ITEM_PARTS, Part
from .indicators import indicators
from .items import Items, bare_items, items_of
from .owners import Kind, Owner
from .page_moves import moves_of
from .records import Finding, Page, Role
from .records import Section as Kept
from .role_facts import (
    description,
    extensions_of,
    full_title,
    grades_of,
    other_role_graded,
    superiors_of,
    with_common_superiors,
)
from .role_tables import facts_from_tables
from .sections import entries, tables, texts
from .specialties import listed_specialties, specialties_of
from .structure import structure_of
from .titles import same_title, title_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .blocks import Document
    from .ladder import Ladder
    from .owners import Structure
    from .records import Item
    from .sections import Section


def page_of(path: str, family: str, title_line: int, document: Document) -> Page:
    """The records of one page.

    Args:
        path: the page's path, relative to the folder read.
        family: the title of the front matter (or what stands for it).
        title_line: the line of that title.
        document: the page's blocks.
    """
    return _Page(path, family, title_line, document).build()


class _Page:
    """Builds the records of one page, and collects what is odd about it."""

    def __init__(self, path: str, family: str, title_line: int, document: Document) -> None:
        self.path, self.family, self.title_line = path, family, title_line
        self.document = document
        self.structure = structure_of(document.blocks, family)
        self.findings: list[Finding] = []

    def build(self) -> Page:
        """The page with its findings."""
        page = self._page()
        self._check(page)
        return replace(page, findings=tuple(sorted(self.findings)))

    def _page(self) -> Page:
        tree = self.structure
        family = tree.family
        items = items_of(family)
        roles = [self._role(owner) for owner in tree.roles]
        base = self._base_role(items, roles)
        if base is not None:
            roles.insert(0, base)
        shared = Items() if base else items  # what stands above all roles is the base role's own
        roles = self._graded_in_order(self._completed_by_tables(roles))
        roles = list(with_common_superiors(roles, family, tree.levels))
        ladder = moves_of(self.document.blocks, tree, self.family, roles)
        self._tell_unread(ladder)
        if not roles and not family.has_own_part():
            return self._no_job_family(ladder)
        specialties = list(specialties_of(tree.specialties, self.title_line))
        return Page(
            path=self.path,
            family=self.family,
            is_job_family=True,
            line=self.title_line,
            description=description(
                s for s in family.own if s.heading is None or s.level <= 1 or s.part is not None
            ),
            roles=tuple(roles),
            responsibilities=tuple(shared.responsibilities),
            requirements=tuple(shared.requirements),
            nice_to_haves=tuple(shared.nice_to_haves),
            indicators=() if base and len(roles) == 1 else indicators(family.of(Part.INDICATORS)),
            specialties=tuple(specialties or listed_specialties(tree.containers)),
            segments=tuple(specialties_of(tree.segments, self.title_line)),
            moves=ladder.moves,
            ladder_undefined=bool(ladder.undefined),
            ladder_undefined_line=ladder.undefined,
            hiring_steps=_hiring_steps(tree),
            sections=tuple(sorted((*self._unplaced(), *map(_kept, tree.asides)), key=lambda kept: kept.line)),
        )

    def _no_job_family(self, ladder: Ladder) -> Page:
        """An index, a stub, or a page about something else; it may draw ladders, its prose states none."""
        drawn = tuple(move for move in ladder.moves if move.kind != "prose")
        left = (*self.structure.unplaced, *self.structure.asides)
        sections = tuple(sorted(map(_kept, left), key=lambda kept: kept.line))
        if not drawn and any(isinstance(block, Heading | Paragraph | List) for block in self.document.blocks):
            self._find(
                self.title_line,
                "no-job-family",
                "neither a role nor a grade, responsibilities or requirements were found; "
                "nothing of the page is in the graph",
                "headings such as Job Grade, Responsibilities, Requirements, if it describes roles",
            )
        return Page(
            self.path, self.family, is_job_family=False, line=self.title_line, moves=drawn, sections=sections
        )

    # roles

    def _role(self, owner: Owner) -> Role:
        items = items_of(owner)
        if not items.responsibilities:
            bare = bare_items([*owner.of(Part.GRADE, Part.OVERVIEW), *owner.own], "responsibilities")
            if not items or bare.responsibilities:
                items.extend(bare)
        heading = owner.heading
        title = full_title(owner, self.family, self.structure.roles)
        grades = grades_of(owner)
        if grades:
            self._tell_misnamed(owner, title)
        return Role(
            title=title,
            line=heading.line if heading else self.title_line,
            heading=heading.text if heading else "",
            anchors=heading.anchors if heading else (),
            description=description([*owner.own, *owner.of(Part.OVERVIEW)]),
            grades=grades,
            reports_to=superiors_of(owner, title),
            extends=extensions_of(owner),
            responsibilities=tuple(items.responsibilities),
            requirements=tuple(items.requirements),
            nice_to_haves=tuple(items.nice_to_haves),
            indicators=indicators(owner.of(Part.INDICATORS)),
        )

    def _base_role(self, items: Items, roles: Sequence[Role]) -> Role | None:
        """The role that has no heading: the page's only one, or the base of the levels that follow."""
        family = self.structure.family
        above = [section for section in family.own if section.part is None and section.level <= 1]
        grades = grades_of(Owner(Kind.FAMILY, own=above, parts=family.parts))
        if roles:
            if len(grades) != 1 or not family.has(Part.GRADE):
                return None
            if any(same_title(role.title, self.family) for role in roles):
                return None
        elif not (grades or family.has_own_part()):
            return None
        listed = items or bare_items([s for s in family.own if s.heading is not None], "responsibilities")
        return Role(
            title=self.family,
            line=self.title_line,
            description=description(family.own),
            grades=grades,
            reports_to=superiors_of(family, self.family),
            extends=() if roles else extensions_of(family),
            responsibilities=tuple(listed.responsibilities),
            requirements=tuple(listed.requirements),
            nice_to_haves=tuple(listed.nice_to_haves),
            indicators=() if roles else indicators(family.of(Part.INDICATORS)),
        )

    def _completed_by_tables(self, roles: list[Role]) -> list[Role]:
        """Grades and superiors from tables, for roles whose own section states none."""
        tree = self.structure
        sections = [*tree.levels, *tree.family.own, *tree.unplaced, *(s for _, s in tree.family.parts)]
        of_roles = (s for role in tree.roles for s in (*role.own, *role.of(Part.GRADE, Part.REPORTING)))
        found = tables([*sections, *of_roles])
        if not found:
            return roles
        grades, superiors = facts_from_tables(found, roles)
        return [
            replace(
                role,
                grades=role.grades or grades.get(role.line, ()),
                reports_to=role.reports_to or superiors.get(role.line, ()),
            )
            for role in roles
        ]

    def _graded_in_order(self, roles: list[Role]) -> list[Role]:
        """The roles with one grade each, in order, where one sentence gives as many ("grades 6, 7 and 8")."""
        together = grades_of(self.structure.family)
        if len(together) < 2 or len(together) != len(roles) or any(role.grades for role in roles):
            return roles
        return [replace(role, grades=(grade,)) for role, grade in zip(roles, together, strict=True)]

    # what is left, and what is odd

    def _unplaced(self) -> Iterator[Kept]:
        """The sections that no rule claims, and lines that seem to be items without bullets; both told."""
        for section in self.structure.unplaced:
            kept = _kept(section)
            yield kept
            if kept.text:
                self._find(
                    section.line,
                    "unplaced-section",
                    f"the section {section.text!r} is none of the format's parts; it is kept as it stands",
                    "a role with a grade, or a part such as Responsibilities, Requirements, "
                    "Performance Indicators, Career Ladder, Hiring Process",
                )
        for owner in self.structure.owners:
            for section in owner.of(*ITEM_PARTS):
                if not section.has_list() and any(text.text.count("\n") > 1 for text in texts(section)):
                    yield _kept(section)
                    self._find(
                        section.line,
                        "no-list",
                        f"the lines below {section.text!r} are no list; they are kept as they stand",
                        "a list: lines that begin with '* ' or '- '",
                    )

    def _tell_misnamed(self, owner: Owner, title: str) -> None:
        for line, subject in other_role_graded(owner, title):
            self._find(
                line,
                "grade-names-other-role",
                f"the grade sentence of {title!r} speaks of {subject!r}",
                f"the title {title!r}",
            )

    def _tell_unread(self, ladder: Ladder) -> None:
        for line, statement in ladder.not_understood:
            self._find(
                line,
                "unread-mermaid",
                f"this part of a Mermaid chart was not understood: {statement[:60]!r}",
                "a node, an edge, click, style or subgraph",
            )

    def _check(self, page: Page) -> None:
        """Tell of roles whose grade is missing, and of titles that stand twice."""
        if not page.is_job_family:
            return
        seen: dict[tuple[str, ...], Role] = {}
        for role in page.roles:
            if not role.grades and not says_ungraded(role.description):
                self._find(
                    role.line,
                    "no-grade",
                    f"no grade found for {role.title!r}",
                    "a sentence such as 'The X is a grade 7', or a table of roles and grades",
                )
            before = seen.setdefault(title_words(role.title), role)
            if before is not role:
                self._find(
                    role.line,
                    "duplicate-role",
                    f"{role.title!r} stands on line {before.line} too",
                    "one heading a role",
                )

    def _find(self, line: int, code: str, message: str, expected: str) -> None:
        self.findings.append(Finding(self.path, line, code, message, expected))


def _hiring_steps(tree: Structure) -> tuple[Item, ...]:
    """The items of all hiring sections, by line."""
    sections = (section for owner in tree.owners for section in owner.of(Part.HIRING))
    steps = (entry.item() for section in sections for entry in entries(section))
    return tuple(sorted(steps, key=lambda item: item.line))


def _kept(section: Section) -> Kept:
    return Kept(section.text, section.line, "\n".join(text.flat for text in texts(section)))
