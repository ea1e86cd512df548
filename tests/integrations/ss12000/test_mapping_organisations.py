"""Organisations: our part of the tree, units and codes, and where a duty or a group belongs."""

from __future__ import annotations

import pytest

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000 import FaultCode, Scope, SourceFault
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.records import (
    AreaRecord,
    AssignmentRecord,
    OrganiserRecord,
    RecordKind,
    SchoolUnitRecord,
    ScopeKind,
)
from tests.integrations.ss12000.municipality import Municipality, ident, organisation, uid
from tests.integrations.ss12000.pulls import desired, reasons, record, without

UNIT = RecordKind.SCHOOL_UNIT


def unit_names(town: Municipality, scope: Scope | None = None) -> set[str]:
    found = desired(town, scope=scope).state[UNIT].values()
    return {one.name for one in found if isinstance(one, SchoolUnitRecord)}


def test_the_organiser_with_our_number_is_ours(town: Municipality) -> None:
    organiser = record(desired(town), RecordKind.ORGANISER, "kommunen", OrganiserRecord)

    assert (organiser.organisation_number, organiser.municipality_code) == ("2120000001", "0099")


def test_what_belongs_to_another_organiser_is_left_out_and_counted(town: Municipality) -> None:
    found = desired(town)

    assert ident("grannskolan") not in found.state[UNIT]
    assert ident("grannen") not in found.state[RecordKind.PERSON]
    assert found.outside[Kind.ORGANISATION] == 2
    assert found.outside[Kind.DUTY] == 1


def test_units_have_code_forms_and_area(town: Municipality) -> None:
    unit = record(desired(town), UNIT, "granskolan", SchoolUnitRecord)

    assert unit.unit_code == "99000001"
    assert unit.school_forms == {SchoolForm.PRESCHOOL_CLASS, SchoolForm.COMPULSORY}
    assert unit.area_id == uid("norra")


def test_a_preschool_needs_no_code(town: Municipality) -> None:
    assert record(desired(town), UNIT, "lekstugan", SchoolUnitRecord).unit_code is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"schoolUnitCode": None}, Reason.UNIT_WITHOUT_CODE),
        ({"schoolUnitCode": "9900001"}, Reason.UNIT_CODE_INVALID),
        ({"schoolUnitCode": "९९०००००१"}, Reason.UNIT_CODE_INVALID),
        ({"schoolUnitCode": "99000002"}, Reason.UNIT_CODE_TWICE),
        ({"schoolTypes": ["HS"]}, Reason.SCHOOL_FORM_UNKNOWN),
        ({"parentOrganisation": {"id": ident("ingen")}}, Reason.PARENT_MISSING),
    ],
)
def test_a_unit_that_is_not_right_is_refused_and_the_others_are_not(
    town: Municipality, change: dict[str, object], reason: Reason
) -> None:
    town.one("granskolan").update(change)

    found = desired(town)

    assert (Kind.ORGANISATION, reason) in reasons(found)
    assert ident("granskolan") not in found.state[UNIT]
    assert ident("gymnasiet-gy") in found.state[UNIT]


def test_two_units_with_one_code_are_both_refused(town: Municipality) -> None:
    town.one("granskolan")["schoolUnitCode"] = "99000002"

    assert reasons(desired(town)).count((Kind.ORGANISATION, Reason.UNIT_CODE_TWICE)) == 2


def test_a_ring_of_organisations_is_refused_and_does_not_hang(town: Municipality) -> None:
    town.one("norra")["parentOrganisation"] = {"id": ident("granskolan")}

    found = desired(town)

    assert set(reasons(found)) >= {(Kind.ORGANISATION, Reason.ORGANISATION_CYCLE)}
    assert ident("granskolan") not in found.state[UNIT]
    assert ident("sjöskolan") in found.state[UNIT]


def test_a_chain_without_end_is_cut_and_costs_no_time(town: Municipality) -> None:
    above = "kommunen"
    for number in range(3000):
        town.organisations.append(organisation(f"nivå-{number}", "Övrigt", above))
        above = f"nivå-{number}"

    found = desired(town)

    assert reasons(found).count((Kind.ORGANISATION, Reason.ORGANISATION_TOO_DEEP)) == 3000 - 19
    assert ident("granskolan") in found.state[UNIT]


def test_a_school_of_one_unit_is_that_unit(town: Municipality) -> None:
    found = desired(town)
    counsellor = record(found, RecordKind.ASSIGNMENT, "tjänst-kuratorn", AssignmentRecord)

    assert ident("sjöhuset") not in found.state[RecordKind.AREA]
    assert (counsellor.scope_kind, counsellor.scope_id) == (ScopeKind.UNIT, uid("sjöskolan"))


def test_a_school_of_several_units_is_an_area(town: Municipality) -> None:
    found = desired(town)
    area = record(found, RecordKind.AREA, "gymnasiet", AreaRecord)
    caretaker = record(found, RecordKind.ASSIGNMENT, "tjänst-vaktmästaren", AssignmentRecord)

    assert area.parent_area_id == uid("förvaltningen")
    assert record(found, UNIT, "gymnasiet-gy", SchoolUnitRecord).area_id == uid("gymnasiet")
    assert (caretaker.scope_kind, caretaker.scope_id) == (ScopeKind.AREA, uid("gymnasiet"))


def test_a_school_without_units_is_a_unit_itself(town: Municipality) -> None:
    town.organisations.append(
        organisation("ensamskolan", "Skola", "norra", schoolUnitCode="99000005", schoolTypes=["GRAN"])
    )

    unit = record(desired(town), UNIT, "ensamskolan", SchoolUnitRecord)

    assert unit.school_forms == {SchoolForm.ADAPTED_COMPULSORY}


def test_what_is_below_something_that_has_ended_has_ended(town: Municipality) -> None:
    town.one("norra")["endDate"] = "2026-11-22"

    found = desired(town)

    assert ident("granskolan") not in found.state[UNIT]
    assert found.over[Kind.ORGANISATION] == 3


def test_the_last_day_still_counts(town: Municipality) -> None:
    town.one("granskolan")["endDate"] = "2026-11-23"

    assert ident("granskolan") in desired(town).state[UNIT]


def test_a_scope_may_be_part_of_a_municipality(town: Municipality) -> None:
    scope = Scope("2120000001", roots=frozenset({uid("norra")}))

    assert unit_names(town, scope) == {"Granskolan", "Lekstugan"}


def test_a_root_in_somebody_elses_tree_gives_nothing(town: Municipality) -> None:
    assert unit_names(town, Scope("212000-0001", roots=frozenset({uid("grannkommunen")}))) == set()


@pytest.mark.parametrize("number", [None, "999999-9999"])
def test_two_organisers_and_none_that_is_ours_is_a_fault(town: Municipality, number: str | None) -> None:
    with pytest.raises(SourceFault) as caught:
        desired(town, scope=Scope(number))

    assert caught.value.code is FaultCode.SCOPE_UNCLEAR


def test_another_municipalitys_source_is_a_fault_although_it_holds_one_organiser(town: Municipality) -> None:
    town.organisations = without(town.organisations, "grannkommunen", "grannskolan")

    with pytest.raises(SourceFault):
        desired(town, scope=Scope("999999-9999"))


def test_a_source_that_leaves_out_its_upper_levels_is_read(town: Municipality) -> None:
    """Edlevo sends only *Skola* and *Skolenhet*, some with a parent that is never sent."""
    upper = ("kommunen", "förvaltningen", "norra", "grannkommunen", "grannskolan")
    town.organisations = without(town.organisations, *upper)

    found = desired(town)

    assert len(found.state[UNIT]) == 5
    assert reasons(found) == []


@pytest.mark.parametrize("broken", [{"displayName": ""}, {"id": "?"}])
def test_a_broken_organiser_does_not_open_the_scope(town: Municipality, broken: dict[str, str]) -> None:
    """Were our organiser merely missing, everything delivered would count as ours."""
    town.organisations = without(town.organisations, "grannkommunen")
    town.one("kommunen").update(broken)

    found = desired(town)

    assert ident("granskolan") not in found.state[UNIT]
    assert (Kind.ORGANISATION, Reason.PARENT_MISSING) in reasons(found)


def test_an_unknown_type_is_an_area_and_counted(town: Municipality) -> None:
    town.one("norra")["organisationType"] = "Kluster"

    found = desired(town)

    assert ident("norra") in found.state[RecordKind.AREA]
    assert found.unknown["organisationType"] == 1
