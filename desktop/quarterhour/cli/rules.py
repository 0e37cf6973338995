"""Type the rules of a new code of an import, change them, or take them back."""

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
    CLOCK_TITLES,
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
    "clock": "--clock",
    "disciplines": "--disciplines",
    "therapy": "--therapy",
    "first_code": "--further-units-of",
}
_HOW = (
    "To type the rules of a code: `quarterhour rules {code} --label NAME --clock CLOCK "
    "--disciplines PT,OT --therapy always`. `quarterhour rules --help` lists the clocks."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "clocks:\n" + "\n".join(f"  {k:<24}{v}" for k, v in CLOCK_TITLES.items())
    parser.add_argument("code", nargs="?", metavar="CODE", help="without one, all are listed")
    parser.add_argument("--label", help="a name of your own; AMA's descriptors are not free to use")
    parser.add_argument("--clock", choices=CLOCK_TITLES, metavar="CLOCK", help="how it counts")
    parser.add_argument("--disciplines", help="who may bill it, as PT,OT")
    parser.add_argument("--therapy", choices=THERAPY, help="whether it is always therapy")
    parser.add_argument(
        "--further-units-of",
        dest="first_code",
        metavar="CODE",
        help="the new code whose further units it bills, where it is such an add-on",
    )
    parser.add_argument("--release", help="the import to keep them with; the first that has it")
    parser.add_argument("--take-back", action="store_true", help="forget what was typed")


def run(options: argparse.Namespace, reference: Reference) -> int:
    """List the rules, keep some or take them back; return the exit status."""
    given = {name: getattr(options, name) for name in _OPTIONS if getattr(options, name)}
    if options.code is None:
        if given or options.take_back:
            raise CommandError("name the code.")
        _list(reference)
        return 0
    code = options.code.upper()
    edition = _edition(reference, code, options.release)
    if options.take_back:
        _take_back(reference, edition, code)
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
    for line, _ in found or [("No code that you imported needs rules.", True)]:
        say(line)
    if not all(typed for _, typed in found):
        say(_HOW.format(code="CODE"))


def _lines(reference: Reference, edition: Edition) -> Iterator[tuple[str, bool]]:
    """Yield a line of each code, and whether its rules are typed."""
    typed = reference.typed_rules_of(edition)
    for code in typable(reference, edition):
        if code in typed:
            rules = _line(typed[code])
        else:
            rules = f"{code}  {why_not_counted(reference, edition, code)}"
        yield f"{edition.release}  {rules}", code in typed


def _line(service: ServiceCode) -> str:
    further = f"  further units of {service.first_code}" if service.first_code else ""
    typed = f"  typed by you on {service.typed.day}" if service.typed else ""
    return (
        f"{service.code}  {service.label}  {service.clock.name}  {','.join(service.disciplines)}  "
        f"{service.therapy}{further}{typed}"
    )


def _edition(reference: Reference, code: str, release: str | None) -> Edition:
    """Return the import to keep the rules of a code with: the first that has the code."""
    imported = [each for each in reference.editions if each.imported]
    if release is not None:
        imported = [each for each in imported if each.release == release]
        if not imported:
            raise CommandError(f"{release} isn't a fee schedule that you imported.")
    for edition in imported:
        if code in typable(reference, edition):
            return edition
    raise CommandError(_why_none(reference, imported, code))


def _why_none(reference: Reference, imported: Sequence[Edition], code: str) -> str:
    """Return why no rules of a code can be typed with any of some imports."""
    service = reference.services.get(code)
    if service and service.typed:
        return f"the rules of {code} are kept with {service.typed.release}: leave out --release."
    if service:
        return f"Quarterhour already has the rules of {code}."
    idle = [each.release for each in imported if code in reference.codes_without_rules(each)]
    if idle:
        return (
            f"rules of {code} can't be kept with {listed(idle, 'or')}: newer releases price all "
            "of its dates."
        )
    return f"{code} isn't in a fee schedule that you imported."


def _keep(reference: Reference, edition: Edition, code: str, given: dict[str, str]) -> None:
    """Keep what is given; of rules that were typed before the rest stays."""
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
        f"The rules of {code} are kept with {edition.release} and used for dates of service from "
        f"{edition.valid_from} on. They go when {edition.release} is removed."
    )


def _take_back(reference: Reference, edition: Edition, code: str) -> None:
    service = reference.typed_rules_of(edition).get(code)
    if service is None:
        raise CommandError(f"you haven't typed rules of {code}.")
    if add_on := reference.services_on(edition.valid_from)[code].add_on:
        raise CommandError(
            f"{add_on} bills the further units of {code}: take back the rules of {add_on} first."
        )
    try:
        _imports(reference).take_back_rules(edition.release, code)
    except CmsFileError as error:
        raise CommandError(str(error)) from None
    say(f"The rules of {code} are taken back. It is not counted until you type them again.")


def _imports(reference: Reference) -> Imports:
    # Importing sqlite-utils takes longer than the rest of this command.
    from quarterhour.reference.importing import Imports

    return Imports(imported_database(), reference.services)
