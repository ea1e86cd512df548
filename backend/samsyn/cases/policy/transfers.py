"""Who sees what was handed over at a change of school, and who takes it in hand at the other end."""

from __future__ import annotations

from sqlalchemy import and_, any_, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import CaseTransfer
from samsyn.cases.policy.actions import IncomingAction
from samsyn.cases.policy.cases import is_one_of
from samsyn.cases.policy.parts import one_part
from samsyn.cases.rules.access import LISTABLE
from samsyn.cases.rules.transfers import TransferDestination, TransferDirection
from samsyn.core.actor import HEADS, Actor
from samsyn.core.scope import KEY, LIST_UNITS, PERSON, TENANT, scoped
from samsyn.core.vocabulary import ConfidentialityClass

ONE_TRANSFER = one_part(CaseTransfer)
WAITING: ColumnElement[bool] = and_(
    CaseTransfer.tenant_id == TENANT,
    CaseTransfer.direction == TransferDirection.OUT,
    CaseTransfer.destination == TransferDestination.UNIT,
    CaseTransfer.received_at.is_(None),
    CaseTransfer.confidentiality != ConfidentialityClass.K4,
    CaseTransfer.to_school_id == any_(LIST_UNITS),
    or_(is_one_of(CaseTransfer.confidentiality, LISTABLE), CaseTransfer.to_person_id == PERSON),
)
"""For the heads of the new unit until one of them has taken it in hand; in K3 for whom it was sent to."""
INCOMING = scoped(select(CaseTransfer).where(WAITING).order_by(CaseTransfer.id).limit(200), CaseTransfer)
ONE_INCOMING = scoped(select(CaseTransfer).where(WAITING, CaseTransfer.id == KEY), CaseTransfer)


def receives(actor: Actor) -> bool:
    """Somewhere: heads."""
    return bool(actor.units(HEADS))


def allowed_on_incoming(actor: Actor, row: CaseTransfer) -> frozenset[IncomingAction]:
    return frozenset({IncomingAction.RECEIVE})
