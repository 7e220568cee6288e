"""Writes a part of the graph as one HTML file that needs nothing else: pictures, panel, table and search.

The file asks nobody for anything: vis-network stands in it as pyvis ships it, once, and a policy forbids all
else, also scripts that a title might smuggle in. What pages say is data in it, never markup or code.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from careergraph.data.errors import InputError

from .viewdata import view_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from careergraph.graph.careers import Careers

    from .viewfacts import Told
    from .viewpart import Part

#: The page's own scripts, in the order in which they stand in it.
SCRIPTS = ("data", "words", "routes", "scene", "paint", "panel", "table", "search", "main")


def to_html(
    careers: Careers,
    part: Part,
    told: Mapping[str, Told] | None = None,
    holders: Mapping[str, str] | None = None,
    base_url: str = "",
) -> str:
    """A page; see `viewdata.view_data` for the arguments.

    Returns:
        HTML, the same for the same input.

    Raises:
        InputError: pyvis has no vis-network where it is looked for.
    """
    return render(view_data(careers, part, told, holders, base_url))


def render(data: Mapping[str, Any]) -> str:
    """A page of what `viewdata.view_data` gives."""
    library, style, own = vis_network(), _own("view.css"), _script()
    policy = (
        "default-src 'none'; "
        f"script-src {_digest(library)} {_digest(own)}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "POLICY": html.escape(policy),
        "TITLE": html.escape(str(data["title"])),
        "STYLE": style,
        "DATA": in_script(data),
        "LIBRARY": library,
        "SCRIPT": own,
    }
    page = _own("view.html")
    pieces = []
    while page:
        before, mark, rest = page.partition("{{")
        pieces.append(before)
        if mark:
            name, _, rest = rest.partition("}}")
            pieces.append(parts[name])
        page = rest
    return "".join(pieces)


def in_script(data: object) -> str:
    r"""Data as JSON that can stand in a script element: nothing in it ends the element or a line.

    >>> print(in_script("</script> & \u2028"))
    "\u003c/script\u003e \u0026 \u2028"
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    # A lone surrogate, which a damaged page may hold, cannot be written as UTF-8.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def vis_network() -> str:
    """vis-network's standalone build, of the newest version that pyvis ships.

    Raises:
        InputError: there is none.
    """
    shipped = resources.files("pyvis") / "templates" / "lib"
    found = [folder for folder in shipped.iterdir() if folder.name.startswith("vis-")]
    if not found:
        raise InputError("holds no vis-network: install pyvis 0.3.2 or later", path=str(shipped))
    script = max(found, key=_version) / "vis-network.min.js"
    text = script.read_text(encoding="utf-8").replace("\r\n", "\n")
    # The map that this line names is not there, and browsers' tools would ask for it.
    return text.partition("//# sourceMappingURL=")[0].replace("</script", "<\\/script")


def _version(folder: Traversable) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.name.removeprefix("vis-").split(".") if part.isdecimal())


@cache
def _script() -> str:
    return '"use strict";\n(() => {\n' + "\n".join(_own(f"{name}.js") for name in SCRIPTS) + "})();\n"


@cache
def _own(name: str) -> str:
    text = (resources.files(__package__) / "page" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")  # what is hashed must not depend on how a checkout ends lines


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
