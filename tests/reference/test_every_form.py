"""Every form in which a file may come, of files made here: CMS's own are not beside each clone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from downloads import gpcis, pair_edits, relative_values, text, unit_limits, zip_codes
from quarterhour.reference import Reference
from quarterhour.reference.importing import Imports
from test_every_file import FORMS

PAIRS = "ccipra-v323r0-f1.txt"
MADE: dict[str, dict[str, Callable[[], str]]] = {
    "RVU26C, released": {
        "PPRRVU2026_Jul_nonQPP.csv": lambda: text(relative_values()),
        "GPCI2026.csv": lambda: text(gpcis()),
    },
    "MUE 2026-04-01: ": {
        "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv": lambda: text(unit_limits({})),
    },
    "ZIP codes 2027 quarter 1: ": {"ZIP5_JAN2027.csv": lambda: text(zip_codes("20271"))},
    "NCCI 2026 Q4: ": {PAIRS: lambda: pair_edits([("97530", "97750", "20260101", "*", "1")])},
}
# These are of commas, which a text of pairs has none of; test_recognition.py has its workbook.
NOT_MADE = {("NCCI 2026 Q4: ", form) for form in ("xlsx", "^Z")}


@pytest.mark.parametrize(
    ("said", "form"),
    [(said, form) for said in MADE for form in FORMS if (said, form) not in NOT_MADE],
)
def test_a_file_is_imported_in_every_form(
    said: str, form: str, reference: Reference, tmp_path: Path
) -> None:
    files = []
    for name, content in MADE[said].items():
        files.append(tmp_path / "made" / name)
        files[-1].parent.mkdir(exist_ok=True)
        files[-1].write_text(content(), encoding="latin-1", newline="")
    imports = Imports(tmp_path / "imported.sqlite", reference.services)
    (found,) = imports.add_each(FORMS[form](files, tmp_path), lambda _what, _percent: None)
    assert found.changed, found.summary
    assert said in found.summary
