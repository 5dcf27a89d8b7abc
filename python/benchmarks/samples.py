"""What the sample projects gain by optimization on the Practice LM, measured on their held-out test rows.

    python benchmarks/samples.py                     the table of assets/samples/README.md, on standard output
    python benchmarks/samples.py --write             puts the table into that file
    python benchmarks/samples.py --data              only checks the rows: enough of them, none in two splits
    python benchmarks/samples.py --shuffled          the same with the labels dealt out anew at random: no gain is right
    python benchmarks/samples.py --sample NAME --optimizer NAME --seeds 1 2

Each run is what the workbench does: an ``optimize`` job with the sample's own program, metric, adapter and rows, then
an ``evaluate`` job on the test rows before and after. A seed is the job's seed, the Practice LM's seed and the order
of the training rows. No network, no key.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import re
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"
README = SAMPLES / "README.md"
SPLITS = ("train", "validation", "test")
NEAR = 0.6
"""Rows of different splits may share at most this part of their words (Jaccard)."""
RESAMPLES = 10_000

Json = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """A sample project as it stands in its folder."""

    folder: Path
    project: Json
    program: Json
    rows: Mapping[str, list[Json]]

    @property
    def settings(self) -> dict[str, Json]:
        """Settings by optimizer: the recommended one first, then others for comparison."""
        advised = self.project["optimize"]
        return {advised["optimizer"]: advised["settings"], **OTHERS[self.folder.name]}


OTHERS: dict[str, dict[str, Json]] = {
    "support-triage": {"MIPROv2": {"auto": "light", "max_bootstrapped_demos": 4, "max_labeled_demos": 48}},
    "invoice-extraction": {"MIPROv2": {"auto": "light", "max_bootstrapped_demos": 4, "max_labeled_demos": 24}},
    "ask-the-handbook": {},
    "order-helper": {
        "BootstrapFewShotWithRandomSearch": {"max_bootstrapped_demos": 4, "max_labeled_demos": 32},
        "MIPROv2": {"auto": "light", "max_bootstrapped_demos": 4, "max_labeled_demos": 32},
    },
}
"""The samples that are made for learning, and what is measured of each besides the advised optimizer."""


@dataclass(frozen=True)
class Outcome:
    """One optimization with one seed: test scores row by row, and what it took."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    seconds: float
    calls: int

    @property
    def p(self) -> float:
        return paired_p(self.before, self.after)


def read_sample(folder: Path) -> Sample:
    project = json.loads((folder / "dspex.json").read_text("utf-8"))
    program = json.loads((folder / "programs" / f"{project['program']}.program.json").read_text("utf-8"))
    rows = {
        split: [json.loads(line) for line in (folder / path).read_text("utf-8").splitlines()]
        for split, path in project["data"].items()
    }
    return Sample(folder, project, program, rows)


def shuffled(sample: Sample, seed: int) -> Sample:
    """The sample with the outputs of its training and validation rows exchanged at random; its test rows stay."""
    draw = random.Random(seed)
    names = [field["name"] for field in sample.program["outputs"]]
    rows = dict(sample.rows)
    for split in ("train", "validation"):
        outputs = [{name: row[name] for name in names} for row in rows[split]]
        draw.shuffle(outputs)
        rows[split] = [{**row, **other} for row, other in zip(rows[split], outputs, strict=True)]
    return replace(sample, rows=rows)


def measure(sample: Sample, optimizer: str, settings: Json, seed: int) -> Outcome:
    """Zero-shot, optimized, and the cost in LM calls and CPU seconds of the optimization."""
    before = _evaluate(sample, seed, None)
    train = _numbered(sample, "train")
    random.Random(seed).shuffle(train)
    body = {"optimizer": optimizer, "settings": settings, "train": train, "validation": _numbered(sample, "validation")}
    since = time.process_time()
    result, events = _job(sample, "optimize", seed, body, None)
    seconds = time.process_time() - since
    after = _evaluate(sample, seed, result["state"])
    return Outcome(before, after, seconds, sum(event["type"] == "lm_ended" for event in events))


def _evaluate(sample: Sample, seed: int, state: Json | None) -> tuple[float, ...]:
    """The score of each test row; a row that failed counts 0."""
    rows = _numbered(sample, "test")
    _, events = _job(sample, "evaluate", seed, {"rows": rows, "split": "test"}, state)
    scores = {event["row"]: event["score"] or 0.0 for event in events if event["type"] == "metric"}
    return tuple(scores[row["id"]] for row in rows)


def _numbered(sample: Sample, split: str) -> list[Json]:
    return [{"id": f"{split}-{number}", "values": row} for number, row in enumerate(sample.rows[split], 1)]


def _job(sample: Sample, kind: str, seed: int, body: Json, state: Json | None) -> tuple[Json, list[Json]]:
    from dspex_worker.boundary import Boundary
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.jobs.handlers import find
    from dspex_worker.logs import captured_output
    from dspex_worker.wire import read_job

    practice = {"alias": "practice", "model": "practice/base", "practice": {"seed": seed, "pace": 0, "mode": "steady"}}
    record = {
        "job": "sample", "run": None, "kind": kind, "project": str(sample.folder), "trusted": True,
        "program": sample.program, "state": state, "adapter": sample.project["adapter"],
        "lms": {"practice": practice}, "lm": "practice", "seed": seed, "threads": 2,
        "metric": sample.project["metric"], **body,
    }  # fmt: skip
    job = read_job(json.dumps(record))
    events: list[Json] = []
    cancelled = threading.Event()
    boundary = Boundary(job, events.append, cancelled)
    try:
        with captured_output(events.append):
            return find(kind)(job, JobContext(job, cancelled, boundary, events.append)), events
    finally:
        boundary.close()


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Two-sided p of a paired test: exact McNemar for scores of 0 and 1, else the paired bootstrap of the mean."""
    differences = [b - a for a, b in zip(before, after, strict=True)]
    if set(differences) <= {-1.0, 0.0, 1.0}:
        won, lost = differences.count(1.0), differences.count(-1.0)
        tail = sum(math.comb(won + lost, k) for k in range(min(won, lost) + 1)) / 2 ** (won + lost)
        return min(1.0, 2 * tail)
    draw = random.Random(0)
    n = len(differences)
    means = [sum(draw.choices(differences, k=n)) for _ in range(RESAMPLES)]
    side = min(sum(m <= 0 for m in means), sum(m >= 0 for m in means))
    return min(1.0, 2 * (side + 1) / (RESAMPLES + 1))


def table(names: Sequence[str], optimizer: str | None, seeds: Sequence[int], control: bool) -> Iterator[str]:
    """Lines of a Markdown table, each as soon as it is measured."""
    yield "| Sample | Optimizer | Settings | Before | After | Gain | Gain by seed | Largest p | LM calls | CPU s |"
    yield f"|{'---|' * 10}"
    for name in names:
        sample = read_sample(SAMPLES / name)
        for used, settings in sample.settings.items():
            if optimizer in (None, used):
                outcomes = [
                    measure(shuffled(sample, seed) if control else sample, used, settings, seed) for seed in seeds
                ]
                yield _line(sample, used, settings, outcomes)


def _line(sample: Sample, optimizer: str, settings: Json, outcomes: Sequence[Outcome]) -> str:
    before, after = ([_mean(getattr(o, side)) for o in outcomes] for side in ("before", "after"))
    advised = " (advised)" if optimizer == sample.project["optimize"]["optimizer"] else ""
    cells = (
        sample.folder.name,
        f"{optimizer}{advised}",
        ", ".join(f"{key} {value}" for key, value in settings.items()),
        f"{_mean(before):.3f}",
        f"{_mean(after):.3f}",
        f"{_mean(after) - _mean(before):+.3f}",
        " ".join(f"{b - a:+.2f}" for a, b in zip(before, after, strict=True)),
        f"{max(o.p for o in outcomes):.4f}",
        f"{_mean([o.calls for o in outcomes]):.0f}",
        f"{_mean([o.seconds for o in outcomes]):.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def data_problems(sample: Sample) -> list[str]:
    """Splits that are too small, and rows that occur twice or nearly so in different splits."""
    problems = []
    learning = len(sample.rows["train"]) + len(sample.rows["validation"])
    if learning < 240 or len(sample.rows["test"]) < 120:
        problems.append(f"{learning} rows to learn from, {len(sample.rows['test'])} to test on")
    key = sample.program["inputs"][0]["name"]
    rows = [(split, row[key], frozenset(re.findall(r"\w+", row[key].lower()))) for split in SPLITS
            for row in sample.rows[split]]  # fmt: skip
    for (split, text, words), (other, text2, words2) in combinations(rows, 2):
        if split != other and len(words & words2) > NEAR * len(words | words2):
            problems.append(f"{split} and {other} nearly share: {text!r} / {text2!r}")
    return problems


def main() -> int:
    names = sorted(OTHERS)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", choices=names, action="append")
    parser.add_argument("--optimizer")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--data", action="store_true", help="check the rows only")
    parser.add_argument("--shuffled", action="store_true", help="control run with labels exchanged at random")
    parser.add_argument("--write", action="store_true", help=f"replace the table in {README.name}")
    given = parser.parse_args()
    chosen = given.sample or names
    problems = [f"{name}: {problem}" for name in chosen for problem in data_problems(read_sample(SAMPLES / name))]
    print("\n".join(problems) or f"Rows of {', '.join(chosen)}: no problems.", file=sys.stderr)
    if given.data or problems:
        return 1 if problems else 0
    logging.disable(logging.CRITICAL)
    lines = []
    for line in table(chosen, given.optimizer, given.seeds, given.shuffled):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        text = README.read_text("utf-8")
        start, end = text.index("| Sample |"), text.rindex("|\n") + 2
        README.write_text(text[:start] + "\n".join(lines) + "\n" + text[end:], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
