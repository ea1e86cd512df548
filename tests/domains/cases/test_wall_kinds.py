"""Every kind of row in a case behind the same wall, asked of the database alone: the circle, K4, and C11."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from samsyn.cases.models import AssessmentReference, CaseAttachment, CaseEvent, PartOfCase
from samsyn.core.models import Base
from tests.domains.cases.kinds import KINDS, NAMED, OPENED, STRICT, WRITERS, add_kind
from tests.domains.cases.matrix import CASES, Matrix
from tests.factories.alleged import add_alleged
from tests.factories.assigned import enter
from tests.factories.cases import add_case, let_in, open_with_reason, part_of
from tests.factories.concerns import add_concern
from tests.factories.each import seen
from tests.factories.pupils import add_student
from tests.factories.world import World, make_world


def test_no_kind_is_forgotten() -> None:
    assert set(WRITERS) == {m.class_ for m in Base.registry.mappers if issubclass(m.class_, PartOfCase)}


# ---- by circle and by function


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_seen_as_its_case(kind: type[PartOfCase], filled_matrix: Matrix) -> None:
    """What is made elsewhere and named by reference is K3 at least: the circle's alone."""
    rows, expected = {}, {}
    for name, case in filled_matrix.cases.items():
        shut = part_of(filled_matrix.world, case)["confidentiality"] in STRICT
        rows[name] = add_kind(filled_matrix.world, kind, case)
        expected[name] = CASES[name] if shut or kind is not AssessmentReference else set()
    assert filled_matrix.seen(str(kind.__tablename__), rows) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_one_factor_shows_none_of_it(kind: type[PartOfCase], filled_matrix: Matrix) -> None:
    """Neither to who is responsible nor to the head of the unit."""
    world, table = filled_matrix.world, str(kind.__tablename__)
    key = add_kind(world, kind, add_case(world))
    assert "kurator" in seen(world, table, ["kurator"]).get(key, set())
    with psycopg.connect(world.admin_dsn) as connection:
        for who in ("kurator", "rektor"):
            enter(connection, world.weak_token(who))
            assert connection.execute(f"SELECT id FROM {table}").fetchall() == [], who
            connection.rollback()


# ---- class K4


@pytest.mark.parametrize("kind", KINDS)
def test_k4_opens_for_those_named_and_not_with_a_reason(
    kind: type[PartOfCase], reasoned: tuple[World, UUID]
) -> None:
    world, case = reasoned
    lax, strict = add_kind(world, kind, case), add_kind(world, kind, case, "K4")
    found = seen(world, str(kind.__tablename__), OPENED | NAMED | {"bitradande"})
    assert found.get(lax) == OPENED | NAMED
    assert found.get(strict) == NAMED


def test_a_case_of_k4_opens_for_those_named_and_not_with_a_reason(reasoned: tuple[World, UUID]) -> None:
    world, _ = reasoned
    case = add_case(world, confidentiality="K4")
    open_with_reason(world, case, "larare")
    open_with_reason(world, case, "mentor")
    let_in(world, case, "mentor")
    assert seen(world, "cases", ["kurator", "larare", "mentor"]).get(case) == {"kurator", "mentor"}


def as_the_program_for(world: World, who: str, table: str) -> set[UUID]:
    """What the worker sees when it does something for a person."""
    with psycopg.connect(world.admin_dsn) as connection:
        connection.execute("SET ROLE samsyn_worker")
        connection.execute("SELECT * FROM open_actor(%s, %s)", (world.tenant, world.people[who]))
        found = {row[0] for row in connection.execute(f"SELECT id FROM {table}")}
        connection.rollback()
    return found


def test_the_program_acting_for_somebody_sees_what_they_see(reasoned: tuple[World, UUID]) -> None:
    """Not what it sees of itself: clocks of every case, and files that wait to be scanned."""
    world, case = reasoned
    other = add_case(world, confidentiality="K4")
    open_with_reason(world, other, "larare")
    assert as_the_program_for(world, "larare", "cases") == {case}
    for kind in (CaseEvent, CaseAttachment):
        lax, strict = add_kind(world, kind, case), add_kind(world, kind, case, "K4")
        elsewhere = add_kind(world, kind, add_case(world))
        found = as_the_program_for(world, "larare", str(kind.__tablename__))
        assert found & {lax, strict, elsewhere} == {lax}


# ---- C11


@pytest.fixture(scope="session")
def accused(admin_dsn: str) -> tuple[World, UUID, UUID]:
    """A case with a concern behind it. larare reported it and is pointed out, as rektor is; mentor was, by
    mistake; psykolog is in another case. All are in its circle."""
    world = make_world(admin_dsn)
    case, other = add_case(world, students=(add_student(world),)), add_case(world)
    concern = add_concern(world, "larare", reach="TRIAGE")
    world.insert("concern_cases", concern_id=concern, case_id=case)
    world.insert(
        "concern_students", concern_id=concern, student_id=add_student(world), reach="TRIAGE",
        school_id=world.school, reporter_id=world.people["larare"],
    )  # fmt: skip
    for who in ("larare", "rektor", "mentor", "psykolog"):
        let_in(world, case, who)
    for who in ("larare", "rektor"):
        add_alleged(world, case, who)
    add_alleged(world, case, "mentor", removed_at=datetime.now(UTC))
    add_alleged(world, other, "psykolog")
    return world, case, concern


INNOCENT = {"kurator", "mentor", "psykolog"}
ASKED = INNOCENT | {"larare", "rektor"}


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_pointed_out_sees_none_of_it(
    kind: type[PartOfCase], accused: tuple[World, UUID, UUID]
) -> None:
    world, case, _ = accused
    key = add_kind(world, kind, case)
    assert seen(world, str(kind.__tablename__), ASKED).get(key) == INNOCENT


@pytest.mark.parametrize(
    ("table", "column"),
    [("cases", "id"), ("case_heads", "id"), ("case_students", "case_id"), ("case_access", "case_id")],
)
def test_nor_of_the_case_itself(table: str, column: str, accused: tuple[World, UUID, UUID]) -> None:
    world, case, _ = accused
    assert seen(world, table, ASKED, column).get(case) == INNOCENT


@pytest.mark.parametrize(
    ("table", "column"), [("concerns", "id"), ("concern_heads", "id"), ("concern_students", "concern_id")]
)
def test_nor_of_the_concern_behind_it_but_what_they_reported(
    table: str, column: str, accused: tuple[World, UUID, UUID]
) -> None:
    world, _, concern = accused
    shown = seen(world, table, ASKED | {"bitradande"}, column).get(concern)
    by_reach = {"kurator", "psykolog", "bitradande", "larare"}
    assert shown == by_reach | (set() if table == "concern_heads" else {"mentor"})


def test_every_row_that_names_a_case_has_the_whole_wall(filled_matrix: Matrix) -> None:
    """What is added later too: a kind without one of the walls is found here by its columns."""
    rows = filled_matrix.world.sql(
        "SELECT c.table_name, array_agg(p.policyname::text) FROM information_schema.columns c"
        " JOIN information_schema.columns k ON k.table_schema = 'public' AND k.table_name = c.table_name"
        " AND k.column_name = 'confidentiality'"
        " LEFT JOIN pg_policies p ON p.tablename = c.table_name AND p.schemaname = 'public'"
        " WHERE c.table_schema = 'public' AND c.column_name = 'case_id' GROUP BY 1"
    )
    walls = {table: set(policies) for table, policies in rows}
    assert {str(kind.__tablename__) for kind in KINDS} < walls.keys()
    assert {table for table, has in walls.items() if "against" not in has} == set()
    by_their_case = {"agreed_sources", "case_access"}
    assert {table for table, has in walls.items() if "named" not in has} == by_their_case
