"""With which import the rules that a user types of a code are kept."""

from __future__ import annotations

from quarterhour.reference.missing import new_codes
from quarterhour.reference.records import Edition
from quarterhour.reference.store import Reference

_NEW = "no rules entered"
_NOT_NEW = "not counted here"


def typable(reference: Reference, edition: Edition) -> list[str]:
    """Return the codes of an import whose rules are typed or can be.

    With one that prices no date, since newer ones do, no others can be typed.
    """
    if not edition.imported:
        return []
    without = reference.codes_without_rules(edition) if reference.spans(edition) else ()
    return sorted({*reference.typed_rules_of(edition), *without})


def why_not_counted(reference: Reference, edition: Edition, code: str) -> str:
    """Return in a few words why a code of an import is not counted until its rules are typed."""
    return _NEW if code in new_codes(reference, edition) else _NOT_NEW


def edition_to_type(reference: Reference, edition: Edition, code: str) -> Edition:
    """Return the edition that the rules of a code are kept with: where they are, else this one."""
    service = reference.services_on(edition.valid_to).get(code)
    kept_with = service.typed.release if service and service.typed else edition.release
    imported = (each for each in reference.editions if each.imported)
    return next((each for each in imported if each.release == kept_with), edition)


def codes_kept_with(reference: Reference, release: str) -> tuple[str, ...]:
    """Return the codes whose typed rules go when a fee schedule that was imported is removed."""
    imported = (each for each in reference.editions if each.imported)
    kept = (reference.typed_rules_of(each) for each in imported if each.release == release)
    return tuple(sorted(code for rules in kept for code in rules))
