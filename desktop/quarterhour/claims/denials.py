"""Why Medicare would deny lines of a claim as entered, by their index on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from quarterhour.claims.claimed import Claimed
from quarterhour.claims.threshold import GroupThreshold
from quarterhour.reference import CodeList, ListedCode
from quarterhour.visit import Attested

# The parameter by which therapists may bill telehealth.
TELEHEALTH_LAW = "telehealth_by_therapists"


class DenialKind(Enum):
    """The rule by which a line is denied."""

    PAIR = "pair"
    ADD_ON = "add-on"
    EXCLUSIVE = "exclusive"
    UNIT_LIMIT = "unit-limit"
    TELEHEALTH = "telehealth"
    NOT_TELEHEALTH = "not-telehealth"
    NOT_BY_THERAPISTS = "not-by-therapists"
    NOT_COVERED = "not-covered"
    STATED = "stated"
    ABOVE_WITHOUT_KX = "above-without-kx"
    ABOVE_WITH_GA = "above-with-ga"
    PAYER_LIMIT = "payer-limit"
    EVALUATION = "evaluation"
    PAYER_PAIR = "payer-pair"


DENIAL_WORDS = {
    DenialKind.PAIR: "NCCI edit with {code}",
    DenialKind.ADD_ON: "an add-on is not paid without {code}",
    DenialKind.EXCLUSIVE: "not paid in the same period as {code}, entered first",
    DenialKind.UNIT_LIMIT: "{units} units exceed the daily limit of {most} (MUE)",
    DenialKind.TELEHEALTH: "therapist telehealth is not covered on this date",
    DenialKind.NOT_TELEHEALTH: "not paid as telehealth",
    DenialKind.NOT_BY_THERAPISTS: "not paid to a therapist",
    DenialKind.NOT_COVERED: "not covered on this date",
    DenialKind.STATED: "denial expected (GA, GY, or GZ)",
    DenialKind.ABOVE_WITHOUT_KX: "over the KX threshold without KX",
    DenialKind.ABOVE_WITH_GA: "over the KX threshold, with GA",
    DenialKind.PAYER_LIMIT: "over the payer's limit, which denies it whole",
    DenialKind.EVALUATION: "an evaluation is not paid on the day of treatment",
    DenialKind.PAYER_PAIR: "the payer does not pay it with {code}",
}


class Denial(NamedTuple):
    """One reason: `units` are billed, of `most` allowed.

    `code` is the paid one of a pair, the first code of an add-on, or the one that excludes it.
    """

    kind: DenialKind
    code: str = ""
    units: int = 0
    most: int = 0

    @property
    def text(self) -> str:
        """The reason in words, as part of a sentence."""
        return DENIAL_WORDS[self.kind].format(code=self.code, units=self.units, most=self.most)


Denials = Mapping[int, tuple[Denial, ...]]


def line_denials(claimed: Claimed) -> dict[int, tuple[Denial, ...]]:
    """Return the reasons that do not depend on amounts, but for those of `fallen_add_ons`."""
    denials: dict[int, list[Denial]] = {}
    for at, denial in (*_alone(claimed), *_exclusive(claimed)):
        denials.setdefault(at, []).append(denial)
    return {at: tuple(dict.fromkeys(found)) for at, found in denials.items()}


def fallen_add_ons(claimed: Claimed, denied: Container[int]) -> dict[int, tuple[Denial, ...]]:
    """Return the add-ons whose first code is denied, and which are not denied themselves.

    Source: NCCI Policy Manual ch. I (add-on codes).
    """
    first = {
        line.row: at
        for at, line in enumerate(claimed.unmarked)
        if line.code == claimed.services[line.row].key
    }
    return {
        at: (Denial(DenialKind.ADD_ON, key),)
        for at, line in enumerate(claimed.unmarked)
        if line.code != (key := claimed.services[line.row].key)
        and first[line.row] in denied
        and at not in denied
    }


def exclusive_lines(claimed: Claimed) -> Iterator[tuple[ListedCode, list[int]]]:
    """Yield two codes that exclude each other in one period, and the lines of both.

    A line that is denied for a reason of its own leaves the period to the other code. Of more
    than two codes that exclude each other, the first of all excludes the others.
    """
    sets = [
        (lines, rule)
        for rule in claimed.listed
        if rule.list is CodeList.EXCLUSIVE
        for lines in _lines_of_period(claimed, rule)
        if len({claimed.unmarked[at].code for at in lines}) > 1
    ]
    gone = {at for at, _ in _alone(claimed)} if sets else set()
    for lines, rule in sorted(sets, key=lambda each: each[0]):
        left = [at for at in lines if at not in gone]
        if len({claimed.unmarked[at].code for at in left}) > 1:
            gone.update(left[1:])
            yield rule, left


def _lines_of_period(claimed: Claimed, rule: ListedCode) -> Iterator[list[int]]:
    """Yield the lines that can share a period: of calls and e-visits, each discipline's own."""
    own = any(claimed.on_list(name, rule.code) for name in (CodeList.E_VISIT, CodeList.PHONE_CALL))
    periods: dict[str, list[int]] = {}
    for at, line in enumerate(claimed.unmarked):
        if line.code in (rule.code, rule.other):
            practitioner = claimed.visit.services[line.row].discipline if own else ""
            periods.setdefault(practitioner, []).append(at)
    yield from periods.values()


def threshold_denials(
    attested: Attested, thresholds: Sequence[GroupThreshold]
) -> dict[int, tuple[Denial, ...]]:
    """Return the lines over a threshold that are not confirmed as medically necessary."""
    if attested.medically_necessary:
        return {}
    with_ga = attested.advance_notice
    denial = Denial(DenialKind.ABOVE_WITH_GA if with_ga else DenialKind.ABOVE_WITHOUT_KX)
    return {at: (denial,) for group in thresholds for at in group.above}


def _alone(claimed: Claimed) -> Iterator[tuple[int, Denial]]:
    """Yield the reasons that no other line of the same period has a part in."""
    yield from _pairs(claimed)
    yield from _limits(claimed)
    yield from _coverage(claimed)


def _pairs(claimed: Claimed) -> Iterator[tuple[int, Denial]]:
    for pair in claimed.pairs:
        if pair.denied:
            kind = DenialKind.PAIR if pair.edit.release else DenialKind.PAYER_PAIR
            yield pair.lines[1], Denial(kind, pair.edit.column_1)


def _exclusive(claimed: Claimed) -> Iterator[tuple[int, Denial]]:
    for _, (first, *later) in exclusive_lines(claimed):
        for at in later:
            yield at, Denial(DenialKind.EXCLUSIVE, claimed.unmarked[first].code)


def _limits(claimed: Claimed) -> Iterator[tuple[int, Denial]]:
    day = claimed.visit.date_of_service
    limits = claimed.limits if claimed.limits_bind else ()
    most = {limit.code: limit.units for limit in limits if limit.known_on(day)}
    billed: Counter[str] = Counter()
    for line in claimed.unmarked:
        billed[line.code] += line.units
    for at, line in enumerate(claimed.unmarked):
        units = billed[line.code]
        if units > most.get(line.code, units):
            yield at, Denial(DenialKind.UNIT_LIMIT, line.code, units, most[line.code])


def _coverage(claimed: Claimed) -> Iterator[tuple[int, Denial]]:
    for at, line in enumerate(claimed.unmarked):
        if line.telehealth and TELEHEALTH_LAW not in claimed.law:
            yield at, Denial(DenialKind.TELEHEALTH)
        elif line.telehealth and claimed.on_list(CodeList.NOT_TELEHEALTH, line.code):
            yield at, Denial(DenialKind.NOT_TELEHEALTH)
        if claimed.on_list(CodeList.NOT_BY_THERAPISTS, line.code):
            yield at, Denial(DenialKind.NOT_BY_THERAPISTS)
        if claimed.on_list(CodeList.NOT_COVERED, line.code):
            yield at, Denial(DenialKind.NOT_COVERED)
        if claimed.visit.attested.denial_of(line.code):
            yield at, Denial(DenialKind.STATED)
