"""Tests that a document names are there."""

from __future__ import annotations

import re
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(\w+)(\.py::|\.)(\w+)`")


def test_every_defect_has_the_tests_that_are_named() -> None:
    rows = (HOME / "assets" / "docs" / "defects.md").read_text(encoding="utf-8").splitlines()[6:]
    sources = {path.stem: path for part in ("python", "bridge", "app") for path in sources_of(HOME / part)}
    assert len(rows) == 10
    for row in rows:
        named = NAMED.findall(row)
        assert named, row
        for name, _, test in named:
            assert re.search(rf"\b(def|void|Stream<Arguments>) {test}\(", sources[name].read_text(encoding="utf-8")), (
                test
            )


def sources_of(part: Path) -> list[Path]:
    return [*(part / "tests").rglob("test_*.py"), *(part / "src" / "test").rglob("*Test.java")]
