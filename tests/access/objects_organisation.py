"""How areas, school years, days, professions and words are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

from samsyn.core.schooldays import stockholm_day
from samsyn.core.sortkey import swedish_sort_key
from samsyn.organisation.rules import school_year_of
from tests.access.objects import Ask, asks, unique
from tests.factories.world import World

_years = count(2040)
_days = count(0)


@asks("listAreas")
def _areas(_: World) -> Ask:
    return Ask("/areas")


@asks("createArea")
def _new_area(_: World) -> Ask:
    return Ask("/areas", {"name": unique("Området")})


def _an_area(world: World) -> Ask:
    name = unique("Området")
    return Ask(f"/areas/{world.insert('areas', name=name, sort_key=swedish_sort_key(name))}")


asks("readArea")(_an_area)


@asks("changeArea")
def _change_area(world: World) -> Ask:
    return Ask(_an_area(world).path, {"name": unique("Nya området")}, 1)


@asks("listSchoolYears")
def _years_(_: World) -> Ask:
    return Ask("/school-years")


def terms(first: int) -> list[dict[str, str]]:
    return [
        {"code": "HT", "startsOn": f"{first}-08-20", "endsOn": f"{first}-12-19"},
        {"code": "VT", "startsOn": f"{first + 1}-01-09", "endsOn": f"{first + 1}-06-10"},
    ]


@asks("createSchoolYear")
def _new_year(_: World) -> Ask:
    first = next(_years)
    return Ask("/school-years", {"code": f"{first}/{first + 1}", "terms": terms(first)})


def _current_year(world: World) -> tuple[str, int, int]:
    now = school_year_of(stockholm_day(datetime.now(UTC)))
    row = world.sql(
        "SELECT id, version FROM school_years WHERE tenant_id = %s AND code = %s", world.tenant, now.code
    )[0]
    return f"/school-years/{row[0]}", row[1], now.first


@asks("readSchoolYear")
def _year(world: World) -> Ask:
    return Ask(_current_year(world)[0])


@asks("changeSchoolYear")
def _change_year(world: World) -> Ask:
    path, version, first = _current_year(world)
    return Ask(path, {"terms": terms(first)}, version)


@asks("listCalendarDays")
def _calendar(world: World) -> Ask:
    return Ask(f"/calendar-days?schoolId={world.school}")


def _next_day() -> date:
    """A day of the school years that a world has, another one each time."""
    first = school_year_of(stockholm_day(datetime.now(UTC))).first
    return date(first, 7, 1) + timedelta(days=next(_days) % 700)


@asks("createCalendarDay")
def _new_day(world: World) -> Ask:
    body = {"schoolId": str(world.school), "day": str(_next_day()), "isSchoolDay": False, "name": "Studiedag"}
    return Ask("/calendar-days", body)


@asks("readCalendarDay")
def _day(world: World) -> Ask:
    return Ask(_a_day(world))


@asks("deleteCalendarDay")
def _drop_day(world: World) -> Ask:
    return Ask(_a_day(world), version=1)


def _a_day(world: World) -> str:
    day = _next_day()
    year = world.sql("SELECT id FROM school_years WHERE tenant_id = %s LIMIT 1", world.tenant)[0][0]
    row = {"school_year_id": year, "school_id": world.school, "is_school_day": False, "name": "Studiedag"}
    return f"/calendar-days/{world.insert('calendar_days', day=day, **row)}"


@asks("listProfessions")
def _professions(_: World) -> Ask:
    return Ask("/professions")


def _nurse(world: World) -> tuple[str, int]:
    row = world.sql(
        "SELECT id, version FROM professions WHERE tenant_id = %s AND code = 'SCHOOL_NURSE'", world.tenant
    )[0]
    return f"/professions/{row[0]}", row[1]


@asks("readProfession")
def _profession(world: World) -> Ask:
    return Ask(_nurse(world)[0])


@asks("changeProfession")
def _change_profession(world: World) -> Ask:
    path, version = _nurse(world)
    return Ask(path, {"nameSv": unique("skolsköterska")}, version)


@asks("listLookups")
def _lookups(_: World) -> Ask:
    return Ask("/lookups?limit=100")
