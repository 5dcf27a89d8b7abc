"""Built-in metrics and what counts as a score."""

from __future__ import annotations

import json
from typing import Any

import dspy
import pytest

import programs
from dspex_worker.errors import WorkerError
from dspex_worker.metrics import Metric, load_metric, scored
from dspex_worker.wire import read_job

OUTPUTS = [{"name": "team", "type": "str"}, {"name": "bill", "type": "any"}]


def metric(name: str) -> Metric:
    program = programs.triage() | {"outputs": OUTPUTS}
    return load_metric(read_job(json.dumps(programs.job("evaluate", metric=name, program=program))))


def score(name: str, expected: dict[str, Any], got: dict[str, Any]) -> float:
    return metric(name)(dspy.Example(**expected).with_inputs(), dspy.Prediction(**got))


@pytest.mark.parametrize(
    ("name", "expected", "got", "value"),
    [
        ("exact", {"team": " Billing"}, {"team": "billing "}, 1.0),
        ("exact", {"team": "billing"}, {"team": "tech"}, 0.0),
        ("exact", {"team": "a", "bill": 3}, {"team": "a", "bill": 3.0}, 1.0),
        ("exact", {"team": "a", "bill": "3"}, {"team": "a", "bill": 3}, 1.0),
        ("exact", {"team": "a", "bill": ["X", "y"]}, {"team": "a", "bill": ["x", "Y"]}, 1.0),
        ("exact:team", {"team": "a", "bill": 3}, {"team": "A", "bill": 4}, 1.0),
        ("exact:team,bill", {"team": "a", "bill": 3}, {"team": "A", "bill": 4}, 0.0),
        ("f1:team", {"team": "the red fox"}, {"team": "The fox"}, 0.8),
        ("f1:team", {"team": ""}, {"team": ""}, 1.0),
        ("f1:team", {"team": "a"}, {"team": ""}, 0.0),
        ("fields", {"team": "a", "bill": {"no": 1, "to": {"name": "x", "city": "y"}}},
         {"team": "b", "bill": {"no": 1, "to": {"name": "X", "city": "z"}}}, 0.5),
        ("fields", {"bill": {"no": 1}}, {"bill": None}, 0.0),
    ],
)  # fmt: skip
def test_built_in(name: str, expected: dict[str, Any], got: dict[str, Any], value: float) -> None:
    assert score(name, expected, got) == pytest.approx(value)


@pytest.mark.parametrize("name", ["exakt", "exact:nope", "f1", "f1:team,bill", "fields:team"])
def test_unknown(name: str) -> None:
    with pytest.raises(WorkerError) as refused:
        metric(name)
    assert refused.value.code == "metric_unknown"


def test_a_row_without_the_expected_value_is_told() -> None:
    with pytest.raises(WorkerError) as refused:
        score("exact:team,bill", {"team": "a"}, {"team": "a", "bill": 1})
    assert "bill" in refused.value.hint


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, 1.0), (False, 0.0), (0.25, 0.25), (1, 1.0), (dspy.Prediction(score=0.5, feedback="so so"), 0.5)],
)
def test_scores(value: Any, expected: float) -> None:
    assert scored(value, "m").score == expected


@pytest.mark.parametrize("value", [None, "0.5", float("nan"), float("inf"), -0.1, 1.5, [1], {"score": 1}])
def test_no_scores(value: Any) -> None:
    with pytest.raises(WorkerError) as refused:
        scored(value, "m")
    assert repr(value) in refused.value.message


def test_feedback_tells_what_was_expected() -> None:
    example = dspy.Example(ticket="t", team="billing").with_inputs("ticket")
    told = metric("exact").feedback(example, dspy.Prediction(team="tech"))
    assert told.score == 0.0
    assert told.feedback == 'Score: 0.\nteam: expected "billing", got "tech".'
