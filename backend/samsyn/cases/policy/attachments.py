"""Files in a case: seen as every part of it, handed out when they are clean, voided by who put them there."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Text, bindparam, func, select

from samsyn.cases.models import Case, CaseAttachment
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import open_to_now
from samsyn.cases.policy.cases import is_one_of
from samsyn.cases.policy.one_case import visible_parts
from samsyn.cases.rules.attachments import UNSCANNED, ScanState, is_served
from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, PERSON, TENANT, scoped
from samsyn.documents import PREVIEWED


class AttachmentAction(StrEnum):
    DOWNLOAD = "attachment.download"
    PREVIEW = "attachment.preview"
    VOID = "attachment.void"


ATTACHMENTS = visible_parts(CaseAttachment)
ONE_ATTACHMENT = visible_parts(CaseAttachment).where(CaseAttachment.id == bindparam("attachment"))
"""``key`` is the case, ``attachment`` the file."""

TO_SCAN = scoped(
    select(CaseAttachment.id, CaseAttachment.blob_id)
    .where(
        CaseAttachment.tenant_id == TENANT,
        PERSON.is_(None),
        is_one_of(CaseAttachment.scan, UNSCANNED),
        CaseAttachment.voided_at.is_(None),
    )
    .order_by(CaseAttachment.id)
    .limit(100),
    CaseAttachment,
)
"""For the program itself, in the worker; the database shows these rows to nobody else without a person."""

NOTE_SCAN = scoped(select(func.note_attachment_scan(KEY, bindparam("verdict", type_=Text))))


def allowed_on_attachment(
    actor: Actor, case: Case, file: CaseAttachment, scanner: bool
) -> frozenset[AttachmentAction]:
    """What can be done with a file now. ``scanner``: whether one is set."""
    found: set[AttachmentAction] = set()
    if is_served(ScanState(file.scan), scanner, file.voided_at is not None):
        found.add(AttachmentAction.DOWNLOAD)
        if file.kind in PREVIEWED:
            found.add(AttachmentAction.PREVIEW)
    offered = open_to_now(actor, case)
    own = file.uploaded_by == actor.id and CaseAction.ATTACH in offered
    if file.voided_at is None and (own or CaseAction.CHANGE in offered):
        found.add(AttachmentAction.VOID)
    return frozenset(found)
