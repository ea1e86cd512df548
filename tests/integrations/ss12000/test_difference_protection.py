"""Protection goes up at once and never down by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.integrations.ss12000 import compare
from samsyn.integrations.ss12000.reasons import Notice
from samsyn.integrations.ss12000.records import (
    PersonRecord,
    Protection,
    PupilRecord,
    RecordKind,
    State,
)
from tests.integrations.ss12000.municipality import Municipality, ident
from tests.integrations.ss12000.pulls import applied, desired

ONE = "elev-granskolan-1-1"


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
