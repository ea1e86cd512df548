"""Our rows as records: what this source gave and is active, and what somebody has ended by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samsyn.core.actor import Function
from samsyn.core.vocabulary import SchoolForm
from samsyn.integrations.ss12000.codes import GroupKind, Profession
from samsyn.integrations.ss12000.commands.held import GONE, Held, current
from samsyn.integrations.ss12000.mapping import Desired
from samsyn.integrations.ss12000.records import (
    AreaRecord,
    AssignmentRecord,
    GroupLeadRecord,
    GroupRecord,
    MembershipRecord,
    PersonRecord,
    Protection,
    PupilRecord,
    Record,
    RecordKind,
    SchoolUnitRecord,
    ScopeKind,
)
from samsyn.integrations.ss12000.storing import ANY_FORM

FORMER_ORGANISER = UUID(int=0)
"""Stands for the organiser where the delivery names none."""
LEVELS = {
    "NONE": Protection.NONE,
    "CONFIDENTIAL_MARK": Protection.CONFIDENTIAL_MARK,
    "PROTECTED_REGISTRATION": Protection.PROTECTED_REGISTRATION,
    "ASSUMED_IDENTITY": Protection.PROTECTED_REGISTRATION,
}


def protection_of(student: Any) -> Protection:
    level = LEVELS[student.protection_level]
    return Protection.UNKNOWN if level is Protection.NONE and not student.protection_known else level


def grade_of(text: str | None) -> int | None:
    """0 is förskoleklass; None for what is no grade of a school."""
    if text == "F":
        return 0
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


def ended_by_hand(held: Held, system: UUID) -> frozenset[UUID]:
    """Source ids of people and assignments. ``system``: who a pull is in the columns of who changed it."""
    people = held.rows[RecordKind.PERSON].items()
    gone = {one for one, row in people if row.status == "ENDED" and row.updated_by != system}
    assignments = held.rows[RecordKind.ASSIGNMENT].items()
    return frozenset(gone | {one for one, row in assignments if row.ended_at and row.end_reason != GONE})


@dataclass(frozen=True, slots=True)
class Reader:
    """``organiser``: its id in this delivery."""

    held: Held
    desired: Desired
    today: date
    organiser: UUID

    def state(self) -> Mapping[RecordKind, dict[str, Record]]:
        makers: dict[RecordKind, Any] = {
            RecordKind.AREA: self._area,
            RecordKind.SCHOOL_UNIT: self._unit,
            RecordKind.PERSON: self._person,
            RecordKind.ASSIGNMENT: self._assignment,
            RecordKind.PUPIL: self._pupil,
            RecordKind.GROUP: self._group,
        }
        found = {kind: self._records(kind, make) for kind, make in makers.items()}
        found[RecordKind.MEMBERSHIP] = self._members()
        found[RecordKind.GROUP_LEAD] = self._leads(found[RecordKind.ASSIGNMENT])
        return found

    def _records(self, kind: RecordKind, make: Any) -> dict[str, Record]:
        made = (make(source_id, row) for source_id, row in self.held.rows[kind].items())
        return {one.key: one for one in made if one is not None}

    def _over(self, last: date | None) -> bool:
        return last is not None and last < self.today

    def _source(self, ours: UUID | None) -> UUID | None:
        return self.held.back.get(ours) if ours is not None else None

    def _area(self, source_id: UUID, row: Any) -> AreaRecord:
        return AreaRecord(source_id, row.name, self._source(row.parent_id))

    def _unit(self, source_id: UUID, row: Any) -> SchoolUnitRecord | None:
        if self._over(row.active_to):
            return None
        forms = frozenset(SchoolForm(one) for one in row.school_forms)
        area = self._source(row.area_id)
        days = (row.active_from, row.active_to)
        return SchoolUnitRecord(source_id, row.name, row.unit_code, area, forms, None, *days)

    def _person(self, source_id: UUID, row: Any) -> PersonRecord | None:
        if row.status == "ENDED":
            return None
        mark = self.desired.marks.get(source_id, Protection.NONE)
        return PersonRecord(source_id, row.given_name, row.family_name, row.email, (), mark)

    def _assignment(self, source_id: UUID, row: Any) -> AssignmentRecord | None:
        person = self._source(row.person_id)
        if row.ended_at is not None or self._over(row.valid_to) or person is None:
            return None
        place = self._source(row.area_id or row.school_id) or FORMER_ORGANISER
        return AssignmentRecord(
            source_id=source_id,
            person_id=person,
            scope_kind=ScopeKind(row.scope_type),
            scope_id=self.organiser if row.scope_type == ScopeKind.ORGANISER else place,
            function=Function(row.function),
            profession=Profession(row.profession_code) if row.profession_code in set(Profession) else None,
            share=row.share,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )

    def _pupil(self, source_id: UUID, row: Any) -> PupilRecord | None:
        if not row.active:
            return None
        return PupilRecord(
            source_id=source_id,
            given_name=row.given_name,
            family_name=row.family_name,
            protection=protection_of(row),
            unit_id=self._source(row.school_id) or FORMER_ORGANISER,
            school_form=ANY_FORM,
            grade=grade_of(row.grade),
        )

    def _group(self, source_id: UUID, row: Any) -> GroupRecord | None:
        if self._over(row.valid_to):
            return None
        unit = self._source(row.school_id) or FORMER_ORGANISER
        days = (row.valid_from, row.valid_to)
        return GroupRecord(source_id, row.name, GroupKind(row.type), unit, None, *days)

    def _members(self) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for key, rows in self.held.members.items():
            row = current(rows, self.today)
            if row is not None:
                group, pupil = (UUID(one) for one in key.split("/"))
                found[key] = MembershipRecord(group, pupil, row.valid_from, row.valid_to)
        return found

    def _leads(self, assignments: Mapping[str, Record]) -> dict[str, Record]:
        """The duty is not held: it is the one delivered now, else the person's first assignment."""
        first: dict[UUID, UUID] = {}
        for one in sorted(assignments.values(), key=lambda each: each.key, reverse=True):
            if isinstance(one, AssignmentRecord):
                first[one.person_id] = one.source_id
        delivered: Mapping[str, Any] = self.desired.state.get(RecordKind.GROUP_LEAD, {})
        found: dict[str, Record] = {}
        for key, rows in self.held.leads.items():
            row = current(rows, self.today)
            if row is not None:
                group, person = (UUID(one) for one in key.split("/"))
                now = delivered.get(key)
                duty = now.duty_id if now is not None else first.get(person, FORMER_ORGANISER)
                found[key] = GroupLeadRecord(group, person, duty, row.valid_from, row.valid_to)
        return found
