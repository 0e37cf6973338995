"""An unexpected error is told in one sentence, logged, and the program goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quarterhour.log import FILE
from quarterhour.window import prompts
from quarterhour.window.crash import catch_crashes


def test_an_unexpected_error_is_logged_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, Path]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(prompts, "tell_of_crash", lambda report, log: told.append((report, log)))
    catch_crashes(tmp_path)
    try:
        raise LookupError("a secret of 33 minutes")
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    ((report, log),) = told
    assert log == tmp_path / FILE
    assert report in log.read_text(encoding="utf-8")
    assert "secret" not in log.read_text(encoding="utf-8")
