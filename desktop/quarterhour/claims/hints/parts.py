"""Parts of what hints say, and how the words of a hint are filled with its facts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

from quarterhour.claims.phrases import date_text

# Parts of a detail that are there or not, or that are one of several.
PART_WORDS = {
    "confirm": "Check with your MAC.",
    "unread row": "Row {numbers}",
    "unread rows": "Rows {numbers}",
    "isn't counted": "it isn't counted",
    "aren't counted": "they aren't counted",
    "unit": "1 unit",
    "units": "{units} units",
    "remaining unit": "{units} remaining unit",
    "remaining units": "{units} remaining units",
    "gets a unit": " gets a unit",
    "units to give": ", {units}",
    "entered first": "{codes} has it because you entered it first.",
    "all entered first": "{codes} have them because you entered them first.",
    "others": "; and {number} more",
    "zip": "ZIP code {place}",
    "locality": "Locality {place}",
    "either": " or ",
    "many codes": "{number} codes",
    "other codes": "{number} other codes",
    "assistant modifier": " Your choice also decides whether {modifier} applies.",
    "applies": "applies",
    "does not apply": "doesn't apply",
    "has": "has",
    "have": "have",
    "is": "is",
    "are": "are",
    "at home": "at home",
    "elsewhere": "elsewhere",
    "one is the assistant's": "{code} has units with {modifier} and units without it",
    "charges differ": "Lines of {code} have different charges",
    "once in 7 days": " Bill it once per 7 days, for all minutes of those days.",
    "bills them": "{who} bills them",
    "split them": "{who} split them",
    "current file": "CMS's current files",
    "parts of quarter": "{parts} of {release}",
    "pair not counted": ", and the amounts don't include {codes}",
    "time blocks": "Does the note show them in different 15-minute blocks?",
    "other part": (
        "Does the note show another body area, another session, or times that don't overlap?"
    ),
    "if separate": " {question} If so, {codes} takes one of 59, XE, XS, XP, and XU.",
    "bill one": " No modifier lets both codes be paid. Bill only one code.",
    "instead": "{usual} ({other})",
    "instead unknown": "the code that Medicare names instead",
    "this month": " this month",
    "minutes count": "The minutes count",
    "area counts": "The area counts",
    "seven days": "Enter all minutes of the 7 days.",
    "whole call": "Enter all minutes of the call.",
    "infrared": "It doesn't cover infrared for nerve damage of the feet or for wounds.",
    "no national text": "Quarterhour has no national coverage policy for it, so your MAC decides.",
    "session code": " An SLP session code, such as 92507, is billed whole.",
    "beyond": " The MAC sets the price of the sixth and later procedures by report. Quarterhour "
    "shows no amount for a line with one of these procedures.",
    "estimate": " To estimate at {year} fees: Alt+S.",
    "fee in full": "full fee",
    "fee reduced": "fee after the reduction for multiple services",
    "charge entered": "Check the charge.",
    "charge filled": "The charge comes from your price list. Check the list, or enter another "
    "charge for the service.",
    "deductible of year": " CMS's amount for {year} isn't entered yet.",
    "typable": " If you know its rules, enter them.",
    "absolute": "There are no exceptions.",
    "of one provider": " The limit is per provider, and it isn't certain that disciplines share "
    "it.",
    "check the count": (
        "Check that the count is typed correctly. More units need an appeal with records."
    ),
    "appeal": (
        "Check that the minutes are typed correctly. More units need an appeal with records."
    ),
    "charges": "{group} allowed amounts are {total} this year",
    "charges known": "{group} allowed amounts are {total} this year, as far as known today",
    "no GA": " GA isn't added, because an ABN is for care that isn't medically necessary.",
    "accrues": "The total counts all providers this year, and the patient's share.",
    "59": "59 means that the services were separate, for example in different 15-minute blocks.",
    "XE": "XE means that the services were in separate encounters on the same day.",
    "XS": "XS means that the services were on separate structures of the body.",
    "XP": "XP means that separate practitioners provided the services.",
    "XU": "XU means that the service doesn't overlap the usual parts of the other service.",
    "told by place": "Place of service {places} shows it",
    "place in person": "Place of service {places} is for visits in person",
    "95": "95 is on the line",
    "93": "93 shows that it was audio only",
    "no 95": "95 is added if your MAC wants it (Visit > Practice settings)",
    "GA": "GA means that an ABN was signed before the service. The patient owes your charge.",
    "GY": "GY means that Medicare excludes the service. The patient owes your charge.",
    "GZ": "GZ means that no ABN was signed. The patient owes nothing.",
    "chiropractor": "A chiropractor",
    "massage therapist": "A massage therapist",
    "athletic trainer": "An athletic trainer",
}


class Part(NamedTuple):
    """A part of a detail, one of `PART_WORDS`, and the facts in it."""

    name: str
    facts: dict[str, object]


def part(name: str, **facts: object) -> Part:
    """Return a part of a detail, to be given as a fact of the whole."""
    return Part(name, facts)


def filled(template: str, facts: dict[str, object]) -> str:
    """Return a template with its facts."""
    return template.format(**{name: _said(facts[name]) for name in _names(template)})


def _said(fact: object) -> object:
    """Return a fact as it is said: a part filled, a date in words."""
    if isinstance(fact, Part):
        return filled(PART_WORDS[fact.name], fact.facts)
    return date_text(fact) if isinstance(fact, date) else fact


@lru_cache(maxsize=512)
def _names(template: str) -> tuple[str, ...]:
    """Return the facts that a template needs."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))
