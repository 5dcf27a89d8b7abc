"""The same request gives the same answer in any thread and process; sampling differs by occurrence and rollout."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import dspy
import pytest

from dspex_worker.practice import practice_lm

from .synthetic import task

SCRIPT = """
import json, sys
import dspy
from dspex_worker.practice import practice_lm
from PACKAGE.synthetic import task

made, first, step = task(31), int(sys.argv[1]), int(sys.argv[2])
program = dspy.ChainOfThought(made.predictor().signature)
program.predict.demos = made.train[:6]
with dspy.context(lm=practice_lm(seed=3)):
    found = {row.text: dict(program(text=row.text)) for row in made.test[first::step]}
    drawn = [program(text=made.test[0].text, config={"temperature": 1.0}).label for _ in range(8)]
json.dump([found, drawn], sys.stdout)
"""


def in_process(first, step, hash_seed):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("PACKAGE", __package__), str(first), str(step)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return json.loads(done.stdout)


def test_shards_in_other_processes_answer_as_one_process_does():
    whole, drawn = in_process(0, 1, "1")
    even, drawn_again = in_process(0, 2, "2")
    odd, _ = in_process(1, 2, "3")
    assert {**even, **odd} == whole
    assert drawn == drawn_again


def test_threads_answer_as_one_thread_does(lm):
    made = task(31)
    program = made.predictor()
    program.demos = made.train[:6]

    def ask(row):
        with dspy.context(lm=lm):
            return program(text=row.text).label

    alone = [ask(row) for row in made.test]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ask, made.test))
    assert together == alone


@pytest.fixture
def unsure(lm):
    made = task(31)
    return lambda **config: made.predictor()(text="tolu mafis with the", config=config).label


def test_above_temperature_0_each_occurrence_is_drawn_anew(unsure):
    assert len({unsure(temperature=1.5) for _ in range(20)}) > 1
    assert len({unsure() for _ in range(20)}) == 1


def test_rollouts_are_told_apart_and_come_back(lm):
    made = task(31)

    def drawn(rollout):
        with dspy.context(lm=practice_lm().copy(rollout_id=rollout, temperature=1.5)):
            return [made.predictor()(text=row.text).label for row in made.test[:30]]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_seeds_break_ties_differently():
    made = task(31)

    def guesses(seed):
        with dspy.context(lm=practice_lm(seed=seed)):
            return [made.predictor()(text=row.text).label for row in made.test[:30]]

    assert guesses(1) == guesses(1)
    assert guesses(1) != guesses(2)
