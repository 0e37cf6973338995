"""Whose unit it is: splitting a service's units between therapist and assistant.

Sources: 42 CFR 410.59(a)(4) and 410.60(a)(4), with the billing rule that CMS finalised for 2022;
Social Security Act s. 1834(v). A part above 10 % is tested exactly, without rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

QUARTER = 15
MIDPOINT = 8


@dataclass(frozen=True, slots=True)
class Split:
    """Units that carry no assistant mark (`plain`) and units that do (`assistant`)."""

    plain: int
    assistant: int
    reason: str = ""


def above_de_minimis(assistant: int, total: int) -> bool:
    """Return whether the assistant's minutes are more than 10 % of the total."""
    return 10 * assistant > total


def split_timed(units: int, plain_minutes: int, assistant_minutes: int) -> Split:
    """Split the `units` of a 15-minute service.

    Each clinician keeps the full quarter hours of their own. One unit more is the therapist's
    when the therapist's own remainder reaches 8 minutes, else the assistant's when the
    assistant did more than 10 % of it. Two units more are one of each.
    """
    own_plain, plain_rest = divmod(plain_minutes, QUARTER)
    own_assistant, assistant_rest = divmod(assistant_minutes, QUARTER)
    left = units - own_plain - own_assistant
    if left == 0:
        return Split(own_plain, own_assistant, _own_blocks(own_plain, own_assistant))
    if left == 2:
        reason = (
            f"Two units are left over {plain_rest} therapist and {assistant_rest} assistant "
            "minutes: one is the therapist's, one the assistant's."
        )
        return Split(own_plain + 1, own_assistant + 1, reason)
    if plain_rest >= MIDPOINT:
        reason = (
            f"The therapist's own {plain_rest} minutes pass the midpoint, so the last unit "
            "carries no assistant modifier."
        )
        return Split(own_plain + 1, own_assistant, reason)
    if above_de_minimis(assistant_rest, plain_rest + assistant_rest):
        reason = (
            f"Of the last unit the assistant did {assistant_rest} of "
            f"{plain_rest + assistant_rest} minutes, more than 10 %: it is the assistant's."
        )
        return Split(own_plain, own_assistant + 1, reason)
    return Split(own_plain + 1, own_assistant, "The assistant did 10 % or less of the last unit.")


def split_whole(units: int, plain_minutes: int, assistant_minutes: int) -> Split:
    """Give all units of an untimed service, or of one on another clock, to one of the two."""
    total = plain_minutes + assistant_minutes
    share = f"The assistant did {assistant_minutes} of {total} minutes"
    if above_de_minimis(assistant_minutes, total):
        return Split(0, units, f"{share}, more than 10 %: the assistant modifier applies.")
    return Split(units, 0, f"{share}, 10 % or less: no assistant modifier.")


def _own_blocks(plain: int, assistant: int) -> str:
    parts = [
        f"{count} full quarter {'hour' if count == 1 else 'hours'} of the {who}"
        for count, who in ((plain, "therapist"), (assistant, "assistant"))
        if count
    ]
    return f"{' and '.join(parts)}." if parts else ""
