"""Vectors of texts from an embedding model, kept in the project so that each text is paid for once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import urllib.error
import urllib.request
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dspy
import numpy as np

from dspex_worker.errors import WorkerError
from dspex_worker.lm_errors import told
from dspex_worker.wire import Job, LmSpec

TIMEOUT = 60.0
"""Seconds that one batch may take."""
_BATCH = 100
_ADDRESSES = {"openai": "https://api.openai.com/v1", "ollama": "http://localhost:11434/v1"}
"""Providers that speak the OpenAI protocol for embeddings, with where they are."""
_STATUS = {401: "lm_auth", 403: "lm_auth", 402: "lm_billing", 404: "lm_model_unknown", 429: "lm_rate_limit"}


def embedder(job: Job, alias: str) -> dspy.Embedder:
    """DSPy's embedder of an alias of the job.

    Raises:
        WorkerError: ``lm_not_configured`` for an alias that the job does not carry, ``embedder_unsupported`` for one
            that gives no embeddings. A call raises what calls of an LM do.
    """
    spec = job.lms.get(alias)
    if spec is None:
        raise WorkerError(
            "lm_not_configured", f'There is no LM "{alias}".', "Choose an embedding model that the settings know."
        )
    address = None if spec.practice else spec.api_base or _ADDRESSES.get(spec.model.partition("/")[0])
    if address is None:
        raise WorkerError(
            "embedder_unsupported",
            f'The LM "{alias}" gives no embeddings.',
            "Choose an alias with an embedding model behind an OpenAI-compatible address, such as"
            " openai/text-embedding-3-small or a model of a local server, or use the method bm25.",
        )
    kept = _Vectors(job.project / ".dspex" / "vectors", f"{address} {spec.model}")

    def vectors(texts: list[str]) -> Any:
        return kept.of(texts, lambda missing: _asked(spec, address, missing))

    return dspy.Embedder(vectors, batch_size=1_000_000, caching=False)


class _Vectors:
    """The vectors of one model, by text, in one file. Several workers may keep theirs: the last one counts."""

    def __init__(self, folder: Path, model: str) -> None:
        self._file = folder / f"{hashlib.sha256(model.encode()).hexdigest()[:16]}.npz"

    def of(self, texts: Sequence[str], ask: Any) -> Any:
        """The vectors of texts; those that are not kept yet are asked for, and kept where there are several."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        known = self._read()
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known |= dict(zip(missing, ask(list(missing.values())), strict=True))
            if len(texts) > 1:  # a corpus; queries would make the file grow for ever
                self._write(known)
        return np.array([known[key] for key in keys], dtype=np.float32)

    def _read(self) -> dict[str, Any]:
        try:
            with np.load(self._file, allow_pickle=False) as kept:
                return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return {}

    def _write(self, known: dict[str, Any]) -> None:
        partial = self._file.with_suffix(f".{os.getpid()}.part")
        with contextlib.suppress(OSError):  # a read-only project asks again
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                np.savez(file, keys=np.array(list(known)), vectors=np.array(list(known.values()), dtype=np.float32))
            partial.replace(self._file)


def _asked(spec: LmSpec, address: str, texts: list[str]) -> list[list[float]]:
    found: list[list[float]] = []
    for start in range(0, len(texts), _BATCH):
        found += _batch(spec, address, texts[start : start + _BATCH])
    return found


def _batch(spec: LmSpec, address: str, texts: list[str]) -> list[list[float]]:
    body = {"model": spec.model.partition("/")[2] or spec.model, "input": texts}
    headers = {"Content-Type": "application/json"}
    if spec.api_key:
        headers["Authorization"] = f"Bearer {spec.api_key}"
    request = urllib.request.Request(f"{address.rstrip('/')}/embeddings", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            rows = sorted(json.load(answer)["data"], key=lambda row: row["index"])
            vectors = [list(map(float, row["embedding"])) for row in rows]
    except urllib.error.HTTPError as error:
        error.close()
        code = _STATUS.get(error.code, "lm_server" if error.code >= 500 else "lm_refused")
        raise told(code, spec.model, f"It answered with the status {error.code}.") from error
    except TimeoutError as error:
        raise told("lm_timeout", spec.model, "") from error
    except OSError as error:
        raise told("lm_unreachable", spec.model, "") from error
    except (ValueError, KeyError, TypeError) as error:
        raise told("lm_failed", spec.model, "Its answer holds no embeddings.") from error
    if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) > 1:
        raise told("lm_failed", spec.model, "Its answer does not hold one embedding for each text.")
    return vectors
