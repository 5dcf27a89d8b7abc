"""What exports carry beside DSPy: modules of their own, and documents that lie beside them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dspex_worker.codegen.carried import CARRIED, same_source
from dspex_worker.codegen.server_tool import ServerTool
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.scope import Found, Scope
from dspex_worker.retrieval.plain import BM25

_MOST_FILES = 2000
_MOST_BYTES = 20_000_000


def carried_kind(scope: Scope, function: ast.expr) -> str | None:
    """The kind of node that a class of the files stands for, None for any other name."""
    found = scope.find(function)
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    kinds = {**CARRIED, "retriever": BM25, "tool": ServerTool}
    return next((kind for kind, made in kinds.items() if _copy(found, made)), None)


def corpus_of(value: ast.expr, scope: Scope, reader: object) -> str:
    """The corpus of ``passages_of("data/*.md")``, where ``reader`` is that function. Raises NotReadError otherwise."""
    match value:
        case ast.Call(ast.Name() as function, [ast.Constant(str() as corpus)], []):
            found = scope.find(function)
            if found is not None and _copy(found, reader):
                return corpus
    raise NotReadError(f'the passages come from elsewhere ("{ast.unparse(value)[:60]}")', value.lineno)


def documents(scope: Scope, corpus: str) -> dict[str, str]:
    """Text of the files beside the imported one that a corpus names, by path; none for a text of no file."""
    if scope.path is None:
        return {}
    folder = scope.path.parent.resolve()
    texts: dict[str, str] = {}
    left = _MOST_BYTES
    for path in _named(folder, corpus):
        try:
            left -= path.stat().st_size
            if left < 0:
                raise NotReadError(f'the documents "{corpus}" are larger than {_MOST_BYTES // 1_000_000} MB', None)
            texts[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotReadError(f'the document "{path.name}" cannot be read', None) from error
    return texts


def _named(folder: Path, corpus: str) -> Iterator[Path]:
    """Files under the folder; ``**`` is followed only below a folder that is named."""
    parts = corpus.split("/")
    if not corpus or corpus.startswith("/") or "\\" in corpus or ".." in parts or "**" in parts[0]:
        raise NotReadError(f'the documents "{corpus[:60]}" are not beside the file', None)
    try:
        found = sorted(islice(folder.glob(corpus), _MOST_FILES))
    except (OSError, ValueError, NotImplementedError) as error:
        raise NotReadError(f'the documents "{corpus[:60]}" cannot be found', None) from error
    return (path for path in found if path.is_file() and path.resolve().is_relative_to(folder))


def _copy(found: Found, made: object) -> bool:
    return same_source(found.node, made)
