"""Call and tool events from DSPy's callbacks, with parents and places in the program."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import dspy
from dspy.primitives.code_interpreter import CodeExecutionError
from dspy.utils.callback import BaseCallback
from dspy.utils.callback_context import ACTIVE_CALL_ID

from dspex_worker.boundary import LmCall, current_call
from dspex_worker.build import name_of
from dspex_worker.errors import Where, WorkerError, to_worker_error
from dspex_worker.patterns.steps import Step, asked
from dspex_worker.rows import current_row
from dspex_worker.sandbox.interpreter import SandboxInterpreter
from dspex_worker.secrets import MASK, secret_inputs
from dspex_worker.wire import Json, plain

if TYPE_CHECKING:
    from dspex_worker.jobs.context import JobContext


first_calls: ContextVar[list[str] | None] = ContextVar("dspex_first_calls", default=None)
"""An evaluation puts an empty list here before it runs a row, and finds the id of the row's root call in it."""


@dataclass
class _Active:
    instance: Any
    node: str
    since: float


ErrorRecord = Callable[[_Active, BaseException], Json]


class Observer(BaseCallback):  # type: ignore[misc]  # dspy is untyped
    """Reports modules, tools, evaluations and compiles; tells the boundary who asks an LM.

    Thread-safe: entries are keyed by call id, and DSPy hands the ids through its own threads.
    """

    def __init__(self, context: JobContext) -> None:
        self._context = context
        self._active: dict[str, _Active] = {}
        self._secret = secret_inputs(context.job)

    def on_module_start(self, call_id: str, instance: Any, inputs: Json) -> None:
        given = {**inputs.get("kwargs", {}), **{str(i): v for i, v in enumerate(inputs.get("args", ()))}}
        given |= dict.fromkeys(self._secret & set(given), MASK)
        if (first := first_calls.get()) is not None and not first:
            first.append(call_id)
        self._start(call_id, "module", instance, self._node(instance), given)
        asked(call_id, ACTIVE_CALL_ID.get())

    def on_module_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:
        self._end(call_id, record_of(outputs), exception)

    def on_node_skipped(self, node: str, absent: str) -> None:
        """Called by a built program for a node that does not run because one of its inputs got no value."""
        parent = ACTIVE_CALL_ID.get()
        active = self._active.get(parent or "")
        path = ".".join(part for part in (active.node if active else "", node) if part)
        self._context.emit(
            {"type": "node_skipped", "parent": parent, "node": path, "absent": absent, "row": current_row.get()}
        )

    def on_pattern_step(self, step: Step) -> None:
        """Called by a pattern for each step that it makes or ends.

        Only what can be looked at is told: all steps of a run, and those of the first row of an evaluation.
        """
        if not self._shows_steps():
            return
        active = self._active.get(step.call or "")
        event = {**asdict(step), "type": "pattern_step", "step": step.id, "node": active.node if active else ""}
        del event["id"]
        self._context.emit({**event, "row": current_row.get()})

    def _shows_steps(self) -> bool:
        job = self._context.job
        if job.kind != "evaluate":
            return job.kind != "optimize"
        rows: list[Json] = job.body.get("rows") or []
        return bool(rows) and current_row.get() == rows[0].get("id")

    def on_evaluate_start(self, call_id: str, instance: Any, inputs: Json) -> None:  # noqa: ARG002
        self._start(call_id, "evaluate", instance, "", {})

    def on_evaluate_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:
        score = getattr(outputs, "score", None)
        self._end(call_id, {} if score is None else {"score": score}, exception)

    def on_compile_start(self, call_id: str, instance: Any, inputs: Json) -> None:  # noqa: ARG002
        self._start(call_id, "compile", instance, "", {})

    def on_compile_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:  # noqa: ARG002
        self._end(call_id, {}, exception)

    def on_lm_start(self, call_id: str, instance: Any, inputs: Json) -> None:
        parent = ACTIVE_CALL_ID.get()
        active = self._active.get(parent or "")
        asked = (inputs.get("kwargs") or {}).get("rollout_id", instance.kwargs.get("rollout_id"))
        signature = getattr(active.instance, "signature", None) if active else None
        current_call.set(LmCall(call_id, parent, active.node if active else "", asked, signature))

    def on_tool_start(self, call_id: str, instance: Any, inputs: Json) -> None:
        self._start_tool(call_id, instance, instance.name, inputs.get("kwargs", {}))

    def on_interpreter_execute_start(self, call_id: str, instance: Any, inputs: Json) -> None:
        """LM-written code counts as a tool named ``python``; what it calls stands below it."""
        if not (isinstance(instance, SandboxInterpreter) and instance.is_setup(inputs["code"])):
            self._start_tool(call_id, instance, "python", {"code": inputs["code"]})

    def _start_tool(self, call_id: str, instance: Any, name: str, args: Json) -> None:
        parent = ACTIVE_CALL_ID.get()
        active = self._active.get(parent or "")
        node = active.node if active else ""
        self._active[call_id] = _Active(instance, node, time.perf_counter())
        self._context.emit(
            {
                "type": "tool_started",
                "id": call_id,
                "parent": parent,
                "node": node,
                "name": name,
                "args": plain(args),
                "row": current_row.get(),
            }
        )

    def on_tool_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:
        self._end_tool(call_id, outputs, exception, self._tool_error)

    def on_interpreter_execute_end(self, call_id: str, outputs: Any, exception: BaseException | None = None) -> None:
        self._end_tool(call_id, getattr(outputs, "output", outputs), exception, self._code_error)

    def _end_tool(self, call_id: str, outputs: Any, exception: BaseException | None, record: ErrorRecord) -> None:
        active = self._active.pop(call_id, None)
        if active is None:
            return
        self._context.emit(
            {
                "type": "tool_ended",
                "id": call_id,
                "result": plain(outputs),
                "error": None if exception is None else record(active, exception),
                "seconds": _seconds(active),
            }
        )

    def _start(self, call_id: str, call: str, instance: Any, node: str, inputs: Json) -> None:
        self._active[call_id] = _Active(instance, node, time.perf_counter())
        kind = type(instance).__name__
        self._context.emit(
            {
                "type": "call_started",
                "id": call_id,
                "parent": ACTIVE_CALL_ID.get(),
                "call": call,
                "node": node,
                "name": node.rpartition(".")[2] or name_of(instance),
                "module": kind,
                "inputs": plain(inputs),
                "row": current_row.get(),
            }
        )

    def _end(self, call_id: str, outputs: Json | None, exception: BaseException | None) -> None:
        active = self._active.pop(call_id, None)
        if active is None:
            return
        where = Where(node=active.node or None, row=current_row.get())
        self._context.emit(
            {
                "type": "call_ended",
                "id": call_id,
                "outputs": outputs,
                "error": None if exception is None else to_worker_error(exception, where).record(),
                "seconds": _seconds(active),
            }
        )

    def _node(self, instance: Any) -> str:
        parent = self._active.get(ACTIVE_CALL_ID.get() or "")
        if parent is None or not isinstance(parent.instance, dspy.Module):
            return ""
        variants = getattr(parent.instance, "dspex_stands_for", None)
        if variants is not None and isinstance(instance, variants):
            return parent.node
        name = attribute_of(parent.instance, instance) or _copied(parent.instance, instance)
        return ".".join(part for part in (parent.node, name or type(instance).__name__) if part)

    def _tool_error(self, active: _Active, exception: BaseException) -> Json:
        from dspex_worker.code import tool_error

        return tool_error(active.instance, exception, self._context.job, active.node, current_row.get()).record()

    def _code_error(self, active: _Active, exception: BaseException) -> Json:
        where = Where(node=active.node or None, row=current_row.get())
        if not isinstance(exception, (CodeExecutionError, SyntaxError)):
            return to_worker_error(exception, where).record()
        text = f"The code of the LM failed: {exception}"
        return WorkerError("lm_code_failed", text, "The LM is told and may correct it.", where=where).record()


def _copied(parent: Any, child: Any) -> str | None:
    """The attribute that holds what ``child`` is a copy of: each attempt of a wrapping module runs a copy."""
    return next((str(name) for name, value in vars(parent).items() if type(value) is type(child)), None)


def attribute_of(parent: Any, child: Any) -> str | None:
    """Name of the attribute that holds ``child``, with an index where it is in a list or dictionary."""
    for name, value in vars(parent).items():
        if value is child:
            return str(name)
        if isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                if item is child:
                    return f"{name}[{index}]"
        elif isinstance(value, dict):
            for key, item in value.items():
                if item is child:
                    return f"{name}[{key!r}]"
    return None


def record_of(outputs: Any) -> Json | None:
    """A prediction as a record; any other value under the name ``value``."""
    if outputs is None:
        return None
    if isinstance(outputs, dspy.Example):
        return {str(k): plain(v) for k, v in outputs.items()}
    return {"value": plain(outputs)}


def _seconds(active: _Active) -> float:
    return round(time.perf_counter() - active.since, 6)
