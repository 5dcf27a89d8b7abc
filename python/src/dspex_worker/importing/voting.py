"""The modules of ``Consensus([…])`` as the members of one node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dspex_worker.importing.findings import NotReadError
from dspex_worker.kinds import KINDS
from dspex_worker.wire import Json


def voting(records: Sequence[Json], line: int) -> Json:
    """What a node has of its members, each still with all of its settings. Raises NotReadError."""
    if not records:
        raise NotReadError("a consensus has no members", line)
    if any(record["signature"] != records[0]["signature"] for record in records):
        raise NotReadError("the members of a consensus have different signatures", line)
    tools = [record["tools"] for record in records if "tools" in record]
    if any(named != tools[0] for named in tools):
        raise NotReadError("the members of a consensus have different tools", line)
    members = [{"kind": record["kind"], "parameters": record.get("parameters", {})} for record in records]
    return {"signature": records[0]["signature"], **({"tools": tools[0]} if tools else {}), "members": members}


def settled(record: Json, line: int) -> Json:
    """A node whose members have their own temperatures, and all their other settings in common.

    Raises:
        NotReadError: where their other settings differ.
    """
    if "members" not in record:
        return record
    common: Json = {}
    for member in record["members"]:
        common |= member["parameters"]
    common.pop("temperature", None)
    for member in record["members"]:
        known = KINDS[member["kind"]].parameters
        if any(member["parameters"].get(name) != value for name, value in common.items() if name in known):
            raise NotReadError("the members of a consensus have different settings beside their temperature", line)
    parameters = {**common, **record.get("parameters", {})}
    parameters.pop("N", None)  # the members are as many as they are
    done = {**record, "members": [_lean(member) for member in record["members"]]}
    return {**done, "parameters": parameters} if parameters else done


def _lean(member: Json) -> dict[str, Any]:
    warmth = member["parameters"].get("temperature")
    return {"kind": member["kind"], **({} if warmth is None else {"temperature": warmth})}
