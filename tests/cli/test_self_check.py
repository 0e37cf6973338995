"""`self-check`: what is missing, wrong, or loaded for the network is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import SAMPLES
from downloads import pair_edits


@pytest.fixture
def pytest_has_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the check of loaded modules look for none: pytest itself loads some of them."""
    monkeypatch.setattr("quarterhour.cli.self_check.NETWORK", ())


def test_all_is_well_in_a_process_of_its_own(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quarterhour", "self-check"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "8 fee schedules and 9 sample visits: OK.",
        "PDF and window: OK.",
    ]


@pytest.mark.usefixtures("pytest_has_the_network")
def test_missing_samples_fail(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / "samples").mkdir(parents=True)
    monkeypatch.setattr("quarterhour.cli.self_check.resource_folder", lambda: empty)
    assert run("self-check").status == 1


def test_a_network_module_is_named(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quarterhour.cli.self_check.NETWORK", ("sys", "no_such_module"))
    done = run("self-check")
    assert (done.status, done.err) == (
        1,
        "quarterhour: the network module sys is loaded.\n",
    )


@pytest.mark.usefixtures("pytest_has_the_network")
def test_what_was_imported_is_left_aside(run: Any, tmp_path: Path) -> None:
    pair = tmp_path / "ccipra-v323r0-f1.txt"
    pair.write_text(pair_edits([("97110", "97140", "20260101", "*", "1")], 1))
    assert run("import", str(pair)).status == 0
    assert run("self-check").status == 0


@pytest.mark.usefixtures("pytest_has_the_network")
def test_a_sample_that_comes_out_wrong_is_named(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    samples = tmp_path / "wrong" / "samples"
    (samples / "assessments").mkdir(parents=True)
    (samples / "tie.quarterhour").write_bytes((SAMPLES / "tie.quarterhour").read_bytes())
    (samples / "assessments" / "tie.json").write_text("{}")
    monkeypatch.setattr("quarterhour.cli.self_check.resource_folder", lambda: samples.parent)
    done = run("self-check")
    assert (done.status, done.err) == (
        1,
        "quarterhour: tie.quarterhour has another result than expected. Reinstall Quarterhour.\n",
    )
