"""An RVU release: relative values with their GPCIs, checked against each other and for sense."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from quarterhour.reference.cms import (
    CmsFileError,
    GpciFile,
    GpciRow,
    Member,
    RelativeValueFile,
    header_place,
    read_gpcis,
    read_relative_values,
)
from quarterhour.reference.importing.batch import Batch, Progress
from quarterhour.reference.place_names import place_name
from quarterhour.reference.records import ReleaseKind

_LEAST_ROWS = 5_000
_LOCALITIES = range(100, 131)
_WORK = (Decimal("0.9"), Decimal("2"))
_PRACTICE_EXPENSE = (Decimal("0.5"), Decimal("2"))
_MALPRACTICE = (Decimal("0.1"), Decimal("4"))
_FACTOR = (Decimal(20), Decimal(60))


def is_relative_values(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of a relative value file."""
    return any(row and row[0].strip() == "HCPCS" for row in head) and (
        header_place(head, "CONV") is not None
    )


def is_gpcis(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of a GPCI file."""
    return header_place(head, "LOCALITY NUMBER", "PW GPCI") is not None


def fee_schedule(
    values: Sequence[Member], gpcis: Sequence[Member], codes: Collection[str], on: Progress
) -> Batch:
    """Read a release. Raises CmsFileError where any check fails."""
    if not values or len(gpcis) != 1:
        raise CmsFileError(
            "A fee schedule is a relative value file (PPRRVU) with its GPCI file: import the "
            "RVU release zip as CMS publishes it."
        )
    on("Reading the relative values", 10)
    base, qualifying = _by_factor([(member, _read(member)) for member in values])
    on("Reading the GPCIs", 60)
    indices = read_gpcis(gpcis[0].rows())
    _check(base[1], indices, codes)
    file = base[1]
    hashes = (base[0].sha256, gpcis[0].sha256)
    kept = [row for row in file.rows if row.code in codes or row.multiple_procedure == "5"]
    new = sorted({row.code for row in kept} - set(codes))
    year = file.begins.year
    on("Storing", 80)
    return Batch(
        kind=ReleaseKind.FEE_SCHEDULE,
        release=file.release,
        begins=file.begins,
        summary=(
            f"{file.release}, released {file.released}: {len(kept)} therapy codes of "
            f"{len(file.rows):,}, {len(indices.rows)} localities, conversion factor "
            f"{file.conversion_factor}"
            + (f" ({qualifying[1].conversion_factor} for qualifying APM)" if qualifying else "")
            + f", for dates of service in {year}."
            + (f" Rules not known: {', '.join(new)}." if new else "")
        ),
        rows={
            "sources": [
                {
                    "kind": ReleaseKind.FEE_SCHEDULE,
                    "release": file.release,
                    "file": member.name,
                    "title": title,
                    "released": released,
                    "sha256": digest,
                }
                for member, title, released, digest in (
                    (base[0], file.release, file.released, hashes[0]),
                    (gpcis[0], f"GPCI {indices.year}", "", hashes[1]),
                )
            ],
            "editions": [
                {
                    "release": file.release,
                    "valid_from": file.begins.isoformat(),
                    "valid_to": date(year, 12, 31).isoformat(),
                    "conversion_factor": str(file.conversion_factor),
                    "relative_values_sha256": hashes[0],
                    "gpci_sha256": hashes[1],
                }
            ],
            "parameters": _parameters(file, qualifying),
            "relative_values": [
                {
                    "release": file.release,
                    "code": row.code,
                    "status": row.status,
                    "work": str(row.work),
                    "practice_expense": str(row.practice_expense),
                    "malpractice": str(row.malpractice),
                    "multiple_procedure": row.multiple_procedure,
                }
                for row in kept
            ],
            "localities": [_locality(file.release, row) for row in indices.rows],
        },
    )


def _read(member: Member) -> RelativeValueFile:
    return read_relative_values(member.rows())


Read = tuple[Member, RelativeValueFile]


def _by_factor(files: list[Read]) -> tuple[Read, Read | None]:
    """Return the file of most practices, and that of qualifying APM participants if there is one.

    The two differ in the factor alone, and the qualifying one is higher.
    """
    files = sorted(files, key=lambda file: file[1].conversion_factor)
    if len(files) > 2 or len({file.release for _, file in files}) > 1:
        raise CmsFileError("The zip holds relative values of several releases: import one release.")
    if len(files) == 2:
        return files[0], files[1]
    name = files[0][0].name.upper().replace("NONQPP", "")
    if "QPP" in name:
        raise CmsFileError(
            "This is the file of qualifying APM participants alone: import the release zip, "
            "which has both."
        )
    return files[0], None


def _check(values: RelativeValueFile, gpcis: GpciFile, codes: Collection[str]) -> None:
    year = values.begins.year
    if year != gpcis.year:
        raise CmsFileError(
            f"The relative values are of {year} and the GPCIs of {gpcis.year}: import "
            "the release zip as CMS publishes it."
        )
    if not _FACTOR[0] <= values.conversion_factor <= _FACTOR[1]:
        raise CmsFileError(f"A conversion factor of {values.conversion_factor} cannot be right.")
    if len(values.rows) < _LEAST_ROWS or len({row.code for row in values.rows} & set(codes)) < 50:
        raise CmsFileError("The relative value file is cut short. Download it again.")
    if len(gpcis.rows) not in _LOCALITIES:
        raise CmsFileError(
            f"The GPCI file has {len(gpcis.rows)} localities; CMS publishes 109. Use CMS's own."
        )
    if len({(row.mac, row.number) for row in gpcis.rows}) != len(gpcis.rows):
        raise CmsFileError("The GPCI file names a locality twice.")
    for row in gpcis.rows:
        for index, (least, most) in (
            (row.work, _WORK),
            (row.practice_expense, _PRACTICE_EXPENSE),
            (row.malpractice, _MALPRACTICE),
        ):
            if not least <= index <= most:
                raise CmsFileError(f"A GPCI of {index} for {row.name} cannot be right.")


def _parameters(file: RelativeValueFile, qualifying: Read | None) -> list[dict[str, str]]:
    if qualifying is None:
        return []
    return [
        {
            "name": "qualifying_apm_conversion_factor",
            "value": str(qualifying[1].conversion_factor),
            "valid_from": date(file.begins.year, 1, 1).isoformat(),
            "valid_to": date(file.begins.year, 12, 31).isoformat(),
            "source": f"{qualifying[0].name}, {file.release}",
            "release": file.release,
        }
    ]


def _locality(release: str, row: GpciRow) -> dict[str, str]:
    return {
        "release": release,
        "locality": f"{row.mac}-{row.number}",
        "state": row.state,
        "name": place_name(row.name),
        "work": str(row.work),
        "practice_expense": str(row.practice_expense),
        "malpractice": str(row.malpractice),
    }
