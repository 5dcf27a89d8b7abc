"""What scripted LMs see of a request, and answers in ChatAdapter's form."""

from __future__ import annotations

import re
from typing import Any

from http_lm import Reply


def field(text: str, name: str) -> str:
    """A field of the last message of a request that ChatAdapter wrote."""
    found = re.findall(rf"\[\[ ## {name} ## \]\]\n(.*?)(?=\n\n|\Z)", text, re.DOTALL)
    return str(found[-1]) if found else ""


def asked(body: dict[str, Any]) -> str:
    content = body["messages"][-1]["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def wants(body: dict[str, Any]) -> list[str]:
    """The output fields that a request asks for."""
    text = body["messages"][0]["content"]
    return re.findall(r"\d+\. `(\w+)`", text.partition("Your output fields are:")[2].partition("All interactions")[0])


def reply(**fields: Any) -> Reply:
    parts = [f"[[ ## {name} ## ]]\n{value}" for name, value in fields.items()]
    return Reply("\n\n".join([*parts, "[[ ## completed ## ]]"]))
