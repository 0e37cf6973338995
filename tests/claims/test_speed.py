"""The hints of a busy day keep their bar, which leaves room for a slow machine."""

from benchmarks.hints import BAR_MS, busy_case, median_ms
from quarterhour.claims import ask_separate
from quarterhour.reference import Reference


def test_all_hints_of_20_services_take_less_than_5_ms(reference: Reference) -> None:
    assert median_ms(busy_case(reference)) < BAR_MS


def test_the_question_of_two_codes_is_made_once_while_no_answer_changes(
    reference: Reference,
) -> None:
    first, again = ([ask_separate(pair) for pair in busy_case(reference).pairs] for _ in range(2))
    assert first
    assert all(one is other for one, other in zip(first, again, strict=True))
