"""A small graph with all that is hard to write: marks of every format, parallel moves, forks, a circle."""

from __future__ import annotations

from itertools import pairwise

import pytest

from careergraph.graph.careers import Careers
from careergraph.graph.nodes import Move, Node

IC, MANAGER = "individual contributor", "manager"
#: Titles that mean something to XML, DOT, Mermaid, CSV or a browser, or are very long.
ODD = [
    '</script><script>alert("1")</script>',
    'Lead & "quoted" <b>\\N \\" end\\',
    "=HYPERLINK(1;2)",
    "Manager;\n of\ttwo  lines]]>\x00\x0b\ud800\ufffe",
    "Unbreakable" * 30,
    "役割の長い名前" * 5,
]


@pytest.fixture
def odd_careers() -> Careers:
    """Two families in a department; one has six roles with odd titles, the other leads there."""
    page = "jobs/a & b.md"
    nodes = {"f:d": Node("f:d", "department", "R&D <dept>")}
    placed = {"department": "f:d", "department_title": "R&D <dept>"}
    nodes["f:odd"] = Node("f:odd", "family", "=Odd <i>", **placed, citations=((page, 1),))
    nodes["f:two"] = Node("f:two", "family", "Two", **placed, citations=(("jobs/two.md", 1),))
    for number, title in enumerate(ODD):
        nodes[f"f:odd#{number}"] = Node(
            f"f:odd#{number}",
            "role",
            title,
            "f:odd",
            "=Odd <i>",
            (str(6 + number), "@9") if number else (),
            (6.0 + number,) if number else (),
            MANAGER if number > 3 else IC,
            **placed,
            citations=((page, 10 * number + 10),),
        )
    nodes["f:two#cook"] = Node(
        "f:two#cook", "role", "Cook", "f:two", "Two", **placed, citations=(("jobs/two.md", 4),)
    )
    nodes["f:name"] = Node("f:name", "named", "+Nobody describes me")
    ends = list(pairwise(f"f:odd#{number}" for number in range(6)))
    ends += [("f:odd#2", "f:odd#4"), ("f:odd#1", "f:odd#5"), ("f:odd#5", "f:odd#1"), ("f:odd#2", "f:odd#2")]
    ends += [("f:two#cook", "f:odd#2"), ("f:odd#3", "f:name"), ("f:odd", "f:two"), ("f:two", "f:odd")]
    kinds = ("promotion", "lateral", "change of track", "next family")
    moves = [
        Move(
            f"m:{number}",
            source,
            target,
            kinds[number % 4],
            "stated" if number % 3 else "inferred",
            ('-"then; you\nmove"', "And."),
            "" if number % 3 else "next-level",
            ((page, number + 1), ("jobs/two.md", 2)),
        )
        for number, (source, target) in enumerate(ends)
    ]
    moves.append(Move("m:again", *ends[0], "lateral", "inferred", (), "family-move", ((page, 99),)))
    return Careers("f:", nodes, moves, {}, None, {})
