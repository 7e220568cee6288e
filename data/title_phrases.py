"""Where a title stands in a sentence: the words with capitals, with the small words between them.

What holds for all the ways in which people write of superiors and extended roles is that titles have
capitals or are links. What a title itself looks like is the matter of `careergraph.data.titles`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .titles import names_position

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = re.compile(
    r"^(?:either\s+|both\s+|to\s+|that\s+of\s+|of\s+|directly\s+)*"
    r"(?:(?:the|a|an|our|their|its|another|all|any|each|one of (?:the|our))\s+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
#: Small words inside a title, kept when a capitalised word follows.
_INNER = frozenset({"of", "the", "and", "for", "to", "in", "&", "-", "–", "/", "or", "at", "+"})
#: Words that stand behind a title and are no part of it.
_NO_TITLE_END = frozenset(
    {"role", "position", "team", "group", "level", "directly", "above", "roles", "positions", "job", "family"}
)


def is_capitalised(word: str) -> bool:
    """Whether a word begins, behind brackets and quotes, with a capital or a digit.

    >>> is_capitalised("(Senior"), is_capitalised("of"), is_capitalised("2nd")
    (True, False, True)
    """
    bare = word.lstrip("([{\"'“‘*_#")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def title_phrase(text: str) -> str:
    """The title that a text begins with: its capitalised words with the small words between them.

    A last word without a capital is kept when the text ends with it ("Director of Channel marketing").

    >>> title_phrase("Manager of Field Marketing for which region they work")
    'Manager of Field Marketing'
    >>> title_phrase("VP, Information Technology, and leads a team")
    'VP, Information Technology'
    """
    tokens = list(_WORD.finditer(text))
    end = 0
    index = 0
    while index < len(tokens):
        word = tokens[index].group()
        if is_capitalised(word):
            end = tokens[index].end()
            if word.endswith((";", ":")):
                break
            index += 1
        elif _is_inner(word):
            index = _behind_small_words(tokens, index + 1)
            if index == len(tokens) or not is_capitalised(tokens[index].group()):
                break
        else:
            if end and _is_last_word([token.group() for token in tokens[index:]]):
                end = tokens[index].end()
            break
    return text[:end].rstrip(" ,;:.")


def _is_inner(word: str) -> bool:
    bare = word.strip(",;:.()[]{}\"'“”*").lower()
    return bare in _INNER or not bare


def _behind_small_words(tokens: Sequence[re.Match[str]], index: int) -> int:
    while index < len(tokens) and tokens[index].group().strip(",()").lower() in _INNER:
        index += 1
    return index


def _is_last_word(words: list[str]) -> bool:
    """Whether a single plain word is left, one that may end a title."""
    bare = words[0].strip(".,;").lower()
    return len(words) == 1 and bare.isalpha() and bare not in _NO_TITLE_END


def strip_article(text: str) -> str:
    """The text without a leading article or the like.

    >>> strip_article("either the Director or a Manager")
    'Director or a Manager'
    """
    return _ARTICLE.sub("", text.lstrip(" :*\"'“"), count=1)


def looks_like_title(text: str) -> bool:
    """Whether a short text names a position, or begins with a capital and has few words."""
    return len(text) <= 90 and (names_position(text) or (is_capitalised(text) and len(text.split()) <= 8))
