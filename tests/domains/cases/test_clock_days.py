"""The clocks of a case count the school days of its own unit: terms, breaks and single days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from samsyn.core.schooldays import IsoWeek
from samsyn.organisation import school_year_of
from tests.conftest import Town
from tests.factories.cases import add_case, part_of
from tests.factories.pupils import add_student

FIVE_SCHOOL_DAYS = "SPECIAL_SUPPORT_START"


def autumn_break(town: Town) -> date:
    """The Monday of the autumn break of the last school year, which was entered as an ordinary one."""
    return IsoWeek(school_year_of(town.runtime.clock.today()).first - 1, 44).monday


def opened_on(town: Town, day: date, school: str = "A") -> UUID:
    owner = "kurator" if school == "A" else "kurator-2"
    case = add_case(town.world, owner, school, (add_student(town.world, school=school),), phase="PRELIMINARY")
    at = datetime.combine(day, time(10), UTC)
    town.world.insert("case_events", **part_of(town.world, case), type="OPENED", at=at, data="{}")
    return case


async def due(town: Town, case: UUID, who: str = "kurator") -> date:
    answer = await town.as_(who).get(f"/cases/{case}")
    assert answer.status_code == 200, answer.text
    (clock,) = [clock for clock in answer.json()["clocks"] if clock["code"] == FIVE_SCHOOL_DAYS]
    assert clock["schoolDaysLeft"] < 0
    return date.fromisoformat(clock["dueOn"])


def entered_year(town: Town, day: date) -> UUID:
    key: UUID = town.world.sql(
        "SELECT id FROM school_years WHERE tenant_id = %s AND code = %s",
        town.world.tenant,
        school_year_of(day).code,
    )[0][0]
    return key


async def test_an_autumn_break_inside_a_deadline_moves_it_by_a_week(town: Town) -> None:
    monday = autumn_break(town)
    inside = opened_on(town, monday - timedelta(days=3))
    before = opened_on(town, monday - timedelta(days=10))
    assert await due(town, inside) == monday + timedelta(days=11)
    assert await due(town, before) == monday - timedelta(days=3)


async def test_a_day_off_of_one_unit_moves_its_clocks_at_once_and_no_others(town: Town) -> None:
    monday = autumn_break(town) - timedelta(days=14)
    here, there = opened_on(town, monday), opened_on(town, monday, "B")
    following = monday + timedelta(days=7)
    assert (await due(town, here), await due(town, there, "kurator-2")) == (following, following)
    town.world.insert(
        "calendar_days",
        school_year_id=entered_year(town, monday),
        school_id=town.world.school,
        day=monday + timedelta(days=2),
        is_school_day=False,
        name="Storm",
    )
    assert await due(town, here) == following + timedelta(days=1)
    assert await due(town, there, "kurator-2") == following


async def test_a_break_of_one_unit_moves_its_clocks(town: Town) -> None:
    monday = autumn_break(town) - timedelta(days=14)
    here, there = opened_on(town, monday), opened_on(town, monday, "B")
    town.world.insert(
        "breaks",
        school_year_id=entered_year(town, monday),
        school_id=town.world.school,
        kind="AUTUMN_BREAK",
        name="Lokalt lov",
        starts_on=monday + timedelta(days=1),
        ends_on=monday + timedelta(days=2),
    )
    assert await due(town, here) == monday + timedelta(days=9)
    assert await due(town, there, "kurator-2") == monday + timedelta(days=7)


async def test_a_case_older_than_every_entered_year_still_has_its_clock(town: Town) -> None:
    case = opened_on(town, date(2018, 9, 3))
    assert await due(town, case) == date(2018, 9, 10)
