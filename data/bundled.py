"""The job families that come with the package."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def handbook() -> Path:
    """The folder of the bundled handbook; its ORIGIN.txt says where its facts come from.

    >>> (handbook() / "ORIGIN.txt").is_file()
    True
    """
    return HERE / "handbook"


def vocabulary() -> Path:
    """The bundled SKOS scheme of skills."""
    return HERE / "vocabulary" / "skills.ttl"
