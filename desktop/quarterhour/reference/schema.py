"""The tables of a reference database. Figures are kept as text: SQLite would store a float."""

from __future__ import annotations

from typing import Any, TypedDict


class Table(TypedDict):
    """How one table is made."""

    columns: dict[str, Any]
    pk: tuple[str, ...]


def _text(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), str)


# What both the bundled database and the imported one hold.
TABLES: dict[str, Table] = {
    "sources": {"columns": _text("file release released sha256"), "pk": ("sha256",)},
    "editions": {
        "columns": _text(
            "release valid_from valid_to conversion_factor relative_values_sha256 gpci_sha256"
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
    "pair_edits": {
        "columns": _text("release column_1 column_2 effective deleted modifier_indicator"),
        "pk": ("release", "column_1", "column_2", "effective"),
    },
    "unit_limits": {
        "columns": _text("release code") | {"units": int, "adjudication": str},
        "pk": ("release", "code"),
    },
}

# What the imported database holds besides. A release's rows go when its import is removed.
IMPORTED_TABLES: dict[str, Table] = {
    "imports": {
        "columns": _text("kind release file sha256 imported_on") | {"rows": int},
        "pk": ("kind", "release", "sha256"),
    },
}
