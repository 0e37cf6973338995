"""`assess --lines` stays for long: each line is answered by what is imported and typed by then."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, pt, visit_fields
from quarterhour.cli.saying import IN_USE
from releases import release

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the folder of the data is set by HOME")
VISIT = visit_fields(
    pt("97110", 15),
    date_of_service="2027-05-03",
    zip="33101",
    patient={"pt_slp_to_date": "2600.00"},
)
SECONDS = 30
Ask = Callable[[], dict[str, Any]]


class Program:
    """The program, in processes of their own whose data lies in one folder."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "Quarterhour"
        self.imported = self.data / "imported.sqlite"
        self._environment = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "desktop"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command."""
        return subprocess.Popen(
            [sys.executable, "-m", "quarterhour", *arguments],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> None:
        """Run a command that does what it is told."""
        command = self.start(*arguments)
        _, err = command.communicate(timeout=SECONDS)
        assert (command.returncode, err) == (0, "")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def lines(program: Program) -> Iterator[subprocess.Popen[str]]:
    process = program.start("assess", "--lines")
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def ask(lines: subprocess.Popen[str]) -> Ask:
    """Give the process one line, and wait for its answer."""

    def ask_it() -> dict[str, Any]:
        assert lines.stdin is not None
        assert lines.stdout is not None
        lines.stdin.write(f"{json.dumps(VISIT)}\n")
        lines.stdin.flush()
        found: dict[str, Any] = json.loads(lines.stdout.readline())
        return found

    return ask_it


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, err = process.communicate(timeout=SECONDS)
    return process.returncode, err


def shown(answer: dict[str, Any]) -> tuple[str, str, str] | None:
    """Return the release, the factor and the RVUs that an answer is made with: each its own."""
    if answer["edition"] is None:
        return None
    found = re.search(r"\((\S+) x", answer["claim_lines"][0]["steps"][0])
    assert found is not None
    return answer["edition"]["release"], answer["edition"]["conversion_factor"], found[1]


def test_it_answers_by_what_another_process_imports_and_removes(
    program: Program, ask: Ask, lines: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert shown(ask()) is None
    program.run("import", str(release(tmp_path, "RVU27A", ["34.0000"])))
    assert shown(ask()) == ("RVU27A", "34.0000", "0.45")
    # The release is replaced: its factor and its RVUs are others.
    later = release(tmp_path, "RVU27A", ["36.0000"], code=("97110", "0.99"), released="12/28/2026")
    program.run("import", str(later), "--from", "2027-01-01")
    assert shown(ask()) == ("RVU27A", "36.0000", "0.99")
    assert shown(ask()) == ("RVU27A", "36.0000", "0.99")
    program.run("import", "--remove", "RVU27A")
    assert shown(ask()) is None
    program.imported.unlink()
    assert shown(ask()) is None
    assert ended(lines) == (0, "")


def test_it_answers_by_what_another_process_types(
    program: Program, ask: Ask, tmp_path: Path
) -> None:
    program.run("import", str(release(tmp_path, "RVU27A")))
    assert ask()["typed_amounts"] == []
    program.run("amounts", "2027", "kx=2500")
    assert [each["value"] for each in ask()["typed_amounts"]] == ["2500"]
    (program.data / "practice" / "yearly_amounts.json").write_text("{")
    refused = ask()["error"]
    assert refused.startswith("couldn't use ")
    assert refused.endswith("it's damaged (not valid JSON). Correct the file or delete it.")


def test_while_it_is_held_and_changed_a_line_is_refused(
    program: Program, ask: Ask, lines: subprocess.Popen[str], tmp_path: Path
) -> None:
    program.run("import", str(release(tmp_path, "RVU27A")))
    assert shown(ask()) == ("RVU27A", "34.0000", "0.45")
    with closing(sqlite3.connect(program.imported, isolation_level=None)) as other:
        other.execute("pragma cache_size = 1")
        other.execute("begin exclusive")
        assert shown(ask()) == ("RVU27A", "34.0000", "0.45"), "nothing is changed yet"
        other.execute("update relative_values set work = '9.99'")
        assert ask() == {"error": IN_USE, "line": 3}
        other.execute("rollback")
    assert shown(ask()) == ("RVU27A", "34.0000", "0.45")
    assert ended(lines) == (1, "")


def test_once_it_is_damaged_lines_are_refused_until_it_is_mended(
    program: Program, ask: Ask, lines: subprocess.Popen[str], tmp_path: Path
) -> None:
    path = release(tmp_path, "RVU27A")
    program.run("import", str(path))
    assert shown(ask()) == ("RVU27A", "34.0000", "0.45")
    whole = program.imported.read_bytes()
    program.imported.write_bytes(whole.replace(b"34.0000", b"34.0001"))
    for line in (2, 3):
        answer = ask()
        assert answer["line"] == line
        assert "imported.sqlite is damaged" in answer["error"]
        assert "used" not in answer["error"]
    program.imported.write_bytes(whole)
    assert shown(ask()) == ("RVU27A", "34.0000", "0.45")
    assert ended(lines) == (1, "")


def test_one_that_is_damaged_from_the_start_is_no_other_case(program: Program) -> None:
    program.data.mkdir()
    program.imported.write_bytes(b"no database" * 1000)
    process = program.start("assess", "--lines")
    out, err = process.communicate(f"{json.dumps(VISIT)}\n", timeout=SECONDS)
    assert (process.returncode, err) == (1, "")
    assert "imported.sqlite is damaged" in json.loads(out)["error"]
