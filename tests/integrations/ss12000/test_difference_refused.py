"""What could not be read stays with everything that hangs on it; what others hold is not touched."""

from __future__ import annotations

from typing import Any

from samsyn.integrations.ss12000 import EndRule, Withheld, compare
from samsyn.integrations.ss12000.reasons import Reason
from samsyn.integrations.ss12000.records import (
    AssignmentRecord,
    RecordKind,
    State,
)
from tests.integrations.ss12000.municipality import Municipality, ident, uid
from tests.integrations.ss12000.pulls import applied, counts, desired, withheld, without

ONE = "elev-granskolan-1-1"


def test_a_refused_pupil_stays_with_everything(town: Municipality, held: State) -> None:
    town.one(ONE)["givenName"] = ""

    found = compare(desired(town), held)

    assert found.empty
    assert withheld(found, RecordKind.PUPIL) == {Withheld.REFUSED}
    assert withheld(found, RecordKind.MEMBERSHIP) == {Withheld.PARENT_STAYS}


def test_a_broken_enrolment_ends_neither_itself_nor_the_pupil(town: Municipality, held: State) -> None:
    town.one(ONE)["enrolments"][0]["schoolYear"] = "sju"

    assert compare(desired(town), held).empty


def test_a_broken_entry_is_not_ended_although_the_rest_was_read(town: Municipality) -> None:
    enrolment, members = town.one(ONE)["enrolments"][0], town.one("klass-granskolan-1")["groupMemberships"]
    town.one(ONE)["enrolments"].append(enrolment | {"enroledAt": {"id": ident("sjöskolan")}})
    before = desired(town).state
    enrolment["schoolYear"] = "sju"
    members[2]["startDate"] = "?"
    town.one("tjänst-läraren")["assignmentRole"][0]["endDate"] = "?"

    found = compare(desired(town), before)

    assert all(not one.ended for one in found.kinds.values())
    for kind in (RecordKind.ENROLMENT, RecordKind.MEMBERSHIP, RecordKind.GROUP_LEAD):
        assert withheld(found, kind) == {Withheld.PARENT_STAYS}


def test_a_refused_duty_keeps_assignment_person_and_class(town: Municipality, held: State) -> None:
    town.one("tjänst-läraren")["startDate"] = "snart"

    assert compare(desired(town), held).empty


def test_a_refused_unit_keeps_what_is_in_it(town: Municipality, held: State) -> None:
    town.one("granskolan")["schoolUnitCode"] = "1"

    found = compare(desired(town), held)

    assert found.empty
    assert withheld(found, RecordKind.SCHOOL_UNIT) == {Withheld.REFUSED}
    assert found.confirmation is None


def test_a_refused_group_keeps_its_members(town: Municipality, held: State) -> None:
    town.one("klass-granskolan-1")["displayName"] = None

    assert compare(desired(town), held).empty


def test_an_object_without_an_id_lets_nobody_of_its_kind_leave(town: Municipality, held: State) -> None:
    town.one(ONE)["id"] = "?"

    found = compare(desired(town), held)

    assert found.empty
    assert withheld(found, RecordKind.PUPIL) == {Withheld.REFUSED}


def test_what_is_no_object_may_have_been_anybody(town: Municipality, held: State) -> None:
    rubbish: Any = "rubbish"
    town.persons = [*without(town.persons, ONE), rubbish]

    found = compare(desired(town), held)

    assert found.empty
    assert withheld(found, RecordKind.PUPIL) == {Withheld.REFUSED}


def test_who_is_gone_from_the_source_loses_the_assignment(town: Municipality, held: State) -> None:
    """A duty that lingers on after its person must not keep the way in open."""
    town.persons = without(town.persons, "läraren")

    assert counts(compare(desired(town), held)) == {
        RecordKind.PERSON: (0, 0, 1),
        RecordKind.ASSIGNMENT: (0, 0, 1),
        RecordKind.GROUP_LEAD: (0, 0, 1),
    }


def test_who_keeps_an_assignment_stays(town: Municipality, held: State) -> None:
    town.duties = town.duties[:1]

    found = compare(desired(town), held, ends=EndRule(floor=3, share=0.0))

    assert withheld(found, RecordKind.ASSIGNMENT) == {Withheld.TOO_MANY}
    assert withheld(found, RecordKind.PERSON) == {Withheld.REFUSED}


def test_what_somebody_else_holds_is_not_touched(town: Municipality) -> None:
    found = compare(desired(town), {}, foreign={uid(ONE), uid("läraren")})

    state = applied({}, found)
    assert ident(ONE) not in state[RecordKind.PUPIL]
    assert not any(ident(ONE) in key for key in state[RecordKind.ENROLMENT] | state[RecordKind.MEMBERSHIP])
    assert {one.reason for one in found.refusals} == {Reason.HELD_BY_OTHER}
    assert not any(
        isinstance(one, AssignmentRecord) and one.person_id == uid("läraren")
        for one in state[RecordKind.ASSIGNMENT].values()
    )
