"""The agreed lines of those who teach, and in the case what they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.cases.models import AgreedMeasure, AgreedObservation, Case
from samsyn.cases.policy.agreed import (
    ANSWERS_OF_CASE,
    LEADERS_OF_PUPILS,
    LINES_OF_CASE,
    MY_AGREED,
    MY_ANSWERS,
    ONE_AGREED_WITH_PUPIL,
    AgreedAction,
    allowed_on_agreed,
)
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.pupils import is_protected, remember_case_students
from samsyn.cases.schemas.agreed import AgreedMeasureOut, AnswerOut, LineReadersOut, TaughtPupilOut
from samsyn.cases.schemas.measures import AgreedLineOut, ObservationOut
from samsyn.core.crypto import Sealer
from samsyn.core.keyring import sealer_of
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Page, self_link
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.students import GroupMember, Student

ORDER = Order("agreed-measures", {"name": Student.sort_key}, "name", AgreedMeasure.id)


def note_of(row: AgreedObservation, sealer: Sealer, name: str = "note") -> str | None:
    """The note, or why words of a journal are kept in it."""
    sealed: bytes | None = getattr(row, name)
    if sealed is None:
        return None
    return sealer.open_text(row.tenant_id, row.__tablename__, row.id, name, sealed)


async def my_agreed(work: Work, asked: Paging, group: UUID | None) -> Page[AgreedMeasureOut]:
    """Lines of the pupils that the caller teaches now, in the order of names; of one group if given."""
    wanted: Any = MY_AGREED
    if group is not None:
        inside = select(GroupMember.student_id).where(
            GroupMember.tenant_id == work.tenant, GroupMember.group_id == group
        )
        wanted = wanted.where(Student.id.in_(inside))
    page: Page[Any] = await listed(work, wanted, ORDER, asked, lambda row: (row[0], row[1]))
    return page.model_copy(update={"items": await _shown(work, AgreedAction.LIST, page.items)})


async def one_agreed(work: Work, agreed: AgreedMeasure) -> AgreedMeasureOut:
    row = (await work.execute(ONE_AGREED_WITH_PUPIL, {"key": agreed.id})).one()
    return (await _shown(work, AgreedAction.READ, [(row[0], row[1])]))[0]


async def _shown(work: Work, action: str, rows: Sequence[Any]) -> list[AgreedMeasureOut]:
    students = sorted({student.id for _, student in rows})
    ids = [line.id for line, _ in rows]
    work.log(action, "AgreedMeasure", ids, students=students)
    answers = {row.agreed_id: row for row in await work.scalars(MY_ANSWERS, {"lines": ids})}
    names, sealer = await names_of(work, (line.ask_id for line, _ in rows)), await sealer_of(work)

    def today(line: AgreedMeasure) -> AnswerOut | None:
        row = answers.get(line.id)
        return AnswerOut(works=row.works, note=note_of(row, sealer)) if row else None

    return [
        AgreedMeasureOut(
            links=self_link(f"/agreed-measures/{line.id}"),
            allowed_actions=sorted(allowed_on_agreed(work.actor, line)),
            id=line.id,
            student=TaughtPupilOut(id=student.id, name=student.name, is_protected=is_protected(student)),
            line=line.line,
            since=line.shared_from,
            until=line.shared_until,
            ask=names[line.ask_id],
            today=today(line),
        )
        for line, student in rows
    ]


# In the case ------------------------------------------------------------------------------------------------


async def answers_by_measure(work: Work, case_id: UUID) -> dict[UUID, list[ObservationOut]]:
    """What those who teach answered, the latest first."""
    rows = list(await work.execute(ANSWERS_OF_CASE, {"key": case_id}))
    if not rows:
        return {}
    names, sealer = await names_of(work, (row[0].person_id for row in rows)), await sealer_of(work)
    found: dict[UUID, list[ObservationOut]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row[0].day, row[0].id), reverse=True):
        one: AgreedObservation = row[0]
        answer = ObservationOut(
            id=one.id,
            day=one.day,
            works=one.works,
            by=names[one.person_id],
            note=note_of(one, sealer),
            journal_reason=note_of(one, sealer, "journal_reason"),
        )
        found[row.measure_id].append(answer)
    return found


async def lines_by_measure(
    work: Work, case: Case, answers: dict[UUID, list[ObservationOut]]
) -> dict[UUID, AgreedLineOut]:
    """The line of each measure that is shared now or begins to be; the pupils of a case share it."""
    today = work.clock.today()
    rows = [
        (line, source)
        for line, source in await work.execute(LINES_OF_CASE, {"key": case.id})
        if line.ended_at is None and line.shared_until >= today
    ]
    names = await names_of(work, (line.ask_id for line, _ in rows))
    return {
        source.measure_id: AgreedLineOut(
            line=line.line,
            ask=names[line.ask_id],
            shared_from=line.shared_from,
            shared_until=line.shared_until,
            working=sum(one.works for one in answers.get(source.measure_id, ())),
            not_working=sum(not one.works for one in answers.get(source.measure_id, ())),
        )
        for line, source in rows
    }


async def who_would_read(work: Work, case: Case) -> LineReadersOut:
    """Those who teach the pupils of the case now. Of them only those with a personal grant, where a pupil is
    protected or the case in class K4: whom that is for is nobody else's to know."""
    students = await remember_case_students(work, case.id)
    work.log("case.line-readers", "Case", [case.id])
    found = await work.scalars(LEADERS_OF_PUPILS, {"pupils": students})
    items = sorted((await names_of(work, found)).values(), key=lambda one: swedish_sort_key(one.name))
    return LineReadersOut(links=self_link(f"/cases/{case.id}/line-readers"), items=items)
