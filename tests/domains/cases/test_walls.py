"""The database's own no: direct SQL as the program's role, past every policy of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Town
from tests.factories.cases import add_case, add_measure, add_note, add_voice, let_in
from tests.factories.concerns import add_concern
from tests.factories.pupils import add_student

TABLES = (
    "cases", "case_access", "case_students", "case_heads", "case_notes", "child_voices", "case_measures",
    "measure_fidelity", "case_events", "case_attachments", "concerns", "concern_students", "concern_heads",
    "concern_cases", "case_counters",
)  # fmt: skip


@contextmanager
def as_(town: Town, persona: str | None) -> Iterator[psycopg.Connection[Any]]:
    """The program's role in that persona's transaction; None: no transaction of anybody's."""
    with psycopg.connect(town.world.admin_dsn) as connection:
        connection.execute("SET ROLE samsyn_app")
        if persona is not None:
            token = hashlib.sha256(town.world.tokens[persona].encode()).digest()
            connection.execute("SELECT * FROM open_session(%s)", (token,))
        yield connection
        connection.rollback()


def ids(town: Town, persona: str | None, table: str, column: str = "id") -> set[UUID]:
    with as_(town, persona) as connection:
        return {row[0] for row in connection.execute(f"SELECT {column} FROM {table}")}


def test_without_anybody_there_is_nothing(town: Town) -> None:
    case = add_case(town.world, students=(add_student(town.world),))
    add_note(town.world, case)
    add_concern(town.world)
    for table in TABLES:
        assert ids(town, None, table) == set(), table


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("kurator", {"K2", "K3", "K4"}),
        ("rektor", {"K2"}),
        ("bitradande", {"K2"}),
        ("psykolog", set()),
        ("larare", set()),
        ("rektor-2", set()),
        ("utredare", set()),
        ("admin", set()),
        ("loggranskare", set()),
    ],
)
def test_cases_and_everything_in_them(town: Town, who: str, sees: set[str]) -> None:
    pupil = add_student(town.world)
    cases = {c: add_case(town.world, students=(pupil,), confidentiality=c) for c in ("K2", "K3", "K4")}
    wanted = {case for name, case in cases.items() if name in sees}
    for name, case in cases.items():
        texts: dict[str, Any] = {} if name == "K2" else {"text": None, "sealed": b"x"}
        add_note(town.world, case, **texts)
        add_voice(town.world, case, **({} if name == "K2" else {"content": None, "sealed": b"x"}))
        add_measure(town.world, case, **({} if name == "K2" else {"description": None, "sealed": b"x"}))
    assert ids(town, who, "cases") == wanted
    for table in ("case_notes", "child_voices", "case_measures", "case_students"):
        assert ids(town, who, table, "case_id") == wanted, table


def test_a_strict_note_in_a_lax_case(town: Town) -> None:
    case = add_case(town.world)
    lax = add_note(town.world, case)
    strict = add_note(town.world, case, confidentiality="K3", text=None, sealed=b"x")
    assert ids(town, "rektor", "case_notes") == {lax}
    assert ids(town, "kurator", "case_notes") == {lax, strict}


def test_a_head_sees_no_k4_and_nothing_past_the_unit(town: Town) -> None:
    world = town.world
    two, three = add_case(world, "psykolog"), add_case(world, "psykolog", confidentiality="K3")
    four = add_case(world, "psykolog", confidentiality="K4")
    past = add_case(world, "utredare", reach="ORGANISER", case_type="DEGRADING")
    elsewhere = add_case(world, "kurator-2", "B")
    assert ids(town, "kurator", "case_heads") == {two, three}
    assert ids(town, "psykolog", "case_heads") == {two, three, four}
    assert ids(town, "larare", "case_heads") == set()
    assert ids(town, "utredare", "case_heads") == {past}
    assert ids(town, "kurator-2", "case_heads") == {elsewhere}


def test_an_ended_way_in_and_an_ended_assignment(town: Town) -> None:
    case = add_case(town.world, "psykolog")
    way = let_in(town.world, case, "larare")
    assert ids(town, "larare", "cases") == {case}
    town.world.sql("UPDATE case_access SET valid_to = now() WHERE id = %s", way)
    assert ids(town, "larare", "cases") == set()
    let_in(town.world, case, "mentor")
    assert ids(town, "mentor", "cases") == {case}
    town.world.sql(
        "UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", town.world.people["mentor"]
    )
    assert ids(town, "mentor", "cases") == set()


def test_a_new_assignment_elsewhere_does_not_carry_the_old_way_in(town: Town) -> None:
    """The unit that brought somebody in counts, not that they still work somewhere."""
    world, case = town.world, add_case(town.world, "psykolog")
    let_in(world, case, "larare")
    world.sql(
        "UPDATE assignments SET school_id = %s WHERE person_id = %s",
        world.schools["B"],
        world.people["larare"],
    )
    assert ids(town, "larare", "cases") == set()


def test_a_way_in_that_begins_tomorrow(town: Town) -> None:
    case = add_case(town.world, "psykolog")
    way = let_in(town.world, case, "larare")
    town.world.sql("UPDATE case_access SET valid_from = now() + interval '1 day' WHERE id = %s", way)
    assert ids(town, "larare", "cases") == set()


def test_one_factor_shows_receipts_and_nothing_else(town: Town) -> None:
    concern = add_concern(town.world)
    add_case(town.world, "larare")
    town.world.sql("UPDATE sessions SET assurance = 1 WHERE person_id = %s", town.world.people["larare"])
    assert ids(town, "larare", "concern_heads") == {concern}
    assert ids(town, "larare", "concerns") == set()
    assert ids(town, "larare", "cases") == set()


@pytest.mark.parametrize(
    ("reach", "sees"),
    [
        ("TRIAGE", {"larare", "rektor", "kurator", "psykolog"}),
        ("HEADS", {"larare", "rektor"}),
        ("ORGANISER", {"larare", "utredare"}),
    ],
)
def test_concerns_reach_whom_they_are_for(town: Town, reach: str, sees: set[str]) -> None:
    concern = add_concern(town.world, reach=reach)
    everybody = {
        "larare",
        "rektor",
        "kurator",
        "psykolog",
        "mentor",
        "utredare",
        "rektor-2",
        "kurator-2",
        "chef",
    }
    assert {who for who in everybody if ids(town, who, "concerns") == {concern}} == sees
    assert {who for who in everybody if ids(town, who, "concern_heads") == {concern}} == sees


def test_the_circle_of_its_case_reads_a_concern(town: Town) -> None:
    concern = add_concern(town.world, reach="HEADS")
    case = add_case(town.world)
    town.world.insert("concern_cases", concern_id=concern, case_id=case)
    assert ids(town, "kurator", "concerns") == {concern}
    assert ids(town, "psykolog", "concerns") == set()


def test_the_pupils_of_a_case_are_read_by_its_circle(town: Town) -> None:
    pupil = add_student(town.world)
    protected = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    case = add_case(town.world, students=(pupil, protected))
    assert pupil not in ids(town, "kurator-2", "students")
    let_in(town.world, case, "kurator-2")
    assert ids(town, "kurator-2", "students") == {pupil}
    town.world.sql("UPDATE case_students SET removed_at = now() WHERE case_id = %s", case)
    assert ids(town, "kurator-2", "students") == set()


def test_the_timeline_is_append_only(town: Town) -> None:
    case = add_case(town.world)
    row = {"type": "OPENED", "at": "2026-01-07T08:00Z", "data": "{}"}
    place = town.world.sql("SELECT school_id, reach, confidentiality FROM cases WHERE id = %s", case)[0]
    town.world.insert(
        "case_events", case_id=case, school_id=place[0], reach=place[1], confidentiality=place[2], **row
    )
    for statement in (
        "DELETE FROM case_events",
        "UPDATE case_events SET at = now()",
        "UPDATE case_events SET person_id = NULL",
        "DELETE FROM case_notes",
        "DELETE FROM cases",
        "DELETE FROM concerns",
        "TRUNCATE case_events",
    ):
        with as_(town, "kurator") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_the_tenant_wall_stands_before_everything(town: Town) -> None:
    case = add_case(town.world)
    with as_(town, "kurator") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("UPDATE cases SET tenant_id = tenant_id + 1 WHERE id = %s", (case,))
