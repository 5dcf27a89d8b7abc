"""Writes what the tests of the last build came to, from their JUnit files: `full_result.py STATUS SECONDS [ARGUMENT...]`."""

import datetime
import os
import platform
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SLOWEST = 12


def results(module: str, tag: str) -> list[ET.Element]:
    target = HERE / module / "target"
    files = [*target.glob("surefire-reports/TEST-*.xml"), *target.glob("pytest-*.xml")]
    return [found for file in files for found in ET.parse(file).iter(tag)]


def count(found: list[ET.Element], *tags: str) -> int:
    return sum(any(case.find(tag) is not None for tag in tags) for case in found)


def name(case: ET.Element) -> str:
    return f"{case.get('classname', '').rpartition('.')[2]}.{case.get('name')}".replace("|", "\\|")


def main() -> None:
    status, seconds, *arguments = sys.argv[1:]
    command = " ".join(["mvn verify -Pfull", *arguments])
    load = ", ".join(f"{value:.0f}" for value in os.getloadavg())
    print(f"# The last run with the long matrices\n\n`{command}`, {datetime.datetime.now(datetime.UTC):%Y-%m-%d}: ", end="")
    print("passed" if status == "0" else f"**failed** (status {status})", end="")
    print(f" in {seconds} s on {platform.system()}, {os.cpu_count()} cores, load at the end {load}.\n")
    print("| module | tests | failed | skipped | seconds |\n|---|---|---|---|---|")
    every = []
    for module in ("python", "bridge", "app"):
        if found := results(module, "testcase"):
            every += found
            spent = sum(float(case.get("time", 0)) for case in found)
            print(f"| {module} | {len(found)} | {count(found, 'failure', 'error')} | {count(found, 'skipped')} | {spent:.0f} |")
        else:
            print(f"| {module} | not run | | | |")
    print("\n| long matrix of the Python side | cases |\n|---|---|")
    counts = {
        (matrix.get("name", "").removeprefix("matrix "), matrix.get("value"))
        for matrix in results("python", "property")
        if matrix.get("name", "").startswith("matrix ")
    }
    for matrix, cases in sorted(counts):
        print(f"| {matrix} | {cases} |")
    print("\nThe slowest:\n\n| test | seconds |\n|---|---|")
    for case in sorted(every, key=lambda case: -float(case.get("time", 0)))[:SLOWEST]:
        print(f"| {name(case)} | {float(case.get('time', 0)):.1f} |")


if __name__ == "__main__":
    main()
