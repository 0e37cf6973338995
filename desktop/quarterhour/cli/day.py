"""Count and audit all visits of a date."""

from __future__ import annotations

import argparse

from quarterhour.cli.assess import lacks_fees, no_estimate, unread_rows
from quarterhour.cli.files import add_result_arguments, read_document, write_result
from quarterhour.cli.known_payers import known_payers, misspelled
from quarterhour.cli.saying import complain
from quarterhour.day import (
    MAX_BYTES,
    DayAssessment,
    DayAssessor,
    FindingKind,
    read_day,
)
from quarterhour.reference import Reference
from quarterhour.report.day_rows import unused_answers
from quarterhour.report.formats import DAY_FORMATS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", help="the document of a day or a visit, - for standard input")
    add_result_arguments(parser, DAY_FORMATS)


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Write the result of the day; return the exit status."""
    day = read_document(options.file, read_day, MAX_BYTES)
    payers, all_read = known_payers()
    result = DayAssessor(reference, options.estimate, payers=payers).assess(day)
    write_result(result, DAY_FORMATS, options)
    problems = _left_out(result)
    for patient in result.visits:
        problems += [f"visit {patient.tag}: {each}" for each in unread_rows(patient.assessment)]
    if options.estimate and any(lacks_fees(each.assessment) for each in result.visits):
        problems.append(no_estimate(day.date_of_service, reference))
    problems += unused_answers(result)
    for problem in problems:
        complain(problem)
    ids = dict.fromkeys(each.assessment.visit.payer for each in result.visits)
    for problem in filter(None, (misspelled(id, payers) for id in ids)):
        complain(problem)
    return int(bool(problems) or not all_read)


def _left_out(result: DayAssessment) -> list[str]:
    """Return what the result leaves out, as it can't be read."""
    unclear = [each for each in result.open_findings if each.kind is FindingKind.TIME_UNCLEAR]
    return [f"not counted. {each.title}" for each in unclear]
