"""A draft as JSON text: everything as it was typed, to be kept through a crash.

It is no document: a visit is saved as `quarterhour.visit/1`. A text that is not wholly a draft is
read as none.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from quarterhour.entry.draft import Draft
from quarterhour.visit import SeparatePair


def draft_text(draft: Draft) -> str:
    """Return a draft as text."""
    return json.dumps(_plain(draft))


def read_draft_text(text: str) -> Draft | None:
    """Return the draft that a text holds, or None."""
    try:
        draft = _read(Draft, json.loads(text))
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None
    return draft if isinstance(draft, Draft) else None


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal | date) else value


def _read(kind: Any, value: Any) -> Any:
    """Return a value of a kind. Raises ValueError, TypeError or KeyError where it is none."""
    if isinstance(kind, UnionType):
        (other,) = (part for part in get_args(kind) if part is not NoneType)
        return None if value is None else _read(other, value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], part) for part in value)
    if kind is SeparatePair:
        return SeparatePair(*(_read(str, part) for part in value))
    if is_dataclass(kind) and isinstance(kind, type):
        kinds = get_type_hints(kind)
        return kind(
            **{field.name: _read(kinds[field.name], value[field.name]) for field in fields(kind)}
        )
    if kind is Decimal:
        return Decimal(_read(str, value))
    if kind is date:
        return date.fromisoformat(_read(str, value))
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind}")
    return value
