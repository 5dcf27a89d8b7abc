"""One parameter of a module: where it is, what it is now, what it may be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Json, plain

Kind = Literal["float", "integer", "choice", "module", "instruction", "demos"]


@dataclass(frozen=True)
class Parameter:
    """A parameter.

    Attributes:
        module: path of the module as DSPy names it (``answer.react``), empty for the outermost.
        name: ``instructions``, ``description.FIELD``, ``demos``, ``lm``, ``adapter``, ``kind``, ``tools.NAME`` (whether
            it is offered), a setting of the LM call such as ``temperature``, or an attribute such as ``max_iters``.
        value: None where it is left to DSPy, the LM or the run.
        minimum, maximum: of numbers, inclusive; None means open.
        choices: of ``choice`` and ``module``.
    """

    module: str
    name: str
    kind: Kind
    value: Any
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Any, ...] | None = None

    @property
    def path(self) -> str:
        """Module and name, as ``apply`` takes them."""
        return f"{self.module}.{self.name}" if self.module else self.name

    def record(self) -> Json:
        """As it goes over the wire."""
        return {
            "path": self.path,
            "module": self.module,
            "name": self.name,
            "kind": self.kind,
            "value": plain(self.value),
            "minimum": self.minimum,
            "maximum": self.maximum,
            "choices": None if self.choices is None else list(self.choices),
        }

    def checked(self, value: Any) -> Any:
        """The value in the parameter's type. Raises WorkerError ``value_invalid``, naming the path as field."""
        read = self._read(value)
        if read is None:
            raise WorkerError(
                "value_invalid",
                f"{value!r} is no value for {self.path}.",
                f"Give {self._range()}.",
                where=Where(field=self.path),
            )
        return read

    def _read(self, value: Any) -> Any:
        match self.kind:
            case "float" | "integer":
                return self._number(value)
            case "choice" | "module":
                same = [c for c in self.choices or () if type(c) is type(value) and c == value]
                return same[0] if same else None
            case "instruction":
                return value if isinstance(value, str) else None
        return value if isinstance(value, list) and all(isinstance(row, dict) for row in value) else None

    def _number(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return None
        below = self.minimum is not None and value < self.minimum
        above = self.maximum is not None and value > self.maximum
        if below or above or (self.kind == "integer" and value != int(value)):
            return None
        return int(value) if self.kind == "integer" else float(value)

    def _range(self) -> str:
        match self.kind:
            case "float" | "integer":
                noun = "a number" if self.kind == "float" else "a whole number"
                low = "" if self.minimum is None else f" of at least {self.minimum:g}"
                high = "" if self.maximum is None else f" and at most {self.maximum:g}"
                return noun + low + (high if low else high.removeprefix(" and"))
            case "choice" | "module":
                return "one of " + ", ".join(map(str, self.choices or ()))
            case "instruction":
                return "a text"
        return "a list of records"
