"""Nodes with a signature to modules of DSPy."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import dspy

from dspex_worker import patterns
from dspex_worker.build.wrapping import BestOfN, Comparison, Mapped, Refine, reward_function
from dspex_worker.code import load_function
from dspex_worker.fields import FieldSpec, Records
from dspex_worker.kinds import GENERATION, KINDS, PATTERNS, Kind, asking, member_settings, members_of
from dspex_worker.program import node_outputs
from dspex_worker.server_tools import agent_tool, is_server_tool
from dspex_worker.wire import Job, Json


def dspy_module(job: Job, node: Json, records: Records) -> dspy.Module:
    """The module of a node with a signature.

    Raises:
        WorkerError: ``code_…`` for tools and rewards, ``sandbox_unavailable``.
    """
    record = node["signature"]
    inputs = {s["name"]: records.field(s, node["id"]) for s in record["inputs"]}
    outputs = {s["name"]: records.field(s, node["id"]) for s in record["outputs"]}
    signature = signature_class(record, inputs, outputs)
    given = {key: value for key, value in (node.get("parameters") or {}).items() if value is not None}
    kind = node["kind"]
    if kind in ("BestOfN", "Refine"):
        options = {spec: given.get(spec, KINDS[kind].parameters[spec]["default"]) for spec in _ATTEMPTS}
        reward = reward_function(job, node["reward"])
        wrapper = BestOfN if kind == "BestOfN" else Refine
        return wrapper(_asking(job, node, signature, given), reward_fn=reward, **options)
    if kind in PATTERNS:
        return _pattern(job, node, signature, given)
    if kind == "Parallel":
        names = [spec["name"] for spec in node_outputs(node)]
        return Mapped(_asking(job, node, signature, given), node["over"], names, given.get("num_threads"))
    if kind == "MultiChainComparison":
        with _deprecations_known():
            return Comparison(signature, given.pop("M", 3), given.pop("temperature", 0.7), given)
    return _asking(job, node, signature, given)


def _pattern(job: Job, node: Json, signature: type[dspy.Signature], given: Json) -> dspy.Module:
    made = getattr(patterns, node["kind"])
    own = {
        key: value for key, value in given.items() if key in KINDS[node["kind"]].parameters and key not in GENERATION
    }
    if not KINDS[node["kind"]].inner:
        config = {key: given[key] for key in GENERATION if key in given}
        return made(signature, **own, **config)
    if node.get("reward"):
        own["reward_fn"] = load_function(job, node["reward"])
    if members_of(node):
        return made(_members(job, node, signature, given), **own)
    return made(_asking(job, node, signature, given), **own)


def _members(job: Job, node: Json, signature: type[dspy.Signature], given: Json) -> list[patterns.Member]:
    """Those of a node that asks several modules, each named by what it is."""
    made = []
    for number, member in enumerate(members_of(node), 1):
        kind = KINDS[member.get("kind") or "Predict"]
        said = [kind.name, *(str(member[key]) for key in ("lm", "temperature") if member.get(key) is not None)]
        module = _module_of(kind, job, node, signature, member_settings(member, given))
        made.append(patterns.Member(module, f"{number}: {', '.join(said)}"))
    return made


_ATTEMPTS = ("N", "threshold", "fail_count")


def _asking(job: Job, node: Json, signature: type[dspy.Signature], given: Json) -> dspy.Module:
    """The module that asks the LM: the node's own kind, or the one it wraps."""
    return _module_of(asking(node), job, node, signature, given)


def _module_of(kind: Kind, job: Job, node: Json, signature: type[dspy.Signature], given: Json) -> dspy.Module:
    config = {key: given[key] for key in GENERATION if key in given}
    if not kind.tools and not kind.interpreter:
        return getattr(dspy, kind.name)(signature, **config)
    options = {key: value for key, value in given.items() if key in kind.parameters and key not in GENERATION}
    tools = [_tool(job, reference) for reference in node.get("tools") or ()]
    if kind.tools:
        options["tools"] = tools
    if kind.interpreter:
        from dspex_worker.sandbox import interpreter_factory

        options["interpreter_factory"] = interpreter_factory(job, tools if kind.name == "CodeAct" else ())
    with _deprecations_known():
        module = getattr(dspy, kind.name)(signature, **options)
    for predictor in module.predictors():
        predictor.update_config(**config)
    return module


def _tool(job: Job, reference: str) -> Any:
    """A function of the project, or a tool of a server."""
    if is_server_tool(reference):
        return agent_tool(job, reference)
    return load_function(job, reference)


@contextlib.contextmanager
def _deprecations_known() -> Iterator[None]:
    """Keeps DSPy from warning: the table says what it gives up, and how its modules are written is its own affair."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def signature_class(
    record: Json, inputs: Mapping[str, FieldSpec], outputs: Mapping[str, FieldSpec]
) -> type[dspy.Signature]:
    """The DSPy signature of a node; an empty instruction becomes DSPy's own default."""
    fields: dict[str, Any] = {n: (s.python, dspy.InputField(**_options(s))) for n, s in inputs.items()}
    fields |= {n: (s.python, dspy.OutputField(**_options(s))) for n, s in outputs.items()}
    instructions = str(record.get("instructions") or "") or None
    made: type[dspy.Signature] = dspy.make_signature(fields, instructions, str(record.get("name") or "Signature"))
    return made


def _options(spec: FieldSpec) -> dict[str, Any]:
    described = {"desc": spec.description} if spec.description else {}
    return {**described, **spec.constraints}
