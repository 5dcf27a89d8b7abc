"""Every optimizer of the catalogue, run for real."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dspy
import pytest
from optimizing import SMALL, Run, context_of, job_text, optimize, two_steps

from dspex_worker.errors import WorkerError
from dspex_worker.optimize.catalogue import catalogue

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

STATUSES = {"seed", "running", "accepted", "rejected", "failed", "best"}


def check(run: Run) -> None:
    """What holds for the events of every optimizer."""
    candidates, trials = run.of("candidate"), run.of("trial")
    known: set[str] = set()
    for event in candidates:
        assert event["status"] in STATUSES
        assert event["status"] != "rejected" or event["reason"]
        assert set(event["parents"]) <= known, "a parent comes before its children"
        known.add(event["id"])
    assert candidates[0]["id"] == "c0"
    assert candidates[0]["status"] == "seed"
    assert candidates[0]["parents"] == []
    assert all(c["parents"] for c in candidates if c["id"] != "c0")
    assert len(known) == run.result["candidates"]

    assert [t["number"] for t in trials] == list(range(1, len(trials) + 1))
    assert all(t["candidate"] in known for t in trials)
    assert all(0 <= t["score"] <= 1 for t in trials)
    best = [t["best"] for t in trials if t["best"] is not None]
    assert best == sorted(best), "the best never falls"
    for name in ("calls", "prompt_tokens", "completion_tokens"):
        for events in (trials, run.of("budget")):
            values = [event[name] for event in events]
            assert values == sorted(values)

    ends = {c["id"]: c["status"] for c in candidates}
    assert "running" not in ends.values(), "every candidate has an end"
    result = run.result
    if result["score"] is not None:
        assert [c["id"] for c in candidates if c["status"] == "best"] == [result["best"]]
        assert result["score"] == max(t["score"] for t in trials if t["full"] and t["candidate"] == result["best"])
        assert result["seed_score"] is None or result["score"] >= result["seed_score"]
    assert run.of("budget")[-1]["calls"] == len(run.of("lm_ended"))


def check_rows(run: Run, validation: int) -> None:
    """A full trial has a metric event for each validation row, before it."""
    told: dict[str, int] = {}
    for event in run.events:
        if event["type"] == "metric":
            assert event["split"] == "validation"
            assert event["call"] in {e["id"] for e in run.of("call_started")}
            told[event["candidate"]] = told.get(event["candidate"], 0) + 1
        elif event["type"] == "trial" and event["full"]:
            assert event["n"] == validation
            assert told[event["candidate"]] % validation == 0


@pytest.mark.parametrize("optimizer", SMALL)
def test_runs_live_and_gives_a_state_that_behaves_the_same(optimizer: str, capfd: pytest.CaptureFixture[str]) -> None:
    run = optimize(optimizer, SMALL[optimizer])

    check(run)
    check_rows(run, 12)
    assert run.result["stopped"] is False
    assert run.result["score"] is not None
    assert run.result["seed_score"] is not None
    assert "it/s" not in capfd.readouterr().out

    text = job_text(optimizer, {}, state=run.result["state"])
    context = context_of(text, lambda event, cancelled: None)
    examples = context.rows_to_examples(context.job.rows("validation"))
    with context.dspy_context():
        again = dspy.Evaluate(devset=examples, metric=context.load_metric(), num_threads=1)(context.build_program())
    assert again.score / 100 == pytest.approx(run.result["score"], abs=1e-4)


def story(run: Run) -> list[tuple[object, ...]]:
    trials = [(t["candidate"], t["full"], t["score"], t["n"], t["calls"]) for t in run.of("trial")]
    candidates = [(c["id"], tuple(c["parents"]), c["status"], str(c["instructions"])) for c in run.of("candidate")]
    return [*trials, *candidates]


@pytest.mark.parametrize("optimizer", SMALL)
def test_is_the_same_under_the_same_seed(optimizer: str) -> None:
    first, second = (optimize(optimizer, SMALL[optimizer], seed=3) for _ in range(2))

    assert story(first) == story(second)
    assert first.result == second.result


STOPS = {
    "LabeledFewShot": 15,
    "BootstrapFewShot": 20,
    "BootstrapFewShotWithRandomSearch": 40,
    "BootstrapFewShotWithOptuna": 30,
    "MIPROv2": 48,
    "GEPA": 35,
    "COPRO": 30,
    "SIMBA": 30,
    "InferRules": 25,
    "BetterTogether": 30,
}
"""LM calls after which each is stopped: in its midst."""


@pytest.mark.parametrize("optimizer", SMALL)
@pytest.mark.parametrize("threads", [1, 4])
def test_stops_within_a_call_and_keeps_the_best(optimizer: str, threads: int) -> None:
    run = optimize(optimizer, SMALL[optimizer], stop_after=STOPS[optimizer], threads=threads)

    check(run)
    assert run.result["stopped"] is True
    assert STOPS[optimizer] <= len(run.of("lm_ended")) < STOPS[optimizer] + threads
    assert len(run.of("lm_started")) == len(run.of("lm_ended")), "nothing is left under way"
    full = [t["score"] for t in run.of("trial") if t["full"]]
    assert run.result["score"] == max(full)


def test_stopped_before_anything_was_scored_gives_the_seed() -> None:
    run = optimize("MIPROv2", SMALL["MIPROv2"], stop_after=2)

    assert run.result["stopped"] is True
    assert run.result["score"] is None
    assert run.result["best"] == "c0"
    assert run.result["state"]["classify"]["demos"] == []


def test_learns() -> None:
    run = optimize("BootstrapFewShot", {"max_labeled_demos": 12})

    assert run.result["score"] > run.result["seed_score"]


@pytest.mark.parametrize("optimizer", ["MIPROv2", "GEPA", "COPRO", "SIMBA", "BootstrapFewShotWithRandomSearch"])
def test_programs_of_several_nodes(optimizer: str) -> None:
    run = optimize(optimizer, SMALL[optimizer], program=two_steps(), threads=4)

    check(run)
    assert set(run.of("candidate")[-1]["instructions"]) == {"sum_up", "classify"}


def test_gepa_tells_parents_and_front() -> None:
    run = optimize("GEPA", SMALL["GEPA"])

    fronts = run.of("front")
    known = {c["id"] for c in run.of("candidate")}
    assert fronts[0] == {"type": "front", "members": ["c0"], "dominators": ["c0"]}
    for front in fronts:
        assert set(front["dominators"]) <= set(front["members"]) <= known
    accepted = [c for c in run.of("candidate") if c["status"] == "accepted"]
    assert accepted
    assert all(c["parents"] for c in accepted)
    assert run.result["best"] in fronts[-1]["members"]


def roles(run: Run) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for event in run.of("lm_started"):
        used.setdefault(event["role"], set()).add(event["alias"])
    return used


def test_each_call_has_its_role() -> None:
    mipro = optimize("MIPROv2", SMALL["MIPROv2"], teacher="other", prompt_lm="other")
    gepa = optimize("GEPA", SMALL["GEPA"], prompt_lm="other")

    assert roles(mipro) == {"student": {"main"}, "teacher": {"other"}, "prompt": {"other"}}
    assert roles(gepa) == {"student": {"main"}, "reflection": {"other"}}


@pytest.mark.parametrize(("optimizer", "more"), [("MIPROv2", {}), ("SIMBA", {"max_demos": 0, "num_candidates": 4})])
def test_the_writing_lm_sees_the_program_as_python(optimizer: str, more: dict[str, object]) -> None:
    run = optimize(optimizer, SMALL[optimizer] | more, prompt_lm="other")

    asked = [str(e["messages"]) for e in run.of("lm_started") if e["role"] == "prompt"]
    assert any("self.classify = dspy.Predict(Classify)" in text for text in asked)
    assert not any("class Program(" in text or "def build(" in text for text in asked)


def test_lm_calls_of_rows_name_their_row() -> None:
    run = optimize("LabeledFewShot", {"k": 3})

    assert {e["row"] for e in run.of("lm_started")} == {str(i) for i in range(1, 13)}


def test_without_validation_rows_the_training_rows_count_and_the_person_is_told() -> None:
    run = optimize("COPRO", SMALL["COPRO"], validation=0)

    check(run)
    assert run.result["score"] is not None
    assert any("no validation rows" in log["text"] for log in run.of("log"))


def test_nodes_keep_their_own_lm() -> None:
    program = two_steps()
    program["nodes"][1]["lm"] = "other"
    run = optimize("BootstrapFewShotWithRandomSearch", SMALL["BootstrapFewShotWithRandomSearch"], program=program)

    asked = {(e["node"], e["alias"]) for e in run.of("lm_started") if e["role"] == "student"}
    assert asked == {("sum_up", "main"), ("classify", "other")}


class Refusing(BaseHTTPRequestHandler):
    """A provider that knows no key."""

    asked = 0

    def do_POST(self) -> None:  # the name http.server calls
        type(self).asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"error": {"message": "Incorrect API key", "code": "invalid_api_key"}}'
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def refusing() -> Iterator[dict[str, object]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}/v1"
    yield {"alias": "main", "model": "openai/none", "api_base": base, "api_key": "k" * 12}
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_lm_that_refuses_ends_the_run_after_a_few_calls(refusing: dict[str, object]) -> None:
    with pytest.raises(WorkerError) as raised:
        optimize("COPRO", SMALL["COPRO"], lms={"main": refusing})

    assert raised.value.code == "lm_auth"
    assert Refusing.asked == 3


def test_small_settings_cover_the_catalogue() -> None:
    assert set(SMALL) == set(catalogue()) == set(STOPS)
