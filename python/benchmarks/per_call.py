"""What each optimizer gains, and what it gains for a thousand LM calls, on the Practice LM.

    python benchmarks/per_call.py [--sample support-triage] [--seed 1]
    python benchmarks/per_call.py --banking77 DATA      on 77 intents of real questions; DATA as for banking77.py

Each optimizer with settings for a small budget. Scores are of the test rows, which no optimizer sees. No network, no
key.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from pathlib import Path

import banking77
from samples import SAMPLES, Json, Sample, measure, read_sample

DEMOS = {"max_bootstrapped_demos": 4, "max_labeled_demos": 48}
SMALL: dict[str, Json] = {
    "LabeledFewShot": {"k": 48},
    "BootstrapFewShot": DEMOS,
    "BootstrapFewShotWithRandomSearch": {**DEMOS, "num_candidate_programs": 5},
    "BootstrapFewShotWithOptuna": {"max_demos": 8, "max_labeled_demos": 48, "num_candidate_programs": 8},
    "MIPROv2": {**DEMOS, "auto": "light"},
    "GEPA": {"max_metric_calls": 1000},
    "COPRO": {"breadth": 4, "depth": 2},
    "SIMBA": {"max_steps": 4, "num_candidates": 4, "max_demos": 4},
    "InferRules": {**DEMOS, "num_candidates": 4},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", default="support-triage")
    parser.add_argument("--banking77", type=Path)
    parser.add_argument("--rows", type=int, default=300, help="test rows of banking77")
    parser.add_argument("--optimizer", choices=list(SMALL), action="append")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        if given.banking77:
            banking77.make_project(given.banking77, Path(folder), given.rows)
            sample = read_sample(Path(folder))
        else:
            sample = read_sample(SAMPLES / given.sample)
        print("| Optimizer | Settings | Before | After | LM calls | Gain a 1,000 calls | CPU s |")
        print(f"|{'---|' * 7}", flush=True)
        for optimizer in given.optimizer or SMALL:
            print(line(sample, optimizer, given.seed), flush=True)


def line(sample: Sample, optimizer: str, seed: int) -> str:
    settings = SMALL[optimizer]
    outcome = measure(sample, optimizer, settings, seed)
    before, after = (sum(scores) / len(scores) for scores in (outcome.before, outcome.after))
    gain = f"{(after - before) / outcome.calls * 1000:+.3f}" if outcome.calls else "no call needed"
    words = ", ".join(f"{key} {value}" for key, value in settings.items())
    return (
        f"| {optimizer} | {words} | {before:.3f} | {after:.3f} | {outcome.calls:,} | {gain} | {outcome.seconds:.0f} |"
    )


if __name__ == "__main__":
    main()
