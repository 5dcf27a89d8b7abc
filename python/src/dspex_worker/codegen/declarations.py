"""Records and signatures as classes, or by DSPy's and Pydantic's functions where a class body cannot say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dspex_worker import types
from dspex_worker.codegen.names import TYPING
from dspex_worker.fields import FieldSpec, Records
from dspex_worker.pytext import Names, class_name, comment, docstring, keyword_arguments, literal
from dspex_worker.wire import Json


class Declarations:
    """Source of the declarations of a program.

    Attributes:
        typing: names of the module ``typing`` that the source needs so far.
        used: names of the records that the source needs so far.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._signatures: dict[str, Json] = {}
        self.typing: set[str] = set()
        self.used: set[str] = set()

    def signatures(self, nodes: Mapping[str, Json], names: Names) -> dict[str, str]:
        """The class name of each node's signature; nodes with equal signatures share a class."""
        given: dict[str, str] = {}
        for node, record in nodes.items():
            if "signature" not in record:
                for spec in (*record.get("inputs", ()), *record.get("outputs", ())):
                    self.needs(self._records.field(spec).type)
                continue
            signature = record["signature"]
            same = [name for name, other in self._signatures.items() if other == signature]
            if not same:
                same = [names.new(class_name(str(signature.get("name") or record["id"]), "Signature"))]
                self._signatures[same[0]] = signature
            given[node] = same[0]
            for spec in (*signature["inputs"], *signature["outputs"]):
                self.needs(self._records.field(spec).type)
        return given

    def classes(self) -> Iterator[str]:
        """Each signature class."""
        yield from (self._signature(name, record) for name, record in self._signatures.items())

    def needs(self, kind: types.Type) -> None:
        """Takes the records that a type mentions, and those that they use, among the declared ones."""
        for name in types.record_names(kind) - self.used:
            self.used.add(name)
            for field in self._records.fields_of(name):
                self.needs(field.type)

    def type(self, kind: types.Type) -> str:
        """A type as source."""
        self.typing |= types.typing_names(kind)
        return types.source(kind)

    def records(self) -> Iterator[str]:
        """Each record after those it uses."""
        for name in self._records.names:
            if name not in self.used:
                continue
            fields, text = self._records.fields_of(name), self._records.description_of(name)
            if self._hides(fields):
                yield self._made_record(name, fields, text)
                continue
            lines = [*comment(self._records.comment_of(name)), f"class {name}(pydantic.BaseModel):"]
            lines += [docstring(text), ""] if text else []
            for f in fields:
                lines += [*comment(f.comment, "    "), f"    {f.name}: {self.type(f.type)} = {_record_field(f)}"]
            yield "\n".join(lines if fields else [*lines, "    pass"])

    def _signature(self, name: str, record: Json) -> str:
        inputs = [self._records.field(s) for s in record["inputs"]]
        outputs = [self._records.field(s) for s in record["outputs"]]
        text = str(record.get("instructions") or "")
        members = [(f, _signature_field(f, "InputField")) for f in inputs]
        members += [(f, _signature_field(f, "OutputField")) for f in outputs]
        if self._hides([*inputs, *outputs]):
            return self._made_signature(name, members, text, str(record.get("comment") or ""))
        lines = [*comment(str(record.get("comment") or "")), f"class {name}(dspy.Signature):"]
        lines += [docstring(text), ""] if text else []
        for f, made in members:
            lines += [*comment(f.comment, "    "), f"    {f.name}: {self.type(f.type)} = {made}"]
        return "\n".join(lines)

    def _hides(self, fields: Sequence[FieldSpec]) -> bool:
        """Whether a field in a class body would hide a name that a later field's type needs."""
        needed = {"str", "int", "float", "bool", "list", "dict", "dspy", "pydantic", *TYPING, *self._records.names}
        return any(field.name in needed for field in fields)

    def _made_record(self, name: str, fields: Sequence[FieldSpec], text: str) -> str:
        members = "".join(
            _above(f.comment, "    ") + f"    {f.name}=({self.type(f.type)}, {_record_field(f)}),\n" for f in fields
        )
        return (
            f"{name} = pydantic.create_model(\n    {literal(name)},\n    __doc__={literal(text or None)},\n{members})"
        )

    def _made_signature(self, name: str, members: Sequence[tuple[FieldSpec, str]], text: str, said: str) -> str:
        indent = "        "
        fields = "".join(
            _above(f.comment, indent) + f"{indent}{literal(f.name)}: ({self.type(f.type)}, {made}),\n"
            for f, made in members
        )
        rest = f"    {literal(text or None)},\n    {literal(name)},\n"
        return f"{name} = dspy.make_signature(\n{_above(said, '    ')}    {{\n{fields}    }},\n{rest})"


def _above(said: str, indent: str) -> str:
    return "".join(f"{line}\n" for line in comment(said, indent))


def _record_field(field: FieldSpec) -> str:
    options: list[tuple[str, Any]] = [("description", field.description)] if field.description else []
    if isinstance(field.type, types.OptionalOf):
        options.insert(0, ("default", None))
    return f"pydantic.Field({keyword_arguments([*options, *field.constraints.items()])})"


def _signature_field(field: FieldSpec, kind: str) -> str:
    options: list[tuple[str, Any]] = [("desc", field.description)] if field.description else []
    return f"dspy.{kind}({keyword_arguments([*options, *field.constraints.items()])})"
