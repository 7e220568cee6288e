"""Text → words in a form that labels and texts share, each with the place where it stands.

Two forms a word: the *light* one folds case, plural and British spelling; the *folded* one also folds the
verbs that introduce a skill ("managing budgets", "manage budgets"). Both are made by rules, so that any
scheme works without a dictionary.
"""

from __future__ import annotations

import re
#: Punctuation as a word of its own: no label matches across it.
BREAK = "|"

#: An article goes with the word behind it on both sides, so that "manage a team" is "manage teams";
#: a capital A may be a name's ("A/B testing").
_TOKEN = re.compile(
    r"""
      (?:\b(?:an?|[Tt]he|An)\s+)?
      (
        (?<![\w.])\.(?:net|NET|Net)\b                                 # the one name that opens with a full stop
      | [^\W_]+(?:[.'’_][^\W_]+)*(?:\+\+|[#+](?!\w))?               # words; Node.js, U.S, team's; C++, C#
      | &
      | [,;:()\[\]{}"“”|•!?<>…*=] | \.+(?=\s|$|[)"”]) | \s[-–—]+\s | [–—]   # breaks
      )
    """,
    re.VERBOSE,
)


class Words:
    """The words of a text: the folded and the light form of each, and where it stands.

    ``keys`` and ``light`` are lists of equal length. Places are worked out only when somebody asks: most
    sentences name nothing.
    """

    __slots__ = ("_ends", "_starts", "joined", "keys", "light", "text")

    def __init__(self, text: str, keys: list[str], light: list[str], joined: tuple[int, ...] = ()) -> None:
        self.text = text
        self.keys = keys
        self.light = light
        self.joined = joined
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __len__(self) -> int:
        return len(self.keys)

    def _locate(self) -> None:
        spans = [match.span(1) for match in _TOKEN.finditer(self.text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        for i in reversed(self.joined):
            del self._starts[i + 1], self._ends[i]

    @property
    def starts(self) -> list[int]:
        """The offset of each word's first character."""
        if not self._starts and self.keys:
            self._locate()
        return self._starts

    @property
    def ends(self) -> list[int]:
        """The offset behind each word's last character."""
        if not self._starts and self.keys:
            self._locate()
        return self._ends

    def join(self, at: list[int]) -> Words:
        """The same words with each of those at these places, in order, made one with the next."""
        keys, light = list(self.keys), list(self.light)
        for i in reversed(at):
            keys[i : i + 2] = [keys[i] + keys[i + 1]]
            light[i : i + 2] = [light[i] + light[i + 1]]
        return Words(self.text, keys, light, tuple(at))


# -- spelling ------------------------------------------------------------------------------------------

_SPELLINGS = {
    "analyses": "analysis",
    "analyse": "analyze",
    "analysed": "analyzed",
    "analysing": "analyzing",
    "behavioural": "behavioral",
    "catalogue": "catalog",
    "centre": "center",
    "cheque": "check",
    "criteria": "criterion",
    "defence": "defense",
    "dialogue": "dialog",
    "enrol": "enroll",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "judgement": "judgment",
    "licence": "license",
    "media": "media",
    "offence": "offense",
    "practise": "practice",
    "practising": "practicing",
    "programme": "program",
    "series": "series",
    "skilful": "skillful",
    "storey": "story",
    "theatre": "theater",
}
_OUR = re.compile(r"^(behavi|col|lab|fav|neighb|endeav|hum|hon|flav|harb|arm|rum)our")
#: Words on -ise that are written so everywhere.
_ALWAYS_ISE = re.compile(
    r"^(?:adv|comprom|compr|conc|cru|dem|dev|disgu|enterpr|entrepr|exerc|exc|expert|franch|improv|likew|merchand"
    r"|no|otherw|parad|pra|prec|prem|prom|ra|reprom|rev|r|superv|surpr|telev|treat|w|adverti|collabor|clockw)is"
)
_ISE = re.compile(r"(?<=\w{2})is(?=(?:e|ed|er|ing|ation|ational|able)$)")
_DOUBLE_L = re.compile(r"(?<=[aeou])ll(?=(?:ing|ed|er)$)")
#: Words on double l whose stem has it too.
_STEM_LL = re.compile(r"(?:^|[a-z])(?:sell|call|roll|install|fill|pull|spell|tell|skill|bill|drill|poll|kill|mill|tall|toll|fall)")


def _american(word: str) -> str:
    if word.endswith("our") or "our" in word:
        word = _OUR.sub(r"\1or", word)
    if "is" in word and not _ALWAYS_ISE.match(word):
        word = _ISE.sub("iz", word)
    if "ll" in word and not _STEM_LL.search(word):
        word = _DOUBLE_L.sub("l", word)
    return _SPELLINGS.get(word, word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def light_form(word: str) -> str:
    """A word without case, possessive, plural and British spelling.

    >>> [light_form(w) for w in ("Organisational", "APIs", "team's", "Policies", "Node.js", "Salesforce.com")]
    ['organizational', 'api', 'team', 'policy', 'nodejs', 'salesforce']
    """
    word = word.casefold()
    if word == "&":
        return "and"
    if not word.isalpha():
        if word[0] == "." and len(word) > 1 and word[1].isalpha():
            return word
        word = word.replace("’", "'").removesuffix("'s").removesuffix(".com")
        word = word.replace(".", "").replace("'", "").replace("_", "")
    return _american(_singular(_SPELLINGS.get(word, word)))


# -- verbs that introduce a skill ----------------------------------------------------------------------

_VERBS = """
 achieve adapt address administer advise advocate align allocate analyze apply architect articulate assess assist attract
 automate build champion coach collaborate collect communicate compile conduct configure consult contribute convert
 coordinate craft create customize debug define deliver deploy develop diagnose draft drive educate
 enable engage ensure establish evaluate execute expand facilitate foster gather generate govern grow guide handle hire
 identify implement improve influence integrate interact interpret interview investigate iterate launch lead leverage
 maintain manage master mentor migrate mitigate monitor motivate navigate negotiate operate optimize orchestrate
 organize oversee perform persuade predict prepare prevent prioritize produce promote propose protect
 provide recommend refine resolve respond restructure retain review run scale secure set simplify solve streamline
 strengthen supervise support teach transform translate troubleshoot understand use utilize validate verify
 visualize work write
""".split()
_IRREGULAR = {
    "built": "build", "drove": "drive", "driven": "drive", "grew": "grow", "grown": "grow", "led": "lead",
    "oversaw": "oversee", "ran": "run", "running": "run", "taught": "teach", "understood": "understand",
    "wrote": "write", "written": "written", "debugging": "debug", "setting": "set",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied", verb + "ing"
    return verb + "ed", verb + "ing"


_VERB_FORMS = {form: verb for verb in _VERBS for form in _forms(verb)} | _IRREGULAR


class _Memory(dict[str, tuple[str, str]]):
    """Raw word → (folded, light); the words of texts repeat, so each is worked out once."""

    def __missing__(self, word: str) -> tuple[str, str]:
        first = word[0]
        if first.isalnum() or first == "&" or (first == "." and word[-1].isalpha()):
            light = light_form(word)
            forms = _VERB_FORMS.get(light, light), light
        else:
            forms = BREAK, BREAK
        if len(self) < 200_000:
            self[word] = forms
        return forms


_memory = _Memory()


def folded(word: str) -> str:
    """The light form, and the base form of a verb that introduces skills.

    >>> folded("Managing"), folded("led"), folded("engineering"), folded("planning")
    ('manage', 'lead', 'engineering', 'planning')
    """
    return _memory[word][0]


def words(text: str) -> Words:
    """The words of a text, with a :data:`BREAK` for punctuation that no name goes across.

    Hyphens and slashes part words and leave nothing behind, so that "front-end" is two words here.

    >>> words("Managing CI/CD, front-end (Go)").keys
    ['manage', 'ci', 'cd', '|', 'front', 'end', '|', 'go', '|']
    """
    memory = _memory
    forms = [memory[word] for word in _TOKEN.findall(text)]
    return Words(text, [key for key, _ in forms], [light for _, light in forms])
