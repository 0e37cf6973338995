"""Comparing the fee of a service: through the years, and across the localities."""

from quarterhour.window.fees.dialog import FeesDialog

__all__ = ["FeesDialog"]
