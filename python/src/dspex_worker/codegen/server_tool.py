"""A tool of an MCP server. Exports carry a copy of the class, so it uses DSPy and mcp alone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import dspy


class ServerTool:
    """A tool of an MCP server, which is started or reached for each call and has a minute to answer."""

    def __init__(self, tool: str, command: list[str] | None = None, url: str | None = None) -> None:
        self.tool, self.command, self.url = tool, command, url
        self.folder = Path(__file__).parent

    def __call__(self, **arguments: Any) -> Any:
        return asyncio.run(asyncio.wait_for(self.answer(arguments), 60))

    async def answer(self, arguments: dict[str, Any]) -> Any:
        from mcp import Client, StdioServerParameters

        server: Any = self.url
        if self.command:
            program, *args = self.command
            server = StdioServerParameters(command=program, args=args, cwd=self.folder)
        async with Client(server) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            tool = dspy.Tool.from_mcp_tool(client, tools[self.tool], result_mode="structured")
            result = await tool.acall(**arguments)
        is_wrapped = isinstance(result, dict) and result.keys() == {"result"}
        return result["result"] if is_wrapped else result
