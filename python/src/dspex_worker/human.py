"""A person's judgements as a metric: the rating of the same answer to the same inputs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from dspex_worker.errors import Where, WorkerError, log_text
from dspex_worker.measures import Abstained, Measure, Scored, normal, predicted
from dspex_worker.secrets import MASK, secret_inputs
from dspex_worker.wire import Job

NAME = "human"
PREFIX = "human:"
FILE = "judgements.jsonl"


def human(job: Job, otherwise: Measure | None) -> Measure:
    """The metric ``human``: the last rating of an answer, else the share of choices that it won, a tie
    being half a win.

    Inputs and answers are the same when they are after trimming and case folding.

    Args:
        otherwise: scores what no one has judged; None abstains.

    Raises:
        WorkerError: ``judgements_bad`` with file and line, ``judgements_unreadable``.
    """
    inputs, outputs = (_names(job, end) for end in ("inputs", "outputs"))
    known = _scores(job.project / FILE, inputs, outputs)
    secret = secret_inputs(job)

    def score(example: Any, prediction: Any, *more: Any) -> Scored:
        given = {name: MASK if name in secret else value for name, value in example.inputs().items()}
        found = known.get(_key(given, inputs, {name: predicted(prediction, name) for name in outputs}, outputs))
        if found is not None:
            return Scored(found, f"A person gave this answer {found:g}.")
        if otherwise is not None:
            return otherwise(example, prediction, *more)
        raise Abstained("Nobody has rated this answer yet.")

    return score


def _names(job: Job, end: str) -> list[str]:
    return [str(spec["name"]) for spec in job.program.get(end) or ()]


def _scores(path: Path, inputs: Collection[str], outputs: Collection[str]) -> dict[str, float]:
    rated: dict[str, float] = {}
    choices: dict[str, list[float]] = defaultdict(list)
    for record in _records(path):
        chosen = _key(record["inputs"], inputs, record["answer"], outputs)
        if record["kind"] == "rating":
            rated[chosen] = float(record["score"])
        else:
            won = 0.5 if record.get("tie") is True else 1.0
            choices[chosen].append(won)
            choices[_key(record["inputs"], inputs, record["over"], outputs)].append(1 - won)
    return {key: sum(won) / len(won) for key, won in choices.items()} | rated


def _key(inputs: Mapping[str, Any], of: Collection[str], answer: Mapping[str, Any], to: Collection[str]) -> str:
    """Equal for the same answer to the same inputs. A field that is not there and one without a value are the same."""
    picked = [
        {name: value for name in names if (value := normal(values.get(name))) is not None}
        for values, names in ((inputs, of), (answer, to))
    ]
    return json.dumps(_whole(picked), sort_keys=True)


def _whole(value: Any) -> Any:
    """3.0 is 3, as for every metric."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise WorkerError(
            "judgements_unreadable",
            f"The file {FILE} could not be read.",
            "Give yourself the right to read it, and save it as UTF-8.",
            log=log_text(error),
            where=Where(file=FILE),
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            record = _record(line)
            if record is None:
                raise WorkerError(
                    "judgements_bad",
                    f"Line {number} of {FILE} is no judgement.",
                    "Correct the line, or take it out.",
                    log=f"line {number} of {path}",
                    where=Where(file=FILE, line=number),
                )
            yield record


def _record(line: str) -> dict[str, Any] | None:
    """A judgement; None where the line is none."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    if not isinstance(record, dict) or not all(isinstance(record.get(key), dict) for key in ("inputs", "answer")):
        return None
    score = record.get("score")
    rating = isinstance(score, (int, float)) and not isinstance(score, bool) and 0 <= score <= 1
    whole = {"rating": rating, "preference": isinstance(record.get("over"), dict)}
    return record if whole.get(str(record.get("kind"))) else None
