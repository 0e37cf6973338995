"""Documents with one place changed."""

from __future__ import annotations

import random
from typing import Any

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1, 15, 99, 10**9, 1.5, "", "x", "97110", "97129", "G0283", "0.00", "-1.00",
    "9" * 40, "2026-02-30", "0001-01-01", "9999-12-31", "OT", "SLP", "59", "XE", [], {}, [[]],
    ["97530", "97750"], {"a": 1}, "\u0000", "\ud800", "national", "33101", "00000",
)  # fmt: skip


def damaged_document(document: Any, chance: random.Random) -> Any:
    """Change one place of a document, at any depth."""
    if isinstance(document, dict) and document and chance.random() < 0.85:
        key = chance.choice(list(document))
        rest = dict(document)
        match chance.randrange(8):
            case 0:
                del rest[key]
            case 1:
                rest[chance.choice(("extra", "code", "locality", "zip", "rule"))] = chance.choice(
                    ODD
                )
            case 2:
                rest[key] = chance.choice(ODD)
            case _:
                rest[key] = damaged_document(document[key], chance)
        return rest
    if isinstance(document, list) and document and chance.random() < 0.85:
        at = chance.randrange(len(document))
        parts = list(document)
        match chance.randrange(6):
            case 0:
                del parts[at]
            case 1:
                parts *= chance.randrange(2, 60)
            case _:
                parts[at] = damaged_document(document[at], chance)
        return parts
    if isinstance(document, int) and not isinstance(document, bool) and chance.random() < 0.6:
        return document + chance.randrange(-40, 200)
    return chance.choice(ODD)
