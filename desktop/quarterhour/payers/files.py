"""The payer files there are: those that ship with Quarterhour, and the practice's own.

Anyone may edit the practice's. A file that can't be read is reported and left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, count, pairwise
from pathlib import Path
from typing import NamedTuple, NoReturn

from quarterhour.payers.document import MAX_BYTES, payer_text, read_payer
from quarterhour.payers.model import Payer
from quarterhour.private import private_folder
from quarterhour.visit import VisitError
from quarterhour.visit.file import content_of
from quarterhour.whole_file import write_whole

ENDING = ".qhpayer"
_MAX_ID = 40


class FoundPayer(NamedTuple):
    """A payer file for a date of service; one that is not `in_force` then has no amounts for it."""

    payer: Payer
    in_force: bool


@dataclass(frozen=True)
class Payers:
    """A catalog of payer files, in order of name and date.

    Files with one id are one payer over several dates. Raises VisitError where such dates overlap.
    """

    files: Sequence[Payer] = ()

    def __post_init__(self) -> None:
        ordered = sorted(
            self.files, key=lambda each: (each.name.casefold(), each.key, each.valid_from)
        )
        object.__setattr__(self, "files", tuple(ordered))
        for own in self._by_id.values():
            for earlier, later in pairwise(own):
                if _overlap(earlier, later):
                    _refuse_overlap(later, earlier, shipped=False)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Payer, ...]]:
        found: dict[str, tuple[Payer, ...]] = {}
        for each in sorted(self.files, key=lambda each: each.valid_from):
            found[each.key] = (*found.get(each.key, ()), each)
        return found

    def __iter__(self) -> Iterator[Payer]:
        return iter(self.files)

    def by_id(self, id: str) -> tuple[Payer, ...]:
        """Return the files of a payer, in order of their dates; none if it isn't known."""
        return self._by_id.get(id, ())

    def find(self, id: str, day: date) -> FoundPayer | None:
        """Return a payer's file for a date of service, None if the payer isn't known.

        Where no file's dates hold the day, it is the last one before it, else the first after it.
        """
        files = self.by_id(id)
        if not files:
            return None
        begun = [each for each in files if each.valid_from <= day]
        found = begun[-1] if begun else files[0]
        return FoundPayer(found, in_force(found, day))


def in_force(payer: Payer, day: date) -> bool:
    """Return whether the dates of a file hold a day."""
    return payer.valid_from <= day <= payer.valid_to


class PayerFile(NamedTuple):
    """A payer file in a folder. One that is `shipped` came with Quarterhour."""

    path: Path
    payer: Payer
    shipped: bool


@dataclass(frozen=True)
class PayerFiles:
    """What the folders hold: the files that can be used, and why others can't."""

    files: tuple[PayerFile, ...]
    problems: tuple[str, ...] = ()

    @cached_property
    def payers(self) -> Payers:
        """All of them as a catalog."""
        return Payers([each.payer for each in self.files])

    def of(self, id: str) -> tuple[PayerFile, ...]:
        """Return the files of a payer, in order of their dates."""
        found = [each for each in self.files if each.payer.key == id]
        return tuple(sorted(found, key=lambda each: each.payer.valid_from))


class PayerFolders(NamedTuple):
    """The folder of payer files that ship with Quarterhour, and that of the practice.

    Either may be missing; the practice's is made when its first file is added.
    """

    shipped: Path
    own: Path

    def read(self) -> PayerFiles:
        """Read every file, those that ship first. One that can't be used is left as it is."""
        found: list[PayerFile] = []
        problems: list[str] = []
        for folder, shipped in ((self.shipped, True), (self.own, False)):
            remedy = "Reinstall Quarterhour." if shipped else "Correct the file or delete it."
            try:
                paths = _payer_paths(folder)
            except OSError as error:
                problems.append(f"couldn't read {folder}: {error.strerror}.")
                continue
            for path in paths:
                try:
                    payer = read_payer(content_of(path, MAX_BYTES))
                    _check_beside(payer, found)
                except OSError as error:
                    problems.append(f"couldn't use {path}: {error.strerror}. {remedy}")
                except VisitError as error:
                    problems.append(f"couldn't use {path}: {error} {remedy}")
                else:
                    found.append(PayerFile(path, payer, shipped))
        return PayerFiles(tuple(found), tuple(problems))

    def add(self, content: bytes) -> PayerFile:
        """Keep a payer file with those of the practice.

        Raises VisitError where it isn't valid, or its dates overlap those of another file of the
        same payer, and OSError where it can't be written. Nothing is kept then.
        """
        payer = read_payer(content)
        _check_beside(payer, self.read().files)
        private_folder(self.own)
        path = self._new_path(payer)
        write_whole(path, payer_text(payer).encode(), private=True)
        return PayerFile(path, payer, shipped=False)

    def check_beside(self, payer: Payer) -> None:
        """Raise VisitError where a payer file's dates overlap those of another of the payer."""
        _check_beside(payer, self.read().files)

    def remove(self, id: str, first: date | None = None) -> PayerFile:
        """Delete the practice's file of a payer, and return what it was.

        Where there are several, it is the one whose `first` date is given. Raises VisitError where
        there is none, or it isn't said which, and OSError where it can't be deleted.
        """
        files = self.read().of(id)
        own = tuple(each for each in files if not each.shipped)
        if files and not own:
            raise VisitError("", f"{id} comes with Quarterhour, so it can't be removed.")
        if not own:
            raise VisitError("", f"you haven't added a payer with the id {id}. Check the id.")
        found = [each for each in own if first in (None, each.payer.valid_from)]
        if len(found) != 1:
            days = " and ".join(str(each.payer.valid_from) for each in own)
            what = "files" if len(own) > 1 else "a file"
            raise VisitError(
                "",
                f"you have {what} of {id} from {days}. Say which one to remove: "
                f"--from {own[0].payer.valid_from}.",
            )
        found[0].path.unlink()
        return found[0]

    def _new_path(self, payer: Payer) -> Path:
        """Return a name that no file has: one that couldn't be read stays."""
        stem = f"{payer.key}.{payer.valid_from}"
        others = (f"{stem}-{number}" for number in count(2))
        paths = (self.own / f"{name}{ENDING}" for name in chain((stem,), others))
        return next(path for path in paths if not path.exists())


def _refuse_overlap(payer: Payer, other: Payer, *, shipped: bool) -> NoReturn:
    """Raise VisitError: the dates of a file overlap those of another of the same payer."""
    own_id = f"my-{payer.key}"[:_MAX_ID]
    origin = ", which comes with Quarterhour" if shipped else ""
    remedy = (
        f"Give this file an id of its own, such as {own_id}."
        if shipped
        else "Change the dates, or remove that file first: "
        f"quarterhour payers --remove {other.key} --from {other.valid_from}."
    )
    raise VisitError(
        "valid_from",
        f"{payer.valid_from} to {payer.valid_to} overlaps {other.valid_from} to {other.valid_to} "
        f"of the same payer, {payer.key}{origin}. {remedy}",
    )


def _check_beside(payer: Payer, files: Sequence[PayerFile]) -> None:
    for each in files:
        if each.payer.key == payer.key and _overlap(each.payer, payer):
            _refuse_overlap(payer, each.payer, shipped=each.shipped)


def _overlap(one: Payer, other: Payer) -> bool:
    return one.valid_from <= other.valid_to and other.valid_from <= one.valid_to


def _payer_paths(folder: Path) -> list[Path]:
    """Return the payer files in a folder by name. Raises OSError where it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() == ENDING)
    except FileNotFoundError:
        return []
