"""The nursery: imports DSPy once and makes workers on command.

``python -m dspex_worker.nursery`` reads JSON commands on stdin and answers on stdout; see the
contracts, section 3. The end of stdin ends everything.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time

from dspex_worker.guard import set_guard
from dspex_worker.wire import Json

_GATEWAYS = ("_API_BASE", "_BASE_URL")
_FIXED = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # else its first import asks the network and leaves a thread
    "OPENBLAS_NUM_THREADS": "1",  # numpy's pools would be threads at the time of a fork
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def prepare_environment(environment: os._Environ[str]) -> None:
    """Sets what DSPy and its libraries must find, and drops what would lead calls elsewhere."""
    for name in [n for n in environment if n.endswith(_GATEWAYS)]:
        del environment[name]  # a base URL belongs to an LM record; here it would switch DSPy to litellm
    environment.update(_FIXED)
    environment["DSPY_CACHEDIR"] = os.path.join(tempfile.gettempdir(), f"dspex-cache-{os.getpid()}")


def fix_hash_seed() -> None:
    """Starts this program anew with a fixed hash seed, so that set order is the same in every run."""
    if os.environ.get("PYTHONHASHSEED") == "0":
        return
    os.environ["PYTHONHASHSEED"] = "0"
    if sys.platform == "win32":
        return  # exec there is a new process with other pipes; the caller sets the variable
    os.execv(sys.executable, [sys.executable, "-m", "dspex_worker.nursery"])


def warm_up() -> None:
    """Imports what jobs need and formats one prompt, so that forked workers share it. Starts no thread."""
    import dspy
    import numpy  # noqa: F401 - shared by the forks

    import dspex_worker.build
    import dspex_worker.evaluate
    import dspex_worker.jobs.evaluate
    import dspex_worker.jobs.run
    import dspex_worker.lms
    import dspex_worker.practice  # noqa: F401

    signature = dspy.Signature({"question": (str, dspy.InputField()), "answer": (str, dspy.OutputField())})
    adapter = dspy.ChatAdapter()
    adapter.format(signature, [], {"question": "?"})
    adapter.parse(signature, "[[ ## answer ## ]]\nyes\n\n[[ ## completed ## ]]")


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches the whole group; the bridge decides
    fix_hash_seed()
    since = time.perf_counter()
    spawns = sys.platform == "win32" or os.environ.get("DSPEX_SPAWN") == "1"
    guard = set_guard() if sys.platform == "linux" and not spawns else None
    prepare_environment(os.environ)
    commands, answers = os.dup(0), os.dup(1)
    from dspex_worker.spawning import SpawnPool, protect_standard_streams

    protect_standard_streams()
    from dspex_worker.forking import ForkPool, freeze
    from dspex_worker.worker import versions

    if not spawns:
        warm_up()
        freeze()
    first: Json = {"op": "nursery", "pid": os.getpid(), **versions()}
    first["ms"] = round((time.perf_counter() - since) * 1000, 1)
    try:
        pool = SpawnPool(commands, answers) if spawns else ForkPool(commands, answers, guard)
        pool.run(first)
    finally:
        shutil.rmtree(os.environ["DSPY_CACHEDIR"], ignore_errors=True)


if __name__ == "__main__":
    main()
