"""What a person says of a run while it goes on: other limits, or a pause. One file in the run's folder."""

from __future__ import annotations

import dataclasses
import json
import os

from dspex_worker.journal.terms import Terms, limits_of

NAME = "steering.json"
"""Written whole by whoever runs the run, read by its workers before each call."""


class Steering:
    """The terms of a job as they are now. Thread-safe.

    Without the file, and in a replay, they are those that the job began with.
    """

    def __init__(self, terms: Terms) -> None:
        self._path = terms.folder / NAME
        self._begun = terms
        self._seen: tuple[tuple[int, int, int] | None, Terms] = (None, terms)

    def now(self) -> Terms:
        """Looks at the file; reads it only where it is another one than last time."""
        if self._begun.replay:
            return self._begun
        try:
            found = os.stat(self._path)
            stamp = (found.st_mtime_ns, found.st_ino, found.st_size)
            known, terms = self._seen
            if stamp != known:
                terms = self._read()
                self._seen = (stamp, terms)
            return terms
        except FileNotFoundError:
            return self._begun

    def _read(self) -> Terms:
        said = json.loads(self._path.read_text(encoding="utf-8"))
        return dataclasses.replace(
            self._begun,
            cap=limits_of(said.get("cap")),
            pause_after=said.get("pause_after"),
            at_once=said.get("at_once"),
            paused=bool(said.get("paused")),
        )
