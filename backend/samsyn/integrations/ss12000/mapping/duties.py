"""Duties → time-limited assignments. Rights follow from codes only, never beyond one principal's schools."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from samsyn.core.actor import Function
from samsyn.integrations.ss12000.codes import (
    DUTY_ROLES,
    LEAST,
    ROLE_HEALTH,
    ROLE_MENTOR,
    ROLE_SPECIAL,
    SPECIAL_ROLE,
    TITLED_ROLES,
    TITLES,
    Post,
    Profession,
)
from samsyn.integrations.ss12000.gather import Delivery
from samsyn.integrations.ss12000.mapping.notes import Notes
from samsyn.integrations.ss12000.mapping.organisations import Landscape, Place
from samsyn.integrations.ss12000.mapping.periods import holds, over
from samsyn.integrations.ss12000.reasons import Kind, Notice, Reason
from samsyn.integrations.ss12000.records import AssignmentRecord
from samsyn.integrations.ss12000.wire import Duty, Person


@dataclass(frozen=True, slots=True)
class DutyMapper:
    """Maps the duties of one delivery.

    ``present``: people who were delivered and are not gone; ``refused``: people who could not be read.
    """

    delivery: Delivery
    present: Mapping[UUID, Person]
    refused: Set[UUID | None]
    landscape: Landscape
    today: date
    notes: Notes

    def assignments(self) -> dict[UUID, AssignmentRecord]:
        """The accepted assignments by source id."""
        mapped = ((duty.id, self._assignment(duty)) for duty in self.delivery.duties.values())
        return {source_id: record for source_id, record in mapped if record is not None}

    def _assignment(self, duty: Duty) -> AssignmentRecord | None:
        place = self.landscape.places.get(duty.duty_at.id)
        if place is None:
            self.notes.outside[Kind.DUTY] += 1
            return None
        if over(duty.end_date, self.today):
            self.notes.over[Kind.DUTY] += 1
            return None
        person = self._person(duty)
        if person is None:
            return None
        post = self._narrowed(self._post(duty), place)
        return AssignmentRecord(
            source_id=duty.id,
            person_id=person,
            scope_kind=place.kind,
            scope_id=place.id,
            function=post.function,
            profession=post.profession,
            share=_share(duty.duty_percent),
            valid_from=duty.start_date,
            valid_to=duty.end_date,
        )

    def _person(self, duty: Duty) -> UUID | None:
        if duty.person is None:
            self.notes.refuse(
                Kind.DUTY, Reason.PERSON_MISSING, duty.id, field="person", touched=frozenset({duty.id})
            )
            return None
        person = duty.person.id
        if person in self.present:
            return person
        if person in self.delivery.persons:
            self.notes.over[Kind.DUTY] += 1
            return None
        self.notes.refuse(
            Kind.DUTY, Reason.PERSON_UNKNOWN, duty.id, field="person", touched=self._kept(duty, person)
        )
        return None

    def _kept(self, duty: Duty, person: UUID) -> frozenset[UUID]:
        """A person who could not be read keeps the assignment; one who is gone from the source does not."""
        unread = person in self.refused or Kind.PERSON in self.delivery.blind
        return frozenset({duty.id}) if unread else frozenset()

    def _post(self, duty: Duty) -> Post:
        post = DUTY_ROLES.get(duty.duty_role)
        if post is None:
            self.notes.unknown_code("dutyRole")
            return LEAST
        title = TITLES.get((duty.description or "").strip().lower())
        if duty.duty_role in TITLED_ROLES:
            return title or self._post_by_role(duty)
        if duty.duty_role == SPECIAL_ROLE and title is not None:
            return title if title.profession is Profession.SPECIAL_TEACHER else post
        if post.function is Function.TEACHER and self._is_mentor(duty):
            return Post(Function.MENTOR, post.profession)
        return post

    def _post_by_role(self, duty: Duty) -> Post:
        """What a 2.0 server says about *Annan personal* through their roles in groups."""
        roles = {
            role.assignment_role_type
            for role in duty.assignment_role
            if holds(role.start_date, role.end_date, self.today)
        }
        if ROLE_SPECIAL in roles:
            return DUTY_ROLES[SPECIAL_ROLE]
        if ROLE_HEALTH in roles:
            self.notes.notices[Notice.HEALTH_STAFF_UNRECOGNISED] += 1
        return LEAST

    def _is_mentor(self, duty: Duty) -> bool:
        return any(
            role.assignment_role_type == ROLE_MENTOR and holds(role.start_date, role.end_date, self.today)
            for role in duty.assignment_role
        )

    def _narrowed(self, post: Post, place: Place) -> Post:
        if not place.wide or post.function is Function.STAFF:
            return post
        self.notes.notices[Notice.FUNCTION_WITHHELD] += 1
        return Post(Function.STAFF, post.profession)


def _share(percent: float | None) -> Decimal | None:
    """Part of full time, three decimals."""
    if percent is None:
        return None
    return (Decimal(str(percent)) / 100).quantize(Decimal("0.001"))
