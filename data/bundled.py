"""The job families that come with the package."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def handbook() -> Path:
    """The folder of the bundled handbook; its README.md says where its facts come from.

    >>> (handbook() / "README.md").is_file()
    True
    """
    return HERE / "handbook"


def vocabulary() -> Path:
    """The bundled SKOS scheme of skills."""
    return HERE / "vocabulary" / "skills.ttl"
