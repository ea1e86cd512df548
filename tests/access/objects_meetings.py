"""How meetings and what belongs to them are asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.access.objects import Ask, asks
from tests.factories.cases import add_case
from tests.factories.meetings import (
    add_action,
    add_item,
    add_meeting,
    add_participant,
    add_series,
    add_team,
    tomorrow,
)
from tests.factories.pupils import add_student
from tests.factories.world import START, World


def times(days: int = 0) -> dict[str, str]:
    starts: datetime = tomorrow() + timedelta(days=days)
    return {"startsAt": starts.isoformat(), "endsAt": (starts + timedelta(hours=1)).isoformat()}


def _meeting(world: World, **more: Any) -> UUID:
    return add_meeting(world, add_team(world, "larare"), **more)


def _outsider(world: World) -> UUID:
    """Somebody nobody has invited yet."""
    return world.insert(
        "people", given_name="Nils", family_name="Ny", sort_key=f"ny {uuid4()}", status="ACTIVE"
    )


@asks("listMeetings")
def _list(_: World) -> Ask:
    return Ask("/meetings?mine=true")


@asks("createMeeting")
def _create(world: World) -> Ask:
    return Ask("/meetings", {"teamId": str(add_team(world, "larare")), "type": "EHM", **times()})


@asks("listMeetingTeams")
def _teams(_: World) -> Ask:
    return Ask("/meeting-teams")


@asks("readMeeting")
def _read(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}")


@asks("changeMeeting")
def _change(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}", {"place": "Biblioteket"}, 1)


@asks("startMeeting")
def _start(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/start", None, 1)


@asks("createTurn")
def _turn(world: World) -> Ask:
    meeting = _meeting(world, state="IN_PROGRESS", started_at=START)
    return Ask(f"/meetings/{meeting}/turns", {"itemId": str(add_item(world, meeting))}, 1)


@asks("holdMeeting")
def _hold(world: World) -> Ask:
    meeting = _meeting(world, state="IN_PROGRESS", started_at=START)
    for persona in ("larare", "kurator"):
        add_participant(world, meeting, persona, "ATTENDED")
    return Ask(f"/meetings/{meeting}/holding", None, 1)


@asks("cancelMeeting")
def _cancel(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/cancellation", {"reason": "ILLNESS"}, 1)


@asks("rescheduleMeeting")
def _reschedule(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/rescheduling", {"reason": "ILLNESS", **times(7)}, 1)


@asks("listParticipants")
def _participants(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/participants")


@asks("inviteParticipant")
def _invite(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/participants", {"personId": str(_outsider(world))})


@asks("changeParticipant")
def _attend(world: World) -> Ask:
    meeting = _meeting(world)
    row = add_participant(world, meeting, "kurator")
    return Ask(f"/meetings/{meeting}/participants/{row}", {"attendance": "ATTENDED"}, 1)


@asks("listAgendaItems")
def _agenda(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/agenda-items")


@asks("createAgendaItem")
def _add_item(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/agenda-items", {"kind": "INFO", "title": "Läget"})


@asks("changeAgendaItem")
def _change_item(world: World) -> Ask:
    meeting = _meeting(world)
    return Ask(f"/meetings/{meeting}/agenda-items/{add_item(world, meeting)}", {"plannedMinutes": 20}, 1)


@asks("deleteAgendaItem")
def _delete_item(world: World) -> Ask:
    meeting = _meeting(world)
    return Ask(f"/meetings/{meeting}/agenda-items/{add_item(world, meeting)}", None, 1)


@asks("listMinutes")
def _minutes(world: World) -> Ask:
    return Ask(f"/meetings/{_meeting(world)}/minutes")


@asks("writeMinutes")
def _write(world: World) -> Ask:
    meeting = _meeting(world)
    return Ask(f"/meetings/{meeting}/minutes/{add_item(world, meeting)}", {"text": "Vi enades."}, 1)


def series_body(team: UUID) -> dict[str, Any]:
    """Mondays from now on; so long that some are school days whatever day it is."""
    today = tomorrow().date()
    return {"teamId": str(team), "type": "EHM", "weekday": 1, "starts": "08:30", "minutes": 60,
            "firstOn": today.isoformat(), "lastOn": (today + timedelta(weeks=40)).isoformat()}  # fmt: skip


@asks("listMeetingSeries")
def _series(_: World) -> Ask:
    return Ask("/meeting-series")


@asks("createMeetingSeries")
def _new_series(world: World) -> Ask:
    return Ask("/meeting-series", series_body(add_team(world, "larare")) | {"intervalWeeks": 8})


@asks("readMeetingSeries")
def _one_series(world: World) -> Ask:
    return Ask(f"/meeting-series/{add_series(world, add_team(world, 'larare'))}")


@asks("readMeetingRate")
def _rate(world: World) -> Ask:
    return Ask(f"/teams/{add_team(world, 'larare')}/meeting-rate")


@asks("createCaseMinutes")
def _case_minutes(world: World) -> Ask:
    meeting = _meeting(world)
    item = add_item(world, meeting, ref_id=add_case(world, "kurator", students=(add_student(world),)))
    return Ask(
        f"/meetings/{meeting}/minutes", {"itemId": str(item), "text": "Eleven får en plats längst fram."}
    )


@asks("listActionItems")
def _actions(_: World) -> Ask:
    return Ask("/action-items")


@asks("createActionItem")
def _add_action(world: World) -> Ask:
    body = {"meetingId": str(_meeting(world)), "text": "Skickar ut underlaget",
            "ownerId": str(world.people["kurator"]), "dueOn": tomorrow().date().isoformat()}  # fmt: skip
    return Ask("/action-items", body)


@asks("changeActionItem")
def _change_action(world: World) -> Ask:
    return Ask(f"/action-items/{add_action(world, _meeting(world), 'elevassistent')}", {"state": "DONE"}, 1)
