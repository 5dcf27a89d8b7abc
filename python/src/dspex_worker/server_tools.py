"""Tools of MCP servers: for agents as ``mcp:COMMAND:TOOL`` or ``mcp:URL:TOOL``, and as nodes of their own."""

from __future__ import annotations

import importlib.util
import shlex
import sys
from typing import TYPE_CHECKING, Any

from dspex_worker.errors import Where, WorkerError, log_text

if TYPE_CHECKING:
    import dspy

    from dspex_worker.codegen.server_tool import ServerTool
    from dspex_worker.wire import Job, Json

PREFIX = "mcp:"


def is_server_tool(reference: str) -> bool:
    """Whether a tool of an agent is one of a server."""
    return reference.startswith(PREFIX)


def parse(reference: str) -> tuple[Json, str]:
    """The server, as a tool node names it, and the name of the tool.

    Raises:
        WorkerError: ``bad_tool`` for a reference without one of them; its command is cut as a shell does it.
    """
    server, _, tool = reference.removeprefix(PREFIX).rpartition(":")
    try:
        if server.startswith(("http://", "https://")) and tool:
            return {"url": server}, tool
        command = shlex.split(server)
    except ValueError:
        command = []
    if not command or not tool:
        raise WorkerError(
            "bad_tool",
            f'"{reference}" names no tool of a server.',
            "Write mcp:COMMAND:TOOL or mcp:https://HOST/PATH:TOOL.",
        )
    return {"command": command}, tool


def reference_of(server: Json, tool: str) -> str:
    """The reference of a tool, as ``parse`` reads it."""
    return f"{PREFIX}{server['url'] if 'url' in server else shlex.join(server['command'])}:{tool}"


def server_tool(job: Job, server: Json, tool: str, node: str | None = None) -> ServerTool:
    """A tool that can be called; its server starts with the first call, and runs until the job ends.

    Raises:
        WorkerError: ``code_not_trusted``, or ``needs_mcp`` where the package mcp is not installed.
    """
    from dspex_worker.code import require_trust

    require_trust(job, f'The server of the tool "{tool}"', node)
    if importlib.util.find_spec("mcp") is None:
        raise WorkerError(
            "needs_mcp",
            f'The tool "{tool}" is one of an MCP server, and the package mcp is not installed.',
            "Make an environment with it (python environment.py ensure --flavor mcp) and name its interpreter in the"
            " settings.",
            where=Where(node=node),
        )
    from dspex_worker.codegen.server_tool import ServerTool

    made = ServerTool(tool, command=server.get("command"), url=server.get("url"))
    made.folder = job.project
    return made


def agent_tool(job: Job, reference: str) -> dspy.Tool:
    """A tool for an agent, as its server describes it: the server is started for that.

    Raises:
        WorkerError: as ``server_tool``, and ``tool_failed`` where the server does not start or has no such tool.
    """
    server, tool = parse(reference)
    made = server_tool(job, server, tool)
    try:
        return made.described()
    except Exception as error:
        raise server_error(tool, error) from error


def server_error(tool: str, error: BaseException) -> WorkerError:
    """What a failing server means for the person."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    match error:
        case KeyError():
            why, hint = "its server has no tool of that name", "Correct the name of the tool."
        case FileNotFoundError() | PermissionError():
            why, hint = f"its server does not start: {error}", "Correct the command of the server."
        case TimeoutError():
            why, hint = "its server did not answer within a minute", "Look at the server."
        case EOFError():
            why, hint = "its server ended", "Look at the server."
        case _:
            why, hint = f"{type(error).__name__}: {error}", "Look at the server."
    return WorkerError("tool_failed", f'The tool "{tool}" failed: {why}.', hint, log=log_text(error))


def close_servers() -> None:
    """Ends the servers that run; nothing where none was started."""
    module: Any = sys.modules.get("dspex_worker.codegen.server_tool")
    if module is not None:
        module.ToolServer.close_all()
