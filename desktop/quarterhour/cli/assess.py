"""Price one visit, or many with --lines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import IO

from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.compare import by_payer
from quarterhour.cli.files import (
    add_result_arguments,
    read_as,
    read_document,
    standard_input,
    write_result,
)
from quarterhour.cli.known_payers import check_known, known_payers, misspelled
from quarterhour.cli.saying import IN_USE, after_name, complain
from quarterhour.payers import Payers
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS, Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.resources import practice_folder
from quarterhour.visit import (
    MAX_BYTES,
    MEDICARE,
    VisitError,
    read_visit,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", help="a visit document, - for standard input")
    add_result_arguments(parser, FORMATS)
    parser.add_argument(
        "--payer", metavar="ID", help="by this payer instead of the visit's; see `payers`"
    )
    parser.add_argument(
        "--lines",
        action="store_true",
        help="read visits from standard input, one JSON document per line, and write one for each",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Price the visit, or all visits of standard input; return the exit status."""
    payers, all_read = known_payers()
    if options.payer is not None:
        check_known(options.payer, payers)
    if options.lines:
        if options.file or options.output is not None:
            raise CommandError("--lines reads standard input. Remove the file name and -o.")
        return _lines(reference, options.estimate, options.payer, payers) or int(not all_read)
    if options.file is None:
        raise CommandError("give a visit file, or - for standard input.")
    visit = read_document(options.file, read_visit, MAX_BYTES)
    if options.payer is not None:
        visit = by_payer(visit, options.payer, payers)
    assessment = assess(visit, reference, options.estimate, payers=payers)
    write_result(assessment, FORMATS, options)
    unread = unread_rows(assessment)
    for problem in filter(None, (*unread, misspelled(visit.payer, payers))):
        complain(problem)
    if options.estimate and lacks_fees(assessment):
        complain(no_estimate(visit.date_of_service, reference))
        return 1
    return int(bool(unread) or not all_read)


def _lines(reference: Reference, estimate: bool, payer: str | None, payers: Payers) -> int:
    """Price one document per line; a bad line gets an error, and the others go on.

    Each is answered at once, with the imports and yearly amounts of that moment.
    """
    status = 0
    for number, line in enumerate(_documents(standard_input()), 1):
        try:
            _renew(reference)
            visit = read_as(line, read_visit)
            if payer is not None:
                visit = by_payer(visit, payer, payers)
            assessment = assess(visit, reference, estimate, payers=payers)
            result = assessment_document(assessment)
            for problem in unread_rows(assessment):
                complain(f"line {number}: {problem}")
                status = 1
            if problem := misspelled(visit.payer, payers):
                complain(f"line {number}: {problem}")
            if estimate and lacks_fees(assessment):
                problem = no_estimate(visit.date_of_service, reference)
                complain(f"line {number}: {problem}")
                status = 1
        except (CommandError, VisitError) as error:
            result = {"error": str(error), "line": number}
            if isinstance(error, VisitError):
                result["field"] = error.field
            status = 1
        print(json.dumps(result), flush=True)
    return status


def unread_rows(assessment: Assessment) -> list[str]:
    """Say which rows of the document aren't counted, as they couldn't be read."""
    hints = (hint for hint in assessment.hints if hint.topic is Topic.UNREAD_ROWS)
    return [f"not counted. {hint.title}" for hint in hints]


def lacks_fees(assessment: Assessment) -> bool:
    """Return whether no fees were found for a visit that Medicare pays."""
    return assessment.visit.payer == MEDICARE and assessment.priced_with is None


def no_estimate(day: date, reference: Reference) -> str:
    """Say why there is no estimate where one was asked for: no loaded release is earlier."""
    first = min(edition.valid_from for edition in reference.editions)
    return (
        f"can't estimate {day}: an estimate uses earlier fees, and the first "
        f"loaded fees start on {first}."
    )


def _renew(reference: Reference) -> None:
    """Read imports and yearly amounts again. Raises CommandError where they cannot be read."""
    reference.renew()
    typed, unread = PracticeFiles(practice_folder()).read(YEARLY_AMOUNTS)
    if reference.typed != typed:
        reference.take_typed(typed)
    if problem := (IN_USE if reference.busy else reference.unusable) or after_name(unread):
        raise CommandError(problem)


def _documents(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines. One that is too long for a visit is cut just past that length."""
    while line := lines.readline(MAX_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = lines.readline(MAX_BYTES + 1)
