"""What LM, adapter and DSPy errors mean for the person."""

from __future__ import annotations

from typing import Any

from dspex_worker.errors import Where, WorkerError

_TEXTS: dict[str, tuple[str, str, bool]] = {
    "lm_unreachable": (
        "The LM {model} cannot be reached.",
        "Check the address in the LM settings, and that the server runs and the network works.",
        True,
    ),
    "lm_timeout": ("The LM {model} did not answer in time.", "Try again, or use a faster LM.", True),
    "lm_auth": (
        "The LM {model} refused the key.",
        "Enter a valid key in the LM settings.",
        False,
    ),
    "lm_billing": (
        "The provider of the LM {model} refused the call because of billing.",
        "Check the balance and the limits of the account.",
        False,
    ),
    "lm_rate_limit": (
        "The LM {model} is limiting how fast it may be asked.",
        "Wait a moment or use fewer threads.",
        True,
    ),
    "lm_server": ("The LM {model} reported an error of its own.", "Try again in a moment.", True),
    "lm_model_unknown": (
        "The provider does not know the model {model}.",
        "Check the model name in the LM settings.",
        False,
    ),
    "lm_not_configured": (
        "The LM {model} has no key.",
        "Enter a key in the LM settings, or use the Practice LM.",
        False,
    ),
    "lm_settings": ("The settings of the LM {model} do not work together.", "{detail}", False),
    "lm_refused": ("The LM {model} refused the request.", "{detail}", False),
    "context_overflow": (
        "The prompt is too long for the LM {model}.",
        "Shorten the inputs, use fewer demonstrations, or choose an LM with a larger context.",
        False,
    ),
    "lm_failed": ("The call to the LM {model} failed.", "{detail}", False),
}


def _code(error: BaseException) -> str | None:
    from dspy.utils import exceptions as ex

    table: tuple[tuple[type[BaseException], str], ...] = (
        (ex.ContextWindowExceededError, "context_overflow"),
        (ex.LMAuthError, "lm_auth"),
        (ex.LMBillingError, "lm_billing"),
        (ex.LMRateLimitError, "lm_rate_limit"),
        (ex.LMUnsupportedModelError, "lm_model_unknown"),
        (ex.LMNotConfiguredError, "lm_not_configured"),
        (ex.LMConfigurationError, "lm_settings"),
        (ex.LMTimeoutError, "lm_timeout"),
        (ex.LMServerError, "lm_server"),
        (ex.LMTransportError, "lm_unreachable"),
        (ex.LMInvalidRequestError, "lm_refused"),
        (ex.LMUnsupportedFeatureError, "lm_refused"),
        (ex.LMError, "lm_failed"),
    )
    return next((code for kind, code in table if isinstance(error, kind)), None)


def public(error: Exception, model: str) -> Exception:
    """An engine's error as DSPy's public one; anything else is returned as it is."""
    from dspy.clients.errors import wrap_error

    projected: Exception = wrap_error(error, model=model)
    return projected


def retryable(error: Exception) -> bool:
    from dspy.utils.exceptions import is_retryable_lm_error

    return bool(is_retryable_lm_error(error))


def maybe_paid(error: BaseException) -> bool:
    """Whether a provider may charge for a call that ended so: it got the request and did not refuse it."""
    from dspy.utils import exceptions as ex

    refused = (ex.LMConfigurationError, ex.LMUnsupportedFeatureError, ex.LMInvalidRequestError, ex.LMAuthError)
    return not isinstance(error, refused) and getattr(error, "status", None) is None


def lm_error(error: BaseException) -> WorkerError | None:
    """The error of an LM call or of reading its answer, or None for any other exception."""
    from dspy.utils.exceptions import AdapterParseError

    where = Where(node=getattr(error, "dspex_node", None))
    if isinstance(error, AdapterParseError):
        return _unparseable(error, where)
    code = _code(error)
    if code is None:
        text = str(error)
        if isinstance(error, ValueError) and text.startswith("No LM is loaded"):
            return WorkerError("lm_not_configured", "No LM is chosen.", "Choose an LM in the settings.", where=where)
        return None
    return told(code, str(getattr(error, "model", None) or "?"), _detail(error), where)


def told(code: str, model: str, detail: str, where: Where = Where()) -> WorkerError:  # noqa: B008 - it is immutable
    """An error of an LM by its code."""
    message, hint, again = _TEXTS[code]
    values = {"model": f'"{model}"', "detail": detail}
    return WorkerError(code, message.format(**values), hint.format(**values), where=where, retryable=again)


def _detail(error: Any) -> str:
    text = str(getattr(error, "message", None) or error).strip()
    return text.splitlines()[0][:400] if text else ""


def _unparseable(error: Any, where: Where) -> WorkerError:
    asked = list(getattr(getattr(error, "signature", None), "output_fields", {}))
    got = getattr(error, "parsed_result", None) or {}
    missing = [name for name in asked if name not in got]
    names = ", ".join(missing or asked)
    answer = str(getattr(error, "lm_response", "") or "")
    if not answer.strip():
        message = "The LM gave an empty answer."
    else:
        message = f"The LM's answer has no usable value for {names}." if names else "The LM's answer is unreadable."
    return WorkerError(
        "unparseable_answer",
        message,
        "Try JSONAdapter, a clearer instruction, or another LM.",
        log=f"{type(error).__name__}: {error}",
        where=Where(node=where.node, field=missing[0] if len(missing) == 1 else None),
    )
