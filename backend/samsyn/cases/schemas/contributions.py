"""Bodies of questions and answers in an investigation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from samsyn.cases.rules.contributions import AgeGroup, AnswerChannel, ContributionState, RespondentRole
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.schema import Body, Chars, Instant, Line, Links, Named, Out, Prose, Reason, Resource
from samsyn.core.vocabulary import ConfidentialityClass

Token = Annotated[str, Chars(20, 100, r"^[A-Za-z0-9_-]+$")]
Code = Annotated[str, Chars(6, 6, r"^[0-9]{6}$")]


class RespondentIn(Body):
    """``personId`` for somebody with an account; ``recipient`` in words for pupil and guardians."""

    role: RespondentRole
    person_id: UUID | None = None
    recipient: Line | None = Field(default=None, json_schema_extra={"example": "Vårdnadshavare 1"})


class ContributionsIn(Guarded):
    """The same question to each of ``respondents``. To the home it names nobody, and C21 says who is asked:
    ``ageGroup`` is the pupil's age today, ``everyGuardian`` that all of them are among the respondents, and
    ``consent`` that a pupil of age agrees. ``aboutHome``: nothing goes to a guardian (C22)."""

    WATCHED: ClassVar = ("question",)
    investigation_id: UUID
    question: Prose = Field(json_schema_extra={"example": "När fungerar det bra hemma att läsa?"})
    respondents: list[RespondentIn] = Field(min_length=1, max_length=20)
    age_group: AgeGroup | None = None
    every_guardian: bool = False
    consent: bool = False
    about_home: bool = False


class ContributionOut(Resource):
    """``linkExpiresAt``: null where no link is live. ``linkLocked``: too many codes were tried."""

    id: UUID
    investigation_id: UUID
    role: RespondentRole
    person: Named | None
    recipient: str | None
    age_group: AgeGroup | None
    question: str
    state: ContributionState
    requested_at: Instant
    requested_by: Named
    link_expires_at: Instant | None
    link_locked: bool
    answer: str | None
    answered_at: Instant | None
    answered_by: Named | None
    channel: AnswerChannel | None
    sorted_at: Instant | None
    sorted_by: Named | None
    sorting_reason: str | None
    confidentiality: ConfidentialityClass
    version: int


class ContributionsOut(Out):
    """In the order they were asked."""

    links: Links = Field(alias="_links")
    items: Sequence[ContributionOut]


class EnteredAnswerIn(Guarded):
    """An answer given on paper or by telephone, written in by somebody else."""

    WATCHED: ClassVar = ("answer",)
    answer: Prose
    channel: Literal[AnswerChannel.PAPER, AnswerChannel.TELEPHONE]


class SortingIn(Guarded):
    """The class that an answer has from now on; lowered with a reason, and never below its case."""

    WATCHED: ClassVar = ("reason",)
    confidentiality: ConfidentialityClass
    reason: Reason | None = None


class AnswerLinkOut(Out):
    """Shown once. ``path`` ends in the token, after ``#``, so that it never reaches a server's log; the code
    is told another way."""

    links: Links = Field(alias="_links")
    path: str = Field(json_schema_extra={"example": "/svara#Xb3…"})
    code: str = Field(json_schema_extra={"example": "482913"})
    expires_at: Instant
    version: int


class QuestionOut(Resource):
    """What somebody asked sees: the question, and nothing else of the case."""

    id: UUID
    question: str
    school: Named
    requested_by: Named
    requested_at: Instant
    version: int


class QuestionsOut(Out):
    links: Links = Field(alias="_links")
    items: Sequence[QuestionOut]


class QuestionAnswerIn(Guarded):
    WATCHED: ClassVar = ("answer",)
    answer: Prose


class LinkOpeningIn(Body):
    token: Token
    code: Code


class LinkQuestionOut(Out):
    """The question, and nothing about whom or why."""

    question: str
    expires_at: Instant


class LinkAnswerIn(LinkOpeningIn):
    answer: Prose


class LinkReceiptOut(Out):
    received_at: Instant
