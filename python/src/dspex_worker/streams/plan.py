"""The plan of streams: lanes, how an answer is chosen, and the program that a lane runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from dspex_worker.errors import Where, WorkerError
from dspex_worker.kinds import KINDS, SEVERAL, members_of, parameters_of
from dspex_worker.program import every_node
from dspex_worker.streams.rules import Action, Rule, rule_of
from dspex_worker.wire import Json

Pick = Literal["race", "best_of", "speculative", "all"]
MOST_LANES = 8


@dataclass(frozen=True)
class Choice:
    """What a lane changes of the program; None leaves it."""

    kind: str | None = None
    lm: str | None = None
    temperature: float | None = None


@dataclass(frozen=True)
class LanePlan:
    id: str
    name: str
    node: str | None
    choice: Choice
    fallbacks: tuple[Choice, ...]

    def next(self, action: Action, temperature: float) -> Choice | None:
        """What another attempt is made with after a rule's action; None where there is none.

        Args:
            temperature: of the attempt that was stopped.
        """
        first, own = self.fallbacks[0] if self.fallbacks else Choice(), self.choice
        match action:
            case "retry_cooler":
                cooler = first.temperature
                return Choice(own.kind, own.lm, temperature / 2 if cooler is None else cooler)
            case "switch_module":
                found = next((other for other in self.fallbacks if other.kind is not None), None)
            case "switch_lm":
                found = next((other for other in self.fallbacks if other.lm is not None), None)
            case _:
                return None
        if found is None:
            return None
        cooler = own.temperature if found.temperature is None else found.temperature
        return Choice(found.kind or own.kind, found.lm or own.lm, cooler)

    def choices(self, temperature: float) -> list[Choice]:
        """All that the lane may come to, its own first.

        Args:
            temperature: of its first attempt.
        """
        later = [self.next(action, temperature) for action in get_args(Action)]
        return list(dict.fromkeys([self.choice, *(choice for choice in later if choice is not None)]))


@dataclass(frozen=True)
class StreamPlan:
    """See the contract (§4a)."""

    lanes: tuple[LanePlan, ...]
    pick: Pick
    gate: str | None
    threshold: float
    judge: str | None
    margin: float
    rules: tuple[Rule, ...]

    @staticmethod
    def of(body: Mapping[str, Any]) -> StreamPlan:
        """Reads the plan of a job. Raises WorkerError ``streams_invalid`` or ``rule_invalid``."""
        lanes = tuple(_lane(record) for record in body.get("lanes") or ())
        if not 1 <= len(lanes) <= MOST_LANES:
            raise _invalid(f"There are {len(lanes)} lanes.", f"Use 1 to {MOST_LANES}.")
        if len({lane.id for lane in lanes}) < len(lanes):
            raise _invalid("Two lanes have the same id.", "Give each lane one of its own.")
        pick = body.get("pick", "race")
        if pick not in get_args(Pick):
            raise _invalid(f'There is no way to pick named "{pick}".', f"Use {', '.join(get_args(Pick))}.")
        return StreamPlan(
            lanes,
            cast(Pick, pick),
            body.get("gate") or None,
            float(body.get("threshold", 0.5)),
            body.get("judge") or None,
            float(body.get("margin", 0.1)),
            tuple(rule_of(record) for record in body.get("rules") or ()),
        )


def changed(program: Json, node: str | None, choice: Choice) -> tuple[Json, str | None]:
    """The program with a choice made, and the path of the node that has another kind now.

    Raises:
        WorkerError: ``node_unknown``; ``streams_invalid`` where a kind is for one of several nodes and none is named.
    """
    paths = modules(program)
    if node is not None and node not in paths:
        raise WorkerError("node_unknown", f'There is no module node "{node}".', where=Where(node=node))
    if choice.kind is not None and node is None and len(paths) != 1:
        raise _invalid(
            f"A lane has another module, {choice.kind}, but the program has {len(paths)} modules.",
            "Name the node that it stands for.",
        )
    targets = paths if node is None else [node]
    kinds = dict(every_node(program))
    other = next((path for path in targets if choice.kind not in (None, kinds[path]["kind"])), None)
    return _with(program, set(targets), choice, ""), other


def modules(program: Json) -> list[str]:
    """Paths of the nodes that are modules of DSPy."""
    return [path for path, found in every_node(program) if _has_signature(found["kind"])]


def _with(program: Json, targets: set[str], choice: Choice, around: str) -> Json:
    def node(found: Json) -> Json:
        path = f"{around}{found['id']}"
        if found["kind"] == "program":
            return {**found, "program": _with(found["program"], targets, choice, f"{path}.")}
        return _chosen(found, choice) if path in targets else found

    return {**program, "nodes": [node(found) for found in program["nodes"]]}


def _chosen(node: Json, choice: Choice) -> Json:
    made = dict(node)
    if choice.kind is not None and choice.kind != node["kind"]:
        if not _has_signature(choice.kind):
            raise _invalid(f'A lane names the module "{choice.kind}", which is none.', "Choose one of the list.")
        made = _of_kind(made, choice.kind)
    if choice.lm is not None:
        made["lm"] = choice.lm
        made |= _all_members(made, lm=choice.lm)
    if choice.temperature is not None and members_of(made):
        made |= _all_members(made, temperature=choice.temperature)
    elif choice.temperature is not None:
        made["parameters"] = {**(made.get("parameters") or {}), "temperature": choice.temperature}
    return made


def _all_members(node: Json, **same: Any) -> Json:
    members = members_of(node)
    return {"members": [{**member, **same} for member in members]} if members else {}


def _of_kind(node: Json, name: str) -> Json:
    kind, before = KINDS[name], KINDS[node["kind"]]
    made = {**node, "kind": name}
    if not kind.inner:
        made.pop("inner", None)
    elif not before.inner:
        made["inner"] = "Predict" if node["kind"] in SEVERAL else node["kind"]
    if not kind.members:
        made.pop("members", None)
    if not kind.tools:
        made.pop("tools", None)
    if not kind.reward:
        made.pop("reward", None)
    known = parameters_of(made)
    settings = {key: value for key, value in (node.get("parameters") or {}).items() if key in known}
    return {**made, "parameters": settings}


def _has_signature(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].signature


def _lane(record: Mapping[str, Any]) -> LanePlan:
    return LanePlan(
        str(record.get("id") or ""),
        str(record.get("name") or ""),
        record.get("node") or None,
        _choice(record),
        tuple(_choice(other) for other in record.get("fallbacks") or ()),
    )


def _choice(record: Mapping[str, Any]) -> Choice:
    temperature = record.get("temperature")
    return Choice(
        record.get("kind") or None, record.get("lm") or None, None if temperature is None else float(temperature)
    )


def _invalid(message: str, hint: str) -> WorkerError:
    return WorkerError("streams_invalid", message, hint)
