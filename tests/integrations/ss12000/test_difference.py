"""What a pull changes, and above all what it never ends."""

from __future__ import annotations

import pytest

from samsyn.integrations.ss12000 import Desired, EndRule, Withheld, compare
from samsyn.integrations.ss12000.records import (
    Record,
    RecordKind,
    State,
)
from tests.integrations.ss12000.municipality import Municipality
from tests.integrations.ss12000.pulls import applied, counts, desired, withheld, without

ONE = "elev-granskolan-1-1"
NOTHING: dict[RecordKind, dict[str, Record]] = {kind: {} for kind in RecordKind}


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
