"""What the machine of random acts types and pastes: what is right, and what is odd or wrong."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

ODD = 0.12  # how often a text is odd


class Material(NamedTuple):
    """Texts for one kind of field."""

    right: tuple[str, ...]
    odd: tuple[str, ...]


def pick(chance: Random, material: Material) -> str:
    """Return one of the texts, which is rarely an odd one."""
    return chance.choice(material.odd if chance.random() < ODD else material.right)


SERVICES = Material(
    (
        *("97110", "97110", "97110", "97140", "97140", "97112", "97112", "97530", "97530"),
        *("97116", "97116", "97535", "97035", "97124", "97750", "97113", "97533", "97032"),
        *("97161", "97165", "92507", "92526", "97597", "97150", "97542", "96125", "97129"),
        *("97130", "G0283", "97010", "98975", "90901", "20560", "97761", "95992", "97545"),
        *("gait", "ther ex", "TE", "MT", "TA", "manual", "us", "eval", "dry needling"),
    ),
    (
        *("97014", "g0283", "97799", "0791T", "99999", "98941", "97763", "29240", "98977"),
        *("speech", "frobnicate", "7110", "110", "xx", "9", "ultra", "  97110 ", "\u00e9tude"),
        "<b>97110</b>",
    ),
)
MINUTES = Material(
    (
        *("8", "7", "15", "15", *["20"] * 9, "22", "23", "30", "37", "38", "40", "53", "60"),
        *("10+8", "20+20+20", "9:05-9:28", "15 min", "1h", "1 hr 5 min"),
    ),
    (
        *("1", "0", "9:05-", "-5", "abc", "480", "481", "23.5", "99999", " ", "1,5", "15x"),
        *("2 units", "9:28-9:05"),
    ),
)
DATES = Material(
    (
        *("2026-11-23", "2026-11-23", "11/23/2026", "2025-06-02", "2024-02-29", "2020-03-01"),
        *("2021-07-01", "2022-01-01", "2023-12-31"),
    ),
    (
        *("2019-01-01", "2027-01-01", "1999-12-31", "2026-13-40", "2026-1", "yesterday", ""),
        *("9999-12-31", "0001-01-01"),
    ),
)
PLACES = Material(
    (
        *("33101", "90210", "95023", "10001", "98101", "national", "Miami", "seattle"),
        *("Manhattan", "33101-1234", "09102-04", "02402-02", "alaska"),
    ),
    ("00000", "9021", "", "Cleveland"),
)
AMOUNTS = Material(
    ("", "0", "0.00", "60", "12.50", "257", "1,000", "2400", "2480", "3,100.50", "$45"),
    ("12,50", "99999999", "-3", "abc", "45."),
)
WORDS = ("knee", "left \u2013 \u00fc", "<i>x</i>")
PASTED = Material(
    (
        "97110\t33\n97140\t7\n",
        "97530 23, 97116 15",
        "CPT,Min,PTA min\n97110,33,\n97140,5,2",
        "97535\tGO\t20 min",
        "gait, 15\nther ex 23",
        "1\t97110\t23\n2\t97112\t15",
        "\ufeff97110;15\r\n97140;8",
        "97112\t20\n97530\t20",
    ),
    (
        "97110 2 units 30 min",
        "92507\n97110\t15",
        "97110\t33\t60",
        "Dear colleague, thank you",
        "frobnicate\t20\n97110\t15",
        "11/23/2026\t97110\tGP\t\t\t\t60.00\t2",
        "97110\t1\n" * 12,
        "97110\t9:05-9:28\n\n97140\t-5",
        "",
        "97110\t" + "9" * 400,
    ),
)
