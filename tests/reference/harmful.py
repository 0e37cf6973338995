"""Downloads made to take more memory than a computer has, each in another way."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import workbooks
from downloads import gpcis, pair_edits, relative_values, text, unit_limits

NAME = "ccipra-v323r0-f1"
STORED = zipfile.ZIP_STORED
Make = Callable[[Path], Path]


def far_apart(folder: Path) -> Path:
    """Two cells at the opposite corners of a sheet: all between them would take 550 GB."""
    return corners(folder, "XFD1048576", 1_048_576)


def far_aside(folder: Path) -> Path:
    return corners(folder, "XFD2", 2)


def corners(folder: Path, other: str, number: int) -> Path:
    rows = (("A1", 1), (other, number))
    cells = "".join(f'<row r="{row}"><c r="{at}"><v>1</v></c></row>' for at, row in rows)
    return workbooks.workbook(folder / f"{NAME}.xlsx", workbooks.sheet(cells))


def written(folder: Path, name: str, block: bytes, times: int, before: bytes = b"") -> Path:
    """Write a zip whose one member repeats a block: it packs hundreds to one."""
    path = folder / "download.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        member.write(before)
        for _ in range(times):
            member.write(block)
    return path


def blanks(size: int) -> Make:
    """Return a maker of a workbook with a number of MB of blanks in its sheet."""

    def make(folder: Path) -> Path:
        path = folder / f"{NAME}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in workbooks.AROUND.items():
                archive.writestr(name, content)
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
                member.write(workbooks.sheet("").partition("</sheetData>")[0].encode())
                for _ in range(size):
                    member.write(b" " * 1_000_000)
        return path

    return make


def noise(size: int) -> bytes:
    """Return letters that pack badly, so that no bound on packing is met."""
    return os.urandom(size).hex().encode()


def commas(folder: Path) -> Path:
    """540 MB of empty cells behind the heading of the pairs, which pack 190 to 1."""
    head = pair_edits([]).encode().replace(b"\t", b",")
    return written(folder, f"{NAME}.csv", b",\n" * 450_000 + noise(2_300) + b",\n", 600, head)


def one_line(folder: Path) -> Path:
    path = folder / f"{NAME}.txt"
    path.write_bytes(pair_edits([]).encode() + b"97530\t" * 30_000_000)
    return path


def one_quoted_cell(folder: Path) -> Path:
    path = folder / f"{NAME}.csv"
    path.write_bytes(b'"\n' + b'","\n' * 40_000_000)
    return path


def endless_values(folder: Path) -> Path:
    rows = text(relative_values()).encode()
    last = rows.splitlines()[-1] + b"\r\n"
    content = rows + last * 1_000_000
    members: dict[str, str | bytes] = {"PPRRVU.csv": content, "GPCI.csv": text(gpcis())}
    path = folder / "rvu.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return path


def endless_limits(folder: Path) -> Path:
    path = folder / "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"
    path.write_bytes(text(unit_limits({})).encode() + (b"," * 20_000 + b"1\n") * 5_000)
    return path


def many_texts(folder: Path) -> Path:
    shared = "<si><t/></si>" * 2_200_000
    return workbooks.workbook(folder / f"{NAME}.xlsx", workbooks.sheet(""), shared, STORED)


def deep_texts(folder: Path) -> Path:
    return workbooks.workbook(
        folder / f"{NAME}.xlsx", workbooks.sheet(""), "<a>" * 9_000_000, STORED
    )


def long_row(folder: Path) -> Path:
    cells = '<c r="A1"><v>1</v></c>' * 5_000_000
    return workbooks.workbook(
        folder / f"{NAME}.xlsx", workbooks.sheet(f'<row r="1">{cells}</row>'), "", STORED
    )


def entities(folder: Path) -> Path:
    """Each entity is ten of the one before."""
    declared = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(9))
    xml = f'<!DOCTYPE sst [<!ENTITY e0 "lol">{declared}]>'
    path = workbooks.workbook(folder / f"{NAME}.xlsx", workbooks.sheet(""))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f"{xml}<sst><si><t>&e9;</t></si></sst>")
    return path


def long_directory(folder: Path) -> Path:
    path = folder / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40_000):
            archive.writestr(f"{number:0200}.txt", "")
    return path


def lying(folder: Path) -> Path:
    """Zip within zip, each of which unpacks to a thousand times its size."""
    inner = written(folder, f"{NAME}.txt", bytes(1_000_000), 500)
    outer = folder / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "inner.zip")
    return outer


HARMFUL: dict[str, tuple[Make, str]] = {
    "cells at the corners of a sheet": (far_apart, "too many blank rows"),
    "cells at the ends of a row": (far_aside, "a cell in column XFD"),
    "a sheet of 300 MB of blanks": (blanks(300), "far more than its size"),
    "540 MB of commas": (commas, "too many blank rows"),
    "a line of 180 MB": (one_line, "longer row than any"),
    "a quoted cell without an end": (one_quoted_cell, "longer row than any"),
    "relative values without an end": (endless_values, "too large to be a CMS table"),
    "limits in rows of 20,000 cells": (endless_limits, "too large to be a CMS table"),
    "a workbook of very many texts": (many_texts, "more text than any"),
    "a workbook of texts within texts": (deep_texts, "isn't a readable workbook"),
    "a workbook with one row": (long_row, "longer row than any"),
    "entities within entities": (entities, "isn't safe to open"),
    "a zip of 40,000 files": (long_directory, "too many files to be"),
    "a bomb within a zip": (lying, "far more than its size"),
}
