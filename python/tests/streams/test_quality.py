"""Loops are caught within words, real prose never; the share of a script falls when the language changes."""

from __future__ import annotations

import random
import statistics
from pathlib import Path

import pytest

from dspex_worker.streams.quality import Quality, Repetition, script_of

HOME = Path(__file__).resolve().parents[3]
WINDOWS = 1500


def prose() -> list[str]:
    """Words of what people wrote: the documentation and comments of this project, and the licence it comes with."""
    texts = [HOME / "README.md", HOME / "LICENSE", *sorted((HOME / "assets" / "docs").glob("*.md"))]
    texts += sorted((HOME / "python" / "src" / "dspex_worker").glob("*.py"))
    found = []
    for path in texts:
        for block in path.read_text("utf-8").split("\n\n"):
            # Sentences: neither tables, nor code.
            if "|" not in block and "`" not in block and block.count(" ") > 6:
                found += [word for word in block.split() if any(map(str.isalnum, word))]
    return found


def alarm(words: list[str]) -> int | None:
    """At which word the usual rules find a loop."""
    measured = Repetition()
    for number, word in enumerate(words, start=1):
        measured.take(word)
        if measured.share > 0.25 or measured.run > 11:
            return number
    return None


def test_no_window_of_real_prose_is_called_a_loop() -> None:
    words = prose()
    drawn = random.Random(7)
    starts = [drawn.randrange(len(words) - 64) for _ in range(WINDOWS)]
    assert [start for start in starts if alarm(words[start : start + 64]) is not None] == []


def test_loops_of_every_period_are_caught_within_19_words() -> None:
    words = prose()
    drawn = random.Random(11)
    latest = []
    for period in range(1, 17):
        waits = []
        for _ in range(30):
            start = drawn.randrange(len(words) - 80)
            text = words[start : start + 64]
            found = alarm(text + text[-period:] * 40)
            assert found is not None
            waits.append(found - len(text))
        latest.append(statistics.median(waits))
    assert all(12 <= wait <= 19 for wait in latest), latest


def test_a_window_forgets_what_left_it() -> None:
    measured = Repetition()
    for word in ["so"] * 30 + [f"word{number}" for number in range(64)]:
        measured.take(word)
    assert measured.share == 0.0
    assert measured.run == 0
    assert measured.words == 94


def test_the_share_is_that_of_a_full_window() -> None:
    measured = Repetition()
    for word in ["we", "are", "sorry", "for", "the", "delay", "and", "we", "are", "sorry", "for", "the", "delay"]:
        measured.take(word)
    assert measured.share == pytest.approx(3 / 61)
    assert measured.run == 6


def test_marks_are_no_words_and_case_does_not_matter() -> None:
    measured = Repetition()
    for word in ("| --- " * 9 + "No, no; NO!").split():
        measured.take(word)
    assert measured.words == 3
    assert measured.run == 2


def test_the_cut_into_pieces_does_not_matter() -> None:
    text = "The parcel left Graz on Monday. The parcel left Graz on Monday."
    whole, cut = Quality(), Quality()
    whole.take(text, done=True)
    for char in text:
        cut.take(char)
    assert cut.words == 11
    cut.take("", done=True)
    assert (cut.words, cut.repetition.share, cut.repetition.run) == (12, whole.repetition.share, 6)
    assert cut.tokens == whole.tokens == 16


def test_another_script_lowers_the_share() -> None:
    measured = Quality()
    measured.take("Too few.")
    assert measured.script.share is None
    measured.take(
        " The parcel left the hub on Monday and it will be with you by noon tomorrow, as we have promised you."
    )
    assert measured.script.share == 1.0
    measured.take("посылка вышла из центра в понедельник и будет в полдень завтра")
    assert measured.script.share is not None
    assert measured.script.share < 0.8


def test_japanese_mixes_its_scripts() -> None:
    assert script_of("日") == script_of("の") == script_of("ア") != script_of("a")
