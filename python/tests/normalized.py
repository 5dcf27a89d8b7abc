"""Programs to compare."""

from __future__ import annotations

import json
from typing import Any


def normal(program: dict[str, Any]) -> dict[str, Any]:
    """The same program however its file writes what is empty or in no order."""

    def lean(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: lean(v) for k, v in value.items() if v not in ("", [], {}, None)}
        return [lean(v) for v in value] if isinstance(value, list) else value

    done = lean({**program, "links": []})
    return {**done, "links": sorted(json.dumps(link, sort_keys=True) for link in program["links"])}
