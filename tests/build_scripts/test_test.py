"""test.py says plainly which check failed, and runs nothing after it."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

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


def names(checks: list[Any]) -> list[str]:
    return [check.name for check in checks]


LINTERS = ["ruff format", "ruff check", "mypy", "lint-imports"]


def test_the_linters_run_first_and_the_tests_side_by_side(front_door: ModuleType) -> None:
    first, tests = front_door.chosen([])
    assert names(first) == LINTERS
    parts = ("rest", "window", "editing session", "units engine")
    assert names(tests) == [f"pytest of the {part}" for part in parts]


def test_every_test_runs_in_one_of_the_parts(front_door: ModuleType) -> None:
    rest, *others = front_door.TESTS
    left_out = {part.removeprefix("--ignore=") for part in rest.command[2:]}
    assert left_out == {part for check in others for part in check.command if part[:6] == "tests/"}


def test_the_linters_run_alone_where_they_are_asked_for(front_door: ModuleType) -> None:
    first, tests = front_door.chosen(["--lint"])
    assert (names(first), tests) == (LINTERS, [])


def test_arguments_are_for_pytest_alone(front_door: ModuleType) -> None:
    (check,), tests = front_door.chosen(["tests/units", "-k", "tie"])
    assert check.command == ["-m", "pytest", "tests/units", "-k", "tie"]
    assert tests == []


def test_a_failure_ends_the_run(
    front_door: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = [
        front_door.Check("first", ["-c", "print('one')"]),
        front_door.Check("second", ["-c", "raise SystemExit(3)"]),
        front_door.Check("third", ["-c", "print('three')"]),
    ]
    monkeypatch.setattr(front_door, "LINTERS", checks)
    assert front_door.main() == 1
    said = capfd.readouterr().out
    assert "FAILED: second, with exit status 3. Nothing after it was run." in said
    assert "one" in said
    assert "three" not in said


def test_success_is_one_line(
    front_door: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(front_door, "LINTERS", [front_door.Check("first", ["-c", ""])])
    monkeypatch.setattr(front_door, "TESTS", [front_door.Check("second", ["-c", ""])])
    assert front_door.main() == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("All is well: first, second, in ")


def test_tests_that_fail_are_named_and_the_others_run(
    front_door: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    tests = [
        front_door.Check("first", ["-c", "print('one')"]),
        front_door.Check("second", ["-c", "raise SystemExit('two')"]),
        front_door.Check("third", ["-c", "print('three')"]),
    ]
    monkeypatch.setattr(front_door, "LINTERS", [])
    monkeypatch.setattr(front_door, "TESTS", tests)
    assert front_door.main() == 1
    said = capfd.readouterr().out
    assert "FAILED: second. See what it said above." in said
    assert all(f"\n{word}\n" in said for word in ("one", "two", "three"))
