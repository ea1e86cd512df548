"""Personal grants to protected pupils: given by somebody who has one, and the first by the program itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.identity import VISIBLE_PEOPLE, Person
from samsyn.students.errors import GrantOver, GrantTooLong, NameOfPupil, NoSuchPerson
from samsyn.students.models import Student, StudentGrant
from samsyn.students.policy import NAMED_STUDENTS, StudentAction
from samsyn.students.rules import name_keys
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


async def pupils_named(work: Work, text: str | None) -> list[UUID]:
    """Pupils of the caller's units whose whole name stands in the text; the protected are never among
    them."""
    keys = sorted(name_keys(text or ""))
    if not keys:
        return []
    found = sorted({row.id for row in await work.execute(NAMED_STUDENTS, {"keys": keys})})
    work.log(StudentAction.LOOK_FOR_NAME, "Student", found, students=found)
    return found


async def guard_names(work: Work, texts: Mapping[str, str | None], reason: str | None) -> None:
    """``texts`` by the pointer of their field, such as many read. Raises NameOfPupil where one holds the name
    of a pupil and ``reason`` is empty. With a reason it stays, and that is written to the access log."""
    found = {pointer: ids for pointer, text in texts.items() if (ids := await pupils_named(work, text))}
    if not found:
        return
    if not (reason or "").strip():
        raise NameOfPupil(found)
    pupils = sorted({one for ids in found.values() for one in ids})
    work.log(StudentAction.KEEP_NAME, "Student", pupils, students=pupils, purpose="NAME_OF_PUPIL")
