"""How names become IRIs: the base a user sets, readable slugs, and the address of a page.

Everything here is a pure function of its arguments. What needs to know all pages of a reading (two pages of
the same address, an indicator on several pages) is in :mod:`.minting`.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from careergraph.data.errors import CareergraphError

DEFAULT_BASE = "https://careers.example/"

#: The first segments under the base that hold something other than job families.
RESERVED = frozenset(
    {"department", "family", "grade", "graph", "indicator", "move", "page", "target", "track"}
)

#: Longer slugs help nobody; what is cut off is told apart by a number.
SLUG_LENGTH = 100

_SUFFIX = re.compile(r"(?:\.html)?\.md(?:\.erb)?$", re.IGNORECASE)
_INDEX = frozenset({"index", "_index"})
_ENDS = ("/", "#")
_APART = re.compile(r"[\s/&|–—-]+")
_UNSAFE = re.compile(r"[^\w.~-]")
_NO_WORD = re.compile(r"[^\w-]")
_TAGS_START = 0xE0000


class BaseIriError(CareergraphError):
    """A base from which no valid IRIs can be made; ``base`` is what was given."""

    exit_code = 2

    def __init__(self, base: str, problem: str) -> None:
        super().__init__(
            f"{base!r} is no base for IRIs: {problem}. Give an absolute http(s) or urn IRI that ends in "
            f"“/” or “#”, such as {DEFAULT_BASE} or urn:example:careers/"
        )
        self.base = base


def check_base(base: str) -> str:
    """Return the base as it is, if IRIs can be made by adding to it.

    >>> check_base("https://careers.example/")
    'https://careers.example/'

    Raises:
        BaseIriError: the base is relative, has a scheme other than http, https or urn, holds characters that
            no IRI may hold, or does not end in ``/`` or ``#``.
    """
    try:
        NamedNode(base)
        parts = urlsplit(base)
        _ = parts.port  # read for its check: a port that is no number raises
    except ValueError as error:
        raise BaseIriError(base, f"it is no IRI ({error})") from error
    if parts.scheme not in {"http", "https", "urn"}:
        raise BaseIriError(base, f"its scheme is “{parts.scheme}”")
    if parts.scheme != "urn" and not parts.hostname:
        raise BaseIriError(base, "it names no host")
    if not base.endswith(_ENDS):
        raise BaseIriError(base, f"it ends in “{base[-1]}”; perhaps {base}/ is meant")
    if "#" in base[:-1]:
        raise BaseIriError(base, "“#” stands before its end")
    return base


def _is_mark(char: str) -> bool:
    """Whether a character is a vowel sign, accent or the like and may stand in an IRI."""
    return unicodedata.category(char)[0] == "M" and ord(char) < _TAGS_START


def _encode(found: re.Match[str]) -> str:
    char = found.group()
    if _is_mark(char):
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def quote(text: str) -> str:
    """A text as one segment of an IRI; letters of all scripts stay, two texts that differ stay different.

    >>> quote("9.5"), quote("Field Ops"), quote("Búsqueda"), quote("a/b")
    ('9.5', 'Field%20Ops', 'Búsqueda', 'a%2Fb')
    """
    quoted = _UNSAFE.sub(_encode, text)
    return quoted.replace(".", "%2E") if quoted in {".", ".."} else quoted


def slug(text: str) -> str:
    """A title as a readable part of an IRI: lower case, words joined by hyphens, other signs left out.

    Like the ids that GitHub gives headings, but with single hyphens. Different titles may have the same slug.

    >>> slug("Senior Manager, Sales & Marketing (EMEA)")
    'senior-manager-sales-marketing-emea'
    >>> slug("???")
    'untitled'
    """
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    hyphened = _APART.sub("-", lower)
    kept = _NO_WORD.sub(lambda found: found.group() if _is_mark(found.group()) else "", hyphened)
    return re.sub("-+", "-", kept)[:SLUG_LENGTH].strip("-") or "untitled"


def address(path: str, *, whole: bool = False) -> str:
    """The readable address of a page, quoted: the path without its file suffix and ``index``.

    With ``whole``, the file's name stays as it is: to tell apart two pages of one address.

    >>> address("job-families/sales/solutions/index.html.md.erb")
    'job-families/sales/solutions'
    >>> address("sales/_index.md"), address("sales.html.md"), address("index.md")
    ('sales', 'sales', 'index')
    >>> address("sales.html.md", whole=True)
    'sales.html.md'
    """
    composed = unicodedata.normalize("NFC", path)
    *folders, name = [part for part in composed.split("/") if part] or [""]
    stem = name if whole else _SUFFIX.sub("", name) or name
    if not (stem.lower() in _INDEX and folders):
        folders.append(stem)
    if folders[0].casefold() in RESERVED:
        folders.insert(0, "family")
    return "/".join(quote(part) for part in folders) or "index"


def is_index(path: str) -> bool:
    """Whether a file is its folder's own page.

    >>> is_index("sales/_index.md"), is_index("sales/solutions.md")
    (True, False)
    """
    return _SUFFIX.sub("", path.rpartition("/")[2]).lower() in _INDEX


def separator(base: str) -> str:
    """What stands between a page's IRI and a name on that page.

    A base that ends in ``#`` has used up the one ``#`` that an IRI may have.

    >>> separator("https://careers.example/"), separator("https://careers.example/terms#")
    ('#', ':')
    """
    return ":" if base.endswith("#") else "#"


class Names:
    """Gives out names that are used once: a name that is taken gets ``-2``, ``-3`` in order of asking.

    >>> names = Names()
    >>> names.take("engineer"), names.take("engineer"), names.take("manager")
    ('engineer', 'engineer-2', 'manager')
    """

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The name itself, or with the first number that makes it new."""
        count = self._next.get(name)
        if count is None:
            self._next[name] = 2
            return name
        while f"{name}-{count}" in self._next:
            count += 1
        self._next[name] = count + 1
        taken = f"{name}-{count}"
        self._next[taken] = 2
        return taken
