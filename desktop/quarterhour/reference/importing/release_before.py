"""A fee schedule beside the release before it: what cannot have changed so within a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from quarterhour.fees import Gpci
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.records import Held

# From 2020 to 2026 CMS deleted none of the codes that are built in.
_MAX_GONE = Decimal("0.1")
# From 2020 to 2026 the work index moved by 0.015 in a year at most, that of practice expense by
# 0.053. That of malpractice fell to 0.71 of what it was once, and rose to 1.36 of it.
_WORK, _PRACTICE_EXPENSE = Decimal("0.1"), Decimal("0.2")
_MALPRACTICE = 2


def codes_gone(listed: Collection[str], before: Held) -> str:
    """Return in a sentence which codes the release before has RVUs for, and the new one not listed.

    It is empty where there are none. Raises CmsFileError where they are more than CMS deletes.
    """
    gone = [code for code in before.codes if code not in listed]
    if len(gone) > _MAX_GONE * len(before.codes):
        raise CmsFileError(
            f"The relative value file is incomplete: {len(gone)} of the {len(before.codes)} "
            f"therapy codes in {before.name} are missing. Download it again."
        )
    return f"CMS no longer lists {', '.join(gone)} (in {before.name})." if gone else ""


def check_gpcis(gpcis: Mapping[str, Gpci], names: Mapping[str, str], before: Held) -> None:
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


def _bounds(gpci: Gpci) -> tuple[tuple[Decimal, Decimal], ...]:
    return (
        (gpci.work - _WORK, gpci.work + _WORK),
        (gpci.practice_expense - _PRACTICE_EXPENSE, gpci.practice_expense + _PRACTICE_EXPENSE),
        (gpci.malpractice / _MALPRACTICE, gpci.malpractice * _MALPRACTICE),
    )
