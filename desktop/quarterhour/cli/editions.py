"""Show what data is loaded, from which files with their SHA-256, and what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from quarterhour.cli.saying import say
from quarterhour.reference import KIND_WORDS, Edition, Reference, Release, ReleaseKind
from quarterhour.reference.missing import missing
from quarterhour.reference.pair_parts import PART_NOT_KNOWN

_USED_BEFORE = {ReleaseKind.ZIP_CODES, ReleaseKind.ZIP_PLUS_FOUR}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print every release with its files, then what is missing; return the exit status."""
    editions = {(each.release, each.imported): each for each in reference.editions}
    for release in sorted(reference.releases, key=_fee_schedules_first):
        if release.kind is ReleaseKind.FEE_SCHEDULE:
            say(_edition(editions[release.name, release.imported], reference))
        else:
            say(_other(release, reference))
        for line in _files(release, reference):
            say(f"  {line}")
    for each in missing(reference, date.today()):
        say(f"Missing: {each.what}. {each.effect}")
    return 0


def _fee_schedules_first(release: Release) -> bool:
    return release.kind is not ReleaseKind.FEE_SCHEDULE


def _edition(edition: Edition, reference: Reference) -> str:
    spans = [f"{first} to {last}" for first, last in reference.spans(edition)]
    factors = " and ".join(map(str, reference.factors(edition)))
    none = f"from {edition.begins}, not used: a newer release sets the fees"
    dates = ", ".join(spans) or none
    return f"{edition.release}  {dates}  conversion factor {factors}  {_origin(edition.imported)}"


def _other(release: Release, reference: Reference) -> str:
    """Return a release other than a fee schedule, with the parts of a quarter's edits."""
    said = ""
    if release.imported and release.kind is ReleaseKind.PAIR_EDITS:
        parts = reference.edits.pair_parts.get(release.name)
        said = f"  {parts.words if parts else PART_NOT_KNOWN}"
    origin = _origin(release.imported)
    return (
        f"{release.name}  {_dates(release, reference)}  {KIND_WORDS[release.kind]}{said}  {origin}"
    )


def _dates(release: Release, reference: Reference) -> str:
    """Return the first day of a table; the first table of ZIP codes is used before that, too."""
    first = next(each for each in reference.releases if each.kind is release.kind)
    before = release is first and release.kind in _USED_BEFORE
    return f"from {release.begins}{' and before' if before else ''}"


def _origin(imported: bool) -> str:
    return "imported" if imported else "included"


def _files(release: Release, reference: Reference) -> Iterator[str]:
    """Say when a release was imported, and which files its figures came from."""
    for entry in reference.entries if release.imported else ():
        if (entry.kind, entry.release) == (release.kind, release.name):
            yield f"imported {entry.imported_on} from {entry.file}"
    for source in release.sources:
        title = "" if source.title == release.name else f"  {source.title}"
        yield f"{source.file}{title}  sha256 {source.sha256}"
