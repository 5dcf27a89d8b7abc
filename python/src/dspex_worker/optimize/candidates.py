"""Candidates: programs an optimizer tries, told apart by what they say to the LM.

Two programs are the same candidate when the instructions and the demonstrations of all their
predictors are equal. A candidate keeps DSPy's own state from the moment it was first seen, so that
it can be handed back although the optimizer has gone on or was stopped.
"""

from __future__ import annotations

import copy
import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dspex_worker.tuning.module import in_force_of, shown_state
from dspex_worker.wire import Json, dumps, plain


@dataclass(frozen=True)
class Candidate:
    """One distinct program of a run.

    Attributes:
        id: ``c0`` for the seed, then ``c1``, ``c2``, … in the order of appearance.
        parents: ids of the candidates it was made from; empty for the seed.
        state: what ``Module.dump_state()`` gives, as plain JSON and without LMs.
        instructions: by predictor path.
        demos: number of demonstrations by predictor path.
        settings: what the optimizer chose for it, where it tells.
    """

    id: str
    parents: tuple[str, ...]
    state: Json = field(repr=False)
    instructions: Mapping[str, str]
    demos: Mapping[str, int]
    settings: Json


class Candidates:
    """The candidates of one run, by content. Safe to use from any thread."""

    def __init__(self) -> None:
        self._by_key: dict[str, Candidate] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(list(self._by_key.values()))

    def find(self, program: Any) -> Candidate | None:
        """The candidate equal to ``program``, if it was seen before."""
        return self._by_key.get(key_of(state_of(program)))

    def add(self, program: Any, parents: Sequence[str] = (), settings: Json | None = None) -> tuple[Candidate, bool]:
        """The candidate equal to ``program``, and whether it is new.

        A new one gets the given parents; an id in ``parents`` that is its own is left out.
        """
        state = state_of(program)
        key = key_of(state)
        with self._lock:
            known = self._by_key.get(key)
            if known is not None:
                return known, False
            own = shown_state(state)
            candidate = Candidate(
                id=f"c{len(self._by_key)}",
                parents=tuple(dict.fromkeys(parents)),
                state=self._with_seed_fields(state),
                instructions={name: part["signature"]["instructions"] for name, part in own.items()},
                demos={name: len(part["demos"]) for name, part in own.items()},
                settings={**(settings or {}), **in_force_of(program)},
            )
            self._by_key[key] = candidate
            return candidate, True

    def _with_seed_fields(self, state: Json) -> Json:
        """The state with the seed's fields: COPRO writes prefixes into them, which adapters do not show."""
        for seed in self._by_key.values():
            for name, part in state.items():
                part["signature"]["fields"] = copy.deepcopy(seed.state[name]["signature"]["fields"])
            break
        return state


def state_of(program: Any) -> Json:
    """DSPy's state of a program as plain JSON.

    LMs are left out: the job says which LM answers, and a state must not bring back an old one.
    """
    state: Json = {}
    for name, predictor in program.named_parameters():
        bare = copy.copy(predictor)
        bare.lm = None
        state[name] = plain(bare.dump_state())
    return state


def key_of(state: Json) -> str:
    """A hash of the instructions and demonstrations of a state."""
    said = [[name, part["signature"]["instructions"], part["demos"]] for name, part in sorted(state.items())]
    return hashlib.sha256(dumps(said).encode()).hexdigest()


def loadable(state: Json) -> Json:
    """A state as DSPy's ``save`` writes it, so that ``load`` reads it."""
    from dspy.utils.saving import get_dependency_versions

    return {**state, "metadata": {"dependency_versions": plain(get_dependency_versions())}}
