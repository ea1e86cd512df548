"""Minutes are written, and things to do are handed out and done."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases import add_meeting_note
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.meetings.commands.plan import refuse_unknown
from samsyn.meetings.errors import NotACase, WrongState
from samsyn.meetings.models import ActionItem, AgendaItem, ItemMinutes, Meeting
from samsyn.meetings.policy import ONE_ITEM
from samsyn.meetings.rules import WRITABLE, ActionItemState, AgendaItemKind
from samsyn.meetings.schemas import ActionItemIn, ActionItemPatch, CaseMinutesIn, ItemMinutesPatch


async def write_minutes(work: Work, minutes: ItemMinutes, body: ItemMinutesPatch) -> None:
    """Raises WrongState for a meeting that is off, or whose minutes are approved."""
    if minutes.meeting_state not in WRITABLE:
        raise WrongState
    if body.text is not None:
        minutes.text = body.text
    await work.flush()


async def write_in_case(work: Work, meeting: Meeting, body: CaseMinutesIn) -> tuple[UUID, UUID]:
    """What was said about a case becomes a note in it, and nothing of it is kept here; ids of case and note.

    Raises WrongState, NotACase, NotThere for an item of another meeting or a case that is not the caller's,
    and what the case itself refuses.
    """
    if meeting.state not in WRITABLE:
        raise WrongState
    item: AgendaItem | None = await work.one_or_none(ONE_ITEM, key=body.item_id)
    if item is None or item.meeting_id != meeting.id:
        raise NotThere
    if item.kind != AgendaItemKind.CASE or item.ref_id is None:
        raise NotACase
    note = await add_meeting_note(
        work,
        item.ref_id,
        body.text,
        source_id=item.id,
        confidentiality=body.confidentiality,
        journal_reason=body.journal_reason,
    )
    return item.ref_id, note


async def hand_out(work: Work, meeting: Meeting, body: ActionItemIn) -> ActionItem:
    """Raises WrongState, UnknownPerson."""
    if meeting.state not in WRITABLE:
        raise WrongState
    await refuse_unknown(work, [body.owner_id])
    item = ActionItem(tenant_id=work.tenant, id=uuid7(), state=ActionItemState.OPEN, **body.model_dump())
    work.add(item)
    await work.flush()
    return item


async def change_action(work: Work, item: ActionItem, body: ActionItemPatch) -> None:
    """Done is done by the server's clock. Raises UnknownPerson."""
    given = body.model_dump(exclude_unset=True)
    if "owner_id" in given:
        await refuse_unknown(work, [given["owner_id"]])
    for field, value in given.items():
        setattr(item, field, value)
    if "state" in given:
        item.done_at = work.clock.now() if item.state == ActionItemState.DONE else None
    await work.flush()
