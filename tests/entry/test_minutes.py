"""Reading minutes as they are typed."""

from __future__ import annotations

import pytest

from quarterhour.entry.minutes import UnfinishedError, read_minutes, read_times


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("  ", 0),
        ("0", 0),
        ("23", 23),
        (" 23 ", 23),
        ("10+8", 18),
        ("10 + 8 + 5", 23),
        ("9:05-9:28", 23),
        ("09:05 - 09:28", 23),
        ("9:05\u20139:28", 23),
        ("9:05-9:20+10", 25),
        ("9:05-9:05", 0),
        ("11:50-12:20 pm", 30),
        ("9:10 am - 9:35 am", 25),
        ("9:10 AM\u20139:35 a.m.", 25),
        ("9:10a-9:35a", 25),
        ("11:45 am-12:15", 30),
        ("8:00-3:00 PM", 420),
        ("12:10-12:40 am", 30),
        ("11:30 pm-12:00 am", 30),
        ("13:00-2:00 pm", 60),
        ("1:00-1:45 pm+10", 55),
        ("11:50-12:20", 30),
        ("12:50-1:15", 25),
        ("9:05 to 9:28", 23),
        ("9:05 am to 9:28 AM", 23),
        ("11:50 until 12:20+5", 35),
        ("9:05 Through 9:28", 23),
        ("0905-0928", 23),
        ("0905 - 0928", 23),
        ("1250 to 1315+10", 35),
        ("9:05-9:28, 9:40-9:50", 33),
        ("11:30-1:00", 90),
        ("13:05-13:30", 25),
        ("480", 480),
        ("15 min", 15),
        ("15min.", 15),
        ("15 Minutes", 15),
        ("8m", 8),
        ("1h", 60),
        ("1 hr 5 min", 65),
        ("1h 5", 65),
        ("2 HOURS", 120),
        ("1h 5m + 10 min", 75),
    ],
)
def test_minutes_are_read(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "part_of_the_sentence"),
    [
        ("-5", "can't be negative"),
        ("12.5", "whole minutes"),
        ("12,5", "whole minutes"),
        ("abc", "15, 10+8, 9:05-9:20"),
        ("1e3", "15, 10+8, 9:05-9:20"),
        ("\u0661\u0662", "15, 10+8, 9:05-9:20"),
        ("481", "limit of 480"),
        ("400+81", "limit of 480"),
        ("9:28-9:05", "ends before it starts"),
        ("9:10 pm-9:35 am", "ends before it starts"),
        ("8:00-5:00 pm", "Enter am or pm after both times"),
        ("9:35-9:10 pm", "Enter am or pm after both times"),
        ("13:10-13:20 pm", "isn't a time"),
        ("0:10 am-0:20 am", "isn't a time"),
        ("9:10 xm-9:20", "15, 10+8, 9:05-9:20"),
        ("15:00-14:00", "ends before it starts"),
        ("9:65-9:70", "isn't a time"),
        ("25:00-25:10", "isn't a time"),
        ("x" * 100, "15, 10+8, 9:05-9:20"),
        ("9" * 100, "15, 10+8, 9:05-9:20"),
        ("15 miles", "15, 10+8, 9:05-9:20"),
        ("2 units", "15, 10+8, 9:05-9:20"),
        ("5 min 1 h", "15, 10+8, 9:05-9:20"),
        ("15 min 15 min", "15, 10+8, 9:05-9:20"),
        ("12 15", "15, 10+8, 9:05-9:20"),
        ("5 1h", "15, 10+8, 9:05-9:20"),
        ("min", "15, 10+8, 9:05-9:20"),
        ("15 min of gait", "15, 10+8, 9:05-9:20"),
        ("9 hours", "limit of 480"),
    ],
)
def test_what_cannot_be_minutes_is_refused_in_a_sentence(
    text: str, part_of_the_sentence: str
) -> None:
    with pytest.raises(ValueError, match=r"[.]$") as refused:
        read_minutes(text)
    assert part_of_the_sentence in str(refused.value)
    assert not isinstance(refused.value, UnfinishedError)


@pytest.mark.parametrize(
    "text",
    [
        *("9:05-9:28", "10+8", "13:05 - 13:30+4", "1 hours 15 minutes", "9:10 am-9:35 a.m."),
        *("9:05 to 9:28", "9:05 until 9:28", "9:05 pm through 9:28 pm", "9:05-9:28, 9:40-9:50"),
        *("0905-0928", "1305 to 1328", "0905-0928+0940-0950", "10+1005-1015"),
        "9:05 to 9:28; 0940-0950",
    ],
)
def test_every_beginning_is_an_amount_or_unfinished(text: str) -> None:
    for length in range(len(text)):
        try:
            read_minutes(text[:length])
        except UnfinishedError as unfinished:
            assert str(unfinished).endswith(".")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", ()),
        ("9:05-9:28", ("9:05-9:28",)),
        (" 9:05-9:28 , 9:40 - 9:50;", ("9:05-9:28", "9:40 - 9:50")),
        ("9:05-9:28+9:40-9:50", ("9:05-9:28", "9:40-9:50")),
        ("12:50-1:15", ("12:50-1:15",)),
        ("9:05 to 9:28, 1340-1350", ("9:05-9:28", "13:40-13:50")),
    ],
)
def test_times_are_read_as_typed(text: str, times: tuple[str, ...]) -> None:
    assert read_times(text) == times


@pytest.mark.parametrize("text", ["23", "9:05", "9:05-", "9:05-9:28, soon", "9:75-9:80"])
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="9:05-9:28"):
        read_times(text)


@pytest.mark.parametrize(
    "text",
    [
        *("15 to 20", "9 to 10", "905-928", "0965-0928", "2510-2520", "1234 to 9:28"),
        *("2019-2024", "2020 through 2026", "9:05 to 2026-11-23", "9:05 until 97140"),
        *("0905-0928-0931", "9:05 to 9:28/2", "09:05-12/01"),
    ],
)
def test_what_may_be_no_clock_time_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match="Not minutes"):
        read_minutes(text)
