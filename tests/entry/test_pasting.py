"""Text from the clipboard: known by headings or by what each piece can be, else asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import ot, pt, visit_fields
from quarterhour.assess import assess
from quarterhour.entry import Session
from quarterhour.reference import Reference
from quarterhour.report.item_24 import claim_csv, claim_text
from quarterhour.visit import visit_from

SURE = [
    ("97110,33,97140,7", [("97110", "PT", 33, 0), ("97140", "PT", 7, 0)]),
    ("97110 23, 97140 15", [("97110", "PT", 23, 0), ("97140", "PT", 15, 0)]),
    ("97110 23; 97140 15", [("97110", "PT", 23, 0), ("97140", "PT", 15, 0)]),
    ("1\t97110\t33\n2\t97140\t7", [("97110", "PT", 33, 0), ("97140", "PT", 7, 0)]),
    ("97140\tGP\t59\t15", [("97140", "PT", 15, 0)]),
    ("97140-59\t15", [("97140", "PT", 15, 0)]),
    ("97140-GP-59 20 min", [("97140", "PT", 20, 0)]),
    ("97110 2 units 30 min", [("97110", "PT", 30, 0)]),
    ("97110\t33\t$60.00", [("97110", "PT", 33, 0)]),
    ("97140 GP 20", [("97140", "PT", 20, 0)]),
    ("97535-GO\t15", [("97535", "OT", 15, 0)]),
    ("97110 10 + 8", [("97110", "PT", 18, 0)]),
    ("97110 9:05 - 9:28", [("97110", "PT", 23, 0)]),
    ("97110 Ther ex 9:05 to 9:28", [("97110", "PT", 23, 0)]),
    ("97110\t9:05 AM to 9:28 AM\tpt tolerated well", [("97110", "PT", 23, 0)]),
    ("Code\tTime\n97110\t9:05 until 9:28", [("97110", "PT", 23, 0)]),
    ("Code\tMinutes\n97110\t0905-0928", [("97110", "PT", 23, 0)]),
    ("97110 Ther ex 0905-0928", [("97110", "PT", 23, 0)]),
    ("97116 gait 1000 to 1015", [("97116", "PT", 15, 0)]),
    ("Code\tStart\tEnd\n97110\t0905\t0928", [("97110", "PT", 23, 0)]),
    ("97112 from 10:25 to 10:40 (15 min)", [("97112", "PT", 15, 0)]),
    ("(97140) 12 minutes, 10:40-10:52", [("97140", "PT", 12, 0)]),
    ("97110 1 hr 5 min", [("97110", "PT", 65, 0)]),
    ("15 min 97110", [("97110", "PT", 15, 0)]),
    ("11/20/2026\t97110\t15", [("97110", "PT", 15, 0)]),
    ("97110 Therapeutic exercise (23 min)", [("97110", "PT", 23, 0)]),
    ("97110x2 30min", [("97110", "PT", 30, 0)]),
    ("- 97110: 23\n- 97140: 15", [("97110", "PT", 23, 0), ("97140", "PT", 15, 0)]),
    ("1. 97110 33.\n2) 97140 15", [("97110", "PT", 33, 0), ("97140", "PT", 15, 0)]),
    ("97110-76 15", [("97110", "PT", 15, 0)]),
    ("97110 \u2014 23\n97140=15", [("97110", "PT", 23, 0), ("97140", "PT", 15, 0)]),
    ("\ufeffCode\tMin\tPTA\n97110\t33\t4", [("97110", "PT", 33, 4)]),
    ("97140 15\nCode\tPTA\n97110\t4", [("97140", "PT", 15, 0), ("97110", "PT", 0, 4)]),
    ("97110 | 23 | GP", [("97110", "PT", 23, 0)]),
    ("Minutes\tCode\n23\t97110", [("97110", "PT", 23, 0)]),
    ("CPT\tMod\tMin\tPTA\n97110\tGP CQ\t20\t10", [("97110", "PT", 20, 10)]),
    ("97110-23", [("97110", "PT", 23, 0)]),
    ("CPT\tPT\tPTA\n97110\t12\t11", [("97110", "PT", 12, 11)]),
    ("Code,OT Minutes,COTA Minutes\n97530,12,11", [("97530", "OT", 12, 11)]),
    ("CPT\tPT Min\tOT Min\n97530\t\t15", [("97530", "OT", 15, 0)]),
    ("97530 15 OTR", [("97530", "OT", 15, 0)]),
    ("ther ex 23", [("97110", "PT", 23, 0)]),
    ("97110 59", [("97110", "PT", 59, 0)]),
    (
        "Code\tMin\tPTA min\n97110\t20\t10\n97140\t\t15",
        [("97110", "PT", 20, 10), ("97140", "PT", 0, 15)],
    ),
    ("#,CPT,Units,Minutes,Charge\n1,97110,2,30,80.00", [("97110", "PT", 30, 0)]),
    ('"CPT code","Mod","Time"\n"97535","GO 59","20"', [("97535", "OT", 20, 0)]),
    ("Date;Service;Minutes\n11/20/2026;97116 Gait;15", [("97116", "PT", 15, 0)]),
    ("MT 20", [("97140", "PT", 20, 0)]),
    ("Manual therapy 15, ther ex 23", [("97140", "PT", 15, 0), ("97110", "PT", 23, 0)]),
    ("MT 15; 97110 20", [("97140", "PT", 15, 0), ("97110", "PT", 20, 0)]),
    ("re-eval OT 30", [("97168", "OT", 30, 0)]),
    (
        "PT:\n97110 15\nOccupational therapy\n97530 20",
        [("97110", "PT", 15, 0), ("97530", "OT", 20, 0)],
    ),
    ("97110 30 min x2 units", [("97110", "PT", 30, 0)]),
    ("1. TE 23\n2. MT 10", [("97110", "PT", 23, 0), ("97140", "PT", 10, 0)]),
    ("Ther Act x 15 min", [("97530", "PT", 15, 0)]),
    ("Pt: ADL 15 min", [("97535", "PT", 15, 0)]),
    (
        "97110 (23 min), 97140 (15 min), G0283 (unattended)",
        [("97110", "PT", 23, 0), ("97140", "PT", 15, 0), ("G0283", "PT", 0, 0)],
    ),
    # No minutes are wanted of what is counted one by one.
    (
        "97760 (15 min), 97140 (15 min), 29130 (index)",
        [("97760", "PT", 15, 0), ("97140", "PT", 15, 0), ("29130", "PT", 0, 0)],
    ),
    ("97530 15. Pt tolerated well", [("97530", "PT", 15, 0)]),
    ("97110\t23)\tGP", [("97110", "PT", 23, 0)]),
    ("Therapeutic exercise (97110) x 23 min", [("97110", "PT", 23, 0)]),
    ("Code\tBilled minutes\n97110\t23", [("97110", "PT", 23, 0)]),
    ("Charge code\tService\tMinutes\n97110\tTE\t23", [("97110", "PT", 23, 0)]),
    ("Mod\tCode\tMinutes\tPTA min\n\t97110\t23\t8", [("97110", "PT", 23, 8)]),
    ("3\t97110\t33\n4\t97140\t7", [("97110", "PT", 33, 0), ("97140", "PT", 7, 0)]),
    (
        "Date\tCPT\tMod1\tMod2\tUnits\tMin\tCharge\n11/23/2026\t97110\tGP\t59\t2\t30\t80",
        [("97110", "PT", 30, 0)],
    ),
]
DOUBTED = [
    "97110\t33\t60",
    "97110;33;4",
    "97110 2 units",
    "12 97110",
    "97110 x 2",
    "97110 CQ 15",
    "97110-CQ 15",
    "97110 PTA 15",
    "97110 9am-9:23am",
    "97110 \uff12\uff13",
    "97110 23m PTA 10m",
    "97110 12.5",
    "97110 20 min 15 min",
    "5, 97110, 15, 97140, 20",
    "97110 9:05",
    "97110 9:05-9:28 20 min",
    "97110 23 min 23 min",
    "97110 -5",
    "frobnicate, 20",
    "30\t97110\t60",
    "45\t97110\t15",
    "97110 23 min x 2",
    "97110 up 23 min",
    "eval 30",
    "MT 15 97110 20",
    "PROM 10",
    "97001 30",
    "gai 15",
]


@pytest.fixture
def session(reference: Reference) -> Session:
    return Session(reference)


@pytest.mark.parametrize(("text", "expected"), SURE)
def test_what_is_sure_is_taken(
    text: str, expected: list[tuple[str, str, int, int]], session: Session
) -> None:
    said = session.paste(0, text)
    assert said == "" or said.startswith("Not pasted: ")
    visit = session.outcome.reading.visit
    assert visit is not None
    assert [
        (each.code, each.discipline, each.therapist_minutes, each.assistant_minutes)
        for each in visit.services
    ] == expected
    assert session.problems == ()


@pytest.mark.parametrize("text", DOUBTED)
def test_what_is_in_doubt_stays_in_view_and_is_asked(text: str, session: Session) -> None:
    assert session.paste(0, text) == ""
    visit = session.outcome.reading.visit
    assert visit is None or visit.services == ()
    assert len({problem.row for problem in session.outcome.reading.problems}) == 1
    row = session.draft.rows[0]
    shown = f"{row.code} {row.therapist}"
    assert all(piece in shown for piece in re.split(r"[\s,;]+|(?<=[0-9])-", text))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("97110 from 9:05 until 97140 at 9:28", ["9:05", "9:28"]),
        ("97110 9:05 to 2026-11-23", ["9:05"]),
        ("97110 ref 0905-1528", ["0905 1528"]),
        ("97110 auth 2019-2024", ["2019 2024"]),
        ("97110 auth 1015-1030", ["1015 1030"]),
        ("97110 MRN# 1234 to 1250", ["1234 1250"]),
        ("97116 1000 to 1015 steps", ["1000 1015"]),
    ],
)
def test_what_only_looks_like_times_is_asked(
    text: str, minutes: list[str], session: Session
) -> None:
    session.paste(0, text)
    assert [row.therapist for row in session.draft.without_blank_end().rows] == minutes
    asked = {problem.row for problem in session.outcome.reading.problems}
    assert asked == {*range(len(minutes))}


@pytest.mark.parametrize("figures", ["23", "9:05-9:28", "23 min", "23, 8", "2 units"])
@pytest.mark.parametrize("between", ["; ", ", ", " "])
def test_a_line_with_other_separators_than_its_heading_loses_nothing(
    between: str, figures: str, session: Session
) -> None:
    session.paste(0, f"CPT\tMin\tPTA\n97110{between}{figures}\n97140\t15\t")
    first, second = session.draft.without_blank_end().rows
    assert (first.code, second.code, second.therapist) == ("97110", "97140", "15")
    assert set(re.findall("[0-9]+", figures)) <= set(re.findall("[0-9]+", first.therapist))
    assert [problem.row for problem in session.outcome.reading.problems] == [0]


def test_what_stands_beyond_the_headings_is_asked(session: Session) -> None:
    session.paste(0, "Code;Min\n97110;15;9\n97140;20;")
    assert [row.therapist for row in session.draft.rows if row.code] == ["15 9", "20"]
    assert [problem.row for problem in session.outcome.reading.problems] == [0]


CLOCKS = [
    ("CPT\tStart\tEnd\tMin\n97110\t9:00\t9:23\t23", "9:00-9:23"),
    ("CPT\tStart\tEnd\n97110\t9:00 AM\t9:23 AM", "9:00 AM-9:23 AM"),
]


@pytest.mark.parametrize(("text", "times"), CLOCKS)
def test_times_in_columns_of_their_own_are_those_of_the_row(
    text: str, times: str, session: Session
) -> None:
    assert session.paste(0, text) == ""
    (row,) = session.draft.without_blank_end().rows
    assert row.therapist == times
    assert session.problems == ()


TWICE = [
    ("Time\tCPT\tMins\n08:00-08:23\t97110\t23", ("08:00-08:23", "")),
    ("CPT\tMin\tDuration\n97110\t23\t23 min", ("23", "")),
    ("Code;Therapist min;Assistant min;Total min\n97110;10;13;23", ("10", "13")),
    ("CPT\tTotal minutes\n97110\t23", ("23", "")),
]


@pytest.mark.parametrize(("text", "expected"), TWICE)
def test_minutes_that_are_said_twice_and_agree_are_taken_once(
    text: str, expected: tuple[str, str], session: Session
) -> None:
    session.paste(0, text)
    (row,) = session.draft.without_blank_end().rows
    assert (row.therapist, row.assistant) == expected
    assert session.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "Time\tCPT\tMins\n08:00-08:23\t97110\t20",
        "CPT\tMin\tDuration\n97110\t23\t15 min",
        "CPT\tMin\tDuration\n97110\t23\tlong",
    ],
)
def test_minutes_that_are_said_twice_and_differ_are_asked(text: str, session: Session) -> None:
    session.paste(0, text)
    assert [problem.row for problem in session.outcome.reading.problems] == [0]


TIMES_ASKED = [
    ("CPT\tStart\tEnd\tMin\n97110\t9:00\t9:23\t20", "20 9:00-9:23"),
    ("CPT\tStart\tEnd\tMin\n97110\t9:00\t9:23\t0", "0 9:00-9:23"),
    ("CPT\tStart\tEnd\tMin\n97110\t9:00\t25:99\t23", "23 9:00 25:99"),
    ("CPT\tStart\tEnd\tMin\n97110\t9:00\t9:23\tsome", "some 9:00-9:23"),
    ("CPT\tMin\tPTA\tStart\tEnd\n97110\t12\t8\t9:00\t9:23", "12 9:00-9:23"),
    ("CPT\tMin\tPTA\tStart\tEnd\n97110\t\t8\t9:00\t9:23", "8 9:00-9:23"),
    ("CPT\tPTA\tStart\tEnd\n97110\t8\t9:00\t9:23", "8 9:00-9:23"),
]


@pytest.mark.parametrize(("text", "shown"), TIMES_ASKED)
def test_times_that_contradict_the_minutes_are_asked(
    text: str, shown: str, session: Session
) -> None:
    session.paste(0, text)
    (row,) = session.draft.without_blank_end().rows
    assert shown in (row.therapist, row.assistant)
    visit = session.outcome.reading.visit
    assert visit is None or visit.services == ()


OF_WHOM = [
    ("CPT\tStart\tEnd\tPTA\n97110\t9:00\t9:23\t0", (23, 0)),
    ("CPT\tStart\tEnd\tPTA\n97110\t9:00\t9:23\t", (23, 0)),
    ("CPT\tStart\tEnd\tPTA\n97110\t9:00\t9:23\t23", (0, 23)),
    ("CPT\tMin\tPTA\tStart\tEnd\n97110\t12\t11\t9:00\t9:23", (12, 11)),
    ("CPT\tMin\tPTA\tStart\tEnd\n97110\t23\t0\t9:00\t9:23", (23, 0)),
    ("CPT\tMin\tPTA\tStart\tEnd\n97110\t0\t23\t9:00\t9:23", (0, 23)),
]


@pytest.mark.parametrize(("text", "expected"), OF_WHOM)
def test_times_are_no_one_elses_minutes(
    text: str, expected: tuple[int, int], session: Session
) -> None:
    session.paste(0, text)
    visit = session.outcome.reading.visit
    assert visit is not None
    assert [(each.therapist_minutes, each.assistant_minutes) for each in visit.services] == [
        expected
    ]


NO_TIMES = [
    ("From\tTo\tCPT\tMin\n11/23/2026\t11/23/2026\t97110\t15", "11/23/2026"),
    ("CPT\tStart\tMin\n97110\t9:00\t15", "Start"),
    ("From Bed\tTo Chair\tCPT\tMin\nmin assist\tmod assist\t97110\t15", "From Bed"),
    ("CPT\tStart\tEnd\tMin\n97110\t9:00\t\t15", "Start 9:00"),
    ("CPT\tStart\tEnd\tMin\n97110\t\tnoon\t15", "End noon"),
]


@pytest.mark.parametrize(("text", "named"), NO_TIMES)
def test_what_is_no_pair_of_times_is_said_and_leaves_the_minutes(
    text: str, named: str, session: Session
) -> None:
    assert named in session.paste(0, text)
    assert [row.therapist for row in session.draft.without_blank_end().rows] == ["15"]


ALIGNED = [
    (
        "CPT    Minutes  Assistant  Charge",
        ("97110  23       8          80.00", "23", "8"),
        ("97140           15         40.00", "", "15"),
        ("97530                      40.00", "", ""),
    ),
    (
        "   CPT  Therapist  Assistant",
        (" 97110         23          8", "23", "8"),
        (" 97140                    15", "", "15"),
        (" 97530         15", "15", ""),
    ),
    (
        "CPT    Minutes  Units",
        ("97110  23       2", "23", ""),
        ("97140           1", "", ""),
    ),
]


@pytest.mark.parametrize("table", ALIGNED)
def test_an_empty_cell_of_columns_lined_up_by_spaces_stays_empty(
    table: tuple[str, *tuple[tuple[str, str, str], ...]], session: Session
) -> None:
    heading, *lines = table
    session.paste(0, "\n".join((heading, *(line for line, _, _ in lines))))
    rows = session.draft.without_blank_end().rows
    assert [(row.therapist, row.assistant) for row in rows] == [each[1:] for each in lines]


SINGLE_SPACES = [
    ("CPT Code Min\n97110 23", "23"),
    ("Code Service Min\n97116 Gait training 23", "23"),
    ("CPT Therapist PTA\n97116  20", "20 ?"),
    ("Code Minutes Charge\n97530  80", "80 ?"),
    ("Code Description Units PTA Therapist\n97140 Manual therapy 1  8", "1 8 ?"),
]


@pytest.mark.parametrize(("text", "shown"), SINGLE_SPACES)
def test_an_empty_cell_between_single_spaces_is_asked(
    text: str, shown: str, session: Session
) -> None:
    session.paste(0, text)
    assert [row.therapist for row in session.draft.without_blank_end().rows] == [shown]


COLUMNS = st.permutations(["Minutes", "PTA", "Units", "Charge"]).flatmap(
    lambda titles: st.integers(1, 4).map(lambda many: ["CPT", *titles[:many]])
)
CELL = st.sampled_from(["", "0", "8", "15", "23"])
SPACED = {"tabs": "\t", "commas": ",", "spaces": " "}


@settings(max_examples=300)
@given(COLUMNS, st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=3), st.data())
def test_no_minutes_of_a_table_become_other_ones_without_a_question(
    reference: Reference, titles: list[str], cells: list[list[str]], data: st.DataObject
) -> None:
    """Whatever parts its columns, and whichever of its cells are empty."""
    assume({"Minutes", "PTA"} & {*titles})
    lines = [titles, *(["97110", *each][: len(titles)] for each in cells)]
    parted = data.draw(st.sampled_from([*SPACED, "lined up", "lined up at the right"]))
    if parted in SPACED:
        text = "\n".join(SPACED[parted].join(line) for line in lines)
    else:
        wide = [max(map(len, column)) + 2 for column in zip(*lines, strict=True)]
        place = str.rjust if parted.endswith("right") else str.ljust
        text = "\n".join("".join(map(place, line, wide)).rstrip() for line in lines)
    session = Session(reference)
    session.paste(0, text)
    asked = {problem.row for problem in session.outcome.reading.problems}
    for at, (row, line) in enumerate(
        zip(session.draft.without_blank_end().rows, lines[1:], strict=True)
    ):
        meant = dict(zip(titles, line, strict=True))
        said = (meant.get("Minutes", ""), meant.get("PTA", ""))
        assert at in asked or (row.therapist, row.assistant) == said, text


@pytest.mark.parametrize(
    "text",
    [
        "CPT    Min  PTA  Units\n97140  9  8   1",
        "CPT    Min  PTA\n97140        8  9",
    ],
)
def test_a_cell_under_two_titles_or_none_is_asked(text: str, session: Session) -> None:
    session.paste(0, text)
    assert [problem.row for problem in session.outcome.reading.problems] == [0]


TOTALS = [
    "Total\t{}",
    "Total timed minutes: {}",
    "TOTAL TREATMENT TIME   {} min",
    "Totals: {} minutes",
    "Total of 2 codes: {}",
    "Total units 3, {} min",
    "Total 9:00-{clock}",
]


@pytest.mark.parametrize("line", TOTALS)
@pytest.mark.parametrize("heading", ["", "Code\tMin\n"])
def test_a_total_is_no_service_and_is_compared(heading: str, line: str, session: Session) -> None:
    rows = "97110\t23\n97140\t15\n"
    assert session.paste(0, heading + rows + line.format(38, clock="9:38")) == ""
    session.undo()
    other = line.format(39, clock="9:39")
    said = session.paste(0, heading + rows + other)
    shown = " ".join(other.split())
    assert said == f"The minutes above \u201c{shown}\u201d come to 38. Check each row."
    assert [row.code for row in session.draft.without_blank_end().rows] == ["97110", "97140"]


RIGHT = [
    "Code\tMin\tUnits\n97110\t23\t2\n97140\t15\t1\nTotal\t38\t3",
    "Code\tMin\tPTA\n97110\t23\t8\n97140\t15\t\nTotal\t38\t8",
    "Code\tMin\tCharge\n97110\t23\t80\n97140\t15\t40\nTotal\t38\t120",
    "#\tCode\tMin\n1\t97110\t23\n2\t97140\t15\n3\tTotal\t38",
    "97110 23\nTotal 23\n97140 15\nTotal 15",
    "97110 23\nSubtotal 23\n97140 15\nGrand total 38",
    "97110 GP 23\n97535 GO 15\nTotal PT 23\nTotal OT 15\nTotal 38",
    "97110 23\n97014 10\nTotal timed minutes 23\nTotal minutes 33",
    "Code  Min  Units\n97110  23   2\n97140  15   1\nTotal  38   3",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_total_that_is_right_says_nothing_of_itself(text: str, session: Session) -> None:
    assert "otal" not in session.paste(0, text)
    assert len(session.draft.without_blank_end().rows) == 2


CONTRADICTED = [
    "97110 23\n97140 15\nTotal time 9:00-9:39",
    "97161 30\n97110 23\nTotal timed minutes: 53",
    "97161 30\n97110 23\nTotal minutes: 23",
    "Code\tMin\tPTA\n97110\t23\t8\nTotal\t23\t9",
    "97110 GP 23\n97535 GO 15\nTotal PT 38",
]


@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_total_of_other_minutes_is_said(text: str, session: Session) -> None:
    assert "Check each row." in session.paste(0, text)


@pytest.mark.parametrize("line", ["Total: 0:39", "Total 39.0", "Total 39.00", "Total units: 3"])
def test_a_total_that_cannot_be_read_is_said(line: str, session: Session) -> None:
    said = session.paste(0, f"97110\t23\n97140\t15\n{line}")
    assert said.startswith(f"Not pasted: \u201c{line}\u201d.")


def test_a_total_of_minutes_that_cannot_be_read_is_said(session: Session) -> None:
    said = session.paste(0, "97110\t1.5\n97140\t15\nTotal\t39")
    assert said.startswith("Not pasted: \u201cTotal 39\u201d.")


def test_of_many_totals_two_are_named(session: Session) -> None:
    said = session.paste(0, "97110 23\n" + "Total 24\n" * 200)
    assert said.count("Check each row.") == 2
    assert said.endswith("198 more totals couldn't be confirmed.")


@pytest.mark.parametrize("text", ["97110 total 38", "Total knee exercises\t20", "total gym 15 min"])
def test_a_service_beside_the_word_total_stays_a_row(text: str, session: Session) -> None:
    session.paste(0, text)
    assert len(session.draft.without_blank_end().rows) == 1


ASKED = [
    "97110 30 P.T.A.",
    "CPT\tMin\tMod\n97110\t30\tGPCQ",
    "CPT\tMin\tProvider\n97110\t15\tPTA",
    "CPT\tMin\tNotes\n97110\t30\t10 min by PTA",
    "CPT\tMin\tCQ\n97110\t23\tYes",
    "Mins (PTA)\tCPT\nsome\t97110",
    "97110 22.50",
    "97110 " + "9" * 5000,
    "97140 0.25 hours",
    "97110 fifteen min",
    "97110 Qty: 2",
    "97110\tGP\t2",
    "97110 90 sec",
    "97110 50%",
    "97110 Therapeutic exercises, each 15 minutes",
    "97110 23 min canceled",
    "97110 GP GO 23",
    "97110 23 ($120.00)",
    "97110 23 -$120.00",
    "97110 23 copay $25",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_changes_the_minutes_is_asked(text: str, session: Session) -> None:
    session.paste(0, text)
    visit = session.outcome.reading.visit
    assert visit is None or visit.services == ()
    assert session.outcome.reading.problems


def test_a_column_that_is_not_taken_over_is_said(session: Session) -> None:
    said = session.paste(0, "Date\tCPT\tMin\tPaid\n11/20/2026\t97110\t23\t80.00")
    assert "Paid" in said
    assert "Date" not in said


NAMES = ("Gait training service", "Manual therapy treatment", "Therapy plan", "Description")
AMOUNTS = ("30 min", "15", "9:05-9:28", "10+8", "2 units", "1 hr", "22.50", "9" * 5000)


@pytest.mark.parametrize("part", [", ", "\t", "; "])
@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_with_a_figure_is_taken_for_a_heading(
    name: str, amount: str, part: str, session: Session
) -> None:
    said = session.paste(0, f"{name}{part}{amount}\n97110 15")
    rows = [row for row in session.draft.rows if row.code]
    assert len(rows) == 2 or name in said
    assert (rows[-1].code, rows[-1].therapist) == ("97110", "15")


def test_in_a_note_pt_is_the_patient(session: Session) -> None:
    session.paste(0, "97530 GO 15 pt was tired\n97535 pt tolerated well 20\n97116 pt 15")
    assert [row.discipline for row in session.draft.rows if row.code] == ["OT", "OT", "PT"]


def test_a_modifier_is_no_minutes(session: Session) -> None:
    session.paste(0, "97110-59\n97140 GP 59\n97530-GP-76")
    assert [row.therapist for row in session.draft.rows if row.code] == ["", "", ""]


def test_a_code_without_a_rule_has_the_discipline_of_the_row_above(session: Session) -> None:
    session.paste(0, "97535 GO 20\n0791T 15")
    assert [row.discipline for row in session.draft.rows if row.code] == ["OT", "OT"]


def test_a_charge_comes_along(session: Session) -> None:
    session.paste(0, "97110\t33\t$1,060.50")
    session.paste(1, "CPT\tMinutes\tCharge\n97140\t15\t80")
    assert [str(row.charge) for row in session.draft.rows if row.code] == ["1060.50", "80.00"]


UNREAD = [
    ("97110\t15\nmanual\tten", [("97110", "15"), ("97140", "ten")]),
    ("manual ten", [("97140", "ten")]),
    ("manual\tPT\tten", [("97140", "ten")]),
    ("97110\tten", [("97110", "ten")]),
    ("99999\ttwenty three", [("99999", "twenty three")]),
    ("manaul\tten", [("manaul", "ten")]),
    ("manual\tasdf", [("97140", "asdf")]),
    ("97110\tasdf", [("97110", "asdf")]),
    ("97110\t15\n\t20", [("97110", "15"), ("", "20")]),
    ("Code\tMinutes\n97110\t15\n\t20", [("97110", "15"), ("", "20")]),
]


@pytest.mark.parametrize(("text", "rows"), UNREAD)
def test_what_cannot_be_read_of_a_row_stays_in_it_with_a_question(
    text: str, rows: list[tuple[str, str]], session: Session
) -> None:
    assert session.paste(0, text) == ""
    found = session.draft.without_blank_end().rows
    assert [(row.code, row.therapist) for row in found] == rows
    assert {problem.row for problem in session.problems} == {len(rows) - 1}


@pytest.mark.parametrize(
    "line",
    ["Patient\tJane Doe", "Pain two of ten", "97110\tTherapeutic exercise", "97110\tPT", "20"],
)
def test_what_is_no_minutes_becomes_none(line: str, session: Session) -> None:
    session.paste(0, f"97140\t15\n{line}")
    assert [row.therapist for row in session.draft.rows if row.therapist] == ["15"]


def test_a_line_that_is_left_is_said_without_its_tabs(session: Session) -> None:
    said = session.paste(0, "97110\t15\nPatient\tJane Doe")
    assert "\u201cPatient Jane Doe\u201d" in said


def test_a_line_that_is_left_is_said(session: Session) -> None:
    said = session.paste(0, "97110 15\nPatient tolerated well\n97140 20")
    assert "Patient tolerated well" in said
    assert [row.code for row in session.draft.rows if row.code] == ["97110", "97140"]


@pytest.mark.parametrize("form", [claim_text, claim_csv])
@pytest.mark.parametrize("charge", ["80.00", None])
def test_units_of_claim_lines_are_no_minutes(
    form: object, charge: str | None, session: Session, reference: Reference
) -> None:
    services = [pt("97110", 33), pt("97140", 20)]
    for service in services:
        if charge:
            service["charge"] = charge
    copied = form(assess(visit_from(visit_fields(*services)), reference))  # type: ignore[operator]
    assert "not minutes" in session.paste(0, copied)
    assert session.empty


CODES = st.sampled_from(["97110", "97140", "97530", "97116", "97112"])
PART = st.sampled_from(["\t", ", ", ";", " "])


@given(st.lists(st.tuples(CODES, st.integers(5, 58)), min_size=1, max_size=6), PART, st.data())
def test_codes_and_minutes_in_any_form_are_those(
    reference: Reference, services: list[tuple[str, int]], part: str, data: st.DataObject
) -> None:
    ends = st.sampled_from(["\n", "\r\n"] + ([part] if part != " " else []))
    text = "".join(f"{code}{part}{n}{data.draw(ends)}" for code, n in services)
    session = Session(reference)
    assert session.paste(0, text) == ""
    rows = [(row.code, row.therapist) for row in session.draft.rows if row.code]
    assert rows == [(code, str(n)) for code, n in services]


@given(st.text("97110 4,;\tGPmin:-+.$u59\n", max_size=40))
def test_no_text_brings_minutes_that_do_not_stand_in_it(reference: Reference, text: str) -> None:
    session = Session(reference)
    session.paste(0, text)
    for row in session.draft.rows:
        assert all(
            piece in text
            for piece in row.therapist.split()
            if piece not in ("before", "min", "or", "units")
        )


@pytest.mark.parametrize("text", ["97110 and 97112: 15 min each", "97110, 97112 30 min"])
def test_minutes_of_several_codes_are_asked_for_each(text: str, session: Session) -> None:
    session.paste(0, text)
    rows = session.draft.without_blank_end().rows
    assert [(row.code, row.therapist) for row in rows] == [("97110", text), ("97112", text)]
    assert {problem.row for problem in session.problems} == {0, 1}


def test_a_pasted_row_has_the_discipline_of_the_rows_above_it(reference: Reference) -> None:
    session = Session(reference, visit_from(visit_fields(pt("97110", 15), ot("97535", 15))))
    session.paste(1, "97530 15")
    assert [row.discipline for row in session.draft.rows[:3]] == ["PT", "PT", "OT"]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("97110 GP 59 15", "59"),
        ("Date\tCPT\tMod\tMin\n11/20/2025\t97110\tGP 59\t30", "59, 11/20/2025"),
        ("11/20/2025\t97110-KX\t15", "11/20/2025, KX"),
    ],
)
def test_a_day_and_modifiers_that_are_not_taken_over_are_named(
    text: str, beside: str, session: Session
) -> None:
    assert session.paste(0, text).startswith(f"Not pasted: {beside}.")
    assert session.problems == ()


PATIENTS = [
    "Patient: DOE, JANE MRN 0012345",
    "DOB: 01/02/1950  Age 76",
    "Jane Doe\tMember ID 1EG4TE5MK73",
    "Acct# 00123",
]


@pytest.mark.parametrize("line", PATIENTS)
@pytest.mark.parametrize("heading", ["", "Code\tMin\n"])
def test_a_line_about_the_patient_is_no_row_and_is_not_repeated(
    heading: str, line: str, session: Session
) -> None:
    said = session.paste(0, f"{line}\n{heading}97110\t23")
    assert [row.code for row in session.draft.without_blank_end().rows] == ["97110"]
    assert said.startswith("Not pasted: \u201cthe line about the patient\u201d.")


def test_only_what_was_there_is_advised_about(session: Session) -> None:
    """Units, modifiers, and days go elsewhere, each by its own way."""
    advice = {
        "97110 2 units 30 min": "Quarterhour counts units from the minutes.",
        "97110-KX 15": "Enter modifiers in Visit > Claim modifiers.",
        "11/20/2025 97110 15": "Enter the date of service at the top.",
    }
    for text, own in advice.items():
        said = session.paste(0, text)
        assert [each in said for each in advice.values()] == [
            each == own for each in advice.values()
        ], text
    assert "1 unit. " in session.paste(0, "Code\tMin\tUnits\n97110\t15\t1")


def test_a_patient_in_a_note_makes_no_row_pt(reference: Reference) -> None:
    session = Session(reference, visit_from(visit_fields(ot("97165", 30))))
    session.paste(1, "Pt: ADL 15 min\nneuro re-ed 10 min, pt tolerated well")
    assert [row.discipline for row in session.draft.without_blank_end().rows] == ["OT", "OT", "OT"]


def test_a_part_of_a_note_is_a_row_whose_name_is_asked(session: Session) -> None:
    session.paste(0, "Ther ex x 23 min for strength; gait 8 min w/ RW")
    rows = session.draft.without_blank_end().rows
    assert [row.therapist for row in rows] == ["23 min", "8 min"]
    assert {problem.row for problem in session.problems} == {0, 1}


def test_a_column_of_other_money_is_no_minutes(session: Session) -> None:
    said = session.paste(0, "Code\tMinutes\tCo-pay\n97110\t23\t20")
    (row,) = session.draft.without_blank_end().rows
    assert (row.therapist, row.assistant, row.charge) == ("23", "", None)
    assert "Co-pay 20" in said


WORDS = ["97110", "97140", "G0283", "TE", "MT", "gait training", "GP", "59", "KX", "CQ", "PTA"]
FIGURES = ["23", "15", "8", "23 min", "1h", "10+8", "2 units", "x2", "$85.00", "9:05-9:28", "(15)"]
FIGURES += ["11/20/2025", "3 sets", "50%", "1.5", "20-25", "L4-5", "visit 3", "total 38", "85$"]
MARKS = [" ", ", ", "; ", "\t", " - ", ": ", " / ", ". ", "\n", "   "]


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(WORDS + FIGURES), st.sampled_from(MARKS)), min_size=1))
def test_every_figure_stands_in_a_row_or_is_said(
    reference: Reference, parts: list[tuple[str, str]]
) -> None:
    session = Session(reference)
    text = "".join(f"{word}{mark}" for word, mark in parts)
    assume(all(len(line) <= 40 for line in text.splitlines()))  # of a longer one, the beginning
    said = session.paste(0, text)
    assume(not re.search("and [0-9]+ more", said))
    rows = session.draft.without_blank_end().rows
    shown = " ".join(f"{row.code} {row.therapist} {row.assistant} {row.charge}" for row in rows)
    if rows:
        assert {*re.findall("[0-9]+", text)} <= {*re.findall("[0-9]+", f"{shown} {said}")}
