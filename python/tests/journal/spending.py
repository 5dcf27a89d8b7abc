"""A worker that spends as fast as it can: ``python spending.py FOLDER CALLS THREADS CAP-JSON``.

Each call is reserved, put on the bill (what a provider would charge), and settled, as the boundary does it.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
from pathlib import Path

from dspex_worker.journal.answers import Answers
from dspex_worker.journal.ledger import Amount, Bounds, Ledger, RefusedError

WORST = Amount(1, 1000, 0.01)


def spend(folder: Path, calls: int, threads: int, cap: dict[str, float]) -> None:
    """Until so many calls of all workers are on the bill, or the cap refuses."""
    answers = Answers(folder)
    ledger = Ledger(folder, answers.writer, answers.alive)
    answers.read()
    ledger.bury(answers.get)
    bill = os.open(folder / "bill", os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def work() -> None:
        chance = random.SystemRandom()
        while os.fstat(bill).st_size < calls * 5:
            key = f"{chance.random()}"
            try:
                reserved = ledger.reserve(key, lambda _: WORST, False, lambda: Bounds(cap))
            except RefusedError:
                return
            tokens = chance.randint(1, 1000)
            os.write(bill, b"%4d\n" % tokens)
            used = [tokens, 0, tokens * 1e-5]
            answers.add({"key": key, "used": used, "scope": "", "at": [0]}, durable=False)
            ledger.settle(reserved, tokens, 0, used[2], cap)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    spend(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4]))
