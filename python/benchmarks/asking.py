"""What it costs to ask a search for the next trial, by the number of trials that it knows.

    python benchmarks/asking.py [--repeats 5]

A space of four numbers and four choices, trials with scores between 0 and 1. A search looks at the best and the last
of a long history; the last column has TPE look at all of it instead. No network, no key.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from dspex_worker.search import Objective, Space, Trial, ask, samplers

SIZES = (0, 100, 1_000, 10_000)
SPACE = Space.read(
    [{"name": f"number{i}", "kind": "float", "low": 0, "high": 1} for i in range(4)]
    + [{"name": f"choice{i}", "kind": "choice", "options": ["a", "b", "c"]} for i in range(4)]
)
SCORE = (Objective("score"),)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    logging.disable(logging.WARNING)
    histories = [trials(size) for size in SIZES]
    names = [entry.name for entry in samplers()]
    print(f"ms an ask, median of {repeats}")
    print(f"| trials known | {' | '.join(names)} | TPE over all of them |")
    print(f"|---|{'---|' * (len(names) + 1)}")
    for known in histories:
        cells = [f"{milliseconds(name, known, repeats):.1f}" for name in names]
        with patch("dspex_worker.search.history.KEPT", sys.maxsize):
            cells.append(f"{milliseconds('TPE', known, 1):.1f}")
        print(f"| {len(known):,} | {' | '.join(cells)} |", flush=True)


def trials(size: int) -> list[Trial]:
    draw = random.Random(size)
    return [Trial(n, SPACE.sample(draw), "complete", (draw.random(),), 40) for n in range(size)]


def milliseconds(sampler: str, known: Sequence[Trial], repeats: int) -> float:
    ask(sampler, SPACE, known[:20], SCORE, 1, 20)  # imports are nobody's cost
    taken = []
    for attempt in range(repeats):
        since = time.perf_counter()
        ask(sampler, SPACE, known, SCORE, 7, len(known), attempt)
        taken.append((time.perf_counter() - since) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
