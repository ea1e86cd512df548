"""The minimised head is written in the same transaction as its case."""

from __future__ import annotations

from samsyn.cases.models import Case, CaseHead
from samsyn.cases.policy import HEAD_OF_CASE
from samsyn.core.work import Work

MIRRORED = (
    "case_type",
    "confidentiality",
    "reach",
    "themes",
    "phase",
    "closed_at",
    "next_follow_up_on",
    "version",
)


async def keep_head(work: Work, case: Case) -> None:
    """Writes the case, then what others may know of it. Raises StaleDataError when somebody was faster."""
    await work.flush()
    head: CaseHead = await work.one_or_none(HEAD_OF_CASE, key=case.id)
    for name in MIRRORED:
        setattr(head, name, getattr(case, name))
    head.rule_pack = case.rule_pack if case.rules_changed_at else None
    await work.flush()


def new_head(case: Case, grade: str | None) -> CaseHead:
    """``grade`` null where there is no pupil, several grades, or too few pupils to name it."""
    return CaseHead(
        tenant_id=case.tenant_id,
        id=case.id,
        school_id=case.school_id,
        number=case.number,
        grade=grade,
        opened_at=case.opened_at,
        **{name: getattr(case, name) for name in MIRRORED},
    )
