"""Career ladders drawn as Mermaid flowcharts: nodes, edges and the links of ``click`` lines.

The syntax is that of https://mermaid.js.org/syntax/flowchart.html, as far as ladders use it: chains
(``a --> b --> c``), ``&``, labels in any bracket, labels on edges, subgraphs, comments (``%%``), ``click``,
styles. Comments are dropped, invisible links (``~~~``) and lines without an arrowhead (``---``) are no moves.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_HEADER = re.compile(r"^\s*(?:graph|flowchart(?:-elk)?)\b\s*(?:TB|TD|BT|RL|LR)?\s*", re.IGNORECASE)
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_FRONT = re.compile(r"\A\s*---\s*\n.*?\n\s*---\s*\n", re.DOTALL)
_CLICK = re.compile(
    r"^click\s+(?P<id>[^\s\"]+)\s+(?:href\s+)?(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>(?:https?:|/|#|\.)\S*))",
    re.IGNORECASE,
)
_SKIPPED = re.compile(r"^(?:style|classDef|class|linkStyle|direction|accTitle|accDescr|end\b)", re.IGNORECASE)
_SUBGRAPH = re.compile(r"^subgraph\b\s*(.*)$", re.IGNORECASE)
#: An id may hold a colon ("sec:se") and dashes that begin no edge.
_ID = re.compile(r"(?:[^\W]|[:./](?!:)(?=\w)|-(?![-.>])(?=\w)|(?<=\w)\.(?=\w))+")
_CLASS = re.compile(r":::\w+(?:-\w+)*")
_META = re.compile(r"@\{(?P<body>[^}]*)\}")
_META_LABEL = re.compile(r"label\s*:\s*\"?([^\",}]+)")
#: Opening brackets of node shapes and what closes them, longest first.
_SHAPES = (
    ("(((", ")))"), ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("((", "))"), ("{{", "}}"), ("[/", "/]"),
    ("[\\", "\\]"), ("[/", "\\]"), ("[\\", "/]"), ("[", "]"), ("(", ")"), ("{", "}"), (">", "]"),
)  # fmt: skip
_EDGE = re.compile(
    r"\s*(?P<left><|(?:[xo](?=[-=]))?)"
    r"(?:(?P<plain>-{2,}[>xo]|-{3,}|={2,}[>xo]|={3,}|-\.+->?|~{3,})"
    r"|(?P<open>--|==|-\.)\s*(?P<text>[^-=.|>\n][^|>\n]*?)\s*(?P<close>-{2,}[>xo]?|={2,}[>xo]?|\.+->?))"
    r"(?:\|(?P<label>[^|]*)\|)?\s*"
)
_AND = re.compile(r"\s*&\s*")
_END = re.compile(r"\s*$")
_ENTITY = re.compile(r"&#?\w+;$")
#: "#quot;" and "#9829;": entities as Mermaid writes them.
_ENTITY_CODE = re.compile(r"(?<!&)#(\w+);")
_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


#: Ladders have dozens of arrows; "a & b & ... --> c & d & ..." could draw millions in a line.
MAX_EDGES = 5_000


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes, by their ids, with the line it stands on."""

    source: str
    target: str
    line: int


@dataclass(slots=True)
class Chart:
    """A flowchart.

    Attributes:
        labels: what the nodes show, by their ids, for those with a label.
        edges: the arrows, in order.
        links: where the nodes lead (``click``), by their ids.
        lines: the line on which each node stands first, by its id.
        not_understood: line and words of each statement that is no part of the syntax.
    """

    labels: dict[str, str] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    not_understood: list[tuple[int, str]] = field(default_factory=list)

    def label(self, node: str) -> str:
        """What the node shows: its label, or its id where it has none."""
        return self.labels.get(node, node)


def parse_chart(text: str, first_line: int = 1) -> Chart | None:
    r"""Read a flowchart.

    Args:
        text: the Mermaid source.
        first_line: the line in the file on which ``text`` begins.

    Returns:
        The chart, or None if the source is another kind of diagram.

    >>> chart = parse_chart("graph LR;\n a(Engineer) --> b[Senior Engineer] & c{Manager}; %% no")
    >>> [(chart.label(e.source), chart.label(e.target)) for e in chart.edges]
    [('Engineer', 'Senior Engineer'), ('Engineer', 'Manager')]
    """
    source = _FRONT.sub(lambda m: "\n" * m.group().count("\n"), text)
    source = _DIRECTIVE.sub(lambda m: "\n" * m.group().count("\n"), source)
    chart = Chart()
    started = False
    for number, raw in enumerate(source.split("\n"), first_line):
        line = raw
        if not started:
            if not line.strip() or line.lstrip().startswith("%%"):
                continue
            header = _HEADER.match(line)
            if not header:
                return None
            started = True
            line = line[header.end() :]
        for statement in _statements(line):
            _read(chart, statement, number)
    return chart if started else None


def _statements(line: str) -> list[str]:
    """The statements of a line, parted at ``;`` outside brackets and quotes; a comment ends the line."""
    out: list[str] = []
    current: list[str] = []
    depth, quoted, index = 0, False, 0
    while index < len(line):
        char = line[index]
        if char == '"':
            quoted = not quoted
        elif not quoted:
            if char in "([{":
                depth += 1
            elif char in ")]}":
                depth = max(0, depth - 1)
            elif line.startswith("%%", index) and depth == 0:
                break
            elif char == ";" and depth == 0 and not _ENTITY.search(line, 0, index + 1):
                out.append("".join(current))
                current = []
                index += 1
                continue
        current.append(char)
        index += 1
    out.append("".join(current))
    return [piece.strip() for piece in out if piece.strip()]


def _read(chart: Chart, statement: str, line: int) -> None:
    """Take what one statement says."""
    click = _CLICK.match(statement)
    if click:
        chart.links[click["id"]] = click["quoted"] if click["quoted"] is not None else click["bare"]
        return
    if _SKIPPED.match(statement) or _SUBGRAPH.match(statement):
        return
    group, position = _nodes(chart, statement, 0, line)
    while group and position < len(statement):
        edge = _EDGE.match(statement, position)
        if not edge or edge.end() == position:
            group = []
            break
        targets, position = _nodes(chart, statement, edge.end(), line)
        if targets:
            _connect(chart, group, targets, edge, line)
        group = targets
    if not group:
        chart.not_understood.append((line, statement))


def _connect(chart: Chart, sources: list[str], targets: list[str], edge: re.Match[str], line: int) -> None:
    """Draw an arrow from each source to each target, as the edge between them says."""
    shape = edge["plain"] or edge["close"]
    if not shape.endswith((">", "x", "o")):
        return  # no arrowhead: nodes that stand together, or "~~~"
    if len(chart.edges) + len(sources) * len(targets) > MAX_EDGES:
        chart.not_understood.append((line, f"more than {MAX_EDGES:,} arrows"))
        return
    for source in sources:
        for target in targets:
            chart.edges.append(Edge(source, target, line))
            if edge["left"] == "<":
                chart.edges.append(Edge(target, source, line))


def _nodes(chart: Chart, statement: str, position: int, line: int) -> tuple[list[str], int]:
    """The nodes joined by ``&`` at ``position``, and the position behind them."""
    found: list[str] = []
    while True:
        while position < len(statement) and statement[position].isspace():
            position += 1
        name = _ID.match(statement, position)
        if not name:
            return found, position
        node = name.group()
        position = _label(chart, node, statement, name.end())
        chart.lines.setdefault(node, line)
        found.append(node)
        joint = _AND.match(statement, position)
        if not joint:
            trailing = _END.match(statement, position)
            return found, trailing.end() if trailing else position
        position = joint.end()


def _label(chart: Chart, node: str, statement: str, position: int) -> int:
    """Take the label behind a node's id, and give the position behind it."""
    for opening, closing in _SHAPES:
        if not statement.startswith(opening, position):
            continue
        start = position + len(opening)
        rest = statement[start:].lstrip()
        if rest.startswith('"'):
            begin = statement.index('"', start) + 1
            stop = statement.find('"', begin)
            end = statement.find(closing, stop + 1) if stop != -1 else -1
            text = statement[begin:stop]
        else:
            end = _closing(statement, start, opening, closing)
            text = statement[start:end]
        if end == -1:
            continue
        chart.labels[node] = _clean(text)
        position = end + len(closing)
        break
    meta = _META.match(statement, position)
    if meta:
        label = _META_LABEL.search(meta["body"])
        if label:
            chart.labels[node] = _clean(label.group(1))
        position = meta.end()
    style = _CLASS.match(statement, position)
    return style.end() if style else position


def _closing(statement: str, start: int, opening: str, closing: str) -> int:
    """Where the bracket closes; a label may hold pairs of the same bracket ("Engineer (US)")."""
    if len(opening) > 1:
        return statement.find(closing, start)
    depth = 0
    for index in range(start, len(statement)):
        char = statement[index]
        if char == opening:
            depth += 1
        elif char == closing:
            if depth == 0:
                return index
            depth -= 1
    return -1


def _clean(text: str) -> str:
    """A label as a reader sees it: without tags, quotes and bold; then entities stand for their signs."""
    text = _ANY_TAG.sub("", _TAG.sub(" ", text))
    text = text.strip().strip('`"').replace("**", "")
    return " ".join(html.unescape(_ENTITY_CODE.sub(_as_html, text)).split())


def _as_html(code: re.Match[str]) -> str:
    """An entity as HTML writes it, where it is one ("#quot;", but not "#ops;")."""
    written = f"&#{code[1]};" if code[1].isdigit() else f"&{code[1]};"
    return written if html.unescape(written) != written else code.group()
