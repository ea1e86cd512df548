"""How many cases of a unit are about the same theme: for its heads and student health, never a case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DateTime, any_, bindparam, func, not_, or_, select

from samsyn.cases.models import CaseHead
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.cases import is_one_of
from samsyn.cases.rules.access import NUMBER_ONLY, Reach
from samsyn.cases.rules.patterns import FEWEST_CASES
from samsyn.core.actor import TRIAGE, Actor
from samsyn.core.scope import TENANT, TRIAGE_UNITS, scoped
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.organisation import School

SINCE: Any = bindparam("since", type_=DateTime(timezone=True))
THEME = func.unnest(CaseHead.themes).label("theme")
_OPEN_THEMES = (
    select(CaseHead.school_id, THEME)
    .where(
        CaseHead.tenant_id == TENANT,
        CaseHead.school_id == any_(TRIAGE_UNITS),
        CaseHead.confidentiality != ConfidentialityClass.K4,
        CaseHead.reach != Reach.ORGANISER,
        not_against_me(CaseHead.id),
        not_(is_one_of(CaseHead.case_type, sorted(NUMBER_ONLY))),
        or_(CaseHead.closed_at.is_(None), CaseHead.closed_at >= SINCE),
    )
    .subquery("themes")
)
PATTERNS = scoped(
    select(
        _OPEN_THEMES.c.school_id,
        School.name.label("school_name"),
        _OPEN_THEMES.c.theme,
        func.count().label("cases"),
    )
    .join(School, School.id == _OPEN_THEMES.c.school_id)
    .where(School.tenant_id == TENANT)
    .group_by(_OPEN_THEMES.c.school_id, School.name, _OPEN_THEMES.c.theme)
    .having(func.count() >= FEWEST_CASES),
    CaseHead,
    School,
)
"""Open at some time since ``since``; what is in class K4 or past the unit is never counted."""


def sees_patterns(actor: Actor) -> bool:
    return actor.kind == "PERSON" and bool(actor.units(TRIAGE))
