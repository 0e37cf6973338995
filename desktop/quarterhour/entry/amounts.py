"""Reading dollars, areas, counts and places of service as people type them, within bounds."""

from __future__ import annotations

import re
from decimal import Decimal

from quarterhour.visit import MAX_COUNT, MAX_DOLLARS, MAX_SQUARE_CM

# A comma comes only before three digits: elsewhere it may be meant as the decimal point.
_DOLLARS = re.compile(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{0,2})?|\.[0-9]{1,2}")
_WHOLE = re.compile(r"[0-9]+")
_PLACE_OF_SERVICE = re.compile(r"[0-9]{2}")
_CENT = Decimal("0.01")


def read_dollars(text: str) -> Decimal | None:
    """Return an amount in dollars, or None for no text. Raises ValueError with a message."""
    text = text.strip().removeprefix("$").strip()
    if not text:
        return None
    if not _DOLLARS.fullmatch(text):
        raise ValueError("Enter an amount, such as 85 or 85.50.")
    amount = Decimal(f"0{text.replace(',', '')}")
    if amount > MAX_DOLLARS:
        raise ValueError("That amount is too large. Enter dollars and cents.")
    return amount.quantize(_CENT)


def read_area(text: str) -> int:
    """Return square centimeters, 0 for no text. Raises ValueError with a message."""
    text = text.strip()
    if not text:
        return 0
    if not _WHOLE.fullmatch(text):
        raise ValueError("Enter whole square centimeters, such as 45.")
    if len(text) > len(str(MAX_SQUARE_CM)) or int(text) > MAX_SQUARE_CM:
        raise ValueError("That area is too large. Enter square centimeters.")
    return int(text)


def read_count(text: str) -> int:
    """Return how many of a service were done, 1 for no text. Raises ValueError with a message."""
    text = text.strip()
    if not text:
        return 1
    if not _WHOLE.fullmatch(text):
        raise ValueError("Enter a whole number, such as 2.")
    count = text.lstrip("0")
    if not count:
        raise ValueError("Enter 1 or more. If none was done, delete the row.")
    if len(count) > len(str(MAX_COUNT)):
        raise ValueError(f"Enter {MAX_COUNT} or less, for what was done on this date.")
    return int(count)


def read_place_of_service(text: str) -> str:
    """Return a place of service, empty for no text. Raises ValueError with a message."""
    text = text.strip()
    if text and not _PLACE_OF_SERVICE.fullmatch(text):
        raise ValueError("Enter two digits, such as 11, or leave it empty.")
    return text
