"""People and assignments as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select

from samsyn.core.actor import Function
from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.work import Work
from samsyn.identity.models import Assignment, Person
from samsyn.identity.policy import (
    VALID_NOW,
    VISIBLE_ASSIGNMENTS,
    VISIBLE_PEOPLE,
    AssignmentAction,
    allowed_on_assignment,
    allowed_on_person,
)
from samsyn.identity.rules import AssignmentScope, AssignmentSource, PersonStatus
from samsyn.identity.schemas import AssignmentOut, PersonOut, PostOut
from samsyn.organisation import Area, School, function_label, profession_label

PERSON_ORDER = Order("people", {"name": Person.sort_key}, "name", Person.id)
ASSIGNMENT_ORDER = Order(
    "assignments",
    {"person": Person.sort_key, "function": Assignment.function, "validFrom": Assignment.valid_from},
    "person",
    Assignment.id,
)
HELD_AT_SCHOOL = or_(
    Assignment.school_id == School.id,
    Assignment.scope_type == "ORGANISER",
    and_(Assignment.scope_type == "AREA", Assignment.area_id == School.area_id),
)


def reaches(school: UUID) -> Any:
    """The assignment holds at this unit or above it."""
    return exists().where(School.tenant_id == Assignment.tenant_id, School.id == school, HELD_AT_SCHOOL)


async def people_listed(
    work: Work, asked: Paging, language: Language, school: UUID | None, status: PersonStatus | None
) -> Page[PersonOut]:
    """``school``: only those with an assignment that is valid today at that very unit."""
    wanted = VISIBLE_PEOPLE
    if school is not None:
        wanted = wanted.where(
            exists().where(
                Assignment.tenant_id == Person.tenant_id,
                Assignment.person_id == Person.id,
                VALID_NOW,
                Assignment.school_id == school,
            )
        )
    if status is not None:
        wanted = wanted.where(Person.status == status)
    page = await listed(work, wanted, PERSON_ORDER, asked, lambda row: _person(row[0], work))
    posts = await _posts(work, [person.id for person in page.items], language)
    for person in page.items:
        person.assignments = posts.get(person.id, ())
    return page


async def person_shown(work: Work, person: Person, language: Language) -> PersonOut:
    shown = _person(person, work)
    shown.assignments = (await _posts(work, [person.id], language)).get(person.id, ())
    return shown


def _person(person: Person, work: Work) -> PersonOut:
    return PersonOut(
        links=self_link(f"/people/{person.id}"),
        allowed_actions=sorted(allowed_on_person(work.actor, person)),
        id=person.id,
        given_name=person.given_name,
        family_name=person.family_name,
        name=person.name,
        email=person.email,
        status=PersonStatus(person.status),
        assignments=(),
        version=person.version,
    )


async def _posts(work: Work, people: Sequence[UUID], language: Language) -> dict[UUID, list[PostOut]]:
    """Valid assignments that the caller may see, by person."""
    wanted = VISIBLE_ASSIGNMENTS.where(VALID_NOW, Assignment.person_id.in_(people))
    rows = list(await work.scalars(wanted.order_by(Assignment.function, Assignment.id)))
    places = await _places(work, rows)
    found: dict[UUID, list[PostOut]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(
            PostOut(id=row.id, place=places.get(row.area_id or row.school_id), **_words(row, language))
        )
    return found


def _words(row: Assignment, language: Language) -> dict[str, Any]:
    profession = row.profession_code
    return {
        "function": Function(row.function),
        "function_label": function_label(row.function, language),
        "profession_code": profession,
        "profession_label": None if profession is None else profession_label(profession, language),
        "scope_type": AssignmentScope(row.scope_type),
    }


async def _places(work: Work, rows: Sequence[Assignment]) -> dict[UUID | None, Named]:
    """Names of the units and areas of these assignments."""
    schools = select(School.id, School.name).where(
        School.tenant_id == work.tenant, School.id.in_({r.school_id for r in rows if r.school_id})
    )
    areas = select(Area.id, Area.name).where(
        Area.tenant_id == work.tenant, Area.id.in_({r.area_id for r in rows if r.area_id})
    )
    found = [*(await work.execute(schools)).all(), *(await work.execute(areas)).all()]
    return {row.id: Named(id=row.id, name=row.name) for row in found}


async def assignments_listed(
    work: Work, asked: Paging, language: Language, person: UUID | None, school: UUID | None
) -> Page[AssignmentOut]:
    """``school``: held at that unit or above it."""
    wanted: Any = VISIBLE_ASSIGNMENTS
    if person is not None:
        wanted = wanted.where(Assignment.person_id == person)
    if school is not None:
        wanted = wanted.where(reaches(school))
    found: list[Assignment] = []

    def show(row: Any) -> AssignmentOut:
        found.append(row[0])
        return _assignment(row[0], Named(id=row[0].person_id, name=f"{row[1]} {row[2]}"), work, language)

    page = await listed(work, wanted, ASSIGNMENT_ORDER, asked, show)
    places = await _places(work, found)
    for one, row in zip(page.items, found, strict=True):
        one.place = places.get(row.area_id or row.school_id)
    return page


async def assignment_shown(work: Work, assignment: Assignment, language: Language) -> AssignmentOut:
    person = await work.one_or_none(
        select(Person).where(Person.tenant_id == work.tenant, Person.id == assignment.person_id)
    )
    shown = _assignment(assignment, Named(id=person.id, name=person.name), work, language)
    shown.place = (await _places(work, [assignment])).get(assignment.area_id or assignment.school_id)
    return shown


def _assignment(row: Assignment, person: Named, work: Work, language: Language) -> AssignmentOut:
    today = work.clock.today()
    over = row.ended_at is not None or (row.valid_to is not None and row.valid_to < today)
    allowed = allowed_on_assignment(work.actor, row) - ({AssignmentAction.END} if over else set())
    return AssignmentOut(
        links=self_link(f"/assignments/{row.id}"),
        allowed_actions=sorted(allowed),
        id=row.id,
        person=person,
        place=None,
        share=None if row.share is None else float(row.share),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_valid_now=row.valid_from <= today and (row.valid_to is None or today <= row.valid_to),
        source=AssignmentSource(row.source),
        end_reason=row.end_reason,
        version=row.version,
        **_words(row, language),
    )
