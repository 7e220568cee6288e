"""A page's structure → its records: roles with grades, superiors, items, indicators; specialties; moves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from .headings import Part, part_of
from .indicators import indicators
from .ladder import Ladder, as_on_page, item_name, looks_like_ladder, mermaid_moves, prose_moves
from .markdown import Fence, List, Paragraph, Table, Text
from .records import Extension, Finding, Grade, Item, Page, Role, Specialty, StatedMove, Superior
from .records import Section as Kept
from .roletable import facts_from_tables
from .sentences import extensions, grade_subject, grades, superiors
from .structure import Kind, Owner, Section, structure_of, tables_of
from .titles import is_level_only, same_title, title_key, title_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .markdown import Document

Sort = Literal["responsibilities", "requirements", "nice_to_haves"]
_SORT: dict[Part, Sort] = {
    Part.RESPONSIBILITIES: "responsibilities",
    Part.REQUIREMENTS: "requirements",
    Part.NICE_TO_HAVES: "nice_to_haves",
}


# -- items -------------------------------------------------------------------------------------------------


def _switch(paragraph: Paragraph) -> Sort | None:
    """The kind of items that a short line of its own announces ("Nice-to-haves:", "**Requirements**")."""
    text = paragraph.content.flat
    if len(text) > 60 or text.endswith("."):
        return None
    heading = part_of(text)
    return _SORT.get(heading.part) if heading else None


def _switch_behind(block: List) -> Sort | None:
    """A line that announces the next list, taken into the last item because no blank line parts them."""
    text = block.entries[-1].content if block.entries else None
    if text is None or "\n" not in text.text:
        return None
    last = text.text.rpartition("\n")[2]
    return _switch(Paragraph(Text(last, text.line), text.line)) if last.rstrip().endswith(":") else None


_ASKS = re.compile(
    r"\b(?:requires?|requirements?|required|qualifications?|must have|should have|looking for|we need|you have|ability to"
    r"|experience (?:in|with)|candidates? (?:will|should|must))\b[^.]*:?\s*$",
    re.IGNORECASE,
)


class _Items:
    """Items by kind, collected in page order."""

    def __init__(self) -> None:
        self.responsibilities: list[Item] = []
        self.requirements: list[Item] = []
        self.nice_to_haves: list[Item] = []

    def add(self, section: Section, sort: Sort) -> None:
        """Take a section's lists; a short line between them may change their kind."""
        for block in section.blocks:
            if isinstance(block, Paragraph):
                sort = _switch(block) or sort
            elif isinstance(block, List):
                getattr(self, sort).extend(entry.item() for entry in block.entries)
                sort = _switch_behind(block) or sort

    def __bool__(self) -> bool:
        return bool(self.responsibilities or self.requirements or self.nice_to_haves)


def _items(owner: Owner) -> _Items:
    out = _Items()
    for part, section in owner.parts:
        if part in _SORT:
            out.add(section, _SORT[part])
    return out


def _bare(sections: Iterable[Section], default: Sort) -> _Items:
    """Items of lists that stand directly below a title, announced by the sentence before them or by nothing."""
    out = _Items()
    for section in sections:
        sort = default
        for block in section.blocks:
            if isinstance(block, Paragraph):
                announced = _switch(block)
                if announced:
                    sort = announced
                elif _ASKS.search(block.content.flat) and block.content.flat.rstrip().endswith(":"):
                    sort = "requirements"
            elif isinstance(block, List):
                getattr(out, sort).extend(entry.item() for entry in block.entries)
    return out


# -- roles -----------------------------------------------------------------------------------------------------


def _paragraphs(sections: Iterable[Section]) -> Iterator[Text]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.content


def _grades(owner: Owner) -> tuple[Grade, ...]:
    for sections in (owner.of(Part.GRADE), owner.own, owner.of(Part.OVERVIEW, Part.REPORTING)):
        for section in sections:
            for block in section.blocks:
                texts: list[Text] = []
                if isinstance(block, Paragraph):
                    texts = [block.content]
                elif isinstance(block, List):
                    texts = [entry.content for entry in block.entries]
                for text in texts:
                    found = grades(text)
                    if found:
                        return found
    return ()


def _superiors(owner: Owner) -> tuple[Superior, ...]:
    """The superiors named in a role's sentences, and in items that speak of the position itself."""
    stated = [*owner.own, *owner.of(Part.OVERVIEW, Part.REPORTING, Part.GRADE)]
    listed = owner.of(Part.RESPONSIBILITIES, Part.REQUIREMENTS)
    items = [
        entry.content
        for section in (*stated, *listed)
        for block in section.blocks
        if isinstance(block, List)
        for entry in block.entries
        if _ABOUT_THE_POSITION.match(entry.content.flat)
    ]
    out: dict[str, Superior] = {}
    for text in (*_paragraphs(stated), *_paragraphs(listed), *items):
        for one in superiors(text):
            out.setdefault(one.title.casefold(), one)
    return tuple(out.values())


_ABOUT_THE_POSITION = re.compile(
    r"^(?:this|the)\s+(?:position|role|job|person)\b|^(?:reports|reporting)\s+(?:directly\s+)?to\b", re.IGNORECASE
)


def _extends(owner: Owner) -> tuple[Extension, ...]:
    out: dict[tuple[str, ...], Extension] = {}
    places: list[tuple[Literal["responsibilities", "requirements", "role"], Section]] = [
        ("role", s) for s in owner.own
    ]
    for part, section in owner.parts:
        if part in (Part.OVERVIEW, Part.GRADE, Part.REPORTING):
            places.append(("role", section))
        elif part in _SORT:
            places.append(("responsibilities" if part is Part.RESPONSIBILITIES else "requirements", section))
    for of, section in places:
        texts = [*_texts(section)]
        if section.part is not None and section.part.aside and section.heading is not None:
            texts.insert(0, section.heading.content)
        for text in texts:
            for one in extensions(text, of):
                key = (one.title.casefold(),)
                before = out.get(key)
                if before is None:
                    out[key] = one
                elif before.of != one.of:
                    out[key] = replace(before, of="role")
    return tuple(out.values())


def _texts(section: Section) -> Iterator[Text]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, List):
            for entry in block.entries:
                yield entry.content


def _description(sections: Iterable[Section]) -> str:
    return "\n\n".join(text.flat for text in _paragraphs(sections) if text.flat)


def _full_title(owner: Owner, family: str) -> str:
    """The title of a heading that is only a level: as a grade sentence with that level has it, else before the family's."""
    title = owner.title
    if not is_level_only(title):
        return title
    level = set(title_key(title))
    for text in _paragraphs([*owner.of(Part.GRADE), *owner.own]):
        subject = grade_subject(text)
        if level < set(title_key(subject)) and len(subject) < 90:
            return subject
    return f"{title} {family}"


class _Page:
    """Builds the records of one page."""

    def __init__(self, path: str, family: str, title_line: int, document: Document) -> None:
        self.path, self.family, self.title_line = path, family, title_line
        self.document = document
        self.structure = structure_of(document.blocks, family)
        self.findings: list[Finding] = []

    def find(self, line: int, code: str, message: str, expected: str = "") -> None:
        self.findings.append(Finding(self.path, line, code, message, expected))

    def build(self) -> Page:
        tree = self.structure
        family = tree.family
        items = _items(family)
        roles = [self._role(owner) for owner in tree.roles]
        base = self._base_role(family, items, roles)
        if base is not None:
            roles.insert(0, base)
        roles = self._graded_in_order(self._completed_by_tables(roles))
        moves, undefined = self._moves(roles)
        hiring = [
            item for owner in self._owners() for section in owner.of(Part.HIRING) for item in _listed(section)
        ]
        specialties = tuple(self._specialties(tree.specialties)) or tuple(_listed_names(tree.containers))
        shared = () if base is not None and len(roles) == 1 else indicators(family.of(Part.INDICATORS))
        page = Page(
            path=self.path,
            family=self.family,
            is_job_family=self._is_job_family(roles, items),
            line=self.title_line,
            description=_description(
                s for s in family.own if s.heading is None or s.level <= 1 or s.part is not None
            ),
            roles=tuple(roles),
            responsibilities=() if base is not None else tuple(items.responsibilities),
            requirements=() if base is not None else tuple(items.requirements),
            nice_to_haves=() if base is not None else tuple(items.nice_to_haves),
            indicators=shared,
            specialties=specialties,
            segments=tuple(self._specialties(tree.segments)),
            moves=moves,
            ladder_undefined=bool(undefined),
            ladder_undefined_line=undefined,
            hiring_steps=tuple(sorted(hiring, key=lambda item: item.line)),
            sections=tuple(self._unplaced()),
        )
        self._check(page)
        return replace(page, findings=tuple(sorted(self.findings)))

    def _owners(self) -> list[Owner]:
        tree = self.structure
        members = [o for o in (*tree.specialties, *tree.segments) if o.kind is not Kind.ROLE]
        return [tree.family, *tree.roles, *members]

    # roles

    def _role(self, owner: Owner) -> Role:
        items = _items(owner)
        if not items.responsibilities:
            bare = _bare(
                [s for p, s in owner.parts if p in (Part.GRADE, Part.OVERVIEW)] + owner.own,
                "responsibilities",
            )
            if not items or bare.responsibilities:
                items.responsibilities += bare.responsibilities
                items.requirements += bare.requirements
                items.nice_to_haves += bare.nice_to_haves
        heading = owner.heading
        title = _full_title(owner, self.family)
        found = _grades(owner)
        for text in _paragraphs(owner.of(Part.GRADE)):
            subject = grade_subject(text)
            if subject and found and not _agree(subject, title):
                self.find(
                    text.line,
                    "grade-names-other-role",
                    f"the grade sentence of {title!r} speaks of {subject!r}",
                    f"the title {title!r}",
                )
        return Role(
            title=title,
            line=heading.line if heading else self.title_line,
            heading=heading.text if heading else "",
            anchors=heading.anchors if heading else (),
            description=_description([*owner.own, *owner.of(Part.OVERVIEW)]),
            grades=found,
            reports_to=_superiors(owner),
            extends=_extends(owner),
            responsibilities=tuple(items.responsibilities),
            requirements=tuple(items.requirements),
            nice_to_haves=tuple(items.nice_to_haves),
            indicators=indicators(owner.of(Part.INDICATORS)),
        )

    def _base_role(self, family: Owner, items: _Items, roles: Sequence[Role]) -> Role | None:
        """The role without a heading of its own: the page's only one, or the base of the levels that follow."""
        graded = _grades(
            Owner(
                Kind.FAMILY,
                own=[s for s in family.own if s.part is None and s.level <= 1],
                parts=family.parts,
            )
        )
        if roles and not (len(graded) == 1 and family.has(Part.GRADE)):
            return None
        if any(same_title(role.title, self.family) for role in roles):
            return None
        if not roles and not (items or graded or family.parts):
            return None
        if not items:
            bare = _bare([s for s in family.own if s.heading is not None], "responsibilities")
            items.responsibilities += bare.responsibilities
            items.requirements += bare.requirements
        return Role(
            title=self.family,
            line=self.title_line,
            description=_description(family.own),
            grades=graded,
            reports_to=_superiors(family),
            extends=_extends(family) if not roles else (),
            responsibilities=tuple(items.responsibilities),
            requirements=tuple(items.requirements),
            nice_to_haves=tuple(items.nice_to_haves),
            indicators=() if roles else indicators(family.of(Part.INDICATORS)),
        )

    def _completed_by_tables(self, roles: list[Role]) -> list[Role]:
        """Grades and superiors from tables, for roles whose own section states none."""
        tree = self.structure
        sections = [*tree.levels, *tree.family.own, *tree.unplaced, *(s for _, s in tree.family.parts)]
        tables = tables_of([*sections, *(s for owner in tree.roles for s in owner.own)])
        if not tables:
            return roles
        grades_of, superiors_of = facts_from_tables(tables, roles)
        return [
            replace(
                role,
                grades=role.grades or grades_of.get(role.line, ()),
                reports_to=role.reports_to or superiors_of.get(role.line, ()),
            )
            for role in roles
        ]

    def _graded_in_order(self, roles: list[Role]) -> list[Role]:
        """ "The roles below are grades 6, 7 and 8": one grade a role, in order, where the numbers agree."""
        together = _grades(self.structure.family)
        if len(together) < 2 or len(together) != len(roles) or any(role.grades for role in roles):
            return roles
        return [replace(role, grades=(grade,)) for role, grade in zip(roles, together, strict=True)]

    # specialties

    def _specialties(self, owners: Sequence[Owner]) -> Iterator[Specialty]:
        written = [_items(owner) for owner in owners]
        # A heading is missing where every sibling has requirements and none has responsibilities.
        siblings_only_ask = any(i.requirements for i in written) and not any(
            i.responsibilities for i in written
        )
        for owner, items in zip(owners, written, strict=True):
            sections = owner.own + ([] if owner.kind is not Kind.ROLE else owner.of(Part.GRADE))
            bare = _bare(sections, "requirements" if siblings_only_ask and owner.own else "responsibilities")
            yield Specialty(
                name=owner.title,
                line=owner.heading.line if owner.heading else self.title_line,
                anchors=owner.heading.anchors if owner.heading else (),
                description=_description(owner.own),
                responsibilities=tuple(
                    sorted([*items.responsibilities, *bare.responsibilities], key=lambda i: i.line)
                ),
                requirements=tuple(sorted([*items.requirements, *bare.requirements], key=lambda i: i.line)),
                nice_to_haves=tuple(items.nice_to_haves),
            )

    # moves

    def _moves(self, roles: Sequence[Role]) -> tuple[tuple[StatedMove, ...], int]:
        moves: list[StatedMove] = []
        undefined = 0
        read: set[int] = set()
        titles = {role.line: role.title for role in roles}
        for owner in self._owners():
            context = self.family
            if owner.kind is Kind.ROLE and owner.heading is not None:
                context = titles.get(owner.heading.line, self.family)
            for section in owner.of(Part.LADDER):
                ladder = prose_moves(section.blocks, context, section.text)
                self._told(ladder)
                moves += ladder.moves
                undefined = undefined or ladder.undefined
                read.update(block.line for block in section.blocks if isinstance(block, Fence | Table))
        for block in self.document.blocks:
            if (
                isinstance(block, Fence)
                and block.language == "mermaid"
                and block.line not in read
                and looks_like_ladder(block)
            ):
                ladder = mermaid_moves(block)
                self._told(ladder)
                moves += ladder.moves
        titles_here = [self.family, *(role.title for role in roles)]
        moves = [
            replace(m, source=as_on_page(m.source, titles_here)) if m.kind == "prose" else m for m in moves
        ]
        moves.sort(key=lambda move: move.line)
        return tuple(dict.fromkeys(moves)), undefined

    def _told(self, ladder: Ladder) -> None:
        for line, statement in ladder.not_understood:
            self.find(
                line,
                "unread-mermaid",
                f"this part of a Mermaid chart was not understood: {statement[:60]!r}",
                "a node, an edge, click, style or subgraph",
            )

    # what is left

    def _unplaced(self) -> Iterator[Kept]:
        for section in self.structure.unplaced:
            text = "\n".join(text.flat for text in _texts(section))
            yield Kept(section.text, section.line, text)
            if text:
                self.find(
                    section.line,
                    "unplaced-section",
                    f"the section {section.text!r} is none of the format's parts; it is kept as it stands",
                    "a role with a grade, or a part such as Responsibilities, Requirements, Performance Indicators, Career Ladder, Hiring Process",
                )

    def _is_job_family(self, roles: Sequence[Role], items: _Items) -> bool:
        return bool(items) or any(
            role.grades or role.responsibilities or role.requirements or role.reports_to or role.heading
            for role in roles
        )

    def _check(self, page: Page) -> None:
        if not page.is_job_family:
            return
        for role in page.roles:
            if not role.grades:
                self.find(
                    role.line,
                    "no-grade",
                    f"no grade found for {role.title!r}",
                    "a sentence such as 'The X is a grade 7', or a table of roles and grades",
                )
        seen: dict[tuple[str, ...], Role] = {}
        for role in page.roles:
            key = title_words(role.title)
            if key in seen:
                self.find(
                    role.line,
                    "duplicate-role",
                    f"{role.title!r} stands on line {seen[key].line} too",
                    "one heading a role",
                )
            seen.setdefault(key, role)


def _agree(one: str, other: str) -> bool:
    """Whether one title's words are among the other's, leaving out what marks the intermediate level."""
    a, b = ({w for w in title_key(t) if w != "intermediate"} for t in (one, other))
    return a <= b or b <= a


def _listed_names(containers: Iterable[Section]) -> Iterator[Specialty]:
    """Specialties that stand as list items, where every item is a name or begins with one ("**Cloud**: ...")."""
    for section in containers:
        entries = [entry for block in section.blocks if isinstance(block, List) for entry in block.entries]
        names = [item_name(entry.content) for entry in entries]
        if names and all(name and len(name.split()) <= 6 for name in names):
            for entry, name in zip(entries, names, strict=True):
                yield Specialty(name, entry.line, description=entry.content.flat)


def _listed(section: Section) -> Iterator[Item]:
    for block in section.blocks:
        if isinstance(block, List):
            yield from (entry.item() for entry in block.entries)


def page_of(path: str, family: str, title_line: int, document: Document) -> Page:
    """The records of one page.

    Args:
        path: the page's path, relative to the folder read.
        family: the title of the front matter (or what stands for it).
        title_line: the line of that title.
        document: the page's blocks.
    """
    return _Page(path, family, title_line, document).build()
