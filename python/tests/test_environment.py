"""The set-up of the Python environment, with a lock of one tiny wheel so that no test needs the network."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "environment.py"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module that keeps everything in a folder of the test, with a lock of one wheel made here."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = tmp_path / "lock"
    locks.mkdir()
    digest = make_wheel(tmp_path / "wheels")
    (locks / "runtime.lock").write_text(f"tiny==1.0 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
    monkeypatch.setattr(module, "LOCKS", locks)
    monkeypatch.setattr(module, "IMPORTS", {"runtime": "tiny"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("DSPEX_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DSPEX_PYTHON", raising=False)
    return module


def make_wheel(folder: Path) -> str:
    """Writes tiny-1.0, a module without content, and returns the wheel's sha256."""
    folder.mkdir()
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "tiny.py,,\n")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def silent(text: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def test_makes_an_environment_once_and_notes_its_size(environment: ModuleType, monkeypatch: pytest.MonkeyPatch):
    python = environment.ensure("runtime", silent)
    note = json.loads((environment.environment_folder("runtime") / "ready.json").read_text(encoding="utf-8"))
    assert subprocess.run([python, "-c", "print('up')"], capture_output=True, check=True).stdout.strip() == b"up"
    assert note["megabytes"] >= 0
    assert note["files"] >= 1
    assert note["seconds"] > 0
    monkeypatch.setattr(environment, "build", lambda *_: pytest.fail("built again"))
    assert environment.ensure("runtime", silent) == python


def test_wheel_with_another_hash_is_refused(environment: ModuleType):
    wheel = next(Path(os.environ["PIP_FIND_LINKS"]).iterdir())
    wheel.write_bytes(wheel.read_bytes() + b"x")
    with pytest.raises(environment.SetupError, match="locked hash"):
        environment.ensure("runtime", silent)
    assert not environment.ready(environment.environment_folder("runtime"))


def test_damaged_environment_is_rebuilt(environment: ModuleType):
    folder = environment.environment_folder("runtime")
    note = folder / "ready.json"
    damages = {
        "no note": note.unlink,
        "half a note": lambda: note.write_text('{"python": "3.', encoding="utf-8"),
        "no interpreter": environment.interpreter_of(folder).unlink,
        "package gone": lambda: shutil.rmtree(next(folder.glob("**/tiny-1.0.dist-info"))),
    }
    environment.ensure("runtime", silent)
    for name, damage in damages.items():
        damage()
        assert not environment.ready(folder), name
        environment.ensure("runtime", silent)
        assert environment.ready(folder), name


def test_lock_of_a_dead_process_is_taken_over(environment: ModuleType):
    folder = environment.environment_folder("runtime")
    folder.parent.mkdir(parents=True)
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    folder.with_suffix(".lock").write_bytes(dead.stdout.strip())
    environment.ensure("runtime", silent)
    assert environment.ready(folder)


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 15, 0)])
def test_other_pythons_are_refused_with_the_range(environment: ModuleType, monkeypatch, version):
    monkeypatch.setattr(environment.sys, "version_info", version)
    with pytest.raises(environment.SetupError, match=r"Install Python 3\.11, 3\.12, 3\.13 or 3\.14"):
        environment.ensure("runtime", silent)


def test_interpreter_of_the_person_must_exist_and_have_dspy(environment: ModuleType, monkeypatch, tmp_path: Path):
    monkeypatch.setenv("DSPEX_PYTHON", str(tmp_path / "none"))
    with pytest.raises(environment.SetupError, match="does not exist"):
        environment.ensure("runtime", silent)
    poor = tmp_path / "poor"
    poor.write_text("#!/bin/sh\necho 'ModuleNotFoundError: No module named dspy' >&2\nexit 1\n", encoding="utf-8")
    poor.chmod(0o755)
    monkeypatch.setenv("DSPEX_PYTHON", str(poor))
    with pytest.raises(environment.SetupError, match="No module named dspy"):
        environment.ensure("runtime", silent)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: Connection to index failed: Name or service not known", "not reachable"),
        ("ERROR: SSL: CERTIFICATE_VERIFY_FAILED", "PIP_CERT"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "locked hash"),
        ("ERROR: No matching distribution found for x==1", "No matching distribution"),
    ],
)
def test_failure_of_pip_becomes_a_sentence(environment: ModuleType, output: str, words: str):
    assert words in environment.why_pip_failed(output)


def test_without_a_network_one_sentence_and_exit_3(tmp_path: Path):
    """The real script with the real lock, and an index that nobody serves."""
    settings = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "DSPEX_"))}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "ensure", "--json"],
        env=clean | settings | {"DSPEX_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    error = json.loads(done.stderr.splitlines()[-1])["error"]
    assert "not reachable" in error
    assert "Check the network" in error
    assert not list(tmp_path.glob("env/*/ready.json"))


def test_locks_name_hashes_and_no_address():
    for lock in SCRIPT.parent.glob("lock/*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert requirements
        assert all("==" in line and line.rstrip().endswith("\\") for line in requirements)


def test_runtime_goes_without_litellm():
    text = (SCRIPT.parent / "lock" / "runtime.lock").read_text(encoding="utf-8")
    assert "\nlitellm==" not in text
    assert "\nopenai==" not in text
