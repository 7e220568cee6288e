"""Fragment ids of headings, as the common page generators make them."""

from __future__ import annotations

import re

_EXPLICIT = re.compile(r"\{:?\s*#([\w-]+)[^}]*\}")
_DROPPED = re.compile(r"[^\w\- ]+")
_KRAMDOWN_START = re.compile(r"^[^a-zA-Z]+")


def fragment(heading: str) -> str | None:
    """The id that a heading carries itself: ``## Title {#id}`` or ``{: #id}``; None without one."""
    found = _EXPLICIT.search(heading)
    return found.group(1) if found else None


def slug(text: str) -> str:
    """A heading's id in the manner of GitHub and Hugo.

    >>> slug("Manager, Trust & Safety (US)")
    'manager-trust--safety-us'
    """
    return _DROPPED.sub("", text.strip().lower()).replace(" ", "-")


class Anchors:
    """Gives each heading of one page its ids; repeated headings get ``-1``, ``-2`` as the generators do."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, text: str, explicit: str | None = None) -> tuple[str, ...]:
        """All ids that lead to a heading with this text: its own, GitHub's and kramdown's.

        >>> anchors = Anchors()
        >>> anchors.of("1st Level"), anchors.of("Level"), anchors.of("Level")
        (('1st-level', 'st-level'), ('level',), ('level-1',))
        """
        ids = [explicit] if explicit else []
        plain = slug(text)
        for base in dict.fromkeys((plain, _KRAMDOWN_START.sub("", plain))):
            if not base:
                continue
            count = self._seen.get(base, 0)
            self._seen[base] = count + 1
            ids.append(f"{base}-{count}" if count else base)
        return tuple(dict.fromkeys(ids))
