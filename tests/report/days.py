"""Days for tests of their reports, as documents."""

from __future__ import annotations

from typing import Any

PEOPLE = [
    {"id": "T1", "role": "PT", "clock": ["8:00-12:00", "1:00-5:00"]},
    {"id": "T2", "role": "PTA", "clock": ["8:00-10:30", "1:00-2:30"]},
    {"id": "T3", "role": "OT", "clock": ["9:00-11:30", "1:30-3:00"]},
    {"id": "T4", "role": "SLP", "clock": ["1:00-4:00"]},
]


def day_fields(*visits: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return the document of a day on 2026-11-23 in North Carolina, unless fields say otherwise."""
    usual = {"format": "quarterhour.day/1", "date_of_service": "2026-11-23", "zip": "27601"}
    found = {**usual, "visits": list(visits), **fields}
    return {name: value for name, value in found.items() if value is not None}


def seen(tag: str, *services: tuple[str, str, str], **fields: Any) -> dict[str, Any]:
    """Return a visit whose services have a code, a person, and a time."""
    return {
        "tag": tag,
        **fields,
        "services": [{"code": code, "by": [id], "times": [time]} for code, id, time in services],
    }


def supervised(tag: str, time: str, attended: str = "", by: str = "") -> dict[str, Any]:
    """Return a visit with electrical stimulation that nobody attends but to set it up."""
    setup = {"attended": [attended], "attended_by": by} if attended else {}
    return {"tag": tag, "services": [{"code": "G0283", "by": [], "times": [time], **setup}]}


def busy_day(**fields: Any) -> dict[str, Any]:
    """Return a day of 20 visits and four people with four questions."""
    pta = (("G", "8:15", "8:45", "9:00"),)
    ot = (("K", "9:00", "9:40", "9:55"), ("L", "10:15", "10:45", "11:10"))
    pt = (("A", "8:00", "8:35", "8:45"), ("B", "8:45", "9:15", "9:30"))
    return day_fields(
        *(
            seen(tag, ("97110", "T1", f"{start}-{cut}"), ("97140", "T1", f"{cut}-{end}"))
            for tag, start, cut, end in (*pt, ("C", "9:30", "10:00", "10:15"))
        ),
        seen("D", ("97150", "T1", "10:30-11:00")),
        seen("E", ("97150", "T1", "10:30-11:00")),
        {
            "tag": "F",
            "services": [
                {"code": "97116", "by": ["T1"], "times": ["11:00-11:23"]},
                {"code": "G0283", "by": [], "times": ["11:23-11:38"]},
            ],
        },
        *(
            seen(tag, ("97110", "T2", f"{start}-{cut}"), ("97140", "T2", f"{cut}-{end}"))
            for tag, start, cut, end in pta
        ),
        seen("H", ("97110", "T2", "9:00-9:30")),
        seen("J", ("97140", "T2", "9:15-9:30"), ("97110", "T2", "9:30-10:00")),
        *(
            seen(tag, ("97530", "T3", f"{start}-{cut}"), ("97535", "T3", f"{cut}-{end}"))
            for tag, start, cut, end in ot
        ),
        seen("M", ("97110", "T1", "1:00-1:23")),
        seen("N", ("97110", "T1", "1:22-1:45")),
        seen("O", ("97110", "T2", "1:15-1:45"), ("97140", "T2", "1:45-2:00")),
        seen("P", ("97530", "T1", "2:00-2:30"), ("97530", "T3", "2:00-2:30")),
        seen("Q", ("97140", "T1", "3:00-3:25")),
        supervised("R", "3:10-3:25", "3:10-3:13", "T1"),
        *(
            seen(tag, ("92507", "T4", f"{start}-{end}"))
            for tag, start, end in (("S", "1:00", "1:45"), ("U", "2:15", "3:00"))
        ),
        seen("V", ("92507", "T4", "3:15-4:00")),
        **{"people": PEOPLE, **fields},
    )


def settled_day(**fields: Any) -> dict[str, Any]:
    """Return a day whose question is answered, with a denied line and another payer."""
    return day_fields(
        seen("A", ("97110", "T1", "9:00-9:30"), label="J. Smith"),
        seen("B", ("97140", "T1", "9:15-9:30"), ("97110", "T1", "9:30-9:53")),
        seen("C", ("97530", "T1", "10:00-10:15"), ("97750", "T1", "10:15-10:30")),
        {"tag": "D", "payer": "blue-plan", "services": [{"code": "97110", "minutes": 30}]},
        **{
            "people": [{"id": "T1", "role": "PT", "clock": ["8:00-12:00"]}],
            "settled": [
                {
                    "kind": "one-on-one-overlap",
                    "patients": ["A", "B"],
                    "people": ["T1"],
                    "when": "9:15-9:30",
                    "choice": "A",
                }
            ],
            "figures_for": {"target": "0.85", "treatment_minutes": 450, "start": "8:00"},
            **fields,
        },
    )


def untimed_day(**fields: Any) -> dict[str, Any]:
    """Return 20 visits of four services without times."""
    codes = ("97110", "97140", "97530", "97112")
    return day_fields(
        *(
            {"services": [{"code": code, "therapist_minutes": 15} for code in codes]}
            for _ in range(20)
        ),
        **fields,
    )


def unclear_day(**fields: Any) -> dict[str, Any]:
    """Return a day with a time that can't be read, and two visits of one patient."""
    return day_fields(
        seen("A", ("97110", "T1", "9:30-9:00")),
        seen("B", ("97140", "T1", "10:00-10:23")),
        seen("B", ("97110", "T1", "2:00-2:30")),
        **{"people": [{"id": "T1", "role": "PT"}], **fields},
    )


def claimed_day(**fields: Any) -> dict[str, Any]:
    """Return a day whose claims differ from the minutes, and a visit shorter than its services."""
    return day_fields(
        seen("A", ("97110", "T1", "9:00-9:15"), billed_units={"97110": 2}),
        seen("B", ("97110", "T1", "10:00-10:38"), billed_units={"97110": 2}),
        seen("C", ("97110", "T1", "11:00-11:30"), in_out="11:00-11:25"),
        **fields,
    )


def empty_day(**fields: Any) -> dict[str, Any]:
    """Return a day without visits."""
    return day_fields(**fields)
