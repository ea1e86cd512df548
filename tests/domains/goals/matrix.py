"""A municipality with every kind of assignment, teams of both schools, and a goal in each; rows by name."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.factories.assigned import PEOPLE, assign
from tests.factories.goals import add_check_in, add_goal, add_stance, add_team
from tests.factories.world import START, World, add_client

TRIAGE = {"head", "head_today", "health", "health_today", "late", "soon"}
STAFF = TRIAGE | {"teacher", "teacher_today", "before", "elsewhere"}
TRIAGE_B = {"head_b", "head_area", "health_b", "health_area"}
STAFF_B = TRIAGE_B | {"teacher_b", "teacher_area"}
SEEN = {"here": STAFF | {"central", "system"}, "there": STAFF_B | {"central", "system"}}
MEMBERS = {"teacher", "teacher_today", "teacher_b", "officer"}


class Matrix:
    """``central`` is the central manager.

    ``here`` has ``MEMBERS``; ``before`` was one, ``elsewhere`` will be. Of
    A's two student health teams one ends today; ``late`` has been a member, ``soon`` will be."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        manager = "UPDATE assignments SET function = 'CENTRAL_MANAGER' WHERE person_id = %s"
        world.sql(manager, world.people[PEOPLE["central"]])
        self.client = add_client(world, "system", ["goals:read"])
        self.today = world.sql("SELECT samsyn_today()")[0][0]
        self.past, self.next = self.today - timedelta(days=1), self.today + timedelta(days=1)
        self.teams = {
            "here": self._team("Här", "WORK_TEAM", "teacher", "teacher_b", "officer"),
            "there": self._team("Där", "EHT", "health_b", letter="B"),
            "ended": self._team("Förr", "EHT", "head", ended=self.past),
            "last day": self._team("Sista dagen", "EHT", "head_today", ended=self.today),
            "health": self._team("Hälsan", "EHT", "health"),
        }
        for team, past, last, coming in (
            ("here", "before", "teacher_today", "elsewhere"),
            ("health", "late", "health_today", "soon"),
        ):
            self._join(team, past, valid_to=self.past)
            self._join(team, last, valid_to=self.today)
            self._join(team, coming, valid_from=self.next)
        self.goals = {
            "here": add_goal(world, self.teams["here"], owner=PEOPLE["health"]),
            "there": add_goal(world, self.teams["there"], owner=PEOPLE["health_b"], letter="B"),
        }
        people = {"here": "teacher", "there": "health_b"}
        self.stances = {
            name: add_stance(world, self.goals[name], PEOPLE[who]) for name, who in people.items()
        }
        value = {"here": 91, "there": 93}
        self.check_ins = {
            name: add_check_in(world, self.goals[name], self.today - timedelta(days=day), value[name])
            for name, day in (("here", 5), ("there", 2))
        }
        add_check_in(world, self.goals["here"], self.past)
        add_check_in(world, self.goals["here"], self.today - timedelta(days=9), 90)

    def _team(self, name: str, kind: str, *members: str, letter: str = "A", ended: object = None) -> UUID:
        team = add_team(self.world, *(PEOPLE[who] for who in members), kind=kind, letter=letter, name=name)
        self.world.sql("UPDATE teams SET ended_on = %s WHERE id = %s", ended, team)
        return team

    def _join(self, team: str, who: str, **days: object) -> None:
        row = {"team_id": self.teams[team], "person_id": self.world.people[PEOPLE[who]], "role": "MEMBER"}
        self.world.insert("team_members", **(row | {"valid_from": START} | days))
