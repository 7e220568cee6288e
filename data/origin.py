"""Where a handbook says that its facts come from: the front matter of a README or ORIGIN file in its folder.

::

    ---
    title: Handbook of Example Ltd
    source: https://example.com/handbook/
    date: 2022-11
    licence: https://creativecommons.org/licenses/by-sa/4.0/
    ---

Only the file in the folder that was named counts, and only with a ``source``; it is then no page.
"""

from __future__ import annotations

import re

from .frontmatter import front_values
from .records import Origin, Said

_FILE = re.compile(r"(?:readme|origin)(?:\.html)?\.(?:md|markdown)", re.IGNORECASE)


def may_tell(name: str) -> bool:
    """Whether a path relative to the folder named is that of a file which may tell the origin.

    >>> [may_tell(name) for name in ("README.md", "ORIGIN.md", "sales/README.md")]
    [True, True, False]
    """
    return _FILE.fullmatch(name) is not None


def read_origin(text: str, path: str) -> Origin | None:
    r"""Read the front matter of a file that may tell the origin; None if it does not.

    >>> read_origin("---\nsource: https://example.com/\ndate: 2022-11\n---\n", "README.md").date
    Said(text='2022-11', line=3)
    """
    said = {key.lower(): value for key, value in front_values(text).items() if value.text}
    source = said.get("source")
    if source is None:
        return None
    licence: Said | None = said.get("licence") or said.get("license")
    return Origin(path, source, said.get("title"), said.get("date"), licence)
