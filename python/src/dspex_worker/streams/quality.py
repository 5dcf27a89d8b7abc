"""Quality of a text while it arrives, measured without an LM: does it repeat itself, does it keep its script.

Each measure takes one word or letter at a time and costs the same however long the text is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, deque
from functools import lru_cache

WINDOW = 64
"""Words that the repetition is measured over."""
GRAM = 4
LONGEST_PERIOD = 16
"""Words of the longest loop that is looked for."""
LETTERS = 200
"""Letters that the script share is measured over."""
OWN_SCRIPT = 100
"""Letters at the beginning that say which script the text is in."""
FEW_LETTERS = 20

_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"))


class Repetition:
    """How much of the last 64 words was there before, and how long the end runs in a circle.

    Attributes:
        words: number of words so far. A word has a letter or a digit; case and marks around it do not matter.
    """

    def __init__(self) -> None:
        self.words = 0
        self._last: deque[str] = deque(maxlen=WINDOW)
        self._grams: Counter[tuple[str, ...]] = Counter()
        self._runs = [0] * (LONGEST_PERIOD + 1)

    def take(self, text: str) -> None:
        word = _plain(text)
        if not word:
            return
        self.words += 1
        last, grams = self._last, self._grams
        for period in range(1, min(LONGEST_PERIOD, len(last)) + 1):
            self._runs[period] = self._runs[period] + 1 if last[-period] == word else 0
        if len(last) == WINDOW:
            gone = (last[0], last[1], last[2], last[3])
            grams[gone] -= 1
            if not grams[gone]:
                del grams[gone]
        last.append(word)
        if len(last) >= GRAM:
            grams[last[-4], last[-3], last[-2], last[-1]] += 1

    @property
    def share(self) -> float:
        """4-grams of the window that are in it more than once, of the 61 that a full window has, 0 to 1."""
        total = max(0, len(self._last) - GRAM + 1)
        return (total - len(self._grams)) / (WINDOW - GRAM + 1)

    @property
    def run(self) -> int:
        """Words at the end that say again what stood 1 to 16 words before them."""
        return max(self._runs)


class ScriptShare:
    """The share of the last 200 letters that are in the script the text began in."""

    def __init__(self) -> None:
        self._first: Counter[str] = Counter()
        self._seen = 0
        self._own = ""
        self._last: deque[str] = deque(maxlen=LETTERS)
        self._in_own = 0

    def take(self, text: str) -> None:
        for letter in text:
            if letter.isalpha():
                self._letter(script_of(letter))

    def _letter(self, script: str) -> None:
        self._seen += 1
        if len(self._last) == LETTERS and self._last[0] == self._own:
            self._in_own -= 1
        self._last.append(script)
        self._in_own += script == self._own
        if self._seen <= OWN_SCRIPT:
            self._first[script] += 1
            own = self._first.most_common(1)[0][0]
            if own != self._own:
                self._own = own
                self._in_own = sum(known == own for known in self._last)

    @property
    def share(self) -> float | None:
        """0 to 1; None while there are fewer than 20 letters."""
        return None if self._seen < FEW_LETTERS else self._in_own / len(self._last)


class Quality:
    """All measures of one text.

    Attributes:
        letters: characters so far.
    """

    def __init__(self) -> None:
        self.letters = 0
        self.repetition = Repetition()
        self.script = ScriptShare()
        self._begun = ""

    def take(self, text: str, done: bool = False) -> None:
        """A piece of the text; a word counts once it is followed by a space or the text is ``done``."""
        self.letters += len(text)
        self.script.take(text)
        words = (self._begun + text).split()
        whole = done or text[-1:].isspace()
        self._begun = "" if whole or not words else words.pop()
        for word in words:
            self.repetition.take(word)

    @property
    def words(self) -> int:
        return self.repetition.words

    @property
    def tokens(self) -> int:
        """An estimate: four characters each."""
        return (self.letters + 3) // 4


def _plain(word: str) -> str:
    """A word without what stands around it, in one case; empty where it has no letter and no digit."""
    if word.isalnum():
        return word.casefold()
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while start < end and not word[end - 1].isalnum():
        end -= 1
    return word[start:end].casefold()


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter by its Unicode name; those that Chinese, Japanese and Korean mix count as one."""
    script = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    return "EAST ASIAN" if script in _EAST_ASIAN else script
