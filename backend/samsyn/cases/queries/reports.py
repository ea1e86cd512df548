"""Reads of the reports of a case."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases.models import AuthorityReport, Case
from samsyn.cases.policy import CaseAction, allowed_on_case, visible_parts
from samsyn.cases.policy.reports import allowed_on_report
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.rules.reports import NEVER_WAITS, ONLY_IN, TO_ORGANISER, ReportKind
from samsyn.cases.schemas.reports import ChildWelfareReportOut, ReportOut, ReportsOut
from samsyn.core.actor import HEADS
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import Named, self_link
from samsyn.core.work import Work
from samsyn.organisation import School

REPORTS = visible_parts(AuthorityReport)
AS_THEY_STAND = ("id", "kind", "channel", "sent_at", "recorded_at", "feedback_due_on", "feedback_on",
                 "feedback", "confidentiality")  # fmt: skip


async def one_report(work: Work, case: Case, report_id: UUID) -> AuthorityReport:
    """Raises NotThere, also for one that is too strict."""
    one = REPORTS.where(AuthorityReport.id == report_id)
    found: AuthorityReport | None = await work.one_or_none(one, key=case.id)
    if found is None:
        raise NotThere
    return found


def _shown(
    work: Work, case: Case, report: AuthorityReport, names: dict[UUID, Named], sealer: Sealer
) -> ReportOut:
    return ReportOut(
        links=self_link(f"/cases/{report.case_id}/reports/{report.id}"),
        allowed_actions=sorted(allowed_on_report(work.actor, case, report)),
        sent_by=names[report.sent_by],
        **{name: getattr(report, name) for name in AS_THEY_STAND},
        **report.words(sealer),
    )


async def show(work: Work, case: Case, report: AuthorityReport) -> ReportOut:
    """One that is at hand."""
    return _shown(work, case, report, await names_of(work, [report.sent_by]), await sealer_of(work))


async def report(work: Work, case: Case, report_id: UUID) -> ReportOut:
    await logged(work, case, "case.reports")
    return await show(work, case, await one_report(work, case, report_id))


async def reports(work: Work, case: Case) -> ReportsOut:
    """The first sent first; those that the caller's way into the case does not reach are not there."""
    await logged(work, case, "case.reports")
    rows = sorted(await work.scalars(REPORTS, {"key": case.id}), key=lambda row: (row.sent_at, row.id))
    names, sealer = await names_of(work, (row.sent_by for row in rows)), await sealer_of(work)
    return ReportsOut(
        links=self_link(f"/cases/{case.id}/reports"),
        items=[_shown(work, case, row, names, sealer) for row in rows],
        kinds=_kinds(work, case, {row.kind for row in rows}),
    )


def _kinds(work: Work, case: Case, sent: set[str]) -> list[ReportKind]:
    """What can be recorded now; an orosanmälan always."""

    def offered(kind: ReportKind) -> bool:
        if kind is NEVER_WAITS:
            return True
        if not case.is_open or case.case_type not in ONLY_IN.get(kind, {case.case_type}):
            return False
        if kind in TO_ORGANISER and kind in sent:
            return False
        if kind is ReportKind.ORGANISER_6_10:
            return work.actor.holds_at(case.school_id, HEADS)
        return CaseAction.WRITE_NOTE in allowed_on_case(work.actor, case)

    return [kind for kind in ReportKind if offered(kind)]


def receipt(case: Case, report: AuthorityReport, school: School) -> ChildWelfareReportOut:
    """From what has just been written: whoever made it may not be able to read it."""
    return ChildWelfareReportOut(
        links=self_link(f"/cases/{case.id}/reports/{report.id}"),
        id=report.id,
        case_id=case.id,
        number=case.number,
        school=Named(id=school.id, name=school.name),
        recorded_at=report.recorded_at,
        sent_at=report.sent_at,
        feedback_due_on=report.feedback_due_on,
    )
