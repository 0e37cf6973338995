"""Zips within zips, and folders with what is no file: each looked at once, and nothing waits."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from downloads import gpcis, pair_edits, relative_values, text, zipped
from quarterhour.reference import Reference
from quarterhour.reference.cms import download as opening
from quarterhour.reference.importing import ImportCanceledError, Imports, Outcome
from quarterhour.reference.importing.apart import groups
from workbooks import shared_texts

NAME = "ccipra-v323r0-f1.txt"
EDITS = pair_edits([("97530", "97750", "20260101", "*", "1")])
RELEASE = {"PPRRVU2026_Jul_nonQPP.csv": text(relative_values()), "GPCI2026.csv": text(gpcis())}


@pytest.fixture
def imports(tmp_path: Path, reference: Reference) -> Imports:
    return Imports(tmp_path / "imported.sqlite", reference.services)


def imported(imports: Imports, *paths: Path) -> list[Outcome]:
    return list(imports.add_each(paths, lambda _what, _percent: None))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def gone(path: Path) -> None:
    path.symlink_to("nowhere")


def round_about(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.skipif(os.name == "nt", reason="needs the files of Unix")
@pytest.mark.parametrize("name", ["GPCI2027.csv", "ZIP5.txt", "rvu27a.zip"])
@pytest.mark.parametrize("make", [pipe, endless, gone, round_about])
@pytest.mark.parametrize("in_folder", [True, False])
def test_what_is_no_file_is_said_and_the_others_go_on(
    make: Callable[[Path], None], name: str, in_folder: bool, imports: Imports, tmp_path: Path
) -> None:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    odd, good = folder / name, folder / NAME
    make(odd)
    good.write_text(EDITS)
    outcomes = imported(imports, *([folder] if in_folder else [odd, good]))
    (refused,) = [outcome for outcome in outcomes if outcome.refused]
    assert refused.summary.startswith(f"{name} can't be read: ")
    assert [outcome.changed for outcome in outcomes if not outcome.refused] == [True]


def inner(members: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("fill.bin", os.urandom(100_000))
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("others", [0, 60])
def test_a_zip_within_a_zip_is_unpacked_once(
    others: int, imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading its files one by one would unpack it again for each of them."""
    more = {f"{number}.csv": "a,b,c\n1,2,3\n" * 5 for number in range(others)}
    content = inner(RELEASE | more)
    path = zipped(tmp_path / "all.zip", {"inner.zip": content})
    unpacked = 0
    real = zipfile.ZipExtFile.read

    def read(self: zipfile.ZipExtFile, n: int = -1) -> bytes:
        nonlocal unpacked
        found: bytes = real(self, n)
        unpacked += len(found) if self.name == "inner.zip" else 0
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", read)
    assert [outcome.changed for outcome in imported(imports, path)] == [True]
    assert unpacked == len(content)


def test_nothing_is_left_of_a_zip_within_a_zip(
    imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "all.zip", {"inner.zip": inner(RELEASE)})
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert [outcome.changed for outcome in imported(imports, path)] == [True]
    assert list(folder.iterdir()) == []


def test_zips_within_a_zip_are_unpacked_within_a_bound(
    imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "all.zip", {f"{number}.zip": inner(RELEASE) for number in range(3)})
    monkeypatch.setattr(opening, "MAX_BYTES", 3 * len(inner(RELEASE)) - 1)
    (outcome,) = imported(imports, path)
    assert outcome.refused
    assert "all.zip is too large when unpacked to be a CMS zip" in outcome.summary


def test_each_file_that_is_looked_at_is_told_and_may_be_the_last(
    imports: Imports, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "all.zip", {f"{each}.csv": "a,b,c\n" for each in "abc"})
    heard: list[str] = []

    def cancel_at_b(what: str, _percent: int) -> None:
        heard.append(what)
        if what == "Opening b.csv":
            raise ImportCanceledError

    with pytest.raises(ImportCanceledError):
        list(imports.add_each([path], cancel_at_b))
    assert heard == ["Opening all.zip", "Opening a.csv", "Opening b.csv"]


def test_folders_of_a_zip_count_as_what_it_holds(imports: Imports, tmp_path: Path) -> None:
    """The list of them would be read for each file in it."""
    path = zipped(tmp_path / "rvu.zip", {**{f"{number}/": "" for number in range(600)}, **RELEASE})
    (outcome,) = imported(imports, path)
    assert outcome.refused
    assert "has too many files to be a CMS zip" in outcome.summary


def test_what_is_a_zip_is_told_by_what_it_holds(tmp_path: Path) -> None:
    """What is not a zip of files belongs to the files beside it, by any name."""
    values, indices, download = (tmp_path / name for name in ("values.zip", "g.csv", "rvu"))
    values.write_text(RELEASE["PPRRVU2026_Jul_nonQPP.csv"])
    indices.write_text(RELEASE["GPCI2026.csv"])
    zipped(download, {**RELEASE})
    sheet = shared_texts(tmp_path / "ccipra-v323r0-f1.xlsx", [["a"]])
    none = tmp_path / "none.csv"
    assert groups([values, download, indices, none, tmp_path, sheet]) == [
        [values, indices, sheet],
        [download],
        [none],
        [tmp_path],
    ]


def test_a_name_in_a_zip_that_is_no_text_is_damage(imports: Imports, tmp_path: Path) -> None:
    path = zipped(tmp_path / "rvu.zip", {"\u00fc.csv": "a"})
    path.write_bytes(path.read_bytes().replace("\u00fc".encode(), b"\xff\xff"))
    (outcome,) = imported(imports, path)
    assert outcome.refused
    assert "rvu.zip is damaged" in outcome.summary


def test_a_zip_with_a_password_is_said(imports: Imports, tmp_path: Path) -> None:
    path = zipped(tmp_path / "rvu.zip", {**RELEASE})
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    path.write_bytes(content)
    (outcome,) = imported(imports, path)
    assert outcome.refused
    assert "has a password, and CMS's files have none" in outcome.summary


@pytest.mark.parametrize("name", ["._PPRRVU2026_Jul_nonQPP.csv", "~$GPCI2026.xlsx", "._rvu.zip"])
@pytest.mark.parametrize("place", ["zip", "zip in zip", "folder"])
def test_what_a_system_keeps_beside_a_file_is_passed_by(
    name: str, place: str, imports: Imports, tmp_path: Path
) -> None:
    """macOS writes `._NAME` beside each file of a zip, and Office `~$NAME` beside an open one."""
    beside = {f"RVU26C/{each}": content for each, content in RELEASE.items()}
    beside[f"__MACOSX/RVU26C/{name}"] = "\x00\x05\x16\x07Mac OS X"
    path = tmp_path / "rvu26c.zip"
    if place == "folder":
        path = tmp_path / "rvu26c"
        for each, content in beside.items():
            (path / each).parent.mkdir(parents=True, exist_ok=True)
            (path / each).write_text(content)
    else:
        path.write_bytes(inner({"rvu.zip": inner(beside)} if place == "zip in zip" else beside))
    (outcome,) = imported(imports, path)
    assert outcome.changed, outcome.summary
