"""Lists, ranges and roman numbers as decisions print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers.numerals import roman
from loaders.annotate.citation_patterns import patterns_of
from loaders.annotate.numbers import LONGEST_RANGE, ordinal, read_places

ENGLISH, CHINESE = patterns_of("en").marks, patterns_of("zh").marks


@pytest.mark.parametrize(
    ("phrase", "places"),
    [
        ("7 (c)", "7.c"),
        ("6, 7 and 9", "6 7 9"),
        ("2 (c) (i) and (ii)", "2.c.i 2.c.ii"),
        ("2 (c) (i) and (d)", "2.c.i 2.d"),
        ("3 (a) and 5", "3.a 5"),
        ("1-4, 7-8 and 10", "1 2 3 4 7 8 10"),
        ("8 (h) and (i)", "8.h 8.i"),
        ("9 to 3", "9 3"),
    ],
)
def test_a_printed_list_becomes_places(phrase: str, places: str) -> None:
    assert [".".join(place) for place in read_places(phrase, ENGLISH)] == places.split()


@given(st.integers(1, 300), st.integers(0, LONGEST_RANGE - 2))
def test_a_range_within_the_limit_holds_every_number(first: int, more: int) -> None:
    places = read_places(f"{first} to {first + more}", ENGLISH) if more else read_places(str(first), ENGLISH)
    assert [int(place[0]) for place in places] == list(range(first, first + more + 1))


@given(st.integers(1, 300), st.integers(LONGEST_RANGE + 1, 500))
def test_a_longer_range_holds_its_two_ends(first: int, more: int) -> None:
    assert read_places(f"{first} 至 {first + more}", CHINESE) == ((str(first),), (str(first + more),))


@given(st.integers(1, 39))
def test_an_annex_number_is_read_in_digits_and_roman(value: int) -> None:
    assert ordinal(str(value)) == ordinal(roman(value)) == value


@pytest.mark.parametrize(
    ("mark", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("览", 0)]
)
def test_an_annex_number_is_read_in_chinese(mark: str, value: int) -> None:
    assert ordinal(mark) == value
