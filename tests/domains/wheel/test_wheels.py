"""Wheels through the front door: setting up, the rules in words, moving, removing, and who may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from samsyn.wheel.rules import load_unit_template
from tests.conftest import Town
from tests.factories.goals import add_goal, add_team
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
    faults: dict[str, dict[str, Any]] = {
        "minutes": {"protected_minutes": 59},
        "fields": {"team": two},
        "goal": {"goal": None},
        "team": {"team": None},
        "missed": {"status": "MISSED"},
        "removed": {"status": "REMOVED"},
    }
    fields |= faults[broken]
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
