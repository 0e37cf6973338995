"""The fields of the assessment document about the payer and the payment, whoever pays."""

from __future__ import annotations

from typing import Any, NamedTuple

from quarterhour.assessment import Assessment
from quarterhour.fees import Between, PayerPayment, WayAmounts
from quarterhour.payers import FITTED, MARKS, TYPED, Described, Payer, State, described
from quarterhour.report.fields import AMOUNT, FLAG, TEXT, Field, Form, list_of, nullable, object_of
from quarterhour.report.fields import words as one_of
from quarterhour.visit import CPT_MIDPOINT, MEDICARE

_PERHAPS = nullable(TEXT)
PAYER_NAMES = {MEDICARE: "Medicare Part B", CPT_MIDPOINT: "CPT midpoint, units only"}
_STATED, _ASSUMED, _FITTED, _TYPED, _DOES_NOT_APPLY = (
    "stated",
    "assumed",
    "fitted",
    "typed",
    "does-not-apply",
)
_STATES = (_STATED, _ASSUMED, _FITTED, _TYPED, _DOES_NOT_APPLY)
_BY_MARK = {FITTED: _FITTED, TYPED: _TYPED}


class _Setting(NamedTuple):
    """A setting of a payer's file, and the payer, which has its source."""

    said: Described
    payer: Payer

    @property
    def state(self) -> str:
        """Whether it is given, and how: what is not given is assumed."""
        if self.said.state is State.NOT_GIVEN:
            return _ASSUMED
        if self.said.state is State.DOES_NOT_APPLY:
            return _DOES_NOT_APPLY
        return _BY_MARK.get(self.payer.source(self.said.source).mark, _STATED)

    def of_source(self, name: str) -> str | None:
        """Return a field of its source, None where it has none."""
        found = self.said.source and getattr(self.payer.source(self.said.source), name)
        return found or None


def _settings(found: Assessment) -> list[_Setting]:
    payer = found.plan and found.plan.payer
    return [_Setting(each, payer) for each in described(payer)] if payer else []


def payer_name(found: Assessment) -> str:
    """Return what the payer is called; of one without a file, the id that the visit names."""
    id = found.visit.payer
    return found.plan.payer.name if found.plan else PAYER_NAMES.get(id, id)


_SETTING = object_of(
    Field("setting", TEXT, "Its place in the payer file", "said.path"),
    Field("state", one_of(_STATES), "Whether the payer's text states it"),
    Field("value", _PERHAPS, "What it says", lambda each: each.said.value or None),
    Field(
        "mark",
        nullable(one_of(MARKS)),
        "How sure its source is",
        lambda each: each.of_source("mark"),
    ),
    Field("source", _PERHAPS, "The text", lambda each: each.of_source("title")),
    Field("date", _PERHAPS, "The date of the text", lambda each: each.of_source("date")),
)
PAYER = object_of(
    Field("id", TEXT, "Id of the payer", "visit.payer"),
    Field("name", TEXT, "Its name", payer_name),
    Field(
        "in_force",
        FLAG,
        "Whether its rules hold on the date; without, there are no amounts",
        lambda found: found.plan.in_force if found.plan else found.visit.payer == MEDICARE,
    ),
    Field("settings", list_of(_SETTING), "What its file states, and what is assumed", _settings),
)


class _Amount(NamedTuple):
    """Where an amount of the payment is, of Medicare's and of another payer's."""

    medicares: str = ""
    others: str = ""

    def of(self, found: Assessment) -> Any:
        """Return the amount, None where it is not shown or not one amount."""
        if found.by_payer is not None:
            between: Between | None = getattr(found.by_payer, self.others, None)
            return between and between.single
        return getattr(found.payment, self.medicares, None)


def _amount(name: str, meaning: str, medicares: str = "", others: str = "") -> Field:
    return Field(name, nullable(AMOUNT), meaning, _Amount(medicares, others).of)


def range_field(name: str, meaning: str, of: str) -> Field:
    """Return the field of a range: null where the amount is one, or not known.

    `of` is the path of the attribute that holds it.
    """
    *path, last = of.split(".")

    def ends(found: object) -> list[str | None] | None:
        for part in path:
            found = getattr(found, part)
        between: Between | None = getattr(found, last, None)
        if between is None or between.single is not None:
            return None
        return [str(between.low), None if between.high is None else str(between.high)]

    pair = Form(
        None,
        {
            "anyOf": [
                {
                    "type": "array",
                    "prefixItems": [AMOUNT.schema, nullable(AMOUNT).schema],
                    "minItems": 2,
                    "maxItems": 2,
                },
                {"type": "null"},
            ]
        },
    )
    return Field(name, pair, meaning, ends)


def _of_way(name: str, meaning: str) -> Field:
    return Field(name, nullable(AMOUNT), meaning, lambda way: getattr(way.amounts, name))


def _open_ways(found: Assessment) -> tuple[WayAmounts, ...] | None:
    payment: PayerPayment | None = found.by_payer
    return payment.ways if payment is not None and payment.open else None


_WAY = object_of(
    Field(
        "read_as",
        list_of(TEXT),
        "How each setting that is open is read",
        lambda way: [f"{setting}: {words}" for setting, words in way.ways],
    ),
    _of_way("allowed", "What is then allowed"),
    _of_way("payer_pays", "What the payer then pays"),
    _of_way("patient_pays", "What the patient then owes"),
)
_MEDICARE_ONLY = "Of Medicare: "
PAYMENT = object_of(
    _amount(
        "before_mppr",
        "All units at the full fee or price, before any reduction",
        "before_mppr",
        "full",
    ),
    _amount("allowed", "before_mppr minus what reductions and charges take off", *["allowed"] * 2),
    _amount(
        "mppr_reduction",
        "What is taken off for several services on one day (MPPR)",
        "mppr_reduction",
        "reduction",
    ),
    _amount(
        "procedure_reduction",
        "The reduction for additional splints, casts, and strapping",
        "procedure_reduction",
    ),
    _amount("over_limits", "What another payer's limits take off", "", "over_limits"),
    _amount("above_charges", "What fees or prices are over the charges", *["above_charges"] * 2),
    _amount(
        "assistant_allowed",
        "What is taken off the allowed amount for assistants",
        "",
        "assistant_allowed",
    ),
    _amount("deductible", "The patient's deductible", *["deductible"] * 2),
    _amount("copay", "The patient's copay", "", "copay"),
    _amount("coinsurance", "The patient's coinsurance", *["coinsurance"] * 2),
    _amount(
        "assistant_reduction",
        "The PTA/OTA reduction of the payer's share",
        "assistant_reduction",
        "assistant_paid",
    ),
    _amount("sequestration", "The reduction by sequestration", *["sequestration"] * 2),
    Field(
        "medicare_pays",
        nullable(AMOUNT),
        "What Medicare pays; null under another payer",
        lambda found: found.payment.medicare_pays if found.payment and not found.plan else None,
    ),
    _amount("payer_pays", "What the payer pays", "medicare_pays", "payer_pays"),
    _amount(
        "patient_pays",
        "Null where the patient owes a charge that was not entered, or it is not known",
        *["patient_pays"] * 2,
    ),
    _amount("coinsurance_rate", f"{_MEDICARE_ONLY}the patient's share", "coinsurance_rate"),
    _amount(
        "assistant_factor",
        f"{_MEDICARE_ONLY}part of its share that is paid for assistants",
        "assistant_factor",
    ),
    _amount(
        "sequestration_rate",
        f"{_MEDICARE_ONLY}part of its share that sequestration reduces",
        "sequestration_rate",
    ),
    _amount(
        "limiting_charge",
        "Set where the practice neither participates nor accepts assignment",
        "limiting_charge",
    ),
    _amount("noncovered", "Charges the patient owes on GA and GY lines", "noncovered"),
    _amount(
        "denied_not_included",
        "What the denied lines would be allowed; null where not known",
        "denied_not_included",
    ),
    range_field(
        "between",
        "Least and most that is allowed, where the payer's text does not decide; the most is null "
        "where only the least is known",
        "by_payer.allowed",
    ),
    range_field("payer_pays_between", "The same of what the payer pays", "by_payer.payer_pays"),
    range_field(
        "patient_pays_between", "The same of what the patient owes", "by_payer.patient_pays"
    ),
    Field(
        "readings",
        nullable(list_of(_WAY)),
        "What each way to read the text comes to, where it does not decide",
        _open_ways,
    ),
)
