"""The rules that a user types for a code without included rules.

CMS's files have the price of a new code. How it counts and who may bill it is in CMS's prose and
in the CPT book. Whoever bills it knows that, and is asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from quarterhour.reference.records import ServiceCode
from quarterhour.reference.schema import DISCIPLINES, THERAPY

MAX_LABEL = 60
# The timings that minutes alone are enough for, by name.
TIMING_TITLES = {
    "quarter-hour": "Timed, 15 minutes per unit, by the 8-minute rule",
    "untimed": "Untimed, 1 unit per day",
    "hour": "Timed by the hour, counted on its own",
    "first-15-then-15": "Timed by 15 minutes, counted on its own",
    "first-30-then-15": "First 30 minutes, then each 15",
    "first-hour-then-30": "First hour, then each 30 minutes",
    "first-2-hours-then-hour": "First 2 hours, then each hour",
}
THERAPY_TITLES = {"always": "Always therapy", "sometimes": "Sometimes therapy"}


class CodeRules(NamedTuple):
    """What is typed of a code: texts as in the table, and the disciplines that may bill it.

    `first_code` is set where it bills the further units of that code.
    """

    code: str
    label: str = ""
    timing: str = ""
    disciplines: tuple[str, ...] = ()
    therapy: str = ""
    first_code: str = ""


class CodeRulesError(ValueError):
    """Rules that cannot be used: `field` is what is wrong, the message says why."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


def rules_of(service: ServiceCode) -> CodeRules:
    """Return the rules that were typed of a code."""
    return CodeRules(
        service.code,
        service.label,
        service.timing.name,
        service.disciplines,
        service.therapy,
        service.first_code,
    )


def checked(rules: CodeRules, known: Mapping[str, ServiceCode]) -> CodeRules:
    """Return rules as they are kept; `known` are those of the release's first day, by code.

    Raises CodeRulesError for the first that cannot be used.
    """
    label = " ".join(rules.label.split())
    if not label:
        raise CodeRulesError("label", "Enter your own name for it.")
    if len(label) > MAX_LABEL:
        raise CodeRulesError("label", f"Shorten the name to {MAX_LABEL} letters.")
    if any(unicodedata.category(letter).startswith("C") for letter in label):
        raise CodeRulesError("label", "The name has a character that can't be shown.")
    if rules.timing not in TIMING_TITLES:
        raise CodeRulesError("timing", "Choose how it counts.")
    if not rules.disciplines or not set(rules.disciplines) <= set(DISCIPLINES):
        raise CodeRulesError("disciplines", "Choose who can bill it: PT, OT, or SLP.")
    if rules.therapy not in THERAPY:
        raise CodeRulesError("therapy", "Choose always or sometimes therapy.")
    found = rules._replace(
        label=label,
        disciplines=tuple(each for each in DISCIPLINES if each in rules.disciplines),
        first_code=rules.first_code.strip().upper(),
    )
    if found.first_code:
        _check_first(found, known)
    _check_add_ons(found, known)
    return found


def with_add_ons(typed: Mapping[str, ServiceCode]) -> dict[str, ServiceCode]:
    """Return the codes with the add-on of each; an add-on without its first code is not known."""
    add_ons = {each.first_code: code for code, each in typed.items() if each.first_code}
    return {
        code: each._replace(add_on=add_ons.get(code, ""))
        for code, each in typed.items()
        if not each.first_code or each.first_code in typed
    }


def as_in_a_sentence(title: str) -> str:
    """Return a title with a small letter first."""
    return title[0].lower() + title[1:]


def _check_first(rules: CodeRules, known: Mapping[str, ServiceCode]) -> None:
    code, name = rules.code, rules.first_code
    first = known.get(name)
    if name == code:
        problem = f"{code} can't bill its own additional units. Enter another code, or none."
    elif first is None:
        problem = f"Enter the rules for {name} first."
    elif first.typed is None:
        problem = (
            f"{name} bills all its units itself. Leave this empty. {code} then counts its own "
            f"minutes, and you bill it with {name}."
        )
    elif first.first_code:
        problem = f"{name} already bills the additional units of {first.first_code}."
    elif first.add_on not in ("", code):
        problem = f"{first.add_on} already bills the additional units of {name}."
    elif first.timing.each is None:
        problem = f"{name} is untimed and has no additional units."
    elif first.timing.name != rules.timing:
        problem = (
            f"It must count like {name}: {as_in_a_sentence(TIMING_TITLES[first.timing.name])}."
        )
    else:
        return
    raise CodeRulesError("first_code", problem)


def _check_add_ons(rules: CodeRules, known: Mapping[str, ServiceCode]) -> None:
    """An add-on counts like its first code, which can only change with it."""
    before = known.get(rules.code)
    add_on = before.add_on if before else ""
    if add_on and rules.first_code:
        problem = f"{add_on} bills its additional units. Remove the rules for {add_on} first."
        raise CodeRulesError("first_code", problem)
    if add_on and known[add_on].timing.name != rules.timing:
        problem = f"{add_on} bills its additional units. Remove the rules for {add_on} first."
        raise CodeRulesError("timing", problem)
