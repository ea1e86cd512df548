"""Who sees which pupil and group by the statements of the program: each kind of assignment, sets by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from samsyn.core.runtime import Runtime
from samsyn.students.models import Student, StudentGroup
from samsyn.students.policy import (
    FOUND_STUDENTS,
    GROUP_WITH_MEMBERS,
    GROUPS_OF_STUDENTS,
    LEADERS_OF_GROUPS,
    MEMBERS_OF_GROUP,
    MY_GROUPS,
    MY_STUDENTS,
    ONE_GRANT,
    ONE_GROUP,
    ONE_STUDENT,
    VISIBLE_GROUPS,
)
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import PEOPLE, assign
from tests.factories.pupils import add_group, add_student, grant, lead
from tests.factories.world import World, add_client, make_world

NOBODY: set[str] = set()
HEADS = {"head", "head_today"}
TRIAGE = HEADS | {"health", "health_today", "late", "soon"}
STAFF = TRIAGE | {"teacher", "teacher_today", "before", "elsewhere"}
STAFF_B = {f"{kind}_{where}" for kind in ("head", "health", "teacher") for where in ("b", "area")}
TRIAGE_B, HEADS_B = STAFF_B - {"teacher_b", "teacher_area"}, {"head_b", "head_area"}
GIVERS = {"protected": "head", "unknown": "head_today"}
LEADERS = {"teacher", "teacher_today"}


class Matrix:
    """``before`` has led the groups, ``elsewhere`` will; ``teacher_was`` leads them on paper only.

    Every pupil has a name that a search can find."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        self.client = add_client(world, "system", ["students:read"])
        today = world.sql("SELECT samsyn_today()")[0][0]
        self.past, self.next = today - timedelta(days=1), today + timedelta(days=1)
        self.groups = {
            "now": add_group(world),
            "last day": add_group(world, "5C", valid_to=today),
            "over": add_group(world, "5D", valid_to=self.past),
            "to come": add_group(world, "5E", valid_from=self.next),
            "at B": add_group(world, "5F", "B"),
        }
        self._lead()
        self.groups["led by nobody"] = add_group(world, "5G")
        self.pupils = self._pupils()
        self.grants = {
            name: grant(world, self.pupils[name], PEOPLE["teacher"]) for name in ("protected", "unknown")
        }
        self._end(self.grants["unknown"])
        given = "UPDATE student_grants SET created_by = %s WHERE id = %s"
        for name, giver in GIVERS.items():
            world.sql(given, world.people[PEOPLE[giver]], self.grants[name])

    def _end(self, key: UUID) -> None:
        self.world.sql("UPDATE student_grants SET valid_to = %s WHERE id = %s", self.past, key)

    def _lead(self) -> None:
        for group in self.groups.values():
            for who in ("teacher", "teacher_today", "teacher_was", "teacher_b"):
                lead(self.world, group, PEOPLE[who])
            lead(self.world, group, PEOPLE["before"], until=self.past)
            lead(self.world, group, PEOPLE["elsewhere"], since=self.next)

    def _pupils(self) -> dict[str, UUID]:
        world, mark = self.world, {"protection_level": "CONFIDENTIAL_MARK"}
        made = {
            "now": add_student(world, "A"),
            "protected": add_student(world, "B", **mark),
            "unknown": add_student(world, "C", protection_known=False),
            "gone": add_student(world, "D", active=False),
            "left the group": add_student(world, "E"),
            "joins the group": add_student(world, "F"),
            "in none": add_student(world, "I"),
            "at B": add_student(world, "J", school="B"),
        }
        for name, pupil in made.items():
            days = {"left the group": {"valid_to": self.past}, "joins the group": {"valid_from": self.next}}
            if name not in ("in none", "at B"):
                self._put(self.groups["now"], pupil, **days.get(name, {}))
        for name in ("over", "to come", "at B"):
            school = "B" if name == "at B" else "A"
            made[f"in group {name}"] = add_student(world, f"G {name}", school=school)
            self._put(self.groups[name], made[f"in group {name}"])
        return made

    def _put(self, group: UUID, pupil: UUID, **days: object) -> None:
        row = {"valid_from": self.past, "valid_to": None, **days}
        if row["valid_to"] is not None:
            row["valid_from"] = self.past
        self.world.insert("group_members", group_id=group, student_id=pupil, **row)


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, {"system": matrix.client})


def at_a(matrix: Matrix, who: set[str]) -> Seen:
    """Those who see every pupil of the unit who is there and is not protected."""
    hidden = ("protected", "unknown", "gone", "at B", "in group at B")
    return {name: NOBODY if name in hidden else who for name in matrix.pupils}


LED = {"now": LEADERS, "protected": {"teacher"}, "unknown": NOBODY}


async def test_one_pupil(asked: Asked, matrix: Matrix) -> None:
    expected = at_a(matrix, TRIAGE) | {
        "now": TRIAGE | LEADERS,
        "protected": {"teacher"},
        "at B": TRIAGE_B,
        "in group at B": TRIAGE_B | {"teacher_b"},
    }
    assert await asked.one_by_one(ONE_STUDENT, matrix.pupils) == expected


async def test_my_pupils(asked: Asked, matrix: Matrix) -> None:
    expected = at_a(matrix, NOBODY) | LED | {"in group at B": {"teacher_b"}}
    statement = MY_STUDENTS.with_only_columns(Student.id)
    assert await asked.all_at_once(statement, matrix.pupils) == expected


async def test_found_by_name(runtime: Runtime, matrix: Matrix) -> None:
    """The protected never, not even by those who may open them."""
    asked = Asked(matrix.world, runtime, {})
    rows = matrix.world.sql("SELECT id, sort_key FROM students WHERE tenant_id = %s", matrix.world.tenant)
    name_of, seen = dict(rows), Seen()
    for name, key in matrix.pupils.items():
        one = {name: key}
        seen |= await asked.all_at_once(
            FOUND_STUDENTS.with_only_columns(Student.id), one, sought=name_of[key]
        )
    assert seen == at_a(matrix, STAFF) | {"at B": STAFF_B, "in group at B": STAFF_B}


async def test_groups(asked: Asked, matrix: Matrix) -> None:
    """Internal: to the staff of the unit, and to those who work for every unit."""
    statement = VISIBLE_GROUPS.with_only_columns(StudentGroup.id)
    seen = await asked.all_at_once(statement, matrix.groups)
    here, none = STAFF | {"system"}, {"over": NOBODY, "to come": NOBODY}
    assert seen == {"now": here, "last day": here, "led by nobody": here, "at B": STAFF_B | {"system"}} | none
    assert await asked.one_by_one(ONE_GROUP, matrix.groups) == seen


async def test_my_groups(asked: Asked, matrix: Matrix) -> None:
    seen = await asked.all_at_once(MY_GROUPS.with_only_columns(StudentGroup.id), matrix.groups)
    none = {"over": NOBODY, "to come": NOBODY, "led by nobody": NOBODY}
    assert seen == {"now": LEADERS, "last day": LEADERS, "at B": {"teacher_b"}} | none


async def test_whose_members_may_be_listed(asked: Asked, matrix: Matrix) -> None:
    seen = await asked.one_by_one(GROUP_WITH_MEMBERS, matrix.groups)
    here = HEADS | LEADERS
    expected = {"now": here, "last day": here, "at B": HEADS_B | {"teacher_b"}, "led by nobody": HEADS}
    assert seen == expected | {"over": NOBODY, "to come": NOBODY}


async def test_members_of_the_day(asked: Asked, matrix: Matrix) -> None:
    statement = MEMBERS_OF_GROUP.with_only_columns(Student.id)
    seen = await asked.all_at_once(statement, matrix.pupils, key=matrix.groups["now"])
    assert {name for name, who in seen.items() if "head" in who} == {"now"}
    assert {name for name, who in seen.items() if "teacher" in who} == {"now", "protected"}


async def test_groups_and_leaders_are_those_of_the_day(asked: Asked, matrix: Matrix) -> None:
    people = {who: matrix.world.people[PEOPLE[who]] for who in PEOPLE}
    async with asked.work("head") as work:
        await work.open()
        rows = list(await work.execute(GROUPS_OF_STUDENTS))
        leaders = {row.person_id for row in await work.scalars(LEADERS_OF_GROUPS)}
    of_the_day = {row[0] for row in rows}
    asked_for = ("now", "left the group", "joins the group", "in none", "in group over", "in group to come")
    assert [name for name in asked_for if matrix.pupils[name] in of_the_day] == ["now"]
    assert leaders == {people[who] for who in ("teacher", "teacher_today", "teacher_was", "teacher_b")}


async def test_a_grant_is_the_giver_s(asked: Asked, matrix: Matrix) -> None:
    assert await asked.one_by_one(ONE_GRANT, matrix.grants) == {
        name: {giver} for name, giver in GIVERS.items()
    }
