"""Consents, and the ledger of what was disclosed to somebody outside the case."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, query_expression

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules import DisclosureBasis
from samsyn.cases.rules.disclosures import ConsentForm, RecipientKind
from samsyn.cases.rules.parties import Channel, Party
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class Consent(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """Leave to tell one kind of recipient something, until a day or until it is taken back.

    ``givers``: JSON, lines ``{party, name}``. ``born_on`` as text, sealed with the rest. ``revoked_on`` is
    the day that was said, ``revoked_at`` the server's time."""

    __tablename__ = "case_consents"
    TEXTS: ClassVar = ("born_on", "recipient", "scope", "givers")
    student_id: Mapped[UUID | None]
    born_on: Mapped[str | None]
    recipient_kind: Mapped[str]
    recipient: Mapped[str | None]
    scope: Mapped[str | None]
    givers: Mapped[str | None]
    form: Mapped[str]
    given_on: Mapped[date]
    expires_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    revoked_on: Mapped[date | None]
    revoked_by: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("student_id", "students"),
        refers("recorded_by", "people"),
        one_of("recipient_kind", RecipientKind),
        one_of("form", ConsentForm),
        one_of("revoked_by", Party),
        CheckConstraint(
            "(revoked_on IS NULL) = (revoked_at IS NULL) AND (revoked_on IS NULL) = (revoked_by IS NULL)",
            name="revoked",
        ),
        CheckConstraint("expires_on >= given_on", name="period"),
        Index("ix_case_consents_case", "tenant_id", "case_id", "id"),
    )


class Disclosure(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """A line of the ledger: what was told to whom, on which ground. Never edited: a correction is a new line.

    ``partner_id``: somebody outside the organiser to whom Samsyn shows ``what`` until ``shared_until``, or
    until ``ended_at``; they see this line and nothing else of the case."""

    __tablename__ = "case_disclosures"
    TEXTS: ClassVar = ("recipient", "what", "purpose", "reason")
    student_id: Mapped[UUID | None]
    recipient_kind: Mapped[str]
    recipient: Mapped[str | None]
    what: Mapped[str | None]
    purpose: Mapped[str | None]
    reason: Mapped[str | None]
    basis: Mapped[str]
    consent_id: Mapped[UUID | None]
    channel: Mapped[str | None]
    told_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    corrects_id: Mapped[UUID | None]
    partner_id: Mapped[UUID | None]
    shared_until: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("student_id", "students"),
        refers("recorded_by", "people"),
        refers("consent_id", "case_consents"),
        refers("corrects_id", "case_disclosures"),
        refers("partner_id", "people"),
        one_of("recipient_kind", RecipientKind),
        one_of("basis", DisclosureBasis),
        one_of("channel", Channel),
        CheckConstraint(
            "(basis IN ('CONSENT_GUARDIAN', 'CONSENT_STUDENT')) = (consent_id IS NOT NULL)", name="consent"
        ),
        CheckConstraint("(partner_id IS NULL) = (shared_until IS NULL)", name="shared"),
        CheckConstraint("(partner_id IS NULL) = (channel IS NOT NULL)", name="channel_or_shared"),
        CheckConstraint("partner_id IS NOT NULL OR ended_at IS NULL", name="ended"),
        Index("ix_case_disclosures_case", "tenant_id", "case_id", "id"),
        Index("ix_case_disclosures_partner", "tenant_id", "partner_id", "id"),
        Index("ix_case_disclosures_consent", "tenant_id", "consent_id"),
    )
