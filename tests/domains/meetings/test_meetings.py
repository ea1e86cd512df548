"""Meetings are planned, changed and seen by those who should, and come to one end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Town
from tests.factories.meetings import add_item, add_meeting, add_participant, add_team, tomorrow


def times(days: int = 0, hours: int = 1) -> dict[str, str]:
    starts = tomorrow() + timedelta(days=days)
    return {"startsAt": starts.isoformat(), "endsAt": (starts + timedelta(hours=hours)).isoformat()}


async def version_of(town: Town, meeting: UUID | str) -> int:
    version: int = town.world.sql("SELECT version FROM meetings WHERE id = %s", meeting)[0][0]
    return version


async def act(town: Town, who: str, meeting: UUID | str, noun: str, body: Any = None) -> Any:
    """A transition upon the version that stands."""
    tag = {"if-match": f'"{await version_of(town, meeting)}"'}
    return await town.as_(who).post(f"/meetings/{meeting}/{noun}", json=body, headers=tag)


async def test_a_planned_meeting_invites_its_team_and_has_a_title_without_names(town: Town) -> None:
    team = add_team(town.world, "rektor", "larare", name="Arbetslag Åttan")
    made = await town.as_("larare").post("/meetings", json={"teamId": str(team), "type": "EHM", **times()})
    assert made.status_code == 201, made.text
    body = made.json()
    assert made.headers["location"] == f"/samsyn/v1/meetings/{body['id']}"
    assert body["title"] == "Elevhälsomöte · Arbetslag Åttan"
    assert (body["state"], body["schoolId"]) == ("PLANNED", str(town.world.school))
    people = (await town.as_("mentor").get(f"/meetings/{body['id']}/participants")).json()["items"]
    assert {p["person"]["id"] for p in people} == {str(town.world.people[p]) for p in ("rektor", "larare")}
    english = await town.as_("mentor").get(f"/meetings/{body['id']}", headers={"accept-language": "en"})
    assert english.json()["title"] == "Student health meeting · Arbetslag Åttan"


async def test_other_school_and_other_municipality_see_nothing(town: Town, other_town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    for browser in (town.as_("rektor-2"), other_town.as_("rektor")):
        assert (await browser.get(f"/meetings/{meeting}")).status_code == 404
        assert (await browser.get("/meetings")).json()["items"] == []
        assert (await browser.get(f"/action-items?meetingId={meeting}")).json()["items"] == []


async def test_a_meeting_about_a_pupil_is_seen_by_those_invited_only(town: Town) -> None:
    team = add_team(town.world, "rektor", "kurator", "larare")
    body = {"teamId": str(team), "type": "CASE_MEETING", **times()}
    meeting = (await town.as_("kurator").post("/meetings", json=body)).json()["id"]
    add_participant(town.world, meeting, "mentor")
    for who, seen in (("kurator", 200), ("mentor", 200), ("rektor", 404), ("larare", 404), ("chef", 404)):
        assert (await town.as_(who).get(f"/meetings/{meeting}")).status_code == seen, who
        listed = (await town.as_(who).get("/meetings")).json()["items"]
        assert bool(listed) == (seen == 200), who


@pytest.mark.parametrize("persona", ["larare", "psykolog"])
async def test_ended_assignments_close_the_door_though_member_and_invited(town: Town, persona: str) -> None:
    team = add_team(town.world, persona)
    open_to_all, about_a_pupil = (
        add_meeting(town.world, team),
        add_meeting(town.world, team, type="INTERAGENCY"),
    )
    for meeting in (open_to_all, about_a_pupil):
        add_participant(town.world, meeting, persona)
        assert (await town.as_(persona).get(f"/meetings/{meeting}")).status_code == 200
    town.world.sql(
        "UPDATE assignments SET valid_to = %s WHERE person_id = %s",
        date(2021, 1, 1),
        town.world.people[persona],
    )
    for meeting in (open_to_all, about_a_pupil):
        assert (await town.as_(persona).get(f"/meetings/{meeting}")).status_code == 404
    assert (await town.as_(persona).get("/meetings?mine=true")).json()["items"] == []


async def test_whoever_left_the_team_no_longer_writes(town: Town) -> None:
    team = add_team(town.world, "larare")
    meeting = add_meeting(town.world, team)
    town.world.sql("UPDATE team_members SET valid_to = %s WHERE team_id = %s", date(2021, 1, 1), team)
    assert (await act(town, "larare", meeting, "start")).status_code == 403


async def test_a_team_of_the_organiser_is_seen_by_staff_and_run_by_its_members(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "kurator-2", school=None, type="NETWORK"))
    assert (await town.as_("larare").get(f"/meetings/{meeting}")).status_code == 200
    assert (await town.as_("admin").get(f"/meetings/{meeting}")).status_code == 404
    assert (await act(town, "rektor", meeting, "start")).status_code == 403
    assert (await act(town, "kurator-2", meeting, "start")).status_code == 201


async def test_the_list_is_cut_at_days_in_stockholm(town: Town) -> None:
    late = datetime(2030, 1, 7, 22, 30, tzinfo=UTC)  # 23.30 on Monday in Stockholm
    team = add_team(town.world, "rektor")
    meeting = add_meeting(town.world, team, starts_at=late, ends_at=late + timedelta(minutes=20))
    next_day = add_meeting(town.world, team, starts_at=late + timedelta(days=1))
    monday = await town.as_("rektor").get("/meetings?from=2030-01-07&to=2030-01-07")
    assert [m["id"] for m in monday.json()["items"]] == [str(meeting)]
    tuesday = await town.as_("rektor").get(f"/meetings?from=2030-01-08&to=2030-01-08&teamId={team}")
    assert [m["id"] for m in tuesday.json()["items"]] == [str(next_day)]


async def test_a_meeting_without_enough_people_was_not_held(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    assert (await act(town, "rektor", meeting, "holding")).json()["code"] == "MEETING_STATE"
    assert (await act(town, "rektor", meeting, "start")).json()["state"] == "IN_PROGRESS"
    add_participant(town.world, meeting, "rektor", "ATTENDED")
    add_participant(town.world, meeting, "kurator", "INVITED")
    refused = await act(town, "rektor", meeting, "holding")
    assert (refused.status_code, refused.json()["code"]) == (409, "M01")
    row = add_participant(town.world, meeting, "larare", "ABSENT")
    town.world.sql(
        "UPDATE meeting_participants SET attendance = 'PROXY', proxy_person_id = %s WHERE id = %s",
        town.world.people["mentor"],
        row,
    )
    assert (await act(town, "rektor", meeting, "holding")).json()["state"] == "HELD"
    back = await town.as_("rektor").patch(
        f"/meetings/{meeting}/participants/{row}", 1, json={"attendance": "ABSENT"}
    )
    assert back.json()["code"] == "M01"
    kept = town.world.sql("SELECT attendance FROM meeting_participants WHERE id = %s", row)
    assert kept == [("PROXY",)]


@pytest.mark.parametrize("noun", ["start", "holding", "rescheduling"])
async def test_a_cancelled_meeting_stays_cancelled(town: Town, noun: str) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    for persona in ("rektor", "kurator"):
        add_participant(town.world, meeting, persona, "ATTENDED")
    assert (await act(town, "rektor", meeting, "cancellation", {"reason": "ILLNESS"})).status_code == 201
    body = {"reason": "ILLNESS", **times(7)} if noun == "rescheduling" else None
    again = await act(town, "rektor", meeting, noun, body)
    assert (again.status_code, again.json()["code"]) == (409, "MEETING_STATE")
    item = await town.as_("rektor").post(
        f"/meetings/{meeting}/agenda-items", json={"kind": "INFO", "title": "A"}
    )
    assert item.json()["code"] == "MEETING_STATE"


async def test_a_cancellation_has_a_reason_and_the_reason_other_has_words(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    assert (await act(town, "rektor", meeting, "cancellation", {})).status_code == 422
    refused = await act(town, "rektor", meeting, "cancellation", {"reason": "OTHER"})
    assert refused.json()["code"] == "MEETING_REASON"
    given = {"reason": "OTHER", "reasonText": "Brandövning"}
    done = (await act(town, "rektor", meeting, "cancellation", given)).json()
    assert (done["state"], done["cancelReason"], done["cancelText"]) == ("CANCELLED", "OTHER", "Brandövning")


async def test_a_moved_meeting_takes_people_and_agenda_along_and_each_knows_the_other(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    add_participant(town.world, meeting, "kurator", "ABSENT")
    case = UUID(int=7)
    add_item(town.world, meeting, "Läget", used_minutes=5)
    add_item(town.world, meeting, ref_id=case, rank=2.0)
    moved = await act(town, "rektor", meeting, "rescheduling", {"reason": "COLLISION", **times(7)})
    assert moved.status_code == 201, moved.text
    new = moved.json()
    assert new["rescheduledFromId"] == str(meeting)
    assert new["state"] == "PLANNED"
    old = (await town.as_("rektor").get(f"/meetings/{meeting}")).json()
    assert (old["state"], old["rescheduledToId"], old["cancelReason"]) == (
        "RESCHEDULED",
        new["id"],
        "COLLISION",
    )
    people = (await town.as_("rektor").get(f"/meetings/{new['id']}/participants")).json()["items"]
    assert [p["attendance"] for p in people] == ["INVITED"]
    rows = town.world.sql(
        "SELECT title, ref_id, used_minutes FROM agenda_items WHERE meeting_id = %s ORDER BY rank", new["id"]
    )
    assert rows == [("Läget", None, 0), (None, case, 0)]
    minutes = (await town.as_("rektor").get(f"/meetings/{new['id']}/minutes")).json()["items"]
    assert len(minutes) == 1


async def test_a_meeting_is_not_moved_into_the_past(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    refused = await act(town, "rektor", meeting, "rescheduling", {"reason": "COLLISION", **times(-7)})
    assert (refused.status_code, refused.json()["code"]) == (422, "MEETING_TIMES")


async def test_a_passed_meeting_was_not_held_until_somebody_says_otherwise(town: Town) -> None:
    team = add_team(town.world, "rektor")
    meeting = add_meeting(town.world, team, starts_at=datetime.now(UTC) - timedelta(hours=25))
    fresh = add_meeting(town.world, team, starts_at=datetime.now(UTC) - timedelta(hours=23))
    shown = (await town.as_("rektor").get(f"/meetings/{meeting}")).json()
    assert shown["state"] == "NOT_HELD"
    assert {"meeting.hold", "meeting.cancel", "meeting.reschedule"} <= set(shown["allowedActions"])
    assert "meeting.start" not in shown["allowedActions"]
    assert (await town.as_("rektor").get(f"/meetings/{fresh}")).json()["state"] == "PLANNED"
    for persona in ("rektor", "kurator"):
        add_participant(town.world, meeting, persona, "ATTENDED")
    assert (await act(town, "rektor", meeting, "holding")).json()["state"] == "HELD"


async def test_another_day_is_a_rescheduling(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    refused = await town.as_("rektor").patch(f"/meetings/{meeting}", 1, json=times(1))
    assert (refused.status_code, refused.json()["code"]) == (409, "MEETING_DAY")
    same = await town.as_("rektor").patch(f"/meetings/{meeting}", 1, json={**times(0, 2), "place": None})
    assert same.status_code == 200, same.text
    assert same.headers["etag"] == '"2"'


@pytest.mark.parametrize(
    "body",
    [
        {"startsAt": "2030-01-07T10:00:00+01:00", "endsAt": "2030-01-07T09:00:00+01:00"},
        {"startsAt": "2030-01-07T23:00:00+01:00", "endsAt": "2030-01-08T00:30:00+01:00"},
        {"startsAt": "2030-01-07T09:00:00", "endsAt": "2030-01-07T10:00:00+01:00"},
        {"videoLink": "javascript:alert(1)"},
        {"place": "x" * 301},
        {"place": "\x00"},
        {"type": "PARTY"},
        {"title": "Eva Ek"},
        {"participantIds": ["019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f"]},
    ],
)
async def test_impossible_meetings_are_refused(town: Town, body: dict[str, Any]) -> None:
    team = add_team(town.world, "rektor")
    whole = {"teamId": str(team), "type": "EHM", **times(), **body}
    refused = await town.as_("rektor").post("/meetings", json=whole)
    assert refused.status_code == 422, refused.text
    assert "Eva Ek" not in refused.text


async def test_transitions_ask_for_the_version_that_was_read(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    rektor = town.as_("rektor")
    assert (await rektor.post(f"/meetings/{meeting}/start")).status_code == 428
    stale = await rektor.post(f"/meetings/{meeting}/start", headers={"if-match": '"7"'})
    assert stale.status_code == 412
    tag = {"if-match": '"1"', "idempotency-key": "start-once"}
    first = await rektor.post(f"/meetings/{meeting}/start", headers=tag)
    assert first.status_code == 201


async def test_a_double_click_plans_one_meeting(town: Town) -> None:
    team = add_team(town.world, "rektor")
    body = {"teamId": str(team), "type": "EHM", **times()}
    once = {"idempotency-key": "plan-once"}
    first = await town.as_("rektor").post("/meetings", json=body, headers=once)
    second = await town.as_("rektor").post("/meetings", json=body, headers=once)
    assert first.json()["id"] == second.json()["id"]
    assert len((await town.as_("rektor").get("/meetings")).json()["items"]) == 1


async def test_every_change_is_in_the_access_log_without_its_words(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    await act(town, "rektor", meeting, "cancellation", {"reason": "OTHER", "reasonText": "Hemligt skäl"})
    rows = town.world.sql(
        "SELECT action, object_type, fields::text FROM audit_access"
        " WHERE tenant_id = %s AND %s = ANY(object_ids)",
        town.world.tenant,
        meeting,
    )
    assert [(action, kind) for action, kind, _ in rows] == [("UPDATE", "Meeting")]
    assert "cancel_text" in rows[0][2]
    assert "Hemligt" not in rows[0][2]


@pytest.mark.parametrize("persona", ["rektor", "kurator", "larare", "mentor", "chef", "admin", "rektor-2"])
async def test_the_teams_offered_are_those_whose_meetings_one_may_plan(town: Town, persona: str) -> None:
    teams = {
        "own": add_team(town.world, "larare", name="Arbetslag Ö"),
        "nobody in it": add_team(town.world, name="Arbetslag Å"),
        "organiser": add_team(town.world, "larare", school=None, type="NETWORK", name="Nätverk"),
        "other school": add_team(town.world, "rektor-2", school="B", name="Ängskolans lag"),
    }
    offered = {t["id"] for t in (await town.as_(persona).get("/meeting-teams?limit=100")).json()["items"]}
    for name, team in teams.items():
        body = {"teamId": str(team), "type": "EHM", **times()}
        planned = await town.as_(persona).post("/meetings", json=body)
        assert (planned.status_code == 201) == (str(team) in offered), (name, planned.text)
