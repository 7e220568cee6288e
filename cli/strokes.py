"""The signs that ladders are drawn with, and those that stand for them where the output lacks them."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines of one style: down, across, and branching off; each but ``down`` is two columns wide."""

    down: str
    across: str


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs of a drawing, each one column wide but for the strokes across."""

    stated: Strokes
    inferred: Strokes
    tee: str
    corner: str
    out: str
    into: str

    def of(self, basis: str) -> Strokes:
        """The strokes of what pages state, or of what rules infer."""
        return self.stated if basis == "stated" else self.inferred


BOX = Signs(Strokes("│", "──"), Strokes("╎", "╌╌"), "├", "└", "→", "←")
ASCII = Signs(Strokes("|", "--"), Strokes(":", ".."), "+", "`", ">", "<")


_PLAIN = str.maketrans({"“": '"', "”": '"', "→": "->"})


def signs() -> Signs:
    """Box-drawing characters where the output's encoding has all of them, else ASCII."""
    try:
        "│──╎╌╌├└→←“”".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BOX


def spelled(text: str) -> str:
    """A text of ours with plain quotation marks and arrows where the output lacks others."""
    return text if signs() is BOX else text.translate(_PLAIN)
