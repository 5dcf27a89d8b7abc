"""Values are taken from the text by what surrounds them in the demonstrations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dspex_worker.practice.case import Case
from dspex_worker.practice.extract import extract, kind_of
from dspex_worker.practice.spans import spans
from dspex_worker.practice.text import pieces, stem, unit

SHOWN = [
    ("Ref AX-1 from Berg & Sons, total 20.00, paid 1 May 2025", "AX-1"),
    ("Ref BQ-7 from Hill Paper, total 7.50, paid 3 June 2025", "BQ-7"),
    ("Ref CC-9 from Anna Lund, total 11.00, paid 9 July 2025", "CC-9"),
]


def case(text):
    return Case("", (), text, {"text": text}, 0.0, "salt")


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("any", ["AX-1", "BQ-7", "CC-9"], "DD-4"),
        ("number", ["20", "7.5", "11"], "99.25"),
        ("date", ["1 May 2025", "3 June 2025", "9 July 2025"], "2 April 2026"),
        ("name", ["Berg & Sons", "Hill Paper", "Anna Lund"], "Carl Moss"),
    ],
)
def test_each_kind_is_found_where_the_examples_had_it(kind, values, found):
    known = [(text, value) for (text, _), value in zip(SHOWN, values, strict=True)]
    made = extract(case("Ref DD-4 from Carl Moss, total 99.25, paid 2 April 2026"), "value", kind, known)
    assert made.text == found
    assert made.because.endswith("as the values in the examples do.")
    assert kind_of(known, 0.8) == kind


def test_nothing_of_the_kind_is_no_value():
    assert extract(case("no digits here"), "count", "number", []) is None


def test_numbers_inside_dates_are_left_alone_when_there_are_others():
    text = "On 2025-03-04 we sold 17 lamps"
    assert [text[slice(*span)] for span in spans("number", text)] == ["17"]


@given(st.text(max_size=200))
def test_pieces_lose_nothing(text):
    assert "".join(pieces(text)) == text


@given(st.text(max_size=80))
def test_spans_lie_within_the_text(text):
    for kind in ("number", "integer", "date", "name", "any"):
        assert all(0 <= start < end <= len(text) for start, end in spans(kind, text))


@given(st.lists(st.text(max_size=20), max_size=4))
def test_hashes_lie_between_0_and_1(parts):
    assert 0 <= unit(*parts) < 1


def test_endings_of_words_do_not_count():
    assert len({stem(word) for word in ("charge", "charged", "charges", "charging")}) == 1
    assert stem("address") == "address"
