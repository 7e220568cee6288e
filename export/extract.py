"""What was read from pages, as JSON: the form that ``careergraph extract`` prints."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from careergraph.data.extends import title_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careergraph.data.records import Extension, Item, Page, Role, Specialty, StatedMove
    from careergraph.data.skills.linker import Linker


def page_json(page: Page, linker: Linker | None = None) -> dict[str, Any]:
    """A page as a JSON object; counts of items, names with their links, lines from 1.

    Args:
        page: what the reader found.
        linker: finds the skills that requirements and nice-to-haves name; without it, none are listed.
    """
    full = page.is_job_family
    return {
        "page": page.path,
        "family": page.family,
        "is_job_family": page.is_job_family,
        "roles": [_role(role) for role in page.roles] if full else [],
        "family_responsibilities": len(page.responsibilities) if full else 0,
        "family_requirements": len(page.requirements) if full else 0,
        "family_nice_to_haves": len(page.nice_to_haves) if full else 0,
        "family_performance_indicators": _named(page.indicators) if full else [],
        "specialties": [_specialty(one) for one in page.specialties] if full else [],
        "segments": [{"name": one.name, "line": one.line} for one in page.segments] if full else [],
        "ladder": [_move(move) for move in page.moves],
        "ladder_undefined": page.ladder_undefined,
        "hiring_steps": len(page.hiring_steps) if full else 0,
        "skills": _skills(page, linker) if full and linker else [],
        "warnings": [
            {"line": one.line, "code": one.code, "message": one.message, "expected": one.expected}
            for one in page.findings
        ],
    }


def _role(role: Role) -> dict[str, Any]:
    return {
        "title": role.title,
        "line": role.line,
        "grade": [grade.text for grade in role.grades],
        "reports_to": [{"title": one.title, "link": one.link, "line": one.line} for one in role.reports_to],
        "extends": list({one.title.casefold(): one.title for one in reversed(role.extends)}.values())[::-1],
        "responsibilities": len(role.responsibilities),
        "requirements": len(role.requirements),
        "nice_to_haves": len(role.nice_to_haves),
        "performance_indicators": _named(role.indicators),
    }


def _named(indicators: Any) -> list[dict[str, Any]]:
    return [{"name": one.name, "link": one.link, "line": one.line} for one in indicators]


def _specialty(one: Specialty) -> dict[str, Any]:
    return {
        "name": one.name,
        "line": one.line,
        "responsibilities": len(one.responsibilities),
        "requirements": len(one.requirements),
    }


def _move(move: StatedMove) -> dict[str, Any]:
    return {
        "from": move.source,
        "to": move.target,
        "to_link": move.target_link,
        "kind": move.kind,
        "line": move.line,
    }


def _skills(page: Page, linker: Linker) -> list[dict[str, Any]]:
    """The requirements and nice-to-haves that name skills, nested ones too, in the order of the page."""
    from careergraph.data.skills.linker import outside  # noqa: PLC0415 - loads the matcher: only with skills

    owners: tuple[Page | Role | Specialty, ...] = (page, *page.roles, *page.specialties, *page.segments)
    items = {
        (item.line, item.text)
        for owner in owners
        for listed in (owner.requirements, owner.nice_to_haves)
        for item in _all(listed)
    }
    found = []
    extended: dict[int, list[Extension]] = defaultdict(list)
    for extension in (one for role in page.roles for one in role.extends):
        extended[extension.line].append(extension)
    for line, text in sorted(items):
        titles = title_spans(text, extended.get(line, ()))
        mentions = outside(linker.mentions(text), titles)
        if mentions:
            skills = [{"label": one.label, "span": one.text} for one in mentions]
            found.append({"line": line, "text": text, "skills": skills})
    return found


def _all(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _all(item.nested)
