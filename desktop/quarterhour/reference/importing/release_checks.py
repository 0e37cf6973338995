"""What the files of a fee schedule have to be: whole, of one year, with what CMS can have."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from quarterhour.reference.cms import CmsFileError, GpciFile, RelativeValueFile, RelativeValueRow

ONE_RELEASE = "Import the RVU release zip as CMS publishes it."
_LEAST_ROWS = 5_000
# Digits as what sorts after all capitals.
_LETTERS_FIRST = str.maketrans("0123456789", "abcdefghij")
_LOCALITIES = range(100, 131)
_WORK = (Decimal("0.9"), Decimal("2"))
_PRACTICE_EXPENSE = (Decimal("0.5"), Decimal("2"))
_MALPRACTICE = (Decimal("0.1"), Decimal("4"))
_FACTOR = (Decimal(20), Decimal(60))
# In 2026, the first year with two factors, that of qualifying APM participants is 0.5 percent
# higher; by law it grows by half a percent a year more than the other.
_MAX_APART = Decimal("1.05")
# All that CMS has: a status of another kind, or an indicator, would not be understood.
_STATUSES = frozenset("ABCDEFGHIJLMNPQRTX")
_MULTIPLE_PROCEDURES = frozenset("012345679")


def check(values: RelativeValueFile, gpcis: GpciFile, codes: Collection[str]) -> None:
    """Raise CmsFileError where files of a release do not belong together, or cannot be right."""
    year = values.begins.year
    if year != gpcis.year:
        raise CmsFileError(
            f"The relative values are for {year}, and the GPCIs for {gpcis.year}. {ONE_RELEASE}"
        )
    if not _FACTOR[0] <= values.conversion_factor <= _FACTOR[1]:
        raise CmsFileError(
            f"A conversion factor of {values.conversion_factor} isn't plausible. "
            "Download the release again."
        )
    if len(values.rows) < _LEAST_ROWS or _is_cut(values.rows, codes):
        raise CmsFileError("The relative value file is incomplete. Download it again.")
    for therapy_row in therapy_rows(values, codes):
        _check_letters(therapy_row)
    if len(gpcis.rows) not in _LOCALITIES:
        raise CmsFileError(
            f"The GPCI file has {len(gpcis.rows)} localities, and CMS's has 109. Download it again."
        )
    if len({row.locality for row in gpcis.rows}) != len(gpcis.rows):
        raise CmsFileError("The GPCI file lists a locality twice. Download it again.")
    for row in gpcis.rows:
        without = row.work if row.work_without_floor is None else row.work_without_floor
        if without > row.work:
            raise CmsFileError(
                f"The work GPCI of {row.name} isn't plausible: {without} without the floor is over "
                f"{row.work} with it. Download the release again."
            )
        for index, (least, most) in (
            (row.work, _WORK),
            (without, _WORK),
            (row.practice_expense, _PRACTICE_EXPENSE),
            (row.malpractice, _MALPRACTICE),
        ):
            if not least <= index <= most:
                raise CmsFileError(
                    f"A GPCI of {index} for {row.name} isn't plausible. Download the release again."
                )


def check_qualifying(qualifying: Decimal, base: Decimal) -> None:
    """Raise CmsFileError where the factor of qualifying APM participants is too far from the other.

    It is the higher one.
    """
    if qualifying > _MAX_APART * base:
        raise CmsFileError(
            f"A conversion factor of {qualifying} for qualifying APM participants isn't plausible "
            f"with {base} for the others. Download the release again."
        )


def _check_letters(row: RelativeValueRow) -> None:
    for what, found, known in (
        ("status", row.status, _STATUSES),
        ("multiple procedure indicator", row.multiple_procedure, _MULTIPLE_PROCEDURES),
    ):
        if found not in known:
            raise CmsFileError(
                f"{row.code} has the {what} '{found}', which CMS doesn't use. Download the file "
                "again."
            )


def therapy_rows(values: RelativeValueFile, codes: Collection[str]) -> list[RelativeValueRow]:
    """Return the rows of therapy codes: those that are known, or to which the MPPR applies."""
    return [row for row in values.rows if row.code in codes or row.multiple_procedure == "5"]


def _is_cut(rows: Sequence[RelativeValueRow], codes: Collection[str]) -> bool:
    """Return whether a therapy code has its place after the last of the file.

    CMS sorts by code, in some years with letters before digits; codes of hearing aids, or of
    pharmacists, come after those of therapy.
    """
    digits_first = rows[0].code[:1].isdigit()
    last, last_known = (
        max(each if digits_first else each.translate(_LETTERS_FIRST) for each in group)
        for group in ([row.code for row in rows], codes)
    )
    return last < last_known
