"""DSPy's ``CodeInterpreter`` over a sandboxed process."""

from __future__ import annotations

import keyword
import threading
import time
from collections.abc import Collection
from typing import Any, NoReturn

from dspy.primitives.code_interpreter import CodeExecutionError, CodeInterpreterError, FinalOutput
from dspy.primitives.facade import SHIM_SETUP
from dspy.utils.callback import with_callbacks

from dspex_worker.errors import WorkerError
from dspex_worker.sandbox import tools as host
from dspex_worker.sandbox.availability import guards, unavailable
from dspex_worker.sandbox.limits import Limits
from dspex_worker.sandbox.process import LostError, SandboxProcess
from dspex_worker.wire import Json, plain

_RESERVED = ("SUBMIT", "__builtins__")


class SandboxEndedError(WorkerError, CodeInterpreterError):  # type: ignore[misc]  # dspy is untyped
    """The sandboxed process is gone, and with it what the code had defined."""

    __hash__ = Exception.__hash__


class SandboxInterpreter:
    """Runs LM-written Python in a guarded process; what it defines stays until ``shutdown``.

    One execution at a time. Tools are called in the thread that called ``execute``; only JSON crosses.

    Args:
        engaged: names of the guards around the process; production code takes them from ``availability``.
        tools: functions of this process that the code may call by name. May be changed between executions.
        output_fields: names of the outputs that ``SUBMIT`` takes; None: one dict.
        limits: what the code may use.
        seed: of the code's random numbers.
    """

    def __init__(
        self,
        engaged: Collection[str],
        tools: dict[str, host.Tool] | None = None,
        output_fields: list[Json] | None = None,
        *,
        limits: Limits | None = None,
        seed: int = 0,
    ) -> None:
        self.tools: dict[str, host.Tool] = dict(tools or {})
        self.output_fields = output_fields
        self.callbacks: list[Any] = []
        self._engaged, self._seed, self._limits = engaged, seed, limits or Limits()
        self._sources = host.sources(self.tools)
        self._lock = threading.Lock()
        self._process: SandboxProcess | None = None
        self._ended = False

    def start(self) -> None:
        """Starts the process; nothing when it runs. Raises WorkerError ``sandbox_unavailable``."""
        if self._ended:
            raise CodeInterpreterError("The sandbox has been shut down.")
        if self._process is not None:
            return
        try:
            self._process = SandboxProcess(self._engaged, self._limits, self._seed)
            said = self._process.first()
        except LostError as error:
            self._lost(error)
        except BaseException:
            self.shutdown()
            raise
        if said["type"] != "ready":
            self.shutdown()
            guard = next((g for g in guards() if g.name == said.get("guard")), None)
            hint, does = (guard.hint, guard.does) if guard else ("", "Starts")
            raise unavailable(str(said.get("guard")), does, str(said.get("reason")), hint)

    @with_callbacks  # type: ignore[untyped-decorator]
    def execute(self, code: str, variables: dict[str, Any] | None = None) -> Any:
        """Runs code.

        Returns:
            ``FinalOutput`` after SUBMIT, else the value of a last expression and what was printed; None for nothing.

        Raises:
            CodeExecutionError: the code broke a rule, failed, or ran too long; it names the line. The names defined
                so far are kept.
            SyntaxError: the code is no Python.
            SandboxEndedError: the process is gone: it did not stop in time, used too much, or crashed.
        """
        if not self._lock.acquire(blocking=False):
            raise CodeInterpreterError("The sandbox is running other code.")
        try:
            if self._is_tool_text(code):
                return None  # CodeAct sends the text of its tools, which are here already and stay in this process
            self.start()
            return self._executed(code, dict(variables or {}))
        except LostError as error:
            self._lost(error)
        except (CodeExecutionError, SyntaxError):
            raise
        except BaseException:  # a cancelled job, or a protocol that is out of step
            self.shutdown()
            raise
        finally:
            self._lock.release()

    def _executed(self, code: str, variables: Json) -> Any:
        process = self._process
        if process is None:
            raise CodeInterpreterError("The sandbox has been shut down.")
        until = time.monotonic() + self._limits.seconds + self._limits.grace
        try:
            process.send(self._request(code, variables), until)
        except ValueError as error:
            raise CodeExecutionError(str(error)) from error
        said = process.receive(until)
        while said["type"] == "tool":
            began = time.monotonic()
            answer = self._tool_answer(said)
            until += time.monotonic() - began
            process.send(answer, until)
            said = process.receive(until)
        return _outcome(said)

    def _request(self, code: str, variables: Json) -> Json:
        wrong = [name for name in variables if not _is_free(name) or name in self.tools]
        if wrong:
            raise CodeInterpreterError(f"A variable of the code cannot be called {wrong[0]}.")
        return {
            "type": "execute",
            "code": code,
            "variables": plain(variables),
            "tools": list(self.tools),
            "output_fields": self.output_fields,
            "trusted": code == SHIM_SETUP,
        }

    def _tool_answer(self, said: Json) -> Json:
        name, args, kwargs = said.get("name"), said.get("args"), said.get("kwargs")
        if not isinstance(name, str) or not isinstance(args, list) or not isinstance(kwargs, dict):
            raise LostError("The sandboxed process broke the protocol: it sent no tool call.")
        tool = self.tools.get(name)
        if tool is None:
            raise LostError("The sandboxed process broke the protocol: it called a tool that it was not given.")
        try:
            return {"type": "tool_result", "value": plain(host.call(tool, args, kwargs))}
        except Exception as error:
            return {"type": "tool_result", "error": f"{type(error).__name__}: {error}"}

    def is_setup(self, code: str) -> bool:
        """Whether DSPy itself sends this code, to prepare a session: no step of the LM's."""
        return code == SHIM_SETUP or self._is_tool_text(code)

    def _is_tool_text(self, code: str) -> bool:
        return self._sources.get(code) in self.tools

    def shutdown(self) -> None:
        """Ends the process and everything it started. May be called again, and from another thread."""
        self._ended = True
        if self._process is not None:
            self._process.end()

    def _lost(self, error: LostError) -> NoReturn:
        self.shutdown()
        raise SandboxEndedError(
            "sandbox_ended",
            f"The code of the LM was stopped. {error}",
            "Run it again; another answer of the LM may do better.",
            log=str(error),
            retryable=True,
        ) from error


def _is_free(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and name not in _RESERVED


def _outcome(said: Json) -> Any:
    match said:
        case {"type": "final", "value": value}:
            return FinalOutput(value)
        case {"type": "result", "value": value, "output": str(output)}:
            if value is None:
                return output or None
            return f"{output}\n{value}" if output else value
        case {"type": "syntax", "message": str(message)}:
            raise SyntaxError(message)
        case {"type": "error", "message": str(message)}:
            raise CodeExecutionError(message)
    raise LostError("The sandboxed process broke the protocol: it sent an unknown message.")
