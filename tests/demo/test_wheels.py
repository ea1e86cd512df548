"""What the demo says of activities that lie behind us, on any day of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samsyn.main.demo.wheels import what_became

LAST = date(2027, 6, 30)


def became(today: date, count: int = 40, kind: str = "OTHER") -> list[tuple[date, dict[str, object]]]:
    """Activities that ended two days apart up to yesterday, with what the demo says of each."""
    ended = [today - timedelta(days=1 + 2 * (count - n - 1)) for n in range(count)]
    return [
        (day, what_became(n, {"kind": kind, "endsOn": day.isoformat()}, today, LAST))
        for n, day in enumerate(ended)
    ]


@pytest.mark.parametrize("month", [(2026, 9), (2026, 11), (2027, 2), (2027, 6)])
def test_most_were_done_and_every_one_is_told_about(month: tuple[int, int]) -> None:
    told = became(date(*month, 12))
    done = [change for _, change in told if change == {"status": "DONE"}]
    assert len(done) > len(told) * 0.7
    missed = [change for _, change in told if change.get("status") == "MISSED"]
    assert 2 <= len(missed) <= 6
    assert len({change["description"] for change in missed}) > 1


def test_a_moved_one_lies_ahead_and_on_the_wheel() -> None:
    today = date(2026, 11, 22)
    moved = [(day, change["moveWeeks"]) for day, change in became(today) if "moveWeeks" in change]
    assert 2 <= len(moved) <= 6
    for ended, weeks in moved:
        assert isinstance(weeks, int)
        assert today < ended + timedelta(weeks=weeks) <= LAST


def test_nothing_is_moved_past_the_end_of_the_wheel() -> None:
    assert not [change for _, change in became(LAST - timedelta(days=2)) if "moveWeeks" in change]


def test_the_larger_check_ins_were_held() -> None:
    assert {str(change) for _, change in became(date(2026, 11, 22), kind="CHECKIN_MAJOR")} == {
        "{'status': 'DONE'}"
    }
