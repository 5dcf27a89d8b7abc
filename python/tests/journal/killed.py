"""What is true of an optimizer run that was killed and started again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from dspex_worker.journal.answers import Answers
from journal.killing import MODEL, Server
from optimize.optimizing import SMALL, job_text, rows


@dataclass(frozen=True)
class Case:
    optimizer: str
    percent: int
    threads: int
    chance: bool
    duplicates: bool

    def __str__(self) -> str:
        lm = "chance" if self.chance else "fixed"
        return f"{self.optimizer}-{self.percent}%-{self.threads}-{lm}{'-duplicates' if self.duplicates else ''}"


def every(chance: bool) -> list[Case]:
    """Each optimizer, killed at each share of its calls."""
    shapes = product(SMALL, (10, 30, 50, 70, 90), (1, 8), (False, True))
    return [Case(name, percent, threads, chance, duplicates) for name, percent, threads, duplicates in shapes]


def job(case: Case, folder: Path) -> dict[str, Any]:
    lm = {"alias": "main", "model": MODEL, "parameters": {"temperature": 1.0}}
    record = json.loads(job_text(case.optimizer, SMALL[case.optimizer], threads=case.threads))
    if case.duplicates:
        record["train"] = twice(rows(6, 1))
        record["validation"] = twice(rows(6, 2))
    journal = {"folder": str(folder / "journal"), "scope": "search"}
    return {**record, "lms": {"main": lm}, "journal": journal}


def twice(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row and an equal one beside it."""
    return [{"id": f"{row['id']}{half}", "values": row["values"]} for row in made for half in "ab"]


def outcome(folder: Path) -> dict[str, Any]:
    events = json.loads((folder / "events.json").read_text())
    ended = events[-1]
    assert ended["outcome"] == "done", ended
    result = next(event for event in events if event["type"] == "result")
    # threads mix the order in which candidates are done
    trials = sorted((t["candidate"], t["score"], t["n"]) for t in events if t["type"] == "trial")
    return {"trials": trials, **{k: result[k] for k in ("state", "score", "candidates", "best", "seed_score")}}


def bill(folder: Path) -> int:
    return (folder / "bill").stat().st_size


def journalled(folder: Path) -> set[str]:
    answers = Answers(folder / "journal")
    answers.read()
    keys = {record["key"] for record in answers}
    answers.close()
    return keys


def check(server: Server, tmp_path: Path, case: Case) -> None:
    """Killed and started again it ends as if it had not been, and pays nothing twice."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    assert server.run(folder=str(whole), job=job(case, whole), chance=case.chance) == 0
    calls = bill(whole)
    assert calls == len(journalled(whole))
    assert calls > 0
    universe = str(whole / "journal")
    at = max(1, calls * case.percent // 100)
    command = {"folder": str(killed), "job": job(case, killed), "chance": case.chance, "universe": universe}
    assert server.run(**command, kill_at=at) == -9
    before, paid = len(journalled(killed)), bill(killed)
    assert 1 <= paid - before <= case.threads
    assert server.run(**command) == 0
    assert outcome(killed) == outcome(whole)
    assert bill(killed) == calls + paid - before, "a journalled call was paid again"
    assert journalled(killed) == journalled(whole)
    assert not (killed / "off").exists()
    events = json.loads((killed / "events.json").read_text())
    told = next(event for event in events if event.get("what") == "calls_lost")
    # a call whose intent was written just before the kill was not sent yet
    assert paid - before <= int(told["action"].split()[0]) <= case.threads
    # and once more with nothing to pay: the whole run comes from its journal
    assert server.run(**{**command, "kill_at": 1}) == 0
    assert outcome(killed) == outcome(whole)
