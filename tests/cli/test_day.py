"""The command for all visits of a date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import SAMPLES, pt, visit_fields
from quarterhour.day import read_day_file
from quarterhour.visit import VisitFile
from report.days import busy_day, empty_day, settled_day, unclear_day


@pytest.fixture
def saved(tmp_path: Path) -> Any:
    """Save a document and return its path."""

    def save(document: dict[str, Any]) -> str:
        path = tmp_path / "day.quarterhour"
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return save


def test_a_day_gives_the_contract(run: Any, saved: Any) -> None:
    done = run("day", saved(busy_day()), "--format", "json")
    assert (done.status, done.err) == (0, "")
    result = json.loads(done.out)
    assert result["format"] == "quarterhour.day-assessment/1"
    assert result["total_if_settled"] == [42, 44]
    assert [finding["kind"] for finding in result["findings"]] == [
        "one-on-one-overlap",
        "one-on-one-overlap",
        "attended-minutes-elsewhere",
        "co-treatment",
    ]


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "2026-11-23"), ("csv", "visit,payer,24A"), ("html", "<!DOCTYPE"), ("json", "{")],
)
def test_every_format_is_written_to_a_file_as_to_the_screen(
    form: str, start: str, run: Any, tmp_path: Path
) -> None:
    day, target = json.dumps(settled_day()), tmp_path / "out"
    assert run("day", "-", "--format", form, "-o", str(target), stdin=day).out == ""
    text = target.read_bytes().decode()
    assert text.startswith(start)
    assert run("day", "-", "--format", form, stdin=day).out == text


def test_a_pdf_is_written(run: Any, saved: Any, tmp_path: Path, qapp: object) -> None:
    target = tmp_path / "day.pdf"
    assert run("day", saved(busy_day()), "--format", "pdf", "-o", str(target)).status == 0
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.quarterhour")), ids=lambda path: path.stem
)
def test_a_visit_is_a_day_of_one(sample: Path, run: Any) -> None:
    done = run("day", str(sample), "--format", "json")
    (visit,) = json.loads(done.out)["visits"]
    kept = json.loads((SAMPLES / "assessments" / f"{sample.stem}.json").read_text())
    assert (done.status, visit["assessment"]["payment"]) == (0, kept["payment"])


def test_what_is_left_out_as_unclear_is_said_and_exits_1(run: Any, saved: Any) -> None:
    done = run("day", saved(unclear_day()))
    assert done.status == 1
    assert "not counted. A time of A isn't clear: 9:30-9:00" in done.err
    answer = {
        "kind": "time-unclear",
        "patients": ["A"],
        "people": ["T1"],
        "when": "9:30-9:00",
        "choice": "not-counted",
    }
    done = run("day", saved(unclear_day(settled=[answer])))
    assert (done.status, done.err) == (0, "")


def test_an_answer_that_nothing_asks_for_is_said(run: Any, saved: Any) -> None:
    done = run("day", saved(settled_day(settled=[{"kind": "co-treatment", "choice": "x"}])))
    assert done.status == 1
    assert done.out
    assert "Not used: settled[0], co-treatment: the day has none." in done.err


def test_an_estimate_uses_the_last_fees(run: Any, saved: Any) -> None:
    later = saved(settled_day(date_of_service="2027-01-04"))
    assert "2026 fees" not in run("day", later).out
    done = run("day", later, "--estimate")
    assert (done.status, done.err) == (0, "")
    assert "Payer pays at 2026 fees" in done.out


def test_a_date_before_all_fees_is_not_estimated(run: Any, saved: Any) -> None:
    done = run("day", saved(settled_day(date_of_service="2019-01-04")), "--estimate")
    assert done.status == 1
    assert "can't estimate 2019-01-04" in done.err


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"format": "quarterhour.day-assessment/1"}, "the result of a day"),
        ({"format": "quarterhour.assessment/1"}, "the result of a visit"),
        ({"format": "quarterhour.else/1"}, "This is a Quarterhour else, not a day"),
        ({"format": "quarterhour.day/2"}, "A newer Quarterhour saved this day"),
        (busy_day(visits=7), "Visits: must be a list"),
        (busy_day(locality="national"), 'use "locality" or "zip", not both'),
    ],
)
def test_another_document_is_told_by_its_format(
    document: dict[str, Any], words: str, run: Any, saved: Any
) -> None:
    done = run("day", saved(document))
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("day", [busy_day, empty_day])
def test_assess_names_the_command_for_a_day(day: Any, run: Any, saved: Any) -> None:
    done = run("assess", saved(day()))
    assert (done.status, done.out) == (2, "")
    assert done.err == "quarterhour: this is a day. Use: quarterhour day FILE.\n"


@pytest.mark.parametrize("day", [busy_day, empty_day])
def test_the_window_opens_a_day(
    day: Any, run: Any, saved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    def show(load: object, *given: object) -> int:
        opened.extend(given)
        return 0

    monkeypatch.setattr("quarterhour.window.run", show)
    path = saved(day())
    assert run(path).status == 0
    document, file = opened
    assert document == read_day_file(Path(path))
    assert isinstance(file, VisitFile)


def test_a_line_that_is_a_day_is_told_too(run: Any) -> None:
    lines = [json.dumps(each) for each in (visit_fields(pt("97110", 15)), empty_day())]
    done = run("assess", "--lines", stdin="\n".join(lines))
    first, second = map(json.loads, done.out.splitlines())
    assert done.status == 1
    assert first["timed_minutes"] == 15
    assert second == {"error": "this is a day. Use: quarterhour day FILE.", "line": 2}


def test_no_file_is_an_unusable_argument(run: Any) -> None:
    assert run("day").status == 2
    assert "can't open none" in run("day", "none").err


def test_a_row_that_could_not_be_read_is_told_and_is_no_success(run: Any, saved: Any) -> None:
    visit = visit_fields(pt("97110", 15), unread=[{"row": 1, "code": "97x"}])
    for command in ("assess", "day"):
        done = run(command, saved(visit))
        assert done.status == 1
        assert "not counted. Row 2 can't be read" in done.err
    assert "Row 2 couldn't be read" in run("assess", saved(visit)).out
    lines = run("assess", "--lines", stdin=json.dumps(visit))
    assert (lines.status, "line 1: not counted. Row 2" in lines.err) == (1, True)
