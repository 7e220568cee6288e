"""How wide text is in a picture, and where it breaks, without the font at hand.

Widths are those of Arial's letters by groups, rounded up: its likes (Helvetica, Liberation Sans) are as wide,
and whoever opens a picture has one of them, so that lines that fit here fit there.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters → width in parts of the font size.
_WIDTHS = {
    **dict.fromkeys("ijl'|,.:;!/I\\[] ft()-`r·", 0.31),
    **dict.fromkeys("mMWw@%–", 0.88),
    **dict.fromkeys("—", 1.0),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.71),
}
_OTHER, _WIDE = 0.56, 1.0
_BOLD = 1.07
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    r"""A text on one line, without what no XML can hold.

    >>> plain("Senior\n  Baker\x00 ")
    'Senior Baker'
    """
    return _UNSAFE.sub("", " ".join(text.split()))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line is, in the unit of the font size, rather too much than too little."""
    total = sum(_width(char) for char in text) * size
    return total * _BOLD if bold else total


def _width(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _OTHER


def wrap(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """A text in at most so many lines of at most this width; what does not fit ends in "…".

    Lines break at spaces, after slashes and hyphens, and within a word that is too wide for a line.

    >>> wrap("Senior Manager, Engineering", 80, 14, 3)
    ['Senior', 'Manager,', 'Engineering']
    >>> wrap("Senior Manager, Engineering", 80, 14, 2)
    ['Senior', 'Manager, …']
    """
    found = [""]
    for piece in re.findall(r"\s*[^\s/-]*[/-]?", plain(text)):
        if width((found[-1] + piece).strip(), size, bold=bold) <= room:
            found[-1] += piece
            continue
        found.append("")
        for char in piece.lstrip():
            if found[-1] and width(found[-1] + char, size, bold=bold) > room:
                found.append("")
            found[-1] += char
    found = [line.strip() for line in found if line.strip()]
    if len(found) > lines:
        found = found[:lines]
        while found[-1] and width(f"{found[-1]} …", size, bold=bold) > room:
            found[-1] = found[-1][:-1].rstrip()
        found[-1] += " …"
    return found
