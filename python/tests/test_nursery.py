"""The nursery as the bridge sees it: real processes, killed for real."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import programs
from gateway import Client, Nursery, environment

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    started = Nursery()
    yield started
    started.close()


def gone(pids: list[int], seconds: float = 5.0) -> bool:
    """Whether all processes end within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.005)
    return False


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_the_first_line_tells_versions(nursery: Nursery) -> None:
    assert nursery.first["op"] == "nursery"
    assert nursery.first["dspy"] == "3.4.1"
    assert nursery.first["pid"] != nursery.process.pid  # that is its guard
    assert alive(nursery.first["pid"])
    assert nursery.first["ms"] > 0


def test_a_worker_runs_jobs_one_after_the_other(nursery: Nursery) -> None:
    ready, worker = nursery.spawn("w1")
    assert ready["pid"] != nursery.process.pid
    hello = worker.call("hello", '{"protocol":1}')
    assert hello["pid"] == ready["pid"]
    assert "ChainOfThought" in hello["modules"]
    assert "MIPROv2" in hello["optimizers"]
    for name in ("a", "b"):
        events = worker.run(programs.job("run", inputs={"ticket": "My card was charged twice"}) | {"job": name})
        assert [e["type"] for e in events][-2:] == ["result", "job_ended"]
        assert events[-1]["outcome"] == "done"
    assert worker.call("health")["jobs_done"] == 2


def test_the_token_is_needed_and_stands_in_no_environment(nursery: Nursery) -> None:
    ready, worker = nursery.spawn("w1", "a-token-of-its-own")
    assert worker.accepted
    assert not nursery.connect(ready["port"], "another").accepted
    for file in ("environ", "cmdline"):
        assert b"a-token-of-its-own" not in Path(f"/proc/{ready['pid']}/{file}").read_bytes()


def test_kill_ends_a_worker_and_tells_so(nursery: Nursery) -> None:
    ready, _ = nursery.spawn("w1")
    other, _ = nursery.spawn("w2")
    nursery.send(op="kill", id="w1")
    assert nursery.read() == {"op": "exited", "id": "w1", "pid": ready["pid"], "status": -signal.SIGKILL}
    assert not alive(ready["pid"])
    assert alive(other["pid"])


def test_an_id_in_use_is_refused(nursery: Nursery) -> None:
    nursery.spawn("w1")
    nursery.send(op="spawn", id="w1", token="x")
    assert nursery.read()["op"] == "failed"


def test_shutdown_ends_a_worker(nursery: Nursery) -> None:
    _, worker = nursery.spawn("w1")
    worker.shut_down(1000)
    exited = nursery.read()
    assert (exited["op"], exited["status"]) == ("exited", 0)


def tool_project(folder: Path, body: str) -> dict[str, object]:
    """A job whose metric runs ``body``; the project is made in ``folder``."""
    (folder / "code").mkdir()
    (folder / "code" / "metric.py").write_text(f"def score(example, prediction, trace=None):\n{body}\n    return 1.0\n")
    return programs.job("evaluate", folder, rows=programs.rows(1), metric="code/metric.py:score", split="test")


BLOCKED = {
    "in a C call": "    import ctypes; ctypes.CDLL(None).sleep(600)",
    "with the GIL held": "    import ctypes; ctypes.PyDLL(None).sleep(600)",
    "with a child": "    import subprocess, time\n    mark(subprocess.Popen(['sleep', '600']).pid); time.sleep(600)",
    "with a child in a session of its own": "    import subprocess, time\n"
    "    mark(subprocess.Popen(['sleep', '600'], start_new_session=True).pid); time.sleep(600)",
    "with an orphan in a session of its own": "    import subprocess, time\n"
    "    subprocess.run(['sh', '-c', 'setsid sleep 600 >/dev/null 2>&1 & echo $! > ' + MARK]); time.sleep(600)",
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("how", BLOCKED)
@pytest.mark.parametrize("ended", ["parent", "worker", "pipes", "nursery", "guard"])
def test_nothing_survives(how: str, ended: str, tmp_path: Path) -> None:
    """By kill -9: a stand-in for the JVM, the worker, the nursery, its guard; or the nursery's stdin ends."""
    mark = tmp_path / "mark"
    head = (
        f"    MARK = {str(mark)!r}\n    open(MARK + '.in', 'w')\n"
        "    mark = lambda pid: open(MARK, 'w').write(str(pid))\n"
    )
    job = tool_project(tmp_path, head + BLOCKED[how])
    with parent_process(tmp_path) as parent:
        pids = parent.pids
        worker = Client(parent.port, "t")
        assert worker.call("submit", json.dumps(job)) == {"accepted": True}
        wait_for(Path(f"{mark}.in"))
        if "child" in how or "orphan" in how:
            wait_for(mark)
            pids = [*pids, int(mark.read_text())]
        assert all(alive(pid) for pid in pids)
        if ended == "parent":
            parent.process.kill()
        elif ended == "pipes":
            parent.process.terminate()
        elif ended == "worker":
            parent.process.stdin.write(b"kill\n")
            parent.process.stdin.flush()
            pids = pids[2:]
        else:
            os.kill(pids[0 if ended == "guard" else 1], signal.SIGKILL)
        assert gone(pids), [pid for pid in pids if alive(pid)]
        worker.close()


def wait_for(path: Path) -> None:
    end = time.monotonic() + 10
    while not (path.exists() and (path.suffix == ".in" or path.read_text().strip())):
        assert time.monotonic() < end, path
        time.sleep(0.005)


class _Parent:
    def __init__(self, process: subprocess.Popen[bytes], pids: list[int], port: int) -> None:
        self.process, self.pids, self.port = process, pids, port


PARENT = """
import json, subprocess, sys
pipe = subprocess.PIPE
nursery = subprocess.Popen([sys.executable, "-m", "dspex_worker.nursery"], stdin=pipe, stdout=pipe)
def say(**command):
    nursery.stdin.write(json.dumps(command).encode() + b"\\n"); nursery.stdin.flush()
first = json.loads(nursery.stdout.readline())
say(op="spawn", id="w", token="t")
ready = json.loads(nursery.stdout.readline())
print(nursery.pid, first["pid"], ready["pid"], ready["port"], flush=True)
sys.stdin.readline()
say(op="kill", id="w")
sys.stdin.readline()
"""


@contextlib.contextmanager
def parent_process(folder: Path) -> Iterator[_Parent]:
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        cwd=folder,
    )
    try:
        *pids, port = map(int, process.stdout.readline().split())
        yield _Parent(process, pids, port)
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_spawn_mode_speaks_the_same_protocol() -> None:
    nursery = Nursery(DSPEX_SPAWN="1")
    ready, worker = nursery.spawn("w1")
    events = worker.run(programs.job("run", inputs={"ticket": "It is broken"}))
    assert events[-1]["outcome"] == "done"
    nursery.send(op="kill", id="w1")
    assert nursery.read()["op"] == "exited"
    second, _ = nursery.spawn("w2")
    assert nursery.close() == 0
    assert gone([ready["pid"], second["pid"]])


def test_hash_order_is_fixed(nursery: Nursery) -> None:
    ready, _ = nursery.spawn("w1")
    assert b"PYTHONHASHSEED=0" in Path(f"/proc/{ready['pid']}/environ").read_bytes()
