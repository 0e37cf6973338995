"""Reading minutes as people type them: `23`, `10+8`, `9:05-9:28`, `15 min`, `1h`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from quarterhour.visit import MAX_MINUTES_A_ROW
from quarterhour.visit.times import plain_dashes, read_interval, typed_interval

_BETWEEN_TIMES = re.compile(r"[,;+]")
_WHOLE = re.compile(r"[0-9]{1,6}")
_START_OF_CLOCKS = re.compile(
    r"[0-9]{1,2}:([0-9]{0,2}|[0-9]{2}\s*([ap]\.?(m\.?)?)?\s*(-\s*([0-9]{1,2}(:[0-9]?)?)?)?)",
    re.IGNORECASE,
)
# Words that people type for the hyphen, and times on a 24-hour clock without a colon.
_TO_WORDS = ("to", "until", "till", "through", "thru")
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?:\s*[ap]\.?(?:m\.?)?)?"
_FOUR = r"(?:[01][0-9]|2[0-4])[0-5][0-9]"
_ALONE = r"(?<![0-9:/-]){}(?![0-9:/-])"  # not part of a date, a code, or a longer number
_BETWEEN = rf"\s*\b(?:{'|'.join(_TO_WORDS)})\b\s*"
_TO = re.compile(
    _ALONE.format(rf"(?:({_CLOCK}){_BETWEEN}({_CLOCK})|({_FOUR}){_BETWEEN}({_FOUR}))"),
    re.IGNORECASE,
)
_WITHOUT_COLONS = re.compile(_ALONE.format(rf"({_FOUR})(\s*-\s*)({_FOUR})"))
_OF_YEARS = ("19", "20")
_COMMA = re.compile(rf"({_CLOCK})\s*[,;]\s*", re.IGNORECASE)
_START_WITHOUT = re.compile(rf"{_FOUR}\s*(-\s*[0-9]{{0,3}})?")
_START_OF_TO = re.compile(
    rf"(?:{_CLOCK}|{_FOUR})\s*\b(?P<word>[a-z]+)\s*(?P<end>[0-9]{{1,2}}:?[0-9]?|[0-9]{{3}})?",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"-\s*[0-9]+([.,][0-9]*)?")
_FRACTION = re.compile(r"[0-9]*[.,][0-9]*")
_WORDED = re.compile(r"([0-9]{1,4})\s*(?:([a-z]+)\.?)?\s*")
_HOURS, _MINUTES = ("h", "hr", "hrs", "hour", "hours"), ("m", "min", "mins", "minute", "minutes")
_IN_WORDS = dict.fromkeys(_HOURS, 60) | dict.fromkeys((*_MINUTES, ""), 1)

_HOW_TO_TIME = "Enter a start and an end time, such as 9:05-9:28."
_HOW_TO_ENTER = "Not minutes. Try 15, 10+8, 9:05-9:20."


class UnfinishedError(ValueError):
    """The text is not minutes yet, but can become minutes with more typing: `10+`, `9:05-`."""


@lru_cache(maxsize=1024)  # a key that is typed leaves the minutes of all other rows as they were
def read_minutes(text: str) -> int:
    """Return the minutes in a text, 0 for no text.

    A sum adds its parts, and a pair of clock times is the time between them. A pair may pass
    noon on a 12-hour clock (`12:50-1:15`). Hours and minutes may be in words, once each
    and hours first (`1 hr 5 min`, `1h 5`).

    Raises ValueError with a message that says what to enter, and
    UnfinishedError where more typing could fix it.
    """
    text = plain_times(text)
    if not text:
        return 0
    minutes = sum(_part(part.strip()) for part in text.split("+"))
    if minutes > MAX_MINUTES_A_ROW:
        last = text.rpartition("+")[2].strip()
        raise (UnfinishedError if _START_WITHOUT.fullmatch(last) else ValueError)(
            f"{minutes} minutes is over the limit of {MAX_MINUTES_A_ROW} for one row. "
            "Enter the minutes for this service on this date."
        )
    return minutes


def plain_times(text: str) -> str:
    """Return what is typed with its clock times as they are kept: with hyphens, colons, and plus.

    `9:05 to 9:28`, `0905-0928`, and `9:05-9:28, 9:40-9:50` are times as well.
    """
    return _COMMA.sub(r"\1+", with_colons(with_hyphens(plain_dashes(text)))).strip()


def with_colons(
    text: str,
    longest: int = MAX_MINUTES_A_ROW,
    are_meant: Callable[[str, str], bool] = lambda before, after: True,
) -> str:
    """Return a text with colons in pairs of times without them, of at most `longest` minutes.

    Two years are none. `are_meant` is given what stands before and after a pair.
    """

    def colons(found: re.Match[str]) -> str:
        start, between, end = found.groups()
        typed = f"{with_colon(start)}{between}{with_colon(end)}"
        years = start.startswith(_OF_YEARS) and end.startswith(_OF_YEARS)
        meant = are_meant(text[: found.start()], text[found.end() :])
        return typed if meant and not years and _length(typed) <= longest else found[0]

    return _WITHOUT_COLONS.sub(colons, text)


def with_colon(text: str) -> str:
    """Return a time of four digits with its colon; any other text as it is."""
    return f"{text[:2]}:{text[2:]}" if re.fullmatch(_FOUR, text) else text


def _length(typed: str) -> int:
    try:
        span = read_interval(typed)
    except ValueError:
        return 0  # what is wrong with it is told where it is read
    return span.end - span.start if span else 0


@lru_cache(maxsize=1024)
def has_times(text: str) -> bool:
    """Return whether clock times are typed, or begun, where minutes are."""
    return ":" in plain_times(text)


def with_hyphens(text: str) -> str:
    """Return a text with a hyphen for the word between two clock times: 9:05 to 9:28."""
    return _TO.sub(lambda found: "-".join(filter(None, found.groups())), text)


def read_times(text: str) -> tuple[str, ...]:
    """Return pairs of clock times, each as it is kept, none for no text.

    Commas part them, or plus signs as in a sum. Raises ValueError with a message.
    """
    times = tuple(filter(None, map(plain_times, _BETWEEN_TIMES.split(text))))
    for each in times:
        if typed_interval(each) is None:
            raise ValueError("Enter times as 9:05-9:28. Commas part several.")
    return times


def _part(part: str) -> int:
    if _WHOLE.fullmatch(part):
        return int(part)
    if interval := read_interval(part):
        return interval.end - interval.start
    if _is_before_to(part):
        raise UnfinishedError(_HOW_TO_TIME)
    words = part.casefold()
    if _WORDED.match(words) and not _WORDED.sub("", words):
        return _in_words(_WORDED.findall(words), part)
    if not part:
        raise UnfinishedError("Enter a number after the plus sign, such as 10+8.")
    if _START_OF_CLOCKS.fullmatch(part) or _START_WITHOUT.fullmatch(part):
        raise UnfinishedError(_HOW_TO_TIME)
    if _NEGATIVE.fullmatch(part):
        raise ValueError("Minutes can't be negative. Enter 0 or more.")
    if _FRACTION.fullmatch(part):
        raise ValueError("Use whole minutes, without decimals.")
    raise ValueError(_HOW_TO_ENTER)


def _is_before_to(part: str) -> bool:
    """Return whether a clock time is followed by a word for the hyphen, or the beginning of one."""
    begun = _START_OF_TO.fullmatch(part)
    if begun is None:
        return False
    word = begun["word"].casefold()
    return word in _TO_WORDS if begun["end"] else any(each.startswith(word) for each in _TO_WORDS)


def _in_words(said: list[tuple[str, str]], part: str) -> int:
    units = [unit for _, unit in said]
    *before, last = units
    known = all(unit in _IN_WORDS for unit in before)
    if known and last not in _IN_WORDS and any(word.startswith(last) for word in _IN_WORDS):
        raise UnfinishedError(f"\u201c{part}\u201d isn't complete. Enter 15 min or 1 hr.")
    factors = [_IN_WORDS.get(unit, 0) for unit in units]
    if factors not in ([60], [1], [60, 1]):
        raise ValueError(_HOW_TO_ENTER)
    return sum(int(number) * factor for (number, _), factor in zip(said, factors, strict=True))
