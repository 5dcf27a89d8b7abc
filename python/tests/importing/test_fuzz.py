"""Whatever stands in a file: it is read within two seconds, never run, and ends in a result or a WorkerError."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import matrix
import programs
from dspex_worker.codegen import export_python
from dspex_worker.errors import WorkerError
from dspex_worker.importing.json_schema import SchemaReader, looks_like_schema
from dspex_worker.importing.python import PythonFile
from dspex_worker.importing.state import looks_like_state
from dspex_worker.wire import read_job
from generated_kinds import of_all_kinds, write_project

TUTORIALS = sorted(Path(__file__).resolve().parents[1].joinpath("tutorials").glob("*.py"))
CORPUS = [path.read_text("utf-8") for path in TUTORIALS]
CANARY = "CANARY_OF_THE_IMPORT_FUZZ"
BOUND = 2.0
"""Seconds, as promised; a machine under load is given time by measuring the CPU of this process."""
CHANGED = matrix.examples("importer fuzz", 300, 20_000)


def imported(text: str) -> list[Any]:
    """Reads all entries of a text; fails when that takes too long."""
    start = time.process_time()
    found = []
    with contextlib.suppress(WorkerError):
        file = PythonFile.of(text, "fuzz.py")
        for entry in file.entries()[:20]:
            read = file.read(entry)
            if read is not None:
                found.append(read)
                json.dumps(read.record())
        json.dumps([finding.record() for finding in file.findings])
    assert time.process_time() - start < BOUND
    return found


def mutated(seed: int) -> str:
    """A tutorial with lines, words and pieces of syntax moved, doubled, dropped and made up."""
    chance = random.Random(seed)
    text = chance.choice(CORPUS)
    pieces = [*"()[]{},:@*", "self.", "dspy.", " = ", "\n", "\n    ", "lambda: ", "**x", "None", "'", '"""', "0x", "\\"]
    pieces += ["->", "await ", "yield ", "\x00", "\ufeff", "é", "f'{x}'", "if x:\n", ":="]
    for _ in range(chance.randint(1, 12)):
        place, length = chance.randrange(len(text) + 1), chance.choice([0, 1, 3, 10, 80])
        other = chance.choice(CORPUS)
        start = chance.randrange(len(other))
        piece = chance.choice([chance.choice(pieces), other[start : start + length * 2], ""])
        text = text[:place] + piece + text[place + length :]
    return text


@settings(
    max_examples=matrix.examples("importer fuzz", 300, 20_000), deadline=None, suppress_health_check=list(HealthCheck)
)
@given(seed=st.integers(0, 2**32))
def test_changed_programs(seed: int) -> None:
    imported(mutated(seed))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=400) | st.binary(max_size=400).map(lambda b: b.decode("latin-1")))
def test_any_text(text: str) -> None:
    imported(text)


def side_effects() -> list[str]:
    """Ways to have a file's code run when someone only looks at it."""
    act = f"__import__('os').environ.__setitem__('{CANARY}', '1')"
    head = "import dspy\nfrom typing import Literal\n"
    output = "    y: str = dspy.OutputField()\n"
    signature = f"class S(dspy.Signature):\n    x: str = dspy.InputField()\n{output}"
    program = f"{head}{signature}class M(dspy.Module"
    return [
        f"{act}\n",
        f"{head}p = dspy.Predict({act})\n",
        f"{head}p = dspy.Predict('x -> y: {act}')\n",
        f'{head}p = dspy.Predict("x -> y: Literal[{act}]")\n',
        f"{head}class S(dspy.Signature):\n    x: {act} = dspy.InputField()\n{output}p = dspy.Predict(S)\n",
        f"{head}class S(dspy.Signature):\n    x: str = dspy.InputField(desc={act})\n{output}p = dspy.Predict(S)\n",
        f"{head}{signature}@{act}\nclass M(dspy.Module):\n    def forward(self, x):\n        return x\n",
        f"{program}):\n    z = {act}\n    def forward(self, x={act}):\n        return x\n",
        f"{program}, metaclass={act}):\n    def __init__(self):\n        {act}\n",
        f"{program}):\n    def forward(self, x):\n        {act}\n",
        f"{head}def t(a={act}):\n    return a\np = dspy.ReAct('x -> y', tools=[t])\n",
        f"{head}A = f'{{{act}}}'\np = dspy.Predict(A)\n",
        f"{head}import canary_module\nfrom . import canary_module as c\np = dspy.Predict(c.S)\n",
        f"# -*- coding: {CANARY} -*-\n{head}",
    ]


@pytest.mark.parametrize("text", side_effects())
def test_nothing_is_run(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CANARY, raising=False)
    effect = f"import os\nos.environ['{CANARY}'] = '1'\n"
    (tmp_path / "canary_module.py").write_text(effect)
    (tmp_path / "fuzz.py").write_text(text)
    imported(text)
    with contextlib.suppress(WorkerError):
        file = PythonFile.at(tmp_path / "fuzz.py")
        for entry in file.entries():
            file.read(entry)
    assert CANARY not in os.environ


def grown(first: str, line: str, last: str, times: int) -> str:
    """A file whose lines each use the one before."""
    return "import dspy\n" + first + "".join(line.format(i=i, before=i - 1) for i in range(1, times)) + last


FIELDS = "class S(dspy.Signature):\n    x: T59 = dspy.InputField()\n    y: str = dspy.OutputField()\n"
BRANCHES = "class S(dspy.Signature):\n    x: str = dspy.InputField()\n    y: str = dspy.OutputField()\n"


def branching(times: int, condition: str) -> str:
    """A module with many branches, each of which gives the same name a value."""
    made = "".join(f"        self.a{i} = dspy.Predict(S)\n" for i in range(times))
    given = "".join(f", f{i}: bool" for i in range(times))
    body = "".join(
        f"        if {condition.format(i=i, other=(i + 1) % times)}:\n            x = self.a{i}(x=x).y\n"
        for i in range(times)
    )
    return (
        f"import dspy\n{BRANCHES}class M(dspy.Module):\n    def __init__(self):\n        super().__init__()\n{made}"
        f"    def forward(self, x: str{given}):\n{body}        return dspy.Prediction(y=x)\n"
    )


def deep(times: int) -> str:
    """A module with one branch within the other."""
    given = ", ".join(f"f{i}: bool" for i in range(times))
    body = "".join(f"{'    ' * (i + 2)}if f{i}:\n" for i in range(times)) + "    " * (times + 2) + "x = self.a(x=x).y\n"
    return (
        f"import dspy\n{BRANCHES}class M(dspy.Module):\n    def __init__(self):\n        self.a = dspy.Predict(S)\n"
        f"    def forward(self, x: str, {given}):\n{body}        return dspy.Prediction(y=x)\n"
    )


HARD = {
    "branches": branching(8, "f{i}"),
    "many branches": branching(60, "f{i}"),
    "branches of two": branching(12, "f{i} and f{other}"),
    "branches of either": branching(12, "f{i} or f{other}"),
    "a call of nothing": branching(2, "f{i}").replace("(x=x).y", "().y"),
    "one choice often": branching(200, "f0"),
    "deep branches": deep(40),
    "classes called often": "import dspy\nclass C(dspy.Module):\n    def __init__(self):\n        super().__init__()\n"
    + "".join(f"        self.x{i} = C()\n" for i in range(3000)),
    "nested brackets": "x = " + "(" * 5000 + ")" * 5000,
    "nested lists": "x = " + "[" * 150 + "]" * 150,
    "long sum": "x = " + "+".join(["a"] * 50_000),
    "unary": "x = " + "-" * 100_000 + "1",
    "attributes": "x = a" + ".b" * 20_000,
    "calls": "x = a" + "()" * 20_000,
    "elif": "if a:\n    pass\n" + "elif a:\n    pass\n" * 3000,
    "blocks": "".join("  " * depth + "if a:\n" for depth in range(90)) + "  " * 90 + "pass\n",
    "many lines": "import dspy\n" + "a = b\n" * 40_000,
    "chain": grown(
        "def f0():\n    return 1\n",
        "def f{i}():\n    return f{before}()\n",
        "p = dspy.ReAct('x -> y', tools=[f5999])\n",
        6000,
    ),
    "doubling": grown("A0 = 'x'\n", "A{i} = A{before} + A{before}\n", "p = dspy.Predict(A59)\n", 60),
    "types": grown("T0 = str\n", "T{i} = dict[T{before}, T{before}]\n", FIELDS + "p = dspy.Predict(S)\n", 60),
    "self": "import dspy\nA = A\nclass S(S):\n    x: A = A\np = dspy.Predict(A)\nclass M(M, dspy.Module):\n    pass\n",
    "large": "x = '" + "a" * 200_000 + "'\n",
    "too large": "x = 1\n" * 200_000,
    "number": "x = " + "9" * 100_000,
    "quotes": "import dspy\np = dspy.Predict('x -> y: " + "list[" * 2000 + "')\n",
    "fields": "import dspy\np = dspy.Predict('" + ", ".join(f"a{i}" for i in range(900)) + " -> y')\n",
    "null": "import dspy\n\x00",
    "surrogate": "x = '\ud800'\n",
}


@pytest.mark.parametrize("name", HARD)
def test_hard_files(name: str) -> None:
    imported(HARD[name])


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_each_part_of_a_tutorial_can_be_missing(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    for cut in range(0, len(lines), 3):
        imported("\n".join(lines[:cut] + lines[cut + 1 :]))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["type", "properties", "$ref", "$defs", "items", "enum", "anyOf", "title"])
        | st.sampled_from(["signature", "demos", "x"])
        | st.text(max_size=5),
        inner
        | st.sampled_from(["#", "#/$defs/x", "object", "array", "string"])
        | st.builds(lambda: ["string", "null"]),  # a list of its own each time: tests change what they drew
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=json_values)
def test_any_json(record: Any) -> None:
    looks_like_state(record)
    if looks_like_schema(record):
        with contextlib.suppress(WorkerError):
            SchemaReader(record, lambda _: None).root("given")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), program=of_all_kinds(runnable=False))
def test_side_files_that_were_changed(data: st.DataObject, program: dict[str, Any], project: Path) -> None:
    made = export_python(read_job(json.dumps(programs.job("export_python", project, program=program))), "exported")
    layout = json.loads(made.files["exported.layout.json"])
    for _ in range(data.draw(st.integers(1, 4))):
        place: Any = layout
        for _ in range(data.draw(st.integers(0, 6))):
            keys = (
                list(place) if isinstance(place, dict) else list(range(len(place))) if isinstance(place, list) else []
            )
            if not keys:
                break
            last, key = place, data.draw(st.sampled_from(keys))
            place = last[key]
            if data.draw(st.integers(0, 3)) == 0:
                last[key] = data.draw(json_values | st.sampled_from(["input.question", "any", "output"]))
                break
    start = time.process_time()
    file = PythonFile.of(made.source, "exported.py", layout)
    for entry in file.entries():
        read = file.read(entry)
        json.dumps(read.record() if read else None)
    assert time.process_time() - start < BOUND


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_project(folder)
    return folder


def test_the_corpus_is_sound() -> None:
    assert len(CORPUS) == 8
    for text in CORPUS:
        ast.parse(text)
        assert imported(text)
