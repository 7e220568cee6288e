"""Words without case, plural and British spelling, and the forms of verbs; by rules, not by a dictionary."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set; for lists of words that read better as text."""
    return frozenset(text.split())


_SPELLINGS = {
    "analyses": "analysis",
    "apis": "api",
    "kpis": "kpi",
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
    r"^(?:adv|clockw|comprom|compr|conc|cru|dem|dev|disgu|enterpr|exerc|exc|expert|franch|improv|likew|merchand|no"
    r"|otherw|parad|pra|prec|prem|prom|ra|rev|r|superv|surpr|telev|treat|w)is"
)
_ISE = re.compile(r"(?<=\w{2})is(?=(?:e|ed|er|ing|ation|ational|able)$)")
_DOUBLE_L = re.compile(r"(?<=[aeou])ll(?=(?:ing|ed|er)$)")
#: Words on double l whose stem has it too.
_STEM_LL = re.compile(r"(?:s|t|sp)ell|call|roll|(?:inst|f|t)all|(?:f|sk|b|dr|k|m)ill|pull|poll|toll")


def _american(word: str) -> str:
    if word.endswith("our") or "our" in word:
        word = _OUR.sub(r"\1or", word)
    if "is" in word and not _ALWAYS_ISE.match(word):
        word = _ISE.sub("iz", word)
    if "ll" in word and not _STEM_LL.search(word):
        word = _DOUBLE_L.sub("l", word)
    return _SPELLINGS.get(word, word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "js", "'s", "’s")):
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
    >>> light_form("K8s") == light_form("k8s")
    True
    """
    if word[-1] == "s" and word[:-1].isalpha() and word[:-1].isupper():  # "APIs", "CPUs"; not "K8s"
        word = word[:-1]
    word = word.casefold()
    if word == "&":
        return "and"
    if not word.isalpha():
        if word[0] == "." and len(word) > 1 and word[1].isalpha():
            return word
        word = word.replace("’", "'").removesuffix("'s").removesuffix(".com")
        word = word.replace(".", "").replace("'", "").replace("_", "")
    return _american(_singular(_SPELLINGS.get(word, word)))


#: Verbs that introduce a skill: "managing budgets", "manage budgets".
VERBS = word_set("""
    achieve adapt address administer advise advocate align allocate analyze apply architect
    articulate assess assist attract automate build champion coach collaborate collect communicate
    compile conduct configure consult contribute convert coordinate craft create customize debug
    define deliver deploy develop diagnose draft drive educate enable engage ensure establish
    evaluate execute expand facilitate foster gather generate govern grow guide handle hire identify
    implement improve influence integrate interact interpret interview investigate iterate launch
    lead leverage maintain manage master mentor migrate mitigate monitor motivate navigate negotiate
    operate optimize orchestrate organize oversee perform persuade predict prepare prevent
    prioritize produce promote propose protect provide recommend refine resolve respond restructure
    retain review run scale secure set simplify solve streamline strengthen supervise support teach
    transform translate troubleshoot understand use utilize validate verify visualize work write
""")
_IRREGULAR = {
    "built": "build", "drove": "drive", "driven": "drive", "grew": "grow", "grown": "grow", "led": "lead",
    "oversaw": "oversee", "ran": "run", "running": "run", "taught": "teach", "understood": "understand",
    "wrote": "write", "debugging": "debug", "setting": "set",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, str]:
    """Past and participle.

    >>> _forms("manage"), _forms("apply"), _forms("build")
    (('managed', 'managing'), ('applied', 'applying'), ('builded', 'building'))
    """
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied", verb + "ing"
    return verb + "ed", verb + "ing"


#: Other forms of these verbs → the verb.
VERB_FORMS = {form: verb for verb in VERBS for form in _forms(verb)} | _IRREGULAR
