"""One case is opened with one question, whatever it holds, and each row in the answer by its own class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from psycopg import _queries
from sqlalchemy import event, make_url
from sqlalchemy.sql import visitors
from sqlalchemy.sql.functions import FunctionElement

from samsyn.cases.queries.transitions import VOICES
from samsyn.cases.statements import WHOLE_CASE
from samsyn.core.contents import HARMLESS, contents
from samsyn.core.guard import guarded_tables
from samsyn.core.models import Internal
from samsyn.core.scope import scope_of
from tests.conftest import Town
from tests.domains.cases.calls import about
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, add_voice, investigated, let_in, part_of
from tests.factories.concerns import add_concern
from tests.factories.decisions import add_hearing
from tests.factories.pupils import add_group, add_student

REPORTED = {"case_type": "DEGRADING", "reach": "BOTH", "pointed_out": "STUDENT"}


@contextmanager
def asked(town: Town) -> Iterator[list[str]]:
    """Statements that the ORM sends; the session's look-up and the access log are the driver's own."""
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    engine = town.runtime.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def add_event(town: Town, case: UUID, kind: str, **more: Any) -> None:
    at = datetime(2026, 1, 7, 9, 30, 0, 120000, tzinfo=UTC)
    town.world.insert(
        "case_events", **(part_of(town.world, case) | {"type": kind, "at": at, "data": "{}"} | more)
    )


def full_case(town: Town, **more: Any) -> UUID:
    pupils = add_student(town.world, "Åsa", "Öst"), add_student(town.world, "Alva", "Ek")
    case = add_case(town.world, students=pupils, group_id=add_group(town.world), **(REPORTED | more))
    for pupil in pupils:
        add_voice(town.world, case, student_id=pupil)
    add_event(town, case, "OPENED")
    concern = add_concern(town.world, pointed_out="STUDENT", reach="HEADS")
    town.world.insert("concern_cases", concern_id=concern, case_id=case)
    return case


async def shown(town: Town, case: UUID | str, who: str = "kurator") -> dict[str, Any]:
    answer = await town.as_(who).get(f"/cases/{case}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def obstacles(case: dict[str, Any]) -> set[str]:
    return {gate["code"] for way in case["transitions"] for gate in way["obstacles"]}


async def test_a_full_case_is_read_with_one_statement(town: Town) -> None:
    case = full_case(town)
    await shown(town, case)  # The process learns the municipality's data keys, once.
    with asked(town) as statements:
        await shown(town, case)
    assert len(statements) == 1, statements
    with asked(town) as statements:
        await shown(town, add_case(town.world))
    assert len(statements) == 1, statements


async def test_the_access_log_names_the_case_and_its_pupils(town: Town) -> None:
    made = full_case(town)
    await shown(town, made)
    pupils = town.world.sql("SELECT student_id FROM case_students WHERE case_id = %s", made)
    rows = town.world.sql(
        "SELECT object_ids, student_ids FROM audit_access WHERE action = 'case.read' AND tenant_id = %s",
        town.world.tenant,
    )
    assert [(ids, set(students)) for ids, students in rows] == [([made], {row[0] for row in pupils})]


@pytest.mark.parametrize("who", ["kurator", "rektor"])
async def test_everything_around_a_case_is_in_its_answer(who: str, town: Town) -> None:
    """For the circle and for who comes by function; nothing of another case."""
    made = full_case(town)
    full_case(town)
    case = await shown(town, made, who)
    assert [pupil["name"] for pupil in case["students"]] == ["Alva Ek", "Åsa Öst"]
    assert (case["group"]["name"], case["owner"]["id"]) == ("5B", str(town.world.people["kurator"]))
    assert (
        case["school"]["name"]
        == town.world.sql("SELECT name FROM schools WHERE id = %s", town.world.school)[0][0]
    )
    assert len(case["concerns"]) == 1
    assert "DEGRADING_PRINCIPAL" in {clock["code"] for clock in case["clocks"]}


async def test_a_report_in_the_chain_opens_its_gate(town: Town) -> None:
    case = full_case(town)
    assert obstacles(await shown(town, case)) == {"C10"}
    add_event(town, case, "PRINCIPAL_NOTIFIED")
    assert obstacles(await shown(town, case)) == {"C10"}
    add_event(town, case, "ORGANISER_NOTIFIED")
    assert obstacles(await shown(town, case)) == set()


async def test_nobody_pointed_out_is_in_the_circle(town: Town) -> None:
    """C11 by name; asked in the same statement."""
    case = full_case(town)
    add_event(town, case, "ORGANISER_NOTIFIED")
    let_in(town.world, case, "mentor", role_in_case="CONTRIBUTOR")
    add_alleged(town.world, case, "mentor")
    assert obstacles(await shown(town, case)) == {"C11"}


async def test_a_removed_pupil_is_gone_from_the_answer(town: Town) -> None:
    case = full_case(town)
    town.world.sql(
        "UPDATE case_students SET removed_at = now() WHERE case_id = %s AND student_id IN"
        " (SELECT id FROM students WHERE family_name = 'Öst') RETURNING 1",
        case,
    )
    assert [pupil["name"] for pupil in (await shown(town, case))["students"]] == ["Alva Ek"]


async def test_a_stricter_voice_is_not_there_for_the_head(town: Town) -> None:
    """Who comes by function sees nothing of class K3 in a case of K2, nor what follows from it."""
    case = add_case(town.world, students=(add_student(town.world),))
    add_voice(town.world, case, confidentiality="K3", content=None)
    investigated(town.world, case)
    add_hearing(town.world, case)
    assert obstacles(await shown(town, case)) == set()
    assert obstacles(await shown(town, case, "rektor")) == {"C01"}
    let_in(town.world, case, "rektor", role_in_case="INFORMED")
    assert obstacles(await shown(town, case, "rektor")) == set()


async def test_a_concern_past_the_unit_is_not_named_to_its_head(town: Town) -> None:
    """The circle reads what led to its case; who comes by function reads what that function reads."""
    case = add_case(town.world, students=(add_student(town.world),))
    concern = add_concern(town.world, pointed_out="STAFF", reach="ORGANISER")
    town.world.insert("concern_cases", concern_id=concern, case_id=case)
    assert [one["id"] for one in (await shown(town, case))["concerns"]] == [str(concern)]
    assert (await shown(town, case, "rektor"))["concerns"] == []


async def test_a_protected_pupil_has_no_name_without_a_grant(town: Town) -> None:
    pupil = add_student(town.world, protection_level="CONFIDENTIAL_MARK")
    case = add_case(town.world, students=(pupil,))
    assert (await shown(town, case))["students"] == [
        {"id": str(pupil), "name": None, "grade": None, "protected": True}
    ]


async def test_a_sealed_reason_is_opened_for_the_gate(town: Town) -> None:
    made = await about(town, add_student(town.world), phase="INVESTIGATION")
    investigated(town.world, UUID(made["id"]))
    add_hearing(town.world, UUID(made["id"]))
    path = f"/cases/{made['id']}"
    raised = await town.as_("kurator").patch(path, made["version"], json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    assert obstacles(await shown(town, made["id"])) == {"C01"}
    voice = {"perspective": "CHILD_OWN", "method": "DECLINED", "askedOn": "2026-01-07"}
    voice["missingReason"] = "Eleven ville inte prata med någon av oss i dag"
    said = await town.as_("kurator").post(f"{path}/child-voices", json=voice)
    assert said.status_code == 201, said.text
    assert town.world.sql("SELECT missing_reason FROM child_voices WHERE case_id = %s", made["id"]) == [
        (None,)
    ]
    assert obstacles(await shown(town, made["id"])) == set()


async def test_others_find_nothing(town: Town) -> None:
    case = full_case(town)
    for who in ("larare", "psykolog", "rektor-2", "kurator-2"):
        there = await town.as_(who).get(f"/cases/{case}")
        nothing = await town.as_(who).get(f"/cases/{UUID(int=7)}")
        assert (there.status_code, there.json()["code"]) == (nothing.status_code, nothing.json()["code"])
        assert there.status_code == 404


def not_harmless(statement: Any) -> set[str]:
    """Functions that its policies call; there is nothing else in it that the guard cannot read."""
    functions = [one for one in visitors.iterate(statement) if isinstance(one, FunctionElement)]
    named = [str(getattr(one, "name", "")) for one in functions]
    times = Counter(name for name in named if name not in HARMLESS)
    assert times.total() == contents(statement).unreadable
    return set(times)


def test_the_scope_answers_for_every_guarded_table_in_the_statement() -> None:
    for statement in (WHOLE_CASE, VOICES):
        found = contents(statement)
        assert found.unreadable == scope_of(statement).unreadable
        assert not_harmless(statement) <= {"cases_against_me", "concerns_against_me"}
        assert found.tables & guarded_tables(Internal) <= scope_of(statement).tables


def test_the_driver_keeps_the_longest_prebuilt_statement() -> None:
    """What is longer than this, the driver takes apart anew each time it is asked."""
    sent = WHOLE_CASE.compile(dialect=make_url("postgresql+psycopg://").get_dialect()())
    assert len(str(sent)) < _queries.MAX_CACHED_STATEMENT_LENGTH
    assert len(sent.params) < _queries.MAX_CACHED_STATEMENT_PARAMS
