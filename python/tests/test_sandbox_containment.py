"""What holds when the rules are defeated: code that may do anything its process can."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from dspy.primitives.code_interpreter import CodeExecutionError

from dspex_worker import processes
from dspex_worker.interrupt import stop_threads
from dspex_worker.jobs.context import Cancelled
from dspex_worker.sandbox.availability import REQUIRED, guards
from dspex_worker.sandbox.inside.keeper import __file__ as keeper_file
from dspex_worker.sandbox.interpreter import SandboxEndedError
from dspex_worker.sandbox.limits import Limits
from sandboxing import all_but, family, guarded, has_ended, sandbox

LIBC = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
ATTACKS = {
    "reads a file": "open('/etc/passwd').read()",
    "reads a file above the root": "open('/../../etc/passwd').read()",
    "reads the memory of the worker": "open('/proc/PARENT/mem', 'rb')",
    "traces the worker": LIBC + "assert libc.ptrace(16, PARENT, 0, 0) == 0",
    "reads the worker's memory by its id": LIBC + "buffer = ctypes.create_string_buffer(64)\n"
    "class Piece(ctypes.Structure): _fields_ = [('base', ctypes.c_void_p), ('size', ctypes.c_size_t)]\n"
    "mine, theirs = Piece(ctypes.addressof(buffer), 64), Piece(0x400000, 64)\n"
    "assert libc.process_vm_readv(PARENT, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0",
    "kills the worker": "import os\nos.kill(PARENT, 0)",
    "kills everything": "import os\nos.kill(-1, 0)",
    "starts a program": "import os\nos.execv('/bin/sh', ['sh', '-c', 'true'])",
    "starts a process": "import os\nos.fork()",
    "starts a thread": "import _thread\n_thread.start_new_thread(int, ())",
    "reaches the network": "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=2)",
    "reaches this machine": "import socket\nsocket.create_connection(('127.0.0.1', 22), timeout=2)",
    "listens on raw sockets": "import socket\nsocket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "becomes root": "import os\nassert os.getuid() != 0\nos.setuid(0)",
    "leaves its root folder": "import os\nos.mkdir('x')\nos.chroot('x')",
    "mounts": LIBC + "assert libc.mount(b'none', b'/', b'tmpfs', 0, None) == 0",
    "makes namespaces": LIBC + "assert libc.unshare(0x10000000) == 0",
    "makes a device": "import os, stat\nos.mknod('/mem', stat.S_IFCHR | 0o600, os.makedev(1, 1))",
    "raises its limits": "import resource\nresource.setrlimit(resource.RLIMIT_NPROC, (100, 100))",
    "takes all memory": "bytearray(4 << 30)",
    "finds a key": "import os\nassert any('KEY' in name for name in os.environ)",
}
REFUSALS = (
    r"^(PermissionError|FileNotFoundError|ProcessLookupError|BlockingIOError|OSError|AssertionError|MemoryError"
    r"|RuntimeError: can't start new thread|ValueError: not allowed to raise)"
)
"""What the system answers; any other error would say that the attack itself is faulty."""
ROUTES = {
    "classes": "[c for c in ().__class__.__bases__[0].__subclasses__() if c.__name__ == 'Popen']; object",
    "a generator's frame": "(lambda g: g.gi_frame.f_builtins)(x for x in ())['__import__']('os').listdir('/')",
    "an exception's frame": "try: 1/0\nexcept Exception as e: e.__traceback__.tb_frame.f_globals",
    "bytecode": "(lambda: 0).__code__.replace(co_names=('os',))",
    "text that is run": "exec(compile('import os', '<text>', 'exec'))",
}


@guarded
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_the_process_fails(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-very-secret-key")
    with sandbox(*all_but("rules")) as held:
        with pytest.raises(CodeExecutionError, match=REFUSALS):
            held.execute(ATTACKS[attack].replace("PARENT", str(os.getpid())))
        assert held.execute("6 * 7") == 42


@guarded
@pytest.mark.parametrize("route", ROUTES)
def test_the_insides_of_the_interpreter_lead_nowhere(route: str) -> None:
    with sandbox(*all_but("rules")) as held:
        held.execute(ROUTES[route])
        assert held.execute("import os\n[os.listdir('/'), dict(os.environ)]") == [[], {}]
        with pytest.raises(CodeExecutionError, match="BlockingIOError"):
            held.execute("os.fork()")


@guarded
def test_it_all_ends_with_the_session_even_what_left_the_group() -> None:
    leave = (
        "import os, signal\nready, done = os.pipe()\n"
        "if os.fork() == 0:\n    os.setsid()\n    os.write(done, b'x')\n    while True: signal.pause()\n"
        "os.read(ready, 1)\n1"
    )
    with sandbox(*all_but("rules", "pids")) as held:
        assert held.execute(leave) == 1
        pids = family(held)
        assert len(pids) == 3
    assert all(has_ended(pid) for pid in pids)
    with sandbox() as free:  # without the guards, it is still there
        free.execute(leave)
        pids = family(free)
    assert has_ended(pids[1])
    try:
        assert not has_ended(pids[2], within=0)
    finally:
        processes.kill(pids[2])


@guarded
def test_it_all_ends_with_its_keeper() -> None:
    with sandbox("lifeline") as held:
        held.start()
        keeper, cell = family(held)
        os.kill(keeper, signal.SIGKILL)
        assert has_ended(cell)
        with pytest.raises(SandboxEndedError):
            held.execute("1")
    with sandbox() as free:
        free.start()
        keeper, cell = family(free)
        os.kill(keeper, signal.SIGKILL)
        assert free.execute("1 + 1") == 2
    assert has_ended(cell)


@guarded
def test_it_all_ends_with_the_worker() -> None:
    program = (
        "import sys\nfrom dspex_worker.sandbox.process import SandboxProcess\n"
        "from dspex_worker.sandbox.limits import Limits\nfrom dspex_worker.processes import descendants\n"
        f"process = SandboxProcess({list(all_but('rules'))!r}, Limits())\nprocess.first()\n"
        "print(process.pid, *descendants(process.pid), flush=True)\nsys.stdin.read()"
    )
    source = str(Path(keeper_file).parents[3])
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=source,
        env={**os.environ, "PYTHONPATH": source},
        text=True,
    ) as worker:
        assert worker.stdout is not None
        pids = [int(pid) for pid in worker.stdout.readline().split()]
        worker.kill()
    assert len(pids) == 2
    assert all(has_ended(pid) for pid in pids)


@guarded
def test_it_all_ends_when_the_job_is_cancelled() -> None:
    owner, outcome, running = object(), [], threading.Event()

    with sandbox(*all_but(), limits=Limits(), tools={"tell": running.set}) as held:

        def run() -> None:
            try:
                held.execute("tell()\nwhile True: pass")
            except BaseException as error:
                outcome.append(error)

        thread = threading.Thread(target=run)
        thread.dspex_owner = owner
        thread.start()
        assert running.wait(20)
        pids = family(held)
        stop_threads(Cancelled, owner, thread)
        thread.join(20)
    assert [type(error) for error in outcome] == [Cancelled]
    assert len(pids) == 2
    assert all(has_ended(pid) for pid in pids)


IS_SOCKET = (
    "import os, stat\ndef is_socket(n):\n    try: return stat.S_ISSOCK(os.fstat(n).st_mode)\n"
    "    except OSError: return False\npipe = next(n for n in range(3, 1024) if is_socket(n))\n"
)


@guarded
@pytest.mark.parametrize(
    ("talk", "said"),
    [
        ("os.write(pipe, b'no json\\n')", "no JSON"),
        ("os.write(pipe, b'[1]\\n')", "no message"),
        ("os.write(pipe, b'[' * 100_000 + b'\\n')", "no JSON"),
        ('os.write(pipe, b\'{"type": "odd"}\\n\')', "unknown message"),
        ('os.write(pipe, b\'{"type": "tool", "name": 1}\\n\')', "no tool call"),
        ("while True: os.write(pipe, b'x' * 65536)", "more than a message may hold"),
        ("os._exit(0)", "has ended"),
        ("os.close(pipe)\nwhile True: pass", "was killed"),
        ("import ctypes\nctypes.string_at(0)", "crashed"),
    ],
)
def test_a_process_that_breaks_the_protocol_is_ended(talk: str, said: str) -> None:
    limits = Limits(seconds=5, grace=1, message=1_000_000)
    with sandbox(*all_but("rules"), limits=limits) as held:
        with pytest.raises(SandboxEndedError, match=said):
            held.execute(IS_SOCKET + talk)
        assert family(held) == []
        with pytest.raises(Exception, match="shut down"):
            held.execute("1")


@guarded
def test_every_guard_is_required_but_the_user_that_only_root_can_take() -> None:
    assert {guard.name for guard in guards()} - REQUIRED == {"user"}
    assert {guard.name for guard in guards()} >= REQUIRED
