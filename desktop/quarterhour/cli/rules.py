"""Show, enter, change, or remove your rules for new codes of an import."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quarterhour.claims import listed
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import say
from quarterhour.reference import Edition, Reference, ServiceCode
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.code_rules import (
    TIMING_TITLES,
    CodeRules,
    CodeRulesError,
    checked,
    rules_of,
)
from quarterhour.reference.schema import THERAPY
from quarterhour.reference.typed_rules import typable, why_not_counted
from quarterhour.resources import imported_database

if TYPE_CHECKING:
    from quarterhour.reference.importing import Imports

_OPTIONS = {
    "label": "--label",
    "timing": "--timing",
    "disciplines": "--disciplines",
    "therapy": "--therapy",
    "first_code": "--additional-units-of",
}
_HOW = (
    "Enter its rules with `quarterhour rules {code} --label NAME --timing TIMING "
    "--disciplines PT,OT --therapy always`. `quarterhour rules --help` lists the timings."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "timings:\n" + "\n".join(f"  {k:<24}{v}" for k, v in TIMING_TITLES.items())
    parser.add_argument("code", nargs="?", metavar="CODE", help="default: list all codes")
    parser.add_argument("--label", help="your own name for it; don't copy the AMA's descriptor")
    parser.add_argument("--timing", choices=TIMING_TITLES, metavar="TIMING", help="its timing")
    parser.add_argument("--disciplines", help="who can bill it, such as PT,OT")
    parser.add_argument("--therapy", choices=THERAPY, help="whether it is always therapy")
    parser.add_argument(
        "--additional-units-of",
        dest="first_code",
        metavar="CODE",
        help="for an add-on: the new code whose additional units it bills",
    )
    parser.add_argument(
        "--release", help="the import to save them with; default: the first with the code"
    )
    parser.add_argument("--reset", action="store_true", help="remove your rules for the code")


def run(options: argparse.Namespace, reference: Reference) -> int:
    """List the rules, save some, or remove them; return the exit status."""
    given = {name: getattr(options, name) for name in _OPTIONS if getattr(options, name)}
    if options.code is None:
        if given or options.reset:
            raise CommandError("give the code, such as 97117.")
        _list(reference)
        return 0
    code = options.code.upper()
    edition = _edition(reference, code, options.release)
    if options.reset:
        _reset(reference, edition, code)
    elif given:
        _keep(reference, edition, code, given)
    else:
        service = reference.typed_rules_of(edition).get(code)
        why = why_not_counted(reference, edition, code)
        say(f"{code}  {why}" if service is None else _line(service))
        if service is None:
            say(_HOW.format(code=code))
    return 0


def _list(reference: Reference) -> None:
    found = [each for edition in reference.editions for each in _lines(reference, edition)]
    for line, _ in found or [("No imported code needs rules.", True)]:
        say(line)
    if not all(typed for _, typed in found):
        say(_HOW.format(code="CODE"))


def _lines(reference: Reference, edition: Edition) -> Iterator[tuple[str, bool]]:
    """Yield a line for each code, and whether its rules are entered."""
    typed = reference.typed_rules_of(edition)
    for code in typable(reference, edition):
        if code in typed:
            rules = _line(typed[code])
        else:
            rules = f"{code}  {why_not_counted(reference, edition, code)}"
        yield f"{edition.release}  {rules}", code in typed


def _line(service: ServiceCode) -> str:
    further = f"  additional units of {service.first_code}" if service.first_code else ""
    typed = f"  entered by you on {service.typed.day}" if service.typed else ""
    return (
        f"{service.code}  {service.label}  {service.timing.name}  {','.join(service.disciplines)}  "
        f"{service.therapy}{further}{typed}"
    )


def _edition(reference: Reference, code: str, release: str | None) -> Edition:
    """Return the import to save the rules of a code with: the first that has the code."""
    imported = [each for each in reference.editions if each.imported]
    if release is not None:
        imported = [each for each in imported if each.release == release]
        if not imported:
            raise CommandError(f"{release} isn't an imported fee schedule.")
    for edition in imported:
        if code in typable(reference, edition):
            return edition
    raise CommandError(_why_none(reference, imported, code))


def _why_none(reference: Reference, imported: Sequence[Edition], code: str) -> str:
    """Return why the rules of a code cannot be entered with any of these imports."""
    service = reference.services.get(code)
    if service and service.typed:
        return f"the rules for {code} are saved with {service.typed.release}. Remove --release."
    if service:
        return f"Quarterhour already has rules for {code}."
    idle = [each.release for each in imported if code in reference.codes_without_rules(each)]
    if idle:
        return (
            f"can't save rules for {code} with {listed(idle, 'or')}: newer releases price all its "
            "dates."
        )
    return f"{code} isn't in an imported fee schedule."


def _keep(reference: Reference, edition: Edition, code: str, given: dict[str, str]) -> None:
    """Save the rules that are given; earlier ones stay unless they are replaced."""
    before = reference.typed_rules_of(edition).get(code)
    rules = CodeRules(code) if before is None else rules_of(before)
    if "disciplines" in given:
        named = given.pop("disciplines").upper().replace(",", " ").split()
        rules = rules._replace(disciplines=tuple(named))
    try:
        rules = checked(
            CodeRules(**{**rules._asdict(), **given}), reference.services_on(edition.valid_from)
        )
        _imports(reference).keep_rules(edition.release, rules)
    except CodeRulesError as error:
        raise CommandError(f"{_OPTIONS[error.field]}: {error}") from None
    except CmsFileError as error:
        raise CommandError(str(error)) from None
    say(
        f"Saved the rules for {code} with {edition.release}, for dates of service starting "
        f"{edition.valid_from}. Removing {edition.release} also removes these rules."
    )


def _reset(reference: Reference, edition: Edition, code: str) -> None:
    service = reference.typed_rules_of(edition).get(code)
    if service is None:
        raise CommandError(f"you haven't entered rules for {code}.")
    if add_on := reference.services_on(edition.valid_from)[code].add_on:
        raise CommandError(
            f"{add_on} bills the additional units of {code}. Remove the rules for {add_on} first."
        )
    try:
        _imports(reference).take_back_rules(edition.release, code)
    except CmsFileError as error:
        raise CommandError(str(error)) from None
    say(f"Removed the rules for {code}. It isn't counted until you enter them again.")


def _imports(reference: Reference) -> Imports:
    # Importing sqlite-utils takes longer than the rest of this command.
    from quarterhour.reference.importing import Imports

    return Imports(imported_database(), reference.services)
