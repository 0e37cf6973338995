"""Downloads made to do harm: read by another process, within 256 MB, or refused in a sentence."""

from __future__ import annotations

import json
import lzma
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import ROOT
from downloads import (
    pair_edits,
    relative_values,
    text,
    zip_plus_four,
    zipped,
)
from harmful import HARMFUL, NAME, Make
from quarterhour import resources
from quarterhour.log import FILE
from quarterhour.reference import Reference
from quarterhour.reference.cms import Download
from quarterhour.reference.digest import seal
from quarterhour.reference.importing import (
    ImportCanceledError,
    Imports,
    ImportsApart,
    Outcome,
    apart,
    imports,
    recognition,
)
from quarterhour.reference.importing.batch import Progress
from quarterhour.reference.importing.recognition import Found

MAX_MB = 256
PAIRS = [("97530", "97750", "20260101", "*", "1")]
# Runs one import in this process, and prints its outcomes and the most memory that it took.
MEASURED = """
import json, sys
from pathlib import Path
from quarterhour.reference.importing import Imports
codes = ["97530", "97750", "97110"]
found = Imports(Path(sys.argv[1]), codes).add_each([Path(sys.argv[2])], lambda *_: None)
outcomes = [[outcome.refused, outcome.summary] for outcome in found]
# What getrusage tells counts the process that started this one, too.
(peak,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps([outcomes, int(peak.split()[1]) / 1024]))
"""


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imported.sqlite"


@pytest.fixture
def away(stored: Path, reference: Reference) -> ImportsApart:
    return ImportsApart(stored, reference.services)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log of this process and of those that it starts."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return resources.user_folder() / FILE


def each(away: ImportsApart, *paths: Path, practitioners: bool = False) -> list[Outcome]:
    return list(away.add_each(paths, lambda *_: None, practitioners=practitioners))


@pytest.mark.parametrize(("make", "words"), HARMFUL.values(), ids=HARMFUL)
def test_whatever_it_holds_it_is_refused_within_a_bound(
    make: Make, words: str, stored: Path, tmp_path: Path
) -> None:
    outcomes, memory = measured(stored, make(tmp_path))
    assert [refused for refused, _ in outcomes] == [True]
    assert words in outcomes[0][1]
    assert memory < MAX_MB
    assert not stored.exists()


def test_the_nine_digit_file_is_read_within_the_bound(stored: Path, tmp_path: Path) -> None:
    """A million codes, as CMS's has; in no order that would help."""
    few = zip_plus_four(tmp_path / "few.txt").read_text().splitlines()[::9]
    path = tmp_path / "ZIP9_JAN2027.txt"
    with path.open("w") as file:
        for number in range(1, 1_800):
            file.writelines(f"{line[:21]}{number:04d}{line[25:]}\n" for line in few)
    outcomes, memory = measured(stored, path)
    assert "1,045,219 ZIP+4 codes of 581 ZIP codes" in outcomes[0][1]
    assert memory < MAX_MB


def measured(stored: Path, download: Path) -> tuple[list[tuple[bool, str]], float]:
    command = [sys.executable, "-c", MEASURED, str(stored), str(download)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    outcomes, memory = json.loads(done.stdout)
    return outcomes, memory


def bad_utf_8() -> bytes:
    return text(relative_values()).encode("utf-8-sig") + b"\xff\xfe,\r\n"


def odd_utf_16() -> bytes:
    return pair_edits(PAIRS).encode("utf-16")[:-1]


def no_byte_order() -> bytes:
    return pair_edits(PAIRS).encode("utf-16-le")


def with_dates(day: str) -> bytes:
    return pair_edits([("97530", "97750", day, "*", "1")]).encode()


ODD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "UTF-8 with a bad byte": ("PPRRVU2026.csv", bad_utf_8, ""),
    "UTF-16 that ends in half a letter": (f"{NAME}.txt", odd_utf_16, "can't be read as text"),
    "UTF-16 without its mark": (f"{NAME}.txt", no_byte_order, "isn't a CMS file"),
    "a date that is none": (f"{NAME}.txt", lambda: with_dates("20260230"), "isn't a date"),
    "a date of other digits": (f"{NAME}.txt", lambda: with_dates("\u0662\u0660"), "isn't a date"),
    "5,000 digits": (f"{NAME}.txt", lambda: with_dates("9" * 5_000), "isn't a date"),
}


@pytest.mark.parametrize(("name", "content", "words"), ODD.values(), ids=ODD)
def test_odd_content_is_a_sentence_and_the_others_go_on(
    name: str,
    content: Callable[[], bytes],
    words: str,
    away: ImportsApart,
    log: Path,
    tmp_path: Path,
) -> None:
    odd, good = tmp_path / name, tmp_path / "ccipra-v323r0-f2.txt"
    odd.write_bytes(content())
    good.write_text(pair_edits(PAIRS))
    refused, imported = each(away, odd, good)
    if not refused.refused:
        refused, imported = imported, refused
    assert (refused.refused, imported.changed) == (True, True)
    assert words in refused.summary
    assert "The report is in" not in refused.summary
    assert not log.exists(), "it is expected"


def lzma_damaged(folder: Path) -> Path:
    path = folder / "lzma.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(f"{NAME}.txt", pair_edits(PAIRS * 1_000))
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(bytes(content))
    assert lzma.is_check_supported(lzma.CHECK_CRC32)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lzma_damaged, "packed in a way that CMS doesn't use"),
        (lambda folder: folder / f"{'x' * 300}.zip", "can't be read: File name too long"),
        (lambda folder: folder / "no\x00name.zip", "can't be read"),
        (lambda folder: Path("/dev/zero"), "it isn't a file"),
    ],
)
def test_what_cannot_be_opened_is_a_sentence(
    make: Make, words: str, away: ImportsApart, log: Path, tmp_path: Path
) -> None:
    good = tmp_path / f"{NAME}.txt"
    good.write_text(pair_edits(PAIRS))
    outcomes = each(away, make(tmp_path), good)
    assert sorted(outcome.changed for outcome in outcomes) == [False, True]
    (refused,) = [outcome for outcome in outcomes if outcome.refused]
    assert words in refused.summary
    assert not log.exists()


def test_it_does_what_the_imports_of_this_process_do(
    away: ImportsApart, stored: Path, reference: Reference, tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.txt"
    path.write_text(pair_edits(PAIRS))
    heard: list[tuple[str, int]] = []
    (there,) = away.add_each([path], lambda *at: heard.append(at))
    here = Imports(tmp_path / "here.sqlite", reference.services).add(path)
    assert there == here
    assert [percent for _, percent in heard] == sorted(percent for _, percent in heard)
    assert heard[-1] == ("Done", 100)
    assert [entry.file for entry in Imports(stored, {}).entries()] == [path.name]
    (again,) = each(away, path)
    assert (again.changed, again.refused) == (False, False)


def test_a_confirmation_reaches_it(away: ImportsApart, tmp_path: Path) -> None:
    path = tmp_path / "edits.txt"
    path.write_text(pair_edits(PAIRS))
    (asked,) = each(away, path)
    assert (asked.refused, asked.asked) == (True, True)
    (confirmed,) = each(away, path, practitioners=True)
    assert confirmed.changed


def test_canceling_changes_nothing_and_ends_it(
    away: ImportsApart, stored: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.txt"
    path.write_text(pair_edits(PAIRS))

    def cancel(_what: str, percent: int) -> None:
        if percent == 90:
            raise ImportCanceledError

    with pytest.raises(ImportCanceledError):
        list(away.add_each([path], cancel))
    assert Imports(stored, {}).entries() == []
    assert away._process is None


def test_an_end_from_outside_is_a_cancellation(
    away: ImportsApart, stored: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.txt"
    path.write_text(pair_edits(PAIRS))
    with pytest.raises(ImportCanceledError):
        list(away.add_each([path], lambda *_: away.end()))
    assert Imports(stored, {}).entries() == []


def deadly(away: ImportsApart, at: str) -> Callable[[str, int], None]:
    """Return a progress that kills the other process when it opens that file."""

    def on(what: str, _percent: int) -> None:
        if at in what:
            assert away._process is not None
            os.kill(away._process.pid, signal.SIGKILL)

    return on


def test_its_death_is_said_and_logged_and_the_others_go_on(
    away: ImportsApart, stored: Path, log: Path, tmp_path: Path
) -> None:
    zips = []
    for part in (1, 2, 4):
        path = tmp_path / f"part{part}.zip"
        zips.append(zipped(path, {f"ccipra-v323r0-f{part}.txt": pair_edits(PAIRS[:1])}))
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague")
    found = list(away.add_each([*zips, letter], deadly(away, "part2")))
    assert [(outcome.name, outcome.changed) for outcome in found] == [
        ("part1.zip", True),
        ("part2.zip", False),
        ("part4.zip", False),  # the same pairs as part 1: there already
        ("letter.txt", False),
    ]
    assert "Couldn't read part2.zip" in found[1].summary
    assert "status -9" in log.read_text()
    assert [entry.file for entry in Imports(stored, {}).entries()] == ["part1.zip"]


def test_of_files_chosen_together_each_has_a_process_once_one_died(
    away: ImportsApart, log: Path, tmp_path: Path
) -> None:
    paths = [tmp_path / f"ccipra-v323r0-f{part}.txt" for part in (1, 2)]
    for path in paths:
        path.write_text(pair_edits([], int(path.stem[-1])))
    found = list(away.add_each(paths, deadly(away, paths[1].name)))
    assert [(outcome.name, outcome.changed) for outcome in found] == [
        (paths[0].name, True),
        (paths[1].name, False),
    ]
    assert log.exists()


def test_what_was_said_of_files_chosen_together_is_not_said_again(
    away: ImportsApart, stored: Path, log: Path, tmp_path: Path
) -> None:
    """The process dies after the first of them was imported."""
    paths = [tmp_path / f"ccipra-v323r0-f{part}.txt" for part in (1, 2)]
    for path in paths:
        path.write_text(pair_edits([], int(path.stem[-1])))
    heard: list[str] = []

    def die_after_the_first(what: str, _percent: int) -> None:
        if heard[-1:] == ["Done"] and away._process is not None:
            os.kill(away._process.pid, signal.SIGKILL)
        heard.append(what)

    found = list(away.add_each(paths, die_after_the_first))
    assert [(outcome.name, outcome.changed) for outcome in found] == [
        (paths[0].name, True),
        (paths[1].name, True),
    ]
    assert [entry.file for entry in Imports(stored, {}).entries()] == [path.name for path in paths]
    assert log.exists()


def test_a_closed_program_leaves_no_process(tmp_path: Path, stored: Path) -> None:
    """The other process asks before each step, and nobody answers."""
    path = tmp_path / f"{NAME}.txt"
    path.write_text(pair_edits(PAIRS))
    process = subprocess.Popen(
        [*resources.own_command(), apart.COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    wanted = {
        "database": str(stored),
        "codes": [],
        "downloads": [str(path)],
        "built_in": ((), "9999-12-31"),
        "answers": {"practitioners": False, "begins": None},
    }
    process.stdin.write(json.dumps(wanted).encode() + b"\n")
    process.stdin.flush()
    assert b"Opening" in process.stdout.readline()
    process.stdin.close()
    process.stdout.close()
    assert process.wait(timeout=20) == 0
    assert not stored.exists()


def test_what_is_not_expected_is_a_sentence_and_in_the_log(
    stored: Path,
    log: Path,
    tmp_path: Path,
    reference: Reference,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good, bad = tmp_path / f"{NAME}.txt", tmp_path / "bad.zip"
    good.write_text(pair_edits(PAIRS))
    zipped(bad, {"ccipra-v323r0-f4.txt": pair_edits(PAIRS)})

    def recognize(download: Download, on: Progress, practitioners: bool) -> list[Found]:
        if download.name == bad.name:
            raise RuntimeError("the disk sings")
        return recognition.recognize(download, on, practitioners)

    monkeypatch.setattr(imports, "recognize", recognize)
    found = list(Imports(stored, reference.services).add_each([bad, good], lambda *_: None))
    assert [outcome.refused for outcome in found] == [True, False]
    assert "Nothing changed" in found[0].summary
    assert "RuntimeError" in log.read_text()
    assert "the disk sings" not in log.read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts all memory of a process")
def test_the_system_refuses_more_memory(tmp_path: Path) -> None:
    code = (
        "from quarterhour.reference.importing.apart import _limit_memory\n"
        "from pathlib import Path\n"
        "_limit_memory(Path('none')); bytearray(3 * 10**8)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert "MemoryError" in done.stderr


def test_what_is_stored_takes_nothing_from_the_next_file(
    away: ImportsApart, stored: Path, tmp_path: Path
) -> None:
    """The database is read into memory in the same process, and may be as large as its bound."""
    first, second = tmp_path / f"{NAME}.txt", tmp_path / "ccipra-v323r0-f2.txt"
    first.write_text(pair_edits(PAIRS))
    second.write_text(pair_edits([("97110", "97150", "20260101", "*", "1")]))
    assert each(away, first)[0].changed
    spans = " ".join(f"{number:04}" for number in range(0, 10_000, 2))
    with closing(sqlite3.connect(stored)) as connection:
        begun = ("zip+4 codes", "ZIP+4 codes 2027 quarter 1", "2027-01-01")
        connection.execute("insert into releases (kind, release, begins) values (?, ?, ?)", begun)
        connection.executemany(
            "insert into zip_plus_four (release, zip, locality, plus_fours) values (?, ?, ?, ?)",
            ((begun[1], f"{number:05}", "01112-65", spans) for number in range(8_000)),
        )
        seal(connection)
        connection.commit()
    assert stored.stat().st_size > 200_000_000
    (outcome,) = each(away, second)
    assert outcome.changed, outcome.summary


def test_what_cannot_be_started_is_said(
    away: ImportsApart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "own_command", lambda: [str(tmp_path / "quarterhour-cli")])
    (outcome,) = each(away, tmp_path / "rvu27a.zip")
    assert outcome.refused
    assert "quarterhour-cli can't be started (No such file" in outcome.summary
