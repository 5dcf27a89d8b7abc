"""The rules that code is read by, and the modules and builtins that it gets."""

from __future__ import annotations

import ast
from types import ModuleType

import pytest

from dspex_worker.sandbox.inside.library import OFFERED, offered, restricted_builtins
from dspex_worker.sandbox.inside.rules import RuleError, check

REFUSED = {
    "import os": "The module os is not available",
    "import os.path as path": "The module os.path is not available",
    "from subprocess import run": "The module subprocess is not available",
    "from . import x": "The module . is not available",
    "from math import __loader__": "The attribute __loader__",
    "().__class__": "The attribute __class__",
    "''.__class__.__mro__": "The attribute __",
    "x.__init__.__globals__": "The attribute __globals__",
    "int.mro()": "The attribute mro",
    "(x for x in ()).gi_frame": "The attribute gi_frame",
    "e.tb_frame.f_back": "The attribute ",
    "f.__code__ = g.__code__": "The attribute __code__",
    "f'{x.__dict__}'": "The attribute __dict__",
    "del x.__class__": "The attribute __class__",
    "match x:\n case object(__class__=c): pass": "The attribute __class__",
    "def __getattribute__(self): pass": "__getattribute__ is not available",
    "class A:\n def __reduce__(self): pass": "__reduce__ is not available",
    "__builtins__": "__builtins__ is not available",
    "__builtins__ = {}": "__builtins__ is not available",
    "global __builtins__": "__builtins__ is not available",
    "import math as __builtins__": "__builtins__ is not available",
    "__import__('os')": "__import__ is not available",
    "open('x')": "open is not available",
    "eval('1')": "eval is not available",
    "f = exec": "exec is not available",
    "compile('1', '', 'eval')": "compile is not available",
    "exit()": "exit is not available",
    "vars(x)": "vars is not available",
    "async def f(): await x": "AsyncFunctionDef is not available",
}
ALLOWED = [
    "import math, json, re\nfrom collections import Counter\nfrom urllib.parse import quote",
    "class A:\n    def __init__(self): super().__init__(); self._x = self.__y = 2\n    def __str__(self): return 'A'",
    "if __name__ == '__main__':\n    print(type(x).__name__)",
    "input = 'text'\nprint(input)",
    "def help(open): return open\nhelp(1)",
    "with a as b:\n    pass",
    "try:\n    x\nexcept* ValueError as e:\n    raise\nfinally:\n    pass",
    "match x:\n    case {'a': [1, *rest]} | None: pass\n    case str() as s if s: pass\n    case _: pass",
    "[y := x for x in range(3)], {1: 2, **z}, {*a}, f'{x!r:>{n}}', lambda *a, **k: (yield)",
    "@f\ndef g(a, /, b: int = 1, *, c) -> str:\n    nonlocal_ = a @ b\n    del a\n    assert c, 'c'\n    return ...",
]


@pytest.mark.parametrize("code", REFUSED)
def test_refused_with_its_line(code: str) -> None:
    with pytest.raises(
        RuleError, match=f"^Line 3: {REFUSED[code]}".replace(".", r"\.") if "\n" not in code else "^Line "
    ):
        check(ast.parse(f"x = 1\n\n{code}"), ())


def test_the_line_of_a_nested_place() -> None:
    with pytest.raises(RuleError, match=r"^Line 4: The attribute __reduce_ex__ is not available"):
        check(ast.parse("def f(x):\n    if x:\n        return [\n            x.__reduce_ex__\n        ]"), ())


@pytest.mark.parametrize("code", ALLOWED)
def test_allowed(code: str) -> None:
    check(ast.parse(code), ())


def test_names_that_are_given_may_be_used() -> None:
    check(ast.parse("input.strip()"), {"input"})
    check(ast.parse("import dspy"), (), {"dspy"})


@pytest.mark.parametrize("name", OFFERED)
def test_an_offered_module_has_public_names_and_no_modules(name: str) -> None:
    module = offered(name)
    inner = {n for n in OFFERED if n.startswith(f"{name}.")}
    public = {n: v for n, v in vars(module).items() if not n.startswith("_")}
    assert public
    assert {f"{name}.{n}" for n, v in public.items() if isinstance(v, ModuleType)} == inner
    assert {n for n in vars(module) if n.startswith("_")} <= {
        "__name__",
        "__doc__",
        "__package__",
        "__loader__",
        "__spec__",
    }


def test_what_reads_attributes_by_name_or_runs_text_is_left_out() -> None:
    for module, name in (
        ("operator", "attrgetter"),
        ("operator", "methodcaller"),
        ("string", "Formatter"),
        ("typing", "get_type_hints"),
        ("dataclasses", "make_dataclass"),
        ("io", "open"),
        ("io", "FileIO"),
        ("ast", "parse"),
    ):
        assert not hasattr(offered(module), name)


def test_attributes_by_name_follow_the_same_rule() -> None:
    names = restricted_builtins(lambda _: None)
    assert names["getattr"]("x", "upper")() == "X"
    assert names["getattr"]("x", "nothing", 5) == 5
    for call in (
        lambda: names["getattr"]((), "__class__"),
        lambda: names["hasattr"](len, "__self__"),
        lambda: names["setattr"](RuleError, "__module__", "x"),
    ):
        with pytest.raises(AttributeError, match="not available in the sandbox"):
            call()


def test_imports_at_run_time_follow_the_same_list() -> None:
    names = restricted_builtins({"dspy": ModuleType("dspy")}.get)
    import_ = names["__import__"]
    assert import_("dspy").__name__ == "dspy"
    assert import_("collections.abc").abc.Mapping
    assert import_("collections.abc", None, None, ("Mapping",)).Mapping
    assert not hasattr(import_("os"), "listdir")
    with pytest.raises(ImportError, match="is not available in the sandbox"):
        import_("no_such_module")
    with pytest.raises(ImportError, match="no package"):
        import_("math", None, None, (), 1)


def test_no_builtin_that_reaches_out() -> None:
    names = restricted_builtins(lambda _: None)
    assert not {"open", "eval", "exec", "compile", "input", "vars", "globals", "locals", "breakpoint"} & names.keys()
