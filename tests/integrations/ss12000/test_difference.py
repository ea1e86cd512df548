"""What a pull changes, and above all what it never ends."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.integrations.ss12000 import Desired, EndRule, SourceFault, Withheld, compare
from samsyn.integrations.ss12000.difference import Difference
from samsyn.integrations.ss12000.reasons import Notice, Reason
from samsyn.integrations.ss12000.records import (
    AssignmentRecord,
    PersonRecord,
    Protection,
    PupilRecord,
    Record,
    RecordKind,
    State,
)
from tests.integrations.ss12000.municipality import Municipality, ident, make, uid
from tests.integrations.ss12000.pulls import applied, counts, desired, without

ONE = "elev-granskolan-1-1"
NOTHING: dict[RecordKind, dict[str, Record]] = {kind: {} for kind in RecordKind}


@pytest.fixture
def held(town: Municipality) -> State:
    """What is held after a first pull."""
    return desired(town).state


def withheld(found: Difference, kind: RecordKind) -> set[Withheld]:
    return {why for _, why in found.kinds[kind].withheld}


def test_the_first_pull_creates_everything(town: Municipality) -> None:
    found = compare(desired(town), {})

    assert applied({}, found) == desired(town).state
    assert {created for created, changed, ended in counts(found).values() if not changed and not ended}
    assert len(found.kinds[RecordKind.PUPIL].created) == 36


def test_the_second_pull_changes_nothing(town: Municipality, held: State) -> None:
    found = compare(desired(town), held)

    assert found.empty
    assert found.kinds[RecordKind.PUPIL].unchanged == 36


def test_a_change_names_its_fields(town: Municipality, held: State) -> None:
    town.one(ONE)["familyName"] = "Nyby"

    found = compare(desired(town), held)

    assert counts(found) == {RecordKind.PUPIL: (0, 1, 0)}
    assert found.kinds[RecordKind.PUPIL].changed[0].fields == ("family_name",)


def test_a_pupil_who_leaves_is_ended_with_what_hangs_on_them(town: Municipality, held: State) -> None:
    town.persons = without(town.persons, ONE)

    assert counts(compare(desired(town), held)) == {
        RecordKind.PUPIL: (0, 0, 1),
        RecordKind.ENROLMENT: (0, 0, 1),
        RecordKind.MEMBERSHIP: (0, 0, 1),
    }


@pytest.mark.parametrize("emptied", ["persons", "duties", "groups"])
def test_an_empty_list_removes_nobody(town: Municipality, held: State, emptied: str) -> None:
    getattr(town, emptied).clear()

    found = compare(desired(town), held)

    assert found.empty
    assert sum(len(one.withheld) for one in found.kinds.values()) > 0


def test_an_empty_source_removes_nothing_even_when_confirmed(held: State) -> None:
    nothing = Desired(state=NOTHING)
    asked = compare(nothing, held)

    assert asked.empty
    assert asked.confirmation is None
    assert {why for kind in RecordKind for why in withheld(asked, kind)} <= {
        Withheld.EMPTY,
        Withheld.PARENT_STAYS,
        Withheld.REFUSED,
    }


def half(town: Municipality) -> Municipality:
    """Without every second pupil; pupils and guardians take turns in the list."""
    town.persons = [one for number, one in enumerate(town.persons) if number % 4 != 1]
    return town


def test_half_an_answer_removes_nobody_before_somebody_confirms(town: Municipality, held: State) -> None:
    found = compare(desired(half(town)), held)

    assert all(ended == 0 for _, _, ended in counts(found).values())
    assert withheld(found, RecordKind.PUPIL) == {Withheld.TOO_MANY}
    assert withheld(found, RecordKind.ENROLMENT) == {Withheld.PARENT_STAYS}
    assert withheld(found, RecordKind.MEMBERSHIP) == {Withheld.PARENT_STAYS}


def test_where_many_pupils_are_missing_not_even_one_teacher_is_ended(town: Municipality, held: State) -> None:
    town.persons = without(half(town).persons, "läraren")

    found = compare(desired(town), held)

    assert withheld(found, RecordKind.ASSIGNMENT) == {Withheld.TOO_MANY}


def test_where_a_list_is_empty_nothing_of_the_others_is_ended(town: Municipality, held: State) -> None:
    town.groups.clear()
    town.persons = without(town.persons, ONE)

    found = compare(desired(town), held)

    assert found.empty
    assert found.confirmation is not None


def test_what_was_confirmed_happens(town: Municipality, held: State) -> None:
    half(town)
    asked = compare(desired(town), held)

    found = compare(desired(town), held, ends=EndRule(confirmed=asked.confirmation))

    assert applied(held, found) == desired(town).state
    assert found.confirmation is None


def test_a_confirmation_counts_for_those_ends_only(town: Municipality, held: State) -> None:
    half(town)
    asked = compare(desired(town), held)
    town.persons = without(town.persons, "elev-granskolan-4-2", "elev-granskolan-4-3")

    found = compare(desired(town), held, ends=EndRule(confirmed=asked.confirmation))

    assert all(ended == 0 for _, _, ended in counts(found).values())
    assert found.confirmation not in {None, asked.confirmation}


@pytest.mark.parametrize(("gone", "ended"), [(5, 5), (6, 0)])
def test_a_few_may_leave_without_asking(town: Municipality, held: State, gone: int, ended: int) -> None:
    names = [f"elev-{school}-{n}" for school in ("granskolan-1", "granskolan-4") for n in range(6)]
    town.persons = without(town.persons, *names[:gone])

    assert len(compare(desired(town), held).kinds[RecordKind.PUPIL].ended) == ended


def test_a_share_may_leave_of_many(held: State, town: Municipality) -> None:
    town.persons = without(town.persons, *(f"elev-granskolan-1-{n}" for n in range(6)))

    found = compare(desired(town), held, ends=EndRule(floor=0, share=0.2))

    assert len(found.kinds[RecordKind.PUPIL].ended) == 6


def test_a_school_is_not_ended_unless_somebody_confirms(town: Municipality, held: State) -> None:
    town.organisations = without(town.organisations, "granskolan")

    found = compare(desired(town), held)

    assert all(ended == 0 for _, _, ended in counts(found).values())
    assert withheld(found, RecordKind.SCHOOL_UNIT) == {Withheld.ORGANISATION}
    assert withheld(found, RecordKind.PUPIL) == {Withheld.PARENT_STAYS}
    assert withheld(found, RecordKind.GROUP) == {Withheld.PARENT_STAYS}
    confirmed = compare(desired(town), held, ends=EndRule(confirmed=found.confirmation))
    assert applied(held, confirmed) == desired(town).state


# What could not be read stays -------------------------------------------------------------------------------


def test_a_refused_pupil_stays_with_everything(town: Municipality, held: State) -> None:
    town.one(ONE)["givenName"] = ""

    found = compare(desired(town), held)

    assert found.empty
    assert withheld(found, RecordKind.PUPIL) == {Withheld.REFUSED}
    assert withheld(found, RecordKind.MEMBERSHIP) == {Withheld.PARENT_STAYS}


def test_a_broken_enrolment_ends_neither_itself_nor_the_pupil(town: Municipality, held: State) -> None:
    town.one(ONE)["enrolments"][0]["schoolYear"] = "sju"

    assert compare(desired(town), held).empty


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
    town.persons = [*without(town.persons, ONE), "rubbish"]  # type: ignore[list-item] # what a server should never send

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


# Protection -------------------------------------------------------------------------------------------------


def marked(state: State, protection: Protection) -> State:
    pupil = state[RecordKind.PUPIL][ident(ONE)]
    assert isinstance(pupil, PupilRecord)
    changed = {**state[RecordKind.PUPIL], ident(ONE): replace(pupil, protection=protection)}
    return {**state, RecordKind.PUPIL: changed}


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        (Protection.NONE, "Sekretessmarkering", Protection.CONFIDENTIAL_MARK),
        (Protection.NONE, None, Protection.UNKNOWN),
        (Protection.UNKNOWN, "Ingen", Protection.NONE),
        (Protection.UNKNOWN, "Skyddad folkbokföring", Protection.PROTECTED_REGISTRATION),
        (Protection.CONFIDENTIAL_MARK, "Skyddad folkbokföring", Protection.PROTECTED_REGISTRATION),
        (Protection.CONFIDENTIAL_MARK, "Ingen", Protection.CONFIDENTIAL_MARK),
        (Protection.CONFIDENTIAL_MARK, None, Protection.CONFIDENTIAL_MARK),
        (Protection.PROTECTED_REGISTRATION, "Sekretessmarkering", Protection.PROTECTED_REGISTRATION),
    ],
)
def test_protection_is_raised_at_once_and_never_lowered_by_itself(
    town: Municipality, held: State, before: Protection, mark: str | None, after: Protection
) -> None:
    town.one(ONE)["securityMarking"] = mark
    state = marked(held, before)

    found = compare(desired(town), state)

    pupil = applied(state, found)[RecordKind.PUPIL][ident(ONE)]
    assert isinstance(pupil, PupilRecord)
    assert pupil.protection is after
    lowered = before is after
    assert found.notices == ({Notice.PROTECTION_LOWERED: 1} if lowered else {})
    assert compare(desired(town), applied(state, found)).empty


def test_a_mark_on_a_refused_person_is_applied(town: Municipality, held: State) -> None:
    town.one(ONE).update(securityMarking="Sekretessmarkering", familyName="")

    found = compare(desired(town), held)

    (change,) = found.kinds[RecordKind.PUPIL].changed
    assert change.fields == ("protection",)
    assert not found.kinds[RecordKind.PUPIL].ended


def test_a_protection_that_stays_keeps_the_mail_out(town: Municipality, held: State) -> None:
    teacher = held[RecordKind.PERSON][ident("läraren")]
    assert isinstance(teacher, PersonRecord)
    hidden = replace(teacher, protection=Protection.CONFIDENTIAL_MARK, work_mail=None)
    state = {**held, RecordKind.PERSON: {**held[RecordKind.PERSON], hidden.key: hidden}}

    assert compare(desired(town), state).empty


# Others' objects --------------------------------------------------------------------------------------------


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


# Properties -------------------------------------------------------------------------------------------------

TOWN = make(per_class=2)
SPOILERS = st.sampled_from(
    [
        lambda one: one.clear(),
        lambda one: one.update(id="?"),
        lambda one: one.update(displayName="", familyName="", dutyRole=""),
        lambda one: one.update(securityMarking="Sekretessmarkering"),
        lambda one: one.update(endDate="2026-11-22", enrolments=[]),
        lambda one: one.update(parentOrganisation={"id": one.get("id")}, person=None),
        lambda one: one.update(startDate="2026-11-23", familyName="Nyby"),
    ]
)
Harm = list[tuple[str, int, Callable[[dict[str, Any]], None]]]
HARM = st.lists(st.tuples(st.sampled_from(sorted(TOWN.lists())), st.integers(0, 999), SPOILERS), max_size=6)


def attempted(town: Municipality) -> Desired | None:
    """None where our organiser itself is broken: such a delivery is a fault, and nothing of it is applied."""
    try:
        return desired(town)
    except SourceFault:
        return None


@settings(max_examples=60, deadline=None)
@given(first=HARM, second=HARM)
def test_whatever_is_delivered_applying_it_twice_is_applying_it_once(first: Harm, second: Harm) -> None:
    state: State = {}
    for harm in (first, second):
        town = deepcopy(TOWN)
        for name, number, spoil in harm:
            items = town.lists()[name]
            spoil(items[number % len(items)])
        wanted = attempted(town)
        if wanted is None:
            continue
        before, found = state, compare(wanted, state)
        state = applied(state, found)
        assert compare(wanted, state).empty
        refused = {str(one.source_id) for one in wanted.refusals if one.touched}
        for kind in RecordKind:
            assert refused & set(before.get(kind, {})) <= set(state[kind])


def test_the_helper_applies_what_it_says(town: Municipality) -> None:
    """The other tests lean on `applied`; it must itself be able to end something."""
    held = desired(town).state
    town.persons = without(town.persons, ONE)

    assert ident(ONE) not in applied(held, compare(desired(town), held))[RecordKind.PUPIL]
    assert ident(ONE) in held[RecordKind.PUPIL]
