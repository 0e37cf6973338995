"""An imported database that another program holds, or changes while a process reads."""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from builders import SAMPLES, TODAY, pt, visit_fields
from quarterhour import cli
from quarterhour.assess import assess
from quarterhour.cli import import_files
from quarterhour.cli.saying import IN_USE
from quarterhour.reference import Reference
from quarterhour.reference import store as reading
from quarterhour.reference.importing import Imports
from quarterhour.visit import visit_from
from releases import release

A_FRAME = 0.016
VISIT = visit_fields(pt("97110", 15), date_of_service="2027-05-03", zip="33101")
Held = Callable[[], sqlite3.Connection]


@pytest.fixture
def both(imports: Imports, database: Path, imported: Path, tmp_path: Path) -> Iterator[Reference]:
    imports.add(release(tmp_path, "RVU27A", ["34.0000"]))
    with closing(Reference(database, imported)) as opened:
        yield opened


@pytest.fixture
def hold(imported: Path) -> Iterator[Held]:
    opened: list[sqlite3.Connection] = []

    def hold_it() -> sqlite3.Connection:
        connection = sqlite3.connect(imported)
        connection.execute("begin exclusive")
        opened.append(connection)
        return connection

    yield hold_it
    for connection in opened:
        connection.close()


def fee(reference: Reference) -> str:
    return str(assess(visit_from(VISIT), reference).conversion_factor)


def test_no_look_up_waits_for_whoever_holds_it(both: Reference, hold: Held) -> None:
    """The first look-ups of a program are answered from the copy, too."""
    hold()
    began = time.monotonic()
    assert fee(both) == "34.0000"
    assert both.zip_area("33101", TODAY)
    assert both.releases
    assert both.sources
    # Of the first look-up, which makes the tables of the codes.
    assert time.monotonic() - began < 30 * A_FRAME


def test_a_reload_meanwhile_keeps_what_was_read_and_says_so(both: Reference, hold: Held) -> None:
    holder = hold()
    began = time.monotonic()
    both.reload()
    assert time.monotonic() - began < 1
    assert both.busy
    assert both.problem.endswith("The data read earlier stays in use.")
    assert fee(both) == "34.0000"
    holder.rollback()
    both.reload()
    assert (both.busy, both.problem) == (False, "")


def test_a_process_has_one_moment_of_the_data_until_it_reads_it_again(
    both: Reference, imports: Imports, tmp_path: Path
) -> None:
    """It never has the factor of one release and the RVUs of another."""
    assert both.edition_on(date(2027, 5, 3))
    corrected = release(
        tmp_path, "RVU27A", ["34.0000"], code=("97110", "0.99"), released="01/15/2027"
    )
    imports.add(corrected)
    imports.add(release(tmp_path, "RVU27B", ["35.0000"]))
    old = assess(visit_from(VISIT), both)
    assert "(0.45 x" in old.lines[0].steps[0].working
    assert str(old.conversion_factor) == "34.0000"
    both.reload()
    new = assess(visit_from(VISIT), both)
    assert str(new.conversion_factor) == "35.0000"
    for entry in imports.entries():
        imports.remove(entry.kind, entry.release)
    assert assess(visit_from(VISIT), both) == new
    both.reload()
    assert assess(visit_from(VISIT), both).payment is None


@pytest.fixture
def command(
    database: Path, imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    folder = tmp_path / "resources"
    folder.mkdir()
    shutil.copy(database, folder / "reference.sqlite")
    shutil.copytree(SAMPLES.parent / "help", folder / "help")
    for module in ("", ".explain"):
        monkeypatch.setattr(f"quarterhour.cli{module}.resource_folder", lambda: folder)
    for module in ("", ".import_files"):
        monkeypatch.setattr(f"quarterhour.cli{module}.imported_database", lambda: imported)
    monkeypatch.setattr("quarterhour.cli.user_folder", lambda: tmp_path)
    monkeypatch.setattr(reading, "_WAIT_AT_START", 0.05)
    return lambda *arguments: cli.main(arguments)


COMMANDS = [
    *(("assess",), ("fees", "97110"), ("explain", "97110"), ("locality", "33101")),
    *(("editions",), ("rules",), ("amounts",)),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_command_says_that_it_is_in_use_and_fails(
    arguments: tuple[str, ...],
    both: Reference,
    hold: Held,
    command: Callable[..., int],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    document = tmp_path / "visit.quarterhour"
    document.write_text(json.dumps(VISIT | {"date_of_service": "2026-11-23"}))
    asked = (*arguments, str(document)) if arguments == ("assess",) else arguments
    assert command(*asked) == 0
    capfd.readouterr()
    hold()
    assert command(*asked) == 1
    found = capfd.readouterr()
    assert found.out == ""
    assert found.err == f"quarterhour: {IN_USE}\n"


@pytest.mark.parametrize("what", ["file", "--remove"])
def test_an_import_says_that_it_is_in_use_and_changes_nothing(
    what: str,
    both: Reference,
    imports: Imports,
    imported: Path,
    hold: Held,
    command: Callable[..., int],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Whether it is locked from the start, or only when the import gets there."""
    before = imported.read_bytes()
    later = str(release(tmp_path, "RVU27B"))
    asked = (later,) if what == "file" else ("--remove", "RVU27A")
    began = time.monotonic()
    holder = hold()
    assert command("import", *asked) == 1
    assert capfd.readouterr().err == f"quarterhour: {IN_USE}\n"
    options = argparse.Namespace(
        files=[Path(later)] if what == "file" else [],
        remove=None if what == "file" else ["RVU27A"],
        begins=None,
        practitioner=False,
    )
    assert import_files.run(options, both) == 1
    assert "Another Quarterhour window is importing." in capfd.readouterr().err
    assert time.monotonic() - began < 6
    holder.rollback()
    assert imported.read_bytes() == before


def test_an_answer_that_leaves_out_what_is_damaged_is_a_failure(
    both: Reference,
    imported: Path,
    command: Callable[..., int],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with closing(sqlite3.connect(imported)) as connection:
        connection.execute("update editions set conversion_factor = '34.0001'")
        connection.commit()
    document = tmp_path / "visit.quarterhour"
    document.write_text(json.dumps(VISIT | {"date_of_service": "2026-11-23"}))
    assert command("assess", str(document)) == 1
    found = capfd.readouterr()
    assert "RVU26C" in found.out
    assert "editions was changed" in found.err
