"""Reads of what is written in a case. Each row by its own class: stricter ones are simply not there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases.models import Case, CaseEvent, CaseNote, ChildVoice, PartOfCase
from samsyn.cases.policy import visible_part, visible_parts
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.schemas.parts import (
    ChildVoiceOut,
    ChildVoicesOut,
    EventOut,
    NoteOut,
)
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.work import Work

NOTES, VOICES = visible_parts(CaseNote), visible_parts(ChildVoice)
EVENTS = visible_parts(CaseEvent)
NOTE_ORDER = Order("case-notes", {"writtenAt": CaseNote.written_at}, "-writtenAt", CaseNote.id)
EVENT_ORDER = Order("case-events", {"at": CaseEvent.at}, "-at", CaseEvent.id)
PEOPLE = ("written_by", "asked_by", "person_id")

Names = dict[UUID, Named]


async def logged(work: Work, case: Case, action: str) -> None:
    """One line in the access log for the whole page."""
    await remember_case_students(work, case.id)
    work.log(action, "Case", [case.id])


async def people_in(work: Work, rows: list[Any]) -> Names:
    return await names_of(work, (getattr(row, name, None) for row in rows for name in PEOPLE))


def shown_note(note: CaseNote, names: Names, sealer: Sealer) -> NoteOut:
    return NoteOut(
        links=self_link(f"/cases/{note.case_id}/notes/{note.id}"),
        id=note.id,
        kind=note.kind,
        text=note.words(sealer)["text"] or "",
        confidentiality=note.confidentiality,
        branch=note.branch,
        kept_in=note.kept_in,
        disclosure_basis=note.disclosure_basis,
        written_at=note.written_at,
        written_by=names[note.written_by],
        corrects_id=note.corrects_id,
    )


def shown_voice(voice: ChildVoice, names: Names, sealer: Sealer) -> ChildVoiceOut:
    columns = ("id", "student_id", "perspective", "method", "asked_on", "language", "interpreter", "impact",
               "fed_back_on", "confidentiality", "version")  # fmt: skip
    return ChildVoiceOut(
        links=self_link(f"/cases/{voice.case_id}/child-voices/{voice.id}"),
        asked_by=names[voice.asked_by],
        **{name: getattr(voice, name) for name in columns},
        **voice.words(sealer),
    )


def shown_event(event: CaseEvent, names: Names, sealer: Sealer) -> EventOut:
    return EventOut(
        id=event.id,
        type=event.type,
        at=event.at,
        person=names.get(event.person_id) if event.person_id else None,
        ref_id=event.ref_id,
        data=event.data,
        text=event.words(sealer)["text"],
        confidentiality=event.confidentiality,
    )


SHOWN: dict[type[PartOfCase], Any] = {CaseNote: shown_note, ChildVoice: shown_voice}


async def show_part(work: Work, part: Any) -> Any:
    """A part that is at hand, as its own resource."""
    return SHOWN[type(part)](part, await people_in(work, [part]), await sealer_of(work))


async def one_part(work: Work, case: Case, model: Any, part_id: UUID, action: str) -> Any:
    """One note or voice of the case. Raises NotThere, also for one that is too strict."""
    found = await work.one_or_none(visible_part(model), key=case.id, part=part_id)
    if found is None:
        raise NotThere
    await logged(work, case, action)
    return await show_part(work, found)


async def _paged(work: Work, case: Case, asked: Paging, statement: Any, order: Order, show: Any) -> Page[Any]:
    """Rows first, then the names in them: the page's own shape is made last."""
    page: Page[Any] = await listed(work, statement, order, asked, lambda row: row[0], values={"key": case.id})
    names, sealer = await people_in(work, list(page.items)), await sealer_of(work)
    return page.model_copy(update={"items": [show(row, names, sealer) for row in page.items]})


async def notes(work: Work, case: Case, asked: Paging) -> Page[NoteOut]:
    await logged(work, case, "case.notes")
    return await _paged(work, case, asked, NOTES, NOTE_ORDER, shown_note)


async def events(work: Work, case: Case, asked: Paging) -> Page[EventOut]:
    await logged(work, case, "case.events")
    return await _paged(work, case, asked, EVENTS, EVENT_ORDER, shown_event)


async def voices(work: Work, case: Case) -> ChildVoicesOut:
    await logged(work, case, "case.child-voices")
    rows = sorted(await work.scalars(VOICES, {"key": case.id}), key=lambda v: (v.asked_on, v.id))
    names, sealer = await people_in(work, rows), await sealer_of(work)
    items = [shown_voice(row, names, sealer) for row in rows]
    return ChildVoicesOut(links=self_link(f"/cases/{case.id}/child-voices"), items=items)
