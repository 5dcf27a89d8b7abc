"""Writing an answer in the format the adapter asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dspex_worker.practice.prompt import AdapterKind, Field


def render(adapter: AdapterKind, fields: Sequence[Field], values: Mapping[str, Any]) -> str:
    """The fields in order with their values, as the adapter parses them."""
    if adapter == "json":
        return json.dumps({field.name: values[field.name] for field in fields}, ensure_ascii=False, indent=2)
    if adapter == "xml":
        return "\n\n".join(_xml_field(field, values[field.name]) for field in fields)
    sections = (f"[[ ## {field.name} ## ]]\n{_plain(values[field.name])}" for field in fields)
    return "\n\n".join((*sections, "[[ ## completed ## ]]"))


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    return repr(value) if value is None or isinstance(value, bool) else json.dumps(value, ensure_ascii=False)


def _xml_field(field: Field, value: Any) -> str:
    open_record = field.type.startswith("dict[")  # JSON keeps the types of its values, elements would not
    if isinstance(value, dict | list) and field.type != "ToolCalls" and not open_record:
        return _element(field.name, value)
    return f"<{field.name}>\n{escape(_plain(value))}\n</{field.name}>"


def _element(tag: str, value: Any, key: str | None = None) -> str:
    attribute = f" key={quoteattr(key)}" if key is not None else ""
    if value is None:
        return f"<{tag}{attribute} />"
    if isinstance(value, list):
        inner = "".join(_element("item", item) for item in value)
    elif isinstance(value, dict):
        inner = "".join(
            _element(name, item) if name.isidentifier() else _element("entry", item, name)
            for name, item in value.items()
        )
    else:
        inner = escape(_plain(value))
    return f"<{tag}{attribute}>{inner}</{tag}>"
