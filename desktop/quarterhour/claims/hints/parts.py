"""Parts of what hints say, and how the words of a hint are filled with its facts.

`{...}` is filled with the facts of the hint. What stands in `[[...]]` says that the MAC has to be
asked: fronts show that once, from `unconfirmed`, and the `message` of a document has it in place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

_MARKED = re.compile(r"\[\[(.*?)\]\]")

# Parts of a detail that are there or not, or that are one of several.
PART_WORDS = {
    "confirm": "Confirm with your MAC.",
    "unit": "1 unit",
    "units": "{units} units",
    "left-over unit": "{units} left-over unit",
    "left-over units": "{units} left-over units",
    "has it": "{codes} has it",
    "have them": "{codes} have them",
    "either": " or ",
    "assistant modifier": " The choice also decides the assistant modifier.",
    "applies": "applies",
    "does not apply": "does not apply",
    "has": "has",
    "have": "have",
    "is": "is",
    "are": "are",
    "at home": "at home",
    "elsewhere": "elsewhere, not at home",
    "one is the assistant's": "One unit of {code} has {modifier} and one has none",
    "charges differ": "Lines of {code} have different charges",
    "once in 7 days": ", once in 7 days, by all minutes of those days",
    "bills them": "{who} bills them",
    "split them": "{who} split them",
    "current file": "CMS's current files",
    "parts of quarter": "{parts} of {release}",
    "pair left out": ", and the amounts leave {codes} out",
    "time blocks": "Were they separate, in different 15-minute blocks[[ (confirm with your MAC)]]?",
    "other part": (
        "Were they separate: another part of the body, another session, or times that do not "
        "overlap[[ (confirm with your MAC)]]?"
    ),
    "if separate": " {question} If so, one of 59, XE, XS, XP and XU goes on {codes}.",
    "bill one": " A modifier does not let both be paid: bill one of them.",
    "instead": "{usual} ({other})",
    "instead unknown": "the code that Medicare names instead",
    "this month": " this month",
    "minutes count": "the minutes count",
    "area counts": "the area counts",
    "seven days": "Enter all minutes of the 7 days.",
    "whole call": "Enter all minutes of the call.",
    "infrared": "Medicare doesn't cover infrared for nerve damage of the feet or for wounds "
    "(National Coverage Determination 270.6).",
    "no national text": "No national text about {code} is held here: your MAC decides.",
    "session code": " An SLP session code, such as 92507, is billed whole.",
    "beyond": " From the sixth on the MAC sets the price by report: a line that holds one has no "
    "amount here.",
    "estimate": " To estimate with the {year} fees: Alt+T.",
    "deductible of year": " CMS's amount for {year} isn't entered yet (File > Yearly amounts).",
    "typable": " If you know them, type them: Rules of the code.",
    "absolute": "The limit is absolute.",
    "of one provider": " The limit is of one provider[[: ask your MAC whether it adds the "
    "disciplines]].",
    "check the count": "Check the count; an appeal with records can pass the limit.",
    "appeal": "Check the minutes; an appeal with records can pass the limit.",
    "charges": "{group} allowed amounts come to {total}",
    "charges known": "{group} allowed amounts come to {total}, with what is known of today",
    "no GA": " An ABN is for care that is not necessary, so GA is not added.",
    "accrues": (
        "Allowed amounts count, the patient's share included, from all providers of the year"
        "[[ (confirm with your MAC)]]."
    ),
    "59": "It says that the services were distinct, such as in different 15-minute blocks.",
    "XE": "It says that they were given in separate encounters on the day.",
    "XS": "It says that they were given to separate structures of the body.",
    "XP": "It says that separate practitioners gave them.",
    "XU": "It says that the service does not overlap the usual parts of the other one.",
    "told by place": "Place of service {places} tells it",
    "place in person": "Place of service {places} is that of a visit in person",
    "95": "95 stands on the line",
    "93": "93 says that it was by sound alone",
    "no 95": "95 is added where your MAC wants it (Edit > Practice and Medicare)",
    "GA": "It says that an ABN is signed: the patient owes your charge.",
    "GY": "It says that Medicare excludes the service: the patient owes your charge.",
    "GZ": "It says that no ABN is signed: the patient owes nothing.",
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


def filled(template: str, facts: dict[str, object], asking: bool) -> str:
    """Return a template with its facts; `asking` keeps what says that the MAC has to be asked."""
    words, names = _prepared(template, asking)
    known = {}
    for name in names:
        fact = facts[name]
        known[name] = (
            filled(PART_WORDS[fact.name], fact.facts, asking) if isinstance(fact, Part) else fact
        )
    return words.format(**known)


@lru_cache(maxsize=512)
def _prepared(template: str, asking: bool) -> tuple[str, tuple[str, ...]]:
    """Return what a template is without its marks, and the facts that it wants."""
    words = _MARKED.sub(r"\1" if asking else "", template)
    return words, tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(words) if name))
