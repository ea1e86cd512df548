"""What a child's voice led to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from samsyn.cases.commands.record_voice import follow_voice
from samsyn.cases.models import ChildVoice
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.parts import allowed_on_part, one_part
from samsyn.cases.queries import parts
from samsyn.cases.routes.investigations import CaseId, case_of
from samsyn.cases.schemas.parts import ChildVoiceOut, ChildVoicePatch
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.route import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
VoiceToFollow = Annotated[
    ChildVoice,
    Depends(
        Gate(
            CaseAction.WRITE_VOICE,
            kind="ChildVoice",
            find=one_part(ChildVoice),
            parameter="voiceId",
            allowed=allowed_on_part,
            version="required",
        )
    ),
]


@router.patch("/cases/{caseId}/child-voices/{voiceId}")
async def change_child_voice(
    case_id: CaseId, voice: VoiceToFollow, body: ChildVoicePatch, work: TheWork, response: Response
) -> ChildVoiceOut:
    """Says afterwards what the child's voice changed, and when the child was told. What was said stays."""
    case = await case_of(work, case_id, voice)
    await follow_voice(work, case, voice, body)
    response.headers["ETag"] = etag(voice)
    shown: ChildVoiceOut = await parts.show_part(work, voice)
    return shown
