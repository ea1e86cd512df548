"""What lists and years say of themselves: what the caller may add, how many days, in whose words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samsyn.organisation.routes.shapes import day_shown
from samsyn.organisation.rules import DayKind, DayView, school_year_of
from tests.access.objects_organisation import terms
from tests.conftest import Town

DAY = date(2044, 12, 24)


@pytest.mark.parametrize(
    ("path", "by_admin", "by_head"),
    [
        ("/areas", ["area.create"], []),
        ("/schools", ["school.create"], []),
        ("/school-years", ["calendar-day.create", "school-year.create"], ["calendar-day.create"]),
    ],
)
async def test_who_may_add_to_a_list(town: Town, path: str, by_admin: list[str], by_head: list[str]) -> None:
    for persona, expected in (("admin", by_admin), ("rektor", by_head), ("larare", []), ("chef", [])):
        answer = await town.as_(persona).get(path)
        assert (answer.status_code, answer.json()["allowedActions"]) == (200, expected)


async def test_the_first_of_july_is_counted_when_it_is_a_school_day(town: Town) -> None:
    """1 July 2050 is a Friday, and the 4th the Monday after it."""
    admin, (autumn, spring) = town.as_("admin"), terms(2050)
    year = {"code": "2050/2051", "terms": [{**autumn, "startsOn": "2050-07-04"}, spring]}
    made = await admin.post("/school-years", json=year)
    assert made.status_code == 201, made.text
    earlier: dict[str, Any] = {"terms": [{**autumn, "startsOn": "2050-07-01"}, spring]}
    changed = await admin.patch(f"/school-years/{made.json()['id']}", 1, json=earlier)
    assert changed.json()["schoolDays"] == made.json()["schoolDays"] + 1


async def test_days_of_the_running_year_or_of_the_one_asked_for(town: Town) -> None:
    now = school_year_of(town.runtime.clock.today())
    for query, first in (("", now.first), (f"schoolYear={now.next().code}", now.first + 1)):
        answer = await town.as_("larare").get(f"/calendar-days?limit=1&{query}")
        assert answer.json()["items"][0]["day"] == f"{first}-07-01"


def test_a_holiday_is_named_in_the_reader_s_language() -> None:
    holiday = DayView(DAY, DayKind.HOLIDAY, "christmas_eve")
    assert day_shown(holiday, "sv").name == "julafton"
    assert day_shown(holiday, "en").name == "Christmas Eve"


@pytest.mark.parametrize(
    ("kind", "name"), [(DayKind.HOLIDAY, None), (DayKind.DAY_OFF, "Studiedag"), (DayKind.SCHOOL_DAY, None)]
)
def test_other_days_are_named_as_they_were_entered(kind: DayKind, name: str | None) -> None:
    assert day_shown(DayView(DAY, kind, name), "en").name == name


async def test_words_are_sent_again_unless_they_are_those_one_has(town: Town) -> None:
    head = town.as_("rektor")
    tag = (await head.get("/lookups?limit=1")).headers["etag"]
    for said, status in ((tag, 304), ('"another"', 200), ("", 200)):
        again = await head.get("/lookups?limit=1", headers={"if-none-match": said})
        assert again.status_code == status
