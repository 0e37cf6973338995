"""Missing system packages are named, and installed only where that is asked for."""

import importlib.util
import os
import subprocess
import sys

import pytest

import system_packages


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "has_apt", lambda: True)


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Be root who asks to install, with an apt-get that only notes its commands."""
    commands: list[tuple[str, ...]] = []

    def run(command: tuple[str, ...], **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv(system_packages.ASKED, "1")
    return commands


def test_a_library_that_does_not_load_names_its_package(
    debian: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "loads", lambda library: library == "libhere.so.1")
    libraries = {"libhere.so.1": "libhere1", "libgone.so.2": "libgone2"}
    assert system_packages.for_libraries(libraries) == ["libgone2"]


def test_a_system_without_apt_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "has_apt", lambda: False)
    assert system_packages.for_libraries({"libgone.so.2": "libgone2"}) == []


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not system_packages.loads("libquarterhour-has-no-such-library.so.1")


def test_a_window_needs_all_that_offscreen_needs() -> None:
    assert system_packages.OFFSCREEN.items() < system_packages.WINDOW.items()


def without_ensurepip(name: str) -> object:
    return None if name == "ensurepip" else object()


def test_the_bare_python_of_the_system_is_completed(
    debian: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without_ensurepip)
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    major, minor = sys.version_info[:2]
    assert system_packages.for_venv() == [f"python{major}.{minor}-venv"]


def test_another_incomplete_python_is_refused(
    debian: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without_ensurepip)
    monkeypatch.setattr(sys, "base_prefix", "/somewhere/else")
    with pytest.raises(SystemExit, match="Use a complete Python"):
        system_packages.for_venv()


def test_nothing_missing_runs_nothing(apt: list[tuple[str, ...]]) -> None:
    system_packages.install([])
    assert not apt


def test_root_installs_where_asked(apt: list[tuple[str, ...]]) -> None:
    system_packages.install(["libgl1", "libegl1"])
    assert apt == [
        ("apt-get", "update"),
        ("apt-get", "install", "-y", "--no-install-recommends", "libgl1", "libegl1"),
    ]


def test_others_install_where_asked_and_no_password_is(
    apt: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    system_packages.install(["libgl1"])
    assert [command[:3] for command in apt] == [("sudo", "-n", "apt-get")] * 2


@pytest.mark.parametrize("asked", [None, "", "0"])
@pytest.mark.parametrize(("user", "rights"), [(0, ""), (1000, "sudo ")])
def test_unasked_the_line_to_run_is_told(
    user: int,
    rights: str,
    asked: str | None,
    apt: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.delenv(system_packages.ASKED)
    if asked is not None:
        monkeypatch.setenv(system_packages.ASKED, asked)
    with pytest.raises(SystemExit) as refusal:
        system_packages.install(["libgl1"])
    last = str(refusal.value).splitlines()[-1]
    assert last == f"{rights}apt-get install -y --no-install-recommends libgl1"
    assert not apt


def test_a_failure_is_a_sentence_under_what_apt_said(
    apt: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failure = subprocess.CompletedProcess("apt-get", 100, "E: Unable to locate package")
    monkeypatch.setattr(subprocess, "run", lambda *_arguments, **_options: failure)
    with pytest.raises(SystemExit, match="Check the network connection"):
        system_packages.install(["libgl1"])
    assert "Unable to locate package" in capsys.readouterr().err
