"""Price one visit by several payers, side by side."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.files import add_result_arguments, read_document, write_result
from quarterhour.cli.known_payers import check_known, known_payers
from quarterhour.payers import Payers
from quarterhour.reference import Reference
from quarterhour.report.comparison import comparison_json, comparison_text
from quarterhour.units import EIGHT_MINUTE_RULE
from quarterhour.visit import MAX_BYTES, MEDICARE, Visit, read_visit

_MOST = 20
_FORMATS: dict[str, Callable[[Sequence[Assessment]], bytes]] = {
    "text": lambda found: comparison_text(found).encode(),
    "json": lambda found: comparison_json(found).encode(),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", help="a visit document, - for standard input")
    parser.add_argument(
        "--payers",
        required=True,
        metavar="A,B,C",
        help="ids of payers, such as medicare,nc-workers-comp",
    )
    add_result_arguments(parser, _FORMATS)


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Write the visit by each payer; return the exit status."""
    visit = read_document(options.file, read_visit, MAX_BYTES)
    payers, all_read = known_payers()
    ids = list(dict.fromkeys(filter(None, map(str.strip, options.payers.split(",")))))
    if not 1 < len(ids) <= _MOST:
        raise CommandError(f"--payers needs 2 to {_MOST} ids, separated by commas.")
    for id in ids:
        check_known(id, payers)
    found = [
        assess(by_payer(visit, id, payers), reference, options.estimate, payers=payers)
        for id in ids
    ]
    write_result(found, _FORMATS, options)
    return int(not all_read)


def by_payer(visit: Visit, id: str, payers: Payers) -> Visit:
    """Return the visit as another payer takes it.

    A rule, and its choices, are of the visit's own payer. So is what is left of a deductible: only
    Medicare, and who is like it, have the same.
    """
    if visit.payer == id:
        return visit
    rule = visit.rule if id == MEDICARE else EIGHT_MINUTE_RULE.name
    patient = visit.patient
    if not (_has_medicares_deductible(id, payers) and visit.payer == MEDICARE):
        patient = replace(patient, deductible_remaining=None)
    return replace(visit, payer=id, rule=rule, extra_units_to=(), patient=patient)


def _has_medicares_deductible(id: str, payers: Payers) -> bool:
    return id == MEDICARE or any(each.like and each.patient is None for each in payers.by_id(id))
