"""Derive the text tables in `resources/tables` from the files that CMS publishes.

    .venv/bin/python build_scripts/data/derive_tables.py CMS_FOLDER

`CMS_FOLDER` holds the downloads in folders by year, as `EDITIONS` and `ZIP_CODES` name them.
Only figures are taken: the descriptions in the CMS files belong to the American Medical
Association and stay there.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import folders  # noqa: F401  finds the others
import environment
from counties import read_counties
from quarterhour.reference.cms import (
    open_downloads,
    read_gpcis,
    read_relative_values,
    read_unit_limits,
    read_zip_codes,
)
from quarterhour.reference.place_names import place_name
from quarterhour.reference.records import ReleaseKind, release_name
from quarterhour.reference.schema import BUNDLED_TABLES
from quarterhour.reference.schema import TABLES as SHARED

TABLES = environment.ROOT / "resources" / "tables"

Rows = list[tuple[object, ...]]
SCHEMA = SHARED | BUNDLED_TABLES


@dataclass(frozen=True)
class Edition:
    """The files of one edition, and the dates of service it prices."""

    relative_values: str
    gpcis: str
    valid_from: str
    valid_to: str


EDITIONS = (
    Edition("2025/PPRRVU2025_Oct.csv", "2025/GPCI2025.csv", "2025-01-01", "2025-12-31"),
    Edition("2026/PPRRVU2026_Jul_nonQPP.csv", "2026/GPCI2026.csv", "2026-01-01", "2026-12-31"),
)
ZIP_CODES = "2026/ZIP5_JAN2026.csv"
# The list of counties of 2025; the localities of 2026 are the same.
COUNTIES = "2025/25LOCCO.csv"

NCCI = "ncci"
# The pairs among therapy codes of one quarter, and the core pairs of a later one.
PAIR_FILES = (
    ("ptp_practitioner_therapy_2024Q3_v302.csv", date(2024, 7, 1)),
    ("ptp_practitioner_2026Q4_v323_core_subset.csv", date(2026, 10, 1)),
)
# The extract of 2024 Q3 leaves the strapping codes out. These are their pairs in the whole file of
# that quarter, all of indicator 1: column 1, then the codes of column 2.
STRAPPING_PAIRS = {
    "20560": ("29581", "29584"),
    "20561": ("29581", "29584"),
    "29581": ("97140", "97535"),
    "29584": ("97140", "97535"),
    "97760": ("29581", "29584"),
    "97763": ("29581", "29584"),
}
LIMIT_FILE = ("ncci/MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", date(2026, 4, 1))
# The rows of therapy codes of a later table.
MORE_LIMITS = ("more/mue_practitioner_2026Q4_therapy.csv", date(2026, 10, 1))
# Therapy codes of RVU26D, every component of which equals RVU26C (docs/rules.md 10.3.3).
SAME_AS_26C = ("more/rvu26D_nonQPP_therapy.csv", "RVU26C", "2026-08-26")

# One collection holds the therapy rows of the releases of 2020 to 2024, without descriptions.
COLLECTED_VALUES = "2020-2024/therapy_rvu_2020_2024.csv"
COLLECTED_GPCIS = "2020-2024/gpci_2020_2024.csv"
# The same releases of codes that the file leaves out, splints among them; a few are in both.
MORE_VALUES = "more/therapy_rvu_2020_2024_strapping_and_candidates.csv"
# The release whose RVUs, by its names in the two files, and whose GPCIs price a span of dates, and
# the first day of its quarter; 2024 changed its factor in March.
COLLECTED = (
    ("rvu20d", "rvu20d_oct", "rvu20d", date(2020, 10, 1), "2020-01-01", "2020-12-31"),
    ("rvu21d", "rvu21d_oct", "rvu21d", date(2021, 10, 1), "2021-01-01", "2021-12-31"),
    ("rvu22d", "rvu22d_oct", "rvu22d", date(2022, 10, 1), "2022-01-01", "2022-12-31"),
    ("rvu23d", "rvu23d_oct", "rvu23d", date(2023, 10, 1), "2023-01-01", "2023-12-31"),
    ("rvu24a", "rvu24a_jan", "rvu24c", date(2024, 1, 1), "2024-01-01", "2024-03-08"),
    ("rvu24c", "rvu24c_jul", "rvu24c", date(2024, 7, 1), "2024-03-09", "2024-12-31"),
)
# All prices of 2023 are by the GPCIs of its releases A to C. RVU23D has others for Puerto Rico and
# the Virgin Islands alone, 1.000, 1.008 and 0.984 (docs/rules.md 10.3.2).
GPCIS_AS_PRICED = {"RVU23D": ("more/GPCI2023_from_arkrvu.csv", "GPCIs of RVU23A to RVU23C")}


def main(cms: Path) -> None:
    """Write every derived table."""
    with (TABLES / "services.csv").open(encoding="utf-8", newline="") as services:
        codes = {row["code"] for row in csv.DictReader(services)}
    releases: Rows = []
    sources: Rows = []
    editions: Rows = []
    values: Rows = []
    localities: Rows = []
    _collected(cms, codes, releases, sources, editions, values, localities)
    for edition in EDITIONS:
        release = _relative_values(cms, edition, codes, releases, sources, editions, values)
        _localities(cms / edition.gpcis, release, sources, localities)
    zips_of = read_zip_codes(_rows(cms / ZIP_CODES))
    release = _release(ReleaseKind.ZIP_CODES, zips_of.begins, releases)
    sources.append(_source(ReleaseKind.ZIP_CODES, release, cms / ZIP_CODES, release))
    zips: Rows = [
        (release, each.first_zip, each.last_zip, each.state, each.locality, int(each.plus_four))
        for each in zips_of.ranges()
    ]
    counties: Rows = list(read_counties(_rows(cms / COUNTIES)))
    file, release, released = SAME_AS_26C
    title = "RVU26D: the therapy codes equal RVU26C"
    sources.append(_source(ReleaseKind.FEE_SCHEDULE, release, cms / file, title, released))
    pairs = _pairs(cms / NCCI, codes, releases, sources)
    limits = _limits(cms, codes, releases, sources)
    _write("counties", counties)
    _write("releases", releases)
    _write("pair_edits", pairs)
    _write("unit_limits", limits)
    _write("sources", sources)
    _write("editions", editions)
    _write("relative_values", values)
    _write("localities", localities)
    _write("zip_codes", zips)


def _collected(
    cms: Path,
    codes: set[str],
    releases: Rows,
    sources: Rows,
    editions: Rows,
    values: Rows,
    localities: Rows,
) -> None:
    """Take the editions of 2020 to 2024 from the collection."""
    values_path, gpci_path = cms / COLLECTED_VALUES, cms / COLLECTED_GPCIS
    more_path = cms / MORE_VALUES
    kind = ReleaseKind.FEE_SCHEDULE
    all_values = _dictionaries(values_path)
    more_values = _dictionaries(more_path)
    all_gpcis = _dictionaries(gpci_path)
    # The rows of 2020 lack the state, and the localities are those of 2021.
    states = {(row["mac"], row["locality"]): row["state"] for row in all_gpcis if row["state"]}
    for values_of, more_of, gpcis_of, begins, start, end in COLLECTED:
        release = values_of.upper()
        releases.append((kind, release, begins))
        as_priced: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
        if release in GPCIS_AS_PRICED:
            file, title = GPCIS_AS_PRICED[release]
            sources.append(_source(kind, release, cms / file, title))
            as_priced = {
                f"{row.mac}-{row.number}": (row.work, row.practice_expense, row.malpractice)
                for row in read_gpcis(_rows(cms / file)).rows
            }
        sources += [
            _source(kind, release, values_path, "Therapy rows of RVU20D to RVU24C"),
            _source(kind, release, more_path, "Additional rows of RVU20D to RVU24C"),
            _source(kind, release, gpci_path, "GPCIs of RVU20D to RVU24C"),
        ]
        own = [row for row in all_values if row["release"] == values_of and row["hcpcs"] in codes]
        (factor,) = {row["conv_factor"] for row in own}
        hashes = (_sha256(values_path), _sha256(gpci_path))
        editions.append((release, start, end, factor, *hashes))
        values += [
            (
                release,
                row["hcpcs"],
                row["status"],
                *(_hundredths(row[name]) for name in ("work_rvu", "nonfac_pe", "mp_rvu")),
                row["mult_proc"],
            )
            for row in own
            if not row["mod"]
        ]
        values += [
            (
                release,
                row["code"],
                row["status"],
                *(_hundredths(row[name]) for name in ("work", "pe_nonfac", "mp")),
                row["mult_proc"],
            )
            for row in more_values
            if row["release"] == more_of and row["code"] in codes - {row["hcpcs"] for row in own}
        ]
        for row in all_gpcis:
            if row["release"] != gpcis_of:
                continue
            known_as = f"{row['mac']}-{row['locality']}"
            parts = tuple(
                Decimal(row[name]).quantize(Decimal("0.001")) for name in ("work", "pe", "mp")
            )
            work, *others = as_priced.get(known_as, parts)
            state = states[row["mac"], row["locality"]]
            # The work indices are those with the floor: it was law in all of these years.
            localities.append(
                (release, known_as, state, place_name(row["name"]), work, "", *others)
            )


def _pairs(folder: Path, codes: set[str], releases: Rows, sources: Rows) -> Rows:
    """Take the NCCI pairs of the codes: of each, what is or was last in force."""
    pairs: Rows = []
    for name, begins in PAIR_FILES:
        release = _release(ReleaseKind.PAIR_EDITS, begins, releases)
        sources.append(_source(ReleaseKind.PAIR_EDITS, release, folder / name, release))
        newest: dict[tuple[str, str], dict[str, str]] = {}
        for row in _dictionaries(folder / name):
            pair = row["column1"], row["column2"]
            if codes >= set(pair) and _deleted(newest.get(pair)) < _deleted(row):
                newest[pair] = row
        for (one, two), row in newest.items():
            pairs.append(
                (
                    release,
                    0,
                    one,
                    two,
                    row.get("effective_date", ""),
                    row["deletion_date"],
                    row["modifier_indicator"],
                )
            )
    _, begins = PAIR_FILES[0]
    release = release_name(ReleaseKind.PAIR_EDITS, begins)
    for one, columns_2 in STRAPPING_PAIRS.items():
        pairs += [(release, 0, one, two, "", "", "1") for two in columns_2]
    return pairs


def _limits(cms: Path, codes: set[str], releases: Rows, sources: Rows) -> Rows:
    """Take the MUE limits of the codes: of a whole table, and of the therapy codes of a later."""
    name, begins = LIMIT_FILE
    release = _release(ReleaseKind.UNIT_LIMITS, begins, releases)
    sources.append(_source(ReleaseKind.UNIT_LIMITS, release, cms / name, release))
    limits: Rows = [
        (release, limit.code, limit.units, limit.adjudication)
        for limit in read_unit_limits(_rows(cms / name))
        if limit.code in codes
    ]
    name, begins = MORE_LIMITS
    release = _release(ReleaseKind.UNIT_LIMITS, begins, releases)
    sources.append(_source(ReleaseKind.UNIT_LIMITS, release, cms / name, release))
    limits += [
        (release, row["code"], row["units"], row["mai"])
        for row in _dictionaries(cms / name)
        if row["code"] in codes
    ]
    return limits


def _deleted(row: dict[str, str] | None) -> str:
    """Return when a pair was deleted, for comparing: an edit in force is later than any."""
    if row is None:
        return ""
    return row["deletion_date"] or "in force"


def _hundredths(figure: str) -> Decimal:
    return Decimal(figure).quantize(Decimal("0.01"))


def _relative_values(
    cms: Path,
    edition: Edition,
    codes: set[str],
    releases: Rows,
    sources: Rows,
    editions: Rows,
    values: Rows,
) -> str:
    path = cms / edition.relative_values
    file = read_relative_values(_rows(path))
    kind = ReleaseKind.FEE_SCHEDULE
    releases.append((kind, file.release, file.begins))
    sources.append(_source(kind, file.release, path, file.release, file.released))
    editions.append(
        (
            file.release,
            edition.valid_from,
            edition.valid_to,
            file.conversion_factor,
            _sha256(path),
            _sha256(cms / edition.gpcis),
        )
    )
    values += [
        (
            file.release,
            row.code,
            row.status,
            row.work,
            row.practice_expense,
            row.malpractice,
            row.multiple_procedure,
        )
        for row in file.rows
        if row.code in codes or row.multiple_procedure == "5"
    ]
    return file.release


def _localities(path: Path, release: str, sources: Rows, localities: Rows) -> None:
    file = read_gpcis(_rows(path))
    sources.append(_source(ReleaseKind.FEE_SCHEDULE, release, path, f"GPCI {file.year}"))
    localities += [
        (
            release,
            f"{row.mac}-{row.number}",
            row.state,
            place_name(row.name),
            row.work,
            "" if row.work_without_floor is None else row.work_without_floor,
            row.practice_expense,
            row.malpractice,
        )
        for row in file.rows
    ]


def _rows(path: Path) -> Iterator[list[str]]:
    (download,) = open_downloads([path])
    (member,) = download.members
    return member.rows()


def _dictionaries(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _release(kind: ReleaseKind, begins: date, releases: Rows) -> str:
    """Add a release that is known by its first day; return what it is called."""
    release = release_name(kind, begins)
    releases.append((kind, release, begins))
    return release


def _source(
    kind: ReleaseKind, release: str, path: Path, title: str, released: str = ""
) -> tuple[str, ...]:
    return kind, release, path.name, title, released, _sha256(path)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Write one table, its rows sorted, so that a change shows as the lines that changed."""
    with (TABLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SCHEMA[name]["columns"])
        writer.writerows(sorted([str(cell) for cell in row] for row in rows))


if __name__ == "__main__":
    arguments = environment.command_line(__doc__)
    arguments.add_argument("folder", type=Path, metavar="CMS_FOLDER")
    main(arguments.parse_args().folder)
