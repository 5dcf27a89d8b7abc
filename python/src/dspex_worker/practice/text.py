"""Words, sentences, hashes and sizes: the small text tools the other modules share."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from functools import lru_cache

_COMMON = """
a an the and or but if of to in on at for with from by is are was were be been am do does did i you he she it we they
me my your his her our their this that these those not no as so can could will would have has had what how why when
where who which there about into out up it's i'm any some please also being each even ever every few get gets got here
how's i'd i'll i've just know like made make may might more most much must need new now one only other over own say
said same see she's should since something still such than that's them then there's thing things through too two until
us use very want way well we're we've what's where's while whose yet you're don't can't won't didn't doesn't isn't
"""
STOP = frozenset(_COMMON.split())
"""Words too common to say anything about a text; they keep a tenth of a word's weight."""

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def unit(*parts: object) -> float:
    """A number in [0, 1) that depends on nothing but ``parts``: the same in every thread and process."""
    digest = hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") / 2**56


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case."""
    return WORD.findall(text.lower())


_ENDINGS = ("ing", "ies", "ied", "ed", "es", "s")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A lower-case word without its English ending, so that ``charged``, ``charges`` and ``charge`` are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word.rstrip("ey") if len(word) > 4 else word


def telling_words(text: str, limit: int, at_least: int = 3) -> list[str]:
    """The ``limit`` longest distinct words that are neither stop words nor numbers, ties in alphabetical order."""
    distinct = {w for w in words(text) if len(w) >= at_least and w not in STOP and not w.isdigit()}
    return sorted(distinct, key=lambda word: (-len(word), word))[:limit]


def sentences(text: str) -> list[str]:
    """The sentences or lines of a text, stripped, without empty ones."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def quoted(items: Iterable[str]) -> str:
    """``'a', 'b' and 'c'``, for running text."""
    marked = [f"'{item}'" for item in items]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}" if marked else ""


def token_estimate(text: str) -> int:
    """Tokens in a text, estimated as its UTF-8 bytes divided by four, rounded up."""
    return math.ceil(len(text.encode()) / 4)


_PIECE = re.compile(r"\s*\w{1,7}|\s*[^\w\s]{1,3}|\s+")


def pieces(text: str) -> list[str]:
    """A text cut into token-like pieces (a short word or part of one with its leading space); joined they are it."""
    return _PIECE.findall(text)
