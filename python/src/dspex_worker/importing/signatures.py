"""Signatures as classes, as text, and as made by ``dspy.Signature(…)``: all become records of program JSON."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

from dspex_worker import types
from dspex_worker.importing import comments
from dspex_worker.importing.annotations import Told, parsed_expression
from dspex_worker.importing.constants import Constants
from dspex_worker.importing.fields import field_arguments, field_record
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.models import Models
from dspex_worker.importing.scope import Scope
from dspex_worker.wire import Json


class Signatures:
    """Reads the signatures of one program; the record types that they need collect in ``models``."""

    def __init__(self, constants: Constants, models: Models, told: Told) -> None:
        self._constants, self._models, self._told = constants, models, told

    def of(self, node: ast.expr, scope: Scope) -> Json:
        """The signature that an expression means. Raises NotReadError."""
        match node:
            case ast.Constant(str() as text):
                return self._text(text, "", scope, node.lineno)
            case ast.Call(ast.Attribute(base, "with_instructions"), [instructions], []):
                return {**self.of(base, scope), "instructions": self._instructions(instructions, scope)}
            case ast.Call(function, arguments, keywords) if scope.dspy(function) in ("Signature", "make_signature"):
                return self._made(arguments, keywords, scope, node)
            case ast.Name() | ast.Attribute():
                found = scope.find(node)
                if found is not None and isinstance(found.node, ast.ClassDef):
                    return self.of_class(found.scope, found.node)
                if found is not None and isinstance(found.node, ast.Call | ast.Constant):
                    record = self.of(found.node, found.scope)
                    name = node.id if isinstance(node, ast.Name) else node.attr
                    return {**record, "name": record["name"] or name}
                raise NotReadError(f'the signature "{ast.unparse(node)}" is not in the file', node.lineno)
        text = self._constants.value(node, scope)
        if isinstance(text, str):
            return self._text(text, "", scope, node.lineno)
        raise NotReadError("a signature is worked out when the program runs", node.lineno)

    def of_class(self, scope: Scope, node: ast.ClassDef) -> Json:
        """A signature class. Raises NotReadError."""
        if not is_signature(scope, node):
            raise NotReadError(f"{node.name} is no signature", node.lineno)
        fields: dict[str, tuple[str, Json]] = dict(self._members(scope, node, 8))
        docs = [ast.get_docstring(c, clean=False) for c in _line(scope, node)]
        instructions = next((inspect.cleandoc(doc) for doc in docs if doc), "")
        record, comment = self._record(node.name, instructions, fields, node.lineno), comments.above(scope.source, node)
        return {**record, "comment": comment} if comment else record

    def _members(self, scope: Scope, node: ast.ClassDef, depth: int) -> Iterator[tuple[str, tuple[str, Json]]]:
        for origin, base in scope.bases(node) if depth else ():
            yield from self._members(origin, base, depth - 1)
        said = comments.of_members(scope.source, node)
        for statement in node.body:
            comment = said.get(statement.lineno, "")
            match statement:
                case ast.AnnAssign(ast.Name(name), annotation, ast.Call() as call):
                    yield name, self._field(name, annotation, call, scope, comment)
                case ast.Assign([ast.Name(name)], ast.Call() as call):
                    yield name, self._field(name, None, call, scope, comment)
                case ast.Expr(ast.Constant()) | ast.Pass():
                    pass
                case _:
                    raise NotReadError(f"{node.name} has more than fields", statement.lineno)

    def _field(
        self, name: str, annotation: ast.expr | None, call: ast.Call, scope: Scope, comment: str = ""
    ) -> tuple[str, Json]:
        side = scope.dspy(call.func)
        if side not in ("InputField", "OutputField"):
            raise NotReadError(f'"{name}" is made by neither InputField nor OutputField', call.lineno)
        kind = self._models.annotations.type(annotation, scope) if annotation is not None else types.Simple("str")
        description, constraints, default = field_arguments(call, self._constants, scope, self._told)
        if default:
            self._told(f'the default of "{name}" is left out', call.lineno)
        return side, field_record(name, kind, description, constraints, comment)

    def _made(self, arguments: list[ast.expr], keywords: list[ast.keyword], scope: Scope, node: ast.Call) -> Json:
        given = dict(zip(("signature", "instructions", "signature_name"), arguments, strict=False))
        for keyword in keywords:
            if keyword.arg not in ("signature", "instructions", "signature_name"):
                raise NotReadError("a signature is made with arguments that are not known", node.lineno)
            given[keyword.arg] = keyword.value
        if "signature" not in given:
            raise NotReadError("a signature is made of nothing", node.lineno)
        instructions = self._instructions(given["instructions"], scope) if "instructions" in given else ""
        name = self._constants.text(given["signature_name"], scope) if "signature_name" in given else ""
        signature = given["signature"]
        if isinstance(signature, ast.Dict):
            fields = dict(self._dict_members(signature, scope))
            record = self._record(name, instructions, fields, node.lineno)
            comment = comments.between(scope.source, node.lineno, signature.lineno - 1)
            return {**record, "comment": comment} if comment else record
        record = self._text(self._constants.text(signature, scope), instructions, scope, node.lineno)
        return {**record, "name": name}

    def _instructions(self, node: ast.expr, scope: Scope) -> str:
        value = self._constants.value(node, scope)
        if value is None:
            return ""
        return inspect.cleandoc(self._constants.text(node, scope))

    def _dict_members(self, node: ast.Dict, scope: Scope) -> Iterator[tuple[str, tuple[str, Json]]]:
        before = node.lineno
        for key, value in zip(node.keys, node.values, strict=True):
            name = self._constants.text(key, scope) if key is not None else ""
            comment = comments.between(scope.source, before, value.end_lineno or value.lineno)
            before = value.end_lineno or value.lineno
            match value:
                case ast.Tuple([annotation, ast.Call() as call]):
                    yield name, self._field(name, annotation, call, scope, comment)
                case ast.Call():
                    yield name, self._field(name, None, value, scope, comment)
                case _:
                    raise NotReadError(f'the field "{name}" is not written out', node.lineno)

    def _text(self, text: str, instructions: str, scope: Scope, line: int) -> Json:
        inputs, arrow, outputs = text.partition("->")
        if not arrow or "->" in outputs:
            raise NotReadError(f'"{text[:60]}" is no signature: it needs one "->"', line)
        fields: dict[str, tuple[str, Json]] = {}
        for side, part in (("InputField", inputs), ("OutputField", outputs)):
            for name, kind in self._text_fields(part, scope, line):
                if name in fields:
                    raise NotReadError(f'the signature "{text[:60]}" has "{name}" twice', line)
                fields[name] = side, field_record(name, kind, "", {})
        return self._record("", instructions, fields, line)

    def _text_fields(self, part: str, scope: Scope, line: int) -> Iterator[tuple[str, types.Type]]:
        if len(part) > 5000:
            raise NotReadError("a signature is too long", line)
        for item in _split(part):
            name, colon, annotation = item.partition(":")
            if not re.fullmatch(r"\s*[^\W\d]\w*\s*", name) or (colon and not annotation.strip()):
                raise NotReadError(f'"{item.strip()[:60]}" is no field of a signature', line)
            kind: types.Type = types.Simple("str")
            if colon:
                kind = self._models.annotations.type(parsed_expression(annotation, line), scope)
            yield name.strip(), kind

    def _record(self, name: str, instructions: str, fields: dict[str, tuple[str, Json]], line: int) -> Json:
        inputs = [record for side, record in fields.values() if side == "InputField"]
        outputs = [record for side, record in fields.values() if side == "OutputField"]
        if not inputs or not outputs:
            raise NotReadError(f"the signature {name or 'here'} has no {'outputs' if inputs else 'inputs'}", line)
        return {"name": name, "instructions": instructions, "inputs": inputs, "outputs": outputs}


def _split(part: str) -> Iterator[str]:
    """What commas outside of brackets and quotes separate."""
    depth, quote, start = 0, "", 0
    for place, sign in enumerate(part):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "[(":
            depth += 1
        elif sign in "])":
            depth -= 1
        elif sign == "," and depth == 0:
            yield part[start:place]
            start = place + 1
    yield part[start:]


def is_signature(scope: Scope, node: ast.ClassDef) -> bool:
    """Whether a class is a DSPy signature."""
    return any(
        scope_.dspy(base) == "Signature" for scope_, class_ in _line_with_scopes(scope, node) for base in class_.bases
    )


def _line(scope: Scope, node: ast.ClassDef) -> list[ast.ClassDef]:
    return [class_ for _, class_ in _line_with_scopes(scope, node)]


def _line_with_scopes(scope: Scope, node: ast.ClassDef) -> list[tuple[Scope, ast.ClassDef]]:
    """A class and its first bases, as far as they are in the files."""
    line = [(scope, node)]
    while len(line) < 10:
        scope, node = line[-1]
        found = [scope.find(base) for base in node.bases]
        classes = [f for f in found if f is not None and isinstance(f.node, ast.ClassDef)]
        if not classes or any(classes[0].node is known for _, known in line):
            break
        line.append((classes[0].scope, classes[0].node))  # type: ignore[arg-type]
    return line
