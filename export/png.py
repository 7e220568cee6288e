"""An SVG as PNG, by resvg: one wheel that needs no other program, unlike Cairo."""

from __future__ import annotations

from careergraph.data.errors import CareergraphError

#: Pixels from side to side: sharp on a screen of 1920 by 1080, and printed.
WIDTH = 1920


class PngError(CareergraphError):
    """PNG was asked for, and what draws it is not installed."""

    def __init__(self) -> None:
        super().__init__("PNG needs resvg-py: pip install 'careergraph[png]', or write SVG instead")


def to_png(svg: str, pixels: int = WIDTH) -> bytes:
    """An SVG as PNG, with the fonts of this machine.

    Args:
        svg: what `svg.to_svg` gives.
        pixels: the width.

    Raises:
        PngError: resvg is not installed.
    """
    try:
        import resvg_py  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise PngError from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=pixels))
