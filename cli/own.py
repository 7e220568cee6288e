"""Somebody's own text as a command gets it: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from careergraph.data.errors import InputError
from careergraph.graph.coverage import Having, Taxonomy
from careergraph.graph.owntext import heard, read_text
from careergraph.graph.vocabulary import load_vocabulary, make_linker

from .render import bold, clean, dim, echo, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careergraph.graph.owntext import Heard
    from careergraph.graph.store import OpenBuild


def read_own(path: Path, build: OpenBuild) -> tuple[list[Heard], Having]:
    """The skills that somebody's text names, by the vocabulary of the store.

    Raises:
        InputError: the file cannot be read, is no text, or names no skill.
    """
    if path == Path("-"):
        name, text = "standard input", read_text(sys.stdin.buffer, "standard input")
    else:
        name = str(path)
        try:
            with path.open("rb") as file:
                text = read_text(file, name)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", path=name) from error
    scheme = load_vocabulary(build.about["vocabulary"]["files"])
    found = heard(text, make_linker(scheme), name)
    return found, Having(Taxonomy.of(scheme), dict.fromkeys((said.skill for said in found), 1.0))


def print_heard(found: Sequence[Heard]) -> None:
    """List which words were taken for which skill."""
    count = len({said.skill for said in found})
    echo(bold(f"Skills found in the text ({count})"))
    for said in found:
        label = clean(said.label)
        words = "" if said.words == label else f" “{clean(said.words)}”"
        echo(wrap(f"{label}{words}", "  ", "    ") + dim(f"  line {said.line}"))


def heard_json(found: Sequence[Heard]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {"iri": said.skill, "label": said.label, "words": said.words, "line": said.line} for said in found
    ]
