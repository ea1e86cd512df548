"""Personal grants to protected pupils: given by somebody who has one, and the first by the program itself."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.identity import VISIBLE_PEOPLE, Person
from samsyn.students.errors import GrantOver, GrantTooLong, NoSuchPerson
from samsyn.students.models import Student, StudentGrant
from samsyn.students.schemas import GrantIn

LONGEST = timedelta(days=366)


async def grant_student(
    work: Work, student_id: UUID, person_id: UUID, reason: str, until: date
) -> StudentGrant:
    """From today. For the command line and the pull: no check of who asks. Raises GrantTooLong."""
    today = work.clock.today()
    if not today <= until <= today + LONGEST:
        raise GrantTooLong(
            errors=[{"pointer": "/validTo", "code": "period", "sv": GrantTooLong.sv, "en": GrantTooLong.en}]
        )
    grant = StudentGrant(
        tenant_id=work.tenant,
        id=uuid7(),
        student_id=student_id,
        person_id=person_id,
        reason=reason,
        valid_from=today,
        valid_to=until,
    )
    work.add(grant)
    await work.flush()
    return grant


async def give_grant(work: Work, student: Student, body: GrantIn) -> StudentGrant:
    """Raises NoSuchPerson for somebody the caller does not work with, GrantTooLong."""
    person = await work.one_or_none(VISIBLE_PEOPLE.where(Person.id == body.person_id))
    if person is None or person.status != "ACTIVE":
        raise NoSuchPerson
    return await grant_student(work, student.id, person.id, body.reason, body.valid_to)


async def end_grant(work: Work, grant: StudentGrant) -> StudentGrant:
    """At once. Raises GrantOver."""
    yesterday = work.clock.today() - timedelta(days=1)
    if grant.valid_to <= yesterday:
        raise GrantOver
    grant.valid_to = max(yesterday, grant.valid_from - timedelta(days=1))
    await work.flush()
    return grant
