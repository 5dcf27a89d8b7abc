"""Whatever bytes a file has, and whatever a state, a schema or a project says: read in time, or refused clearly."""

from __future__ import annotations

import contextlib
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dspy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_fuzz import BOUND, CORPUS, json_values

import matrix
import programs
from dspex_worker.build import build_program
from dspex_worker.errors import WorkerError
from dspex_worker.importing.project import CONFIG, read_cli_project
from dspex_worker.importing.state import bind_state
from dspex_worker.jobs.import_files import import_files
from dspex_worker.state import dump_state, load_state
from dspex_worker.wire import read_job

NO_LIMIT = settings(deadline=None, suppress_health_check=list(HealthCheck))


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Fails what takes too long, and passes over a refusal."""
    start = time.process_time()
    with contextlib.suppress(WorkerError):
        yield
    assert time.process_time() - start < BOUND


def read(path: Path, program: dict[str, Any] | None = None) -> Any:
    """The import of a file as a worker does it."""
    job = read_job(json.dumps(programs.job("import", path.parent, path=str(path), program=program or {})))
    return json.dumps(import_files(job, None))  # type: ignore[arg-type]  # nothing is built without a program


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "cp037", "utf-7", "shift_jis"]
DECLARED = [*ENCODINGS, "rot13", "zip", "hex", "undefined", "idna", "unicode_escape", "mbcs", "a b", "x" * 300]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("declared", [None, *DECLARED])
def test_any_encoding_declared_or_not(folder: Path, encoding: str, declared: str | None) -> None:
    head = f"# -*- coding: {declared} -*-\n" if declared else ""
    text = f"{head}# Größe → 大\n{CORPUS[0]}"
    (folder / "given.py").write_bytes(text.encode(encoding, "replace"))
    with bounded():
        read(folder / "given.py")


@settings(parent=NO_LIMIT, max_examples=matrix.examples("file fuzz", 200, 10_000))
@given(seed=st.integers(0, 2**32), suffix=st.sampled_from([".py", ".json"]))
def test_any_bytes(folder: Path, seed: int, suffix: str) -> None:
    chance = random.Random(seed)
    data = bytearray(chance.choice(CORPUS).encode())
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(data) + 1)
        data[place : place + chance.choice([0, 1, 5])] = chance.choice(
            [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x0c", b"\x1a", b"\xc3", chance.randbytes(9)]
        )
    (folder / f"given{suffix}").write_bytes(bytes(data))
    with bounded():
        read(folder / f"given{suffix}")


DEEP = 100_000
SCHEMAS = {
    "deep properties": '{"properties": {"a": ' * 400 + "{}" + "}}" * 400,
    "too deep to read": '{"properties": {"a": ' * DEEP + "{}" + "}}" * DEEP,
    "deep lists": '{"properties": {"a": ' + '{"type": "array", "items": ' * 300 + "{}" + "}" * 302,
    "itself": '{"properties": {"a": {"$ref": "#"}}}',
    "a ring": '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}',
    "same names": json.dumps({"properties": {"!" * n: {"type": "string"} for n in range(1, 3000)}}),
    "many properties": json.dumps({"properties": {f"p{n}": {"type": "string"} for n in range(60_000)}}),
    "many records": json.dumps(
        {"properties": {f"p{n}": {"title": "T", "properties": {"a": {"type": "string"}}} for n in range(450)}}
    ),
    "a long literal": json.dumps({"properties": {"a": {"enum": [f"v{n}" for n in range(200_000)]}}}),
    "a large number": '{"properties": {"a": {"minimum": ' + "9" * 4000 + "}}}",
    "too large a number": '{"properties": {"a": {"minimum": ' + "9" * 100_000 + "}}}",
    "no number": '{"properties": {"a": {"type": "number", "minimum": NaN, "maximum": Infinity}}}',
    "a slow pattern": json.dumps({"properties": {"a": {"type": "string", "pattern": "(a+)+$" * 2000}}}),
    "odd names": json.dumps({"title": "\u0000", "properties": {"\u0000": {}, "": {}, "class": {}, "__": {}}}),
    "half a character": '{"title": "\\ud800", "properties": {"\\udfff": {"type": "string"}}}',
    "twice": '{"properties": {"a": {"type": "string"}, "a": {"type": "integer"}}}',
    "odd types": '{"properties": {"a": {"type": {"type": []}}, "b": {"type": [[], {}]}, "c": 1, "d": {"enum": {}}}}',
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_hard_schemas(folder: Path, name: str) -> None:
    (folder / "given.json").write_text(SCHEMAS[name], encoding="utf-8")
    with bounded():
        read(folder / "given.json")


def fresh() -> Any:
    return build_program(read_job(json.dumps(programs.job("run"))))


def saved() -> dict[str, Any]:
    """A state with a demonstration."""
    program = fresh()
    program.classify.predict.demos = [dspy.Example(ticket="a", reasoning="so", urgency="low")]
    return json.loads(json.dumps(dump_state(program)))


def loaded(state: Any) -> None:
    """A state that is bound can be loaded, and asked by; anything else is refused."""
    program = fresh()
    with bounded():
        bound = bind_state(program, state)
        again = fresh()
        load_state(again, json.loads(json.dumps(bound.state)))
        predictor = again.classify.predict
        dspy.ChatAdapter().format(predictor.signature, predictor.demos, {"ticket": "x"})


# made anew each time: what is planted may itself be changed later
PLANTED = json_values | st.builds(dict) | st.builds(list) | st.sampled_from(["", None, "${x}"])


@settings(parent=NO_LIMIT, max_examples=matrix.examples("state fuzz", 200, 10_000))
@given(data=st.data())
def test_states_that_were_changed(data: st.DataObject) -> None:
    state = saved()
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = state
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            inner = place[key]
            if not isinstance(inner, dict | list) or data.draw(st.integers(0, 4)) == 0:
                place[key] = data.draw(PLANTED)
                break
            place = inner
    loaded(state)


def test_a_state_that_is_nested_too_deep_is_refused() -> None:
    state = saved()
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]
    state["classify.predict"]["demos"][0]["ticket"] = deep
    with pytest.raises(WorkerError) as refused:
        bind_state(fresh(), state)
    assert refused.value.code == "state_unreadable"


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
CONFIGS = {
    "a bomb": BOMB + "app_id: *a11\nmodels: {default: *a11, registry: {m: {model: *a11, env: *a11}}}\n"
    "program_models: {Q: *a11}\n",
    "code": "app_id: !!python/object/apply:os.system ['touch /tmp/never']\n",
    "deep": "[" * 14_000,
    "deep blocks": "".join(f"{' ' * n}a:\n" for n in range(240)),
    "odd keys": "? [a, b]\n: 1\n1: 2\nnull: 3\nmodels: {registry: {1: {model: 5}, null: null}}\n",
    "no mapping": "- a\n- b\n",
    "null bytes": "app_id: a\x00b\n",
    "a large number": f"app_id: {'9' * 20_000}\n",
    "dates": "app_id: 9999-99-99\nmodels: 2020-02-30\n",
    "many keys": "".join(f"k{n}: v\n" for n in range(2900)),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_hard_configurations_of_projects(tmp_path: Path, name: str) -> None:
    (tmp_path / CONFIG).write_text(CONFIGS[name], encoding="utf-8")
    with bounded():
        json.dumps(read_cli_project(tmp_path).settings())
