"""Folders made by dspy-cli."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from conftest import of
from dspex_worker.validate import problems

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]

FILES = {
    "dspy.config.yaml": """
app_id: tagger
models:
  default: small
  registry:
    small:
      model: openai/gpt-4o-mini
      env: OPENAI_API_KEY
      temperature: 0.2
    large: {model: anthropic/claude-sonnet-4-5, api_key: sk-secret}
program_models:
  TaggerPredict: large
""",
    "src/tagger/signatures/tagger.py": """
import dspy

class TaggerSignature(dspy.Signature):
    '''Tag the post.'''
    post: str = dspy.InputField()
    tags: list[str] = dspy.OutputField()
""",
    "src/tagger/modules/tagger_predict.py": """
import dspy
from tagger.signatures.tagger import TaggerSignature

class TaggerPredict(dspy.Module):
    def __init__(self):
        super().__init__()
        self.predictor = dspy.Predict(TaggerSignature)

    def forward(self, post: str) -> dspy.Prediction:
        return self.predictor(post=post)
""",
    "src/tagger/modules/broken.py": "def (",
    "data/train.jsonl": "{}",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_project(run_job: RunJob, folder: Path) -> None:
    (result,) = of(run_job(programs.job("import", path=str(folder), program={})), "result")
    (program,) = result["programs"]
    assert (program["entry"], program["graph"]) == ("TaggerPredict", True)
    assert program["program"]["nodes"][0]["signature"]["instructions"] == "Tag the post."
    assert problems(program["program"]) == []
    settings = result["settings"]
    assert (settings["name"], settings["lm"], settings["data"]) == ("tagger", "small", ["data/train.jsonl"])
    assert settings["lms"][0] == {
        "alias": "small", "model": "openai/gpt-4o-mini", "api_base": None, "env": "OPENAI_API_KEY",
        "parameters": {"temperature": 0.2},
    }  # fmt: skip
    assert "sk-secret" not in str(result)
    told = [(f["severity"], f["file"]) for f in result["findings"]]
    assert ("error", "src/tagger/modules/broken.py") in told


def test_a_folder_that_is_none(run_job: RunJob, tmp_path: Path) -> None:
    events = run_job(programs.job("import", path=str(tmp_path), program={}))
    assert events[-1]["error"]["code"] == "import_unknown"


@pytest.mark.parametrize("text", ["a: [", "&a [*a, *a]", "- x", "!!python/object/apply:os.system ['true']"])
def test_a_bad_configuration(run_job: RunJob, folder: Path, text: str) -> None:
    (folder / "dspy.config.yaml").write_text(text)
    events = run_job(programs.job("import", path=str(folder), program={}))
    error = events[-1]["error"]
    assert error is None or error["code"] == "import_unreadable"
