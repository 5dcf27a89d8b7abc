"""Learned state of a program, as DSPy's own ``save`` writes it."""

from __future__ import annotations

import copy
from typing import Any

import dspy

from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Json


def load_state(program: dspy.Module, state: Json, partial: bool = False) -> None:
    """Loads a state into a program of the same shape. LMs of the state are ignored: the job brings its own.

    Args:
        partial: whether the state is of a larger program; what it says of the rest is left out.

    Raises:
        WorkerError: ``state_mismatch`` where DSPy itself would load another program's state silently.
    """
    predictors = dict(program.named_predictors())
    entries = {name: copy.deepcopy(entry) for name, entry in state.items() if name != "metadata"}
    if partial:
        entries = {name: entry for name, entry in entries.items() if name in predictors}
    if set(entries) != set(predictors):
        other = sorted(set(entries) ^ set(predictors))
        node = _node_of(program, other[0]) if other[0] in predictors else None
        raise _mismatch(f"state for {sorted(entries)}, program has {sorted(predictors)}", node)
    for name, predictor in predictors.items():
        entry = entries[name]
        entry["lm"] = None
        _check_fields(_node_of(program, name), predictor, entry)
        predictor.load_state(entry)


def _node_of(program: dspy.Module, predictor: str) -> str:
    """The path of the node that a predictor belongs to, through the programs around it."""
    from dspex_worker.build import Program

    path: list[str] = []
    module: Any = program
    for part in predictor.split("."):
        if not isinstance(module, Program):
            break
        path.append(part)
        module = getattr(module, part)
    return ".".join(path) or predictor


def load_driven(program: dspy.Module, state: Json | None, driven: Json, partial: bool = False) -> None:
    """Loads a state, if there is one, and puts what variables drive over it.

    Args:
        driven: by path of a node ``{"instructions": true}`` where its instructions are those of the program whatever
            the state learned, and ``{"demos": [values by field]}`` for its predictors that have all these fields.
    """
    own = {
        name: predictor.signature.instructions
        for name, predictor in program.named_predictors()
        if any(entry.get("instructions") for node, entry in driven.items() if _is_of(name, node))
    }
    if state is not None:
        load_state(program, state, partial)
    for name, predictor in program.named_predictors():
        if name in own:
            predictor.signature = predictor.signature.with_instructions(own[name])
        for node, entry in driven.items():
            demos = entry.get("demos")
            if demos is not None and _is_of(name, node):
                fields = set(predictor.signature.fields)
                predictor.demos = [dspy.Example(**demo) for demo in demos if set(demo) <= fields]


def _is_of(predictor: str, node: str) -> bool:
    return predictor == node or predictor.startswith(f"{node}.")


def _check_fields(name: str, predictor: Any, entry: Json) -> None:
    saved = (entry.get("signature") or {}).get("fields")
    fields = predictor.signature.fields
    if saved is None or len(saved) != len(fields):
        raise _mismatch(f"{name}: other fields", name)
    for saved_field, info in zip(saved, fields.values(), strict=True):
        prefix = info.json_schema_extra["prefix"]
        if saved_field.get("prefix") not in (None, prefix):
            raise _mismatch(f"{name}: {saved_field.get('prefix')} is not {prefix}", name)


def dump_state(program: dspy.Module) -> Json:
    """The state of a program without any LM: what ``program.save`` writes, metadata included."""
    from dspy.utils.saving import get_dependency_versions

    bare = dict(program.named_predictors())
    held = {name: predictor.lm for name, predictor in bare.items()}
    try:
        for predictor in bare.values():
            predictor.lm = None
        state: Json = program.dump_state()
    finally:
        for name, predictor in bare.items():
            predictor.lm = held[name]
    state["metadata"] = {"dependency_versions": get_dependency_versions()}
    return state


def _mismatch(log: str, node: str | None = None) -> WorkerError:
    return WorkerError(
        "state_mismatch",
        "The learned state belongs to another version of the program"
        + (f', which differs at "{node}".' if node else "."),
        "Choose a state that was learned by this program, or run without it.",
        log=log,
        where=Where(node=node),
    )
