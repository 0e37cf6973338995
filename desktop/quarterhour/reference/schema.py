"""The tables of a reference database. Figures are kept as text: SQLite would store a float."""

from __future__ import annotations

from typing import Any, TypedDict


class Table(TypedDict):
    """How one table is made."""

    columns: dict[str, Any]
    pk: tuple[str, ...]


def _text(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), str)


TABLES: dict[str, Table] = {
    "sources": {"columns": _text("file release released sha256"), "pk": ("file",)},
    "editions": {
        "columns": _text(
            "release valid_from valid_to conversion_factor relative_values_file gpci_file"
        ),
        "pk": ("release",),
    },
    "relative_values": {
        "columns": _text(
            "release code status work practice_expense malpractice multiple_procedure"
        ),
        "pk": ("release", "code"),
    },
    "localities": {
        "columns": _text("release locality state name work practice_expense malpractice"),
        "pk": ("release", "locality"),
    },
    "zip_codes": {
        "columns": _text("zip state locality") | {"plus_four": int},
        "pk": ("zip",),
    },
    "services": {
        "columns": _text("code label clock first_code therapy disciplines locked_to")
        | {"evaluation": int, "words": str},
        "pk": ("code",),
    },
    "parameters": {
        "columns": _text("name value valid_from valid_to source"),
        "pk": ("name", "valid_from"),
    },
}
