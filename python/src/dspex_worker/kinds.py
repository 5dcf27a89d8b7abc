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
        members: whether it may ask several modules of different kinds.
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
    members: bool
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
        entry = {"check": False, "members": False, **entry}
        used = {key: entry[key] for key in Kind.__dataclass_fields__ if key not in ("outputs", "parameters")}
        found[entry["name"]] = Kind(**used, outputs=tuple(entry["outputs"]), parameters=own)
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


MEMBERS_OWN = ("N", "temperature")
"""Settings that a node with members has none of: they are as many as they are, each with its own temperature."""


def asking(node: Json) -> Kind:
    """The kind that asks the LM: what a node wraps, or its own; the first of several."""
    return askers(node)[0]


def askers(node: Json) -> list[Kind]:
    """The kinds that ask the LM: those of its members, or the one that it wraps or is."""
    kind = KINDS[node["kind"]]
    if not kind.inner:
        return [kind]
    return [KINDS[member.get("kind") or "Predict"] for member in members_of(node)] or [
        KINDS[node.get("inner") or "Predict"]
    ]


def members_of(node: Json) -> list[Json]:
    """The members of a node that asks several modules; none where it asks one several times."""
    return list(node.get("members") or ()) if KINDS[node["kind"]].members else []


def member_settings(member: Json, given: Json) -> Json:
    """The settings of a member: those of its node, ``given``, that its kind knows, and its own temperature."""
    known = KINDS[member.get("kind") or "Predict"].parameters
    own = {} if member.get("temperature") is None else {"temperature": member["temperature"]}
    return {**{key: value for key, value in given.items() if key in known}, **own}


def added_outputs(node: Json) -> list[Json]:
    """Outputs that a node with a signature adds by itself: those that all that it wraps add, then its own."""
    kind = KINDS[node["kind"]]
    if not kind.inner:
        return list(kind.outputs)
    first, *others = askers(node)
    return [*(out for out in first.outputs if all(out in other.outputs for other in others)), *kind.outputs]


def parameters_of(node: Json) -> dict[str, Json]:
    """The settings that a node knows: its own kind's, then those of what it wraps."""
    wrapped: dict[str, Json] = {}
    for kind in askers(node):
        wrapped |= {name: spec for name, spec in kind.parameters.items() if name not in wrapped}
    known = {**wrapped, **KINDS[node["kind"]].parameters}
    return {name: spec for name, spec in known.items() if name not in MEMBERS_OWN or not members_of(node)}
