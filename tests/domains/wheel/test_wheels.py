"""Wheels through the front door: setting up, the rules in words, moving, removing, and who may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from samsyn.wheel.rules import load_unit_template
from tests.conftest import Town
from tests.factories.goals import add_check_in, add_goal, add_team, days
from tests.factories.wheel import YEAR, add_activity, add_check_in_day, add_wheel, this_year
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


async def test_a_wheel_from_the_template_is_whole_and_given_to_the_student_health_team(town: Town) -> None:
    team = student_health(town.world)
    wheel = await made(town)
    assert (wheel["state"], wheel["schoolYear"]["code"]) == ("PLANNED", YEAR.code)
    assert wheel["firstOn"] == this_year(8, 1).isoformat()
    items = await everything(town, wheel["id"])
    assert [i["title"] for i in items].count("Nulägesavstämning") == 1
    assert len(items) == len(load_unit_template())
    check_ins = [i for i in items if i["kind"] == "CHECKIN_MAJOR"]
    assert [i["title"] for i in check_ins] == [
        "Nulägesavstämning",
        "Mitterminsavstämning",
        "Terminsavstämning",
        "Våravstämning",
    ]
    assert {i["team"]["id"] for i in check_ins} == {str(team)}
    assert {i["ring"] for i in check_ins} == {"CHECK_INS"}
    assert all(wheel["firstOn"] <= i["startsOn"] <= i["endsOn"] <= wheel["lastOn"] for i in items)
    assert check_ins[0]["lacks"]["text"].endswith("minst en indikator eller ett mål.")
    assert all(i["lacks"] is None for i in items if i["kind"] != "CHECKIN_MAJOR")


async def test_the_list_says_who_may_set_one_up(town: Town) -> None:
    async def actions(persona: str, letter: str = "A") -> Any:
        query = f"?schoolId={town.world.schools[letter]}"
        return (await town.as_(persona).get(f"/annual-wheels{query}")).json()["allowedActions"]

    for persona in ("rektor", "psykolog", "forstelarare"):
        assert await actions(persona) == ["wheel.create"]
        assert await actions(persona, "B") == []
    for persona in ("larare", "elevassistent", "chef", "rektor-2"):
        assert await actions(persona) == []


async def test_an_empty_wheel_is_empty(town: Town) -> None:
    wheel = await made(town, fromTemplate=False, note="Året då alla hörs")
    assert wheel["note"] == "Året då alla hörs"
    assert await everything(town, wheel["id"]) == []


async def test_a_unit_has_one_wheel_a_year(town: Town) -> None:
    await made(town, fromTemplate=False)
    body = {"schoolId": str(town.world.school), "schoolYear": YEAR.code}
    again = await town.as_("kurator").post("/annual-wheels", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "WHEEL_EXISTS")
    other = await town.as_("rektor-2").post(
        "/annual-wheels", json=body | {"schoolId": str(town.world.schools["B"])}
    )
    assert other.status_code == 201


async def test_the_same_press_twice_sets_up_one_wheel(town: Town) -> None:
    body = {"schoolId": str(town.world.school), "schoolYear": YEAR.code, "fromTemplate": False}
    key = {"idempotency-key": str(uuid4())}
    first = await town.as_("rektor").post("/annual-wheels", json=body, headers=key)
    second = await town.as_("rektor").post("/annual-wheels", json=body, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]


@pytest.mark.parametrize("code", ["1999/2000", "2026/2026"])
async def test_a_year_that_nobody_has_entered_is_refused(town: Town, code: str) -> None:
    body = {"schoolId": str(town.world.school), "schoolYear": code}
    answer = await town.as_("rektor").post("/annual-wheels", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "WHEEL_YEAR")


async def test_the_other_school_and_the_other_municipality_see_nothing(town: Town, other_town: Town) -> None:
    wheel = add_wheel(town.world)
    activity = add_activity(town.world, wheel)
    for caller in (town.as_("rektor-2"), other_town.as_("rektor"), other_town.as_("chef")):
        for path in ("", "/rule-status", "/dates", "/activities", f"/activities/{activity}"):
            assert (await caller.get(f"/annual-wheels/{wheel}{path}")).status_code == 404
        assert (await caller.get(f"/annual-wheels?schoolId={town.world.school}")).json()["items"] == []
        moved = await caller.patch(f"/annual-wheels/{wheel}/activities/{activity}", 1, json={"moveWeeks": 1})
        assert moved.status_code == 404
    assert len((await town.as_("chef").get("/annual-wheels")).json()["items"]) == 1


async def test_an_activity_is_reached_through_its_own_wheel_only(town: Town) -> None:
    mine = add_wheel(town.world)
    next_year = add_wheel(town.world, year=YEAR.next().code)
    activity = add_activity(town.world, mine)
    path = f"/annual-wheels/{next_year}/activities/{activity}"
    rektor = town.as_("rektor")
    assert (await rektor.get(path)).status_code == 404
    assert (await rektor.patch(path, 1, json={"title": "Fel hjul"})).status_code == 404
    assert (await rektor("DELETE", path, headers={"if-match": '"1"'})).status_code == 404


# The rules, in words --------------------------------------------------------------------------------------

AUTUMN = (this_year(9, 16), this_year(11, 11))
SPRING = (this_year(1, 20), this_year(4, 21))


async def status(town: Town, wheel: UUID, **more: Any) -> Any:
    return (await town.as_("larare").get(f"/annual-wheels/{wheel}/rule-status", **more)).json()


@pytest.mark.parametrize(
    ("dates", "code", "words"),
    [
        ((), "NOT_MET", "0 avstämningar planerade: miniminivån 2 är inte nådd, 4 rekommenderas."),
        (AUTUMN[:1], "NOT_MET", "1 avstämning planerad: miniminivån 2 är inte nådd, 4 rekommenderas."),
        (
            (*AUTUMN, SPRING[0]),
            "MINIMUM_MET",
            "3 avstämningar planerade: miniminivån är nådd, 4 rekommenderas.",
        ),
        ((*AUTUMN, *SPRING), "RECOMMENDED_MET", "4 avstämningar planerade: rekommendationen är nådd."),
    ],
)
async def test_w01_in_words(town: Town, dates: tuple[Any, ...], code: str, words: str) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    goal = add_goal(town.world, team, state="ACTIVE")
    for day in dates:
        add_check_in_day(town.world, wheel, day, team=team, goal=goal)
    found = await status(town, wheel)
    assert (found["status"], found["counted"], found["planned"]) == (code, len(dates), len(dates))
    assert found["hints"][0] == {"code": "W01", "text": words}


async def test_the_status_speaks_english_too(town: Town) -> None:
    found = await status(town, add_wheel(town.world), headers={"accept-language": "en"})
    assert found["hints"][0]["text"].startswith("0 check-ins planned")


async def test_w02_a_term_without_check_in_and_the_longest_gap_are_told(town: Town) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    goal = add_goal(town.world, team, state="ACTIVE")
    for day in AUTUMN:
        add_check_in_day(town.world, wheel, day, team=team, goal=goal)
    found = await status(town, wheel)
    assert [h["code"] for h in found["hints"]] == ["W01", "W02", "WHEEL_GAP"]
    assert found["hints"][1]["text"] == "Vårterminen saknar avstämning."


async def test_w04_only_at_the_end_is_not_enough(town: Town) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    goal = add_goal(town.world, team, state="ACTIVE")
    for day in (this_year(5, 26), this_year(6, 2)):
        add_check_in_day(town.world, wheel, day, team=team, goal=goal)
    assert "W04" in [h["code"] for h in (await status(town, wheel))["hints"]]


@pytest.mark.parametrize("broken", ["minutes", "fields", "goal", "team", "missed", "removed"])
async def test_w03_what_does_not_count_is_not_counted(town: Town, broken: str) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    goal = add_goal(town.world, team, state="ACTIVE")
    two = add_team(town.world, "kurator", "skolskoterska", "larare")
    fields: dict[str, Any] = {"team": team, "goal": goal}
    fields |= {
        "minutes": {"protected_minutes": 59},
        "fields": {"team": two},
        "goal": {"goal": None},
        "team": {"team": None},
        "missed": {"status": "MISSED"},
        "removed": {"status": "REMOVED"},
    }[broken]
    add_check_in_day(town.world, wheel, AUTUMN[0], **fields)
    found = await status(town, wheel)
    assert found["counted"] == 0
    assert found["planned"] == (0 if broken in ("missed", "removed") else 1)


async def test_w03_members_count_on_the_day_and_not_today(town: Town) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    goal = add_goal(town.world, team, state="ACTIVE")
    add_check_in_day(town.world, wheel, SPRING[1], team=team, goal=goal)
    assert (await status(town, wheel))["counted"] == 1
    kurator = town.world.people["kurator"]
    town.world.sql(
        "UPDATE team_members SET valid_to = %s WHERE person_id = %s",
        SPRING[1] - timedelta(days=1),
        kurator,
    )
    assert (await status(town, wheel))["counted"] == 0


async def test_w03_the_people_of_another_school_represent_nobody_here(town: Town) -> None:
    team = add_team(town.world, "kurator-2", "skolskoterska-2", "specialpedagog-2", kind="EHT")
    wheel = add_wheel(town.world)
    add_check_in_day(town.world, wheel, AUTUMN[0], team=team, goal=add_goal(town.world, team))
    assert (await status(town, wheel))["counted"] == 0


async def test_w01_a_wheel_below_the_minimum_is_used_only_with_a_reason(town: Town) -> None:
    wheel = add_wheel(town.world)
    path, version = f"/annual-wheels/{wheel}/activation", {"if-match": '"1"'}
    rektor = town.as_("rektor")
    refused = await rektor.post(path, json={}, headers=version)
    assert (refused.status_code, refused.json()["code"]) == (422, "W01")
    blank = await rektor.post(path, json={"reason": "      "}, headers=version)
    assert blank.status_code == 422
    done = await rektor.post(path, json={"reason": "Ny rektor i oktober"}, headers=version)
    assert (done.status_code, done.json()["state"]) == (201, "ACTIVE")
    assert done.json()["activationReason"] == "Ny rektor i oktober"
    again = await rektor.post(path, json={"reason": "En gång till"}, headers={"if-match": '"2"'})
    assert (again.status_code, again.json()["code"]) == (409, "WHEEL_STATE")
    stale = await rektor.post(path, json={"reason": "En gång till"}, headers=version)
    assert stale.status_code == 412


async def test_a_wheel_that_reaches_the_minimum_needs_no_reason(town: Town) -> None:
    team, wheel = student_health(town.world), add_wheel(town.world)
    goal = add_goal(town.world, team, state="ACTIVE")
    for day in (AUTUMN[0], SPRING[0]):
        add_check_in_day(town.world, wheel, day, team=team, goal=goal)
    done = await town.as_("kurator").post(
        f"/annual-wheels/{wheel}/activation", json={}, headers={"if-match": '"1"'}
    )
    assert done.status_code == 201


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
        {"linksTo": [{"kind": "case", "id": str(uuid4())}]},
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
    for kind, key in (("goal", theirs), ("goal", foreign), ("goal", uuid4()), ("goal_check_in", ours)):
        put = await rektor.post(path, json=body(linksTo=[{"kind": kind, "id": str(key)}]))
        assert (put.status_code, put.json()["code"]) == (422, "WHEEL_LINK"), kind
    links = [{"kind": "goal", "id": str(ours)}, {"kind": "goal_check_in", "id": str(checked)}]
    put = await rektor.post(path, json=body(linksTo=links))
    assert [(x["kind"], x["path"]) for x in put.json()["linksTo"]] == [
        ("goal", f"/lasaret/mal/{ours}"),
        ("goal_check_in", f"/lasaret/mal/{ours}"),
    ]
    fewer = await rektor.patch(f"{path}/{put.json()['id']}", 1, json={"linksTo": links[:1]})
    assert [x["kind"] for x in fewer.json()["linksTo"]] == ["goal"]
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
