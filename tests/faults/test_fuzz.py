"""Thousands of damaged documents and CMS files: a sentence each, never a traceback."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from builders import SAMPLES, pt, visit_fields
from downloads import gpcis, pair_edits, relative_values, text, unit_limits, zip_codes, zipped
from faults.damaged import damaged_document
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.entry.favorites import FAVORITES
from quarterhour.entry.prices import PRICES
from quarterhour.entry.templates import TEMPLATES
from quarterhour.practice_files import PracticeFile, PracticeFiles
from quarterhour.reference import Reference
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import Imports
from quarterhour.report.document import assessment_json
from quarterhour.report.plain_text import plain_text
from quarterhour.report.visit_summary import visit_summary
from quarterhour.visit import VisitError, read_visit, visit_document

# A few hundred each time; 10,000 a kind with -m long. Seeds are fixed.
ROUNDS = [300, pytest.param(10_000, marks=pytest.mark.long)]
FILE_ROUNDS = [25, pytest.param(10_000, marks=pytest.mark.long)]


def damaged_bytes(content: bytes, chance: random.Random) -> bytes:
    """Change, drop or repeat a few bytes."""
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(damaged) or 1)
        match chance.randrange(4):
            case 0:
                damaged[at : at + chance.randrange(1, 200)] = b""
            case 1:
                damaged[at:at] = damaged[at : at + chance.randrange(1, 200)]
            case 2:
                damaged[at:at] = chance.choice((b"\0", b"\xff", b",", b'"', b"\r\n", b"-", b"9"))
            case _:
                damaged[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(damaged)


def seeds() -> list[dict[str, Any]]:
    """Return documents to start from: the samples, and one with every field."""
    whole = visit_fields(
        pt("97530", 25, charge="90.00", telehealth=True),
        pt("97750", 20, 5, contractor_price="1.00"),
        pt("97597", square_cm=45),
        attested={"separate": [["97530", "97750", "XU"]], "medically_necessary": True},
        patient={"pt_slp_to_date": "2470.00", "ot_to_date": "1.00", "deductible_remaining": "9.00"},
        provider={"participating": False, "modifier_order": ["threshold", "separate"]},
        purpose="habilitative",
        label="knee",
    )
    return [json.loads(path.read_text()) for path in sorted(SAMPLES.glob("*.quarterhour"))] + [
        whole
    ]


def assess_or_refuse(content: bytes, reference: Reference) -> Assessment | None:
    try:
        return assess(read_visit(content), reference)
    except VisitError as error:
        assert "\n" not in str(error)
        assert str(error).strip()
    return None


@pytest.mark.parametrize("rounds", ROUNDS)
def test_visits(rounds: int, reference: Reference) -> None:
    chance, starts = random.Random(3), seeds()
    read = 0
    for _ in range(rounds):
        document = chance.choice(starts)
        for _ in range(chance.randrange(1, 4)):
            document = damaged_document(document, chance)
        content = json.dumps(document).encode()
        if chance.random() < 0.2:
            content = damaged_bytes(content, chance)
        found = assess_or_refuse(content, reference)
        if found is not None:
            read += 1
            again = json.dumps(visit_document(found.visit)).encode()
            place = found.visit.locality or found.visit.zip
            assert not place or read_visit(again) == found.visit
            for render in (assessment_json, plain_text, visit_summary):
                assert render(found)
    assert 0 < read < rounds


USUAL = [
    pt("97110", 30),
    pt("95851", count=2, contractor_price="1.00"),
    pt("97535", telehealth=True),
]
PRACTICE: list[tuple[PracticeFile[Any], dict[str, Any]]] = [
    (PRICES, {"format": "quarterhour.prices/1", "prices": {"97110": "60.00", "G0283": "9.00"}}),
    (FAVORITES, {"format": "quarterhour.favorites/1", "codes": ["97110", "97140", "G0283"]}),
    (
        TEMPLATES,
        {
            "format": "quarterhour.templates/1",
            "templates": [{"name": name, "services": USUAL} for name in ("Knee", "Hand, week 2")],
        },
    ),
]


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(("file", "start"), PRACTICE, ids=lambda each: getattr(each, "name", ""))
def test_files_of_the_practice(
    file: PracticeFile[Any], start: dict[str, Any], rounds: int, tmp_path: Path
) -> None:
    chance, files = random.Random(5), PracticeFiles(tmp_path)
    path, read = files.path(file), 0
    for _ in range(rounds):
        document = damaged_document(start, chance) if chance.random() < 0.8 else start
        content = json.dumps(document).encode()
        if chance.random() < 0.4:
            content = damaged_bytes(content, chance)
        path.write_bytes(content)
        value, problem = files.read(file)
        assert path.read_bytes() == content
        if problem:
            assert value == file.usual
            assert "\n" not in problem
        else:
            read += 1
            assert file.read(json.loads(json.dumps(file.document(value)))) == value
    assert 0 < read < rounds


@cache
def downloads() -> dict[str, str]:
    codes = [("97530", "97750", "20200101", "*", "1"), ("97140", "97124", "20200101", "*", "0")]
    return {
        "values": text(relative_values()),
        "gpcis": text(gpcis()),
        "zips": text(zip_codes()),
        "pairs": pair_edits(codes * 40),
        "limits": text(unit_limits({"97110": 6, "97112": 4})),
    }


def release(folder: Path, damage: Callable[[bytes], bytes]) -> Path:
    values, indices = (downloads()[name].encode() for name in ("values", "gpcis"))
    return zipped(
        folder / "rvu26c.zip", {"PPRRVU.csv": damage(values), "GPCI.csv": damage(indices)}
    )


def plain(name: str, file: str) -> Callable[[Path, Callable[[bytes], bytes]], Path]:
    def make(folder: Path, damage: Callable[[bytes], bytes]) -> Path:
        path = folder / file
        path.write_bytes(damage(downloads()[name].encode()))
        return path

    return make


def damaged_archive(folder: Path, damage: Callable[[bytes], bytes]) -> Path:
    path = release(folder, lambda content: content)
    path.write_bytes(damage(path.read_bytes()))
    return path


KINDS = {
    "fee schedule": release,
    "ZIP codes": plain("zips", "ZIP5.csv"),
    "pair edits": plain("pairs", "ccipra-v323r0.txt"),
    "unit limits": plain("limits", "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"),
    "zip archive": damaged_archive,
}


def damaged_rows(content: bytes, chance: random.Random) -> bytes:
    """Change lines and cells of a table, which its reader has to see through."""
    lines = content.split(b"\r\n" if b"\r\n" in content else b"\n")
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[at : at + chance.randrange(1, 30)]
            case 1:
                lines[at:at] = lines[at : at + 3]
            case 2:
                lines[at] = lines[at].replace(b",", b";")
            case 3:
                cells = lines[at].split(b",")
                cells[chance.randrange(len(cells))] = chance.choice(
                    (b"", b"-1", b"NaN", b"1e9", b"0.0.0", b"*", b"99999999")
                )
                lines[at] = b",".join(cells)
            case _:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        lines = lines or [b""]
    return b"\n".join(lines)


@pytest.mark.parametrize("rounds", FILE_ROUNDS)
@pytest.mark.parametrize("kind", KINDS)
def test_cms_files(kind: str, rounds: int, database: Path, tmp_path: Path) -> None:
    chance = random.Random(4)
    codes = Reference(database).services
    imported = tmp_path / "imported.sqlite"
    imports = Imports(imported, codes)
    before = b""
    visit = read_visit(json.dumps(seeds()[-1]).encode())
    for _ in range(rounds):
        damage = partial(chance.choice((damaged_bytes, damaged_rows)), chance=chance)
        path = KINDS[kind](tmp_path, damage)
        try:
            imports.add(path)
        except CmsFileError as error:
            assert "\n" not in str(error)
            now = imported.read_bytes() if imported.exists() else b""
            assert now == before
        before = imported.read_bytes() if imported.exists() else b""
        both = Reference(database, imported)
        assert both.problem == ""
        assert assess(visit, both)
        both.close()
