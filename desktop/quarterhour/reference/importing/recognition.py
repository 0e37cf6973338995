"""Telling what downloads are by their first lines, and which files make one import."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from itertools import islice
from typing import NamedTuple

from quarterhour.reference.cms import (
    HEAD_ROWS,
    CmsFileError,
    Download,
    Member,
    is_of_year,
    is_plus_four,
    release_of,
)
from quarterhour.reference.cms.foreign import by_first_bytes, by_first_rows
from quarterhour.reference.cms_pages import WHERE
from quarterhour.reference.importing.batch import Batch, Progress
from quarterhour.reference.importing.fee_schedule import (
    fee_schedule,
    is_gpcis,
    is_relative_values,
)
from quarterhour.reference.importing.ncci_files import (
    is_pair_edits,
    is_unit_limits,
    pair_edits,
    unit_limits,
)
from quarterhour.reference.importing.zip_files import (
    is_zip_codes,
    plus_four,
    zip_codes,
)

NAMES_BETWEEN = ", "  # between the names of files that are imported as one
_FORMS = (".csv", ".txt", ".xlsx")


@dataclass(frozen=True)
class Found:
    """Files that make one import: `read` reads them, or raises CmsFileError for what is wrong."""

    name: str
    members: tuple[Member, ...]
    read: Callable[[Collection[str], Progress], Batch]


class _Kind(Enum):
    VALUES = auto()
    GPCIS = auto()
    PAIRS = auto()
    LIMITS = auto()
    PLUS_FOUR = auto()
    ZIP_CODES = auto()


_TELLS: dict[_Kind, Callable[[list[list[str]]], bool]] = {
    _Kind.VALUES: is_relative_values,
    _Kind.GPCIS: is_gpcis,
    _Kind.PAIRS: is_pair_edits,
    _Kind.LIMITS: is_unit_limits,
    _Kind.PLUS_FOUR: is_plus_four,
    _Kind.ZIP_CODES: is_zip_codes,
}
_IMPORTED = (
    "that Quarterhour imports. It imports the CMS RVU release zip, the ZIP code to locality "
    f"files, the NCCI practitioner PTP edits, and the practitioner MUE table. {WHERE}"
)
_NO_FILE = f"isn't a file {_IMPORTED}"


class _Looked(NamedTuple):
    """A file and its kind, or what is wrong with it, as far as it was looked at."""

    member: Member
    kind: _Kind | None
    problem: str = ""
    head: Sequence[list[str]] = ()


def recognize(download: Download, on: Progress, practitioners: bool = False) -> list[Found]:
    """Return what a download holds, one by one. What is none of it is said, if nothing else is.

    `on` hears of each file that is looked at, and may raise ImportCanceledError.
    `practitioners` says that tables of the NCCI are theirs where nothing else says whose.
    """
    if download.problem:
        return [_refused(download.name, download.problem)]
    looked = [_look(member, on) for member in download.members]
    found: list[Found] = []
    values = [each for each in looked if each.kind is _Kind.VALUES]
    gpcis = [each for each in looked if each.kind is _Kind.GPCIS]
    if values or gpcis:
        found += _fee_schedules(values, gpcis, download)
    readers = {each.member: _READERS[each.kind] for each in looked if each.kind in _READERS}
    for member in _one_form_each(readers):
        name = _name(member, download)
        read = partial(readers[member], member, practitioners)
        found.append(Found(name, (member,), read))
    unknown = [each for each in looked if each.kind is None]
    if download.chosen:
        found += [_refused(each.member.name, _what_else(each)) for each in unknown]
    else:
        # Of a zip or a folder, what is damaged, or no table at all, is said, and what is not wanted
        # only where nothing else is.
        problems = [each for each in unknown if each.problem]
        found += [_refused(_name(each.member, download), each.problem) for each in problems]
    if not found:
        nothing = f"{download.name} has nothing {_IMPORTED}"
        only = _what_else(unknown[0]) if len(unknown) == 1 else nothing
        found.append(_refused(download.name, only))
    return found


def _name(member: Member, download: Download) -> str:
    """Return what a file is called by whoever imports it: one in a zip by that."""
    return download.name if member.within else member.name


def _look(member: Member, on: Progress) -> _Looked:
    on(f"Opening {member.name}", 0)
    head: list[list[str]] = []
    try:
        foreign = by_first_bytes(member.start)
        if foreign:
            return _Looked(member, None, f"{member.name} {foreign}")
        for row in islice(member.rows(), HEAD_ROWS):
            head.append(row)
        problem = ""
    except CmsFileError as error:
        problem = str(error)
    # A row that is wrong does not hide what the file is: whoever reads it says what is wrong.
    kind = next((kind for kind, tells in _TELLS.items() if tells(head)), None)
    return _Looked(member, kind, "" if kind else problem, head)


def _what_else(looked: _Looked) -> str:
    """Say what a file is that is not imported."""
    if looked.problem:
        return looked.problem
    member = looked.member
    known = by_first_rows(looked.head, member.start)
    return f"{member.name} {known or _NO_FILE}"


_Read = Callable[[Member, bool, Collection[str], Progress], Batch]
# How the tables beside the fee schedule are read.
_READERS: dict[_Kind, _Read] = {
    _Kind.PAIRS: lambda member, practitioners, codes, on: pair_edits(
        member, codes, on, practitioners
    ),
    _Kind.LIMITS: lambda member, practitioners, codes, on: unit_limits(
        member.to_be_read_whole(), codes, on, practitioners
    ),
    _Kind.PLUS_FOUR: lambda member, _practitioners, _codes, on: plus_four(member, on),
    _Kind.ZIP_CODES: lambda member, _practitioners, _codes, on: zip_codes(member, on),
}


def _fee_schedules(
    values: Sequence[_Looked], gpcis: Sequence[_Looked], download: Download
) -> list[Found]:
    """Return the releases that the files are of, each with its GPCIs."""
    releases = sorted({release_of(each.head) for each in values})
    if len(releases) <= 1:
        return [_fee_schedule(values, gpcis, download)]
    found, used = [], []
    for release in releases:
        of_release = [each for each in values if release_of(each.head) == release]
        used += (indices := _gpcis_of(release, gpcis))
        found.append(_fee_schedule(of_release, indices, download))
    for name in [each.member.name for each in gpcis if each not in used]:
        found.append(
            _refused(
                name,
                f"{name} comes without its relative values. Import the RVU release zip.",
            )
        )
    return found


def _gpcis_of(release: str, gpcis: Sequence[_Looked]) -> list[_Looked]:
    """Return the GPCIs of a release such as RVU26C: those of its year.

    Where there are several, it is the one with 26C in its name; 26APR is not 26A.
    """
    of_year = [each for each in gpcis if is_of_year(each.head, f"20{release[3:5]}")]
    mark = re.compile(rf"{release[3:]}(?![A-Z])", re.I)
    named = [each for each in of_year if mark.search(each.member.name)]
    return named or of_year


def _fee_schedule(
    looked_values: Sequence[_Looked], looked_gpcis: Sequence[_Looked], download: Download
) -> Found:
    values, gpcis = (
        _one_form([each.member for each in looked]) for looked in (looked_values, looked_gpcis)
    )
    whole_values = [member.to_be_read_whole() for member in values]
    whole_gpcis = [member.to_be_read_whole() for member in gpcis]
    names = NAMES_BETWEEN.join(each.name for each in (*values, *gpcis))
    name = names if download.chosen else download.name
    return Found(name, (*values, *gpcis), partial(fee_schedule, whole_values, whole_gpcis))


def _refused(name: str, problem: str) -> Found:
    def read(_codes: Collection[str], _on: Progress) -> Batch:
        raise CmsFileError(problem)

    return Found(name, (), read)


def _one_form(members: Sequence[Member]) -> Sequence[Member]:
    """Return the files of one form: a release holds each table as csv, xlsx and other text."""
    for form in _FORMS:
        found = [member for member in members if member.name.lower().endswith(form)]
        if found:
            return found
    return members


def _one_form_each(members: Iterable[Member]) -> list[Member]:
    """Return the files, of those that differ in their form alone the plainest."""
    by_name: dict[str, list[Member]] = {}
    for member in members:
        by_name.setdefault(member.name.lower().rpartition(".")[0], []).append(member)
    return [_one_form(same)[0] for same in by_name.values()]
