"""Rows of a data set as DSPy examples that remember where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from dspex_worker.wire import Job, Row

if TYPE_CHECKING:
    import dspy

current_row: ContextVar[str | None] = ContextVar("dspex_row", default=None)
"""Id of the row that the running code works on."""


def rows_to_examples(job: Job, rows: Sequence[Row]) -> list[dspy.Example]:
    """Rows as examples: inputs and outputs of the program converted to their types, inputs marked.

    Raises:
        WorkerError: ``input_invalid`` naming row and field.
    """
    from dspex_worker.build import ProgramTypes
    from dspex_worker.errors import WorkerError
    from dspex_worker.examples import RowExample

    types = ProgramTypes(job.program, job.project)
    examples = []
    for row in rows:
        try:
            values: dict[str, Any] = types.row_values(row.values)
        except WorkerError as error:
            raise error.at(row=row.id) from error
        example = RowExample(values).with_inputs(*types.inputs)
        example._dspex_row = row.id
        examples.append(example)
    return examples


def follow_rows() -> None:
    """Lets rows and the places of LM calls follow DSPy's own parallel work: evaluations and optimizers' batches."""
    from dspy.utils.parallelizer import ParallelExecutor

    from dspex_worker.journal.scope import follow_scopes

    if getattr(ParallelExecutor.execute, "dspex", False):
        return
    follow_scopes()
    execute = ParallelExecutor.execute

    def following(self: Any, function: Callable[[Any], Any], data: Any) -> Any:
        def on_row(item: Any) -> Any:
            row = row_of(item)
            if row is None:
                return function(item)
            token = current_row.set(row)
            try:
                return function(item)
            finally:
                current_row.reset(token)

        return execute(self, on_row, data)

    following.dspex = True  # type: ignore[attr-defined]
    ParallelExecutor.execute = following


def row_of(item: Any) -> str | None:
    """The row id of an example made by ``rows_to_examples``, of its copies too."""
    if isinstance(item, (tuple, list)):
        return next((found for part in item if (found := row_of(part)) is not None), None)
    found = getattr(item, "_dspex_row", None) if not isinstance(item, dict) else None
    return found if isinstance(found, str) else None
