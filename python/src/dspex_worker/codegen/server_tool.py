"""Tools of MCP servers. Exports carry a copy of the classes, so they use DSPy and mcp alone."""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import threading
import time
from pathlib import Path
from typing import Any, ClassVar

import dspy


class ToolServer:
    """An MCP server that is started or reached at its first use and kept until ``close_all``, or the end of Python."""

    lock: ClassVar[Any] = threading.RLock()
    kept: ClassVar[dict[Any, Any]] = {}

    def __init__(self, command: list[str] | None, url: str | None, folder: Path) -> None:
        self.command, self.url, self.folder = command, url, folder
        self.opened: Any = concurrent.futures.Future()
        self.thread = threading.Thread(target=self.run, name="mcp server", daemon=True)
        self.thread.start()

    @classmethod
    def of(cls, command: list[str] | None, url: str | None, folder: Path) -> Any:
        """The one that runs, else a new one; any thread may ask."""
        key = (tuple(command or ()), url, folder)
        with cls.lock:
            if not cls.kept:
                atexit.register(cls.close_all)
            if key not in cls.kept or not cls.kept[key].thread.is_alive():
                cls.kept[key] = cls(command, url, folder)
            return cls.kept[key]

    @classmethod
    def close_all(cls) -> None:
        """Ends every server, and what was started for it."""
        with cls.lock:
            servers = list(cls.kept.values())
            cls.kept.clear()
        atexit.unregister(cls.close_all)
        for server in servers:
            server.close()

    def tool(self, name: str) -> dspy.Tool:
        """A tool as DSPy knows it. Raises KeyError for one that the server does not have."""
        client, tools = self.wait(self.opened)
        return dspy.Tool.from_mcp_tool(client, tools[name], result_mode="structured")

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """The answer of a tool, which has a minute."""
        tool = self.tool(name)
        try:
            result = self.wait(asyncio.run_coroutine_threadsafe(tool.acall(**arguments), self.loop))
        except (RuntimeError, ValueError):
            raise  # told by the tool, or of its arguments
        except Exception:
            self.close()  # the next call starts anew
            raise
        is_wrapped = isinstance(result, dict) and result.keys() == {"result"}
        return result["result"] if is_wrapped else result

    def wait(self, future: Any) -> Any:
        """What a future gives, in short waits, so that a thread can be told to stop meanwhile."""
        end = time.monotonic() + 60
        try:
            while not future.done() and time.monotonic() < end and self.thread.is_alive():
                concurrent.futures.wait([future], timeout=0.2)
        finally:
            if not future.done():
                future.cancel()
        if future.cancelled():
            raise TimeoutError("the server did not answer") if self.thread.is_alive() else EOFError("the server ended")
        return future.result()

    def run(self) -> None:
        try:
            asyncio.run(self.serve())
        except BaseException as error:  # told to whoever waits
            if not self.opened.done():
                self.opened.set_exception(error)

    async def serve(self) -> None:
        from mcp import Client, StdioServerParameters

        self.loop, self.closing = asyncio.get_running_loop(), asyncio.Event()
        server: Any = self.url
        if self.command:
            program, *args = self.command
            server = StdioServerParameters(command=program, args=args, cwd=self.folder)
        async with Client(server) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            self.opened.set_result((client, tools))
            await self.closing.wait()

    def close(self) -> None:
        """Ends the server; nothing when it has ended."""
        concurrent.futures.wait([self.opened], timeout=60)
        if self.thread.is_alive() and hasattr(self, "closing"):
            self.loop.call_soon_threadsafe(self.closing.set)
            self.thread.join(20)


class ServerTool:
    """A tool of an MCP server, which has a minute to answer."""

    def __init__(self, tool: str, command: list[str] | None = None, url: str | None = None) -> None:
        self.tool, self.command, self.url = tool, command, url
        self.folder = Path(__file__).parent

    def __call__(self, **arguments: Any) -> Any:
        return ToolServer.of(self.command, self.url, self.folder).call(self.tool, arguments)

    def __deepcopy__(self, memo: object) -> Any:
        return self

    def described(self) -> dspy.Tool:
        """The tool for an agent, with what the server says of it."""
        told = ToolServer.of(self.command, self.url, self.folder).tool(self.tool)

        def call(**arguments: Any) -> Any:
            return self(**arguments)

        return dspy.Tool(call, told.name, told.desc, told.args, told.arg_types)
