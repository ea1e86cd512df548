"""What belongs to a meeting, as it is shown: those who came, the agenda, the minutes, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.registry import Reference, Registry
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.work import Work
from samsyn.identity import Person
from samsyn.meetings.models import ActionItem, AgendaItem, ItemMinutes, MeetingParticipant
from samsyn.meetings.policy import (
    MY_ACTIONS,
    VISIBLE_ACTIONS,
    VISIBLE_ITEMS,
    VISIBLE_MINUTES,
    VISIBLE_PARTICIPANTS,
    PartAction,
    allowed_on_action,
    allowed_on_part,
)
from samsyn.meetings.queries.meetings import title_of
from samsyn.meetings.rules import PLANNABLE, WRITABLE, ActionItemState, AgendaItemKind
from samsyn.meetings.schemas import (
    ActionItemOut,
    AgendaItemOut,
    CaseOnAgenda,
    ItemMinutesOut,
    ParticipantOut,
)
from samsyn.organisation import label_of

_MEETING = bindparam("meeting", type_=Uuid)
PEOPLE_ORDER = Order("participants", {"name": Person.sort_key}, "name", MeetingParticipant.id)
AGENDA_ORDER = Order("agenda", {"position": AgendaItem.rank}, "position", AgendaItem.id)
MINUTES_ORDER = Order("minutes", {"createdAt": ItemMinutes.created_at}, "createdAt", ItemMinutes.id)
ACTION_ORDER = Order("actions", {"dueOn": ActionItem.due_on}, "dueOn", ActionItem.id)
PEOPLE_OF = VISIBLE_PARTICIPANTS.join(
    Person, (Person.tenant_id == MeetingParticipant.tenant_id) & (Person.id == MeetingParticipant.person_id)
).where(MeetingParticipant.meeting_id == _MEETING)
ITEMS_OF = VISIBLE_ITEMS.where(AgendaItem.meeting_id == _MEETING)
MINUTES_OF = VISIBLE_MINUTES.where(ItemMinutes.meeting_id == _MEETING)
ACTIONS_OF = VISIBLE_ACTIONS.where(ActionItem.meeting_id == _MEETING)


async def names_of(work: Work, ids: Iterable[UUID | None]) -> dict[UUID, Named]:
    """Staff by id."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    people = select(Person).where(Person.tenant_id == work.tenant, Person.id.in_(wanted))
    return {p.id: Named(id=p.id, name=p.name) for p in await work.scalars(people)}


def _offered(work: Work, part: Any, *, removable: bool = False) -> list[str]:
    allowed = allowed_on_part(work.actor, part)
    if part.meeting_state not in WRITABLE:
        allowed -= {PartAction.CHANGE}
    if not removable or part.meeting_state not in PLANNABLE:
        allowed -= {PartAction.REMOVE}
    return sorted(allowed)


async def participants(work: Work, asked: Paging, meeting_id: UUID) -> Page[ParticipantOut]:
    """In Swedish order of family name."""
    page: Page[Any] = await listed(
        work, PEOPLE_OF, PEOPLE_ORDER, asked, lambda row: row[0], values={"meeting": meeting_id}, total=True
    )
    items = await shown_participants(work, page.items)
    return Page[ParticipantOut](items=items, meta=page.meta, links=page.links)


async def shown_participants(work: Work, rows: Sequence[MeetingParticipant]) -> list[ParticipantOut]:
    names = await names_of(work, [i for row in rows for i in (row.person_id, row.proxy_person_id)])
    return [
        ParticipantOut(
            links=self_link(f"/meetings/{row.meeting_id}/participants/{row.id}"),
            allowed_actions=_offered(work, row),
            id=row.id,
            person=names[row.person_id],
            attendance=row.attendance,
            proxy=names.get(row.proxy_person_id) if row.proxy_person_id else None,
            version=row.version,
        )
        for row in rows
    ]


async def agenda(work: Work, asked: Paging, meeting_id: UUID, language: Language) -> Page[AgendaItemOut]:
    """In the order of the agenda."""
    page: Page[Any] = await listed(
        work, ITEMS_OF, AGENDA_ORDER, asked, lambda row: row[0], values={"meeting": meeting_id}, total=True
    )
    items = await shown_items(work, page.items, language)
    return Page[AgendaItemOut](items=items, meta=page.meta, links=page.links)


async def shown_items(work: Work, rows: Sequence[AgendaItem], language: Language) -> list[AgendaItemOut]:
    """Which case a case item is about is asked of the cases, under the caller's own rights."""
    registry: Registry = work.runtime.registry
    ids = [row.ref_id for row in rows if row.kind == AgendaItemKind.CASE and row.ref_id]
    cases = await registry.resolve(work, "case", ids)
    return [_item(work, row, cases, language) for row in rows]


def _item(work: Work, row: AgendaItem, cases: dict[UUID, Reference], language: Language) -> AgendaItemOut:
    case = cases.get(row.ref_id) if row.ref_id else None
    known = row.kind != AgendaItemKind.CASE or case is not None
    return AgendaItemOut(
        links=self_link(f"/meetings/{row.meeting_id}/agenda-items/{row.id}"),
        allowed_actions=_offered(work, row, removable=True),
        id=row.id,
        kind=AgendaItemKind(row.kind),
        label=row.title or (case.label if case else _hidden(language)),
        position=row.position,
        planned_minutes=row.planned_minutes,
        used_minutes=row.used_minutes,
        level=row.level if known else None,
        phase=row.phase if known else None,
        case=CaseOnAgenda(id=case.id, path=case.path) if case else None,
        version=row.version,
    )


def _hidden(language: Language) -> str:
    word = label_of("agenda_item_kind", AgendaItemKind.CASE, language)
    return f"{word[:1].upper()}{word[1:]}"


async def minutes(work: Work, asked: Paging, meeting_id: UUID) -> Page[ItemMinutesOut]:
    """Of the items that have any here: what is said in a case is the case's."""
    page: Page[Any] = await listed(
        work, MINUTES_OF, MINUTES_ORDER, asked, lambda row: row[0], values={"meeting": meeting_id}, total=True
    )
    items = await shown_minutes(work, page.items)
    return Page[ItemMinutesOut](items=items, meta=page.meta, links=page.links)


async def shown_minutes(work: Work, rows: Sequence[ItemMinutes]) -> list[ItemMinutesOut]:
    names = await names_of(work, [row.updated_by for row in rows])
    return [
        ItemMinutesOut(
            links=self_link(f"/meetings/{row.meeting_id}/minutes/{row.item_id}"),
            allowed_actions=_offered(work, row),
            item_id=row.item_id,
            text=row.text,
            updated_by=names.get(row.updated_by) if row.updated_by else None,
            updated_at=row.updated_at,
            version=row.version,
        )
        for row in rows
    ]


async def actions(
    work: Work,
    asked: Paging,
    language: Language,
    *,
    meeting_id: UUID | None,
    state: ActionItemState | None,
) -> Page[ActionItemOut]:
    """The caller's own, or those of one meeting that the caller sees."""
    statement = MY_ACTIONS if meeting_id is None else ACTIONS_OF
    values: dict[str, Any] = {} if meeting_id is None else {"meeting": meeting_id}
    if state is not None:
        statement = statement.where(ActionItem.state == str(state))
    page: Page[Any] = await listed(work, statement, ACTION_ORDER, asked, lambda row: row[0], values=values)
    items = await shown_actions(work, page.items, language)
    return Page[ActionItemOut](items=items, meta=page.meta, links=page.links)


async def shown_actions(work: Work, rows: Sequence[ActionItem], language: Language) -> list[ActionItemOut]:
    names = await names_of(work, [row.owner_id for row in rows])
    return [
        ActionItemOut(
            links=self_link(f"/action-items/{row.id}"),
            allowed_actions=sorted(allowed_on_action(work.actor, row)),
            id=row.id,
            text=row.text,
            owner=names[row.owner_id],
            due_on=row.due_on,
            state=ActionItemState(row.state),
            done_at=row.done_at,
            meeting_id=row.meeting_id,
            meeting_title=title_of(row.meeting_type, row.team_name, language),
            version=row.version,
        )
        for row in rows
    ]
