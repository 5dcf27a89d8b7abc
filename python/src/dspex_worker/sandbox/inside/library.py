"""What sandboxed code may import and call.

A module is offered as a copy that holds its public names only: no other modules, nothing with an
underscore, and none of what reads attributes by name or makes code from text.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

_ALL: tuple[str, ...] = ()
_ONLY: dict[str, tuple[str, ...]] = {
    "ast": ("literal_eval",),
    "io": ("StringIO", "BytesIO"),
    "uuid": ("UUID", "uuid3", "uuid4", "uuid5", "NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID"),
}
_NOT: dict[str, tuple[str, ...]] = {
    "dataclasses": ("make_dataclass",),
    "operator": ("attrgetter", "methodcaller"),
    "string": ("Formatter",),
    "typing": ("ForwardRef", "evaluate_forward_ref", "get_type_hints"),
}
OFFERED = (
    "abc ast base64 binascii bisect calendar cmath collections collections.abc colorsys contextlib copy csv "
    "dataclasses datetime decimal difflib enum fractions functools graphlib hashlib heapq hmac html io ipaddress "
    "itertools json math numbers operator pprint random re secrets statistics string struct textwrap time typing "
    "unicodedata urllib.parse uuid zlib"
).split()
"""The modules that may be imported."""
_BEHIND = (
    "_strptime encodings.ascii encodings.cp1252 encodings.idna encodings.latin_1 encodings.utf_16 encodings.utf_32 "
    "encodings.utf_8_sig stringprep ctypes inspect linecache reprlib traceback"
).split()
"""Modules that the offered ones import when they are used: there are no files to import from then."""

REFUSED = (
    "breakpoint compile delattr eval exec exit help input memoryview open quit vars __import__ __builtins__"
).split()
"""Builtins whose use is refused by name, before the code runs."""
_CALLABLE = (
    "abs all any ascii bin bool bytearray bytes callable chr classmethod complex dict dir divmod enumerate filter "
    "float format frozenset hash hex id int isinstance issubclass iter len list map max min next "
    "object oct ord pow print property range repr reversed round set slice sorted staticmethod str sum super tuple "
    "type zip aiter anext __build_class__"
).split()
_NAMED = ("Ellipsis", "NotImplemented", "__debug__")


def preload() -> None:
    """Imports everything that sandboxed code may need, while there are files to import from."""
    for name in (*OFFERED, *_BEHIND):
        importlib.import_module(name)


@functools.cache
def offered(name: str) -> ModuleType:
    """The copy of an offered module. Raises ImportError for any other."""
    if name not in OFFERED and not any(other.startswith(f"{name}.") for other in OFFERED):
        raise ImportError(f"The module {name} is not available in the sandbox. Available: {', '.join(OFFERED)}.")
    copy = ModuleType(name)
    if name in OFFERED:
        real = importlib.import_module(name)
        for public in _public(name, real):
            setattr(copy, public, getattr(real, public))
    for other in OFFERED:
        parent, _, child = other.rpartition(".")
        if parent == name:
            setattr(copy, child, offered(other))
    return copy


def _public(name: str, module: ModuleType) -> list[str]:
    names = _ONLY.get(name) or getattr(module, "__all__", None) or dir(module)
    hidden = _NOT.get(name, _ALL)
    return [
        one
        for one in names
        if not one.startswith("_")
        and one not in hidden
        and hasattr(module, one)
        and not isinstance(getattr(module, one), ModuleType)
    ]


def restricted_builtins(extra: Callable[[str], ModuleType | None]) -> dict[str, Any]:
    """The builtins of sandboxed code.

    Args:
        extra: a module that is no part of the library, by name; None for one that is not there.
    """

    def import_(name: str, _globals: Any = None, _locals: Any = None, fromlist: Any = (), level: int = 0) -> ModuleType:
        if level:
            raise ImportError("There is no package to import from in the sandbox.")
        found = extra(name)
        if found is not None:
            return found
        if name not in OFFERED and name in sys.modules:
            return ModuleType(name)  # asked for by C code, which takes the real one itself; rules keep others out
        module = offered(name)
        return module if fromlist else offered(name.partition(".")[0])

    exceptions = {
        name: value
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    }
    guarded = {"__import__": import_, "getattr": _getattr, "hasattr": _hasattr, "setattr": _setattr}
    plain = {name: getattr(builtins, name) for name in (*_CALLABLE, *_NAMED)}
    return {**exceptions, **plain, **guarded, "True": True, "False": False, "None": None}


def _allowed(name: Any) -> Any:
    from dspex_worker.sandbox.inside.rules import may_be_read

    if isinstance(name, str) and not may_be_read(str(name)):
        raise AttributeError(f"The attribute {name} is not available in the sandbox.")
    return str(name) if isinstance(name, str) else name


def _getattr(value: Any, name: Any, *default: Any) -> Any:
    return getattr(value, _allowed(name), *default)


def _hasattr(value: Any, name: Any) -> bool:
    return hasattr(value, _allowed(name))


def _setattr(value: Any, name: Any, new: Any) -> None:
    setattr(value, _allowed(name), new)
