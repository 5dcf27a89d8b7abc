"""Settings of optimizers as forms need them: type, default, range, help; and their check."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dspex_worker.errors import Where, WorkerError
from dspex_worker.wire import Json

Kind = Literal["int", "float", "bool", "choice", "text"]
Place = Literal["init", "compile"]


@dataclass(frozen=True)
class Parameter:
    """One setting of an optimizer.

    Attributes:
        place: whether DSPy takes it when the optimizer is made or when it compiles.
        default: DSPy's own unless given here; None means "left to DSPy".
        minimum, maximum: inclusive; None means open.
    """

    name: str
    type: Kind
    help: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] | None = None
    default: Any = None
    required: bool = False
    place: Place = "init"

    def record(self) -> Json:
        """As a form needs it."""
        return {
            "name": self.name,
            "type": self.type,
            "default": self.default,
            "choices": None if self.choices is None else list(self.choices),
            "minimum": self.minimum,
            "maximum": self.maximum,
            "help": self.help,
            "required": self.required,
        }

    def read(self, value: Any) -> Any:
        """The value in the type of the parameter.

        Whole numbers may come as ``3.0`` or as text, as forms and command lines give them.

        Raises:
            WorkerError: ``setting_invalid`` when it does not fit the type, range or choices.
        """
        try:
            read = self._convert(value)
        except (TypeError, ValueError):
            raise self._wrong(value) from None
        below = self.minimum is not None and read < self.minimum
        above = self.maximum is not None and read > self.maximum
        if below or above or (self.choices is not None and read not in self.choices):
            raise self._wrong(value)
        return read

    def _convert(self, value: Any) -> Any:
        if self.type == "bool":
            return _bool(value)
        if isinstance(value, bool):
            raise ValueError(value)
        if self.type == "int":
            return _int(value)
        if self.type == "float":
            return _float(value)
        return str(value)

    def _wrong(self, value: Any) -> WorkerError:
        return setting_error(self.name, f"{value!r} is not a value for {self.name}.", f"Give {self.range()}.")

    def range(self) -> str:
        """What may be given, in words."""
        if self.choices is not None:
            return "one of " + ", ".join(self.choices)
        if self.type == "bool":
            return "true or false"
        if self.type == "text":
            return "a text"
        noun = "a whole number" if self.type == "int" else "a number"
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return f"{noun} from {low:g} to {high:g}"
        return f"{noun} of at least {low:g}" if low is not None else noun


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    raise ValueError(value)


def _float(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _int(value: Any) -> int:
    number = _float(value)
    if number != int(number):
        raise ValueError(value)
    return int(number)


def setting_error(name: str, message: str, hint: str) -> WorkerError:
    """An error about one setting, for its field in the form."""
    return WorkerError("setting_invalid", message, hint, where=Where(field=name))


def read_settings(optimizer: str, parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> Json:
    """The given settings in their types; those given as null are left out, defaults are not filled in.

    Raises:
        WorkerError: ``setting_unknown``, ``setting_invalid`` or ``setting_missing``, naming the setting.
    """
    by_name = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in by_name:
            known = ", ".join(by_name) or "none"
            raise WorkerError(
                "setting_unknown",
                f"{optimizer} has no setting named {name}.",
                f"Its settings: {known}.",
                where=Where(field=str(name)),
            )
    read = {name: by_name[name].read(value) for name, value in given.items() if value is not None}
    for parameter in parameters:
        if parameter.required and parameter.name not in read:
            if parameter.default is None:
                raise WorkerError(
                    "setting_missing",
                    f"{optimizer} needs the setting {parameter.name}.",
                    f"Give {parameter.range()}.",
                    where=Where(field=parameter.name),
                )
            read[parameter.name] = parameter.default
    return read
