"""BM25 ranks by the published formula, embeddings as DSPy does; vectors are asked for once."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dspy
import pytest

import kinds
import programs
from conftest import of
from dspex_worker.retrieval.plain import BM25

PASSAGES = ["a cat sat", "a dog and a cat", "Nothing to see"]


def test_scores_are_those_of_the_formula() -> None:
    average = (3 + 5 + 3) / 3
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    first = idf * 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 3 / average))
    second = idf * 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 5 / average))
    assert BM25(PASSAGES).scores("CAT") == pytest.approx({0: first, 1: second})


@pytest.mark.parametrize(("query", "k", "best"), [("dog cat", 3, [1, 0]), ("cat", 1, [0]), ("unicorn", 3, [])])
def test_the_best_come_first_and_only_those_that_share_a_word(query: str, k: int, best: list[int]) -> None:
    assert BM25(PASSAGES, k)(query=query).passages == [PASSAGES[number] for number in best]


# ---------------------------------------------------------------- embeddings

RunJob = Callable[[dict[str, Any]], list[dict[str, Any]]]
TOPICS = (("dog", "puppy", "barks"), ("cat", "kitten", "sleeps"), ("money", "pay"))


def vector_of(text: str) -> list[float]:
    """How much a text is about each topic: words that mean the same count as one."""
    return [1e-3 + sum(text.lower().count(word) for word in topic) for topic in TOPICS]


class Embeddings:
    """An embedding model behind the OpenAI protocol on the loopback."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.keys: list[str | None] = []
        self.status = 200
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                served.keys.append(self.headers.get("Authorization"))
                served.asked.append(body["input"])
                rows = [{"index": n, "embedding": vector_of(text)} for n, text in enumerate(body["input"])]
                data = json.dumps({"data": rows[::-1], "model": body["model"]}).encode()
                self.send_response(served.status if self.path == "/v1/embeddings" else 404)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                """Tests are quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def record(self) -> dict[str, Any]:
        url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        return {"alias": "vectors", "model": "openai/some-embedding", "api_base": url, "api_key": "sk-secret"}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def embeddings() -> Iterator[Embeddings]:
    served = Embeddings()
    yield served
    served.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "pets.md").write_text("A kitten is small.\n\nA puppy runs.\n\nWages are money.\n")
    return tmp_path


def look_up(embeddings: Embeddings, project: Path, query: str, **more: Any) -> dict[str, Any]:
    node = {"corpus": "notes/*.md", "method": "embeddings", "embedder": "vectors", "parameters": {"k": 1}, **more}
    lms = {"main": programs.practice(), "vectors": embeddings.record()}
    return programs.job("run", project, inputs={"question": query}, program=kinds.found(**node), lms=lms)


def passages(events: list[dict[str, Any]]) -> Any:
    assert events[-1]["error"] is None, events[-1]["error"]
    return of(events, "result")[0]["outputs"]["passages"]


def test_embeddings_find_what_shares_no_word(run_job: RunJob, embeddings: Embeddings, project: Path) -> None:
    assert passages(run_job(look_up(embeddings, project, "why the dog barks"))) == ["A puppy runs."]
    assert embeddings.asked == [["A kitten is small.", "A puppy runs.", "Wages are money."], ["why the dog barks"]]
    assert set(embeddings.keys) == {"Bearer sk-secret"}


def test_vectors_are_kept_in_the_project(run_job: RunJob, embeddings: Embeddings, project: Path) -> None:
    run_job(look_up(embeddings, project, "cat"))
    (project / "notes" / "qmore.md").write_text("A dog digs.")
    embeddings.asked.clear()
    assert passages(run_job(look_up(embeddings, project, "cat"))) == ["A kitten is small."]
    assert embeddings.asked == [["A dog digs."], ["cat"]]
    (kept,) = (project / ".dspex" / "vectors").iterdir()
    assert b"sk-secret" not in kept.read_bytes()
    kept.write_bytes(b"broken")
    assert passages(run_job(look_up(embeddings, project, "cat"))) == ["A kitten is small."]


def test_they_rank_as_dspy_does(run_job: RunJob, embeddings: Embeddings, project: Path) -> None:
    texts = [f"{'dog ' * (n % 4)}{'cat ' * (n % 3)}{'pay ' * (n % 5)}number {n}" for n in range(1, 12)]
    (project / "notes" / "pets.md").write_text("\n\n".join(texts))
    index = dspy.retrievers.Embeddings(texts, dspy.Embedder(lambda given: list(map(vector_of, given))), k=4)
    try:
        for query in ("dog", "a cat and a dog", "pay the cat", "nothing"):
            found = passages(run_job(look_up(embeddings, project, query, parameters={"k": 4})))
            assert found == index(query).passages
    finally:
        index.search_fn.close()


def test_training_rows_are_found_by_knn(run_job: RunJob, embeddings: Embeddings, project: Path) -> None:
    rows = [{"question": "Does a kitten purr?", "answer": "yes"}, {"question": "Is a puppy wild?", "answer": "no"}]
    (project / "train.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (project / "dspex.json").write_text(json.dumps({"data": {"train": "train.jsonl"}}))
    found = passages(run_job(look_up(embeddings, project, "about my dog", corpus="train")))
    assert found == ["question: Is a puppy wild?\nanswer: no"]
    assert embeddings.asked[0] == ["query: question: Does a kitten purr?", "query: question: Is a puppy wild?"]


@pytest.mark.parametrize(("status", "code"), [(401, "lm_auth"), (404, "lm_model_unknown"), (500, "lm_server")])
def test_a_provider_that_refuses_is_told(
    run_job: RunJob, embeddings: Embeddings, project: Path, status: int, code: str
) -> None:
    embeddings.status = status
    error = run_job(look_up(embeddings, project, "cat"))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == (code, "find")


@pytest.mark.parametrize(("lm", "code"), [
    (programs.practice("vectors"), "embedder_unsupported"),
    ({"alias": "vectors", "model": "anthropic/claude"}, "embedder_unsupported"),
    (None, "lm_not_configured"),
])  # fmt: skip
def test_an_lm_without_embeddings_is_told(run_job: RunJob, project: Path, lm: dict[str, Any] | None, code: str) -> None:
    program = kinds.found("notes/*.md", method="embeddings", embedder="vectors")
    lms = {"main": programs.practice(), **({"vectors": lm} if lm else {})}
    error = run_job(programs.job("run", project, inputs={"question": "?"}, program=program, lms=lms))[-1]["error"]
    assert (error["code"], error["where"]["node"]) == (code, "find")
