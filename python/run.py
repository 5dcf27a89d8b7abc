"""What Maven runs of the Python side: `run.py environment`, and `run.py checks` (ruff, mypy, pytest)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
INTERPRETER = HERE / "target" / "interpreter.txt"


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
        "pytest": ["pytest", *pytest_arguments],
    }
    failed = [
        name
        for name, command in checks.items()
        if subprocess.run([python, "-m", *command], cwd=HERE, check=False).returncode != 0
    ]
    if failed:
        sys.stderr.write(f"python: failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    sys.exit(make_environment() if what == "environment" else run_checks(rest))
