"""Where a release stands among those that are in: its first day, and which of them is newer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing.batch import Batch
from quarterhour.reference.records import Bundled, LoadedRelease, ReleaseKind

# CMS publishes some releases a few weeks into their quarter. One that is later was revised.
_LATE = timedelta(days=31)
# CMS publishes a January release in November, and revised some in the months after they began.
_EARLIEST, _LATEST = timedelta(days=-183), timedelta(days=366)
_YEARS_AHEAD = 2
# The rules and rates of earlier years are not included.
_FIRST_YEAR = 2020


class FirstDay(NamedTuple):
    """Of which release the first day is wanted, and between which days it lies."""

    release: str
    released: str
    earliest: date
    latest: date

    @classmethod
    def from_texts(cls, release: str, released: str, earliest: str, latest: str) -> FirstDay:
        """Read it as another process wrote it."""
        return cls(release, released, date.fromisoformat(earliest), date.fromisoformat(latest))


class FirstDayWantedError(CmsFileError):
    """A release was revised, and its file does not tell its first day; the message says why.

    Import it again with that day as `begins`, one of those that are `wanted`.
    """

    def __init__(self, batch: Batch, why: str) -> None:
        super().__init__(f"{why} From which date of service does it apply?")
        last = date(batch.begins.year, 12, 31)
        self.wanted = FirstDay(batch.release, batch.released, batch.begins, last)


def placed(batch: Batch, loaded: Sequence[LoadedRelease], begins: date | None) -> Batch:
    """Return a release as it begins on its own day, which `begins` tells where its file does not:
    where it is late, or takes the place of an earlier one. Any other begins with its quarter.

    One that begins later than its quarter is called RVU24AR, and a second one RVU24AR2.

    Raises FirstDayWantedError where neither tells, CmsFileError where the release cannot begin on
    that day, or is of a year that cannot be right.
    """
    check_year(batch.begins.year, batch.release)
    if batch.beginning is None:
        if begins is not None:
            raise CmsFileError(
                f"{batch.release} already gives its first day. Import it without a date."
            )
        return batch
    _check_released(batch)
    last = date(batch.begins.year, 12, 31)
    if begins is None:
        _ask_if_revised(batch, loaded)
    elif not batch.begins <= begins <= last:
        raise CmsFileError(
            f"{batch.release} is for dates of service from {batch.begins} to {last}, so it can't "
            f"begin on {begins}. Enter one of these dates."
        )
    elif begins > batch.begins and not _may_be_revised(batch, loaded):
        raise CmsFileError(
            f"{batch.release} was released on {batch.released} and begins on {batch.begins}, not "
            f"on {begins}. Import it without a date."
        )
    if begins in (None, batch.begins):
        return batch
    return batch.beginning(begins, _name_of_revision(batch, begins, loaded))


def takes_another_day(batch: Batch) -> bool:
    """Return whether a release can begin later than its quarter, as far as its file tells.

    CMS published it when that had begun, so it may be a revision.
    """
    return batch.beginning is not None and batch.released > batch.begins.isoformat()


def check_newest_fee_schedule(batch: Batch, loaded: Sequence[LoadedRelease]) -> None:
    """Raise CmsFileError where a newer one is in, whose place a fee schedule would take."""
    for each in _same(batch, loaded):
        if batch.released and batch.released < each.released:
            raise CmsFileError(
                f"{batch.release}, released {batch.released}, is older than the loaded release of "
                f"{each.released}. Nothing changed. {_which_to_keep(batch, each)}"
            )
        if batch.begins != each.begins:
            raise CmsFileError(
                f"{batch.release} is already loaded, starting {each.begins}. Nothing changed. "
                f"Remove {batch.release} first, or import this file from the same day."
            )


def dates_of_zip_codes(batch: Batch, loaded: Sequence[LoadedRelease]) -> str:
    """Return in a sentence for which dates of service a table of ZIP or ZIP+4 codes is used."""
    if batch.kind not in (ReleaseKind.ZIP_CODES, ReleaseKind.ZIP_PLUS_FOUR):
        return ""
    others = [each.begins for each in loaded if each.kind is batch.kind]
    earlier = any(begins < batch.begins for begins in others)
    ends = min((begins for begins in others if begins > batch.begins), default=None)
    last = ends and ends - timedelta(days=1)
    if earlier:
        dates = f"from {batch.begins} to {last}" if last else f"starting {batch.begins}"
    else:
        dates = f"up to {last}" if last else "in any year"
    return f"They are used for dates of service {dates}."


def check_year(year: int, release: str) -> None:
    """Raise CmsFileError where a release is of a year that cannot be right, or is not priced."""
    if year > date.today().year + _YEARS_AHEAD:
        raise CmsFileError(f"{release} is for {year}, which isn't plausible. Download it again.")
    if year < _FIRST_YEAR:
        raise CmsFileError(
            f"{release} is for {year}. Quarterhour shows fees for {_FIRST_YEAR} and later."
        )


def what_holds(batch: Batch, loaded: Sequence[LoadedRelease], bundled: Bundled) -> str:
    """Return in sentences what a newer release prices, and what is taken as the file has it."""
    sentences = []
    newer = [
        each
        for each in loaded
        if batch.kind is each.kind is ReleaseKind.FEE_SCHEDULE
        and each.priced_from.year == batch.begins.year
        and each.begins > batch.begins
    ]
    before = [each for each in newer if each.priced_from <= batch.begins]
    if before:
        newest = max(before, key=lambda each: each.begins)
        sentences.append(
            f"This import changes no amounts. {newest.name} is newer and sets the fees for these "
            "dates."
        )
    elif newer:
        first = min(newer, key=lambda each: each.priced_from)
        sentences.append(
            f"{first.name} is newer and sets the fees for dates starting {first.priced_from}."
        )
    if batch.with_floor_only and bundled.floor_until < batch.begins:
        sentences.append(
            "CMS published the work GPCIs of this release only with the 1.0 floor, so the amounts "
            f"use the floor. No law that extends the floor past {bundled.floor_until} is loaded. "
            "Check with your MAC."
        )
    if batch.with_and_without_floor and bundled.floor_until < batch.begins:
        sentences.append(
            "CMS published the work GPCIs of this release with and without the 1.0 floor. No law "
            f"that extends the floor past {bundled.floor_until} is loaded, so the amounts don't "
            "use the floor. If a law extends it, enter the floor in the yearly amounts."
        )
    return " ".join(sentences)


def what_it_replaces(batch: Batch, own: Sequence[LoadedRelease]) -> str:
    """Return in sentences which import a release takes the place of, and the factor that is lost.

    `own` are the releases that were imported. The parts of a quarter's pairs add up.
    """
    same = [each for each in own if (each.kind, each.name) == (batch.kind, batch.release)]
    if not same or batch.kind is ReleaseKind.PAIR_EDITS:
        return ""
    (old,) = same
    released = f", released {old.released}" if old.released else ""
    lost = "".join(map(str, old.factors[len(batch.factors) :]))
    return f"This import replaces your earlier import of {batch.release}{released}." + (
        f" The earlier one had the qualifying APM factor {lost}. This one has none." if lost else ""
    )


def _check_released(batch: Batch) -> None:
    if not _EARLIEST <= date.fromisoformat(batch.released) - batch.begins <= _LATEST:
        raise CmsFileError(
            f"{batch.release} begins on {batch.begins}, but was released on {batch.released}. That "
            "isn't plausible. Download it again."
        )


def _ask_if_revised(batch: Batch, loaded: Sequence[LoadedRelease]) -> None:
    """Raise FirstDayWantedError where a release is late, or one of the same name was another.

    One that is older than what is loaded is refused for that, and one that CMS published on the
    same day is the same release.
    """
    same = _same(batch, loaded)
    for each in same:
        if batch.released < each.released:
            return
        if _differ(batch.factors, each.factors):
            raise FirstDayWantedError(
                batch,
                f"{batch.release}, released {batch.released}, has the conversion factor "
                f"{_listed(batch.factors)}. The loaded release has {_listed(each.factors)}.",
            )
    if _is_late(batch) and all(each.released < batch.released for each in same):
        raise FirstDayWantedError(
            batch,
            f"CMS revised {batch.release}: it was released on {batch.released}, long after "
            f"{batch.begins}.",
        )


def _same(batch: Batch, loaded: Sequence[LoadedRelease]) -> list[LoadedRelease]:
    """Return the fee schedules that are loaded under the name of this one."""
    return [
        each
        for each in loaded
        if each.kind is ReleaseKind.FEE_SCHEDULE and each.name == batch.release
    ]


def _may_be_revised(batch: Batch, loaded: Sequence[LoadedRelease]) -> bool:
    return takes_another_day(batch) or any(
        each.released < batch.released or _differ(batch.factors, each.factors)
        for each in _same(batch, loaded)
    )


def _which_to_keep(batch: Batch, newer: LoadedRelease) -> str:
    """Return what to do: the newer release may begin later where its factor is another."""
    if newer.begins != batch.begins or not _differ(batch.factors, newer.factors):
        return "Keep the newer release."
    return (
        "Their conversion factors differ. If the newer release starts on a later day, remove it "
        "and import this file. Then import the newer release again, and enter its first day."
    )


def _name_of_revision(batch: Batch, begins: date, loaded: Sequence[LoadedRelease]) -> str:
    """Return the name of the revision that begins on a day, or the first that is free."""
    pattern = re.compile(rf"{batch.release}R[0-9]*")
    revisions = {each.name: each.begins for each in loaded if pattern.fullmatch(each.name)}
    there = [name for name, first_day in revisions.items() if first_day == begins]
    if there:
        return there[0]
    names = (f"{batch.release}R{number if number > 1 else ''}" for number in count(1))
    return next(name for name in names if name not in revisions)


def _is_late(batch: Batch) -> bool:
    return date.fromisoformat(batch.released) > batch.begins + _LATE


def _differ(ours: Sequence[Decimal], theirs: Sequence[Decimal]) -> bool:
    """Return whether a factor differs that both have: the first, or that of qualifying APM."""
    return any(one != other for one, other in zip(ours, theirs, strict=False))


def _listed(factors: Sequence[Decimal]) -> str:
    return " and ".join(map(str, factors))
