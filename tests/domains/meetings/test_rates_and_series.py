"""Whether meetings take place, and meetings that come back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.schooldays import stockholm_day
from samsyn.meetings.rules import (
    HeldRate,
    MeetingState,
    PlannedMeeting,
    held_rate,
    is_good_news,
    outcomes,
    rank_at,
    series_days,
)
from tests.conftest import Town
from tests.factories.meetings import add_meeting, add_participant, add_team, tomorrow

MONDAY = date(2026, 10, 5)


def days_apart(start: date, end: date) -> int:
    return (end - start).days


def one(key: str, state: str, day: date = MONDAY, **more: Any) -> PlannedMeeting:
    return PlannedMeeting(key, day, MeetingState(state), **more)


def test_a_replacement_counts_for_what_it_replaces_however_often_it_moved() -> None:
    rows = [
        one("a", "RESCHEDULED", moved_to="b"),
        one("b", "RESCHEDULED", MONDAY + timedelta(days=7), moved_to="c", is_replacement=True),
        one("c", "HELD", MONDAY + timedelta(days=14), is_replacement=True),
    ]
    assert held_rate(outcomes(rows, MONDAY, days_apart)) == HeldRate(1, 1, {})
    late = [*rows[:2], one("c", "HELD", MONDAY + timedelta(days=16), is_replacement=True)]
    assert held_rate(outcomes(late, MONDAY, days_apart)).held == 0
    ahead = [*rows[:2], one("c", "PLANNED", MONDAY + timedelta(days=14), is_replacement=True)]
    assert held_rate(outcomes(ahead, MONDAY, days_apart)).held == 0


def test_what_was_planned_after_the_period_does_not_count() -> None:
    rows = [one("a", "HELD"), one("b", "HELD", MONDAY + timedelta(days=1))]
    assert held_rate(outcomes(rows, MONDAY, days_apart)).planned == 1


@pytest.mark.parametrize(
    ("held", "planned", "good"), [(7, 8, True), (3, 4, True), (2, 3, False), (2, 2, False), (0, 0, False)]
)
def test_what_is_worth_telling(held: int, planned: int, good: bool) -> None:
    assert is_good_news(HeldRate(held, planned)) is good


def test_days_of_a_series() -> None:
    assert series_days(MONDAY, date(2026, 10, 20), 1, 1) == [MONDAY, date(2026, 10, 12), date(2026, 10, 19)]
    assert series_days(MONDAY, date(2026, 10, 20), 4, 2) == [date(2026, 10, 8)]
    assert series_days(date(2026, 10, 6), date(2026, 10, 11), 1, 1) == []


@pytest.mark.parametrize(
    ("ranks", "position", "rank"),
    [
        ([], 1, 1.0),
        ([], 9, 1.0),
        ([1.0], 1, 0.0),
        ([1.0], 2, 2.0),
        ([1.0, 2.0], 2, 1.5),
        ([1.0, 1.0], 2, None),
    ],
)
def test_a_rank_between_neighbours(ranks: list[float], position: int, rank: float | None) -> None:
    assert rank_at(ranks, position) == rank


def days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


async def test_the_rate_of_a_team_names_nobody_and_counts_no_meeting_about_a_pupil(town: Town) -> None:
    team = add_team(town.world, "rektor", "kurator")
    first = stockholm_day(days_ago(10)).isoformat()
    add_meeting(town.world, team, state="HELD", starts_at=days_ago(9))
    add_meeting(town.world, team, state="CANCELLED", cancel_reason="ILLNESS", starts_at=days_ago(8))
    add_meeting(town.world, team, starts_at=days_ago(7))  # passed, so it was not held
    add_meeting(town.world, team)  # lies ahead
    about_a_pupil = add_meeting(town.world, team, state="HELD", type="CASE_MEETING", starts_at=days_ago(6))
    add_participant(town.world, about_a_pupil, "kurator")
    answers = [await town.as_(p).get(f"/teams/{team}/meeting-rate?from={first}") for p in ("kurator", "chef")]
    assert answers[0].status_code == 200, answers[0].text
    assert answers[0].json() == answers[1].json()
    rate = answers[0].json()
    assert (rate["planned"], rate["held"], round(rate["rate"], 2)) == (3, 1, 0.33)
    assert rate["reasons"] == [{"reason": "ILLNESS", "count": 1}]
    assert set(rate) == {"teamId", "firstOn", "lastOn", "planned", "held", "rate", "reasons"}
    for wrong in ("from=2001-01-01", "from=2026-02-01&to=2026-01-01"):
        refused = await town.as_("rektor").get(f"/teams/{team}/meeting-rate?{wrong}")
        assert (refused.status_code, refused.json()["code"]) == (422, "MEETING_PERIOD")


def series(team: UUID, **more: Any) -> dict[str, Any]:
    start = tomorrow().date()
    days = {"firstOn": start.isoformat(), "lastOn": (start + timedelta(weeks=30)).isoformat()}
    return {
        "teamId": str(team),
        "type": "EHT",
        "weekday": 4,
        "starts": "08:30",
        "minutes": 90,
        **days,
        **more,
    }


async def test_a_series_plans_the_school_days_among_its_days(town: Town) -> None:
    team = add_team(town.world, "rektor", "kurator")
    body = series(team)
    wanted = series_days(date.fromisoformat(body["firstOn"]), date.fromisoformat(body["lastOn"]), 4, 1)
    made = await town.as_("kurator").post("/meeting-series", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["title"] == "Elevhälsoteam · EHM-gruppen"
    listed = (await town.as_("larare").get(f"/meetings?teamId={team}&limit=100")).json()["items"]
    assert len(listed) == made.json()["meetingCount"]
    days = [stockholm_day(datetime.fromisoformat(m["startsAt"])) for m in listed]
    assert set(days) < set(wanted), "thirty weeks hold a break or a holiday"
    assert {d.isoweekday() for d in days} == {4}
    assert {m["seriesId"] for m in listed} == {made.json()["id"]}
    people = (await town.as_("larare").get(f"/meetings/{listed[-1]['id']}/participants")).json()["items"]
    assert len(people) == 2


async def test_a_day_that_the_school_has_off_gets_no_meeting(town: Town) -> None:
    team = add_team(town.world, "rektor")
    first = (await town.as_("rektor").post("/meeting-series", json=series(team))).json()
    day = (await town.as_("rektor").get(f"/meetings?teamId={team}")).json()["items"][0]["startsAt"][:10]
    code = (await town.as_("rektor").get("/me")).json()["currentSchoolYear"]
    year = town.world.sql(
        "SELECT id FROM school_years WHERE tenant_id = %s AND code = %s", town.world.tenant, code
    )
    held = year[0][0] if year else town.world.insert(
        "school_years", code=code, starts_on=date(int(code[:4]), 8, 17), ends_on=date(int(code[5:]), 6, 11)
    )  # fmt: skip
    town.world.insert("calendar_days", school_year_id=held, school_id=town.world.school, day=day,
                      is_school_day=False, name="Studiedag")  # fmt: skip
    again = (await town.as_("rektor").post("/meeting-series", json=series(team))).json()
    assert again["meetingCount"] == first["meetingCount"] - 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"type": "CASE_MEETING"}, "MEETING_SERIES_TYPE"),
        ({"starts": "23:30"}, "MEETING_TIMES"),
        ({"starts": "24:00"}, "V01"),
        ({"weekday": 6}, "V01"),
        ({"firstOn": "2001-01-01"}, "MEETING_PERIOD"),
        ({"lastOn": "2001-01-01"}, "MEETING_PERIOD"),
    ],
)
async def test_impossible_series_are_refused(town: Town, more: dict[str, Any], code: str) -> None:
    refused = await town.as_("rektor").post(
        "/meeting-series", json=series(add_team(town.world, "rektor"), **more)
    )
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert town.world.sql("SELECT count(*) FROM meetings WHERE tenant_id = %s", town.world.tenant) == [(0,)]
