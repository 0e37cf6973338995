"""Telling what a download is by its first lines."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from quarterhour.reference.cms import CmsFileError, Member
from quarterhour.reference.importing.batch import Batch, Progress
from quarterhour.reference.importing.fee_schedule import (
    fee_schedule,
    is_gpcis,
    is_relative_values,
)
from quarterhour.reference.importing.other_files import (
    is_pair_edits,
    is_unit_limits,
    is_zip_codes,
    pair_edits,
    unit_limits,
    zip_codes,
)

_HEAD = 40


def recognised(members: list[Member], codes: Collection[str], on: Progress) -> Batch:
    """Recognise what the members are by their first lines, whatever they are called."""
    heads = [(member, list(islice(member.rows(), _HEAD))) for member in members]
    values = [member for member, head in heads if is_relative_values(head)]
    gpcis = [member for member, head in heads if is_gpcis(head)]
    if values or gpcis:
        return fee_schedule(_one_form(values), _one_form(gpcis), codes, on)
    for member, head in heads:
        if is_pair_edits(head):
            return pair_edits(member, codes, on)
        if is_unit_limits(head):
            return unit_limits(member, codes, on)
        if is_zip_codes(head):
            return zip_codes(member, on)
    raise CmsFileError(
        "This is none of the CMS downloads that the program imports: an RVU release zip, the "
        "ZIP code to locality file, NCCI practitioner PTP edits, or the practitioner MUE table."
    )


def _one_form(members: list[Member]) -> list[Member]:
    """Return the members of one form: a release holds each table as csv, xlsx and other text."""
    for suffix in (".csv", ".txt", ".xlsx"):
        found = [member for member in members if member.name.lower().endswith(suffix)]
        if found:
            return found
    return members
