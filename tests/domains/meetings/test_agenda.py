"""The agenda, its minutes and things to do; and that a case on the agenda is nobody's but its circle's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from samsyn.core.registry import Reference
from samsyn.core.work import Work
from samsyn.meetings.rules import used_after
from tests.conftest import Town
from tests.factories.cases import add_case
from tests.factories.meetings import (
    add_action,
    add_item,
    add_meeting,
    add_participant,
    add_team,
    tomorrow,
)
from tests.factories.pupils import add_student

NUMBER = "BJ-26-014"


@pytest.fixture
def case(town: Town, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A case whose circle is the kurator alone."""
    case, member = uuid4(), town.world.people["kurator"]

    async def resolve(work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]:
        seen = work.actor.id == member
        label = f"{NUMBER} · Särskilt stöd · Åk 5"
        return {i: Reference("case", i, label, f"/arenden/{i}") for i in ids if seen and i == case}

    monkeypatch.setitem(town.runtime.registry.reference_kinds, "case", resolve)
    return case


def meeting_of(town: Town, **more: Any) -> UUID:
    return add_meeting(town.world, add_team(town.world, "rektor", "larare"), **more)


async def agenda_of(town: Town, who: str, meeting: UUID) -> list[dict[str, Any]]:
    answer = await town.as_(who).get(f"/meetings/{meeting}/agenda-items")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_outside_the_circle_a_case_is_a_word_and_minutes(town: Town, case: UUID) -> None:
    meeting = meeting_of(town)
    body = {
        "kind": "CASE",
        "caseId": str(case),
        "level": "REMEDIAL",
        "phase": "DEEPENING",
        "plannedMinutes": 25,
    }
    made = await town.as_("kurator").post(f"/meetings/{meeting}/agenda-items", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["label"] == f"{NUMBER} · Särskilt stöd · Åk 5"
    assert made.json()["case"] == {"id": str(case), "path": f"/arenden/{case}"}
    for who in ("rektor", "larare", "mentor", "chef", "psykolog"):
        answer = await town.as_(who).get(f"/meetings/{meeting}/agenda-items")
        assert str(case) not in answer.text
        assert NUMBER not in answer.text
        (item,) = answer.json()["items"]
        known = {k: v for k, v in item.items() if k not in ("_links", "allowedActions", "id", "version")}
        assert known == {
            "kind": "CASE", "label": "Ärende", "position": 1, "plannedMinutes": 25, "usedMinutes": 0,
            "level": None, "phase": None, "case": None,
        }  # fmt: skip
        assert str(case) not in str(item["_links"])


async def test_an_outsider_moves_a_case_item_and_learns_nothing(town: Town, case: UUID) -> None:
    meeting = meeting_of(town)
    item = add_item(town.world, meeting, ref_id=case, phase="PLANNING")
    path = f"/meetings/{meeting}/agenda-items/{item}"
    timed = await town.as_("rektor").patch(path, 1, json={"usedMinutes": 12})
    assert (timed.status_code, timed.json()["usedMinutes"]) == (200, 12)
    assert str(case) not in timed.text
    assert timed.json()["phase"] is None
    for body in ({"phase": "CLOSING"}, {"level": "REMEDIAL"}):
        assert (await town.as_("rektor").patch(path, 2, json=body)).json()["code"] == "MEETING_CASE"
    for body in ({"title": "Eva"}, {"caseId": str(case)}):
        assert (await town.as_("rektor").patch(path, 2, json=body)).status_code == 422


async def test_only_a_case_of_ones_own_is_put_on_an_agenda(town: Town, case: UUID) -> None:
    meeting = meeting_of(town)
    answers = []
    for wanted in (case, uuid4()):
        body = {"kind": "CASE", "caseId": str(wanted)}
        refused = await town.as_("rektor").post(f"/meetings/{meeting}/agenda-items", json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, "MEETING_CASE")
        answers.append({k: v for k, v in refused.json().items() if k not in ("instance", "traceId")})
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "CASE"},
        {"kind": "CASE", "title": "Eva Ek", "caseId": str(UUID(int=1))},
        {"kind": "INFO"},
        {"kind": "INFO", "title": "Läget", "caseId": str(UUID(int=1))},
        {"kind": "INFO", "title": "Läget", "plannedMinutes": -1},
        {"kind": "INFO", "title": " "},
    ],
)
async def test_an_item_has_a_title_or_a_case(town: Town, body: dict[str, Any]) -> None:
    refused = await town.as_("rektor").post(f"/meetings/{meeting_of(town)}/agenda-items", json=body)
    assert refused.status_code == 422


async def test_items_are_moved_one_at_a_time(town: Town) -> None:
    meeting = meeting_of(town)
    for title in "ABCD":
        body = {"kind": "INFO", "title": title}
        await town.as_("rektor").post(f"/meetings/{meeting}/agenda-items", json=body)

    async def move(title: str, position: int) -> str:
        items = await agenda_of(town, "rektor", meeting)
        item = next(i for i in items if i["label"] == title)
        path = f"/meetings/{meeting}/agenda-items/{item['id']}"
        moved = await town.as_("rektor").patch(path, item["version"], json={"position": position})
        assert moved.status_code == 200, moved.text
        after = await agenda_of(town, "rektor", meeting)
        assert [i["position"] for i in after] == [1, 2, 3, 4]
        assert moved.json()["position"] == min(position, 4)
        return "".join(i["label"] for i in after)

    assert await move("D", 1) == "DABC"
    assert await move("D", 3) == "ABDC"
    assert await move("A", 99) == "BDCA"
    for _ in range(60):
        assert await move("A", 2) == "BADC"
        assert await move("D", 2) == "BDAC"
        assert await move("A", 4) == "BDCA"
    versions = {i["label"]: i["version"] for i in await agenda_of(town, "rektor", meeting)}
    assert versions["B"] <= 5


async def test_items_go_while_the_meeting_is_a_plan(town: Town) -> None:
    meeting = meeting_of(town)
    first, second = add_item(town.world, meeting), add_item(town.world, meeting, rank=2.0)
    path = f"/meetings/{meeting}/agenda-items"
    rektor = town.as_("rektor")
    assert (await rektor("DELETE", f"{path}/{first}", headers={"if-match": '"1"'})).status_code == 204
    assert (await rektor("DELETE", f"{path}/{second}")).status_code == 428
    await rektor.post(f"/meetings/{meeting}/start", headers={"if-match": '"1"'})
    refused = await rektor("DELETE", f"{path}/{second}", headers={"if-match": '"1"'})
    assert refused.json()["code"] == "MEETING_STATE"
    (item,) = await agenda_of(town, "rektor", meeting)
    assert item["allowedActions"] == ["part.change", "part.read"]


async def test_two_write_under_one_item_and_the_second_is_told(town: Town) -> None:
    meeting = meeting_of(town)
    path = f"/meetings/{meeting}/minutes/{add_item(town.world, meeting)}"
    first = await town.as_("rektor").patch(path, 1, json={"text": "Vi ser att åk 5 läser mer. Å ä ö – é."})
    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    second = await town.as_("larare").patch(path, 1, json={"text": "Något annat"})
    assert second.status_code == 412
    (row,) = (await town.as_("mentor").get(f"/meetings/{meeting}/minutes")).json()["items"]
    assert row["text"] == "Vi ser att åk 5 läser mer. Å ä ö – é."
    assert row["updatedBy"]["id"] == str(town.world.people["rektor"])
    assert row["allowedActions"] == ["part.read"]


async def test_nothing_can_be_written_here_under_a_case_item(town: Town, case: UUID) -> None:
    meeting = meeting_of(town)
    item = add_item(town.world, meeting, ref_id=case)
    answer = await town.as_("kurator").patch(f"/meetings/{meeting}/minutes/{item}", 1, json={"text": "Eva"})
    assert answer.status_code == 404
    with pytest.raises(Exception, match=r"fk_item_minutes_item|ck_item_minutes_not_case"):
        town.world.insert("item_minutes", item_id=item, meeting_id=meeting, kind="CASE", text="Eva")
    with pytest.raises(Exception, match="fk_item_minutes_item"):
        town.world.insert("item_minutes", item_id=item, meeting_id=meeting, kind="INFO", text="Eva")


async def test_a_part_of_another_meeting_is_not_found_under_this_one(town: Town) -> None:
    here, there = meeting_of(town), meeting_of(town)
    item, row = add_item(town.world, there), add_participant(town.world, there, "kurator")
    rektor = town.as_("rektor")
    for path, body in (
        (f"agenda-items/{item}", {"plannedMinutes": 1}),
        (f"minutes/{item}", {"text": "x"}),
        (f"participants/{row}", {"attendance": "ABSENT"}),
    ):
        assert (await rektor.patch(f"/meetings/{here}/{path}", 1, json=body)).status_code == 404, path
    gone = await rektor("DELETE", f"/meetings/{here}/agenda-items/{item}", headers={"if-match": '"1"'})
    assert gone.status_code == 404


async def test_who_came_and_who_came_instead(town: Town) -> None:
    meeting = meeting_of(town)
    row = add_participant(town.world, meeting, "kurator")
    path = f"/meetings/{meeting}/participants/{row}"
    rektor = town.as_("rektor")
    assert (await rektor.patch(path, 1, json={"attendance": "PROXY"})).json()["code"] == "MEETING_PERSON"
    instead = {"attendance": "PROXY", "proxyPersonId": str(town.world.people["psykolog"])}
    came = await rektor.patch(path, 1, json=instead)
    assert came.json()["proxy"]["id"] == str(town.world.people["psykolog"])
    self_instead = {"attendance": "PROXY", "proxyPersonId": str(town.world.people["kurator"])}
    assert (await rektor.patch(path, 2, json=self_instead)).json()["code"] == "MEETING_PERSON"
    came = await rektor.patch(path, 2, json={"attendance": "ATTENDED"})
    assert (came.json()["attendance"], came.json()["proxy"]) == ("ATTENDED", None)
    twice = {"personId": str(town.world.people["kurator"])}
    refused = await rektor.post(f"/meetings/{meeting}/participants", json=twice)
    assert (refused.status_code, refused.json()["code"]) == (409, "MEETING_INVITED")


async def test_nobody_of_another_municipality_is_invited(town: Town, other_town: Town) -> None:
    body = {"personId": str(other_town.world.people["kurator"])}
    refused = await town.as_("rektor").post(f"/meetings/{meeting_of(town)}/participants", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "MEETING_PERSON")


async def test_things_to_do_are_ones_own_across_meetings(town: Town) -> None:
    meeting = meeting_of(town)
    body = {"meetingId": str(meeting), "text": "Bokar sal", "ownerId": str(town.world.people["mentor"]),
            "dueOn": tomorrow().date().isoformat()}  # fmt: skip
    assert (await town.as_("mentor").post("/action-items", json=body)).status_code == 403
    made = (await town.as_("larare").post("/action-items", json=body)).json()
    assert made["meetingTitle"] == "Elevhälsomöte · EHM-gruppen"
    own = (await town.as_("mentor").get("/action-items?state=OPEN")).json()["items"]
    assert [a["id"] for a in own] == [made["id"]]
    assert (await town.as_("larare").get("/action-items")).json()["items"] == []
    done = await town.as_("mentor").patch(f"/action-items/{made['id']}", 1, json={"state": "DONE"})
    assert (done.json()["state"], done.json()["doneAt"] is None) == ("DONE", False)
    again = await town.as_("mentor").patch(f"/action-items/{made['id']}", 2, json={"state": "OPEN"})
    assert again.json()["doneAt"] is None
    assert (await town.as_("mentor").get("/action-items?state=DONE")).json()["items"] == []


async def test_what_one_has_to_do_is_seen_without_seeing_the_meeting(town: Town) -> None:
    meeting = meeting_of(town)
    mine = add_action(town.world, meeting, "larare-2", due_on=(tomorrow() - timedelta(days=9)).date())
    assert (await town.as_("larare-2").get(f"/meetings/{meeting}")).status_code == 404
    own = (await town.as_("larare-2").get("/action-items")).json()["items"]
    assert [a["id"] for a in own] == [str(mine)]
    assert (
        await town.as_("mentor-2").patch(f"/action-items/{mine}", 1, json={"state": "DONE"})
    ).status_code == 404


async def test_what_is_said_about_a_case_is_kept_in_the_case_alone(town: Town) -> None:
    pupil = add_student(town.world, "Alva", "Kanariefågel")
    case = add_case(town.world, "kurator", students=(pupil,), number="BJ-26-KANARIE")
    meeting = meeting_of(town)
    body = {"kind": "CASE", "caseId": str(case), "plannedMinutes": 15}
    kurator = town.as_("kurator")
    item = (await kurator.post(f"/meetings/{meeting}/agenda-items", json=body)).json()
    assert item["label"] == "BJ-26-KANARIE"
    said = {"itemId": item["id"], "text": "Kanariefågeln får en plats längst fram."}
    path = f"/meetings/{meeting}/minutes"
    made = await kurator.post(path, json=said)
    assert made.status_code == 201, made.text
    assert made.json()["caseId"] == str(case)
    note = await kurator.get(made.headers["location"].removeprefix("/samsyn/v1"))
    assert (note.json()["kind"], note.json()["text"]) == ("MEETING_POINT", said["text"])
    for who in ("larare", "mentor", "psykolog", "chef"):
        assert (await town.as_(who).post(path, json=said)).status_code == 404, who
        for part in ("agenda-items", "minutes", "participants"):
            seen = (await town.as_(who).get(f"/meetings/{meeting}/{part}")).text
            for canary in ("KANARIE", "Kanarie", str(case), str(pupil)):
                assert canary not in seen, (who, part)
    kept = town.world.sql("SELECT text FROM item_minutes WHERE meeting_id = %s", meeting)
    assert kept == []
    trail = town.world.sql(
        "SELECT count(*) FROM audit_access"
        " WHERE action = 'case.refer' AND actor_id = %s AND %s = ANY(object_ids)",
        town.world.people["kurator"],
        case,
    )
    assert trail[0][0] > 0, "showing the number is a read of the case"


async def test_an_item_that_is_no_case_has_its_minutes_here(town: Town) -> None:
    meeting, elsewhere = meeting_of(town), meeting_of(town)
    own = {"itemId": str(add_item(town.world, meeting)), "text": "Läget är gott."}
    refused = await town.as_("kurator").post(f"/meetings/{meeting}/minutes", json=own)
    assert (refused.status_code, refused.json()["code"]) == (422, "MEETING_NOT_CASE")
    case = add_case(town.world, "kurator")
    other = {"itemId": str(add_item(town.world, elsewhere, ref_id=case)), "text": "Annat möte"}
    assert (await town.as_("kurator").post(f"/meetings/{meeting}/minutes", json=other)).status_code == 404


async def test_whoever_left_the_circle_sees_the_word_again(town: Town) -> None:
    case = add_case(town.world, "kurator", number="BJ-26-KANARIE")
    meeting = meeting_of(town)
    add_item(town.world, meeting, ref_id=case)
    assert (await agenda_of(town, "kurator", meeting))[0]["label"] == "BJ-26-KANARIE"
    town.world.sql("UPDATE case_access SET valid_to = '2021-01-01' WHERE case_id = %s", case)
    assert (await agenda_of(town, "kurator", meeting))[0]["label"] == "Ärende"


async def turn(town: Town, meeting: UUID, item: UUID | None) -> dict[str, Any]:
    rows = town.world.sql("SELECT version FROM meetings WHERE id = %s", meeting)
    body = {"itemId": str(item) if item else None}
    path, tag = f"/meetings/{meeting}/turns", {"if-match": f'"{rows[0][0]}"'}
    answer = await town.as_("larare").post(path, json=body, headers=tag)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def back_in_time(town: Town, meeting: UUID, seconds: int) -> None:
    town.world.sql(
        "UPDATE meetings SET current_since = current_since - make_interval(secs => %s) WHERE id = %s",
        seconds,
        meeting,
    )


def used(town: Town, meeting: UUID) -> list[tuple[int, int]]:
    return town.world.sql(
        "SELECT used_minutes, spare_seconds FROM agenda_items WHERE meeting_id = %s ORDER BY rank", meeting
    )


async def test_time_is_counted_once_for_everybody_on_the_item_that_is_up(town: Town) -> None:
    meeting = meeting_of(town)
    first, second = add_item(town.world, meeting), add_item(town.world, meeting, rank=2.0)
    for persona in ("rektor", "larare"):
        add_participant(town.world, meeting, persona, "ATTENDED")
    started = await town.as_("rektor").post(f"/meetings/{meeting}/start", headers={"if-match": '"1"'})
    assert started.json()["currentItemId"] == str(first)
    back_in_time(town, meeting, 150)
    seen = (await town.as_("mentor").get(f"/meetings/{meeting}")).json()
    assert 150 <= seen["currentSeconds"] < 180
    assert (await turn(town, meeting, second))["currentItemId"] == str(second)
    assert used(town, meeting)[0][0] == 2
    back_in_time(town, meeting, 60)
    paused = await turn(town, meeting, None)
    assert (paused["currentItemId"], paused["currentSeconds"]) == (None, None)
    assert used(town, meeting)[1][0] == 1
    again = await turn(town, meeting, first)
    assert again["currentSeconds"] >= 150
    back_in_time(town, meeting, 999_999)
    version = again["version"]
    held = await town.as_("rektor").post(f"/meetings/{meeting}/holding", headers={"if-match": f'"{version}"'})
    assert (held.status_code, held.json()["currentItemId"]) == (201, None)
    assert used(town, meeting) == [(480, 0), (1, used(town, meeting)[1][1])]


async def test_a_turn_is_of_the_same_meeting_while_it_is_in_progress(town: Town) -> None:
    meeting = meeting_of(town)
    item, elsewhere = add_item(town.world, meeting), add_item(town.world, meeting_of(town))
    rektor, tag = town.as_("rektor"), {"if-match": '"1"'}
    early = await rektor.post(f"/meetings/{meeting}/turns", json={"itemId": str(item)}, headers=tag)
    assert (early.status_code, early.json()["code"]) == (409, "MEETING_STATE")
    await rektor.post(f"/meetings/{meeting}/start", headers=tag)
    for wrong in (elsewhere, uuid4()):
        body, now = {"itemId": str(wrong)}, {"if-match": '"2"'}
        refused = await rektor.post(f"/meetings/{meeting}/turns", json=body, headers=now)
        assert (refused.status_code, refused.json()["code"]) == (422, "MEETING_UNKNOWN_ITEM")
    stale = await rektor.post(f"/meetings/{meeting}/turns", json={"itemId": str(item)}, headers=tag)
    assert stale.status_code == 412


@pytest.mark.parametrize(
    ("before", "seconds", "after"),
    [((0, 0), 59.9, (0, 59)), ((2, 30), 30, (3, 0)), ((1, 0), -5, (1, 0)), ((479, 59), 2, (480, 0))],
)
def test_time_used(before: tuple[int, int], seconds: float, after: tuple[int, int]) -> None:
    assert used_after(*before, seconds) == after
