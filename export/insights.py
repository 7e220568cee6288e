"""Insights for other tools: rows for spreadsheets, a report for issue trackers, plain data."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from careergraph.graph.insight import KINDS, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careergraph.graph.insight import Insight, Kind

#: The columns of the CSV; their order is fixed.
COLUMNS = ("kind", "value", "unit", "finding", "about", "families", "departments", "names", "why", "places")
#: What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")
_SPACES = re.compile(r"\s+")


def to_csv(found: Iterable[Insight]) -> str:
    """A row for each insight below a row of `COLUMNS`; lists within a cell are parted by "; ".

    A cell that a spreadsheet would compute begins with an apostrophe instead.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found:
        nodes = each.nodes
        writer.writerow(
            map(
                safe,
                (
                    each.kind,
                    "" if each.value is None else number(each.value),
                    each.about.unit,
                    each.what,
                    "; ".join(node.title for node in nodes),
                    "; ".join(dict.fromkeys(node.family_title for node in nodes if node.family_title)),
                    "; ".join(
                        dict.fromkeys(node.department_title for node in nodes if node.department_title)
                    ),
                    "; ".join(each.names),
                    each.about.why,
                    "; ".join(f"{path}:{line}" for path, line in each.citations),
                ),
            )
        )
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Engineer")
    ("'=1+1", 'Engineer')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def to_markdown(
    found: Mapping[Kind, Sequence[Insight]], totals: Mapping[Kind, int], title: str = "Career insights"
) -> str:
    """A report: how many there are of each kind, then each kind with its insights as a list.

    Args:
        found: what to tell, by kind.
        totals: how many there are, of which some may be left out.
        title: the heading.
    """
    lines = [f"## {escape(title)}", "", "| number | kind |", "|---:|---|"]
    lines += [f"| {totals[kind]:,} | {KINDS[kind].title} |" for kind in found]
    for kind, insights in found.items():
        if not insights:
            continue
        about = KINDS[kind]
        lines += [
            "",
            f"### {about.title} ({totals[kind]:,})",
            "",
            f"{about.why} (the number: {about.unit})",
            "",
        ]
        for each in insights:
            value = "" if each.value is None else f"**{number(each.value)}** "
            places = ", ".join(_code(f"{path}:{line}") for path, line in each.citations[:LINES])
            lines.append(f"- {value}{escape(each.what)}" + (f" ({places})" if places else ""))
        if len(insights) < totals[kind]:
            lines.append(f"- and {totals[kind] - len(insights):,} more")
    return "\n".join(lines) + "\n"


#: So many lines are cited for people; JSON and CSV have all of them.
LINES = 4


def escape(text: str) -> str:
    r"""A text that Markdown shows as it is; it mentions nobody and links to nothing.

    >>> escape("Manager, R&D [*new*] @team #4")
    'Manager, R&amp;D \\[\\*new\\*\\] &#64;team \\#4'
    """
    plain = _SPACES.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", plain).replace("@", "&#64;")


def _code(text: str) -> str:
    return f"`{text}`" if "`" not in text and "\n" not in text else escape(text)


def to_data(found: Mapping[Kind, Sequence[Insight]], totals: Mapping[Kind, int]) -> list[dict[str, object]]:
    """The kinds with their insights as plain data, for JSON."""
    return [
        {
            "kind": kind,
            "title": KINDS[kind].title,
            "why": KINDS[kind].why,
            "unit": KINDS[kind].unit,
            "total": totals[kind],
            "insights": [
                {
                    "what": each.what,
                    "value": each.value,
                    "about": [
                        {
                            "iri": node.iri,
                            "title": node.title,
                            "type": node.type,
                            "family": node.family_title,
                            "department": node.department_title,
                            "grades": list(node.grades),
                        }
                        for node in each.nodes
                    ],
                    "names": list(each.names),
                    "citations": [{"path": path, "line": line} for path, line in each.citations],
                }
                for each in insights
            ],
        }
        for kind, insights in found.items()
    ]
