"""What ``__init__`` of a module class makes: DSPy modules, programs within, constants."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dspex_worker.importing.carried import carried_kind, corpus_of, documents
from dspex_worker.importing.constants import Constants
from dspex_worker.importing.extract import CodeFiles
from dspex_worker.importing.findings import NotReadError
from dspex_worker.importing.functions import of_server
from dspex_worker.importing.scope import Scope
from dspex_worker.importing.signatures import Signatures
from dspex_worker.importing.voting import settled, voting
from dspex_worker.kinds import GENERATION, SEVERAL
from dspex_worker.retrieval.corpus import TRAIN
from dspex_worker.retrieval.plain import examples_of, passages_of
from dspex_worker.server_tools import reference_of
from dspex_worker.wire import Json

_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "Predict": ("signature",),
    "ChainOfThought": ("signature",),
    "ReAct": ("signature", "tools", "max_iters"),
    "ReActV2": ("signature", "tools", "max_iters"),
    "ProgramOfThought": ("signature", "max_iters"),
    "CodeAct": ("signature", "tools", "max_iters"),
    "RLM": ("signature", "max_iters", "max_llm_calls", "max_output_chars"),
    "BestOfN": ("module", "N", "reward_fn", "threshold", "fail_count"),
    "Refine": ("module", "N", "reward_fn", "threshold", "fail_count"),
    "SelfCorrecting": (
        "module",
        "reward_fn",
        "max_corrections",
        "rubric",
        "second_chain",
        "validators",
        "in_steps",
        "budget",
    ),
    "TreeOfThoughts": (
        "signature",
        "breadth",
        "depth",
        "beam",
        "votes",
        "search",
        "threshold",
        "max_nodes",
        "budget",
        "threads",
    ),
    "Consensus": ("module", "N", "fields", "rule", "quorum", "seed", "timeout", "threads"),
    "Embeddings": ("corpus", "embedder", "k"),
    "KNN": ("k", "trainset", "vectorizer"),
}
"""The modules of DSPy and the patterns that are read, with their arguments in order."""
_PLAIN_PYTHON = frozenset(("validators", "fields", "rule", "seed"))
"""Arguments that only Python gives: a node has none for them."""
_CARRIED: dict[str, tuple[str, ...]] = {
    "MultiChainComparison": ("signature", "M", "temperature"),
    "Parallel": ("module", "over", "outputs", "num_threads"),
    "retriever": ("corpus", "k"),
}
"""Those that exports carry."""
_GENERAL = ("Predict", "ChainOfThought", "MultiChainComparison", "TreeOfThoughts")
"""Kinds whose further arguments are settings of the LM."""


@dataclass(frozen=True)
class ModuleMember:
    """A DSPy module: what a node of program JSON has, but for its id."""

    record: Json


@dataclass(frozen=True)
class ClassMember:
    """An instance of another module class of the files, and the arguments it is made with."""

    scope: Scope
    node: ast.ClassDef
    line: int
    arguments: Json


@dataclass(frozen=True)
class ValueMember:
    """Anything that is written out."""

    value: Any


Member = ModuleMember | ClassMember | ValueMember


@dataclass
class MemberReader:
    """Reads the calls that make modules."""

    signatures: Signatures
    constants: Constants
    code: CodeFiles
    names: dict[str, ast.expr] = field(default_factory=dict)

    def members(self, scope: Scope, node: ast.ClassDef) -> dict[str, Member]:
        """The attributes that a class gives itself, in order. Raises NotReadError for anything more than that."""
        found: dict[str, Member] = {}
        init = next((s for s in node.body if isinstance(s, ast.FunctionDef) and s.name == "__init__"), None)
        if init is None:
            return found
        self.names = _defaults(init)
        for statement in init.body:
            match statement:
                case ast.Expr(ast.Constant()) | ast.Pass() | ast.Expr(ast.Call(ast.Attribute(ast.Call(), "__init__"))):
                    pass
                case ast.Assign([ast.Attribute(ast.Name("self"), name)], value):
                    found[name] = self._member(value, scope)
                case ast.AnnAssign(ast.Attribute(ast.Name("self"), name), _, ast.expr() as value):
                    found[name] = self._member(value, scope)
                case ast.Assign([ast.Name(name)], value):
                    self.names[name] = value
                case ast.For():
                    name, at, config = _updated_config(statement, self.constants, scope)
                    found[name] = _configured(found.get(name), at, config, statement)
                case _:
                    raise NotReadError(f"__init__ does more than make modules ({_said(statement)})", statement.lineno)
        return {
            name: ModuleMember(settled(made.record, node.lineno)) if isinstance(made, ModuleMember) else made
            for name, made in found.items()
        }

    def module(self, node: ast.expr, scope: Scope) -> ModuleMember | None:
        """The DSPy module that an expression makes, None for an expression that makes none. Raises NotReadError."""
        made = self._made(node, scope)
        return made and ModuleMember(settled(made.record, node.lineno))

    def _made(self, node: ast.expr, scope: Scope) -> ModuleMember | None:
        """The same, whose members may still be set up further."""
        if not isinstance(node, ast.Call):
            return None
        own = scope.dspy(node.func) or scope.pattern(node.func)
        carried = carried_kind(scope, node.func)
        carried = carried if carried in _CARRIED else None
        kind = carried or own
        if kind is None:
            return None
        known = _CARRIED[carried] if carried else _ARGUMENTS.get(kind)
        if known is None:
            raise NotReadError(f"dspy.{kind} is not read as a node", node.lineno)
        given = dict(zip(known, node.args, strict=False))
        if len(node.args) > len(known):
            raise NotReadError(f"dspy.{kind} has arguments that are not known", node.lineno)
        for keyword in node.keywords:
            if keyword.arg is None:
                raise NotReadError(f"dspy.{kind} takes its arguments from elsewhere", node.lineno)
            given[keyword.arg] = keyword.value
        return ModuleMember(self._record(kind, known, given, scope, node))

    def _member(self, node: ast.expr, scope: Scope) -> Member:
        node = self._named(node)
        made = self._made(node, scope)
        if made is not None:
            return made
        if isinstance(node, ast.Call):
            found = scope.find(node.func)
            if found is not None and isinstance(found.node, ast.ClassDef) and not node.args:
                if any(k.arg is None for k in node.keywords):
                    raise NotReadError(f"{found.node.name} takes its arguments from elsewhere", node.lineno)
                arguments = {str(k.arg): self.constants.value(self._named(k.value), scope) for k in node.keywords}
                return ClassMember(found.scope, found.node, node.lineno, arguments)
        try:
            return ValueMember(self.constants.value(node, scope))
        except NotReadError as error:
            text = ast.unparse(node)[:60]
            raise NotReadError(f'__init__ makes something that is not known ("{text}")', node.lineno) from error

    def _record(
        self, kind: str, known: Sequence[str], given: Mapping[str, ast.expr], scope: Scope, call: ast.Call
    ) -> Json:
        record: Json = {"kind": kind}
        if kind in ("Embeddings", "KNN"):
            record = {"kind": "retriever", "method": "embeddings"}
        parameters: Json = {}
        for name, value in given.items():
            value = self._named(value)
            match name:
                case "signature":
                    record["signature"] = self.signatures.of(value, scope)
                case "module" if kind == "Consensus" and isinstance(value, ast.List | ast.Tuple):
                    record |= voting([self._plain(item, scope, call) for item in value.elts], call.lineno)
                case "module":
                    record |= self._inner(value, scope, call)
                case "tools":
                    record["tools"] = self._functions(value, scope)
                case "reward_fn":
                    record["reward"] = self.code.reference(value, scope)
                case "corpus":
                    record["corpus"] = corpus_of(value, scope, passages_of)
                    self.code.add_documents(documents(scope, record["corpus"]))
                case "trainset":
                    corpus_of(value, scope, examples_of)
                    record["corpus"] = TRAIN
                case "embedder" | "vectorizer":
                    record["embedder"] = self._embedder(value, scope)
                case "over":
                    record["over"] = self.constants.value(value, scope)
                case "outputs":
                    pass  # they follow from the signature
                case "callbacks":
                    raise NotReadError("a module has callbacks", call.lineno)
                case _ if (name in known and name not in _PLAIN_PYTHON) or (kind in _GENERAL and name in GENERATION):
                    number = self.constants.value(value, scope)
                    if number is not None:
                        parameters[name] = number
                case _:
                    raise NotReadError(f'the workbench does not know "{name}" of dspy.{kind}', call.lineno)
        if "signature" not in record and record["kind"] != "retriever":
            raise NotReadError(f"dspy.{kind} has no signature", call.lineno)
        inner = record.pop("parameters", {})
        if inner or parameters:
            record["parameters"] = {**inner, **parameters}
        return record

    def _embedder(self, value: ast.expr, scope: Scope) -> str:
        """The model of ``dspy.Embedder("provider/model", …)``."""
        match self._named(value):
            case ast.Call(function, [ast.Constant(str() as model)], _) if scope.dspy(function) == "Embedder":
                return model
        raise NotReadError("the embedder is no model of a provider", value.lineno)

    def _inner(self, value: ast.expr, scope: Scope, call: ast.Call) -> Json:
        """What a wrapping kind runs, its signature and its settings."""
        record = self._plain(value, scope, call)
        return {"inner": record.pop("kind"), **record}

    def _plain(self, value: ast.expr, scope: Scope, call: ast.Call) -> Json:
        """A module that wraps nothing."""
        made = self.module(self._named(value), scope)
        if (
            made is None
            or "signature" not in made.record
            or made.record["kind"] not in _ARGUMENTS
            or {"inner", "members"} & made.record.keys()
            or made.record["kind"] in SEVERAL
        ):
            raise NotReadError("what is tried several times is no plain DSPy module", call.lineno)
        return dict(made.record)

    def _functions(self, value: ast.expr, scope: Scope) -> list[str]:
        if isinstance(value, ast.Name):
            found = scope.find(value)
            if found is not None and isinstance(found.node, ast.expr):
                value, scope = found.node, found.scope
        if not isinstance(value, ast.List | ast.Tuple):
            raise NotReadError("the tools are not written out as a list", value.lineno)
        return [
            _server_reference(item, scope) or self.code.reference(self._bare_tool(item, scope), scope)
            for item in value.elts
        ]

    def _bare_tool(self, item: ast.expr, scope: Scope) -> ast.expr:
        """The function of ``dspy.Tool(function)``."""
        match self._named(item):
            case ast.Call(function, [bare], []) if scope.dspy(function) == "Tool":
                return bare
            case bare:
                return bare

    def _named(self, node: ast.expr) -> ast.expr:
        """What a local name of ``__init__`` stands for."""
        for _ in range(8):
            if not (isinstance(node, ast.Name) and node.id in self.names):
                break
            node = self.names[node.id]
        return node


def _server_reference(item: ast.expr, scope: Scope) -> str | None:
    """The reference of ``tool.described()``, where ``tool`` is one of a server."""
    match item:
        case ast.Call(ast.Attribute(ast.Name() as name, "described"), [], []):
            found = scope.find(name)
            if found is not None and isinstance(found.node, ast.Call):
                made = of_server(found.node, found.scope)
                return reference_of(made["server"], made["tool"]) if made else None
    return None


def _defaults(init: ast.FunctionDef) -> dict[str, ast.expr]:
    """The parameters of ``__init__`` by what they are without arguments."""
    own = init.args
    if own.vararg or own.posonlyargs:
        raise NotReadError("__init__ takes arguments that are not known", init.lineno)
    plain = own.args[1:]
    given = dict(zip([a.arg for a in plain[len(plain) - len(own.defaults) :]], own.defaults, strict=False))
    given |= {a.arg: d for a, d in zip(own.kwonlyargs, own.kw_defaults, strict=True) if d is not None}
    missing = [a.arg for a in (*plain, *own.kwonlyargs) if a.arg not in given]
    if missing:
        raise NotReadError(f'__init__ needs the argument "{missing[0]}"', init.lineno)
    return given


def _updated_config(loop: ast.For, constants: Constants, scope: Scope) -> tuple[str, int | None, Json]:
    """``for predictor in self.x.predictors(): predictor.update_config(…)``: the attribute and the settings.

    The number is that of a member, for ``self.x.members[0]``.
    """
    match loop:
        case ast.For(
            ast.Name(variable),
            ast.Call(ast.Attribute(owner, "predictors"), [], []),
            [ast.Expr(ast.Call(ast.Attribute(ast.Name(called), "update_config"), [], keywords))],
            [],
        ) if variable == called:
            settings = {str(k.arg): constants.value(k.value, scope) for k in keywords}
            match owner:
                case _ if not set(settings) <= set(GENERATION):
                    pass
                case ast.Attribute(ast.Name("self"), name):
                    return name, None, settings
                case ast.Subscript(
                    ast.Attribute(ast.Attribute(ast.Name("self"), name), "members"), ast.Constant(int() as at)
                ):
                    return name, at, settings
    raise NotReadError("__init__ has a loop", loop.lineno)


def _configured(member: Member | None, at: int | None, config: Json, statement: ast.stmt) -> ModuleMember:
    """A module with further settings of its LM calls, or with those of the member ``at``."""
    if not isinstance(member, ModuleMember):
        raise NotReadError("__init__ sets up something that is not known", statement.lineno)
    if at is None and "members" not in member.record:
        parameters = {**member.record.get("parameters", {}), **config}
        return replace(member, record={**member.record, "parameters": parameters})
    members = list(member.record.get("members", ()))
    for number in range(len(members)) if at is None else (at,):
        if not 0 <= number < len(members):
            raise NotReadError("__init__ sets up a member that is not there", statement.lineno)
        members[number] = {**members[number], "parameters": {**members[number].get("parameters", {}), **config}}
    return replace(member, record={**member.record, "members": members})


def _said(statement: ast.stmt) -> str:
    return ast.unparse(statement).split("\n")[0][:60]
