"""Absence reported to the organiser, as its case officers read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from samsyn.cases.models import AuthorityReport
from samsyn.cases.policy import is_case_officer
from samsyn.cases.policy.notices import NOTICES, NoticeAction
from samsyn.cases.schemas.notices import AbsenceNoticeOut
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.registry import FocusCard
from samsyn.core.schema import Named, Page
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work

KIND: Final = "AuthorityReport"
ORDER: Final = Order("absence-notices", {"sentAt": AuthorityReport.sent_at}, "-sentAt", AuthorityReport.id)
NEW_FOR: Final = timedelta(days=7)
MOST: Final = 100


def _shown(row: Any) -> AbsenceNoticeOut:
    return AbsenceNoticeOut(
        id=row.id,
        number=row.receipt or "",
        school=Named(id=row.school_id, name=row.school_name),
        sent_at=row.sent_at,
        sent_by=Named(id=row.sent_by, name=f"{row.given_name} {row.family_name}"),
        about=row.about,
    )


async def notices(work: Work, asked: Paging) -> Page[AbsenceNoticeOut]:
    """Of the organiser's every unit, the newest first."""
    page = await listed(work, NOTICES, ORDER, asked, _shown)
    work.log(NoticeAction.LIST, KIND, [one.id for one in page.items], students=[])
    return page


async def new_notices(work: Work) -> Sequence[FocusCard]:
    """One card for those of the last week."""
    if not is_case_officer(work.actor):
        return []
    since = work.clock.now() - NEW_FOR
    rows = list(await work.execute(NOTICES.where(AuthorityReport.sent_at > since).limit(MOST)))
    work.log("absence-notice.new", KIND, [row.id for row in rows], students=[])
    if not rows:
        return []
    many = len(rows) != 1
    return [
        FocusCard(
            code="ABSENCE_REPORTED",
            weight=60,
            what_sv=f"Läs {len(rows)} nya anmälningar om frånvaro" if many else "Läs en anmälan om frånvaro",
            what_en=f"Read {len(rows)} new reports of absence" if many else "Read a report of absence",
            why_sv="En rektor utreder frånvaro och har anmält det till er (7 kap. 19 a § skollagen).",
            why_en="A principal investigates absence and has told you (Education Act 7:19 a).",
            action_sv="Till anmälningarna",
            action_en="To the reports",
            path="/arenden/franvaro",
            due=stockholm_day(max(row.sent_at for row in rows)),
        )
    ]
