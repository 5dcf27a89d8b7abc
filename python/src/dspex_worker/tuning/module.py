"""Any module with variables: what they are is a predictor of it, so that any optimizer may change them."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import dspy

from dspex_worker.errors import Where, WorkerError
from dspex_worker.parameters import apply, discover, swap
from dspex_worker.search.space import Values
from dspex_worker.tuning.carrier import FIELD, Configuration
from dspex_worker.tuning.space import Variables

KEPT = 16
"""Variants of a module that are kept ready."""

CARRIER = "configuration"
"""Name of the predictor that says the values."""

KIND = "kind"

SWAPPED = (dspy.Predict, dspy.ChainOfThought)
"""Classes that can take each other's place."""

TRIED = "_dspex_configuration"
"""Attribute of a prediction: the values that it was made with."""


class Target(NamedTuple):
    """A parameter: path of its module, and its name there."""

    module: str
    name: str


class OptimizableModule(dspy.Module):  # type: ignore[misc]  # dspy is untyped
    """A module that runs with the values of its variables.

    ``configuration`` says the values and ``program`` is the module as it was; both have predictors that DSPy's
    optimizers see. What an optimizer writes into ``program`` (instructions, demonstrations) goes into every variant,
    unless a variable drives just that.
    """

    def __init__(
        self,
        program: dspy.Module,
        variables: Variables,
        targets: Mapping[str, Sequence[Target]],
        inputs: Sequence[str],
        lms: Mapping[str, Any] | None = None,
        seed: int = 0,
    ) -> None:
        """
        Args:
            targets: parameters that each variable drives.
            inputs: names of the module's inputs.
            lms: the LMs that a variable may choose among, by alias.
        """
        super().__init__()
        self.configuration = Configuration(variables, inputs, seed)
        self.program = program
        self._shared = _Shared(targets, lms)
        # Its nodes keep their names in events: those of the variants that it runs.
        self.dspex_stands_for = type(program)

    def forward(self, **inputs: Any) -> Any:
        """The answer of the program with the values of its variables; ``TRIED`` of it are the values."""
        values = self.configuration(**inputs)[FIELD]
        variant = self._variant(values)
        outer = dspy.settings.trace
        with dspy.context(trace=[]):
            prediction = variant(**inputs)
            inner = dspy.settings.trace
        if outer is not None:
            outer.extend(self._own(variant, inner))
        setattr(prediction, TRIED, dict(values))
        return prediction

    def in_force(self) -> Values:
        """The values that take part now, and what follows from them."""
        return self.configuration.variables.in_force(self.configuration.chosen()[0])

    def with_values(self) -> dspy.Module:
        """The program with the values that it has now: a module of its own, without variables."""
        return self._made(self.configuration.chosen()[0])

    def _variant(self, values: Values) -> dspy.Module:
        learned = [[p.signature.instructions, [dict(demo) for demo in p.demos]] for p in self.program.predictors()]
        key = json.dumps([values, learned], sort_keys=True, default=str)
        return self._shared.variant(key, lambda: self._made(values))

    def _made(self, values: Values) -> dspy.Module:
        made = self.program.deepcopy()
        in_force = self.configuration.variables.in_force(values)
        kinds = self.configuration.variables.kinds
        # What a module is comes first: its parameters follow from that.
        for name in sorted(in_force, key=lambda name: kinds[name] != "module"):
            for target in self._shared.targets.get(name, ()):
                _set(made, target, in_force[name], self._shared.lms)
        return made

    def _own(self, variant: dspy.Module, trace: list[Any]) -> list[Any]:
        """The trace as if the program's own predictors had answered: optimizers know only those."""
        names = {id(predictor): _plain(name) for name, predictor in variant.named_predictors()}
        own = {_plain(name): predictor for name, predictor in self.program.named_predictors()}
        found = ((own.get(names.get(id(predictor), "")), given, said) for predictor, given, said in trace)
        return [(predictor, given, said) for predictor, given, said in found if predictor is not None]


class _Shared:
    """What copies of a module have in common: they are made by the dozen."""

    def __init__(self, targets: Mapping[str, Sequence[Target]], lms: Mapping[str, Any] | None) -> None:
        self.targets, self.lms = targets, lms or {}
        self._variants: OrderedDict[str, dspy.Module] = OrderedDict()
        self._lock = threading.Lock()

    def __deepcopy__(self, memo: dict[int, Any]) -> _Shared:
        return self

    def variant(self, key: str, make: Any) -> dspy.Module:
        with self._lock:
            found = self._variants.get(key)
            if found is None:
                found = self._variants[key] = make()
                if len(self._variants) > KEPT:
                    self._variants.popitem(last=False)
            else:
                self._variants.move_to_end(key)
            return found


def targets_of(module: dspy.Module, node: str, parameter: str, lms: Mapping[str, Any] | None = None) -> list[Target]:
    """The parameters that a binding means: of the node itself, else of all within it.

    Raises:
        WorkerError: ``binding_gone``.
    """
    if parameter == KIND and type(dict(module.named_sub_modules()).get(f"self.{node}")) in SWAPPED:
        return [Target(node, KIND)]
    found = discover(module, lms)
    exact = [Target(p.module, p.name) for p in found if p.module == node and p.name == parameter]
    within = [Target(p.module, p.name) for p in found if p.module.startswith(f"{node}.") and p.name == parameter]
    if not exact and not within:
        where = f"{node}.{parameter}" if node else parameter
        near = ", ".join(p.path for p in found if p.module == node or p.name == parameter)
        raise WorkerError(
            "binding_gone",
            f"A variable is bound to {where}, and the module has no such parameter.",
            f"There are {near}." if near else "Bind it to another parameter.",
            where=Where(node=node or None, field=parameter),
        )
    if not exact and len(within) > 1 and parameter in ("instructions", "demos"):
        raise WorkerError(
            "binding_ambiguous",
            f"A variable drives the {parameter} of {node}, whose {len(within)} predictors have their own.",
            "Search with TPE, which sets those of the node before it is made, or unbind the variable.",
            where=Where(node=node, field=parameter),
        )
    return exact or within


def _set(module: dspy.Module, target: Target, value: Any, lms: Mapping[str, Any]) -> None:
    """Sets a parameter; one that another kind of module does not have waits for the kind that has it."""
    if target.name == KIND:
        swap(module, target.module, value)
        return
    places = (target.module, target.module.removesuffix(".predict"), f"{target.module}.predict".removeprefix("."))
    paths = {parameter.path for parameter in discover(module, lms)}
    for place in places:
        path = f"{place}.{target.name}" if place else target.name
        if path in paths:
            apply(module, path, value, lms)
            return


def in_force_of(program: Any) -> Values:
    """The values of a program's variables that take part now; none for a program without variables."""
    return program.in_force() if isinstance(program, OptimizableModule) else {}


def shown_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a state that say something of the program itself, by the names that it has without variables."""
    if CARRIER not in state:
        return dict(state)
    return {name.removeprefix("program."): part for name, part in state.items() if name != CARRIER}


def _plain(name: str) -> str:
    """The name of a predictor, equal for a Predict and a ChainOfThought in its place."""
    return name.removesuffix(".predict")
