"""The graph layer."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which takes longer to load than a query takes to run
if TYPE_CHECKING:
    from .careergraph import CareerGraph

__all__ = ["CareerGraph"]


def __getattr__(name: str) -> object:
    """Import what the package offers on first use: commands that need less start faster."""
    if name == "CareerGraph":
        from .careergraph import CareerGraph  # noqa: PLC0415

        return CareerGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
