"""List the payers there are files for, show what a file says, check one, add or remove your own."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date

from quarterhour.cli.arguments import CommandError, read_date
from quarterhour.cli.files import read_document
from quarterhour.cli.known_payers import payer_folders
from quarterhour.cli.saying import complain, say
from quarterhour.payers import (
    MAX_BYTES,
    Payer,
    PayerFile,
    PayerFiles,
    PayerFolders,
    in_force,
    payer_from,
)
from quarterhour.payers.described import (
    SETTING_WORDS,
    Described,
    State,
    described,
    has_amounts,
    mark_words,
    newest_text,
    settings_not_given,
)
from quarterhour.payers.document import placeholders, read_payer_json
from quarterhour.payers.doubts import doubts
from quarterhour.payers.settings import TYPED
from quarterhour.reference import Reference
from quarterhour.visit import MEDICARE
from quarterhour.visit.kinds import field_words

_MEDICARE = "medicare  Medicare Part B  its dates: see `quarterhour editions`"

_LIKE = "What the file doesn't say is assumed to be as in Medicare."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("id", nargs="?", metavar="ID", help="show this payer; default: list all")
    one.add_argument("--check", metavar="FILE", help="say what is wrong with a payer file")
    one.add_argument("--add", metavar="FILE", help="add a payer file to your own")
    one.add_argument("--remove", metavar="ID", help="remove your own file of this payer")
    parser.add_argument(
        "--from",
        dest="first",
        metavar="DATE",
        help="with --remove: the first date of the file, where you have several",
    )


def run(options: argparse.Namespace, reference: Reference) -> int:
    """List, show, check, add, or remove payers; return the exit status."""
    folders = payer_folders()
    if options.first is not None and options.remove is None:
        raise CommandError("--from goes with --remove. Remove it, or add --remove ID.")
    if options.check is not None:
        return _check(folders, options.check, reference)
    if options.add is not None:
        return _add(folders, options.add, reference)
    if options.remove is not None:
        first = None if options.first is None else read_date("--from", options.first)
        return _remove(folders, options.remove, first)
    return _show(folders, options.id)


def _show(folders: PayerFolders, id: str | None) -> int:
    read = folders.read()
    for problem in read.problems:
        complain(problem)
    if id is None:
        for line in _list(read):
            say(line)
        say(f"Forms to fill in for your own contracts are in {folders.shipped / 'forms'}.")
    else:
        files = read.of(id)
        if not files:
            raise CommandError(_why_not_shown(id))
        for file in files:
            for line in _lines(file):
                say(line)
    return int(bool(read.problems))


def _why_not_shown(id: str) -> str:
    if id == MEDICARE:
        return "medicare has no file: its fee schedules are in `quarterhour editions`."
    return f"there is no payer with the id '{id}'. Use `quarterhour payers` to list them."


def _list(read: PayerFiles) -> Iterator[str]:
    yield _MEDICARE
    shipped = [each.payer for each in read.files if each.shipped]
    for payer in read.payers:
        origin = "included" if payer in shipped else "added by you"
        yield (
            f"{payer.key}  {payer.name}  {payer.program}  "
            f"{payer.valid_from} to {payer.valid_to}  {_today(payer)}  {origin}"
        )


def _today(payer: Payer) -> str:
    """Return whether a payer has amounts for today, and why not."""
    today = date.today()
    if today < payer.valid_from:
        return f"no amounts today: starts {payer.valid_from}"
    if not in_force(payer, today):
        return f"no amounts today: ended {payer.valid_to}"
    return "amounts today" if has_amounts(payer) else "no amounts: rules only"


def _lines(file: PayerFile) -> Iterator[str]:
    payer = file.payer
    yield f"{payer.name} ({payer.key})"
    place = f", {payer.state}" if payer.state else ""
    yield f"{payer.program}{place}, {payer.valid_from} to {payer.valid_to}, {_today(payer)}"
    if file.shipped:
        yield f"Not checked against the live text since {newest_text(payer)}."
    if typed := newest_text(payer, TYPED):
        yield f"From your contract, as you typed it on {typed}. Quarterhour has not seen it."
    if payer.like:
        yield _LIKE
    if payer.note:
        yield payer.note
    for each in described(payer):
        yield f"  {_line(each, payer)}"
    yield "Sources"
    for id, source in payer.sources:
        found = ", ".join(part for part in (source.title, source.date, source.address) if part)
        yield f"  {id}: {found}"


def _line(each: Described, payer: Payer) -> str:
    name = field_words(each.path)
    if each.state is State.NOT_GIVEN:
        return f"{name}: not given"
    said = each.value if each.state is State.GIVEN else "doesn't apply"
    return f"{name}: {said} ({mark_words(payer.source(each.source))}: {each.source})"


def _check(folders: PayerFolders, file: str, reference: Reference) -> int:
    document = read_document(file, read_payer_json, MAX_BYTES)
    left = list(placeholders(document))
    for each in left:
        complain(f"{field_words(each.path)}: fill in {each.what}.")
    if left:
        return 2
    payer = payer_from(document)
    added = payer in folders.read().payers
    if not added:
        folders.check_beside(payer)
    found = list(_doubts(payer, reference))
    is_so = "the file can be used, but look at this:" if found else "the file is fine."
    say(f"{payer.name} ({payer.key}), {payer.valid_from} to {payer.valid_to}: {is_so}")
    for doubt in found:
        say(doubt)
    if added:
        say("It is already added.")
    if payer.like:
        say(_LIKE)
        return 0
    for name in settings_not_given(payer):
        say(f"{payer.name} was not seen to say how {SETTING_WORDS[name]} works.")
    return 0


def _doubts(payer: Payer, reference: Reference) -> Iterator[str]:
    """Yield what is likely wrong in a payer file, by the releases and codes that are loaded."""
    years = Counter(str(each.valid_from.year) for each in reference.editions)
    named = {year for year, releases in years.items() if releases == 1}
    releases = {*(each.release for each in reference.editions), *named}
    latest = reference.editions[-1]

    def known(code: str) -> bool:
        return code in reference.services or reference.figures(latest, code) is not None

    return doubts(payer, date.today(), releases, known)


def _add(folders: PayerFolders, file: str, reference: Reference) -> int:
    content = read_document(file, bytes, MAX_BYTES)
    try:
        added = folders.add(content).payer
    except OSError as error:
        complain(f"couldn't save the payer file: {error.strerror}. Nothing changed.")
        return 1
    say(f"Added {added.name} ({added.key}), {added.valid_from} to {added.valid_to}.")
    for doubt in _doubts(added, reference):
        say(doubt)
    return 0


def _remove(folders: PayerFolders, id: str, first: date | None) -> int:
    try:
        payer = folders.remove(id, first).payer
    except OSError as error:
        complain(f"couldn't remove {error.filename}: {error.strerror}.")
        return 1
    say(f"Removed {payer.name} ({payer.key}), {payer.valid_from} to {payer.valid_to}.")
    return 0
