"""Spoilt payer files: a sentence each, never a traceback, and never a changed folder."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT
from faults.damaged import damaged_document
from faults.test_fuzz import damaged_bytes
from payers.payer_files import TENNESSEE, content, small
from quarterhour.payers import PayerFolders, payer_text, read_payer
from quarterhour.payers.described import described, settings_not_given
from quarterhour.payers.document import placeholders, read_payer_json
from quarterhour.visit import VisitError

# A few hundred each time; 10,000 with -m long. Seeds are fixed.
ROUNDS = [400, pytest.param(10_000, marks=pytest.mark.long)]
# What a value of a payer file is changed to.
ODD: tuple[Any, ...] = (
    *("not-stated", "none", "medicare", "tn-09", "97012-97039", "1100", "0", "0.000001", "2024"),
    *("2024-13", "fill in: a name", "RVU26C", "11502-00", "1e5", "\u0661", " ", "\x1b[31m"),
    *(0, 4, 1100, {"applies": False, "source": "tn-09"}, {"applies": True}, {"value": "none"}),
    *([["97110"]], [["97110", "97110"]], {"97110": "97110"}, {"97110": 0}, ["97110", "97110"]),
)


def starts() -> list[dict[str, Any]]:
    """Return files to start from: those that ship, the forms, and one with every section."""
    folder = ROOT / "resources" / "payers"
    source = {"source": "contract"}
    whole = small(
        counting={"method": "midpoint", "codes": ["97110"], "others": "not-stated", **source},
        price=[
            {"base": "rvu", "conversion_factor": "68", "gpci": {
                "work": "1", "practice_expense": "0.9", "malpractice": "0.5"}, **source},
            {"base": "visit", "dollars": "75.00", "carved_out": ["97161"], "per": "day", **source},
        ],
        reduction={"kind": "whole", "pays": ["1.00", "0.50"], "rank": ["pe_rvu"], **source},
        caps=[{"measure": "rvus", "limit": 12, "with": {"evaluation": "18"}, **source}],
        unit_limits={"value": {"97034": 2}, **source},
        assistant={"factor": "0.85", "modifiers": {"assistant": "UB"}, **source},
        modifiers={"plan_of_care": "every-line", "threshold": False, "always": ["AT"], **source},
        codes={"97014": {"value": "G0283", **source}, "97010": {"applies": False, **source}},
        edits={"value": [["97110", "97140"]], **source},
        patient={"copay": "30.00", "per": "discipline", **source},
        sequestration={"value": "0.02", **source},
    )  # fmt: skip
    shipped = [json.loads(path.read_text(encoding="utf-8")) for path in folder.rglob("*.qhpayer")]
    return [*shipped, TENNESSEE, *[whole] * 5]


def with_odd(document: Any, chance: random.Random) -> Any:
    """Change one place of a document to what a payer file could have elsewhere."""
    if isinstance(document, dict) and document and chance.random() < 0.9:
        key = chance.choice(list(document))
        return {**document, key: with_odd(document[key], chance)}
    if isinstance(document, list) and document and chance.random() < 0.9:
        at = chance.randrange(len(document))
        return [*document[:at], with_odd(document[at], chance), *document[at + 1 :]]
    return chance.choice(ODD)


def spoilt(document: dict[str, Any], chance: random.Random) -> bytes:
    for _ in range(chance.randrange(1, 4)):
        damage = chance.choice((damaged_document, with_odd))
        document = damage(document, chance)
    text = json.dumps(document).encode()
    return damaged_bytes(text, chance) if chance.random() < 0.2 else text


def in_folder(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_spoilt_files(rounds: int, tmp_path: Path) -> None:
    chance, documents = random.Random(21), starts()
    folders = PayerFolders(tmp_path / "shipped", tmp_path / "own")
    folders.shipped.mkdir()
    (folders.shipped / "tn.qhpayer").write_bytes(content(TENNESSEE))
    before, read = in_folder(tmp_path), 0
    for _ in range(rounds):
        text = spoilt(chance.choice(documents), chance)
        try:
            list(placeholders(read_payer_json(text)))
            payer = read_payer(text)
            added = folders.add(text)
        except VisitError as error:
            assert str(error).strip()
            assert "\n" not in str(error)
            assert in_folder(tmp_path) == before
            continue
        read += 1
        assert read_payer(payer_text(payer)) == payer == added.payer
        assert list(described(payer)) and settings_not_given(payer)
        assert folders.remove(payer.key) == added
        assert in_folder(tmp_path) == before
    assert 0 < read < rounds


@pytest.mark.parametrize("rounds", ROUNDS)
def test_spoilt_files_in_the_folder(rounds: int, tmp_path: Path) -> None:
    chance, documents = random.Random(22), starts()
    folders = PayerFolders(tmp_path / "shipped", tmp_path)
    (tmp_path / "a.qhpayer").write_bytes(content(small(id="first")))
    for _ in range(rounds):
        (tmp_path / "b.qhpayer").write_bytes(spoilt(chance.choice(documents), chance))
        before = in_folder(tmp_path)
        found = folders.read()
        assert len(found.files) + len(found.problems) == 2
        assert found.files[0].payer.key == "first"
        assert not any("\n" in problem for problem in found.problems)
        assert len(found.payers.files) == len(found.files)
        assert in_folder(tmp_path) == before
