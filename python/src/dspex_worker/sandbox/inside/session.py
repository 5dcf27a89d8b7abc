"""Runs code in the sandboxed process and keeps its names from one execution to the next."""

from __future__ import annotations

import ast
import builtins
import contextlib
import inspect
import io
import random
import sys
import traceback
import warnings
from collections.abc import Iterator
from types import CodeType, ModuleType
from typing import Any

from dspex_worker.sandbox.inside.channel import Channel
from dspex_worker.sandbox.inside.clock import Clock, OutOfTime
from dspex_worker.sandbox.inside.library import restricted_builtins
from dspex_worker.sandbox.inside.rules import RuleError, check
from dspex_worker.sandbox.limits import Limits
from dspex_worker.wire import Json, plain


class Submitted(BaseException):
    """The code called SUBMIT."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class _Output(io.TextIOBase):
    """What the code prints, up to a number of characters."""

    def __init__(self, most: int) -> None:
        self._parts: list[str] = []
        self._left = self._most = most
        self._cut = False

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._cut = self._cut or len(text) > self._left
        if self._left and text:
            self._parts.append(text[: self._left])
            self._left -= len(self._parts[-1])
        return len(text)

    def text(self) -> str:
        """Everything printed, without the last line ends."""
        whole = "".join(self._parts).rstrip("\n")
        return f"{whole}\n… (cut after {self._most} characters)" if self._cut else whole


class Session:
    """One sandbox from the inside. ``serve`` answers requests until the worker is gone."""

    def __init__(self, channel: Channel, limits: Limits, rules: bool, seed: int) -> None:
        self._channel, self._limits, self._rules = channel, limits, rules
        self._clock = Clock(limits.seconds)
        self._modules: dict[str, ModuleType] = {}
        offered = restricted_builtins(self._modules.get) if rules else vars(builtins)
        self._names: dict[str, Any] = {"__builtins__": offered, "__name__": "__main__"}
        self._tools: dict[str, Any] = {}
        self._sources: list[list[str]] = []
        random.seed(seed)
        warnings.simplefilter("ignore")
        sys.unraisablehook = lambda _: None

    def serve(self) -> None:
        while True:
            try:
                request = self._channel.receive()
            except EOFError:
                return
            answer = self._answer(request)
            try:
                self._channel.send(answer)
            except (TypeError, ValueError, RecursionError) as error:
                self._channel.send({"type": "error", "message": str(error)})

    def _answer(self, request: Json) -> Json:
        output = _Output(self._limits.output)
        try:
            self._provide(request)
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                if request["trusted"]:
                    self._prelude(request["code"], request["variables"])
                    return {"type": "result", "value": None, "output": ""}
                value = self._run(request["code"], request["variables"])
            return {"type": "result", "value": self._bounded(value), "output": output.text()}
        except Submitted as submitted:
            return {"type": "final", "value": plain(submitted.value)}
        except RuleError as error:
            return {"type": "error", "message": str(error)}
        except SyntaxError as error:
            return {"type": "syntax", "message": _said(error, error.lineno, error.text)}
        except OutOfTime as error:
            return {"type": "error", "message": self._described(error, "TimeoutError", output)}
        except MemoryError:
            return {"type": "error", "message": f"MemoryError: the code needs more than {self._limits.memory} bytes."}
        except BaseException as error:  # whatever the code raises is its outcome
            return {"type": "error", "message": self._described(error, type(error).__name__, output)}

    def _provide(self, request: Json) -> None:
        """Puts the tools of this execution in place, and takes those of the last one away."""
        for name in self._tools:
            self._names.pop(name, None)
        self._tools = {name: self._tool(name) for name in request["tools"]}
        self._tools["SUBMIT"] = _submit(request["output_fields"])
        self._names.update(self._tools)

    def _prelude(self, code: str, variables: Json) -> None:
        """Runs code of DSPy itself, outside the rules and among names of its own; modules it made can be imported."""
        names = {"__builtins__": vars(builtins), "__name__": "prelude", **self._tools, **variables}
        exec(compile(code, "<prelude>", "exec"), names)
        for name, value in names.items():
            if isinstance(value, ModuleType) and not name.startswith("_"):
                self._modules[name] = self._names[name] = value

    def _run(self, code: str, variables: Json) -> Any:
        with self._clock.running():
            tree = ast.parse(code)
            if self._rules:
                check(tree, {*self._names, *variables}, self._modules)
            self._names.update(variables)
            self._sources.append(code.splitlines())
            last = tree.body[-1] if tree.body else None
            if not isinstance(last, ast.Expr):
                exec(self._compiled(tree), self._names)
                return None
            del tree.body[-1]
            exec(self._compiled(tree), self._names)
            return plain(eval(self._compiled(ast.Expression(last.value)), self._names))

    def _compiled(self, tree: ast.Module | ast.Expression) -> CodeType:
        mode = "eval" if isinstance(tree, ast.Expression) else "exec"
        return compile(tree, f"<code {len(self._sources)}>", mode, dont_inherit=True)

    def _tool(self, name: str) -> Any:
        def tool(*args: Any, **kwargs: Any) -> Any:
            with self._clock.paused():
                self._channel.send({"type": "tool", "name": name, "args": plain(args), "kwargs": plain(kwargs)})
                answer = self._channel.receive()
            if "error" in answer:
                raise RuntimeError(answer["error"])
            return answer["value"]

        tool.__name__ = tool.__qualname__ = name
        return tool

    def _bounded(self, value: Any) -> Any:
        most = self._limits.output
        if isinstance(value, str) and len(value) > most:
            return f"{value[:most]}\n… (cut after {most} characters)"
        return value

    def _described(self, error: BaseException, kind: str, output: _Output) -> str:
        printed = output.text()
        line, source = self._place(error)
        said = _said(error, line, source, kind)
        return f"{said}\nPrinted before that:\n{printed}" if printed else said

    def _place(self, error: BaseException) -> tuple[int | None, str | None]:
        """Line and text of the innermost place in the code that an error came through."""
        for frame, line in reversed(list(_frames(error))):
            if frame.startswith("<code "):
                source = self._sources[int(frame[6:-1]) - 1]
                return line, source[line - 1] if 0 < line <= len(source) else None
        return None, None


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield frame.f_code.co_filename, line


def _said(error: BaseException, line: int | None, source: str | None, kind: str | None = None) -> str:
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    place = f" (line {line}{f': {source.strip()}' if source and source.strip() else ''})" if line else ""
    return f"{kind or type(error).__name__}: {what}{place}"


def _submit(fields: list[Json] | None) -> Any:
    """The function that ends the code with its result."""
    if fields is None:

        def submit(*args: Any, **kwargs: Any) -> None:
            if len(args) + bool(kwargs) != 1:
                raise TypeError("SUBMIT takes one value, a dict of the outputs.")
            raise Submitted({"output": args[0] if args else kwargs})

        return submit
    names = [field["name"] for field in fields]
    form = inspect.Signature([inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in names])

    def submit_fields(*args: Any, **kwargs: Any) -> None:
        try:
            given = form.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"SUBMIT takes {', '.join(names)}: {error}.") from None
        raise Submitted(dict(given.arguments))

    return submit_fields
