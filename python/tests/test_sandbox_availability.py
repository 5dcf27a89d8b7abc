"""Where a guard is missing, no code runs, and the error says which and what can be done."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import programs
from dspex_worker.errors import WorkerError
from dspex_worker.sandbox import availability, interpreter_factory
from dspex_worker.sandbox.availability import REQUIRED, Guarded
from dspex_worker.sandbox.limits import Limits
from dspex_worker.wire import read_job
from sandboxing import all_but, family, guarded, sandbox

JOB = read_job(json.dumps(programs.job("run")))
ALL = tuple(Guarded(name, f"Does {name}", None, f"Allow {name}.", True) for name in sorted(REQUIRED))


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_each_required_guard_is_insisted_on(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = tuple(replace(g, reason="Operation not permitted") if g.name == name else g for g in ALL)
    monkeypatch.setattr(availability, "guards", lambda: lacking)
    with pytest.raises(WorkerError) as refused:
        interpreter_factory(JOB)
    error = refused.value
    assert error.code == "sandbox_unavailable"
    assert f'the guard "{name}" (does {name}) is not available' in error.message
    assert error.hint == f"Allow {name}."
    assert "Operation not permitted" in error.log


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_guard_that_was_not_tried_is_missing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "guards", lambda: tuple(g for g in ALL if g.name != name))
    with pytest.raises(WorkerError, match="sandbox_unavailable") as refused:
        interpreter_factory(JOB)
    assert name in refused.value.message


def test_another_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    (only,) = availability.guards.__wrapped__()
    assert (only.required, only.ok, only.reason) == (True, False, "darwin offers no guards")


@guarded
def test_all_guards_of_the_system_are_engaged() -> None:
    made = interpreter_factory(JOB)()
    assert made._engaged == set(all_but())
    assert made._engaged >= REQUIRED


@guarded
def test_a_guard_that_fails_at_the_start_refuses_the_session() -> None:
    with sandbox(*all_but(), limits=Limits(scratch=-1)) as held:
        with pytest.raises(WorkerError) as refused:
            held.execute("1")
        assert refused.value.code == "sandbox_unavailable"
        assert '"scratch"' in refused.value.message
        assert "Invalid argument" in refused.value.log
        assert family(held) == []
