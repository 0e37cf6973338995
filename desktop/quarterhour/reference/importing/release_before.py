"""A release beside the one before it: what cannot have changed so, and what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter

from quarterhour.fees import Gpci
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.records import CodeFigures, LoadedRelease, ReleaseKind

# From 2020 to 2026 CMS deleted none of the codes that are included.
_MAX_GONE = Decimal("0.1")
# From 2020 to 2026 the factor moved by 3.4 percent in a year at most.
_FACTOR = Decimal("0.15")
# Of the priced codes at most one in a hundred had a component that moved by more than half and by
# more than this many RVUs; of those with two columns exchanged it is half of them, or all.
_RVUS = Decimal("0.05")
_HALF, _THIRD = 2, 3
_MAX_MOVED = Decimal("0.1")
# From 2020 to 2026 the work index moved by 0.015 in a year at most, that of practice expense by
# 0.053, which was less than a twentieth. That of malpractice fell to 0.71 of what it was once, and
# rose to 1.36 of it.
_WORK, _PRACTICE_EXPENSE, _MALPRACTICE = Decimal("0.1"), Decimal("0.2"), 2
_TWENTIETH, _TWO_FIFTHS = Decimal("0.05"), Decimal("0.4")
# In 2024 CMS merged three localities into others, and in no other year any.
_MAX_MERGED = 5
_COMPONENTS = ("work RVU", "practice expense RVU", "malpractice RVU")
_LETTERS: dict[str, Callable[[CodeFigures], str]] = {
    "status": attrgetter("status"),
    "multiple procedure indicator": attrgetter("multiple_procedure"),
}
_INDICES = ("work GPCI", "practice expense GPCI", "malpractice GPCI")
_MAX_NAMED = 12


def release_before(
    kind: ReleaseKind, begins: date, loaded: Sequence[LoadedRelease]
) -> LoadedRelease | None:
    """Return the newest release of a kind that begins before a day, if there is one."""
    before = [each for each in loaded if each.kind is kind and each.begins < begins]
    return max(before, key=lambda each: each.begins, default=None)


def codes_gone(listed: Collection[str], before: LoadedRelease) -> str:
    """Return in a sentence which codes the release before has RVUs for, and the new one not listed.

    It is empty where there are none. Raises CmsFileError where they are more than CMS deletes.
    """
    codes = [each.code for each in before.figures if each.priced]
    gone = [code for code in codes if code not in listed]
    if len(gone) > _MAX_GONE * len(codes):
        raise CmsFileError(
            f"The relative value file is incomplete: {len(gone)} out of {len(codes)} therapy "
            f"codes in {before.name} are missing. Download it again."
        )
    return _no_longer(gone, before)


def localities_gone(listed: Collection[str], before: LoadedRelease) -> str:
    """Return in a sentence which localities the release before has, and the new one not.

    It is empty where there are none. Raises CmsFileError where more are lacking than CMS merges.
    """
    loaded = [locality for locality, _ in before.gpcis]
    if len(loaded) - len(listed) > _MAX_MERGED:
        raise CmsFileError(
            f"The GPCI file is incomplete: it has {len(listed)} localities, and {before.name} has "
            f"{len(loaded)}. Download it again."
        )
    return _no_longer(sorted(each for each in loaded if each not in listed), before)


def check_factor(factor: Decimal, before: LoadedRelease) -> None:
    """Raise CmsFileError where a conversion factor is further from the one before than it moves."""
    was = before.factors[0]
    if abs(factor - was) > _FACTOR * was:
        raise CmsFileError(
            f"A conversion factor of {factor} isn't plausible: it was {was} in {before.name}. "
            "Download the release again."
        )


def check_relative_values(figures: Mapping[str, CodeFigures], before: LoadedRelease) -> None:
    """Raise CmsFileError where codes changed too much in a column for it to be the same one."""
    both = [
        (figures[old.code], old) for old in before.figures if old.priced and old.code in figures
    ]
    moved = {
        component: sum(_moved(new.values[at], old.values[at], _HALF) for new, old in both)
        for at, component in enumerate(_COMPONENTS)
    }
    for letter, of_code in _LETTERS.items():
        moved[letter] = sum(of_code(new) != of_code(old) for new, old in both)
    for what, count in moved.items():
        if count > _MAX_MOVED * len(both):
            raise CmsFileError(
                f"The {what} of {count} out of {len(both)} therapy codes isn't plausible: it "
                f"changed too much since {before.name}. Columns may be switched. Download the "
                "release again."
            )


def check_gpcis(gpcis: Mapping[str, Gpci], names: Mapping[str, str], before: LoadedRelease) -> None:
    """Raise CmsFileError where an index is further from the one before than it moves in a year.

    `names` are those of the localities. One that the release before does not have is not looked at.
    """
    for locality, old in before.gpcis:
        new = gpcis.get(locality, old)
        for index, was, (least, most) in zip(new, old, _bounds(old), strict=True):
            if not least <= index <= most:
                raise CmsFileError(
                    f"A GPCI of {index} for {names[locality]} isn't plausible: it was {was} in "
                    f"{before.name}. Download the release again."
                )


def what_moved(
    figures: Mapping[str, CodeFigures],
    gpcis: Mapping[str, Gpci],
    names: Mapping[str, str],
    before: LoadedRelease,
) -> str:
    """Return in a sentence what moved more than usual, from what to what; empty where nothing did.

    It is an RVU that moved by more than a third, a status or an indicator that is another, an index
    that moved by more than a twentieth, or that of malpractice by more than two fifths.
    """
    moved = [*_moved_codes(figures, before), *_moved_indices(gpcis, names, before)]
    if not moved:
        return ""
    more = len(moved) - _MAX_NAMED
    rest = f"; and {more} more" if more > 0 else ""
    named = "; ".join(moved[:_MAX_NAMED])
    return f"Check what changed since {before.name}: {named}{rest}."


def _moved_codes(figures: Mapping[str, CodeFigures], before: LoadedRelease) -> Iterator[str]:
    for old in before.figures:
        new = figures.get(old.code, old)
        for what, of_code in _LETTERS.items():
            if of_code(new) != of_code(old):
                yield f"{what} of {old.code} from {of_code(old)} to {of_code(new)}"
        if old.priced:
            for component, index, was in zip(_COMPONENTS, new.values, old.values, strict=True):
                if _moved(index, was, _THIRD):
                    yield f"{component} of {old.code} from {was} to {index}"


def _moved_indices(
    gpcis: Mapping[str, Gpci], names: Mapping[str, str], before: LoadedRelease
) -> Iterator[str]:
    for locality, old in before.gpcis:
        new = gpcis.get(locality, old)
        usual = (_TWENTIETH, _TWENTIETH, _TWO_FIFTHS)
        for what, index, was, share in zip(_INDICES, new, old, usual, strict=True):
            if abs(index - was) > share * was:
                yield f"{what} of {names[locality]} from {was} to {index}"


def _moved(new: Decimal, old: Decimal, part: int) -> bool:
    """Return whether RVUs moved by more than a part of what they were, and not by a trifle."""
    return abs(new - old) > max(old / part, _RVUS)


def _no_longer(gone: Iterable[str], before: LoadedRelease) -> str:
    listed = ", ".join(gone)
    return listed and f"CMS no longer lists {listed} (in {before.name})."


def _bounds(gpci: Gpci) -> tuple[tuple[Decimal, Decimal], ...]:
    return (
        (gpci.work - _WORK, gpci.work + _WORK),
        (gpci.practice_expense - _PRACTICE_EXPENSE, gpci.practice_expense + _PRACTICE_EXPENSE),
        (gpci.malpractice / _MALPRACTICE, gpci.malpractice * _MALPRACTICE),
    )
