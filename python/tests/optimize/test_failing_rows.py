"""A row on which the program fails is told as an error: nobody takes its zero for a wrong answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from optimizing import TEAMS, optimize

from http_lm import Reply

LABELS = {"max_labeled_demos": 2, "max_bootstrapped_demos": 1, "num_candidate_programs": 1}


def test_a_failing_program_is_an_error_of_its_row(http_lm: Callable[..., Any]) -> None:
    def script(body: dict[str, Any]) -> Reply:
        asked = str(body["messages"][-1]["content"])
        team = next(team for team, words in TEAMS.items() if any(word in asked for word in words))
        good = f"[[ ## team ## ]]\n{team}\n\n[[ ## completed ## ]]"
        return Reply("no idea" if team == "L1" else good)

    lm = http_lm(script)
    run = optimize("BootstrapFewShotWithRandomSearch", LABELS, lms={"main": lm.record()})

    seed = [told for told in run.of("metric") if told["candidate"] == "c0"]
    failed = [told for told in seed if told["error"] is not None]
    assert {told["expected"]["team"] for told in failed} == {"L1"}
    assert {told["error"]["code"] for told in failed} == {"unparseable_answer"}
    assert {told["error"]["where"]["node"] for told in failed} == {"classify"}
    assert all(told["outputs"] is None for told in failed)
    assert all(told["score"] == 1.0 for told in seed if told["error"] is None)
    assert run.of("trial")[0]["score"] == (len(seed) - len(failed)) / len(seed)


def test_a_failing_metric_is_an_error_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "metric.py").write_text(
        "def score(example, prediction, trace=None):\n"
        "    if example.team == 'L2':\n"
        "        raise KeyError('price')\n"
        "    return 1.0\n",
        encoding="utf-8",
    )
    run = optimize(
        "BootstrapFewShotWithRandomSearch",
        LABELS,
        metric="code/metric.py:score",
        project=str(tmp_path),
        trusted=True,
    )

    failed = [told for told in run.of("metric") if told["error"] is not None]
    assert {told["expected"]["team"] for told in failed} == {"L2"}
    assert {(told["error"]["code"], told["error"]["where"]["line"]) for told in failed} == {("metric_failed", 3)}
