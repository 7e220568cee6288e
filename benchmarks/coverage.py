"""Whether the coverage score tells occupations of one trade from others, on ESCO.

    python benchmarks/coverage.py [--sample N] [--seed N] [ZIP ZIP]

The score is the one of ``careergraph gap`` (:mod:`careergraph.graph.coverage`): how much of the essential
skills of one occupation those of another cover, essential ones at full weight, optional ones at half.

Positives are ordered pairs of two different occupations of the same ISCO-08 unit group (four digits): all of
them, or with --sample N of them, drawn with the seed without replacement from their list in order of group
and IRIs. Negatives are as many ordered pairs of two groups, both ends drawn independently with the seed, and
again while they are of one group. Occupations without essential skills are left out. AUC is the chance that a
positive scores higher than a negative, ties counting half.
"""

from __future__ import annotations

import argparse
import random
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from careergraph.data.skills.esco import import_esco, occupations
from careergraph.graph.coverage import Having, Taxonomy
from careergraph.ontology.mentions import WEAKER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careergraph.data.skills.esco import Occupation

SHARED = Path(__file__).parents[2] / "shared" / "esco"
Pair = tuple["Occupation", "Occupation"]


def sample(known: Sequence[Occupation], size: int, seed: int) -> tuple[list[Pair], list[Pair]]:
    """Pairs of one unit group, at most ``size`` (0 for all), and as many pairs of two."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    groups: dict[str, list[Occupation]] = defaultdict(list)
    for occupation in known:
        groups[occupation.isco].append(occupation)
    alike = [(a, b) for _, group in sorted(groups.items()) for a in group for b in group if a is not b]
    positives = chance.sample(alike, size) if 0 < size < len(alike) else alike
    negatives: list[Pair] = []
    while len(negatives) < len(positives):
        a, b = chance.choice(known), chance.choice(known)
        if a.isco != b.isco:
            negatives.append((a, b))
    return positives, negatives


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """The chance that a positive is higher than a negative."""
    ordered = sorted(negatives)
    wins = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in positives)
    return wins / 2 / len(positives) / len(negatives)


def main() -> None:
    """Print the AUC of some ways to score the same pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("zips", nargs="*", type=Path, metavar="ZIP")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many pairs only")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    options = parser.parse_args()
    zips = options.zips or sorted(SHARED.glob("*.zip"))
    scheme = import_esco(*zips)
    known = [occupation for occupation in occupations(*zips) if occupation.essential]
    positives, negatives = sample(known, options.sample, options.seed)
    print(f"{len(known)} occupations, {len(scheme)} concepts; {len(positives)} pairs of one unit group,")
    print(f"{len(negatives)} pairs of two; seed {options.seed}")
    tree, flat = Taxonomy.of(scheme), Taxonomy({}, {})

    def having(optional: float, taxonomy: Taxonomy) -> Callable[[Pair], float]:
        made: dict[str, Having] = {}

        def score(pair: Pair) -> float:
            origin, destination = pair
            had = made.get(origin.iri)
            if had is None:
                weights = dict.fromkeys(origin.optional, optional) | dict.fromkeys(origin.essential, 1.0)
                had = made[origin.iri] = Having(taxonomy, weights)
            return had.coverage(destination.essential).score or 0.0

        return score

    for name, score in (
        ("exact URIs, optional skills in full", having(1.0, flat)),
        ("exact URIs, optional skills at half", having(WEAKER, flat)),
        ("with partial credit, optional skills in full", having(1.0, tree)),
        ("with partial credit, optional skills at half", having(WEAKER, tree)),
    ):
        started = time.perf_counter()
        found = auc([score(pair) for pair in positives], [score(pair) for pair in negatives])
        print(f"  {name:46} AUC {found:.4f}  ({time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
