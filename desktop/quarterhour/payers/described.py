"""What a payer file says, setting by setting, for people: its value, its state, its source."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import Any, NamedTuple

from quarterhour.payers.checks import BASES_OF, end_of
from quarterhour.payers.kinds import DoesNotApply, OrNotStated, Section, Setting
from quarterhour.payers.model import PAYER_DOCUMENT, Payer
from quarterhour.payers.price import DOLLARS_BASE, VISIT_RATE, Tier
from quarterhour.payers.settings import (
    COPY,
    FITTED,
    NONE,
    OWN_TEXT,
    TOLD,
    TYPED,
    Assistant,
    Counting,
    Reduction,
    Source,
)
from quarterhour.visit.kinds import Kind, ListOf, MapOf
from quarterhour.visit.record import Record

MARK_WORDS = {
    OWN_TEXT: "the payer's own text",
    COPY: "a copy of the payer's own text",
    TOLD: "according to {who}, {date}",
    FITTED: "fitted to published amounts",
    TYPED: "as you typed it on {date}",
}
# What a setting is called in "was not seen to say how ... works".
SETTING_WORDS = {
    "counting": "counting minutes",
    "counting.method": "counting minutes",
    "counting.pool": "adding minutes of several services",
    "counting.others": "counting minutes of other codes",
    "price": "pricing",
    "price.edition": "choosing the year of the fee",
    "price.place": "choosing the place of the fee",
    "price.gpci": "adjusting to the location",
    "price.evaluation": "paying a visit with a re-evaluation",
    "price.per": "paying a visit with several disciplines",
    "not_priced": "a code without a price",
    "lesser_of_charge": "a charge under the price",
    "reduction": "the reduction for several services",
    "reduction.kind": "the reduction for several services",
    "reduction.pays": "the share that a reduction leaves",
    "reduction.rank": "the order of a reduction",
    "reduction.tie": "the order of equal units",
    "reduction.per": "the full fee of the first unit or code",
    "caps": "a daily limit",
    "caps.by": "a limit for several disciplines",
    "caps.across": "a limit for several providers",
    "caps.minutes": "a limit of minutes",
    "caps.rvus": "a limit of RVUs with several prices",
    "caps.surplus": "what is over a limit",
    "unit_limits": "a limit on the units of a code",
    "unit_limits.surplus": "what is over the limit of a code",
    "assistant": "payment for assistants",
    "assistant.factor": "payment for assistants",
    "assistant.of": "a lower payment for assistants",
    "assistant.sum": "one amount that is an assistant's in part",
    "assistant.modifiers": "marking services of assistants",
    "sequestration": "sequestration",
    "modifiers": "marking claim lines",
    "modifiers.plan_of_care": "marking with GP, GO, and GN",
    "modifiers.separate": "marking with 59 or X",
    "modifiers.threshold": "marking with KX",
    "modifiers.purpose": "marking with 96 and 97",
    "modifiers.consent": "marking with GA",
    "codes": "replacing a code",
    "evaluation_same_day": "an evaluation on the day of treatment",
    "edits": "billing two codes together",
    "patient": "the patient's share",
    "patient.deductible": "the deductible",
    "patient.balance": "charging more than the allowed amount",
    "patient.order": "what the patient pays of an assistant's lines",
    "rounding": "rounding",
}


class State(Enum):
    """Whether a setting is given, is known not to apply, or is not given."""

    GIVEN = auto()
    DOES_NOT_APPLY = auto()
    NOT_GIVEN = auto()


class Described(NamedTuple):
    """A setting, or one field of it.

    `path` is its place in the file, `value` what the file says there, and `source` the name of its
    source. Both are empty where it is not given.
    """

    path: str
    state: State
    value: str = ""
    source: str = ""

    @property
    def setting(self) -> str:
        """Return its name in SETTING_WORDS, the same for each tier, cap, and code."""
        first, *rest = self.path.split(".")
        name = first.partition("[")[0]
        whole = ".".join((name, *rest))
        return whole if whole in SETTING_WORDS else name


def described(payer: Payer) -> Iterator[Described]:
    """Yield every setting of a payer file, in its order."""
    for field in PAYER_DOCUMENT.fields:
        if field.name in SETTING_WORDS:
            yield from _setting(field.name, field.kind, getattr(payer, field.attribute))


def settings_not_given(payer: Payer) -> list[str]:
    """Return the names in SETTING_WORDS of what a payer file does not say, each once."""
    found = [each.setting for each in described(payer) if each.state is State.NOT_GIVEN]
    return list(dict.fromkeys(found))


def has_amounts(payer: Payer) -> bool:
    """Return whether a file has anything to price with. Its dates are another matter."""
    for tier in payer.price:
        if tier.base != DOLLARS_BASE or tier.dollars:
            return True
        if not tier.complete and not tier.codes:
            return False  # it keeps every code from the next tiers
    return False


def newest_text(payer: Payer, *marks: str) -> str:
    """Return the date of the newest source as the file has it, of those with some marks.

    Without marks, of all. Empty where there is none.
    """
    found = [each.date for _, each in payer.sources if not marks or each.mark in marks]
    return max(found, key=end_of, default="")


def mark_words(source: Source) -> str:
    """Return how sure a source is."""
    words = MARK_WORDS[source.mark]
    return words.format(who=source.told_by or source.title, date=source.date)


def _setting(path: str, kind: Kind, held: Any) -> Iterator[Described]:
    if held is None or held == ():
        yield Described(path, State.NOT_GIVEN)
    elif isinstance(held, DoesNotApply):
        yield Described(path, State.DOES_NOT_APPLY, source=held.source)
    elif isinstance(kind, Setting):
        yield Described(path, State.GIVEN, _shown(kind.kind.write(held.value)), held.source)
    elif isinstance(kind, Section):
        yield from _fields_of_section(path, kind, held)
    elif isinstance(kind, ListOf) and isinstance(kind.kind, Record):
        for at, entry in enumerate(held):
            yield from _entry(f"{path}[{at}]", kind.kind, entry)
    elif isinstance(kind, MapOf):
        for code, stated in held:
            yield from _setting(f"{path}.{code}", kind.values, stated)


def _fields_of_section(path: str, section: Section, held: Any) -> Iterator[Described]:
    for each in section.fields:
        value = getattr(held, each.attribute)
        if each.name == "source":
            continue
        if value != each.usual:
            yield Described(
                f"{path}.{each.name}", State.GIVEN, _shown(each.kind.write(value)), held.source
            )
        elif isinstance(each.kind, OrNotStated) and _matters(held, each.name):
            yield Described(f"{path}.{each.name}", State.NOT_GIVEN)


def _entry(path: str, record: Record, entry: Any) -> Iterator[Described]:
    """Yield a tier or a cap as one value, then what it doesn't say."""
    written = record.write(entry)
    said = [
        f"{name.replace('_', ' ')} {_shown(value)}"
        for name, value in written.items()
        if name != "source"
    ]
    yield Described(path, State.GIVEN, "; ".join(said), entry.source)
    for each in record.fields:
        missing = isinstance(each.kind, OrNotStated) and getattr(entry, each.attribute) is None
        if missing and _matters(entry, each.name):
            yield Described(f"{path}.{each.name}", State.NOT_GIVEN)


def _matters(held: Any, name: str) -> bool:
    """Return whether it matters that a field is not given, beside what is."""
    match held, name:
        case Tier(), "edition" | "gpci" | "place":
            return held.base in BASES_OF[name] and not held.rvus
        case Tier(), "per":
            return bool(held.base == VISIT_RATE)
        case Tier(), _:
            return False
        case Counting(), "others":
            return bool(held.codes)
        case Reduction(), "pays" | "per":
            return bool(held.kind != NONE)
        case Assistant(), "of":
            return held.factor is not None and held.factor != 1
    return True


def _shown(written: Any) -> str:
    if isinstance(written, bool):
        return "yes" if written else "no"
    if isinstance(written, dict):
        return ", ".join(f"{name} {_shown(value)}" for name, value in written.items())
    if isinstance(written, list):
        return ", ".join(map(_shown, written))
    return str(written)
