"""Days of every kind, for tests of what is true of every day."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from day.by_minute import Minutes
from day.days import ROLES, day_fields, row
from quarterhour.day import Day, day_from

FEW = settings(derandomize=True, max_examples=150, deadline=None)

_CODES = {
    "PT": [
        "97110",
        "97112",
        "97140",
        "97035",
        "97032",
        "97150",
        "97161",
        "97530",
        "97129",
        "97130",
    ],
    "OT": ["97530", "97535", "97110", "97150", "97165"],
    "SLP": ["92507", "92526", "92508", "97129", "97130", "97150"],
}
_MODALITIES = ["G0283", "97012", "97010"]
_TOGETHER = [("T1",)] * 6 + [("T2",), ("A1",), ("T1", "A1"), ("T1", "U1"), ("U1",), ("X1",), ()]
_PEOPLE = {
    "PT": _TOGETHER,
    "OT": [("O1",), ("O1",), ("B1",), ("O1", "B1"), ("U1",), ()],
    "SLP": [("S1",), ("S1",), ("L1",), ()],
}
_MARK = st.sampled_from(["T1", "A1", "O1"])
_NOTHING: dict[str, Any] = {}
_MORE = st.sampled_from(
    [
        *[_NOTHING] * 6,
        {"in_out": "11:15-12:00"},
        {"in_out": "12:30-1:00"},
        {"billed_units": {"97110": 1}},
    ]
)
_START = st.integers(11 * 60, 13 * 60 + 30)
_LENGTH = st.sampled_from([1, 2, 5, 7, 8, 10, 15, 15, 20, 23, 30, 45])


class Generated(NamedTuple):
    """A day, its document, and the minutes that each row means."""

    document: dict[str, Any]
    rows: list[Minutes]

    @property
    def day(self) -> Day:
        """Return the day."""
        return day_from(self.document)


def _clock(minute: int, twelve: bool) -> str:
    hour = minute // 60
    return f"{hour - 12 if twelve and hour > 12 else hour}:{minute % 60:02}"


@st.composite
def stretch(draw: st.DrawFn) -> tuple[str, frozenset[int]]:
    """Draw a time, written by a clock of 12 or of 24 hours, and its minutes."""
    start = draw(_START)
    end = start + draw(_LENGTH)
    twelve = draw(st.booleans())
    return f"{_clock(start, twelve)}-{_clock(end, twelve)}", frozenset(range(start, end))


@st.composite
def a_row(draw: st.DrawFn, tag: str, discipline: str) -> tuple[dict[str, Any], Minutes]:
    """Draw a row: with times, with minutes alone, or a modality that someone attends."""
    by = draw(st.sampled_from(_PEOPLE[discipline]))
    code = draw(st.sampled_from(_CODES[discipline]))
    if draw(st.integers(0, 9)) == 0:
        fields = {"minutes": draw(st.integers(0, 40)), "discipline": discipline}
        return row(code, " ".join(by), **fields), Minutes(tag, code, discipline, by, frozenset())
    if draw(st.integers(0, 14)) == 0:
        text = draw(st.sampled_from(["11:40-11:20", "12:30-12:15", "13:20-13:00"]))
        return row(code, " ".join(by), text, discipline=discipline), Minutes(
            tag, code, discipline, by, frozenset()
        )
    drawn = draw(st.lists(stretch(), min_size=1, max_size=3))
    times, minutes = [text for text, _ in drawn], frozenset().union(*(each for _, each in drawn))
    if discipline == "PT" and draw(st.integers(0, 4)) == 0:
        code, by = draw(st.sampled_from(_MODALITIES)), ()
        (text, attended), who = draw(stretch()), draw(_MARK)
        fields = {"attended": [text], "attended_by": who, "discipline": discipline}
        return row(code, "", *times, **fields), Minutes(
            tag, code, discipline, by, minutes, who, attended
        )
    return row(code, " ".join(by), *times, discipline=discipline), Minutes(
        tag, code, discipline, by, minutes
    )


@st.composite
def days(draw: st.DrawFn) -> Generated:
    """Draw a day of a few visits, in which tags and people meet often."""
    visits, rows = [], []
    for _ in range(draw(st.integers(1, 4))):
        tag = draw(st.sampled_from(["A", "A", "B", "C"]))
        drawn = [
            draw(a_row(tag, draw(st.sampled_from(["PT", "PT", "PT", "OT", "SLP"]))))
            for _ in range(draw(st.integers(1, 3)))
        ]
        visits.append({"tag": tag, **draw(_MORE), "services": [each for each, _ in drawn]})
        rows += [each for _, each in drawn]
    return Generated(day_fields(*visits, people=" ".join(ROLES)), rows)


DAYS = days()
