"""What says whether an answer holds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

import dspy
from pydantic import TypeAdapter, ValidationError

from dspex_worker.errors import WorkerError, log_text


@dataclass(frozen=True)
class Verdict:
    """What a validator says of an answer.

    Attributes:
        valid: whether the answer may be given.
        score: 0 to 1, to tell the best of several that are not valid.
        feedback: what is wrong and what to do about it, for the LM and the person.
        held: how many of the first steps of the reasoning hold; None where the validator does not tell steps apart.
    """

    valid: bool
    score: float
    feedback: str = ""
    held: int | None = None


class Validator(Protocol):
    """Anything that judges an answer."""

    def __call__(self, inputs: Mapping[str, Any], prediction: Any) -> Verdict: ...


class Fields:
    """The types and constraints of a signature's output fields, as pydantic checks them."""

    def __init__(self, signature: Any) -> None:
        fields = dspy.ensure_signature(signature).output_fields
        self._adapters = {name: _adapter(field) for name, field in fields.items()}

    def __call__(self, inputs: Mapping[str, Any], prediction: Any) -> Verdict:  # noqa: ARG002
        wrong = []
        for name, adapter in self._adapters.items():
            try:
                adapter.validate_python(prediction.get(name))
            except ValidationError as error:
                wrong += [_problem(name, one) for one in error.errors()]
        share = 1 - len({text.partition(":")[0] for text in wrong}) / max(1, len(self._adapters))
        return Verdict(not wrong, share, "\n".join(wrong))


def _adapter(field: Any) -> TypeAdapter[Any]:
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(kind)


def _problem(name: str, error: Any) -> str:
    place = ".".join([name, *map(str, error["loc"])])
    return f"{place}: {error['msg']}, but it is {error['input']!r}."


class Predicate:
    """A function of the inputs and the answer.

    It returns True or False, a text that says what is wrong (empty: nothing), a number from 0 to 1 of which 1 is
    valid, a pair of one of the first two and a text, or a ``Verdict``.
    """

    def __init__(self, function: Callable[[Mapping[str, Any], Any], Any], name: str = "") -> None:
        self._function = function
        self.name = name or getattr(function, "__name__", "check")

    def __call__(self, inputs: Mapping[str, Any], prediction: Any) -> Verdict:
        try:
            return self._verdict(self._function(inputs, prediction))
        except WorkerError:
            raise
        except Exception as error:
            raise WorkerError(
                "validator_failed",
                f"The validator {self.name} failed: {type(error).__name__}: {error}",
                "Correct the function; an answer that it cannot judge is neither kept nor refused.",
                log=log_text(error),
            ) from error

    def _verdict(self, said: Any) -> Verdict:
        match said:
            case Verdict():
                return said
            case bool():
                return Verdict(said, float(said), "" if said else f"The check {self.name} does not hold.")
            case str():
                return Verdict(not said, float(not said), said)
            case int() | float() if 0 <= said <= 1:
                return Verdict(said == 1, float(said), "" if said == 1 else f"The check {self.name} gives {said:g}.")
            case (bool() as valid, str() as text):
                return Verdict(valid, float(valid), text)
        raise WorkerError(
            "validator_failed",
            f"The validator {self.name} gave {said!r}.",
            "Return True or False, a text that says what is wrong, a number from 0 to 1, or both in a pair.",
        )


class Judge(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """An LM that reads a rubric; its predictor can be optimized as any other."""

    def __init__(self, signature: Any, rubric: str) -> None:
        super().__init__()
        outputs = dspy.ensure_signature(signature).output_fields
        judged = dspy.ensure_signature(signature).instructions
        seen = dspy.Signature({}, f"Judge the answer by the rubric alone: {rubric}\nThe task was: {judged}")
        for name, field in dspy.ensure_signature(signature).input_fields.items():
            seen = seen.append(name, dspy.InputField(desc=_described(field)), field.annotation)
        for name, field in outputs.items():
            seen = seen.append(name, dspy.InputField(desc=f"Part of the answer. {_described(field)}"), field.annotation)
        seen = seen.append("feedback", dspy.OutputField(desc="What is wrong, shortly; empty if nothing"), str)
        self.judge = dspy.Predict(seen.append("valid", dspy.OutputField(desc="Whether the rubric is met"), bool))
        self._outputs = list(outputs)

    def forward(self, inputs: Mapping[str, Any], prediction: Any) -> Verdict:
        answer = {name: prediction.get(name) for name in self._outputs}
        said = self.judge(**inputs, **answer)
        return Verdict(bool(said.valid), float(bool(said.valid)), str(said.feedback))


class SecondChain(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """A second chain of thought that answers by itself; the answer holds where both agree."""

    def __init__(self, signature: Any) -> None:
        super().__init__()
        self.second = dspy.ChainOfThought(signature)
        self._outputs = list(dspy.ensure_signature(signature).output_fields)

    def forward(self, inputs: Mapping[str, Any], prediction: Any) -> Verdict:
        other = self.second(**inputs)
        apart = [name for name in self._outputs if other.get(name) != prediction.get(name)]
        if not apart:
            return Verdict(True, 1.0)
        said = "; ".join(f"{name}: {other.get(name)!r} instead of {prediction.get(name)!r}" for name in apart)
        text = f"A second solution differs. {said}. Its reasoning: {other.get('reasoning') or '-'}"
        return Verdict(False, 1 - len(apart) / len(self._outputs), text)


def _described(field: Any) -> str:
    said = (field.json_schema_extra or {}).get("desc") or ""
    return "" if str(said).startswith("${") else str(said)
