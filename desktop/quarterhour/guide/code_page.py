"""The page of one code: our text, and the figures of a day and a place."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims import listed
from quarterhour.fees import dollars
from quarterhour.guide.literal import literal
from quarterhour.guide.occasion import Occasion
from quarterhour.guide.texts import CodeText
from quarterhour.guide.wording import (
    biller_words,
    counting_words,
    holds,
    indicator_words,
    limit_words,
    releases,
    therapy_words,
)
from quarterhour.reference import CodeList, PairEdit, Reference, ServiceCode, TypedRules
from quarterhour.reference.fee_table import edition_fee
from quarterhour.reference.pair_parts import parts_named

_PRIMARY = (
    "CMS therapy code list",
    "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 20",
    "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 s. 220 and 230",
)
_PAID = "Paid (column 1); denied beside it are"
_DENIED = "Denied (column 2) beside"


def code_body(
    service: ServiceCode, text: CodeText | None, reference: Reference, occasion: Occasion
) -> str:
    """Return the Markdown of a code's page; one whose rules the user typed has no text."""
    limit = reference.edits.unit_limit(service.code, occasion.day)
    edits = reference.edits.pair_edits_of(service.code, occasion.day)
    glance = [
        f"- **Clock:** {counting_words(service)}. See [timed and untimed](guide/timed).",
        f"- **Who may bill:** {biller_words(service)}. See [PT or OT](guide/disciplines).",
        f"- **Therapy status:** {therapy_words(service)}. See [modifiers](guide/modifiers).",
        f"- **Fee:** {_fee(service, reference, occasion)}",
        *_both_sides(service, reference, occasion),
        f"- **Most in a day:** {limit_words(limit)}. See [unit limits](guide/limits).",
    ]
    sources = [
        *([literal(occasion.edition.release)] if occasion.edition else []),
        *([literal(limit.release)] if limit else []),
        *releases(edits),
        *([f"typed by you on {service.typed.day}"] if service.typed else _PRIMARY),
    ]
    return "\n\n".join(
        (
            *([_typed(service.typed)] if service.typed else []),
            "\n".join(glance),
            *(_texts(text) if text else ()),
            *_pairs(service, edits, reference, occasion),
            f"Sources: {'; '.join(sources)}.",
        )
    )


def _typed(typed: TypedRules) -> str:
    """Return that rules were typed, and since when they hold."""
    return (
        f"**Rules typed by you on {typed.day}**, kept with {literal(typed.release)} and used for "
        f"dates of service from {typed.begins:%m/%d/%Y} on: how it counts, who may bill it and its "
        "therapy status. Confirm them with your MAC."
    )


def _texts(text: CodeText) -> Iterator[str]:
    yield f"## What it covers\n\n{text.covers}"
    yield f"## What it does not cover\n\n{text.not_covers}"
    yield f"## Typical content\n\n{text.typical}"
    yield f"## What the note must hold\n\n{text.note}"
    yield "And, for the day, [both totals of minutes](guide/note)."
    yield f"## Medical necessity\n\n{text.necessity}"


def _both_sides(service: ServiceCode, reference: Reference, occasion: Occasion) -> Iterator[str]:
    """Yield what is said of a code that counts once a day and may be done on both sides."""
    law = reference.parameter("both_sides_factor", occasion.day)
    named = {rule.list for rule in reference.listed(service.code, occasion.day)}
    if law and CodeList.BOTH_SIDES in named and service.clock.untimed:
        yield (
            "- **Both sides:** modifier 50, or LT and RT, and Medicare pays "
            f"{100 * law.value:.0f} % (confirm with your MAC). Quarterhour counts {service.code} "
            "once: bill both sides by hand. See [modifiers](guide/modifiers)."
        )


def _fee(service: ServiceCode, reference: Reference, occasion: Occasion) -> str:
    if occasion.edition is None or occasion.locality is None:
        return f"not shown: {literal(occasion.problem.rstrip('.'))}."
    found = edition_fee(reference, occasion.edition, occasion.locality, service.code)
    place, release = literal(occasion.locality.title), literal(occasion.edition.release)
    where = f"{place} on {occasion.day} ({release})"
    if found.full is None:
        return f"none in {where}: {found.status}."
    if found.reduced is None:
        return f"{dollars(found.full)} a unit in {where}. The MPPR does not apply."
    return (
        f"{dollars(found.full)} a unit in {where}; {dollars(found.reduced)} where the "
        "[MPPR](guide/payment) reduces it."
    )


def _pairs(
    service: ServiceCode, edits: list[PairEdit], reference: Reference, occasion: Occasion
) -> Iterator[str]:
    code, day = service.code, occasion.day
    active = [edit for edit in edits if holds(edit, day)]
    yield f"## Pairs (NCCI) on {day}"
    parts = reference.edits.pair_parts_on(day)
    if parts and parts.missing:
        missing = parts_named(parts.missing)
        yield (
            f"Of {literal(parts.release)}, {missing} {'are' if parts.missing[1:] else 'is'} not "
            f"imported: pairs of {code} may be missing here. Import {missing} (File > Fee "
            "schedules), or check them before you bill it with other codes."
        )
    elif not reference.edits.covers_pairs(code, day):
        yield (
            f"The tables loaded don't cover the pairs of {code}. Check them before you bill it "
            "with other codes, or import CMS's current file (File > Fee schedules)."
        )
    elif not active:
        yield "No pair with another therapy code is in force, in the tables loaded."
    grouped: dict[tuple[bool, str, str], list[PairEdit]] = {}
    for edit in active:
        key = (edit.column_1 == code, edit.release, edit.modifier_indicator)
        grouped.setdefault(key, []).append(edit)
    if grouped:
        yield "\n".join(_pair_item(alike, code) for alike in grouped.values())
    gone = sorted(
        {
            other
            for edit in edits
            if not holds(edit, day)
            for other in {edit.column_1, edit.column_2} - {code}
            if not any(other in (held.column_1, held.column_2) for held in active)
        }
    )
    if gone:
        yield (
            f"No longer in force, or never: with {listed(gone)}. Lists that still carry "
            "them are [out of date](guide/pairs)."
        )


def _pair_item(alike: list[PairEdit], code: str) -> str:
    """Return an item for the edits of a code that hold alike."""
    one = alike[0]
    paid = one.column_1 == code
    others = ", ".join(edit.column_2 if paid else edit.column_1 for edit in alike)
    return (
        f"- {_PAID if paid else _DENIED} {others}: {indicator_words(one)} "
        f"({literal(one.release)}, indicator {one.modifier_indicator})."
    )
