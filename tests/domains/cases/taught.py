"""Lines for those who teach, and who leads which group of which pupil: each line is off by one thing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from samsyn.core.schooldays import stockholm_day
from tests.factories.cases import add_case, add_measure, share
from tests.factories.days import DAY
from tests.factories.pupils import add_group, add_student, grant, lead
from tests.factories.staff import add_area, add_post
from tests.factories.world import START, World

TEACHERS = (
    "larare", "mentor", "forskollarare", "elevassistent", "forstelarare", "psykolog", "larare-2",
    "specialpedagog", "partner", "skolchef",
)  # fmt: skip
"""larare leads the groups now, specialpedagog on the last day of it and of the task.
mentor did, forskollarare will; the assignment of elevassistent has ended; forstelarare leads another group;
psykolog none; larare-2 leads them from another unit, skolchef from another area, partner without one."""
LEADS = {"larare", "specialpedagog"}
EVERYBODY = (*TEACHERS, "kurator", "rektor", "rektor-2", "utredare")
BY_CASE = {"kurator", "rektor"}
"""Who opens the case that the lines come from: the owner, and up to K2 the head of the unit."""
OTHER, BY_OTHER = "of another case", {"psykolog"}
"""The line of a case that only its owner opens."""


class Taught:
    """``lines``: name → id; ``sees``: name → those who read it because they teach the pupil."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.today = stockholm_day(datetime.now(UTC))
        self.case = add_case(world)
        self.other_case = add_case(world, "psykolog", confidentiality="K3")
        self.lines: dict[str, UUID] = {}
        self.pupils: dict[str, UUID] = {}
        self.groups: dict[str, UUID] = {}
        self.sees: dict[str, set[str]] = {}
        self._on_days()
        self._about_pupils()
        self._in_groups()
        for who, last in (("elevassistent", self.today - DAY), ("specialpedagog", self.today)):
            world.sql("UPDATE assignments SET valid_to = %s WHERE person_id = %s", last, world.people[who])
        add_post(world, "utredare", "EXTERNAL_PARTNER")
        add_area(world, "skolchef", "TEACHER")

    def _on_days(self) -> None:
        today, now = self.today, datetime.now(UTC)
        self.add("now", LEADS)
        self.add("its only day", LEADS, shared_from=today, shared_until=today)
        self.add("tomorrow", set(), shared_from=today + DAY)
        self.add("yesterday", set(), shared_until=today - DAY)
        self.add("ended", set(), ended_at=now)
        self.add(OTHER, LEADS, case=self.other_case)

    def _about_pupils(self) -> None:
        protected = {"protection_level": "CONFIDENTIAL_MARK"}
        unknown = {"protection_known": False}
        self.add("protected", set(), protected)
        self.add("not known to be unprotected", set(), unknown)
        self.add("protected, granted", {"larare"}, protected)
        self.add("from K4", set(), granted_only=True)
        self.add("from K4, granted", {"larare"}, granted_only=True)
        self.add("from K4, granted before", set(), granted_only=True)
        for name in ("protected, granted", "from K4, granted"):
            grant(self.world, self.pupils[name], "larare")
        grant(self.world, self.pupils["from K4, granted before"], "larare", self.today - DAY)
        grant(self.world, self.pupils["from K4"], "psykolog")
        self.add("from K4, granted later", set(), granted_only=True)
        later = grant(self.world, self.pupils["from K4, granted later"], "larare")
        self.world.sql("UPDATE student_grants SET valid_from = %s WHERE id = %s", self.today + DAY, later)
        self.add("at another unit", set(), {"school_id": self.world.schools["B"]})
        self.add("gone", set(), {"active": False})

    def _in_groups(self) -> None:
        today = self.today
        self.add("in its last group day", LEADS, member={"valid_to": today})
        self.add("left the group", set(), member={"valid_to": today - DAY})
        self.add("joins the group", set(), member={"valid_from": today + DAY})
        self.add("last day of the group", LEADS, group={"valid_to": today})
        self.add("group was", set(), group={"valid_to": today - DAY})
        self.add("group will be", set(), group={"valid_from": today + DAY})
        self.add("in no group", set(), is_member=False)

    def add(
        self,
        name: str,
        sees: set[str],
        pupil: dict[str, Any] | None = None,
        member: dict[str, Any] | None = None,
        group: dict[str, Any] | None = None,
        is_member: bool = True,
        case: UUID | None = None,
        **line: Any,
    ) -> None:
        world = self.world
        student = self.pupils[name] = add_student(world, **(pupil or {}))
        made = self.groups[name] = add_group(world, name, **(group or {}))
        if is_member:
            days = {"valid_from": START, "valid_to": None} | (member or {})
            world.insert("group_members", group_id=made, student_id=student, **days)
        for who in ("larare", "elevassistent", "larare-2", "partner", "skolchef"):
            lead(world, made, who)
        lead(world, made, "specialpedagog", until=self.today)
        lead(world, made, "mentor", until=self.today - DAY)
        lead(world, made, "forskollarare", since=self.today + DAY)
        lead(world, add_group(world, f"{name}, annan"), "forstelarare")
        source = case or self.case
        shut = {"description": None, "sealed": b"x"} if case else {}
        self.lines[name] = share(world, source, add_measure(world, source, **shut), student, **line)
        self.sees[name] = sees

    def answer(self, name: str, who: str, day: date | None = None) -> UUID:
        """That person's only one of that day."""
        row = {
            "agreed_id": self.lines[name],
            "person_id": self.world.people[who],
            "day": day or self.today,
        }
        self.world.sql(
            "DELETE FROM agreed_observations WHERE agreed_id = %s AND person_id = %s AND day = %s",
            *row.values(),
        )
        return self.world.insert("agreed_observations", works=True, **row)
