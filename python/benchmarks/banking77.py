"""Banking77 end to end: makes a project of the real data set, evaluates and optimizes it through the command line,
once on the Practice LM and once on a local OpenAI-compatible HTTP server, and prints score, time and calls.

    python banking77.py DATA [--out DIR] [--rows 1000] [--optimizer BootstrapFewShotWithRandomSearch]

DATA is a folder with train.csv and test.csv (columns text,category) of the data set (Casanueva et al. 2020).
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


def dspex(*arguments: str) -> dict[str, Any]:
    """The JSON that a command prints; its progress goes to our standard error."""
    done = subprocess.run([str(HOME / "dspex"), *arguments, "--json"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 4):
        sys.exit(f"dspex {arguments[0]} ended with {done.returncode}: {done.stdout}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def line(what: str, score: float, rows: int, seconds: float, calls: int) -> None:
    print(f"| {what} | {score:.3f} | {rows:,} | {seconds:.1f} | {calls:,} | {calls / seconds:,.0f} |", flush=True)


def measure(name: str, folder: Path, optimizer: str, lm: list[str]) -> None:
    """One evaluation of the test split and one optimization, as two lines of the table."""
    start = time.monotonic()
    evaluated = dspex("eval", str(folder), "--split", "test", *lm)
    line(f"{name}, eval", evaluated["score"], evaluated["n"], time.monotonic() - start, evaluated["usage"]["calls"])
    start = time.monotonic()
    settings = [word for key, value in SETTINGS.items() for word in ("--set", f"{key}={value}")]
    best = dspex("optimize", str(folder), "--optimizer", optimizer, *settings, *lm)
    seconds = time.monotonic() - start
    line(f"{name}, {optimizer}", best["after"]["score"], best["after"]["n"], seconds, best["usage"]["calls"])
    print(f"  before {best['before']['score']:.3f}, p {best['p_value']}, accepted {best['accepted']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--optimizer", default="BootstrapFewShotWithRandomSearch")
    options = parser.parse_args()
    folder = options.out or Path(tempfile.mkdtemp(prefix="banking77-"))
    make_project(options.data, folder, options.rows)
    print(
        f"project in {folder}\n\n| what | score | rows | seconds | LM calls | calls/s |\n|---|---:|---:|---:|---:|---:|"
    )
    measure("Practice LM", folder, options.optimizer, [])
    server = PracticeServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    measure("HTTP", folder, options.optimizer, ["--lm", "openai/practice", "--api-base", server.url])
    print(f"  the server counted {server.calls:,} calls")
    server.shutdown()


if __name__ == "__main__":
    main()
