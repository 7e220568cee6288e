"""Where exactly a text stops being SPARQL 1.1: the grammar of queries over words and signs.

The engine decides what is a query. It names a place some way behind the first word that cannot stand where it
stands, and what it expected there in signs rather than words, so that place is looked for here. The rules are
those of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, written shorter where that accepts the same.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sparqltokens import Token

# A rule a line, or more with a margin. Rules start with a capital; WORDS in capitals match in any case,
# 'signs' as they stand, and @kind a token of that kind. The usual signs: ? * + | ( ).
_GRAMMAR = r"""
Query: Prologue (Select | Construct | Describe | Ask) Values?
Prologue: (BASE @iri | PREFIX @name @iri)*
SubSelect: SelectClause Where Modifiers Values?
Select: SelectClause From* Where Modifiers
SelectClause: SELECT (DISTINCT | REDUCED)? (Column+ | '*')
Column: @var | '(' Expression AS @var ')'
Construct: CONSTRUCT (Template From* Where Modifiers | From* WHERE Template Modifiers)
Template: '{' Triples? '}'
Describe: DESCRIBE (VarOrIri+ | '*') From* Where? Modifiers
Ask: ASK From* Where Modifiers
From: FROM NAMED? Iri
Where: WHERE? Group
Modifiers: (GROUP BY GroupBy+)? (HAVING Constraint+)? (ORDER BY OrderBy+)? Limits?
GroupBy: '(' Expression (AS @var)? ')' | @var | Call
OrderBy: (ASC | DESC) Bracketed | @var | Constraint
Limits: LIMIT @number (OFFSET @number)? | OFFSET @number (LIMIT @number)?
Values: VALUES DataBlock
Group: '{' (SubSelect | GroupPart) '}'
GroupPart: Triples? (NotTriples '.'? Triples?)*
NotTriples: Group (UNION Group)* | OPTIONAL Group | MINUS Group | GRAPH VarOrIri Group | FILTER Constraint |
    BIND '(' Expression AS @var ')' | VALUES DataBlock
DataBlock: @var '{' DataValue* '}' | '(' @var* ')' '{' ('(' DataValue* ')')* '}'
DataValue: Iri | Literal | UNDEF
Constraint: Bracketed | Call
Triples: SameSubject ('.' SameSubject?)*
SameSubject: NodeList Properties? | Term Properties
Properties: Verb Objects (';' (Verb Objects)?)*
Verb: @var | Path
Objects: Object (',' Object)*
Object: NodeList | Term
NodeList: '(' Object+ ')' | '[' Properties ']'
Term: @var | Iri | Literal | @bnode | '(' ')' | '[' ']'
Path: Sequence ('|' Sequence)*
Sequence: Step ('/' Step)*
Step: '^'? Primary ('?' | '*' | '+')?
Primary: Iri | 'a' | '!' Negated | '(' Path ')'
Negated: One | '(' (One ('|' One)*)? ')'
One: '^'? (Iri | 'a')
VarOrIri: @var | Iri
Iri: @iri | @name
Bracketed: '(' Expression ')'
Expression: And ('||' And)*
And: Relation ('&&' Relation)*
Relation: Sum (('=' | '!=' | '<=' | '>=' | '<' | '>') Sum | NOT? IN List)?
Sum: Product (('+' | '-') Product)*
Product: Unary (('*' | '/') Unary)*
Unary: ('!' | '+' | '-')* Factor
Factor: Bracketed | Call | Literal | @var | Iri
List: '(' (Expression (',' Expression)*)? ')'
Call: NOT? EXISTS Group | COUNT '(' DISTINCT? ('*' | Expression) ')' | GROUP_CONCAT '(' DISTINCT? Expression
    (';' SEPARATOR '=' @string)? ')' | (SUM | MIN | MAX | AVG | SAMPLE) '(' DISTINCT? Expression ')' |
    Function List | Iri '(' DISTINCT? (Expression (',' Expression)*)? ')'
Function: STR | LANG | LANGMATCHES | DATATYPE | BOUND | IRI | URI | BNODE | RAND | ABS | CEIL | FLOOR |
    ROUND | CONCAT | STRLEN | UCASE | LCASE | ENCODE_FOR_URI | CONTAINS | STRSTARTS | STRENDS | STRBEFORE |
    STRAFTER | YEAR | MONTH | DAY | HOURS | MINUTES | SECONDS | TIMEZONE | TZ | NOW | UUID | STRUUID | MD5 |
    SHA1 | SHA256 | SHA384 | SHA512 | COALESCE | IF | STRLANG | STRDT | SAMETERM | ISIRI | ISURI | ISBLANK |
    ISLITERAL | ISNUMERIC | REGEX | SUBSTR | REPLACE
Literal: @string (@lang | '^^' Iri)? | ('+' | '-')? @number | TRUE | FALSE
"""
_PART = re.compile(r"'[^']+'|@?\w+|[?*+|()]")
#: Terminal → what people call it.
_SPOKEN = {
    "@iri": "an IRI in < >",
    "@name": "a name such as cg:Role",
    "@string": "a string",
    "@var": "a variable",
    "@bnode": "a blank node",
    "@number": "a number",
    "@lang": "a language tag",
}
#: Rule → what people call whatever it may start with.
_CALLED = {
    **dict.fromkeys(("Expression", "And", "Relation", "Sum", "Product", "Unary"), "an expression"),
    **dict.fromkeys(("Path", "Sequence", "Step"), "a property"),
    "Object": "a value",
    "Term": "a variable, an IRI or a value",
    "Function": "a function",
}
_LISTED = 8
_FRAMES = 20_000  # enough for a few hundred nested brackets

Parsed = tuple[object, ...]


@cache
def _rules() -> dict[str, Parsed]:
    rules = {}
    for line in _GRAMMAR.replace("\n    ", " ").strip().splitlines():
        name, _, body = line.partition(":")
        parts = _PART.findall(body)
        rules[name] = _choice(parts)
        if parts:
            raise ValueError(f"rule {name}: nothing opens {parts}")
    return rules


def _choice(parts: list[str]) -> Parsed:
    options: list[Parsed] = [_row(parts)]
    while parts and parts[0] == "|":
        parts.pop(0)
        options.append(_row(parts))
    return options[0] if len(options) == 1 else ("|", *options)


def _row(parts: list[str]) -> Parsed:
    row: list[Parsed] = []
    while parts and parts[0] not in ("|", ")"):
        part = parts.pop(0)
        one: Parsed = ("=", part)
        if part == "(":
            one = _choice(parts)
            parts.pop(0)
        if parts and parts[0] in ("?", "*", "+"):
            one = (parts.pop(0), one)
        row.append(one)
    return (",", *row)


class _Reader:
    """Follows the rules as far as the tokens go; a rule that fits is not tried otherwise."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found
        self.furthest = 0
        self.expected: dict[str, None] = {}

    def read(self, part: Parsed, at: int) -> int:
        """The place behind ``part``; -1 where it does not fit at this place."""
        sign = part[0]
        if sign == "=":
            return self._terminal(str(part[1]), at)
        if sign == "|":
            for one in part[1:]:
                end = self._one(one, at)
                if end >= 0:
                    return end
            return -1
        if sign == ",":
            for one in part[1:]:
                at = self._one(one, at)
                if at < 0:
                    break
            return at
        times, one = 0, part[1]
        while (end := self._one(one, at)) >= 0:
            times, moved, at = times + 1, end > at, end
            if sign == "?" or not moved:
                break
        return -1 if sign == "+" and not times else at

    def _one(self, part: object, at: int) -> int:
        if not isinstance(part, tuple):
            raise TypeError(part)
        return self.read(part, at)

    def _terminal(self, name: str, at: int) -> int:
        rule = _rules().get(name)
        if rule is not None:
            before = dict(self.expected) if self.furthest == at else {}
            end = self.read(rule, at)
            if name in _CALLED and end < 0 and self.furthest == at:
                self.expected = {**before, _CALLED[name]: None}
            return end
        if at < len(self._tokens) and _is(self._tokens[at], name):
            return at + 1
        if at > self.furthest:
            self.furthest = at
            self.expected = {}
        if at == self.furthest:
            self.expected[name] = None
        return -1


def _is(token: Token, terminal: str) -> bool:
    if terminal.startswith("@"):
        return token.kind == terminal[1:]
    if terminal.startswith("'"):
        return token.text == terminal[1:-1]
    return token.kind == "word" and token.text.upper() == terminal


def first_fault(found: Sequence[Token]) -> tuple[int, list[str]] | None:
    """The first token that cannot stand where it stands, and what could.

    Args:
        found: all tokens of a query.

    Returns:
        the number of the token from 0 (their count where the end comes too early) and what was expected, for
        people; None where no rule is broken, or brackets are nested too deep to tell.
    """
    reader = _Reader(found)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        if reader.read(("=", "Query"), 0) == len(found):
            return None
    except RecursionError:
        return None
    finally:
        sys.setrecursionlimit(limit)
    expected = dict.fromkeys(_SPOKEN.get(name, name.strip("'")) for name in reader.expected)
    return reader.furthest, list(expected)[:_LISTED]
