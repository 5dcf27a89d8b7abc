"""The sample projects: valid programs, rows of the right types in clean splits, settings that optimizers take."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import dspy
import pytest

from dspex_worker.build import ProgramTypes
from dspex_worker.code import load_function
from dspex_worker.optimize.plan import make_plan
from dspex_worker.validate import problems
from dspex_worker.wire import Job, read_job

SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"
PATTERNS = ("game-of-24", "house-rules", "second-opinion", "parcel-quote")
NAMES = ("support-triage", "invoice-extraction", "order-helper", "ask-the-handbook")


def project(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / name / "dspex.json").read_text("utf-8"))


def program(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / name / "programs" / f"{project(name)['program']}.program.json").read_text("utf-8"))


def rows(name: str) -> dict[str, list[dict[str, Any]]]:
    return {
        split: [json.loads(line) for line in (SAMPLES / name / path).read_text("utf-8").splitlines()]
        for split, path in project(name)["data"].items()
    }


def job(name: str) -> Job:
    folder = str(SAMPLES / name)
    return read_job(json.dumps({"job": "s", "kind": "run", "project": folder, "trusted": True}))


@pytest.mark.parametrize("name", [*NAMES, *PATTERNS])
def test_program_has_no_problems(name: str) -> None:
    assert problems(program(name)) == []


@pytest.mark.parametrize("name", [*NAMES, *PATTERNS])
def test_rows_have_every_field_in_its_type(name: str) -> None:
    types = ProgramTypes(program(name), SAMPLES / name)
    for split in rows(name).values():
        for row in split:
            assert set(row) == {*types.inputs, *types.outputs}
            values = types.row_values(row)
            for field, spec in types.outputs.items():
                assert spec.input(values[field], SAMPLES / name) == values[field]


@pytest.mark.parametrize("name", NAMES)
def test_splits_are_large_enough_and_share_no_text(name: str) -> None:
    splits = rows(name)
    key = program(name)["inputs"][0]["name"]
    assert len(splits["train"]) + len(splits["validation"]) >= 240
    assert len(splits["test"]) >= 120
    words = {split: [set(re.findall(r"\w+", row[key].lower())) for row in found] for split, found in splits.items()}
    for one, other in combinations(words.values(), 2):
        assert max(len(a & b) / len(a | b) for a in one for b in other) < 0.6


@pytest.mark.parametrize("name", NAMES)
def test_optimizer_takes_the_advised_settings(name: str) -> None:
    advised = project(name)["optimize"]
    plan = make_plan(advised["optimizer"], advised["settings"], 120, 120)
    assert advised["settings"].items() <= plan.settings.items()


def test_invoices_stand_in_their_mails_as_written() -> None:
    for split in rows("invoice-extraction").values():
        for row in split:
            invoice = row["invoice"]
            for text in (invoice["number"], invoice["due"], *invoice["vendor"].values()):
                assert text in row["mail"]
            assert any(form in row["mail"] for form in (f"{invoice['total']:,.2f}", f"{invoice['total']:g}"))


def test_order_tool_knows_the_fact_of_every_question_with_an_order_number() -> None:
    status = load_function(job("order-helper"), "code/tools.py:order_status")
    stock = load_function(job("order-helper"), "code/tools.py:stock")
    found = 0
    for split in rows("order-helper").values():
        for row in split:
            for number in re.findall(r"\b3\d{4}\b", row["question"]):
                assert row["answer"] in status(int(number))
                found += 1
    assert found > 100
    assert stock(100) == "Article 100 is not known."


def test_the_handbook_has_every_answer_on_a_page_of_the_team() -> None:
    pages = {path.stem: path.read_text("utf-8") for path in (SAMPLES / "ask-the-handbook/data/handbook").glob("*.md")}
    assert len(pages) >= 30
    for split in rows("ask-the-handbook").values():
        assert len({row["team"] for row in split}) == 10
        for row in split:
            page = pages[f"team-{row['team'].replace(' ', '-')}"]
            assert row["answer"] in page


def test_every_puzzle_has_its_solution() -> None:
    makes_24 = load_function(job("game-of-24"), "code/metric.py:makes_24")
    for split in rows("game-of-24").values():
        for row in split:
            assert makes_24(dspy.Example(**row), dspy.Prediction(expression=row["expression"])).score == 1
    puzzle = dspy.Example(numbers="4 9 10 13")
    said = {"4 * 6": "Use each", "4 + 9 + 10 + 13": "This makes 36", "(10 - 4) * (13 - 9": "This is no expression"}
    for text, feedback in said.items():
        found = makes_24(puzzle, dspy.Prediction(expression=text))
        assert found.score == 0
        assert found.feedback.startswith(feedback)


def test_the_rules_of_the_house_name_the_team_that_they_want() -> None:
    check = load_function(job("house-rules"), "code/rules.py:keeps_to_the_rules")
    ticket = {"ticket": "The printer at the till prints nothing."}
    assert check(ticket, dspy.Prediction(queue="Dune")) is True
    assert "work for Dune" in check(ticket, dspy.Prediction(queue="Quill"))
    assert check({"ticket": "Hello?"}, dspy.Prediction(queue="Quill")) is True


def test_the_written_function_prices_every_parcel_and_keeps_its_tests() -> None:
    (source,) = [node["source"] for node in program("parcel-quote")["nodes"] if node["kind"] == "code"]
    made: dict[str, Any] = {}
    exec(source, made)  # ours
    made["test_shipping"]()
    for split in rows("parcel-quote").values():
        for row in split:
            (weight,) = re.findall(r"[\d.]+(?= k)", row["message"])
            assert made["run"](float(weight), "express" in row["message"]) == {"result": row["price"]}
