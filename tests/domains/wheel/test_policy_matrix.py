"""Which wheels and activities the program's statements show each kind of person: sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

import pytest

from samsyn.wheel.models import AnnualWheel, WheelActivity
from samsyn.wheel.policy import (
    ACTIVITIES_OF,
    CHECK_INS_AT_WORK,
    LINKS_OF,
    LINKS_OF_ONE,
    ONE_ACTIVITY,
    ONE_WHEEL,
    THESE_ACTIVITIES,
    VISIBLE_ACTIVITIES,
    VISIBLE_LINKS,
    VISIBLE_WHEELS,
    WHEELS_AT_WORK,
)
from tests.domains.wheel.matrix import AT_A, AT_B, NOBODY, READ_A, READ_B, SEEN, Matrix, rows
from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE


async def test_wheels(asked: Asked, matrix: Matrix) -> None:
    wheels = matrix.wheels | {"closed": matrix.closed}
    expected = {"A": READ_A, "closed": READ_A, "B": READ_B}
    assert await asked.one_by_one(ONE_WHEEL, wheels) == expected
    everything = VISIBLE_WHEELS.with_only_columns(AnnualWheel.id)
    assert await asked.all_at_once(everything, wheels) == expected


async def test_wheels_where_one_works(asked: Asked, matrix: Matrix) -> None:
    statement = WHEELS_AT_WORK.with_only_columns(AnnualWheel.id)
    assert await asked.all_at_once(statement, matrix.wheels) == {"A": AT_A, "B": AT_B}


async def test_what_a_wheel_says_of_its_school_and_year(asked: Asked, matrix: Matrix) -> None:
    async with asked.work("central") as work:
        await work.open()
        shown = {wheel.id: wheel for wheel in await work.scalars(VISIBLE_WHEELS)}
    year, closed = shown[matrix.wheels["A"]], shown[matrix.closed]
    assert (year.school_name, shown[matrix.wheels["B"]].school_name) == ("Björkskolan", "Ängskolan")
    assert closed.year_code < year.year_code
    assert year.year_code.startswith(f"{year.starts_on.year}/")
    assert year.starts_on < year.ends_on


async def test_activities(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_ACTIVITY, matrix.activities) == SEEN
    everything = VISIBLE_ACTIVITIES.with_only_columns(WheelActivity.id)
    assert await asked.all_at_once(everything, matrix.activities) == SEEN


async def test_what_an_activity_says_of_its_wheel(asked: Asked, matrix: Matrix) -> None:
    async with asked.work("central") as work:
        await work.open()
        shown = {one.id: one for one in await work.scalars(VISIBLE_ACTIVITIES)}
    states = {name: shown[key].wheel_state for name, key in matrix.activities.items()}
    assert [name for name, state in states.items() if state == "CLOSED"] == ["closed"]
    assert shown[matrix.activities["B"]].school_id == matrix.schools["B"]


@pytest.mark.parametrize("letter", "AB")
async def test_activities_of_one_wheel(letter: str, asked: Asked, matrix: Matrix) -> None:
    """Those that were taken off are not among them."""
    on_it = {"A": {"A", "check-in"}, "B": {"B", "check-in at B"}}[letter]
    statement = ACTIVITIES_OF.with_only_columns(WheelActivity.id)
    seen = await asked.all_at_once(statement, matrix.activities, wheel=matrix.wheels[letter])
    assert seen == {name: SEEN[name] if name in on_it else NOBODY for name in SEEN}


async def test_links(asked: Asked, matrix: Matrix) -> None:
    linked: dict[str, set[str]] = {name: set() for name in matrix.activities}
    by_id = {key: name for name, key in matrix.links.items()}
    for who in [*PEOPLE, *matrix.clients]:
        for (link,) in await rows(asked, who, VISIBLE_LINKS):
            linked[by_id[link.id]].add(who)
    assert linked == SEEN


async def test_links_of_one_activity_and_of_one_wheel(asked: Asked, matrix: Matrix) -> None:
    for who in ("head", "head_b", "central"):
        for name, key in matrix.activities.items():
            of_one = {link.id for (link,) in await rows(asked, who, LINKS_OF_ONE, key=key)}
            assert of_one == ({matrix.links[name]} if who in SEEN[name] else set())
    of_wheel = {link.id for (link,) in await rows(asked, "central", LINKS_OF, wheel=matrix.wheels["B"])}
    assert of_wheel == {matrix.links["B"], matrix.links["check-in at B"]}


async def test_check_ins_where_one_works(asked: Asked, matrix: Matrix) -> None:
    seen = await asked.all_at_once(CHECK_INS_AT_WORK.with_only_columns(WheelActivity.id), matrix.activities)
    assert seen == dict.fromkeys(SEEN, NOBODY) | {"check-in": AT_A, "check-in at B": AT_B}


async def test_these_activities_and_no_others(asked: Asked, matrix: Matrix) -> None:
    these = [matrix.activities["A"], matrix.activities["check-in at B"]]
    statement = THESE_ACTIVITIES.with_only_columns(WheelActivity.id)
    seen = await asked.all_at_once(statement, matrix.activities, ids=these)
    assert seen == dict.fromkeys(SEEN, NOBODY) | {"A": READ_A, "check-in at B": READ_B}
