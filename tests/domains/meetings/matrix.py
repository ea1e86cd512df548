"""A municipality with every kind of assignment, teams of both schools and of the organiser, and a meeting in
each with what belongs to it; rows by name, and who sees them, by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.factories.assigned import PEOPLE, assign
from tests.factories.meetings import (
    add_action,
    add_item,
    add_meeting,
    add_member,
    add_participant,
    add_series,
    add_team,
)
from tests.factories.world import World, add_client

TRIAGE = {"head", "head_today", "health", "health_today", "late", "soon"}
STAFF = TRIAGE | {"teacher", "teacher_today", "before", "elsewhere"}
TRIAGE_B = {"head_b", "head_area", "health_b", "health_area"}
STAFF_B = TRIAGE_B | {"teacher_b", "teacher_area"}
EVERYWHERE = {"central", "system"}
MEMBERS = {"teacher_b", "officer_today", "officer_area"}
"""Of the team at A, though they have nothing else to do there."""
HERE, THERE = STAFF | EVERYWHERE | MEMBERS, STAFF_B | EVERYWHERE
SEEN = {
    "here": HERE,
    "long ago": HERE,
    "there": THERE,
    "organiser": STAFF | STAFF_B | EVERYWHERE | {"admin"},
    "pupil": {"officer", "late", "soon"},
    "other pupil": {"officer"},
}
TEAMS = {name: SEEN[name] for name in ("here", "there", "organiser")}
TEAMS |= dict.fromkeys(("ended", "last day"), HERE - MEMBERS)
OWNERS = {"here": "officer", "there": "teacher_b", "organiser": "admin", "pupil": "teacher"}


class Matrix:
    """``central`` is the central manager. At A's team ``officer`` has been, ``officer_unit`` will be, and
    ``head_was`` and ``teacher_will`` are members whose assignments are not of today."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        manager = "UPDATE assignments SET function = 'CENTRAL_MANAGER' WHERE person_id = %s"
        world.sql(manager, world.people[PEOPLE["central"]])
        self.client = add_client(world, "system", ["meetings:read"])
        self.today = world.sql("SELECT samsyn_today()")[0][0]
        day = timedelta(days=1)
        self.teams = {
            "here": add_team(world, PEOPLE["head_was"], name="Här", type="EHT"),
            "there": add_team(world, PEOPLE["health_b"], school="B", name="Där"),
            "organiser": add_team(world, school=None, name="Över", type="NETWORK"),
            "ended": add_team(world, name="Förr", ended_on=self.today - day),
            "last day": add_team(world, name="Sista dagen", ended_on=self.today),
        }
        self._join(day)
        self.series = {name: add_series(world, self.teams[name]) for name in ("here", "there", "organiser")}
        self.meetings = self._meetings()
        self.participants = self._invite()
        self.items = {name: add_item(world, self.meetings[name]) for name in SEEN if name != "long ago"}
        old = self.meetings["long ago"]
        self.ranked = [add_item(world, old, rank=rank) for rank in (3.0, 1.0, 2.0, 2.0)]
        owners = OWNERS | {"other pupil": "head_was"}
        self.actions = {
            name: add_action(world, self.meetings[name], PEOPLE[who]) for name, who in owners.items()
        }

    def _join(self, day: timedelta) -> None:
        days: dict[str, dict[str, Any]] = {
            "officer_today": {"role": "PROCESS_LEADER"},
            "officer_area": {"valid_to": self.today},
            "officer": {"valid_to": self.today - day},
            "officer_unit": {"valid_from": self.today + day},
            "teacher_b": {},
            "teacher_will": {},
        }
        for who, row in days.items():
            add_member(self.world, self.teams["here"], PEOPLE[who], **row)
        add_member(self.world, self.teams["here"], PEOPLE["teacher_b"], role="CHAIR")
        add_member(self.world, self.teams["organiser"], PEOPLE["admin"])

    def _meetings(self) -> dict[str, UUID]:
        world, teams = self.world, self.teams
        by = {who: world.people[PEOPLE[who]] for who in ("teacher", "late")}
        past = datetime.now(UTC) - timedelta(days=60)
        of_series = {"series_id": self.series["here"]}
        return {
            "here": add_meeting(world, teams["here"], created_by=by["teacher"], **of_series),
            "long ago": add_meeting(world, teams["here"], starts_at=past, **of_series),
            "there": add_meeting(world, teams["there"]),
            "organiser": add_meeting(world, teams["organiser"]),
            "pupil": add_meeting(world, teams["here"], type="CASE_MEETING", created_by=by["late"]),
            "other pupil": add_meeting(world, teams["there"], type="INTERAGENCY"),
        }

    def _invite(self) -> dict[str, UUID]:
        """The first of each meeting. ``admin`` is invited to what they do not see."""
        invited = {
            "here": ("teacher", "admin"),
            "there": ("teacher_b",),
            "organiser": ("admin",),
            "pupil": ("officer", "head_was"),
            "other pupil": ("officer",),
        }
        first: dict[str, UUID] = {}
        for name, people in invited.items():
            made = [add_participant(self.world, self.meetings[name], PEOPLE[who]) for who in people]
            first[name] = made[0]
        for name, absent, proxy in (("here", "before", "elsewhere"), ("pupil", "late", "soon")):
            self.world.insert(
                "meeting_participants",
                meeting_id=self.meetings[name],
                person_id=self.world.people[PEOPLE[absent]],
                attendance="PROXY",
                proxy_person_id=self.world.people[PEOPLE[proxy]],
            )
        return first
