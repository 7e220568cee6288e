"""Moves are read from prose, lists, tables and Mermaid, and only where they are stated."""

from __future__ import annotations

import pytest

from careergraph.data.ladder import ladder_of
from careergraph.data.markdown import parse
from careergraph.data.mermaid import parse_chart


def moves(markdown: str, heading: str = "") -> list[tuple[str, str, str | None]]:
    """Source, target and link of each stated move."""
    return [
        (m.source, m.target, m.target_link) for m in ladder_of(parse(markdown).blocks, "Here", heading).moves
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("The next step in the Tax job family is to move to the [Audit](/a/) job family.", [("Tax", "Audit", "/a/")]),
        ("The next steps for the Tax Job Family would be to move into the [VP, Tax](/v/) Job Family.", [("Tax", "VP, Tax", "/v/")]),
        ("The Tax Clerk Job Family would move into the [A](/a/) Job Family or the [B, C](/b/) Job Family.", [("Tax Clerk", "A", "/a/"), ("Tax Clerk", "B, C", "/b/")]),
        ("The Clerk would move to the Sales Director [Job Family](/s/).", [("Clerk", "Sales Director", "/s/")]),
        ("The next step for the Manager, Tax is the Senior Manager, Tax.", [("Manager, Tax", "Senior Manager, Tax", None)]),
        ("The next position in this job family is [Senior Clerk](/s/).", [("Here", "Senior Clerk", "/s/")]),
        ("The next step is to move to VP, Tax.", [("Here", "VP, Tax", None)]),
        ("The next step for both clerks and managers of people is to move to [Audit](/a/).", [("clerks", "Audit", "/a/"), ("managers of people", "Audit", "/a/")]),
        ("The next step for managers is to move to [Director](/d/) or laterally to the [Planner](/p/) job family.", [("managers", "Director", "/d/"), ("managers", "Planner", "/p/")]),
        ("The next step in a Manager, Ops' career is to be a Senior Manager, Ops.", [("Manager, Ops", "Senior Manager, Ops", None)]),
        ("The next step for the Clerk is a Senior Clerk, Senior Office Planner.", [("Clerk", "Senior Clerk", None), ("Clerk", "Senior Office Planner", None)]),
        ("The Clerk would consider their next step to be Senior Clerk.", [("Clerk", "Senior Clerk", None)]),
        ("The Clerk would consider their next step to be a senior clerk taking on more; a tax planner or perhaps a fun planner or tax cashier.", [("Clerk", "senior clerk", None), ("Clerk", "tax planner", None), ("Clerk", "fun planner", None), ("Clerk", "tax cashier", None)]),
        ("The next step for the Clerk is to progress from intermediate to Senior and Staff.", [("Clerk", "Senior", None), ("Clerk", "Staff", None)]),
        ("The next step for the Clerk is to move to the Manager listed on the Tax page](/jobs/#manager-tax) or to the [Cook](/c/).", [("Clerk", "Manager listed on the Tax page", "/jobs/#manager-tax"), ("Clerk", "Cook", "/c/")]),
        ("The Clerk can move to a technical or leadership role.", []),
        ("The Clerk can move to a senior or lead planner role.", [("Clerk", "senior or lead planner", None)]),
        ("The Clerk moves to Planner; the Planner moves to Manager.", [("Clerk", "Planner", None), ("Planner", "Manager", None)]),
        ("The next step for the Clerk is the Cook. The next step after that would be the Chef.", [("Clerk", "Cook", None), ("Cook", "Chef", None)]),
        ("Clerks move to Cook or Planner. From there, they can move to Chef.", [("Clerks", "Cook", None), ("Clerks", "Planner", None), ("Cook", "Chef", None), ("Planner", "Chef", None)]),
        ("The next step for the Clerk is the Cook. After that, planners can move to Chef.", [("Clerk", "Cook", None), ("planners", "Chef", None)]),
        ("The next step after that is the Chef.", [("Here", "Chef", None)]),
        ("The next step is a Senior role.", [("Here", "Senior", None)]),
        ("The next step is a senior role.", []),
        ("The next step is Planner; see the Tax page for a manager.", [("Here", "Planner", None)]),
        ("For details, please review the [career page](/c/).", []),
        ("Clerks can continue to grow within the Clerk job family.", []),
        ("The ladder is outlined on this page.", []),
    ],
)  # fmt: skip
def test_sentences(markdown: str, expected: list[tuple[str, str, str | None]]) -> None:
    """One move for each target; a pointer to another page is none."""
    assert moves(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Not every Clerk wants people: a Clerk can move to Porter.", [("Clerk", "Porter")]),
        ("In return, the Porter can move to Clerk.", [("Porter", "Clerk")]),
        ("In return, and with time, the Porter can move to Clerk.", [("Porter", "Clerk")]),
        ("With time, Porters can move to Clerk.", [("Porters", "Clerk")]),
        ("Later, they can move to Clerk.", [("Here", "Clerk")]),
        ("Kitchens are hot, so a Porter can move to Clerk.", [("Porter", "Clerk")]),
        ("The Manager, Food can move to Clerk.", [("Manager, Food", "Clerk")]),
        ("The Director, the Americas can move to Clerk.", [("Director, the Americas", "Clerk")]),
        ("Diversity, Inclusion, and Belonging Partners can move to Clerk.", [("Diversity, Inclusion, and Belonging Partners", "Clerk")]),
    ],
)  # fmt: skip
def test_what_stands_before_the_subject(markdown: str, expected: list[tuple[str, str]]) -> None:
    """A clause before the subject says nothing of who moves; a comma inside a title parts nothing."""
    assert [move[:2] for move in moves(markdown)] == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Both the Lead Porter and the Manager, Bar can move to Planner.", ["Lead Porter", "Manager, Bar"]),
        ("The Porter and the Usher can move to Planner.", ["Porter", "Usher"]),
        ("A Porter or a Usher can move to Planner.", ["Porter", "Usher"]),
        ("The Porter, the Usher and the Manager, Bar and Rooms can move to Planner.", ["Porter", "Usher", "Manager, Bar and Rooms"]),
        ("The next step for the Porter and the Usher is the Planner.", ["Porter", "Usher"]),
        ("The Director of Bars and the Arts can move to Planner.", ["Director of Bars and the Arts"]),
        ("The Manager of Food and Drink can move to Planner.", ["Manager of Food and Drink"]),
    ],
)  # fmt: skip
def test_several_sources(markdown: str, expected: list[str]) -> None:
    """Titles that an "and" with an article parts are sources of their own."""
    assert [move[:2] for move in moves(markdown)] == [(source, "Planner") for source in expected]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("The next step for the Clerk is Porter, and the Porter can move to Planner.", [("Clerk", "Porter"), ("Porter", "Planner")]),
        ("The Clerk moves to Porter, while Porters may move sideways to Usher.", [("Clerk", "Porter"), ("Porters", "Usher")]),
        ("The next step for the Clerk is Porter, and the next step for the Porter is Planner.", [("Clerk", "Porter"), ("Porter", "Planner")]),
    ],
)  # fmt: skip
def test_two_statements_in_a_sentence(markdown: str, expected: list[tuple[str, str]]) -> None:
    """A second clause with somebody who moves is a statement of its own, and both cite the whole sentence."""
    stated = ladder_of(parse(markdown).blocks, "Here").moves
    assert [(move.source, move.target) for move in stated] == expected
    assert {move.sentence for move in stated} == {markdown}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("From the Usher, the next step is Lead Usher.", ("Usher", "Lead Usher")),
        ("From Senior Director of Bars, the next step is to move to the VP of Bars.", ("Senior Director of Bars", "VP of Bars")),
        ("In the Bar job family, the next step is to move to the Kitchen job family.", ("Bar", "Kitchen")),
        ("From Usher, one can move to Lead Usher.", ("Usher", "Lead Usher")),
        ("From there, the next step is Lead Usher.", ("Planner", "Lead Usher")),
        ("In time, the next step is Lead Usher.", ("Porter", "Lead Usher")),
    ],
)  # fmt: skip
def test_source_that_a_sentence_opens_with(markdown: str, expected: tuple[str, str]) -> None:
    """A sentence that opens with "From X" is about X, whoever the sentence before was about."""
    assert [move[:2] for move in moves(f"The Porter can move to Planner. {markdown}")][-1] == expected


@pytest.mark.parametrize("how", ["also move sideways", "move across", "later move up", "move laterally"])
def test_adverbs_of_moving(how: str) -> None:
    """Which way somebody moves makes no difference to the reading."""
    assert [move[:2] for move in moves(f"The Cook can {how} to the Waiter.")] == [("Cook", "Waiter")]


@pytest.mark.parametrize(
    "markdown",
    [
        "The next step for the Tax job family is not yet defined.",
        "The next step has not been defined.",
        "The next step is to be determined.",
        "The career ladder for the Director is not defined.",
        "The next step in the Tax job family is to move to the [TODO]() job family.",
    ],
)
def test_undefined(markdown: str) -> None:
    """A next step that is not yet defined is no move, and is told."""
    ladder = ladder_of(parse(markdown).blocks, "Here")
    assert ladder.moves == ()
    assert ladder.undefined


def test_not_having_something_is_not_undefined() -> None:
    """What roles do not have says nothing of the next step."""
    assert not ladder_of(parse("Clerks do not have direct reports.").blocks, "Here").undefined


def test_list_below_a_lead_in() -> None:
    """Items below a lead-in are targets of the lead-in's source."""
    text = "Office team members may wish to move to other teams:\n* Sales for those who like people\n* Audit for a change of scene\n"
    assert [move[:2] for move in moves(text)] == [("Office", "Sales"), ("Office", "Audit")]


def test_moving_to_and_from() -> None:
    """Lists under "Moving to X" and "Moving from X" go in opposite directions; bold names are the roles."""
    listed = "* **Support**: because.\n* **QA**: why not.\n"
    assert [move[:2] for move in moves(listed, "Moving to Product")] == [
        ("Support", "Product"),
        ("QA", "Product"),
    ]
    assert [move[:2] for move in moves(listed, "Moving from Product")] == [
        ("Product", "Support"),
        ("Product", "QA"),
    ]


def test_linked_names_below_moving_to() -> None:
    """An item that begins with a link names its text, whatever follows, and keeps the link."""
    listed = "* [Clerk](/c/) with years of work behind them\n* The **[Cook](/k/)**: because\n"
    stated = ladder_of(parse(listed).blocks, "Here", "Moving to the Bar").moves
    assert [(m.source, m.source_link, m.target) for m in stated] == [
        ("Clerk", "/c/", "Bar"),
        ("Cook", "/k/", "Bar"),
    ]
    stated = ladder_of(parse(listed).blocks, "Here", "Moving from Bar").moves
    assert [(m.source, m.target, m.target_link) for m in stated] == [
        ("Bar", "Clerk", "/c/"),
        ("Bar", "Cook", "/k/"),
    ]


def test_table_of_moves() -> None:
    """A table with a column of starts and one of targets states a move a row; an empty start repeats the last."""
    table = "| Starting Role | Lateral Options |\n|---|---|\n| Clerk | Usher |\n| | Porter |\n"
    assert [move[:2] for move in moves(table)] == [("Clerk", "Usher"), ("Clerk", "Porter")]
    assert moves("| Team | Amount |\n|---|---|\n| A | 2 |\n") == []


@pytest.mark.parametrize(
    "header", ["To | Lateral", "Next | Sideways to", "Next | Lateral move", "Next role | Alternative"]
)
def test_table_with_two_columns_of_targets(header: str) -> None:
    """Steps up and sideways stand in columns of their own; an empty cell, a dash or "None" is no step."""
    table = f"| Current | {header} |\n|---|---|---|\n| Clerk | Senior Clerk | [Usher](/u/) |\n| Cook | Chef | None |\n| Page | – | Usher |\n"
    assert moves(table) == [
        ("Clerk", "Senior Clerk", None),
        ("Clerk", "Usher", "/u/"),
        ("Cook", "Chef", None),
        ("Page", "Usher", None),
    ]


def test_column_that_says_when_is_no_target() -> None:
    """A further column with the words of a target column counts only if it names positions."""
    table = (
        "| From | To | Next review |\n|---|---|---|\n| Clerk | Cook | In May |\n| Cook | Chef | Next May |\n"
    )
    assert [move[:2] for move in moves(table)] == [("Clerk", "Cook"), ("Cook", "Chef")]


CHARTS = {
    "chain": ("graph LR\nA[Clerk]-->B[Senior Clerk]-->C[Lead]", [("Clerk", "Senior Clerk"), ("Senior Clerk", "Lead")]),
    "ampersand": ("flowchart TD\nA(Clerk) --> B(Lead) & C(Manager)", [("Clerk", "Lead"), ("Clerk", "Manager")]),
    "labels on edges": ("graph LR\nA[Clerk] -->|earns it| B[Lead] -- and then --> C[Chief]", [("Clerk", "Lead"), ("Lead", "Chief")]),
    "subgraphs": ("graph LR\nsubgraph Merit &amp; Need\nA[Clerk]-->B[Lead]\nend", [("Clerk", "Lead")]),
    "comments": ("graph LR\n%% A-->C\nA[Clerk]-->B[Lead] %% done", [("Clerk", "Lead")]),
    "ids with colons": ("graph LR;\nx:a(Clerk, Tax)-->x:b(Lead, Tax);", [("Clerk, Tax", "Lead, Tax")]),
    "quotes": ('graph LR\nA["Clerk (US)"]-->B["Lead [EU]"]', [("Clerk (US)", "Lead [EU]")]),
    "nodes first": ("graph LR\nA[Clerk]\nB[Lead]\nA ==> B", [("Clerk", "Lead")]),
    "classes": ("graph LR\nA[Clerk]:::blue-->B:::red\nclassDef blue fill:#00f", [("Clerk", "B")]),
    "no arrowhead": ("graph LR\nA[Clerk]---B[Lead]\nA~~~B", []),
    "both ways": ("graph LR\nA[Clerk]<-->B[Usher]", [("Clerk", "Usher"), ("Usher", "Clerk")]),
    "line break in a label": ("graph LR\nA[Senior<br/>Clerk]-->B[Lead]", [("Senior Clerk", "Lead")]),
    "header and edge on a line": ("graph TD; A[Clerk]-->B[Lead];", [("Clerk", "Lead")]),
    "dotted": ("graph LR\nA[Clerk] -.-> B[Lead]", [("Clerk", "Lead")]),
    "shape objects": ('flowchart LR\nA@{ shape: rect, label: "Clerk" } --> B[Lead]', [("Clerk", "Lead")]),
    "front matter": ("---\ntitle: x\n---\ngraph LR\nA[Clerk]-->B[Lead]", [("Clerk", "Lead")]),
    "quotes at the ends of a title": (
        'graph LR\nA["&quot;Front&quot; Clerk"]-->B["Lead #quot;Front#quot;"]',
        [('"Front" Clerk', 'Lead "Front"')],
    ),
    "signs that are meant as they are": (
        'graph LR\nA["Clerk &ast;&ast;new&ast;&ast; &grave;x&grave;"]-->B["#42;&lt;Lead&gt; #amp;amp;"]',
        [("Clerk **new** `x`", "*<Lead> &amp;")],
    ),
    "bold inside a label": ('graph LR\nA["`a **Senior** Clerk`"]-->B["**Lead**"]', [("a Senior Clerk", "Lead")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_mermaid(name: str) -> None:
    """The arrows of a flowchart are read with the labels that a reader sees."""
    source, expected = CHARTS[name]
    chart = parse_chart(source)
    assert chart is not None
    assert [(chart.label(e.source), chart.label(e.target)) for e in chart.edges] == expected
    assert chart.not_understood == []


def test_other_diagrams_are_no_charts() -> None:
    """A sequence diagram is no flowchart."""
    assert parse_chart("sequenceDiagram\nA->>B: hi") is None


def test_lines_of_arrows() -> None:
    """Each arrow knows the line of the file on which it stands."""
    chart = parse_chart("graph LR\nA-->B\n\nB-->C", first_line=10)
    assert chart is not None
    assert [edge.line for edge in chart.edges] == [11, 13]


def test_what_is_not_understood_is_told() -> None:
    """A statement that is no part of the syntax is reported with its line."""
    chart = parse_chart("graph LR\nA-->B\n???\n")
    assert chart is not None
    assert chart.not_understood == [(3, "???")]
