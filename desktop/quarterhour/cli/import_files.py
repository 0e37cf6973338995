"""Import official CMS downloads, or remove what was imported."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from quarterhour.claims import listed
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import complain, say
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS, Reference, wants_amounts, years_with_fees
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.missing import new_codes
from quarterhour.reference.typed_rules import codes_kept_with
from quarterhour.resources import imported_database, practice_folder

if TYPE_CHECKING:
    from quarterhour.reference.importing import Imports


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _pages()
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=_download,
        help="zips, files or folders, as downloaded from CMS",
    )
    parser.add_argument(
        "--practitioner",
        action="store_true",
        help="confirm that NCCI files under other names than CMS's are the practitioners'",
    )
    parser.add_argument(
        "--from",
        dest="begins",
        metavar="YYYY-MM-DD",
        type=_day,
        help="the first date of service of a release that CMS revised, where it is asked for",
    )
    parser.add_argument(
        "--remove",
        nargs="+",
        action="extend",
        metavar="RELEASE",
        help="releases that were imported, such as RVU27A; editions lists them",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Import every file that can be; return the exit status."""
    # Importing sqlite-utils takes longer than any other command; only this one needs it.
    from quarterhour.reference.importing import Imports, ImportsApart

    if options.remove:
        try:
            _remove(Imports(imported_database(), reference.services), options.remove, reference)
        except CmsFileError as error:
            complain(error)
            return 1
    elif not options.files:
        raise CommandError("name the files to import, as downloaded from CMS.")
    if options.begins and len(options.files) != 1:
        raise CommandError("--from is about one release: name its one file.")
    apart = ImportsApart(imported_database(), reference.services, reference.built_in)
    status, changed = 0, False
    for outcome in apart.add_each(
        options.files, _go_on, begins=options.begins, practitioners=options.practitioner
    ):
        if outcome.refused:
            remedy = " To confirm it, add --practitioner." if outcome.asked else ""
            if wanted := outcome.first_day:
                remedy = f" Name the day with --from, from {wanted.earliest} to {wanted.latest}."
            named = outcome.summary.startswith(f"{outcome.name} ")
            complain(f"{'' if named else f'{outcome.name}: '}{outcome.summary}{remedy}")
            status = 1
        else:
            say(outcome.summary)
            changed = changed or outcome.changed
    if changed:
        _ask(reference)
    return status


def _remove(imports: Imports, names: Sequence[str], reference: Reference) -> None:
    """Remove releases. Raises CommandError, and removes none, where one of them is not there."""
    there = {entry.release: entry.kind for entry in imports.entries()}
    unknown = [name for name in names if name not in there]
    if unknown:
        was = "was" if len(unknown) == 1 else "were"
        known = f"What was: {', '.join(there)}." if there else "Nothing was."
        raise CommandError(f"{', '.join(unknown)} {was} not imported. {known}")
    for name in dict.fromkeys(names):
        stays = imports.remove(there[name], name)
        say(f"{name} is removed. {stays}".rstrip())
        if codes := codes_kept_with(reference, name):
            say(f"The rules that you typed of {listed(codes)} went with it.")


def _ask(reference: Reference) -> None:
    """Ask for what is in no file: the rules of new codes, the amounts of years now opened."""
    before, there = years_with_fees(reference), {*reference.editions}
    reference.reload()
    # What cannot be read is said by the commands that hang on it.
    typed, _ = PracticeFiles(practice_folder()).read(YEARLY_AMOUNTS)
    reference.take_typed(typed)
    for edition in reference.editions:
        if edition not in there and (codes := new_codes(reference, edition)):
            how = "Type the rules: `quarterhour rules` says how."
            say(f"{edition.release} does not tell how {listed(codes)} counts. {how}")
    for year in sorted(years_with_fees(reference) - before):
        if wants_amounts(reference, year):
            how = f"`quarterhour amounts {year} kx=AMOUNT deductible=AMOUNT`"
            say(f"{year} has fees now. Enter its KX threshold and deductible: {how}.")


def _download(text: str) -> Path:
    if not text.strip():
        raise CommandError("an empty name is no file: name the files to import.")
    return Path(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--from {text}: write a day as 2027-03-09.") from None


def _go_on(_what: str, _percent: int) -> None:
    """Hear how far an import is, and say nothing."""


def _pages() -> str:
    """Return where CMS publishes what can be imported."""
    lines = [f"  {page.what}\n    {page.address}" for page in ALL_PAGES]
    return "\n".join(["CMS publishes, on pages that this program never opens:", *lines])
