"""Banking77 end to end: makes a project of the real data set, evaluates and optimizes it through the command line,
once on the Practice LM and once on a local OpenAI-compatible HTTP server, and prints score, time and calls.

    python banking77.py DATA [--out DIR] [--rows 1000] [--optimizer BootstrapFewShotWithRandomSearch]

DATA is a folder with train.csv and test.csv (columns text,category) of the data set (Casanueva et al. 2020). The Python
is one that has DSPy, such as the workbench's own (`environment.py ensure` prints it). Ends with 1 when a step fails: a
command that ends with an error, rows that failed or are missing, or calls that never reached the server.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice_server import PracticeServer

HOME = Path(__file__).resolve().parents[2]
SEED = 7
SETTINGS = {"max_labeled_demos": 154, "max_bootstrapped_demos": 8, "num_candidate_programs": 4}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{"question": row["text"], "intent": row["category"]} for row in csv.DictReader(file)]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def make_project(data: Path, folder: Path, rows: int) -> None:
    """Train and validation come from train.csv, test from test.csv; all by one seed."""
    shuffle = random.Random(SEED).shuffle
    train, test = read(data / "train.csv"), read(data / "test.csv")
    shuffle(train)
    shuffle(test)
    intents = sorted({row["intent"] for row in train})
    write(folder / "data/train.jsonl", train[:300])
    write(folder / "data/validation.jsonl", train[300:400])
    write(folder / "data/test.jsonl", test[:rows])
    files = {"programs/intent.program.json": program(intents), "dspex.json": project()}
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")


def program(intents: list[str]) -> dict[str, Any]:
    """One predictor from a question to its intent."""
    literal = "literal[" + ", ".join(f"'{intent}'" for intent in intents) + "]"
    question = {"name": "question", "type": "str", "description": "What the customer writes"}
    intent = {"name": "intent", "type": literal, "description": "What the customer wants"}
    signature = {
        "name": "ClassifyIntent",
        "instructions": "Say what the customer of a bank wants.",
        "inputs": [question],
        "outputs": [intent],
    }
    node = {"id": "classify", "kind": "Predict", "title": "Classify intent", "signature": signature}
    links = [
        {"from": "input.question", "to": "classify.question"},
        {"from": "classify.intent", "to": "output.intent"},
    ]
    return {
        "format": 1,
        "name": "intent",
        "inputs": [question],
        "outputs": [intent],
        "nodes": [node | {"at": {"x": 320, "y": 80}}],
        "links": links,
    }


def project() -> dict[str, Any]:
    return {
        "format": 1,
        "name": "banking77",
        "description": "77 intents of real customer questions (Casanueva et al. 2020, CC BY 4.0).",
        "program": "intent",
        "lm": "practice",
        "adapter": "ChatAdapter",
        "metric": "exact",
        "data": {split: f"data/{split}.jsonl" for split in ("train", "validation", "test")},
        "seed": SEED,
    }


@dataclass(frozen=True)
class Step:
    """One command that went through: the JSON it printed, and the seconds it took, start-up included."""

    answer: dict[str, Any]
    seconds: float

    @property
    def calls(self) -> int:
        return int(self.answer["usage"]["calls"])


class StepError(Exception):
    """A command did not do what it should; the message says which and why."""


def dspex(*arguments: str) -> Step:
    """Runs a command to its end; its progress goes to our standard error."""
    since = time.monotonic()
    command = [str(HOME / "dspex"), *arguments, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise StepError(f"dspex {' '.join(arguments)} ended with {done.returncode}: {done.stdout}")
    return Step(json.loads(done.stdout), time.monotonic() - since)


def line(what: str, score: str, rows: int, step: Step) -> None:
    rate = step.calls / step.seconds
    print(
        f"| {what} | {score} | {rows:,} | {step.seconds:.0f} | {step.calls:,} | {rate:.0f} |",
        flush=True,
    )


def measure(name: str, folder: Path, rows: int, optimizer: str, lm: list[str]) -> int:
    """One evaluation of the test rows and one optimization, a line of the table each. Returns the LM calls of both."""
    evaluation = dspex("eval", str(folder), "--split", "test", *lm)
    scored = evaluation.answer
    if scored["n"] != rows or scored["errors"]:
        raise StepError(f"{name}: {scored['n']} of {rows} rows, {scored['errors']} with errors")
    line(f"{name}: eval", f"{scored['score']:.3f}", rows, evaluation)
    settings = [word for key, value in SETTINGS.items() for word in ("--set", f"{key}={value}")]
    optimization = dspex("optimize", str(folder), "--optimizer", optimizer, *settings, *lm)
    found = optimization.answer
    before, after = found["before"], found["after"]
    if before["n"] != rows or after["n"] != rows:
        raise StepError(f"{name}: compared on {before['n']} and {after['n']} of {rows} rows")
    verdict = f"{'accepted' if found['accepted'] else 'not accepted'}, p {found['p_value']:.2g}"
    change = f"{before['score']:.3f} → {after['score']:.3f} ({verdict})"
    line(f"{name}: optimize, {optimizer}", change, rows, optimization)
    return evaluation.calls + optimization.calls


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--optimizer", default="BootstrapFewShotWithRandomSearch")
    options = parser.parse_args()
    folder = options.out or Path(tempfile.mkdtemp(prefix="banking77-"))
    make_project(options.data, folder, options.rows)
    print(f"Project in {folder}\n", file=sys.stderr)
    print("| Step | Score on the test rows | Rows | Seconds | LM calls | Calls/s |")
    print("|---|---|---:|---:|---:|---:|", flush=True)
    server = PracticeServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        measure("Practice LM", folder, options.rows, options.optimizer, [])
        over_http = ["--lm", "openai/practice", "--api-base", server.url]
        calls = measure("HTTP", folder, options.rows, options.optimizer, over_http)
        if server.calls < calls:
            raise StepError(f"the server answered {server.calls} calls, the runs counted {calls}")
    except StepError as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
