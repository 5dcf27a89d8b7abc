"""The kinds of nodes, from the table ``kinds.json`` that the bridge reads too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of node; the fields are those of the table.

    Attributes:
        signature: whether it has a signature, so that it is a module of DSPy.
        reward: whether a function of the project judges its attempts.
        check: whether one may check its answers.
        outputs: outputs that it has beside those of its signature, as field records.
        parameters: settings by name, those of the LM call last.
    """

    name: str
    summary: str
    signature: bool
    tools: bool
    interpreter: bool
    inner: bool
    reward: bool
    check: bool
    over: bool
    deprecated: str | None
    outputs: tuple[Json, ...]
    parameters: Mapping[str, Json]


def _read() -> tuple[dict[str, Kind], tuple[str, ...]]:
    table = json.loads(files("dspex_worker").joinpath("kinds.json").read_text("utf-8"))
    found = {}
    for entry in table["kinds"]:
        own = {spec["name"]: spec for spec in entry["parameters"]}
        if entry["signature"]:
            own |= {spec["name"]: spec for spec in table["common"] if spec["name"] not in own}
        used = {key: entry[key] for key in Kind.__dataclass_fields__ if key not in ("check", "outputs", "parameters")}
        found[entry["name"]] = Kind(
            **used, check=entry.get("check", False), outputs=tuple(entry["outputs"]), parameters=own
        )
    return found, tuple(spec["name"] for spec in table["common"])


KINDS, GENERATION = _read()
"""The kinds by name, and the names of the settings of an LM call."""


SEVERAL = frozenset(("MultiChainComparison", "TreeOfThoughts"))
"""Kinds that call the LM several times by themselves, so that nothing can wrap them."""

PATTERNS = frozenset(("SelfCorrecting", "TreeOfThoughts", "Consensus"))
"""Kinds whose classes are not DSPy's but those of ``dspex_worker.patterns``."""

_REQUIRED = {"BestOfN": ("N", "threshold"), "Refine": ("N", "threshold")}


def required(node: Json) -> Json:
    """Settings that DSPy requires, or has another default for, with what they are where the node does not say them."""
    names = ("k",) if node.get("method") == "embeddings" else _REQUIRED.get(node["kind"], ())
    return {name: KINDS[node["kind"]].parameters[name]["default"] for name in names}


def asking(node: Json) -> Kind:
    """The kind that asks the LM: what a node wraps, or its own."""
    kind = KINDS[node["kind"]]
    return KINDS[node.get("inner") or "Predict"] if kind.inner else kind


def added_outputs(node: Json) -> list[Json]:
    """Outputs that the kind of a node with a signature adds by itself: what it wraps first, then its own."""
    kind = KINDS[node["kind"]]
    return [*asking(node).outputs, *kind.outputs] if kind.inner else list(kind.outputs)


def parameters_of(node: Json) -> dict[str, Json]:
    """The settings that a node knows: its own kind's, then those of what it wraps."""
    return {**asking(node).parameters, **KINDS[node["kind"]].parameters}
