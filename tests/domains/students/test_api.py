"""Pupils and groups over the real program: own groups, exact search, the protected nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Town
from tests.factories.pupils import add_group, add_student, grant, lead, put_in

CANARY = "Kanariefågel"
MARKS: list[dict[str, Any]] = [
    {"protection_level": "CONFIDENTIAL_MARK"},
    {"protection_level": "PROTECTED_REGISTRATION"},
    {"protection_level": "ASSUMED_IDENTITY"},
    {"protection_known": False},
]


async def found(town: Town, persona: str, given: str, family: str) -> list[dict[str, Any]]:
    answer = await town.as_(persona).post(
        "/student-searches", json={"givenName": given, "familyName": family}
    )
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def logged(town: Town, action: str) -> list[tuple[Any, ...]]:
    return town.world.sql(
        "SELECT actor_id, student_ids, school_id FROM audit_access WHERE tenant_id = %s AND action = %s"
        " ORDER BY at",
        town.world.tenant,
        action,
    )


async def test_my_pupils_are_those_of_the_groups_i_lead_now(town: Town) -> None:
    world = town.world
    mine, left, other, old = (add_student(world, g) for g in ("Ärla", "Bo", "Cia", "Dag"))
    group, others = add_group(world), add_group(world, "5C")
    put_in(world, group, mine)
    put_in(world, group, left, until=date(2021, 6, 1))
    put_in(world, others, other)
    lead(world, group, "mentor")
    past = add_group(world, "4B", valid_to=date(2024, 6, 1))
    put_in(world, past, old)
    lead(world, past, "mentor")
    page = (await town.as_("mentor").get("/me/students")).json()
    assert [(s["givenName"], [g["name"] for g in s["groups"]]) for s in page["items"]] == [("Ärla", ["5B"])]
    assert (await town.as_("larare").get("/me/students")).json()["items"] == []
    assert (await town.as_("mentor").get(f"/me/students?groupId={others}")).json()["items"] == []
    seen = logged(town, "student.list-mine")
    assert (world.people["mentor"], [mine]) in [(actor, ids) for actor, ids, _ in seen]


async def test_leading_ends_with_the_assignment(town: Town) -> None:
    world = town.world
    student, group = add_student(world), add_group(world)
    put_in(world, group, student)
    lead(world, group, "mentor")
    assert (await town.as_("mentor").get(f"/students/{student}")).status_code == 200
    world.sql(
        "UPDATE assignments SET valid_to = %s WHERE person_id = %s", date(2021, 1, 1), world.people["mentor"]
    )
    assert (await town.as_("mentor").get(f"/students/{student}")).status_code == 404
    assert (await town.as_("mentor").get(f"/groups/{group}/members")).status_code == 404
    assert (await town.as_("mentor").get("/me/students")).status_code == 403


async def test_a_substitute_sees_them_while_it_lasts(town: Town) -> None:
    world, today = town.world, town.runtime.clock.today()
    student, group = add_student(world), add_group(world)
    put_in(world, group, student)
    lead(world, group, "larare", "TEACHER", until=today, since=today)
    assert (await town.as_("larare").get(f"/students/{student}")).status_code == 200
    world.sql(
        "UPDATE group_leaders SET valid_from = %s, valid_to = %s", today - timedelta(3), today - timedelta(1)
    )
    assert (await town.as_("larare").get(f"/students/{student}")).status_code == 404


async def test_a_group_shows_its_pupils_to_leaders_and_heads_only(town: Town) -> None:
    world = town.world
    group = add_group(world)
    put_in(world, group, add_student(world, "Åsa"), add_student(world, "Zoe"))
    lead(world, group, "mentor")
    for persona in ("mentor", "rektor", "bitradande"):
        listed = (await town.as_(persona).get(f"/groups/{group}/members")).json()["items"]
        assert [s["givenName"] for s in listed] == ["Zoe", "Åsa"], persona
    for persona in ("larare", "kurator", "chef", "admin", "rektor-2"):
        assert (await town.as_(persona).get(f"/groups/{group}/members")).status_code == 404, persona
    shown = (await town.as_("larare").get(f"/groups/{group}")).json()
    assert shown["leaders"][0]["role"] == "MENTOR"
    assert shown["allowedActions"] == ["group.read"]
    assert "group.list-members" in (await town.as_("mentor").get(f"/groups/{group}")).json()["allowedActions"]
    assert [g["id"] for g in (await town.as_("mentor").get("/groups?mine=true")).json()["items"]] == [
        str(group)
    ]
    assert (await town.as_("larare").get("/groups?mine=true")).json()["items"] == []


async def test_search_finds_exact_names_only(town: Town) -> None:
    world = town.world
    student = add_student(world, "Åsa", "Öberg-Élan")
    assert [s["id"] for s in await found(town, "larare", "Åsa", "Öberg-Élan")] == [str(student)]
    assert [s["id"] for s in await found(town, "larare", " åsa ", "öberg-elan")] == [str(student)]
    for given, family in (
        ("Ås", "Öberg-Élan"),
        ("Åsa", "Öberg"),
        ("%", "%"),
        ("Å_a", "Öberg-Élan"),
        ("", "Öberg-Élan"),
        ("Öberg-Élan", "Åsa"),
        ("Asa", "Oberg-Elan"),
        ("' OR '1'='1", "x"),
    ):
        answer = await town.as_("larare").post(
            "/student-searches", json={"givenName": given, "familyName": family}
        )
        assert answer.status_code in (200, 422)
        assert answer.json().get("items", []) == [], (given, family)


async def test_search_gives_three_at_most_and_ones_own_first(town: Town) -> None:
    world = town.world
    for _ in range(5):
        add_student(world, "Maja", "Lind")
    mine, group = add_student(world, "Maja", "Lind", grade="9"), add_group(world, "9A")
    put_in(world, group, mine)
    lead(world, group, "larare", "TEACHER")
    hits = await found(town, "larare", "Maja", "Lind")
    assert len(hits) == 3
    assert (hits[0]["id"], hits[0]["isMine"], hits[0]["groups"]) == (str(mine), True, ["9A"])
    assert [hit["isMine"] for hit in hits[1:]] == [False, False]


async def test_search_stays_inside_the_own_unit_and_the_own_municipality(
    town: Town, other_town: Town
) -> None:
    add_student(town.world, "Maja", CANARY, school="B")
    add_student(other_town.world, "Maja", CANARY)
    add_student(town.world, "Maja", CANARY, active=False)
    assert await found(town, "rektor", "Maja", CANARY) == []
    assert len(await found(town, "rektor-2", "Maja", CANARY)) == 1


async def test_every_search_is_logged_also_when_nobody_is_found(town: Town) -> None:
    student = add_student(town.world, "Maja", "Lind")
    await found(town, "larare", "Maja", "Lind")
    await found(town, "larare", "Ingen", "Alls")
    rows = [(actor, ids) for actor, ids, _ in logged(town, "student.search")]
    assert rows == [(town.world.people["larare"], [student]), (town.world.people["larare"], [])]
    texts = town.world.sql(
        "SELECT row_to_json(a)::text FROM audit_access a WHERE tenant_id = %s", town.world.tenant
    )
    assert not [text for (text,) in texts if "Maja" in text or "Alls" in text]


@pytest.mark.parametrize("mark", MARKS)
async def test_the_protected_are_nowhere_for_anybody_without_a_personal_grant(
    town: Town, mark: dict[str, Any]
) -> None:
    """C15, C20: not in lists, groups, searches or by id; with nothing to tell them from nobody."""
    world = town.world
    hidden, seen, group = add_student(world, "Alva", CANARY, **mark), add_student(world), add_group(world)
    put_in(world, group, hidden, seen)
    lead(world, group, "mentor")
    for persona in ("rektor", "bitradande", "kurator", "mentor", "larare", "admin", "chef", "rektor-2"):
        browser = town.as_(persona)
        for path in (
            "/me/students",
            f"/groups/{group}/members",
            "/groups",
            f"/groups/{group}",
            f"/students/{hidden}",
        ):
            answer = await browser.get(path)
            assert CANARY not in answer.text, (persona, path)
            assert str(hidden) not in answer.text, (persona, path)
        by_id, nothing = await browser.get(f"/students/{hidden}"), await browser.get(f"/students/{uuid4()}")
        assert by_id.status_code == nothing.status_code == 404
        assert by_id.json()["detail"] == nothing.json()["detail"]
        search = await browser.post("/student-searches", json={"givenName": "Alva", "familyName": CANARY})
        assert search.json().get("items", []) == [], persona


async def test_a_personal_grant_opens_one_pupil_for_one_person_and_no_search(town: Town) -> None:
    world = town.world
    hidden, group = add_student(world, "Alva", CANARY, protection_known=False), add_group(world)
    put_in(world, group, hidden)
    lead(world, group, "mentor")
    grant(world, hidden, "mentor")
    one = await town.as_("mentor").get(f"/students/{hidden}")
    assert (one.status_code, one.json()["isProtected"]) == (200, True)
    assert [s["id"] for s in (await town.as_("mentor").get("/me/students")).json()["items"]] == [str(hidden)]
    assert await found(town, "mentor", "Alva", CANARY) == []
    assert (await town.as_("rektor").get(f"/students/{hidden}")).status_code == 404
    world.sql("UPDATE student_grants SET valid_to = '2021-01-01' WHERE student_id = %s", hidden)
    assert (await town.as_("mentor").get(f"/students/{hidden}")).status_code == 404


async def test_a_grant_is_no_way_round_the_unit(town: Town) -> None:
    """A teacher with a grant who leads no group of the pupil's still has no business there."""
    hidden = add_student(town.world, "Alva", CANARY, protection_level="CONFIDENTIAL_MARK")
    grant(town.world, hidden, "larare")
    grant(town.world, hidden, "rektor-2")
    for persona in ("larare", "rektor-2"):
        assert (await town.as_(persona).get(f"/students/{hidden}")).status_code == 404


async def test_a_head_gives_a_grant_and_takes_it_back(town: Town) -> None:
    world, rektor, today = town.world, town.as_("rektor"), town.runtime.clock.today()
    hidden = add_student(world, "Alva", CANARY, protection_level="CONFIDENTIAL_MARK")
    grant(world, hidden, "rektor")
    body = {"personId": str(world.people["kurator"]), "reason": "Samtal", "validTo": str(today)}
    assert (await town.as_("kurator").get(f"/students/{hidden}")).status_code == 404
    made = await rektor.post(f"/students/{hidden}/grants", json=body)
    assert made.status_code == 201
    assert (await town.as_("kurator").get(f"/students/{hidden}")).status_code == 200
    assert (await town.as_("kurator").post(f"/students/{hidden}/grants", json=body)).status_code == 403
    ended = await rektor.post(f"/student-grants/{made.json()['id']}/ending")
    assert ended.status_code == 201
    assert (await town.as_("kurator").get(f"/students/{hidden}")).status_code == 404
    again = await rektor.post(f"/student-grants/{made.json()['id']}/ending")
    assert (again.status_code, again.json()["code"]) == (409, "S02")
    long = {**body, "validTo": str(today + timedelta(days=400))}
    assert (await rektor.post(f"/students/{hidden}/grants", json=long)).json()["code"] == "S01"
    stranger = {**body, "personId": str(world.people["rektor-2"])}
    refused = await rektor.post(f"/students/{hidden}/grants", json=stranger)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/personId")
    changes = world.sql(
        "SELECT action FROM audit_access WHERE object_type = 'StudentGrant' AND %s = ANY(object_ids)",
        made.json()["id"],
    )
    assert {"CREATE", "UPDATE"} <= {action for (action,) in changes}


async def test_an_open_pupil_needs_no_grants(town: Town) -> None:
    student = add_student(town.world)
    body = {"personId": str(town.world.people["kurator"]), "reason": "Samtal", "validTo": "2026-12-01"}
    assert (await town.as_("rektor").post(f"/students/{student}/grants", json=body)).status_code == 403


async def test_every_shown_pupil_is_in_the_log(town: Town) -> None:
    world = town.world
    students: list[UUID] = [add_student(world, f"Elev{n}") for n in range(3)]
    group = add_group(world)
    put_in(world, group, *students)
    await town.as_("rektor").get(f"/groups/{group}/members?limit=2")
    rows = [ids for _, ids, _ in logged(town, "group.list-members")]
    assert rows == [students[:2]]
    await town.as_("kurator").get(f"/students/{students[2]}")
    assert logged(town, "student.read") == [(world.people["kurator"], [students[2]], world.school)]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"givenName": "Alva"},
        {"givenName": "A" * 81, "familyName": "Ek"},
        {"givenName": ["Alva"], "familyName": "Ek"},
        {"givenName": "Alva\x00", "familyName": "Ek"},
        {"givenName": "Alva", "familyName": "Ek", "schoolId": str(uuid4())},
    ],
)
async def test_a_search_that_is_none_is_refused_and_says_nothing_back(
    town: Town, body: dict[str, Any]
) -> None:
    answer = await town.as_("larare").post("/student-searches", json=body)
    assert answer.status_code == 422
    assert "Alva" not in answer.text


async def test_search_words_have_no_place_in_an_address(town: Town) -> None:
    assert (await town.as_("larare").get("/student-searches?givenName=Alva")).status_code == 405
    assert (await town.as_("larare").get("/groups?q=Alva")).status_code == 400
