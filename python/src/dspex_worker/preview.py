"""The prompt that a node would send, taken from DSPy itself just before it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dspy

from dspex_worker.build import Program, module_at
from dspex_worker.errors import Where, WorkerError
from dspex_worker.lms import adapter, bounded_lm, capabilities, inner_engine
from dspex_worker.program import every_node
from dspex_worker.requests import config_of, messages_of
from dspex_worker.wire import Job, Json, LmSpec, PracticeSpec

_NO_LM = LmSpec("practice", "practice/base", practice=PracticeSpec(0, 0, "steady"))


class _Caught(BaseException):
    """Ends the call that was about to be made; not an Exception, so that no adapter asks a second time."""

    def __init__(self, request: Any) -> None:
        super().__init__()
        self.request = request


@dataclass
class _Catcher:
    """An engine that can what the job's LM can, and never answers."""

    supports_function_calling: bool
    supports_reasoning: bool
    supports_response_schema: bool
    supported_params: frozenset[str]

    def complete(self, request: Any) -> Any:
        raise _Caught(request)

    def __deepcopy__(self, memo: object) -> _Catcher:
        return self


def preview_node(job: Job, program: Program, node: str, inputs: Json) -> Json:
    """Adapter, messages, settings and estimated tokens of a node's first LM call.

    An input that is not given appears as its name in brackets.

    Raises:
        WorkerError: ``node_unknown``.
    """
    module, step = module_at(program, node)
    values = {}
    for name, spec in step.inputs.items():
        given = inputs.get(name)
        values[name] = f"[{name}]" if given is None else _lenient(spec, given, job)
    alias = next((n.get("lm") for path, n in every_node(job.program) if path == node), None) or job.lm
    lm = _catching_lm(job.lms.get(alias, _NO_LM))
    for predictor in module.predictors():
        predictor.lm = lm
    try:
        with dspy.context(lm=lm, adapter=adapter(job.adapter), callbacks=[]):
            module(**values)
    except _Caught as caught:
        return _record(job, caught.request)
    raise WorkerError("no_request", f'"{node}" asks no LM.', where=Where(node=node))


def _lenient(spec: Any, given: Any, job: Job) -> Any:
    try:
        return spec.input(given, job.project)
    except WorkerError:
        return given  # a half-typed value still shows what the prompt will look like


def _catching_lm(spec: LmSpec) -> Any:
    can = capabilities(spec, inner_engine(spec) if spec.practice else None)
    engine = _Catcher(can.function_calling, can.reasoning, can.response_schema, can.params)
    return bounded_lm(spec, engine)


def _record(job: Job, request: Any) -> Json:
    messages = messages_of(request)
    size = sum(len(message["content"].encode()) for message in messages)
    return {
        "adapter": job.adapter,
        "messages": messages,
        "config": config_of(request, None),
        "tokens": (size + 3) // 4,
    }
