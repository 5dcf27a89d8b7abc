"""What Python files become, and what is told of those that are no graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker.importing.python import Imported, PythonFile
from dspex_worker.validate import problems

HEAD = "from typing import Literal, Optional\nimport dspy\nimport pydantic\n"
ASK = (
    "class Ask(dspy.Signature):\n    '''Answer.'''\n"
    "    question: str = dspy.InputField()\n    answer: str = dspy.OutputField()\n"
)


def read(text: str, entry: str | None = None) -> tuple[Imported, PythonFile]:
    file = PythonFile.of(HEAD + text, "given.py")
    chosen = [e for e in file.entries() if entry in (None, e.name)]
    assert len(chosen) == 1, file.entries()
    found = file.read(chosen[0])
    assert found is not None, file.findings
    return found, file


def module(init: str, forward: str, arguments: str = "question: str") -> str:
    return (
        f"{ASK}class QA(dspy.Module):\n    def __init__(self):\n        super().__init__()\n        {init}\n"
        f"    def forward(self, {arguments}):\n        {forward}\n"
    )


def test_a_predictor_of_a_text_signature() -> None:
    found, _ = read(
        "qa = dspy.ChainOfThought(\"context: list[str], question -> answer: Literal['a, b', 'c'], sure: bool\")"
    )
    (node,) = found.program["nodes"]
    fields = node["signature"]["inputs"] + node["signature"]["outputs"]
    assert [(f["name"], f["type"]) for f in fields] == [
        ("context", "list[str]"),
        ("question", "str"),
        ("answer", "literal['a, b', 'c']"),
        ("sure", "bool"),
    ]
    assert problems(found.program) == []


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        ("Optional[int]", "optional[int]"),
        ("int | None", "optional[int]"),
        ("'list[dict[str, float]]'", "list[dict[str, float]]"),
        ("dspy.Image", "image"),
        ("dspy.History", "history"),
        ("Literal['a', 2, True]", "literal['a', 2, true]"),
        ("dict", "dict[str, any]"),
        ("Mood", "literal['good', 'bad']"),
        ("Size", "Size"),
    ],
)
def test_types(annotation: str, kind: str) -> None:
    classes = "import enum\nclass Mood(str, enum.Enum):\n    GOOD = 'good'\n    BAD = 'bad'\n"
    classes += "class Size(pydantic.BaseModel):\n    width: int\n"
    text = f"class S(dspy.Signature):\n    x: {annotation} = dspy.InputField()\n    y: str = dspy.OutputField()\n"
    found, _ = read(f"{classes}{text}p = dspy.Predict(S)\n")
    assert found.program["nodes"][0]["signature"]["inputs"][0]["type"] == kind


def test_other_spellings_of_dspy() -> None:
    text = "import dspy as d\nfrom dspy import InputField as In, OutputField, Signature\n"
    text += "from dspy.predict import Predict\nclass S(Signature):\n    x: str = In(desc='a ' 'b')\n"
    text += "    y = OutputField()\nrun = Predict(S, temperature=0.5)\n"
    found, _ = read(text + "x: int = 3\n")
    (node,) = found.program["nodes"]
    assert node["signature"]["inputs"] == [{"name": "x", "type": "str", "description": "a b"}]
    assert node["parameters"] == {"temperature": 0.5}


def test_a_composition_becomes_a_graph() -> None:
    init = "self.a = dspy.Predict(Ask)\n        self.b = dspy.ChainOfThought('question, draft -> verdict: bool')"
    forward = "draft = self.a(question=question).answer\n        check = self.b(question=question, draft=draft)\n"
    forward += "        return dspy.Prediction(answer=draft, verdict=check['verdict'], why=check.reasoning)"
    found, file = read(module(init, forward))
    assert found.graph
    assert file.findings == []
    assert {(link["from"], link["to"]) for link in found.program["links"]} == {
        ("input.question", "a.question"),
        ("input.question", "b.question"),
        ("a.answer", "b.draft"),
        ("a.answer", "output.answer"),
        ("b.verdict", "output.verdict"),
        ("b.reasoning", "output.why"),
    }
    assert [(f["name"], f["type"]) for f in found.program["outputs"]] == [
        ("answer", "str"), ("verdict", "bool"), ("why", "str")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("init", "forward", "why", "line"),
    [
        ("self.a = dspy.Predict(Ask)", "for _ in range(3):\n            pass\n        return None", "a loop", 13),
        (
            "self.a = dspy.Predict(Ask)",
            "if len(question) > 3:\n            pass\n        return None",
            "a condition",
            13,
        ),
        (
            "self.a = dspy.Predict(Ask)",
            "if question:\n            return self.a(question=question)\n"
            "        return dspy.Prediction(answer=question)",
            "no literal",
            None,
        ),
        ("self.a = dspy.Predict(Ask)", "return self.a(question=question + '?')", "works something out", 13),
        ("self.a = dspy.Predict(Ask)", "return self.a(question)", "without the names", 13),
        ("self.a = dspy.Predict(Ask)", "return self.b(question=question)", "no module", 13),
        ("self.a = dspy.Predict(Ask)", "return dspy.Prediction(answer=question)", "not called", 8),
        ("self.a = [dspy.Predict(Ask) for _ in range(3)]", "return self.a[0](question=question)", "not known", 11),
        ("self.a = dspy.Predict(Other)", "return self.a(question=question)", "not in the file", 11),
        ("self.a = dspy.Predict(Ask)\n        print()", "return self.a(question=question)", "more than make", 12),
        ("self.a = dspy.Predict('a -> b: set[str]')", "return self.a(a=question)", "no type", 11),
        ("self.a = dspy.Predict(Ask)", "return self.a(query=question)", 'has no input "query"', 12),
    ],
)
def test_what_is_no_graph_is_kept_and_told(init: str, forward: str, why: str, line: int | None) -> None:
    found, file = read(module(init, forward))
    assert not found.graph
    (node,) = found.program["nodes"]
    assert (node["kind"], node["class"]) == ("imported", "code/given_code.py:QA")
    assert "class QA" in found.files["code/given_code.py"]
    told = [f for f in file.findings if f.severity == "warning"]
    assert len(told) == 1
    assert why in told[0].message
    assert (told[0].line, told[0].file) == (line, "given.py")


TEAMS = "team: Literal['sales', 'help'], question: str"
SELL_OR_HELP = {
    ("input.team", "route_team.team"),
    ("input.question", "route_team.question"),
    ("route_team.sales", "sell.question"),
    ("route_team.help", "help.question"),
    ("sell.answer", "output.answer"),
    ("help.answer", "output.answer"),
}


@pytest.mark.parametrize("forward", [
    "if team == 'sales':\n            return self.sell(question=question)\n        return self.help(question=question)",
    "if team != 'help':\n            done = self.sell(question=question)\n        else:\n"
    "            done = self.help(question=question)\n        return dspy.Prediction(answer=done.answer)",
    "match team:\n            case 'sales':\n                answer = self.sell(question=question).answer\n"
    "            case _:\n                answer = self.help(question=question).answer\n"
    "        return dspy.Prediction(answer=answer)",
    "answer = None\n        if team in ('sales',):\n            answer = self.sell(question=question).answer\n"
    "        if team == 'help':\n            answer = self.help(question=question).answer\n"
    "        return dspy.Prediction(answer=answer)",
])  # fmt: skip
def test_branches_become_routers(forward: str) -> None:
    found, file = read(module("self.sell = dspy.Predict(Ask)\n        self.help = dspy.Predict(Ask)", forward, TEAMS))
    assert found.graph, file.findings
    assert {(link["from"], link["to"]) for link in found.program["links"]} == SELL_OR_HELP
    assert [(f["name"], f["type"]) for f in found.program["outputs"]] == [("answer", "str")]
    assert problems(found.program) == []


def test_what_no_branch_gives_is_optional() -> None:
    forward = (
        "answer = None\n        if team == 'sales':\n            answer = self.sell(question=question).answer\n"
        "        return dspy.Prediction(answer=answer)"
    )
    found, _ = read(module("self.sell = dspy.Predict(Ask)", forward, TEAMS))
    assert [(f["name"], f["type"]) for f in found.program["outputs"]] == [("answer", "optional[str]")]
    assert problems(found.program) == []


def test_only_what_the_tools_need_is_taken_along() -> None:
    text = (
        "import random\nimport os\n\nSTOCK = {}\nSTOCK['a'] = 1\nos.remove('x')\n\n"
        "def helper():\n    return STOCK\n\n# how many are left\n"
        "def stock(name: str) -> int:\n    return helper()[name]\n\n"
        "def other():\n    return random.random()\n\nagent = dspy.ReAct('question -> answer', tools=[stock])\n"
    )
    found, _ = read(text)
    (code,) = found.files.values()
    assert found.program["nodes"][0]["tools"] == ["code/given_code.py:stock"]
    assert code == (
        "STOCK = {}\nSTOCK['a'] = 1\n\n\ndef helper():\n    return STOCK\n\n\n"
        "# how many are left\ndef stock(name: str) -> int:\n    return helper()[name]\n"
    )


def test_files_beside_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "signatures.py").write_text(HEAD + ASK)
    (tmp_path / "tools.py").write_text("from helpers import h\n\ndef t(x: str) -> str:\n    return h(x)\n")
    (tmp_path / "helpers.py").write_text("def h(x):\n    return x\n")
    (tmp_path / "main.py").write_text(
        "import dspy\nimport signatures\nfrom tools import t\nqa = dspy.ReAct(signatures.Ask, tools=[t])\n"
    )
    file = PythonFile.at(tmp_path / "main.py")
    found = file.read(file.entries()[0])
    assert found is not None
    assert found.program["nodes"][0]["signature"]["instructions"] == "Answer."
    assert set(found.files) == {"code/tools.py", "code/helpers.py"}


def test_a_module_within_a_module() -> None:
    inner = module("self.a = dspy.Predict(Ask)", "return self.a(question=question)")
    outer = (
        "class Outer(dspy.Module):\n    def __init__(self):\n        super().__init__()\n        self.qa = QA()\n"
        "    def forward(self, question):\n        return self.qa(question=question)\n"
    )
    file = PythonFile.of(HEAD + inner + outer, "given.py")
    assert [entry.name for entry in file.entries()] == ["Outer"]


RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]


def imported(run_job: RunJob, path: Path, entry: str | None = None, **more: Any) -> dict[str, Any]:
    (result,) = of(run_job(programs.job("import", path=str(path), entry=entry, **{"program": {}, **more})), "result")
    return result


def test_several_programs_are_listed(run_job: RunJob, tmp_path: Path) -> None:
    path = tmp_path / "two.py"
    path.write_text(f'{HEAD}one = dspy.Predict("a -> b")\n\n{ASK}two = dspy.Predict(Ask)\n')
    result = imported(run_job, path)
    assert result["programs"] == []
    assert result["entries"] == [
        {"name": "one", "kind": "predictor", "line": 4},
        {"name": "two", "kind": "predictor", "line": 10},
    ]
    (program,) = imported(run_job, path, "two")["programs"]
    assert program["program"]["nodes"][0]["id"] == "two"
    events = run_job(programs.job("import", path=str(path), entry="three", program={}))
    assert events[-1]["error"]["code"] == "import_entry_unknown"


def test_a_model_becomes_a_record_type(run_job: RunJob, tmp_path: Path) -> None:
    path = tmp_path / "models.py"
    path.write_text(
        f"{HEAD}class City(pydantic.BaseModel):\n"
        "    name: str = pydantic.Field(description='as written', min_length=1)\n"
        "class Trip(pydantic.BaseModel):\n    '''A trip'''\n    to: City\n    days: Optional[int] = None\n"
    )
    (done,) = imported(run_job, path, "Trip")["programs"]
    assert [record["name"] for record in done["program"]["types"]] == ["City", "Trip"]
    assert done["program"]["types"][0]["fields"][0]["constraints"] == {"min_length": 1}
    assert done["program"]["outputs"] == [{"name": "trip", "type": "Trip", "description": ""}]
    assert problems(done["program"]) == []


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("bad.py", "x = (\n", "import_syntax", 1),
        ("none.py", "x = 1\n", "import_empty", None),
        ("words.txt", "hello", "import_unknown", None),
        ("other.json", "[1, 2]", "import_unknown", None),
        ("broken.json", "{\n\n  oops", "import_unreadable", 3),
        ("gone.py", None, "import_unreadable", None),
    ],
)
def test_bad_files(
    run_job: RunJob, tmp_path: Path, name: str, content: str | None, code: str, line: int | None
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    error = run_job(programs.job("import", path=str(tmp_path / name), program={}))[-1]["error"]
    assert (error["code"], error["where"]["file"], error["where"]["line"]) == (code, name, line)
    assert json.dumps(error)


def test_comments_stand_with_what_they_are_about() -> None:
    found, _ = read(
        "# Whom it is from.\nclass Customer(pydantic.BaseModel):\n    tier: str  # free or business\n\n\n"
        "# Sorts mail.\nclass Sort(dspy.Signature):  # a first try\n    '''Sort it.'''\n\n    # all of it\n"
        "    mail: Customer = dspy.InputField()\n    team: Literal[\n        'a',  # the first\n        'b',\n"
        "    ] = dspy.OutputField()\n    # more teams come in May\n\n\n# the program\nsort = dspy.Predict(Sort)\n"
    )
    signature = found.program["nodes"][0]["signature"]
    assert signature["comment"] == "Sorts mail.\na first try"
    assert [f.get("comment") for f in (*signature["inputs"], *signature["outputs"])] == [
        "all of it",
        "the first\nmore teams come in May",
    ]
    (customer,) = found.program["types"]
    assert (customer["comment"], customer["fields"][0]["comment"]) == ("Whom it is from.", "free or business")
    assert problems(found.program) == []
