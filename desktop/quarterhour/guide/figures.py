"""Figures and tables in the guide's texts. They come from the reference, so they stay current.

A text writes `{{name words}}`; the names are those that `Figures` knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from quarterhour.claims import listed
from quarterhour.fees import cents, dollars
from quarterhour.guide.context import Context
from quarterhour.guide.texts import GuideError
from quarterhour.guide.wording import (
    day_cell,
    day_words,
    limit_cells,
    literal,
    pair_sentence,
    releases,
    timing_words,
)
from quarterhour.reference import NATIONAL, Edition, PairEdit, Parameter, Reference
from quarterhour.reference.cms_pages import ALL_PAGES
from quarterhour.reference.fee_table import edition_fee
from quarterhour.reference.pair_parts import parts_named
from quarterhour.units import Timing

_PLACEHOLDER = re.compile(r"\{\{(\w+)((?: [\w-]+)*)\}\}")
_MISSING = "not available"
_COMMON = ("97110", "97112", "97116", "97124", "97140", "97150", "97530", "97535", "97750", "92507")
_CLAIMED = (
    *(("97530", "97116"), ("97140", "97530"), ("97161", "97140"), ("97165", "97140")),
    *(("97161", "97530"), ("97150", "97161"), ("97164", "97110"), ("97164", "97140")),
)


class Figures:
    """Fills the placeholders of a text for one date and location."""

    def __init__(self, reference: Reference, context: Context) -> None:
        self._reference = reference
        self._day = context.day
        self._edition = context.edition
        self._makers: dict[str, Callable[..., str]] = {
            "today": self._today,
            "release": self._release,
            "factor": self._factor,
            "apm": self._apm,
            "fee": self._fee,
            "pair": self._pair,
            "limit": self._limit,
            "localities": self._localities,
            "timings": self._timings,
            "locked": self._locked,
            "limits": self._limits,
            "active": self._active,
            "deleted": self._deleted,
            "pair_parts": self._pair_parts,
            "pair_releases": self._pair_releases,
            "limit_releases": self._limit_releases,
            "fee_releases": self._fee_releases,
            "years": self._years,
            "thresholds": self._thresholds,
            "sequestration": self._sequestration,
            "example": self._example,
            "telehealth_until": self._telehealth_until,
            "cms_pages": self._cms_pages,
        }

    def fill(self, text: str) -> str:
        """Return a text with its figures. Raises GuideError for a name that isn't known."""
        return _PLACEHOLDER.sub(self._value, text)

    def _value(self, match: re.Match[str]) -> str:
        name, words = match[1], match[2].split()
        if name in _AMOUNTS:
            return self._amount(name, self._day)
        if name in _PERCENTS:
            return self._percent(_PERCENTS[name])
        if name not in self._makers:
            raise GuideError(f"The guide names a figure {name}, which doesn't exist.")
        return self._makers[name](*words)

    def _amount(self, name: str, day: date) -> str:
        found = self._reference.parameter(name, day)
        if found is None:
            return _MISSING
        return f"{dollars(found.value).removesuffix('.00')}{_typed(found)}"

    def _percent(self, name: str) -> str:
        found = self._reference.parameter(name, self._day)
        return _MISSING if found is None else f"{100 * found.value:.0f}"

    def _today(self) -> str:
        return day_words(self._day)

    def _release(self) -> str:
        return (
            literal(self._edition.release) if self._edition else "no fee schedule is loaded for it"
        )

    def _factor(self) -> str:
        return str(self._edition.conversion_factor) if self._edition else _MISSING

    def _apm(self) -> str:
        name = "qualifying_apm_conversion_factor"
        found = self._reference.parameter(name, self._day)
        # Outside the years that have one, the latest that is known.
        if found is None and self._reference.editions:
            found = self._reference.parameter(name, self._reference.editions[-1].valid_from)
        return _MISSING if found is None else f"{found.value}{_typed(found)}"

    def _fee(self, code: str, day: str) -> str:
        edition = self._reference.edition_on(date.fromisoformat(day))
        if edition is None:
            return _MISSING
        full = edition_fee(self._reference, edition, NATIONAL, code).full
        return _MISSING if full is None else dollars(full)

    def _pair(self, one: str, two: str) -> str:
        return pair_sentence(self._reference, one, two, self._day)

    def _limit(self, code: str) -> str:
        found = self._reference.edits.unit_limit(code, self._day)
        return _MISSING if found is None else str(found.units)

    def _localities(self) -> str:
        edition = self._edition or self._reference.editions[-1]
        return str(len(self._reference.localities(edition)) - 1)  # less the national average

    def _timings(self) -> str:
        codes: dict[Timing, list[str]] = {}
        for service in self._reference.services.values():
            if not service.timing.untimed and not service.timing.pooled and not service.typed:
                codes.setdefault(service.timing, []).append(service.code)
        rows = ((", ".join(each), timing_words(timing)) for timing, each in codes.items())
        return _table(("codes", "timing"), rows)

    def _locked(self) -> str:
        locked: dict[str, list[str]] = {}
        for service in self._reference.services.values():
            if service.locked_to and not service.typed:
                locked.setdefault(service.locked_to, []).append(service.code)
        return _table(("discipline", "codes"), ((who, ", ".join(locked[who])) for who in locked))

    def _limits(self) -> str:
        found = [(code, self._reference.edits.unit_limit(code, self._day)) for code in _COMMON]
        return _table(
            ("code", "daily limit", "indicator"),
            ((code, *limit_cells(one)) for code, one in found),
        )

    def _active(self) -> str:
        rows = []
        for code in _COMMON:
            denied: dict[tuple[str, str], list[str]] = {}
            for edit in self._reference.edits.pair_edits_of(code, self._day):
                if edit.column_1 == code and edit.denies_on(self._day):
                    key = (edit.modifier_indicator, literal(edit.release))
                    denied.setdefault(key, []).append(edit.column_2)
            rows += [
                (code, indicator, ", ".join(codes), release)
                for (indicator, release), codes in sorted(denied.items())
            ]
        return _table(("column 1 (paid)", "indicator", "column 2 (denied)", "list"), rows)

    def _deleted(self) -> str:
        lines = []
        for one, two in _CLAIMED:
            edit = self._reference.edits.pair_edit(one, two, self._day)
            if edit is not None and not edit.denies_on(self._day):
                deleted = day_cell(edit.deleted) if edit.deleted else "or never applied"
                lines.append(f"- {one} with {two}: deleted {deleted} ({literal(edit.release)})")
        return "\n".join(lines)

    def _pair_parts(self) -> str:
        """Return which parts of the quarter's edits are imported, and which are missing."""
        parts = self._reference.edits.pair_parts_on(self._day)
        day = day_words(self._day)
        if parts is None:
            return f"For {day}, no part is imported."
        missing = f" Missing: {parts_named(parts.missing)}." if parts.missing else ""
        imported = "are imported" if parts.loaded[1:] else "is imported"
        loaded = f"{parts_named(parts.loaded)} of {literal(parts.release)} {imported}"
        return f"For {day}, {loaded}.{missing}"

    def _pair_releases(self) -> str:
        edits: list[PairEdit] = []
        for code in _COMMON:
            edits += self._reference.edits.pair_edits_of(code, self._day)
        return listed(releases(edits))

    def _limit_releases(self) -> str:
        found = [self._reference.edits.unit_limit(code, self._day) for code in _COMMON]
        return listed(releases(one for one in found if one is not None))

    def _fee_releases(self) -> str:
        return listed([literal(edition.release) for edition in self._reference.editions])

    def _cms_pages(self) -> str:
        # As code, so that they aren't links: Quarterhour opens no address.
        return "\n".join(f"- {literal(page.what)}: `{page.address}`" for page in ALL_PAGES)

    def _years(self) -> str:
        return _table(
            ("from", "conversion factor", "KX threshold", "deductible"),
            (self._year(edition) for edition in self._reference.editions),
        )

    def _year(self, edition: Edition) -> tuple[str, ...]:
        day = edition.valid_from
        threshold, deductible = (
            self._amount(name, day) for name in ("kx_threshold", "part_b_deductible")
        )
        return day_cell(day), str(edition.conversion_factor), threshold, deductible

    def _thresholds(self) -> str:
        years = sorted({edition.valid_from.year for edition in self._reference.editions})
        rows = ((str(year), self._amount("kx_threshold", date(year, 1, 1))) for year in years)
        return _table(("year", "KX threshold"), rows)

    def _sequestration(self) -> str:
        rows = [
            (
                day_cell(one.valid_from),
                day_cell(one.valid_to) if one.valid_to else "",
                f"{100 * one.value:.0f}%",
            )
            for one in self._reference.parameters("sequestration_rate")
        ]
        return _table(("sequestration from", "to", "rate"), rows)

    def _telehealth_until(self) -> str:
        """Return the last day known on which therapists can bill telehealth."""
        last = self._reference.parameters("telehealth_by_therapists")[-1].valid_to
        return day_words(last) if last else _MISSING

    def _example(self) -> str:
        """Return two units of 97110 at the national average: one at full fee, one with the MPPR."""
        if self._edition is None:
            return ""
        found = edition_fee(self._reference, self._edition, NATIONAL, "97110")
        share = self._reference.parameter("coinsurance_rate", self._day)
        if found.full is None or found.reduced is None or share is None:
            return ""
        allowed: Decimal = found.full + found.reduced
        return (
            f"**Two units of 97110, national average:** {dollars(found.full)} at full fee and "
            f"{dollars(found.reduced)} with the MPPR, {dollars(allowed)} allowed. With the "
            f"deductible met, the patient owes {dollars(cents(allowed * share.value))}."
        )


_AMOUNTS = ("kx_threshold", "medical_review_threshold", "part_b_deductible")
_PERCENTS = {
    "mppr_percent": "mppr_practice_expense_share",
    "both_sides_percent": "both_sides_factor",
    "procedure_percent": "further_procedure_share",
    "coinsurance_percent": "coinsurance_rate",
    "assistant_percent": "assistant_factor",
    "sequestration_percent": "sequestration_rate",
}


def _typed(found: Parameter) -> str:
    """Return who typed an amount and when, if the user typed it."""
    return f" ({found.source})" if found.typed else ""


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
