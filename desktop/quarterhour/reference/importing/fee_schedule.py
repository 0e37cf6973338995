"""An RVU release: relative values with their GPCIs, checked against each other and for sense."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from quarterhour.fees import Gpci, RelativeValues
from quarterhour.reference.cms import (
    CmsFileError,
    GpciFile,
    GpciRow,
    Member,
    RelativeValueFile,
    RelativeValueRow,
    header_place,
    read_gpcis,
    read_relative_values,
)
from quarterhour.reference.importing.batch import Batch, Progress
from quarterhour.reference.importing.release_before import (
    check_factor,
    check_gpcis,
    check_relative_values,
    codes_gone,
    localities_gone,
    release_before,
    what_moved,
)
from quarterhour.reference.importing.release_checks import (
    ONE_RELEASE,
    check,
    check_qualifying,
    therapy_rows,
)
from quarterhour.reference.place_names import place_name
from quarterhour.reference.records import CodeFigures, LoadedRelease, ReleaseKind

_ZEROS = " The MAC and locality numbers were missing leading zeros. Quarterhour restored the zeros."


def is_relative_values(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of a relative value file."""
    return any(row and row[0].strip() == "HCPCS" for row in head) and (
        header_place(head, "CONV") is not None
    )


def is_gpcis(head: Sequence[list[str]]) -> bool:
    """Return whether the first lines are those of a GPCI file."""
    place = header_place(head, "LOCALITY NUMBER", "PW GPCI")
    # In a text of fixed width the whole heading is one cell.
    return place is not None and "PW GPCI" not in head[place][0].upper()


def fee_schedule(
    values: Sequence[Member], gpcis: Sequence[Member], codes: Collection[str], on: Progress
) -> Batch:
    """Read a release. Raises CmsFileError where any check fails."""
    if not values or len(gpcis) != 1:
        raise CmsFileError(
            f"A fee schedule needs a relative value file (PPRRVU) and its GPCI file. {ONE_RELEASE}"
        )
    on("Reading the relative values", 10)
    base, qualifying = _by_factor([(member, _read(member)) for member in values])
    on("Reading the GPCIs", 60)
    indices = read_gpcis(gpcis[0].rows())
    check(base[1], indices, codes)
    on("Storing", 80)
    hashes = (base[0].sha256, gpcis[0].sha256)
    names = (base[0].name, gpcis[0].name)
    read = _Release(base[1], qualifying, indices, names, hashes, frozenset(codes))
    return read.batch(base[1].begins, base[1].release)


def _read(member: Member) -> RelativeValueFile:
    return read_relative_values(member.rows())


Read = tuple[Member, RelativeValueFile]


@dataclass(frozen=True)
class _Release:
    """The files of a release as read: of most practices, of qualifying APM ones, the GPCIs.

    `files` and `hashes` are of the first and the last.
    """

    values: RelativeValueFile
    qualifying: Read | None
    indices: GpciFile
    files: tuple[str, str]
    hashes: tuple[str, str]
    codes: frozenset[str]

    def batch(self, begins: date, release: str) -> Batch:
        """Return the release as it is from a day on, under that name."""
        values = self.values
        last = date(values.begins.year, 12, 31)
        whole = begins == date(begins.year, 1, 1)
        dates = f"in {begins.year}" if whole else f"from {begins} to {last}"
        kept = therapy_rows(values, self.codes)
        factor = self.qualifying and self.qualifying[1].conversion_factor
        return Batch(
            kind=ReleaseKind.FEE_SCHEDULE,
            release=release,
            begins=begins,
            summary=(
                f"{release}, released {values.released}: {len(kept)} therapy codes, out of "
                f"{len(values.rows):,} codes in the file, {len(self.indices.rows)} localities, "
                f"conversion factor {values.conversion_factor}"
                + (f" ({factor} for qualifying APM)" if factor else "")
                + f", for dates of service {dates}."
                + (_ZEROS if self.indices.zeros_restored else "")
            ),
            rows={
                "sources": self._sources(release),
                "editions": [
                    {
                        "release": release,
                        "valid_from": begins.isoformat(),
                        "valid_to": last.isoformat(),
                        "conversion_factor": str(values.conversion_factor),
                        "relative_values_sha256": self.hashes[0],
                        "gpci_sha256": self.hashes[1],
                    }
                ],
                "parameters": self._parameters(release),
                "relative_values": [_relative_values(release, row) for row in kept],
                "localities": [_locality(release, row) for row in self.indices.rows],
            },
            released=values.released,
            factors=(values.conversion_factor, *([factor] if factor else [])),
            with_floor_only=self.indices.with_floor_only,
            with_and_without_floor=self.indices.with_and_without_floor,
            beginning=self.batch,
            beside=partial(self.beside, begins),
        )

    def beside(self, begins: date, loaded: Sequence[LoadedRelease]) -> str:
        """Return in sentences what is gone, and what moved, since the release before a day.

        Raises CmsFileError where too much is gone, or where a figure cannot have moved so.
        """
        before = release_before(ReleaseKind.FEE_SCHEDULE, begins, loaded)
        if before is None:
            return ""
        rows = self.indices.rows
        gpcis = {
            row.locality: Gpci(row.work, row.practice_expense, row.malpractice) for row in rows
        }
        names = {row.locality: place_name(row.name) for row in rows}
        figures = {row.code: _figures(row) for row in self.values.rows}
        gone = (codes_gone(figures, before), localities_gone(gpcis, before))
        check_factor(self.values.conversion_factor, before)
        check_relative_values(figures, before)
        check_gpcis(gpcis, names, before)
        return " ".join(filter(None, (*gone, what_moved(figures, gpcis, names, before))))

    def _sources(self, release: str) -> list[dict[str, str]]:
        files = [
            (self.files[0], release, self.values.released, self.hashes[0]),
            (self.files[1], f"GPCI {self.indices.year}", "", self.hashes[1]),
        ]
        if self.qualifying is not None:
            member, values = self.qualifying
            title = f"{release} for qualifying APM participants"
            files.append((member.name, title, values.released, member.sha256))
        return [
            {
                "kind": ReleaseKind.FEE_SCHEDULE,
                "release": release,
                "file": file,
                "title": title,
                "released": released,
                "sha256": digest,
            }
            for file, title, released, digest in files
        ]

    def _parameters(self, release: str) -> list[dict[str, str]]:
        """Return the factor of qualifying APM participants, which holds where the release does."""
        if self.qualifying is None:
            return []
        member, file = self.qualifying
        return [
            {
                "name": "qualifying_apm_conversion_factor",
                "value": str(file.conversion_factor),
                "valid_from": date(file.begins.year, 1, 1).isoformat(),
                "valid_to": date(file.begins.year, 12, 31).isoformat(),
                "source": f"{member.name}, {release}",
                "release": release,
            }
        ]


def _by_factor(files: list[Read]) -> tuple[Read, Read | None]:
    """Return the file of most practices, and that of qualifying APM participants if there is one.

    The two differ in the factor alone, and the qualifying one is higher. Raises CmsFileError where
    there are more files, or two that do not belong together, or whose names say otherwise.
    """
    files = sorted(files, key=lambda file: file[1].conversion_factor)
    if len(files) > 2:
        raise CmsFileError(f"These are {len(files)} relative value files. {ONE_RELEASE}")
    if len(files) == 2:
        (one, base), (other, qualifying) = files
        names = f"{one.name} and {other.name}"
        if base.conversion_factor == qualifying.conversion_factor:
            raise CmsFileError(
                f"{names} have the same conversion factor, {base.conversion_factor}. {ONE_RELEASE}"
            )
        if replace(base, conversion_factor=qualifying.conversion_factor) != qualifying:
            raise CmsFileError(
                f"{names} differ in more than the conversion factor, so they aren't the two files "
                f"of one release. {ONE_RELEASE}"
            )
        check_qualifying(qualifying.conversion_factor, base.conversion_factor)
        if _is_qualifying(one) or _is_qualifying(other) is False:
            raise CmsFileError(
                f"{other.name} has the higher conversion factor, {qualifying.conversion_factor}, "
                f"which is for qualifying APM participants. The name of {other.name} or {one.name} "
                f"says otherwise. {ONE_RELEASE}"
            )
        return files[0], files[1]
    if _is_qualifying(files[0][0]):
        raise CmsFileError(
            "This file is for qualifying APM participants alone. Import the release zip, which has "
            "both."
        )
    return files[0], None


def _is_qualifying(member: Member) -> bool | None:
    """Return whether a file is of qualifying APM participants by its name, where that tells."""
    letters = re.sub("[^A-Z]", "", member.name.upper())
    return "NONQPP" not in letters if "QPP" in letters else None


def _figures(row: RelativeValueRow) -> CodeFigures:
    values = RelativeValues(row.work, row.practice_expense, row.malpractice)
    return CodeFigures(row.code, row.status, values, row.multiple_procedure)


def _relative_values(release: str, row: RelativeValueRow) -> dict[str, str]:
    return {
        "release": release,
        "code": row.code,
        "status": row.status,
        "work": str(row.work),
        "practice_expense": str(row.practice_expense),
        "malpractice": str(row.malpractice),
        "multiple_procedure": row.multiple_procedure,
    }


def _locality(release: str, row: GpciRow) -> dict[str, str]:
    return {
        "release": release,
        "locality": row.locality,
        "state": row.state,
        "name": place_name(row.name),
        "work": str(row.work),
        "work_without_floor": "" if row.work_without_floor is None else str(row.work_without_floor),
        "practice_expense": str(row.practice_expense),
        "malpractice": str(row.malpractice),
    }
