"""The log of unexpected errors says where they were, and nothing that was typed."""

from __future__ import annotations

import sys
from pathlib import Path

from builders import ROOT
from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.reference import Reference, ReferenceError


def _report() -> str:
    try:
        int("33 minutes of J. Smith")
    except ValueError:
        kind, _, trace = sys.exc_info()
        assert kind is not None
        return crash_report(kind, trace)
    raise AssertionError


def test_a_report_names_place_and_kind_and_no_input() -> None:
    report = _report()
    assert "test_log.py" in report
    assert report.endswith("ValueError")
    assert "invalid literal" not in report
    assert report.startswith("Quarterhour ")
    assert str(Path(__file__).parent) not in report


def test_a_place_in_the_program_is_shown_without_the_folder_it_lies_in() -> None:
    try:
        Reference(Path("nowhere"))
    except ReferenceError as error:
        report = crash_report(ReferenceError, error.__traceback__)
    assert f"  {Path('quarterhour', 'reference', 'store.py')}:" in report
    assert str(ROOT) not in report


def test_reports_are_appended_and_bounded(tmp_path: Path) -> None:
    for _ in range(500):
        log_crash(_report(), tmp_path / "new")
    files = sorted((tmp_path / "new").iterdir())
    assert [file.name for file in files] == [FILE, f"{FILE}.1"]
    assert sum(file.stat().st_size for file in files) < 101_000


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log_crash(_report(), tmp_path / "file")
