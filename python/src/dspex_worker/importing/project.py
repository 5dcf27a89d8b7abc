"""A dspy-cli project folder: its module classes, its LM aliases and its data. Nothing of it is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dspex_worker.errors import Where, WorkerError
from dspex_worker.importing.findings import Finding
from dspex_worker.importing.python import Imported, PythonFile
from dspex_worker.wire import Json

CONFIG = "dspy.config.yaml"
_MOST_MODULES = 100
_LARGEST_CONFIG = 30_000
_DATA = (".jsonl", ".csv")


@dataclass
class CliProject:
    """What was read.

    Attributes:
        lms: the aliases of the registry: ``{alias, model, api_base, env, parameters}``; keys are never read.
        lm: the default alias, None where there is none.
        data: paths of data files in the folder.
    """

    name: str
    programs: list[Imported] = field(default_factory=list)
    lms: list[Json] = field(default_factory=list)
    lm: str | None = None
    data: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def settings(self) -> Json:
        return {"name": self.name, "lm": self.lm, "lms": self.lms, "data": self.data}


def is_cli_project(folder: Path) -> bool:
    """Whether a folder was made by dspy-cli."""
    return (folder / CONFIG).is_file()


def read_cli_project(folder: Path) -> CliProject:
    """Reads a folder. Raises WorkerError ``import_unreadable`` when its configuration cannot be read."""
    config = _config(folder)
    models = _record(config.get("models"))
    project = CliProject(_text(config.get("app_id")) or folder.resolve().name, lm=_text(models.get("default")))
    for alias, entry in _record(models.get("registry")).items():
        project.lms.append(_lm(alias, _record(entry)))
        told = f'The LM "{alias}" is {project.lms[-1]["model"]}: add it in the settings'
        key = project.lms[-1]["env"]
        project.findings.append(Finding("info", f"{told}{f', with the key in {key}' if key else ''}.", CONFIG))
    of_class = {k: v for k, v in _record(config.get("program_models")).items() if isinstance(v, str)}
    for path in _modules(folder):
        _read(path, folder, project, of_class)
    data = folder / "data"
    found = sorted(data.rglob("*")) if data.is_dir() else []
    project.data = [p.relative_to(folder).as_posix() for p in found if p.suffix in _DATA and p.is_file()]
    return project


def _read(path: Path, folder: Path, project: CliProject, of_class: dict[str, str]) -> None:
    shown = path.relative_to(folder).as_posix()
    try:
        file = PythonFile.at(path, folder)
    except WorkerError as error:
        project.findings.append(Finding("error", error.message, shown, error.where.line))
        return
    for entry in file.entries():
        read = file.read(entry) if entry.kind in ("module", "predictor") else None
        if read is not None:
            project.programs.append(read)
            alias = of_class.get(entry.name)
            if alias and alias != project.lm:
                told = f'{entry.name} asks the LM "{alias}": choose it for its nodes.'
                project.findings.append(Finding("info", told, CONFIG, None, entry.name))
    project.findings += file.findings


def _modules(folder: Path) -> Iterator[Path]:
    """The Python files of ``src/PACKAGE/modules``."""
    found = sorted((folder / "src").glob("*/modules/**/*.py"))
    yield from [path for path in found if path.name != "__init__.py"][:_MOST_MODULES]


def _config(folder: Path) -> Json:
    path = folder / CONFIG
    try:
        if path.stat().st_size > _LARGEST_CONFIG:
            raise ValueError("too large")
        return _record(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        raise WorkerError(
            "import_unreadable",
            f"The file {CONFIG} cannot be read.",
            "Check that it is valid YAML.",
            log=f"{type(error).__name__}: {error}",
            where=Where(file=CONFIG, line=None if line is None else line + 1),
        ) from error


def _lm(alias: str, entry: Json) -> Json:
    parameters = {k: entry[k] for k in ("temperature", "max_tokens") if isinstance(entry.get(k), (int, float))}
    return {
        "alias": str(alias),
        "model": _text(entry.get("model")) or "",
        "api_base": _text(entry.get("api_base")),
        "env": _text(entry.get("env")),
        "parameters": parameters,
    }


def _record(value: Any) -> Json:
    return {str(k): v for k, v in value.items() if not isinstance(k, tuple)} if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
