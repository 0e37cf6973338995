"""What one line of a text from the clipboard has, told by what each piece can be.

A number next to another is in doubt: it may be the assistant's minutes, units, or a charge. What
is in doubt is left in the minutes as pasted, where the row asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from quarterhour.claims import DISCIPLINE_MODIFIERS
from quarterhour.entry.amounts import read_dollars
from quarterhour.entry.minutes import read_minutes, with_colons, with_hyphens
from quarterhour.visit import DISCIPLINES

PLANS = {discipline: discipline for discipline in DISCIPLINES} | {
    modifier: discipline for discipline, modifier in DISCIPLINE_MODIFIERS.items()
}
CODE = re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]")
# What is told by its form alone, the longer form first.
_PIECES = re.compile(
    r"""
    (?P<date>   (?<![0-9]) [0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4} | [0-9]{4}-[0-9]{2}-[0-9]{2} )
  | (?P<times>  [0-9]{1,2}:[0-9]{2} (?:\s*[ap]\.?m\b\.?)?
                \s*[-\u2013\u2014]\s* [0-9]{1,2}:[0-9]{2} (?:\s*[ap]\.?m\b\.?)?
                (?:\s*\+\s*[0-9]+)* )
  | (?P<sum>    \b[0-9]{1,3} (?:\s*\+\s*[0-9]{1,3}\b)+ )
  | (?P<back>   -\s*\$\s*[0-9.,]+ | \(\$?[0-9,]+\.[0-9]{2}\) )
  | (?P<dollars>\$\s*[0-9][0-9,]*(?:\.[0-9]*)? | \b[0-9][0-9,]*(?:\.[0-9]*)?\$(?![0-9])
              | \b[0-9]+\.[0-9]{2}\b )
  | (?P<units>  \b[0-9]{1,3}\s*(?:u|units?)\b
              | x\s*[0-9]{1,3}(?:\s*units?)?\b(?!\s*(?:min|m\b|h)) | qty\W*[0-9]{1,3}\b )
  | (?P<other>  \b[0-9]{1,4}
                (?:\s*(?:secs?|seconds?|days?|weeks?|reps?|sets?|visits?)\b | \s*% | \+ ) )
  | (?P<worded> \b[0-9]{1,3}\s*(?:hours?|hrs?|h)\b\.? (?:\s*[0-9]{1,3}\s*(?:minutes?|mins?|m)\b\.?)?
              | \b[0-9]{1,3}\s*(?:minutes?|mins?|m)\b\.? )
  | (?P<code>   \b (?:[0-9]{5}|[0-9]{4}[A-Z]|[A-Z][0-9]{4}) (?:-[A-Z0-9]{2})* (?:\b|(?=x[0-9])) )
  | (?P<odd>    [0-9]+[:./][0-9][0-9:./-]* )
  | (?P<number> (?<![\w.])-?[0-9]+(?!\w|\.[0-9]) )
  | (?P<mark>   \b(?:GP|GO|GN|PT|OT|OTR|SLP|KX|GA|X[EPSU]|occupational)\b )
  | (?P<assistant> \b(?:G[PO])?C[QO]\b | \b(?:[LS]?PTA|P\.T\.A|C?OTA|assistant|asst)\b )
  | (?P<word>   [^\s,;|()\[\]:=\u2013\u2014\-"'][^\s,;|()\[\]=\u2013\u2014"']* )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = {"OTR": "OT", "OCCUPATIONAL": "OT"}
_IN_DOUBT = ("odd", "back", "other")
# Words that change what the minutes next to them mean, and those that mean minutes themselves.
_CHANGING = {
    "each",
    "total",
    "up",
    "canceled",
    "cancelled",
    "declined",
    "refused",
    "not",
    "no",
    "copay",
}
# Minutes that are written as a word are in doubt, too.
_SPELLED = {
    *{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"},
    *{"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"},
    *{"twenty", "thirty", "forty", "fifty", "sixty", "ninety"},
}
_TIME = {"minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs"}
# Numbers so small are as likely units.
_FEW = {"1", "2", "3", "4"}
_SURE = ("times", "sum", "worded")
# Four digits and four more are times where they are at most two hours apart, and no word before
# them says that they are a number of something else.
_LONGEST = 120
_OF_A_NUMBER = re.compile(
    r"(?:\b(?:auth\w*|ref\w*|mrn|id|no|number|ext|phone|tel|fax|cell|rm|room|case|claim|policy|acct"
    r"|account|chart|order|visits?|steps?|pages?)\b|\#)\W*$",
    re.IGNORECASE,
)
_END = re.compile(r"\s*(?:$|[,;()\t|])")
# What no heading holds: figures of a service.
FIGURES = {*_SURE, *_IN_DOUBT, "dollars", "units", "date"}
_SEPARATE = "59"
_NUMERIC = {"22", "25", "52", "53", "59", "76", "77", "79", "91", "93", "95", "96", "97", "99"}
_KINDS = {"CQ": "assistant", "CO": "assistant"}


class Piece(NamedTuple):
    """One piece of a line: its kind, by the names of the pattern, and its text."""

    kind: str
    text: str


class Line(NamedTuple):
    """A line that names one service at most. `words` are what is neither a figure nor a modifier.

    `beside` are days and modifiers, which a pasted row does not take over.
    """

    code: str
    words: str
    discipline: str
    minutes: str
    charge: Decimal | None = None
    assistant: str = ""
    beside: tuple[str, ...] = ()


def pieces_of(text: str) -> list[Piece]:
    """Return the pieces of a line, in their order."""
    found = []
    for match in _PIECES.finditer(with_colons(with_hyphens(text), _LONGEST, _are_times)):
        kind, piece = str(match.lastgroup), match[0].strip()
        if kind == "code":
            code, *modifiers = piece.split("-")
            found.append(Piece(kind, code))
            found += [Piece(_suffix_kind(each), each) for each in modifiers]
        elif kind != "word" or (piece not in "xX" and any(map(str.isalnum, piece))):
            found.append(Piece(kind, piece.rstrip(":")))
    return found


def _are_times(before: str, after: str) -> bool:
    """Return whether four digits and four more can be times, by what stands around them."""
    return _OF_A_NUMBER.search(before) is None and _END.match(after) is not None


def split_services(text: str) -> list[list[Piece]]:
    """Return the pieces of each service that a line names: a list of several is several lines."""
    parts = [pieces_of(part) for part in re.split("[,;]", text)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(_counted(part) == 1 for part in parts):
        return parts
    pieces = pieces_of(text)
    starts = [at for at, piece in enumerate(pieces) if piece.kind == "code"]
    if len(starts) < 2 or starts[0] > 0:
        return [pieces]
    return [pieces[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _suffix_kind(text: str) -> str:
    """Return the kind of what a dash joins to a code: a modifier, else minutes."""
    number = text.isdigit() and text not in _NUMERIC
    return "number" if number else _KINDS.get(text.upper(), "mark")


def discipline_of(pieces: list[Piece]) -> str:
    """Return the discipline of a modifier or of the name of a discipline, or no text."""
    known = PLANS | _NAMED
    return next((known[up] for _, text in pieces if (up := text.upper()) in known), "")


def beside_of(pieces: list[Piece]) -> tuple[str, ...]:
    """Return the days, and the modifiers of no discipline."""
    return tuple(
        piece.text.upper()
        for piece in pieces
        if piece.kind == "date" or (piece.kind == "mark" and not discipline_of([piece]))
    )


def with_assistant(minutes: str, pieces: list[Piece]) -> str:
    """Return minutes of which an assistant is named: it is in doubt whose they are."""
    named = [piece.text for piece in pieces if piece.kind == "assistant"]
    return " ".join((minutes, *named)) if minutes else ""


def _counted(pieces: list[Piece]) -> int:
    return sum(piece.kind == "code" for piece in pieces)


def line_of(pieces: list[Piece]) -> Line:
    """Tell what the pieces of a line are."""
    pieces = _marked(pieces)
    codes = [piece.text.upper() for piece in pieces if piece.kind == "code"]
    words = " ".join(piece.text for piece in pieces if piece.kind == "word")
    if words:
        # In a note, pt is the patient.
        pieces = [piece for piece in pieces if piece.text not in ("pt", "Pt")]
    discipline = discipline_of(pieces)
    minutes = _minutes(pieces) if len(codes) < 2 else " ".join(piece.text for piece in pieces)
    minutes = _doubted(with_assistant(minutes, pieces), pieces)
    spelled = " ".join(each for each in words.split() if is_spelled(each))
    if spelled and not minutes:
        minutes = spelled
        words = " ".join(each for each in words.split() if not is_spelled(each))
    charges = [piece.text for piece in pieces if piece.kind == "dollars"]
    if not minutes and any("$" not in charge for charge in charges):
        # Dollars, or minutes, or a part of an hour?
        minutes, charges = " ".join(charges), []
    charge = None
    if len(charges) == 1:
        try:
            charge = read_dollars(charges[0].replace(" ", "").rstrip("$"))
        except ValueError:
            minutes = f"{minutes} {charges[0]}".strip()
    elif charges:
        minutes = " ".join((minutes, *charges)).strip()
    code = codes[0] if codes else ""
    taken = f"{code} {words if not code else ''} {minutes} {'' if charge is None else charge}"
    beside = (*beside_of(pieces), *_lost(pieces, taken))
    return Line(code, words, discipline, minutes, charge, beside=tuple(dict.fromkeys(beside)))


def _lost(pieces: list[Piece], taken: str) -> Iterator[str]:
    """Return the pieces with a figure of which nothing is taken over."""
    known = set(re.findall("[0-9]+", taken))
    for piece in pieces:
        if piece.kind not in ("date", "mark") and set(re.findall("[0-9]+", piece.text)) - known:
            yield piece.text


def is_spelled(text: str) -> bool:
    """Return whether a text is a number that is written in words."""
    words = text.casefold().replace("-", " ").split()
    return bool(words) and {*words} <= _SPELLED


def is_timed(line: Line) -> bool:
    """Return whether a line has a name and minutes that say so, such as 15 min."""
    said = {word.casefold().strip(".") for word in line.words.split()}
    worded = _PIECES.fullmatch(line.minutes)
    return bool(said - _CHANGING - _TIME) and worded is not None and worded.lastgroup == "worded"


def _doubted(minutes: str, pieces: list[Piece]) -> str:
    """Return minutes with the words that put them in doubt, if there are any."""
    words = [piece.text for piece in pieces if piece.kind == "word"]
    said = {word.casefold().strip(".") for word in words}
    disciplines = [each for each in pieces if each.kind == "mark" and discipline_of([each])]
    if len({discipline_of([each]) for each in disciplines}) > 1:
        minutes = " ".join((minutes, *(each.text for each in disciplines)))
    if not minutes and said & _TIME:
        return " ".join(words)
    changing = [word for word in words if word.casefold().strip(".") in _CHANGING]
    return " ".join((minutes, *changing)) if minutes else ""


def _marked(pieces: list[Piece]) -> list[Piece]:
    """Take 59 for the modifier after another one, and after a code where minutes follow it."""
    found = list(pieces)
    for at, piece in enumerate(pieces):
        if at and piece == ("number", _SEPARATE):
            before, after = pieces[at - 1].kind, {each.kind for each in pieces[at + 1 :]}
            if before in ("mark", "assistant") or (before == "code" and after & {*_SURE, "number"}):
                found[at] = Piece("mark", _SEPARATE)
    return found


def _said_once(minutes: list[str]) -> list[str]:
    """Return the times alone where minutes beside them say the same."""
    times = [each for each in minutes if ":" in each]
    try:
        same = len(times) == 1 and len({*map(read_minutes, minutes)}) == 1
    except ValueError:
        same = False
    return times if same else minutes


def _multiplies(before: Piece, piece: Piece) -> bool:
    """Return whether minutes are followed by times a number: twice as long, or two units?"""
    times = piece.text[0] in "xX" and piece.text[-1].isdigit()
    return before.kind in _SURE and piece.kind == "units" and times


def _minutes(pieces: list[Piece]) -> str:
    """Return the minutes as they are typed, or what is in doubt, as pasted."""
    kinds = [piece.kind for piece in pieces]
    start = kinds.index("code") if "code" in kinds else 0
    sure = [piece.text for piece in pieces if piece.kind in (*_SURE, *_IN_DOUBT)]
    sure = _said_once(sure)
    sure += [piece.text for before, piece in pairwise(pieces) if _multiplies(before, piece)]
    if "code" in kinds:
        # What is half a word and half a figure, such as 9am, may be minutes, too.
        words = [piece.text for piece in pieces if piece.kind == "word"]
        sure += [word for word in words if any(letter.isdigit() for letter in word)]
    after = [piece.text for piece in pieces[start:] if piece.kind == "number"]
    if (sure or after) and "number" in kinds[:start]:
        # Before a code a number may be that of a row, or the minutes of what is named there.
        before = [piece.text for piece in pieces[:start] if piece.kind in ("word", "number")]
        sure = [*before, *sure]
    if sure or after:
        units = [] if sure else [piece.text for piece in pieces if piece.kind == "units"]
        if len(after) == 1 and not (sure or units) and after[0] in _FEW:
            return f"{after[0]} min or units"
        return " ".join((*sure, *after, *units))
    asked = [piece.text for piece in pieces if piece.kind in ("number", "units")]
    # The number of a row, or its minutes?
    return " ".join((*asked, "before", pieces[start].text) if "number" in kinds else asked)
