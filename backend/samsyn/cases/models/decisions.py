"""Decisions, the action programmes they hold, and the hearing of those whom they concern."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from samsyn.cases.models.parts import PartOfCase, part
from samsyn.cases.rules.decision_kinds import DecisionKind, DecisionState
from samsyn.cases.rules.parties import Channel, HearingException, HearingState, Party
from samsyn.core.actor import Function
from samsyn.core.models import Base, Confidential, Tenanted, Versioned, one_of, refers


class Hearing(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """A party who is heard before a decision (kommunicering), or why not: förvaltningslagen 25 §."""

    __tablename__ = "case_hearings"
    TEXTS: ClassVar = ("name", "material", "view", "reason")
    party: Mapped[str]
    name: Mapped[str | None]
    state: Mapped[str]
    material: Mapped[str | None]
    informed_on: Mapped[date | None]
    channel: Mapped[str | None]
    interpreter: Mapped[bool]
    answer_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    view: Mapped[str | None]
    exception: Mapped[str | None]
    reason: Mapped[str | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        one_of("party", Party),
        one_of("state", HearingState),
        one_of("channel", Channel),
        one_of("exception", HearingException),
        CheckConstraint("(state = 'NOT_HEARD') = (exception IS NOT NULL)", name="not_heard"),
        CheckConstraint("state <> 'ANSWERED' OR answered_on IS NOT NULL", name="answered"),
        CheckConstraint("state = 'NOT_HEARD' OR informed_on IS NOT NULL", name="informed"),
        Index("ix_case_hearings_case", "tenant_id", "case_id", "id"),
    )


class Decision(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """A draft until it is signed; then it stands as it is, and a trigger of the database holds that.

    ``born_on`` is the pupil's date of birth as text, sealed with the rest. ``term_ends_on`` is the last day
    of the unit's term, as it was when the decision was signed. ``supersedes_id`` is the decision about the
    same pupil that it took the place of, ``edition`` counts those. ``content_hash`` is SHA-256 of all that
    was decided."""

    __tablename__ = "case_decisions"
    TEXTS: ClassVar = ("born_on", "ruling", "reasons", "delegation_ref", "reuse_reason")
    kind: Mapped[str]
    state: Mapped[str]
    edition: Mapped[int | None] = mapped_column(SmallInteger)
    student_id: Mapped[UUID | None]
    born_on: Mapped[str | None]
    ruling: Mapped[str | None]
    reasons: Mapped[str | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    term_ends_on: Mapped[date | None]
    support_forms: Mapped[list[str]]
    legal_bases: Mapped[list[str]]
    appeal_possible: Mapped[bool]
    delegated: Mapped[bool]
    delegation_ref: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_as: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    investigation_id: Mapped[UUID | None]
    reuse_reason: Mapped[str | None]
    supersedes_id: Mapped[UUID | None]
    content_hash: Mapped[bytes | None]
    document_id: Mapped[UUID | None]
    document_hash: Mapped[bytes | None]
    my_role: Mapped[str | None] = query_expression(expire_on_flush=False)
    __table_args__ = (
        *part(*TEXTS),
        refers("student_id", "students"),
        refers("decided_by", "people"),
        refers("investigation_id", "investigations"),
        refers("supersedes_id", "case_decisions"),
        refers("document_id", "blobs"),
        one_of("kind", DecisionKind),
        one_of("state", DecisionState),
        one_of("decided_as", Function),
        CheckConstraint(
            "(state IN ('DRAFT', 'DISCARDED')) = (decided_at IS NULL)"
            " AND (decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decided_as IS NULL)"
            " AND (decided_at IS NULL) = (content_hash IS NULL) AND (decided_at IS NULL) = (edition IS NULL)",
            name="signed",
        ),
        CheckConstraint(
            "decided_at IS NULL OR (decided_as = 'PRINCIPAL' AND NOT delegated)"
            " OR NOT (kind IN ('SPECIAL_GROUP', 'ADAPTED_COURSE')"
            " OR support_forms && ARRAY['SPECIAL_GROUP', 'INDIVIDUAL', 'DISTANCE', 'ADAPTED_COURSE'])",
            name="c05",
        ),
        CheckConstraint(
            "decided_at IS NULL OR NOT 'DISTANCE' = ANY (support_forms)"
            " OR (starts_on <= ends_on AND ends_on <= term_ends_on AND term_ends_on IS NOT NULL)",
            name="c06",
        ),
        CheckConstraint(
            "(document_id IS NULL) = (document_hash IS NULL)"
            " AND (decided_at IS NOT NULL OR document_id IS NULL)",
            name="document",
        ),
        Index("ix_case_decisions_document", "tenant_id", "document_id"),
        Index("ix_case_decisions_case", "tenant_id", "case_id", "created_at", "id"),
    )

    @property
    def is_draft(self) -> bool:
        return self.state == DecisionState.DRAFT


class ActionProgramme(Tenanted, Versioned, PartOfCase, Confidential, Base):
    """What skollagen 3:9 asks of an åtgärdsprogram. Has the id of its decision, and is locked with it.

    ``measures`` and ``guardians`` hold JSON: lines ``{text, measureId}``, and for each guardian when they
    were invited, whether they took part, and what they said.
    """

    __tablename__ = "action_programmes"
    TEXTS: ClassVar = ("needs", "measures", "student_part", "guardians")
    needs: Mapped[str | None]
    measures: Mapped[str | None]
    student_part: Mapped[str | None]
    guardians: Mapped[str | None]
    follow_up_on: Mapped[date | None]
    evaluate_on: Mapped[date | None]
    follow_up_by: Mapped[UUID | None]
    evaluate_by: Mapped[UUID | None]
    __table_args__ = (
        *part(*TEXTS),
        refers("id", "case_decisions"),
        refers("follow_up_by", "people"),
        refers("evaluate_by", "people"),
        Index("ix_action_programmes_case", "tenant_id", "case_id", "id"),
    )
