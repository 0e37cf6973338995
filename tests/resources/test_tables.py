"""The text tables: law as data, each figure with its source, and no AMA descriptors."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from builders import ROOT, TABLES
from quarterhour.entry.service_names import normal
from quarterhour.reference import CodeList, ReleaseKind
from quarterhour.reference.records import release_name
from quarterhour.reference.schema import BUNDLED_TABLES, TABLES_OF_RELEASES
from quarterhour.reference.schema import TABLES as COMMON_TABLES
from quarterhour.reference.schema import TABLES as SHARED_TABLES

SCHEMA = SHARED_TABLES | BUNDLED_TABLES

# sha256 of each description of the therapy codes in the 2025 and 2026 files, in small letters.
DESCRIPTOR_HASHES = set((Path(__file__).parent / "descriptor_hashes.txt").read_text().split())


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_have_the_columns_of_the_schema_and_nothing_else() -> None:
    assert {path.stem for path in TABLES.iterdir()} == set(SCHEMA)
    for name, table in SCHEMA.items():
        assert list(rows(name)[0]) == list(table["columns"])


def test_parameters_have_no_gap_and_no_overlap_and_a_source_each() -> None:
    spans = defaultdict(list)
    for row in rows("parameters"):
        assert row["source"]
        assert float(row["value"]) >= 0
        spans[row["name"]].append((row["valid_from"], row["valid_to"]))
    for name, dates in spans.items():
        for (_, end), (start, _) in pairwise(dates):
            assert date.fromisoformat(start) == date.fromisoformat(end) + timedelta(1), name


# Laws that began after the first date that is priced.
LATER = {
    "general_supervision_of_assistants",
    "qualifying_apm_conversion_factor",
    "separate_qualifying_apm_factor",
    "telehealth_by_therapists",
}


def test_every_parameter_holds_on_every_loaded_date() -> None:
    first = min(row["valid_from"] for row in rows("editions"))
    last = max(row["valid_to"] for row in rows("editions"))
    starts: dict[str, str] = {}
    ends: dict[str, str] = {}
    for row in rows("parameters"):
        starts.setdefault(row["name"], row["valid_from"])
        ends[row["name"]] = row["valid_to"] or "9999"
    for name, start in starts.items():
        assert start <= first or name in LATER, name
        assert ends[name] >= last, name


def test_editions_follow_each_other_and_name_their_files() -> None:
    files = {(row["kind"], row["release"], row["sha256"]) for row in rows("sources")}
    editions = rows("editions")
    for before, after in pairwise(editions):
        gap = date.fromisoformat(after["valid_from"]) - date.fromisoformat(before["valid_to"])
        assert gap == timedelta(1)
    for edition in editions:
        for name in ("relative_values_sha256", "gpci_sha256"):
            assert (ReleaseKind.FEE_SCHEDULE, edition["release"], edition[name]) in files


def test_every_release_has_a_first_day_and_files() -> None:
    begins = {(row["kind"], row["release"]): row["begins"] for row in rows("releases")}
    assert begins.keys() == {(row["kind"], row["release"]) for row in rows("sources")}
    for kind, tables in TABLES_OF_RELEASES.items():
        for name in tables:
            for row in rows(name) if name in COMMON_TABLES else ():
                assert not row["release"] or (kind, row["release"]) in begins, name
    for (held, release), day in begins.items():
        if held != ReleaseKind.FEE_SCHEDULE:
            assert release == release_name(ReleaseKind(held), date.fromisoformat(day))
    assert [kind for kind, _ in begins].count(ReleaseKind.ZIP_CODES) == 1


def test_every_service_is_in_the_latest_edition() -> None:
    codes = {row["code"] for row in rows("services")}
    latest = rows("editions")[-1]["release"]
    assert len(codes) == 146
    held = {row["code"] for row in rows("relative_values") if row["release"] == latest}
    assert held - codes == {"0791T"}  # its fee is loaded, its rules aren't
    # The e-visit codes that Medicare used only in 2020: their figures aren't loaded.
    assert codes - held == {"G2061", "G2062", "G2063"}


def test_a_rule_names_known_codes_for_spans_that_do_not_overlap() -> None:
    known = {row["code"] for row in rows("services")}
    spans = defaultdict(list)
    for row in rows("code_lists"):
        assert row["list"] in set(CodeList)
        assert row["source"]
        assert {row["code"], row["other"] or row["code"]} <= known, row
        assert bool(row["other"]) == (row["list"] in (CodeList.EXCLUSIVE, CodeList.GROUP_INSTEAD))
        end = row["valid_to"] or "9999"
        assert row["valid_from"] < end
        spans[row["list"], row["code"], row["other"]].append((row["valid_from"], end))
    assert {name for name, _, _ in spans} == set(CodeList)
    for dates in spans.values():
        for (_, end), (start, _) in pairwise(sorted(dates)):
            assert end < start


def test_bands_of_minutes_name_codes_of_one_list_and_rise() -> None:
    listed = {row["code"] for row in rows("code_lists") if row["list"] in ("e-visit", "phone call")}
    bands = rows("minute_bands")
    assert {row["code"] for row in bands} == listed
    for family in {row["family"] for row in bands}:
        of_family = [row for row in bands if row["family"] == family]
        codes = sorted(of_family, key=lambda row: row["code"])
        assert [int(row["least"]) for row in codes] == [5, 11, 21]


def test_a_word_is_known_once_and_what_is_not_sure_says_how_to_choose() -> None:
    found = rows("abbreviations")
    assert len({normal(row["word"]) for row in found}) == len(found)
    for row in found:
        assert row["sure"] in "01"
        assert row["codes"] or row["note"], row["word"]
        assert not row["note"] or row["note"].endswith("."), row["word"]


def test_every_code_subject_to_the_mppr_is_always_therapy() -> None:
    always = {row["code"] for row in rows("services") if row["therapy"] == "always"}
    subject = {row["code"] for row in rows("relative_values") if row["multiple_procedure"] == "5"}
    assert subject - {"0791T"} == subject & always
    assert len(subject & always) == 51


def test_no_label_is_an_ama_descriptor() -> None:
    assert len(DESCRIPTOR_HASHES) > 100
    labels = [row["label"] for row in rows("services")]
    words = [row["word"] for row in rows("abbreviations")]
    for text in (*labels, *words):
        assert hashed(text) not in DESCRIPTOR_HASHES, text


def test_no_file_of_the_project_holds_an_ama_descriptor(subtests: pytest.Subtests) -> None:
    for folder in ("desktop", "resources", "tests", "build_scripts"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".csv", ".json", ".txt", ".quarterhour", ".md", ".toml"):
                with subtests.test(path=path.name):
                    cells = path.read_text(encoding="utf-8").replace('"', ",").split(",")
                    assert not {hashed(cell) for cell in cells} & DESCRIPTOR_HASHES


def hashed(text: str) -> str:
    return hashlib.sha256(text.strip().lower().encode()).hexdigest()
