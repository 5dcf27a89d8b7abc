"""The passages of a corpus: documents of the project, or the rows of its training split."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import dspy

from dspex_worker.code import project_file
from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Job, Json

TRAIN = "train"


def passages_of(job: Job, corpus: str) -> list[str]:
    """Paragraphs of ``.md`` and ``.txt`` files, the column ``text`` of ``.jsonl`` and ``.csv``, in order of paths.

    Args:
        job: gives the project.
        corpus: a glob within the project, or ``train`` for the rows of the training split, one passage a row.

    Raises:
        WorkerError: ``corpus_empty`` when nothing is found, ``corpus_invalid`` naming file and line.
    """
    if corpus == TRAIN:
        found = [_text(row) for row in _rows(job)]
    else:
        root = job.project.resolve()
        found = [passage for file in documents_of(job, corpus) for passage in _passages(file, root)]
    if not found:
        raise WorkerError(
            "corpus_empty",
            f'The corpus "{corpus}" has no passages.',
            "Name files of the project that exist: .md and .txt are read by paragraphs, .jsonl and .csv by their"
            ' column "text".',
        )
    return found


def documents_of(job: Job, corpus: str) -> list[Path]:
    """The files of the project that a glob names, in order of their paths."""
    root = job.project.resolve()
    return sorted(path for path in root.glob(corpus) if path.is_file() and path.resolve().is_relative_to(root))


def _passages(file: Path, root: Path) -> Iterator[str]:
    shown = file.relative_to(root).as_posix()
    if file.suffix in (".md", ".txt"):
        yield from (part.strip() for part in file.read_text("utf-8").split("\n\n") if part.strip())
        return
    for line, record in _records(file, shown):
        text = record.get("text")
        if not isinstance(text, str):
            raise WorkerError(
                "corpus_invalid",
                f'Line {line} of {shown} has no column "text".',
                "Give every row a text.",
                where=Where(file=shown, line=line),
            )
        yield text


def examples_of(job: Job) -> list[dspy.Example]:
    """Rows of the training split: the program's inputs as the input ``query``, and the whole row as ``passage``."""
    inputs = [str(field["name"]) for field in job.program["inputs"]]
    return [
        dspy.Example(query=_text({n: row[n] for n in inputs if n in row} or row), passage=_text(row)).with_inputs(
            "query"
        )
        for row in _rows(job)
    ]


def _text(row: Json) -> str:
    """The fields of a row, one a line."""
    return "\n".join(f"{name}: {value}" for name, value in row.items())


def _rows(job: Job) -> Iterator[Json]:
    """Rows of the training split."""
    try:
        project = json.loads(project_file(job.project, "dspex.json").read_text("utf-8"))
        shown = str(project["data"]["train"])
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError(
            "corpus_empty", "The project has no training rows.", "Choose a training split for the project."
        ) from error
    yield from (record for _, record in _records(project_file(job.project, shown), shown))


def _records(file: Path, shown: str) -> Iterator[tuple[int, dict[str, object]]]:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text)
            for record in reader:
                yield reader.line_num, dict(record)
        return
    if file.suffix != ".jsonl":
        raise WorkerError(
            "corpus_invalid", f"{shown} is no kind of file that is read.", "Use .md, .txt, .jsonl or .csv.",
            where=Where(file=shown),
        )  # fmt: skip
    for line, written in enumerate(file.read_text("utf-8").splitlines(), 1):
        if written.strip():
            try:
                record = json.loads(written)
            except ValueError as error:
                raise WorkerError(
                    "corpus_invalid", f"Line {line} of {shown} is no JSON.", where=Where(file=shown, line=line)
                ) from error
            yield line, record if isinstance(record, dict) else {}
