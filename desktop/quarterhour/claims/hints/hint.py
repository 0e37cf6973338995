"""What a hint is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quarterhour.claims.actions import AskAgain, GoToRow, TakeAsRead
from quarterhour.claims.hints.parts import PART_WORDS, filled, part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.hints.words import WORDS
from quarterhour.claims.phrases import listed
from quarterhour.visit import Checked

if TYPE_CHECKING:
    from quarterhour.claims.actions import Action

_MOST_NAMED = 2  # codes in a title; of more, it says how many


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint about some services (`rows`; none: the visit) and codes, with its CMS source.

    `title` says it in a few words, `detail` why and what to do. `actions` settle it or lead to
    where that is done, the usual one first, to the row last. `commands` do on a command line what
    the detail says to do. A check that was `read` is a note.
    """

    topic: Topic
    severity: Severity
    rows: tuple[int, ...]
    codes: tuple[str, ...]
    title: str
    detail: str
    citation: str
    actions: tuple[Action, ...] = ()
    commands: tuple[str, ...] = ()
    read: bool = False

    @property
    def kind(self) -> str:
        """The family of the hint, one of `KINDS`."""
        return self.topic.kind

    @property
    def unconfirmed(self) -> bool:
        """Whether it is widely published and no CMS source was seen: ask the MAC."""
        return self.topic.unconfirmed

    @property
    def offer(self) -> Action | None:
        """What is usually done about it, where that is more than to look at the row."""
        usual = self.actions[0] if self.actions else None
        return None if isinstance(usual, GoToRow) else usual

    @property
    def text(self) -> str:
        """The detail, and at its end to check with the MAC where it is unconfirmed."""
        confirm = PART_WORDS["confirm"] if self.unconfirmed else ""
        return " ".join(filter(None, (self.detail, confirm)))


def make_hint(
    topic: Topic,
    severity: Severity,
    rows: Iterable[int],
    codes: Sequence[str],
    citation: str,
    actions: Sequence[Action] = (),
    commands: Sequence[str] = (),
    go_to: int | None = None,
    **facts: object,
) -> Hint:
    """Return a hint in the words of its topic.

    It leads to the row `go_to`, else to the first. `facts` fill the words; `code` and `codes`, the
    first and all of the codes, need not be among them.
    """
    title, detail = WORDS[topic]
    if codes:
        facts |= {"code": codes[0], "codes": listed(codes)}
    named = facts
    if len(codes) > _MOST_NAMED:
        named = facts | {"codes": part("many codes", number=len(codes))}
    rows = tuple(dict.fromkeys(rows))
    return Hint(
        topic=topic,
        severity=severity,
        rows=rows,
        codes=tuple(dict.fromkeys(codes)),
        title=filled(title, named),
        detail=filled(detail, facts),
        citation=citation,
        actions=(*actions, *map(GoToRow, rows[:1] if go_to is None else (go_to,))),
        commands=tuple(commands),
    )


def as_read(hint: Hint, checked: Collection[Checked]) -> Hint:
    """Return a check that was read as a note, one that was not as it is.

    Each has the way to the other.
    """
    if hint.severity is not Severity.WARNING or hint.topic is Topic.SAME_MINUTES:
        return hint  # what is asked about minutes has an answer for each case
    check = Checked(hint.topic.id, hint.codes)
    names, codes = (hint.topic.id, hint.kind), {*hint.codes}
    read = [each for each in checked if each.kind in names and {*each.codes} == codes]
    way = AskAgain(read[0]) if read else TakeAsRead(check)
    rows = len([action for action in hint.actions if isinstance(action, GoToRow)])
    at = len(hint.actions) - rows
    return replace(
        hint,
        severity=Severity.NOTE if read else hint.severity,
        read=bool(read),
        actions=(*hint.actions[:at], way, *hint.actions[at:]),
    )
