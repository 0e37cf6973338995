"""Claim lines priced under the rates of a visit: Medicare's, or the terms of another payer."""

from quarterhour.pricing.by_payer import ByReading, PayerPricer
from quarterhour.pricing.medicare import Pricer, conversion_factor, unpriced
from quarterhour.pricing.plan import PlanAmounts, price_plan
from quarterhour.pricing.tiers import PriceBook

__all__ = [
    "ByReading",
    "PayerPricer",
    "PlanAmounts",
    "PriceBook",
    "Pricer",
    "conversion_factor",
    "price_plan",
    "unpriced",
]
