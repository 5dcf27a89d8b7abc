"""What monitoring costs beside plain ``dspy.streamify``, how soon loops are caught, and what is called one wrongly.

    python benchmarks/streams.py [--texts FILE…] [--words 2000] [--rounds 15] [--write]

A local server streams prose, a word a chunk, as fast as it can. Each round runs every way once, in turn; seconds are
CPU of this process, so that other load of the machine counts little. Texts for the false alarms are this project's
documentation and the files given (one text a line, of any kind). No network, no key.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

HOME = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOME / "python" / "src"))

import dspy  # noqa: E402

from dspex_worker.streams import DEFAULT_RULES, stream_with_monitoring  # noqa: E402
from dspex_worker.streams.quality import LONGEST_PERIOD, WINDOW, Repetition  # noqa: E402

RESULT = HOME / "assets" / "docs" / "results" / "streams.md"
WINDOWS = 1500


def prose(files: list[Path]) -> list[str]:
    """Words of the documentation, then of the given files."""
    found: list[str] = []
    for path in [HOME / "README.md", HOME / "LICENSE", *sorted((HOME / "assets" / "docs").glob("*.md"))]:
        for block in path.read_text("utf-8").split("\n\n"):
            if "|" not in block and "`" not in block and block.count(" ") > 6:
                found += block.split()
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            found += line.split()
    return [word for word in found if any(map(str.isalnum, word))]


def alarm(words: list[str]) -> int | None:
    """At which word the usual rules find a loop."""
    limits = {rule.metric: rule.value for rule in DEFAULT_RULES}
    measured = Repetition()
    for number, word in enumerate(words, start=1):
        measured.take(word)
        if measured.share > limits["repetition"] or measured.run > limits["tail_run"]:
            return number
    return None


def loops(words: list[str]) -> list[list[int]]:
    """Words from the beginning of a loop to its alarm, by period."""
    drawn = random.Random(11)
    waits: list[list[int]] = []
    for period in range(1, LONGEST_PERIOD + 1):
        waits.append([])
        for _ in range(200):
            start = drawn.randrange(len(words) - WINDOW)
            text = words[start : start + WINDOW]
            waits[-1].append((alarm(text + text[-period:] * 40) or 10_000) - WINDOW)
    return waits


class _Server(BaseHTTPRequestHandler):
    """Streams the answer that the class has."""

    protocol_version = "HTTP/1.1"
    pieces: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        head = {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"]}
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for piece in self.pieces:
            self._data({**head, "choices": [{"index": 0, "delta": {"content": piece}}]})
        self._data({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _data(self, record: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(record).encode() + b"\n\n")

    def log_message(self, format: str, *args: Any) -> None:
        """A benchmark is quiet."""


def serve(words: int) -> None:
    drawn = random.Random(3)
    known = prose([])
    text = [drawn.choice(known) for _ in range(words)]
    _Server.pieces = ["[[ ## reply ## ]]\n", *(f"{word} " for word in text), "\n\n[[ ## completed ## ]]"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}/v1\n")
    sys.stdout.flush()
    server.serve_forever()


def streamified(listeners: bool) -> None:
    async def read() -> None:
        heard = [dspy.streaming.StreamListener("reply")] if listeners else None
        async for _ in dspy.streamify(dspy.Predict("question -> reply"), stream_listeners=heard)(question="Where?"):
            pass

    asyncio.run(read())


def monitored() -> None:
    for _ in stream_with_monitoring(dspy.Predict("question -> reply"), question="Where?"):
        pass


WAYS: dict[str, Callable[[], None]] = {
    "streamify, chunks as they are": lambda: streamified(False),
    "streamify with a listener": lambda: streamified(True),
    "stream_with_monitoring": monitored,
}


def costs(words: int, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each way, by round."""
    with subprocess.Popen(
        [sys.executable, __file__, "--serve", "--words", str(words)], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            spent: dict[str, list[float]] = {name: [] for name in WAYS}
            lm = dspy.LM("openai/gpt-4o-mini", api_base=url, api_key="none", cache=False, num_retries=0)
            with dspy.context(lm=lm, disable_history=True):
                for number in range(rounds + 1):
                    for name, way in WAYS.items():
                        since = time.process_time()
                        way()
                        if number:  # the first warms up
                            spent[name].append(time.process_time() - since)
        finally:
            server.terminate()
    return spent


def report(given: argparse.Namespace) -> str:
    spent = costs(given.words, given.rounds)
    middle = {name: statistics.median(seconds) for name, seconds in spent.items()}
    plain = middle["streamify with a listener"]
    words = prose(given.texts)
    drawn = random.Random(7)
    starts = [drawn.randrange(len(words) - WINDOW) for _ in range(WINDOWS)]
    wrong = sum(alarm(words[start : start + WINDOW]) is not None for start in starts)
    waits = [statistics.median(found) for found in loops(words)]
    lines = [
        "# Monitored streams",
        "",
        f"`python benchmarks/streams.py` in `python/`: an answer of {given.words} chunks, {given.rounds} rounds, "
        f"median CPU seconds of the reading process. {date.today()}, {os.cpu_count()} virtual cores shared with other "
        f"work, load {os.getloadavg()[0]:.0f}.",
        "",
        "| Way | CPU s | µs a chunk | To streamify with a listener |",
        "|---|---|---|---|",
        *(
            f"| {name} | {seconds:.3f} | {seconds / given.words * 1e6:.0f} | {seconds / plain:.2f} |"
            for name, seconds in middle.items()
        ),
        "",
        "Monitoring splits the answer into its fields, as a listener of streamify does, so that is what it is compared "
        "with; chunks as they are have no fields yet.",
        "",
        f"False alarms on {WINDOWS} windows of {WINDOW} words of real prose ({len(words)} words): {wrong}.",
        "",
        f"Words until a loop of a period of 1 to {LONGEST_PERIOD} words is caught, medians of 200 loops each: "
        f"{min(waits):g} to {max(waits):g}.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--write", action="store_true", help=f"writes {RESULT.name}")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.words)
        return
    text = report(given)
    sys.stdout.write(text)
    if given.write:
        RESULT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
