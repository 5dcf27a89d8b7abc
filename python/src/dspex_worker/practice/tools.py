"""Tools an agent's prompt offers, the steps taken so far, and which call comes next."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dspex_worker.practice.case import Case
from dspex_worker.practice.choose import choose
from dspex_worker.practice.extract import extract
from dspex_worker.practice.spans import spans
from dspex_worker.practice.text import STOP, quoted, stem, words

_MOST_CALLS = 2
_TOOL = re.compile(
    r"(\w+), whose description is <desc>(.*?)</desc>\. It takes arguments (\{.*?\})\.(?=\s*$)", re.DOTALL | re.MULTILINE
)
_OPEN = ("query", "question", "search", "text", "prompt", "request", "q")
_NOTHING = re.compile(r"(?i)execution error in|unknown|no |none\b|\W*$|.{0,60}\b(?:not found|no such|does not exist)")
_EXPRESSION = re.compile(r"\(*-?\d[\d.\s()]*(?:[-+*/^%][\d.\s()-]+)+")


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its name, description and arguments (JSON schema by name)."""

    name: str
    desc: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One call made: the tool, the text of its arguments and what it returned."""

    tool: str
    args: str
    observation: str

    @property
    def failed(self) -> bool:
        """Whether the tool raised an error or says that it found nothing."""
        return bool(_NOTHING.match(self.observation))


@dataclass(frozen=True, slots=True)
class Call:
    """The call to make and the thought behind it; ``tool`` is None when there is nothing more to ask."""

    tool: str | None
    args: Mapping[str, Any]
    thought: str


def read_tools(text: str) -> list[Tool]:
    """The tools a text describes the way DSPy prints them."""
    found = []
    for name, desc, args in _TOOL.findall(text):
        try:
            schema = ast.literal_eval(args)
        except (ValueError, SyntaxError):
            schema = {}
        found.append(Tool(name, " ".join(desc.split()), schema))
    return found


def next_call(case: Case, tools: Sequence[Tool], steps: Sequence[Step]) -> Call:
    """The best matching tool first, a second one when the question also names it, then nothing more."""
    used = {step.tool for step in steps}
    free = [tool for tool in tools if tool.name not in used]
    good = [step for step in steps if not step.failed]
    if good:
        claimed = {stem for tool in tools if tool.name in used for stem in _claim(case, tool)}
        free = [tool for tool in free if set(_claim(case, tool)) - claimed]
    if not free or len(steps) >= _MOST_CALLS:
        said = f"'{good[-1].observation[:60]}' answers the question" if good else "No tool is left to ask"
        return Call(None, {}, f"{said}, so I finish.")
    tool = _best(case, free, steps)
    args = _arguments(case, tool, steps)
    reason = f"The question mentions {quoted(_claim(case, tool)[:2])}" if _claim(case, tool) else "This tool fits best"
    with_args = ", ".join(f"{name} = {value}" for name, value in args.items())
    return Call(tool.name, args, f"{reason}, so I call {tool.name}{f' with {with_args}' if with_args else ''}.")


def _best(case: Case, free: Sequence[Tool], steps: Sequence[Step]) -> Tool:
    """The tool most like the question. Of tools that would take the same argument, the one named closest before it.

    So ``the weather in the capital of France`` asks for the capital first, whose answer the weather then takes.
    """
    free = _callable(case, free) or free
    described = "\n".join(f"{tool.name}: {tool.desc} {' '.join(tool.args)}" for tool in free)
    asking = Case(described, (), case.text, case.inputs, 0.0, case.salt)
    best = choose(asking, "tool", [tool.name for tool in free], []).option
    chosen = next(tool for tool in free if tool.name == best)
    args = set(map(str, _arguments(case, chosen, steps).values()))
    rivals = [tool for tool in free if args & set(map(str, _arguments(case, tool, steps).values()))]
    return max(rivals, key=lambda tool: (_last_claim(case, tool), tool is chosen), default=chosen)


def _callable(case: Case, tools: Sequence[Tool]) -> list[Tool]:
    """The tools whose numbers the question holds; of these the ones that take numbers, if any does and is named."""
    held = len(spans("number", case.text))
    fitting = [tool for tool in tools if _numbers(tool) <= held]
    taking = [tool for tool in fitting if _numbers(tool)]
    named = [tool for tool in fitting if _claim(case, tool)]
    return taking if taking and (not named or any(tool in named for tool in taking)) else fitting


def _numbers(tool: Tool) -> int:
    """How many numbers a tool's arguments take."""
    kinds = (schema.get("type") for schema in tool.args.values() if isinstance(schema, Mapping))
    return sum(kind in ("integer", "number") for kind in kinds)


def _last_claim(case: Case, tool: Tool) -> int:
    return max((case.text.lower().rfind(word) for word in _claim(case, tool)), default=-1)


def final_text(steps: Sequence[Step]) -> str:
    """What the tools found: each useful observation, but not one that only served as the argument of the next."""
    good = [step for step in steps if not step.failed and step.tool not in ("finish", "submit")]
    kept = [
        s.observation for i, s in enumerate(good) if not any(s.observation in later.args for later in good[i + 1 :])
    ]
    return "; ".join(kept)


def _claim(case: Case, tool: Tool) -> list[str]:
    """The telling words of the question that the tool's name, description or arguments contain too."""
    said = {stem(word) for word in words(re.sub(r"_", " ", f"{tool.name} {tool.desc} {' '.join(tool.args)}"))}
    return [w for w in dict.fromkeys(words(case.text)) if w not in STOP and not w.isdigit() and stem(w) in said]


def _arguments(case: Case, tool: Tool, steps: Sequence[Step]) -> dict[str, Any]:
    numbers = [case.text[slice(*span)].replace(",", "") for span in spans("number", case.text)]
    numbers = [n for n in numbers if not any(re.search(rf"\b{re.escape(n)}\b", step.args) for step in steps)] or numbers
    taken = " ".join(step.args for step in steps)
    args: dict[str, Any] = {}
    for name, schema in tool.args.items():
        kind = schema.get("type") if isinstance(schema, Mapping) else "string"
        if kind in ("integer", "number"):
            number = float(numbers.pop(0)) if numbers else 0.0
            args[name] = int(number) if kind == "integer" else number
        elif kind == "boolean":
            args[name] = False
        else:
            args[name] = _string(case, name, taken + " ".join(map(str, args.values())), steps)
    return args


def _string(case: Case, name: str, taken: str, steps: Sequence[Step]) -> str:
    if name.lower() in _OPEN:
        return case.text.strip()
    if name.lower() in ("expression", "formula") and (found := _EXPRESSION.search(case.text)):
        return found[0].strip()
    marked: list[str] = [first or second for first, second in re.findall(r"'([^']+)'|\"([^\"]+)\"", case.text)]
    named = [case.text[slice(*span)] for span in spans("name", case.text) if span[0] > 0]
    fresh = [value for value in (*marked, *named) if value not in taken]
    if fresh:
        return fresh[0]
    if steps:
        return steps[-1].observation
    found_name = extract(case, name, "name", [])
    return found_name.text if found_name else case.text.strip()
