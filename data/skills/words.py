"""Text → words in a form that labels and texts share, each with the place where it stands.

Two forms a word: the *light* one folds case, plural and British spelling; the *folded* one also folds the
verbs that introduce a skill ("managing budgets", "manage budgets"). Both are made by the rules of
:mod:`.spelling`, so that any scheme works.
"""

from __future__ import annotations

import re

from .spelling import VERB_FORMS, VERBS, light_form

#: Punctuation as a word of its own: no label matches across it.
BREAK = "|"

#: An article goes with the word behind it on both sides, so that "manage a team" is "manage teams";
#: a capital A may be a name's ("A/B testing").
_TOKEN = re.compile(
    r"""
      (?:\b(?:an?|[Tt]he|An)\s+)?
      (
        (?<![\w.])\.(?:net|NET|Net)\b                               # the one name that opens with a full stop
      | [^\W_]+(?:[.'’_][^\W_]+)*(?:\+\+|[#+](?!\w))?               # words; Node.js, U.S, team's; C++, C#
      | &
      | [,;:()\[\]{}"“”|•!?<>…*=] | (?<!\.)\.+(?=\s|$|[)"”]) | \s[-–—]+\s | [–—]   # breaks
      )
    """,
    re.VERBOSE,
)


class Words:
    """The words of a text: the folded form of each, and, when asked for, its light form and its place.

    ``keys`` and ``light`` are lists of equal length; ``around`` is what stands before and behind the text.
    What is not always needed is worked out late: most sentences name nothing.
    """

    __slots__ = ("_around", "_ends", "_joined", "_light", "_raw", "_starts", "around", "keys", "text")

    def __init__(self, text: str, keys: list[str], raw: list[str], joined: tuple[int, ...] = ()) -> None:
        self.text = text
        self.keys = keys
        self.around = ""
        self._around: list[str] | None = None
        self._raw = raw
        self._joined = joined
        self._light: list[str] | None = None
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def light(self) -> list[str]:
        """The light form of each word."""
        if self._light is None:
            light = list(map(_light.__getitem__, self._raw))
            for i in reversed(self._joined):
                light[i : i + 2] = [light[i] + light[i + 1]]
            self._light = light
        return self._light

    @property
    def light_around(self) -> list[str]:
        """The light form of each word before and behind the text."""
        if self._around is None:
            self._around = words(self.around).light
        return self._around

    def _locate(self) -> list[int]:
        spans = [match.span(1) for match in _TOKEN.finditer(self.text)]
        starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        for i in reversed(self._joined):
            del starts[i + 1], self._ends[i]
        self._starts = starts
        return starts

    @property
    def starts(self) -> list[int]:
        """The offset of each word's first character."""
        return self._locate() if self._starts is None else self._starts

    @property
    def ends(self) -> list[int]:
        """The offset behind each word's last character."""
        if self._starts is None:
            self._locate()
        return self._ends

    def join(self, at: list[int]) -> Words:
        """The same words with each of those at these places, in order, made one with the next."""
        keys = list(self.keys)
        for i in reversed(at):
            keys[i : i + 2] = [keys[i] + keys[i + 1]]
        return Words(self.text, keys, self._raw, tuple(at))


#: Words that are remembered; a hostile text could have any number of them.
_REMEMBERED = 200_000


class _Light(dict[str, str]):
    """Raw word → light form; the words of texts repeat, so each is worked out once."""

    def __missing__(self, word: str) -> str:
        first = word[0]
        is_word = first.isalnum() or first == "&" or (first == "." and word[-1].isalpha())
        form = light_form(word) if is_word else BREAK
        if len(self) < _REMEMBERED:
            self[word] = form
        return form


class _Folded(dict[str, str]):
    """Raw word → folded form."""

    def __missing__(self, word: str) -> str:
        light = _light[word]
        form = VERB_FORMS.get(light, light)
        if len(self) < _REMEMBERED:
            self[word] = form
        return form


_light = _Light()
_folded = _Folded()


def folded(word: str) -> str:
    """The light form, and the base form of a verb that introduces skills.

    >>> folded("Managing"), folded("led"), folded("engineering"), folded("planning")
    ('manage', 'lead', 'engineering', 'planning')
    """
    return _folded[word]


def is_verb(key: str) -> bool:
    """Whether a folded form is one of the verbs that introduce skills."""
    return key in VERBS


def words(text: str) -> Words:
    """The words of a text, with a :data:`BREAK` for punctuation that no name goes across.

    Hyphens and slashes part words and leave nothing behind, so that "front-end" is two words here.

    >>> words("Managing CI/CD, front-end (Go)").keys
    ['manage', 'ci', 'cd', '|', 'front', 'end', '|', 'go', '|']
    """
    raw = _TOKEN.findall(text)
    return Words(text, list(map(_folded.__getitem__, raw)), raw)
