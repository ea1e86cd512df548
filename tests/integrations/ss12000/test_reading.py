"""Validation object by object: what is tolerated, what is put aside, and with which reason."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from samsyn.integrations.ss12000 import wire
from samsyn.integrations.ss12000.edge import admit
from samsyn.integrations.ss12000.reading import Reading, read
from samsyn.integrations.ss12000.reasons import Kind, Reason
from tests.integrations.ss12000.municipality import ident, uid

PERSON = {"id": ident("a"), "givenName": "Ada", "familyName": "Ek"}
DUTY = {
    "id": ident("d"),
    "person": {"id": ident("a")},
    "dutyAt": {"id": ident("u")},
    "dutyRole": "Lärare",
    "startDate": "2026-08-01",
}
GROUP = {
    "id": ident("g"),
    "displayName": "7A",
    "groupType": "Klass",
    "organisation": {"id": ident("u")},
    "startDate": "2026-08-01",
}
ENROLMENT = {"enroledAt": {"id": ident("u")}, "schoolType": "GR", "schoolYear": 3}


def reading(kind: Kind, raw: dict[str, Any]) -> Reading:
    return read(kind, admit(kind, raw, Counter()), 2, 5)


def person(**changed: object) -> wire.Person:
    item = reading(Kind.PERSON, PERSON | changed).item
    assert isinstance(item, wire.Person)
    return item


def refused(kind: Kind, raw: dict[str, Any]) -> tuple[Reason, str | None]:
    result = reading(kind, raw)
    assert result.item is None
    (refusal,) = result.refusals
    return refusal.reason, refusal.field


def test_null_empty_and_absent_are_the_same() -> None:
    assert (
        person(securityMarking=None) == person(securityMarking="") == person(securityMarking=" ") == person()
    )


def test_ids_are_compared_without_case() -> None:
    assert person(id=ident("a").upper()).id == uid("a")


def test_a_date_time_is_read_as_its_day() -> None:
    one = person(enrolments=[ENROLMENT | {"startDate": "2026-08-17T00:00:00+02:00", "endDate": ""}])

    assert one.enrolments[0].start_date == date(2026, 8, 17)
    assert one.enrolments[0].end_date is None


def test_names_are_trimmed_and_composed() -> None:
    assert person(givenName="  A\u030asa ").given_name == "Åsa"


def test_a_code_of_digits_may_be_a_number() -> None:
    raw = {"id": ident("o"), "displayName": "x", "organisationType": "Skolenhet", "schoolUnitCode": 12345678}

    item = reading(Kind.ORGANISATION, raw).item

    assert isinstance(item, wire.Organisation)
    assert item.school_unit_code == "12345678"


@pytest.mark.parametrize(
    "source_id",
    [None, "", 7, "x", ident("a")[:-1], "{" + ident("a") + "}", "0" * 8 + "-0000-0000-0000-" + "0" * 12],
)
def test_an_object_without_a_readable_id_is_refused(source_id: object) -> None:
    assert refused(Kind.PERSON, PERSON | {"id": source_id}) == (Reason.ID_UNREADABLE, "id")


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 141, "a\x00b", "a\nb", "\ud800", "a\u202eb", 5, ["Ada"], {"a": "b"}, True]
)
def test_a_name_that_cannot_be_stored_or_shown_is_refused(name: object) -> None:
    assert refused(Kind.PERSON, PERSON | {"givenName": name}) == (Reason.FIELD_INVALID, "givenName")


def test_a_missing_field_is_named() -> None:
    raw = {name: value for name, value in PERSON.items() if name != "familyName"}

    assert refused(Kind.PERSON, raw) == (Reason.FIELD_MISSING, "familyName")


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "17/8 2026", 20260817, "२०२६-०८-१७", [], "2026"])
def test_what_is_no_day_is_refused(day: object) -> None:
    assert refused(Kind.DUTY, DUTY | {"startDate": day}) == (Reason.FIELD_INVALID, "startDate")


def test_a_period_that_runs_backwards_is_refused() -> None:
    assert refused(Kind.DUTY, DUTY | {"endDate": "2026-07-31"}) == (Reason.PERIOD_REVERSED, "endDate")


def test_an_identity_number_in_a_name_is_refused_and_not_repeated() -> None:
    result = reading(Kind.PERSON, PERSON | {"familyName": "Ek 189001019802"})

    assert result.refusals[0].reason is Reason.PERSONAL_NUMBER_IN_TEXT
    assert "9802" not in repr(result)


@pytest.mark.parametrize(
    ("kind", "raw", "part", "good", "bad"),
    [
        (Kind.PERSON, PERSON, "enrolments", ENROLMENT, ENROLMENT | {"schoolYear": 14}),
        (Kind.GROUP, GROUP, "groupMemberships", {"person": {"id": ident("a")}}, {"person": {"id": "?"}}),
        (
            Kind.DUTY,
            DUTY,
            "assignmentRole",
            {"group": {"id": ident("g")}, "assignmentRoleType": "Mentor"},
            {"group": {"id": ident("g")}},
        ),
    ],
)
def test_a_broken_entry_is_put_aside_alone(
    kind: Kind, raw: dict[str, Any], part: str, good: dict[str, Any], bad: dict[str, Any]
) -> None:
    result = reading(kind, raw | {part: [bad, good, "rubbish", None]})

    assert result.item is not None
    kept = next(getattr(result.item, name) for name in wire_names(part) if hasattr(result.item, name))
    assert len(kept) == 1
    assert {one.part for one in result.refusals} == {part}
    assert all((one.page, one.index, one.source_id) == (2, 5, result.item.id) for one in result.refusals)


def wire_names(part: str) -> tuple[str, ...]:
    names = {"groupMemberships": "group_memberships", "assignmentRole": "assignment_role"}
    return (names.get(part, part),)


def test_a_refused_duty_protects_the_person_it_speaks_of() -> None:
    (refusal,) = reading(Kind.DUTY, DUTY | {"dutyRole": ""}).refusals

    assert refusal.touched == {uid("d"), uid("a")}


def test_a_broken_mail_address_protects_nobody_from_ending() -> None:
    result = reading(Kind.PERSON, PERSON | {"emails": [{"value": "no address", "type": "Skola personal"}]})

    assert result.item is not None
    assert [one.touched for one in result.refusals] == [frozenset()]
