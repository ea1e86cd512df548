"""Who sees what was handed over at a change of school, and who takes it in hand at the other end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, any_, exists, not_, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import CaseTransfer
from samsyn.cases.policy.actions import IncomingAction
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.cases import holds_today, is_one_of
from samsyn.cases.policy.parts import one_part
from samsyn.cases.rules.access import LISTABLE
from samsyn.cases.rules.transfers import TransferDestination, TransferDirection
from samsyn.core.actor import HEADS, Actor, Function
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, scoped
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.identity import Assignment
from samsyn.organisation import School

ONE_TRANSFER = one_part(CaseTransfer)


def _is_principal_there(person: Any) -> ColumnElement[bool]:
    """Today, at the unit that it goes to or at its area."""
    at_area = and_(Assignment.scope_type == "AREA", Assignment.area_id == School.area_id)
    return exists().where(
        School.tenant_id == TENANT,
        School.id == CaseTransfer.to_school_id,
        Assignment.tenant_id == TENANT,
        Assignment.person_id == person,
        Assignment.function == Function.PRINCIPAL,
        or_(Assignment.school_id == School.id, at_area),
        holds_today(Assignment),
    )


NAMED_OR_SUCCESSOR: ColumnElement[bool] = or_(
    CaseTransfer.to_person_id == PERSON,
    and_(_is_principal_there(PERSON), not_(_is_principal_there(CaseTransfer.to_person_id))),
)
"""Whom it was sent to, or the principal of today where that person is principal no longer."""
WAITING: ColumnElement[bool] = and_(
    CaseTransfer.tenant_id == TENANT,
    CaseTransfer.direction == TransferDirection.OUT,
    CaseTransfer.destination == TransferDestination.UNIT,
    CaseTransfer.received_at.is_(None),
    CaseTransfer.confidentiality != ConfidentialityClass.K4,
    CaseTransfer.to_school_id == any_(LIST_UNITS),
    or_(is_one_of(CaseTransfer.confidentiality, LISTABLE), NAMED_OR_SUCCESSOR),
    not_against_me(CaseTransfer.case_id),
)
"""For the heads of the new unit until one of them has taken it in hand; in K3 for whom it was sent to, and
after that principal for the next."""
INCOMING = scoped(select(CaseTransfer).where(WAITING).order_by(CaseTransfer.id).limit(200), CaseTransfer)
ONE_INCOMING = scoped(select(CaseTransfer).where(WAITING, CaseTransfer.id == KEY), CaseTransfer)


def receives(actor: Actor) -> bool:
    """Somewhere: heads."""
    return bool(actor.units(HEADS))


def allowed_on_incoming(actor: Actor, row: CaseTransfer) -> frozenset[IncomingAction]:
    return frozenset({IncomingAction.RECEIVE})
