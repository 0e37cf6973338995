"""Documents of days made at random, with every field that a day and its visits can have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from builders import TODAY
from quarterhour.day import Day, DayAssessor
from quarterhour.reference import Reference
from quarterhour.visit import VISIT, VisitError
from visit.visits import values

PEOPLE = {"T1": "PT", "A1": "PTA", "O1": "OT", "S1": "SLP", "U1": "student"}
# Who can have done a row, by the discipline that the row may say.
_BY = {
    "": (["T1"], ["A1"], ["T1", "A1"], ["O1"], ["S1"], ["T1", "U1"], ["U1"], []),
    "PT": (["T1"], ["A1"], []),
    "OT": (["O1"], []),
    "SLP": (["S1"], []),
}
_STARTS = st.integers(8 * 60, 17 * 60)
_ROW: dict[str, SearchStrategy[Any]] = {
    "count": st.sampled_from((2, 3)),
    "square_cm": st.just(30),
    "charge": st.sampled_from(("80.00", "0.00")),
    "contractor_price": st.just("41.50"),
    "telehealth": st.sampled_from((True, "home", "elsewhere")),
    "attended": st.just(["9:00-9:02"]),
}
_OF_VISITS = {each.name: each.kind for each in VISIT.fields}
_ALIKE = ("patient", "attested", "checked", "label", "purpose", "place_of_service", "payer")
_VISIT: dict[str, SearchStrategy[Any]] = {
    **{name: values(_OF_VISITS[name]) for name in (*_ALIKE, "rule", "provider")},
    "date_of_service": st.just(TODAY.isoformat()),
    "zip": st.sampled_from(("33101", "27601")),
    "in_out": st.sampled_from(("9:00-10:00", "12:45-1:15")),
    "present": st.just([["T1", "9:00-9:15"]]),
    "billed_units": st.just({"97110": 2, "97140": 1}),
}
_TIE: dict[str, Any] = {
    "extra_units_to": [1],
    "services": [{"code": code, "therapist_minutes": 20} for code in ("97112", "97530")],
}
_DAY: dict[str, SearchStrategy[Any]] = {
    **{name: values(_OF_VISITS[name]) for name in ("payer", "rule", "provider")},
    "figures_for": st.just({"target": "0.85", "treatment_minutes": 306, "start": "8:00"}),
    "settled": st.just(
        [{"kind": "one-on-one-overlap", "choice": "A", "patients": ["A", "B"], "people": ["T1"]}]
    ),
}


@st.composite
def _times(draw: st.DrawFn) -> tuple[list[str], int]:
    """Draw stretches that share no minute, and how many minutes they are."""
    start, written, minutes = draw(_STARTS), [], 0
    for length in draw(st.lists(st.sampled_from((1, 8, 10, 15, 23)), min_size=1, max_size=3)):
        end = start + length
        written.append(f"{start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}")
        start, minutes = end + 5, minutes + length
    return written, minutes


@st.composite
def _clocked(draw: st.DrawFn, by: list[str]) -> dict[str, Any]:
    """Draw the minutes of a row, its times, or both."""
    written, minutes = draw(_times())
    roles = {PEOPLE[id] for id in by}
    split = {}
    if not by or roles & {"PT", "OT", "SLP"}:
        split["therapist_minutes"] = minutes
    if not by or "PTA" in roles:
        split["assistant_minutes"] = minutes
    if not by or {"PT", "PTA"} <= roles:
        split["together_minutes"] = minutes
    entered = [{name: count} for name, count in split.items()] + [{"minutes": minutes}]
    return draw(
        st.sampled_from(
            [
                {"times": written},
                {"times": ["9:30-9:15"]},
                *entered,
                *({"times": written, **each} for each in entered),
                {name: 8 for name in split},
                {},
            ]
        )
    )


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a row of a visit."""
    discipline = draw(st.sampled_from(("", "", "PT", "OT", "SLP")))
    by = draw(st.sampled_from(_BY[discipline]))
    code = draw(st.sampled_from(("97110", "97140", "97112", "97530", "92507", "97150", None)))
    row: dict[str, Any] = {"code": code, **draw(_clocked(by))}
    row |= {"by": by} if by else {}
    row |= {"discipline": discipline} if discipline else {}
    row |= {"mode": "independent"} if code is None else {}
    row |= draw(st.fixed_dictionaries({}, optional=_ROW))
    if "attended" in row:
        row["attended_by"] = draw(st.sampled_from(("T1", "O1")))
    if "telehealth" in row and draw(st.booleans()):
        row["audio_only"] = True
    return row


@st.composite
def _visits(draw: st.DrawFn, tags: SearchStrategy[str]) -> dict[str, Any]:
    visit = draw(st.fixed_dictionaries({}, optional=_VISIT))
    tag = draw(tags)
    choice = draw(st.sampled_from((*[{"services": draw(st.lists(rows(), max_size=3))}] * 3, _TIE)))
    return {**visit, **({"tag": tag} if tag else {}), **choice}


@st.composite
def day_documents(draw: st.DrawFn, least: int = 0, tags: str = ",,A,B,9:30") -> dict[str, Any]:
    """Draw a day that can be read, with at least `least` visits."""
    marks = st.sampled_from(tags.split(","))
    people = [
        {"id": id, "role": role, **draw(st.sampled_from(({}, {"clock": ["8:00-12:00"]})))}
        for id, role in PEOPLE.items()
    ]
    place = draw(st.sampled_from(({"locality": "national"}, {"zip": "27601"}, {})))
    return {
        "format": "quarterhour.day/1",
        "date_of_service": TODAY.isoformat(),
        **place,
        **draw(st.fixed_dictionaries({}, optional=_DAY)),
        **({"people": people} if draw(st.booleans()) else {}),
        "visits": draw(st.lists(_visits(marks), min_size=least, max_size=4)),
    }


def choices_hold(day: Day, reference: Reference) -> bool:
    """Return whether the choices in ties hold, each visit taken alone."""
    for visit in day.visits:
        try:
            DayAssessor(reference).assess(replace(day, visits=(visit,), settled=()))
        except VisitError as error:
            if error.field.endswith("extra_units_to"):
                return False
    return True
