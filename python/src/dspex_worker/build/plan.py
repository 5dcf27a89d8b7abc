"""What a program runs: its steps in order, with the ports that feed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dspex_worker.errors import Where, WorkerError
from dspex_worker.fields import FieldSpec, Records
from dspex_worker.program import Port
from dspex_worker.wire import Json

Sources = Mapping[str, tuple[Port, ...]]
"""The ports that may feed each field; of several, behind a router, one arrives."""


@dataclass(frozen=True)
class Step:
    """One node: where its inputs come from, and how they and its outputs are checked.

    Attributes:
        pinned: values to give instead of running the node; None for a node that runs.
    """

    id: str
    sources: Sources
    inputs: Mapping[str, FieldSpec]
    outputs: Mapping[str, FieldSpec]
    pinned: Mapping[str, Any] | None = None
    router: bool = False


@dataclass(frozen=True)
class Plan:
    """The order in which a program runs. Immutable and shared by copies of the program.

    Attributes:
        partial: whether an output may be missing because its node was skipped.
    """

    name: str
    project: Path
    inputs: Mapping[str, FieldSpec]
    outputs: Mapping[str, FieldSpec]
    results: Sources
    steps: tuple[Step, ...]
    partial: bool = field(default=False)

    def __deepcopy__(self, memo: object) -> Plan:
        return self

    def step(self, node: str) -> Step:
        """The step of a node. Raises WorkerError ``node_unknown``."""
        found = next((step for step in self.steps if step.id == node), None)
        if found is None:
            raise WorkerError("node_unknown", f'There is no node "{node}".', where=Where(node=node))
        return found


class ProgramTypes:
    """The types of a program's own two ends."""

    def __init__(self, program: Json, project: Path, records: Records | None = None) -> None:
        self.records = Records(program.get("types") or ()) if records is None else records
        self.inputs = {s["name"]: self.records.field(s) for s in program.get("inputs") or ()}
        self.outputs = {s["name"]: self.records.field(s) for s in program.get("outputs") or ()}
        self._project = project

    def row_values(self, values: Json) -> dict[str, Any]:
        """Values of a row: inputs must fit their types, expected outputs are converted where they fit."""
        converted = dict(values)
        for name, spec in self.inputs.items():
            if name not in values:
                raise WorkerError("input_invalid", f'The input "{name}" is missing.', where=Where(field=name))
            converted[name] = spec.input(values[name], self._project)
        return self.output_values(converted)

    def output_values(self, values: Json) -> dict[str, Any]:
        """Values by name, those of outputs converted where they fit."""
        converted = dict(values)
        for name, spec in self.outputs.items():
            if name in values:
                try:
                    converted[name] = spec.input(values[name], self._project)
                except WorkerError:
                    converted[name] = values[name]  # an odd label is the metric's business
        return converted
