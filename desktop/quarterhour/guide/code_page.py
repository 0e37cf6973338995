"""The page of one code: our text, and the figures of a day and a place."""

from __future__ import annotations

from collections.abc import Iterator

from quarterhour.claims import listed
from quarterhour.fees import dollars
from quarterhour.guide.context import Context
from quarterhour.guide.texts import CodeText
from quarterhour.guide.wording import (
    biller_words,
    counting_words,
    day_words,
    limit_words,
    literal,
    releases,
    therapy_words,
)
from quarterhour.reference import (
    CodeList,
    PairEdit,
    Reference,
    ServiceCode,
    TypedRules,
    american_dates,
)
from quarterhour.reference.fee_table import edition_fee
from quarterhour.reference.pair_parts import parts_named

_PRIMARY = (
    "CMS therapy code list",
    "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §20",
    "Medicare Benefit Policy Manual (Pub. 100-02) ch. 15 §220 and 230",
)
_MPPR = "multiple procedure payment reduction (MPPR)"
# What to do about an edit in force, by its modifier indicator.
_TO_DO = {"0": "Never bill with", "1": "59 or X needed, if separate"}


def code_body(
    service: ServiceCode, text: CodeText | None, reference: Reference, context: Context
) -> str:
    """Return the Markdown of a code's page; one whose rules the user typed has no text."""
    limit = reference.edits.unit_limit(service.code, context.day)
    edits = reference.edits.pair_edits_of(service.code, context.day)
    glance = [
        f"- **Timing:** {counting_words(service)}. See [timed and untimed](guide/timed).",
        f"- **Who can bill:** {biller_words(service)}. See [PT, OT, or SLP](guide/disciplines).",
        f"- **Therapy code:** {therapy_words(service)}. See [modifiers](guide/modifiers).",
        f"- **Fee:** {_fee(service, reference, context)}",
        *_both_sides(service, reference, context),
        f"- **Daily limit (MUE):** {limit_words(limit)}. See [daily limits](guide/limits).",
    ]
    sources = [
        *([literal(context.edition.release)] if context.edition else []),
        *([literal(american_dates(limit.release))] if limit else []),
        *releases(edits),
        *([f"entered by you on {service.typed.day}"] if service.typed else _PRIMARY),
    ]
    return "\n\n".join(
        (
            *([_typed(service.typed)] if service.typed else []),
            "\n".join(glance),
            *(_texts(text) if text else ()),
            *_pairs(service, edits, reference, context),
            f"Sources: {'; '.join(sources)}.",
        )
    )


def _typed(typed: TypedRules) -> str:
    """Return that the user typed the rules, and from which day on they apply."""
    return (
        f"**Rules entered by you on {typed.day}**, kept with {literal(typed.release)} and used for "
        f"dates of service starting {typed.begins:%m/%d/%Y}: its timing, who can bill it, and "
        "whether it's a therapy code. Check them with your MAC."
    )


def _texts(text: CodeText) -> Iterator[str]:
    yield f"## What it covers\n\n{text.covers}"
    yield f"## What it doesn't cover\n\n{text.not_covers}"
    yield f"## Examples\n\n{text.typical}"
    yield f"## What to document\n\n{text.note}"
    yield "Also document the day's [two time totals](guide/note)."
    yield f"## Medical necessity\n\n{text.necessity}"


def _both_sides(service: ServiceCode, reference: Reference, context: Context) -> Iterator[str]:
    """Yield how to bill both sides of a code that Quarterhour counts once a day."""
    law = reference.parameter("both_sides_factor", context.day)
    named = {rule.list for rule in reference.listed(service.code, context.day)}
    if law and CodeList.BOTH_SIDES in named and service.timing.untimed:
        yield (
            "- **Both sides:** modifier 50, or LT and RT, and Medicare pays "
            f"{100 * law.value:.0f}% (unconfirmed). Quarterhour counts {service.code} once: "
            "bill both sides, with the modifier, in your billing software. See "
            "[modifiers](guide/modifiers)."
        )


def _fee(service: ServiceCode, reference: Reference, context: Context) -> str:
    if context.edition is None or context.locality is None:
        return f"not shown: {literal(context.problem.rstrip('.'))}."
    found = edition_fee(reference, context.edition, context.locality, service.code)
    place, release = literal(context.locality.title), literal(context.edition.release)
    where = f"{place} on {day_words(context.day)} ({release})"
    if found.full is None:
        return f"none in {where}: {found.status}."
    if found.reduced is None:
        return f"{dollars(found.full)} a unit in {where}. The {_MPPR} doesn't apply."
    return (
        f"{dollars(found.full)} a unit in {where}; {dollars(found.reduced)} with the "
        f"[{_MPPR}](guide/payment)."
    )


def _pairs(
    service: ServiceCode, edits: list[PairEdit], reference: Reference, context: Context
) -> Iterator[str]:
    code, day = service.code, context.day
    active = [edit for edit in edits if edit.denies_on(day)]
    yield "## NCCI edits"
    if active:
        lists = listed(releases(active))
        yield f"For {day_words(day)}, by {lists}. CMS changes its list every quarter."
    parts = reference.edits.pair_parts_on(day)
    if parts and parts.missing:
        missing = parts_named(parts.missing)
        yield (
            f"Of {literal(parts.release)}, {missing} {'are' if parts.missing[1:] else 'is'} not "
            f"imported, so edits of {code} may be missing here. Import {missing} (File > Fee "
            "schedules), or check them before you bill it with other codes."
        )
    elif not reference.edits.covers_pairs(code, day):
        yield (
            f"The tables loaded don't cover the edits of {code}. Check them before you bill it "
            "with other codes, or import CMS's current file (File > Fee schedules)."
        )
    elif not active:
        yield "The tables loaded have no edit in force with another therapy code."
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
            if not edit.denies_on(day)
            for other in {edit.column_1, edit.column_2} - {code}
            if not any(other in (edit.column_1, edit.column_2) for edit in active)
        }
    )
    if gone:
        yield (
            f"**No 59 needed** with {listed(gone)}. CMS deleted these edits, or they never "
            "applied. Lists that still have them are [out of date](guide/pairs)."
        )


def _pair_item(alike: list[PairEdit], code: str) -> str:
    """Return an item for edits of a code that have the same side, release, and indicator."""
    one = alike[0]
    paid = one.column_1 == code
    others = ", ".join(edit.column_2 if paid else edit.column_1 for edit in alike)
    side = f"pays {code} (column 1" if paid else f"denies {code} (column 2"
    without = "" if one.modifier_indicator == "0" else "Without it, "
    return (
        f"- **{_TO_DO[one.modifier_indicator]}:** {others}. {without}Medicare {side}; "
        f"{literal(one.release)}, indicator {one.modifier_indicator})."
    )
