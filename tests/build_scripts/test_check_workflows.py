"""Workflows take nothing that another can change under the same name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import check_workflows
import environment

COMMIT = "08c6903cd8c0fde910a37f88322edcfb5dd907a8"
SCRIPTS = environment.ROOT / "build_scripts"


@pytest.mark.parametrize(
    ("line", "fine"),
    [
        (f"- uses: actions/checkout@{COMMIT} # v5.0.0", True),
        ("uses: ./.github/workflows/test.yml", True),
        ("- uses: actions/checkout@v5", False),
        ("- uses: actions/checkout@main # v5.0.0", False),
        (f"- uses: actions/checkout@{COMMIT}", False),
        (f"- uses: actions/checkout@{COMMIT[:7]} # v5.0.0", False),
        (f"- uses: actions/checkout@{COMMIT}0 # v5.0.0", False),
        ("run: choco install nsis --version=3.11 --yes", True),
        ("run: choco install nsis --yes", False),
        ("run: python build_scripts/test.py", True),
    ],
)
def test_an_action_is_pinned_by_commit_and_a_program_by_version(
    line: str, fine: bool, tmp_path: Path
) -> None:
    file = tmp_path / "a.yml"
    file.write_text(f"jobs:\n      {line}\n")
    assert bool(list(check_workflows.unpinned(file))) is not fine


@pytest.mark.parametrize(
    "file", sorted(check_workflows.WORKFLOWS.glob("*.yml")), ids=lambda file: file.name
)
def test_the_workflows_are_pinned_and_run_scripts_that_are_there(file: Path) -> None:
    assert not list(check_workflows.unpinned(file))
    text = file.read_text(encoding="utf-8")
    for name in re.findall(r"build_scripts/([\w/.]+)", text):
        assert (SCRIPTS / name).exists(), name


def test_the_page_says_how_they_are_pinned() -> None:
    page = (environment.ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    assert "GitHub's actions by commit" in " ".join(page.split())


@pytest.mark.parametrize(
    "named",
    [
        "tests/faults/test_fuzz.py",
        "tests/faults/test_kills.py",
        "build_scripts/checks/mutate.py",
        "build_scripts/checks/bench.py",
    ],
)
def test_the_night_runs_what_is_long(named: str) -> None:
    text = (check_workflows.WORKFLOWS / "nightly.yml").read_text(encoding="utf-8")
    assert named.removeprefix("build_scripts/") in text
    assert (environment.ROOT / named).is_file()


def test_a_loose_pin_ends_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yml").write_text("- uses: actions/checkout@v5\n")
    monkeypatch.setattr(check_workflows, "WORKFLOWS", tmp_path)
    assert check_workflows.main() == 1
    assert "a.yml: - uses: actions/checkout@v5" in capsys.readouterr().out
