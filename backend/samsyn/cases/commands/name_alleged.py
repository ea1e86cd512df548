"""C11 by name: whoever is pointed out leaves the case, and it goes past the unit to the organiser."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases.commands.ask import end_questions_to
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.let_in import let_in, let_out
from samsyn.cases.commands.reclass import every_part
from samsyn.cases.commands.tell import place_of, tell
from samsyn.cases.errors import BrokenState, CaseClosed, nobody_alleged_here
from samsyn.cases.models import AllegedPerson, Case, CaseAccess, Concern
from samsyn.cases.policy import (
    CONCERNS_OF_CASE,
    ONE_CONCERN,
    PUPILS_OF_CASE,
    PUPILS_OF_CONCERN,
    CaseAction,
)
from samsyn.cases.policy.agreed import LINES_OF_CASE
from samsyn.cases.queries.circle import ALLEGED, pointed_out, ways_in
from samsyn.cases.queries.people import brought_by, case_officers, holders
from samsyn.cases.queries.pupils import remember_case_students, remember_concern_students
from samsyn.cases.rules import AllegedOffender, CircleRole, load_invariants
from samsyn.cases.rules.access import IN_CHAIN, ConcernReach, Reach
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.alleged import AllegedPersonIn
from samsyn.core.actor import HEADS
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def name_alleged(work: Work, case: Case, body: AllegedPersonIn) -> AllegedPerson:
    """Raises CaseClosed, C11_NAMED, and Unfit for another type of case and for who does not work here.

    The row comes last of all: from then on the database shows the person nothing of it, who may be the
    caller."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    work.log(CaseAction.NAME_ALLEGED, "Case", [case.id])
    if case.case_type not in IN_CHAIN:
        raise nobody_alleged_here()
    await brought_by(work, body.person_id, case.school_id, "/personId")
    named = {row.person_id for row in await work.scalars(ALLEGED, {"key": case.id}) if not row.removed_at}
    if body.person_id in named:
        raise BrokenState([load_invariants().broken("C11_NAMED")], "/personId")
    if case.my_role is None:
        await let_in(work, case, work.actor.id, CircleRole.CONTRIBUTOR, "Angav vem som pekas ut")
        await work.flush()
    if body.person_id in await holders(work, case.school_id, HEADS):
        case.pointed_out = AllegedOffender.PRINCIPAL
    elif case.pointed_out != AllegedOffender.PRINCIPAL:
        case.pointed_out = AllegedOffender.STAFF
    outside = {body.person_id, *await pointed_out(work, case)}
    await end_questions_to(work, case, outside)
    if case.reach != Reach.ORGANISER:
        await _past_the_unit(work, case)
    await _to_the_organiser(work, case, outside)
    await tell(work, case, EventType.ALLEGED_NAMED)
    await keep_head(work, case)
    await _shut_out(work, case, outside)
    return await _written(work, case, body)


async def _past_the_unit(work: Work, case: Case) -> None:
    """Nobody at the unit gets to it by function any more: neither to the case, nor to anything in it, nor to
    the concern behind it. That the organiser has it is the report to the organiser (C10)."""
    case.reach = Reach.ORGANISER
    parts = [row for every in every_part() for row in await work.scalars(every, {"key": case.id})]
    pupils = list(await work.scalars(PUPILS_OF_CASE, {"key": case.id}))
    sources = [source for _, source in await work.execute(LINES_OF_CASE, {"key": case.id})]
    for row in (*parts, *pupils, *sources):
        row.reach = Reach.ORGANISER
    for link in list(await work.scalars(CONCERNS_OF_CASE, {"key": case.id})):
        concern: Concern | None = await work.one_or_none(ONE_CONCERN, key=link.concern_id)
        if concern is None:
            continue
        work.students = [*work.students, *await remember_concern_students(work, concern.id)]
        for row in (concern, *await work.scalars(PUPILS_OF_CONCERN, {"key": concern.id})):
            row.reach = ConcernReach.ORGANISER
    await tell(work, case, EventType.ORGANISER_NOTIFIED)
    await work.flush()


async def _to_the_organiser(work: Work, case: Case, outside: set[UUID]) -> None:
    """One of the organiser's case officers is responsible; whoever was goes on as an investigator, if they
    may. Where there is no officer the case stands without anybody, as when it is opened so."""
    officers = [one for one in await case_officers(work) if one not in outside]
    if case.owner_id in officers:
        return
    before, case.owner_id = case.owner_id, next(iter(officers), None)
    await tell(work, case, EventType.OWNER_CHANGED, ref_id=case.owner_id)
    if case.owner_id is not None:
        await _role(work, case, case.owner_id, CircleRole.OWNER, "Ansvarar för ärendet hos huvudmannen")
    if before is not None and before not in outside:
        await _role(work, case, before, CircleRole.INVESTIGATOR, "Ansvarade tidigare för ärendet")


async def _role(work: Work, case: Case, person: UUID, role: CircleRole, reason: str) -> None:
    """The new way first: whoever does this may be the one it is about."""
    held = [way for way in await _inside(work, case, {person}) if way.kind == "CIRCLE"]
    for way in held:
        way.role_in_case = role
    if not held:
        await let_in(work, case, person, role, reason)
    await work.flush()


async def _inside(work: Work, case: Case, people: set[UUID]) -> list[CaseAccess]:
    now = work.clock.now()
    return [way for way in await ways_in(work, case) if way.person_id in people and way.is_open(now)]


async def _shut_out(work: Work, case: Case, outside: set[UUID]) -> None:
    """The caller's own way last: it is what the others are seen by."""
    ways = await _inside(work, case, outside)
    for way in sorted(ways, key=lambda way: way.person_id == work.actor.id):
        await let_out(work, way)


async def _written(work: Work, case: Case, body: AllegedPersonIn) -> AllegedPerson:
    row = AllegedPerson(
        **place_of(case),
        id=uuid7(),
        confidentiality=case.confidentiality,
        person_id=body.person_id,
        named_by=work.actor.id,
        named_at=work.clock.now(),
    )
    row.put_words(await sealer_of(work), reason=body.reason)
    work.add(row)
    await work.flush()
    return row


async def remove_alleged(work: Work, case: Case, alleged_id: UUID) -> None:
    """It was a mistake; the case stays with the organiser. Raises CaseClosed and NotThere."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    work.log(CaseAction.NAME_ALLEGED, "Case", [case.id])
    rows = {row.id: row for row in await work.scalars(ALLEGED, {"key": case.id})}
    row = rows.get(alleged_id)
    if row is None:
        raise NotThere
    if row.removed_at is None:
        row.removed_at = work.clock.now()
        await tell(work, case, EventType.ALLEGED_REMOVED)
        await work.flush()
