"""The files that the ontology layer ships."""

from __future__ import annotations

from importlib.resources import files


def shipped(name: str) -> bytes:
    """Read ``careergraph.ttl`` or ``shapes.ttl`` as installed."""
    return files(__package__).joinpath(name).read_bytes()
