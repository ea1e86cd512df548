"""Items come onto the agenda, are moved, timed, and taken off while the meeting is a plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases import refuse_outsiders
from samsyn.core.ids import uuid7
from samsyn.core.registry import Registry
from samsyn.core.work import Work
from samsyn.meetings.commands.invite import present
from samsyn.meetings.errors import TooManyItems, UnknownCase, WrongItem, WrongState
from samsyn.meetings.models import AgendaItem, ItemMinutes, Meeting
from samsyn.meetings.policy import MINUTES_OF_ITEM
from samsyn.meetings.queries.parts import ITEMS_OF, PEOPLE_OF
from samsyn.meetings.rules import PLANNABLE, RUNNABLE, WRITABLE, AgendaItemKind, rank_at
from samsyn.meetings.schemas import AgendaItemIn, AgendaItemPatch
from samsyn.students import guard_names

MOST_ITEMS = 60
TIMING = frozenset({"used_minutes"})
"""Still mended when the meeting is over."""


async def add_item(work: Work, meeting: Meeting, body: AgendaItemIn) -> AgendaItem:
    """Last on the agenda. Raises WrongState, WrongItem, UnknownCase, TooManyItems, and C11 where somebody who
    is invited is pointed out in the case."""
    if meeting.state not in RUNNABLE:
        raise WrongState
    await _refuse_subject(work, body)
    people = list(await work.scalars(PEOPLE_OF, {"meeting": meeting.id}))
    await refuse_outsiders(work, [body.case_id], present(people), "/caseId")
    others = await _others(work, meeting.id, None)
    if len(others) >= MOST_ITEMS:
        raise TooManyItems
    await guard_names(work, {"/title": body.title}, body.name_reason)
    values = body.model_dump(exclude={"case_id", "name_reason"})
    item = AgendaItem(
        tenant_id=work.tenant,
        id=uuid7(),
        meeting_id=meeting.id,
        rank=others[-1].rank + 1 if others else 1.0,
        ref_kind="case" if body.case_id else None,
        ref_id=body.case_id,
        used_minutes=0,
        **values,
    )
    work.add(item)
    await work.flush()
    if item.kind != AgendaItemKind.CASE:
        work.add(_blank(work, item))
        await work.flush()
    return item


def _blank(work: Work, item: AgendaItem) -> ItemMinutes:
    """Made with the item, so that whoever writes first has a version to write upon."""
    return ItemMinutes(
        tenant_id=work.tenant,
        id=uuid7(),
        meeting_id=item.meeting_id,
        item_id=item.id,
        kind=item.kind,
        text="",
    )


async def _refuse_subject(work: Work, body: AgendaItemIn) -> None:
    is_case = body.kind is AgendaItemKind.CASE
    if is_case != (body.case_id is not None) or is_case == (body.title is not None):
        raise WrongItem
    if body.case_id is not None:
        registry: Registry = work.runtime.registry
        if body.case_id not in await registry.resolve(work, "case", [body.case_id]):
            raise UnknownCase


async def change_item(work: Work, item: AgendaItem, body: AgendaItemPatch) -> None:
    """Raises WrongState, WrongItem."""
    given = body.model_dump(exclude_unset=True, exclude={"name_reason"})
    if item.meeting_state not in (WRITABLE if given.keys() <= TIMING else RUNNABLE):
        raise WrongState
    if "title" in given and item.kind == AgendaItemKind.CASE:
        raise WrongItem
    if item.kind == AgendaItemKind.CASE and given.keys() & {"level", "phase"}:
        await _refuse_outsider(work, item)
    await guard_names(work, {"/title": given.get("title")}, body.name_reason)
    position = given.pop("position", None)
    for field, value in given.items():
        setattr(item, field, value)
    if "used_minutes" in given:
        item.spare_seconds = 0
    if position is not None:
        await _move(work, item, position)
    await work.flush()


async def _refuse_outsider(work: Work, item: AgendaItem) -> None:
    """Level and phase of a case item are its circle's: whoever may not read them does not write them."""
    registry: Registry = work.runtime.registry
    if item.ref_id not in await registry.resolve(work, "case", [item.ref_id] if item.ref_id else []):
        raise UnknownCase


async def _others(work: Work, meeting_id: UUID, without: UUID | None) -> list[AgendaItem]:
    rows: Any = await work.scalars(ITEMS_OF, {"meeting": meeting_id})
    return sorted((r for r in rows if r.id != without), key=lambda r: (r.rank, r.id))


async def _move(work: Work, item: AgendaItem, position: int) -> None:
    others = await _others(work, item.meeting_id, item.id)
    rank = rank_at([other.rank for other in others], position)
    if rank is not None:
        item.rank = rank
        return
    others.insert(position - 1, item)
    for number, row in enumerate(others, start=1):
        row.rank = float(number)


async def remove_item(work: Work, item: AgendaItem) -> None:
    """Raises WrongState once the meeting has begun."""
    if item.meeting_state not in PLANNABLE:
        raise WrongState
    minutes = await work.one_or_none(MINUTES_OF_ITEM, key=item.id)
    if minutes is not None:
        await work.delete(minutes)
        await work.flush()
    await work.delete(item)
    await work.flush()
