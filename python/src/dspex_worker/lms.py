"""LMs and adapters of a job, made from their records."""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from dspex_worker.errors import WorkerError
from dspex_worker.lm_errors import lm_error, public
from dspex_worker.wire import LmSpec

if TYPE_CHECKING:
    import dspy

ADAPTERS = ("ChatAdapter", "JSONAdapter", "XMLAdapter")
TIMEOUT = 120.0
"""Seconds without a byte from the LM after which a call fails."""


@dataclass(frozen=True)
class Capabilities:
    """What adapters ask of an LM before they format a request."""

    function_calling: bool = False
    reasoning: bool = False
    response_schema: bool = False
    params: frozenset[str] = frozenset()


def adapter(name: str) -> dspy.Adapter:
    """A new adapter. Raises WorkerError ``adapter_unknown``."""
    import dspy

    if name not in ADAPTERS:
        raise WorkerError("adapter_unknown", f'There is no adapter "{name}".', f"Use {', '.join(ADAPTERS)}.")
    return getattr(dspy, name)()


def bounded_lm(spec: LmSpec, engine: Any) -> dspy.LM:
    """A DSPy LM on an engine: no cache, and no retries but the boundary's. Raises WorkerError ``lm_settings``."""
    import dspy

    try:
        return dspy.LM(spec.model, engine=engine, cache=False, num_retries=0, **spec.parameters)
    except Exception as error:
        known = lm_error(error)
        if known is None:
            known = WorkerError("lm_settings", f'The LM "{spec.alias}" cannot be used like this.', str(error))
        raise known.with_cause(error) from error


def inner_engine(spec: LmSpec) -> Any:
    """The engine that really answers: the Practice LM, or DSPy's own HTTP client with the key of the record.

    Raises:
        WorkerError: ``needs_litellm`` for a provider that DSPy's own client does not know.
    """
    if spec.practice is not None:
        from dspex_worker.boundary import current_call
        from dspex_worker.practice import PracticeEngine

        def rollout() -> object:
            call = current_call.get()
            return (call.draw or call.rollout_id) if call else None

        try:
            return PracticeEngine(spec.practice.seed, spec.practice.pace, cast(Any, spec.practice.mode), rollout)
        except ValueError as error:
            raise WorkerError("lm_settings", f'The Practice LM "{spec.alias}" cannot be used: {error}.') from error
    from dspy.clients.engines.lm15_engine import LM15Engine, timeouts_for
    from dspy.lm15 import RouterConfig

    provider = _provider(spec)
    if provider is None:
        return _litellm_engine(spec)
    return LM15Engine(
        RouterConfig(
            api_keys={provider: spec.api_key} if spec.api_key else None,
            base_urls={provider: spec.api_base} if spec.api_base else None,
            timeouts=timeouts_for(TIMEOUT),
        )
    )


def _litellm_engine(spec: LmSpec) -> Any:
    from dspy.clients.engines.litellm_engine import LiteLLMEngine

    clients = {"api_key": spec.api_key, "api_base": spec.api_base, "timeout": TIMEOUT}
    return LiteLLMEngine(**{name: value for name, value in clients.items() if value is not None})


def _provider(spec: LmSpec) -> str | None:
    """The provider as DSPy's own client names it, None where LiteLLM is needed and installed."""
    from dspy.clients.engines.lm15_engine import LM15Engine
    from dspy.lm15 import LM15Error, RouterConfig

    try:
        return str(LM15Engine(RouterConfig(env={})).resolve(spec.model).provider)
    except LM15Error as error:
        if importlib.util.find_spec("litellm") is not None:
            return None
        name = spec.model.partition("/")[0]
        raise WorkerError(
            "needs_litellm",
            f'DSPy\'s own client does not know the provider "{name}" of the LM "{spec.alias}".',
            "Use an OpenAI-compatible address with a model name that starts with openai/, "
            "or make an environment with LiteLLM (python environment.py ensure --flavor litellm) "
            "and name its interpreter in the settings.",
            log=str(public(error, spec.model)),
        ) from error


def capabilities(spec: LmSpec, engine: Any) -> Capabilities:
    """What a plain ``dspy.LM`` of this model would tell its adapters, so that requests are equal to its own."""
    if spec.practice is None:
        return _model_capabilities(spec.model)
    return Capabilities(
        bool(getattr(engine, "supports_function_calling", False)),
        bool(getattr(engine, "supports_reasoning", False)),
        bool(getattr(engine, "supports_response_schema", False)),
        frozenset(getattr(engine, "supported_params", ()) or ()),
    )


@functools.cache
def _model_capabilities(model: str) -> Capabilities:
    import dspy
    from dspy.clients.capabilities import capabilities as dspy_capabilities

    can = dspy_capabilities(dspy.LM(model, cache=False))
    return Capabilities(can.function_calling, can.reasoning, can.response_schema, frozenset(can.params))
