"""The money: relative values, locality and conversion factor to what Medicare pays.

Pure arithmetic over plain values. Every amount is a `decimal.Decimal` in dollars, and no float
touches one. Sources: 42 CFR 414.22 to 414.26 (fee formula), Social Security Act §1848(b)(7)
(multiple procedure payment reduction), §1833(a) (deductible and coinsurance), §1834(v)
(assistants), Budget Control Act of 2011 (sequestration).
"""

from typing import TYPE_CHECKING

# Its module has the name of what is in it, and would be found in its place.
from quarterhour.fees.fee import (
    FEE_PART_WORDS,
    ONE,
    FeeFormula,
    FeePart,
    Gpci,
    RelativeValues,
    fee,
)
from quarterhour.later import loading

if TYPE_CHECKING:
    from quarterhour.fees.between import (
        Amounts,
        Between,
        PayerPayment,
        WayAmounts,
        added,
        payment_between,
    )
    from quarterhour.fees.money import CENT, MINUS, ZERO, cents, dollars, round_dollars, taken_off
    from quarterhour.fees.mppr import (
        MAX_PROCEDURES,
        Bill,
        PricedBill,
        beyond_procedures,
        dearest_procedures,
        full_fee_places,
        reduce_multiple,
    )
    from quarterhour.fees.payment import Payment, Share, Terms, limiting_charge, settle
    from quarterhour.fees.portions import (
        Portion,
        PortionShare,
        ShareTerms,
        share_out,
        together,
    )
    from quarterhour.fees.ranked import RANK_KEYS, Fees, Priced, RankedLine, reduce_by_rank
    from quarterhour.fees.step import CALCULATION_WORDS, PRICE_STEPS, STEP_WORDS, Step, StepKind
else:
    __getattr__ = loading(
        __name__,
        {
            "between": "Amounts Between PayerPayment WayAmounts added payment_between",
            "money": "CENT MINUS ZERO cents dollars round_dollars taken_off",
            "mppr": (
                "MAX_PROCEDURES Bill PricedBill beyond_procedures dearest_procedures "
                "full_fee_places reduce_multiple"
            ),
            "payment": "Payment Share Terms limiting_charge settle",
            "portions": "Portion PortionShare ShareTerms share_out together",
            "ranked": "RANK_KEYS Fees Priced RankedLine reduce_by_rank",
            "step": "CALCULATION_WORDS PRICE_STEPS STEP_WORDS Step StepKind",
        },
    )

__all__ = [
    "CALCULATION_WORDS",
    "CENT",
    "FEE_PART_WORDS",
    "MAX_PROCEDURES",
    "MINUS",
    "ONE",
    "PRICE_STEPS",
    "RANK_KEYS",
    "STEP_WORDS",
    "ZERO",
    "Amounts",
    "Between",
    "Bill",
    "FeeFormula",
    "FeePart",
    "Fees",
    "Gpci",
    "PayerPayment",
    "Payment",
    "Portion",
    "PortionShare",
    "Priced",
    "PricedBill",
    "RankedLine",
    "RelativeValues",
    "Share",
    "ShareTerms",
    "Step",
    "StepKind",
    "Terms",
    "WayAmounts",
    "added",
    "beyond_procedures",
    "cents",
    "dearest_procedures",
    "dollars",
    "fee",
    "full_fee_places",
    "limiting_charge",
    "payment_between",
    "reduce_by_rank",
    "reduce_multiple",
    "round_dollars",
    "settle",
    "share_out",
    "taken_off",
    "together",
]
