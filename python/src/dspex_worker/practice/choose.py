"""Choosing one of several options by what the demonstrations, the instruction and the options' names say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dspex_worker.practice.case import NEAREST, RARE, Case
from dspex_worker.practice.features import Features, cosine, inverse_frequencies
from dspex_worker.practice.text import STOP, quoted, stem, unit, words

_INSTRUCTION_WEIGHT = 0.9
_OTHERS_WEIGHT = 0.5
_SHARPNESS = 14.0


@dataclass(frozen=True, slots=True)
class _Evidence:
    option: str
    source: str
    weight: float
    features: Features


@dataclass(frozen=True, slots=True)
class Choice:
    """The option taken and a sentence or two saying which words pointed to it."""

    option: str
    because: str


def choose(case: Case, name: str, options: Sequence[str], labelled: Iterable[tuple[str, str]]) -> Choice:
    """The option that fits best.

    Each option is scored by its most similar demonstration or instruction sentence, plus a part of the others, plus
    how far its own name resembles the input. Above temperature 0 the option is drawn by these scores instead.
    ``labelled`` holds (input text, option) of the demonstrations.
    """
    here = case.features(case.text)
    known = set(options)
    evidence = [_Evidence(o, "example", 1.0, case.features(text)) for text, o in labelled if o in known]
    evidence += [
        _Evidence(o, "instruction", _INSTRUCTION_WEIGHT, case.features(text))
        for o, text in passages(case.instruction, tuple(options))
    ]
    names = [_Evidence(o, "name", 1.0, case.features(_spoken(o))) for o in options]
    idf = inverse_frequencies((e.features for e in (*evidence, *names)), 2 if case.strategy(RARE) else 1)
    found: dict[str, list[tuple[float, _Evidence]]] = {option: [] for option in options}
    for item in evidence:
        if likeness := item.weight * cosine(here, item.features, idf):
            found[item.option].append((likeness, item))
    resemblance = {item.option: (cosine(here, item.features, idf), item) for item in names}
    rest = 0.0 if case.strategy(NEAREST) else _OTHERS_WEIGHT
    avoided = _avoided(case)
    scores = []
    for option in options:
        likenesses = sorted(likeness for likeness, _ in found[option])
        score = likenesses[-1] + rest * sum(likenesses[:-1]) if likenesses else 0.0
        scores.append(score + resemblance[option][0] - (1.0 if option in avoided else 0.0))
    best = _draw(case, name, options, scores)
    strongest = max([*found[best], resemblance[best]], key=lambda pair: pair[0])
    return Choice(best, _because(case, name, best, *strongest))


def _spoken(option: str) -> str:
    return re.sub(r"[_\-/]", " ", option)


def _avoided(case: Case) -> set[str]:
    """Options that advice in the prompt says to avoid, ``Avoid 'x'``, and those of an answer that was refused."""
    refused = case.inputs.get("previous_answer", "") if case.inputs.get("feedback") else ""
    return {
        *re.findall(r"Avoid '([^']+)'", case.inputs.get("hint_", "")),
        *re.findall(r"(?m)^\w+: (.+?)\s*$", refused),
    }


def _draw(case: Case, name: str, options: Sequence[str], scores: Sequence[float]) -> str:
    temperature = min(case.temperature, 2.0)
    if temperature <= 0.01:
        ties = (unit(case.salt, case.text, name, option) for option in options)
        return max(zip(scores, ties, options, strict=True), key=lambda item: (round(item[0], 9), item[1]))[2]
    top = max(scores)
    weights = [math.exp(_SHARPNESS * (score - top) / temperature) for score in scores]
    left = unit(case.salt, name) * sum(weights)
    for option, weight in zip(options, weights, strict=True):
        left -= weight
        if left <= 0:
            return option
    return options[-1]


def _because(case: Case, name: str, option: str, likeness: float, item: _Evidence) -> str:
    said = f"{name} {option}" if option in ("True", "False") else option
    if likeness <= 0:
        return f"No word of the text matches an example or the instruction, so {said} is a guess."
    here = dict.fromkeys(word for word in words(case.text) if word not in STOP and not word.isdigit())
    shared = sorted((word for word in here if stem(word) in item.features), key=lambda w: -item.features[stem(w)])[:3]
    if not shared:
        return f"Only common words and parts of words match, and they lean to {said}."
    several = len(shared) > 1
    found = f"{'Words such as' if several else 'The word'} {quoted(shared)}"
    if item.source == "name":
        return f"{found} {'appear' if several else 'appears'} in the name {said}."
    found = f"{found} {'point' if several else 'points'} to {said}"
    if item.source == "example":
        return f"{found}, as in an example marked {said}."
    return f"{found}, as the instruction says."


@lru_cache(maxsize=4_000)
def passages(instruction: str, options: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(option, rest of the sentence) for each sentence or line of an instruction that names exactly one option."""
    if not options:
        return ()
    by_length = sorted(options, key=lambda option: (-len(option), option))
    named = re.compile("|".join(rf"(?<!\w){re.escape(option)}(?!\w)" for option in by_length), re.IGNORECASE)
    spelled = {option.lower(): option for option in reversed(options)}
    found = []
    for sentence in re.split(r"\n|;|(?<=[.!?])\s", instruction):
        hits = {hit.lower() for hit in named.findall(sentence)}
        if len(hits) == 1:
            found.append((spelled[hits.pop()], named.sub(" ", sentence)))
    return tuple(found)
