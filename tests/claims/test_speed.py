"""The hints of a busy day keep their bar, which leaves room for a slow machine."""

from benchmarks.hints import BAR_MS, busy_case, median_ms
from quarterhour.reference import Reference


def test_all_hints_of_20_services_take_less_than_5_ms(reference: Reference) -> None:
    assert median_ms(busy_case(reference)) < BAR_MS
