"""Dates as people type them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.records.period import Period, read_period
from loaders.records.reading import Problem

CENTURY = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))
MONTHS = "January February March April May June July August September October November December"


def bounds(typed: str) -> tuple[str, str]:
    period = read_period(typed)
    assert isinstance(period, Period), period
    assert period.as_typed == typed
    return str(period.earliest or ""), str(period.latest or "")


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("19-Jul-24", "2024-07-19", "2024-07-19"),
        ("17-Mar-2025", "2025-03-17", "2025-03-17"),
        ("17th March 2025", "2025-03-17", "2025-03-17"),
        ("March 17, 2025", "2025-03-17", "2025-03-17"),
        ("17.03.2025", "2025-03-17", "2025-03-17"),
        ("13/4/2025", "2025-04-13", "2025-04-13"),
        ("2025-03-17", "2025-03-17", "2025-03-17"),
        ("2025-03-17T00:00:00", "2025-03-17", "2025-03-17"),
        ("Mar-25", "2025-03-01", "2025-03-31"),
        ("Feb-24", "2024-02-01", "2024-02-29"),
        ("March 2025", "2025-03-01", "2025-03-31"),
        ("Sept. 2025", "2025-09-01", "2025-09-30"),
        ("2025-03", "2025-03-01", "2025-03-31"),
        ("Q4 2025", "2025-10-01", "2025-12-31"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("4th quarter of 2025", "2025-10-01", "2025-12-31"),
        ("second half of 2026", "2026-07-01", "2026-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_day_month_quarter_half_or_year_is_read_to_its_first_and_last_day(
    typed: str, earliest: str, latest: str
) -> None:
    assert bounds(typed) == (earliest, latest)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("Q2/Q3 2026", "2026-04-01", "2026-09-30"),
        ("Q4 2025 - Q1 2026", "2025-10-01", "2026-03-31"),
        ("Nov/Dec 2025", "2025-11-01", "2025-12-31"),
        ("Dec 2025/Jan 2026", "2025-12-01", "2026-01-31"),
        ("12-16 May 2025", "2025-05-12", "2025-05-16"),
        ("12 May – 3 June 2025", "2025-05-12", "2025-06-03"),
        ("1-May-25 to 3-May-25", "2025-05-01", "2025-05-03"),
        ("between Q1 and Q3 2026", "2026-01-01", "2026-09-30"),
        ("from May to June 2025", "2025-05-01", "2025-06-30"),
        ("2025/26", "2025-01-01", "2026-12-31"),
    ],
)
def test_a_range_takes_from_its_end_what_its_beginning_leaves_out(typed: str, earliest: str, latest: str) -> None:
    assert bounds(typed) == (earliest, latest)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("early 2026", "2026-01-01", "2026-04-30"),
        ("mid-2025", "2025-05-01", "2025-08-31"),
        ("end of 2025", "2025-09-01", "2025-12-31"),
        ("late May 2025", "2025-05-21", "2025-05-31"),
        ("beginning of March 2025", "2025-03-01", "2025-03-10"),
    ],
)
def test_early_mid_and_late_are_thirds(typed: str, earliest: str, latest: str) -> None:
    assert bounds(typed) == (earliest, latest)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "open_ended"),
    [
        ("Before Q1  2026", "", "2025-12-31", False),
        ("by 30 June 2026", "", "2026-06-30", False),
        ("no later than Q2 2026", "", "2026-06-30", False),
        ("after 30 June 2026", "2026-07-01", "", True),
        ("from May 2025", "2025-05-01", "", True),
        ("17-Mar-2025 - ongoing", "2025-03-17", "", True),
        ("Ongoing", "", "", True),
    ],
)
def test_a_bound_leaves_the_other_side_unsaid(typed: str, earliest: str, latest: str, open_ended: bool) -> None:
    assert bounds(typed) == (earliest, latest)
    period = read_period(typed)
    assert isinstance(period, Period)
    assert period.open_ended is open_ended


def test_words_of_doubt_beside_a_date_do_not_hide_it() -> None:
    assert bounds("Q1 2026 (TBC)") == ("2026-01-01", "2026-03-31")
    assert bounds("tentatively Mar-25") == ("2025-03-01", "2025-03-31")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("TBC", "says that the date is not known yet"),
        ("to be determined", "says that the date is not known yet"),
        ("", "says that the date is not known yet"),
        ("soon", "no date in it"),
        ("May", "no year in it"),
        ("Q4", "no year in it"),
        ("3/4/2025", "day and month cannot be told apart, or there is no such day"),
        ("31 June 2025", "not read as a day, month, quarter, half or year"),
        ("spring 2026", "not read as a day, month, quarter, half or year"),
        ("45733", "no date in it"),
        ("June 2026 - May 2026", "not read as a day, month, quarter, half or year"),
    ],
)
def test_what_is_no_date_is_told_with_a_reason(typed: str, reason: str) -> None:
    assert read_period(typed) == Problem(typed, reason)


@given(CENTURY)
def test_every_way_to_print_a_day_reads_back_to_it(day: datetime.date) -> None:
    name = MONTHS.split()[day.month - 1]
    for typed in (
        day.isoformat(),
        f"{day.day}-{name[:3]}-{day:%y}",
        f"{day.day}-{name[:3]}-{day.year}",
        f"{day.day:02} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
    ):
        assert bounds(typed) == (str(day), str(day))


@given(CENTURY, CENTURY)
def test_a_range_of_two_days_reads_back_to_them(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"{first:%d-%b-%Y} to {last:%d-%b-%Y}") == (str(first), str(last))


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_and_no_period_is_upside_down(typed: str) -> None:
    period = read_period(typed)
    if isinstance(period, Period) and period.earliest and period.latest:
        assert period.earliest <= period.latest
