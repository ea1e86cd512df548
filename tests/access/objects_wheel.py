"""How wheels are asked for. Each unit has one a year, so every builder begins with an empty one."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.factories.wheel import YEAR, add_activity, add_wheel, clear_wheel, this_year
from tests.factories.world import World


@asks("listAnnualWheels")
def _list(_: World) -> Ask:
    return Ask("/annual-wheels")


@asks("createAnnualWheel")
def _create(world: World) -> Ask:
    years = "SELECT id FROM school_years WHERE tenant_id = %s AND code = %s"
    clear_wheel(world, world.school, world.sql(years, world.tenant, YEAR.code)[0][0])
    body = {"schoolId": str(world.school), "schoolYear": YEAR.code, "fromTemplate": False}
    return Ask("/annual-wheels", body)


@asks("readAnnualWheel")
def _read(world: World) -> Ask:
    return Ask(f"/annual-wheels/{add_wheel(world)}")


@asks("changeAnnualWheel")
def _change(world: World) -> Ask:
    return Ask(f"/annual-wheels/{add_wheel(world)}", {"note": "Året då alla hörs"}, 1)


@asks("createAnnualWheelActivation")
def _activate(world: World) -> Ask:
    body = {"reason": "Vi börjar med det vi har"}
    return Ask(f"/annual-wheels/{add_wheel(world)}/activation", body, 1)


@asks("readRuleStatus")
def _status(world: World) -> Ask:
    return Ask(f"/annual-wheels/{add_wheel(world)}/rule-status")


@asks("readWheelDates")
def _dates(world: World) -> Ask:
    return Ask(f"/annual-wheels/{add_wheel(world)}/dates")


@asks("listWheelActivities")
def _activities(world: World) -> Ask:
    return Ask(f"/annual-wheels/{add_wheel(world)}/activities")


@asks("createWheelActivity")
def _add(world: World) -> Ask:
    day = this_year(11, 9).isoformat()
    body = {"kind": "PROGNOSIS", "title": "Prognoser höst", "startsOn": day, "endsOn": day}
    return Ask(f"/annual-wheels/{add_wheel(world)}/activities", body)


@asks("readWheelActivity")
def _activity(world: World) -> Ask:
    wheel = add_wheel(world)
    return Ask(f"/annual-wheels/{wheel}/activities/{add_activity(world, wheel)}")


@asks("changeWheelActivity")
def _move(world: World) -> Ask:
    wheel = add_wheel(world)
    return Ask(f"/annual-wheels/{wheel}/activities/{add_activity(world, wheel)}", {"moveWeeks": 1}, 1)


@asks("deleteWheelActivity")
def _remove(world: World) -> Ask:
    wheel = add_wheel(world)
    return Ask(f"/annual-wheels/{wheel}/activities/{add_activity(world, wheel)}", version=1)
