"""Groups: classes, the unit they belong to, members and mentors."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.integrations.ss12000.codes import GroupKind
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.records import (
    GroupLeadRecord,
    GroupRecord,
    MembershipRecord,
    RecordKind,
)
from tests.integrations.ss12000.municipality import Municipality, ident, uid
from tests.integrations.ss12000.pulls import desired, reasons, record


def test_a_class_has_its_pupils_and_its_mentor(town: Municipality) -> None:
    found = desired(town)
    group = record(found, RecordKind.GROUP, "klass-granskolan-1", GroupRecord)
    members = [
        one
        for one in found.state[RecordKind.MEMBERSHIP].values()
        if isinstance(one, MembershipRecord) and one.group_id == group.source_id
    ]
    (lead,) = found.state[RecordKind.GROUP_LEAD].values()

    assert (group.name, group.kind, group.unit_id) == ("1A", GroupKind.CLASS, uid("granskolan"))
    assert len(members) == 6
    assert isinstance(lead, GroupLeadRecord)
    assert (lead.group_id, lead.person_id) == (group.source_id, uid("läraren"))


def test_a_group_at_a_school_of_several_units_goes_by_its_form(town: Municipality) -> None:
    town.one("klass-gymnasiet-gy-1")["organisation"] = {"id": ident("gymnasiet")}

    assert record(desired(town), RecordKind.GROUP, "klass-gymnasiet-gy-1", GroupRecord).unit_id == uid(
        "gymnasiet-gy"
    )


def test_and_by_its_pupils_where_it_has_no_form(town: Municipality) -> None:
    group = town.one("klass-gymnasiet-gy-1")
    group.update(organisation={"id": ident("gymnasiet")}, schoolType=None)

    assert record(desired(town), RecordKind.GROUP, "klass-gymnasiet-gy-1", GroupRecord).unit_id == uid(
        "gymnasiet-gy"
    )


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["elev-granskolan-1-1"],
        ["elev-gymnasiet-gy-1-1", "elev-granskolan-1-1"],
    ],
)
def test_a_group_whose_unit_is_unclear_is_refused(town: Municipality, names: list[str]) -> None:
    group = town.one("klass-gymnasiet-gy-1")
    members = [{"person": {"id": ident(name)}} for name in names]
    group.update(organisation={"id": ident("gymnasiet")}, schoolType=None, groupMemberships=members)

    assert reasons(desired(town)) == [(Kind.GROUP, Reason.GROUP_UNIT_UNCLEAR)]


@pytest.mark.parametrize(
    "change",
    [
        {"groupType": "Personalgrupp"},
        {"endDate": "2026-11-22"},
        {"organisation": {"id": ident("grannskolan")}},
    ],
)
def test_groups_that_are_not_of_our_pupils_now_are_left_out(
    town: Municipality, change: dict[str, object]
) -> None:
    town.one("klass-granskolan-1").update(change)

    found = desired(town)

    assert ident("klass-granskolan-1") not in found.state[RecordKind.GROUP]
    assert not found.refusals


def test_of_two_memberships_that_of_today_counts(town: Municipality) -> None:
    name = "elev-granskolan-1-1"
    periods = [("2027-01-01", None), ("2026-08-17", "2026-12-31"), ("2025-08-17", "2026-06-12")]
    town.one("klass-granskolan-1")["groupMemberships"] = [
        {"person": {"id": ident(name)}, "startDate": start, "endDate": end} for start, end in periods
    ]

    (one,) = (
        member
        for key, member in desired(town).state[RecordKind.MEMBERSHIP].items()
        if key.startswith(ident("klass-granskolan-1"))
    )

    assert isinstance(one, MembershipRecord)
    assert one.valid_from == date(2026, 8, 17)


def test_members_who_are_no_pupils_of_ours_are_left_out(town: Municipality) -> None:
    town.one("klass-granskolan-1")["groupMemberships"].append({"person": {"id": ident("läraren")}})

    memberships = desired(town).state[RecordKind.MEMBERSHIP]
    assert f"{ident('klass-granskolan-1')}/{ident('läraren')}" not in memberships
