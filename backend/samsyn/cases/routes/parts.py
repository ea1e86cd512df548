"""What is written in a case: notes, the child's voice, and the timeline."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response, status

from samsyn.cases.commands.record_voice import record_voice
from samsyn.cases.commands.write_note import write_note
from samsyn.cases.models import CaseNote, ChildVoice
from samsyn.cases.queries import parts
from samsyn.cases.routes.gates import (
    CaseForNote,
    CaseForVoice,
    CaseToRead,
    NoteId,
    VoiceId,
    as_id,
)
from samsyn.cases.schemas.parts import (
    ChildVoiceIn,
    ChildVoiceOut,
    ChildVoicesOut,
    EventOut,
    NoteIn,
    NoteOut,
)
from samsyn.core.gate import TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, Page

router = APIRouter(route_class=GuardedRoute)


def address(response: Response, case: Any, rest: str) -> None:
    response.headers["Location"] = f"{BASE_PATH}/cases/{case.id}/{rest}"


@router.get("/cases/{caseId}/notes")
async def list_case_notes(case: CaseToRead, asked: ThePaging, work: TheWork) -> Page[NoteOut]:
    """Notes that the caller may read, the newest first. Those of a stricter class are not there."""
    return await parts.notes(work, case, asked)


@router.post("/cases/{caseId}/notes", status_code=status.HTTP_201_CREATED)
async def create_case_note(case: CaseForNote, body: NoteIn, work: TheWork, response: Response) -> NoteOut:
    """Writes a note. It is never edited: a correction is a new note. Raises C13 across secrecy branches."""
    note = await write_note(work, case, body)
    address(response, case, f"notes/{note.id}")
    shown: NoteOut = await parts.show_part(work, note)
    return shown


@router.get("/cases/{caseId}/notes/{noteId}")
async def read_case_note(case: CaseToRead, note_id: NoteId, work: TheWork) -> NoteOut:
    """One note in the case."""
    note: NoteOut = await parts.one_part(work, case, CaseNote, as_id(note_id), "case.notes")
    return note


@router.get("/cases/{caseId}/child-voices")
async def list_child_voices(case: CaseToRead, work: TheWork) -> ChildVoicesOut:
    """What children have said or shown, and why somebody could not be asked."""
    return await parts.voices(work, case)


@router.post("/cases/{caseId}/child-voices", status_code=status.HTTP_201_CREATED)
async def create_child_voice(
    case: CaseForVoice, body: ChildVoiceIn, work: TheWork, response: Response
) -> ChildVoiceOut:
    """Records a child's voice, or with a reason that there is none (C01)."""
    voice = await record_voice(work, case, body)
    address(response, case, f"child-voices/{voice.id}")
    response.headers["ETag"] = etag(voice)
    shown: ChildVoiceOut = await parts.show_part(work, voice)
    return shown


@router.get("/cases/{caseId}/child-voices/{voiceId}")
async def read_child_voice(
    case: CaseToRead, voice_id: VoiceId, work: TheWork, response: Response
) -> ChildVoiceOut:
    """One child's voice."""
    voice: ChildVoiceOut = await parts.one_part(work, case, ChildVoice, as_id(voice_id), "case.child-voices")
    response.headers["ETag"] = etag(voice)
    return voice


@router.get("/cases/{caseId}/events")
async def list_case_events(case: CaseToRead, asked: ThePaging, work: TheWork) -> Page[EventOut]:
    """The timeline, append only: who did what when, the newest first."""
    return await parts.events(work, case, asked)
