"""Absence that a principal has reported to the organiser (skollagen 7:19 a): who reads that it was."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import and_, select

from samsyn.cases.models import AuthorityReport
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.cases import IS_OFFICER, is_one_of
from samsyn.cases.rules.access import LISTABLE, Reach
from samsyn.cases.rules.reports import ReportKind
from samsyn.core.scope import TENANT, scoped
from samsyn.identity import Person
from samsyn.organisation import School


class NoticeAction(StrEnum):
    LIST = "absence-notice.list"


_NOTICES: Any = (
    select(
        AuthorityReport.id,
        AuthorityReport.sent_at,
        AuthorityReport.receipt,
        AuthorityReport.about,
        AuthorityReport.school_id,
        School.name.label("school_name"),
        AuthorityReport.sent_by,
        Person.given_name,
        Person.family_name,
    )
    .join(School, and_(School.tenant_id == TENANT, School.id == AuthorityReport.school_id))
    .join(Person, and_(Person.tenant_id == TENANT, Person.id == AuthorityReport.sent_by))
    .where(
        AuthorityReport.tenant_id == TENANT,
        is_one_of(AuthorityReport.kind, (ReportKind.ORGANISER_ABSENCE,)),
        is_one_of(AuthorityReport.reach, (Reach.BOTH, Reach.ORGANISER)),
        is_one_of(AuthorityReport.confidentiality, LISTABLE),
        IS_OFFICER,
        not_against_me(AuthorityReport.case_id),
    )
)
NOTICES: Final = scoped(_NOTICES, AuthorityReport)
"""For the organiser's case officers: the notice alone, never the case behind it."""
