"""Reading minutes as people type them: `23`, `10+8`, `9:05-9:28`, `15 min`, `1h`."""

from __future__ import annotations

import re

from quarterhour.visit import MAX_MINUTES_A_ROW
from quarterhour.visit.times import plain_dashes, read_interval

_WHOLE = re.compile(r"[0-9]{1,6}")
_START_OF_CLOCKS = re.compile(r"[0-9]{1,2}:([0-9]{0,2}|[0-9]{2}\s*-\s*([0-9]{1,2}(:[0-9]?)?)?)")
_NEGATIVE = re.compile(r"-\s*[0-9]+([.,][0-9]*)?")
_FRACTION = re.compile(r"[0-9]*[.,][0-9]*")
_WORDED = re.compile(r"([0-9]{1,4})\s*(?:([a-z]+)\.?)?\s*")
_HOURS, _MINUTES = ("h", "hr", "hrs", "hour", "hours"), ("m", "min", "mins", "minute", "minutes")
_IN_WORDS = dict.fromkeys(_HOURS, 60) | dict.fromkeys((*_MINUTES, ""), 1)

_MAX_SHOWN = 20


class UnfinishedError(ValueError):
    """What is typed so far is no amount yet, but can become one: `10+`, `9:05-`."""


def read_minutes(text: str) -> int:
    """Return the minutes that a text stands for; no text is no minutes.

    A sum adds its parts, and a pair of clock times is the time between them; a pair may pass
    noon on a twelve-hour clock (`12:50-1:15`). Hours and minutes may be said in words, once each
    and the hours first (`1 hr 5 min`, `1h 5`).

    Raises ValueError with one sentence that says what is wrong and what to type instead, and
    UnfinishedError where typing on could mend it.
    """
    text = plain_dashes(text).strip()
    if not text:
        return 0
    minutes = sum(_part(part.strip(), text) for part in text.split("+"))
    if minutes > MAX_MINUTES_A_ROW:
        raise ValueError(
            f"{minutes} minutes in one row is more than {MAX_MINUTES_A_ROW}: "
            "type the minutes of this service on this day."
        )
    return minutes


def _part(part: str, whole: str) -> int:
    if _WHOLE.fullmatch(part):
        return int(part)
    if interval := read_interval(part):
        return interval.end - interval.start
    words = part.casefold()
    if _WORDED.match(words) and not _WORDED.sub("", words):
        return _in_words(_WORDED.findall(words), part)
    if not part:
        raise UnfinishedError(f"\u201c{whole}\u201d ends in a plus sign: type what to add.")
    if _START_OF_CLOCKS.fullmatch(part):
        raise UnfinishedError(
            f"\u201c{part}\u201d is half a pair of times: type start and end, as in 9:05-9:28."
        )
    if _NEGATIVE.fullmatch(part):
        raise ValueError("Minutes cannot be negative: type 0 or more.")
    if _FRACTION.fullmatch(part):
        raise ValueError(f"\u201c{part}\u201d is not whole minutes: type 12 or 13, not 12.5.")
    raise _no_minutes(part)


def _in_words(said: list[tuple[str, str]], part: str) -> int:
    units = [unit for _, unit in said]
    *before, last = units
    known = all(unit in _IN_WORDS for unit in before)
    if known and last not in _IN_WORDS and any(word.startswith(last) for word in _IN_WORDS):
        raise UnfinishedError(f"\u201c{part}\u201d is half a word: type 15 min, or 1 hr.")
    factors = [_IN_WORDS.get(unit, 0) for unit in units]
    if factors not in ([60], [1], [60, 1]):
        raise _no_minutes(part)
    return sum(int(number) * factor for (number, _), factor in zip(said, factors, strict=True))


def _no_minutes(part: str) -> ValueError:
    shown = part if len(part) <= _MAX_SHOWN else part[:_MAX_SHOWN] + "\u2026"
    return ValueError(f"\u201c{shown}\u201d is not minutes: type 23, 10+8 or 9:05-9:28.")
