"""Rules of the form ``refund, invoice -> billing``: read from instructions, written from labelled examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dspex_worker.practice.pairs import Pair
from dspex_worker.practice.text import telling_words, unit

_RULE = re.compile(r"^([\w']+(?:, [\w']+)*) -> ([^\n]{1,60}?)\s*$", re.MULTILINE)
HEADING = "Seen so far:"
_WORDS_PER_EXAMPLE = 12
_WORDS_PER_RULE = 14


def rules_in(text: str) -> list[Pair]:
    """(words, label) of each rule in a text."""
    found = ((match[1].strip(), match[2].strip()) for match in _RULE.finditer(text.replace(HEADING, "\n")))
    return [(words, label) for words, label in found if '"' not in label and "`" not in label]


def without_rules(text: str) -> str:
    """The text without its rules."""
    return "\n".join(line for line in text.splitlines() if not _RULE.match(line)).strip()


def write_rules(pairs: Iterable[Pair], old: Sequence[Pair] = (), salt: str = "", drop: float = 0.0) -> str:
    """One rule a label, from the words of its examples and of the rules there were, each word under one label.

    A word that several labels share goes to the label that has at least half of its examples, else to none. ``drop``
    leaves out that share of the words, drawn by ``salt``.
    """
    counts: dict[str, dict[str, int]] = {}
    for words, label in old:
        for word in words.split(", "):
            counts.setdefault(label, {}).setdefault(word, 1)
    for text, label in pairs:
        mine = counts.setdefault(label, {})
        for word in telling_words(text, _WORDS_PER_EXAMPLE):
            mine[word] = mine.get(word, 0) + 1
    totals: dict[str, int] = {}
    for mine in counts.values():
        for word, count in mine.items():
            totals[word] = totals.get(word, 0) + count
    lines = []
    for label in sorted(counts):
        mine = counts[label]
        ranked = sorted(mine, key=lambda word: (-mine[word] / (totals[word] + 1), word))
        kept = [w for w in ranked if mine[w] * 2 >= totals[w] and not (drop and unit(salt, label, w) < drop)]
        if kept:
            lines.append(f"{', '.join(kept[:_WORDS_PER_RULE])} -> {label}")
    return "\n".join(lines)
