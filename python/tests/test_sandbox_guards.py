"""Each guard alone: with it the code cannot, without it the code can. The rules are off throughout."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from dspy.primitives.code_interpreter import CodeExecutionError

from dspex_worker.sandbox.availability import guards
from dspex_worker.sandbox.factory import SandboxFactory
from dspex_worker.sandbox.interpreter import SandboxEndedError
from dspex_worker.sandbox.limits import MEGABYTE, Limits
from sandboxing import FAST, family, guarded, sandbox

ROOT = sys.platform == "linux" and os.geteuid() == 0
PIDS = ("user", "privileges", "pids") if ROOT else ("pids",)
"""The kernel sets root no limit, so that one needs another user first."""
FORKS = """
import os
started = 0
for _ in range(5):
    try:
        child = os.fork()
    except OSError:
        continue
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    started += 1
started
"""


def connecting(port: int) -> str:
    return f"import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=5).close()\n'reached'"


@guarded
def test_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = connecting(server.getsockname()[1])
        with sandbox() as free:
            assert free.execute(code) == "reached"
        with sandbox("network") as held, pytest.raises(CodeExecutionError, match="unreachable"):
            held.execute(code)


@guarded
def test_no_named_socket_of_this_machine() -> None:
    name = f"\0dspex-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        code = f"import socket\nsocket.socket(socket.AF_UNIX).connect({name!r})\n'reached'"
        with sandbox() as free:
            assert free.execute(code) == "reached"
        with sandbox("network") as held, pytest.raises(CodeExecutionError, match="refused"):
            held.execute(code)


@guarded
def test_no_process_and_no_thread() -> None:
    thread = "import _thread\n_thread.start_new_thread(int, ())\n'started'"
    with sandbox() as free:
        assert free.execute(FORKS) == 5
        assert free.execute(thread) == "started"
    with sandbox(*PIDS) as held:
        assert held.execute(FORKS) == 0
        with pytest.raises(CodeExecutionError, match="can't start new thread"):
            held.execute(thread)


@guarded
def test_a_fork_bomb_starts_nothing() -> None:
    bomb = "import os\nfailed = 0\nwhile failed < 1000:\n    try: os.fork()\n    except OSError: failed += 1\nfailed"
    with sandbox(*PIDS) as held:
        assert held.execute(bomb) == 1000


@guarded
def test_no_file_of_the_persons(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    secret.chmod(0o600)
    code = f"open({str(secret)!r}).read()"
    with sandbox() as free:
        assert free.execute(code) == "secret"
    with sandbox("scratch") as held, pytest.raises(CodeExecutionError, match="FileNotFoundError"):
        held.execute(code)


@guarded
def test_a_user_that_owns_nothing(tmp_path: Path) -> None:
    (user,) = [guard for guard in guards() if guard.name == "user"]
    if not ROOT:
        assert user.reason == "the worker does not run as root"
        return
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    secret.chmod(0o600)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.is_relative_to("/tmp/") and folder != Path("/tmp"):
            folder.chmod(0o755)
    with sandbox("user", "privileges") as held:
        uid = held.execute("import os\nos.getuid()")
        assert uid not in (0, 65534)
        with pytest.raises(CodeExecutionError, match="PermissionError"):
            held.execute(f"open({str(secret)!r}).read()")
        with pytest.raises(CodeExecutionError, match="PermissionError"):
            held.execute(f"os.kill({os.getpid()}, 0)")
        with sandbox("user", "privileges") as other:
            assert other.execute("import os\nos.getuid()") != uid


@guarded
def test_the_scratch_folder_is_all_there_is_and_is_gone_afterwards(tmp_path: Path) -> None:
    code = "import os\nopen('/note', 'w').write('mine')\nos.listdir('/')"
    before = set(os.listdir("/")), set(os.listdir(tmp_path.parent))
    with sandbox("scratch") as one, sandbox("scratch") as other:
        assert one.execute("import os\nos.listdir('/')") == []
        assert one.execute(code) == ["note"]
        assert other.execute("import os\nos.listdir('/')") == []
    assert (set(os.listdir("/")), set(os.listdir(tmp_path.parent))) == before
    with sandbox("scratch") as again:
        assert again.execute("import os\nos.listdir('/')") == []


@guarded
def test_the_scratch_folder_is_bounded() -> None:
    fill = "for n in range(100):\n    with open(f'/{n}', 'wb') as file:\n        file.write(bytes(100_000))"
    with sandbox("scratch", limits=Limits(scratch=MEGABYTE)) as held:
        with pytest.raises(CodeExecutionError, match="No space left"):
            held.execute(fill)


@guarded
def test_no_neighbours() -> None:
    code = f"import os\nos.kill({os.getpid()}, 0)\nos.getpid()"
    with sandbox() as free:
        assert free.execute(code) > 1
    with sandbox("processes") as held:
        assert held.execute("import os\nos.getpid()") == 1
        with pytest.raises(CodeExecutionError, match="ProcessLookupError"):
            held.execute(code)


@guarded
def test_nothing_inherited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-very-secret-key")
    note = tmp_path / "note"
    note.write_text("note", encoding="utf-8")
    environment = "import os\n[dict(os.environ), 'sk-a' in open('/proc/self/environ').read()]"
    open_files = (
        "import os, stat\nfound = []\nfor number in range(256):\n"
        "    try: mode = os.fstat(number).st_mode\n    except OSError: continue\n"
        "    found.append(stat.S_IFMT(mode))\nfound"
    )
    with open(note, encoding="utf-8") as file:
        os.set_inheritable(file.fileno(), True)
        with sandbox("inherited") as held:
            assert held.execute(environment) == [{}, False]
            modes = held.execute(open_files)
    assert sorted(modes) == [0o020000, 0o020000, 0o020000, 0o140000]  # /dev/null three times, and the socket


@guarded
def test_no_rights() -> None:
    code = (
        "held = dict(line.split(':') for line in open('/proc/self/status'))\n"
        "[int(held[name], 16) for name in ('CapEff', 'CapPrm', 'CapInh', 'CapAmb', 'NoNewPrivs')]"
    )
    with sandbox("privileges") as held:
        assert held.execute(code) == [0, 0, 0, 0, 1]
        with pytest.raises(CodeExecutionError, match="PermissionError"):
            held.execute("import os\nos.chroot('/')")


@guarded
def test_bounded_memory() -> None:
    code = "x = bytearray(300 * 1024 * 1024)\nlen(x)"
    with sandbox(limits=Limits(seconds=60)) as free:
        assert free.execute(code) == 300 * MEGABYTE
    with sandbox("memory", limits=Limits(memory=280 * MEGABYTE)) as held:
        with pytest.raises(CodeExecutionError, match="MemoryError"):
            held.execute(code)
        assert held.execute("1 + 1") == 2


@guarded
def test_bounded_processor_time() -> None:
    with sandbox("cpu", limits=Limits(cpu=1, seconds=60)) as held:
        with pytest.raises(SandboxEndedError, match="processor") as ended:
            held.execute("while True: pass")
    assert ended.value.code == "sandbox_ended"


@guarded
def test_bounded_files(tmp_path: Path) -> None:
    target = tmp_path / "large"
    code = f"open({str(target)!r}, 'wb').write(bytes(3_000_000))"
    with sandbox("file_size", limits=Limits(file=MEGABYTE)) as held:
        with pytest.raises(CodeExecutionError, match="File too large"):
            held.execute(code)
    assert target.stat().st_size <= MEGABYTE
    with sandbox("handles", limits=Limits(handles=32)) as held:
        with pytest.raises(CodeExecutionError, match="Too many open files"):
            held.execute("import os\n[os.dup(0) for _ in range(100)]")


@guarded
def test_no_memory_dump() -> None:
    with sandbox("core") as held:
        assert held.execute("import resource\nresource.getrlimit(resource.RLIMIT_CORE)") == [0, 0]


@guarded
def test_the_soft_time_limit_keeps_the_session() -> None:
    with sandbox(limits=Limits(seconds=1.5, grace=20)) as held:
        held.execute("kept = 5")
        with pytest.raises(CodeExecutionError, match=r"TimeoutError: .* 1.5 seconds \(line [12]: "):
            held.execute("while True:\n    pass")
        assert held.execute("kept") == 5


@guarded
def test_the_hard_time_limit_ends_code_that_will_not_stop() -> None:
    stubborn = "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass"
    with sandbox(limits=Limits(seconds=1, grace=0.5)) as held:
        with pytest.raises(SandboxEndedError, match="did not stop in time"):
            held.execute(stubborn)
        assert family(held) == []


@guarded
def test_code_that_keeps_talking_is_out_of_time_too() -> None:
    talk = "import signal\nsignal.setitimer = lambda *_: (0, 0)\nsignal.alarm(0)\nwhile True: tool()"
    with sandbox(limits=Limits(seconds=1, grace=0.5), tools={"tool": lambda: 1}) as held:
        with pytest.raises(SandboxEndedError, match="did not stop in time"):
            held.execute(talk)


def test_limits_are_what_the_instructions_say() -> None:
    assert f"{Limits().seconds:g} seconds" in SandboxFactory.execution_instructions
    assert FAST.seconds < Limits().seconds
