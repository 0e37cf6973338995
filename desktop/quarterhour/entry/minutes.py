"""Reading minutes as people type them: `23`, `10+8`, `9:05-9:28`, `15 min`, `1h`."""

from __future__ import annotations

import re
from functools import lru_cache

from quarterhour.visit import MAX_MINUTES_A_ROW
from quarterhour.visit.times import plain_dashes, read_interval, typed_interval

_BETWEEN_TIMES = re.compile(r"[,;+]")
_WHOLE = re.compile(r"[0-9]{1,6}")
_START_OF_CLOCKS = re.compile(
    r"[0-9]{1,2}:([0-9]{0,2}|[0-9]{2}\s*([ap]\.?(m\.?)?)?\s*(-\s*([0-9]{1,2}(:[0-9]?)?)?)?)",
    re.IGNORECASE,
)
# Times on a 24-hour clock without a colon, and the words that people type for the hyphen.
_FOUR_DIGITS = r"(?<![0-9:])([01][0-9]|2[0-4])([0-5][0-9])(?![0-9:])"
_WITHOUT_COLONS = re.compile(rf"{_FOUR_DIGITS}(\s*-\s*){_FOUR_DIGITS}")
_START_WITHOUT = re.compile(rf"{_FOUR_DIGITS}\s*(-\s*[0-9]{{0,3}})?")
_TO_WORDS = ("to", "until", "till", "through", "thru")
_CLOCK = rf"(?:[0-9]{{1,2}}:[0-9]{{2}}(?:\s*[ap]\.?(?:m\.?)?)?|{_FOUR_DIGITS})"
_TO = re.compile(rf"({_CLOCK})\s*\b(?:{'|'.join(_TO_WORDS)})\b\s*(?=[0-9])", re.IGNORECASE)
_START_OF_TO = re.compile(rf"{_CLOCK}\s*\b(?P<word>[a-z]+)", re.IGNORECASE)
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
        raise (UnfinishedError if _START_WITHOUT.fullmatch(text) else ValueError)(
            f"{minutes} minutes is over the limit of {MAX_MINUTES_A_ROW} for one row. "
            "Enter the minutes for this service on this date."
        )
    return minutes


def plain_times(text: str) -> str:
    """Return what is typed with its clock times as they are kept, with a hyphen and colons.

    `9:05 to 9:28` and `0905-0928` are times as well.
    """
    return _WITHOUT_COLONS.sub(r"\1:\2\3\4:\5", with_hyphens(plain_dashes(text)).strip())


@lru_cache(maxsize=1024)
def has_times(text: str) -> bool:
    """Return whether clock times are typed, or begun, where minutes are."""
    return ":" in plain_times(text)


def with_hyphens(text: str) -> str:
    """Return a text with a hyphen for the word between two clock times: 9:05 to 9:28."""
    return _TO.sub(r"\1-", text)


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
    """Return whether a clock time is followed by the beginning of a word for the hyphen."""
    begun = _START_OF_TO.fullmatch(part)
    return begun is not None and any(
        word.startswith(begun["word"].casefold()) for word in _TO_WORDS
    )


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
