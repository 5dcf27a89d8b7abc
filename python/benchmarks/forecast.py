"""Forecasts of the wizard against what was then really used, on the sample projects with the Practice LM.

    python benchmarks/forecast.py                 the table of assets/docs/results/forecast.md, on standard output
    python benchmarks/forecast.py --write         puts it into that file
    python benchmarks/forecast.py --sample NAME --case NAME

Each case is what the wizard recommends somewhere: for texts with few rows, with many, with a metric that says why, and
under a budget. The forecast knows the project only: no earlier run. Then the optimization runs as the workbench runs
it: the test rows before, the ``optimize`` job, the test rows after. Dollars are those of an LM at 1 dollar for a
million tokens read and 4 for a million written. Seconds are of the processor: the Practice LM answers at once. No
network, no key.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import samples

RESULT = Path(__file__).resolve().parents[2] / "assets" / "docs" / "results" / "forecast.md"
READ, WRITTEN = 1e-6, 4e-6
"""Dollars for a token."""

Json = dict[str, Any]

CASES: dict[str, Json] = {
    "as advised": {},
    "40 training rows": {"train": 40},
    "budget 1,500 calls": {"cap": {"calls": 1500}},
}


@dataclass(frozen=True)
class Amounts:
    """LM calls, dollars and seconds."""

    calls: float
    usd: float
    seconds: float

    def over(self, other: Amounts) -> tuple[float, float, float]:
        return self.calls / other.calls, self.usd / other.usd, self.seconds / other.seconds


@dataclass(frozen=True)
class Outcome:
    """One case: what was recommended, forecast and used."""

    sample: str
    case: str
    optimizer: str
    settings: Json
    forecast: Amounts
    low: Amounts
    high: Amounts
    used: Amounts


def compare(name: str, case: str) -> Outcome:
    """Asks the wizard, runs what it recommends, and counts."""
    sample, asked = samples.read_sample(samples.SAMPLES / name), CASES[case]
    train = samples._numbered(sample, "train")[: asked.get("train")]
    validation, test = samples._numbered(sample, "validation"), samples._numbered(sample, "test")
    body: Json = {"train": train[:48], "workers": 1, "cap": asked.get("cap")}
    body["splits"] = {"train": len(train), "validation": len(validation), "test": len(test)}
    told, _ = samples._job(sample, "forecast", 7, body, None)
    since = time.process_time()
    compared = {"rows": test[: _compared(sample, asked, len(test))], "split": "test"}
    events = samples._job(sample, "evaluate", 7, compared, None)[1]
    search = {key: told[key] for key in ("optimizer", "settings")} | {"train": train, "validation": validation}
    found, more = samples._job(sample, "optimize", 7, search, None)
    events += more + samples._job(sample, "evaluate", 7, compared, found["state"])[1]
    seconds = time.process_time() - since
    ended = [event for event in events if event["type"] == "lm_ended"]
    tokens = [sum(event[key] for event in ended) for key in ("prompt_tokens", "completion_tokens")]
    low, likely, high = (_forecast(told["forecast"], which) for which in ("low", "likely", "high"))
    used = Amounts(len(ended), _usd(*tokens), seconds)
    return Outcome(name, case, told["optimizer"], told["settings"], likely, low, high, used)


def _compared(sample: samples.Sample, asked: Json, rows: int) -> int:
    """Rows of the comparison, as the workbench draws them under a cap on calls."""
    calls = (asked.get("cap") or {}).get("calls")
    return rows if calls is None else min(rows, max(1, int(calls * 0.4 / (2 * len(sample.program["nodes"])))))


def _forecast(told: Json, which: str) -> Amounts:
    usd = _usd(told["prompt_tokens"][which], told["completion_tokens"][which])
    return Amounts(told["calls"][which], usd, told["seconds"][which])


def _usd(read: float, written: float) -> float:
    return read * READ + written * WRITTEN


def line(outcome: Outcome) -> str:
    """A row of the table."""
    ratio = outcome.used.over(outcome.forecast)
    settings = ", ".join(f"{key} {value}" for key, value in outcome.settings.items())
    cells = [outcome.sample, outcome.case, outcome.optimizer + (f" ({settings})" if settings else "")]
    for index, form in enumerate(("{:,.0f}", "{:.2f}", "{:,.0f}")):
        low, likely, high, used = (
            form.format(_parts(amounts)[index])
            for amounts in (outcome.low, outcome.forecast, outcome.high, outcome.used)
        )
        cells += [f"{likely} ({low} to {high})", used, f"{ratio[index]:.2f}"]
    return f"| {' | '.join(cells)} |"


def _parts(amounts: Amounts) -> tuple[float, float, float]:
    return amounts.calls, amounts.usd, amounts.seconds


HEAD = (
    "| Sample | Case | Recommended | Calls forecast | used | ratio | Dollars forecast | used | ratio "
    "| Seconds forecast | used | ratio |"
)


def table(names: Sequence[str], cases: Sequence[str]) -> Iterator[str]:
    """Lines of a Markdown table, each as soon as it is measured, and how far the worst ratio is from 1."""
    yield HEAD
    yield f"|{'---|' * 12}"
    worst = [1.0, 1.0, 1.0]
    for name in names:
        for case in cases:
            outcome = compare(name, case)
            ratios = outcome.used.over(outcome.forecast)
            worst = [max(was, ratio, 1 / ratio) for was, ratio in zip(worst, ratios, strict=True)]
            yield line(outcome)
    yield ""
    yield "Farthest from the forecast: calls {:.2f}, dollars {:.2f}, seconds {:.2f} times.".format(*worst)


def main() -> int:
    names = sorted(path.parent.name for path in samples.SAMPLES.glob("*/dspex.json"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", choices=names, action="append")
    parser.add_argument("--case", choices=CASES, action="append")
    parser.add_argument("--write", action="store_true", help=f"replace the table in {RESULT.name}")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    lines = []
    for text in table(given.sample or names, given.case or list(CASES)):
        print(text, flush=True)
        lines.append(text)
    if given.write:
        words = RESULT.read_text("utf-8")
        RESULT.write_text(words[: words.index("| Sample |")] + "\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
