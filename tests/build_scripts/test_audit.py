"""Everything that is locked is asked about, also what another system takes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import audit
import environment
import wheels

LOCKS = (*wheels.BUNDLES, *wheels.TOOLS)


@pytest.mark.parametrize("name", LOCKS)
def test_no_pin_is_left_out_and_none_twice_in_a_file(name: str, tmp_path: Path) -> None:
    lock = environment.lock(name).read_text(encoding="utf-8")
    parts = [part.read_text() for part in audit.for_every_system(environment.lock(name), tmp_path)]
    pins = re.compile(r"^([a-z0-9.-]+)==([^ ]+)", re.MULTILINE)
    found = [pins.findall(part) for part in parts]
    assert sorted(pin for part in found for pin in part) == sorted(pins.findall(lock))
    for part in found:
        assert len({package for package, _ in part}) == len(part)
    assert sum(part.count("--hash=") for part in parts) == lock.count("--hash=")
    assert not any(";" in part for part in parts)


def test_the_pin_of_each_system_is_asked_about(tmp_path: Path) -> None:
    first, second = audit.for_every_system(environment.lock("test"), tmp_path)
    assert "pyside6-essentials==6.9.3 " in first.read_text() + second.read_text()
    assert "pyside6-essentials==6.11.3 " in first.read_text() + second.read_text()
    assert "colorama==" in first.read_text()


@pytest.mark.parametrize("failing", [None, "bundle-windows"])
def test_a_lock_that_fails_is_named(
    failing: str | None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def parts(lock: Path, folder: Path) -> list[Path]:
        return [Path(lock.stem)]

    def call(command: list[str]) -> int:
        asked.append(command[command.index("--requirement") + 1])
        return int(asked[-1] == failing)

    monkeypatch.setattr(sys, "argv", ["audit.py"])
    monkeypatch.setattr(audit, "for_every_system", parts)
    monkeypatch.setattr(environment.Environment, "is_sound", lambda self: True)
    monkeypatch.setattr(environment.Environment, "install", lambda self, name: None)
    monkeypatch.setattr(subprocess, "call", call)
    assert audit.main() == (failing is not None)
    assert asked == list(LOCKS)
    assert ("nobody could be asked, of: bundle-windows." in capfd.readouterr().out) is bool(failing)
