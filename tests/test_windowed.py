"""The program without a terminal: what the command line would say, a box says."""

import sys
from pathlib import Path

import pytest

from quarterhour import windowed
from quarterhour.window import prompts


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes said; standard output and standard error are missing, as on Windows."""
    said: list[str] = []
    monkeypatch.setattr(prompts, "tell_of_failure", said.append)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    return said


def start(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["Quarterhour", *arguments])
    return windowed.run()


def test_a_visit_that_cannot_be_read_is_told(
    told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.quarterhour"
    bad.write_text("{}")
    assert start(monkeypatch, str(bad)) == 2
    assert [text.partition(". ")[0] for text in told] == [f"can't open {bad}"]
    assert "Format: is required" in told[0]


def test_arguments_that_cannot_be_used_are_told(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start(monkeypatch, "one.quarterhour", "two.quarterhour") == 2
    assert ["two.quarterhour" in text for text in told] == [True]


def test_what_goes_well_says_nothing(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert start(monkeypatch, "--version") == 0
    assert told == []
