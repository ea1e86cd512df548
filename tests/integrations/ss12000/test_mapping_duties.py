"""Duties: functions, professions, and where they hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from samsyn.core.actor import Function
from samsyn.integrations.ss12000.codes import Profession
from samsyn.integrations.ss12000.reasons import Kind, Notice, Reason
from samsyn.integrations.ss12000.records import (
    AssignmentRecord,
    RecordKind,
    ScopeKind,
)
from samsyn.organisation.rules import load_professions
from tests.integrations.ss12000.municipality import Municipality, as_2_0, duty, ident, uid
from tests.integrations.ss12000.pulls import desired, reasons, record, without

ASSIGNMENT = RecordKind.ASSIGNMENT


def assignment(town: Municipality, name: str) -> AssignmentRecord:
    return record(desired(town), ASSIGNMENT, f"tjänst-{name}", AssignmentRecord)


def post(town: Municipality, name: str) -> tuple[Function, Profession | None]:
    one = assignment(town, name)
    return one.function, one.profession


def test_a_duty_is_a_time_limited_assignment(town: Municipality) -> None:
    one = assignment(town, "kuratorn")

    assert (one.valid_from, one.valid_to) == (date(2026, 8, 10), date(2027, 6, 30))
    assert one.share == Decimal("0.500")
    assert one.person_id == uid("kuratorn")


def test_every_profession_we_map_to_is_one_that_ships() -> None:
    assert {one.value for one in Profession} <= {one.code for one in load_professions()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rektorn", (Function.PRINCIPAL, Profession.PRINCIPAL)),
        ("läraren", (Function.MENTOR, Profession.TEACHER)),
        ("kuratorn", (Function.EHT_PSYCHOSOCIAL, Profession.SCHOOL_COUNSELLOR)),
        ("sköterskan", (Function.EHT_MEDICAL, Profession.SCHOOL_NURSE)),
        ("specialläraren", (Function.EHT_SPECIAL, Profession.SPECIAL_TEACHER)),
        ("vaktmästaren", (Function.STAFF, None)),
    ],
)
def test_functions_and_professions(
    town: Municipality, name: str, expected: tuple[Function, Profession | None]
) -> None:
    assert post(town, name) == expected


def test_a_principal_of_an_area_holds_that_area(town: Municipality) -> None:
    one = assignment(town, "rektorn")

    assert (one.scope_kind, one.scope_id) == (ScopeKind.AREA, uid("norra"))


@pytest.mark.parametrize("at", ["förvaltningen", "kommunen"])
def test_working_above_the_schools_gives_no_rights_over_them(town: Municipality, at: str) -> None:
    for one in town.duties:
        one["dutyAt"] = {"id": ident(at)}

    found = desired(town)

    mapped = [one for one in found.state[ASSIGNMENT].values() if isinstance(one, AssignmentRecord)]
    assert {one.function for one in mapped} == {Function.STAFF}
    assert post(town, "psykologen") == (Function.STAFF, Profession.SCHOOL_PSYCHOLOGIST)
    assert found.notices[Notice.FUNCTION_WITHHELD] == 7


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Skolsköterska", (Function.EHT_MEDICAL, Profession.SCHOOL_NURSE)),
        (" KURATOR ", (Function.EHT_PSYCHOSOCIAL, Profession.SCHOOL_COUNSELLOR)),
        ("Biträdande rektor", (Function.DEPUTY_PRINCIPAL, Profession.DEPUTY_PRINCIPAL)),
        ("Undersköterska", (Function.STAFF, None)),
        ("Assistent till kurator", (Function.STAFF, None)),
        ("Kurator, sjukskriven", (Function.STAFF, None)),
        ("Rektor", (Function.STAFF, None)),
        (None, (Function.STAFF, None)),
    ],
)
def test_only_a_whole_title_tells_more_than_the_role(
    town: Municipality, title: str | None, expected: tuple[Function, Profession | None]
) -> None:
    duty(town, "någon", "granskolan", "Annan personal", description=title)

    assert post(town, "någon") == expected


def test_a_title_gives_nothing_to_who_has_a_role_of_another_kind(town: Municipality) -> None:
    duty(town, "någon", "granskolan", "Lärare", description="Skolläkare")

    assert post(town, "någon") == (Function.TEACHER, Profession.TEACHER)


def test_an_unknown_role_gives_the_least_and_is_counted(town: Municipality) -> None:
    duty(town, "någon", "granskolan", "Superrektor")

    assert post(town, "någon") == (Function.STAFF, None)
    assert desired(town).unknown["dutyRole"] == 1


def test_a_2_0_server_shows_health_staff_only_by_their_groups(town: Municipality) -> None:
    found = desired(as_2_0(town))

    assert record(found, ASSIGNMENT, "tjänst-kuratorn", AssignmentRecord).function is Function.STAFF
    assert found.notices[Notice.HEALTH_STAFF_UNRECOGNISED] == 4
    assert not found.refusals


def test_a_special_educator_is_known_by_the_role_in_a_group(town: Municipality) -> None:
    role = {"group": {"id": ident("klass-sjöskolan-7")}, "assignmentRoleType": "Specialpedagog"}
    duty(town, "någon", "sjöskolan", "Annan personal", assignmentRole=[role])

    assert post(town, "någon") == (Function.EHT_SPECIAL, Profession.SPECIAL_EDUCATOR)


def test_a_mentor_role_that_has_not_begun_gives_nothing_yet(town: Municipality) -> None:
    town.one("tjänst-läraren")["assignmentRole"][0]["startDate"] = "2027-01-07"

    assert post(town, "läraren") == (Function.TEACHER, Profession.TEACHER)


def test_a_duty_without_a_person_is_refused(town: Municipality) -> None:
    del town.one("tjänst-läraren")["person"]

    assert reasons(desired(town)) == [(Kind.DUTY, Reason.PERSON_MISSING)]


def test_a_duty_of_somebody_who_is_not_delivered_is_refused(town: Municipality) -> None:
    town.persons = without(town.persons, "läraren")

    found = desired(town)

    assert reasons(found) == [(Kind.DUTY, Reason.PERSON_UNKNOWN)]
    assert found.refusals[0].touched == frozenset()


@pytest.mark.parametrize("broken", [{"givenName": ""}, {"id": "?"}])
def test_a_duty_of_somebody_who_could_not_be_read_is_kept(town: Municipality, broken: dict[str, str]) -> None:
    town.one("läraren").update(broken)

    refusal = desired(town).refusals[-1]

    assert (refusal.reason, refusal.touched) == (Reason.PERSON_UNKNOWN, frozenset({uid("tjänst-läraren")}))


def test_a_duty_that_has_ended_is_left_out(town: Municipality) -> None:
    town.one("tjänst-läraren")["endDate"] = "2026-11-22"

    found = desired(town)

    assert ident("läraren") not in found.state[RecordKind.PERSON]
    assert found.over[Kind.DUTY] == 1
