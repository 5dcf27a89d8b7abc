"""What Maven runs of the Python side: `run.py environment`, and `run.py checks` (ruff, mypy, pytest)."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
INTERPRETER = HERE / "target" / "interpreter.txt"

AGAIN = os.environ.get("DSPEX_TESTS_AGAIN") == "1"
"""Whether tests that fail are run once more, as ``.ci/run`` has it; it names them."""

PARTS = 4
"""Tests mostly wait for processes and LMs, so parts of them run at the same time. What the first says is shown live."""

LONGEST = (
    "tests/test_nursery.py",
    "tests/parameters/test_discover.py",
    "tests/test_environment.py",
    "tests/optimize/test_optimize_job.py",
    "tests/importing/test_fuzz_files.py",
    "tests/journal/test_journal.py",
    "tests/search/test_ask.py",
    "tests/journal/test_kills_chance.py",
)
"""Files dealt out to the parts before all others, so that no part has two of the longest."""


def make_environment() -> int:
    """Makes the environment with the test tools and notes its interpreter for the Java tests."""
    command = [sys.executable, "environment.py", "ensure", "--flavor", "dev", "--write", str(INTERPRETER)]
    return subprocess.run(command, cwd=HERE, stdout=subprocess.DEVNULL, check=False).returncode


def run_checks(pytest_arguments: list[str]) -> int:
    """Runs every check and says at the end which of them failed."""
    python = INTERPRETER.read_text(encoding="utf-8")
    checks = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
    }
    failed = [
        name
        for name, command in checks.items()
        if subprocess.run([python, "-m", *command], cwd=HERE, check=False).returncode != 0
    ]
    if run_tests(python, pytest_arguments) != 0:
        failed.append("pytest")
    if failed:
        sys.stderr.write(f"python: failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def run_tests(python: str, arguments: list[str]) -> int:
    """All tests, in parts at the same time; where arguments choose some, these alone. 0 when all passed."""
    if arguments:
        return subprocess.run([python, "-m", "pytest", *arguments], cwd=HERE, check=False).returncode
    found = {path.relative_to(HERE).as_posix() for path in HERE.glob("tests/**/test_*.py")}
    files = [file for file in LONGEST if file in found] + sorted(found.difference(LONGEST))
    with contextlib.ExitStack() as stack:
        said = [stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in range(1, PARTS)]
        others = [
            subprocess.Popen(part_of(python, files, n), cwd=HERE, stdout=file, stderr=subprocess.STDOUT, text=True)
            for n, file in enumerate(said, 1)
        ]
        ended = [subprocess.run(part_of(python, files, 0), cwd=HERE, check=False).returncode]
        for other, file in zip(others, said, strict=True):
            ended.append(other.wait())
            file.seek(0)
            sys.stdout.write(file.read())
    if AGAIN:
        ended = [run_again(python, files, n) if code else 0 for n, code in enumerate(ended)]
    return max(map(abs, ended))


def part_of(python: str, files: list[str], number: int, *more: str) -> list[str]:
    """The command for a part of the test files; it remembers what failed."""
    cache = f"cache_dir=target/tests-{number}"
    return [python, "-m", "pytest", "-o", cache, f"--junitxml=target/pytest-{number}.xml", *more, *files[number::PARTS]]


def run_again(python: str, files: list[str], number: int) -> int:
    """Runs what failed in a part once more. 0 when it passes now, which is said."""
    again = ["--last-failed", "--last-failed-no-failures=none", "-rA", f"--junitxml=target/again-{number}.xml"]
    command = part_of(python, files, number, *again)
    code = subprocess.run(command, cwd=HERE, check=False).returncode
    if code == 0:
        sys.stdout.write("PASSED ONLY WHEN RUN AGAIN: the tests above\n")
    return code


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    sys.exit(make_environment() if what == "environment" else run_checks(rest))
