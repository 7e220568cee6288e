"""docs/reading.md tells what the reader does: every finding and every limit."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from careergraph.data import frontmatter, ladder_prose, markdown, mermaid, sources

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")

#: Which argument of a call is the code of a finding: of the record, and of the method that makes one.
POSITIONS = {"Finding": 2, "_find": 1}


def codes_in_source() -> set[str]:
    """The codes of all findings that the reader makes."""
    found = set()
    for module in sorted((ROOT / "data").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in POSITIONS:
                code = node.args[POSITIONS[called]]
                if isinstance(code, ast.Constant):
                    found.add(code.value)
                else:  # the method itself hands its argument on
                    assert ast.unparse(code) == "code", f"{module.name}:{node.lineno}"
    return found


def codes_in_guide() -> set[str]:
    """The codes in the first column of the guide's table of findings."""
    table = GUIDE.partition("## Findings")[2]
    return set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))


def test_every_finding_is_documented() -> None:
    """The table lists the codes that the reader uses, and no others."""
    codes = codes_in_source()
    assert {"no-grade", "too-large", "front-matter"} <= codes
    assert all(CODE.fullmatch(code) for code in codes)
    assert codes_in_guide() == codes


def test_every_limit_is_documented() -> None:
    """The table of limits has the numbers that the code has."""
    limits = GUIDE.partition("## Limits")[2].partition("## Findings")[0]
    for limit in (
        sources.MAX_BYTES,
        markdown.MAX_NESTING,
        frontmatter.MAX_CHARS,
        frontmatter.MAX_DEPTH,
        frontmatter.MAX_BRACKETS,
        ladder_prose.MAX_SENTENCE,
        mermaid.MAX_EDGES,
    ):
        assert re.search(rf"(?<![\d,]){limit:,}(?![\d,])", limits), limit
