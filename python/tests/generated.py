"""Programs that Hypothesis makes up: odd names, odd texts, every type."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dspex_worker import types

NASTY = [
    "self",
    "dspy",
    "str",
    "program",
    "build",
    "as_text",
    "predictor",
    "STATE",
    "print",
    "Literal",
    "x",
    "été",
    "Any",
]
names = st.sampled_from(NASTY) | st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.text(max_size=40).filter(lambda t: t.isprintable() or "\r" not in t) | st.sampled_from(
    ['"""', "'''", "\\", 'ends with "', "a\n    b\n  c", "{x} {{", "${y}", "\u2028", "#", "\t", "", "  lead", "trail\\"]
)
texts = texts.filter(lambda t: not any(0xD800 <= ord(c) < 0xE000 for c in t))
simple = st.sampled_from(["str", "int", "float", "bool", "any", "Thing"])
kinds = st.recursive(
    simple
    | st.lists(texts.filter(bool), min_size=1, max_size=3, unique=True).map(
        lambda v: "literal[" + ", ".join("'" + t.replace("\\", "\\\\").replace("'", "\\'") + "'" for t in v) + "]"
    ),
    lambda inner: st.builds("list[{}]".format, inner) | st.builds("dict[str, {}]".format, inner)
    | st.builds("optional[{}]".format, inner),
    max_leaves=2,
)  # fmt: skip
comments = st.sampled_from(["", "", "what it is", 'x = 1  # \\ """', "two\nlines"])
fields = st.builds(
    lambda n, t, d, c: {"name": n, "type": t, "description": d, "comment": c}, names, kinds, texts, comments
)
field_lists = st.lists(fields, min_size=1, max_size=3, unique_by=lambda f: f["name"])


def value_of(kind: types.Type) -> Any:
    """Some value of a type."""
    match kind:
        case types.Simple(name):
            return {"str": "a 'b' \"c\"\n[[ ## x ## ]]", "int": 3, "float": 0.5, "bool": True, "any": {"k": [1]}}[name]
        case types.ListOf(item):
            return [value_of(item)]
        case types.DictOf(item):
            return {"k": value_of(item)}
        case types.OptionalOf(item):
            return value_of(item)
        case types.LiteralOf(values):
            return values[0]
        case types.RecordOf(_):
            return {"size": 3, "tag": "ok"}


@st.composite
def generated(draw: st.DrawFn) -> dict[str, Any]:
    """A chain of nodes where each takes the program's inputs and a text of the node before."""
    inputs = draw(field_lists)
    nodes: list[dict[str, Any]] = []
    links: list[dict[str, str]] = []
    for name in draw(st.lists(names, min_size=1, max_size=2, unique=True)):
        taken = {f["name"] for f in inputs}
        outputs = [f for f in draw(field_lists) if f["name"] not in taken] or [
            {"name": "done", "type": "str", "description": ""}
        ]
        own_inputs = [dict(f, description=draw(texts)) for f in inputs]
        links += [{"from": f"input.{f['name']}", "to": f"{name}.{f['name']}"} for f in inputs]
        if nodes and "before" not in taken | {f["name"] for f in outputs}:
            own_inputs.append({"name": "before", "type": "str", "description": draw(texts)})
            last = nodes[-1]
            links.append({"from": f"{last['id']}.{last['signature']['outputs'][0]['name']}", "to": f"{name}.before"})
        signature = {
            "name": draw(texts),
            "instructions": draw(texts),
            "inputs": own_inputs,
            "outputs": outputs,
            "comment": draw(comments),
        }
        parameters = draw(st.sampled_from([{}, {"temperature": 0.3}, {"max_tokens": 64, "top_p": 0.9}]))
        kind = draw(st.sampled_from(["Predict", "ChainOfThought"]))
        nodes.append({"id": name, "kind": kind, "signature": signature, "parameters": parameters})
    last = nodes[-1]
    links += [{"from": f"{last['id']}.{f['name']}", "to": f"output.{f['name']}"} for f in last["signature"]["outputs"]]
    thing = {
        "name": "Thing",
        "description": draw(texts),
        "fields": [
            {"name": "size", "type": "int", "description": draw(texts)},
            {"name": "tag", "type": "optional[str]", "description": "", "comment": draw(comments)},
        ],
        "comment": draw(comments),
    }
    return {
        "format": 1,
        "name": draw(texts),
        "description": draw(texts),
        "types": [thing],
        "inputs": inputs,
        "outputs": last["signature"]["outputs"],
        "nodes": nodes,
        "links": links,
    }
