"""Pupils, staff and their protection."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000 import NoMarksConfirmed
from samsyn.integrations.ss12000.reasons import Kind, Notice, Reason
from samsyn.integrations.ss12000.records import PersonRecord, Protection, PupilRecord, RecordKind
from tests.integrations.ss12000.municipality import Municipality, ident, uid
from tests.integrations.ss12000.pulls import desired, reasons, record

PUPIL = RecordKind.PUPIL
ONE = "elev-granskolan-1-1"
CONFIRMED = NoMarksConfirmed(uid("admin"), datetime(2026, 9, 1, tzinfo=UTC), "Läggs in för hand av rektor.")


def enrolment(unit: str, form: str, **more: object) -> dict[str, object]:
    return {"enroledAt": {"id": ident(unit)}, "schoolType": form, **more}


def pupil(town: Municipality, name: str = ONE) -> PupilRecord:
    return record(desired(town), PUPIL, name, PupilRecord)


def test_only_who_works_or_is_enrolled_with_us_is_taken(town: Municipality) -> None:
    found = desired(town)

    assert len(found.state[PUPIL]) == 36
    assert len(found.state[RecordKind.PERSON]) == 7
    assert found.outside[Kind.PERSON] == 37  # guardians, and the neighbour's principal


def test_a_pupil_has_unit_form_and_grade(town: Municipality) -> None:
    one = pupil(town)

    assert (one.unit_id, one.school_form, one.grade) == (uid("granskolan"), SchoolForm.COMPULSORY, 1)


def test_school_counts_before_after_school_care_and_today_before_later(town: Municipality) -> None:
    town.one(ONE)["enrolments"] = [
        enrolment("granskolan", "FTH", startDate="2026-08-17"),
        enrolment("sjöskolan", "GR", schoolYear=2, startDate="2027-08-17"),
        enrolment("granskolan", "GR", schoolYear=1, startDate="2026-08-17"),
    ]

    found = desired(town)
    one = record(found, PUPIL, ONE, PupilRecord)

    assert (one.unit_id, one.school_form, one.grade) == (uid("granskolan"), SchoolForm.COMPULSORY, 1)
    assert sum(key.startswith(ident(ONE)) for key in found.state[RecordKind.ENROLMENT]) == 3


def test_forskoleklass_is_grade_zero(town: Municipality) -> None:
    town.one(ONE)["enrolments"] = [enrolment("granskolan", "FKLASS")]

    assert pupil(town).grade == 0


@pytest.mark.parametrize(
    "entry",
    [
        enrolment("granskolan", "GR", cancelled=True),
        enrolment("granskolan", "GR", endDate="2026-11-22"),
        enrolment("grannskolan", "GR"),
        enrolment("gymnasiet", "GY"),
    ],
)
def test_an_enrolment_that_is_not_ours_or_over_makes_no_pupil(
    town: Municipality, entry: dict[str, object]
) -> None:
    town.one(ONE)["enrolments"] = [entry]

    assert ident(ONE) not in desired(town).state[PUPIL]


@pytest.mark.parametrize("status", ["Avliden", "Utvandrad"])
def test_who_is_gone_is_no_pupil_and_no_staff(town: Municipality, status: str) -> None:
    town.one(ONE)["personStatus"] = status
    town.one("läraren")["personStatus"] = status

    found = desired(town)

    assert ident(ONE) not in found.state[PUPIL]
    assert ident("tjänst-läraren") not in found.state[RecordKind.ASSIGNMENT]
    assert found.over[Kind.PERSON] == 2


def test_an_unknown_status_is_there_and_counted(town: Municipality) -> None:
    town.one(ONE)["personStatus"] = "Vilande"

    found = desired(town)

    assert ident(ONE) in found.state[PUPIL]
    assert found.unknown == {"personStatus": 1}


def test_an_unknown_school_form_puts_the_enrolment_aside(town: Municipality) -> None:
    town.one(ONE)["enrolments"].append(enrolment("granskolan", "XYZ"))

    found = desired(town)

    assert reasons(found) == [(Kind.PERSON, Reason.SCHOOL_FORM_UNKNOWN)]
    assert ident(ONE) in found.state[PUPIL]


def test_staff_have_one_work_address_and_their_sign_in_names(town: Municipality) -> None:
    one = record(desired(town), RecordKind.PERSON, "läraren", PersonRecord)

    assert one.work_mail == "läraren@skola.lovbacka.invalid"
    assert len(one.principal_names) == 1


@pytest.mark.parametrize(
    ("mark", "protection"),
    [
        ("Ingen", Protection.NONE),
        ("Sekretessmarkering", Protection.CONFIDENTIAL_MARK),
        ("Skyddad folkbokföring", Protection.PROTECTED_REGISTRATION),
        (None, Protection.UNKNOWN),
        ("", Protection.UNKNOWN),
        ("ingen", Protection.UNKNOWN),
        ("Kvarskrivning", Protection.UNKNOWN),
    ],
)
def test_a_mark_that_is_not_explicitly_none_protects(
    town: Municipality, mark: str | None, protection: Protection
) -> None:
    town.one(ONE)["securityMarking"] = mark

    assert pupil(town).protection is protection
    assert protection.protected is (mark != "Ingen")


def test_a_mark_on_a_reference_counts(town: Municipality) -> None:
    member = town.one("klass-granskolan-1")["groupMemberships"][1]
    member["person"]["securityMarking"] = "Sekretessmarkering"

    assert pupil(town).protection is Protection.CONFIDENTIAL_MARK


def test_the_stronger_of_two_marks_counts(town: Municipality) -> None:
    town.one(ONE)["securityMarking"] = "Skyddad folkbokföring"
    town.one("klass-granskolan-1")["groupMemberships"][1]["person"]["securityMarking"] = "Sekretessmarkering"

    assert pupil(town).protection is Protection.PROTECTED_REGISTRATION


def test_a_mark_of_a_refused_person_is_still_told(town: Municipality) -> None:
    town.one(ONE).update(securityMarking="Sekretessmarkering", givenName="")

    found = desired(town)

    assert ident(ONE) not in found.state[PUPIL]
    assert found.marks == {uid(ONE): Protection.CONFIDENTIAL_MARK}


def test_a_mark_that_is_no_text_protects(town: Municipality) -> None:
    town.one(ONE)["securityMarking"] = True

    assert desired(town).marks == {uid(ONE): Protection.UNKNOWN}


def test_no_mail_of_the_protected_is_carried(town: Municipality) -> None:
    town.one("läraren")["securityMarking"] = "Sekretessmarkering"

    assert record(desired(town), RecordKind.PERSON, "läraren", PersonRecord).work_mail is None


def unmarked(town: Municipality) -> Municipality:
    for one in town.persons:
        del one["securityMarking"]
    return town


def test_without_confirmation_everybody_without_a_mark_is_protected(town: Municipality) -> None:
    found = desired(unmarked(town))

    assert {one.protection for one in found.state[PUPIL].values() if isinstance(one, PupilRecord)} == {
        Protection.UNKNOWN
    }
    assert found.notices[Notice.MARK_MISSING] == 43


def test_with_confirmation_nobody_is(town: Municipality) -> None:
    found = desired(unmarked(town), no_marks=CONFIRMED)

    assert record(found, PUPIL, ONE, PupilRecord).protection is Protection.NONE
    assert Notice.MARK_MISSING not in found.notices


def test_the_confirmation_is_not_believed_when_marks_are_delivered(town: Municipality) -> None:
    unmarked(town).one("elev-sjöskolan-9-0")["securityMarking"] = "Ingen"

    found = desired(town, no_marks=CONFIRMED)

    assert record(found, PUPIL, ONE, PupilRecord).protection is Protection.UNKNOWN
    assert found.notices[Notice.MARKS_DELIVERED_AFTER_ALL] == 1


@pytest.mark.parametrize(
    ("at", "handling"),
    [
        (datetime(2026, 9, 1, tzinfo=UTC), "  "),
        (datetime.fromisoformat("2026-09-01T00:00"), "Läggs in för hand av rektor."),
    ],
)
def test_a_confirmation_says_how_and_when(at: datetime, handling: str) -> None:
    with pytest.raises(ValueError, match=r"handled|zone"):
        NoMarksConfirmed(uid("admin"), at, handling)


def test_the_day_decides_and_nothing_else(town: Municipality) -> None:
    town.one(ONE)["enrolments"][0]["endDate"] = "2026-12-18"

    assert ident(ONE) in desired(town, today=date(2026, 12, 18)).state[PUPIL]
    assert ident(ONE) not in desired(town, today=date(2026, 12, 19)).state[PUPIL]
