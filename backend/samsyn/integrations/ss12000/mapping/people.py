"""Persons → staff, pupils and enrolments. Guardians and everybody else are left where they are."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.codes import ACTIVE, GONE
from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.mapping.organisations import Landscape
from samsyn.integrations.ss12000.mapping.periods import holds, over
from samsyn.integrations.ss12000.mapping.protection import Protector
from samsyn.integrations.ss12000.reasons import Kind, Reason
from samsyn.integrations.ss12000.records import EnrolmentRecord, PersonRecord, Protection, PupilRecord
from samsyn.integrations.ss12000.wire import Enrolment, Person


@dataclass(frozen=True, slots=True)
class People:
    """``enrolments`` by key: the later delivered of two with the same key counts."""

    staff: dict[UUID, PersonRecord]
    pupils: dict[UUID, PupilRecord]
    enrolments: dict[str, EnrolmentRecord]


def present(delivery: Delivery, notes: Notes) -> dict[UUID, Person]:
    """People who are not dead or emigrated; an unknown status counts as there."""
    here: dict[UUID, Person] = {}
    for person in delivery.persons.values():
        status = person.person_status or ACTIVE
        if status in GONE:
            notes.over[Kind.PERSON] += 1
            continue
        if status != ACTIVE:
            notes.unknown_code("personStatus")
        here[person.id] = person
    return here


@dataclass(frozen=True, slots=True)
class PeopleMapper:
    """Maps the people of one delivery."""

    landscape: Landscape
    protector: Protector
    today: date
    notes: Notes

    def people(self, persons: dict[UUID, Person], staff_ids: Set[UUID]) -> People:
        """Only who works or is enrolled with us; the others are counted as outside."""
        people = People({}, {}, {})
        for person in persons.values():
            enrolments = self._enrolments(person)
            if not enrolments and person.id not in staff_ids:
                self.notes.outside[Kind.PERSON] += 1
                continue
            protection = self.protector.of(person)
            if person.id in staff_ids:
                people.staff[person.id] = _staff(person, protection)
            if enrolments:
                people.pupils[person.id] = self._pupil(person, protection, enrolments)
                people.enrolments.update((one.key, one) for one in enrolments)
        return people

    def _enrolments(self, person: Person) -> list[EnrolmentRecord]:
        mapped = (self._enrolment(person.id, one) for one in person.enrolments)
        return [one for one in mapped if one is not None]

    def _enrolment(self, pupil: UUID, enrolment: Enrolment) -> EnrolmentRecord | None:
        unit = self.landscape.unit(enrolment.enroled_at.id)
        if unit is None or enrolment.cancelled or over(enrolment.end_date, self.today):
            return None
        form = self.notes.school_form(enrolment.school_type, "schoolType")
        if form is None:
            self.notes.refuse(
                Kind.PERSON,
                Reason.SCHOOL_FORM_UNKNOWN,
                pupil,
                field="schoolType",
                part="enrolments",
                touched=frozenset({pupil}),
            )
            return None
        grade = 0 if form is SchoolForm.PRESCHOOL_CLASS else enrolment.school_year
        return EnrolmentRecord(pupil, unit, form, grade, enrolment.start_date, enrolment.end_date)

    def _pupil(
        self, person: Person, protection: Protection, enrolments: list[EnrolmentRecord]
    ) -> PupilRecord:
        home = max(enrolments, key=self._weight)
        return PupilRecord(
            source_id=person.id,
            given_name=person.given_name,
            family_name=person.family_name,
            protection=protection,
            unit_id=home.unit_id,
            school_form=home.school_form,
            grade=home.grade,
        )

    def _weight(self, one: EnrolmentRecord) -> tuple[bool, bool, date, str]:
        """School before fritidshem, today before later, the latest start; the id decides what is left."""
        return (
            one.school_form is not SchoolForm.AFTER_SCHOOL_CENTRE,
            holds(one.valid_from, one.valid_to, self.today),
            one.valid_from or date.min,
            str(one.unit_id),
        )


def _staff(person: Person, protection: Protection) -> PersonRecord:
    mails = () if protection.protected else person.emails
    return PersonRecord(
        source_id=person.id,
        given_name=person.given_name,
        family_name=person.family_name,
        work_mail=min((mail.value.lower() for mail in mails), default=None),
        principal_names=tuple(sorted({one.lower() for one in person.edu_person_principal_names or ()})),
        protection=protection,
    )
