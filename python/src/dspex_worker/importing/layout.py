"""Puts back what the side file of an export holds, as far as it still fits the Python."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

from dspex_worker.codegen.corpora import corpus_beside
from dspex_worker.codegen.layout import FORMAT, said_elsewhere
from dspex_worker.guards import Guards, same_flow
from dspex_worker.kinds import required
from dspex_worker.program import START, node_outputs, port_of
from dspex_worker.validate.structure import structure
from dspex_worker.wire import Json

_LARGEST = 5_000_000


def read_layout(path: Path) -> Json | None:
    """The side file beside ``path`` (a ``.py`` file), None where there is none that can be read."""
    file = path.with_suffix(".layout.json")
    try:
        if file.stat().st_size > _LARGEST:
            return None
        record = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and record.get("format") == FORMAT else None


def apply_layout(program: Json, layout: Json) -> Json:
    """The program with names, titles, places and notes of the side file; the Python wins wherever they differ."""
    done = _program(program, layout)
    if isinstance(layout.get("program"), str):
        done["name"] = layout["program"]
    done["types"] = _types(program["types"], _record(layout.get("types")))
    return done


def _program(program: Json, layout: Json) -> Json:
    done = {**program, **said_elsewhere(_record(layout.get("rest")), node=False)}
    done |= _text(program, layout, "description")
    kept = _record(layout.get("nodes"))
    done["nodes"] = [_node(node, _record(kept.get(node["id"]))) for node in program["nodes"]]
    renamed = {
        f"{old['id']}.{old['outputs'][0]['name']}": f"{new['id']}.{new['outputs'][0]['name']}"
        for old, new in zip(program["nodes"], done["nodes"], strict=True)
        if old["kind"] == "tool"
    }
    done["links"] = [{**link, "from": renamed.get(link["from"], link["from"])} for link in program["links"]]
    done |= _routers(done, _record(layout.get("routers")))
    order = layout.get("order")
    ids = [str(node["id"]) for node in done["nodes"]]
    if isinstance(order, list) and sorted(map(str, order)) == sorted(ids):
        done["nodes"].sort(key=lambda node: order.index(node["id"]))
    for side in ("inputs", "outputs"):
        done[side] = [_field(field, layout.get(side)) for field in program[side]]
    return done


def _routers(program: Json, kept: Json) -> Json:
    """The routers and links that there were, where they do what the branches of the Python do."""
    routers, links = kept.get("nodes"), kept.get("links")
    if not isinstance(routers, list) or not isinstance(links, list):
        return {}
    own = [node for node in program["nodes"] if node["kind"] != "router"]
    old = {**program, "nodes": [*own, *routers], "links": links}
    try:
        same = not _broken(old) and same_flow(Guards(old), Guards(program))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):  # a side file that was tampered with
        same = False
    return {"nodes": old["nodes"], "links": links} if same else {}


def _broken(program: Json) -> bool:
    """Whether routers and links of a side file are no such things."""
    known = {key: program[key] for key in ("inputs", "outputs", "nodes", "links")}
    found = structure({"format": 1, "name": "program", **known})
    nodes = {str(node.get("id")): node for node in program["nodes"]}
    if len(nodes) < len(program["nodes"]) or any(problem.severity == "error" for problem in found):
        return True
    outputs = {START: [f["name"] for f in program["inputs"]]}
    outputs |= {name: [f["name"] for f in node_outputs(node)] for name, node in nodes.items()}
    ends = [(port_of(str(link.get("from"))), link) for link in program["links"]]
    return any(set(link) != {"from", "to"} or origin.field not in outputs.get(origin.node, ()) for origin, link in ends)


def _types(used: list[Json], kept: Json) -> list[Json]:
    """The record types in their old order, with those that the program does not use."""
    records = {str(record["name"]): record for record in used}
    old = {
        name: {**records[name], **_text(records[name], _record(record), "description")} if name in records else record
        for name, record in kept.items()
        if name in records or _is_record_type(record, name)
    }
    return [*old.values(), *(record for name, record in records.items() if name not in old)]


def _is_record_type(record: Any, name: str) -> bool:
    return isinstance(record, dict) and record.get("name") == name and isinstance(record.get("fields"), list)


def _node(node: Json, kept: Json) -> Json:
    done = {**node, **said_elsewhere(_record(kept.get("rest")), node=True)}
    if "signature" in node:
        signature = {**node["signature"], **_text(node["signature"], kept, "instructions")}
        renamed = _record(kept.get("signature"))
        if renamed.get("class") == signature["name"] and isinstance(renamed.get("name"), str):
            signature["name"] = renamed["name"]
        done["signature"] = signature
        done |= _parameters(node, kept) | _members(node, kept)
    elif "program" in node:
        done["program"] = _program(node["program"], _record(kept.get("program")))
    elif node["kind"] == "retriever":
        corpus = kept.get("corpus")
        same = isinstance(corpus, str) and corpus_beside({**node, "corpus": corpus}) == node["corpus"]
        done |= _parameters(node, kept) | ({"corpus": corpus} if same else {})
    else:
        done |= _ends(node, kept)
    return done


def _members(node: Json, kept: Json) -> Json:
    """The members with the LMs that they had, where there are as many."""
    members, old = node.get("members"), kept.get("members")
    if not members or not isinstance(old, list) or len(old) != len(members):
        return {}
    lms = [_record(member).get("lm") for member in old]
    return {"members": [{**m, "lm": lm} if isinstance(lm, str) else m for m, lm in zip(members, lms, strict=True)]}


def _parameters(node: Json, kept: Json) -> Json:
    """The settings without those that only DSPy required."""
    assumed, known = kept.get("assumed"), required(node)
    if not isinstance(assumed, list):
        return {}
    given: Json = node.get("parameters") or {}
    return {"parameters": {k: v for k, v in given.items() if k not in assumed or v != known.get(k)}}


def _ends(node: Json, kept: Json) -> Json:
    """The fields of a node that is a function, where they have the same names; its one result may have another."""
    done = {}
    for side in ("inputs", "outputs"):
        old = kept.get(side)
        if not isinstance(old, list) or not all(isinstance(f, dict) and isinstance(f.get("name"), str) for f in old):
            continue
        result = side == "outputs" and node["kind"] == "tool" and len(old) == 1
        if result or {f["name"] for f in old} == {f["name"] for f in node.get(side, ())}:
            done[side] = old
    return done


def _text(record: Json, kept: Json, key: str) -> Json:
    """A text with its own white space, where it is still the same text."""
    text = kept.get(key)
    return {key: text} if isinstance(text, str) and inspect.cleandoc(text) == record.get(key) else {}


def _field(field: Json, kept: Any) -> Json:
    """An end of the program with the description and constraints that it had, and its type where Python says none."""
    for known in kept if isinstance(kept, list) else ():
        named = isinstance(known, dict) and known.get("name") == field["name"] and isinstance(known.get("type"), str)
        if named and field["type"] in (known["type"], "any", "optional[any]"):
            return dict(known)
    return field


def _record(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
