"""The practice's files that are read by a table of fields, each with documents of its kind."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from builders import TABLES, table
from quarterhour.entry import favorites, prices, templates
from quarterhour.practice_files import PracticeFile
from visit.visits import services

CODES = [row["code"] for row in table(TABLES / "services.csv")]
ROW = {"code": "97110", "discipline": "PT"}


class Kind(NamedTuple):
    """A practice file, documents of it as they are written, and those refused with what is named.

    `schema` is its JSON Schema in docs.
    """

    file: PracticeFile[Any]
    schema: str
    documents: SearchStrategy[dict[str, Any]]
    refused: dict[str, tuple[Any, str]]


def _document(format: str, **fields: Any) -> dict[str, Any]:
    return {"format": format, **fields}


def _prices(prices_: Any, **others: Any) -> dict[str, Any]:
    return _document(prices.FORMAT, prices=prices_, **others)


def _favorites(codes: Any, **others: Any) -> dict[str, Any]:
    return _document(favorites.FORMAT, codes=codes, **others)


def _templates(*found: Any, **others: Any) -> dict[str, Any]:
    return _document(templates.FORMAT, templates=list(found), **others)


def _template(name: Any = "Knee", rows: Any = (ROW,), **others: Any) -> dict[str, Any]:
    return {"name": name, "services": list(rows), **others}


def _usual(service: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in service.items() if name not in _OF_ONE_VISIT}


_OF_ONE_VISIT = ("by", "times", "square_cm", "charge")
_NAMES = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=templates.MAX_NAME)
_DOLLARS = st.decimals(min_value=0, max_value=9999, places=2).map(str)


def _refused(format: str, cases: dict[str, tuple[Any, str]]) -> dict[str, tuple[Any, str]]:
    later = format.replace("/1", "/2")
    return {
        "a list": ([], "JSON object"),
        "no format": ({}, "format: "),
        "a later version": (
            _document(later),
            "A newer Quarterhour saved this (price list|list of)",
        ),
        "nothing": (_document(format), "is required"),
        **cases,
    }


KINDS = {
    "prices": Kind(
        prices.PRICES,
        "prices.schema.json",
        st.dictionaries(st.sampled_from(CODES), _DOLLARS, max_size=30).map(_prices),
        _refused(
            prices.FORMAT,
            {
                "unknown field": (_prices({}, color="red"), "color: isn't a field"),
                "a list of prices": (_prices([]), "prices: must be"),
                "short code": (_prices({"9711": "60.00"}), "prices: '9711' isn't valid; a code"),
                "small letters": (_prices({"g0283": "9.00"}), "prices: 'g0283' isn't valid"),
                "number": (_prices({"97110": 60}), "prices.97110: must be dollars"),
                "negative": (_prices({"97110": "-60.00"}), "prices.97110: must be dollars"),
                "a sign": (_prices({"97110": "$60.00"}), "prices.97110: must be dollars"),
                "third decimal": (_prices({"97110": "60.001"}), "prices.97110: must be dollars"),
                "no price": (_prices({"97110": ""}), "prices.97110: must be dollars"),
                "half a character": (_prices({"\ud800": "1.00"}), "prices: contains a damaged"),
                "too many": (
                    _prices({f"{at:05}": "1.00" for at in range(prices.MAX_PRICES + 1)}),
                    "prices: has more than 1,000 entries; remove some",
                ),
            },
        ),
    ),
    "favorites": Kind(
        favorites.FAVORITES,
        "favorites.schema.json",
        st.lists(st.sampled_from(CODES), unique=True, max_size=30).map(_favorites),
        _refused(
            favorites.FORMAT,
            {
                "unknown field": (_favorites([], color="red"), "color: isn't a field"),
                "an object": (_favorites({}), "codes: must be a list"),
                "wrong code": (_favorites(["97110", "gait"]), r"codes\[1\]: 'gait' isn't valid"),
                "number": (_favorites([97110]), r"codes\[0\]: must be text"),
                "twice": (_favorites(["97110", "97140", "97110"]), "codes: has 97110 twice"),
                "too many": (
                    _favorites([f"{at:05}" for at in range(favorites.MAX_FAVORITES + 1)]),
                    "codes: has more than 100 entries; remove some",
                ),
            },
        ),
    ),
    "templates": Kind(
        templates.TEMPLATES,
        "templates.schema.json",
        st.lists(
            st.builds(_template, _NAMES, st.lists(services().map(_usual), min_size=1, max_size=4)),
            unique_by=lambda each: each["name"].casefold(),
            max_size=4,
        ).map(lambda found: _templates(*found)),
        _refused(
            templates.FORMAT,
            {
                "unknown field": (_templates(color="red"), "color: isn't a field"),
                "no list": (_document(templates.FORMAT, templates={}), "templates: must be a list"),
                "no name": (_templates({"services": [ROW]}), r"templates\[0\]\.name: is required"),
                "empty name": (
                    _templates(_template(" ")),
                    r"templates\[0\]\.name: ' ' isn't valid",
                ),
                "long name": (_templates(_template("n" * 61)), r"\.name: .* use 1 to 60 char"),
                "two lines": (
                    _templates(_template("a\nb")),
                    r"templates\[0\]\.name: .* isn't valid",
                ),
                "one name twice": (
                    _templates(_template("Knee"), _template("kNEE")),
                    r"templates\[1\]\.name: is the name of an earlier usual visit",
                ),
                "a label": (_templates(_template(label="x")), r"templates\[0\]\.label: isn't a f"),
                "no services": (_templates(_template(rows=())), r"\[0\]\.services: needs at least"),
                "a wrong code": (
                    _templates(_template(rows=[ROW, {**ROW, "code": "gait"}])),
                    r"templates\[0\]\.services\[1\]\.code: 'gait' isn't valid",
                ),
                "no discipline": (
                    _templates(_template(rows=[{"code": "97110"}])),
                    r"services\[0\]\.discipline: is required",
                ),
                "too many minutes": (
                    _templates(_template(rows=[{**ROW, "therapist_minutes": 481}])),
                    r"services\[0\]\.therapist_minutes: is over the limit",
                ),
                "audio alone": (
                    _templates(_template(rows=[{**ROW, "audio_only": True}])),
                    r"services\[0\]\.audio_only: needs telehealth",
                ),
                **{
                    name: (
                        _templates(_template(rows=[{**ROW, name: value}])),
                        rf"services\[0\]\.{name}: isn't a field",
                    )
                    for name, value in {
                        "times": ["9:00-9:15"],
                        "by": ["T1"],
                        "square_cm": 20,
                        "charge": "60.00",
                    }.items()
                },
                "too many": (
                    _templates(*(_template(str(at)) for at in range(101))),
                    "templates: has more than 100 entries; remove some",
                ),
            },
        ),
    ),
}
