"""Nodes without a signature: router, code, tool, imported class, retriever."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import dspy

from dspex_worker.build.plan import Step
from dspex_worker.code import line_in, load_class, load_function, require_trust
from dspex_worker.errors import Where, WorkerError, log_text
from dspex_worker.program import router_ports
from dspex_worker.wire import Job, Json


class Router(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Gives the one output that stands for the value that arrived."""

    def __init__(self, on: str, carries: str, ports: Mapping[str, Any]) -> None:
        super().__init__()
        self._on, self._carries, self._ports = on, carries, dict(ports)

    def forward(self, **given: Any) -> dspy.Prediction:
        value = given[self._on]
        for name, stands_for in self._ports.items():
            if type(value) is type(stands_for) and value == stands_for:
                return dspy.Prediction(**{name: given[self._carries]})
        raise WorkerError("router_value", f'The router has no output for "{value}".')


class Function(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """Calls a function and gives what ``read`` makes of its result."""

    def __init__(
        self,
        function: Callable[..., Any],
        read: Callable[[Any], Json],
        explain: Callable[[Exception], WorkerError],
    ) -> None:
        super().__init__()
        self._function, self._read, self._explain = function, read, explain

    def __deepcopy__(self, memo: object) -> Function:
        return self  # it learns nothing, and project code may hold what cannot be copied

    def forward(self, **given: Any) -> dspy.Prediction:
        try:
            result = self._function(**given)
        except WorkerError:
            raise
        except Exception as error:
            raise self._explain(error) from error
        return dspy.Prediction(**self._read(result))


def router_node(job: Job, node: Json, step: Step) -> dspy.Module:  # noqa: ARG001
    return Router(node["on"]["name"], node["carries"]["name"], router_ports(node["on"]["type"]))


def tool_node(job: Job, node: Json, step: Step) -> dspy.Module:
    """A function of the project, called without an LM; its calls are told as tool calls."""
    if "server" in node:
        return _server_tool_node(job, node, step)
    function = load_function(job, node["function"])
    (output,) = step.outputs
    tool = dspy.Tool(function)

    def explain(error: Exception) -> WorkerError:
        from dspex_worker.code import tool_error

        return tool_error(tool, error, job, None, None)

    return Function(tool, lambda result: {output: result}, explain)


def _server_tool_node(job: Job, node: Json, step: Step) -> dspy.Module:
    """A tool of an MCP server, which runs in the project's folder or elsewhere. Raises as ``server_tool``."""
    from dspex_worker.server_tools import server_error, server_tool

    name = str(node["tool"])
    (output,) = step.outputs
    tool = server_tool(job, node["server"], name, step.id)
    return Function(tool, lambda result: {output: result}, lambda error: server_error(name, error))


def code_node(job: Job, node: Json, step: Step) -> dspy.Module:
    """The ``run`` of the node's own source.

    Raises:
        WorkerError: ``code_not_trusted``, or ``code_failed`` naming the line within the source.
    """
    require_trust(job, f'The code of the node "{step.id}"', step.id)
    file = f"<{step.id}>"
    space: dict[str, Any] = {"__name__": f"dspex_node_{step.id}"}

    def explain(error: Exception) -> WorkerError:
        line = line_in(error, file)
        return WorkerError(
            "code_failed",
            f"The code of the node failed: {type(error).__name__}: {error}",
            f"Look at line {line} of it." if line else "",
            log=log_text(error),
            where=Where(line=line),
        )

    try:
        exec(compile(node["source"], file, "exec"), space)
    except Exception as error:
        raise explain(error) from error
    run = space.get("run")
    if not callable(run):
        raise WorkerError("code_missing", "The code defines no function run.", "Define it.")
    _require_arguments(run, list(step.inputs))

    def read(result: Any) -> Json:
        if not isinstance(result, Mapping):
            raise WorkerError(
                "code_failed",
                f"The code returned {type(result).__name__} instead of a dict of its outputs.",
                f"Return a dict with {', '.join(step.outputs)}.",
            )
        return dict(result)

    return Function(run, read, explain)


def _require_arguments(run: Callable[..., Any], inputs: list[str]) -> None:
    try:
        inspect.signature(run).bind(**dict.fromkeys(inputs))
    except TypeError as error:
        raise WorkerError(
            "code_failed", f"The function run does not take the inputs of the node: {error}.", "Name them as arguments."
        ) from error


def imported_node(job: Job, node: Json, step: Step) -> dspy.Module:
    """An instance of a ``dspy.Module`` class of the project, opaque but with its predictors."""
    made = load_class(job, node["class"])
    try:
        module = made(**(node.get("arguments") or {}))
    except Exception as error:
        raise WorkerError(
            "code_failed",
            f"{node['class']} cannot be made: {type(error).__name__}: {error}",
            "Check the arguments of the node.",
            log=log_text(error),
            where=Where(node=step.id),
        ) from error
    if not isinstance(module, dspy.Module):
        raise WorkerError("code_missing", f"{node['class']} is no dspy.Module class.", "Choose one that is.")
    return module


def retriever_node(job: Job, node: Json, step: Step) -> dspy.Module:  # noqa: ARG001
    from dspex_worker.retrieval import retriever

    return retriever(job, node)
