"""What crosses the wire to the bridge: jobs in, events and errors out.

Mirrors ``dev.dspex.event`` on the Java side; the golden file ``assets/schema/events.golden.jsonl``
is read by the tests of both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
"""A JSON object."""


class BadJobError(ValueError):
    """The job text cannot be read. The message is fit for the log."""


@dataclass(frozen=True)
class Price:
    """USD per million tokens."""

    input: float
    output: float


@dataclass(frozen=True)
class PracticeSpec:
    """How the Practice LM behaves. ``pace`` is tokens per second, 0 = at once, None = as usual (``practice.pace``)."""

    seed: int
    pace: float | None
    mode: str

    def waits(self, streamed: bool) -> bool:
        """Whether an answer takes longer than its making."""
        return self.mode == "slow" or (streamed if self.pace is None else self.pace > 0)


@dataclass(frozen=True)
class LmSpec:
    """One LM of a job. The key is left out of ``repr`` and never leaves the worker."""

    alias: str
    model: str
    api_base: str | None = None
    api_key: str | None = field(default=None, repr=False)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    price: Price | None = None
    practice: PracticeSpec | None = None

    @staticmethod
    def of(alias: str, record: Json) -> LmSpec:
        price, practice = record.get("price"), record.get("practice")
        return LmSpec(
            alias=alias,
            model=str(record["model"]),
            api_base=record.get("api_base"),
            api_key=record.get("api_key"),
            parameters={k: v for k, v in (record.get("parameters") or {}).items() if v is not None},
            price=None if price is None else Price(float(price["input"]), float(price["output"])),
            practice=None
            if practice is None
            else PracticeSpec(
                int(practice.get("seed") or 0),
                None if (pace := practice.get("pace")) is None else float(pace),
                str(practice.get("mode") or "steady"),
            ),
        )


@dataclass(frozen=True)
class Row:
    """One row of a data set: its id within the data set and its values by field name."""

    id: str
    values: Json


@dataclass(frozen=True)
class Job:
    """A job as the bridge submits it; ``body`` holds the keys of its own kind."""

    id: str
    run: str | None
    kind: str
    project: Path
    trusted: bool
    program: Json
    state: Json | None
    adapter: str
    lms: Mapping[str, LmSpec]
    lm: str
    seed: int
    threads: int
    body: Json = field(default_factory=dict)

    def rows(self, key: str = "rows") -> list[Row]:
        """Rows under ``key`` of the body, in order; none when the key is absent."""
        return [Row(str(row["id"]), dict(row["values"])) for row in self.body.get(key) or ()]

    def api_keys(self) -> list[str]:
        """The API keys of the job's LMs."""
        return [spec.api_key for spec in self.lms.values() if spec.api_key]


_COMMON = {"job", "run", "kind", "project", "trusted", "program", "state", "adapter", "lms", "lm", "seed", "threads"}


def read_job(text: str) -> Job:
    """Reads a job, inline or given as ``{"file", "sha256", "lms"}``: the keys of LMs are never in the file.

    Raises:
        BadJobError: when it is no JSON object, a key is missing, or the file does not have the given hash.
    """
    try:
        record = json.loads(text)
        if isinstance(record, dict) and "file" in record and "job" not in record:
            inline = {key: value for key, value in record.items() if key not in ("file", "sha256")}
            record = {**json.loads(_read_hashed(Path(record["file"]), str(record["sha256"]))), **inline}
        return _job(record)
    except (KeyError, TypeError, ValueError, AttributeError, OSError) as error:
        raise BadJobError(f"{type(error).__name__}: {error}") from error


def _read_hashed(path: Path, expected: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected.lower():
        raise BadJobError(f"the job file {path.name} does not have the announced hash")
    return content


def _job(record: Any) -> Job:
    if not isinstance(record, dict):
        raise BadJobError("a job is a JSON object")
    lms = {alias: LmSpec.of(alias, spec) for alias, spec in (record.get("lms") or {}).items()}
    return Job(
        id=str(record["job"]),
        run=record.get("run"),
        kind=str(record["kind"]),
        project=Path(record.get("project") or "."),
        trusted=record.get("trusted") is True,
        program=dict(record.get("program") or {}),
        state=record.get("state"),
        adapter=str(record.get("adapter") or "ChatAdapter"),
        lms=lms,
        lm=str(record.get("lm") or ""),
        seed=int(record.get("seed") or 0),
        threads=max(1, int(record.get("threads") or 1)),
        body={k: v for k, v in record.items() if k not in _COMMON},
    )


def dumps(value: Any) -> str:
    """Compact ASCII JSON. Values that JSON does not know become text, NaN and infinities become null."""
    try:
        return json.dumps(value, default=plain, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError):  # a key that is no text, or a number that JSON does not know
        return json.dumps(plain(value), separators=(",", ":"), allow_nan=False)


def plain(value: Any) -> Any:
    """``value`` as plain JSON data: records and models as objects, sets sorted, anything else as its text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(v) for v in value), key=str)
    dump = getattr(value, "model_dump", None) or getattr(value, "toDict", None)
    if callable(dump) and not isinstance(value, type):
        return plain(dump())
    return str(value)
