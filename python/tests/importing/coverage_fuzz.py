"""Coverage-guided fuzzing of the importer by hand, where atheris is installed:

    python tests/importing/coverage_fuzz.py -max_total_time=600 -timeout=2 FOLDER_OF_FINDINGS tests/tutorials

Anything but a result or a WorkerError ends it, and so does a file that takes more than two seconds.
"""

from __future__ import annotations

import contextlib
import json
import sys

import atheris

with atheris.instrument_imports(include=["dspex_worker.importing"]):
    from dspex_worker.errors import WorkerError
    from dspex_worker.importing.json_schema import SchemaReader, looks_like_schema
    from dspex_worker.importing.python import PythonFile


def one_file(data: bytes) -> None:
    """Reads bytes as a Python file with all that it holds, and as a JSON Schema."""
    text = data.decode("utf-8", "surrogateescape")
    with contextlib.suppress(WorkerError):
        file = PythonFile.of(text, "fuzz.py")
        for entry in file.entries()[:5]:
            read = file.read(entry)
            json.dumps(read.record() if read else None)
    with contextlib.suppress(WorkerError, ValueError, RecursionError):
        schema(json.loads(text))


def schema(record: object) -> None:
    try:
        if looks_like_schema(record):
            SchemaReader(record, lambda _: None).root("given")  # type: ignore[arg-type]
    except (ValueError, RecursionError) as error:
        raise AssertionError("a schema is read or refused") from error


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_file)
    atheris.Fuzz()
