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
        ("overlap:bill", {"bill": ["a", "B", "c"]}, {"bill": ["b", " A", "d"]}, 0.5),
        ("overlap:team", {"team": "red, green"}, {"team": "Green;red\n"}, 1.0),
        ("overlap:team", {"team": ""}, {"team": None}, 1.0),
        ("overlap:bill", {"bill": [{"n": 1}]}, {"bill": [{"n": 1}, {"n": 2}]}, 0.5),
        ("near:bill:0.1", {"bill": 0.2}, {"bill": 0.3}, 1.0),
        ("near:bill:0.1", {"bill": 0.2}, {"bill": 0.31}, 0.0),
        ("near:bill:5%", {"bill": -200}, {"bill": "-210"}, 1.0),
        ("near:bill:5%", {"bill": 1_000}, {"bill": "1,051"}, 0.0),
        ("near:bill:0", {"bill": 3}, {"bill": "three"}, 0.0),
        ("near:bill:0", {"bill": 1}, {"bill": True}, 0.0),
        ("json:bill", {"bill": {"a": [1, 2], "b": None}}, {"bill": '{"b": null, "a": [1, 2.0]}'}, 1.0),
        ("json:bill", {"bill": {"a": [1, 2]}}, {"bill": {"a": [2, 1]}}, 0.0),
        ("json:bill", {"bill": {"a": 1}}, {"bill": {"a": True}}, 0.0),
        ("json:bill", {"bill": {"a": "X"}}, {"bill": {"a": "x"}}, 0.0),
        ("json:bill", {"bill": {"a": 1}}, {"bill": "no json"}, 0.0),
        ("json:bill", {"bill": {"a": None}}, {"bill": {}}, 0.0),
    ],
)  # fmt: skip
def test_built_in(name: str, expected: dict[str, Any], got: dict[str, Any], value: float) -> None:
    assert score(name, expected, got) == pytest.approx(value)


@pytest.mark.parametrize(
    "name",
    [
        "exakt", "exact:nope", "f1", "f1:team,bill", "fields:team", "overlap", "overlap:team,bill", "json:nope",
        "near:bill", "near:bill:much", "near:bill:-1", "near:bill:inf", "near:bill:nan%", "judge:main:good",
    ],
)  # fmt: skip
def test_unknown(name: str) -> None:
    with pytest.raises(WorkerError) as refused:
        metric(name)
    assert refused.value.code == "metric_unknown"


@pytest.mark.parametrize(
    ("name", "expected", "got", "told"),
    [
        ("overlap:team", "Red, green", "green, Blue", "Missing: Red. Too much: Blue."),
        ("near:bill:5%", 100, 106, "106 is off by 6, 5 is allowed."),
        ("near:bill:1", 100, "many", "many is no number, expected 100."),
        ("json:bill", {"a": [{"b": 1}]}, {"a": [{"b": 2}]}, "Differs at /a/0/b."),
        ("json:bill", [1], [1, 2], "Differs at the top."),
    ],
)
def test_says_what_is_wrong(name: str, expected: Any, got: Any, told: str) -> None:
    field = name.split(":")[1]
    scored = metric(name).score(dspy.Example({field: expected}).with_inputs(), dspy.Prediction(**{field: got}))
    assert scored.feedback == told


def test_an_expected_value_that_is_no_number_is_told() -> None:
    with pytest.raises(WorkerError) as refused:
        score("near:bill:1", {"bill": "many"}, {"bill": 3})
    assert refused.value.code == "metric_failed"


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
