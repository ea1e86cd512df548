"""Writes a difference into our tables, kind by kind, ends last and in reverse order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.identity import Assignment, Person
from samsyn.integrations.models import SyncSource
from samsyn.integrations.rules import short_code
from samsyn.integrations.ss12000.commands.held import GONE, Held, current
from samsyn.integrations.ss12000.difference import Difference, KindDifference
from samsyn.integrations.ss12000.records import (
    AreaRecord,
    AssignmentRecord,
    GroupLeadRecord,
    GroupRecord,
    MembershipRecord,
    PersonRecord,
    Protection,
    PupilRecord,
    RecordKind,
    SchoolUnitRecord,
    Sourced,
)
from samsyn.integrations.ss12000.storing import scope_of
from samsyn.organisation import Area, School
from samsyn.students import GroupLeader, GroupMember, LeaderRole, ProtectionLevel, Student, StudentGroup

LEVELS = {
    Protection.NONE: ProtectionLevel.NONE,
    Protection.UNKNOWN: ProtectionLevel.NONE,
    Protection.CONFIDENTIAL_MARK: ProtectionLevel.CONFIDENTIAL_MARK,
    Protection.PROTECTED_REGISTRATION: ProtectionLevel.PROTECTED_REGISTRATION,
}
MODELS: dict[RecordKind, Any] = {
    RecordKind.AREA: Area,
    RecordKind.SCHOOL_UNIT: School,
    RecordKind.PERSON: Person,
    RecordKind.ASSIGNMENT: Assignment,
    RecordKind.PUPIL: Student,
    RecordKind.GROUP: StudentGroup,
}
LOGGED_HERE = (RecordKind.AREA, RecordKind.SCHOOL_UNIT, RecordKind.PERSON, RecordKind.ASSIGNMENT)
"""Kinds whose changes the guard does not write down by itself."""


def protect(student: Any, protection: Protection) -> None:
    """An assumed identity is known to people only, and no source lowers it."""
    if student.protection_level != ProtectionLevel.ASSUMED_IDENTITY:
        student.protection_level = LEVELS[protection].value
    student.protection_known = protection is not Protection.UNKNOWN


def grade_text(grade: int | None, before: str | None) -> str | None:
    """What is no grade of a school, such as a preschool's ages, stays as it was written."""
    if grade is None:
        return before if before is not None and before != "F" and not before.isdigit() else None
    return "F" if grade == 0 else str(grade)


class Writer:
    """Writes one difference. Every row it touches is this source's."""

    def __init__(self, work: Work, source: SyncSource, held: Held, today: date) -> None:
        self._work = work
        self._source = source
        self._held = held
        self._today = today
        self._codes: set[str] = set()

    async def write(self, found: Difference) -> None:
        codes = await self._work.scalars(
            select(School.short_code).where(School.tenant_id == self._work.tenant)
        )
        self._codes = set(codes)
        for kind in RecordKind:
            if kind in found.kinds:
                await self._write_kind(kind, found.kinds[kind])
        for kind in reversed(RecordKind):
            for record in found.kinds[kind].ended if kind in found.kinds else ():
                await self._end(kind, record)
            await self._work.flush()

    async def _write_kind(self, kind: RecordKind, part: KindDifference) -> None:
        records: list[Any] = [*part.created, *(one.after for one in part.changed)]
        if kind in (RecordKind.MEMBERSHIP, RecordKind.GROUP_LEAD):
            for record in records:
                self._seat(record)
        else:
            await self._make_room(kind, [one.after for one in part.changed])
            rows = [(one, self._row(kind, one)) for one in records]
            if kind is RecordKind.AREA:
                await self._work.flush()
            for record, row in rows:
                self._fill(record, row)
            self._log(kind, "SYNC", [row.id for _, row in rows])
        await self._work.flush()

    def _row(self, kind: RecordKind, record: Any) -> Any:
        """The row that is held, also where it was ended, or a new one."""
        row = self._held.rows[kind].get(record.source_id)
        if row is None:
            row = MODELS[kind](tenant_id=self._work.tenant, id=uuid7())
            self._prepare(row, record)
            self._held.link(self._work, self._source, kind, record.source_id, row)
            self._work.add(row)
        return row

    def _prepare(self, row: Any, record: Any) -> None:
        """What only a new row is given."""
        if isinstance(row, Area):
            row.name, row.sort_key = record.name, swedish_sort_key(record.name)
        elif isinstance(row, School):
            row.short_code = short_code(record.name, self._codes)
            self._codes.add(row.short_code)
            row.grades = []
        elif isinstance(row, Student):
            row.protection_level = ProtectionLevel.NONE.value

    async def _make_room(self, kind: RecordKind, changed: list[Any]) -> None:
        """Names of areas and codes of units may change places: none may stand in the way of another."""
        field = {RecordKind.AREA: "name", RecordKind.SCHOOL_UNIT: "unit_code"}.get(kind)
        if field is None:
            return
        rows = {one.source_id: self._held.rows[kind][one.source_id] for one in changed}
        wanted = {getattr(one, field) for one in changed}
        for record in changed:
            row = rows[record.source_id]
            before = getattr(row, field)
            if before in wanted and before != getattr(record, field):
                setattr(row, field, str(row.id) if kind is RecordKind.AREA else None)
        await self._work.flush()

    def _fill(self, record: Any, row: Any) -> None:
        match record:
            case AreaRecord():
                row.name, row.parent_id = record.name, self._id(RecordKind.AREA, record.parent_area_id)
                row.sort_key = swedish_sort_key(record.name)
            case SchoolUnitRecord():
                self._fill_unit(record, row)
            case PersonRecord():
                _fill_names(record, row)
                row.email, row.status = record.work_mail, "ACTIVE"
            case AssignmentRecord():
                self._fill_assignment(record, row)
            case PupilRecord():
                _fill_names(record, row)
                row.school_id, row.active = self._id(RecordKind.SCHOOL_UNIT, record.unit_id), True
                row.grade = grade_text(record.grade, row.grade)
                protect(row, record.protection)
            case GroupRecord():
                row.name, row.sort_key = record.name, swedish_sort_key(record.name)
                row.school_id, row.type = self._id(RecordKind.SCHOOL_UNIT, record.unit_id), record.kind.value
                row.valid_from, row.valid_to = record.valid_from, record.valid_to

    def _fill_unit(self, record: SchoolUnitRecord, row: Any) -> None:
        row.name, row.sort_key = record.name, swedish_sort_key(record.name)
        row.unit_code, row.school_forms = record.unit_code, sorted(one.value for one in record.school_forms)
        area = self._id(RecordKind.AREA, record.area_id)
        if area is not None or row.area_id in self._held.back:
            row.area_id = area
        row.active_from, row.active_to = record.valid_from, record.valid_to

    def _fill_assignment(self, record: AssignmentRecord, row: Any) -> None:
        place, kind = scope_of(record), record.scope_kind.value
        row.person_id = self._id(RecordKind.PERSON, record.person_id)
        row.scope_type = kind
        row.area_id = self._id(RecordKind.AREA, place) if kind == "AREA" else None
        row.school_id = self._id(RecordKind.SCHOOL_UNIT, place) if kind == "UNIT" else None
        row.function, row.share = record.function.value, record.share
        row.profession_code = record.profession.value if record.profession else None
        row.valid_from, row.valid_to, row.source = record.valid_from, record.valid_to, "SIS"
        row.ended_at = row.end_reason = None

    def _id(self, kind: RecordKind, source_id: UUID | None) -> UUID | None:
        return self._held.id_of(kind, source_id)

    def _seat(self, record: MembershipRecord | GroupLeadRecord) -> None:
        """A time in a group with this first day is used again; another one that still holds is ended."""
        rows = self._seats(record)
        now = current(rows, self._today)
        row = next((one for one in rows if one.valid_from == record.valid_from), now)
        if row is None:
            row = self._new_seat(record)
            rows.append(row)
            self._work.add(row)
        elif now is not None and now is not row:
            self._close(now, rows)
        row.valid_from, row.valid_to = record.valid_from, record.valid_to

    def _seats(self, record: MembershipRecord | GroupLeadRecord) -> list[Any]:
        held = self._held
        return (held.members if isinstance(record, MembershipRecord) else held.leads)[record.key]

    def _new_seat(self, record: MembershipRecord | GroupLeadRecord) -> Any:
        ids = {"tenant_id": self._work.tenant, "id": uuid7()}
        group = self._id(RecordKind.GROUP, record.group_id)
        if isinstance(record, MembershipRecord):
            student = self._id(RecordKind.PUPIL, record.pupil_id)
            return GroupMember(**ids, group_id=group, student_id=student)
        person = self._id(RecordKind.PERSON, record.person_id)
        return GroupLeader(**ids, group_id=group, person_id=person, role=LeaderRole.MENTOR.value)

    async def _end(self, kind: RecordKind, record: Any) -> None:
        if not isinstance(record, Sourced):
            rows = self._seats(record)
            self._close(current(rows, self._today), rows)
            return
        row = self._held.rows[kind][record.source_id]
        match kind:
            case RecordKind.AREA:
                await self._work.delete(self._held.links[kind, record.source_id])
            case RecordKind.SCHOOL_UNIT:
                row.active_to = self._yesterday
            case RecordKind.PERSON:
                row.status = "ENDED"
            case RecordKind.ASSIGNMENT:
                row.valid_to = max(self._yesterday, row.valid_from - timedelta(days=1))
                row.ended_at, row.end_reason = self._work.clock.now(), GONE
            case RecordKind.PUPIL:
                row.active = False
            case _:
                self._close(row, ())
        self._log(kind, "SYNC_END", [row.id])

    @property
    def _yesterday(self) -> date:
        return self._today - timedelta(days=1)

    def _close(self, row: Any, beside: Any) -> None:
        """The last day was yesterday. What was to begin later gets a day that is past, and no other's."""
        row.valid_to = self._yesterday
        if row.valid_from > row.valid_to:
            taken = {one.valid_from for one in beside if one is not row}
            while row.valid_to in taken:
                row.valid_to -= timedelta(days=1)
            row.valid_from = row.valid_to

    def _log(self, kind: RecordKind, action: str, ids: list[UUID]) -> None:
        if ids and kind in LOGGED_HERE:
            self._work.log(action, MODELS[kind].__name__, ids, students=[])


def _fill_names(record: Any, row: Any) -> None:
    row.given_name, row.family_name = record.given_name, record.family_name
    row.sort_key = swedish_sort_key(f"{record.family_name} {record.given_name}")
