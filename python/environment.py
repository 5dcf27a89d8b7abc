"""Makes the Python environment that the workbench runs DSPy in, and says where it is.

Standard library only; runs under any Python 3.11 to 3.14. `python environment.py ensure` prints progress to
stderr and the environment's interpreter to stdout. An environment is named by its lock and Python version, holds
hash-checked wheels only, and is finished when `ready.json`, written last, is in it: anything else is rebuilt.
pip's own variables (index, proxy, certificates) apply; DSPEX_PYTHON names a ready interpreter to use as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
LOCKS = Path(__file__).resolve().parent / "lock"
IMPORTS = {
    "runtime": "dspy, optuna, numpy, py4j",
    "dev": "dspy, pytest, mypy",
    "litellm": "dspy, litellm",
    "mcp": "dspy, mcp",
    "parquet": "dspy, pyarrow",
}
UNREACHABLE = (
    r"Temporary failure|Connection|Network is unreachable|Name or service|timed out|ProxyError|from versions: none"
)
Progress = Callable[[str, int, int], None]


class SetupError(Exception):
    """The environment cannot be made; the message says what happened and what to do."""


def data_folder() -> Path:
    """The folder for what the workbench keeps for a person: DSPEX_HOME, else the system's usual place."""
    if home := os.environ.get("DSPEX_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "dspex"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "dspex"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "dspex"


def environment_folder(flavor: str) -> Path:
    """The folder of the environment of this lock and this Python."""
    digest = hashlib.sha256((LOCKS / f"{flavor}.lock").read_bytes()).hexdigest()[:12]
    version = f"py{sys.version_info[0]}.{sys.version_info[1]}"
    return data_folder() / "env" / f"{flavor}-{digest}-{version}"


def interpreter_of(folder: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ready(folder: Path) -> bool:
    """Whether the environment was finished and its interpreter is still there and starts."""
    python = interpreter_of(folder)
    if not (folder / "ready.json").is_file() or not python.exists():
        return False
    try:
        note = json.loads((folder / "ready.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if note.get("files") != installed_files(folder):
        return False
    return subprocess.run([str(python), "-c", ""], capture_output=True, check=False).returncode == 0


def installed_files(folder: Path) -> int:
    """How many distributions the environment holds: a cheap check against half-deleted ones."""
    return len(list(folder.glob("**/site-packages/*.dist-info/RECORD")))


def ensure(flavor: str, progress: Progress) -> Path:
    """Returns the interpreter of a finished environment; makes or rebuilds it first where it must."""
    if given := os.environ.get("DSPEX_PYTHON"):
        return check_given(Path(given))
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SetupError(
            f"Python {sys.version.split()[0]} cannot be used. Install Python 3.11, 3.12, 3.13 or 3.14, "
            "or name one with DSPEX_PYTHON."
        )
    folder = environment_folder(flavor)
    if ready(folder):
        return interpreter_of(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with only_one(folder.with_suffix(".lock"), progress):
        if not ready(folder):
            build(folder, flavor, progress)
    return interpreter_of(folder)


def check_given(python: Path) -> Path:
    """A ready interpreter must exist and have what the workbench needs."""
    if not python.exists():
        raise SetupError(f"DSPEX_PYTHON names {python}, which does not exist. Correct it or unset it.")
    probe = subprocess.run([str(python), "-c", "import dspy, py4j"], capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        reason = probe.stderr.strip().splitlines()[-1:] or ["it does not start"]
        raise SetupError(f"{python} cannot run DSPy: {reason[0]}. Install dspy and py4j there or unset DSPEX_PYTHON.")
    return python


def build(folder: Path, flavor: str, progress: Progress) -> None:
    """Makes the environment from nothing and writes ready.json last."""
    started = time.monotonic()
    lock = LOCKS / f"{flavor}.lock"
    shutil.rmtree(folder, ignore_errors=True)
    progress("Making the virtual environment", 0, 1)
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    install(folder, lock, progress)
    progress("Checking", 1, 1)
    subprocess.run([str(interpreter_of(folder)), "-c", f"import {IMPORTS[flavor]}"], check=True, capture_output=True)
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
    note = {
        "python": sys.version.split()[0],
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest(),
        "megabytes": round(size / 1e6, 1),
        "seconds": round(time.monotonic() - started, 1),
        "files": installed_files(folder),
    }
    partial = folder / "ready.json.part"
    partial.write_text(json.dumps(note, indent=2), encoding="utf-8")
    partial.replace(folder / "ready.json")
    progress(f"Ready: {note['megabytes']} MB in {note['seconds']} s", 1, 1)


def install(folder: Path, lock: Path, progress: Progress) -> None:
    """Installs the locked wheels with pip, counting the packages as they come."""
    wanted = len(re.findall(r"^[\w.\[\]-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    command = [
        *pip_for(folder), "install", "--require-hashes", "--no-deps", "--only-binary", ":all:",
        "--disable-pip-version-check", "--no-input", "--no-compile", "--progress-bar", "off", "-r", str(lock),
    ]  # fmt: skip
    tail: list[str] = []
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            tail = [*tail[-30:], line.rstrip()]
            if line.startswith("Collecting "):
                seen += 1
                progress(f"Fetching {line.split()[1].split('=')[0]}", seen, wanted)
            elif line.startswith("Installing collected"):
                progress("Installing", wanted, wanted)
    if process.returncode != 0:
        shutil.rmtree(folder, ignore_errors=True)
        raise SetupError(why_pip_failed("\n".join(tail)))


def pip_for(folder: Path) -> list[str]:
    """pip of this Python working on the new environment, else the one that ensurepip puts into it."""
    probe = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"pip (\d+)\.(\d+)", probe.stdout)
    if probe.returncode == 0 and version and (int(version[1]), int(version[2])) >= (22, 3):
        return [sys.executable, "-m", "pip", "--python", str(interpreter_of(folder))]
    own = str(interpreter_of(folder))
    made = subprocess.run([own, "-m", "ensurepip"], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise SetupError(
            f"{sys.executable} has neither pip nor ensurepip. Install them (Debian: python3-venv) or name "
            "another Python with DSPEX_PYTHON."
        )
    return [own, "-m", "pip"]


def why_pip_failed(output: str) -> str:
    """One clear sentence for a failed pip, with pip's own last error."""
    errors = [line for line in output.splitlines() if line.startswith("ERROR")] or output.splitlines()[-1:]
    reason = errors[-1].removeprefix("ERROR: ") if errors else "pip gave no reason"
    if re.search(UNREACHABLE, output):
        return (
            "The Python packages could not be fetched: the package index is not reachable. Check the network, "
            f"set PIP_INDEX_URL or HTTPS_PROXY, and start again. ({reason})"
        )
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return f"The package index's certificate is not trusted. Set PIP_CERT to your own authority's file. ({reason})"
    if "No space left" in output:
        return f"The disk is full: the environment needs about 170 MB in {data_folder()}."
    if "DO NOT MATCH THE HASHES" in output.upper():
        return f"A package does not match its locked hash and was refused. Check the package index in use. ({reason})"
    return f"pip could not install the locked packages: {reason}"


@contextmanager
def only_one(lock: Path, progress: Progress) -> Iterator[None]:
    """Lets one process build at a time; a lock whose owner is gone is taken over."""
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            if abandoned(lock):
                lock.unlink(missing_ok=True)
                continue
            progress("Waiting for another start to finish the set-up", 0, 1)
            time.sleep(0.5)
    try:
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        yield
    finally:
        lock.unlink(missing_ok=True)


def abandoned(lock: Path) -> bool:
    """Whether the process that holds the lock is gone."""
    try:
        text = lock.read_text(encoding="utf-8")
        if not text:
            return time.time() - lock.stat().st_mtime > 5
        if sys.platform == "win32":
            return time.time() - lock.stat().st_mtime > 900
        os.kill(int(text), 0)
    except (ProcessLookupError, ValueError, FileNotFoundError):
        return True
    except PermissionError:
        return False
    return False


def bar(text: str, done: int, total: int) -> None:
    """One progress line for a person: redrawn on a terminal, a line a step elsewhere."""
    if sys.stderr.isatty():
        filled = 24 * done // max(total, 1)
        end = "\n" if text.startswith("Ready") else ""
        print(f"\r\033[K  [{'#' * filled}{'.' * (24 - filled)}] {done}/{total} {text}", end=end, file=sys.stderr)
    elif done % 10 == 0 or done == total:
        print(f"  {done}/{total} {text}", file=sys.stderr)
    sys.stderr.flush()


def json_line(text: str, done: int, total: int) -> None:
    """One progress line for a program."""
    print(json.dumps({"text": text, "done": done, "total": total}), file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("action", choices=["ensure", "where", "check"])
    parser.add_argument("--flavor", choices=sorted(IMPORTS), default="runtime")
    parser.add_argument("--json", action="store_true", help="progress as JSON lines")
    parser.add_argument("--write", type=Path, help="also write the interpreter's path into this file")
    options = parser.parse_args(arguments)
    folder = environment_folder(options.flavor)
    if options.action == "where":
        print(folder)
        return 0
    if options.action == "check":
        print("ready" if os.environ.get("DSPEX_PYTHON") or ready(folder) else "missing")
        return 0
    try:
        python = ensure(options.flavor, json_line if options.json else bar)
    except SetupError as error:
        print(json.dumps({"error": str(error)}) if options.json else f"dspex: {error}", file=sys.stderr)
        return 3
    except subprocess.CalledProcessError as error:
        reason = (error.stderr or b"").decode(errors="replace").strip().splitlines()[-1:]
        text = f"The new environment does not work: {' '.join(reason)}"
        print(json.dumps({"error": text}) if options.json else f"dspex: {text}", file=sys.stderr)
        return 3
    print(python)
    if options.write:
        options.write.parent.mkdir(parents=True, exist_ok=True)
        options.write.write_text(str(python), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
