"""A study over variables on two worker processes against one.

    python benchmarks/parallel.py [--trials 16] [--threads 4] [--latency-ms 50] [--runs 3]

The sample support-triage with its temperatures as variables, a random search, an LM over HTTP that takes 50 ms a call.
Each run is a command, start-up included; runs take turns. A search stops a weak trial early, by what the others have
shown until then, so that runs differ in how many calls they make: medians of calls a second are compared. No key.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from banking77 import StepError, dspex
from practice_server import PracticeServer

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "samples" / "support-triage"
NODES = ("classify", "prioritise")


def variables() -> dict[str, Any]:
    """The temperature of each node."""
    bound = {"program": "triage", "parameter": "temperature"}
    return {
        "format": 1,
        "variables": [{"name": f"{n}.heat", "type": "float", "value": 0.5, "minimum": 0, "maximum": 2} for n in NODES],
        "bindings": [{**bound, "variable": f"{node}.heat", "node": node} for node in NODES],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=16)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--latency-ms", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    server = PracticeServer(latency=options.latency_ms / 1000)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rates: dict[int, list[float]] = {1: [], 2: []}
    try:
        for _ in range(options.runs):
            for workers, measured in rates.items():
                with tempfile.TemporaryDirectory() as folder:
                    project = Path(folder) / "triage"
                    shutil.copytree(SAMPLE, project)
                    (project / "variables.json").write_text(json.dumps(variables()), encoding="utf-8")
                    step = dspex("optimize", str(project), "--optimizer", "Random",
                                 "--set", f"trials={options.trials}", "--lm", "openai/practice",
                                 "--api-base", server.url, "--workers", str(workers),
                                 "--threads", str(options.threads))  # fmt: skip
                measured.append(step.calls / step.seconds)
    except StepError as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        server.shutdown()
    for workers, measured in rates.items():
        spread = f"{min(measured):.0f} to {max(measured):.0f}"
        print(f"{workers} worker{'s'[: workers > 1]}: {statistics.median(measured):.0f} calls a second ({spread})")
    ratio = statistics.median(rates[2]) / statistics.median(rates[1])
    print(f"two make {ratio:.2f} times as many ({options.threads} calls each at a time)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
