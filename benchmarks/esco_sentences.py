"""How well the linker finds ESCO's skills in sentences of job adverts.

    python benchmarks/esco_sentences.py [--details] [--esco ZIP ZIP] [CSV...]

The CSV files have the columns sentence, span, sub_span and label, one labelled span a row: those of Decorte
et al., "Design of negative sampling strategies for distantly supervised skill extraction" (2022), by default
the validation sets beside the checkout. Counted is the set of preferred labels of a sentence, over all
sentences of a file (micro-averaged); spans that the annotators could give no ESCO skill have none to find,
and a prediction there is wrong.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from careergraph.data.skills.esco import import_esco
from careergraph.data.skills.linker import Linker
from careergraph.data.skills.reading import bundled_scheme
from careergraph.data.skills.scheme import GROUP

if TYPE_CHECKING:
    from collections.abc import Callable

    from careergraph.data.skills.scheme import Scheme

SHARED = Path(__file__).parents[2] / "shared" / "esco"
NO_SKILL = {"LABEL NOT PRESENT", "UNDERSPECIFIED"}
LONGEST_LABEL = 12
_WORD = re.compile(r"[\w+#.]+")


def gold(path: Path) -> dict[str, set[str]]:
    """Sentence → the labels that people gave it."""
    labels: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels[row["sentence"]].update({row["label"]} - NO_SKILL)
    return labels


def plain_longest_match(scheme: Scheme) -> Callable[[str], set[str]]:
    """The baseline: all labels as they stand, case folded, the longest from left to right."""
    known: dict[str, str] = {}
    for concept in scheme:
        if concept.kind != GROUP:
            for label in concept.labels:
                known.setdefault(label.casefold(), concept.pref_label)

    def predict(sentence: str) -> set[str]:
        words, found, i = _WORD.findall(sentence.casefold()), set(), 0
        while i < len(words):
            for stop in range(min(len(words), i + LONGEST_LABEL), i, -1):
                label = known.get(" ".join(words[i:stop]))
                if label:
                    found.add(label)
                    i = stop
                    break
            else:
                i += 1
        return found

    return predict


def linked(linker: Linker) -> Callable[[str], set[str]]:
    """The preferred labels of a linker's mentions."""
    return lambda sentence: {mention.label for mention in linker.mentions(sentence)}


def score(predict: Callable[[str], set[str]], sentences: dict[str, set[str]], *, details: bool) -> str:
    """Precision, recall and F1 over all sentences, as a line."""
    right = invented = missed = 0
    for sentence, labels in sentences.items():
        found = predict(sentence)
        right += len(found & labels)
        invented += len(found - labels)
        missed += len(labels - found)
        if details and found != labels:
            print(
                f"    {sentence}\n        missed {sorted(labels - found)}, invented {sorted(found - labels)}"
            )
    precision = right / (right + invented) if right else 0.0
    recall = right / (right + missed) if right else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    counts = f"right {right}, invented {invented}, missed {missed}"
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({counts})"


def main() -> None:
    """Print a line a file and a way of linking."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="CSV")
    parser.add_argument("--esco", nargs=2, type=Path, default=sorted(SHARED.glob("*.zip")), metavar="ZIP")
    parser.add_argument("--details", action="store_true", help="list what the last way of linking gets wrong")
    options = parser.parse_args()
    esco, ours = import_esco(*options.esco), bundled_scheme()
    ways = {
        "plain longest match of all labels": plain_longest_match(esco),
        "linker, all labels": linked(Linker(esco, alternatives=True)),
        "linker, preferred labels": linked(Linker(esco, near=0.0)),
        "linker, preferred and near labels": linked(Linker(esco)),
        "the same in the words of the bundled scheme": linked(Linker(esco, words=ours)),
    }
    for path in options.files or sorted((SHARED / "skill-gold").glob("*.csv")):
        sentences = gold(path)
        print(f"{path.name}: {len(sentences)} sentences")
        for name, predict in ways.items():
            details = options.details and name == [*ways][-1]
            print(f"  {name:44} {score(predict, sentences, details=details)}")


if __name__ == "__main__":
    main()
