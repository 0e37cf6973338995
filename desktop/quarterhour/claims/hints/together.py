"""Which hints are told as one: of one kind, with the same column 1 code and the same remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quarterhour.claims.actions import Action, GoToRow
from quarterhour.claims.hints.hint import Hint
from quarterhour.claims.hints.parts import filled, part
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.hints.words import WORDS
from quarterhour.claims.phrases import listed

# Their titles name two codes, the paid one of an edit and the other, and nothing else.
_DENIED = (Topic.PAIR_DENIED, Topic.PAIR_NEVER, Topic.PAIR_NOT_SEPARATE)
_OF_TWO_DISCIPLINES = (
    Topic.PAIR_OF_TWO_DISCIPLINES,
    Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE,
)
_MOST_DENIED = 2  # that are named in a title


def told_together(hints: Iterable[Hint]) -> list[tuple[Hint, ...]]:
    """Return hints in their order, those that are told as one together."""
    groups: dict[object, list[Hint]] = {}
    for at, hint in enumerate(hints):
        groups.setdefault(_shared(hint) or at, []).append(hint)
    return [tuple(group) for group in groups.values()]


def _shared(hint: Hint) -> object:
    """Return what hints that are told as one share, or None for one that is told alone."""
    if hint.topic not in (*_DENIED, *_OF_TWO_DISCIPLINES) or len(hint.codes) != 2:
        return None
    return hint.topic, hint.severity, hint.codes[0], _remedies(hint.actions)


def title_together(hints: Sequence[Hint]) -> str:
    """Return the title of hints that are told as one: the same as that of one alone."""
    first = hints[0]
    if len(hints) == 1:
        return first.title
    others = tuple(dict.fromkeys(hint.codes[1] for hint in hints))
    # Two disciplines billed the first code, too, so that the number is of other ones.
    of_two = first.topic in _OF_TWO_DISCIPLINES
    many = len(others) > (1 if of_two else _MOST_DENIED)
    number = part("other codes" if of_two else "many codes", number=len(others))
    two = number if many else listed(others)
    return filled(WORDS[first.topic].title, {"one": first.codes[0], "two": two})


def _remedies(actions: Sequence[Action]) -> tuple[type[Action], ...]:
    return tuple(type(action) for action in actions if not isinstance(action, GoToRow))
