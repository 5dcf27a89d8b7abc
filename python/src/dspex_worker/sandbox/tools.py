"""Calls of the project's tools, made by sandboxed code and answered in the worker."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Tool = Callable[..., Any]


def call(tool: Tool, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Calls a function or a ``dspy.Tool``; the result of an async one is waited for.

    Positional values get the names of the function's parameters: DSPy's tools take names only.
    """
    positional, named = _bound(getattr(tool, "func", tool), args, kwargs)
    result = tool(*positional, **named)
    return _awaited(result) if inspect.isawaitable(result) else result


def _bound(function: Tool, args: list[Any], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return args, kwargs
    names = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD][: len(args)]
    if len(names) < len(args) or any(p.kind is p.POSITIONAL_ONLY for p in parameters):
        return args, kwargs
    if twice := next((name for name in names if name in kwargs), None):
        raise TypeError(f"{function.__name__}() got multiple values for argument '{twice}'")
    return [], {**dict(zip(names, args, strict=True)), **kwargs}


def _awaited(result: Any) -> Any:
    async def wait() -> Any:
        return await result

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(wait())
    with ThreadPoolExecutor(1) as thread:  # this thread's loop is busy with the caller
        return thread.submit(contextvars.copy_context().run, asyncio.run, wait()).result()


def sources(tools: dict[str, Tool]) -> dict[str, str]:
    """Names of tools by the text that defines them; a tool without one is left out."""
    found = {}
    for name, tool in tools.items():
        try:
            found[inspect.getsource(getattr(tool, "func", tool))] = name
        except (OSError, TypeError):
            continue
    return found
