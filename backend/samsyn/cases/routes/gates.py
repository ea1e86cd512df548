"""The gates of operations on one case."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path

from samsyn.cases.models import Case
from samsyn.cases.policy import ONE_CASE, CaseAction, allowed_on_case
from samsyn.cases.statements import WHOLE_CASE
from samsyn.core.errors import NotThere
from samsyn.core.gate import Gate

ONE: dict[str, Any] = {
    "kind": "Case",
    "find": ONE_CASE,
    "parameter": "caseId",
    "allowed": allowed_on_case,
}
CaseToShow = Annotated[Case, Depends(Gate(CaseAction.READ, **{**ONE, "find": WHOLE_CASE}))]
CaseToRead = Annotated[Case, Depends(Gate(CaseAction.READ, **ONE))]
CaseToChange = Annotated[Case, Depends(Gate(CaseAction.CHANGE, version="required", **ONE))]
READ_ONE = Gate(CaseAction.READ, **ONE)
CaseToFollow = Annotated[Case, Depends(READ_ONE)]
CaseToRule = Annotated[Case, Depends(Gate(CaseAction.CHANGE_RULES, version="required", **ONE))]
CaseToClassify = Annotated[Case, Depends(Gate(CaseAction.CLASSIFY, version="required", **ONE))]
CaseToMove = Annotated[Case, Depends(Gate(CaseAction.MOVE, version="required", **ONE))]
CaseToClose = Annotated[Case, Depends(Gate(CaseAction.CLOSE, version="required", **ONE))]
CaseToEnd = Annotated[Case, Depends(Gate(CaseAction.CLOSE, **ONE))]
CaseToReopen = Annotated[Case, Depends(Gate(CaseAction.REOPEN, version="required", **ONE))]
CaseToManage = Annotated[Case, Depends(Gate(CaseAction.MANAGE_CIRCLE, **ONE))]
CaseToExport = Annotated[Case, Depends(Gate(CaseAction.EXPORT, **ONE))]
CaseForFile = Annotated[Case, Depends(Gate(CaseAction.ATTACH, **ONE))]
CaseForNote = Annotated[Case, Depends(Gate(CaseAction.WRITE_NOTE, **ONE))]
CaseForVoice = Annotated[Case, Depends(Gate(CaseAction.WRITE_VOICE, **ONE))]
CaseForProposal = Annotated[Case, Depends(Gate(CaseAction.PROPOSE_MEASURE, **ONE))]
CaseForDecision = Annotated[Case, Depends(Gate(CaseAction.DECIDE_MEASURE, **ONE))]
CaseForMeasure = Annotated[Case, Depends(Gate(CaseAction.WRITE_MEASURE, **ONE))]


def part_of_path(name: str) -> Any:
    """The id of a part, as it stands in the path."""
    return Path(alias=name, json_schema_extra={"format": "uuid"})


ExportId = Annotated[str, part_of_path("exportId")]
AttachmentId = Annotated[str, part_of_path("attachmentId")]
NoteId = Annotated[str, part_of_path("noteId")]
VoiceId = Annotated[str, part_of_path("voiceId")]
MeasureId = Annotated[str, part_of_path("measureId")]
MemberId = Annotated[str, part_of_path("memberId")]


def as_id(text: str) -> UUID:
    """Raises NotThere for what is no id at all."""
    try:
        return UUID(text)
    except ValueError:
        raise NotThere from None
