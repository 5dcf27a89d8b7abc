"""CEL expressions over variables. The only place that knows the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dspex_worker.errors import Where, WorkerError


class Expression:
    """One expression, read once. Safe for any thread.

    Raises:
        WorkerError: ``expression_invalid``, naming the variable as field.
    """

    def __init__(self, text: str, variable: str) -> None:
        import celpy

        self.text, self._variable = text, variable
        environment = celpy.Environment()
        try:
            self._program = environment.program(environment.compile(text))
        except celpy.CELParseError as error:
            raise self._wrong("cannot be read") from error

    def value(self, values: Mapping[str, Any]) -> Any:
        """Its result as plain Python: bool, int, float or str.

        Raises:
            WorkerError: ``expression_invalid`` when there is none, such as for unlike types.
        """
        import celpy

        try:
            found = self._program.evaluate({name: celpy.json_to_cel(value) for name, value in values.items()})
        except celpy.CELEvalError as error:
            raise self._wrong("has no result") from error
        return _plain(found)

    def _wrong(self, what: str) -> WorkerError:
        return WorkerError(
            "expression_invalid",
            f'The expression "{self.text}" of {self._variable} {what}.',
            "Write it in CEL: whole numbers and decimals apart (2.0 * x), texts in quotes.",
            where=Where(field=self._variable),
        )


def _plain(found: Any) -> Any:
    from celpy import celtypes

    if isinstance(found, celtypes.BoolType):
        return bool(found)
    if isinstance(found, celtypes.IntType):
        return int(found)
    if isinstance(found, celtypes.DoubleType):
        return float(f"{float(found):.12g}")
    return str(found) if isinstance(found, celtypes.StringType) else found
