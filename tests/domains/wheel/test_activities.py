"""Wheels through the front door: setting up, the rules in words, moving, removing, and who may not."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Town
from tests.factories.goals import add_check_in, add_goal, add_team, days
from tests.factories.wheel import YEAR, add_activity, add_wheel, this_year
from tests.factories.world import World


def student_health(world: World) -> UUID:
    return add_team(world, "kurator", "skolskoterska", "specialpedagog", kind="EHT", name="EHT Björken")


async def made(town: Town, **fields: Any) -> Any:
    body = {"schoolId": str(town.world.school), "schoolYear": YEAR.code} | fields
    answer = await town.as_("rektor").post("/annual-wheels", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def everything(town: Town, wheel: str) -> list[Any]:
    page = (await town.as_("larare").get(f"/annual-wheels/{wheel}/activities?limit=100")).json()
    items: list[Any] = page["items"]
    return items


# Activities -----------------------------------------------------------------------------------------------


def body(**fields: Any) -> dict[str, Any]:
    day = this_year(11, 9).isoformat()
    return {
        "kind": "PROGNOSIS",
        "title": "Prognoser för åk 6 – höst",
        "startsOn": day,
        "endsOn": day,
    } | fields


async def test_an_activity_is_put_on_moved_and_taken_off_and_put_back(town: Town) -> None:
    wheel = add_wheel(town.world)
    path = f"/annual-wheels/{wheel}/activities"
    kurator = town.as_("kurator")
    put = (await kurator.post(path, json=body())).json()
    assert (put["ring"], put["status"], put["title"]) == ("FOLLOW_UP", "PLANNED", "Prognoser för åk 6 – höst")
    one = f"{path}/{put['id']}"
    moved = (await kurator.patch(one, 1, json={"moveWeeks": -2})).json()
    assert (moved["startsOn"], moved["status"]) == (this_year(10, 26).isoformat(), "PLANNED")
    gone = await kurator("DELETE", one, headers={"if-match": '"2"'})
    assert gone.status_code == 204
    assert await everything(town, str(wheel)) == []
    assert (await kurator.get(one)).json()["status"] == "REMOVED"
    back = await kurator.patch(one, 3, json={"status": "PLANNED"})
    assert back.status_code == 200
    assert [i["id"] for i in await everything(town, str(wheel))] == [put["id"]]


async def test_what_moves_on_a_wheel_in_use_is_told_as_moved_until_it_is_undone(town: Town) -> None:
    wheel = add_wheel(town.world, state="ACTIVE")
    one = f"/annual-wheels/{wheel}/activities/{add_activity(town.world, wheel)}"
    moved = (await town.as_("rektor").patch(one, 1, json={"moveWeeks": 1})).json()
    assert moved["status"] == "MOVED"
    undone = (await town.as_("rektor").patch(one, 2, json={"moveWeeks": -1, "status": "PLANNED"})).json()
    assert (undone["status"], undone["startsOn"]) == ("PLANNED", this_year(10, 5).isoformat())


@pytest.mark.parametrize(
    "change",
    [
        {"moveWeeks": 52},
        {"moveWeeks": -52},
        {"startsOn": this_year(7, 31).isoformat()},
        {"endsOn": this_year(10, 4).isoformat()},
        {"startsOn": "0001-01-01"},
        {"endsOn": "9999-12-31"},
    ],
)
async def test_nothing_leaves_the_school_year(town: Town, change: dict[str, Any]) -> None:
    wheel = add_wheel(town.world)
    activity = add_activity(town.world, wheel)
    answer = await town.as_("rektor").patch(f"/annual-wheels/{wheel}/activities/{activity}", 1, json=change)
    assert (answer.status_code, answer.json()["code"]) == (422, "WHEEL_OUTSIDE_YEAR")
    assert town.world.sql("SELECT starts_on, version FROM wheel_activities WHERE id = %s", activity) == [
        (this_year(10, 5), 1)
    ]


async def test_either_days_or_weeks(town: Town) -> None:
    wheel = add_wheel(town.world)
    one = f"/annual-wheels/{wheel}/activities/{add_activity(town.world, wheel)}"
    both = {"moveWeeks": 1, "startsOn": this_year(10, 6).isoformat()}
    assert (await town.as_("rektor").patch(one, 1, json=both)).json()["code"] == "WHEEL_MOVE"


@pytest.mark.parametrize(
    "bad",
    [
        {"title": None},
        {"title": ""},
        {"kind": "PARTY"},
        {"protectedMinutes": 1441},
        {"protectedMinutes": None},
        {"status": "REMOVED"},
        {"moveWeeks": 53},
        {"references": [{"kind": "case", "id": str(uuid4())}]},
        {"wheelId": str(uuid4())},
    ],
)
async def test_bad_input_is_refused_and_stored_nowhere(town: Town, bad: dict[str, Any]) -> None:
    wheel = add_wheel(town.world)
    activity = add_activity(town.world, wheel)
    answer = await town.as_("rektor").patch(f"/annual-wheels/{wheel}/activities/{activity}", 1, json=bad)
    assert answer.status_code == 422
    assert town.world.sql("SELECT version FROM wheel_activities WHERE id = %s", activity) == [(1,)]


async def test_a_stale_move_is_refused(town: Town) -> None:
    wheel = add_wheel(town.world)
    one = f"/annual-wheels/{wheel}/activities/{add_activity(town.world, wheel)}"
    assert (await town.as_("rektor").patch(one, 1, json={"moveWeeks": 1})).status_code == 200
    assert (await town.as_("kurator").patch(one, 1, json={"moveWeeks": 1})).status_code == 412
    assert (await town.as_("kurator").patch(one, json={"moveWeeks": 1})).status_code == 428
    assert (await town.as_("kurator")("DELETE", one)).status_code == 428


async def test_a_team_of_another_school_cannot_stand_on_the_wheel(town: Town) -> None:
    wheel, theirs = add_wheel(town.world), add_team(town.world, letter="B")
    put = await town.as_("rektor").post(f"/annual-wheels/{wheel}/activities", json=body(teamId=str(theirs)))
    assert (put.status_code, put.json()["code"]) == (422, "WHEEL_TEAM")


async def test_only_what_the_caller_sees_can_be_linked(town: Town, other_town: Town) -> None:
    wheel = add_wheel(town.world)
    ours = add_goal(town.world, add_team(town.world), state="ACTIVE")
    theirs = add_goal(town.world, add_team(town.world, letter="B"), letter="B")
    foreign = add_goal(other_town.world, add_team(other_town.world))
    checked = add_check_in(town.world, ours, days(-2), 91)
    path, rektor = f"/annual-wheels/{wheel}/activities", town.as_("rektor")
    for kind, key in (("GOAL", theirs), ("GOAL", foreign), ("GOAL", uuid4()), ("GOAL_CHECK_IN", ours)):
        put = await rektor.post(path, json=body(references=[{"kind": kind, "id": str(key)}]))
        assert (put.status_code, put.json()["code"]) == (422, "WHEEL_LINK"), kind
    links = [{"kind": "GOAL", "id": str(ours)}, {"kind": "GOAL_CHECK_IN", "id": str(checked)}]
    put = await rektor.post(path, json=body(references=links))
    assert [(x["kind"], x["path"]) for x in put.json()["references"]] == [
        ("GOAL", f"/lasaret/mal/{ours}"),
        ("GOAL_CHECK_IN", f"/lasaret/mal/{ours}"),
    ]
    fewer = await rektor.patch(f"{path}/{put.json()['id']}", 1, json={"references": links[:1]})
    assert [x["kind"] for x in fewer.json()["references"]] == ["GOAL"]
    assert fewer.json()["version"] == 2


async def test_a_closed_wheel_is_only_read(town: Town) -> None:
    wheel = add_wheel(town.world, state="CLOSED")
    activity = add_activity(town.world, wheel)
    rektor, path = town.as_("rektor"), f"/annual-wheels/{wheel}"
    version = {"if-match": '"1"'}
    answers = [
        await rektor.patch(path, 1, json={"note": "Nytt"}),
        await rektor.post(f"{path}/activities", json=body()),
        await rektor.patch(f"{path}/activities/{activity}", 1, json={"moveWeeks": 1}),
        await rektor("DELETE", f"{path}/activities/{activity}", headers=version),
    ]
    assert {(a.status_code, a.json()["code"]) for a in answers} == {(409, "WHEEL_CLOSED")}
    shown = (await rektor.get(path)).json()
    assert shown["allowedActions"] == [
        "wheel.read",
        "wheel.read-activities",
        "wheel.read-dates",
        "wheel.read-status",
    ]
    assert (await everything(town, str(wheel)))[0]["allowedActions"] == ["activity.read"]


async def test_four_hundred_is_the_most(town: Town) -> None:
    wheel = add_wheel(town.world)
    town.world.sql(
        "INSERT INTO wheel_activities (tenant_id, id, wheel_id, kind, title, starts_on, ends_on,"
        " protected_minutes, status, version, created_at, updated_at)"
        " SELECT %s, gen_random_uuid(), %s, 'OTHER', 'Fylld ' || n, %s, %s, 0, 'PLANNED', 1, now(), now()"
        " FROM generate_series(1, 400) n",
        town.world.tenant,
        wheel,
        this_year(9, 1),
        this_year(9, 1),
    )
    full = await town.as_("rektor").post(f"/annual-wheels/{wheel}/activities", json=body())
    assert (full.status_code, full.json()["code"]) == (409, "WHEEL_FULL")
    page = (await town.as_("rektor").get(f"/annual-wheels/{wheel}/activities?limit=100&page=4")).json()
    assert (len(page["items"]), page["_meta"]["totalRecords"]) == (100, 400)


# What else happens in the year ----------------------------------------------------------------------------


def add_meeting(world: World, team: UUID, kind: str, state: str = "PLANNED", letter: str = "A") -> UUID:
    start = f"{this_year(10, 7).isoformat()}T08:00:00+02:00"
    off = {"cancel_reason": "ILLNESS"} if state == "CANCELLED" else {}
    return world.insert(
        "meetings",
        team_id=team,
        school_id=world.schools[letter],
        type=kind,
        mode="PHYSICAL",
        starts_at=start,
        ends_at=f"{this_year(10, 7).isoformat()}T09:00:00+02:00",
        state=state,
        **off,
    )


async def test_meetings_and_goals_are_on_the_wheel_but_never_a_meeting_about_a_pupil(town: Town) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    shown = add_meeting(town.world, team, "EHT")
    for kind in ("CASE_MEETING", "INTERAGENCY", "SUPERVISION"):
        add_meeting(town.world, team, kind)
    add_meeting(town.world, team, "FORUM", "CANCELLED")
    add_meeting(town.world, add_team(town.world, letter="B"), "EHT", letter="B")
    goal = add_goal(
        town.world, team, state="ACTIVE", check_in_days=[this_year(11, 2)], deadline_on=this_year(5, 31)
    )
    draft = add_goal(town.world, team)
    add_goal(town.world, add_team(town.world, letter="B"), letter="B", state="ACTIVE")
    add_check_in(town.world, goal, this_year(9, 9), 91)
    for persona in ("larare", "rektor", "kurator", "chef"):
        found = (await town.as_(persona).get(f"/annual-wheels/{wheel}/dates")).json()
        assert [m["id"] for m in found["meetings"]] == [str(shown)]
        assert found["meetings"][0]["title"] == "Elevhälsoteam · EHT Björken"
        assert [(g["kind"], g["day"]) for g in found["goals"]] == [
            ("CHECK_IN_HELD", this_year(9, 9).isoformat()),
            ("CHECK_IN_PLANNED", this_year(11, 2).isoformat()),
            ("DEADLINE", this_year(5, 31).isoformat()),
        ]
        assert str(draft) not in str(found)
