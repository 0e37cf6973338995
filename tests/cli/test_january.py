"""January 2 on the command line: a new year comes in, is priced, and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, SAMPLES, pt, visit_fields
from january import DAY, DOWNLOADS, NEW_CODE, RELEASES, THRESHOLD, TO_DATE
from quarterhour.guide import Guide, context_on
from quarterhour.reference import NATIONAL, Reference

Call = Callable[..., Any]


def visit(folder: Path, *services: dict[str, object]) -> str:
    """Write a visit of the new year's first Monday, which passes the threshold."""
    fields = visit_fields(
        *services,
        date_of_service=DAY,
        zip="33101",
        patient={"pt_slp_to_date": TO_DATE, "deductible_remaining": "0.00"},
        attested={"medically_necessary": True},
    )
    path = folder / "visit.quarterhour"
    path.write_text(json.dumps(fields))
    return str(path)


def plain(done: Any) -> tuple[int, str, str]:
    return done.status, done.out, done.err


def answers(
    call: Call, database: Path, imported: Path, of_2027: str
) -> Iterator[tuple[str, object]]:
    """Yield all that Quarterhour prints: what is loaded, visits, and every page of the guide."""
    yield "editions", plain(call("editions"))
    yield "rules", plain(call("rules"))
    yield "amounts", plain(call("amounts"))
    for path in (*sorted(SAMPLES.glob("*.quarterhour")), of_2027):
        for form in ("json", "text", "html", "csv"):
            yield f"{path} {form}", plain(call("assess", str(path), "--format", form))
    with closing(Reference(database, imported)) as reference:
        guide = Guide(ROOT / "resources" / "help", reference)
        for day in ("2026-11-23", DAY):
            context = context_on(reference, date.fromisoformat(day), NATIONAL.id, "")
            for entry in guide.entries:
                yield f"{entry.key} {day}", guide.page(entry.key, context)


@pytest.mark.parametrize("downloads", DOWNLOADS.values(), ids=DOWNLOADS)
def test_a_new_year_is_imported_typed_priced_and_removed(
    run: Call,
    database: Path,
    imported: Path,
    downloads: Callable[[Path], list[Path]],
    tmp_path: Path,
) -> None:
    files = downloads(tmp_path)
    priced = visit(tmp_path, pt("97110", 30), pt(NEW_CODE, 15))
    before = dict(answers(run, database, imported, priced))

    done = run("import", *map(str, files))
    assert (done.status, done.err) == (0, "")
    assert [any(name in line for line in done.out.splitlines()) for name in RELEASES] == [True] * 4
    assert f"RVU27A doesn't say how {NEW_CODE} counts." in done.out
    assert f"Missing: the rules for {NEW_CODE}." in run("editions").out
    assert f"{NEW_CODE}  no rules entered" in run("rules").out
    assert run("amounts", "2027", f"kx={THRESHOLD}", "deductible=290").status == 0
    rules = ("--label", "Robot gait", "--timing", "quarter-hour", "--disciplines", "PT")
    assert run("rules", NEW_CODE, *rules, "--therapy", "sometimes").status == 0

    done = run("assess", priced, "--format", "json")
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["edition"]["release"] == "RVU27A"
    lines = [(each["code"], each["units"], each["modifiers"]) for each in found["claim_lines"]]
    assert lines == [("97110", 2, ["GP", "KX"]), (NEW_CODE, 1, ["GP", "KX"])]
    assert float(found["payment"]["medicare_pays"]) > 0
    topics = {hint["topic"] for hint in found["hints"]}
    assert {"above-with-kx", "rules-typed"} <= topics
    text = run("assess", priced, "--format", "text").out
    assert "entered by you on" in text
    listed = run("editions").out
    assert [name in listed for name in RELEASES] == [True] * 4

    for name in RELEASES:
        assert run("import", "--remove", name).status == 0
    assert run("amounts", "2027", "--reset").status == 0
    after = dict(answers(run, database, imported, priced))
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []
