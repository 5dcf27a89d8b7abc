"""What the worker tells a person has its German form, by which the window shows it."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import dspex_worker
from dspex_worker import lm_errors
from dspex_worker.sandbox.availability import guards
from dspex_worker.tuning.advice import advise, objection, within

SOURCES = Path(dspex_worker.__file__).parent
CATALOGUES = SOURCES.parents[2] / "bridge/src/main/resources/dev/dspex/program"

# Which arguments of a call a person reads, by position.
TOLD = {
    "WorkerError": (1, 2),
    "setting_error": (1, 2),
    "NotReadError": (0,),
    "BadTypeError": (0,),
    "told": (0,),
    "_told": (0,),
    "_invalid": (1,),
    "accept": (1,),
    "reject": (1,),
    "fail": (1,),
    "_set": (2,),
}
PLACE = "\x00"


def test_every_message_has_its_german_form() -> None:
    known = catalogue()
    missing = [f"{where}: {text}" for where, text in messages() if not says(known, text)]
    assert not missing


def test_errors_of_lms_and_the_guards_of_the_sandbox_have_theirs() -> None:
    known = catalogue()
    texts = [text for message, hint, _ in lm_errors._TEXTS.values() for text in (message, hint)]
    texts += [text for guard in guards() for text in (guard.does[:1].lower() + guard.does[1:], guard.hint)]
    texts = [re.sub(r"\{\w+\}", PLACE, text) for text in texts]
    assert [text for text in texts if text.strip(PLACE) and not says(known, text)] == []


def test_advice_has_its_german_form() -> None:
    known = catalogue()
    kinds: list[list[str]] = [[], ["integer"], ["float", "demos"], ["integer", "choice", "instruction"]]
    advised = [advise(k, rows, feedback) for k in kinds for rows in (20, 200) for feedback in (False, True)]
    advised += [within(advice, 400, lambda name, _: 90 if "B" in name else 900) for advice in advised]
    said = [advice.reason for advice in advised]
    names = ["Grid", "SIMBA", "GEPA", "LabeledFewShot", "Ensemble", "BootstrapFewShot", "MIPROv2", "TPE"]
    said += [
        objection(name, k, changed, rows, False)
        for name in names for k in kinds for changed in ([], k) for rows in (20, 200)
    ]  # fmt: skip
    assert len(set(said)) > 20
    assert sorted({text for text in said if text and not says(known, text)}) == []


def catalogue() -> list[re.Pattern[str]]:
    """What is known: places may hold anything."""
    found = []
    for file in ("words_de.po", "told_de.po"):
        for line in (CATALOGUES / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("msgid "):
                text = ast.literal_eval(line.removeprefix("msgid "))
                found.append(re.compile("(?s:.*)".join(map(re.escape, re.split(r"\{\}|%s", text)))))
    return found


def says(known: list[re.Pattern[str]], text: str) -> bool:
    clause = text[:1].lower() + text[1:].removesuffix(".")
    return any(pattern.fullmatch(form) for pattern in known for form in (text, clause))


def messages() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)] or [tree]
        for function in functions:
            chosen = assigned(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call):
                    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                    for position in TOLD.get(name, ()):
                        for text in texts_of(call.args[position], chosen) if position < len(call.args) else ():
                            if " " in text.strip(PLACE):
                                yield f"{path.relative_to(SOURCES)}:{call.lineno}", text


def assigned(function: ast.AST) -> dict[str, ast.expr]:
    """What names of a function stand for, where they are given one value."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def texts_of(node: ast.expr, chosen: dict[str, ast.expr], depth: int = 0) -> list[str]:
    """The texts that an expression may give, with a place for what is not written out."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.IfExp(_, body, other):
            return texts_of(body, chosen, depth) + texts_of(other, chosen, depth)
        case ast.JoinedStr(values):
            return ["".join(parts) for parts in itertools.product(*(texts_of(v, chosen, depth) for v in values))]
        case ast.FormattedValue(value):
            return texts_of(value, chosen, depth)
        case ast.BinOp(left, ast.Add(), right):
            return [a + b for a in texts_of(left, chosen, depth) for b in texts_of(right, chosen, depth)]
        case ast.Name(name) if depth < 2 and isinstance(chosen.get(name), (ast.IfExp, ast.JoinedStr)):
            return texts_of(chosen[name], chosen, depth + 1)
    return [PLACE]
