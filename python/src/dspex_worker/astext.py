"""Any value as the text that a text field is given.

The exported Python carries a copy of the function, so that both send the same requests.
"""

from __future__ import annotations

import json
from typing import Any

import pydantic_core


def as_text(value: Any) -> str:
    """Text as it is, records and anything else as JSON."""
    if isinstance(value, str):
        return value
    content = getattr(value, "content", getattr(value, "code", None))
    if isinstance(content, str):
        return content
    return json.dumps(pydantic_core.to_jsonable_python(value, fallback=str), ensure_ascii=False)
