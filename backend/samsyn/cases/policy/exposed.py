"""Open cases with a pupil whose personal data have become protected since: the class is to follow (C15)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import exists, not_, select

from samsyn.cases.models import Case, CaseAccess, CaseStudent
from samsyn.cases.policy.cases import VISIBLE_CASE
from samsyn.core.scope import PERSON, TENANT, scoped
from samsyn.students import ProtectionLevel, Student

_OPEN_TO_ALL = exists().where(
    Student.tenant_id == TENANT,
    Student.id == CaseStudent.student_id,
    Student.protection_known.is_(True),
    Student.protection_level == ProtectionLevel.NONE,
)
_PROTECTED = exists().where(
    CaseStudent.tenant_id == TENANT,
    CaseStudent.case_id == Case.id,
    CaseStudent.removed_at.is_(None),
    not_(_OPEN_TO_ALL),
)
"""Whoever is protected is not shown to the caller at all, which says the same."""
EXPOSED: Final = scoped(
    select(Case.id, Case.number)
    .where(
        VISIBLE_CASE,
        Case.owner_id == PERSON,
        Case.closed_at.is_(None),
        Case.confidentiality != "K4",
        _PROTECTED,
    )
    .order_by(Case.opened_at, Case.id)
    .limit(20),
    Case,
    CaseAccess,
    CaseStudent,
    Student,
)
"""Those of the caller: whoever answers for a case raises it. That somebody is protected, never who."""
