"""test.py says plainly which check failed, and runs nothing after it."""

import importlib.util
import sys
from types import ModuleType

import pytest

import environment


@pytest.fixture
def front_door(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, by its path: the standard library has a package of the same name."""
    spec = importlib.util.spec_from_file_location(
        "front_door", environment.ROOT / "build_scripts" / "test.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = environment.Environment(environment.ROOT / ".venv")
    venv.python = sys.executable
    monkeypatch.setattr(environment, "prepare", lambda *_arguments: venv)
    monkeypatch.setattr(sys, "argv", ["test.py"])
    return module


def test_all_checks_run_in_order(front_door: ModuleType) -> None:
    names = [check.name for check in front_door.chosen([])]
    assert names == [
        *("ruff format", "ruff check", "mypy", "lint-imports"),
        *("pytest of the units engine", "pytest of the editing session", "pytest of the rest"),
    ]


def test_the_linters_run_alone_where_they_are_asked_for(front_door: ModuleType) -> None:
    names = [check.name for check in front_door.chosen(["--lint"])]
    assert names == ["ruff format", "ruff check", "mypy", "lint-imports"]


def test_arguments_are_for_pytest_alone(front_door: ModuleType) -> None:
    (check,) = front_door.chosen(["tests/units", "-k", "tie"])
    assert check.command == ["-m", "pytest", "tests/units", "-k", "tie"]


def test_a_failure_ends_the_run(
    front_door: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = [
        front_door.Check("first", ["-c", "print('one')"]),
        front_door.Check("second", ["-c", "raise SystemExit(3)"]),
        front_door.Check("third", ["-c", "print('three')"]),
    ]
    monkeypatch.setattr(front_door, "CHECKS", checks)
    assert front_door.main() == 1
    said = capfd.readouterr().out
    assert "FAILED: second, with exit status 3. Nothing after it was run." in said
    assert "one" in said
    assert "three" not in said


def test_success_is_one_line(
    front_door: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(front_door, "CHECKS", [front_door.Check("first", ["-c", ""])])
    assert front_door.main() == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("All is well: first, in ")
