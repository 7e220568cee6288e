"""From a hyperlink on a page to the page and the heading that it leads to."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careergraph.data.records import Page

_EXTENSION = re.compile(r"(?:\.(?:html?|md|erb|markdown))+$")
_INDEX = frozenset({"index", "_index"})


class Destination(NamedTuple):
    """Where a link leads: a page, the fragment asked for, and whether the page has moved since."""

    page: Page
    anchor: str
    moved: bool = False


def segments(path: str) -> tuple[str, ...]:
    """The parts of a page's address that identify it, whatever its file or address is spelt like.

    >>> segments("sales/sales-operations/index.html.md.erb")
    ('sales', 'sales-operations')
    >>> segments("/Job-Families/sales/sales-operations/")
    ('job-families', 'sales', 'sales-operations')
    """
    parts = [part for part in unquote(path).casefold().split("/") if part not in ("", ".")]
    if parts:
        last = _EXTENSION.sub("", parts.pop())
        if last not in _INDEX:
            parts.append(last)
    return tuple(parts)


class LinkIndex:
    """Finds the page that a link means among the pages of one reading.

    The address of a page on the site is not known, only its path below the folder that was read, so the end
    of the one is compared with the end of the other: ``/job-families/sales/x/`` leads to
    ``sales/x/index.html.md``.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._by_segments: dict[tuple[str, ...], Page] = {}
        self._by_tail: dict[tuple[str, ...], list[Page]] = defaultdict(list)
        self._by_name: dict[str, list[Page]] = defaultdict(list)
        for page in pages:
            parts = segments(page.path)
            if not parts:
                continue
            self._by_segments.setdefault(parts, page)
            self._by_name[parts[-1]].append(page)
            for start in range(len(parts)):
                self._by_tail[parts[start:]].append(page)

    def find(self, target: str, page: Page) -> Destination | None:
        """The page and fragment that ``target``, written on ``page``, leads to; None if it is no page read.

        A page that stands elsewhere now is still found by its own name where only one page has it and the
        name is of more than one word ("director-of-x"); it is then marked as moved.
        """
        try:
            parts = urlsplit(target.strip())
        except ValueError:
            return None
        if parts.scheme not in ("", "http", "https"):
            return None
        anchor = unquote(parts.fragment).casefold()
        if not parts.path.strip("/") and not parts.netloc:
            return Destination(page, anchor) if anchor else None
        if not parts.netloc and not parts.path.startswith("/"):
            for base in (page.path, f"{'/'.join(segments(page.path))}/x"):
                joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), parts.path))
                found = self._by_segments.get(segments(joined))
                if found is not None:
                    return Destination(found, anchor)
        return self._by_address(segments(parts.path), anchor)

    def _by_address(self, wanted: tuple[str, ...], anchor: str) -> Destination | None:
        if not wanted:
            return None
        for start in range(len(wanted)):
            found = self._by_segments.get(wanted[start:])
            if found is not None and (start == 0 or len(wanted) - start > 1):
                return Destination(found, anchor)
        longer = self._by_tail.get(wanted, [])
        if len(longer) == 1 and len(wanted) > 1:
            return Destination(longer[0], anchor)
        named = self._by_name.get(wanted[-1], [])
        if len(named) == 1 and "-" in wanted[-1]:
            stands_at_top = len(segments(named[0].path)) == 1
            return Destination(named[0], anchor, moved=not stands_at_top)
        return None
