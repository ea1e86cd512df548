"""Wheels at two schools of a municipality with every kind of assignment; who sees what of which, by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.factories.asked import Asked
from tests.factories.assigned import PEOPLE, assign
from tests.factories.wheel import add_activity, add_wheel
from tests.factories.world import World, add_client

NOBODY: set[str] = set()
STAFF = {
    "head", "head_today", "health", "health_today", "teacher", "teacher_today",
    "late", "soon", "before", "elsewhere",
}  # fmt: skip
STAFF_B = {f"{kind}_{where}" for kind in ("head", "health", "teacher") for where in ("b", "area")}
AT_A, AT_B = STAFF | {"system"}, STAFF_B | {"system", "system of B"}
"""Who works there; the head of student health, who reads every unit, is not among them."""
READ_A, READ_B = AT_A | {"central"}, AT_B | {"central"}


class Matrix:
    """At school A and at school B the same; "central" is the head of student health."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        self._appoint()
        one_school = add_client(world, "system of B", ["wheels:read"], [world.schools["B"]])
        self.clients = {"system": add_client(world, "system", ["wheels:read"]), "system of B": one_school}
        self.schools = {"A": world.schools["A"], "B": world.schools["B"]}
        self.wheels = {"A": add_wheel(world), "B": add_wheel(world, letter="B")}
        (code,) = world.sql("SELECT code FROM school_years WHERE tenant_id = %s ORDER BY code", world.tenant)[
            0
        ]
        self.closed = add_wheel(world, state="CLOSED", year=code)
        self.activities = self._activities()
        self.links = {
            name: world.insert("wheel_activity_links", activity_id=key, ref_kind="goal", ref_id=key)
            for name, key in self.activities.items()
        }

    def _appoint(self) -> None:
        change = "UPDATE assignments SET function = 'CENTRAL_MANAGER', profession_code = 'CENTRAL_HEAD'"
        self.world.sql(f"{change} WHERE person_id = %s", self.world.people[PEOPLE["central"]])

    def _activities(self) -> dict[str, UUID]:
        world, check_in = self.world, dict[str, Any](kind="CHECKIN_MAJOR")
        return {
            "A": add_activity(world, self.wheels["A"]),
            "check-in": add_activity(world, self.wheels["A"], **check_in),
            "removed": add_activity(world, self.wheels["A"], **check_in, status="REMOVED"),
            "closed": add_activity(world, self.closed, **check_in),
            "B": add_activity(world, self.wheels["B"]),
            "check-in at B": add_activity(world, self.wheels["B"], **check_in),
        }


SEEN = {
    **dict.fromkeys(("A", "check-in", "removed", "closed"), READ_A),
    **dict.fromkeys(("B", "check-in at B"), READ_B),
}


async def rows(asked: Asked, who: str, statement: Any, **more: Any) -> list[Any]:
    async with asked.work(who) as work:
        await work.open()
        return list(await work.execute(statement, more))
