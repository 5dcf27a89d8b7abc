"""What observing, journalling and capping cost: an optimizer in the workbench against the same in plain DSPy.

    python benchmarks/overhead.py [--runs 5] [--threads 8] [--latency-ms 50] [--profile]

An LM that takes 50 ms a call, the rows of the sample support-triage, BootstrapFewShotWithRandomSearch, the same calls
on both sides. The workbench's side has all events, the journal (flushed to the disk before an answer is used) and a
cap on calls. Runs take turns; medians are compared. No network, no key.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "samples" / "support-triage"
SETTINGS = {"num_candidate_programs": 2, "max_labeled_demos": 8, "max_bootstrapped_demos": 2}
BAR = 1.05

Json = dict[str, Any]


class SlowLm:
    """The Practice LM's answers after a set time; counts its calls."""

    def __init__(self, latency: float) -> None:
        from dspex_worker.practice import PracticeEngine

        self._inner, self._latency, self.calls = PracticeEngine(7), latency, 0

    def complete(self, request: Any) -> Any:
        self.calls += 1
        end = time.monotonic() + self._latency
        answer = self._inner.complete(request)
        time.sleep(max(0.0, end - time.monotonic()))
        return answer

    def close(self) -> None:
        """Nothing to release."""


def rows(split: str, count: int) -> list[Json]:
    lines = (SAMPLE / "data" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    return [{"id": str(index), "values": json.loads(line)} for index, line in enumerate(lines)]


def job(threads: int, folder: str | None) -> Json:
    program = json.loads((SAMPLE / "programs" / "triage.program.json").read_text(encoding="utf-8"))
    made: Json = {
        "job": "j1",
        "run": "r1",
        "kind": "optimize",
        "project": str(SAMPLE),
        "trusted": True,
        "program": program,
        "state": None,
        "adapter": "ChatAdapter",
        "lms": {"main": {"alias": "main", "model": "openai/gpt-4o-mini"}},
        "lm": "main",
        "seed": 7,
        "threads": threads,
        "metric": "fields",
        "optimizer": "BootstrapFewShotWithRandomSearch",
        "settings": SETTINGS,
        "train": rows("train", 24),
        "validation": rows("validation", 40),
    }
    if folder is not None:
        made["journal"] = {"folder": folder, "scope": "search", "cap": {"calls": 1_000_000}}
    return made


def workbench(threads: int, engine: SlowLm) -> None:
    """As a worker runs it, with a reader of its events."""
    from dspex_worker.jobs import handlers
    from dspex_worker.runner import Runner
    from dspex_worker.wire import read_job

    with tempfile.TemporaryDirectory() as folder, patch("dspex_worker.lms.inner_engine", lambda _: engine):
        read = read_job(json.dumps(job(threads, folder)))
        runner = Runner(read, handlers.find(read.kind))
        runner.start()
        done, last = False, ""
        while not done:
            events, done = runner.events.take(256, 10)
            last = events[-1] if events else last
    if json.loads(last)["outcome"] != "done":
        raise SystemExit(f"the job failed: {last}")


def plain(threads: int, engine: SlowLm) -> None:
    """DSPy by itself, on the same program, rows and metric."""
    import threading

    import dspy

    from dspex_worker.boundary import Boundary
    from dspex_worker.jobs.context import JobContext
    from dspex_worker.optimize import quiet
    from dspex_worker.wire import read_job

    read = read_job(json.dumps(job(threads, None)))
    stop = threading.Event()
    context = JobContext(read, stop, Boundary(read, lambda _: None, stop), lambda _: None)
    metric = context.load_metric()
    train, validation = (context.rows_to_examples(read.rows(key)) for key in ("train", "validation"))
    lm = dspy.LM("openai/gpt-4o-mini", engine=engine, cache=False)
    program = context.build_program(with_lms=False)
    program.set_lm(lm)
    settings = dspy.context(lm=lm, adapter=dspy.ChatAdapter(), num_threads=threads)
    with settings, quiet.no_progress_bars(), contextlib.redirect_stdout(io.StringIO()):
        optimizer = dspy.BootstrapFewShotWithRandomSearch(
            metric=lambda example, prediction, trace=None: metric.score(example, prediction, trace).score,
            num_threads=threads,
            teacher_settings={"lm": lm},
            **SETTINGS,
        )
        optimizer.compile(program, trainset=train, valset=validation)
    context.boundary.close()


def timed(run: Callable[[int, SlowLm], None], threads: int, latency: float) -> tuple[float, float, int]:
    """Seconds, CPU seconds and LM calls."""
    engine, since, cpu = SlowLm(latency), time.perf_counter(), time.process_time()
    run(threads, engine)
    return time.perf_counter() - since, time.process_time() - cpu, engine.calls


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--latency-ms", type=float, default=50)
    parser.add_argument("--profile", action="store_true", help="print where the workbench's CPU time goes")
    given = parser.parse_args()
    from dspex_worker.nursery import prepare_environment

    prepare_environment(os.environ)
    import dspy  # noqa: F401

    logging.disable(logging.WARNING)
    latency = given.latency_ms / 1000
    if given.profile:
        import cProfile

        cProfile.runctx("timed(workbench, given.threads, 0.0)", globals(), locals(), sort="cumulative")
        return
    timed(plain, given.threads, 0.0)  # imports and first times are nobody's cost
    timed(workbench, given.threads, 0.0)
    sides: dict[str, list[tuple[float, float, int]]] = {"plain": [], "workbench": []}
    for _ in range(given.runs):
        sides["plain"].append(timed(plain, given.threads, latency))
        sides["workbench"].append(timed(workbench, given.threads, latency))
    for name, runs in sides.items():
        seconds, cpu, calls = (statistics.median(column) for column in zip(*runs, strict=True))
        spread = f"{min(r[0] for r in runs):.2f} to {max(r[0] for r in runs):.2f}"
        print(f"{name:10} {seconds:6.2f} s ({spread}), CPU {cpu:5.2f} s, {calls:.0f} calls")
    ratio = statistics.median(r[0] for r in sides["workbench"]) / statistics.median(r[0] for r in sides["plain"])
    print(f"ratio      {ratio:6.3f} (bar {BAR}, {given.threads} threads, LM {given.latency_ms:g} ms)")


if __name__ == "__main__":
    main()
