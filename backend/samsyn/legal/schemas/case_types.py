"""Bodies of case types."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from samsyn.core.actor import Function
from samsyn.core.schema import Links, Out
from samsyn.core.vocabulary import ConfidentialityClass, SchoolForm, SubjectKind
from samsyn.legal.rules import ClockEvent, ClockKind, ClockUnit


class LegalBasisOut(Out):
    """``verified``: somebody has read the wording in the statute; otherwise the page says that nobody has."""

    code: str
    act: str = Field(json_schema_extra={"example": "Skollag (2010:800)"})
    section: str = Field(json_schema_extra={"example": "3 kap. 7 §"})
    text: str
    verified: bool


class ClockOut(Out):
    """``kind`` says where the number is from: the law, a word of the law, or a local guideline."""

    code: str
    since: ClockEvent
    until: ClockEvent
    amount: int
    unit: ClockUnit
    kind: ClockKind
    escalates_to: Function | None


class RulePackOut(Out):
    code: str = Field(json_schema_extra={"example": "SE-2023"})
    version: int
    label: str


class CaseTypeOut(Out):
    """A kind of case with its clocks and citations, as the rule pack of today has it."""

    code: str = Field(json_schema_extra={"example": "SPECIAL_SUPPORT"})
    label: str
    subject: SubjectKind
    school_forms: Sequence[SchoolForm]
    default_class: ConfidentialityClass
    statutory: bool
    phases: Sequence[str]
    legal_bases: Sequence[LegalBasisOut]
    clocks: Sequence[ClockOut]


class CaseTypesOut(Out):
    """All of them at once: a lookup, not a list that grows."""

    links: Links = Field(alias="_links")
    rule_pack: RulePackOut
    items: Sequence[CaseTypeOut]
