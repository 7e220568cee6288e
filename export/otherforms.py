"""Formats other than RDF: which there are, and what each makes of a graph, a ladder or a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from careergraph.graph.careers import Careers
    from careergraph.graph.ladderview import Ladder
    from careergraph.graph.paths import Path

    from .network import Selection

PictureForm = Literal["svg", "png", "mermaid"]
NetworkForm = Literal["graphml", "gexf", "dot", "csv"]

#: Suffix of a file name → format.
PICTURES: dict[str, PictureForm] = {".svg": "svg", ".png": "png", ".mmd": "mermaid", ".mermaid": "mermaid"}
NETWORKS: dict[str, NetworkForm] = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".dot": "dot",
    ".gv": "dot",
    ".csv": "csv",
}


def picture(drawn: Ladder | Path, form: PictureForm) -> bytes:
    """A ladder or a path as a picture, or as Mermaid.

    Raises:
        PngError: PNG was asked for, and what draws it is not installed.
    """
    if form == "mermaid":
        from careergraph.graph.paths import Path  # noqa: PLC0415 - for this format only

        from .mermaid import path_to_mermaid, to_mermaid  # noqa: PLC0415

        if isinstance(drawn, Path):
            return path_to_mermaid(drawn, fenced=False).encode()
        return to_mermaid(drawn, fenced=False).encode()
    from .svg import to_svg  # noqa: PLC0415 - for these formats only

    if form == "svg":
        return to_svg(drawn).encode()
    from .png import to_png  # noqa: PLC0415 - for this format only

    return to_png(to_svg(drawn))


def network_files(careers: Careers, selection: Selection, form: NetworkForm) -> dict[str, bytes]:
    """Nodes and moves in a format of networks.

    Returns:
        what to put before the suffix of the file's name → content; several files for CSV only.
    """
    if form == "csv":
        from .csvfiles import to_csv  # noqa: PLC0415 - for this format only

        nodes, moves = to_csv(careers, selection)
        return {"nodes": nodes.encode(), "edges": moves.encode()}
    if form == "dot":
        from .dot import to_dot  # noqa: PLC0415 - for this format only

        return {"": to_dot(careers, selection).encode()}
    if form == "gexf":
        from .gexf import to_gexf  # noqa: PLC0415 - for this format only

        return {"": to_gexf(careers, selection)}
    from .graphml import to_graphml  # noqa: PLC0415 - for this format only

    return {"": to_graphml(careers, selection)}
