"""Writes of people and assignments. All are logged: they decide who may see what."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import or_, select

from samsyn.core.accounts import lock_account
from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.identity.errors import AlreadyEnded, DoesNotFit, EndsTooLate, NoSuch, NotOneself, PersonEnded
from samsyn.identity.models import Assignment, Person
from samsyn.identity.policy import ONE_PERSON, administers
from samsyn.identity.rules import AssignmentSource, PersonStatus, fits, last_day_when_ended
from samsyn.identity.schemas import AssignmentEndingIn, AssignmentIn, PersonIn, PersonPatch
from samsyn.organisation import Area, Profession, School

PERSON_LEFT = "Personen är avslutad."


async def create_person(work: Work, body: PersonIn) -> Person:
    """Somebody new on the staff, without any assignment yet."""
    person = Person(
        tenant_id=work.tenant,
        id=uuid7(),
        **body.model_dump(),
        sort_key=swedish_sort_key(f"{body.family_name} {body.given_name}"),
        external_id=None,
        status=PersonStatus.ACTIVE.value,
    )
    work.add(person)
    await work.flush()
    work.log("CREATE", "Person", [person.id], students=[])
    return person


async def change_person(work: Work, person: Person, body: PersonPatch) -> Person:
    """Raises NotOneself for somebody who would end the own account's person."""
    changes = body.model_dump(exclude_unset=True)
    if changes.get("status") == PersonStatus.ENDED and person.id == work.actor.id:
        raise NotOneself
    for field, value in changes.items():
        setattr(person, field, str(value) if field == "status" else value)
    person.sort_key = swedish_sort_key(f"{person.family_name} {person.given_name}")
    if changes.get("status") == PersonStatus.ENDED:
        await _end_all(work, person)
        await lock_account(work, person.id, locked=True)
    await work.flush()
    work.log("UPDATE", "Person", [person.id], students=[], fields=sorted(changes))
    return person


async def _end_all(work: Work, person: Person) -> None:
    rows = select(Assignment).where(
        Assignment.tenant_id == work.tenant,
        Assignment.person_id == person.id,
        Assignment.ended_at.is_(None),
        or_(Assignment.valid_to.is_(None), Assignment.valid_to >= work.clock.today()),
    )
    for assignment in await work.scalars(rows):
        _end(work, assignment, AssignmentEndingIn.model_construct(reason=PERSON_LEFT, last_day=None))


async def create_assignment(work: Work, body: AssignmentIn) -> Assignment:
    """Raises NotThere for a person the caller cannot see, NotAllowed, NotOneself, DoesNotFit, PersonEnded,
    and NoSuch for a place or profession that is not there."""
    person = await work.one_or_none(ONE_PERSON, key=body.person_id)
    if person is None:
        raise NotThere
    if not administers(work.actor):
        raise NotAllowed
    if body.person_id == work.actor.id:
        raise NotOneself
    if not fits(body.function, body.scope_type):
        raise DoesNotFit
    if person.status == PersonStatus.ENDED:
        raise PersonEnded
    await _check(work, body)
    assignment = Assignment(
        tenant_id=work.tenant,
        id=uuid7(),
        **body.model_dump(exclude={"share", "function", "scope_type"}),
        function=str(body.function),
        scope_type=str(body.scope_type),
        share=None if body.share is None else Decimal(str(body.share)).quantize(Decimal("0.001")),
        source=AssignmentSource.MANUAL.value,
        external_id=None,
        ended_at=None,
        end_reason=None,
    )
    work.add(assignment)
    await work.flush()
    work.log("CREATE", "Assignment", [assignment.id], students=[], school=assignment.school_id)
    return assignment


async def _check(work: Work, body: AssignmentIn) -> None:
    for pointer, table, column, value in (
        ("/schoolId", School, School.id, body.school_id),
        ("/areaId", Area, Area.id, body.area_id),
        ("/professionCode", Profession, Profession.code, body.profession_code),
    ):
        if value is None:
            continue
        there = select(column).where(table.tenant_id == work.tenant, column == value)
        if (await work.execute(there)).first() is None:
            raise NoSuch(pointer)


async def end_assignment(work: Work, assignment: Assignment, body: AssignmentEndingIn) -> Assignment:
    """Raises AlreadyEnded, EndsTooLate. The rights are gone at the next request after the last day."""
    today = work.clock.today()
    if assignment.ended_at is not None or (assignment.valid_to is not None and assignment.valid_to < today):
        raise AlreadyEnded
    if body.last_day is not None:
        too_late = assignment.valid_to is not None and body.last_day > assignment.valid_to
        if body.last_day < max(today, assignment.valid_from) or too_late:
            raise EndsTooLate(
                errors=[{"pointer": "/lastDay", "code": "period", "sv": EndsTooLate.sv, "en": EndsTooLate.en}]
            )
    _end(work, assignment, body)
    await work.flush()
    return assignment


def _end(work: Work, assignment: Assignment, body: AssignmentEndingIn) -> None:
    """One that was to begin today or later gets no day at all."""
    last = last_day_when_ended(work.clock.today(), body.last_day)
    assignment.valid_to = max(last, assignment.valid_from - timedelta(days=1))
    assignment.ended_at, assignment.end_reason = work.clock.now(), body.reason
    work.log("END", "Assignment", [assignment.id], students=[], school=assignment.school_id)
