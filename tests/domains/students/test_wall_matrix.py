"""Who sees which pupil, membership and grant by the database alone: each kind of assignment, sets by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from samsyn.core.settings import Settings
from tests.factories.assigned import PEOPLE, assign, enter
from tests.factories.cases import add_case, let_in, part_of
from tests.factories.pupils import add_group, add_student, grant, put_in
from tests.factories.world import START, World, add_client, make_world

AT_A = {
    "head",
    "head_today",
    "health",
    "health_today",
    "late",
    "soon",
    "teacher",
    "teacher_today",
    "before",
    "elsewhere",
}
AT_B = {f"{kind}_{where}" for kind in ("head", "health", "teacher") for where in ("b", "area")}
CIRCLE = {"teacher"}
SEEN = {
    "open": AT_A,
    "at B": AT_B,
    "protected": {"health"},
    "protected at B": set(),
    "in a case at B": AT_B | CIRCLE,
    "taken out of it": AT_B,
    "protected in the case": set(),
}
GRANTS = {"protected": {"health", "teacher"}, "protected at B": {"head"}}


class Matrix:
    """``pupils`` and ``members`` by name; the grant to each protected pupil, one given by a teacher."""

    def __init__(self, world: World) -> None:
        self.world = world
        assign(world)
        self.client = add_client(world, "system", ["students:read"])
        mark = {"protection_level": "CONFIDENTIAL_MARK"}
        self.pupils = {
            "open": add_student(world),
            "at B": add_student(world, school="B"),
            "protected": add_student(world, **mark),
            "protected at B": add_student(world, school="B", **mark),
            "in a case at B": add_student(world, school="B"),
            "taken out of it": add_student(world, school="B"),
            "protected in the case": add_student(world, school="B", **mark),
        }
        self._open_a_case()
        group = add_group(world)
        put_in(world, group, *self.pupils.values())
        self.members = {
            name: world.sql("SELECT id FROM group_members WHERE student_id = %s", key)[0][0]
            for name, key in self.pupils.items()
        }
        self.grants = {
            "protected": grant(world, self.pupils["protected"], PEOPLE["health"]),
            "protected at B": grant(world, self.pupils["protected at B"], PEOPLE["head"]),
        }
        given = "UPDATE student_grants SET created_by = %s WHERE id = %s"
        world.sql(given, world.people[PEOPLE["teacher"]], self.grants["protected"])

    def _open_a_case(self) -> None:
        """With a circle of one, who works elsewhere."""
        case = add_case(self.world, None, "B", confidentiality="K4")
        let_in(self.world, case, PEOPLE["teacher"], via_school_id=self.world.school)
        place, now = part_of(self.world, case), datetime.now(UTC)
        for name in ("in a case at B", "taken out of it", "protected in the case"):
            removed = now if name.startswith("taken") else None
            self.world.insert("case_students", student_id=self.pupils[name], removed_at=removed, **place)

    def rows(self, table: str) -> dict[str, UUID]:
        return {"students": self.pupils, "group_members": self.members, "student_grants": self.grants}[table]

    def seen(self, table: str, token: Callable[[str], str]) -> dict[str, set[str]]:
        rows = self.rows(table)
        found: dict[str, set[str]] = {name: set() for name in rows}
        by_id = {key: name for name, key in rows.items()}
        with psycopg.connect(self.world.admin_dsn) as connection:
            for who, persona in PEOPLE.items():
                enter(connection, token(persona))
                for (key,) in connection.execute(f"SELECT id FROM {table}"):
                    found[by_id[key]].add(who)
                connection.rollback()
        return found


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.mark.parametrize(
    ("table", "expected"), [("students", SEEN), ("group_members", SEEN), ("student_grants", GRANTS)]
)
def test_who_sees_what(table: str, expected: dict[str, set[str]], matrix: Matrix) -> None:
    assert matrix.seen(table, matrix.world.tokens.__getitem__) == expected


@pytest.mark.parametrize("table", ["students", "group_members", "student_grants"])
def test_one_factor_sees_nothing(table: str, matrix: Matrix) -> None:
    assert not any(matrix.seen(table, matrix.world.weak_token).values())


@pytest.mark.parametrize("table", ["students", "group_members", "student_grants"])
def test_the_program_itself_sees_all_and_a_person_s_job_what_the_person_sees(
    table: str, matrix: Matrix, settings: Settings
) -> None:
    rows, person = set(matrix.rows(table).values()), matrix.world.people[PEOPLE["central"]]
    url = settings.worker_url.replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        for who, expected in ((None, rows), (person, set())):
            words = {
                "app.tenant": str(matrix.world.tenant),
                "app.person": str(who or ""),
                "app.assurance": "2",
            }
            for name, value in words.items():
                connection.execute("SELECT set_config(%s, %s, true)", (name, value))
            assert {key for (key,) in connection.execute(f"SELECT id FROM {table}")} == expected
            connection.rollback()


@pytest.mark.parametrize("table", ["students", "group_members", "student_grants"])
def test_the_web_process_is_not_the_program_itself(table: str, matrix: Matrix, settings: Settings) -> None:
    """Without a person nobody has come in: nothing is there."""
    with psycopg.connect(settings.app_url.replace("+psycopg", "")) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", (str(matrix.world.tenant),))
        connection.execute("SELECT set_config('app.assurance', '2', true)")
        assert connection.execute(f"SELECT id FROM {table}").fetchall() == []


def test_a_grant_begins_and_ends_on_its_days(matrix: Matrix) -> None:
    days = "UPDATE student_grants SET valid_from = %s, valid_to = %s WHERE id = %s"
    key, today = matrix.grants["protected"], matrix.world.sql("SELECT samsyn_today()")[0][0]
    seen = []
    for moved in (0, -1, 1):
        day = today + timedelta(days=moved)
        matrix.world.sql(days, day, day, key)
        seen.append(matrix.seen("students", matrix.world.tokens.__getitem__)["protected"])
    matrix.world.sql(days, START, date(2999, 12, 31), key)
    assert seen == [{"health"}, set(), set()]


def test_an_assignment_to_an_area_begins_and_ends_on_its_days(matrix: Matrix) -> None:
    days = "UPDATE assignments SET valid_from = %s, valid_to = %s WHERE person_id = %s"
    person, today = matrix.world.people[PEOPLE["head_area"]], matrix.world.sql("SELECT samsyn_today()")[0][0]
    seen = []
    for moved in (0, -1, 1):
        day = today + timedelta(days=moved)
        matrix.world.sql(days, day, day, person)
        seen.append("head_area" in matrix.seen("students", matrix.world.tokens.__getitem__)["at B"])
    matrix.world.sql(days, START, None, person)
    assert seen == [True, False, False]


def test_whatever_policy_is_added_later_the_protected_stay_hidden(matrix: Matrix) -> None:
    """C15: from the systems too, which have no person, as the program itself has none."""
    with psycopg.connect(matrix.world.admin_dsn) as connection:
        connection.execute("CREATE POLICY later ON students USING (true)")
        connection.execute("SET ROLE samsyn_app")
        connection.execute("SELECT * FROM open_client(%s, %s)", (matrix.world.tenant, matrix.client))
        found = {key for (key,) in connection.execute("SELECT id FROM students")}
        connection.rollback()
    assert found == {key for name, key in matrix.pupils.items() if not name.startswith("protected")}
