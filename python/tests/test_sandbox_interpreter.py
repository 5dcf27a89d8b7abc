"""The sandbox as DSPy's interpreter: state, values, tools, output, errors; and text of any kind."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from typing import Any

import dspy
import pydantic
import pytest
from dspy.primitives.code_interpreter import CodeExecutionError, CodeInterpreterError, FinalOutput
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dspex_worker.errors import to_worker_error
from dspex_worker.sandbox.interpreter import SandboxEndedError, SandboxInterpreter
from dspex_worker.sandbox.limits import Limits
from sandboxing import all_but, family, guarded, missing, sandbox


@pytest.fixture
def whole() -> Iterator[SandboxInterpreter]:
    """A sandbox with every guard."""
    with sandbox(*all_but()) as interpreter:
        yield interpreter


@guarded
def test_it_is_dspys_interpreter(whole: SandboxInterpreter) -> None:
    assert isinstance(whole, dspy.CodeInterpreter)
    assert family(whole) == []
    whole.start()
    first = family(whole)
    whole.start()
    assert family(whole) == first
    assert len(first) == 2
    whole.shutdown()
    whole.shutdown()
    assert family(whole) == []
    with pytest.raises(CodeInterpreterError, match="shut down"):
        whole.start()


@guarded
def test_names_persist_and_values_come_back(whole: SandboxInterpreter) -> None:
    assert whole.execute("import math\nx = 16\ndef half(n): return n / 2") is None
    assert whole.execute("half(math.sqrt(x))") == 2.0
    assert whole.execute("print('a')\nprint('b')") == "a\nb"
    assert whole.execute("print('a')\n(1, {2})") == "a\n[1, [2]]"
    assert whole.execute("x", {"x": {"ä": [1, None, True]}}) == {"ä": [1, None, True]}
    assert whole.execute("") is None


@guarded
def test_records_arrive_as_objects(whole: SandboxInterpreter) -> None:
    class Person(pydantic.BaseModel):
        name: str

    assert whole.execute("[p['name'] for p in people]", {"people": [Person(name="Ada")]}) == ["Ada"]


@guarded
@pytest.mark.parametrize("name", ["SUBMIT", "a b", "class", "__builtins__", "tool"])
def test_names_that_a_variable_cannot_have(whole: SandboxInterpreter, name: str) -> None:
    whole.tools["tool"] = len
    with pytest.raises(CodeInterpreterError, match="cannot be called"):
        whole.execute("1", {name: 1})


@guarded
def test_submit(whole: SandboxInterpreter) -> None:
    assert whole.execute("SUBMIT({'a': 1})\nprint('never')") == FinalOutput({"output": {"a": 1}})
    with pytest.raises(CodeExecutionError, match="SUBMIT takes one value"):
        whole.execute("SUBMIT(1, 2)")
    whole.output_fields = [{"name": "a", "type": "int"}, {"name": "b"}]
    for call in ("SUBMIT(1, 'x')", "SUBMIT(a=1, b='x')", "SUBMIT(1, b='x')"):
        assert whole.execute(call) == FinalOutput({"a": 1, "b": "x"})
    with pytest.raises(CodeExecutionError, match="SUBMIT takes a, b: missing a required argument: 'b'"):
        whole.execute("SUBMIT(1)")
    with pytest.raises(CodeExecutionError, match="too many"):
        whole.execute("try:\n    SUBMIT(1, 2, 3)\nexcept ValueError:\n    pass")


@guarded
def test_tools_run_here_in_the_calling_thread(whole: SandboxInterpreter) -> None:
    seen: list[tuple[int, threading.Thread]] = []

    def add(a: int, b: int = 1) -> dict[str, int]:
        seen.append((os.getpid(), threading.current_thread()))
        return {"sum": a + b}

    async def slowly(text: str) -> str:
        await asyncio.sleep(0)
        return text.upper()

    def fail() -> None:
        raise LookupError("no such article")

    whole.tools.update(add=add, named=dspy.Tool(add, name="named"), slowly=slowly, fail=fail)
    assert whole.execute("[add(1), add(1, 2), add(b=5, a=1), named(1, 2), slowly('a')]") == [
        {"sum": 2},
        {"sum": 3},
        {"sum": 6},
        {"sum": 3},
        "A",
    ]
    assert set(seen) == {(os.getpid(), threading.current_thread())}
    assert whole.execute("try:\n    fail()\nexcept RuntimeError as e:\n    print(e)") == "LookupError: no such article"
    with pytest.raises(CodeExecutionError, match=r"no such article \(line 2: fail\(\)\)"):
        whole.execute("\nfail()")
    with pytest.raises(CodeExecutionError, match="multiple values for argument 'a'"):
        whole.execute("add(1, a=2)")
    del whole.tools["add"]
    with pytest.raises(CodeExecutionError, match="NameError"):
        whole.execute("add(1)")


@guarded
def test_an_async_tool_within_a_running_loop(whole: SandboxInterpreter) -> None:
    async def double(n: int) -> int:
        return 2 * n

    async def main() -> Any:
        whole.tools["double"] = double
        return whole.execute("double(4)")

    assert asyncio.run(main()) == 8


@guarded
def test_what_a_tool_raises_past_errors_ends_the_session(whole: SandboxInterpreter) -> None:
    class Stop(BaseException):
        pass

    def stop() -> None:
        raise Stop

    whole.tools["stop"] = stop
    with pytest.raises(Stop):
        whole.execute("try:\n    stop()\nexcept BaseException:\n    pass")
    assert family(whole) == []


@guarded
def test_the_time_of_a_tool_is_not_the_codes() -> None:
    started = threading.Event()
    with sandbox(*all_but(), limits=Limits(seconds=2, grace=0.5), tools={"wait": lambda: started.wait(3)}) as held:
        assert held.execute("wait()\n1 + 1") == 2


@guarded
def test_errors_name_the_line(whole: SandboxInterpreter) -> None:
    whole.execute("def divide(a, b):\n    return a / b")
    with pytest.raises(CodeExecutionError, match=r"^ZeroDivisionError: division by zero \(line 2: return a / b\)$"):
        whole.execute("divide(1, 0)")
    with pytest.raises(
        CodeExecutionError, match=r"^KeyError: 'a' \(line 2: \{\}\['a'\]\)\nPrinted before that:\nhere$"
    ):
        whole.execute("print('here')\n{}['a']")
    with pytest.raises(SyntaxError, match=r"line 2: y ="):
        whole.execute("x = 1\ny =")
    with pytest.raises(CodeExecutionError, match="Line 2: The module os"):
        whole.execute("x = 1\nimport os")
    with pytest.raises(CodeExecutionError, match="SystemExit"):
        whole.execute("raise SystemExit")
    with pytest.raises(CodeExecutionError, match="RecursionError"):
        whole.execute("def f(): return f()\nf()")


@guarded
def test_output_is_bounded() -> None:
    with sandbox(*all_but(), limits=Limits(output=10, message=1000)) as held:
        assert held.execute("for n in range(1000): print('12345')") == "12345\n1234\n… (cut after 10 characters)"
        assert held.execute("'x' * 100") == "xxxxxxxxxx\n… (cut after 10 characters)"
        with pytest.raises(CodeExecutionError, match="too large"):
            held.execute("SUBMIT('x' * 10_000)")
        with pytest.raises(CodeExecutionError, match="too many"):
            held.execute("x", {"x": "x" * 10_000})
        assert held.execute("1 + 1") == 2


@guarded
def test_random_numbers_repeat() -> None:
    code = "import random\n[random.random(), list({'a', 'b', 'c'})]"
    with sandbox(*all_but(), seed=3) as one, sandbox(*all_but(), seed=3) as other, sandbox(*all_but(), seed=4) as third:
        assert one.execute(code) == other.execute(code)
        assert one.execute(code)[0] != third.execute(code)[0]


@guarded
def test_one_execution_at_a_time(whole: SandboxInterpreter) -> None:
    def again() -> None:
        whole.execute("1")

    whole.tools["again"] = again
    with pytest.raises(CodeExecutionError, match="running other code"):
        whole.execute("again()")


@guarded
def test_it_can_be_shut_down_from_another_thread(whole: SandboxInterpreter) -> None:
    def end() -> None:
        thread = threading.Thread(target=whole.shutdown)
        thread.start()
        thread.join(20)

    whole.tools["end"] = end
    with pytest.raises(SandboxEndedError, match="shut down"):
        whole.execute("end()")
    assert family(whole) == []


@guarded
def test_half_characters_are_replaced(whole: SandboxInterpreter) -> None:
    assert whole.execute("print('a\\ud800', end='')\n'\\udc00b'") == "a?\n?b"


@guarded
def test_a_lost_session_is_an_error_for_the_person() -> None:
    with sandbox(*all_but(), limits=Limits(seconds=1, grace=0.5)) as held:
        with pytest.raises(SandboxEndedError) as ended:
            held.execute("sum(range(10 ** 12))")
    error = to_worker_error(ended.value)
    assert (error.code, error.retryable) == ("sandbox_ended", True)
    assert error.message.startswith("The code of the LM was stopped.")


@guarded
def test_a_library_that_looks_things_up_late(whole: SandboxInterpreter) -> None:
    code = (
        "import collections, copy, csv, dataclasses, datetime, decimal, enum, fractions, hashlib, io, json\n"
        "import statistics, typing, uuid, urllib.parse, textwrap, difflib, html\n"
        "@dataclasses.dataclass\nclass P:\n    x: int = 1\n    def __post_init__(self): self.y = self.x\n"
        "class E(enum.Enum):\n    A = 1\n"
        "class T(typing.NamedTuple):\n    a: int\n"
        "N = collections.namedtuple('N', 'a b')\n"
        "rows = list(csv.DictReader(io.StringIO('a,b\\n1,2')))\n"
        "[datetime.datetime.strptime('3 May 2024', '%d %B %Y').isoformat(), str(decimal.Decimal('1.1') * 3),\n"
        " str(fractions.Fraction(1, 3)), hashlib.sha256(b'x').hexdigest()[:4], statistics.mean([1, 2]), rows,\n"
        " copy.deepcopy(P(2)).y, E.A.name, T(1).a, N(1, 2)._asdict(), json.loads('[1]'),\n"
        " 'é'.encode('latin-1').decode('cp1252'),\n"
        " urllib.parse.urlparse('http://a/b').path, textwrap.shorten('a b c d e f', 9),\n"
        " html.unescape('&amp;'), '\\N{BULLET}']"
    )
    assert whole.execute(code) == [
        "2024-05-03T00:00:00",
        "3.3",
        "1/3",
        "2d71",
        1.5,
        [{"a": "1", "b": "2"}],
        2,
        "A",
        1,
        {"a": 1, "b": 2},
        [1],
        "é",
        "/b",
        "a b [...]",
        "&",
        "•",
    ]


PIECES = st.sampled_from(
    [
        *("import os", "while True: pass", "x = ", "lambda", "().__class__", "print(", "raise", "SUBMIT(1)", "tool()"),
        *("'a' * 9**9", "\n    ", "\n", "def f():", "f()", "[", "{", "9**9**9", "\\", "\0", "😀", "yield", "match x:"),
        *("case _:", "try:", "except:", "finally:", "del x", "global x", "f'{x", "@", "async ", "await ", "..."),
    ]
)
CODE = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES).map("\n".join))


@pytest.fixture(scope="module")
def shared() -> Iterator[list[SandboxInterpreter]]:
    """One sandbox for many executions, replaced when it is lost."""
    held: list[SandboxInterpreter] = []
    yield held
    for interpreter in held:
        interpreter.shutdown()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(code=CODE)
def test_no_text_brings_the_worker_down_or_makes_it_wait(shared: list[SandboxInterpreter], code: str) -> None:
    if missing():
        return  # the refusal is tested above
    if not shared:
        limits = Limits(seconds=0.3, grace=0.3, memory=300 << 20, cpu=20)
        shared.append(SandboxInterpreter(frozenset(all_but()), {"tool": lambda: 1}, limits=limits))
    try:
        shared[0].execute(code)
    except (CodeExecutionError, SyntaxError):
        assert len(family(shared[0])) == 2
    except SandboxEndedError:
        assert family(shared.pop()) == []
    else:
        assert len(family(shared[0])) == 2
