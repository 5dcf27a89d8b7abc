"""Every sampler on every kind of variable, and what makes a study resumable."""

from __future__ import annotations

import json
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matrix
from dspex_worker.errors import WorkerError
from dspex_worker.search import Objective, Space, Trial, ask, samplers
from dspex_worker.search.history import read_trials
from search.toy import DEMOS, SCORE, SPACE, best, cost, quality, scored, study

SAMPLERS = [entry.name for entry in samplers()]

LEARNING = ["TPE", "NSGA-II", "CMA-ES", "GP"]

BOUNDS = st.tuples(st.integers(-50, 50), st.integers(0, 50)).map(lambda pair: (pair[0], pair[0] + pair[1]))

DIMENSIONS = st.one_of(
    BOUNDS.map(lambda b: {"kind": "float", "low": b[0], "high": b[1]}),
    BOUNDS.map(lambda b: {"kind": "integer", "low": b[0], "high": b[1]}),
    st.just({"kind": "float", "low": 1e-4, "high": 10.0, "log": True}),
    st.lists(st.sampled_from([1, "1", True, None, {"a": [1]}, [], 0.5]), min_size=1, max_size=5, unique_by=repr).map(
        lambda options: {"kind": "choice", "options": options}
    ),
)

SPACES = st.lists(DIMENSIONS, min_size=1, max_size=5).map(
    lambda found: Space.read([{"name": f"v{i}", **record} for i, record in enumerate(found)])
)


@pytest.mark.parametrize("sampler", SAMPLERS)
@settings(max_examples=25, deadline=None)
@given(space=SPACES, seed=st.integers(0, 2**31), scores=st.lists(st.floats(0, 1), min_size=14, max_size=14))
def test_what_is_suggested_lies_in_the_space(sampler, space, seed, scores):
    told: list[Trial] = []
    for number, score in enumerate(scores):
        suggestion = ask(sampler, space, told, SCORE, seed, number)
        if suggestion is None:
            assert sampler == "Grid"
            return
        assert space.holds(suggestion.values)
        assert list(suggestion.values) == [dimension.name for dimension in space.dimensions]
        told.append(Trial(number, suggestion.values, "complete", (score,), notes=suggestion.notes))


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_study_from_the_store_goes_on_as_one_that_was_not_stopped(sampler):
    straight = study(sampler, 45, seed=5)
    for stop in (3, 11, 24, 44):
        stored = json.loads(json.dumps([_record(trial) for trial in straight[:stop]]))
        resumed = ask(sampler, SPACE, read_trials(stored, SPACE, 1), SCORE, 5, stop)
        assert resumed is not None
        assert resumed.values == straight[stop].values
        assert dict(resumed.notes) == straight[stop].notes


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_variable_is_really_changed(sampler):
    trials = study(sampler, 40, seed=3)
    for dimension in SPACE.dimensions:
        assert len({json.dumps(trial.values[dimension.name]) for trial in trials}) > 1, dimension.name
    assert best(trials) > quality(trials[0].values)


@pytest.mark.parametrize("sampler", matrix.chosen("searches against drawing", LEARNING, ["TPE", "CMA-ES"]))
def test_learning_beats_drawing_at_equal_cost(sampler):
    drawn = [best(study("Random", 100, seed)) for seed in range(5)]
    learnt = [best(study(sampler, 100, seed)) for seed in range(5)]
    assert statistics.median(learnt) > statistics.median(drawn)


def test_a_grid_has_every_combination_once():
    space = Space.read(
        [
            {"name": "a", "kind": "choice", "options": ["x", "y"]},
            {"name": "n", "kind": "integer", "low": 1, "high": 3},
            {"name": "f", "kind": "float", "low": 0, "high": 1},
        ]
    )
    seen = []
    while (suggestion := ask("Grid", space, [], SCORE, 9, len(seen))) is not None:
        seen.append(tuple(suggestion.values.values()))
    assert sorted(seen) == sorted((a, n, f / 4) for a in "xy" for n in (1, 2, 3) for f in range(5))
    assert {cell[0] for cell in seen[:4]} == {"x", "y"}


@pytest.mark.parametrize("sampler", ["TPE", "NSGA-II"])
def test_two_objectives_find_good_and_cheap(sampler):
    objectives = (Objective("score"), Objective("cost", maximize=False))
    told: list[Trial] = []
    for number in range(120):
        suggestion = ask(sampler, SPACE, told, objectives, 2, number)
        assert suggestion is not None
        scores = (quality(suggestion.values), cost(suggestion.values))
        told.append(Trial(number, suggestion.values, "complete", scores, notes=suggestion.notes))
    first, last = told[:40], told[-40:]
    assert statistics.mean(_worth(t) for t in last) > statistics.mean(_worth(t) for t in first)


def _worth(trial: Trial) -> float:
    return trial.scores[0] - trial.scores[1] / 14


@pytest.mark.parametrize("sampler", ["CMA-ES", "GP"])
def test_several_objectives_are_refused_where_they_mean_nothing(sampler):
    with pytest.raises(WorkerError, match=f"{sampler} searches for one objective"):
        ask(sampler, SPACE, [], (Objective("score"), Objective("cost")), 1, 0)


def test_running_trials_are_not_suggested_again():
    space = Space.read([{"name": "c", "kind": "choice", "options": list(range(8))}])
    told = [Trial(i, {"c": i % 4}, "complete", (float(i % 4 == 3),)) for i in range(12)]
    running: list[Trial] = []
    for number in range(12, 20):
        suggestion = ask("TPE", space, [*told, *running], SCORE, 1, number)
        assert suggestion is not None
        running.append(Trial(number, suggestion.values, "running"))
    assert len({trial.values["c"] for trial in running}) >= 4


def test_more_options_may_be_proposed_while_it_runs():
    told = [scored(suggestion, 0)] if (suggestion := ask("TPE", SPACE, [], SCORE, 1, 0)) else []
    grown = Space(
        tuple(
            Space.read([{"name": "demos", "kind": "choice", "options": [*DEMOS, ["gold"] * 3]}]).dimensions[0]
            if dimension.name == "demos"
            else dimension
            for dimension in SPACE.dimensions
        )
    )
    seen = set()
    for number in range(1, 60):
        found = ask("TPE", grown, told, SCORE, 1, number)
        assert found is not None
        seen.add(json.dumps(found.values["demos"]))
        told.append(scored(found, number))
    assert json.dumps(["gold"] * 3) in seen


def test_trials_of_another_space_are_left_out():
    records = [
        {"number": 0, "values": {"a": 1}, "scores": [0.5]},
        {"number": 1, "values": {"a": 9}, "scores": [0.5]},
        {"number": 2, "values": {"a": 2, "gone": 1}, "scores": [0.7]},
        {"number": 3, "values": {"a": 2}, "scores": [float("nan")]},
    ]
    space = Space.read([{"name": "a", "kind": "integer", "low": 0, "high": 3}])
    trials = read_trials(records, space, 1)
    assert [(trial.number, trial.state, trial.values) for trial in trials] == [
        (0, "complete", {"a": 1}),
        (2, "complete", {"a": 2}),
        (3, "failed", {"a": 2}),
    ]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"kind": "float", "low": 2, "high": 1}, "t has a lower bound of 2 above its upper bound of 1"),
        ({"kind": "float", "high": 1}, "t has no lower bound"),
        ({"kind": "integer", "low": 1, "high": float("inf")}, "t has no upper bound"),
        ({"kind": "float", "low": 0, "high": 1, "log": True}, "t is on a log scale and reaches zero"),
        ({"kind": "choice", "options": []}, "t has no options"),
        ({"kind": "text"}, "t has no lower bound"),
        ({"kind": "text", "low": 0, "high": 1}, 't is of the unknown kind "text"'),
    ],
)
def test_a_space_that_cannot_be_names_the_variable(record, words):
    with pytest.raises(WorkerError, match="The variable " + words):
        Space.read([{"name": "t", **record}])


def test_unknown_searches_and_empty_spaces_are_refused():
    with pytest.raises(WorkerError, match="There is no search named Simplex"):
        ask("Simplex", SPACE, [], SCORE, 1, 0)
    with pytest.raises(WorkerError, match="There is no variable to search over"):
        ask("TPE", Space(()), [], SCORE, 1, 0)


def _record(trial: Trial) -> dict[str, object]:
    return {
        "number": trial.number,
        "values": trial.values,
        "state": trial.state,
        "scores": list(trial.scores),
        "rows": trial.rows,
        "notes": dict(trial.notes),
    }


@pytest.mark.parametrize("sampler", ["TPE", "Random", "NSGA-II", "GP"])
def test_what_was_tried_is_not_suggested_again_while_there_is_something_else(sampler: str) -> None:
    options = {"a": ["x", "y"], "b": [1, 2, 3]}
    space = Space.read([{"name": n, "kind": "choice", "options": o} for n, o in options.items()])
    known: list[Trial] = []
    for number in range(5):
        found = ask(sampler, space, known, (Objective("score"),), 3, number)
        assert found is not None
        known.append(Trial(number, found.values, "complete", (0.1 * number,), 10))
    assert len({tuple(trial.values.items()) for trial in known}) == 5
