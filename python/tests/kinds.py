"""Programs with one node of each kind, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

QUESTION = {"name": "question", "type": "str", "description": ""}
ANSWER = {"name": "answer", "type": "str", "description": ""}
SIGNATURE = {"name": "Answer", "instructions": "Answer.", "inputs": [QUESTION], "outputs": [ANSWER]}


def module(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "signature": SIGNATURE, **more}


def code(name: str, source: str, inputs: list[Any] | None = None, outputs: list[Any] | None = None) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "code",
        "inputs": [QUESTION] if inputs is None else inputs,
        "outputs": [ANSWER] if outputs is None else outputs,
        "source": source,
    }


def program(
    nodes: list[Any], links: list[str], inputs: list[Any] | None = None, outputs: list[Any] | None = None
) -> dict[str, Any]:
    """A program whose links are written as ``a.b > c.d``."""
    return {
        "format": 1,
        "name": "kinds",
        "inputs": [QUESTION] if inputs is None else inputs,
        "outputs": [ANSWER] if outputs is None else outputs,
        "nodes": nodes,
        "links": [dict(zip(("from", "to"), link.split(" > "), strict=True)) for link in links],
    }


def one(node: dict[str, Any]) -> dict[str, Any]:
    """One node from question to answer."""
    return program([node], [f"input.question > {node['id']}.question", f"{node['id']}.answer > output.answer"])


TEAM = {"name": "team", "type": "literal['sales', 'tech help']", "description": ""}


def routed(**more: Any) -> dict[str, Any]:
    """A router before two code nodes whose answers meet in one output."""
    return program(
        [
            {"id": "route", "kind": "router", "on": TEAM, "carries": QUESTION, **more},
            code("sell", "def run(question):\n    return {'answer': 'sold ' + question}"),
            code("help", "def run(question):\n    return {'answer': 'helped ' + question}"),
        ],
        [
            "input.team > route.team",
            "input.question > route.question",
            "route.sales > sell.question",
            "route.tech_help > help.question",
            "sell.answer > output.answer",
            "help.answer > output.answer",
        ],
        inputs=[QUESTION, TEAM],
    )


def found(corpus: str, **more: Any) -> dict[str, Any]:
    """A retriever from question to passages."""
    return program(
        [{"id": "find", "kind": "retriever", "corpus": corpus, **more}],
        ["input.question > find.query", "find.passages > output.passages"],
        outputs=[{"name": "passages", "type": "list[str]"}],
    )


def write(project: Path, **files: str) -> None:
    """Writes Python files of the project's code folder."""
    (project / "code").mkdir(exist_ok=True)
    for name, text in files.items():
        (project / "code" / f"{name}.py").write_text(text)
