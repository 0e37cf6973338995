"""The day leaves the window as the reports have it: on the clipboard, as files, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from day.days import a_day, row, visit
from quarterhour.claims import MAX_MODIFIERS
from quarterhour.entry.day_session import DaySession
from quarterhour.reference import Reference
from quarterhour.report.formats import DAY_FORMATS
from quarterhour.report.pdf import set_usual_page
from quarterhour.window import prompts
from quarterhour.window.look.notice import MessageBar
from quarterhour.window.output import Output, printed_of_day
from quarterhour.window.prompts import Printers

SIMPLE = row("97110", discipline="PT", therapist_minutes=24)
DENIED = [row(code, discipline="PT", therapist_minutes=15) for code in ("97530", "97750")]
Start = Callable[..., DaySession]


@pytest.fixture
def session(reference: Reference) -> Start:
    """Begin a session on a day of visits."""

    def begin(*visits: dict[str, Any], people: str = "") -> DaySession:
        return DaySession(reference, a_day(*visits, people=people) if visits else None)

    return begin


@pytest.fixture
def messages(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture(autouse=True)
def printers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The print service answers."""
    monkeypatch.setattr(prompts, "wait_for_printers", lambda parent: Printers.THERE)


def copied(session: DaySession, messages: MessageBar) -> list[tuple[str, bool]]:
    told: list[tuple[str, bool]] = []
    Output(session, messages, lambda text, good: told.append((text, good)), Path()).copy_day()
    return told


def output(
    session: DaySession, messages: MessageBar, folder: Path, detailed: bool = False
) -> Output:
    """Return what gives out a day, without a word about what was copied."""
    return Output(session, messages, lambda *_: None, folder, detailed)


def test_the_claim_lines_of_all_visits_are_copied_and_it_is_said(
    session: Start, messages: MessageBar
) -> None:
    day = session(visit("8:00", SIMPLE), visit("9:30", *DENIED), visit("A"))
    assert copied(day, messages) == [
        ("3 claim lines of 2 visits copied, 1 denied as entered", False)
    ]
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert [(line[0], line[3]) for line in lines] == [
        ("8:00", "97110"),
        ("9:30", "97530"),
        ("9:30", "97750"),
    ]
    assert {len(line) for line in lines} == {6 + MAX_MODIFIERS}
    assert copied(session(visit("A", SIMPLE)), messages) == [
        ("1 claim line of 1 visit copied", True)
    ]


def test_no_dollars_of_a_visit_with_a_question_are_copied(
    session: Start, messages: MessageBar
) -> None:
    first = row("97110", "T1", "9:00-9:30", charge="80.00")
    day = session(visit("A", first), visit("B", row("97140", "T1", "9:15-9:45")), people="T1")
    said = "2 claim lines of 2 visits copied, 1 question of the day open"
    assert copied(day, messages) == [(said, False)]
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert [line[-2:] for line in lines] == [["", "2"]] * 2  # no words where a biller keys dollars


def test_nothing_leaves_an_empty_day(
    session: Start, messages: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda *_: 1 / 0)
    monkeypatch.setattr(prompts, "ask_for_printer", lambda *_: 1 / 0)
    day = session()
    assert copied(day, messages) == [("Nothing to copy", False)]
    output(day, messages, Path()).export_day()
    assert messages.text.startswith("Nothing to export yet")
    output(day, messages, Path()).print_day()
    assert messages.text.startswith("Nothing to print yet")


@pytest.mark.parametrize(
    "give",
    [
        lambda day, bar: output(day, bar, Path()).export_day(),
        lambda day, bar: output(day, bar, Path()).print_day(),
        lambda day, bar: output(day, bar, Path()).copy_day(),
    ],
    ids=["export", "print", "copy"],
)
def test_nothing_leaves_while_a_row_would_be_left_out(
    give: Callable[..., None], session: Start, messages: MessageBar
) -> None:
    QApplication.clipboard().setText("before")
    day = session(visit("A", SIMPLE), visit("B", SIMPLE))
    day.select(1)
    day.change_row(0, therapist="x")
    day.select(0)
    give(day, messages)
    assert messages.text == (
        "Not copied, printed, or exported yet: row 1 of visit B can't be read and would be "
        "missing. Complete it, or delete it."
    )
    assert QApplication.clipboard().text() == "before"


def test_a_day_without_a_place_is_copied_without_amounts(
    session: Start, messages: MessageBar
) -> None:
    day = session(visit("A", SIMPLE), visit("B", SIMPLE))
    day.change(place="Nowhere", locality="")
    assert copied(day, messages) == [("2 claim lines of 2 visits copied", True)]


@pytest.mark.parametrize(
    ("ending", "form"), [("html", "html"), ("csv", "csv"), ("txt", "text"), ("json", "json")]
)
def test_a_file_is_what_the_command_line_writes(
    ending: str,
    form: str,
    session: Start,
    messages: MessageBar,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"day.{ending}"
    asked: list[Path] = []

    def ask(parent: QWidget, suggested: Path, filters: str) -> Path:
        asked.append(suggested)
        assert f"(*.{ending})" in filters
        return path

    monkeypatch.setattr(prompts, "ask_where_to_export", ask)
    day = session(visit("8:00", SIMPLE), visit("9:30", *DENIED))
    output(day, messages, tmp_path).export_day()
    assert asked == [tmp_path / "Day 2026-11-23.pdf"]
    assert messages.text == f"Exported day.{ending} to {tmp_path}."
    result = day.day_outcome.assessment
    assert result is not None
    assert path.read_bytes() == DAY_FORMATS[form](result)


def test_a_day_is_printed(
    session: Start, messages: MessageBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    def paper(parent: QWidget, title: str) -> QPdfWriter:
        titles.append(title)
        writer = QPdfWriter(str(tmp_path / "day.pdf"))
        set_usual_page(writer)
        return writer

    monkeypatch.setattr(prompts, "ask_for_printer", paper)
    day = session(visit("8:00", SIMPLE), visit("9:30", *DENIED))
    output(day, messages, tmp_path).print_day()
    assert titles == ["Day 2026-11-23"]
    assert messages.text == "Day, Monday, November 23, 2026 was sent to the printer."
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF-")


def test_a_day_is_exported_where_no_printer_answers(
    session: Start, messages: MessageBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "wait_for_printers", lambda parent: Printers.TO_FILE)
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda *_: tmp_path / "day.pdf")
    output(session(visit("8:00", SIMPLE)), messages, tmp_path).print_day()
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF-")


def test_a_visit_of_several_is_printed_with_its_tag(session: Start) -> None:
    several = session(visit("9:30", SIMPLE), visit("B", SIMPLE))
    assert printed_of_day(several).tag == "9:30"
    assert printed_of_day(session(visit("9:30", SIMPLE))).tag == ""


def test_the_tag_of_an_exported_page_is_that_of_its_name(
    session: Start, messages: MessageBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def ask(parent: QWidget, suggested: Path, filters: str) -> Path:
        asked.append(suggested)
        return suggested.with_suffix(".html")

    monkeypatch.setattr(prompts, "ask_where_to_export", ask)
    alone, several = (
        session(visit("9:30", SIMPLE)),
        session(visit("9:30", SIMPLE), visit("B", SIMPLE)),
    )
    for day in (alone, several):
        output(day, messages, tmp_path).export()
    names = ["Visit summary 2026-11-23.pdf", "Visit summary 2026-11-23 9.30.pdf"]
    assert asked == [tmp_path / name for name in names]
    pages = [path.with_suffix(".html").read_text(encoding="utf-8") for path in asked]
    assert ["Visit 9:30, Monday" in page for page in pages] == [False, True]


def test_the_page_of_a_visit_says_what_an_answer_to_the_day_takes_of_it(
    session: Start, messages: MessageBar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "visit.html"
    monkeypatch.setattr(prompts, "ask_where_to_export", lambda *_: path)
    rows = row("97535", "T1", "9:00-9:30"), row("97530", "T1", "9:30-9:40")
    day = session(visit("A", *rows), visit("B", row("97140", "T1", "9:20-9:40")), people="T1")
    result = day.day_outcome.assessment
    assert result is not None
    output(day, messages, tmp_path).export()
    assert "audit" not in path.read_text(encoding="utf-8")
    (asked,) = result.open_findings
    day.settle(asked, "B")
    for detailed in (False, True):
        output(day, messages, tmp_path, detailed).export()
        page = path.read_text(encoding="utf-8")
        said = "The day&#x27;s audit counts 10 of its 30 minutes with B."
        assert page.count(said) == 1
        assert page.index(">97535<") < page.index(said) < page.index("Timed minutes</h2>")
        assert "97530: The day&#x27;s audit counts its 10 minutes with B." in page
