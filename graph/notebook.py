"""Things that show themselves in notebooks."""

from __future__ import annotations

from importlib import import_module
from typing import cast

import careergraph


class Shown:
    """Shows itself as HTML where a notebook asks for it, by what `careergraph.NOTEBOOK` names."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return cast("str", import_module(careergraph.NOTEBOOK).to_html(self))
