"""Programs of every kind of node that Hypothesis makes up: blocks from text to text, one after the other and nested."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import kinds
from dspex_worker.program import router_ports

CODE = '''"""What programs of tests call."""


def score(args, pred):
    """More text is better."""
    return len(pred.answer) / 40


def shout(question: str) -> str:
    """The same in capitals."""
    return question.upper()


def look_up(query: str) -> str:
    """Looks a word up."""
    return f"{query}: a word"
'''
ASKING = ["Predict", "ChainOfThought", "ReAct"]
SANDBOXED = ["ReActV2", "ProgramOfThought", "CodeAct", "RLM"]
"""Kinds that plain DSPy runs only with more than a chat LM."""
TOOLS = ["code/functions.py:look_up"]


def write_project(project: Path) -> None:
    """The files that the programs use."""
    kinds.write(project, functions=CODE)
    (project / "notes").mkdir()
    (project / "notes" / "pets.md").write_text("# Pets\n\nA cat sleeps all day.\n\nA dog barks at what is new.\n")
    (project / "train.jsonl").write_text(
        '{"question": "Why?", "answer": "so"}\n{"question": "How?", "answer": "thus"}\n'
    )
    (project / "dspex.json").write_text('{"format": 1, "name": "p", "data": {"train": "train.jsonl"}}')


Ports = tuple[str, ...]


class Made:
    """Nodes and links so far; node ids are given out in order."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.links: list[dict[str, str]] = []
        self.more: list[str] = []
        self.count = 0

    def add(self, node: dict[str, Any], **fed: Ports) -> str:
        self.count += 1
        name = f"{node['kind'].lower()}_{self.count}"
        self.nodes.append({"id": name, **node})
        self.feed(**{f"{name}.{field}": origins for field, origins in fed.items()})
        return name

    def feed(self, **fed: Ports) -> None:
        """Links ports to targets; of several ports one arrives."""
        self.links += [{"from": origin, "to": target} for target, origins in fed.items() for origin in origins]


def body(draw: st.DrawFn, runnable: bool, depth: int) -> dict[str, Any]:
    made = Made()
    here: Ports = ("input.question",)
    for _ in range(draw(st.integers(1, 3))):
        here = block(draw, made, here, runnable, depth)
    made.feed(**{"output.answer": here})
    outputs = [kinds.ANSWER]
    if made.more:
        outputs = [kinds.ANSWER, {"name": "more", "type": "optional[str]", "description": ""}]
        made.feed(**{"output.more": tuple(made.more)})
    return {"inputs": [kinds.QUESTION], "outputs": outputs, "nodes": made.nodes, "links": made.links}


def block(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    """Adds what takes the text of a port; gives the port of its own text."""
    more = [_module, _wrapping, _parallel, _retriever, _tool, _code] + ([_program, _router] if depth else [])
    made_ports: Ports = draw(st.sampled_from(more))(draw, made, here, runnable, depth)
    return made_ports


def signature(draw: st.DrawFn) -> dict[str, Any]:
    return {**kinds.SIGNATURE, "instructions": draw(st.sampled_from(["Answer.", "", "Say it.\n\nIn one word."]))}


def settings(draw: st.DrawFn, **own: st.SearchStrategy[Any]) -> dict[str, Any]:
    known = {"temperature": st.just(0.3), "max_tokens": st.just(200), **own}
    chosen = draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=3))
    return {"parameters": {name: draw(known[name]) for name in chosen}} if chosen else {}


def _module(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    kind = draw(st.sampled_from([*ASKING, "MultiChainComparison", *([] if runnable else SANDBOXED)]))
    own = {"M": st.integers(2, 3)} if kind == "MultiChainComparison" else {}
    own |= {"max_iters": st.integers(2, 3)} if "ReAct" in kind else {}
    tools = {"tools": TOOLS} if kind in ("ReAct", "ReActV2", "CodeAct") and draw(st.booleans()) else {}
    node = {"kind": kind, "signature": signature(draw), **settings(draw, **own), **tools}
    return (f"{made.add(node, question=here)}.answer",)


def _wrapping(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    kind = "BestOfN" if runnable else draw(st.sampled_from(["BestOfN", "Refine"]))  # Refine sends its own source
    inner = draw(st.sampled_from(ASKING if runnable else [*ASKING, *SANDBOXED]))
    node = {"kind": kind, "inner": inner, "reward": "code/functions.py:score", "signature": signature(draw)}
    own = {"N": st.integers(2, 3), "threshold": st.just(0.9), "fail_count": st.just(1)}
    tools = {"tools": TOOLS} if inner in ("ReAct", "ReActV2", "CodeAct") else {}
    return (f"{made.add({**node, **settings(draw, **own), **tools}, question=here)}.answer",)


def _parallel(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    listed = {"name": "parts", "type": "list[str]", "description": ""}
    cut = {"kind": "code", "inputs": [kinds.QUESTION], "outputs": [listed],
           "source": 'def run(question):\n    return {"parts": question.split()[:2]}'}  # fmt: skip
    parts = (f"{made.add(cut, question=here)}.parts",)
    node = {"kind": "Parallel", "inner": draw(st.sampled_from(ASKING)), "over": "question",
            "signature": signature(draw), **settings(draw, num_threads=st.just(2))}  # fmt: skip
    joined = {"kind": "code", "inputs": [listed], "outputs": [kinds.ANSWER],
              "source": 'def run(parts):\n    return {"answer": " ".join(parts)}'}  # fmt: skip
    answers = (f"{made.add(node, question=parts)}.answer",)
    return (f"{made.add(joined, parts=answers)}.answer",)


def _retriever(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    node = {"kind": "retriever", "corpus": draw(st.sampled_from(["notes/*.md", "train"]))}
    if not runnable and draw(st.booleans()):  # plain DSPy needs LiteLLM for embeddings of a provider
        node |= {"method": "embeddings", "embedder": "vectors"}
    node |= {"parameters": {"k": draw(st.integers(1, 3))}} if draw(st.booleans()) else {}
    asked = {**kinds.SIGNATURE, "inputs": [{"name": "passages", "type": "list[str]", "description": ""}]}
    found = made.add(node, query=here)
    return (f"{made.add({'kind': 'Predict', 'signature': asked}, passages=(f'{found}.passages',))}.answer",)


def _tool(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    output = {"name": draw(st.sampled_from(["loud", "result"])), "type": "str", "description": ""}
    node = {"kind": "tool", "function": "code/functions.py:shout", "inputs": [kinds.QUESTION], "outputs": [output]}
    return (f"{made.add(node, question=here)}.{output['name']}",)


def _code(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    node = {"kind": "code", "inputs": [kinds.QUESTION], "outputs": [kinds.ANSWER],
            "source": 'def run(question):\n    return {"answer": question[::-1]}'}  # fmt: skip
    return (f"{made.add(node, question=here)}.answer",)


def _program(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    node = {"kind": "program", "program": body(draw, runnable, depth - 1)}
    return (f"{made.add(node, question=here)}.answer",)


def _router(draw: st.DrawFn, made: Made, here: Ports, runnable: bool, depth: int) -> Ports:
    """A choice by the length of the text; each branch goes its own way or straight on."""
    values, decided = draw(st.sampled_from([
        (["'short'", "'so long'"], 'len(question) < 12 and "short" or "so long"'),
        (["'a'", "'b'", "'c'"], '"abc"[len(question) % 3]'),
        (["true", "false"], "len(question) % 2 == 0"),
    ]))  # fmt: skip
    kind = "bool" if "true" in values else f"literal[{', '.join(values)}]"
    choice = {"name": "choice", "type": kind, "description": draw(st.sampled_from(["", "what to do"]))}
    output = {"name": "choice", "type": kind, "description": ""}
    decide = {"kind": "code", "inputs": [kinds.QUESTION], "outputs": [output],
              "source": f'def run(question):\n    return {{"choice": {decided}}}'}  # fmt: skip
    on = (f"{made.add(decide, question=here)}.choice",)
    route = made.add({"kind": "router", "on": choice, "carries": kinds.QUESTION}, choice=on, question=here)
    ends: list[str] = []
    for port in router_ports(kind):
        way: Ports = (f"{route}.{port}",)
        for _ in range(draw(st.integers(0, 2))):
            way = block(draw, made, way, runnable, depth - 1)
        ends += way
    if draw(st.booleans()) and not made.more:
        made.more.append(ends[0])
    return tuple(ends)


@st.composite
def of_all_kinds(draw: st.DrawFn, runnable: bool) -> dict[str, Any]:
    """A program of any kinds; ``runnable`` keeps to those that the Practice LM can answer."""
    program = {"format": 1, "name": "kinds", "description": "", "types": [], **body(draw, runnable, 2)}
    for node in program["nodes"]:
        if draw(st.booleans()):
            node |= {"title": "A title", "at": {"x": draw(st.integers(0, 9)), "y": -1}}
    return program
